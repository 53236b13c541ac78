"""Every page before two judges: axe for those who cannot see it, the Nu checker for its HTML."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.axe import faults
from tests.site.conftest import ROOT
from tests.site.pages import KINDS, html_files

_CHECKER = ROOT / "build" / "nu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
_PHONE = {"width": 390, "height": 844}
#: The kinds with controls that only a narrow page has: its bar and menu, notes, filters.
_OF_PHONES = ("home", "briefing", "claims")


# --- axe: what test_browser.py does not look at --------------------------------------------------


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=_PHONE, has_touch=True)
    yield page
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_a_phone(phone: Page, address: str, kind: str) -> None:
    """Colours are those of a screen, but for what a phone has of its own."""
    phone.goto(f"{address}{KINDS[kind]}")
    colours = ["dark", "light"] if kind in _OF_PHONES else []
    assert faults(phone, targets=True, colours=colours) == []


@pytest.mark.browser
def test_axe_finds_nothing_in_what_is_folded(phone: Page, address: str) -> None:
    phone.goto(f"{address}{KINDS['briefing']}#analyst")
    phone.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
    # What is laid out late has no places yet that axe could measure.
    phone.add_style_tag(content="* { content-visibility: visible !important; }")
    assert faults(phone, targets=True, colours=["light"]) == []


def _faults_of(
    page: Page, address: str, paths: Iterable[str], coloured: Collection[str] = ()
) -> dict[str, object]:
    """The faults of each page that has some, by its path; of some those of colours too."""
    found = {}
    for path in paths:
        page.goto(f"{address}{path}")
        colours = ["dark", "light"] if path in coloured else []
        found[path] = faults(page, targets=True, colours=colours)
    return {path: ones for path, ones in found.items() if ones}


def _one_of_each_kind(site: Path) -> set[str]:
    """The address of the largest page of each kind, below the site's own."""
    largest: dict[str, Path] = {}
    for path in html_files(site):
        kind = re.search(r'class="md-content__inner page ([\w-]+)', path.read_text("utf-8"))
        name = kind[1] if kind else path.name
        largest[name] = max(path, largest.get(name, path), key=lambda one: one.stat().st_size)
    paths = (path.relative_to(site).as_posix() for path in largest.values())
    return {path.removesuffix("index.html") for path in paths}


@pytest.mark.browser
def test_axe_finds_nothing_where_articles_are_compared(
    page: Page, examples_site: Path, examples_address: str
) -> None:
    paths = _one_of_each_kind(examples_site)
    assert len(paths) >= 8
    paths |= {"about/examples/", "briefings/courier-barrier-stays-open/", "stories/"}
    paths.add("briefings/sahel-night-of-the-barrier/")  # in Persian, with its translation
    # Of the other kinds, test_browser.py sees the same colours.
    coloured = [path for path in paths if path.startswith(("briefings/", "claims/", "stories/"))]
    assert _faults_of(page, examples_address, sorted(paths), coloured) == {}


@pytest.mark.browser
def test_axe_finds_nothing_in_hostile_text(
    page: Page, hostile_site: Path, hostile_address: str
) -> None:
    """Not of colours or sizes, which other tests see on each kind of page: text changes neither."""
    found = {}
    for path in sorted(_one_of_each_kind(hostile_site)):
        page.goto(f"{hostile_address}{path}")
        found[path] = faults(page, colours=[])
    assert {path: ones for path, ones in found.items() if ones} == {}


@pytest.mark.browser
@pytest.mark.parametrize("place", ["search/?q=Tasnim&kind=Briefing&so=Disputed", "lachin"])
def test_axe_finds_nothing_among_filters_and_results(page: Page, address: str, place: str) -> None:
    page.goto(f"{address}{place}" if "?" in place else f"{address}404.html?{place}")
    if "?" in place:
        expect(page.locator(".search-results a").first).to_be_visible()
    assert faults(page, targets=True) == []


# --- size ---------------------------------------------------------------------------------------

_MOST_SKELETON = 15_000
#: The bytes of a briefing's page without what grows with the article and what is said of it.
_SKELETON = """() => {
  const growing = `.bottom, .route, .signs li, .article, .reading, .glance > *, .fig, .claim,
    tbody, .cast li, .background-notes section, .event, .questions li, .evidence li, .facts,
    .corrections li, head [name=description]`;
  document.querySelectorAll(growing).forEach(one => one.remove());
  const linked = document.querySelector("[type='application/ld+json']");
  const said = JSON.parse(linked.textContent);
  delete said.hasPart;
  linked.textContent = JSON.stringify(said);
  return new TextEncoder().encode(document.documentElement.outerHTML).length;
}"""


@pytest.mark.browser
def test_the_skeleton_of_a_briefing_is_small(plain: BrowserContext, address: str) -> None:
    page = plain.new_page()
    page.goto(f"{address}{KINDS['briefing']}")
    whole = len(page.content().encode())
    skeleton = page.evaluate(_SKELETON)
    assert skeleton < whole / 4
    assert skeleton <= _MOST_SKELETON


# --- the Nu checker -----------------------------------------------------------------------------


def test_the_html_of_every_page_is_valid(
    site: Path, hostile_site: Path, examples_site: Path
) -> None:
    java = shutil.which("java")
    if not (java and _CHECKER.is_file()):
        if os.environ.get("CI"):
            pytest.fail("no HTML checker; `make checker` installs it")
        pytest.skip("no HTML checker here; `make checker` says how to get one")
    # Of an execution of some seconds, half would be the optimizing compiler's.
    options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m"]
    command = [java, *options, "-jar", str(_CHECKER), "--format", "json", "--skip-non-html"]
    folders = [str(site), str(hostile_site), str(examples_site)]
    done = subprocess.run([*command, *folders], capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    errors = {
        (message["url"].rsplit("/site/")[-1], message["message"], message.get("extract", "")[:200])
        for message in messages
        if message["type"] == "error"
    }
    assert sorted(errors)[:20] == []
    assert len(html_files(site)) > 40

"""Every page before two judges: axe for those who cannot see it, the Nu checker for its HTML."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.site.axe import faults as faults_of
from tests.site.conftest import ROOT
from tests.site.pages import KINDS, html_files

_CHECKER = ROOT / "build" / "nu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
_PHONE = {"width": 390, "height": 844}


# --- axe: what test_browser.py does not look at --------------------------------------------------


@pytest.fixture(scope="module", params=["light", "dark"])
def phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(color_scheme=request.param, viewport=_PHONE, has_touch=True)  # type: ignore[arg-type]
    yield context
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_a_phone(phone: BrowserContext, address: str, kind: str) -> None:
    page = phone.new_page()
    page.goto(f"{address}{KINDS[kind]}")
    faults = faults_of(page, targets=True)
    page.close()
    assert faults == []


def _one_of_each_kind(site: Path) -> list[str]:
    """The address of the largest page of each kind, below the site's own."""
    largest: dict[str, Path] = {}
    for path in html_files(site):
        kind = re.search(r'class="md-content__inner page ([\w-]+)', path.read_text("utf-8"))
        name = kind[1] if kind else path.name
        largest[name] = max(path, largest.get(name, path), key=lambda one: one.stat().st_size)
    paths = (path.relative_to(site).as_posix() for path in largest.values())
    return sorted(path.removesuffix("index.html") for path in paths)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_articles_are_compared(
    browser: Browser, examples_site: Path, examples_address: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    faults = {}
    for path in _one_of_each_kind(examples_site):
        page.goto(f"{examples_address}{path}")
        faults[path] = faults_of(page, targets=True)
    context.close()
    assert len(faults) >= 8
    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_hostile_text(
    browser: Browser, hostile_site: Path, hostile_address: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    faults = {}
    for path in _one_of_each_kind(hostile_site):
        page.goto(f"{hostile_address}{path}")
        faults[path] = faults_of(page, targets=True)
    context.close()
    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["search/?q=Tasnim&kind=Briefing&status=Disputed", "lachin"])
def test_axe_finds_nothing_among_filters_and_results(
    browser: Browser, address: str, scheme: str, place: str
) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}{place}" if "?" in place else f"{address}404.html?{place}")
    if "?" in place:
        expect(page.locator(".search-results a").first).to_be_visible()
    faults = faults_of(page, targets=True)
    context.close()
    assert faults == []


# --- size ---------------------------------------------------------------------------------------

_MOST_SKELETON = 15_000
#: The bytes of a briefing's page without what grows with the article and what is said of it.
_SKELETON = """() => {
  const growing = `.bluf p, .reading, .glance > *, .fig, .claim, tbody, .cast li, .note, .event,
    .questions li, .evidence li, .facts, head [name=description]`;
  document.querySelectorAll(growing).forEach(one => one.remove());
  const linked = document.querySelector("[type='application/ld+json']");
  const said = JSON.parse(linked.textContent);
  delete said.about["@reverse"];
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
    command = [java, "-jar", str(_CHECKER), "--format", "json", "--skip-non-html"]
    folders = [str(site), str(hostile_site), str(examples_site)]
    done = subprocess.run([*command, *folders], capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    faults = {
        (message["url"].rsplit("/site/")[-1], message["message"], message.get("extract", "")[:200])
        for message in messages
        if message["type"] == "error"
    }
    assert sorted(faults)[:20] == []
    assert len(html_files(site)) > 40

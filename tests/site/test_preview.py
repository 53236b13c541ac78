"""A preview opened from disk in Chromium: the article's text, the styles, and no request."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.axe import faults
from tests.site.conftest import EXAMPLES, ROOT, copy_project
from tests.site.pages import html_files, ids, links, parsed

pytestmark = pytest.mark.browser

_SOURCE = ROOT / "briefings/articles/2023-09-11-iran-armenia-azerbaijan/source.txt"
_BRIEFING = "briefings/iran-armenia-azerbaijan.html"
_TEXT_OF = """element => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll('i').forEach(helper => helper.remove());
  return copy.textContent;
}"""


def _preview(project: Path, output: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "article_briefings", "preview", "--output", str(output)],
        cwd=project,
        env={
            "NO_MKDOCS_2_WARNING": "1",
            "PATH": "",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return output


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The preview of the repository's own briefings."""
    return _preview(ROOT, tmp_path_factory.mktemp("preview") / "out")


@pytest.fixture(scope="module")
def hostile_preview(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A preview in which every text is an attack, and one briefing is broken."""
    folder = tmp_path_factory.mktemp("hostile-preview")
    project = copy_project(folder / "project", EXAMPLES / "base" / "briefings")
    for example in ("valid/hostile", "invalid/quote-not-found"):
        subprocess.run(
            ["cp", "-R", f"{EXAMPLES / example}/briefings", str(project)], check=True, timeout=60
        )
    return _preview(project, folder / "out")


def _open(context: BrowserContext, file: Path) -> tuple[Page, list[str]]:
    """The page, and what it did that it must not do."""
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
    page.on("console", lambda message: problems.append(f"console: {message.text}"))
    page.on("dialog", lambda dialog: (problems.append("a dialog opened"), dialog.dismiss()))
    page.on("request", lambda request: problems.append(f"request: {request.url}"))
    page.goto(file.as_uri())
    assert problems[0] == f"request: {file.as_uri()}"
    return page, problems[1:]


def test_the_article_is_exact_and_nothing_is_requested(
    context: BrowserContext, preview: Path
) -> None:
    page, problems = _open(context, preview / _BRIEFING)
    text = page.locator("#article-text").evaluate(_TEXT_OF)
    assert text == _SOURCE.read_bytes().decode("utf-8")
    assert problems == []


def test_styles_and_marks_are_there(context: BrowserContext, preview: Path) -> None:
    page, _ = _open(context, preview / _BRIEFING)
    page.get_by_role("link", name="Analyst", exact=True).click()
    mark = page.locator("#article-text u[class^='f-']").first
    assert "underline" in mark.evaluate("mark => getComputedStyle(mark).textDecorationLine")
    assert page.locator("#article-text p").first.bounding_box()["width"] <= 700  # type: ignore[index]
    number = page.locator("#article-text .m-ref[class*=' f-']").first
    assert number.evaluate("link => getComputedStyle(link, '::after').content") not in ("", "none")


def test_a_reader_gets_from_the_index_to_a_claim_and_back(
    context: BrowserContext, preview: Path
) -> None:
    page, _ = _open(context, preview / "index.html")
    page.get_by_role("link", name="Iran says that Azerbaijan").click()
    page.locator("#article .signed").first.press("Enter")
    assert page.url.startswith(f"{(preview / _BRIEFING).as_uri()}#read--")
    expect(page.locator(":target")).to_be_in_viewport()
    page.locator(":target summary").click()
    page.locator(":target").get_by_role("link", name="Everything on this claim").click()
    expect(page.locator(".claim :target")).to_be_in_viewport()
    page.get_by_role("link", name="All changed pages").click()
    assert page.url == (preview / "index.html").as_uri()


def test_no_link_leads_out_of_the_preview_but_to_the_web(preview: Path) -> None:
    for path in html_files(preview):
        for link in links(parsed(path)):
            address, place = urldefrag(link)
            if urlsplit(address).scheme not in ("http", "https"):
                there = path.parent / unquote(address) if address else path
                assert there.is_file(), f"{path}: {link}"
                assert not place or unquote(place) in ids(parsed(there.resolve())), (
                    f"{path}: {link}"
                )


@pytest.mark.parametrize(
    "name",
    ["index.html", _BRIEFING, "actors/tasnim.html", "background/lachin-corridor.html"],
)
def test_axe_finds_nothing(browser: Browser, preview: Path, name: str) -> None:
    # Axe is a script, and the page's own policy allows none.
    context = browser.new_context(bypass_csp=True)
    page, _ = _open(context, preview / name)
    found = faults(page)
    context.close()
    assert found == []


def test_hostile_text_does_nothing(context: BrowserContext, hostile_preview: Path) -> None:
    files = sorted(hostile_preview.rglob("*.html"))
    assert len(files) >= 6
    for file in files:
        page, problems = _open(context, file)
        assert problems == [], file
        foreign = "script, img, iframe, object, form:not(#article--layers)"
        assert page.locator(f"{foreign}, [onerror], [onclick]").count() == 0
        page.close()


def test_a_broken_briefing_is_a_page_of_problems(
    context: BrowserContext, hostile_preview: Path
) -> None:
    page, problems = _open(context, hostile_preview / "briefings" / "new-bridge.html")
    assert page.locator(".problem").count() >= 1
    assert "quote-not-found" in page.locator("main").inner_text()
    assert problems == []

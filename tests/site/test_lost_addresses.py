"""The page for addresses at which there is nothing, served as GitHub Pages does."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.site.conftest import SubPath, serve

pytestmark = pytest.mark.browser

_RESULTS = ".search-results a"


class _LikePages(SubPath):
    """Answers as GitHub Pages does for an address at which there is nothing."""

    def send_error(self, code: int, *_: object) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def pages_address(site: Path) -> Iterator[str]:
    yield from serve(site, _LikePages)


def test_the_first_key_skips_the_head(page: Page, pages_address: str) -> None:
    page.goto(f"{pages_address}lachin")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/lachin#not-found$"))
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


@pytest.mark.parametrize(
    ("lost", "words", "found"),
    [
        ("briefings/iran-armenia-clashes.html", "iran armenia clashes", "Iran says that"),
        ("actors/kanani/", "kanani", "Nasser Kanaani"),
        ("a/b/c/lachin_corridor", "b c lachin corridor", "Lachin corridor"),
        ("lachin", "lachin", "Lachin corridor"),
        ("x/%E0%A4%A", None, None),
    ],
)  # fmt: skip
def test_a_lost_address_is_searched_for_by_its_words(
    page: Page, pages_address: str, lost: str, words: str | None, found: str | None
) -> None:
    answer = page.goto(f"{pages_address}{lost}")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    field = page.get_by_role("main").get_by_role("searchbox")
    expect(field).to_be_visible()
    expect(page.get_by_role("link", name="all briefings")).to_be_visible()
    if words and found:
        expected = " ".join(word for word in words.split() if len(word) > 1)
        expect(field).to_have_value(expected)
        expect(page.locator(_RESULTS).first).to_contain_text(found)
        page.locator(_RESULTS).first.click()
        expect(page).not_to_have_title(re.compile("not found"))


@pytest.mark.parametrize("own", ["404.html", "index.html", ""])
def test_the_pages_own_file_is_nothing_to_look_for(
    page: Page, pages_address: str, own: str
) -> None:
    page.route(
        f"{pages_address}{own}",
        lambda route: route.fulfill(response=page.request.get(f"{pages_address}404.html")),
    )
    page.goto(f"{pages_address}{own}")
    main = page.get_by_role("main")
    expect(main.get_by_label("Search the site")).to_have_value("")
    expect(page.locator(_RESULTS)).to_have_count(0)
    main.get_by_role("searchbox").fill("Lachin")
    main.get_by_role("button", name="Search").click()
    expect(page).to_have_url(f"{pages_address}search/?q=Lachin")


def test_what_is_typed_before_the_script_comes_stays(page: Page, pages_address: str) -> None:
    waiting: list[Route] = []
    page.route("**/assets/briefings/search.js", lambda route: waiting.append(route))
    page.goto(f"{pages_address}kanani")
    field = page.get_by_role("main").get_by_role("searchbox")
    field.fill("Lachin")
    page.wait_for_timeout(100)
    for route in waiting:
        route.continue_()
    expect(page.locator(_RESULTS).first).to_contain_text("Lachin corridor")
    expect(field).to_have_value("Lachin")


def test_without_scripts_a_lost_address_has_a_form(browser: Browser, pages_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{pages_address}a/b/c/d/e")
    page.get_by_label("Search the site").fill("Lachin")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(f"{pages_address}search/?q=Lachin")
    context.close()


def test_where_the_sites_address_is_set_wrongly_the_page_can_be_read(
    page: Page, pages_address: str
) -> None:
    page.route("**/assets/**", lambda route: route.abort())
    for width, height in ((390, 664), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{pages_address}lachin")
        expect(page.get_by_role("heading", name="Page not found")).to_be_in_viewport()
        expect(page.get_by_text("There is nothing at this address.")).to_be_in_viewport()

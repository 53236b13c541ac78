"""The frame of every page in Chromium: search and its filters, lost addresses, crumbs, pictures."""

import gzip
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.repositories import git
from tests.site.conftest import ROOT, _SubPath, build, copy_project
from tests.site.pages import BASE, KINDS, PREFIX, parsed, target

_BRIEFING = KINDS["briefing"]
_ADDRESS = f"https://user.invalid{PREFIX}/"
_RESULTS = ".search-results a"
# What the owner asks for: all styles and all scripts together, compressed as a server does.
_MOST_CSS, _MOST_JS = 20_000, 15_000


def _values(page: Page, facet: str) -> dict[str, int]:
    """The values of a filter with their counts."""
    options = page.locator(f"select[name={facet}] option").all_inner_texts()
    found = (re.fullmatch(r"(.*) \((\d+)\)", option) for option in options)
    return {match[1]: int(match[2]) for match in found if match}


def _status(page: Page) -> Locator:
    return page.get_by_role("status")


def _asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


# --- search: filters and counts -----------------------------------------------------------------


def test_the_filters_say_how_many_results_each_value_has(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Tasnim")
    expect(_status(page)).to_contain_text(re.compile(r"^\d+ results"))
    expect(page.locator("select[name=actor]")).to_be_visible()
    assert page.locator("select").count() == 7
    statuses = _values(page, "status")
    assert statuses["Disputed"] > 0
    page.locator("select[name=status]").select_option("Disputed")
    expect(_status(page)).to_have_text(
        f"{statuses['Disputed']} results for “Tasnim”, only Disputed"
    )
    expect(page.locator(_RESULTS)).to_have_count(statuses["Disputed"])
    assert _asked(page) == {"q": ["Tasnim"], "status": ["Disputed"]}
    # The other values of the same filter keep their counts; those of the others follow.
    assert _values(page, "status") == statuses
    assert max(_values(page, "year").values()) == statuses["Disputed"]


def test_filters_can_be_combined_and_cleared(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Armenia&kind=Claim&actor=Nasser+Kanaani")
    expect(_status(page)).to_contain_text("only Claim, Nasser Kanaani")
    shown = page.locator(_RESULTS).all_inner_texts()
    assert shown
    assert all("Nasser Kanaani" in text for text in shown)
    expect(page.get_by_role("button", name=re.compile("^Claim"))).to_have_attribute(
        "aria-pressed", "true"
    )
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(_status(page)).not_to_contain_text("Kanaani")
    assert _asked(page) == {"q": ["Armenia"], "kind": ["Claim"]}


def test_filters_list_without_words(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    expect(page.get_by_role("button", name=re.compile("^Claim 35"))).to_be_visible()
    expect(page.locator(_RESULTS)).to_have_count(0)
    page.locator("select[name=claim]").select_option("Denial")
    expect(_status(page)).to_have_text(re.compile(r"^\d results, only Denial$"))
    assert page.locator(".search-results .kind").all_inner_texts() == ["Claim"] * 2


def test_the_kinds_stay_where_one_is_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Armenia")
    kinds = page.get_by_role("group", name="Kind of result").get_by_role("button")
    expect(kinds.first).to_be_visible()
    before = kinds.all_inner_texts()
    assert len(before) > 3
    kinds.nth(2).focus()
    page.keyboard.press("Enter")
    expect(kinds.nth(2)).to_have_attribute("aria-pressed", "true")
    expect(kinds.nth(2)).to_be_focused()
    assert kinds.all_inner_texts() == before


def test_the_keyboard_reaches_filters_and_results_and_comes_back(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=Tasnim")
    expect(page.locator(_RESULTS).first).to_be_visible()
    expect(page.locator("select[name=actor]")).to_be_visible()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "actor":
            break
    page.keyboard.type("Nasser")  # a list of choices looks for what is typed
    expect(_status(page)).to_contain_text("only Nasser Kanaani")
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(_RESULTS).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("search/"))


def test_the_dialog_has_the_kinds_and_leads_to_all_filters(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("Tasnim")  # before the script that searches has come
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_contain_text("results for “Tasnim”")
    assert dialog.locator("select").count() == 0
    dialog.get_by_role("button", name=re.compile("^Claim")).click()
    expect(dialog.get_by_role("status")).to_contain_text("only Claim")
    dialog.get_by_role("link", name="All filters").click()
    expect(page).to_have_url(f"{address}search/?q=Tasnim&kind=Claim")
    expect(_status(page)).to_contain_text("results for “Tasnim”, only Claim")


def test_on_a_phone_the_filters_are_folded_and_the_index_is_small(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{address}search/?q=Tasnim")
    expect(page.locator(_RESULTS).first).to_be_visible()
    assert not page.locator("select").first.is_visible()
    # Only the filter of the kinds is loaded before somebody wants the others.
    assert len([url for url in loaded if url.endswith(".pf_filter")]) == 1
    page.get_by_text("Filters", exact=True).click()
    expect(page.locator("select[name=outlet]")).to_be_visible()
    assert _values(page, "outlet")
    assert len([url for url in loaded if url.endswith(".pf_filter")]) == 8
    context.close()


def test_names_in_other_scripts_are_found(page: Page, address: str) -> None:
    for query in ("ناصر کنعانی", "کنعانی"):
        page.goto(f"{address}search/?q={query}")
        expect(page.locator(_RESULTS).first).to_contain_text("Nasser Kanaani")


# --- the page for lost addresses ------------------------------------------------------------------


class _LikePages(_SubPath):
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
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_LikePages, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("lost", "words", "found"),
    [
        ("briefings/iran-armenia-clashes.html", "iran armenia clashes", "Iran says Baku"),
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


def test_without_scripts_a_lost_address_has_a_form(browser: Browser, pages_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{pages_address}a/b/c/d/e")
    page.get_by_label("Search the site").fill("Lachin")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(f"{pages_address}search/?q=Lachin")
    context.close()


# --- crumbs, dates, the list beside the text -----------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "section"),
    [
        ("briefing", "Briefings"),
        ("actor", "Actors"),
        ("background", "Background"),
        ("topic", "Topics"),
    ],
)
def test_crumbs_lead_to_the_pages_above(page: Page, address: str, kind: str, section: str) -> None:
    page.goto(f"{address}{KINDS[kind]}")
    crumbs = page.get_by_role("navigation", name="Breadcrumb").get_by_role("link")
    assert crumbs.all_inner_texts() == ["Home", section]
    for crumb in crumbs.all():
        box = crumb.bounding_box()
        assert box is not None
        assert box["height"] >= 24
    crumbs.nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(section)
    expect(page.get_by_role("navigation", name="Breadcrumb")).to_have_count(0)


def test_crumbs_are_not_printed(page: Page, address: str) -> None:
    page.goto(f"{address}{KINDS['actor']}")
    page.emulate_media(media="print")
    expect(page.locator(".crumbs")).to_be_hidden()


def test_the_list_beside_the_text_says_where_the_reader_is(page: Page, address: str) -> None:
    page.goto(f"{address}{KINDS['outlet']}")
    page.locator("#relayed").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('relayed').scrollIntoView()")
    expect(page.locator(".rail-toc a.here")).to_have_text("Relayed")


def test_a_page_says_when_its_files_were_committed_last(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", ROOT / "briefings")
    git(project, "init", "-q")
    git(project, "add", "-A")
    dates = {
        "GIT_COMMITTER_DATE": "2031-04-01T12:00:00Z",
        "GIT_AUTHOR_DATE": "2001-01-01T12:00:00Z",
    }
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    command = ["git", *identity, "commit", "-q", "-m", "All"]
    subprocess.run(command, cwd=project, env={**os.environ, **dates}, check=True)
    changed = project / "briefings" / "actors" / "tass.yml"
    changed.write_text(changed.read_text("utf-8") + "# not committed\n", "utf-8")
    site = build(project, tmp_path / "site")
    said = {
        name: re.findall(r"Last changed <time datetime=\"(.*?)\">(.*?)</time>", page)
        for name in (_BRIEFING, "actors/tasnim/", KINDS["background"], "actors/tass/", "actors/")
        for page in [(site / name / "index.html").read_text("utf-8")]
    }
    day = [("2031-04-01", "1 April 2031")]
    assert list(said.values()) == [day, day, day, [], []]
    modified = '<meta property="article:modified_time" content="2031-04-01">'
    assert modified in (site / _BRIEFING / "index.html").read_text("utf-8")


def test_without_a_repository_nothing_is_said_of_changes(site: Path) -> None:
    assert [p for p in site.rglob("*.html") if "Last changed" in p.read_text("utf-8")] == []


# --- what others show of a page ------------------------------------------------------------------


def _properties(site: Path, name: str) -> dict[str, str]:
    tree = parsed(target(site, f"{BASE}{KINDS[name]}"))
    return {
        meta.attrib.get("property", meta.attrib.get("name", "")): meta.attrib.get("content", "")
        for meta in tree.iter("meta")
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_has_a_picture_for_links_to_it(site: Path, kind: str) -> None:
    found = _properties(site, kind)
    own = f"{_ADDRESS}{_BRIEFING}card.png" if kind == "briefing" else f"{_ADDRESS}card.png"
    if kind == "404":  # no page of MkDocs, and nobody links to it
        assert "og:image" not in found
        return
    assert found["og:image"] == own
    assert found["twitter:card"] == "summary_large_image"
    assert found["og:url"] == f"{_ADDRESS}{KINDS[kind]}"
    assert found["og:image:alt"] == found["og:title"]
    picture = (site / own.removeprefix(_ADDRESS)).read_bytes()
    assert picture.startswith(b"\x89PNG")


def test_briefings_share_the_picture_of_the_site_where_that_is_wanted(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", ROOT / "tests/examples/base/briefings")
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert text.count("  - briefings:\n") == 1
    settings.write_text(
        text.replace("  - briefings:\n", "  - briefings:\n      social_cards: false\n")
    )
    site = build(project, tmp_path / "site")
    assert [path.relative_to(site).as_posix() for path in site.rglob("card.png")] == ["card.png"]
    assert _properties(site, "search")["og:image"] == f"{_ADDRESS}card.png"


# --- what a page loads ---------------------------------------------------------------------------


def test_generated_pages_load_only_our_styles_and_scripts(site: Path) -> None:
    for kind, url in KINDS.items():
        tree = parsed(target(site, f"{BASE}{url}"))
        loaded = [
            link.attrib["href"] for link in tree.iter("link") if link.attrib["rel"] == "stylesheet"
        ]
        loaded += [script.attrib["src"] for script in tree.iter("script") if "src" in script.attrib]
        assert loaded, kind
        theirs = [name for name in loaded if "assets/briefings/" not in name]
        assert bool(theirs) == (kind == "method"), kind


def test_all_styles_and_all_scripts_are_small(site: Path) -> None:
    folder = site / "assets" / "briefings"
    for pattern, most in (("*.css", _MOST_CSS), ("*.js", _MOST_JS)):
        sizes = {p.name: len(gzip.compress(p.read_bytes(), 9)) for p in folder.glob(pattern)}
        assert sizes
        assert sum(sizes.values()) <= most, sizes

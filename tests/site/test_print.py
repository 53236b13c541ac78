"""What comes out of the printer: complete, in order, and nothing cut from its heading."""

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.site.conftest import ROOT
from tests.site.pages import KINDS, PREFIX

pytestmark = pytest.mark.browser

_BRIEFING = KINDS["briefing"]
_FOLDER = ROOT / "briefings/articles/2023-09-11-iran-armenia-azerbaijan"
#: Width and height in points.
_PAPERS = {"A4": (595, 842), "Letter": (612, 792)}


@cache
def _briefing() -> dict[str, Any]:
    return dict(yaml.safe_load((_FOLDER / "briefing.yml").read_text("utf-8")))


def _plain(text: str) -> str:
    """Letters and digits only: a file of the print breaks lines and joins letters as it likes."""
    return re.sub(r"[\W_]+", "", text.replace("ʼ", "’"))


def _printed(browser: Browser, url: str, paper: str, scripts: bool = True) -> list[str]:
    """The text of each printed page, in the order in which the file holds it."""
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(url)
    page.emulate_media(media="print")
    # Fonts decide where lines end, and those that only print needs are asked for now.
    page.evaluate(
        "() => { document.body.offsetHeight; return document.fonts.ready.then(() => 0); }"
    )
    file = PdfReader(io.BytesIO(page.pdf(format=paper)))
    context.close()
    width, height = _PAPERS[paper]
    for sheet in file.pages:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == pytest.approx(
            (width, height), abs=1.5
        )
    texts = [sheet.extract_text() for sheet in file.pages]
    numbered = [f"{number} / {len(texts)}" for number in range(1, len(texts) + 1)]
    assert [text.partition("\n")[0] for text in texts] == numbered
    return [text.partition("\n")[2] for text in texts]


@pytest.fixture(scope="module", params=_PAPERS)
def paper(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def printed(paper: str, browser: Browser, address: str) -> list[str]:
    """The printed briefing."""
    return _printed(browser, f"{address}{_BRIEFING}#analyst", paper)


def _in_order(text: str, parts: Iterator[str]) -> None:
    """Every part stands in the text, each behind the one before."""
    text, at = _plain(text), 0
    for part in parts:
        found = text.find(_plain(part), at)
        assert found >= 0, f"not in its place: {part}"
        at = found + len(_plain(part))


def _of_each_section() -> Iterator[str]:
    briefing = _briefing()
    yield briefing["title"]
    yield briefing["bluf"]
    yield "Nasser Kanaani made"
    yield "Notes"
    yield "1 Tasnim News Agency"
    yield from (claim["text"] for claim in briefing["claims"])
    yield from ("Who", "Background", "Timeline", "Evidence consulted", "Provenance")
    yield from ("What has changed in this briefing", "What the article leaves open")


def test_a_briefing_is_a_dozen_pages_at_most(printed: list[str]) -> None:
    assert 8 <= len(printed) <= 12


def test_the_bottom_line_comes_first_and_every_section_follows(printed: list[str]) -> None:
    _in_order("".join(printed), _of_each_section())


def test_the_article_is_whole_and_its_claims_are_numbered(printed: list[str]) -> None:
    text = "".join(printed)
    article = text[text.index("Nasser Kanaani made") : text.index("At a glance")]
    words = (_FOLDER / "source.txt").read_text("utf-8").split()
    _in_order(article, iter(words))
    # The number stands where a claim ends: not always in the order in which they begin.
    numbers = re.findall(r"(?<!\d)\d+(?!\d)", article[: article.index("\nNotes")])
    assert {str(number) for number in range(1, len(_briefing()["claims"]) + 1)} <= set(numbers)


def test_the_notes_stand_behind_the_article(printed: list[str]) -> None:
    text = "".join(printed)
    notes = text[text.index("remain\nallies”") : text.index("At a glance")]
    assert "3 Nasser Kanaani, for Azerbaijani officials, via" in notes.replace("\n", " ")


def _verdicts(claim: dict[str, Any]) -> list[dict[str, Any]]:
    """What the file says of whether a claim was said, and whether it is so."""
    said = claim.get("said", [])
    return [*(said if isinstance(said, list) else [said]), *filter(None, [claim.get("so")])]


def test_reasons_evidence_and_relations_are_printed(printed: list[str]) -> None:
    text = _plain("".join(printed))
    for claim in _briefing()["claims"]:
        for verdict in _verdicts(claim):
            for words in (verdict.get("rationale", ""), verdict.get("note", "")):
                for sentence in re.split(r"(?<=[.:;,]) ", " ".join(words.split())):
                    assert _plain(sentence) in text, sentence
            for use in verdict.get("evidence", ()):
                shows = use.get("shows", "") if isinstance(use, dict) else ""
                assert _plain(shows) in text, shows


def test_sources_are_numbered_and_their_addresses_can_be_read(printed: list[str]) -> None:
    text = "".join(printed)
    sources = text[text.index("Evidence consulted") : text.index("Provenance")]
    numbers = [int(number) for number in re.findall(r"\[(\d+)\]", sources)]
    assert numbers == list(range(1, len(_briefing()["evidence"]) + 1))
    for item in _briefing()["evidence"]:
        assert _plain(item.get("url", "")) in _plain(sources)


def test_the_date_of_review_and_the_address_are_printed(printed: list[str]) -> None:
    permalink = f"https://user.invalid{PREFIX}/{_BRIEFING}"
    assert permalink in printed[0]
    reviewed = _briefing()["review"]["reviewed"]
    day = f"Checked by the editors of Article Briefings, {reviewed.day} {reviewed:%B %Y}"
    assert _plain(day) in _plain(printed[0])


def test_no_claim_is_cut_from_its_heading(printed: list[str]) -> None:
    pages = [_plain(page) for page in printed]
    for claim in _briefing()["claims"]:
        heading = _plain(claim["text"])
        finding = _plain(claim["finding"])
        assert any(finding in page.partition(heading)[2] for page in pages), claim["text"]


def test_of_every_claim_is_printed_who_says_it_in_which_form_and_its_verdicts(
    printed: list[str], page: Page, address: str
) -> None:
    page.goto(f"{address}{_BRIEFING}#analyst")
    cards = page.locator(".claim > summary").evaluate_all(
        "all => all.map(card => [...card.children].map(part => part.textContent))"
    )
    text = _plain("".join(printed))
    assert len(cards) == len(_briefing()["claims"])
    for heading, *facts in cards:
        number, claim = heading.split(" ", 1)
        assert _plain(f"{number}. {claim} {' '.join(facts)}") in text, claim


def test_what_only_a_screen_needs_is_not_printed(printed: list[str]) -> None:
    text = "".join(printed)
    for words in ("Open all", "Show in the article", "Teacher’s sheet", "On this page", "↩"):
        assert words not in text


def test_print_needs_no_script(
    printed: list[str], paper: str, browser: Browser, address: str
) -> None:
    assert _printed(browser, f"{address}{_BRIEFING}#analyst", paper, scripts=False) == printed


@pytest.mark.parametrize(
    ("query", "shown"), [("?q=Tasnim", ["results for “Tasnim”", "Tasnim as an"]), ("", ["Type a"])]
)
def test_a_search_is_printed_with_its_query_and_results(
    page: Page, address: str, query: str, shown: list[str]
) -> None:
    page.goto(f"{address}search/{query}")
    expect(page.locator(".search-status")).to_contain_text(shown[0])
    file = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = "".join(sheet.extract_text() for sheet in file.pages)
    for words in shown:
        assert _plain(words) in _plain(text)
    assert "Filters" not in text
    assert query or len(file.pages) == 1


def test_a_story_of_many_articles_is_printed_upright_and_without_gaps(
    browser: Browser, address: str, paper: str
) -> None:
    """A row of six columns would fill a page of its own."""
    printed = _printed(browser, f"{address}stories/kanaani-briefing/", paper)
    first, last = (
        next(at for at, page in enumerate(printed) if words in page)
        for words in ("Who reports what", "Claims of one article only")
    )
    assert last - first < 5
    # The name of an article is with its first claim.
    assert not [page for page in printed if page.rstrip().endswith(("claim", "claims"))]


def test_an_entry_of_a_list_is_not_parted_from_its_title(
    browser: Browser, address: str, paper: str
) -> None:
    for page in _printed(browser, f"{address}background/", paper):
        assert re.search(r"As of \d+ \w+ \d{4}\s*$", page)


def test_who_says_what_is_printed_where_it_has_no_table(
    browser: Browser, address: str, paper: str
) -> None:
    text = "".join(_printed(browser, f"{address}actors/tasnim/", paper))
    part = text[text.index("Who says what about whom") :]
    assert "on Armenia" in part


def test_what_is_folded_on_the_screen_has_no_triangle_on_paper(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    for place in (_BRIEFING, f"{_BRIEFING}#analyst", "actors/tasnim/", "stories/kanaani-briefing/"):
        page.goto(f"{address}{place}")
        markers = """[...document.querySelectorAll("summary")].filter(one => one.checkVisibility()
          && getComputedStyle(one).display === "list-item"
          && getComputedStyle(one).listStyleType !== "none").map(one => one.textContent)"""
        assert page.evaluate(markers) == []
    page.goto(f"{address}{_BRIEFING}")
    assert page.locator(".cast").is_hidden(), "the lists of Analyst"

"""Worksheet and key in Chromium: choosing passages, and what comes out of the printer."""

import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.site.pages import KINDS

pytestmark = pytest.mark.browser

_BRIEFING = KINDS["briefing"]
_SHEET = _BRIEFING.replace("briefings/", "teach/")
_KEY = f"{_SHEET}key/"
_ANSWERS = ("Is it so?", "Was it said?", "Best source", "Disputed")
_ALL = list(range(1, 17))


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def sheet(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(java_script_enabled=request.param)
    page.goto(address + _SHEET)
    yield page
    page.close()


def _asked(page: Page) -> list[int]:
    """The numbers of the passages with room for answers."""
    return [
        int(row.locator("b").inner_text())
        for row in page.locator(".choice li").all()
        if row.locator("p").first.is_visible()
    ]


def _printed(page: Page) -> str:
    file = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return "\n".join(one.extract_text() for one in file.pages)


def test_a_teacher_chooses_passages(sheet: Page) -> None:
    annotators = _asked(sheet)
    assert 3 < len(annotators) <= 8
    sheet.get_by_role("checkbox", name="1 on the sheet", exact=True).check()
    sheet.get_by_role("checkbox", name="3 on the sheet", exact=True).uncheck()
    chosen = sorted({1, *annotators} - {3})
    assert _asked(sheet) == chosen
    printed = [int(n) for n in re.findall(r"^(\d+) [ʻ‘]", _printed(sheet), re.MULTILINE)]
    assert printed == chosen
    sheet.get_by_label("All 16").check()
    assert _asked(sheet) == _ALL
    sheet.get_by_role("button", name="The annotator’s").click()
    assert _asked(sheet) == annotators


def test_print_is_a_handout(sheet: Page) -> None:
    text = _printed(sheet)
    assert "Name" in text
    for words in (
        "For teachers",
        "on the sheet",
        "The annotator",
        "Article Briefings\n",
        *_ANSWERS,
    ):
        assert words not in text
    sheet.emulate_media(media="print")
    height = sheet.locator(".choice li:has(:checked) > p").first.bounding_box()
    assert height is not None
    assert height["height"] / 96 * 25.4 >= 8  # millimetres


def test_the_key_is_a_page_of_its_own(page: Page, address: str) -> None:
    page.goto(address + _SHEET)
    text = page.locator("body").inner_text()
    assert not [words for words in _ANSWERS if words in text]
    page.get_by_role("link", name="Key", exact=True).click()
    expect(page).to_have_url(address + _KEY)
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    expect(page.locator("input, form")).to_have_count(0)
    expect(page.locator(".answers tbody tr")).to_have_count(16)
    # The seven of the sheet come first.
    expect(page.locator(".answers").first.locator("tbody tr")).to_have_count(7)
    row = page.locator(".answers tbody tr").first
    expect(row).to_contain_text("6 accounts, 4 witnesses")
    expect(row).to_contain_text("Best source: TASS")
    assert row.locator("td > [class*='-']").count() == 3


@pytest.mark.parametrize("width", [900, 1280, 1920])
@pytest.mark.parametrize("place", [_SHEET, _KEY, _BRIEFING, "changes/"])
def test_the_text_begins_where_the_masthead_does(
    shared: Page, address: str, place: str, width: int
) -> None:
    shared.set_viewport_size({"width": width, "height": 900})
    shared.goto(f"{address}{place}")
    edges = shared.evaluate(
        "['.brand', 'h1'].map(s => Math.round(document.querySelector(s).getBoundingClientRect().x))"
    )
    assert edges[0] == edges[1]


def test_briefings_and_old_addresses_lead_to_the_sheet(page: Page, address: str) -> None:
    page.goto(address + _BRIEFING)
    page.get_by_role("link", name="For teachers").first.click()
    expect(page).to_have_url(address + _SHEET)
    page.goto(f"{address}{_BRIEFING}?view=sheet")
    expect(page).to_have_url(address + _SHEET)


@pytest.mark.parametrize(("place", "most"), [(_SHEET, 12_000), (_KEY, 15_000)])
def test_pages_are_small(page: Page, address: str, place: str, most: int) -> None:
    assert len(page.request.get(address + place).body()) <= most

"""What a phone shows first: long lists are folded there, and nowhere else."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.axe import faults
from tests.site.pages import KINDS

pytestmark = pytest.mark.browser

_STORY = "stories/kanaani-briefing/"
#: At most as many pixels on a phone; they were 17,600, 11,600, 12,000, 4,700, 6,100 and 44,200.
_MOST = {
    _STORY: 8_000,
    KINDS["actor"]: 6_000,
    KINDS["topic"]: 6_500,
    KINDS["background"]: 3_500,
    KINDS["key"]: 4_000,
    "data/": 15_000,
}
_FOLDED = ".fold:not([open]) > :not(summary)"
#: The columns of tables are a reference and stay folded on wide screens too.
_LISTS = ".fold:not([open], .shut) > :not(summary)"
_SHOWN = f"""() => [...document.querySelectorAll('{_FOLDED}')]
  .filter(e => e.checkVisibility({{ contentVisibilityAuto: true }})).length"""


@pytest.mark.parametrize("place", _MOST)
def test_long_lists_are_folded_on_a_phone_only(shared: Page, address: str, place: str) -> None:
    shared.set_viewport_size({"width": 390, "height": 664})
    shared.goto(f"{address}{place}")
    assert shared.locator(_FOLDED).count() > 0
    assert shared.evaluate(_SHOWN) == 0
    assert shared.evaluate("document.documentElement.scrollHeight") <= _MOST[place]
    for width, media, opened in ((1280, "screen", _LISTS), (390, "print", _FOLDED)):
        shared.set_viewport_size({"width": width, "height": 900})
        shared.emulate_media(media=media)  # type: ignore[arg-type]
        shared.wait_for_function(f"({_SHOWN})() === {shared.locator(opened).count()}")


def test_columns_are_folded_until_their_table_is_called(shared: Page, address: str) -> None:
    shared.set_viewport_size({"width": 1280, "height": 900})
    shared.goto(f"{address}data/")
    columns = shared.locator(".shut table")
    assert columns.count() > 30
    expect(columns.filter(visible=True)).to_have_count(0)
    shared.goto(f"{address}data/#table--claims")
    expect(columns.filter(visible=True)).to_have_count(1)


def test_contradictions_of_a_story_are_folded_on_a_phone(
    shared: Page, examples_address: str
) -> None:
    shared.set_viewport_size({"width": 390, "height": 664})
    shared.goto(f"{examples_address}stories/vell-barrier/")
    pair = shared.locator(".pair").first
    expect(pair).to_be_hidden()
    shared.get_by_text("5 pairs of claims that contradict each other").click()
    expect(pair).to_be_visible()


def test_an_address_opens_what_is_folded(shared: Page, address: str) -> None:
    shared.set_viewport_size({"width": 390, "height": 664})
    shared.goto(f"{address}{_STORY}#story--timeline")
    expect(shared.locator("#story--timeline + .fold .event").first).to_be_visible()


@pytest.mark.parametrize("opened", [False, True])
def test_axe_finds_nothing_in_a_story_on_a_phone(
    shared: Page, examples_address: str, opened: bool
) -> None:
    shared.set_viewport_size({"width": 390, "height": 664})
    shared.goto(f"{examples_address}stories/vell-barrier/")
    shared.evaluate(f"document.querySelectorAll('.fold').forEach(one => one.open = {int(opened)})")
    assert faults(shared, targets=True, colours=("light",)) == []


def test_what_is_refuted_or_disputed_is_not_folded(shared: Page, address: str) -> None:
    shared.set_viewport_size({"width": 390, "height": 664})
    shared.goto(f"{address}{KINDS['topic']}")
    for answer, unfolded in (("Disputed", True), ("No", True), ("Shown", False)):
        group = shared.locator(".ledger", has=shared.locator("h3", has_text=answer)).filter(
            has=shared.get_by_role("heading", name=f"{answer} ")
        )
        expect(group.locator(".rows > li").first).to_be_visible(visible=unfolded)


def test_the_parts_of_analyst_show_that_there_are_more(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 664})
    page.goto(f"{address}{KINDS['briefing']}#analyst")
    parts = page.locator(".jump")
    assert parts.evaluate("e => e.scrollWidth > e.clientWidth")
    assert parts.evaluate("e => getComputedStyle(e).backgroundImage.split('gradient').length") == 5
    page.close()


def test_verdicts_of_analyst_are_beside_what_is_said(shared: Page, address: str) -> None:
    shared.set_viewport_size({"width": 1280, "height": 900})
    shared.goto(f"{address}{KINDS['briefing']}#analyst")
    said, found = (
        shared.locator(f".claim summary > {part}").nth(2).bounding_box()
        for part in ("h3", "h3 + span")
    )
    assert said is not None
    assert found is not None
    assert abs(said["y"] - found["y"]) < 4
    assert said["x"] + said["width"] < found["x"]


def test_counts_stay_beside_their_signs_on_a_phone(shared: Page, address: str) -> None:
    shared.set_viewport_size({"width": 390, "height": 664})
    shared.goto(f"{address}{KINDS['topic']}")
    row = shared.locator(".fig-so .key li").first
    row.locator("svg").evaluate("one => one.setAttribute('width', 160)")
    row.locator("b").evaluate("one => { one.textContent = '1,183'; }")
    signs, count = row.locator("svg").bounding_box(), row.locator("b").bounding_box()
    assert signs is not None
    assert count is not None
    assert count["x"] > signs["x"] + signs["width"]

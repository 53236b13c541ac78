"""Articles in which much is marked: 46 claims, 214 claims, and one that runs from right to left."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import build, copy_project, serve
from tests.site.crowded import PERSIAN, crowded_project
from tests.site.marks import switch

pytestmark = pytest.mark.browser

COUNTS = (46, 214)
_TEXT_OF = """element => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll('i').forEach(helper => helper.remove());
  return copy.textContent;
}"""
#: The notes that are shown, from the top down, with the height of what they stand beside.
_NOTES = """() => {
  const box = document.querySelector('.reading').getBoundingClientRect();
  const notes = [...document.querySelectorAll('.aside')].filter(e => e.checkVisibility());
  return {
    height: box.height,
    places: notes.map(e => e.getBoundingClientRect())
      .map(r => [Math.round(r.top - box.top), Math.round(r.bottom - box.top)]),
  };
}"""


@pytest.fixture(scope="module")
def crowded_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crowded")
    made = crowded_project(folder / "made")
    return build(copy_project(folder / "project", made / "briefings"), folder / "site")


@pytest.fixture(scope="module")
def crowded_address(crowded_site: Path) -> Iterator[str]:
    yield from serve(crowded_site)


@pytest.fixture
def wide(page: Page) -> Page:
    page.set_viewport_size({"width": 1440, "height": 900})
    return page


def _open(page: Page, address: str, name: object, tail: str = "") -> None:
    page.goto(f"{address}briefings/{name}/{tail}#analyst")
    expect(page.locator(".reading.laid")).to_be_visible()
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")


def _apart(found: dict[str, Any], within: bool = True) -> None:
    """Notes stand one below the other, in the order of the text, beside the article."""
    places = found["places"]
    assert len(places) > 3
    for above, below in pairwise(places):
        assert above[1] <= below[0] + 1
    assert places[0][0] >= 0
    if within:
        assert places[-1][1] <= found["height"]


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("width", [1240, 1440, 1920])
def test_notes_stand_apart_in_order_and_beside_the_article(
    wide: Page, crowded_address: str, count: int, width: int
) -> None:
    wide.set_viewport_size({"width": width, "height": 900})
    _open(wide, crowded_address, f"claims-{count}")
    found = wide.evaluate(_NOTES)
    assert len(found["places"]) >= count
    _apart(found)


@pytest.mark.parametrize("count", COUNTS)
def test_notes_stay_apart_when_layers_size_and_choice_change(
    wide: Page, crowded_address: str, count: int
) -> None:
    _open(wide, crowded_address, f"claims-{count}")
    before = len(wide.evaluate(_NOTES)["places"])
    switch(wide, "events").check()
    after = wide.evaluate(_NOTES)
    assert len(after["places"]) > before
    _apart(after)
    wide.locator(".m-ref[class*=' f-']").nth(20).click()
    _apart(wide.evaluate(_NOTES))
    wide.set_viewport_size({"width": 1210, "height": 700})
    wide.wait_for_timeout(300)
    _apart(wide.evaluate(_NOTES))


def test_the_note_that_is_called_stands_on_its_line_among_many(
    wide: Page, crowded_address: str
) -> None:
    _open(wide, crowded_address, "claims-214")
    for number in (15, 60, 110):
        wide.get_by_role("link", name=f"end of claim {number}, note").click()
        off = wide.evaluate(
            """() => {
              const note = document.querySelector('.aside.open');
              const mark = document.getElementById(note.id.replace('aside', 'mark'));
              const line = mark.getClientRects()[0];
              return Math.abs(line.top + line.height / 2 - 12 - note.getBoundingClientRect().top);
            }"""
        )
        assert off <= 1.5, number


@pytest.mark.parametrize("count", COUNTS)
def test_without_scripts_notes_stand_beside_their_paragraph(
    browser: Browser, crowded_address: str, count: int
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1440, "height": 900}
    )
    page = context.new_page()
    page.goto(f"{crowded_address}briefings/claims-{count}/#analyst")
    found = page.evaluate(
        """() => {
          const rows = new Map([...document.querySelectorAll('#article-text p')]
            .map(p => [p.style.getPropertyValue('--p'), p.getBoundingClientRect()]));
          return [...document.querySelectorAll('.asides ol')].map(list => {
            const r = list.getBoundingClientRect();
            const p = rows.get(list.style.getPropertyValue('--p'));
            return [r.top - p.top, p.bottom - r.bottom, r.left - p.right];
          });
        }"""
    )
    context.close()
    assert len(found) > 10
    for above, below, beside in found:
        assert abs(above) <= 1
        assert below >= -25  # the paragraph's margin
        assert beside > 0


def test_the_article_looks_the_same_with_and_without_scripts(
    wide: Page, browser: Browser, crowded_address: str
) -> None:
    heights = "() => [...document.querySelectorAll('#article-text p')].map(e => e.offsetHeight)"
    _open(wide, crowded_address, "claims-46")
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1440, "height": 900}
    )
    page = context.new_page()
    page.goto(f"{crowded_address}briefings/claims-46/#analyst")
    page.wait_for_timeout(300)
    without = page.evaluate(heights)
    context.close()
    assert wide.evaluate(heights) == without


def test_the_crowded_article_is_usable(wide: Page, crowded_address: str) -> None:
    """Bounds on the processor's time, for other programs run too: generous, against blunders."""
    session = wide.context.new_cdp_session(wide)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))

    _open(wide, crowded_address, "claims-214")
    assert spent() < 4
    before = spent()
    wide.mouse.move(700, 400)
    for _ in range(30):
        wide.mouse.wheel(0, 300)
        wide.wait_for_timeout(16)
    assert (spent() - before) / 30 < 0.1


@pytest.mark.parametrize("width", [390, 1440])
def test_marks_that_lie_over_each_other_have_each_a_line_between_two_lines_of_text(
    wide: Page, crowded_address: str, width: int
) -> None:
    wide.set_viewport_size({"width": width, "height": 900})
    _open(wide, crowded_address, "nested")
    letter = wide.locator("#article-text").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    pitch = wide.locator("#article-text p").evaluate(
        "e => parseFloat(getComputedStyle(e).lineHeight)"
    )
    lines = wide.locator("#article-text u[id]").evaluate_all(
        "marks => marks.map(mark => parseFloat(getComputedStyle(mark).textUnderlineOffset))"
    )
    assert len(lines) == 8
    assert sorted(lines, reverse=True) == lines  # the outer ones are the lower ones
    assert all(outer - inner >= 3.5 for outer, inner in pairwise(lines))
    tallest_letter = 0.75 * letter
    assert lines[0] + tallest_letter <= pitch


@pytest.mark.parametrize("width", [390, 1440])
def test_an_article_that_runs_from_right_to_left(
    wide: Page, crowded_address: str, width: int
) -> None:
    wide.set_viewport_size({"width": width, "height": 900})
    _open(wide, crowded_address, "persian")
    article = wide.locator("#article-text")
    assert article.evaluate(_TEXT_OF) == PERSIAN
    assert "\u200c" in PERSIAN
    assert article.evaluate("e => getComputedStyle(e).direction") == "rtl"
    if width > 1200:
        _apart(wide.evaluate(_NOTES), within=False)
    wide.locator(".m-ref[href='#aside--talks']").click()
    note = wide.locator("[id='aside--talks']")
    expect(note).to_be_visible()
    expect(note).to_be_in_viewport()
    lit = set(wide.evaluate("[...document.querySelectorAll('.lit')].map(e => e.id)"))
    assert {"mark--talks", "mention--sara"} <= lit
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert wide.evaluate(overflow) <= 0

"""A briefing for a reader with a minute: its first screen, its marks and notes, by eye and ear."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.site.pages import KINDS

pytestmark = pytest.mark.browser

_BRIEFING = KINDS["briefing"]
_SPOKEN = Path(__file__).parent / "spoken" / "briefing.txt"
_KEY = "baku-no-intent"
_FIRST_LINE = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector('#article > p'));
  return range.getClientRects()[0].bottom;
}"""
#: The head of a briefing that is longer than most: a bottom line of 60 words, a chain of four.
_LONG_HEAD = """() => {
  document.querySelector('.bottom').textContent =
    Array(12).fill('The mayor of Oldtown said').join(' ');
  document.querySelector('.route ol').innerHTML =
    ['Officials in Oldtown', 'Ada Fable', 'Examplestead News Agency', 'The Gazette']
      .map(name => `<li><b>${name}</b></li>`).join(' ');
}"""
_TOPS = "notes => notes.map(note => Math.round(note.getBoundingClientRect().top))"


@pytest.fixture
def reader(page: Page, address: str) -> Page:
    """The first briefing on a wide screen."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{address}{_BRIEFING}")
    return page


@pytest.mark.parametrize(("width", "height"), [(390, 664), (360, 640)])
def test_the_article_begins_on_the_first_screen_of_a_phone(
    page: Page, address: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{address}{_BRIEFING}")
    assert page.evaluate(_FIRST_LINE) <= height
    page.evaluate(_LONG_HEAD)
    assert page.evaluate(_FIRST_LINE) <= height
    for shown in ("h1", ".bottom", ".by", ".route", ".by a[href$='about/method/']"):
        expect(page.locator(shown)).to_be_in_viewport()


def test_the_sections_of_the_site_are_one_tap_away_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 664})
    page.goto(f"{address}{_BRIEFING}")
    page.get_by_role("link", name="Sections", exact=True).click()
    expect(page.get_by_role("navigation", name="All sections")).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".to-sections")).to_be_hidden()


def test_a_note_hangs_beside_its_words_and_below_the_note_before(
    reader: Page, plain: BrowserContext, address: str
) -> None:
    unscripted = plain.new_page()
    unscripted.goto(f"{address}{_BRIEFING}")
    for page in (reader, unscripted):
        notes = page.locator(".read")
        boxes = [box for note in notes.all() if (box := note.bounding_box())]
        marks = [page.locator(f"#article [data-n='{n}']") for n in range(1, len(boxes) + 1)]
        before = 0.0
        for box, mark in zip(boxes, marks, strict=True):
            words = mark.bounding_box()
            assert words is not None
            assert box["x"] >= words["x"] + words["width"]
            assert box["y"] >= before
            # It rises by up to 6rem where the next words are near, from the first line of its own.
            assert words["y"] - 6 * 16 - 60 <= box["y"] <= words["y"] + 200
            assert box["y"] + box["height"] > words["y"]
            before = box["y"] + box["height"] - 1


def test_opening_a_note_moves_no_other(reader: Page) -> None:
    notes = reader.locator(".read")
    before = notes.evaluate_all(_TOPS)
    reader.locator(f"#read--{_KEY} summary").click()
    expect(reader.get_by_text("Everything on this claim").first).to_be_visible()
    after = notes.evaluate_all(_TOPS)
    assert after[1:] == before[1:]


def test_a_mark_leads_to_its_note(reader: Page) -> None:
    reader.locator("#words--1").click()
    expect(reader.locator(f"#read--{_KEY}")).to_be_in_viewport()
    expect(reader.locator(f"#read--{_KEY} .finding")).to_be_visible()


@pytest.mark.parametrize("anchor", ["analyst", _KEY, f"mark--{_KEY}", "evidence"])
def test_an_address_within_analyst_draws_it_without_a_script(
    plain: BrowserContext, address: str, anchor: str
) -> None:
    page = plain.new_page()
    page.goto(f"{address}{_BRIEFING}#{anchor}")
    expect(page.locator("#article-text")).to_be_visible()
    expect(page.locator("#article")).to_be_hidden()
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


def test_reader_is_drawn_otherwise_and_print_follows(reader: Page) -> None:
    expect(reader.locator("#article")).to_be_visible()
    expect(reader.locator("#article-text")).to_be_hidden()
    reader.emulate_media(media="print")
    expect(reader.locator("#article")).to_be_visible()
    expect(reader.locator(":is(#article-text, .cast)")).to_have_count(2)
    expect(reader.locator(":is(#article-text, .cast):visible")).to_have_count(0)
    reader.emulate_media(media="screen")
    reader.get_by_role("link", name="Analyst", exact=True).click()
    expect(reader.locator("#article-text")).to_be_visible()
    expect(reader.locator(".readings [aria-current=true]")).to_have_text("Analyst")
    reader.emulate_media(media="print")
    expect(reader.locator("#article")).to_be_hidden()


def test_what_is_copied_from_the_article_is_its_words_alone(reader: Page, site: Path) -> None:
    copied = reader.evaluate("""() => {
      const [first, , third] = document.querySelectorAll('#article > p');
      getSelection().setBaseAndExtent(first.firstChild, 7, third, third.childNodes.length);
      const data = new DataTransfer();
      document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, cancelable: true }));
      return data.getData('text/plain');
    }""")
    text = (site / _BRIEFING / "article.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line]
    assert copied.splitlines() == [lines[0][7:], lines[1], lines[2]]
    expect(reader.get_by_role("link", name="Plain text")).to_have_attribute("href", "article.txt")


# --- by ear, and by the keyboard -------------------------------------------------------------


def test_the_spoken_page_is_the_article_with_its_notes(
    reader: Page, pytestconfig: pytest.Config
) -> None:
    """A person can read the file: what a screen reader says, an element a line."""
    text = "\n".join(_spoken(reader)) + "\n"
    if pytestconfig.getoption("--update-golden"):
        _SPOKEN.parent.mkdir(exist_ok=True)
        _SPOKEN.write_text(text, "utf-8")
    assert text == _SPOKEN.read_text("utf-8")


def test_the_keyboard_passes_few_stops(reader: Page) -> None:
    stops = reader.evaluate("""() => [...document.querySelectorAll(
      'a[href], button, input, select, textarea, summary, [tabindex]')]
      .filter(one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility(
        { visibilityProperty: true, contentVisibilityAuto: true })).length""")
    assert stops <= 80


#: Each of these begins a line, with these words before its content.
_BLOCKS = {
    **dict.fromkeys(("paragraph", "listitem", "article", "main", "banner", "contentinfo"), ""),
    **dict.fromkeys(("group", "region", "term", "definition"), ""),
    "heading": "# ",
    "note": "({name}) ",
    "navigation": "({name})\n",
}
#: Of these the name is spoken, which is their content.
_NAMED = {
    "StaticText": "{name}",
    "link": "[link: {name}]",
    "button": "[button: {name}]",
    "DisclosureTriangle": "\n[folded: {name}]\n",
}


def _spoken(page: Page) -> Iterator[str]:
    """The page as Chromium's accessibility tree has it, a line for each block."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    text = "".join(_words(nodes[0], {node["nodeId"]: node for node in nodes}))
    for line in text.splitlines():
        if words := " ".join(line.split()):
            yield words


def _words(node: Any, nodes: dict[str, Any]) -> Iterator[str]:
    role = "" if node["ignored"] else node["role"]["value"]
    name = node.get("name", {}).get("value", "")
    if role in _NAMED:
        yield _NAMED[role].format(name=name)
        return
    if role in _BLOCKS:
        yield "\n" + _BLOCKS[role].format(name=name)
    for child in node.get("childIds", ()):
        yield from _words(nodes[child], nodes)
    if role in _BLOCKS:
        yield "\n"


_LINE_OF_NEXT = """mark => {
  const place = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().top;
  };
  const text = mark.firstChild;
  mark.after("“");
  const sign = mark.querySelector("i").getBoundingClientRect().top;
  const tops = [place(text, text.length - 1), place(mark.nextSibling, 0), sign];
  mark.nextSibling.remove();
  return Math.max(...tops) - Math.min(...tops);
}"""


def test_neither_a_sign_nor_the_quotation_mark_behind_it_begins_a_line(reader: Page) -> None:
    """A German closing mark can open in English, so the line could end before it."""
    mark = reader.locator("#article .signed:has(i)").first
    for width in range(330, 520, 4):
        reader.set_viewport_size({"width": width, "height": 800})
        assert mark.evaluate(_LINE_OF_NEXT) < 10, width


def test_two_notes_in_a_row_leave_room_for_the_article_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}{_BRIEFING}")
    one, two = (page.get_by_role("note", name=f"Note {n}").bounding_box() for n in (1, 2))
    assert one is not None
    assert two is not None
    assert two["y"] + two["height"] - one["y"] < 340
    expect(page.get_by_role("note", name="Note 2").get_by_text("Best source:")).to_be_visible()

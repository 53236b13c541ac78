"""Annotations in JSON: what of a file can be read, and where targets stand in a text."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from article_briefings.drafting import Quoting
from article_briefings.importing._annotations import Target, selectors_of
from article_briefings.importing._json import JsonText, Object, read_json
from article_briefings.importing._model import Remark
from article_briefings.importing._placing import Placing
from article_briefings.models._text import Span
from tests.note_files import TEXT, Told, place, quote, units
from tests.texts import showable

BRIDGE = "The bridge is closed"


def spans_of(*targets: Any, text: str = TEXT) -> list[str | None]:
    """Where each target stands, as words with the one sign before and behind them."""
    placing = Placing(text, [Target("", ways(one)) for one in targets])
    return [span and text[max(0, span.start - 1) : span.end + 1] for span in placing.spans]


def ways(selectors: Any) -> Any:
    """The ways of selectors, by way of JSON."""
    read = read_json("a.json", json.dumps(selectors))
    assert isinstance(read, JsonText)
    return selectors_of(read.root)


def refined(kind: str, inner: Any, **fields: Any) -> Told:
    return {"type": kind, "value": "p", **fields, "refinedBy": inner}


def at(words: str, text: str = TEXT, last: bool = False) -> Told:
    start = text.rindex(words) if last else text.index(words)
    return place(start, start + len(words))


# --- selectors -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        (quote("Ada Fable"), " Ada Fable "),
        (quote('"We will not attack,"'), "\n“We will not attack,” "),
        (quote("Monday. “We  will", "on "), " Monday.\n\n“We will "),
        (quote("Monday.“We will"), " Monday.\n\n“We will "),
        (quote(BRIDGE, "Gazette. "), f" {BRIDGE},"),
        (quote(BRIDGE, "", "."), f" {BRIDGE}."),
        (quote("Ada Fable", "not the words before"), " Ada Fable "),
        (quote(BRIDGE), None),
        (quote("no such words"), None),
        (at("Ada Fable"), " Ada Fable "),
        (place(5, 100_000), None),
        ([quote(BRIDGE), at(BRIDGE, last=True)], f" {BRIDGE}."),
        ([at(BRIDGE, last=True), quote("Ada Fable")], " Ada Fable "),
        ({"type": "FragmentSelector", "value": "char=0,2"}, "🏛️ "),
        ({"type": "FragmentSelector", "value": "xywh=0,2,3,4"}, None),
        (refined("CssSelector", quote("Ada Fable")), " Ada Fable "),
        (refined("XPathSelector", [quote("Ada Fable"), place(0, 4)]), " Ada Fable "),
        (refined("XPathSelector", place(0, 4)), None),
        (refined("FragmentSelector", place(0, 2), value="article-text"), "🏛️ "),
        (refined("CssSelector", refined("XPathSelector", quote("drill"))), " drill,"),
        ({**quote("Ada Fable told the Gazette"), "refinedBy": quote("Fable")}, " Fable "),
        ({**quote("Ada Fable told"), "refinedBy": place(4, 9)}, " Fable "),
        ({**at("Ada Fable told"), "refinedBy": quote("Fable")}, " Fable "),
        (
            {
                "type": "RangeSelector",
                "startSelector": quote("Ada Fable"),
                "endSelector": quote("the Gazette"),
            },
            " Ada Fable told t",
        ),
        (
            {"type": "RangeSelector", "startSelector": at("Ada"), "endSelector": at(" told")},
            " Ada Fable ",
        ),
        (
            {"type": "RangeSelector", "startSelector": quote("drill"), "endSelector": quote("Ada")},
            None,
        ),
        ({"type": "RangeSelector", "startContainer": "/p", "startOffset": 0}, None),
        ({"type": "SvgSelector", "value": "<svg/>"}, None),
        ({"type": "FragmentSelector", "value": ["article-text"]}, None),
    ],
)
def test_a_selector_finds_its_stretch(selector: Any, found: str | None) -> None:
    assert spans_of(selector) == [found]


def test_positions_in_other_units_tell_which_place_is_meant() -> None:
    text = TEXT.replace("Oldtown", "Old🏛town")

    def counted(at: int, words: str) -> list[Told]:
        start = units(text[:at])
        return [quote(words), place(start, start + units(words))]

    told = [
        counted(text.index("Ministers"), "Ministers"),
        counted(text.index("Ada"), "Ada"),
        counted(text.rindex(BRIDGE), BRIDGE),
    ]
    assert spans_of(*told, text=text) == [" Ministers ", " Ada ", f" {BRIDGE}."]
    placing = Placing(text, [Target("", ways(one)) for one in told])
    assert placing.notes == ["offsets count UTF-16 units"]


def test_a_position_that_counts_the_page_is_moved_as_its_neighbour() -> None:
    def on_page(words: str, last: bool = False) -> list[Told]:
        start = 700 + units(TEXT[: TEXT.rindex(words) if last else TEXT.index(words)])
        return [quote(words), place(start, start + units(words))]

    told = [on_page("Ada Fable"), on_page(BRIDGE, last=True), on_page(BRIDGE)]
    assert spans_of(*told) == [" Ada Fable ", f" {BRIDGE}.", f" {BRIDGE},"]
    assert spans_of(told[1]) == [None]
    told[1][1]["start"] += 1
    assert spans_of(*told) == [" Ada Fable ", None, f" {BRIDGE},"]


def test_a_position_alone_is_not_taken_where_others_are_of_another_text() -> None:
    alone = at("Ada")
    fitting, moved = [quote("drill"), at("drill")], [quote("drill"), place(1_000, 1_005)]
    assert spans_of(alone, fitting) == [" Ada ", " drill,"]
    assert spans_of(alone, moved) == [None, " drill,"]
    placing = Placing(TEXT, [Target("", ways(one)) for one in (alone, moved)])
    assert placing.problems == {0: "it has no words, and the file's positions do not fit this text"}


def test_what_is_not_there_is_said_with_what_is_like_it() -> None:
    told = (quote("It was only a dril"), quote(BRIDGE), place(9, 99_999), {"type": "SvgSelector"})
    placing = Placing(TEXT, [Target("", ways(one)) for one in told])
    assert placing.problems == {
        0: "its words “It was only a dril” are not in the text; the nearest passage is "
        "“said. “It is a drill”",
        1: f"its words “{BRIDGE}” appear 2 times, and nothing says which is meant",
        2: "its position is beyond the end of the text, or inside a character",
        3: "nothing in it gives a place in a plain text",
    }


@settings(max_examples=60, deadline=None)
@given(showable, st.data())
def test_words_and_position_together_find_every_stretch(text: str, data: st.DataObject) -> None:
    spans = [
        Span(*sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2))))
        for _ in range(data.draw(st.integers(1, 3)))
    ]
    wanted = [span for span in spans if Quoting(text).snapped(span) == span]
    told = [[quote(span.of(text)), place(span.start, span.end)] for span in wanted]
    placing = Placing(text, [Target("", ways(one)) for one in told])
    for span, found in zip(wanted, placing.spans, strict=True):
        assert found == span or " ".join(text.split()).count(" ".join(span.of(text).split())) != 1


# --- JSON ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a.json:1: the file holds nothing"),
        (" \n", "a.json:1: the file holds nothing"),
        ("{", "a.json:1: this is not JSON: Expecting property name"),
        ('{"a": 1,\n  "b" 2}', "a.json:2: this is not JSON: Expecting ':' delimiter (column 7)"),
        ('[1,\n "a', "a.json:2: this is not JSON: Unterminated string"),
        ("[1]\n[2]", "a.json:2: this is not JSON: Extra data (column 1)"),
        ("[1,\nNaN]", "a.json:2: NaN is not a JSON number (column 1)"),
        ("[1,\n -Infinity]", "a.json:2: -Infinity is not a JSON number (column 2)"),
        ("[1,\n1e999]", "a.json:2: the number “1e999” is too large (column 1)"),
        ("[\n" + "1" * 1001 + "]", "a.json:2: this number has 1,001 characters (column 1)"),
        ("[\n" * 101, "a.json:101: this nests deeper than 100 levels (column 1)"),
        ('{"a":' * 50_000, "a.json:1: this nests deeper than 100 levels (column 501)"),
        ('["' + '\\"' * 100_000, "a.json:1: this is not JSON: Unterminated string"),
        ("[1.]", "a.json:1: this is not JSON"),
        ('["\t"]', "a.json:1: this is not JSON: Invalid control character"),
        ("<html>", "a.json:1: this is not JSON: Expecting value"),
    ],
)
def test_what_is_no_json_is_said_with_its_place(text: str, said: str) -> None:
    found = read_json("a.json", text)
    assert isinstance(found, Remark)
    assert f"{found.origin}: {found.message}".startswith(said)


def test_a_field_that_stands_twice_is_said_of_the_object_around_it_only() -> None:
    text = '[{"a": 1},\n {"b":\n  {"c": 1, "c": 2}},\n {"d": {}}]'
    read = read_json("a.json", text)
    assert isinstance(read, JsonText)
    first, second, third = read.root
    assert [read.doubled(one) for one in (first, third)] == [None, None]
    said = read.doubled(second)
    assert said is not None
    assert (str(said.origin), said.message) == (
        "a.json:3",
        "the field “c” appears twice in the same object",
    )
    assert [read.origin(one).line for one in read.root] == [1, 2, 4]


def _objects(value: Any) -> list[Object]:
    """Every object of a value, in the order in which they begin."""
    if isinstance(value, dict):
        assert isinstance(value, Object)
        return [value, *(one for inner in value.values() for one in _objects(inner))]
    return [one for inner in value for one in _objects(inner)] if isinstance(value, list) else []


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text('"\\{}[]a\n🏛', max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text('"\\{}a', max_size=3), inner, max_size=3),
    max_leaves=10,
)  # fmt: skip


@settings(max_examples=80)
@given(values, st.sampled_from([None, 1]), st.booleans())
@example({"a": {}, "b": [{}]}, 1, True)
def test_every_object_knows_where_it_begins(value: Any, indent: int | None, plain: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=plain)
    read = read_json("a.json", text)
    assert isinstance(read, JsonText)
    assert read.root == value
    begins = [read.begins[one.number] for one in _objects(read.root)]
    assert all(text[begin] == "{" for begin in begins)
    assert begins == sorted(set(begins))

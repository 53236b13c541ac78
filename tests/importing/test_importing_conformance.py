"""What the Web Annotation Data Model forbids is refused; what it only advises is not."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.importing._annotations import AnnotationFile
from article_briefings.importing._json import JsonText, read_json
from article_briefings.importing._model import Remark
from article_briefings.importing._web_annotation import read_annotations
from tests.annotation_model import annotations_of, exported
from tests.exporting.test_exporting_annotations import ABOUT
from tests.note_files import W3C, place, quote
from tests.overlay import PROJECT

A, B, PAGE = "https://a.example/1", "https://a.example/2", "https://a.example/page"
NOON = "2031-04-28T12:00:00Z"
Told = dict[str, Any]


def text(**fields: Any) -> Told:
    return {"type": "TextualBody", "value": "Words", **fields}


def part(**fields: Any) -> Told:
    return {"type": "SpecificResource", "source": PAGE, "selector": quote("so"), **fields}


def selected(kind: str, **fields: Any) -> Told:
    return {"target": part(selector={"type": kind, **fields})}


def in_state(kind: str, **fields: Any) -> Told:
    return {"target": part(state={"type": kind, **fields})}


BASE: Told = {"@context": W3C, "id": A, "type": "Annotation", "body": text(), "target": part()}
GONE: Any = object()
FORBIDDEN: list[tuple[str, Told]] = [
    ("3.1", {"@context": GONE}),
    ("3.1", {"@context": "https://a.example/context"}),
    ("3.1", {"@context": ["https://a.example/context", B]}),
    ("3.1", {"@context": [W3C]}),
    ("3.1", {"@context": {"@vocab": W3C}}),
    ("3.1", {"id": GONE}),
    ("3.1", {"id": "one"}),
    ("3.1", {"id": "not an address"}),
    ("3.1", {"id": "https://a.example/not one"}),
    ("3.1", {"id": [A]}),
    ("3.1", {"id": [A, B]}),
    ("3.1", {"id": 5}),
    ("3.1", {"id": A, "@id": [B]}),
    ("3.1", {"type": GONE}),
    ("3.1", {"type": "Note"}),
    ("3.1", {"type": ["Note", "Remark"]}),
    ("3.1", {"type": ["Annotation", 5]}),
    ("3.1", {"target": GONE}),
    ("3.1", {"target": []}),
    ("3.1", {"target": None}),
    ("3.2", {"target": 5}),
    ("3.2", {"target": "page"}),
    ("3.2", {"target": [PAGE, "a page"]}),
    ("3.2", {"target": {}}),
    ("3.2", {"target": {"type": "Image"}}),
    ("3.2", {"body": "a remark"}),
    ("3.2", {"body": 5}),
    ("3.2", {"body": [True]}),
    ("3.2", {"body": {"type": "Image"}}),
    ("3.2.1", {"target": {"id": "page"}}),
    ("3.2.1", {"target": {"id": [A, B]}}),
    ("3.2.1", {"body": {"id": "a remark", "format": "text/plain"}}),
    ("3.2.1", {"body": text(format=6)}),
    ("3.2.1", {"body": text(language=3)}),
    ("3.2.1", {"body": text(language=["en", {}])}),
    ("3.2.1", {"body": text(processingLanguage=["en", "de"])}),
    ("3.2.1", {"body": text(textDirection="down")}),
    ("3.2.1", {"body": text(textDirection=["ltr", "rtl"])}),
    ("3.2.1", {"target": part(source={"id": PAGE, "textDirection": "up"})}),
    ("3.2.2", {"body": {"id": A, "type": 5}}),
    ("3.2.4", {"body": {"type": "TextualBody"}}),
    ("3.2.4", {"body": text(value=["one", "two"])}),
    ("3.2.4", {"body": text(value=5)}),
    ("3.2.4", {"target": text()}),
    ("3.2.5", {"bodyValue": "Words"}),
    ("3.2.5", {"body": GONE, "bodyValue": ["one", "two"]}),
    ("3.2.5", {"body": GONE, "bodyValue": 23}),
    ("3.2.7", {"body": {"items": [A, B]}}),
    ("3.2.7", {"body": {"type": "Image", "items": [A, B]}}),
    ("3.2.7", {"body": {"type": ["Choice", "List"], "items": [A, B]}}),
    ("3.2.7", {"body": {"type": "Choice"}}),
    ("3.2.7", {"body": {"type": "Choice", "items": []}}),
    ("3.2.7", {"body": {"type": "Choice", "items": A}}),
    ("3.2.7", {"body": {"type": "Choice", "items": [A], "value": "Words"}}),
    ("3.2.7", {"body": {"type": "Choice", "items": [A], "source": B}}),
    ("3.2.7", {"body": {"type": "Choice", "items": [A], "purpose": "tagging"}}),
    ("3.2", {"target": {"type": "Choice", "items": [A, "page"]}}),
    ("3.3.1", {"created": "yesterday"}),
    ("3.3.1", {"modified": "2031-04-28"}),
    ("3.3.1", {"generated": "2031-02-30T12:00:00Z"}),
    ("3.3.1", {"created": "2031-04-28 12:00:00Z"}),
    ("3.3.1", {"created": "2031-04-28T25:00:00Z"}),
    ("3.3.1", {"created": 2031}),
    ("3.3.1", {"created": [NOON, NOON]}),
    ("3.3.1", {"modified": [NOON, NOON]}),
    ("3.3.1", {"generated": []}),
    ("3.3.1", {"body": text(created="now")}),
    ("3.3.1", {"target": part(modified="now")}),
    ("3.3.1", {"target": part(source={"id": PAGE, "created": "now"})}),
    ("3.3.1", {"creator": 6}),
    ("3.3.1", {"generator": [True]}),
    ("3.3.2", {"creator": {"id": ["x:1", "x:2"]}}),
    ("3.3.2", {"creator": {"name": 5}}),
    ("3.3.2", {"creator": {"nickname": ["a", "b"]}}),
    ("3.3.2", {"generator": {"homepage": "at home"}}),
    ("3.3.3", {"audience": 5}),
    ("3.3.4", {"target": part(accessibility=5)}),
    ("3.3.5", {"motivation": 5}),
    ("3.3.5", {"body": {"id": A, "purpose": "tagging"}}),
    ("3.3.5", {"target": {"id": A, "purpose": "tagging"}}),
    ("3.3.6", {"rights": "all of them"}),
    ("3.3.6", {"target": part(rights=[A, "mine"])}),
    ("3.3.7", {"canonical": "not an address"}),
    ("3.3.7", {"canonical": [A, B]}),
    ("3.3.7", {"via": "not an address"}),
    ("3.3.7", {"body": text(via=[A, 5])}),
    ("4", {"target": {"type": "SpecificResource"}}),
    ("4", {"target": {"selector": quote("so")}}),
    ("4", {"target": part(source=[A, B])}),
    ("4", {"target": part(source="page")}),
    ("4", {"target": part(source={"type": "Image"})}),
    ("4", {"target": part(value="Words")}),
    ("4", {"body": text(source=A)}),
    ("4.2", {"target": part(selector={"exact": "so"})}),
    ("4.2", {"target": part(selector=5)}),
    ("4.2", {"target": part(selector="so")}),
    ("4.2", {"target": part(selector={**quote("so"), "type": ["TextQuoteSelector", "Mine"]})}),
    ("4.2", {"target": part(selector={**quote("so"), "refinedBy": 5})}),
    ("4.2.1", selected("FragmentSelector")),
    ("4.2.1", selected("FragmentSelector", value=["a", "b"])),
    ("4.2.1", selected("FragmentSelector", value="a", conformsTo=[A, B])),
    ("4.2.2", selected("CssSelector")),
    ("4.2.3", selected("XPathSelector", value=5)),
    ("4.2.4", selected("TextQuoteSelector")),
    ("4.2.4", selected("TextQuoteSelector", exact=["so", "or so"])),
    ("4.2.4", selected("TextQuoteSelector", exact="so", prefix=["a", "b"])),
    ("4.2.4", selected("TextQuoteSelector", exact="so", suffix=5)),
    ("4.2.4", selected("XPathSelector", value="/p", refinedBy={"type": "TextQuoteSelector"})),
    ("4.2.5", selected("TextPositionSelector", start=1)),
    ("4.2.5", selected("TextPositionSelector", end=1)),
    ("4.2.5", selected("TextPositionSelector", start=-1, end=1)),
    ("4.2.5", selected("TextPositionSelector", start="1", end="2")),
    ("4.2.5", selected("TextPositionSelector", start=1.5, end=2)),
    ("4.2.5", selected("TextPositionSelector", start=True, end=2)),
    ("4.2.5", selected("TextPositionSelector", start=[1, 2], end=3)),
    ("4.2.5", selected("TextPositionSelector", start=3, end=2)),
    ("4.2.6", selected("DataPositionSelector", start=3, end=2)),
    ("4.2.7", selected("SvgSelector")),
    ("4.2.7", selected("SvgSelector", value="<svg>", id=A)),
    ("4.2.7", selected("SvgSelector", value=["<svg>", "<svg>"])),
    ("4.2.8", selected("RangeSelector", startSelector=quote("so"))),
    ("4.2.8", selected("RangeSelector", startSelector=quote("so"), endSelector=[A, B])),
    ("4.2.8", selected("RangeSelector", startSelector=quote("so"), endSelector={})),
    ("4.3", in_state("TimeState", sourceDate=NOON, refinedBy={})),
    ("4.3.1", in_state("TimeState", sourceDate="then")),
    ("4.3.1", in_state("TimeState", sourceDateStart=NOON)),
    ("4.3.1", in_state("TimeState", sourceDate=NOON, sourceDateStart=NOON, sourceDateEnd=NOON)),
    ("4.3.1", in_state("TimeState", cached="a copy")),
    ("4.3.2", in_state("HttpRequestState")),
    ("4.4", {"target": part(styleClass=5)}),
    ("4.4", {"stylesheet": {"type": "CssStylesheet"}}),
    ("4.5", {"target": part(renderedVia="a reader")}),
    ("4.6", {"target": part(scope="a page")}),
]
ALLOWED: list[Told] = [
    {},
    {"@context": [W3C, {"ex": "https://a.example/"}]},
    {"@context": [{"ex": "https://a.example/"}, W3C]},
    {"id": "urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df"},
    {"id": "https://a.example/übung"},
    {"type": ["Annotation", "ex:Remark"]},
    {"body": GONE},
    {"body": []},
    {"body": GONE, "bodyValue": "Words"},
    {"body": text(type="ex:Remark", language=["en", "en-GB"], format=["a", "text/html"])},
    {"body": [text(purpose="tagging"), A, {"id": B, "type": ["Image", "ex:Map"]}]},
    {"body": {"type": "Choice", "items": [A, text(), part()]}},
    {"target": PAGE},
    {"target": [PAGE, A]},
    {"target": {"id": PAGE, "textDirection": "rtl", "language": "fa", "accessibility": "captions"}},
    {"target": {"type": "List", "items": [PAGE, A]}},
    {"target": part(selector=[quote("so"), place(3, 3)])},
    {"target": part(selector=A)},
    {"target": part(selector={"type": "ex:LineSelector", "line": 4})},
    selected("FragmentSelector", value="p1"),
    selected("RangeSelector", startSelector=quote("so"), endSelector=place(1, 2)),
    selected("SvgSelector", id=A),
    in_state("TimeState", sourceDate=[NOON, NOON], cached=A, refinedBy=[{"id": A}]),
    in_state("TimeState", sourceDateStart=NOON, sourceDateEnd=NOON),
    in_state("HttpRequestState", value="Accept: text/plain"),
    {"motivation": "ex:doubting"},
    {"motivation": ["assessing", "oa:replying"]},
    {"created": "2031-04-28T12:00:00.25+05:30", "modified": [NOON], "generated": NOON},
    {"created": "2031-04-28T24:00:00"},
    {"creator": "Nora Novel"},
    {"creator": [{"name": "Nora Novel", "email": "mailto:n@a.example"}, A], "generator": A},
    {"rights": [A, B], "canonical": A, "via": [A, B], "audience": {"ex:level": "all"}},
    {"stylesheet": {"type": "CssStylesheet", "value": "p {}"}, "target": part(styleClass=["a"])},
    {"ex:mine": [5, {"created": "yesterday"}], "label": 7},
]


def changed(fields: Told) -> Told:
    return {name: value for name, value in {**BASE, **fields}.items() if value is not GONE}


def read(value: Any) -> AnnotationFile:
    found = read_json("a.json", json.dumps(value, indent=1))
    assert isinstance(found, JsonText)
    return read_annotations(found)


@pytest.mark.parametrize(("section", "fields"), FORBIDDEN)
def test_what_the_model_forbids_is_refused(section: str, fields: Told) -> None:
    found = read(changed(fields))
    assert not found.notes
    (remark,) = found.remarks
    assert remark.left_out
    assert remark.origin.line
    assert "annotation 1 breaks the W3C's Web Annotation Data Model: " in remark.message
    assert f"(section {section})" in remark.message


@pytest.mark.parametrize("fields", ALLOWED)
def test_what_the_model_allows_is_read(fields: Told) -> None:
    found = read(changed(fields))
    assert [one.message for one in found.remarks] == []
    assert len(found.notes) == 1


def test_one_annotation_that_is_refused_costs_no_other() -> None:
    found = read([BASE, changed({"id": "one", "created": "now"}), changed({"id": B})])
    assert [note.id for note in found.notes] == [A, B]
    (remark,) = found.remarks
    assert "annotation 2" in remark.message
    assert "“id” is “one”" in remark.message
    assert "“created” is “now”" in remark.message


def test_the_line_is_that_of_the_object_that_is_wrong() -> None:
    (remark,) = read(
        changed({"target": part(selector=[quote("a"), {"type": "CssSelector"}])})
    ).remarks
    lines = json.dumps(changed({"target": part(selector=[quote("a"), {}])}), indent=1).splitlines()
    assert remark.origin.line == lines.index("   {}") + 1


BARE = {name: value for name, value in BASE.items() if name != "@context"}
WHOLE: Told = {
    "@context": W3C,
    "id": B,
    "type": "AnnotationCollection",
    "label": "All",
    "total": 1,
    "first": {"id": PAGE, "type": "AnnotationPage", "startIndex": 0, "items": [BARE]},
}


@pytest.mark.parametrize(
    ("section", "fields"),
    [
        ("5.1", {"id": GONE}),
        ("5.1", {"id": [A, B]}),
        ("5.1", {"total": -1}),
        ("5.1", {"total": "1"}),
        ("5.1", {"last": "page 9"}),
        ("5.1", {"label": 5}),
        ("3.3.1", {"modified": "now"}),
        ("5.2", {"first": {**WHOLE["first"], "id": "one"}}),
        ("5.2", {"first": {**WHOLE["first"], "startIndex": -1}}),
        ("5.2", {"first": {**WHOLE["first"], "next": "page 2"}}),
        ("5.2", {"first": {**WHOLE["first"], "type": GONE}}),
    ],
)
def test_what_a_collection_lacks_is_said_and_its_annotations_are_read(
    section: str, fields: Told
) -> None:
    def present(told: Told) -> Told:
        return {
            name: present(value) if isinstance(value, dict) else value
            for name, value in told.items()
            if value is not GONE
        }

    assert read(WHOLE).remarks == []
    found = read(present({**WHOLE, **fields}))
    (remark,) = found.remarks
    assert f"(section {section})" in remark.message
    assert len(found.notes) == 1


def test_a_collection_without_the_context_says_so_once() -> None:
    for context in ({}, {"@context": "https://a.example/"}):
        page = {**context, "id": PAGE, "type": "AnnotationPage", "items": [BARE] * 3}
        found = read(page)
        assert not found.notes
        (remark,) = found.remarks
        assert "@context" in remark.message


values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from([A, "x", "Choice", NOON]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "type", "value", "source", "items"]), inner)
    ),
    max_leaves=6,
)
NAMES = ("@context", "id", "type", "target", "body", "bodyValue", "creator", "created", "via")


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), values), st.sampled_from(["", "body", "target"]))
def test_any_value_is_read_or_refused_and_none_raises(fields: Told, inside: str) -> None:
    told = {**BASE, inside: {**part(), **fields}} if inside else {**BASE, **fields}
    found = read(told)
    assert len(found.notes) + len(found.remarks) >= 1
    assert all(isinstance(one, Remark) for one in found.remarks)


def test_what_we_export_is_what_the_model_allows() -> None:
    count = 0
    for document in exported(compile_corpus(PROJECT / "examples").corpus, ABOUT).values():
        found = read(document)
        assert [one.message for one in found.remarks] == []
        count += len(annotations_of(document))
    assert count

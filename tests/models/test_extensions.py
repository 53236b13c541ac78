"""Extensions: any plain data comes back from the file, within limits, in one order, on no page."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from article_briefings.check._validator import validate
from article_briefings.corpus import Publication
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.drafting import written
from article_briefings.exporting._exports import EXPORTS
from article_briefings.formatting._canonical import format_yaml
from article_briefings.models._briefing import Briefing
from article_briefings.models._extensions import MAX_DEPTH, MAX_JSON, NotPlain, as_json, read
from tests.building import BRIEFING, FOLDER, TEXT, briefing, claim, codes, compiled, document, dump
from tests.comparing import changes, told
from tests.overlay import EXAMPLES, build, lay
from tests.texts import anything

ABOUT = Publication("A site", "About it", "https://news.example/")
texts = anything | st.text(st.characters(), max_size=5)  # lone surrogates too
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | texts | st.just("json"),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(texts | st.just("json"), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip


def briefing_with(value: Any) -> str:
    return dump(briefing(extensions={"tool": value}))


def nested(levels: int) -> Any:
    value: Any = []
    for _ in range(levels - 1):
        value = [value]
    return value


@settings(max_examples=60, deadline=None)
@given(values)
@example({"json": "5"})
@example({"json": {"json": "x"}})
@example(nested(MAX_DEPTH))
@example({"": 1, "a" * 2000: [1e300, -0.0, 10**40]})
def test_any_value_of_json_comes_back_from_the_file(value: Any) -> None:
    text = briefing_with(written(value))
    for form in (text, format_yaml(BRIEFING, text).text or ""):
        model, problems = validate(document(form), Briefing)
        assert problems == []
        assert model is not None
        assert model.extensions == {"tool": as_json(value)}
        assert json.loads(model.extensions["tool"]) == value


@given(values)
@settings(max_examples=40)
def test_reading_is_the_inverse_of_writing(value: Any) -> None:
    assert read(written(value)) == value


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"json": "No"}, "this is not JSON"),
        ({"json": ""}, "this is not JSON"),
        ({"json": "NaN"}, "this is not JSON"),
        ({"json": "1e999"}, "this is not JSON"),
        ({"json": "9" * 5000}, "this is not JSON"),
        ({"json": "[" * 5000}, "this is not JSON"),
        ({"json": json.dumps(nested(MAX_DEPTH + 1))}, "it is nested too deeply"),
        ([{"json": json.dumps(nested(MAX_DEPTH))}], "it is nested too deeply"),
        ("x" * MAX_JSON, f"it has {MAX_JSON + 2:,} characters as JSON"),
        ({"json": " " * (2 * MAX_JSON + 1)}, f"its JSON has {2 * MAX_JSON + 1:,} characters"),
    ],
)
def test_what_is_beyond_the_limits_is_refused_with_its_place(value: Any, said: str) -> None:
    text = briefing_with(value)
    _, (problem,) = validate(document(text), Briefing)
    assert (problem.code, problem.message) == ("bad-extension", f"tool: {said}")
    assert text.split("\n")[problem.location.line - 2].startswith(("extensions:", "  tool"))


def test_a_value_that_no_file_could_hold_is_refused() -> None:
    endless: Any = []
    endless.append(endless)
    for value in (float("nan"), endless, nested(MAX_DEPTH + 1)):
        with pytest.raises(NotPlain):
            as_json(value)
    with pytest.raises(NotPlain):
        read(nested(MAX_DEPTH + 2))


def test_names_are_ids_and_few() -> None:
    for extensions in ({"A b": "x"}, {f"n{number}": "x" for number in range(21)}, "x", ["x"]):
        _, problems = validate(document(dump(briefing(extensions=extensions))), Briefing)
        assert set(codes(problems)) <= {"bad-id", "out-of-range", "wrong-type"}
        assert problems


def test_the_canonical_form_has_names_in_the_order_of_the_alphabet() -> None:
    one = {"b": {"z": ["2", {"w": "1", "v": "0"}], "a": "no"}, "a": "kept"}
    text = dump(briefing(claims=[claim(extensions=one)]))
    formatted = format_yaml(BRIEFING, text).text or ""
    kept = formatted[formatted.index("    extensions:") : formatted.index("\nreview:")]
    assert kept == (
        "    extensions:\n"
        "      a: kept\n"
        "      b:\n"
        '        a: "no"\n'
        "        z:\n"
        '          - "2"\n'
        '          - v: "0"\n'
        '            w: "1"\n'
    )


def test_changes_of_extensions_are_told() -> None:
    was, now = ({"tool": {"by": name, "at": "now"}} for name in ("amy", "bob"))
    found = changes(
        briefing(claims=[claim(extensions=was)], extensions=was),
        briefing(claims=[claim(extensions=now)], extensions=now),
    )
    assert told(found) == [
        ("changed", "", "extensions", ("tool by", "amy", "bob")),
        ("changed", "claim", "no-attack", ("tool by", "amy", "bob")),
    ]


def test_exports_carry_them(tmp_path: Path) -> None:
    kept = {"tool": {"n": written(5), "words": "<b>"}}
    event = {"id": "met", "date": "2031", "quote": "met in Oldtown", "label": "They met"}
    use = {"note": "drills", "quote": "a drill", "why": "A word."}
    fields = {
        "claims": [claim(extensions=kept)],
        "events": [{**event, "extensions": kept}],
        "background": [{**use, "extensions": kept}],
        "extensions": kept,
    }
    corpus = compiled(tmp_path, articles={FOLDER: (TEXT, briefing(**fields))}).corpus
    files = {name: b"".join(data) for name, data in EXPORTS["jsonl"].files(corpus, ABOUT)}
    rows = [json.loads(line) for line in files["extensions.jsonl"].splitlines()]
    assert [(row["of"], row["item"], row["name"]) for row in rows] == [
        ("briefing", "drill", "tool"),
        ("claim", "no-attack", "tool"),
        ("event", "met", "tool"),
        ("background", "1", "tool"),
    ]
    assert {row["value"] for row in rows} == {'{"n":5,"words":"<b>"}'}
    files = {name: b"".join(data) for name, data in EXPORTS["web-annotation"].files(corpus, ABOUT)}
    collection = json.loads(files["drill.jsonld"])
    carrying = [collection, *(i for i in collection["first"]["items"] if "extensions" in i)]
    assert [json.loads(one["extensions"]) for one in carrying] == [
        {"tool": {"n": 5, "words": "<b>"}}
    ] * 4


def test_no_page_has_anything_of_an_extension(tmp_path: Path) -> None:
    root = lay(EXAMPLES / "valid" / "hostile", tmp_path)
    (article,) = [one for one in compile_corpus(root).corpus.articles if one.slug == "hostile"]
    assert any(claim.extensions for claim in article.briefing.claims)
    built = build(root)
    assert built.diagnostics == ()
    assert "briefings/hostile.md" in built.pages
    shown = [text for name, (_, text) in built.pages.items() if name != "data/index.md"]
    assert not any("extension" in text for text in shown)

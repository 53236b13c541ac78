import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.input import _yaml_reader as yaml_reader
from article_briefings.input._documents import Document, LineMap, Value
from article_briefings.input._yaml_reader import MAX_DEPTH, MAX_NODES, plain_value, read_yaml
from tests.building import briefing, codes, document, dump, within
from tests.texts import anything, showable


def problems_of(text: str) -> list[tuple[str, str]]:
    """Code and place of every problem; a file with a problem gives no document."""
    read, problems = read_yaml("f", text)
    assert (read is None) == bool(problems)
    return [(problem.code, str(problem.location)[2:]) for problem in problems]


def test_every_scalar_is_text() -> None:
    text = "a: no\nb: 1e3\nc: 2023-09-11\nd: 0x1F\ne: 1_000\nf: true\n'3': [.inf, 12:30:45]\n"
    assert document(text).root == {
        "a": "no",
        "b": "1e3",
        "c": "2023-09-11",
        "d": "0x1F",
        "e": "1_000",
        "f": "true",
        "3": [".inf", "12:30:45"],
    }


def test_a_field_without_value_is_empty_and_a_quoted_null_is_text() -> None:
    assert document("a:\nb: ~\nc: null\nd: 'null'\ne: \"~\"\n").root == {
        "a": "",
        "b": "",
        "c": "",
        "d": "null",
        "e": "~",
    }


def test_an_alias_stands_for_the_value_of_its_anchor() -> None:
    read = document("a: &x {b: 1}\nc: [*x, *x]\n")
    assert read.root == {"a": {"b": "1"}, "c": [{"b": "1"}, {"b": "1"}]}
    assert str(read.location(("c", 1, "b"))) == "briefing.yml:2:9"


LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
)
DEEP = "[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("empty-file", "1:1")]),
        ("\n# only a comment\n", [("empty-file", "1:1")]),
        ("---\n", [("empty-file", "1:1")]),
        ("''", [("empty-file", "1:1")]),
        ("a: 1\nb: 2\na: 3\n", [("yaml-duplicate-key", "3:1")]),
        (
            "a: 1\n'a': 2\na: {b: 1, b: 2}\n",
            [("yaml-duplicate-key", p) for p in ("2:1", "3:1", "3:11")],
        ),
        ("é: {ü: 1, ü: 2}", [("yaml-duplicate-key", "1:11")]),
        ("a: 1\n\tb: 2\n", [("yaml-tab", "2:1")]),
        ("a:\n  b: 1\n\t\tc: 2\n", [("yaml-tab", "3:1")]),
        ("a: *x", [("yaml-alias", "1:4")]),
        ("a: &x [*x]", [("yaml-alias", "1:8")]),
        ("a: &x {b: {c: *x}}", [("yaml-alias", "1:15")]),
        (LAUGHS, [("yaml-alias", "5:25")]),
        ("[" * (MAX_DEPTH + 5), [("yaml-too-deep", f"1:{MAX_DEPTH + 2}")]),
        (f"a: {DEEP}", [("yaml-too-deep", "1:20")]),
        ("a: !!python/object:os.system x", [("yaml-unsupported", "1:4")]),
        ("a: !!int 1", [("yaml-unsupported", "1:4")]),
        ("!!str a: 1", [("yaml-unsupported", "1:1")]),
        ("a: !<tag:x> 1", [("yaml-unsupported", "1:4")]),
        ("b: &b {x: 1}\na:\n  <<: *b\n", [("yaml-unsupported", "3:3")]),
        ("a: 1\n---\nb: 2\n", [("yaml-unsupported", "2:1")]),
        ("? [a, b]\n: 1\n", [("yaml-unsupported", "1:3")]),
        ("? *a\n: 1\n", [("yaml-unsupported", "1:3")]),
        ("\ufeffa: 1", [("control-character", "1:1")]),
        ("ab: é\x07", [("control-character", "1:6")]),
        ("é: éé\ufffe", [("control-character", "1:6")]),
        ("a: 1\n😀: 😀\x00x", [("control-character", "2:5")]),
        ("a: b\u2028c", [("control-character", "1:5")]),
        ("a: b\x85c", [("control-character", "1:5")]),
        ("a: b\x1b[31m", [("control-character", "1:5")]),
        ('a: "b\\0c"', [("control-character", "1:4")]),
        ('a: "b\\e[31m"', [("control-character", "1:4")]),
        ('a: "\\u2028"', [("control-character", "1:4")]),
        ('a: {"b\\x02": 1}', [("control-character", "1:5")]),
        ("a: b: c", [("yaml-syntax", "1:5")]),
        ("é: {ü: [1, 2\n", [("yaml-syntax", "1:8")]),
        ("a: 'b\n", [("yaml-syntax", "1:4")]),
        ("a:\n  - b\n c: d\n", [("yaml-syntax", "3:2")]),
        ("a: @b", [("yaml-syntax", "1:4")]),
        ("a: %b", [("yaml-syntax", "1:4")]),
        ('a: "\\q"', [("yaml-syntax", "1:5")]),
        ("a: 1\n...\nb", [("yaml-syntax", "3:1")]),
        ("%YAML 9.9\n---\na: 1", [("yaml-syntax", "1:1")]),
    ],
)
def test_what_the_reader_refuses_is_placed(text: str, expected: list[tuple[str, str]]) -> None:
    assert problems_of(text) == expected


def test_the_deepest_nesting_that_the_format_allows_is_read() -> None:
    assert problems_of(DEEP) == []


def test_too_many_values_are_refused() -> None:
    [(code, _)] = problems_of("[" + "x, " * MAX_NODES + "x]")
    assert code == "too-large"


def test_a_duplicate_points_at_the_first_one() -> None:
    _, [problem] = read_yaml("f", "a: 1\nb: 2\na: 3\n")
    assert str(problem.notes[0].location) == "f:1:1"


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 20_000])
def test_duplicates_within_duplicates_do_not_reset_the_depth(depth: int) -> None:
    read, problems = read_yaml("f", "{a: 1, a: " * depth + "1" + "}" * depth)
    assert read is None
    assert "yaml-too-deep" in codes(problems)


def test_a_chain_of_anchors_that_nests_beyond_the_limit_is_no_bug() -> None:
    chain = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [[[[*a{n - 1}]]]]\n" for n in range(1, 150))
    read, problems = read_yaml("f", chain)
    assert read is not None or codes(problems)


# --- positions ------------------------------------------------------------------------------

keys = st.text(st.sampled_from("abcé漢\U0001f600\u0301-_ 1"), min_size=1, max_size=6)
values = st.recursive(
    showable.filter(lambda text: not {"\u2028", "\u2029"} & set(text)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=12,
)
roots = st.dictionaries(keys, values, min_size=1, max_size=4)


def leaves(value: Value, path: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], str]:
    """Every scalar of a value by its path."""
    if isinstance(value, str):
        return {path: value}
    items = value.items() if isinstance(value, dict) else enumerate(value)
    return {
        place: leaf for key, item in items for place, leaf in leaves(item, (*path, key)).items()
    }


@given(roots, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.booleans())
def test_every_value_is_read_back_and_pointed_at_exactly(
    root: dict[str, Value], end: str, flow: bool, unicode: bool
) -> None:
    text = yaml.safe_dump(
        root, default_style='"', default_flow_style=flow, allow_unicode=unicode, width=99_999
    ).replace("\n", end)
    read = document(text)
    lines = LineMap(text)
    assert read.root == root
    for path, leaf in leaves(root).items():
        span = read.values[path]
        written = span.of(text)
        assert written[0] == written[-1] == '"'
        assert yaml.safe_load(written) == leaf
        place = read.location(path)
        assert lines.place(span.start) == (place.line, place.column)
        assert lines.line(place.line)[place.column - 1] == '"'


words = st.text(
    st.sampled_from("ab\t é漢字\U0001f600\u0301\u200c\u0627ｗ"), min_size=1, max_size=6
).filter(lambda word: word == word.strip() and word != "null")


@given(
    st.lists(st.tuples(words, words, st.sampled_from([" ", "   ", "\t", " \t "])), min_size=1),
    st.sampled_from(["\n", "\r\n"]),
)
def test_plain_text_stands_where_its_location_says(
    fields: list[tuple[str, str, str]], end: str
) -> None:
    text = end.join(f"k{n}{name}:{gap}{value}" for n, (name, value, gap) in enumerate(fields))
    read = document(text)
    lines = text.split(end)
    for number, (name, value, _) in enumerate(fields):
        place = read.location((f"k{number}{name}",))
        assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == value
        name_place = read.key_location((f"k{number}{name}",))
        assert (name_place.line, name_place.column) == (number + 1, 1)


# --- nothing raises --------------------------------------------------------------------------


def assert_only_diagnostics(text: str) -> None:
    """Reading never raises, and every problem has its place in the text."""
    read, problems = read_yaml("f", text)
    assert (read is None) == bool(problems)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert all(within(problem, lines) for problem in problems)


yaml_like = st.text(
    st.sampled_from("ab: -\n\t[]{},&*!|>'\"%@`#?.<~\\é\U0001f600\r\x00\ufeff\u2028x0"), max_size=60
)


@settings(max_examples=400)
@given(yaml_like | anything)
def test_any_text_gives_a_document_or_problems_inside_it(text: str) -> None:
    assert_only_diagnostics(text)


VALID = dump(briefing())


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_briefing_gives_a_document_or_problems_inside_it(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(VALID)))
    end = data.draw(st.integers(start, min(len(VALID), start + 8)))
    assert_only_diagnostics(VALID[:start] + data.draw(yaml_like) + VALID[end:])


@given(st.recursive(anything, lambda inner: st.lists(inner, max_size=3), max_leaves=8))
def test_json_is_read_as_yaml_or_refused(value: object) -> None:
    assert_only_diagnostics(json.dumps({"a": value}, ensure_ascii=False))


# --- the quick way -------------------------------------------------------------------------

yaml_pieces = st.sampled_from(
    [
        *(
            "a: b\n",
            "a:\n",
            "  - x\n",
            "- ",
            "  ",
            "k: ",
            "[1, 2]",
            "{a: b}",
            "x",
            "\n",
            "? ",
            ": ",
        ),
        *("'q'", '"\\u0007"', '"\\t"', "&x ", "*x", "!!str ", "!t ", "<<: ", "~", "null", "'~'"),
        *("? ", ": "),
        *("---\n", "...\n", "# c\n", "\t", "|\n", ">-\n", "[[[[[[[[[[[[[[[[", "]]"),
        *("é", "“", "\u200c", "\ufeff", "\u2028"),
    ]
)


def the_long_way(text: str) -> Document | None:
    """What the reader that knows the places makes of a text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "plain_value", lambda _: None)
        return read_yaml("f.yml", text)[0]


@settings(max_examples=1500)
@given(st.lists(yaml_pieces, max_size=12).map("".join) | anything)
def test_the_quick_way_gives_what_the_long_way_gives(text: str) -> None:
    quick = plain_value(text)
    if quick is None:
        return
    long = the_long_way(text)
    assert long is not None, "the quick way passes over no problem"
    assert quick == long.root
    assert set(long.values) >= {(key,) for key in quick if isinstance(quick, dict)}


@pytest.mark.parametrize("depth", [MAX_DEPTH - 2, MAX_DEPTH - 1, MAX_DEPTH, MAX_DEPTH + 1])
def test_both_ways_know_the_same_depth(depth: int) -> None:
    text = "[" * depth + "x" + "]" * depth
    document, problems = read_yaml("f.yml", text)
    assert (document is None) == (the_long_way(text) is None) == (depth > MAX_DEPTH)
    assert bool(problems) == (document is None)


@pytest.mark.parametrize("number", [MAX_NODES - 1, MAX_NODES])
def test_both_ways_know_the_same_number_of_values(number: int) -> None:
    text = f"[{'x,' * number}]"
    assert (read_yaml("f.yml", text)[0] is None) == (number == MAX_NODES)


def test_ordinary_files_go_the_quick_way() -> None:
    text = "# c\na: 'x'\nb: [1, \"two\", {c: d}]\nn: ~\n"
    assert plain_value(text) == {"a": "x", "b": ["1", "two", {"c": "d"}], "n": ""}


def test_a_fence_of_markdown_is_named() -> None:
    _, [problem] = read_yaml("f", "```yaml\na: b\n```\n")
    assert problem.message == "this line is Markdown: it begins or ends a block of code"
    assert (problem.location.line, problem.location.end_column) == (1, 8)

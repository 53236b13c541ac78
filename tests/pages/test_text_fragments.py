"""Links to a passage of the original page, and what a browser would make of them."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.models._text import Span
from article_briefings.pages._text_fragments import original_href, text_directive

URL = "https://news.example/a"
LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"


def _span(text: str, words: str, nth: int = 0) -> Span:
    start = [found.start() for found in re.finditer(re.escape(words), text)][nth]
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "nth", "expected"),
    [
        ("A short text.", "short", 0, "short"),
        (
            "Half-time, 50 % & more",
            "Half-time, 50 % & more",
            0,
            "Half%2Dtime%2C%2050%20%25%20%26%20more",
        ),
        ("سلام دنیا", "دنیا", 0, "دنیا"),
        (f"{LONG}.", LONG, 0, "one%20two%20three,fourteen"),
        ("a b c d e f.", "a b c d e", 0, "a%20b%20c%20d%20e"),
        ("a b c d e f.", "a b c d e f", 0, "a%20b%20c,f"),
        ("a b c x. a b c d e f g.", "a b c d e f g", 0, "a%20b%20c%20d,g"),
        ("a b c d e f “g –.", "a b c d e f “g –", 0, "a%20b%20c,%E2%80%9Cg%20%E2%80%93"),
        ("He left. She left.", "left", 1, "She-,left"),
        ("he left and She left.", "left", 1, "She-,left"),
        ("left here; “left” there", "left", 1, "here%3B%20%E2%80%9C-,left"),
        ("A b\r\nc d", "b\r\nc", 0, "b%20c"),
        ("Unbelievable", "believ", 0, "Unbelievable"),
        ("a b a b c", "a b", 1, "b-,a%20b"),
        ("a x. a y.", "a", 1, "x.-,a"),
        ("ß İ a b", "a", 0, "a"),  # letters that are two in another case
        ("ß a İ. A b", "A", 0, "İ.-,A"),
        (" \n\u3000x\x1c\t a\u00a0 b \n", "a\u00a0 b", 0, "a%20b"),
    ],
)
def test_a_passage_is_named(text: str, words: str, nth: int, expected: str) -> None:
    assert text_directive(text, _span(text, words, nth)) == expected


def test_the_first_words_of_a_long_passage_are_as_many_as_tell_it_from_those_before() -> None:
    text = f"one two three four five and then: {LONG}"
    directive = text_directive(text, _span(text, LONG))
    assert directive.split(",")[0] == "one%20two%20three%20four%20five%20six"


def test_the_last_words_of_a_long_passage_stand_nowhere_else_in_it() -> None:
    words = "one two three four a b c d five six seven eight nine b c d e a b c d"
    directive = text_directive(words, Span(0, len(words)))
    assert unquote(directive.split(",")[1]) == "e a b c d"


def test_a_quote_in_parts_has_a_directive_for_each() -> None:
    spans = (Span(0, 1), Span(3, 4))
    assert original_href(URL, "a, b", spans) == f"{URL}#:~:text=a&text=b"


def test_the_address_may_have_a_fragment_or_be_missing() -> None:
    assert original_href(f"{URL}#part", "a b", (Span(0, 1),)) == f"{URL}#part:~:text=a"
    assert original_href("", "a b", (Span(0, 1),)) == ""


def _find(page: str, words: str, at: int) -> int:
    """Where words stand from `at` on, in any case and not within other words; -1 nowhere."""
    while (at := page.casefold().find(words.casefold(), at)) >= 0:
        ends = (at, at + len(words))
        if not any(0 < end < len(page) and page[end - 1 : end + 1].isalnum() for end in ends):
            return at
        at += 1
    return -1


def _after_space(page: str, at: int) -> int:
    return at + len(page[at:]) - len(page[at:].lstrip())


def _chosen(page: str, directive: str) -> tuple[int, int] | None:
    """What a browser would mark: the first passage that fits, by the steps of the specification."""
    parts = directive.split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    suffix = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else ""
    begin, end = unquote(parts[0]), unquote(parts[1]) if len(parts) > 1 else ""
    at = -1
    while (at := _find(page, prefix or begin, at + 1)) >= 0:
        start = _after_space(page, at + len(prefix)) if prefix else at
        if _find(page, begin, start) != start:
            continue
        stop = start + len(begin)
        if end:
            last = _find(page, end, stop)
            stop = last + len(end) if last >= 0 else -1
        rest = _after_space(page, stop)
        if stop >= 0 and (not suffix or _find(page, suffix, rest) == rest):
            return start, stop
    return None


words = st.lists(
    st.sampled_from(["a", "b", "Ab", "c-d", "e,", "“f", "&", "آب", "a”b"]), min_size=1, max_size=40
)


@settings(max_examples=500)
@given(words, st.data())
def test_a_browser_finds_a_passage_with_the_same_words_and_mostly_the_very_one(
    drawn: list[str], data: st.DataObject
) -> None:
    page = " ".join(drawn)
    starts = [found.start() for found in re.finditer(r"\S+", page)]
    first = data.draw(st.integers(0, len(drawn) - 1))
    last = data.draw(st.integers(first, len(drawn) - 1))
    begin, end = starts[first], starts[last] + len(drawn[last])
    directive = text_directive(page, Span(begin, end))
    chosen = _chosen(page, directive)
    assert chosen is not None
    assert page[slice(*chosen)].casefold() == page[begin:end].casefold()
    is_first = page.casefold().find(page[begin:end].casefold()) == begin
    if is_first or "," in directive:
        assert chosen == (begin, end)


white = st.text(" \t\r\n\u00a0\u3000\u2028\x1c", min_size=1, max_size=3)


@given(
    st.lists(st.tuples(st.sampled_from(["a", "Ab", "ß", "İ", "e,"]), white), min_size=1),
    white,
    st.data(),
)
def test_white_space_changes_no_link(
    drawn: list[tuple[str, str]], leading: str, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(drawn) - 1))
    last = data.draw(st.integers(first, len(drawn) - 1))
    loose = [word + space for word, space in drawn]
    flat = [f"{word} " for word, _ in drawn]

    def directive(parts: list[str], offset: int) -> str:
        begin = offset + len("".join(parts[:first]))
        end = offset + len("".join(parts[: last + 1]).rstrip())
        return text_directive((leading if offset else "") + "".join(parts), Span(begin, end))

    assert directive(loose, len(leading)) == directive(flat, 0)

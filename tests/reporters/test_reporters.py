from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from article_briefings.diagnostics import Report
from article_briefings.diagnostics._diagnostics import CODES, Diagnostic, Location, Note, Severity
from article_briefings.input._documents import LineMap
from article_briefings.models._text import Span
from tests.texts import anything


def at(text: str, start: int, end: int, **fields: str) -> Diagnostic:
    """A problem at a span of a text."""
    return Diagnostic(
        "quote-not-found", LineMap(text).location("f", Span(start, end)), "m", **fields
    )


def excerpt_of(diagnostic: Diagnostic) -> tuple[str, str]:
    """The excerpt and its carets, both behind the gutter."""
    lines = Report.plain(diagnostic).split("\n")
    return lines[1].split(" | ", 1)[1], lines[2].split(" | ", 1)[1]


def test_a_problem_is_printed_with_all_that_is_known() -> None:
    text = "title: x\nquote: no such words\n"
    problem = at(text, 16, 29, found="a", expected="b", hint="c")
    problem = Diagnostic(
        problem.code,
        problem.location,
        "the words",
        "a",
        "b",
        "c",
        (Note(Location("g", 3, 4), "here"),),
    )
    assert Report.plain(problem).split("\n") == [
        "f:2:8: error [quote-not-found] the words",
        "  2 | quote: no such words",
        "    |        ^^^^^^^^^^^^^",
        "     found: a",
        "  expected: b",
        "      hint: c",
        "       see: g:3:4: here",
    ]


def test_a_problem_without_an_excerpt_has_no_caret() -> None:
    assert (
        Report.plain(Diagnostic("missing-file", Location("f"), "m"))
        == "f:1:1: error [missing-file] m"
    )
    assert Report.plain(at("a\n\nb", 2, 2)) == "f:2:1: error [quote-not-found] m"


def test_a_notice_says_that_it_is_one() -> None:
    problem = Diagnostic("missing-file", Location("f"), "m", severity=Severity.NOTICE)
    assert Report.plain(problem) == "f:1:1: notice [missing-file] m"


@pytest.mark.parametrize(
    ("text", "start", "end", "carets"),
    [
        ("ab cd ef", 3, 5, "   ^^"),
        ("漢字 cd", 3, 5, "     ^^"),
        ("a 漢字 b", 2, 4, "  ^^^^"),
        ("e\u0301e\u0301 cd", 5, 7, "   ^^"),
        ("a e\u0301\u0323 b", 2, 5, "  ^"),
        ("\tcd", 1, 3, " ^^"),
        ("a\t\tcd", 3, 5, "   ^^"),
        ("\U0001f600 cd", 2, 4, "   ^^"),
        ("ab", 2, 2, "  ^"),
        ("ab cd\nef", 3, 8, "   ^^"),
        ("می\u200cخ cd", 5, 7, "    ^^"),
    ],
)
def test_the_caret_stands_under_the_cells_of_the_words(
    text: str, start: int, end: int, carets: str
) -> None:
    assert excerpt_of(at(text, start, end))[1] == carets


@pytest.mark.parametrize("start", [0, 30, 90, 150, 250, 390])
@pytest.mark.parametrize("filler", ["x", "漢"])
def test_a_long_line_is_cut_around_the_words(start: int, filler: str) -> None:
    text = filler * start + "HERE" + filler * (396 - start)
    line, carets = excerpt_of(at(text, start, start + 4))
    cells = Console(file=StringIO()).render_str(line).cell_len
    assert cells <= 102 * (2 if filler == "漢" else 1)
    before = carets.index("^")
    assert carets.strip() == "^^^^"
    lead = line[: line.index("HERE")]
    assert Console(file=StringIO()).render_str(lead).cell_len == before
    assert line.startswith("…") == (lead.count(filler) != start)


HIDDEN = "\x00\x07\x08\x1b\x7f\x85\x9b\u202e\u202a\u2066\u2069\u200e\u200f\u061c\ud800"


@pytest.mark.parametrize("character", HIDDEN)
def test_no_text_of_a_file_steers_the_terminal(character: str) -> None:
    evil = f"a{character}[31mb"
    place = Location(f"dir{character}/f", 1, 3, 1, 4, (evil,))
    problem = Diagnostic("quote-not-found", place, evil, evil, evil, evil, (Note(place, evil),))
    shown = Report.plain(problem)
    assert character not in shown
    assert excerpt_of(problem)[1] == "  ^"


@pytest.mark.parametrize("part", ["message", "found", "expected", "hint"])
def test_line_ends_in_a_part_do_not_break_the_report(part: str) -> None:
    fields = {"message": "m", part: "one\r\ntwo\nf:1:1: error [x] made up"}
    problem = Diagnostic("quote-not-found", Location("f"), **fields)
    assert "\nf:1:1: error [x]" not in Report.plain(problem)
    assert "\r" not in Report.plain(problem)


@given(anything, anything, st.integers(1, 60), st.integers(0, 50))
def test_any_text_is_reported_in_as_many_lines_as_it_has_parts(
    path: str, line: str, column: int, width: int
) -> None:
    line = line.replace("\n", "").replace("\r", "")
    place = Location(path, 1, column, 1, column + width, (line,))
    problem = Diagnostic("quote-not-found", place, line, line, line, line)
    out = StringIO()
    Report([problem]).print(Console(file=out, width=40, color_system=None))
    expected = 1 + 2 * bool(line.strip()) + 3 * bool(line) + 4
    assert len(out.getvalue().split("\n")) == expected


def test_markup_of_the_terminals_library_is_shown_as_text() -> None:
    out = StringIO()
    problem = Diagnostic("quote-not-found", Location("f"), "[bold red]x[/] :smile:")
    Report([problem]).print(Console(file=out, color_system="truecolor", force_terminal=True))
    assert "[bold red]x[/] :smile:" in out.getvalue()


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([], "0 problems in 0 files"),
        (["a"], "1 problem in 1 file"),
        (["a", "a"], "2 problems in 1 file"),
        (["a", "b", "a"], "3 problems in 2 files"),
    ],
)
def test_the_summary_counts_problems_and_files(paths: list[str], expected: str) -> None:
    assert (
        Report([Diagnostic("missing-file", Location(path), "m") for path in paths]).summary
        == expected
    )


def test_diagnostics_are_ordered_by_place_each_once() -> None:
    one = Diagnostic("missing-file", Location("a", 2, 1), "m")
    other = Diagnostic("missing-file", Location("a", 10, 1), "m")
    assert Diagnostic.in_order([other, one, other]) == [one, other]


def test_a_code_that_is_not_documented_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no such diagnostic code"):
        Diagnostic("made-up", Location("f"), "m")
    assert all(text.endswith(".") for text in CODES.values())

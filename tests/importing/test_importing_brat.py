"""brat's standoff: what is tied to what, and a message for every line that cannot be read."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from article_briefings.cli._app import app
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.importing._brat import read_brat
from article_briefings.importing._model import Attribution, Remark
from article_briefings.importing._options import Scheme
from tests.brat_files import TEXT, annotation, bound, collection
from tests.building import actor, project

SHORT = "Ada said yes. Bo and Cy said no. He left.\n"
MARKS = [
    bound("T1", "Content", SHORT, "yes"),
    bound("T2", "Cue", SHORT, "said"),
    bound("T3", "Source", SHORT, "Ada"),
    bound("T4", "Content", SHORT, "no"),
    bound("T5", "Source", SHORT, "Bo"),
    bound("T6", "Source", SHORT, "Cy"),
]


def read(
    *lines: str, text: str = SHORT, scheme: Scheme | None = None
) -> tuple[list[Attribution], list[Remark]]:
    return read_brat("a.ann", "\n".join(lines), text, scheme or Scheme())


def tied(*lines: str) -> list[tuple[str, list[str], list[str]]]:
    """The names of content, cues and sources of each attribution."""
    found, _ = read(*MARKS, *lines)
    return [(a.content.name, [c.name for c in a.cues], [s.name for s in a.sources]) for a in found]


def messages(*lines: str) -> list[str]:
    return [f"{r.origin.line}: {r.message}" for r in read(*lines)[1]]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["E1\tCue:T2 Source:T3 Content:T1"], [("T1", ["T2"], ["T3"]), ("T4", [], [])]),
        (["E1\tCue:T2 Content:T1 Content2:T4"], [("T1", ["T2"], []), ("T4", ["T2"], [])]),
        (
            ["E1\tCue:T2 Content:T1 Source:T3", "E2\tCue:T2 Content:T1 Source:T5"],
            [("T1", ["T2"], ["T3"]), ("T1", ["T2"], ["T5"]), ("T4", [], [])],
        ),
        (
            ["R1\tBy Arg1:T4 Arg2:T5", "R2\tBy Arg1:T6 Arg2:T4"],
            [("T1", [], []), ("T4", [], ["T5", "T6"])],
        ),
        (
            ["R1\tX Arg1:T2 Arg2:T4", "R2\tX Arg1:T2 Arg2:T5"],
            [("T1", [], []), ("T4", ["T2"], ["T5"])],
        ),
        (
            ["E1\tCue:T2 Content:T1", "R1\tBy Arg1:T1 Arg2:T3"],
            [("T1", ["T2"], ["T3"]), ("T4", [], [])],
        ),
    ],
)
def test_events_and_relations_tie(
    lines: list[str], expected: list[tuple[str, list[str], list[str]]]
) -> None:
    assert tied(*lines) == expected


def test_equivalents_attributes_normalisations_and_notes_are_kept() -> None:
    found, remarks = read(
        *MARKS[:3],
        "E1\tCue:T2 Source:T3 Content:T1",
        bound("T7", "Source", SHORT, "He"),
        "*\tEquiv T3 T7",
        "A1\tCertainty T1 High",
        "M1\tNegation T1",
        "N1\tReference T3 Wikidata:Q42\tAda",
        "#1\tAnnotatorNotes E1\ta doubt",
        "#2\tAnnotatorNotes A1\tabout the attribute",
    )
    (one,) = found
    assert one.content.notes == (
        "Certainty: High",
        "Negation",
        "AnnotatorNotes: about the attribute",
    )
    assert one.sources[0].also == ("He",)
    assert one.sources[0].notes == ("Reference: Wikidata:Q42 Ada",)
    assert one.notes == ("AnnotatorNotes: a doubt",)
    assert [r.message for r in remarks] == ["T7: no content is tied to this source, “He”"]


def test_the_verdict_of_version_1_is_asked_about() -> None:
    for value, assessment in (("refuted", {"status": "refuted"}), ("High", {})):
        (one, *_), _ = read(*MARKS[:3], f"A1\tAssessment T1 {value}")
        assert one.claim.assessment == assessment


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nonsense", "this is not a line of standoff: “nonsense”"),
        ("T9 Content 0 3\tAda", "this is not a line of standoff"),
        ("X1\tWhat 0 3", "this is not a line of standoff"),
        ("T9\tContent 3\tAda", "T9 has no readable label and offsets: “Content 3”"),
        ("T9\tContent -1 3\tAda", "T9 has no readable label and offsets"),
        (f"T9\tContent 0 {'9' * 5000}\tAda", "T9 has no readable label and offsets"),
        ("T9\tContent 3 3\t", "T9 has a span without words: 3 3"),
        ("T9\tContent 5 3\tx", "T9 has a span without words: 5 3"),
        (f"T9\tContent {';'.join(['0 3'] * 2000)}\tx", "T9 has 2,000 fragments"),
        ("T9\tContent 0 3", "T9: its words are “”, but the text has “Ada” there"),
        ("T9\tPlace 0 3\tAda", "the label “Place” is not defined (1 in this file)"),
        ("T1\tContent 0 3\tAda", "the id T1 is used in an earlier line"),
        ("R9\tBy Arg1:T1", "R9 cannot be read: “By Arg1:T1”"),
        ("R9\tBy Arg1:T1 Arg2:T99", "R9: the argument “T99” does not exist"),
        ("R9\tBy Arg1:T1 Arg2:T4", "R9 ties two marks of the same kind, which has no meaning"),
        ("E9\tCue Source:T3", "E9 cannot be read: “Cue Source:T3”"),
        ("E9\tCue:T2 Source:T3", "E9 ties no content"),
        ("E9\tCue:T99 Content:T1", "E9: the argument “T99” does not exist"),
        ("E9\tCue:T2 Content:E9", "E9: the argument E9 is not a stretch of text"),
        ("*\tEquiv T1", "this equivalence names fewer than two annotations"),
        ("A9\tNegation", "A9 does not say which annotation it is about"),
        (
            "#9\tAnnotatorNotes T99\tx",
            "this is about “T99”, which is not a readable annotation",
        ),
    ],
)
def test_a_line_that_cannot_be_used_is_said_with_its_number(line: str, said: str) -> None:
    found = messages(*MARKS, line)
    assert any(message.startswith(f"7: {said}") for message in found), found


def test_lines_end_as_they_like_and_empty_ones_are_nothing() -> None:
    lines = [*MARKS[:3], "", "E1\tCue:T2 Source:T3 Content:T1  "]
    plain = read(*lines)
    assert read_brat("a.ann", "\r\n".join(lines), SHORT, Scheme()) == plain
    assert read_brat("a.ann", "\r".join(lines), SHORT, Scheme()) == plain
    assert plain[1] == []


def test_a_role_gives_an_unknown_label_its_meaning() -> None:
    scheme = Scheme(labels={"Q": "content"}, roles={"Who": "source"})
    lines = [bound("T1", "Q", SHORT, "yes"), bound("T2", "Speaking", SHORT, "said")]
    lines += [bound("T3", "Person", SHORT, "Ada"), "E1\tSpeaking:T2 Who:T3 Q:T1"]
    (one,), remarks = read(*lines, scheme=scheme)
    assert ([c.name for c in one.cues], [s.name for s in one.sources]) == (["T2"], ["T3"])
    assert remarks == []


def test_a_huge_line_and_many_lines_end_in_a_message() -> None:
    assert len(messages("x" * 10_000_000)[0]) < 300
    assert len(messages("T1\tContent 0 3\t" + "x" * 10_000_000)[0]) < 300
    assert any("only the first 20,000 lines are read" in m for m in messages(*["#"] * 20_001))


# --- any file -----------------------------------------------------------------------------------

GOOD = "".join(f"{line}\n" for line in annotation())
MUTATION = st.tuples(
    st.integers(0, len(GOOD)),
    st.integers(0, 12),
    st.sampled_from(
        [
            "",
            "\t",
            "\n",
            "T1",
            "E1",
            ";",
            " 0 ",
            "99",
            "\x00",
            "\ufeff",
            "“",
            "*\t",
            "\r",
            "\u2028",
            "𝒳",
        ]
    )
    | st.text(max_size=4),
)


@settings(max_examples=50, deadline=None)
@given(mutations=st.lists(MUTATION, min_size=1, max_size=6), in_text=st.booleans())
@example(mutations=[(0, 12, "")], in_text=True)
def test_any_mutated_file_is_imported_or_said_and_the_checker_finds_every_mark(
    mutations: list[tuple[int, int, str]], in_text: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text, lines = TEXT, GOOD
    for at, length, put in mutations:
        if in_text:
            text = text[: at % len(TEXT)] + put + text[at % len(TEXT) + length :]
        else:
            lines = lines[:at] + put + lines[at + length :]
    base = tmp_path_factory.mktemp("any")
    root = project(base / "p", articles={}, actors={"ada-fable": actor()}, notes={})
    (root / "briefings" / "articles").mkdir()
    files = {
        "drill.txt": text.encode("utf-8", "replace"),
        "drill.ann": lines.encode("utf-8", "replace"),
    }
    folder = collection(base / "brat", files)
    options = ["--root", str(root), "--date", "2031-04-28", "--language", "en"]
    result = CliRunner().invoke(app, ["import", "brat", str(folder), *options])
    assert result.exit_code in (0, 1), result.output
    assert isinstance(result.exception, SystemExit | None), result.output
    compiled = compile_corpus(root)
    assert compiled.diagnostics == ()
    if not list(compiled.corpus.articles):
        assert "left out: drill" in result.stderr
        return
    (article,) = compiled.corpus.articles
    words = text.removeprefix("\ufeff")
    found, _ = read_brat("drill.ann", lines.removeprefix("\ufeff"), words, Scheme())
    contents = {tuple(_trimmed(words, a)) for a in found}
    kept = {tuple((s.start, s.end) for s in claim.quote) for claim in article.claims}
    assert kept <= contents
    assert kept == contents or result.exit_code == 1 or "was cut" in result.stderr


def _trimmed(text: str, attribution: Attribution) -> list[tuple[int, int]]:
    """The spans of a content without the spaces at their ends."""
    found = []
    for span in attribution.content.spans:
        words = span.of(text)
        if words.strip():
            start = span.start + len(words) - len(words.lstrip())
            found.append((start, start + len(words.strip())))
    return found


def test_every_imported_span_is_one_that_the_checker_finds(tmp_path: Path) -> None:
    root = project(tmp_path / "p", articles={}, actors={"ada-fable": actor()}, notes={})
    (root / "briefings" / "articles").mkdir()
    folder = collection(tmp_path / "brat")
    options = ["--root", str(root), "--date", "2031-04-28"]
    assert CliRunner().invoke(app, ["import", "brat", str(folder), *options]).exit_code == 0
    found, _ = read_brat("drill.ann", GOOD, TEXT, Scheme())
    (article,) = compile_corpus(root).corpus.articles
    assert [claim.quote for claim in article.claims] == [a.content.spans for a in found]
    cues = [tuple(span for mark in a.cues for span in mark.spans) for a in found]
    assert [tuple(s for cue in claim.cues for s in cue) for claim in article.claims] == cues

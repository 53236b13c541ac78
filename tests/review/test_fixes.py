"""What `fix` proposes, on whole projects in memory and on the disk."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.models._nearest import misspelt
from article_briefings.models._text import Span
from article_briefings.review._fixes import propose_fixes
from article_briefings.review._passages import similarity
from article_briefings.review._proposals import FixReport
from article_briefings.review._words import Versions
from tests.building import (
    FOLDER,
    TEXT,
    Fields,
    briefing,
    claim,
    codes,
    dump,
    hop,
    own_claim,
    project,
    sha256,
    write,
)
from tests.fixing import only, similar, write_all
from tests.overlay import EXAMPLES, examples, lay
from tests.repositories import commit

ARTICLE = f"briefings/articles/{FOLDER}"


def _words(text: str) -> list[str]:
    return text.split()


#: The examples that `fix` mends wholly. The others need a person, or another command.
MENDED = _words("""
bad-hash bad-hash--translation cue-not-found cue-not-found--via form-mismatch
form-mismatch--indirect-partly-within-quotation-marks
form-mismatch--partly-within-quotation-marks mention-not-found missing-field--hash
missing-field--hash-of-a-translation not-frozen not-frozen--translation
not-frozen--and-a-mark-that-does-not-fit parts-out-of-order quote-not-found--note-and-event
quote-not-found--part quote-not-found--version-1 quote-not-found--zero-width-non-joiner
source-changed--line-ends unclear-step--nobody unknown-actor
unknown-actor--after-wide-characters unknown-actor--part-of
unknown-claim--of-a-correction unknown-claim--version-1 unknown-evidence
unknown-field unknown-note unknown-story unknown-topic unknown-topic--of-a-story unknown-value
unknown-value--own-kind
yaml-alias yaml-syntax--colon-in-text
yaml-syntax--quotation-marks-within yaml-syntax--text-after-quotation-marks
yaml-syntax--text-begins-with-a-sign yaml-tab
""")
#: The examples for which `fix` has a proposal that leaves a problem, or places to choose from.
PARTLY = _words("""
cue-ambiguous cue-ambiguous--via cue-ambiguous--in-other-paragraphs
missing-field--and-others-in-several-files
unknown-value--of-a-field unknown-value--type-of-a-field
quote-ambiguous quote-ambiguous--many-places quote-not-found--bom-and-crlf source-changed
source-changed--translation
""")


def changed(
    root: Path, before: str, after: str, claims: list[Fields], git: bool = True
) -> FixReport:
    """A project whose text changed after it was annotated and, where git is there, committed."""
    project(root, articles={FOLDER: (before, briefing(before, claims=claims, cast=[]))})
    assert compile_corpus(root).diagnostics == ()
    if git:
        commit(root)
    write(root, f"{ARTICLE}/source.txt", after)
    return propose_fixes(root)


# --- examples ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MENDED)
def test_an_example_that_can_be_mended_has_no_problem_afterwards(name: str, tmp_path: Path) -> None:
    root = lay(EXAMPLES / "invalid" / name, tmp_path)
    mended = propose_fixes(root)
    assert mended.left == ()
    write_all(root, mended)
    assert compile_corpus(root).diagnostics == ()
    assert propose_fixes(root) == FixReport((), ())


def test_the_other_examples_get_no_proposal(tmp_path: Path) -> None:
    with_proposals = set()
    for example in examples("invalid"):
        if (example / "made.txt").exists():
            continue  # links, pipes and sizes: nothing that is mended in a text
        root = tmp_path / example.name
        root.mkdir()
        if propose_fixes(lay(example, root)).files:
            with_proposals.add(example.name)
    assert with_proposals == {*MENDED, *PARTLY}


@pytest.mark.parametrize("example", examples("valid"), ids=lambda path: path.name)
def test_a_sound_project_gets_no_proposal(example: Path, tmp_path: Path) -> None:
    assert propose_fixes(lay(example, tmp_path)) == FixReport((), ())


def test_comments_line_ends_and_the_mark_stay(tmp_path: Path) -> None:
    text = "\ufeff# first\r\n" + dump(briefing(topics=["defense"])).replace("\n", "   # c\r\n")
    project(tmp_path, articles={FOLDER: (TEXT, text)})
    file = only(propose_fixes(tmp_path))
    assert file.before.mark
    assert file.after == file.before.text.replace("- defense", "- defence")


def test_problems_that_hide_each_other_are_mended_in_one_run(tmp_path: Path) -> None:
    value = briefing(
        claims=[claim(quote="We will never attack", attribution=[hop(cue="told a Gazette")])],
        topics=["defense"],
    )
    text = (
        dump(value).replace("A drill near Oldtown", "Drill: near Oldtown").replace("title", "titel")
    )
    text = text.replace(sha256(TEXT), "f" * 63 + "e").replace("'", "")
    project(tmp_path, articles={FOLDER: (TEXT, text)})
    mended = propose_fixes(tmp_path)
    assert mended.left == ()
    found = [proposal.code for proposal in only(mended).proposals if not proposal.only_shown]
    assert found == [
        "yaml-syntax",
        "unknown-field",
        "source-changed",
        "quote-not-found",
        "cue-not-found",
        "unknown-topic",
    ]
    write_all(tmp_path, mended)
    assert compile_corpus(tmp_path).diagnostics == ()


def test_only_the_wanted_files_are_mended(tmp_path: Path) -> None:
    other = "2031-05-01-reply"
    articles = {
        FOLDER: (TEXT, briefing(topics=["defense"])),
        other: (TEXT, briefing(topics=["defense"])),
    }
    project(tmp_path, articles=articles)
    mended = propose_fixes(tmp_path, [f"briefings/articles/{other}"])
    assert [file.path for file in mended.files] == [f"briefings/articles/{other}/briefing.yml"]
    assert mended.left == ()


# --- a text that has changed --------------------------------------------------------------------

BEFORE = (
    "The council met in Oldtown on Monday to talk about the bridge.\n"
    "The engineer said the bridge needs another month of tests.\n"
    "The mayor called the warning groundless and left.\n"
)


def test_git_says_where_the_words_went_however_much_they_changed(tmp_path: Path) -> None:
    after = BEFORE.replace("another month of tests", "two further weeks of tests")
    mended = changed(tmp_path, BEFORE, after, [own_claim("a", "another month of tests")])
    hash_proposal, moved = only(mended).proposals
    assert (hash_proposal.code, hash_proposal.new) == ("source-changed", sha256(after))
    assert (moved.old, moved.new) == ("another month of tests", "two further weeks of tests")
    assert "git's old text" in moved.reason
    assert mended.left == ()


def test_a_deleted_paragraph_gets_no_proposal(tmp_path: Path) -> None:
    after = "".join(BEFORE.splitlines(keepends=True)[::2])
    mended = changed(tmp_path, BEFORE, after, [own_claim("a", "another month of tests")])
    assert [proposal.code for proposal in only(mended).proposals] == ["source-changed"]
    assert codes(mended.left) == ["quote-not-found"]


def test_git_says_which_of_two_it_was(tmp_path: Path) -> None:
    after = "It needs another month of tests, he wrote later.\n" + BEFORE
    mended = changed(tmp_path, BEFORE, after, [own_claim("a", "another month of tests")])
    proposal = only(mended).proposals[1]
    assert proposal.code == "quote-ambiguous"
    assert proposal.candidates[0].location.line == 3
    write_all(tmp_path, mended)
    (article,) = compile_corpus(tmp_path).corpus.articles
    assert article.claims[0].quote[0].start == after.index("another month", 20)


def test_words_that_now_stand_elsewhere_are_not_taken_for_the_old_ones(tmp_path: Path) -> None:
    after = BEFORE.replace("another month of tests", "no tests at all") + (
        "In the harbour, a ferry waits for another month of tests.\n"
    )
    mended = changed(tmp_path, BEFORE, after, [own_claim("a", "another month of tests")])
    assert only(mended).undecided or only(mended).proposals[1].new != "another month of tests"


def test_a_passage_that_was_moved_is_shown(tmp_path: Path) -> None:
    lines = BEFORE.splitlines(keepends=True)
    mended = changed(
        tmp_path, BEFORE, lines[1] + lines[0] + lines[2], [own_claim("a", "Oldtown on Monday")]
    )
    assert [proposal.only_shown for proposal in only(mended).proposals[1:]] in ([True], [])
    assert mended.left == ()


def test_without_git_every_mark_of_a_changed_text_is_shown(tmp_path: Path) -> None:
    claims = [own_claim("a", "another month of tests"), own_claim("b", "Oldtown on Monday")]
    mended = changed(tmp_path, BEFORE, f"{BEFORE}More.\n", claims, git=False)
    first, *shown = only(mended).proposals
    assert "git does not have" in first.reason
    assert [(proposal.old, proposal.only_shown) for proposal in shown] == [
        ("another month of tests", True),
        ("Oldtown on Monday", True),
    ]


def test_two_places_that_nothing_tells_apart_are_left_to_a_person(tmp_path: Path) -> None:
    text = "The bridge is safe.\nNobody knows.\nThe bridge is safe.\n"
    value = briefing(text, claims=[own_claim("a", "The bridge is safe")], cast=[])
    project(tmp_path, articles={FOLDER: (text, value)})
    file = only(propose_fixes(tmp_path))
    (proposal,) = file.undecided
    assert file.after == file.before.text
    assert [candidate.location.line for candidate in proposal.candidates] == [1, 3]
    assert "{exact: The bridge is safe, suffix: " in proposal.candidates[0].selector


def test_the_order_of_the_other_claims_tells_places_apart(tmp_path: Path) -> None:
    text = (
        "One came.\nThe bridge is safe.\nTwo came.\nThree came.\nThe bridge is safe.\nFour came.\n"
    )
    quotes = ["One came", "Two came", "Three came", "The bridge is safe", "Four came"]
    claims = [own_claim(f"c{number}", quote) for number, quote in enumerate(quotes)]
    project(tmp_path, articles={FOLDER: (text, briefing(text, claims=claims, cast=[]))})
    mended = propose_fixes(tmp_path)
    assert only(mended).proposals[0].candidates[0].location.line == 5
    write_all(tmp_path, mended)
    (article,) = compile_corpus(tmp_path).corpus.articles
    assert article.claims[3].quote[0].start == text.rindex("The bridge")


# --- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "known", "answer"),
    [
        ("examplested", ["examplestead", "examplestead-gazette"], "examplestead"),
        ("knid", ["id", "text", "kind"], "kind"),
        ("bridge-is-not-safe", ["bridge-is-safe"], None),
        ("claim-12", ["claim-11"], None),
        ("actor-3x", ["actor-3", "actor-33"], None),
        ("abcd", ["abce", "abcf"], None),
        ("anything", [], None),
        ("bridges", ["bridges", "bridge"], None),
    ],
)
def test_a_name_is_meant_only_where_it_is_a_slip_away(
    name: str, known: list[str], answer: str | None
) -> None:
    assert misspelt(name, known, of_program=True) == answer


def test_an_id_written_as_a_name_becomes_the_id(tmp_path: Path) -> None:
    cast = [{"actor": "Ada Fable", "role": "speaker", "mentions": ["Ada Fable"]}]
    project(tmp_path, articles={FOLDER: (TEXT, briefing(cast=cast))})
    assert only(propose_fixes(tmp_path)).proposals[0].new == "ada-fable"


def test_a_text_that_a_comma_cuts_within_braces_gets_quotation_marks(tmp_path: Path) -> None:
    text = dump(briefing()) + "questions:\n  - {text: Who said so, and when?, why: Nobody knows.}\n"
    project(tmp_path, articles={FOLDER: (TEXT, text)})
    mended = propose_fixes(tmp_path)
    assert '{text: "Who said so, and when?", why: Nobody knows.}' in only(mended).after
    assert mended.left == ()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("{text: Who: the mayor, why: It matters.}", '{text: "Who: the mayor", why: It matters.}'),
        ("{text: Who?, why: @ada said so.}", '{text: Who?, why: "@ada said so."}'),
    ],
)
def test_a_misread_text_within_braces_gets_quotation_marks(
    wrong: str, right: str, tmp_path: Path
) -> None:
    project(tmp_path, articles={FOLDER: (TEXT, dump(briefing()) + f"questions:\n  - {wrong}\n")})
    mended = propose_fixes(tmp_path)
    assert right in only(mended).after
    assert mended.left == ()


# --- texts --------------------------------------------------------------------------------------


def test_an_unchanged_text_maps_every_stretch_to_itself() -> None:
    versions = Versions(BEFORE, BEFORE)
    for span in (Span(0, 11), Span(63, 120), Span(len(BEFORE) - 5, len(BEFORE) - 2)):
        assert BEFORE[span.start : span.end].strip() in (versions.moved(span) or Span(0, 0)).of(
            BEFORE
        )


@given(st.integers(0, 26), st.integers(1, 8))
def test_what_is_typed_anew_is_the_same_text(first: int, length: int) -> None:
    words = list(re.finditer(r"\w+", BEFORE))[first : first + length]
    typed = BEFORE.replace("\n", "\r\n").replace(" the ", "\u00a0the  ")
    moved = Versions(BEFORE, typed).moved(Span(words[0].start(), words[-1].end()))
    assert moved is not None
    assert re.findall(r"\w+", moved.of(typed)) == [word[0] for word in words]


def test_likeness_is_one_for_the_same_words_and_falls_with_each_other_one() -> None:
    quote = "The engineer said the bridge needs another month of tests"
    (span, same), *_ = similar(BEFORE, quote)
    assert (span.of(BEFORE), same) == (quote, 1.0)
    one = similar(BEFORE, quote.replace("month", "year"))[0][1]
    two = similar(BEFORE, quote.replace("month", "year").replace("needs", "wants"))[0][1]
    assert 1 > one > two


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_share(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert all(0 <= likeness <= 1 for _, likeness in similar(one, other))

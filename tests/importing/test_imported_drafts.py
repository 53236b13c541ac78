"""Attributions of any format become claims: who says it, by which words, and what cannot be had."""

import datetime as dt
from dataclasses import replace

import pytest

from article_briefings.drafting import DraftedBriefing
from article_briefings.importing._briefing import (
    as_dated_in,
    draft_import,
    is_untouched,
    problems_of,
    text_of,
)
from article_briefings.importing._model import (
    ArticleSource,
    Attribution,
    ImportedArticle,
    ImportedClaim,
    ImportedMark,
    Metadata,
    Origin,
    Remarks,
)
from article_briefings.importing._register import ActorIndex, Proposals
from article_briefings.models._register import Actor
from article_briefings.models._text import Span
from tests.building import sha256

TEXT = "Ada Fable and Bo Ash said it rains. He said: cafe\u0301 no more. Rain, rain, rain.\n"
DAY = dt.date(2031, 5, 1)
REGISTER = ActorIndex(
    {
        "ada-fable": Actor(name="Ada Fable", type="person"),
        "bo-ash": Actor(name="Bo Ash", type="person", aliases=("Ash",)),
        "other-ash": Actor(name="Ash", type="person"),
    }
)


def mark(name: str, words: str, also: tuple[str, ...] = (), text: str = TEXT) -> ImportedMark:
    """The first place of some words."""
    start = text.index(words)
    return ImportedMark(
        name, (Span(start, start + len(words)),), Origin("a.ann", int(name[1:])), (), also
    )


def imported(
    *attributions: Attribution, text: str = TEXT
) -> tuple[DraftedBriefing | None, list[str]]:
    """The briefing, which passes the check, and the messages."""
    data, about = text.encode(), Metadata(slug="a", published="2031", language="en")
    source = ArticleSource(data, text, sha256(data), text)
    article = ImportedArticle("a", Origin("a.txt"), source, about, list(attributions))
    remarks = Remarks()
    made = draft_import(article, REGISTER, DAY, (), remarks)
    if made:
        assert problems_of(text_of(made), made, REGISTER.registered) == []
    return made, [f"{remark.origin}: {remark.message}" for remark in remarks]


def speaker(*sources: ImportedMark, cues: tuple[ImportedMark, ...] = ()) -> tuple[str, list[str]]:
    """The actor or the words of an unnamed source."""
    content = mark("T1", "it rains")
    made, messages = imported(Attribution(content, cues or (mark("T2", "said"),), sources))
    assert made
    ((step,),) = (claim.steps for claim in made.claims)
    return step.speaker.actor or f"unnamed: {step.speaker.unnamed}", messages


def test_a_source_is_an_actor_by_exact_name_only() -> None:
    assert speaker(mark("T3", "Ada Fable")) == ("ada-fable", [])
    assert speaker(mark("T3", "Ada")) == ("unnamed: Ada", [])


def test_what_means_the_same_may_be_the_name() -> None:
    assert speaker(mark("T3", "He", also=("Ada Fable", "Ada"))) == ("ada-fable", [])
    who, messages = speaker(mark("T3", "He", also=("Ada Fable", "Bo Ash")))
    assert who == "unnamed: He"
    assert messages == [
        "a.ann:3: T3: several actors of the register have this name; it is left unnamed"
    ]


def test_a_name_that_two_actors_have_is_nobodys() -> None:
    who, messages = speaker(mark("T3", "Ash"))
    assert who == "unnamed: Ash"
    assert "several actors of the register have this name" in messages[0]


def test_several_sources_are_one_unnamed_source() -> None:
    who, messages = speaker(mark("T3", "Ada Fable"), mark("T4", "Bo Ash"))
    assert who == "unnamed: Ada Fable; Bo Ash"
    assert messages == ["a.ann:1: T1: its several sources become one unnamed source"]


def test_the_words_of_a_source_stand_for_a_cue_that_is_missing() -> None:
    content, source = mark("T1", "it rains"), mark("T3", "Ada Fable")
    made, messages = imported(Attribution(content, (), (source,)))
    assert made
    (claim,) = made.claims
    assert [cue.exact for cue in claim.steps[0].cue] == ["Ada Fable"]
    assert messages == ["a.ann:1: T1: it has no cue; the words of its source are used instead"]


def test_several_cues_are_one_in_parts() -> None:
    content = mark("T1", "it rains")
    made, _ = imported(Attribution(content, (mark("T3", "He"), mark("T2", "said"))))
    assert made
    assert [cue.exact for cue in made.claims[0].steps[0].cue] == ["said", "He"]


def test_a_cue_without_words_and_no_source_leave_the_speaker_unknown() -> None:
    made, messages = imported(Attribution(mark("T1", "it rains"), (mark("T2", ": "),)))
    assert made
    (claim,) = made.claims
    assert (claim.steps, claim.own_voice) == ((), False)
    assert "    attribution: unknown\n" in text_of(made)
    assert any("T1: no words of the article can be its cue" in message for message in messages)


TRANSCRIPT = "Ada Fable: I am here.\nBo Ash: You are not: go. It rains.\n"


@pytest.mark.parametrize("cues", [(":",), (), (": ", ":")])
def test_a_colon_is_no_cue_and_the_source_is_kept(cues: tuple[str, ...]) -> None:
    def at(name: str, words: str) -> ImportedMark:
        return mark(name, words, text=TRANSCRIPT)

    one = Attribution(
        at("T1", "I am here"),
        tuple(at(f"T{n}", words) for n, words in enumerate(cues, 3)),
        (at("T2", "Ada Fable"),),
    )
    made, messages = imported(one, text=TRANSCRIPT)
    assert made
    ((step,),) = (claim.steps for claim in made.claims)
    assert (step.speaker.actor, [cue.exact for cue in step.cue]) == ("ada-fable", ["Ada Fable"])
    assert any("the words of its source are used instead" in message for message in messages)


def test_a_source_that_stands_everywhere_is_kept_with_its_cue() -> None:
    text = "I " * 300 + "am.\nI say it rains. I do.\n"
    at = text.index("I say")
    source = ImportedMark("T2", (Span(at, at + 1),), Origin("a.ann", 2))
    cue = ImportedMark("T3", (Span(at + 2, at + 5),), Origin("a.ann", 3))
    content = mark("T1", "it rains", text=text)
    made, _ = imported(Attribution(content, (), (source,)), text=text)
    assert made
    assert "no words of the article can be its cue; the import says" in text_of(made)
    everywhere = replace(cue, spans=source.spans)
    made, _ = imported(Attribution(content, (everywhere,), (cue,)), text=text)
    assert made
    ((step,),) = (claim.steps for claim in made.claims)
    assert [found.exact for found in step.cue] == ["say"]


@pytest.mark.parametrize(("own", "written"), [(True, "[]"), (False, "unknown")])
def test_own_voice_is_what_the_annotation_says_is_own(own: bool, written: str) -> None:
    made, _ = imported(Attribution(mark("T1", "it rains"), claim=ImportedClaim(own_voice=own)))
    assert made
    assert f"    attribution: {written}\n" in text_of(made)


def test_words_in_quotation_marks_are_nobodys_own_voice() -> None:
    text = "“It rains,” it said.\n"
    made, _ = imported(
        Attribution(mark("T1", "It rains", text=text), claim=ImportedClaim(own_voice=True)),
        text=text,
    )
    assert made
    assert "    attribution: unknown\n" in text_of(made)


def test_a_mark_that_cuts_a_letter_is_cut_to_whole_ones() -> None:
    made, messages = imported(Attribution(mark("T1", "cafe")))
    assert made
    assert made.claims[0].text == "caf"
    assert (
        "a.ann:1: T1: it begins or ends inside a letter, and was shortened to whole letters"
        in messages
    )


LONG = "word " * 5_000 + "\n" + "x " * 400


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (Span(0, 24_999), "its words are too long, or too common to identify a place"),
        (Span(25_001, 25_002), "its words are too long, or too common to identify a place"),
    ],
)
def test_what_cannot_be_told_apart_is_left_out(content: Span, said: str) -> None:
    made, messages = imported(
        Attribution(ImportedMark("T1", (content,), Origin("a.ann", 1))), text=LONG
    )
    assert made is None
    assert messages[0] == f"a.ann:1: T1: {said}"
    assert messages[-1] == "a.txt: no claim is left to import, and a briefing needs at least one"


def test_what_has_too_many_parts_is_left_out() -> None:
    good = Attribution(mark("T9", "it rains"))
    parts = ImportedMark("T1", tuple(Span(n, n + 1) for n in range(0, 102, 2)), Origin("a.ann", 1))
    text = TEXT * 2
    made, messages = imported(good, Attribution(parts), text=text)
    assert made
    assert "a.ann:1: T1: it has 51 parts; a mark has at most 50" in messages
    many = tuple(mark(f"T{n}", "said") for n in range(100, 151))
    _, messages = imported(good, Attribution(mark("T1", "it rains"), many))
    assert "a.ann:1: T1: it is tied to 51 cues and sources; at most 50 are possible" in messages


def test_more_claims_than_a_briefing_can_hold_are_left_out() -> None:
    made, messages = imported(*[Attribution(mark("T1", "it rains"))] * 1_002)
    assert made
    assert len(made.claims) == 1_000
    assert (
        "a.ann:1: T1: one briefing cannot hold this content and the following ones (2 in all)"
        in messages
    )
    made, messages = imported(
        Attribution(mark("T2", "it rains")), *[Attribution(mark("T1", ": "))] * 3_001
    )
    assert messages[-1].endswith(
        "T1: one briefing cannot hold this content and the following ones (2 in all)"
    )


def test_notes_are_comments_and_have_a_limit() -> None:
    noted = ImportedMark(
        "T1", (Span(30, 35),), Origin("a.ann", 1), tuple(f"n {n}\n" for n in range(9))
    )
    made, _ = imported(Attribution(noted, notes=("of the tie",)))
    assert made
    text = text_of(made)
    assert "  # imported: T1 says n 8\n" in text
    assert "  # imported: the tie says of the tie\n" in text
    much = ImportedMark("T1", (Span(30, 35),), Origin("a.ann", 1), ("x" * 400,) * 300)
    made, messages = imported(Attribution(much))
    assert made
    assert len(text_of(made)) < 110_000
    assert "a.ann:1: T1: the article has more notes than its file can hold" in messages


def test_a_file_knows_whether_it_was_touched() -> None:
    made, _ = imported(Attribution(mark("T1", "it rains")))
    assert made
    text = text_of(made)
    assert is_untouched(text)
    assert not is_untouched(text.replace("kind: fact", "kind: denial"))
    assert not is_untouched("format: 1\n")
    assert as_dated_in(text.replace("2032-05-01", "2031-01-02"), made).today == dt.date(2030, 1, 2)
    assert as_dated_in("  due: 2031-99-99\n", made).today == DAY
    assert as_dated_in("  due: 2032-02-29\n", made).today == DAY


def test_proposals_are_names_that_recur_with_ids_of_their_own() -> None:
    proposals = Proposals(REGISTER)
    proposals.add("a", ["The Mill Board", "mill board", "Mill Board’s", "Ada Fable", "Ada Fable"])
    proposals.add("b", ["He", "He", "a spokesman", "a spokesman", "Once", "!!", "!!", "x" * 90])
    proposals.add("c", ["市长", "市长"])
    found = dict(proposals.files({"mill-board"}))
    assert list(found) == ["mill-board-2.yml", "市长.yml"]
    assert found["mill-board-2.yml"].endswith(
        "name: Mill Board\ntype: organisation\naliases: [The Mill Board, mill board]\n"
    )

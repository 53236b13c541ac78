"""What the rules find in invented articles, and that every draft passes the check."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.drafts import ROOT, measure_all
from generator.drafting import (
    DraftedBriefing,
    Given,
    NotEnough,
    actor_yaml,
    begin,
    briefing_yaml,
    draft,
)
from generator.drafting.dating import dated_words
from generator.drafting.draft import DraftClaim
from generator.models import Actor, EdtfDate
from generator.pipeline import Compiled
from tests.building import compiled
from tests.drafting.articles import ARTICLES, Invented

TODAY = dt.date(2031, 12, 1)
REGISTER = {
    "ada-fable": Actor(name="Ada Fable", type="person"),
    "gazette": Actor(name="The Gazette", type="outlet", aliases=("Gazette",)),
    "oldtown": Actor(name="Oldtown", type="state"),
}


def drafted(
    text: str, language: str = "en", date: str = "2031-04-29", register: object = None
) -> DraftedBriefing:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    known = REGISTER if register is None else register
    beginning = begin(Given("drill", date, language), None, text, sha256, known)  # type: ignore[arg-type]
    return draft(beginning.article, known, "nora", TODAY)  # type: ignore[arg-type]


def checked(root: Path, text: str, result: DraftedBriefing) -> Compiled:
    """A project that holds the draft, compiled."""
    actors: dict[str, str | dict[str, object]] = {
        name: actor.model_dump(exclude_defaults=True) for name, actor in REGISTER.items()
    }
    actors |= {name: actor_yaml(new) for name, new in result.new_actors.items()}
    articles = {"2031-04-29-drill": (text.encode(), briefing_yaml(result))}
    return compiled(root, articles=articles, actors=actors)


def said(result: DraftedBriefing) -> list[tuple[list[str], str]]:
    """Who says what, through whom."""
    return [
        ([step.speaker.actor or step.speaker.unnamed for step in claim.steps], claim.text)
        for claim in result.claims
    ]


def _finds(claim: DraftClaim, text: str, words: str) -> bool:
    start = text.index(words)
    points = set(range(start, start + len(words)))
    held = {point for span in claim.spans for point in range(span.start, span.end)}
    return 2 * len(points & held) >= len(points)


# --- how much is found -----------------------------------------------------------------------


def test_the_first_briefing_is_found_again() -> None:
    (measured,) = measure_all(ROOT)
    assert measured.recall >= 0.95
    assert measured.precision >= 0.95
    assert measured.speaker / measured.claims >= 0.9
    table = (ROOT / "benchmarks" / "DRAFTS.md").read_text("utf-8")
    assert measured.row() in table, "run: make bench-drafts"


def test_invented_articles_are_found() -> None:
    found = speaker = right = drafts = 0
    for article in ARTICLES:
        result = drafted(article.text, date=article.date, register={})
        used = set()
        for who, words in article.said:
            hits = [claim for claim in result.claims if _finds(claim, article.text, words)]
            used |= {claim.id for claim in hits}
            found += bool(hits)
            speaker += any(
                who in (step.speaker.actor, step.speaker.unnamed)
                for claim in hits
                for step in claim.steps
            )
        right, drafts = right + len(used), drafts + len(result.claims)
    total = sum(len(article.said) for article in ARTICLES)
    assert found / total >= 0.95
    assert speaker / total >= 0.9
    assert right / drafts >= 0.95


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_a_draft_of_an_invented_article_passes_the_check(article: Invented, tmp_path: Path) -> None:
    result = drafted(article.text, date=article.date)
    assert checked(tmp_path, article.text, result).diagnostics == ()


# --- constructions ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Fable said that the bridge is safe.", [(["ada-fable"], "the bridge is safe")]),
        ("The bridge is safe, Ada Fable said.", [(["ada-fable"], "The bridge is safe")]),
        ("The bridge, Ada Fable said, is safe.", [(["ada-fable"], "The bridge … is safe")]),
        (
            "According to Ada Fable, the bridge is safe.",
            [(["ada-fable"], "the bridge is safe")],
        ),
        (
            "The bridge is safe, according to Ada Fable.",
            [(["ada-fable"], "The bridge is safe")],
        ),
        (
            "“It is a drill,” Ada Fable said, “and no more than that.”",
            [(["ada-fable"], "It is a drill … and no more than that")],
        ),
        (
            "“It is safe,” said Ada Fable, adding that the tests went well.",
            [(["ada-fable"], "It is safe"), (["ada-fable"], "the tests went well")],
        ),
        (
            "Ada Fable said the bridge is safe, The Gazette reported.",
            [(["ada-fable", "gazette"], "the bridge is safe")],
        ),
        (
            "“The engineers sent word that the bridge is safe,” Ada Fable said.",
            [
                (
                    ["The engineers", "ada-fable"],
                    "The engineers sent word that the bridge is safe",
                )
            ],
        ),
        (
            "Ada Fable dismissed as “nonsense” the reports about a crack.",
            [
                (["ada-fable"], "dismissed as “nonsense” the reports about a crack"),
                (["the reports"], "a crack"),
            ],
        ),
        (
            "Reiterating her call for patience, Ada Fable said the bridge is safe.",
            [(["ada-fable"], "her call for patience"), (["ada-fable"], "the bridge is safe")],
        ),
        (
            "Ada Fable, who opened the bridge, summoned the engineer to complain about delays.",
            [(["ada-fable"], "delays")],
        ),
        (
            "Ada Fable said it was late but stressed the bridge is safe.",
            [(["ada-fable"], "it was late"), (["ada-fable"], "the bridge is safe")],
        ),
        ("The crew slept. “Nothing happened at all.”", [([], "Nothing happened at all")]),
        (
            "Ada Fable arrived at noon. She said the bridge is safe.",
            [(["ada-fable"], "the bridge is safe")],
        ),
        (
            "“We will not attack,” Ada Fable said. “It is a drill.”",
            [(["ada-fable"], "We will not attack"), (["ada-fable"], "It is a drill")],
        ),
        ("Residents said it was loud.", [(["Residents"], "it was loud")]),
    ],
)
def test_who_says_what(text: str, expected: list[tuple[list[str], str]], tmp_path: Path) -> None:
    result = drafted(text)
    assert said(result) == expected
    assert checked(tmp_path, text, result).diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        "The reported cases fell. A noted scholar died.",
        "It is said to be old. He was told nothing.",
        "The old claims department of the United States moved.",
        "The comments were deleted and the notes burnt.",
    ],
)
def test_a_cue_word_is_not_always_a_cue(text: str) -> None:
    assert [steps for steps, _ in said(drafted(text)) if steps] == []


def test_the_forms_follow_the_quotation_marks() -> None:
    text = "“It is safe,” Ada Fable said. She called for “calm” now. She added that it is late."
    forms = [[step.form for step in claim.steps] for claim in drafted(text).claims]
    assert forms == [["direct"], ["mixed"], ["indirect"]]


def test_kinds_follow_the_verbs() -> None:
    text = "\n".join(
        f"Ada Fable {verb} the bridge will hold."
        for verb in ("said", "warned", "promised that", "demanded", "denied that")
    )
    kinds = [claim.kind for claim in drafted(text).claims]
    assert kinds == ["fact", "prediction", "commitment", "demand", "denial"]


def test_a_probable_speaker_becomes_a_new_actor() -> None:
    text = (
        "Mayor Nora Novel said it is safe. Novel added that it is new. "
        "The Bridge Office said no. The Evening Post reported a crack."
    )
    result = drafted(text)
    assert {name: (new.type, new.guessed) for name, new in result.new_actors.items()} == {
        "bridge-office": ("organisation", False),
        "evening-post": ("outlet", False),
        "nora-novel": ("person", False),
    }
    mentions = {member.actor: member.names for member in result.cast}
    assert mentions["nora-novel"] == ("Nora Novel", "Novel")


def test_a_capital_stands_for_its_state() -> None:
    register = {"russia": Actor(name="Russia", type="state")}
    result = drafted("Moscow said that it is safe.", register=register)
    assert said(result) == [(["russia"], "it is safe")]
    assert [(member.actor, member.names) for member in result.cast] == [("russia", ("Moscow",))]


def test_another_language_has_its_quotations(tmp_path: Path) -> None:
    text = "Die Bürgermeisterin sagte: „Die Brücke ist sicher.“ Mehr sagte sie nicht."
    result = drafted(text, language="de")
    assert said(result) == [([], "Die Brücke ist sicher.")] or said(result) == [
        ([], "Die Brücke ist sicher")
    ]
    assert checked(tmp_path, text, result).diagnostics == ()


# --- dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("on Monday", "2031-04-28"),
        ("on Tuesday", "2031-04-29"),
        ("last Tuesday", "2031-04-22"),
        ("next Monday", "2031-05-05"),
        ("yesterday", "2031-04-28"),
        ("tomorrow", "2031-04-30"),
        ("last week", "[2031-04-21..2031-04-27]"),
        ("on 3 May 2031", "2031-05-03"),
        ("on May 3, 2031", "2031-05-03"),
        ("on 3 May", "2031-05-03"),
        ("on 30 December", "2030-12-30"),
        ("in March 2030", "2030-03"),
    ],
)
def test_dates_are_reckoned_from_the_publication(words: str, date: str) -> None:
    text = f"Ada Fable said it opened {words}, as planned."  # a Tuesday
    assert [event.date for event in drafted(text).events] == [date]


def test_what_will_be_is_ahead() -> None:
    assert drafted("The bridge will open on Monday.").events[0].date == "2031-05-05"


def test_a_vague_publication_dates_no_weekday() -> None:
    text = "It opened on Monday, not on 3 May 2030."
    assert [event.date for event in drafted(text, date="2031-04").events] == ["2030-05-03"]


@pytest.mark.parametrize("text", ["on 31 June 2031", "on 0 May 2031", "in March 0000"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert drafted(f"It was {text} that it fell.").events == ()


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_fault(date: str) -> None:
    drafted("It fell last week, on Monday, tomorrow, on 3 May and next Friday.", date=date)


# --- what is known at the beginning ----------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (Given("drill", "", "en"), "--date"),
        (Given("drill", "soon", "en"), "is not a date"),
        (Given("drill", "2031", "english"), "language tag"),
        (Given("drill", "2031", ""), "--language"),
        (Given("Drill!", "2031", "en"), ""),
        (Given("!!!", "2031", "en"), "no address"),
        (Given("drill", "2031", "en", outlet="gazete"), "gazette"),
        (Given("drill", "2031", "en", outlet="ada-fable"), "no outlet"),
        (Given("drill", "2031", "en", url="javascript:1"), "https://"),
    ],
)
def test_what_is_missing_is_asked_for(call: Given, words: str) -> None:
    if not words:
        assert begin(call, None, "Some text.", "0" * 64, REGISTER).slug == "drill"
        return
    with pytest.raises(NotEnough, match=words):
        begin(call, None, "Kurzer Text über nichts.", "0" * 64, REGISTER)


def test_english_is_recognised_and_the_folder_has_the_first_day() -> None:
    text = "The mayor of the town said that the bridge was safe for all of them."
    beginning = begin(Given(date="2031-04"), None, text, "0" * 64, REGISTER)
    assert beginning.article.language == "en"
    assert beginning.folder == "2031-04-01-the-mayor-of-the-town-said-that-the-bridge-was"


# --- any text --------------------------------------------------------------------------------

_WORDS = (
    *("Ada Fable", "She", "he", "The ministry", "Moscow", "Dr. No", "said", "told", "reports"),
    *("that", "according to", "denied", "adding", "“", "”", '"', "'", ",", ".", "?", ";", ":"),
    *("\n", "on Monday", "who", "and", "but", "is", "Gazette", "—", "…", "’s", "was quoted as"),
    *("saying", "to complain about", "the", "bridge", "U.S.", "e\u0301", "\u200c", "خبر", "3 May"),
)
_SEEDS = " ".join(article.text for article in ARTICLES).split(" ")


@st.composite
def _torn(draw: st.DrawFn) -> str:
    """A piece of a real text with words put in, twice sometimes."""
    start = draw(st.integers(0, len(_SEEDS) - 1))
    words = _SEEDS[start : start + draw(st.integers(1, 40))]
    for word in draw(st.lists(st.sampled_from(_WORDS), max_size=5)):
        words.insert(draw(st.integers(0, len(words))), word)
    return " ".join(words * draw(st.integers(1, 2)))


_TEXTS = st.one_of(
    _torn(),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=60).map(" ".join),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=25).map("".join),
)


@settings(max_examples=300, deadline=None)
@example(text="that University, pointed out", language="en")
@example(text="said is Republic to complain about", language="en")
@given(text=_TEXTS, language=st.sampled_from(["en", "fa"]))
def test_whatever_the_text_the_draft_passes_the_check(
    text: str, language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if not text.strip() or any(c in text for c in "\ufffe\uffff\ufeff"):
        return  # no article, says the loader
    root = tmp_path_factory.mktemp("any")
    result = drafted(text, language)
    assert [problem.message for problem in checked(root, text, result).diagnostics] == []
    assert briefing_yaml(result) == briefing_yaml(drafted(text, language))


def test_a_text_without_words_to_quote_is_no_article() -> None:
    with pytest.raises(NotEnough, match="can be quoted"):
        drafted("e" + "\u0301" * 30_000)


@pytest.mark.parametrize(
    "text",
    [
        "“" * 5_000,
        "said " * 20_000,
        "Ada Fable said that " * 5_000,
        "“No,” Ada Fable said. " * 5_000,
        "US " * 30_000,
        "a\n" * 30_000,
        "x" * 100_000,
        "According to " * 8_000,
        '"A b c," he said; ' * 6_000,
        "who said which told that " * 4_000,
    ],
    ids=range(10),
)
def test_a_text_made_to_keep_the_program_busy_is_drafted(text: str, tmp_path: Path) -> None:
    result = drafted(text)
    assert len(result.claims) <= 300
    problems = checked(tmp_path, text, result).diagnostics
    assert [problem.code for problem in problems] == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mill will stay closed until spring, the mayor said on Tuesday.", "2024-03-05"),
        ("The mayor said that the mill will open on Tuesday.", "2024-03-12"),
        ("The mayor spoke on Monday.", "2024-03-04"),
    ],
)
def test_a_day_is_before_the_publication_unless_the_words_before_it_look_ahead(
    text: str, day: str
) -> None:
    [found] = dated_words(text, EdtfDate.parse("2024-03-05"))
    assert found.date == day

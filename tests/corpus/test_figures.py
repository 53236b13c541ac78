"""The numbers behind the figures: they add up, and they count what the method page says."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.anchoring._anchored import AnchoredClaim
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._parts import Distance, Speaker
from article_briefings.input._documents import SourceText
from article_briefings.models._claims import Claim
from article_briefings.models._text import Span
from article_briefings.pages import _routes as routes
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._figures import PairsFigure, pairs_figure
from article_briefings.pages._glance import WordShares, word_places, word_shares
from tests.building import FOLDER, TEXT, actor, briefing, claim, compiled, own_claim, sound

# --- words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("a b\u00a0c\n\nd", 4),
        ("the region — which is “here” — is 2 km away …", 9),
        ("Azerbaijan-Iran it's", 2),
        ("می‌خواهم بروم", 2),
        ("我们不会进攻。", 6),
        ("東京 2031 年", 4),
    ],
)
def test_a_word_has_a_letter_and_stands_between_spaces(text: str, words: int) -> None:
    assert len(word_places(text)) == words


def test_a_word_stands_where_its_first_letter_stands() -> None:
    assert word_places("“No,” — she said") == [1, 8, 12]


# --- origins -----------------------------------------------------------------------------------

ADA = {"actor": "ada-fable", "cue": "told", "form": "direct"}
UNNAMED = {"unnamed": "an aide", "cue": "told", "form": "indirect"}
AGENCY = {"actor": "agency", "cue": "reported", "form": "indirect"}
OUTLET = {"actor": "gazette", "cue": "told the Gazette", "form": "indirect"}
SHOWN = {"actor": "wire", "shown_by": "item"}
UNKNOWN = "unknown"
KNOWN = UNNAMED | {"identified_as": "ada-fable", "shown_by": "item"}


def _claim(*hops: Any) -> Claim:
    return Claim.model_validate(claim(attribution=list(hops) if hops != (UNKNOWN,) else UNKNOWN))


@pytest.mark.parametrize(
    ("hops", "hand", "unnamed", "beyond"),
    [
        ([], "own-voice", False, False),
        ([SHOWN], "own-voice", False, True),
        ([ADA], "first-hand", False, False),
        ([ADA, OUTLET], "first-hand", False, False),
        ([OUTLET], "first-hand", False, False),
        ([UNNAMED], "first-hand", True, False),
        ([KNOWN], "first-hand", True, False),
        ([ADA, SHOWN], "first-hand", False, True),
        ([SHOWN, ADA], "first-hand", False, True),
        ([ADA, AGENCY], "second-hand", False, False),
        ([ADA, AGENCY, OUTLET], "second-hand", False, False),
        ([ADA, OUTLET, AGENCY], "third-hand", False, False),
        ([UNNAMED, ADA, AGENCY], "third-hand", True, False),
        ([UNNAMED, ADA, AGENCY, AGENCY], "third-hand", True, False),
        ([UNKNOWN], "unknown", False, False),
    ],
)
def test_the_distance_counts_the_steps_that_the_article_states(
    hops: list[Any], hand: str, unnamed: bool, beyond: bool
) -> None:
    found = Distance.of(_claim(*hops), "gazette")
    assert (found.hand, found.unnamed, found.beyond) == (hand, unnamed, beyond)


def test_without_a_known_outlet_every_stated_step_counts() -> None:
    assert Distance.of(_claim(ADA, OUTLET), None).hand == "second-hand"


@pytest.mark.parametrize(
    ("hops", "expected"),
    [
        ([], Speaker("own-voice", "gazette")),
        ([SHOWN], Speaker("own-voice", "gazette")),
        ([SHOWN, ADA], Speaker("named", "ada-fable")),
        ([UNNAMED, ADA], Speaker("unnamed", "an aide")),
        ([KNOWN], Speaker("unnamed", "an aide")),
        ([UNKNOWN], Speaker("unknown", "")),
    ],
)
def test_a_claim_begins_with_the_first_step_that_the_article_states(
    hops: list[Any], expected: Speaker
) -> None:
    assert Speaker.of(_claim(*hops), "gazette") == expected


# --- shares of words -----------------------------------------------------------------------------


def _by_speaker(shares: WordShares) -> dict[str, dict[str, int]]:
    return {s.speaker.key: {str(m): n for m, n in s.words.items()} for s in shares.speakers}


def _shares(*claims: Any) -> WordShares:
    return word_shares(sound(TEXT, *claims))


def test_words_belong_to_the_origin_of_their_claim_and_the_others_to_nobody() -> None:
    shares = _shares(claim(), own_claim("doubt", "Residents doubted the promise."))
    assert _by_speaker(shares) == {"ada-fable": {"direct": 4}, "": {"own-voice": 4}}
    assert (shares.total, shares.unmarked) == (30, 22)


def test_words_of_whom_nobody_knows_yet_are_not_the_articles_own() -> None:
    found = [claim(attribution=UNKNOWN), own_claim("doubt", "Residents doubted the promise.")]
    shares = word_shares(sound(TEXT, *found, draft="true"))
    assert [(one.speaker, dict(one.words)) for one in shares.speakers] == [
        (Speaker("own-voice", ""), {"own-voice": 4}),
        (Speaker("unknown", ""), {"unknown": 4}),
    ]


def test_the_shortest_claim_takes_its_words_from_those_around_it() -> None:
    whole = own_claim("whole", "“We will not attack,” Ada Fable told the Gazette.")
    assert _by_speaker(_shares(whole, claim())) == {
        "": {"own-voice": 5},
        "ada-fable": {"direct": 4},
    }


def test_of_claims_of_one_length_the_first_has_the_words() -> None:
    said = {"unnamed": "an aide", "cue": "Ministers", "form": "indirect"}
    one, other = claim("one", "met in", attribution=[said]), own_claim("two", "in Old")
    found = _by_speaker(_shares(one, other))
    assert found == {"an aide": {"indirect": 2}, "": {"own-voice": 1}}


def test_the_manner_is_that_of_the_origins_own_step() -> None:
    passed_on = claim(
        attribution=[
            {"unnamed": "an aide", "cue": "Ministers", "form": "indirect"},
            {"actor": "ada-fable", "cue": "told the Gazette", "form": "direct"},
        ]
    )
    assert _by_speaker(_shares(passed_on)) == {"an aide": {"indirect": 4}}


_SPAN = st.tuples(st.integers(0, 60), st.integers(1, 20))
_OWN = Claim.model_validate(own_claim("own", "x"))
_SAID = [_OWN, _claim(ADA), _claim(UNNAMED), _claim(AGENCY), _claim(KNOWN, AGENCY)]


@given(
    st.text("ab —,\n我", min_size=1, max_size=80),
    st.lists(st.tuples(st.sampled_from(_SAID), st.lists(_SPAN, min_size=1, max_size=3))),
)
def test_each_word_is_counted_once(
    text: str, marks: Sequence[tuple[Claim, Sequence[tuple[int, int]]]]
) -> None:
    claims = tuple(
        AnchoredClaim(said, tuple(Span(a, a + n) for a, n in sorted(spans)), ())
        for said, spans in marks
    )
    article = replace(sound(TEXT), source=SourceText("source.txt", text, ""), claims=claims)
    shares = word_shares(article)
    assert shares.total == len(word_places(text))
    assert sum(share.total for share in shares.speakers) + shares.unmarked == shares.total
    covered = {p for p in word_places(text) if _covers(claims, p)}
    assert shares.unmarked == shares.total - len(covered)
    totals = [share.total for share in shares.speakers]
    assert totals == sorted(totals, reverse=True)
    assert all(totals)


def _covers(claims: Sequence[AnchoredClaim], place: int) -> bool:
    return any(span.start <= place < span.end for c in claims for span in c.quote)


# --- pairs ---------------------------------------------------------------------------------------


_NAMES = ("Ada", "Ben", "Cora", "Dan")
_PAIRS_TEXT = "Ada met Ben. Ben met Cora. Cora met Ada and Ben, said Dan. Dan met Ada.\n"


def _corpus(tmp_path: Path) -> Corpus:
    said = {"actor": "dan", "cue": "said Dan", "form": "indirect"}
    value = briefing(
        _PAIRS_TEXT,
        source={"outlet": "gazette"},
        cast=[{"actor": n.lower(), "role": "x", "mentions": [n]} for n in _NAMES],
        claims=[
            own_claim("one", "Ada met Ben"),
            own_claim("two", "Ben met Cora"),
            claim("three", "Cora met Ada and Ben", attribution=[said], kind="fact"),
            claim(
                "four",
                "Dan met Ada",
                kind="fact",
                attribution=[{"unnamed": "a passer-by", "cue": "met Ada.", "form": "indirect"}],
            ),
        ],
    )
    actors = {n.lower(): actor(name=n) for n in _NAMES}
    actors["gazette"] = actor(name="The Gazette", type="outlet")
    result = compiled(tmp_path, articles={FOLDER: (_PAIRS_TEXT, value)}, actors=actors)
    assert result.diagnostics == ()
    return result.corpus


def _figure(corpus: Corpus, limit: int = 12) -> PairsFigure:
    views = ClaimViews(corpus, routes.PageLinks(routes.CLAIMS))
    found = pairs_figure(views, corpus.claims(), limit)
    assert found is not None
    return found


def test_pairs_count_claims_by_speaker_and_by_the_actors_they_name(tmp_path: Path) -> None:
    found = _figure(_corpus(tmp_path))
    assert [link.text for link in found.actors] == ["Ada", "Ben", "Cora", "Dan"]
    assert [(row.kind, [cell.count for cell in row.cells]) for row in found.rows] == [
        ("own-voice", [1, 2, 1, 0]),
        ("named", [1, 1, 1, 0]),
        ("unnamed", [1, 0, 0, 1]),
    ]
    assert (found.more_speakers, found.more_actors) == (0, 0)


def test_pairs_of_all_claims_are_what_is_said_of_each_actor(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path)
    found = _figure(corpus)
    about = {record.actor.name: len(record.about) for record in corpus.actors.values()}
    for column, named in enumerate(found.actors):
        assert sum(row.cells[column].count for row in found.rows) == about[named.text]


@pytest.mark.parametrize("limit", [2, 3])
def test_of_many_pairs_the_most_frequent_stay_and_the_others_are_counted(
    tmp_path: Path, limit: int
) -> None:
    found = _figure(_corpus(tmp_path), limit)
    assert len(found.rows) + found.more_speakers == 3
    assert len(found.actors) + found.more_actors == 4
    assert max(len(found.rows), len(found.actors)) <= limit
    assert all(any(cell.count for cell in row.cells) for row in found.rows)
    for column in range(len(found.actors)):
        assert any(row.cells[column].count for row in found.rows)

"""Figures as pages have them: counts that add up, links to what is counted, or nothing."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.corpus import Speaker
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._parts import ClaimRef
from article_briefings.pages import _routes as routes
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._figures import (
    MOST_SIGNS,
    PairsFigure,
    pairs_figure,
    so_figure,
    step_for,
)
from article_briefings.pages._glance import (
    Glance,
    SpeakerShare,
    WordShares,
    glance,
    speakers_figure,
)
from article_briefings.pages._labels import percent
from article_briefings.pages._views import LinkView
from tests.building import FOLDER, SLUG, TEXT, actor, briefing, claim, compiled, outlet, own_claim

_ADDED = {"actor": "ada-fable", "cue": "she added", "form": "direct"}
_UNNAMED = {"unnamed": "an aide", "cue": "told the Gazette", "form": "direct"}
_GAZETTE = {"actor": "gazette", "cue": "told the Gazette", "form": "indirect"}
_CLAIMS = (
    own_claim("met", "Ministers met in Oldtown on Monday."),
    claim("no-attack", attribution=[_UNNAMED, _GAZETTE]),
    claim("drill", ["It is a drill", "and no more than that"], attribution=[_ADDED]),
    own_claim("doubt", "Residents doubted the promise."),
)


def _corpus(tmp_path: Path, *claims: Any, **fields: Any) -> Corpus:
    cast = [{"actor": "ada-fable", "role": "x"}, {"actor": "gazette", "role": "x"}]
    value = briefing(claims=list(claims or _CLAIMS), cast=cast, **fields)
    result = compiled(tmp_path, articles={FOLDER: (TEXT, value)})
    assert result.diagnostics == ()
    return result.corpus


def _glance(corpus: Corpus) -> Glance:
    [article] = corpus.articles
    views = ClaimViews(corpus, routes.PageLinks(routes.briefing(SLUG)))
    found = glance(article, views)
    assert found is not None
    return found


def test_every_claim_has_a_column_and_a_place_in_the_counts(tmp_path: Path) -> None:
    figure = _glance(_corpus(tmp_path)).distances
    assert [(entry.kind, [c.text for c in entry.claims]) for entry in figure.entries] == [
        ("own-voice", ["1", "3"]),
        ("first-hand", ["4"]),
        ("second-hand", ["2"]),
        ("unnamed", ["2"]),
    ]
    assert figure.entries[1].claims == (LinkView("4", "#drill"),)
    assert {column.kind: column.path.count("M") for column in figure.columns} == {
        "named": 1,
        "own-voice": 2,
        "unnamed": 1,
    }
    assert not figure.mirrored


def test_columns_run_as_the_text_does(tmp_path: Path) -> None:
    assert _glance(_corpus(tmp_path, source={"language": "fa"})).distances.mirrored


def test_speakers_have_bars_shares_and_numbers(tmp_path: Path) -> None:
    figure = _glance(_corpus(tmp_path)).speakers
    assert figure.words == 30
    assert [(row.kind, row.name.text, row.share) for row in figure.rows] == [
        ("own-voice", "No source named", "33\u00a0%"),
        ("named", "Ada Fable", "30\u00a0%"),
        ("unnamed", "an aide", "13\u00a0%"),
        ("unmarked", "In no claim", "23\u00a0%"),
    ]
    assert [(row.name.text, row.direct, row.total) for row in figure.numbers] == [
        ("No source named", "", 10),
        ("Ada Fable", "9", 9),
        ("an aide", "4", 4),
    ]
    assert (figure.named, figure.unnamed) == ("30\u00a0%", "13\u00a0%")
    assert (figure.own_voice, figure.unmarked) == ("33\u00a0%", "23\u00a0%")
    assert figure.looks == ("direct", "own-voice", "unnamed")


def test_many_speakers_are_added_up_as_others(tmp_path: Path) -> None:
    text = "one two three four five six seven eight nine, somebody told\n"
    claims = [
        claim(
            f"c{n}",
            word,
            attribution=[{"unnamed": f"n{n}", "cue": "somebody told", "form": "indirect"}],
        )
        for n, word in enumerate(text.split(",")[0].split())
    ]
    value = briefing(text, claims=claims, cast=[])
    result = compiled(tmp_path, articles={FOLDER: (text, value)})
    figure = _glance(result.corpus).speakers
    assert [row.name.text for row in figure.rows[-3:]] == ["n5", "3 others", "In no claim"]
    assert figure.rows[-2].share == "27\u00a0%"
    assert len(figure.numbers) == 9


def test_answers_have_their_words_and_none_where_nothing_is_judged(tmp_path: Path) -> None:
    assert so_figure({}) is None
    assert _glance(_corpus(tmp_path)).so is None
    figure = so_figure({"": 2, "judgement": 1, "supported": 2, "unresolved": 1})
    assert figure is not None
    assert (figure.claims, figure.others, figure.step) == (6, 3, 1)
    assert [(e.label, e.sign, e.count, e.signs) for e in figure.entries] == [
        ("Points that way", "so-ok", 2, 2),
        ("Not settled", "so-open", 1, 1),
    ]


@given(st.lists(st.sampled_from(["disputed", "refuted", ""]), min_size=1))
def test_answers_add_up_to_the_claims(answers: list[str]) -> None:
    figure = so_figure(Counter(answers))
    counts = {entry.label: entry.count for entry in figure.entries} if figure else {}
    words = {"disputed": "Disputed", "refuted": "No"}
    assert counts == {words[s]: answers.count(s) for s in words if s in answers}
    assert not figure or (figure.claims, figure.others) == (len(answers), answers.count(""))


@given(st.integers(1, 10**7))
def test_signs_stand_for_as_few_claims_as_a_row_has_room_for(most: int) -> None:
    step = step_for(most)
    assert -(-most // step) <= MOST_SIGNS
    assert str(step).strip("0") in ("1", "2", "5")
    if step > 1:
        finer = step * 2 // 5 if str(step)[0] == "5" else step // 2
        assert most > MOST_SIGNS * finer


_WORDS = st.dictionaries(st.sampled_from(["direct", "mixed", "indirect"]), st.integers(1, 5000))


@given(st.lists(_WORDS.filter(bool), min_size=1, max_size=6))
def test_shapes_stand_side_by_side_and_fill_no_more_than_the_row(
    speakers: list[dict[str, int]],
) -> None:
    shares = [
        SpeakerShare(Speaker("unnamed", str(n)), Counter(words)) for n, words in enumerate(speakers)
    ]
    total = sum(share.total for share in shares)
    views: Any = None  # for the names of actors
    figure = speakers_figure(WordShares(total, tuple(shares), 0), views)
    for row, words in zip(figure.rows, speakers, strict=True):
        assert {shape.kind for shape in row.shapes} == words.keys()
        ends = [float(shape.x) + float(shape.width) for shape in row.shapes]
        begins = [float(shape.x) for shape in row.shapes]
        assert begins == pytest.approx([0.0, *ends][: len(ends)], abs=0.11)
        assert ends[-1] <= 100.11


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(0, 10, "0"), (1, 3, "33"), (1, 1000, "<1"), (999, 1000, "100"), (5, 5, "100"), (0, 0, "0")],
)
def test_a_share_is_rounded_and_never_nothing_for_something(
    part: int, whole: int, words: str
) -> None:
    assert percent(part, whole) == f"{words}\u00a0%"


# --- who says what about whom ----------------------------------------------------------------

_WHO = ("Ada", "Ben", "Cora")


def _pairs(tmp_path: Path, count: int) -> tuple[Corpus, PairsFigure | None]:
    """`count` claims in which the article names Ada, and one in which Ben names Cora."""
    text = "".join(f"Ada did thing {n}.\n" for n in range(count)) + "Ben said: Cora won.\n"
    said = {"actor": "ben", "cue": "Ben said", "form": "indirect"}
    value = briefing(
        text,
        source={"outlet": "gazette"},
        claims=[
            *(own_claim(f"c{n}", f"Ada did thing {n}.") for n in range(count)),
            claim("won", "Cora won", kind="fact", attribution=[said]),
        ],
        cast=[{"actor": n.lower(), "role": "x", "mentions": [n]} for n in _WHO],
    )
    actors = {n.lower(): actor(name=n) for n in _WHO} | {"gazette": outlet()}
    result = compiled(tmp_path, articles={FOLDER: (text, value)}, actors=actors)
    assert result.diagnostics == ()
    views = ClaimViews(result.corpus, routes.PageLinks(routes.topic("defence")))
    return result.corpus, pairs_figure(views, result.corpus.claims())


def test_a_cell_leads_to_its_claims_and_a_large_one_to_the_rest(tmp_path: Path) -> None:
    _, figure = _pairs(tmp_path, 9)
    assert figure is not None
    assert [link.text for link in figure.actors] == ["Ada", "Cora"]
    own, ben = figure.rows
    assert (own.kind, own.name.text, ben.name.text) == ("own-voice", "The Gazette", "Ben")
    assert [(cell.count, cell.level) for cell in own.cells] == [(9, 4), (0, 0)]
    assert [(cell.count, cell.level) for cell in ben.cells] == [(0, 0), (1, 1)]
    large = own.cells[0]
    assert (len(large.claims), large.more) == (5, 4)
    assert large.more_href == "../../actors/ada/#about"
    assert large.claims[0] == (
        ("No source named", "No attack is planned."),
        "../../briefings/drill/#c0",
    )
    assert ben.cells[1].id == "figure--pair--2--2"


def test_one_pair_needs_no_table(tmp_path: Path) -> None:
    corpus, _ = _pairs(tmp_path, 1)
    views = ClaimViews(corpus, routes.PageLinks(routes.topic("defence")))
    refs = list(corpus.claims())
    assert pairs_figure(views, []) is None
    assert pairs_figure(views, refs[:1]) is None
    assert isinstance(refs[0], ClaimRef)


def test_the_way_of_a_claim_says_how_far_its_origin_is(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path)
    views = ClaimViews(corpus, routes.PageLinks(routes.CLAIMS))
    hands = [views.chain(ref).hand for ref in corpus.claims()]
    assert hands == ["no source named", "second-hand", "no source named", "first-hand"]

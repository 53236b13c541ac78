"""The targets of `fix` on damaged articles, on a part of what `make bench-damage` measures."""

from collections.abc import Callable
from functools import cache

import pytest

from benchmarks.damage import HELD_OUT, Results, Tally, measure
from benchmarks.damages import DAMAGES
from benchmarks.prose import SHORT_LENGTH, first_article, made_articles, sentences

pytestmark = pytest.mark.no_cover  # tracing takes two thirds of the time


@cache
def real() -> Results:
    return measure([first_article()])


@cache
def results() -> Results:
    made = measure([*made_articles(1), *made_articles(2, HELD_OUT)])
    return {key: real()[key] + made[key] for key in real()}


@cache
def short() -> Results:
    return measure(made_articles(3, HELD_OUT, SHORT_LENGTH))


def share(measured: Results, damage: str, count: Callable[[Tally], int]) -> float:
    tallies = [measured[damage, git] for git in (False, True)]
    return sum(map(count, tallies)) / sum(tally.quotes for tally in tallies)


def test_there_are_sentences_to_make_articles_of() -> None:
    assert len(sentences()) > 150


def test_nothing_is_moved_without_being_shown() -> None:
    for measured in (results(), short()):
        assert len(measured) == 2 * len(DAMAGES)
        assert {key: tally.silent for key, tally in measured.items() if tally.silent} == {}


def test_a_deleted_paragraph_yields_no_candidate() -> None:
    assert share(results(), "paragraph deleted", lambda tally: tally.nothing) >= 0.99
    assert (
        results()["paragraph deleted", True].nothing == results()["paragraph deleted", True].quotes
    )


@pytest.mark.parametrize("damage", ["sentence deleted", "only the words deleted"])
def test_words_that_went_from_a_place_that_stayed_yield_no_candidate(
    damage: str,
) -> None:
    assert share(results(), damage, lambda tally: tally.nothing) >= 0.98


def test_short_marks_that_went_seldom_yield_a_candidate() -> None:
    assert share(short(), "paragraph deleted", lambda tally: tally.wrong) <= 0.06


@pytest.mark.parametrize("git", [False, True])
def test_a_changed_word_yields_the_right_candidate_first(git: bool) -> None:
    tally = results()["one word changed", git]
    assert tally.first / tally.quotes >= 0.94


@pytest.mark.parametrize("git", [False, True])
def test_a_changed_word_of_the_real_article_does_so(git: bool) -> None:
    """Four of its 31 marks have one or two words: of these, a change leaves nothing to go by."""
    tally = real()["one word changed", git]
    assert tally.first / tally.quotes >= 0.88
    assert tally.wrong_decided == 0


def test_a_changed_word_of_a_short_mark_seldom_yields_a_wrong_candidate() -> None:
    tally = short()["one word changed", False]
    assert tally.first / tally.quotes >= 0.55
    assert tally.wrong / tally.quotes <= 0.05


@pytest.mark.parametrize("damage", ["typed in ASCII", "other quotation marks", "reflowed"])
def test_typing_anew_still_anchors(damage: str) -> None:
    assert share(results(), damage, lambda tally: tally.anchored) == 1


def test_git_tells_a_sentence_from_its_copy() -> None:
    tally = results()["sentence duplicated", True]
    assert tally.first_decided / tally.quotes >= 0.95
    assert share(results(), "sentence duplicated", lambda tally: tally.wrong_decided) == 0


def test_the_other_marks_tell_a_sentence_from_its_copy() -> None:
    """Which copy a claim's quote means follows from the claims around it, but not a note's."""
    tally = real()["sentence duplicated", False]
    assert tally.first_decided / tally.quotes >= 0.7
    assert tally.wrong_decided == 0

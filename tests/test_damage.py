"""The targets of `fix` on damaged articles, on a part of what `make bench-damage` measures."""

from collections.abc import Callable

import pytest

from benchmarks.damage import Results, Tally, measure
from benchmarks.prose import first_article, made_articles, sentences


@pytest.fixture(scope="module")
def results() -> Results:
    return measure([first_article(), *made_articles(6)])


def share(results: Results, damage: str, count: Callable[[Tally], int]) -> float:
    tallies = [results[damage, git] for git in (False, True)]
    return sum(map(count, tallies)) / sum(tally.quotes for tally in tallies)


def test_there_are_sentences_to_make_articles_of() -> None:
    assert len(sentences()) > 150


def test_nothing_is_moved_without_being_shown(results: Results) -> None:
    assert {key: tally.silent for key, tally in results.items() if tally.silent} == {}


def test_a_deleted_paragraph_yields_no_candidate(results: Results) -> None:
    assert share(results, "paragraph deleted", lambda tally: tally.nothing) >= 0.99
    assert results["paragraph deleted", True].nothing == results["paragraph deleted", True].quotes


@pytest.mark.parametrize("git", [False, True])
def test_a_changed_word_yields_the_right_candidate_first(results: Results, git: bool) -> None:
    tally = results["one word changed", git]
    assert tally.first / tally.quotes >= 0.9


@pytest.mark.parametrize("damage", ["typed in ASCII", "other quotation marks", "reflowed"])
def test_typing_anew_still_anchors(results: Results, damage: str) -> None:
    assert share(results, damage, lambda tally: tally.anchored) == 1


def test_git_tells_a_sentence_from_its_copy(results: Results) -> None:
    tally = results["sentence duplicated", True]
    assert tally.first_decided / tally.quotes >= 0.95
    assert share(results, "sentence duplicated", lambda tally: tally.wrong_decided) == 0

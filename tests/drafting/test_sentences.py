"""Where a sentence ends, and where a full stop only shortens a word."""

import pytest

from article_briefings.drafting._tokens import sentences
from article_briefings.models._text import Span


@pytest.mark.parametrize(
    "text",
    [
        "Mt. Fable is high.",
        "St. Ada is a saint in Mt. Novel.",
        "Gov. Nora Novel met Gen. Tom Drill and Sen. Bob Loss.",
        "U.S. President Nora Novel came.",
        "The U.N. Council met.",
        "J. K. Fable wrote it, W. H. Novel did not.",
        "It opened at 9 a.m. Tuesday, with No. 5 and No. 6 shut.",
        "Acme Inc. Director Bob Loss came on Jan. 5.",
    ],
)
def test_a_shortened_word_ends_no_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It opened at 9 a.m.", "The mayor was there."),
        ("She came to the U.S.", "He did not."),
        ("He works at Acme Inc.", "In May he leaves."),
        ("It is on Main St.", "The shop is shut."),
        ("Ada Fable said no.", "Nora Novel said yes."),
        ("He lives in Oldtown, D.C.", "“It is good,” he said."),
    ],
)
def test_a_shortened_word_ends_a_sentence_before_a_word_that_begins_one(
    first: str, second: str
) -> None:
    assert split(f"{first} {second}") == [first, second]


def split(text: str) -> list[str]:
    return [one.span.of(text) for one in sentences(text, Span(0, len(text)))]

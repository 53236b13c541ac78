"""The kind of an imported claim is guessed from its words, and the draft says so."""

import pytest

from article_briefings.drafting._lexicon import kind_of


@pytest.mark.parametrize(
    ("cue", "content", "kind", "why"),
    [
        ("warned", "the dam is old", "prediction", "warned"),
        ("has denied", "taking part", "denial", "denied"),
        ("called on", "both sides to talk", "demand", "called on"),
        ("vowed", "revenge", "commitment", "vowed"),
        ("condemned", "the attack", "characterisation", "condemned"),
        ("said", "We will not attack", "commitment", "We will"),
        ("said", "I’m going to resign", "commitment", "I’m going to"),
        ("said", "we believe that it is right", "position", "we believe"),
        ("said", "Britain must leave", "demand", "must"),
        ("said", "prices will rise", "prediction", "will"),
        ("", "The bridge is expected to open in May", "prediction", "is expected to"),
        ("said", "it would withdraw", "prediction", "would"),
    ],
)
def test_words_point_to_a_kind(cue: str, content: str, kind: str, why: str) -> None:
    assert kind_of(cue, content) == (kind, why)


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "the bridge is closed"),
        ("asked", "Who was there?"),
        ("said", "Will it rain?"),
        ("said", "it is the will of the people"),
        ("said", "they must have known"),
        ("said", "it would have been better"),
        ("said", "willing mustangs"),
        ("", ""),
    ],
)
def test_where_no_word_does_none_is_guessed(cue: str, content: str) -> None:
    assert kind_of(cue, content) is None

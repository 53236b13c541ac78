"""Resolves the speakers of an article in the order of its text, pronouns included."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from article_briefings.drafting._actors import LONGEST_REMARK, NOBODY, Actors, DraftSpeaker, may_be
from article_briefings.drafting._excerpts import shortened
from article_briefings.drafting._lexicon import POSSESSIVES, PREPOSITIONS, PRONOUNS
from article_briefings.drafting._naming import (
    Gender,
    gender_of_pronouns,
    given_names,
    is_human,
    is_plural,
)
from article_briefings.drafting._subjects import opening_subject
from article_briefings.drafting._tokens import Sentence, Token, sentences, words_of
from article_briefings.models import Span, SpeechStep, paragraphs

_FAR = 30
"""How many sentences before a pronoun are searched for its referent."""
_MOST_NAMES = 20
"""How many names in a sentence are considered."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """A grammatical subject to which a pronoun can refer."""

    at: int
    speaker: DraftSpeaker
    kind: str
    """As in `PRONOUNS`."""
    gender: Gender


class Speakers:
    """The speakers of one article."""

    def __init__(self, text: str, actors: Actors) -> None:
        self.text, self.actors = text, actors
        self._resolved: list[_Subject] = []

    def resolve(self, step: SpeechStep) -> DraftSpeaker:
        """The speaker of a step."""
        if step.passive:
            return DraftSpeaker(unnamed=NOBODY)
        if step.subject is None:
            cue = shortened(" ".join(step.cue.of(self.text).split()), LONGEST_REMARK)
            return DraftSpeaker(doubt=f"no speaker was found near “{cue}”")
        words = words_of(self.text, step.subject)
        pronoun = PRONOUNS.get(words[0].lower) if len(words) == 1 else None
        subject = self._pronoun(pronoun, words[0]) if pronoun else self._subject(words)
        self._resolved.append(subject)
        return subject.speaker

    def _subject(self, words: Sequence[Token]) -> _Subject:
        speaker = self.actors.speaker(words)
        kind = self._kind(speaker, words)
        gender = self.actors.gender_of(speaker, words)
        return _Subject(words[0].span.start, speaker, kind, gender)

    def _kind(self, speaker: DraftSpeaker, words: Sequence[Token]) -> str:
        if not speaker.actor and any(word.lower == "and" for word in words):
            return "group"
        if kind := self.actors.type_of(speaker):
            return kind if kind in ("person", "group") else "body"
        # The head noun: "spokesman" in "a spokesman for the club".
        ends = (n for n, word in enumerate(words) if n and word.lower in PREPOSITIONS)
        head = words[next(ends, len(words)) - 1].lower
        if is_plural(head) if is_human(head) else head.endswith("s"):
            return "group"
        return "person" if is_human(head) else "body"

    # --- pronouns ---

    def _pronoun(self, kind: str, pronoun: Token) -> _Subject:
        """The nearest fitting subject before a pronoun, else the only person named nearby."""
        at, gender = pronoun.span.start, gender_of_pronouns([pronoun.lower])
        speaker = DraftSpeaker(doubt=f"nobody was found to whom “{pronoun.text}” refers")
        for group in self._subjects_before(at):
            fitting = {
                one.speaker: None
                for one in group
                if (one.kind == kind or (kind == "group" and one.kind == "body"))
                and not (gender and one.gender and gender != one.gender)
            }
            if fitting:
                names = (one.actor or one.unnamed or one.doubt for one in fitting)
                only = next(iter(fitting))
                speaker = only if len(fitting) == 1 else may_be(pronoun.text, names)
                break
        return _Subject(at, speaker, kind, gender)

    def _subjects_before(self, at: int) -> Iterator[Iterator[_Subject]]:
        """The subjects of each sentence, from here back, each followed by the persons in it."""
        last = bisect_left(self._sentences, at, key=lambda one: one.span.start)
        for sentence in reversed(self._sentences[max(0, last - _FAR) : last]):
            end = min(sentence.span.end, at)
            yield self._subjects(sentence, end)
            yield self._persons(sentence, end)

    @cached_property
    def _sentences(self) -> list[Sentence]:
        found = (sentences(self.text, paragraph) for paragraph in paragraphs(self.text))
        return [sentence for some in found for sentence in some]

    def _subjects(self, sentence: Sentence, end: int) -> Iterator[_Subject]:
        """The speakers in a sentence; if there are none, the noun phrase that opens it."""
        resolved = [one for one in self._resolved if sentence.span.start <= one.at < end]
        yield from resolved
        tokens = [token for token in sentence.tokens if token.span.end <= end]
        words = opening_subject(tokens) if tokens and not resolved else ()
        if words and not words[-1].text.endswith(POSSESSIVES):
            yield self._subject(words)

    def _persons(self, sentence: Sentence, end: int) -> Iterator[_Subject]:
        """The persons named in a sentence: those in the register, and others by full name."""
        places = list(self.actors.mentions(sentence.span.start, end, _MOST_NAMES))
        for run in islice(given_names(sentence.tokens), _MOST_NAMES):
            span = Span(run[0].span.start, run[-1].span.end)
            if span.end <= end and not any(span.contains(place) for place, _ in places):
                places.append((span, self.actors.speaker(run)))
        for span, speaker in places:
            possessive = self.text.startswith(POSSESSIVES, span.end)
            if self.actors.type_of(speaker) == "person" and not possessive:
                yield _Subject(span.start, speaker, "person", self.actors.gender_of(speaker))

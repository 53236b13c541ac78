"""A paragraph as statements: the words of a claim, and who says them through whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.drafting.frames import Frame, frames
from generator.drafting.lexicon.grammar import AUXILIARIES, CONJUNCTIONS, PRONOUNS, RELATIVES
from generator.drafting.lexicon.saying import KINDS
from generator.drafting.tokens import Sentence, Token, inner_sentences, sentences
from generator.models import Span
from generator.models.briefing import ClaimKind

_CUE_WORDS = 7
_MAX_PARAGRAPH = 20_000
"""How much of a paragraph is read, in characters: nobody's paragraph is longer."""


@dataclass(frozen=True, slots=True)
class Said:
    """One step: the words that name the speaker (None where nobody is named) and the cue."""

    subject: Span | None
    cue: Span
    speech: bool = False
    """Whether the words stand between this speaker's quotation marks."""
    passive: bool = False
    """Whether the article leaves the speaker out: "we have been assured"."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of the article that somebody says; the steps from the origin outwards."""

    spans: tuple[Span, ...]
    steps: tuple[Said, ...]
    kind: ClaimKind = "fact"


def statements(text: str, paragraph: Span, voice: Said | None = None) -> Iterator[Statement]:
    """What is said in a paragraph, in order. `voice` is whose a speech is that names nobody."""
    end = min(paragraph.end, paragraph.start + _MAX_PARAGRAPH)
    for sentence in sentences(text, Span(paragraph.start, end)):
        found = list(_Reading(text, sentence, voice).statements())
        yield from found
        voice = _voice(found) or voice


def _voice(found: list[Statement]) -> Said | None:
    """The speaker to whom a following speech without a cue belongs."""
    steps = [step for statement in found for step in statement.steps]
    return next((replace(step, speech=True) for step in reversed(steps) if step.speech), None)


class _Reading:
    """Reads one sentence."""

    def __init__(self, text: str, sentence: Sentence, voice: Said | None) -> None:
        self.text, self.voice = text, voice
        self.tokens = sentence.tokens
        self.frames = frames(self.tokens)

    def statements(self) -> Iterator[Statement]:
        found: list[Statement] = []
        spoken_by: Frame | None = None
        for number, frame in enumerate(self.frames):
            if frame.way == "noun":
                found += self._behind(number, frame)
            elif self._has_speech(number, frame):
                spoken_by = spoken_by or frame
            elif frame.has_content:
                found += self._behind(number, frame)
            elif found or spoken_by:
                found = [self._relayed(statement, frame) for statement in found]
            else:
                found += self._before(number, frame)
        found += self._speeches(spoken_by)
        yield from sorted(found, key=lambda statement: statement.spans[0])

    # --- words outside quotation marks ---

    def _behind(self, number: int, frame: Frame) -> list[Statement]:
        """What stands behind the cue, up to the next frame that is not part of it."""
        stop = len(self.tokens)
        inner: Frame | None = None
        for other in self.frames[number + 1 :]:
            if other.way == "noun" or inner:
                continue
            if other.start <= frame.content and other.has_content:
                inner = other  # "said that the ministry had told him that ..."
            elif other.start > frame.content:
                stop = other.start
                break
        if inner:
            return []
        outer = [
            other
            for other in self.frames[:number]
            if other.has_content and other.content >= frame.start and other.way != "noun"
        ]
        start = frame.content
        kind = KINDS.get(frame.verb, "fact")
        said = self._said(frame)
        if kind == "denial" and frame.way == "object":
            # The denial is in the verb, so that the verb is part of what is said.
            start = frame.cue[0]
            said = replace(said, cue=said.subject or said.cue)
        span = self._span(start, stop)
        steps = (said, *(self._said(other) for other in outer))
        return [Statement((span,), steps, kind)] if span else []

    def _before(self, number: int, frame: Frame) -> list[Statement]:
        """What stands before the cue; where the cue interrupts a clause, both its parts."""
        start = max((other.cue[1] for other in self.frames[:number]), default=0)
        spans = [self._span(start, frame.start)]
        behind = frame.content + 1
        if behind < len(self.tokens) and self.tokens[behind].lower in AUXILIARIES:
            following = self.frames[number + 1 :]
            stop = following[0].start if following else len(self.tokens)
            spans.append(self._span(behind, stop))
        words = tuple(span for span in spans if span)
        kind = KINDS.get(frame.verb, "fact")
        return [Statement(words, (self._said(frame),), kind)] if words else []

    def _relayed(self, statement: Statement, frame: Frame) -> Statement:
        said = self._said(frame)
        apart = frame.way == "source" or self.tokens[frame.start - 1].text == ","
        if frame.subject is None or not apart:
            return statement
        return replace(statement, steps=(*statement.steps, said))

    # --- speeches ---

    def _has_speech(self, number: int, frame: Frame) -> bool:
        """Whether a frame stands beside a speech whose words are its speaker's."""
        if frame.way == "noun" or not any(token.speech for token in self.tokens):
            return False
        if frame.has_content:
            return frame.content < len(self.tokens) and self.tokens[frame.content].speech
        before = [f.cue[1] for f in self.frames[:number]]
        return any(token.speech for token in self.tokens[max(before, default=0) : frame.start])

    def _speeches(self, frame: Frame | None) -> Iterator[Statement]:
        spans = [token.span for token in self.tokens if token.speech]
        if not spans:
            return
        voice = replace(self._said(frame), speech=True) if frame else None
        if frame is None and not self.frames and self.tokens[0].speech:
            voice = self.voice  # the speech goes on
        relays = [
            self._said(other)
            for other in self.frames
            if frame and other.cue > frame.cue and not other.has_content and other.subject
            if self.tokens[other.start - 1].text == "," or other.way == "source"
        ]
        outer = (voice, *relays) if voice else ()
        kind = KINDS.get(frame.verb, "fact") if frame else "fact"
        for clause in self._joined(spans):
            yield from self._clause(clause, outer, kind)

    def _joined(self, speeches: Sequence[Span]) -> Iterator[tuple[Sentence, ...]]:
        """The sentences of the speeches; one that the cue interrupts is a sentence in parts."""
        waiting: list[Sentence] = []
        for speech in speeches:
            inner = inner_sentences(self.text, speech)
            for number, sentence in enumerate(inner):
                if number or not self._goes_on(sentence):
                    if waiting:
                        yield tuple(waiting)
                    waiting = []
                waiting.append(sentence)
        if waiting:
            yield tuple(waiting)

    def _goes_on(self, sentence: Sentence) -> bool:
        first = next((c for c in sentence.span.of(self.text) if c.isalpha()), "")
        return first.islower()

    def _clause(
        self, parts: tuple[Sentence, ...], outer: tuple[Said, ...], kind: ClaimKind
    ) -> Iterator[Statement]:
        if len(parts) > 1:
            spans = [self._trimmed(part.tokens) for part in parts]
            yield Statement(tuple(span for span in spans if span), outer, kind)
            return
        for clause in clauses(parts[0].tokens):
            span = self._trimmed(clause)
            if span:
                inner = self._inner(clause)
                steps = (inner[0], *outer) if inner else outer
                yield Statement((span,), steps, inner[1] if inner else kind)

    def _inner(self, clause: Sequence[Token]) -> tuple[Said, ClaimKind] | None:
        """Who is said, within a speech, to say something."""
        for frame in frames(clause):
            if frame.subject is None or not frame.has_content or frame.way == "noun":
                continue
            words = [token.lower for token in clause[slice(*frame.subject)]]
            passive = clause[frame.cue[0]].lower == "been"
            if passive or not any(PRONOUNS.get(word) for word in words):
                said = _said(clause, frame, passive)
                return said, KINDS.get(frame.verb, "fact")
        return None

    # --- spans ---

    def _said(self, frame: Frame) -> Said:
        return _said(self.tokens, frame)

    def _span(self, start: int, stop: int) -> Span | None:
        return self._trimmed(self.tokens[start:stop])

    def _trimmed(self, tokens: Sequence[Token]) -> Span | None:
        """The span of tokens without signs and conjunctions at its ends."""
        start, end = 0, len(tokens)
        while start < end and tokens[start].text in ",;:.—–-":
            start += 1
        while start < end and (
            tokens[end - 1].text in ",;:.—–-"
            or tokens[end - 1].lower in CONJUNCTIONS | RELATIVES
            or [token.lower for token in tokens[end - 2 : end]] == ["and", "that"]
        ):
            end -= 1
        return Span(tokens[start].span.start, tokens[end - 1].span.end) if start < end else None


def _said(tokens: Sequence[Token], frame: Frame, passive: bool = False) -> Said:
    subject = _range(tokens, frame.subject) if frame.subject else None
    first, last = frame.cue
    if frame.subject and frame.subject[1] <= first and last - frame.subject[0] <= _CUE_WORDS:
        inside = tokens[frame.subject[1] : first]
        if all(token.word for token in inside):
            first = frame.subject[0]
    if frame.subject and frame.way == "saying" and last - first > _CUE_WORDS:
        last = frame.cue[0] + 1 if frame.subject[0] >= frame.cue[0] else last
    return Said(subject, _range(tokens, (first, last)), passive=passive)


def _range(tokens: Sequence[Token], numbers: tuple[int, int]) -> Span:
    return Span(tokens[numbers[0]].span.start, tokens[numbers[1] - 1].span.end)


def clauses(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """A sentence cut at ", and" and its like, where both sides show that they are clauses."""
    cuts = [0]
    for at in range(1, len(tokens) - 1):
        joins = tokens[at - 1].text in ",;" and tokens[at].lower in ("and", "but", "while", "so")
        # A pronoun is a subject: its verb follows, whichever it is.
        begins = tokens[at + 1].lower in PRONOUNS or _has_verb(tokens[at:])
        if joins and begins and _has_verb(tokens[cuts[-1] : at]):
            cuts.append(at + 1)
    for start, end in zip(cuts, [*cuts[1:], len(tokens)], strict=True):
        yield tokens[start:end]


def _has_verb(tokens: Sequence[Token]) -> bool:
    return any(token.lower in AUXILIARIES for token in tokens) or bool(frames(tokens))

"""Reads a paragraph as statements: the words of a claim, its speaker, and who relays them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from article_briefings.drafting._frames import SpeechFrame, frames
from article_briefings.drafting._lexicon import (
    AUXILIARIES,
    CONJUNCTIONS,
    KINDS,
    PRONOUNS,
    RELATIVES,
)
from article_briefings.drafting._tokens import Sentence, Token, inner_sentences, sentences, words_of
from article_briefings.models import ClaimKind, Span, paragraphs

_CUE_WORDS = 7
_MOST_PARTS = 50
"""How many parts a quote may have."""
_MAX_PARAGRAPH = 20_000
"""How much of a paragraph is read, in characters; real paragraphs are shorter."""


@dataclass(frozen=True, slots=True)
class SpeechStep:
    """One step: the words that name the speaker (None if nobody is named) and the cue."""

    subject: Span | None
    cue: Span
    speech: bool = False
    """Whether the words are quoted directly from this speaker."""
    passive: bool = False
    """Whether the article leaves the speaker out: "we have been assured"."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of the article that somebody says, with the steps from their origin to the article."""

    spans: tuple[Span, ...]
    steps: tuple[SpeechStep, ...]
    kind: ClaimKind = "fact"
    quotation: bool = False
    """Whether the words are a quotation in quotation marks."""
    inherited: bool = False
    """Whether the speaker is carried over from the preceding words, since these name nobody."""
    is_open: bool = False
    """Whether a quotation runs to the end of its paragraph without a closing mark."""


def statements(text: str) -> Iterator[Statement]:
    """The statements of an English article, in order; a quotation is one statement."""
    return _joined(text, _by_paragraph(text))


def quotations(text: str) -> Iterator[Statement]:
    """The quotations of an article in any language, without their speakers."""
    return _joined(text, _unattributed(text))


def _unattributed(text: str) -> Iterator[Statement]:
    for paragraph in paragraphs(text):
        for sentence in sentences(text, paragraph):
            for speech in sentence.speeches:
                is_open = speech.end >= sentence.span.end
                yield Statement((speech,), (), quotation=True, is_open=is_open)


def _by_paragraph(text: str) -> Iterator[Statement]:
    voice: SpeechStep | None = None
    for paragraph in paragraphs(text):
        end = min(paragraph.end, paragraph.start + _MAX_PARAGRAPH)
        for sentence in sentences(text, Span(paragraph.start, end)):
            reading = _SentenceReader(text, sentence, voice)
            yield from reading.statements()
            voice = reading.next_voice()


def _joined(text: str, found: Iterable[Statement]) -> Iterator[Statement]:
    """The statements, with quotations that continue in the next paragraph joined."""
    starts = [paragraph.start for paragraph in paragraphs(text)]
    waiting: Statement | None = None
    for statement in found:
        joined = _one_quotation(text, starts, waiting, statement) if waiting else None
        if waiting and not joined:
            yield waiting
        waiting = joined or statement
        if not waiting.is_open:
            yield waiting
            waiting = None
    if waiting:
        yield waiting


def _one_quotation(
    text: str, starts: Sequence[int], first: Statement, second: Statement
) -> Statement | None:
    """Join two quotations if the second opens the paragraph after the first."""
    at = bisect_right(starts, second.spans[0].start) - 1
    follows = at == bisect_right(starts, first.spans[-1].start)
    opens = not any(map(str.isalnum, text[starts[at] : second.spans[0].start]))
    spans = (*first.spans, *second.spans)
    if not (second.quotation and follows and opens and len(spans) <= _MOST_PARTS):
        return None
    cued = first if first.steps and not first.inherited else second if second.steps else first
    return replace(cued, spans=spans, is_open=second.is_open)


class _SentenceReader:
    """Reads one sentence."""

    def __init__(self, text: str, sentence: Sentence, voice: SpeechStep | None) -> None:
        self.text, self.voice = text, voice
        self.tokens, self.span = sentence.tokens, sentence.span
        self.frames = frames(self.tokens)
        self._last_voice: SpeechStep | None = None

    def statements(self) -> Iterator[Statement]:
        found: list[Statement] = []
        speaking: list[SpeechFrame] = []
        for number, frame in enumerate(self.frames):
            if frame.construction == "noun":
                found += self._after(number, frame)
            elif self._has_speech(number, frame):
                speaking.append(frame)
            elif frame.has_content:
                found += self._after(number, frame)
            elif found or speaking:
                found = [self._relayed(statement, frame) for statement in found]
            else:
                found += self._before(number, frame)
        found += self._quotations(speaking)
        yield from sorted(found, key=lambda statement: statement.spans[0])

    # --- words outside quotation marks ---

    def _after(self, number: int, frame: SpeechFrame) -> list[Statement]:
        """The words after the cue, up to the next frame that is not part of them."""
        stop = len(self.tokens)
        inner: SpeechFrame | None = None
        for other in self.frames[number + 1 :]:
            if other.construction == "noun" or inner:
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
            if other.has_content and other.content >= frame.start and other.construction != "noun"
        ]
        start = frame.content
        kind = KINDS.get(frame.verb, "fact")
        said = self._step(frame)
        if kind == "denial" and frame.construction == "object":
            # The verb expresses the denial, and is therefore part of the reported words.
            start = frame.cue[0]
            said = replace(said, cue=said.subject or said.cue)
        span = self._span(start, stop)
        steps = (said, *(self._step(other) for other in outer))
        return [Statement((span,), steps, kind)] if span else []

    def _before(self, number: int, frame: SpeechFrame) -> list[Statement]:
        """The words before the cue; if the cue interrupts a clause, both its parts."""
        start = max((other.cue[1] for other in self.frames[:number]), default=0)
        spans = [self._span(start, frame.start)]
        after = frame.content + 1
        if after < len(self.tokens) and self.tokens[after].lower in AUXILIARIES:
            following = self.frames[number + 1 :]
            stop = following[0].start if following else len(self.tokens)
            spans.append(self._span(after, stop))
        words = tuple(span for span in spans if span)
        kind = KINDS.get(frame.verb, "fact")
        return [Statement(words, (self._step(frame),), kind)] if words else []

    def _relayed(self, statement: Statement, frame: SpeechFrame) -> Statement:
        said = self._step(frame)
        apart = frame.construction == "source" or self.tokens[frame.start - 1].text == ","
        if frame.subject is None or not apart:
            return statement
        return replace(statement, steps=(*statement.steps, said))

    # --- quotations ---

    def next_voice(self) -> SpeechStep | None:
        """The speaker of a following quotation that names nobody."""
        if any(token.speech for token in self.tokens):
            return self._last_voice
        lead = next((frame for frame in self.frames if frame.subject), None)
        if lead:
            return self._step(lead) if lead.construction in ("saying", "object") else None
        goes_on = self.tokens[0].lower in PRONOUNS and not self.frames
        return self.voice if goes_on else None

    def _has_speech(self, number: int, frame: SpeechFrame) -> bool:
        """Whether a frame is next to a quotation of its speaker."""
        if frame.construction == "noun" or not any(token.speech for token in self.tokens):
            return False
        if frame.has_content:
            return frame.content < len(self.tokens) and self.tokens[frame.content].speech
        before = [f.cue[1] for f in self.frames[:number]]
        return any(token.speech for token in self.tokens[max(before, default=0) : frame.start])

    def _quotations(self, speaking: Sequence[SpeechFrame]) -> Iterator[Statement]:
        """Each quotation with its speaker, as one statement however many sentences it has."""
        for group in self._groups():
            frame = _frame_of(group, speaking)
            inherited = frame is None and not self.frames and self.tokens[0].speech
            voice = self._step(frame) if frame else self.voice if inherited else None
            self._last_voice = voice
            steps = (replace(voice, speech=True), *self._relays(frame)) if voice else ()
            kind = KINDS.get(frame.verb, "fact") if frame else "fact"
            speeches = [self.tokens[at].span for at in group]
            parts = (self._trimmed(words_of(self.text, speech)) for speech in speeches)
            spans = tuple(part for part in parts if part)
            if not spans:
                continue
            relayed = list(self._relayed_in(speeches, steps))
            if [one.spans for one in relayed] == [spans]:
                yield replace(relayed[0], quotation=True, inherited=inherited)
                continue
            is_open = speeches[-1].end >= self.span.end
            yield Statement(spans, steps, kind, True, inherited, is_open)
            yield from relayed

    def _relays(self, frame: SpeechFrame | None) -> Iterator[SpeechStep]:
        for other in self.frames:
            apart = other.construction == "source" or self.tokens[other.start - 1].text == ","
            later = frame and other.cue > frame.cue and not other.has_content
            if later and apart and other.subject:
                yield self._step(other)

    def _groups(self) -> Iterator[list[int]]:
        """The token indexes of each quotation; one that its cue interrupts has several."""
        group: list[int] = []
        for at in (n for n, token in enumerate(self.tokens) if token.speech):
            if group and not self._goes_on(group[-1], at):
                yield group
                group = []
            group.append(at)
        if group:
            yield group

    def _goes_on(self, first: int, second: int) -> bool:
        """Whether only a cue interrupts a quotation, as in “It is safe,” she said, “and new”."""
        before, after = self.tokens[first].span, self.tokens[second].span
        between = self.text[before.end : after.start - 1].rstrip()
        interrupted = between.endswith(",") and "," in self.text[before.end - 1 : before.end + 2]
        letter = next((c for c in after.of(self.text) if c.isalpha()), "")
        cues = [frame for frame in self.frames if first < frame.cue[0] < second]
        return len(cues) < 2 and (letter.islower() or interrupted)

    def _relayed_in(
        self, speeches: Sequence[Span], outer: tuple[SpeechStep, ...]
    ) -> Iterator[Statement]:
        """The clauses of a quotation that report the words of somebody else."""
        for speech in speeches:
            for sentence in inner_sentences(self.text, speech):
                for clause in clauses(sentence.tokens):
                    inner, span = _inner(clause), self._trimmed(clause)
                    if inner and span:
                        yield Statement((span,), (inner[0], *outer), inner[1])

    # --- spans ---

    def _step(self, frame: SpeechFrame) -> SpeechStep:
        return _step(self.tokens, frame)

    def _span(self, start: int, stop: int) -> Span | None:
        return self._trimmed(self.tokens[start:stop])

    def _trimmed(self, tokens: Sequence[Token]) -> Span | None:
        """The span of tokens without punctuation and conjunctions at its ends."""
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


def _inner(clause: Sequence[Token]) -> tuple[SpeechStep, ClaimKind] | None:
    """The step and kind of a clause, within a quotation, that reports somebody's words."""
    for frame in frames(clause):
        if frame.subject is None or not frame.has_content or frame.construction == "noun":
            continue
        words = [token.lower for token in clause[slice(*frame.subject)]]
        passive = clause[frame.cue[0]].lower == "been"
        if passive or not any(PRONOUNS.get(word) for word in words):
            said = _step(clause, frame, passive)
            return said, KINDS.get(frame.verb, "fact")
    return None


def _step(tokens: Sequence[Token], frame: SpeechFrame, passive: bool = False) -> SpeechStep:
    subject = _range(tokens, frame.subject) if frame.subject else None
    first, last = frame.cue
    if frame.subject and frame.subject[1] <= first and last - frame.subject[0] <= _CUE_WORDS:
        inside = tokens[frame.subject[1] : first]
        if all(token.word for token in inside):
            first = frame.subject[0]
    if frame.subject and frame.construction == "saying" and last - first > _CUE_WORDS:
        last = frame.cue[0] + 1 if frame.subject[0] >= frame.cue[0] else last
    return SpeechStep(subject, _range(tokens, (first, last)), passive=passive)


def _range(tokens: Sequence[Token], numbers: tuple[int, int]) -> Span:
    return Span(tokens[numbers[0]].span.start, tokens[numbers[1] - 1].span.end)


def clauses(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Split a sentence at ", and" and the like, if both sides are clauses."""
    cuts = [0]
    for at in range(1, len(tokens) - 1):
        joins = tokens[at - 1].text in ",;" and tokens[at].lower in ("and", "but", "while", "so")
        # A pronoun is a subject: some verb follows, even an unlisted one.
        begins = tokens[at + 1].lower in PRONOUNS or _has_verb(tokens[at:])
        if joins and begins and _has_verb(tokens[cuts[-1] : at]):
            cuts.append(at + 1)
    for start, end in zip(cuts, [*cuts[1:], len(tokens)], strict=True):
        yield tokens[start:end]


def _has_verb(tokens: Sequence[Token]) -> bool:
    return any(token.lower in AUXILIARIES for token in tokens) or bool(frames(tokens))


def _frame_of(group: Sequence[int], speaking: Sequence[SpeechFrame]) -> SpeechFrame | None:
    """The frame with the speaker of a quotation: before it, within it, after it, else the last."""
    introducing = (frame for frame in speaking if frame.has_content and frame.content in group)
    following = (frame for frame in speaking if not frame.has_content and frame.start > group[0])
    return next(introducing, None) or next(following, None) or next(reversed(speaking), None)

"""Reads an article as statements: the words of a claim, its speaker, and who relays them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from article_briefings.drafting._frames import SpeechFrame, frames
from article_briefings.drafting._lexicon import AUXILIARIES, CONJUNCTIONS, PRONOUNS, RELATIVES
from article_briefings.drafting._tokens import (
    Sentence,
    Token,
    inner_sentences,
    sentences,
    token_at,
    words_of,
)
from article_briefings.models import Span, SpeechStep, Statement, paragraphs

_CUE_WORDS = 7
_MOST_PARTS = 50
"""How many parts a quote may have."""
_MAX_PARAGRAPH = 20_000
"""How much of a paragraph is read, in characters; real paragraphs are shorter."""


def statements(text: str) -> Iterator[Statement]:
    """The statements of an English article, in order; a quotation is one statement."""
    return _joined(text, _by_sentence(text))


def quotations(text: str) -> Iterator[Statement]:
    """The quotations of an article in any language, without their speakers."""
    found = (
        Statement((token.span,), (), quotation=True, is_open=token.span.end >= sentence.span.end)
        for paragraph in paragraphs(text)
        for sentence in sentences(text, paragraph)
        for token in sentence.tokens
        if token.speech
    )
    return _joined(text, found)


def _by_sentence(text: str) -> Iterator[Statement]:
    voice: SpeechStep | None = None
    for paragraph in paragraphs(text):
        end = min(paragraph.end, paragraph.start + _MAX_PARAGRAPH)
        for sentence in sentences(text, Span(paragraph.start, end)):
            reader = _SentenceReader(text, sentence, voice)
            yield from reader.statements()
            voice = reader.next_voice()


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
    """Reads one sentence. `voice` is the speaker of the words before it."""

    def __init__(self, text: str, sentence: Sentence, voice: SpeechStep | None) -> None:
        self.text, self.voice = text, voice
        self.tokens, self.span = sentence.tokens, sentence.span
        self.frames = frames(self.tokens)
        self._last_voice: SpeechStep | None = None

    def statements(self) -> Iterator[Statement]:
        found: list[Statement] = []
        speaking: list[SpeechFrame] = []
        for number, frame in enumerate(self.frames):
            if self._has_speech(number, frame):
                speaking.append(frame)
            elif frame.has_content:
                found += self._after(number, frame)
            elif not found and not speaking:
                found += self._before(number, frame)
            elif frame.subject and self._is_apart(frame):
                step = _step(self.tokens, frame)
                found = [replace(one, steps=(*one.steps, step)) for one in found]
        found += self._quotations(speaking)
        yield from sorted(found, key=lambda statement: statement.spans[0])

    def next_voice(self) -> SpeechStep | None:
        """The speaker of a following quotation that names nobody."""
        if any(token.speech for token in self.tokens):
            return self._last_voice
        lead = next((frame for frame in self.frames if frame.subject), None)
        if lead:
            is_person = lead.construction in ("saying", "object")
            return _step(self.tokens, lead) if is_person else None
        goes_on = self.tokens[0].lower in PRONOUNS and not self.frames
        return self.voice if goes_on else None

    def _has_speech(self, number: int, frame: SpeechFrame) -> bool:
        """Whether a frame is next to a quotation of its speaker."""
        if frame.construction == "noun":
            return False
        if frame.has_content:
            return token_at(self.tokens, frame.content).speech
        start = max((other.cue[1] for other in self.frames[:number]), default=0)
        return any(token.speech for token in self.tokens[start : frame.start])

    def _is_apart(self, frame: SpeechFrame) -> bool:
        """Whether a frame relays the whole sentence: ", he said", "according to him"."""
        return frame.construction == "source" or self.tokens[frame.start - 1].text == ","

    # --- words outside quotation marks ---

    def _after(self, number: int, frame: SpeechFrame) -> list[Statement]:
        """The words after the cue, up to the next frame that is not part of them."""
        stop = len(self.tokens)
        for other in self.frames[number + 1 :]:
            if other.construction == "noun":
                continue
            if other.start > frame.content:
                stop = other.start
                break
            if other.has_content:
                return []  # "said that the ministry had told him that ..."
        outer = [
            other
            for other in self.frames[:number]
            if other.has_content and other.content >= frame.start and other.construction != "noun"
        ]
        start, step = frame.content, _step(self.tokens, frame)
        if frame.kind == "denial" and frame.construction == "object":
            # The verb expresses the denial, and is therefore part of the reported words.
            start = frame.cue[0]
            step = replace(step, cue=step.subject or step.cue)
        span = _trimmed(self.tokens[start:stop])
        steps = (step, *(_step(self.tokens, other) for other in outer))
        return [Statement((span,), steps, frame.kind)] if span else []

    def _before(self, number: int, frame: SpeechFrame) -> list[Statement]:
        """The words before the cue; if the cue interrupts a clause, both its parts."""
        start = max((other.cue[1] for other in self.frames[:number]), default=0)
        spans = [_trimmed(self.tokens[start : frame.start])]
        after = frame.content + 1
        if token_at(self.tokens, after).lower in AUXILIARIES:
            stops = [other.start for other in self.frames[number + 1 :]]
            spans.append(_trimmed(self.tokens[after : stops[0] if stops else None]))
        words = tuple(span for span in spans if span)
        return [Statement(words, (_step(self.tokens, frame),), frame.kind)] if words else []

    # --- quotations ---

    def _quotations(self, speaking: Sequence[SpeechFrame]) -> Iterator[Statement]:
        """Each quotation with its speaker, as one statement however many sentences it has."""
        for group in self._groups():
            frame = _frame_of(group, speaking)
            inherited = frame is None and not self.frames and self.tokens[0].speech
            voice = _step(self.tokens, frame) if frame else self.voice if inherited else None
            self._last_voice = voice
            steps = (replace(voice, speech=True), *self._relays(frame)) if voice else ()
            speeches = [self.tokens[at].span for at in group]
            parts = (_trimmed(words_of(self.text, speech)) for speech in speeches)
            spans = tuple(part for part in parts if part)
            if not spans:
                continue
            relayed = list(self._relayed_in(speeches, steps))
            if [one.spans for one in relayed] == [spans]:
                yield replace(relayed[0], quotation=True, inherited=inherited)
                continue
            kind = frame.kind if frame else "fact"
            is_open = speeches[-1].end >= self.span.end
            yield Statement(spans, steps, kind, True, inherited, is_open)
            yield from relayed

    def _relays(self, frame: SpeechFrame | None) -> Iterator[SpeechStep]:
        for other in self.frames:
            later = frame and other.cue > frame.cue and not other.has_content
            if later and other.subject and self._is_apart(other):
                yield _step(self.tokens, other)

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
                for clause in _clauses(sentence.tokens):
                    frame, span = _inner_frame(clause), _trimmed(clause)
                    if frame and span:
                        passive = clause[frame.cue[0]].lower == "been"
                        step = replace(_step(clause, frame), passive=passive)
                        yield Statement((span,), (step, *outer), frame.kind)


def _frame_of(group: Sequence[int], speaking: Sequence[SpeechFrame]) -> SpeechFrame | None:
    """The frame with the speaker of a quotation: before it, within it, after it, else the last."""
    introducing = (frame for frame in speaking if frame.has_content and frame.content in group)
    following = (frame for frame in speaking if not frame.has_content and frame.start > group[0])
    return next(introducing, None) or next(following, None) or next(reversed(speaking), None)


def _inner_frame(clause: Sequence[Token]) -> SpeechFrame | None:
    """The frame of a clause, within a quotation, that reports somebody else's words."""
    for frame in frames(clause):
        if frame.subject and frame.has_content and frame.construction != "noun":
            words = [token.lower for token in clause[slice(*frame.subject)]]
            passive = clause[frame.cue[0]].lower == "been"
            if passive or PRONOUNS.keys().isdisjoint(words):
                return frame
    return None


def _clauses(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Split a sentence at ", and" and the like, if both sides are clauses."""
    cuts = [0]
    for at in range(1, len(tokens) - 1):
        joins = tokens[at - 1].text in ",;" and tokens[at].lower in ("and", "but", "while", "so")
        if not joins or not _has_verb(tokens[cuts[-1] : at]):
            continue
        # A pronoun is a subject: some verb follows, even an unlisted one.
        if tokens[at + 1].lower in PRONOUNS or _has_verb(tokens[at:]):
            cuts.append(at + 1)
    for start, end in pairwise([*cuts, len(tokens)]):
        yield tokens[start:end]


def _has_verb(tokens: Sequence[Token]) -> bool:
    return any(token.lower in AUXILIARIES for token in tokens) or bool(frames(tokens))


# --- tokens as spans -------------------------------------------------------------------------


def _step(tokens: Sequence[Token], frame: SpeechFrame) -> SpeechStep:
    subject = _span(tokens, *frame.subject) if frame.subject else None
    first, last = frame.cue
    if frame.subject:
        begin, end = frame.subject
        beside = end <= first and all(token.word for token in tokens[end:first])
        if beside and last - begin <= _CUE_WORDS:
            first = begin
        elif frame.construction == "saying" and last - first > _CUE_WORDS and begin >= first:
            last = first + 1
    return SpeechStep(subject, _span(tokens, first, last))


def _trimmed(tokens: Sequence[Token]) -> Span | None:
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
    return _span(tokens, start, end) if start < end else None


def _span(tokens: Sequence[Token], start: int, end: int) -> Span:
    return Span(tokens[start].span.start, tokens[end - 1].span.end)

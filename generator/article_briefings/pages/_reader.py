"""The article for a reader with a minute: at most eight marks, and a note after each paragraph."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.language import Direction, Language
from article_briefings.models import Span, TextName, paragraphs
from article_briefings.pages._claim_view import ClaimView, EvidenceUseView
from article_briefings.pages._claim_words import SIGNS, Sign
from article_briefings.pages._views import SourceView


class MarkedPiece(NamedTuple):
    """Words of the article that are within one mark, or outside all marks."""

    text: str
    number: int = 0
    """The number of the mark, from 1; 0 outside all marks."""
    first: bool = False
    last: bool = False
    """Whether its sign follows. A mark all of whose words belong to others has only a sign."""


class ReaderNote(NamedTuple):
    """The note on one mark."""

    number: int
    sign: Sign
    """The sign of the worse answer."""
    claim: ClaimView
    best: SourceView | None
    """The source to open first."""
    cites: str
    """Whom that source cites for this point."""
    sources: tuple[EvidenceUseView, ...]
    """The evidence for both verdicts, each item once."""


class ReaderParagraph(NamedTuple):
    """A paragraph, or its translation, with the notes that follow it."""

    pieces: tuple[MarkedPiece, ...]
    notes: tuple[ReaderNote, ...]
    language: str
    """Empty in the article's own language."""
    direction: Direction


class SignView(NamedTuple):
    """A sign and its meaning."""

    sign: Sign
    meaning: str
    marked: bool
    """Whether a note has it; if not, it is with a claim that the article for readers leaves out."""


class ReaderView(NamedTuple):
    """The article with its marks; joined, the pieces of a paragraph are its text."""

    language: str
    paragraphs: tuple[ReaderParagraph, ...]
    notes: Mapping[int, ReaderNote]
    """By number."""
    others: int
    """How many claims are not marked."""
    signs: tuple[SignView, ...]
    """The signs on this page, those about the saying first."""


class _Mark(NamedTuple):
    number: int
    spans: tuple[Span, ...]
    again: bool = False
    """Whether these are the same words in the other text, which have no note of their own."""

    @property
    def length(self) -> int:
        return sum(map(len, self.spans))

    @property
    def end(self) -> int:
        return self.spans[-1].end


def reader_view(
    article: AnchoredBriefing, claims: Sequence[ClaimView], evidence: Sequence[SourceView]
) -> ReaderView:
    """The article for readers; `claims` and `evidence` are those of the page, all of them."""
    by_id = {claim.id: claim for claim in claims}
    prominent = article.prominent_claims()
    notes = {
        number: reader_note(number, by_id[anchored.claim.id], evidence)
        for number, anchored in enumerate(prominent, 1)
    }
    marks: dict[TextName, list[_Mark]] = {name: [] for name, _ in article.texts}
    for number, anchored in enumerate(prominent, 1):
        claim = anchored.claim
        marks[claim.quote_in].append(_Mark(number, anchored.quote))
        if anchored.counterpart:
            marks[claim.counterpart_in].append(_Mark(number, anchored.counterpart, again=True))
    texts = [list(_paragraphs(article, name, marks[name], notes)) for name, _ in article.texts]
    return ReaderView(
        language=article.briefing.source.language,
        paragraphs=tuple(chain.from_iterable(map(_together, zip(*texts, strict=True)))),
        notes=notes,
        others=len(claims) - len(notes),
        signs=tuple(_signs(notes.values(), claims)),
    )


def _together(texts: Sequence[ReaderParagraph]) -> Iterator[ReaderParagraph]:
    """A paragraph and its translation; the notes on both follow the last."""
    yield from (paragraph._replace(notes=()) for paragraph in texts[:-1])
    yield texts[-1]._replace(notes=tuple(note for one in texts for note in one.notes))


def _signs(notes: Iterable[ReaderNote], claims: Iterable[ClaimView]) -> Iterator[SignView]:
    marked = {answer.sign for note in notes for answer in note.claim.verdicts}
    found = {answer.sign for claim in claims for answer in claim.verdicts}
    for sign, meaning in SIGNS.items():
        if sign in found:
            yield SignView(sign, meaning, sign in marked)


def reader_note(number: int, claim: ClaimView, evidence: Sequence[SourceView]) -> ReaderNote:
    """The note on a claim; `evidence` is that of its briefing."""
    bases = [*(said.basis for said in claim.said), *([claim.so.basis] if claim.so else [])]
    uses: dict[int, EvidenceUseView] = {}
    for basis in bases:
        for use in (*basis.evidence, *basis.later):
            uses.setdefault(use.number, use)
    deciding = [use for use in uses.values() if use.relation != "context"]
    best = next((use for use in uses.values() if use.best), next(iter(deciding), None))
    return ReaderNote(
        number=number,
        sign=claim.verdicts.worst,
        claim=claim,
        best=evidence[best.number - 1] if best else None,
        cites=best.cites.text if best and best.cites else "",
        sources=tuple(uses.values()),
    )


def _paragraphs(
    article: AnchoredBriefing,
    name: TextName,
    marks: Sequence[_Mark],
    notes: Mapping[int, ReaderNote],
) -> Iterator[ReaderParagraph]:
    text, language = article.text(name), article.briefing.language_of(name)
    bounds = paragraphs(text)
    cut = [list(_segments(paragraph, marks)) for paragraph in bounds]
    left = Counter(number for segments in cut for _, number in segments)
    covered = [mark for mark in marks if mark.number not in left]
    begun = {mark.number for mark in marks if mark.again}
    for paragraph, segments in zip(bounds, cut, strict=True):
        pieces = []
        for span, number in segments:
            left[number] -= 1
            first, last = number not in begun, not left[number]
            begun.add(number)
            piece = MarkedPiece(span.of(text))
            pieces.append(
                piece._replace(number=number, first=first, last=last) if number else piece
            )
            pieces += [
                MarkedPiece("", mark.number, first=not mark.again, last=True)
                for mark in covered
                if span.start < mark.end <= span.end
            ]
        yield ReaderParagraph(
            pieces=tuple(pieces),
            notes=tuple(
                notes[mark.number]
                for mark in marks
                if not mark.again and paragraph.start <= mark.spans[0].start < paragraph.end
            ),
            language="" if name == "original" else language,
            direction=Language(language).direction,
        )


def _segments(paragraph: Span, marks: Sequence[_Mark]) -> Iterator[tuple[Span, int]]:
    """Cut a paragraph where the mark changes; 0 is the number of words outside all marks.

    Links cannot be inside links: words in several marks belong to the shortest.
    """
    edges = {edge for mark in marks for span in mark.spans for edge in (span.start, span.end)}
    inside = {edge for edge in edges if paragraph.start < edge < paragraph.end}
    begin, current = paragraph.start, 0
    for place in sorted({paragraph.start, *inside}):
        around = [mark for mark in marks if any(s.start <= place < s.end for s in mark.spans)]
        number = min(around, key=lambda mark: mark.length).number if around else 0
        if number != current and place > begin:
            yield Span(begin, place), current
            begin = place
        current = number
    yield Span(begin, paragraph.end), current

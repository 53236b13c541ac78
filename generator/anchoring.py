"""A briefing and its text become spans; what does not fit its text becomes a problem.

Nothing is guessed: a quote is found, or it is ambiguous, or it is orphaned.
Similar passages only ever feed the message.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from generator.diagnostics import Diagnostic
from generator.documents import Document, Path, SourceText
from generator.misfits import Misfits, text_quote
from generator.models import (
    Briefing,
    Claim,
    Hop,
    PartSelector,
    Span,
    paragraphs,
    parts_of,
)
from generator.models.selector import AnySelector
from generator.selectors import TextQuote, match

Spans = tuple[Span, ...]
#: Scripts that set no spaces between words: Thai, Lao, Burmese, Khmer, Chinese and Japanese.
WITHOUT_SPACES = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\U00020000", "\U0003ffff"),
)
MAX_PLACES = 50_000
"""How many places the marks of one briefing may be found in: a bound on the work, not on style."""


@dataclass(frozen=True, slots=True)
class AnchoredClaim:
    """A claim, the spans of its quote's parts, and those of each hop's cue."""

    claim: Claim
    quote: Spans
    cues: tuple[Spans, ...]
    """One for each hop; empty for a hop that the article does not state."""


@dataclass(frozen=True, slots=True)
class AnchoredBriefing:
    """A briefing all of whose marks stand in its text."""

    slug: str
    document: Document
    source: SourceText
    briefing: Briefing
    claims: tuple[AnchoredClaim, ...]
    mentions: tuple[Spans, ...]
    """One for each member of the cast."""
    background: tuple[Spans, ...]
    events: tuple[Spans, ...]

    def claims_in_text_order(self) -> list[AnchoredClaim]:
        """The claims as a reader meets them; those that begin at one place as in the file."""
        return sorted(self.claims, key=lambda claim: claim.quote[0])


def anchor(
    slug: str, document: Document, source: SourceText, briefing: Briefing
) -> tuple[AnchoredBriefing | None, list[Diagnostic]]:
    """Find every mark of a briefing in its text, or say why it cannot be found."""
    anchoring = _Anchoring(document, source)
    if briefing.source.sha256 != source.sha256:
        return None, [anchoring.misfits.source_changed(briefing.source.sha256)]
    try:
        anchored = _anchored(slug, anchoring, briefing)
    except _TooManyPlaces as problem:
        return None, [*anchoring.diagnostics, anchoring.misfits.too_many(problem.place, MAX_PLACES)]
    return (None if anchoring.diagnostics else anchored), anchoring.diagnostics


def standing(document: Document, source: SourceText, briefing: Briefing) -> dict[Path, Span]:
    """Where each part of each mark stands, of those that are found; a mention's first place.

    The hash is not looked at, so that any version of a text can be asked.
    """
    anchoring = _Anchoring(document, source)
    with suppress(_TooManyPlaces):
        _anchored("", anchoring, briefing)
    return anchoring.standing


def _anchored(slug: str, anchoring: "_Anchoring", briefing: Briefing) -> AnchoredBriefing:
    claims = tuple(anchoring.claim(index, claim) for index, claim in enumerate(briefing.claims))
    background = tuple(
        anchoring.quote(("background", index, "quote"), use.quote)
        for index, use in enumerate(briefing.background)
    )
    events = tuple(
        anchoring.quote(("events", index, "quote"), event.quote)
        for index, event in enumerate(briefing.events)
    )
    mentions = anchoring.mentions(briefing)
    document, source = anchoring.document, anchoring.source
    return AnchoredBriefing(slug, document, source, briefing, claims, mentions, background, events)


class _TooManyPlaces(Exception):
    """Ends the work on a briefing whose marks stand everywhere; never leaves this module."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self.place = place


class _Anchoring:
    def __init__(self, document: Document, source: SourceText) -> None:
        self.document, self.source, self.text = document, source, source.text
        self.paragraphs = paragraphs(source.text)
        self.paragraph_starts = [paragraph.start for paragraph in self.paragraphs]
        self.places_left = MAX_PLACES
        self.found: dict[TextQuote, list[Span]] = {}  # the same cue stands in many claims
        self.misfits = Misfits(document, source)
        self.diagnostics: list[Diagnostic] = []
        self.standing: dict[Path, Span] = {}

    def claim(self, index: int, claim: Claim) -> AnchoredClaim:
        place: Path = ("claims", index)
        spans = self.quote((*place, "quote"), claim.quote)
        cues = tuple(
            self._cue((*place, "attribution", number, "cue"), hop, spans)
            for number, hop in enumerate(claim.attribution)
        )
        if spans:
            self.diagnostics += self.misfits.forms(place, claim, spans)
        return AnchoredClaim(claim, spans, cues)

    def quote(self, place: Path, selector: AnySelector) -> Spans:
        """The spans of a quote's parts in document order; empty after a problem."""
        spans: list[Span] = []
        for part_place, part in placed_parts(place, selector):
            span = self._part(part_place, part, spans)
            if span is None:
                return ()
            spans.append(span)
        return tuple(spans)

    def _report(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)

    def _match(self, place: Path, part: PartSelector) -> list[Span]:
        quote = text_quote(part)
        found = self.found.get(quote)
        if found is None:
            found = self.found[quote] = match(self.text, quote, limit=self.places_left + 1)
        self.places_left -= len(found)
        if self.places_left < 0:
            raise _TooManyPlaces(place)
        return found

    def _part(self, place: Path, part: PartSelector, before: list[Span]) -> Span | None:
        found = self._match(place, part)
        if not found:
            self._report(self.misfits.not_found("quote-not-found", place, part))
            return None
        after = [span for span in found if not before or span.start >= before[-1].end]
        if not after:
            self._report(self.misfits.out_of_order(place, found[0], before[-1]))
            return None
        if len(after) > 1:
            self._report(self.misfits.ambiguous("quote-ambiguous", place, after))
            return None
        self.standing[place] = after[0]
        return after[0]

    def _cue(self, place: Path, hop: Hop, quote: Spans) -> Spans:
        if hop.cue is None or not quote:
            return ()
        parts = [
            self._cue_part(part_place, part, quote)
            for part_place, part in placed_parts(place, hop.cue)
        ]
        return tuple(part for part in parts if part is not None)

    def _cue_part(self, place: Path, part: PartSelector, quote: Spans) -> Span | None:
        found = self._match(place, part)
        if not found:
            self._report(self.misfits.not_found("cue-not-found", place, part))
            return None
        nearest = meant_by_cue(found, quote, [self._paragraph(span) for span in quote])
        if len(nearest) > 1:
            self._report(self.misfits.ambiguous("cue-ambiguous", place, nearest))
            return None
        self.standing[place] = nearest[0]
        return nearest[0]

    def mentions(self, briefing: Briefing) -> tuple[Spans, ...]:
        """Every occurrence of every name, the longest first; no two overlap."""
        named = [
            (member, place, part)
            for member, cast in enumerate(briefing.actors)
            for number, selector in enumerate(cast.mentions)
            for place, part in placed_parts(("actors", member, "mentions", number), selector)
        ]
        owner: dict[int, int] = {}  # by code point: the member whose name stands there
        spans: list[list[Span]] = [[] for _ in briefing.actors]
        for member, place, part in sorted(named, key=lambda item: -len(item[2].exact)):
            found = [span for span in self._match(place, part) if is_word(self.text, span)]
            free = [span for span in found if owner.keys().isdisjoint(_points(span))]
            if found:
                self.standing[place] = found[0]
            if not found:
                self._report(self.misfits.not_found("mention-not-found", place, part))
            elif not free and not any(owner.get(span.start) == member for span in found):
                self._report(self.misfits.taken(place, part, found[0]))
            for span in free:
                owner.update(dict.fromkeys(_points(span), member))
            spans[member] += free
        return tuple(tuple(sorted(group)) for group in spans)

    def _paragraph(self, span: Span) -> Span:
        """The paragraph in which a span begins."""
        return self.paragraphs[bisect_right(self.paragraph_starts, span.start) - 1]


def placed_parts(place: Path, selector: AnySelector) -> Iterator[tuple[Path, PartSelector]]:
    """The continuous parts of a selector at `place`, each with its own place in the file."""
    for index, part in enumerate(parts_of(selector)):
        yield ((*place, index) if isinstance(selector, tuple) else place), part


def meant_by_cue(found: Sequence[Span], quote: Spans, homes: Sequence[Span]) -> Sequence[Span]:
    """The places of a cue that a quote in the paragraphs `homes` can mean: one where it is sure."""
    near = [span for span in found if any(home.contains(span) for home in homes)]
    outside = [span for span in near if not any(_overlap(span, words) for words in quote)]
    return _nearest(outside or near, quote) if near else found


def is_word(text: str, span: Span) -> bool:
    """Whether a span begins and ends where words do."""
    before = text[max(0, span.start - 1) : span.start]
    after = text[span.end : span.end + 1]
    first, last = text[span.start], text[span.end - 1]
    return not (_in_word(before) and _in_word(first)) and not (_in_word(last) and _in_word(after))


def _nearest(found: Sequence[Span], quote: Spans) -> list[Span]:
    """The places with the least distance to the quote: one, or several on a tie."""
    distances = [min(_distance(span, part) for part in quote) for span in found]
    least = min(distances)
    return [span for span, distance in zip(found, distances, strict=True) if distance == least]


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _points(span: Span) -> range:
    return range(span.start, span.end)


def _in_word(character: str) -> bool:
    """Whether a character, or none, is in a word that spaces set apart: letters, marks, digits."""
    if not character or any(first <= character <= last for first, last in WITHOUT_SPACES):
        return False
    return unicodedata.category(character)[0] in "LMN"


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end

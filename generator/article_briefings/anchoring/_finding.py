"""The search for marks in one text of a briefing: found, or a problem; nothing is guessed."""

from bisect import bisect_right
from collections.abc import Sequence

from article_briefings.anchoring._anchored import AnchoredClaim, Spans
from article_briefings.anchoring._misfits import Misfits, text_quote
from article_briefings.anchoring._places import is_word, meant_by_cue, placed_parts
from article_briefings.anchoring._selectors import TextQuote, as_written, match
from article_briefings.diagnostics import Diagnostic
from article_briefings.input import Document, Path, SourceText
from article_briefings.models import (
    AnySelector,
    Briefing,
    Budget,
    Claim,
    Hop,
    PartSelector,
    Span,
    Spent,
    TextName,
    paragraphs,
)

MAX_PLACES = 50_000
"""The most places in which the marks of one text may be found: a limit on work, not on style."""
MAX_WORK = 2_000_000
"""The most units of work for the search for the marks of one text, as `match` counts them: about
two seconds, and far more than marks that fit their text need."""


class TooManyPlaces(Exception):
    """Stops the work on a briefing whose marks occur everywhere; never leaves this package."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem)
        self.problem = problem


class Finding:
    """The marks of a briefing in one of its texts, and their problems."""

    def __init__(
        self,
        document: Document,
        source: SourceText,
        name: TextName = "original",
        other: SourceText | None = None,
    ) -> None:
        self.source, self.text = source, source.text
        self.paragraphs = paragraphs(source.text)
        self.paragraph_starts = [paragraph.start for paragraph in self.paragraphs]
        self.places_left = MAX_PLACES
        self.work = Budget(MAX_WORK)
        self.found: dict[TextQuote, list[Span]] = {}  # many claims share a cue
        self.misfits = Misfits(document, source, name, other)
        self.diagnostics: list[Diagnostic] = []
        self.standing: dict[Path, Span] = {}
        self.unmarked: dict[Path, Diagnostic] = {}
        """By their places, the names that do not occur here; the other text may contain them."""

    def claim(self, index: int, claim: Claim) -> AnchoredClaim:
        """The spans of a claim's quote and cues; empty after a problem."""
        place: Path = ("claims", index)
        spans = self.quote((*place, "quote"), claim.quote)
        cues = tuple(
            self._cue((*place, "attribution", number, "cue"), hop, spans)
            for number, hop in enumerate(claim.attribution)
        )
        if spans:
            self.diagnostics += self.misfits.forms(place, claim, spans)
            self.diagnostics += self.misfits.own_voice(place, claim, spans)
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

    def _match(self, place: Path, part: PartSelector) -> Sequence[Span]:
        """The places of a part; each is counted once, however many marks share it."""
        quote = text_quote(part)
        if quote not in self.found:
            try:
                found = match(self.text, quote, self.places_left + 1, self.work)
            except Spent:
                raise TooManyPlaces(self.misfits.too_much(place)) from None
            self.places_left -= len(found)
            if self.places_left < 0:
                raise TooManyPlaces(self.misfits.too_many(place, MAX_PLACES))
            self.found[quote] = found
        return self.found[quote]

    def _look_at(self, place: Path, number: int) -> None:
        """Count places that are examined again."""
        try:
            self.work.spend(number)
        except Spent:
            raise TooManyPlaces(self.misfits.too_much(place)) from None

    def _part(self, place: Path, part: PartSelector, before: list[Span]) -> Span | None:
        found = self._match(place, part)
        if not found:
            self._report(self.misfits.not_found("quote-not-found", place, part))
            return None
        after = as_written(
            self.text,
            part.exact,
            [span for span in found if not before or span.start >= before[-1].end],
        )
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
        found = as_written(self.text, part.exact, found)
        nearest = meant_by_cue(found, quote, [self._paragraph(span) for span in quote])
        self._look_at(place, len(nearest))
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
        covered = bytearray(len(self.text))  # by code point: whether a name covers it
        spans: list[list[Span]] = [[] for _ in briefing.actors]
        for member, place, part in sorted(named, key=lambda item: -len(item[2].exact)):
            matched = self._match(place, part)
            self._look_at(place, len(matched))
            found = [span for span in matched if is_word(self.text, span)]
            free = [span for span in found if covered.find(1, span.start, span.end) < 0]
            if found:
                self.standing[place] = found[0]
            if not found:
                self.unmarked[place] = self.misfits.not_found("mention-not-found", place, part)
            elif not free and not _in_any(sorted(spans[member]), found):
                self.unmarked[place] = self.misfits.overlapped(place, part, found[0])
            _cover(covered, free)
            spans[member] += free
        return tuple(tuple(sorted(group)) for group in spans)

    def _paragraph(self, span: Span) -> Span:
        """The paragraph in which a span begins."""
        return self.paragraphs[bisect_right(self.paragraph_starts, span.start) - 1]


def _cover(covered: bytearray, spans: list[Span]) -> None:
    """Mark the characters of spans, which are in order and may overlap within one name."""
    end = 0
    for span in spans:
        start = max(end, span.start)
        end = max(end, span.end)
        covered[start:end] = b"\1" * (end - start)


def _in_any(spans: list[Span], found: list[Span]) -> bool:
    """Whether one of the found places begins in one of the spans, which are in order."""
    return any(
        (at := bisect_right(spans, span.start, key=lambda one: one.start)) > 0
        and span.start < spans[at - 1].end
        for span in found
    )

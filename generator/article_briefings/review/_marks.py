"""The marks of a briefing as `fix` needs them: one by one, with the data known about each."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Literal

from article_briefings.anchoring import TextQuote, mark_places
from article_briefings.diagnostics import Location
from article_briefings.input import Document, Path, SourceText
from article_briefings.models import Briefing, Budget, Claim, Span, TextName, paragraphs
from article_briefings.review._words import Versions, spelt, words_of

Kind = Literal["quote", "cue", "mention"]
_MOST_WORK = 400_000
"""In units as counted by `passages`: enough for 600 marks of an article of usual length."""
_IN_ORDER = 0.8
"""The share of neighbouring claims that must be in text order for order to count as evidence."""


def work() -> Budget:
    """The budget of one run of `fix` for the search for places: a few seconds on any machine."""
    return Budget(_MOST_WORK)


@dataclass(frozen=True, slots=True)
class Mark:
    """One part of a quote, a cue or a mention."""

    kind: Kind
    place: Path
    part: TextQuote
    before: Path | None = None
    """The place of the part before it, of a quote in parts."""
    home: tuple[Path, ...] = ()
    """The places of the quote that a cue belongs to."""

    @property
    def name(self) -> str:
        """The mark's place in words: "claim 3, quote, part 2"."""
        names: list[str] = []
        for step in self.place:
            if isinstance(step, int):
                names[-1] = f"{names[-1].removesuffix('s')} {step + 1}"
            else:
                names.append(step)
        return ", ".join(names)

    @property
    def is_claim(self) -> bool:
        """Whether it is the quote of a claim, or a part of one."""
        return self.kind == "quote" and self.place[0] == "claims"


def _marks_of(briefing: Briefing, name: TextName) -> Iterator[Mark]:
    """Every mark of one of the texts, in the order in which anchoring looks for them."""
    for index, claim in enumerate(briefing.claims):
        if claim.quote_in == name:
            yield from _claim_marks(index, claim)
        elif claim.counterpart is not None:
            yield from _quote(("claims", index, "counterpart"), claim.counterpart)
    for index, use in enumerate(briefing.background):
        if use.quote_in == name:
            yield from _quote(("background", index, "quote"), use.quote)
    for index, event in enumerate(briefing.events):
        if event.quote_in == name:
            yield from _quote(("events", index, "quote"), event.quote)
    if name == "original":
        for index, via in enumerate(briefing.via):
            yield from _quote(("via", index, "cue"), via.cue) if via.cue is not None else ()
    yield from _mentions(briefing)


def _mentions(briefing: Briefing) -> Iterator[Mark]:
    for index, cast in enumerate(briefing.cast):
        for number, selector in enumerate(cast.mentions):
            for at, part in TextQuote.parts_of(("cast", index, "mentions", number), selector):
                yield Mark("mention", at, part)


def _claim_marks(index: int, claim: Claim) -> Iterator[Mark]:
    quote = list(_quote(("claims", index, "quote"), claim.quote))
    yield from quote
    home = tuple(part.place for part in quote)
    for number, hop in enumerate(claim.attribution):
        if hop.cue is not None:
            for at, part in TextQuote.parts_of(
                ("claims", index, "attribution", number, "cue"), hop.cue
            ):
                yield Mark("cue", at, part, home=home)


def _quote(place: Path, selector: object) -> Iterator[Mark]:
    before: Path | None = None
    for at, part in TextQuote.parts_of(place, selector):  # type: ignore[arg-type]
        yield Mark("quote", at, part, before)
        before = at


@dataclass(frozen=True)
class OldText:
    """The text that was annotated, from git, and the places of the marks in it."""

    versions: Versions
    places: Mapping[Path, Span]

    def now(self, place: Path) -> Span | None:
        """The place of a mark's old words in the new text; None if they are gone."""
        span = self.places.get(place)
        return self.versions.moved(span) if span else None


@dataclass(frozen=True, slots=True)
class Gap:
    """Stretches of a text, one of which should contain a mark."""

    stretches: tuple[Span, ...]
    words: int
    """The number of words they have in total; at least as many as the mark."""
    narrow: float
    """How narrow the gap is: 0 for the whole text, 1 for no more words than the mark has."""
    reason: str

    @classmethod
    def of(cls, text: str, mark: Mark, stretches: Iterable[Span], reason: str) -> "Gap | None":
        """These stretches as the gap for a mark; None if it is too long for them."""
        within = tuple(stretch for stretch in stretches if stretch.start < stretch.end)
        size, everything = len(spelt(mark.part.exact)), len(words_of(text).folded)
        words = sum(len(words_of(text).within(stretch)) for stretch in within)
        if not 0 < size <= words:
            return None
        wide = math.log(words / size) / math.log(everything / size) if everything > size else 0
        return cls(within, words, 1 - wide, reason)

    def holds(self, span: Span) -> bool:
        """Whether a place lies within."""
        return any(stretch.contains(span) for stretch in self.stretches)


@dataclass(frozen=True)
class MarkedText:
    """A briefing in one of its texts: the places of its marks, and any known older version."""

    document: Document
    source: SourceText
    briefing: Briefing
    old: OldText | None = None
    name: TextName = "original"
    budget: Budget = field(default_factory=work, compare=False)
    """The budget for the search for places."""
    likely_places: dict[Path, Span | None] = field(default_factory=dict, compare=False)
    """The expected places of marks on which other marks' places depend; each is looked for once."""

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """All marks of the text."""
        return tuple(_marks_of(self.briefing, self.name))

    @cached_property
    def places(self) -> dict[Path, Span]:
        """The place of each mark that is found."""
        return mark_places(self.document, self.source, self.briefing, self.name)

    @cached_property
    def by_location(self) -> dict[Location, Mark]:
        """The marks by their location in the file; the first of several at one location."""
        placed = [(self.document.location(mark.place), mark) for mark in self.marks]
        return dict(reversed(placed))

    @cached_property
    def _paragraphs(self) -> list[Span]:
        return paragraphs(self.source.text)

    def homes(self, mark: Mark) -> list[Span]:
        """The paragraphs of a cue's quote."""
        spans = [self.places[place] for place in mark.home if place in self.places]
        return [
            paragraph
            for paragraph in self._paragraphs
            if any(paragraph.start <= span.start < paragraph.end for span in spans)
        ]

    @cached_property
    def claimed(self) -> dict[Path, Span]:
        """The places of all quotes of claims, in the order of the text."""
        quotes = [mark.place for mark in self.marks if mark.is_claim and mark.place in self.places]
        return {place: self.places[place] for place in sorted(quotes, key=self.places.__getitem__)}

    @cached_property
    def _claims(self) -> dict[int, Span]:
        """The places where the quotes of claims begin, by the number of the claim."""
        first: dict[int, Span] = {}
        for place, span in self.places.items():
            if place in self.claimed:
                first.setdefault(int(place[1]), span)
        return first

    @cached_property
    def _is_ordered(self) -> bool:
        """Whether the claims are in the order of the text, so that order is evidence."""
        pairs = list(pairwise(self._claims.values()))
        ordered = sum(one.start <= other.start for one, other in pairs)
        return len(pairs) > 1 and ordered >= _IN_ORDER * len(pairs)

    def _neighbours(self, mark: Mark) -> tuple[Span | None, Span | None] | None:
        """The quotes of the claims before and after a mark's own; None if order is no evidence."""
        if not mark.is_claim or not self._is_ordered:
            return None
        here = int(mark.place[1])
        before = [span for number, span in self._claims.items() if number < here]
        after = [span for number, span in self._claims.items() if number > here]
        return (before[-1] if before else None, after[0] if after else None)

    def order(self, mark: Mark, span: Span) -> float | None:
        """How well a place fits between the quotes of the neighbouring claims; None if unknown."""
        before, after = self._neighbours(mark) or (None, None)
        fits = [before.start <= span.start] if before else []
        fits += [span.start <= after.start] if after else []
        return sum(fits) / len(fits) if fits else None

    def gap(self, mark: Mark) -> Gap | None:
        """The gap that the order of the marks leaves for one; None if the order is no evidence.

        A claim is between its neighbours if the briefing follows the text, a later part
        of a quote after the part before it, a cue in its claim's paragraph.
        """
        text, reason = self.source.text, "between the neighbouring claims"
        if mark.kind == "cue":
            return Gap.of(text, mark, self.homes(mark), "in its claim's paragraph")
        if mark.before:
            before, reason = self.places.get(mark.before), "after the part before it"
            if before is None:
                return None
            starts = [paragraph.start for paragraph in self._paragraphs]
            home = self._paragraphs[bisect_right(starts, before.start) - 1]
            stretch = Span(before.end, max(before.end, home.end))
        else:
            neighbours = self._neighbours(mark)
            if neighbours is None:
                return None
            start = neighbours[0].end if neighbours[0] else 0
            end = neighbours[1].start if neighbours[1] else len(text)
            if start >= end:
                return None
            stretch = Span(start, end)
        return Gap.of(text, mark, self._unclaimed(stretch, mark), reason)

    def _unclaimed(self, around: Span, mark: Mark) -> Iterator[Span]:
        """The parts of a stretch outside the quotes of other claims than the mark's."""
        start = around.start
        for place, quote in self.claimed.items():
            if place != mark.place and quote.end > start and quote.start < around.end:
                yield Span(start, max(start, quote.start))
                start = quote.end
        yield Span(start, max(start, around.end))

    def hosts(self, mark: Mark) -> Iterator[Mark]:
        """The marks whose words contain this mark's: quotes and, for marks outside claims, cues.

        For a cue, only a cue with the same words: "said" is within many that mean others.
        """
        ours = spelt(mark.part.exact)
        self.budget.spend(len(self.marks) // 10)
        for other in self.marks:
            theirs = spelt(other.part.exact)
            if other == mark or f" {' '.join(ours)} " not in f" {' '.join(theirs)} ":
                continue
            if mark.kind == "cue":
                is_host = other.kind == "cue" and theirs == ours
            else:
                is_host = mark.kind == "quote" and (
                    other.kind == "quote" or (other.kind == "cue" and mark.place[0] != "claims")
                )
            if is_host:
                yield other

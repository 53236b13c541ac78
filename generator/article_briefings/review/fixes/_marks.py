"""The marks of a briefing as `fix` needs them: one by one, with the data known about each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Literal

from article_briefings.anchoring import TextQuote, mark_places, quotes_of
from article_briefings.diagnostics import Location
from article_briefings.input import Document, Path, SourceText
from article_briefings.models import (
    Briefing,
    Budget,
    Claim,
    Span,
    TextName,
    paragraphs,
)
from article_briefings.review.fixes._versions import Versions

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


def marks_of(briefing: Briefing, name: TextName) -> Iterator[Mark]:
    """Every mark of one of the texts, in the order in which anchoring looks for them."""
    for index, claim in enumerate(briefing.claims):
        if claim.quote_in == name:
            yield from _claim(index, claim)
    for index, use in enumerate(briefing.background):
        if use.quote_in == name:
            yield from _quote(("background", index, "quote"), use.quote)
    for index, event in enumerate(briefing.events):
        if event.quote_in == name:
            yield from _quote(("events", index, "quote"), event.quote)
    for index, cast in enumerate(briefing.actors):
        for number, selector in enumerate(cast.mentions):
            for at, part in quotes_of(("actors", index, "mentions", number), selector):
                yield Mark("mention", at, part)


def _claim(index: int, claim: Claim) -> Iterator[Mark]:
    quote = list(_quote(("claims", index, "quote"), claim.quote))
    yield from quote
    home = tuple(part.place for part in quote)
    for number, hop in enumerate(claim.attribution):
        if hop.cue is not None:
            place: Path = ("claims", index, "attribution", number, "cue")
            for at, part in quotes_of(place, hop.cue):
                yield Mark("cue", at, part, home=home)


def _quote(place: Path, selector: object) -> Iterator[Mark]:
    before: Path | None = None
    for at, part in quotes_of(place, selector):  # type: ignore[arg-type]
        yield Mark("quote", at, part, before)
        before = at


@dataclass(frozen=True)
class OldText:
    """The text that was annotated, from git, and the places of the marks in it."""

    text: str
    standing: Mapping[Path, Span]
    versions: Versions

    @classmethod
    def of(
        cls,
        document: Document,
        old: SourceText,
        briefing: Briefing,
        new: str,
        name: TextName = "original",
    ) -> "OldText":
        """The marks of a briefing in an older text, compared with the `new` one."""
        return cls(old.text, mark_places(document, old, briefing, name), Versions(old.text, new))

    def now(self, place: Path) -> Span | None:
        """The place of a mark's old words in the new text; None if they are gone."""
        span = self.standing.get(place)
        return self.versions.moved(span) if span else None


@dataclass(frozen=True)
class Situation:
    """A briefing in one of its texts: the places of its marks, and any known older version."""

    document: Document
    source: SourceText
    briefing: Briefing
    old: OldText | None = None
    name: TextName = "original"
    marks: tuple[Mark, ...] = field(init=False)
    leaning: dict[Path, Span | None] = field(default_factory=dict, compare=False)
    """The expected places of marks on which other marks' places depend; each is looked for once."""
    budget: Budget = field(default_factory=work, compare=False)
    """The budget for the search for places."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "marks", tuple(marks_of(self.briefing, self.name)))

    @cached_property
    def standing(self) -> dict[Path, Span]:
        """The place of each mark that is found."""
        return mark_places(self.document, self.source, self.briefing, self.name)

    @cached_property
    def by_location(self) -> dict[Location, Mark]:
        """The marks by their location in the file; the first of several at one location."""
        placed = [(self.document.location(mark.place), mark) for mark in self.marks]
        return dict(reversed(placed))

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The paragraphs of the present text."""
        return paragraphs(self.source.text)

    def homes(self, mark: Mark) -> list[Span]:
        """The paragraphs of a cue's quote."""
        spans = [self.standing[place] for place in mark.home if place in self.standing]
        return [
            paragraph
            for paragraph in self.paragraphs
            if any(paragraph.start <= span.start < paragraph.end for span in spans)
        ]

    @cached_property
    def _claims(self) -> dict[int, Span]:
        """The places where the quotes of claims begin, by the number of the claim."""
        first: dict[int, Span] = {}
        for mark in self.marks:
            if mark.place[0] == "claims" and mark.kind == "quote" and mark.place in self.standing:
                first.setdefault(int(mark.place[1]), self.standing[mark.place])
        return first

    @cached_property
    def _ordered(self) -> bool:
        spans = list(self._claims.values())
        pairs = list(pairwise(spans))
        ordered = sum(one.start <= other.start for one, other in pairs)
        return len(pairs) > 1 and ordered >= _IN_ORDER * len(pairs)

    @cached_property
    def claimed(self) -> dict[Path, Span]:
        """The places of all quotes of claims, in the order of the text."""
        found = {
            mark.place: self.standing[mark.place]
            for mark in self.marks
            if mark.kind == "quote" and mark.place[0] == "claims" and mark.place in self.standing
        }
        return dict(sorted(found.items(), key=lambda item: item[1]))

    def neighbours(self, mark: Mark) -> tuple[Span | None, Span | None] | None:
        """The quotes of the claims before and after a mark's own; None if order is no evidence."""
        if mark.place[0] != "claims" or mark.kind != "quote" or not self._ordered:
            return None
        here = int(mark.place[1])
        before = [span for number, span in self._claims.items() if number < here]
        after = [span for number, span in self._claims.items() if number > here]
        return (before[-1] if before else None, after[0] if after else None)

    def order(self, mark: Mark, span: Span) -> float | None:
        """How well a place fits between the quotes of the neighbouring claims; None if unknown."""
        before, after = self.neighbours(mark) or (None, None)
        fits = [before.start <= span.start] if before else []
        fits += [span.start <= after.start] if after else []
        return sum(fits) / len(fits) if fits else None

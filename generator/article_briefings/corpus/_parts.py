"""The parts of an article that can be read separately: its claims, events, corrections.

Each part records its reads (see `_facts`): a page that shows one claim of an article does not
depend on the other claims. The origin of a claim, and its distance from the article, follow from
the steps that the article states; other steps do not count.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Self, get_args

from article_briefings.anchoring import (
    AnchoredBriefing,
    AnchoredClaim,
    EventOutline,
    Outline,
    Summary,
    Tally,
)
from article_briefings.corpus._facts import reads
from article_briefings.diagnostics import Location
from article_briefings.models import Claim, Correction, Event, Evidence, Hop, Span

Hand = Literal["own-voice", "first-hand", "second-hand", "third-hand", "unknown"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """The origin of a claim, according to the article."""

    kind: Literal["named", "unnamed", "own-voice", "unknown"]
    """`own-voice` if the article attributes the claim to nobody, `unknown` if the speaker is not
    identified yet."""
    key: str
    """An actor's id, the words for a source without a name, or the outlet's id (may be empty)."""

    @classmethod
    def of(cls, claim: Claim, outlet: str | None) -> Self:
        """The origin of a claim in an article that `outlet` published.

        A source that the article does not name counts as unnamed, even if evidence identifies it.
        """
        if claim.speaker_unknown:
            return cls("unknown", "")
        first = claim.origin
        if first is None:
            return cls("own-voice", outlet or "")
        return cls("named", first.actor) if first.actor else cls("unnamed", first.unnamed or "")


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a claim's origin is from the article."""

    hand: Hand
    """`own-voice`, `first-hand`, `second-hand`, or `third-hand` for three or more steps;
    `unknown` if the speaker is not identified."""
    unnamed: bool
    """Whether the article gives the origin no name."""
    beyond: bool
    """Whether evidence shows steps that the article leaves out."""
    HANDS: ClassVar[tuple[Hand, ...]] = get_args(Hand)
    """From the article's own voice outwards; `unknown` is not a distance."""

    @classmethod
    def of(cls, claim: Claim, outlet: str | None) -> Self:
        """First-hand: the origin speaks to the article. Each further stated step adds a hand.

        The outlet's own step ("told the Gazette", in the Gazette) adds none.
        """
        if claim.speaker_unknown:
            return cls("unknown", unnamed=False, beyond=False)
        hops = claim.attribution
        stated = [hop for hop in hops if hop.stated]
        steps = len(stated)
        if steps > 1 and outlet and stated[-1].actor == outlet:
            steps -= 1
        unnamed = steps > 0 and stated[0].actor is None
        return cls(cls.HANDS[min(steps, 3)], unnamed, len(stated) < len(hops))


class _ArticlePart:
    """A part of an article that can be read separately."""

    __slots__ = ("_article", "_number", "key", "slug")

    slug: str
    """The briefing, which is at `/briefings/<slug>/`."""
    key: str
    """`<slug>#<id>`, the reference used by all other articles."""

    def __init__(self, article: AnchoredBriefing, number: int, identifier: str) -> None:
        self._article, self.slug, self._number = article, article.slug, number
        self.key = f"{article.slug}#{identifier}"

    @property
    def article(self) -> AnchoredBriefing:
        """The whole article. For lists, the summary is enough."""
        reads.record("article", self.slug)
        return self._article

    @property
    def summary(self) -> Summary:
        """The data of the article for lists."""
        reads.record("summary", self.slug)
        return self._article.summary

    def _evidence(self, identifier: str | None) -> tuple[int, Evidence] | None:
        """An evidence item of the article with its number in the list of sources."""
        numbered = enumerate(self._article.briefing.evidence, 1)
        return next(((n, item) for n, item in numbered if item.id == identifier), None)


class ClaimRef(_ArticlePart):
    """A claim and its briefing."""

    __slots__ = ()

    def __init__(self, article: AnchoredBriefing, number: int) -> None:
        """`number` is the claim's place in the order of the text, from 0."""
        super().__init__(article, number, article.outline.claims[number])

    @classmethod
    def of(cls, article: AnchoredBriefing) -> tuple["ClaimRef", ...]:
        """The claims of an article in the order of its text; the same objects at each call."""
        return article.once(_claims_of)

    @property
    def _outline(self) -> Outline:
        """The data about the claim that is available without loading its article."""
        reads.record("claims-of", self.slug)
        return self._article.outline

    def location(self, *field: str | int) -> Location:
        """Its place in `briefing.yml`, or that of one of its fields."""
        ids = [anchored.claim.id for anchored in self.article.claims]
        place = ids.index(self.claim.id)
        return self.article.document.location(("claims", place, *field))

    @property
    def number(self) -> int:
        """Its place in the order of the text, from 0."""
        reads.record("claims-of", self.slug)
        return self._number

    @property
    def origin(self) -> str | None:
        """The id of the actor at its origin, according to the article.

        "" for a source without a name, None for the article's own voice, "?" if the speaker is not
        identified yet.
        """
        return self._outline.origins[self._number]

    @property
    def so(self) -> str:
        """The verdict on whether it is so; "" if there is none."""
        return self._outline.so[self._number]

    @property
    def said(self) -> str:
        """The verdict on the saying of its first judged step; "" if there is none."""
        return self._outline.said[self._number]

    @property
    def kind(self) -> str:
        """The kind of statement that it is."""
        return self._outline.kinds[self._number]

    @property
    def anchored(self) -> AnchoredClaim:
        """The claim and the spans of its marks."""
        reads.record("claim", self.key)
        return self._article.claims_in_text_order()[self._number]

    @property
    def claim(self) -> Claim:
        """The claim as in `briefing.yml`."""
        return self.anchored.claim

    @property
    def text(self) -> str:
        """The claim in the annotator's plain words."""
        return self.claim.text

    @property
    def quote(self) -> str:
        """The words of the article that carry the claim; parts are joined with an ellipsis."""
        return " … ".join(self.quoted)

    @property
    def quoted(self) -> tuple[str, ...]:
        """The same words, part by part."""
        return self._words(self.anchored.quote)

    @property
    def language(self) -> str:
        """The language of these words, as a BCP 47 tag."""
        return self._article.briefing.language_of(self.claim.quote_in)

    def _words(self, spans: Iterable[Span]) -> tuple[str, ...]:
        text = self._article.text(self.claim.quote_in)
        return tuple(span.of(text) for span in spans)

    @property
    def attribution(self) -> tuple[Hop, ...]:
        """The steps from the origin outwards; none in the article's own voice or if unknown."""
        return self.claim.attribution

    @property
    def who(self) -> tuple[Hop, ...]:
        """Whose sentence it is: the origin, or "B, for A" where A's own saying is not confirmed.

        One step, or the first confirmed step and then the origin. None in the article's own voice,
        and if the speaker is unknown.
        """
        return self.claim.who

    @property
    def speaker(self) -> Speaker:
        """Its origin, according to the article."""
        return Speaker.of(self.claim, self.summary.outlet)

    @property
    def distance(self) -> Distance:
        """How far its origin is from the article, by the steps that the article states.

        What an article leaves out cannot be seen in an extract.
        """
        far = Distance.of(self.claim, self.summary.outlet)
        return replace(far, beyond=far.beyond and not self.summary.extract)

    @property
    def spoken_of(self) -> tuple[str, ...]:
        """Ids of the actors whom the claim's words name, except those who say or relay it."""
        return self._outline.about[self._number]

    def cue(self, position: int) -> str:
        """The attributing words of one step in the claim's chain."""
        return " … ".join(self._words(self.anchored.cues[position]))

    def shown_by(self, position: int) -> tuple[int, Evidence] | None:
        """The evidence for a step in the claim's chain, with its number in the list of sources."""
        return self._evidence(self.attribution[position].shown_by)

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """The sources of its verdicts, for counting."""
        return tuple(self._article.lineage.tallies([self.claim]))

    def content(self) -> Iterator[str]:
        """All that the parts above say of the claim."""
        claim = self.anchored
        yield claim.claim.model_dump_json()
        yield repr(self.tallies)
        yield repr((claim.quote, claim.cues, self.quoted, self.language))
        for position, hop in enumerate(self.attribution):
            yield self.cue(position)
            yield repr(self.shown_by(position)) if hop.shown_by else ""

    def __repr__(self) -> str:
        return f"ClaimRef({self.key!r})"


class EventRef(_ArticlePart):
    """An event and its briefing."""

    __slots__ = ()

    def __init__(self, article: AnchoredBriefing, number: int) -> None:
        """`number` is the event's place in the file, from 0."""
        super().__init__(article, number, article.outline.events[number].id)

    @classmethod
    def of(cls, article: AnchoredBriefing) -> tuple["EventRef", ...]:
        """The events of an article in the order of its file."""
        return tuple(cls(article, number) for number in range(len(article.outline.events)))

    @property
    def outline(self) -> EventOutline:
        """The data of the event for lists."""
        reads.record("events-of", self.slug)
        return self._article.outline.events[self._number]

    @property
    def event(self) -> Event:
        """The event itself."""
        reads.record("events-of", self.slug)
        return self._article.briefing.events[self._number]

    @property
    def shown_by(self) -> Evidence | None:
        """The evidence for its date."""
        found = self._evidence(self.event.shown_by)
        return found[1] if found else None

    def content(self) -> Iterator[str]:
        """All that the parts above say of the event."""
        yield self.event.model_dump_json()
        yield repr(self._evidence(self.event.shown_by))


class CorrectionRef(_ArticlePart):
    """A correction and its briefing."""

    __slots__ = ()

    def __init__(self, article: AnchoredBriefing, number: int) -> None:
        """`number` is the correction's place in the file, from 0."""
        super().__init__(article, number, f"change--{number + 1}")

    @classmethod
    def of(cls, article: AnchoredBriefing) -> tuple["CorrectionRef", ...]:
        """The corrections of an article, the latest first."""
        days = article.outline.corrected
        order = sorted(range(len(days)), key=lambda number: (days[number], number), reverse=True)
        return tuple(cls(article, number) for number in order)

    @property
    def correction(self) -> Correction:
        """The correction itself."""
        reads.record("corrections-of", self.slug)
        return self._article.briefing.corrections[self._number]

    @property
    def anchor(self) -> str:
        """Its id on its briefing's page; later corrections do not change it."""
        return self.key.rpartition("#")[2]

    @property
    def day(self) -> dt.date:
        """Its day, which lists of corrections depend on."""
        return self._article.outline.corrected[self._number]

    def claim(self, name: str) -> ClaimRef | None:
        """The claim of its briefing with this id, now or earlier; None if it was withdrawn."""
        refs = ClaimRef.of(self._article)
        reads.record("claims-of", self.slug)
        if name in self._article.outline.claims:
            return refs[self._article.outline.claims.index(name)]
        return next((ref for ref in refs if name in ref.claim.formerly), None)


def _claims_of(article: AnchoredBriefing) -> tuple[ClaimRef, ...]:
    return tuple(ClaimRef(article, number) for number in range(len(article.outline.claims)))

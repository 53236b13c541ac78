"""The parts of an article that can be read separately: its summary, its claims, its events.

Each part records its reads (see `_facts`): a page that shows one claim of an article does not
depend on the other claims.
"""

from collections.abc import Iterable, Iterator, Sequence

from article_briefings.anchoring import (
    AnchoredBriefing,
    AnchoredClaim,
    EventOutline,
    Outline,
    Summary,
)
from article_briefings.corpus._facts import digest, record_read, untracked
from article_briefings.models import Assessment, Claim, Event, Evidence, Hop, Span


class _ArticlePart:
    """A part of an article that can be read separately."""

    __slots__ = ("_article", "slug")

    slug: str
    """The briefing, which is at `/briefings/<slug>/`."""

    def __init__(self, article: AnchoredBriefing) -> None:
        self._article, self.slug = article, article.slug

    @property
    def article(self) -> AnchoredBriefing:
        """The whole article. For lists, the summary is enough."""
        record_read("article", self.slug)
        return self._article

    @property
    def summary(self) -> Summary:
        """The data of the article for lists."""
        record_read("summary", self.slug)
        return self._article.summary

    def _evidence(self, identifier: str | None) -> tuple[int, Evidence] | None:
        """An evidence item of the article with its number in the list of sources."""
        numbered = enumerate(self._article.briefing.evidence, 1)
        return next(((n, item) for n, item in numbered if item.id == identifier), None)


class ClaimRef(_ArticlePart):
    """A claim and its briefing."""

    __slots__ = ("_number", "key")

    key: str
    """`<slug>#<claim id>`, the reference used by all other articles."""

    def __init__(self, article: AnchoredBriefing, number: int) -> None:
        """`number` is the claim's place in the order of the text, from 0."""
        super().__init__(article)
        self._number = number
        self.key = f"{article.slug}#{article.outline.claims[number]}"

    @property
    def _outline(self) -> Outline:
        """The data about the claim that is available without loading its article."""
        record_read("claims-of", self.slug)
        return self._article.outline

    @property
    def number(self) -> int:
        """Its place in the order of the text, from 0."""
        record_read("claims-of", self.slug)
        return self._number

    @property
    def origin(self) -> str | None:
        """The id of the actor at its origin, according to the article.

        "" for a source without a name, None for the article's own voice, "?" if the speaker is not
        identified yet.
        """
        return self._outline.origins[self._number]

    @property
    def status(self) -> str:
        """The status of its assessment; "" if there is none."""
        return self._outline.statuses[self._number]

    @property
    def anchored(self) -> AnchoredClaim:
        """The claim and the spans of its marks."""
        record_read("claim", self.key)
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
        return self._words(self.anchored.quote)

    def _words(self, spans: Iterable[Span]) -> str:
        text = self._article.text(self.claim.quote_in)
        return " … ".join(span.of(text) for span in spans)

    @property
    def attribution(self) -> tuple[Hop, ...]:
        """The steps from the origin outwards; none in the article's own voice or if unknown."""
        return self.claim.attribution

    @property
    def assessment(self) -> Assessment | None:
        """The annotator's judgement; None if the claim is not assessed."""
        return self.claim.assessment

    @property
    def spoken_of(self) -> tuple[str, ...]:
        """Ids of the actors whom the claim's words name, except those who say or relay it."""
        return self._outline.about[self._number]

    def cue(self, position: int) -> str:
        """The attributing words of one step in the claim's chain."""
        return self._words(self.anchored.cues[position])

    def shown_by(self, position: int) -> tuple[int, Evidence] | None:
        """The evidence for a step in the claim's chain, with its number in the list of sources."""
        return self._evidence(self.attribution[position].shown_by)

    def content(self) -> Iterator[str]:
        """All that the parts above say of the claim."""
        claim = self.anchored
        yield claim.claim.model_dump_json()
        yield repr((claim.quote, claim.cues))
        for position, hop in enumerate(self.attribution):
            yield self.cue(position)
            yield repr(self.shown_by(position)) if hop.shown_by else ""

    def __repr__(self) -> str:
        return f"ClaimRef({self.key!r})"


class EventRef(_ArticlePart):
    """An event and its briefing."""

    __slots__ = ("_number", "key")

    key: str
    """`<slug>#<event id>`."""

    def __init__(self, article: AnchoredBriefing, number: int) -> None:
        """`number` is the event's place in the file, from 0."""
        super().__init__(article)
        self._number = number
        self.key = f"{article.slug}#{article.outline.events[number].id}"

    @property
    def outline(self) -> EventOutline:
        """The data of the event for lists."""
        record_read("events-of", self.slug)
        return self._article.outline.events[self._number]

    @property
    def event(self) -> Event:
        """The event itself."""
        record_read("events-of", self.slug)
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


def claims_of(article: AnchoredBriefing) -> tuple[ClaimRef, ...]:
    """The claims of an article in the order of its text; the same objects at each call."""
    return article.once(_claims_of)


def _claims_of(article: AnchoredBriefing) -> tuple[ClaimRef, ...]:
    return tuple(ClaimRef(article, number) for number in range(len(article.outline.claims)))


def events_of(article: AnchoredBriefing) -> tuple[EventRef, ...]:
    """The events of an article in the order of its file."""
    return tuple(EventRef(article, number) for number in range(len(article.outline.events)))


def is_article_fact(fact: str, slug: str) -> bool:
    """Whether `article_facts` of the article contains this fact, or could contain it."""
    kind, _, name = fact.partition(":")
    return kind in _PARTS and name.partition("#")[0] == slug


_PARTS = {"summary", "claims-of", "events-of", "claim"}


def _of_claims(outline: Outline) -> tuple[Sequence[object], ...]:
    """The data of an article that is read by lists that count claims."""
    parts = outline.claimed, outline.relayed, outline.about
    return outline.claims, outline.origins, *parts, outline.statuses


def article_facts(article: AnchoredBriefing) -> dict[str, str]:
    """A digest for each part of the article that is a fact; it changes only with its part."""
    with untracked():
        return {
            f"summary:{article.slug}": digest((repr(article.summary),)),
            f"claims-of:{article.slug}": digest((repr(_of_claims(article.outline)),)),
            f"events-of:{article.slug}": digest(
                part for ref in events_of(article) for part in ref.content()
            ),
            **{f"claim:{ref.key}": digest(ref.content()) for ref in claims_of(article)},
        }

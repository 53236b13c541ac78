"""The result of anchoring: a briefing, its texts, and the spans of all its marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

from article_briefings.anchoring._lineage import Lineage
from article_briefings.anchoring._outline import Outline, Summary, outline_of
from article_briefings.anchoring._prominence import prominent
from article_briefings.input import Document, SourceText
from article_briefings.models import Briefing, Claim, Span, TextName, paragraphs

T = TypeVar("T")
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class AnchoredClaim:
    """A claim, the spans of its quote's parts, and those of each hop's cue.

    Both are in the text that the claim's `quote_in` names.
    """

    claim: Claim
    """The claim with its whole chain, every form and the days of its verdicts."""
    quote: Spans
    """The parts of its quote, in the order of the text."""
    cues: tuple[Spans, ...]
    """One for each hop; empty for a hop that the article does not state."""
    counterpart: Spans = ()
    """The parts of the same words in the other text; empty if the briefing does not name them."""


@dataclass(frozen=True)
class AnchoredBriefing:
    """A briefing all of whose marks were found in its texts."""

    slug: str
    """The briefing, which is at `/briefings/<slug>/`."""
    document: Document
    source: SourceText
    """The article; `source.text` is what spans count in."""
    briefing: Briefing
    """The content of `briefing.yml`, with whole chains and the whole cast."""
    names: tuple[tuple[str, str], ...]
    """The actors of chains and events, each with the name that the text was searched for."""
    claims: tuple[AnchoredClaim, ...]
    """In the order of the file."""
    mentions: tuple[Spans, ...]
    """One for each member of the cast: where the article names it."""
    background: tuple[Spans, ...]
    """One for each use, in the text that its `quote_in` names."""
    events: tuple[Spans, ...]
    """One for each event, in the text that its `quote_in` names."""
    translation: SourceText | None
    """The translation, if there is one."""
    translated_mentions: tuple[Spans, ...]
    """One for each member of the cast: where the translation names it; empty without one."""

    @property
    def texts(self) -> Iterator[tuple[TextName, SourceText]]:
        """The article, and its translation if it has one."""
        yield "original", self.source
        if self.translation:
            yield "translation", self.translation

    @cached_property
    def outline(self) -> Outline:
        """The data that connects it with other articles."""
        claims = [claim.claim for claim in self.claims_in_text_order()]
        paths = (self.document.path, *(text.path for _, text in self.texts))
        version = self.document.written_in or self.briefing.format
        return outline_of(
            self.slug, paths, version, self.briefing, claims, self.spoken_of, self.names
        )

    @property
    def summary(self) -> Summary:
        """The data that lists show of it."""
        return self.outline.summary

    @cached_property
    def lineage(self) -> Lineage:
        """What its evidence draws on."""
        return Lineage(self.briefing)

    def full_reference(self, reference: str) -> str:
        """A reference to a claim with its article, which is this one if it names none."""
        return reference if "#" in reference else f"{self.slug}#{reference}"

    def once(self, make: Callable[["AnchoredBriefing"], T]) -> T:
        """A function's result for the article, computed at the first call.

        It must be equal for versions with the same outline: see `OutlinedArticle.replace`. The
        function's reads are not repeated for the next caller.
        """
        if make not in self._made:
            self._made[make] = make(self)
        result: T = self._made[make]
        return result

    @cached_property
    def _made(self) -> dict[Callable[["AnchoredBriefing"], Any], Any]:
        return {}

    def forget_made(self) -> None:
        """Drop the results of `once`, which may refer to the article: a reference cycle."""
        self._made.clear()

    def text(self, name: TextName) -> str:
        """The words of one of the texts."""
        text = self.source if name == "original" else self.translation
        if text is None:
            raise ValueError(f"{self.slug} has no translation")
        return text.text

    def mentions_in(self, name: TextName) -> tuple[Spans, ...]:
        """For each member of the cast, the places where one of the texts names it."""
        return self.mentions if name == "original" else self.translated_mentions

    @cached_property
    def spoken_of(self) -> Mapping[str, tuple[str, ...]]:
        """By claim, the actors that its words name, except those who make it or pass it on.

        Ids of actors, in the order of the cast; a claim that names nobody is left out.
        """
        named = {
            name: sorted(
                (span.start, span.end, member)
                for member, spans in enumerate(self.mentions_in(name))
                for span in spans
            )
            for name, _ in self.texts
        }
        found = {}
        for claim in self.claims:
            speakers = {hop.speaker for hop in claim.claim.attribution}
            places = named[claim.claim.quote_in]
            members = {member for quote in claim.quote for member in _within(quote, places)}
            actors = (self.briefing.cast[member].actor for member in sorted(members))
            if others := tuple(actor for actor in actors if actor not in speakers):
                found[claim.claim.id] = others
        return found

    def claims_in_text_order(self) -> Sequence[AnchoredClaim]:
        """The claims in reading order; those that begin at the same place in the file's order.

        A paragraph of the article comes before its translation.
        """
        return self._in_text_order

    def prominent_claims(self) -> Sequence[AnchoredClaim]:
        """The claims that the article marks for readers, in reading order: at most eight."""
        return self._prominent

    @cached_property
    def _prominent(self) -> Sequence[AnchoredClaim]:
        in_order = {anchored.claim.id: anchored for anchored in self.claims_in_text_order()}
        return [in_order[c.id] for c in prominent(anchored.claim for anchored in in_order.values())]

    @cached_property
    def _in_text_order(self) -> Sequence[AnchoredClaim]:
        starts: dict[str, list[int]] = {"original": []}
        if self.translation:
            starts = {name: [p.start for p in paragraphs(text.text)] for name, text in self.texts}

        def place(claim: AnchoredClaim) -> tuple[int, str, int, int]:
            name, first = claim.claim.quote_in, claim.quote[0]
            return bisect_right(starts[name], first.start), name, first.start, first.end

        return sorted(self.claims, key=place)


class OutlinedArticle(AnchoredBriefing):
    """An article whose outline is in memory; the rest is loaded on first use.

    `load` returns the whole article and is called again after each `unload`. `derived` has results
    of `once`, by function.
    """

    _load: Callable[[], AnchoredBriefing]

    def __init__(
        self,
        outline: Outline,
        load: Callable[[], AnchoredBriefing],
        derived: Mapping[Callable[[AnchoredBriefing], Any], Any] | None = None,
    ) -> None:
        vars(self).update(  # frozen, as its base is
            slug=outline.summary.slug, outline=outline, _made=dict(derived or {}), _load=load
        )

    @property
    def _whole(self) -> AnchoredBriefing:
        if "_loaded" not in vars(self):
            vars(self)["_loaded"] = self._load()
        whole: AnchoredBriefing = vars(self)["_loaded"]
        return whole

    def replace(self, load: Callable[[], AnchoredBriefing]) -> None:
        """Become another version with the same outline and the same results of `once`."""
        self.unload()
        vars(self)["_load"] = load

    def unload(self) -> None:
        """Free everything that can be loaded again, and values derived from it alone."""
        for name in vars(self).keys() - {"slug", "outline", "_made", "_load"}:
            del vars(self)[name]


for _name in {_field.name for _field in fields(AnchoredBriefing)} - {"slug"}:
    setattr(OutlinedArticle, _name, property(attrgetter(f"_whole.{_name}")))


def _within(quote: Span, places: Sequence[tuple[int, int, int]]) -> Iterator[int]:
    """The cast members that are named between the ends of a quote, by their numbers.

    Each place in the text is where a name begins, where it ends, and the member's number.
    """
    for number in range(bisect_left(places, (quote.start,)), len(places)):
        start, end, member = places[number]
        if start >= quote.end:
            return
        if end <= quote.end:
            yield member

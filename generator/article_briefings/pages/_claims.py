"""Claims as pages show them: the chain to the reader in words, the assessment, the relations."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from article_briefings.corpus import ClaimRef, Corpus, RelatedClaim
from article_briefings.models import Assessment, Evidence, Hop, Span, paragraphs
from article_briefings.pages import _across as across
from article_briefings.pages import _labels as labels
from article_briefings.pages import _routes as routes
from article_briefings.pages._marks import cue_id
from article_briefings.pages._text_fragments import original_href
from article_briefings.pages._views import (
    ChainStep,
    ChainView,
    ClaimRow,
    LinkView,
    Quotation,
    RelatedClaimView,
    quotation,
)

_BARS = 8
"""The number of background layers that the style sheet draws; the last bar covers the rest."""


class EvidenceUseView(NamedTuple):
    """The use of one evidence item for a claim."""

    relation: str
    shows: str
    item: LinkView
    """The item's publisher and date, linked to its place in the list of sources."""
    number: int
    """Its number in that list, from 1."""


class AssessmentView(NamedTuple):
    """The annotator's judgement."""

    status: str
    """The value, for a class name: "not-enough-evidence"."""
    status_label: str
    as_of: str
    rationale_markdown: str
    credibility: str
    """In words with its number, or empty."""
    likelihood: str
    confidence: str
    evidence: tuple[EvidenceUseView, ...]


class AlsoView(NamedTuple):
    """A further article that makes or relays the same claim."""

    outlet: str
    """The outlet that published it; the article's title if that is not known."""
    date: str
    href: str
    """The claim on the other briefing's page."""
    form: str
    text: str
    """The claim as worded there; empty if the wording is the same."""


class Bar(NamedTuple):
    """A stretch of the article, in percent, for a background layer of a style sheet.

    See https://www.w3.org/TR/css-backgrounds-3/#the-background-position.
    """

    position: int
    """Its start, as a share of the space that its length leaves."""
    length: int
    """Its length, as a share of the article."""


class PlaceView(NamedTuple):
    """The place of a claim in the article."""

    words: str
    """"paragraph 3 of 11"."""
    bars: tuple[Bar, ...]
    """One for each part of the quote, in the order of the text."""


class ClaimView(NamedTuple):
    """A claim in full, on its briefing's page."""

    id: str
    number: int
    text: str
    quote: Quotation
    mark_href: str
    place: PlaceView
    original_href: str
    """The words on the original page, as a text fragment; empty without its address."""
    kind: str
    form: str
    """The form in which the article gives the words; "own voice" if it speaks itself."""
    chain: ChainView
    assessment: AssessmentView | None
    also: tuple[AlsoView, ...]
    """The same claim in other articles, directly or through others; not among `related`."""
    related: tuple[RelatedClaimView, ...]
    draft: bool
    """Whether nobody has checked it yet."""


class QuotePlaces:
    """The places in one article, whose paragraphs are found once."""

    def __init__(self, text: str) -> None:
        self._length = max(1, len(text))
        self._ends = [paragraph.end for paragraph in paragraphs(text)]

    def of(self, spans: Sequence[Span]) -> PlaceView:
        """The place of a quote, given the spans of its parts in the order of the text."""
        first, last = (
            min(bisect_right(self._ends, at) + 1, len(self._ends))
            for at in (spans[0].start, spans[-1].end - 1)
        )
        named = f"paragraph {first}" if first == last else f"paragraphs {first}–{last}"
        drawn = [span for span in spans if len(span)]
        if len(drawn) > _BARS:
            drawn[_BARS - 1 :] = [Span(drawn[_BARS - 1].start, drawn[-1].end)]
        return PlaceView(f"{named} of {len(self._ends)}", tuple(map(self._bar, drawn)))

    def _bar(self, span: Span) -> Bar:
        """A part of the quote in whole percent, with a visible minimum length."""
        start = min(98, span.start * 100 // self._length)
        length = max(2, round(span.end * 100 / self._length) - start)
        return Bar(round(100 * start / (100 - length)) if length < 100 else 0, length)


@dataclass(frozen=True)
class ClaimViews:
    """Builds the views of claims for one page."""

    corpus: Corpus
    links: routes.PageLinks

    def actor(self, identifier: str) -> LinkView:
        """An actor's name, linked to its page."""
        name = self.corpus.actors[identifier].actor.name
        return LinkView(name, self.links.to(routes.actor(identifier)))

    def place(self, ref: ClaimRef, anchor: str = "") -> str:
        """The address of a claim, or of something else on its briefing's page."""
        return self.links.to(routes.briefing(ref.slug), anchor or ref.claim.id)

    def full(self, ref: ClaimRef, number: int, places: QuotePlaces) -> ClaimView:
        """A claim on its own briefing's page; `places` are those of its article."""
        claim, article, spans = ref.claim, ref.article, ref.anchored.quote
        source = article.briefing.source
        text = source.translation if claim.quote_in == "translation" else source
        url = (text and text.url) or ""
        return ClaimView(
            id=claim.id,
            number=number,
            text=claim.text,
            quote=quotation(article, spans, claim.quote_in),
            mark_href=self.place(ref, f"mark--{claim.id}"),
            place=places.of(spans),
            original_href=original_href(url, article.text(claim.quote_in), spans),
            kind=claim.kind,
            form=labels.form_of(claim),
            chain=self.chain(ref),
            assessment=self._assessment(ref, claim.assessment) if claim.assessment else None,
            also=tuple(self._also(ref)),
            related=tuple(
                self._related(ref, related)
                for related in self.corpus.related.get(ref.key, ())
                if related.type != "repeats" or related.claim.slug == ref.slug
            ),
            draft=claim.draft,
        )

    def row(self, ref: ClaimRef) -> ClaimRow:
        """A claim in a list that spans articles."""
        claim, article = ref.claim, ref.summary
        status = claim.assessment.status if claim.assessment else ""
        related = self.corpus.related.get(ref.key, ())
        return ClaimRow(
            text=claim.text,
            href=self.place(ref, claim.id),
            article=LinkView(article.title, self.links.to(routes.briefing(ref.slug))),
            date=article.published.display(),
            kind=claim.kind,
            form=labels.form_of(claim),
            chain=self.chain(ref),
            status=status,
            status_label=labels.STATUS[status],
            related=tuple(self._related(ref, other) for other in related),
            draft=claim.draft or article.draft,
        )

    def pairs(self, pairs: Iterable[across.Pair]) -> tuple[across.PairView, ...]:
        """Claims that contradict each other, side by side."""
        return tuple(across.PairView(self.row(one), self.row(other)) for one, other in pairs)

    def chain(self, ref: ClaimRef) -> ChainView:
        """A claim's chain from its origin to the reader."""
        claim, outlet = ref.claim, ref.summary.outlet
        outlets = [self.is_outlet(hop) for hop in claim.attribution]
        steps = tuple(self._steps(ref, outlets))
        words = [
            labels.ChainWords(
                step.name.text,
                is_outlet,
                step.stated,
                step.identified_as.text if step.identified_as else "",
            )
            for step, is_outlet in zip(steps, outlets, strict=True)
        ]
        return ChainView(
            steps=steps,
            sentence=labels.chain_sentence(None if claim.speaker_unknown else words),
            own_voice=claim.own_voice,
            unknown=claim.speaker_unknown,
            published_in=self.actor(outlet) if outlet else None,
            hand=labels.distance_words(ref.distance),
        )

    def is_outlet(self, hop: Hop) -> bool:
        """Whether a step is an outlet's."""
        return bool(hop.actor) and self.corpus.actors[hop.actor or ""].actor.type == "outlet"

    def _steps(self, ref: ClaimRef, outlets: Sequence[bool]) -> Iterator[ChainStep]:
        claim, name = ref.anchored, ref.claim.quote_in
        hops = zip(claim.claim.attribution, claim.cues, labels.link_words(outlets), strict=True)
        for position, (hop, cue, word) in enumerate(hops):
            shown = ref.shown_by(position)
            yield ChainStep(
                link_word=word,
                name=self.actor(hop.actor) if hop.actor else LinkView(hop.unnamed or ""),
                unnamed=hop.actor is None,
                stated=hop.stated,
                form=hop.form or "",
                cue=ref.cue(position),
                cue_href=self.place(ref, cue_id(cue[0], name)) if cue else "",
                identified_as=self.actor(hop.identified_as) if hop.identified_as else None,
                evidence=self._item(ref, *shown) if shown else None,
            )

    def _item(self, ref: ClaimRef, number: int, item: Evidence) -> LinkView:
        return LinkView(f"{item.publisher} [{number}]", self.place(ref, item.id))

    def _assessment(self, ref: ClaimRef, assessment: Assessment) -> AssessmentView:
        items = {item.id: (n, item) for n, item in enumerate(ref.article.briefing.evidence, 1)}
        uses = []
        for use in assessment.evidence:
            number, item = items[use.item]
            words = item.publisher + (f", {item.date.display()}" if item.date else "")
            link = LinkView(words, self.place(ref, use.item))
            uses.append(EvidenceUseView(use.relation, use.shows, link, number))
        return AssessmentView(
            status=assessment.status,
            status_label=labels.STATUS[assessment.status],
            as_of=labels.day_words(assessment.as_of),
            rationale_markdown=assessment.rationale,
            credibility=labels.CREDIBILITY.get(assessment.credibility or 0, ""),
            likelihood=labels.LIKELIHOOD.get(assessment.likelihood or "", ""),
            confidence=assessment.confidence or "",
            evidence=tuple(uses),
        )

    def _also(self, ref: ClaimRef) -> Iterator[AlsoView]:
        for other in across.repetitions(self.corpus, ref):
            if other.slug != ref.slug:
                claim = other.claim
                yield AlsoView(
                    outlet=across.outlet_name(self.corpus, other.summary),
                    date=other.summary.published.display(),
                    href=self.place(other, claim.id),
                    form=labels.form_of(claim),
                    text=claim.text if claim.text != ref.claim.text else "",
                )

    def _related(self, ref: ClaimRef, related: RelatedClaim) -> RelatedClaimView:
        other, article = related.claim, None
        if other.slug != ref.slug:
            words = across.outlet_and_date(self.corpus, other.summary)
            article = LinkView(words, self.links.to(routes.briefing(other.slug)))
        return RelatedClaimView(
            labels.relation_verb(related.type, related.inverse),
            LinkView(other.claim.text, self.place(other)),
            article,
        )

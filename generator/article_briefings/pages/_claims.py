"""Claims as pages show them: the chain to the reader in words, the assessment, the relations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import ClaimRef, Corpus, RelatedClaim, distance_of
from article_briefings.models import (
    Assessment,
    AssessmentEvidence,
    Evidence,
    Hop,
    Source,
    Span,
    TextName,
)
from article_briefings.pages import _labels as labels
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import (
    Pair,
    PairView,
    outlet_and_date,
    outlet_name,
    repetitions,
)
from article_briefings.pages._anchors import Anchor
from article_briefings.pages._chains import ChainWords, chain_sentence, distance_words, link_words
from article_briefings.pages._marks import cue_id, mark_id
from article_briefings.pages._places import QuotePlaces
from article_briefings.pages._text_fragments import original_href
from article_briefings.pages._views import (
    AlsoView,
    AssessmentView,
    ChainStep,
    ChainView,
    ClaimRow,
    ClaimView,
    EvidenceUseView,
    LinkView,
    Quotation,
    RelatedClaimView,
    SourceView,
)
from article_briefings.pages._words import day_words, direction, language_name, tongue_of


@dataclass(frozen=True)
class ClaimViews:
    """Builds the views of claims for one page."""

    corpus: Corpus
    links: routes.PageLinks

    def actor(self, identifier: str) -> LinkView:
        """An actor's name, linked to its page."""
        name = self.corpus.actors[identifier].actor.name
        return LinkView(name, self.links.to(routes.actor(identifier)))

    def full(self, ref: ClaimRef, number: int, places: QuotePlaces) -> ClaimView:
        """A claim on its own briefing's page; `places` are those of its article."""
        claim, text = ref.claim, ref.article.text(ref.claim.quote_in)
        return ClaimView(
            id=claim.id,
            number=number,
            text=claim.text,
            quote=quotation(ref.article, ref.anchored.quote, claim.quote_in),
            mark_href=self.place(ref, mark_id(claim.id)),
            place=places.of(ref.anchored.quote),
            original_href=original_href(_url(ref), text, ref.anchored.quote),
            kind=claim.kind,
            form=labels.form_of(claim),
            chain=self.chain(ref),
            assessment=self._assessment(ref, claim.assessment) if claim.assessment else None,
            also=tuple(self._also(ref)),
            related=tuple(
                self._related_view(ref, related)
                for related in self.corpus.related.get(ref.key, ())
                if related.type != "repeats" or related.claim.slug == ref.slug
            ),
            draft=claim.draft,
        )

    def pairs(self, pairs: Iterable[Pair]) -> tuple[PairView, ...]:
        """Claims that contradict each other, side by side."""
        return tuple(PairView(self.row(one), self.row(other)) for one, other in pairs)

    def row(self, ref: ClaimRef) -> ClaimRow:
        """A claim in a list that spans articles."""
        claim, article = ref.claim, ref.summary
        status = claim.assessment.status if claim.assessment else ""
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
            related=tuple(self._related(ref)),
            draft=claim.draft or article.draft,
        )

    def chain(self, ref: ClaimRef) -> ChainView:
        """A claim's chain from its origin to the reader."""
        claim, outlet = ref.claim, ref.summary.outlet
        outlets = [self.is_outlet(hop) for hop in claim.attribution]
        steps = tuple(self._steps(ref, outlets))
        words = [
            ChainWords(
                step.name.text,
                is_outlet,
                step.stated,
                step.identified_as.text if step.identified_as else "",
            )
            for step, is_outlet in zip(steps, outlets, strict=True)
        ]
        return ChainView(
            steps=steps,
            sentence=chain_sentence(None if claim.speaker_unknown else words),
            own_voice=claim.own_voice,
            unknown=claim.speaker_unknown,
            published_in=self.actor(outlet) if outlet else None,
            hand=distance_words(distance_of(claim, outlet)),
        )

    def _steps(self, ref: ClaimRef, outlets: Sequence[bool]) -> Iterator[ChainStep]:
        claim, name = ref.anchored, ref.claim.quote_in
        hops = zip(claim.claim.attribution, claim.cues, link_words(outlets), strict=True)
        for position, (hop, cue, word) in enumerate(hops):
            yield ChainStep(
                link_word=word,
                name=self.actor(hop.actor) if hop.actor else LinkView(hop.unnamed or ""),
                unnamed=hop.actor is None,
                stated=hop.stated,
                form=hop.form or "",
                cue=ref.cue(position),
                cue_href=self.place(ref, cue_id(cue[0], name)) if cue else "",
                identified_as=self.actor(hop.identified_as) if hop.identified_as else None,
                evidence=self._evidence_link(ref, position),
            )

    def is_outlet(self, hop: Hop) -> bool:
        """Whether a step is an outlet's."""
        return bool(hop.actor) and self.corpus.actors[hop.actor or ""].actor.type == "outlet"

    def place(self, ref: ClaimRef, anchor: str = "") -> str:
        """The address of a claim, or of something else on its briefing's page."""
        page, identifier = routes.briefing(ref.slug), anchor or ref.claim.id
        return Anchor(identifier) if page == self.links.source else self.links.to(page, identifier)

    def _evidence_link(self, ref: ClaimRef, position: int) -> LinkView | None:
        found = ref.shown_by(position)
        if found is None:
            return None
        number, item = found
        return LinkView(f"{item.publisher} [{number}]", self.place(ref, item.id))

    def _assessment(self, ref: ClaimRef, assessment: Assessment) -> AssessmentView:
        items = _evidence(ref)
        return AssessmentView(
            status=assessment.status,
            status_label=labels.STATUS[assessment.status],
            as_of=day_words(assessment.as_of),
            rationale_markdown=assessment.rationale,
            credibility=labels.CREDIBILITY.get(assessment.credibility or 0, ""),
            likelihood=labels.LIKELIHOOD.get(assessment.likelihood or "", ""),
            confidence=assessment.confidence or "",
            evidence=tuple(self._use(ref, use, *items[use.item]) for use in assessment.evidence),
        )

    def _use(
        self, ref: ClaimRef, use: AssessmentEvidence, number: int, item: Evidence
    ) -> EvidenceUseView:
        date = item.date.display() if item.date else ""
        words = ", ".join(part for part in (item.publisher, date) if part)
        link = LinkView(words, self.place(ref, use.item))
        return EvidenceUseView(use.relation, use.shows, link, number)

    def _also(self, ref: ClaimRef) -> Iterator[AlsoView]:
        for other in repetitions(self.corpus, ref):
            if other.slug != ref.slug:
                claim = other.claim
                yield AlsoView(
                    outlet=outlet_name(self.corpus, other.summary),
                    date=other.summary.published.display(),
                    href=self.place(other, claim.id),
                    form=labels.form_of(claim),
                    text=claim.text if claim.text != ref.claim.text else "",
                )

    def _related(self, ref: ClaimRef) -> Iterator[RelatedClaimView]:
        for related in self.corpus.related.get(ref.key, ()):
            yield self._related_view(ref, related)

    def _related_view(self, ref: ClaimRef, related: RelatedClaim) -> RelatedClaimView:
        other = related.claim
        article = None
        if other.slug != ref.slug:
            words = outlet_and_date(self.corpus, other.summary)
            article = LinkView(words, self.links.to(routes.briefing(other.slug)))
        return RelatedClaimView(
            labels.relation_verb(related.type, related.inverse),
            LinkView(other.claim.text, self.place(other, other.claim.id)),
            article,
        )


def quotation(article: AnchoredBriefing, spans: Iterable[Span], name: TextName) -> Quotation:
    """Words of one of an article's texts, in its language."""
    language = article.briefing.language_of(name)
    text = article.text(name)
    return Quotation(tuple(span.of(text) for span in spans), language, direction(language))


def _url(ref: ClaimRef) -> str:
    """The address of the text from which a claim is quoted; empty if unknown."""
    source = ref.article.briefing.source
    text = source.translation if ref.claim.quote_in == "translation" else source
    return (text and text.url) or ""


def source_view(
    source: Source, identifier: str = "", used_by: tuple[LinkView, ...] = ()
) -> SourceView:
    """A source or evidence item as pages show it."""
    return SourceView(
        title=source.title,
        publisher=source.publisher,
        date=source.date.display() if source.date else "",
        url=source.url or "",
        archived_url=source.archived_url or "",
        retrieved=day_words(source.retrieved) if source.retrieved else "",
        language=tongue_of(source.title, source.language or ""),
        language_name=language_name(source.language) if source.language else "",
        note=source.note or "",
        id=identifier,
        used_by=used_by,
    )


def _evidence(ref: ClaimRef) -> Mapping[str, tuple[int, Evidence]]:
    """The evidence items with their numbers in the list of sources, by id."""
    return {item.id: (n, item) for n, item in enumerate(ref.article.briefing.evidence, 1)}

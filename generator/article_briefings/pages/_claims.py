"""Claims as pages show them: who says it, both verdicts, the chain to the reader, the relations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import ClaimRef, Corpus, RelatedClaim
from article_briefings.language import _, day_words, listed
from article_briefings.models import Evidence, Hop, Said, So
from article_briefings.pages import _across as across
from article_briefings.pages import _claim_words as claim_words
from article_briefings.pages import _labels as labels
from article_briefings.pages import _own as own
from article_briefings.pages import _routes as routes
from article_briefings.pages._claim_view import (
    AlsoView,
    BasisView,
    ClaimView,
    EvidenceUseView,
    QuotePlaces,
    SaidView,
    SoView,
)
from article_briefings.pages._claim_words import Sentence, VerdictWords
from article_briefings.pages._labels import is_later
from article_briefings.pages._marks import cue_id
from article_briefings.pages._text_fragments import original_href
from article_briefings.pages._views import (
    ChainStep,
    ChainView,
    ClaimRow,
    LinkView,
    Quotation,
    RelatedClaimView,
    SentenceLink,
    excerpt,
    quotation,
)


@dataclass(frozen=True)
class ClaimViews:
    """Builds the views of claims for one page."""

    corpus: Corpus
    links: routes.PageLinks

    def actor(self, identifier: str) -> LinkView:
        """An actor's name, linked to its page."""
        return LinkView(self.name(identifier), self.links.to(routes.actor(identifier)))

    def name(self, identifier: str) -> str:
        """An actor's name."""
        return self.corpus.name_of(identifier)

    def party(self, name: str) -> LinkView:
        """An actor by its id or name, linked to its page; any other name without a link."""
        party = self.corpus.party(name)
        return self.actor(party) if party in self.corpus.actors else LinkView(name)

    def sentence(self, ref: ClaimRef) -> Sentence:
        """A claim behind who says it."""
        return claim_words.sentence_of(ref.claim, self.name)

    def words(self, ref: ClaimRef) -> Quotation:
        """The article's words for a list."""
        return excerpt(ref.quoted, ref.language)

    def verdicts(self, ref: ClaimRef) -> VerdictWords:
        """Both verdicts in words."""
        judged_with = across.judged_with(self.corpus, ref)
        return claim_words.verdict_words(ref.claim, self.name, judged_with)

    def link(self, ref: ClaimRef) -> SentenceLink:
        """A claim's sentence, linked to its place on its briefing's page."""
        return SentenceLink(self.sentence(ref), self.place(ref))

    def place(self, ref: ClaimRef, anchor: str = "") -> str:
        """The address of a claim, or of something else on its briefing's page.

        Key claims have a page of their own, to which other pages than the briefing's lead.
        """
        briefing = routes.briefing(ref.slug)
        if not anchor and ref.claim.key and self.links.source != briefing:
            return self.page(ref)
        return self.links.to(briefing, anchor or ref.claim.id)

    def page(self, ref: ClaimRef) -> str:
        """The address of a key claim's own page."""
        return self.links.to(routes.claim(ref.slug, ref.claim.id))

    def full(self, ref: ClaimRef, number: int, places: QuotePlaces) -> ClaimView:
        """A claim on its own briefing's page; `places` are those of its article."""
        claim, article, spans = ref.claim, ref.article, ref.anchored.quote
        source = article.briefing.source
        text = source.translation if claim.quote_in == "translation" else source
        url = (text and text.url) or ""
        sentence, way = self.sentence(ref), self.way(ref)
        return ClaimView(
            id=claim.id,
            formerly=claim.formerly,
            number=number,
            sentence=sentence,
            verdicts=self.verdicts(ref),
            finding=claim.finding or "",
            passed_on=way if way.casefold() != sentence.who.casefold() else "",
            quote=quotation(article, spans, claim.quote_in),
            mark_href=self.place(ref, f"mark--{claim.id}"),
            place=places.of(spans),
            original_href=original_href(url, article.text(claim.quote_in), spans),
            page_href=self.page(ref) if claim.key else "",
            kind=own.kind_words(self.corpus, claim.kind),
            form_label=labels.form_beside(claim),
            implied=claim.implied,
            chain=self.chain(ref),
            said=tuple(self._said(ref)),
            so=self._so(ref, claim.so) if claim.so else None,
            also=tuple(self._also(ref)),
            related=tuple(
                self._related(ref, related)
                for related in self.corpus.related.get(ref.key, ())
                if related.type != "repeats" or related.claim.slug == ref.slug
            ),
            own=own.own_fields(self.corpus.declared, "claims", claim.fields),
            draft=claim.draft,
        )

    def speaker(self, card: ClaimView) -> str:
        """Who says it and through whom the article has it: "Nasser Kanaani, via Tasnim"."""
        who = card.sentence.who
        names = [step.name.text for step in card.chain.steps if step.stated]
        relays = [name for name in names if name.casefold() not in who.casefold()]
        return _("%(who)s, via %(relays)s", who=who, relays=listed(relays)) if relays else who

    def row(self, ref: ClaimRef) -> ClaimRow:
        """A claim in a list that spans articles."""
        claim, article = ref.claim, ref.summary
        related = self.corpus.related.get(ref.key, ())
        return ClaimRow(
            sentence=self.sentence(ref),
            quote=self.words(ref),
            verdicts=self.verdicts(ref),
            finding=claim.finding or "",
            href=self.place(ref),
            article=LinkView(article.title, self.links.to(routes.briefing(ref.slug))),
            date=article.published.display(),
            kind=own.kind_words(self.corpus, claim.kind),
            form=labels.form_beside(claim),
            implied=claim.implied,
            chain=self.chain(ref, in_list=True),
            related=tuple(self._related(ref, other) for other in related),
            draft=claim.draft or article.draft,
        )

    def pairs(self, pairs: Iterable[across.Pair]) -> tuple[across.PairView, ...]:
        """Claims that contradict each other, side by side."""
        return tuple(across.PairView(self.row(one), self.row(other)) for one, other in pairs)

    def chain(self, ref: ClaimRef, in_list: bool = False) -> ChainView:
        """A claim's chain from its origin to the reader.

        In a list there are no steps unless they say more than who says it.
        """
        claim, article, adds = ref.claim, ref.summary, claim_words.chain_adds(ref.claim)
        shown = any(hop.identified_as or not hop.stated for hop in claim.attribution)
        return ChainView(
            steps=tuple(self._steps(ref)) if adds or shown or not in_list else (),
            adds=adds,
            own_voice=claim.own_voice,
            extract=article.extract,
            published_in=self.actor(article.outlet) if article.outlet else None,
            hand="" if in_list else labels.distance_words(ref.distance),
        )

    def way(self, ref: ClaimRef) -> str:
        """A claim's chain in plain words."""
        words = [
            claim_words.ChainWords(
                self.name(hop.actor) if hop.actor else hop.unnamed or "",
                self.is_outlet(hop),
                hop.stated,
                self.name(hop.identified_as) if hop.identified_as else "",
            )
            for hop in ref.attribution
        ]
        return claim_words.ChainWords.sentence(None if ref.claim.speaker_unknown else words)

    def is_outlet(self, hop: Hop) -> bool:
        """Whether a step is an outlet's."""
        return bool(hop.actor) and self.corpus.actors[hop.actor or ""].actor.type == "outlet"

    def _steps(self, ref: ClaimRef) -> Iterator[ChainStep]:
        claim, name = ref.anchored, ref.claim.quote_in
        outlets = map(self.is_outlet, claim.claim.attribution)
        hops = zip(
            claim.claim.attribution, claim.cues, claim_words.link_words(outlets), strict=True
        )
        for position, (hop, cue, word) in enumerate(hops):
            shown = ref.shown_by(position)
            yield ChainStep(
                link_word=word,
                name=self.actor(hop.actor) if hop.actor else LinkView(hop.unnamed or ""),
                unnamed=hop.actor is None,
                stated=hop.stated,
                form=labels.FORMS.get(hop.form or "", ""),
                cue=ref.cue(position),
                cue_href=self.place(ref, cue_id(cue[0], name)) if cue else "",
                identified_as=self.actor(hop.identified_as) if hop.identified_as else None,
                evidence=self._item(ref, *shown) if shown else None,
            )

    def _item(self, ref: ClaimRef, number: int, item: Evidence) -> LinkView:
        return LinkView(f"{item.publisher} [{number}]", self.place(ref, item.id))

    def _said(self, ref: ClaimRef) -> Iterator[SaidView]:
        counts = self.corpus.counts(ref).said
        for said, count in zip(ref.claim.said, counts, strict=True):
            # Beside "Doubtful", and "Disputed" below, the count of one side alone would mislead.
            counted = None if said.verdict == "doubtful" else count
            words = claim_words.witness_words(counted)
            by = claim_words.said_by(ref.claim, said, self.name)
            yield SaidView(by, self._basis(ref, said, words))

    def _so(self, ref: ClaimRef, so: So) -> SoView:
        counted = None if so.verdict == "disputed" else self.corpus.counts(ref).so
        words = claim_words.origin_words(counted)
        scales = "scales" not in self.links.without
        credibility = so.scales.credibility if so.scales else None
        return SoView(
            due=day_words(so.due) if so.due else "",
            credibility=labels.CREDIBILITY.get(credibility or 0, "") if scales else "",
            likelihood=labels.LIKELIHOOD.get(so.likelihood or "", "") if scales else "",
            confidence=labels.CONFIDENCE[so.confidence] if so.confidence else "",
            basis=self._basis(ref, so, words),
        )

    def counts(self, ref: ClaimRef) -> str:
        """How many separate sources its verdicts have: "3 accounts, 2 witnesses"."""
        counts = [said.basis.counts for said in self._said(ref)]
        if ref.claim.so:
            counts.append(self._so(ref, ref.claim.so).basis.counts)
        return _("; ").join(filter(None, counts))

    def _basis(self, ref: ClaimRef, verdict: Said | So, counts: str) -> BasisView:
        briefing, day = ref.article.briefing, verdict.as_of
        items = {item.id: (n, item) for n, item in enumerate(briefing.evidence, 1)}
        published = ref.summary.published
        uses: tuple[list[EvidenceUseView], list[EvidenceUseView]] = ([], [])
        for use in verdict.evidence:
            number, item = items[use.item]
            view = EvidenceUseView(
                relation=use.relation,
                path=self.path(ref.article, item.id),
                href=self.place(ref, item.id),
                number=number,
                cites=self.party(use.from_) if use.from_ else None,
                record=use.record,
                best=use == verdict.best and len(verdict.evidence) > 1,
                shows=use.shows or "",
            )
            uses[item.date is not None and is_later(item.date, published)].append(view)
        return BasisView(
            counts=counts,
            as_of=day_words(day) if day and day != briefing.judged else "",
            judge=verdict.by or "",
            note=verdict.note or "",
            rationale_markdown=verdict.rationale or "",
            evidence=tuple(uses[0]),
            later=tuple(uses[1]),
        )

    def path(self, article: AnchoredBriefing, item: str) -> str:
        """How an evidence item reached its publisher: "TASS, from Fars"."""
        return claim_words.path_words(self.corpus.path_of(article, item, listed))

    def drawn(self, article: AnchoredBriefing, item: str) -> str:
        """From whom the publisher of an evidence item has it: "Fars"; empty if from nobody."""
        return claim_words.path_words(self.corpus.path_of(article, item, listed)[1:])

    def _also(self, ref: ClaimRef) -> Iterator[AlsoView]:
        for other in across.repetitions(self.corpus, ref):
            if other.slug != ref.slug:
                sentence = self.sentence(other)
                yield AlsoView(
                    outlet=across.outlet_name(self.corpus, other.summary),
                    date=other.summary.published.display(),
                    href=self.place(other),
                    form=labels.FORMS[labels.form_of(other.claim)],
                    sentence=sentence if sentence != self.sentence(ref) else None,
                )

    def _related(self, ref: ClaimRef, related: RelatedClaim) -> RelatedClaimView:
        other, article = related.claim, None
        if other.slug != ref.slug:
            words = across.outlet_and_date(self.corpus, other.summary)
            article = LinkView(words, self.links.to(routes.briefing(other.slug)))
        return RelatedClaimView(
            own.relation_words(self.corpus, related.type, related.inverse),
            self.link(other),
            article,
        )

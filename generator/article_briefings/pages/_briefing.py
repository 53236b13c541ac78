"""The page of one briefing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import Corpus, EventRef, claims_of, events_of
from article_briefings.models import BackgroundUse, Span, TextName
from article_briefings.pages import _routes as routes
from article_briefings.pages._anchors import Anchor
from article_briefings.pages._article import article_view
from article_briefings.pages._asides import Asides
from article_briefings.pages._axis_figure import axis_figure
from article_briefings.pages._briefing_views import (
    BriefingPage,
    CastView,
    NoteView,
    QuestionView,
    SourceFacts,
    TranslationFacts,
)
from article_briefings.pages._briefings import topic_links
from article_briefings.pages._claims import ClaimViews, quotation, source_view
from article_briefings.pages._events import EventView, event_view
from article_briefings.pages._glance import glance
from article_briefings.pages._marks import mention_id
from article_briefings.pages._places import QuotePlaces
from article_briefings.pages._views import ArticleView, LinkView, SourceView
from article_briefings.pages._words import day_words, language_name, native_name


class BriefingBuilder:
    """Builds the context of one briefing's page."""

    def __init__(
        self, corpus: Corpus, article: AnchoredBriefing, repository: routes.Repository
    ) -> None:
        self.corpus, self.article, self.repository = corpus, article, repository
        self.briefing = article.briefing
        self.links = routes.PageLinks(routes.briefing(article.slug))
        self.views = ClaimViews(corpus, self.links)

    def page(self) -> BriefingPage:
        """The whole context."""
        briefing, claims = self.briefing, self.article.claims_in_text_order()
        notes = self.corpus.notes
        titles = {use.note: notes[use.note].note.title for use in briefing.background}
        places = {name: QuotePlaces(text.text) for name, text in self.article.texts}
        cards = tuple(
            self.views.full(ref, number, places[ref.claim.quote_in])
            for number, ref in enumerate(claims_of(self.article), 1)
        )
        return BriefingPage(
            title=briefing.title,
            bluf=briefing.bluf,
            source=self._source(),
            article=article_view(self.article, titles),
            translation=self._translation(titles),
            translated=self._translated(),
            asides=tuple(Asides(self.corpus, self.article, cards).by_paragraph()),
            claims=cards,
            glance=glance(self.article, self.views),
            actors=tuple(self._cast()),
            background=tuple(self._notes()),
            axis=axis_figure([ref.event.date for ref, _ in self._dated()]),
            events=tuple(self._events()),
            questions=tuple(QuestionView(q.text, q.why) for q in briefing.questions),
            evidence=tuple(self._evidence()),
            topics=topic_links(self.corpus, self.links, briefing.topics),
            story=self._story(),
            annotators=briefing.review.annotators,
            reviewed=day_words(briefing.review.reviewed) if briefing.review.reviewed else "",
            due=day_words(briefing.review.due),
            assessed=sum(claim.claim.assessment is not None for claim in claims),
            own_voice=sum(claim.claim.own_voice for claim in claims),
            unknown=sum(claim.claim.speaker_unknown for claim in claims),
            edit_url=self.repository.edit(self.article.document.path),
            text_url=self.repository.view(self.article.source.path),
            draft=briefing.draft,
            drafted=sum(claim.claim.draft for claim in claims),
        )

    def _source(self) -> SourceFacts:
        source = self.briefing.source
        evidence = None
        if source.shown_by:
            item = next(item for item in self.briefing.evidence if item.id == source.shown_by)
            evidence = LinkView(f"{item.publisher}: {item.title}", Anchor(item.id))
        return SourceFacts(
            outlet=self.views.actor(source.outlet) if source.outlet else None,
            headline=source.headline or "",
            author=source.author or "",
            url=source.url or "",
            archived_url=source.archived_url or "",
            rights=source.rights or "",
            published=source.published.display(),
            dating=source.dating,
            language=language_name(source.language),
            evidence=evidence,
            sha256=source.sha256,
            source_path=self.article.source.path,
        )

    def _translation(self, titles: Mapping[str, str]) -> ArticleView | None:
        if self.article.translation is None:
            return None
        return article_view(self.article, titles, "translation")

    def _translated(self) -> TranslationFacts | None:
        facts, text = self.briefing.source.translation, self.article.translation
        if facts is None or text is None:
            return None
        return TranslationFacts(
            translator=facts.translator,
            url=facts.url or "",
            archived_url=facts.archived_url or "",
            rights=facts.rights or "",
            language=language_name(facts.language),
            sha256=facts.sha256,
            source_path=text.path,
            text_url=self.repository.view(text.path),
        )

    def _story(self) -> LinkView | None:
        name = self.briefing.story or ""
        record = self.corpus.stories.get(name)
        return LinkView(record.story.title, self.links.to(routes.story(name))) if record else None

    def _cast(self) -> list[CastView]:
        """The cast: the actors with the most claims first, then those named most often."""
        spoken = Counter(
            next((hop.actor for hop in anchored.claim.attribution if hop.stated), None)
            for anchored in self.article.claims_in_text_order()
        )
        members = [
            (spoken[cast.actor], self._member(n)) for n, cast in enumerate(self.briefing.actors)
        ]
        members.sort(key=lambda member: (-member[0], -member[1].mentions))
        return [view for _, view in members]

    def _member(self, number: int) -> CastView:
        cast = self.briefing.actors[number]
        actor = self.corpus.actors[cast.actor].actor
        native, language = native_name(actor)
        named = [name for name, _ in self.article.texts if self._mentions(number, name)]
        return CastView(
            dom_id=f"actor--{cast.actor}",
            name=self.views.actor(cast.actor),
            type=actor.type,
            native_name=native,
            native_language=language,
            role=cast.role,
            mentions=sum(self._mentions(number, name) for name in named),
            mark_href=Anchor(mention_id(cast.actor, 1, named[0])) if named else "",
        )

    def _mentions(self, member: int, name: TextName) -> int:
        return len(self.article.mentions_in(name)[member])

    def _notes(self) -> Iterator[NoteView]:
        """One view per note, however many passages call for it."""
        uses: dict[str, list[tuple[int, BackgroundUse, tuple[Span, ...]]]] = defaultdict(list)
        for number, (use, spans) in enumerate(
            zip(self.briefing.background, self.article.background, strict=True), 1
        ):
            uses[use.note].append((number, use, spans))
        for name, found in uses.items():
            note = self.corpus.notes[name].note
            yield NoteView(
                dom_id=f"note--{name}",
                title=LinkView(note.title, self.links.to(routes.note(name))),
                summary=note.summary,
                why=" ".join(use.why for _, use, _ in found),
                quotes=tuple(
                    quotation(self.article, spans, use.quote_in) for _, use, spans in found
                ),
                mark_href=Anchor(f"mark--note--{found[0][0]}"),
                as_of=day_words(note.as_of),
                due=day_words(note.review_due),
                machine_due=note.review_due.isoformat(),
            )

    def _dated(self) -> list[tuple[EventRef, tuple[Span, ...]]]:
        """The events in chronological order."""
        events = zip(events_of(self.article), self.article.events, strict=True)
        return sorted(events, key=lambda pair: pair[0].event.date.sort_key)

    def _events(self) -> Iterator[EventView]:
        for ref, spans in self._dated():
            quote = quotation(self.article, spans, ref.event.quote_in)
            yield event_view(self.views, (ref,), quote)

    def _evidence(self) -> Iterator[SourceView]:
        uses = self._uses_of_evidence()
        for item in self.briefing.evidence:
            yield source_view(item, item.id, tuple(dict.fromkeys(uses.get(item.id, []))))

    def _uses_of_evidence(self) -> dict[str, list[LinkView]]:
        uses: dict[str, list[LinkView]] = defaultdict(list)
        if self.briefing.source.shown_by:
            uses[self.briefing.source.shown_by].append(LinkView("the source", "#article"))
        for number, anchored in enumerate(self.article.claims_in_text_order(), 1):
            claim = anchored.claim
            link = LinkView(f"claim {number}", Anchor(claim.id))
            items = [hop.shown_by for hop in claim.attribution if hop.shown_by]
            items += [use.item for use in claim.assessment.evidence] if claim.assessment else []
            for item in items:
                uses[item].append(link)
        for event in self.briefing.events:
            if event.shown_by:
                uses[event.shown_by].append(LinkView("the timeline", Anchor(event.id)))
        return uses

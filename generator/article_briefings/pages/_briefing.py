"""The page of one briefing."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import ClaimRef, Corpus, CorrectionRef, EventRef
from article_briefings.language import Language, _, day_words
from article_briefings.pages import _routes as routes
from article_briefings.pages._article import ArticleView, article_view
from article_briefings.pages._axis import AxisFigure, axis_figure
from article_briefings.pages._changes import CorrectionView, correction_view
from article_briefings.pages._chronology import EventView, event_view, topic_links
from article_briefings.pages._claim_fitting import picture_answers
from article_briefings.pages._claim_view import ClaimView, QuotePlaces
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._glance import Glance, glance
from article_briefings.pages._labels import is_later, native_name
from article_briefings.pages._marks import ParagraphAsides, asides, mention_id
from article_briefings.pages._own import OwnFieldView, own_fields, type_words
from article_briefings.pages._page import Context
from article_briefings.pages._reader import ReaderView, reader_view
from article_briefings.pages._site import Site
from article_briefings.pages._specimen import RouteStep, route_steps
from article_briefings.pages._views import LinkView, Quotation, SourceView, quotation, source_view


class CastView(NamedTuple):
    """An actor's part in this article."""

    dom_id: str
    name: LinkView
    type: str
    native_name: str
    native_language: str
    role: str
    mentions: int
    mark_href: str
    """The first place that names the actor; empty if the text does not."""


class NoteView(NamedTuple):
    """A background note beside an article."""

    dom_id: str
    title: LinkView
    summary: str
    why: str
    quotes: tuple[Quotation, ...]
    """The passages that call for it."""
    mark_href: str
    as_of: str
    due: str
    """The day by which it must be reviewed again."""
    machine_due: str


class QuestionView(NamedTuple):
    """A question that the article leaves open."""

    text: str
    why: str


class SourceFacts(NamedTuple):
    """Facts about the article."""

    outlet: LinkView | None
    headline: str
    author: str
    url: str
    archived_url: str
    rights: str
    extract: bool
    """Whether only an extract of the article is quoted."""
    published: str
    dating: str
    language: str
    """The language's name."""
    evidence: LinkView | None
    sha256: str
    source_path: str


class TranslationFacts(NamedTuple):
    """Facts about the translation beside the article."""

    translator: str
    url: str
    archived_url: str
    rights: str
    language: str
    """The language's name."""
    sha256: str
    source_path: str
    text_url: str


@dataclass(frozen=True)
class BriefingPage(Context):
    """The briefing of one article."""

    template = "briefing.md.j2"
    bluf: str
    source: SourceFacts
    reader: ReaderView
    """The article for readers with a minute."""
    route: tuple[RouteStep, ...]
    """How the main claim reached the reader, from its origin; empty without a named source."""
    how_we_work: str
    """The link to the page about it; empty if the site has none."""
    worksheet_href: str
    article: ArticleView
    translation: ArticleView | None
    """The translation beside it."""
    translated: TranslationFacts | None
    asides: tuple[ParagraphAsides, ...]
    """The notes beside the article."""
    glance: Glance | None
    """The article in figures; None without a claim."""
    claims: tuple[ClaimView, ...]
    letters: int
    """How many a folded claim has on average, for its height before it is laid out."""
    story: LinkView | None
    actors: tuple[CastView, ...]
    background: tuple[NoteView, ...]
    axis: AxisFigure | None
    """The events on a time axis, under their numbers in the list."""
    events: tuple[EventView, ...]
    later_events: tuple[EventView, ...]
    """Those after the day of the article."""
    questions: tuple[QuestionView, ...]
    corrections: tuple[CorrectionView, ...]
    """The latest first."""
    evidence: tuple[SourceView, ...]
    topics: tuple[LinkView, ...]
    own: tuple[OwnFieldView, ...]
    """The values of the project's own fields."""
    annotators: tuple[str, ...]
    reviewed: str
    """Empty for a draft that nobody has reviewed yet."""
    due: str
    judged: int
    """How many claims have a verdict of either kind."""
    judged_on: str
    """The day of every verdict and source that names no other."""
    own_voice: int
    unknown: int
    """How many claims have a speaker who is not identified yet."""
    edit_url: str
    text_url: str
    """The source text in the repository; empty without one."""
    draft: bool
    """Whether this is a preview of an unpublished draft."""
    drafted: int
    """How many claims nobody has checked yet."""


class BriefingBuilder:
    """Builds the context of one briefing's page."""

    def __init__(self, corpus: Corpus, article: AnchoredBriefing, site: Site) -> None:
        self.corpus, self.article, self.site = corpus, article, site
        self.briefing = article.briefing
        self.links = routes.PageLinks(routes.briefing(article.slug), site.without)
        self.views = ClaimViews(corpus, self.links)

    def page(self) -> BriefingPage:
        """The whole context."""
        article, briefing, notes = self.article, self.briefing, self.corpus.notes
        titles = {use.note: notes[use.note].note.title for use in briefing.background}
        places = {name: QuotePlaces(text.text) for name, text in article.texts}
        cards = tuple(
            self.views.full(ref, number, places[ref.claim.quote_in])
            for number, ref in enumerate(ClaimRef.of(article), 1)
        )
        # In chronological order, those after the article last, each with the words that report it.
        events = sorted(
            zip(EventRef.of(article), article.events, strict=True),
            key=lambda pair: (self._is_later(pair[0]), pair[0].event.date.sort_key),
        )
        later = sum(self._is_later(ref) for ref, _ in events)
        views = tuple(
            event_view(self.views, (ref,), quotation(article, spans, ref.event.quote_in))
            for ref, spans in events
        )
        story = self.corpus.stories.get(briefing.story or "")
        evidence = tuple(self._evidence())
        return BriefingPage(
            title=briefing.title,
            bluf=briefing.bluf,
            source=self._source(),
            reader=reader_view(article, cards, evidence),
            route=tuple(self._route()),
            how_we_work=self.links.to(self.site.how_we_work) if self.site.how_we_work else "",
            worksheet_href=self.links.to(routes.worksheet(article.slug)),
            article=article_view(article),
            translation=article_view(article, "translation") if article.translation else None,
            translated=self._translated(),
            asides=tuple(asides(article, titles, list(map(self.views.speaker, cards)))),
            claims=cards,
            letters=sum(card.letters for card in cards) // max(1, len(cards)),
            glance=glance(article, self.views),
            actors=tuple(self._cast()),
            background=tuple(self._notes()),
            axis=axis_figure([ref.event.date for ref, _ in events]),
            events=views[: len(views) - later],
            later_events=views[len(views) - later :],
            questions=tuple(QuestionView(q.text, q.why) for q in briefing.questions),
            corrections=tuple(
                correction_view(self.views, one) for one in CorrectionRef.of(article)
            ),
            evidence=evidence,
            topics=topic_links(self.corpus, self.links, briefing.topics),
            own=own_fields(self.corpus.declared, "briefings", briefing.fields),
            story=LinkView(story.title, self.links.to(routes.story(story.id))) if story else None,
            annotators=briefing.review.annotators,
            reviewed=day_words(briefing.review.reviewed) if briefing.review.reviewed else "",
            due=day_words(briefing.review.due),
            judged=article.summary.judged,
            judged_on=day_words(briefing.judged) if briefing.judged else "",
            own_voice=sum(card.chain.own_voice for card in cards),
            unknown=sum(anchored.claim.speaker_unknown for anchored in article.claims),
            edit_url=self.site.repository.edit(article.document.path),
            text_url=self.site.repository.view(article.source.path),
            draft=briefing.draft,
            drafted=sum(card.draft for card in cards),
        )

    def _is_later(self, ref: EventRef) -> bool:
        return is_later(ref.event.date, self.briefing.source.published)

    def card(self, page: BriefingPage) -> tuple[str, ...]:
        """The words of the picture for links: title, facts, and those of the main claim.

        These are who, what, the finding, and the sign and the words of each answer.
        """
        outlet = page.source.outlet.text if page.source.outlet else ""
        words = page.title, " · ".join(filter(None, (outlet, page.source.published)))
        for claim in page.claims:
            if claim.id == self._main:
                answers = picture_answers(claim.verdicts)
                parts = (part for answer in answers for part in (answer.sign, answer.words))
                return *words, *claim.sentence, claim.finding, *parts
        return words

    @cached_property
    def _main(self) -> str:
        """The id of the main claim: the first key claim, or the first marked one."""
        marked = [anchored.claim for anchored in self.article.prominent_claims()]
        return next((claim.id for claim in marked if claim.key), marked[0].id if marked else "")

    def _route(self) -> Iterator[RouteStep]:
        """How the main claim reached the reader."""
        for ref in ClaimRef.of(self.article):
            if ref.claim.id == self._main and ref.claim.attribution:
                yield from route_steps(self.views, ref)

    def _source(self) -> SourceFacts:
        source = self.briefing.source
        evidence = None
        if source.shown_by:
            item = next(item for item in self.briefing.evidence if item.id == source.shown_by)
            evidence = LinkView(item.title, routes.anchor(item.id))
        return SourceFacts(
            outlet=self.views.actor(source.outlet) if source.outlet else None,
            headline=source.headline or "",
            author=source.author or "",
            url=source.url or "",
            archived_url=source.archived_url or "",
            rights=source.rights or "",
            extract=source.extract,
            published=source.published.display(),
            dating=source.dating,
            language=Language(source.language).name,
            evidence=evidence,
            sha256=source.sha256,
            source_path=self.article.source.path,
        )

    def _translated(self) -> TranslationFacts | None:
        facts, text = self.briefing.source.translation, self.article.translation
        if facts is None or text is None:
            return None
        return TranslationFacts(
            translator=facts.translator,
            url=facts.url or "",
            archived_url=facts.archived_url or "",
            rights=facts.rights or "",
            language=Language(facts.language).name,
            sha256=facts.sha256,
            source_path=text.path,
            text_url=self.site.repository.view(text.path),
        )

    def _cast(self) -> list[CastView]:
        """The cast: the actors with the most claims first, then those named most often."""
        spoken = Counter(
            anchored.claim.origin.actor for anchored in self.article.claims if anchored.claim.origin
        )
        views: dict[str, CastView] = {}
        for number, cast in enumerate(self.briefing.cast):
            actor = self.corpus.actors[cast.actor].actor
            native, language = native_name(actor)
            mentions = {
                name: len(self.article.mentions_in(name)[number]) for name, _ in self.article.texts
            }
            named = next((name for name, times in mentions.items() if times), None)
            views[cast.actor] = CastView(
                dom_id=f"actor--{cast.actor}",
                name=self.views.actor(cast.actor),
                type=type_words(self.corpus, actor.type_id),
                native_name=native,
                native_language=language,
                role=cast.role or "",
                mentions=sum(mentions.values()),
                mark_href=routes.anchor(mention_id(cast.actor, 1, named)) if named else "",
            )
        order = sorted(views, key=lambda actor: (-spoken[actor], -views[actor].mentions))
        return [views[actor] for actor in order]

    def _notes(self) -> Iterator[NoteView]:
        """One view per note, however many passages call for it."""
        uses: dict[str, list[tuple[int, str, Quotation]]] = defaultdict(list)
        for number, (use, spans) in enumerate(
            zip(self.briefing.background, self.article.background, strict=True), 1
        ):
            quote = quotation(self.article, spans, use.quote_in)
            uses[use.note].append((number, use.why, quote))
        for name, found in uses.items():
            note = self.corpus.notes[name].note
            yield NoteView(
                dom_id=f"note--{name}",
                title=LinkView(note.title, self.links.to(routes.note(name))),
                summary=note.summary,
                why=" ".join(why for _, why, _ in found),
                quotes=tuple(quote for *_, quote in found),
                mark_href=routes.anchor(f"mark--note--{found[0][0]}"),
                as_of=day_words(note.as_of),
                due=day_words(note.review_due),
                machine_due=note.review_due.isoformat(),
            )

    def _evidence(self) -> Iterator[SourceView]:
        """The sources consulted, each with the links to what rests on it, each once."""
        uses: dict[str | None, dict[LinkView, None]] = defaultdict(dict)
        uses[self.briefing.source.shown_by][LinkView(_("the source"), "#article")] = None
        for number, anchored in enumerate(self.article.claims_in_text_order(), 1):
            claim = anchored.claim
            link = LinkView(_("claim %(number)s", number=number), routes.anchor(claim.id))
            for hop in claim.attribution:
                uses[hop.shown_by][link] = None
            for _side, verdict in claim.verdicts:
                for use in verdict.evidence:
                    uses[use.item][link] = None
        for event in self.briefing.events:
            uses[event.shown_by][LinkView(_("the timeline"), routes.anchor(event.id))] = None
        for item in self.briefing.evidence:
            drawn = self.views.drawn(self.article, item.id)
            view = source_view(item, item.id, drawn, tuple(uses[item.id]))
            yield view._replace(retrieved="") if item.retrieved == self.briefing.judged else view

"""Pages for teachers: a worksheet with the passages of an article, and the key to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import ClaimRef, Corpus
from article_briefings.language import _, direction, listed
from article_briefings.models import paragraphs
from article_briefings.pages import _routes as routes
from article_briefings.pages._claims import ClaimViews, QuotePlaces
from article_briefings.pages._page import Context
from article_briefings.pages._reader import ReaderNote, reader_note
from article_briefings.pages._views import LinkView, Quotation, quotation, source_view


class Passage(NamedTuple):
    """The words of a claim, which the worksheet asks about."""

    number: int
    """The claim's number, the same as in the key."""
    chosen: bool
    """Whether the annotator's choice includes it."""
    quotes: tuple[Quotation, ...]
    """The words, and the same words in the other text if the briefing names them."""


@dataclass(frozen=True)
class Worksheet(Context):
    """A handout: it holds the article's words and questions, and nothing that was found out."""

    template = "worksheet.md.j2"
    title: str
    headline: Quotation | None
    paragraphs: tuple[Quotation, ...]
    """Each one is followed by its translation, if there is one."""
    passages: tuple[Passage, ...]
    chosen: int
    """How many passages the annotator's choice includes."""
    briefing_href: str
    key_href: str


@dataclass(frozen=True)
class Key(Context):
    """The answers to all questions of the worksheet."""

    template = "key.md.j2"
    title: str
    briefing: LinkView
    worksheet_href: str
    passages: tuple[ReaderNote, ...]
    questions: tuple[str, ...]
    """What the article leaves open."""


def worksheet(corpus: Corpus, article: AnchoredBriefing) -> Worksheet:
    """The worksheet for an article; without the annotator's choice it begins with all passages."""
    links = routes.PageLinks(routes.worksheet(article.slug))
    source = article.briefing.source
    chosen = {anchored.claim.id for anchored in article.prominent_claims()}
    passages = []
    for number, anchored in enumerate(article.claims_in_text_order(), 1):
        claim = anchored.claim
        spans = ((claim.quote_in, anchored.quote), (claim.counterpart_in, anchored.counterpart))
        quotes = tuple(quotation(article, own, name) for name, own in spans if own)
        passages.append(Passage(number, not chosen or claim.id in chosen, quotes))
    headline = source.headline and Quotation(
        (source.headline,), source.language, direction(source.language)
    )
    return Worksheet(
        title=_("Worksheet: %(article)s", article=_outlet_and_date(corpus, article)),
        headline=headline or None,
        paragraphs=tuple(_paragraphs(article)),
        passages=tuple(passages),
        chosen=len(chosen) or len(passages),
        briefing_href=links.to(routes.briefing(article.slug)),
        key_href=links.to(routes.key(article.slug)),
    )


def _paragraphs(article: AnchoredBriefing) -> Iterator[Quotation]:
    texts = [
        [quotation(article, [span], name) for span in paragraphs(text.text)]
        for name, text in article.texts
    ]
    for together in zip(*texts, strict=True):
        yield from together


def key(corpus: Corpus, article: AnchoredBriefing) -> Key:
    """The key to all passages of an article."""
    links = routes.PageLinks(routes.key(article.slug))
    views = ClaimViews(corpus, links)
    places = {name: QuotePlaces(text.text) for name, text in article.texts}
    evidence = [
        source_view(item, drawn=views.drawn(article, item.id)) for item in article.briefing.evidence
    ]
    return Key(
        title=_("Key: %(article)s", article=_outlet_and_date(corpus, article)),
        briefing=LinkView(article.briefing.title, links.to(routes.briefing(article.slug))),
        worksheet_href=links.to(routes.worksheet(article.slug)),
        passages=tuple(
            reader_note(number, views.full(ref, number, places[ref.claim.quote_in]), evidence)
            for number, ref in enumerate(ClaimRef.of(article), 1)
        ),
        questions=tuple(question.text for question in article.briefing.questions),
    )


def _outlet_and_date(corpus: Corpus, article: AnchoredBriefing) -> str:
    """What a worksheet may say about its article: the briefing's title would give claims away."""
    source = article.briefing.source
    outlet = [corpus.actors[source.outlet].actor.name] if source.outlet else []
    return listed([*outlet, source.published.display()])

"""Pages for teachers: a worksheet with the passages of an article, and the key to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import Corpus
from article_briefings.language import Language, _, listed
from article_briefings.models import paragraphs
from article_briefings.pages import _routes as routes
from article_briefings.pages._claim_view import ClaimView
from article_briefings.pages._claim_words import Sentence, VerdictWords
from article_briefings.pages._page import Context
from article_briefings.pages._reader import ReaderNote, reader_note
from article_briefings.pages._views import LinkView, Quotation, SourceView, quotation


class KeyAnswer(NamedTuple):
    """The answers to the questions about one passage."""

    number: int
    sentence: Sentence
    passed_on: str
    """The chain as plain words; empty if it says no more than the sentence."""
    hand: str
    """The distance of the origin from the article; empty in the article's own voice."""
    verdicts: VerdictWords
    counts: tuple[str, ...]
    """What each verdict rests on: "3 accounts, 2 witnesses."."""
    finding: str
    best: SourceView | None
    """The source to open first."""
    cites: str
    """Whom that source cites for this point."""
    sources: int
    notes: tuple[str, ...]
    """Where one looked."""
    due: str
    """When one can know, if it is too early."""


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
    briefing: LinkView
    worksheet_href: str
    passages: tuple[KeyAnswer, ...]
    """Those on the worksheet as it begins."""
    others: tuple[KeyAnswer, ...]
    questions: tuple[str, ...]
    """What the article leaves open."""


def worksheet(corpus: Corpus, article: AnchoredBriefing) -> Worksheet:
    """The worksheet for an article; without the annotator's choice it begins with all passages."""
    links = routes.PageLinks(routes.worksheet(article.slug))
    source = article.briefing.source
    chosen = _chosen(article)
    passages = []
    for number, anchored in enumerate(article.claims_in_text_order(), 1):
        claim = anchored.claim
        spans = ((claim.quote_in, anchored.quote), (claim.counterpart_in, anchored.counterpart))
        quotes = tuple(quotation(article, own, name) for name, own in spans if own)
        passages.append(Passage(number, claim.id in chosen, quotes))
    headline = source.headline and Quotation(
        (source.headline,), source.language, Language(source.language).direction
    )
    return Worksheet(
        title=_("Worksheet: %(article)s", article=_outlet_and_date(corpus, article)),
        headline=headline or None,
        paragraphs=tuple(_paragraphs(article)),
        passages=tuple(passages),
        chosen=len(chosen),
        briefing_href=links.to(routes.briefing(article.slug)),
        key_href=links.to(routes.key(article.slug)),
    )


def _chosen(article: AnchoredBriefing) -> set[str]:
    """The claims of the annotator's choice; without one all."""
    prominent = article.prominent_claims() or article.claims_in_text_order()
    return {anchored.claim.id for anchored in prominent}


def _paragraphs(article: AnchoredBriefing) -> Iterator[Quotation]:
    texts = [
        [quotation(article, [span], name) for span in paragraphs(text.text)]
        for name, text in article.texts
    ]
    for together in zip(*texts, strict=True):
        yield from together


def key(
    corpus: Corpus,
    article: AnchoredBriefing,
    claims: Iterable[ClaimView],
    evidence: Sequence[SourceView],
) -> Key:
    """The key to all passages; `claims` and `evidence` are those of the briefing's page."""
    links = routes.PageLinks(routes.key(article.slug))
    chosen = _chosen(article)
    on_sheet: list[KeyAnswer] = []
    others: list[KeyAnswer] = []
    for claim in claims:
        answers = on_sheet if claim.id in chosen else others
        answers.append(_answer(reader_note(claim.number, claim, evidence)))
    return Key(
        title=_("Key: %(article)s", article=_outlet_and_date(corpus, article)),
        briefing=LinkView(article.briefing.title, links.to(routes.briefing(article.slug))),
        worksheet_href=links.to(routes.worksheet(article.slug)),
        passages=tuple(on_sheet),
        others=tuple(others),
        questions=tuple(question.text for question in article.briefing.questions),
    )


def _answer(note: ReaderNote) -> KeyAnswer:
    claim = note.claim
    said = [(said.by, said.basis.counts) for said in claim.said if said.basis.counts]
    so = [claim.so.basis] if claim.so else []
    bases = [*(said.basis for said in claim.said), *so]
    return KeyAnswer(
        number=note.number,
        sentence=claim.sentence,
        passed_on=claim.passed_on,
        hand="" if claim.chain.own_voice else claim.chain.hand,
        verdicts=claim.verdicts,
        counts=(
            *(
                _("%(name)s: %(counts)s.", name=by, counts=counts)
                if by
                else _("%(words)s.", words=counts)
                for by, counts in said
            ),
            *(_("%(words)s.", words=basis.counts) for basis in so if basis.counts),
        ),
        finding=claim.finding,
        best=note.best,
        cites=note.cites,
        sources=len(note.sources),
        notes=tuple(basis.note for basis in bases if basis.note),
        due=claim.so.due if claim.so else "",
    )


def _outlet_and_date(corpus: Corpus, article: AnchoredBriefing) -> str:
    """What a worksheet may say about its article: the briefing's title would give claims away."""
    source = article.briefing.source
    outlet = [corpus.actors[source.outlet].actor.name] if source.outlet else []
    return listed([*outlet, source.published.display()])

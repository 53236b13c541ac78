"""The specimen of the first page: one sentence of an article, and what its briefing says of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import ClaimRef
from article_briefings.language import N_, Direction, Language, _
from article_briefings.models import Span, paragraphs
from article_briefings.pages import _across as across
from article_briefings.pages import _claim_words as claim_words
from article_briefings.pages import _labels as labels
from article_briefings.pages import _routes as routes
from article_briefings.pages._claim_words import VerdictWords
from article_briefings.pages._claims import ClaimViews

_LONGEST = 170
"""Characters; of a longer sentence only the clauses around the claim's words are shown."""
_LONGEST_CUE = 24
"""Characters; a longer cue has no room between two steps."""
_SENTENCE_END = re.compile(r"(?<!\b\w)[.!?…۔؟。][”\"’»)\]]*+(?:\s++(?![a-z])|$)")
_CLAUSE_END = re.compile(r"[,;:،؛—–][”\"’»]*+\s++")
_LAST_SIGN = re.compile(r"[,;:،؛—–][”\"’»]*\s*$")
_ROLES = {
    "": N_("not named in the article"),
    "group": N_("nobody named"),
    "outlet": N_("passed it on"),
}
"""What a step says of somebody without a role in the article, by the type of actor, if any."""


class RouteStep(NamedTuple):
    """One step on the path of a claim to the reader, who reads it at the last."""

    name: str
    role: str
    """Who that is: "spokesman", "nobody named", "passed it on"; may be empty."""
    cue: str = ""
    """The article's words for the step, if they are short and do not repeat the name."""
    unnamed: bool = False


class TextPiece(NamedTuple):
    """A stretch of the article's text."""

    text: str
    marked: bool


class Specimen(NamedTuple):
    """A sentence of an article whose claim shows what a briefing does."""

    outlet: str
    """The outlet, or the briefing's title if that is not known."""
    date: str
    pieces: tuple[TextPiece, ...]
    cut_before: bool
    """Whether the sentence begins earlier."""
    cut_after: bool
    language: str
    direction: Direction
    href: str
    """The note on the claim on its briefing's page."""
    steps: tuple[RouteStep, ...]
    verdicts: VerdictWords
    finding: str
    briefing_href: str
    notes: int
    """How many passages the briefing marks for readers."""


def choose(articles: Iterable[AnchoredBriefing]) -> ClaimRef | None:
    """The claim that shows most of what a briefing does; of equals, the first; None if none does.

    It is in English, as the page around it, has both verdicts or is contested, came through several
    steps, and is a key claim.
    """
    claims = (ref for article in articles for ref in ClaimRef.of(article) if not ref.claim.draft)
    return max(claims, key=_merits, default=None)


def _merits(ref: ClaimRef) -> tuple[bool, ...]:
    claim = ref.claim
    ours = Language.current().tag.partition("-")[0]
    contested = claim.so is not None and claim.so.verdict in ("disputed", "refuted")
    return (
        ref.article.briefing.language_of(claim.quote_in).partition("-")[0] == ours,
        contested or bool(claim.said and claim.so),
        len(claim.attribution) > 1,
        claim.key,
        contested,
        bool(claim.finding),
    )


def specimen(views: ClaimViews, ref: ClaimRef) -> Specimen:
    """A claim as the specimen of the page that `views` are for."""
    article, spans = ref.article, ref.anchored.quote
    language = article.briefing.language_of(ref.claim.quote_in)
    text = article.text(ref.claim.quote_in)
    sentence, shown = _around(text, spans)
    return Specimen(
        outlet=across.outlet_name(views.corpus, ref.summary),
        date=ref.summary.published.display(),
        pieces=tuple(_pieces(text, shown, spans, shown.end < sentence.end)),
        cut_before=shown.start > sentence.start,
        cut_after=shown.end < sentence.end,
        language=language,
        direction=Language(language).direction,
        href=_note(views, ref),
        steps=tuple(route_steps(views, ref)),
        verdicts=views.verdicts(ref),
        finding=ref.claim.finding or "",
        briefing_href=views.links.to(routes.briefing(ref.slug)),
        notes=len(article.prominent_claims()),
    )


def _note(views: ClaimViews, ref: ClaimRef) -> str:
    marked = {anchored.claim.id for anchored in ref.article.prominent_claims()}
    prefix = "read--" if ref.claim.id in marked else ""
    return views.links.to(routes.briefing(ref.slug), f"{prefix}{ref.claim.id}")


def _around(text: str, spans: Sequence[Span]) -> tuple[Span, Span]:
    """The sentence around a quote, and as much of it as there is room for."""
    first, last = spans[0].start, spans[-1].end
    lines = [line for line in paragraphs(text) if line.start < last and first < line.end]
    sentence = _between(text, Span(lines[0].start, lines[-1].end), first, last, _SENTENCE_END)
    if len(sentence) <= _LONGEST:
        return sentence, sentence
    return sentence, _between(text, sentence, first, last, _CLAUSE_END)


def _between(text: str, span: Span, first: int, last: int, end: re.Pattern[str]) -> Span:
    ends = [found.end() for found in end.finditer(text, span.start, span.end)]
    start = max((at for at in ends if at <= first), default=span.start)
    return Span(start, min((at for at in ends if at >= last), default=span.end))


def _pieces(text: str, shown: Span, spans: Sequence[Span], cut: bool) -> Iterator[TextPiece]:
    at = shown.start
    for span in spans:
        yield TextPiece(text[at : span.start], False)
        yield TextPiece(span.of(text), True)
        at = span.end
    rest = text[at : shown.end].rstrip()
    yield TextPiece(_LAST_SIGN.sub("", rest) if cut else rest, False)


def route_steps(views: ClaimViews, ref: ClaimRef) -> Iterator[RouteStep]:
    """The steps of the chain from the origin on, and the outlet."""
    outlet, claim = ref.summary.outlet, ref.claim
    roles = {cast.actor: cast.role for cast in ref.article.briefing.cast}
    if not claim.attribution:
        name = _(labels.NOT_IDENTIFIED if claim.speaker_unknown else labels.OWN_VOICE)
        yield RouteStep(name, "", unnamed=True)
    for position, hop in enumerate(claim.attribution):
        if hop.actor and hop.actor == outlet:
            continue
        name, cue = claim_words.hop_name(hop, views.name), ref.cue(position)
        kind = views.corpus.actors[hop.actor].actor.type if hop.actor else ""
        role = roles.get(hop.actor or "")
        if role is None:  # an outlet at the origin passes nothing on
            role = _(_ROLES.get(kind, "")) if position or kind != "outlet" else ""
        if not hop.stated:
            role = _("not in the article; evidence shows it")
        fits = len(cue) <= _LONGEST_CUE and name not in cue
        yield RouteStep(name, role, cue if fits else "", kind in ("", "group"))
    yield RouteStep(views.name(outlet) if outlet else _("The article"), _("where you read it"))

"""The short notes beside the article: one on every claim, event and background passage."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from article_briefings.anchoring import AnchoredBriefing, AnchoredClaim
from article_briefings.corpus import Corpus
from article_briefings.models import Span, TextName, paragraphs
from article_briefings.pages._anchors import Anchor
from article_briefings.pages._labels import NOT_IDENTIFIED
from article_briefings.pages._marks import (
    actor_key,
    aside_id,
    background_key,
    cue_id,
    form_layer,
    mark_id,
)
from article_briefings.pages._views import AsideView, ChainView, ClaimView, ParagraphAsides

_PlacedNote = tuple[TextName, Span, AsideView]


class Asides:
    """Builds the notes of one article, given the cards of its claims in the order of the text."""

    def __init__(
        self, corpus: Corpus, article: AnchoredBriefing, cards: Sequence[ClaimView]
    ) -> None:
        self._corpus, self._article, self._cards = corpus, article, cards
        self._mentioned = {
            cast.actor
            for name, _ in article.texts
            for cast, spans in zip(article.briefing.actors, article.mentions_in(name), strict=True)
            if spans
        }

    def by_paragraph(self) -> Iterator[ParagraphAsides]:
        """The notes by the paragraph that their marks begin in; only paragraphs that have any.

        Those on a paragraph's translation come after those on the paragraph itself.
        """
        starts = {
            name: [paragraph.start for paragraph in paragraphs(text.text)]
            for name, text in self._article.texts
        }

        def paragraph(placed: _PlacedNote) -> int:
            name, span, _ = placed
            return bisect_right(starts[name], span.start)

        def order(placed: _PlacedNote) -> tuple[int, TextName, int, int]:
            # Of marks that begin together the longer is around the other: it comes first.
            name, span, _ = placed
            return paragraph(placed), name, span.start, -span.end

        placed = sorted([*self._claims(), *self._events(), *self._background()], key=order)
        for number, found in groupby(placed, key=paragraph):
            yield ParagraphAsides(number, tuple(aside for _, _, aside in found))

    def _claims(self) -> Iterator[_PlacedNote]:
        claims = self._article.claims_in_text_order()
        for anchored, card in zip(claims, self._cards, strict=True):
            yield (
                anchored.claim.quote_in,
                anchored.quote[0],
                AsideView(
                    dom_id=aside_id(card.id),
                    kind="claim",
                    number=card.number,
                    form=form_layer(anchored.claim),
                    text=chain_in_short(card.chain),
                    href=Anchor(card.id),
                    status=card.assessment.status if card.assessment else "",
                    status_label=card.assessment.status_label if card.assessment else "",
                    mark_href=card.mark_href,
                    marks=tuple(self._related(anchored)),
                ),
            )

    def _related(self, anchored: AnchoredClaim) -> Iterator[str]:
        """The keys of a claim's cues, and of the mentions of its speaker."""
        name = anchored.claim.quote_in
        cues = (cue_id(span, name) for spans in anchored.cues for span in spans)
        yield from dict.fromkeys(cues)
        speaker = next((hop.actor for hop in anchored.claim.attribution if hop.stated), None)
        if speaker in self._mentioned:
            yield actor_key(speaker)

    def _events(self) -> Iterator[_PlacedNote]:
        article = self._article
        for event, spans in zip(article.briefing.events, article.events, strict=True):
            yield (
                event.quote_in,
                spans[0],
                AsideView(
                    dom_id=aside_id(event.id),
                    kind="event",
                    text=event.label,
                    href=Anchor(event.id),
                    date=event.date.display(),
                    mark_href=Anchor(mark_id(event.id)),
                ),
            )

    def _background(self) -> Iterator[_PlacedNote]:
        article = self._article
        uses = zip(article.briefing.background, article.background, strict=True)
        for number, (use, spans) in enumerate(uses, 1):
            key = background_key(number)
            yield (
                use.quote_in,
                spans[0],
                AsideView(
                    dom_id=aside_id(key),
                    kind="background",
                    text=self._corpus.notes[use.note].note.title,
                    href=Anchor(f"note--{use.note}"),
                    mark_href=Anchor(mark_id(key)),
                ),
            )


def chain_in_short(chain: ChainView) -> str:
    """The names of the speaker and the relays, as stated by the article."""
    if chain.unknown:
        return NOT_IDENTIFIED
    names = [step.name.text for step in chain.steps if step.stated]
    if not names:
        return "The article’s own voice"
    return names[0] + (f", via {', '.join(names[1:])}" if len(names) > 1 else "")

"""A claim as pages show it: its verdicts and what they rest on, its place, its chain."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from article_briefings.language import _
from article_briefings.models import Span, paragraphs
from article_briefings.pages import _own as own
from article_briefings.pages._claim_words import Sentence, VerdictWords
from article_briefings.pages._views import ChainView, LinkView, Quotation, RelatedClaimView

_BARS = 8
"""The number of background layers that the style sheet draws; the last bar covers the rest."""


class EvidenceUseView(NamedTuple):
    """The use of one evidence item for a verdict."""

    relation: str
    """"supports", "refutes" or "context"."""
    path: str
    """How it reached its publisher: "TASS, from Fars"."""
    href: str
    """Its place in the list of sources, which has its date."""
    number: int
    """Its number in that list, from 1."""
    cites: LinkView | None
    """Whom the report cites for this point."""
    record: bool
    """Whether it is the thing itself."""
    best: bool
    """Whether a reader should open it first."""
    shows: str


class BasisView(NamedTuple):
    """What a verdict rests on."""

    counts: str
    """"3 accounts, 2 witnesses" or "4 reports, 1 origin"; empty if nothing was used."""
    as_of: str
    """Empty on the day on which the whole briefing was judged."""
    judge: str
    """Who judged, if not the annotators of the briefing."""
    note: str
    rationale_markdown: str
    evidence: tuple[EvidenceUseView, ...]
    later: tuple[EvidenceUseView, ...]
    """The evidence that appeared after the article."""


class SaidView(NamedTuple):
    """The verdict on whether one step said it."""

    by: str
    """Whose step; empty if the chain has a single one."""
    basis: BasisView


class SoView(NamedTuple):
    """The verdict on whether it is so."""

    due: str
    """When one can know, if it is too early."""
    credibility: str
    """In words with its number, or empty."""
    likelihood: str
    confidence: str
    basis: BasisView


class AlsoView(NamedTuple):
    """A further article that makes or relays the same claim."""

    outlet: str
    """The outlet that published it; the article's title if that is not known."""
    date: str
    href: str
    """The claim on the other briefing's page."""
    form: str
    sentence: Sentence | None
    """The claim there, if speaker or words are not the same."""


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
    formerly: tuple[str, ...]
    """Earlier ids, whose addresses still lead here."""
    number: int
    sentence: Sentence
    verdicts: VerdictWords
    finding: str
    passed_on: str
    """The chain as plain words; empty if it says no more than the sentence."""
    quote: Quotation
    mark_href: str
    place: PlaceView
    original_href: str
    """The words on the original page, as a text fragment; empty without its address."""
    page_href: str
    """Its own page; empty if it has none."""
    kind: str
    form_label: str
    """How the article gives the words; empty if the sentence says that no source is named."""
    implied: bool
    """Whether the words only suggest it or take it for granted."""
    chain: ChainView
    said: tuple[SaidView, ...]
    so: SoView | None
    also: tuple[AlsoView, ...]
    """The same claim in other articles, directly or through others; not among `related`."""
    related: tuple[RelatedClaimView, ...]
    own: tuple[own.OwnFieldView, ...]
    """The values of the project's own fields."""
    draft: bool
    """Whether nobody has checked it yet."""

    @property
    def letters(self) -> int:
        """How many letters are seen of it while it is folded."""
        shown = (self.sentence.plain, self.verdicts.plain, self.finding, self.passed_on)
        return sum(map(len, (*shown, self.kind, self.form_label)))


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
        drawn = [span for span in spans if len(span)]
        if len(drawn) > _BARS:
            drawn[_BARS - 1 :] = [Span(drawn[_BARS - 1].start, drawn[-1].end)]
        numbers = {"first": first, "last": last, "total": len(self._ends)}
        if first == last:
            words = _("paragraph %(first)s of %(total)s", **numbers)
        else:
            words = _("paragraphs %(first)s–%(last)s of %(total)s", **numbers)
        return PlaceView(words, tuple(map(self._bar, drawn)))

    def _bar(self, span: Span) -> Bar:
        """A part of the quote in whole percent, with a visible minimum length."""
        start = min(98, span.start * 100 // self._length)
        length = max(2, round(span.end * 100 / self._length) - start)
        return Bar(round(100 * start / (100 - length)) if length < 100 else 0, length)

"""An article at a glance: its speakers, how far claims are from their origin, whether they are so.

Each word of an article belongs to one speaker, or to none.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from article_briefings.anchoring import AnchoredBriefing, AnchoredClaim
from article_briefings.corpus import ClaimRef, Distance, Speaker
from article_briefings.language import Language, _, digits, ngettext
from article_briefings.models import Claim, TextName, word_places
from article_briefings.pages import _labels as labels
from article_briefings.pages import _routes as routes
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._figures import SoFigure, so_figure
from article_briefings.pages._views import LinkView

_MOST_SPEAKERS = 6
_HEIGHTS = {"first-hand": 1, "second-hand": 2, "third-hand": 3}
_LOW = 0.4

_MANNERS = ("direct", "mixed", "indirect", "own-voice", "unknown")
"""The ways in which an article gives words, in the order of bars."""


class KeyEntry(NamedTuple):
    """A look of columns, its meaning, and the claims that have it."""

    kind: str
    label: str
    claims: tuple[LinkView, ...]
    """The numbers of the claims, each leading to its claim."""


class Columns(NamedTuple):
    """All columns of one look, as one path."""

    kind: str
    path: str


class DistanceFigure(NamedTuple):
    """How far each claim is from its origin: a column a claim, in the order of the text."""

    width: int
    """How many columns fit."""
    columns: tuple[Columns, ...]
    entries: tuple[KeyEntry, ...]
    beyond: int
    """How many claims have evidence of steps that the article leaves out."""
    mirrored: bool
    """Whether the columns run from right to left, as the text does."""


class BarShape(NamedTuple):
    """A rectangle of a bar. `x` and `width` are percentages without their sign."""

    kind: str
    """A class name: "direct", "mixed", "unmarked", ..."""
    x: str
    width: str


class SpeakerRow(NamedTuple):
    """A speaker's share of the words."""

    kind: str
    """"named", "unnamed", "own-voice", "unknown", "others" or "unmarked"."""
    name: LinkView
    shapes: tuple[BarShape, ...]
    share: str


class SpeakerNumbers(NamedTuple):
    """The same in numbers of words; empty if there are none."""

    kind: str
    name: LinkView
    direct: str
    mixed: str
    indirect: str
    total: int


class SpeakersFigure(NamedTuple):
    """Who speaks in an article, by words."""

    words: int
    rows: tuple[SpeakerRow, ...]
    numbers: tuple[SpeakerNumbers, ...]
    looks: tuple[str, ...]
    """The looks of bars that occur, for the key."""
    named: str
    unnamed: str
    own_voice: str
    unknown: str
    unmarked: str


class Glance(NamedTuple):
    """An article in three figures."""

    distances: DistanceFigure | None
    """None for an extract: the rest of the article may name sources and steps."""
    speakers: SpeakersFigure | None
    """None for an extract, of which shares would say nothing."""
    so: SoFigure | None
    """None if no claim has a verdict on whether it is so."""


def glance(article: AnchoredBriefing, views: ClaimViews) -> Glance | None:
    """The figures of an article; None if there is none to show."""
    if not article.claims:
        return None
    so = so_figure(Counter(article.outline.so))
    if article.summary.extract:
        return Glance(None, None, so) if so else None
    return Glance(distance_figure(article), speakers_figure(word_shares(article), views), so)


# --- how far claims are from their origin --------------------------------------------------------


def distance_figure(article: AnchoredBriefing) -> DistanceFigure:
    """One column per claim: higher the further from its origin; hollow without a name."""
    refs = ClaimRef.of(article)
    far = [ref.distance for ref in refs]
    columns: dict[str, str] = defaultdict(str)
    for place, item in enumerate(far):
        height = _HEIGHTS.get(item.hand, _LOW)
        columns[_look(item)] += f"M{place} 3v-{height:g}h.7v{height:g}z"
    numbers = [
        LinkView(digits(str(number)), routes.anchor(ref.claim.id))
        for number, ref in enumerate(refs, 1)
    ]
    chosen: list[tuple[str, str, list[bool]]] = [
        (hand, labels.DISTANCE[hand], [item.hand == hand for item in far])
        for hand in Distance.HANDS
    ]
    chosen.append(("unnamed", _("of these, origin not named"), [item.unnamed for item in far]))
    entries = (KeyEntry(kind, words, tuple(compress(numbers, has))) for kind, words, has in chosen)
    return DistanceFigure(
        width=len(refs),
        columns=tuple(Columns(look, path) for look, path in sorted(columns.items())),
        entries=tuple(entry for entry in entries if entry.claims),
        beyond=sum(item.beyond for item in far),
        mirrored=Language(article.briefing.source.language).direction == "rtl",
    )


def _look(item: Distance) -> str:
    if item.hand in ("own-voice", "unknown"):
        return item.hand
    return "unnamed" if item.unnamed else "named"


# --- words and their speakers --------------------------------------------------------------------


class SpeakerShare(NamedTuple):
    """The number of words of one speaker, by the manner in which the article gives them."""

    speaker: Speaker
    words: Counter[str]

    @property
    def total(self) -> int:
        """All words of the speaker."""
        return self.words.total()


class WordShares(NamedTuple):
    """The words of an article, each counted once."""

    total: int
    speakers: tuple[SpeakerShare, ...]
    """The speaker with the most words first."""
    unmarked: int
    """Words in no claim: cues, text between claims, and unmarked passages."""


def word_shares(article: AnchoredBriefing) -> WordShares:
    """Divide the article's words among the origins of its claims.

    If there is a translation, the texts from which claims are quoted are counted.
    """
    refs, claims = ClaimRef.of(article), article.claims_in_text_order()
    quoted = {claim.claim.quote_in for claim in claims} or {"original"}
    owners = [
        owner
        for name, text in article.texts
        if name in quoted
        for owner in _owners(word_places(text.text), claims, name)
    ]
    counts: dict[Speaker, Counter[str]] = defaultdict(Counter)
    for number, words in Counter(owners).items():
        if number is not None:
            counts[refs[number].speaker][_manner(claims[number].claim)] += words
    shares = [SpeakerShare(who, words) for who, words in counts.items()]
    shares.sort(key=lambda share: (-share.total, share.speaker.kind, share.speaker.key))
    return WordShares(len(owners), tuple(shares), owners.count(None))


def _owners(places: list[int], claims: Sequence[AnchoredClaim], name: TextName) -> list[int | None]:
    """The claim of each word; among several, the one with the shortest quote, then the first."""
    owners: list[int | None] = [None] * len(places)
    here = [number for number, claim in enumerate(claims) if claim.claim.quote_in == name]
    for number in sorted(here, key=lambda number: sum(map(len, claims[number].quote))):
        for span in claims[number].quote:
            for place in range(bisect_left(places, span.start), bisect_left(places, span.end)):
                if owners[place] is None:
                    owners[place] = number
    return owners


def _manner(claim: Claim) -> str:
    """The manner of the origin's words: the form of the first stated step."""
    if claim.speaker_unknown:
        return "unknown"
    form = claim.origin.form if claim.origin else None
    # A translated quotation is in quotation marks too.
    return "direct" if form == "translated" else form or "own-voice"


# --- who speaks ----------------------------------------------------------------------------------


def speakers_figure(shares: WordShares, views: ClaimViews) -> SpeakersFigure:
    """Bars for the main speakers, and the numbers for all."""
    shown, rest = shares.speakers[:_MOST_SPEAKERS], shares.speakers[_MOST_SPEAKERS:]
    if len(rest) == 1:
        shown, rest = shares.speakers, ()
    names = {share.speaker: _name(share.speaker, views) for share in shares.speakers}
    bars = [(str(share.speaker.kind), names[share.speaker], share.words) for share in shown]
    if rest:
        words = sum((share.words for share in rest), Counter[str]())
        bars.append(
            ("others", LinkView(ngettext("%(num)s other", "%(num)s others", len(rest))), words)
        )
    if shares.unmarked:
        bars.append(("unmarked", LinkView(_("In no claim")), Counter(unmarked=shares.unmarked)))
    scale = max(words.total() for _, _, words in bars)
    looks = {kind for kind, _, _ in bars if kind == "unnamed"}.union(*(words for *_, words in bars))
    of_kind = Counter[str]()
    for share in shares.speakers:
        of_kind[share.speaker.kind] += share.total
    share_of = {kind: labels.percent(words, shares.total) for kind, words in of_kind.items()}
    return SpeakersFigure(
        words=shares.total,
        rows=tuple(
            SpeakerRow(
                kind, name, _shapes(words, scale), labels.percent(words.total(), shares.total)
            )
            for kind, name, words in bars
        ),
        numbers=tuple(
            SpeakerNumbers(
                share.speaker.kind,
                names[share.speaker],
                direct=digits(str(share.words["direct"] or "")),
                mixed=digits(str(share.words["mixed"] or "")),
                indirect=digits(str(share.words["indirect"] or "")),
                total=share.total,
            )
            for share in shares.speakers
        ),
        looks=tuple(look for look in (*_MANNERS, "unnamed") if look in looks),
        named=share_of.get("named", ""),
        unnamed=share_of.get("unnamed", ""),
        own_voice=share_of.get("own-voice", ""),
        unknown=share_of.get("unknown", ""),
        unmarked=labels.percent(shares.unmarked, shares.total),
    )


def _name(who: Speaker, views: ClaimViews) -> LinkView:
    if who.kind == "named":
        return views.actor(who.key)
    if who.kind == "unknown":
        return LinkView(_(labels.NOT_IDENTIFIED))
    return LinkView(who.key if who.kind == "unnamed" else _(labels.OWN_VOICE))


def _shapes(words: Counter[str], scale: int) -> tuple[BarShape, ...]:
    """Rectangles side by side, of which `scale` words would fill the row."""
    shapes, x = [], 0.0
    for look in (*_MANNERS, "unmarked"):
        if words[look]:
            width = 100 * words[look] / scale
            shapes.append(BarShape(look, labels.tenths(x), labels.tenths(width)))
            x += width
    return tuple(shapes)

"""An article at a glance: its speakers, the distance of claims from their origin, their status."""

from collections import Counter
from collections.abc import Iterable, Iterator

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import Distance, Speaker
from article_briefings.models import Claim
from article_briefings.pages import _labels as labels
from article_briefings.pages._anchors import Anchor
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._figure_views import (
    Columns,
    DistanceFigure,
    Glance,
    KeyEntry,
    SpeakerNumbers,
    SpeakerRow,
    SpeakersFigure,
    percent,
    row_of_shapes,
)
from article_briefings.pages._figures import status_figure
from article_briefings.pages._shares import MANNERS, SpeakerShare, WordShares, word_shares
from article_briefings.pages._views import LinkView
from article_briefings.pages._words import direction

_MOST_SPEAKERS = 6
_HEIGHTS = {"first-hand": 1, "second-hand": 2, "third-hand": 3}
_LOW = 0.4


def glance(article: AnchoredBriefing, views: ClaimViews) -> Glance | None:
    """The figures of an article; None without a claim."""
    claims = [anchored.claim for anchored in article.claims_in_text_order()]
    if not claims:
        return None
    shares = speakers_figure(word_shares(article), views)
    statuses = status_figure(Counter(article.outline.statuses))
    return Glance(distance_figure(article, claims), shares, statuses)


# --- how far claims are from their origin ----------------------------------------------------


def distance_figure(article: AnchoredBriefing, claims: list[Claim]) -> DistanceFigure:
    """One column per claim: higher the further from its origin; hollow without a name."""
    source = article.briefing.source
    far = [Distance.of(claim, source.outlet) for claim in claims]
    columns: dict[str, list[str]] = {}
    for place, item in enumerate(far):
        columns.setdefault(_look(item), []).append(_column(place, item.hand))
    return DistanceFigure(
        len(claims),
        tuple(Columns(look, "".join(columns[look])) for look in sorted(columns)),
        tuple(_entries(claims, far)),
        sum(item.beyond for item in far),
        direction(source.language) == "rtl",
    )


def _look(item: Distance) -> str:
    if item.hand in ("own-voice", "unknown"):
        return item.hand
    return "unnamed" if item.unnamed else "named"


def _column(place: int, hand: str) -> str:
    height = _HEIGHTS.get(hand, _LOW)
    return f"M{place} 3v-{height:g}h.7v{height:g}z"


def _entries(claims: list[Claim], far: list[Distance]) -> Iterator[KeyEntry]:
    numbered = [
        (LinkView(str(number), Anchor(claim.id)), item)
        for number, (claim, item) in enumerate(zip(claims, far, strict=True), 1)
    ]
    for hand in Distance.HANDS:
        found = tuple(link for link, item in numbered if item.hand == hand)
        if found:
            yield KeyEntry(hand, labels.DISTANCE[hand], found)
    found = tuple(link for link, item in numbered if item.unnamed)
    if found:
        yield KeyEntry("unnamed", "of these, origin not named", found)


# --- who speaks --------------------------------------------------------------------------------


def speakers_figure(shares: WordShares, views: ClaimViews) -> SpeakersFigure:
    """Bars for the main speakers, and the numbers for all."""
    shown, rest = shares.speakers[:_MOST_SPEAKERS], shares.speakers[_MOST_SPEAKERS:]
    if len(rest) == 1:
        shown, rest = shares.speakers, ()
    bars: list[tuple[str, LinkView, dict[str, int]]] = [
        (share.speaker.kind, speaker_link(share.speaker, views), _words([share])) for share in shown
    ]
    if rest:
        bars.append(("others", LinkView(f"{len(rest)} others"), _words(rest)))
    if shares.unmarked:
        bars.append(("unmarked", LinkView("In no claim"), {"unmarked": shares.unmarked}))
    scale = max(sum(words.values()) for _, _, words in bars)
    looks = {look for _, _, words in bars for look in words}
    if any(kind == "unnamed" for kind, _, _ in bars):
        looks.add("unnamed")
    return SpeakersFigure(
        words=shares.total,
        rows=tuple(
            SpeakerRow(
                kind, name, row_of_shapes(words, scale), percent(sum(words.values()), shares.total)
            )
            for kind, name, words in bars
        ),
        numbers=tuple(_numbers(share, views) for share in shares.speakers),
        looks=tuple(look for look in (*MANNERS, "unnamed") if look in looks),
        named=_share_of(shares, "named"),
        unnamed=_share_of(shares, "unnamed"),
        own_voice=_share_of(shares, "own-voice"),
        unknown=_share_of(shares, "unknown"),
        unmarked=percent(shares.unmarked, shares.total),
    )


def speaker_link(speaker: Speaker, views: ClaimViews) -> LinkView:
    """The name of a speaker on the page of the article, with a link."""
    if speaker.kind == "named":
        return views.actor(speaker.key)
    if speaker.kind == "unknown":
        return LinkView(labels.NOT_IDENTIFIED)
    return LinkView(speaker.key if speaker.kind == "unnamed" else "The article’s own voice")


def _words(shares: Iterable[SpeakerShare]) -> dict[str, int]:
    """The words of these speakers by manner, in the order of manners."""
    shares = tuple(shares)
    added = {str(m): sum(share.words.get(m, 0) for share in shares) for m in MANNERS}
    return {manner: words for manner, words in added.items() if words}


def _numbers(share: SpeakerShare, views: ClaimViews) -> SpeakerNumbers:
    direct, mixed, indirect, *_ = (str(share.words.get(manner, "")) for manner in MANNERS)
    name = speaker_link(share.speaker, views)
    return SpeakerNumbers(share.speaker.kind, name, direct, mixed, indirect, share.total)


def _share_of(shares: WordShares, kind: str) -> str:
    found = sum(share.total for share in shares.speakers if share.speaker.kind == kind)
    return percent(found, shares.total) if found else ""

"""Shares of words by speaker: each word of an article belongs to one speaker, or to none."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from article_briefings.anchoring import UNSPACED, AnchoredBriefing, AnchoredClaim
from article_briefings.corpus import Speaker
from article_briefings.models import Claim, Form, TextName

Manner = Literal["direct", "mixed", "indirect", "own-voice", "unknown"]

MANNERS: tuple[Manner, ...] = ("direct", "mixed", "indirect", "own-voice", "unknown")
# A translated quotation is in quotation marks too.
_MANNER: Mapping[Form, Manner] = {
    "direct": "direct",
    "translated": "direct",
    "mixed": "mixed",
    "indirect": "indirect",
}


@dataclass(frozen=True, slots=True)
class SpeakerShare:
    """The number of words of one speaker, by the manner in which the article gives them."""

    speaker: Speaker
    words: Mapping[Manner, int]

    @property
    def total(self) -> int:
        """All words of the speaker."""
        return sum(self.words.values())


@dataclass(frozen=True, slots=True)
class WordShares:
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
    claims = article.claims_in_text_order()
    quoted = {claim.claim.quote_in for claim in claims} or {"original"}
    owners = [
        owner
        for name, text in article.texts
        if name in quoted
        for owner in _owners(word_places(text.text), claims, name)
    ]
    outlet = article.briefing.source.outlet
    counts: dict[Speaker, Counter[Manner]] = defaultdict(Counter)
    for number, words in Counter(owners).items():
        if number is not None:
            claim = claims[number].claim
            counts[Speaker.of(claim, outlet)][_manner(claim)] += words
    shares = [SpeakerShare(who, dict(words)) for who, words in counts.items()]
    shares.sort(key=lambda share: (-share.total, share.speaker.kind, share.speaker.key))
    return WordShares(len(owners), tuple(shares), owners.count(None))


def _owners(places: list[int], claims: Sequence[AnchoredClaim], name: TextName) -> list[int | None]:
    """The claim of each word; among several, the one with the shortest quote, then the first."""
    owners: list[int | None] = [None] * len(places)
    here = [number for number, claim in enumerate(claims) if claim.claim.quote_in == name]
    for number in sorted(here, key=lambda number: _length(claims[number])):
        for place in _covered(places, claims[number]):
            if owners[place] is None:
                owners[place] = number
    return owners


def _length(anchored: AnchoredClaim) -> int:
    return sum(len(span) for span in anchored.quote)


def _covered(places: list[int], anchored: AnchoredClaim) -> Iterator[int]:
    for span in anchored.quote:
        yield from range(bisect_left(places, span.start), bisect_left(places, span.end))


def _manner(claim: Claim) -> Manner:
    """The manner of the origin's words: the form of the first stated step."""
    if claim.speaker_unknown:
        return "unknown"
    first = claim.origin
    return _MANNER[first.form] if first and first.form else "own-voice"


_REST = rf"[^\s{UNSPACED}]*"
# A letter of a script without spaces, or the first letter between spaces.
# Only tried at the start of a stretch: otherwise a long row of dashes would take minutes.
_WORD = re.compile(
    rf"(?=[{UNSPACED}])([^\W_])"
    rf"|(?<![^\s{UNSPACED}]){_REST}?(?![{UNSPACED}])([^\W_]){_REST}+"
)


def word_places(text: str) -> list[int]:
    """The positions of the first letter or digit of each word, in order.

    A word is a run of characters between spaces with a letter or a digit in it,
    unlike a lone dash. In scripts without spaces each letter counts.
    """
    return [word.start(word.lastindex or 0) for word in _WORD.finditer(text)]

"""The origin of a claim, and its distance from the article. Only stated steps count."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from article_briefings.models import Claim

Hand = Literal["unknown", "own-voice", "first-hand", "second-hand", "third-hand"]

#: From the article's own voice outwards, with the height at which a figure draws each. `unknown`
#: means that the speaker is not identified yet, and is not a distance.
HANDS: Mapping[Hand, int] = {
    "own-voice": 0,
    "first-hand": 1,
    "second-hand": 2,
    "third-hand": 3,
    "unknown": 0,
}
_BY_STEPS: tuple[Hand, ...] = ("own-voice", "first-hand", "second-hand", "third-hand")


@dataclass(frozen=True, slots=True)
class Speaker:
    """The origin of a claim, according to the article."""

    kind: Literal["named", "unnamed", "own-voice", "unknown"]
    """`own-voice` if the article attributes the claim to nobody, `unknown` if the speaker is not
    identified yet."""
    key: str
    """An actor's id, the words for a source without a name, or the outlet's id (may be empty)."""


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a claim's origin is from the article."""

    hand: Hand
    """`own-voice`, `first-hand`, `second-hand`, or `third-hand` for three or more steps;
    `unknown` if the speaker is not identified."""
    unnamed: bool
    """Whether the article gives the origin no name."""
    beyond: bool
    """Whether evidence shows steps that the article leaves out."""


def origin_of(claim: Claim, outlet: str | None) -> Speaker:
    """The origin of a claim in an article that `outlet` published.

    A source that the article does not name counts as unnamed, even if evidence identifies it.
    """
    if claim.speaker_unknown:
        return Speaker("unknown", "")
    first = claim.origin
    if first is None:
        return Speaker("own-voice", outlet or "")
    return Speaker("named", first.actor) if first.actor else Speaker("unnamed", first.unnamed or "")


def distance_of(claim: Claim, outlet: str | None) -> Distance:
    """First-hand: the origin speaks to the article. Each further stated step adds a hand.

    The outlet's own step ("told the Gazette", in the Gazette) adds none.
    """
    if claim.speaker_unknown:
        return Distance("unknown", unnamed=False, beyond=False)
    hops = claim.attribution
    stated = [hop for hop in hops if hop.stated]
    steps = len(stated)
    if steps > 1 and outlet and stated[-1].actor == outlet:
        steps -= 1
    unnamed = steps > 0 and stated[0].actor is None
    return Distance(_BY_STEPS[min(steps, len(_BY_STEPS) - 1)], unnamed, len(stated) < len(hops))

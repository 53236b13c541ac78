"""How a claim reached the reader, in words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from article_briefings.corpus import Distance
from article_briefings.pages import _labels as labels

OWN_VOICE = "Stated by the article in its own voice"


def distance_words(far: Distance) -> str:
    """The distance of the origin, qualified by evidence: "told as first-hand"."""
    beyond = far.beyond and far.hand != "own-voice"
    return f"told as {labels.DISTANCE[far.hand]}" if beyond else labels.DISTANCE[far.hand]


class ChainWords(NamedTuple):
    """One step in the sentence of a chain."""

    name: str
    is_outlet: bool
    stated: bool
    """Whether the article states the step; if not, only evidence shows it."""
    identified_as: str = ""


def link_words(outlets: Iterable[bool]) -> Iterator[str]:
    """How a chain's sentence joins each step; `outlets` says which of them are outlets."""
    carried = False
    for position, is_outlet in enumerate(outlets):
        outlet = "carried by" if carried else "as reported by"
        yield "" if position == 0 else outlet if is_outlet else "according to"
        carried = carried or is_outlet


def chain_sentence(steps: Sequence[ChainWords] | None) -> str:
    """How a claim reached the reader, in words; pass None if the speaker is not identified."""
    if steps is None:
        return labels.NOT_IDENTIFIED
    if not steps:
        return OWN_VOICE
    stated = any(step.stated for step in steps)
    words = link_words(step.is_outlet for step in steps)
    joined = ", ".join(
        f"{word} {_name(step, stated)}".strip() for word, step in zip(words, steps, strict=True)
    )
    return joined if stated else f"{OWN_VOICE}; evidence shows {joined}"


def _name(step: ChainWords, mark_evidence: bool) -> str:
    if step.identified_as:
        return f"{step.name} (identified as {step.identified_as})"
    return step.name + (" (shown by evidence)" if mark_evidence and not step.stated else "")

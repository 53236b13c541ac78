"""The words that pages use for the values of the format, and for a claim's chain."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from article_briefings.corpus import Distance
from article_briefings.models import Claim, RelationType

STATUS: Mapping[str, str] = {
    "corroborated": "Corroborated",
    "supported": "Supported",
    "disputed": "Disputed",
    "refuted": "Refuted",
    "not-enough-evidence": "Not enough evidence",
    "": "Not assessed",
}

NOT_IDENTIFIED = "Speaker not identified"
"""Shown instead of a speaker who is not identified yet."""

OWN_VOICE = "Stated by the article in its own voice"

#: How far the origin of a claim is from the article, by the steps that the article states.
DISTANCE: Mapping[str, str] = {
    "own-voice": "no source named",
    "unknown": NOT_IDENTIFIED.lower(),
    "first-hand": "first-hand",
    "second-hand": "second-hand",
    "third-hand": "third-hand or further",
}

#: The Admiralty system's words for the credibility of an item of information.
CREDIBILITY: Mapping[int, str] = {
    1: "1 – confirmed by other sources",
    2: "2 – probably true",
    3: "3 – possibly true",
    4: "4 – doubtfully true",
    5: "5 – improbable",
    6: "6 – truth cannot be judged",
}

#: The Admiralty system's words for the reliability of a source.
RELIABILITY: Mapping[str, str] = {
    "A": "A – completely reliable",
    "B": "B – usually reliable",
    "C": "C – fairly reliable",
    "D": "D – not usually reliable",
    "E": "E – unreliable",
    "F": "F – reliability cannot be judged",
}

#: The probability bands of ICD 203 (Analytic Standards, 2015).
LIKELIHOOD: Mapping[str, str] = {
    "almost-no-chance": "almost no chance (1–5 %)",
    "very-unlikely": "very unlikely (5–20 %)",
    "unlikely": "unlikely (20–45 %)",
    "roughly-even-chance": "roughly even chance (45–55 %)",
    "likely": "likely (55–80 %)",
    "very-likely": "very likely (80–95 %)",
    "almost-certain": "almost certain (95–99 %)",
}

ACTOR_TYPES: Mapping[str, str] = {
    "person": "People",
    "organisation": "Organisations",
    "state": "States",
    "outlet": "Outlets and agencies",
    "group": "Groups",
    "document": "Documents",
}

_VERBS: Mapping[RelationType, tuple[str, str]] = {
    "contradicts": ("contradicts", "contradicts"),
    "repeats": ("repeats", "repeats"),
    "supports": ("supports", "is supported by"),
    "qualifies": ("qualifies", "is qualified by"),
}

_FORM_WEIGHT = ("direct", "translated", "mixed", "indirect")


def relation_verb(relation: RelationType, inverse: bool) -> str:
    """The verb for a relation, from the claim's side."""
    return _VERBS[relation][inverse]


def form_of(claim: Claim) -> str:
    """The form in which the article gives a claim's words."""
    if claim.speaker_unknown:
        return NOT_IDENTIFIED.lower()
    forms = {hop.form for hop in claim.attribution if hop.stated}
    return next((form for form in _FORM_WEIGHT if form in forms), "own voice")


def distance_words(far: Distance) -> str:
    """The distance of the origin, qualified by evidence: "told as first-hand"."""
    beyond = far.beyond and far.hand != "own-voice"
    return f"told as {DISTANCE[far.hand]}" if beyond else DISTANCE[far.hand]


# --- how a claim reached the reader --------------------------------------------------------------


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
        return NOT_IDENTIFIED
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

"""The words that pages use for the values of the format."""

from collections.abc import Mapping

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

"""A claim and its verdicts in words: exports show no claim without who says it."""

from collections.abc import Mapping

from article_briefings.corpus import Corpus
from article_briefings.models import Claim, Hop, Said, SaidVerdict, So, SoVerdict


def who(corpus: Corpus, claim: Claim) -> str:
    """The first words of a claim's sentence: "A", or "B, for A" if A's saying is not confirmed."""
    if claim.speaker_unknown:
        return "Speaker not identified yet"
    return ", for ".join(named(corpus, hop) for hop in claim.who) or "No source named"


def sentence(corpus: Corpus, claim: Claim) -> str:
    """A claim as it may be shown: who says it, and what."""
    return f"{who(corpus, claim)}: {claim.text}"


def named(corpus: Corpus, hop: Hop) -> str:
    """Who a step is: the actor's name, or the words for a source without a name."""
    record = corpus.actors.get(hop.actor) if hop.actor else None
    return record.actor.name if record else hop.actor or hop.unnamed or ""


SAID: Mapping[SaidVerdict, str] = {
    "confirmed": "Yes",
    "single-source": "One source only",
    "doubtful": "Doubtful",
    "misreported": "Not like this",
}
SO: Mapping[SoVerdict, str] = {
    "corroborated": "Shown",
    "supported": "Points that way",
    "disputed": "Disputed",
    "refuted": "No",
    "unresolved": "Not settled",
    "pending": "Too early",
}
"""The verdicts in the words of the pages."""


def said_in_words(corpus: Corpus, claim: Claim, said: Said) -> str:
    """A verdict on the saying, as a question and its answer."""
    step = claim.step_of(said)
    by = f" By {named(corpus, claim.attribution[step])}:" if step is not None else ""
    return f"Was it said?{by} {SAID[said.verdict]}"


def so_in_words(so: So) -> str:
    """The verdict on the thing itself, as a question and its answer."""
    return f"Is it so? {SO[so.verdict]}"

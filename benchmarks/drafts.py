"""Measure the recall and precision of drafts against finished briefings; write DRAFTS.md.

    python -m benchmarks.drafts

Measured on the claims that the article attributes, those with at least one
step that has a cue. A draft finds a claim when its spans hold at least half of
the claim's characters; it is right when it finds at least one claim. Own: each
draft counts for one claim only.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from article_briefings.anchoring._anchored import AnchoredBriefing, AnchoredClaim
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.drafting._beginning import ArticleDetails
from article_briefings.drafting._draft import DraftClaim, draft
from article_briefings.models._register import Actor
from article_briefings.models._text import Span

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "DRAFTS.md"
_TODAY = dt.date(2000, 1, 1)
_HEAD = """\
# Drafts against finished briefings

What `briefings new` drafts from an article's text alone, compared with the briefing that people
made of it. Written by `make bench-drafts`; `benchmarks/drafts.py` says what is counted. A briefing
has only the claims that carry the story, so a draft of another claim counts as wrong, even if it is
good. The rules were written with the first article in view, so other articles will give less: the
invented ones in `tests/drafting` show which constructions are known.

| article | attributed | found | right speaker | whole chain | draft of its own | drafts | right |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Measured:
    """The counts of one article."""

    slug: str
    claims: int
    """Claims that the article attributes."""
    found: int
    speaker: int
    """Found, and the first step's actor or unnamed source is that of the claim."""
    chain: int
    """Found, and so are all steps that the article states, among them those of `via`."""
    own: int
    """Claims that can be given a draft each, no draft twice."""
    drafts: int
    right: int

    @property
    def recall(self) -> float:
        """The share of the claims that is found."""
        return self.found / self.claims

    @property
    def precision(self) -> float:
        """The share of the drafts that is right."""
        return self.right / self.drafts

    def row(self) -> str:
        """The row of the table."""
        return (
            f"| {self.slug} | {self.claims} | {_of(self.found, self.claims)} "
            f"| {_of(self.speaker, self.claims)} | {_of(self.chain, self.claims)} "
            f"| {_of(self.own, self.claims)} | {self.drafts} | {_of(self.right, self.drafts)} |\n"
        )


def main() -> None:
    """Measure every finished briefing and write the table."""
    rows = "".join(measured.row() for measured in measure_all(ROOT))
    RESULTS.write_text(_HEAD + rows, "utf-8")
    print(RESULTS.read_text("utf-8"))


def measure_all(root: Path) -> Iterator[Measured]:
    """The counts of every finished briefing in English, by slug."""
    corpus = compile_corpus(root, drafts=False).corpus
    register = {name: record.actor for name, record in corpus.actors.items()}
    for article in sorted(corpus.articles, key=lambda article: article.slug):
        source = article.briefing.source
        if source.language.startswith("en") and not source.extract:
            yield measure(article, register)


def measure(article: AnchoredBriefing, register: Mapping[str, Actor]) -> Measured:
    """Draft an article again and compare."""
    source = article.source
    given = ArticleDetails(
        slug=article.slug, date=article.briefing.source.published.text, language="en"
    )
    begun = given.article(None, source.text, source.sha256, register)
    drafted = draft(begun, register, "nobody", _TODAY).claims
    claims = [claim for claim in article.claims if not claim.claim.own_voice]
    finds = {
        claim.claim.id: [number for number, d in enumerate(drafted) if _finds(d, claim)]
        for claim in claims
    }
    found = [claim for claim in claims if finds[claim.claim.id]]
    return Measured(
        article.slug,
        len(claims),
        len(found),
        sum(any(_speaker(drafted[n], c) for n in finds[c.claim.id]) for c in found),
        sum(any(_chain(drafted[n], c) for n in finds[c.claim.id]) for c in found),
        _most_pairs(finds),
        len(drafted),
        len({number for numbers in finds.values() for number in numbers}),
    )


def _finds(drafted: DraftClaim, claim: AnchoredClaim) -> bool:
    points = _points(claim.quote)
    return 2 * len(points & _points(drafted.spans)) >= len(points)


def _points(spans: Iterable[Span]) -> set[int]:
    return {point for span in spans for point in range(span.start, span.end)}


def _speakers_of(claim: AnchoredClaim) -> list[str]:
    hops = [hop for hop in claim.claim.attribution if hop.stated]
    return [hop.actor or (hop.unnamed or "").lower() for hop in hops]


def _drafted_speakers(drafted: DraftClaim) -> list[str]:
    return [step.speaker.actor or step.speaker.unnamed.lower() for step in drafted.steps]


def _speaker(drafted: DraftClaim, claim: AnchoredClaim) -> bool:
    return _drafted_speakers(drafted)[:1] == _speakers_of(claim)[:1]


def _chain(drafted: DraftClaim, claim: AnchoredClaim) -> bool:
    return _drafted_speakers(drafted) == _speakers_of(claim)


def _most_pairs(finds: Mapping[str, list[int]]) -> int:
    """The size of the largest matching of claims and drafts, by augmenting paths."""
    matched: dict[int, str] = {}

    def pair(claim: str, seen: set[int]) -> bool:
        for number in finds[claim]:
            if number not in seen:
                seen.add(number)
                if number not in matched or pair(matched[number], seen):
                    matched[number] = claim
                    return True
        return False

    return sum(pair(claim, set()) for claim in finds)


def _of(part: int, whole: int) -> str:
    return f"{part} ({100 * part // max(whole, 1)} %)"


if __name__ == "__main__":
    main()

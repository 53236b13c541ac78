"""A corpus of made-up claims in memory, for measurements with many of them.

No file is written or read and no text is searched: the spans of quotes are made
up as well. Kinds, forms, verdicts and chains of attribution have the proportions
of real news and are the same on every run.
"""

import random
import re
from functools import cache
from pathlib import Path
from typing import Any, get_args

from article_briefings.anchoring._anchored import AnchoredBriefing, AnchoredClaim
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._references import ResolverInput
from article_briefings.corpus._resolver import resolve
from article_briefings.input._documents import Document, SourceText
from article_briefings.models._briefing import Briefing
from article_briefings.models._claims import JUDGEMENTS, ClaimKind
from article_briefings.models._register import Actor, Topic
from article_briefings.models._text import Span
from article_briefings.models._verdicts import SaidVerdict, SoVerdict
from article_briefings.pages._facets import PART, LedgerData
from benchmarks.corpus import NAMES

PER_ARTICLE = 22
_TOPICS = 12
_YEARS = 15
_FORMS = ("indirect", "direct", "mixed", "translated")
_SHARES = (70, 16, 11, 3)


def made_up(claims: int) -> Corpus:
    """A corpus of this many claims, 22 per article, with an actor for every five articles."""
    chance = random.Random(claims)
    articles = -(-claims // PER_ARTICLE)
    actors = [f"actor-{number}" for number in range(max(10, articles // 5))]
    rest = [min(PER_ARTICLE, claims - PER_ARTICLE * number) for number in range(articles)]
    parts = ResolverInput(
        tuple(_article(chance, number, count, actors) for number, count in enumerate(rest)),
        {name: (_document(name), _actor(number)) for number, name in enumerate(actors)},
        {},
        {
            f"topic-{number}": (_document("topics"), Topic(title=f"Topic {number}"))
            for number in range(_TOPICS)
        },
    )
    corpus, problems = resolve(parts)
    assert not problems, problems[0]
    return corpus


def _document(path: str) -> Document:
    return Document(path, "", {}, lambda _: {})


def _actor(number: int) -> Actor:
    kind = "outlet" if number % 10 == 0 else "person"
    return Actor.model_validate({"name": f"{NAMES[number % len(NAMES)]} {number}", "type": kind})


def _article(
    chance: random.Random, number: int, claims: int, actors: list[str]
) -> AnchoredBriefing:
    cast = chance.sample(actors, 5)
    text = "A made-up sentence. " * (claims + 1)
    fields = {
        "format": 2,
        "title": f"Made-up article {number} on {_words(chance, 4)}",
        "source": {
            "sha256": "0" * 64,
            "language": "en",
            "published": f"{2010 + number % _YEARS}-03-{1 + number % 28:02}",
            "dating": "Made up.",
            "outlet": actors[10 * (number % max(1, len(actors) // 10))],
        },
        "bluf": "A made-up bottom line.",
        "topics": sorted({f"topic-{chance.randrange(_TOPICS)}" for _ in range(2)}),
        "cast": [{"actor": actor, "role": "speaker"} for actor in cast],
        "claims": [_claim(chance, index, cast) for index in range(claims)],
        "evidence": [{"id": "source", "title": "A source", "publisher": "Nobody"}],
        "review": {"annotators": ["bench"], "reviewed": "2026-01-01", "due": "2027-01-01"},
    }
    briefing = Briefing.model_validate(fields)
    spans = [Span(20 * index, 20 * index + 19) for index in range(claims)]
    return AnchoredBriefing(
        f"made-{number}",
        _document(f"briefings/articles/2020-01-01-made-{number}/briefing.yml"),
        SourceText(f"briefings/articles/2020-01-01-made-{number}/source.txt", text, "0" * 64),
        briefing,
        (),
        tuple(
            AnchoredClaim(claim, (span,), tuple((span,) for _ in claim.attribution))
            for claim, span in zip(briefing.claims, spans, strict=True)
        ),
        # Every seventh claim names a member of the cast.
        tuple(tuple(spans[at::35]) for at in range(0, 35, 7)),
        (),
        (),
        None,
        (),
    )


def _claim(chance: random.Random, index: int, cast: list[str]) -> dict[str, Any]:
    hops = chance.choices((0, 1, 2, 3), (20, 45, 28, 7))[0]
    claim: dict[str, Any] = {
        "id": f"claim-{index}",
        "text": f"Claim {index}: {_words(chance, 11)}.",
        "quote": "A made-up sentence",
        "kind": chance.choice(get_args(ClaimKind)) if index else "fact",
        "attribution": [_hop(chance, actor) for actor in chance.sample(cast, hops)],
    }
    if index % 20 == 1:
        claim["kind"] = "denial"
        claim["contradicts"] = "claim-0"
    if chance.random() < 0.5:
        claim["finding"] = f"A made-up finding: {_words(chance, 8)}."
        if claim["kind"] not in JUDGEMENTS:
            claim["so"] = _verdict(chance.choice(get_args(SoVerdict)))
        if hops:
            claim["said"] = _verdict(chance.choice(get_args(SaidVerdict)))
    return claim


def _verdict(verdict: str) -> dict[str, Any]:
    relation = "refutes" if verdict in ("misreported", "refuted") else "supports"
    use = {"item": "source", "relation": relation, "record": True, "shows": "nothing"}
    return {"verdict": verdict, "as_of": "2026-01-01", "rationale": "Made up.", "evidence": [use]}


def _hop(chance: random.Random, actor: str) -> dict[str, Any]:
    hop: dict[str, Any] = {"cue": "said", "form": chance.choices(_FORMS, _SHARES)[0]}
    if chance.random() < 0.1:
        return {"unnamed": f"a {chance.choice(_vocabulary())} official", **hop}
    return {"actor": actor, **hop}


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(_vocabulary()) for _ in range(count))


@cache
def _vocabulary() -> list[str]:
    text = (Path(__file__).parent / "sentences.txt").read_text("utf-8")
    return sorted(set(re.findall(r"[a-z]{2,}", text)))


def ledger_files(corpus: Corpus, size: int = PART) -> dict[str, bytes]:
    """The files by their path in the site: the index first, then its parts."""
    data = LedgerData(corpus, size)
    parts = [file for group in data.groups() for file in group.files()]
    return dict([data.index(place for place, _ in parts), *parts])

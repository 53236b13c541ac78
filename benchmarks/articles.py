"""One made-up article with its annotation.

Each claim is a paragraph of its own, between paragraphs without marks. Of a
hundred articles, 85 name their outlet, 60 use background notes, 50 have
events, 40 ask questions, 20 have evidence and verdicts on a few claims, 25
relations between their claims, and 6 belong to a story of three articles whose
first claims repeat each other.

In the *full* corpus every article has an outlet, a cast of twelve, background,
events, questions and evidence, every claim has the verdicts that it can have, and
four are key claims.
"""

import datetime as dt
import hashlib
import math
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Any

from benchmarks.words import SHARES, Tongue, capital, phrase, prose, tongues

MEDIAN_WORDS, WORDS_SPREAD = 581, 0.55
MEDIAN_CLAIMS, CLAIMS_AT_90, MOST_CLAIMS = 18, 46, 214
TOGETHER = 0.7
"""The correlation of words with claims: long articles have more of them."""
# 1.2816 is the 90th percentile of the standard normal distribution.
_CLAIMS_SPREAD = math.log(CLAIMS_AT_90 / MEDIAN_CLAIMS) / 1.2816
_FORMS, _FORM_SHARES = ("indirect", "mixed", "direct"), (73, 11, 16)
_KINDS = "fact position characterisation prediction demand commitment denial".split()
_KIND_SHARES = (45, 20, 10, 8, 7, 5, 5)
_JUDGEMENTS = frozenset({"position", "characterisation", "demand"})
_KEY = 4
"""How many claims of an article in the full corpus have a page of their own."""
_SAID = ("confirmed", "single-source", "doubtful")
_SO = ("corroborated", "supported", "disputed", "refuted", "unresolved")
_COUNTS = (0, 1, 2, 3)
_CAST, _FULL_CAST = 5, 12


@dataclass(frozen=True)
class Register:
    """The actors, notes and other entries that articles refer to."""

    @dataclass(frozen=True)
    class Actor:
        """An actor as articles name it."""

        id: str
        name: str
        short: str
        type: str

    actors: tuple[Actor, ...]
    """The more often they appear, the earlier; the last one is reserved for a few articles."""
    notes: tuple[str, ...]
    topics: tuple[str, ...]
    stories: tuple[str, ...]


@dataclass(frozen=True)
class Article:
    """A text, the value of its briefing.yml, and the folder of both."""

    folder: str
    slug: str
    text: str
    claims: tuple[str, ...]
    """The ids of the claims."""
    briefing: dict[str, Any]


@dataclass
class _Draft:
    """The parts of one article while it is generated."""

    chance: random.Random
    tongue: Tongue
    cast: Sequence[Register.Actor]
    full: bool = False
    paragraphs: list[str] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)

    @property
    def english(self) -> Tongue:
        """The language of annotators."""
        return tongues()[0]

    def happens(self, share: float) -> bool:
        """Whether this article has a feature that this share of all articles has."""
        return self.full or self.chance.random() < share

    def count(self, weights: Sequence[int]) -> int:
        """A random number of items, from none to three."""
        return max(self.full, self.chance.choices(_COUNTS, weights)[0])

    def words(self, least: int, most: int) -> str:
        """Words in the article's own language that occur nowhere else."""
        return phrase(self.chance, self.tongue, self.chance.randint(least, most))

    def note(self, length: int) -> str:
        """Words of an annotator."""
        return prose(self.chance, self.english, length)


def make_article(
    chance: random.Random,
    register: Register,
    number: int,
    day: dt.date,
    with_last_actor: bool,
    earlier: Sequence[Article],
    full: bool = False,
    length: tuple[int, int] | None = None,
) -> Article:
    """The article with this number; it may refer to the `earlier` ones.

    Its `length` is in words and claims, random if left out.
    """
    tongue = chance.choices(tongues(), SHARES)[0]
    cast = _cast(chance, register, with_last_actor, _FULL_CAST if full else _CAST)
    draft = _Draft(chance, tongue, cast, full)
    words, claims = length or _length(chance)
    for index in range(claims):
        _add_claim(draft, index)
    background = _background(draft, register)
    events = _events(draft, day)
    while (missing := words - sum(len(text.split()) for text in draft.paragraphs)) > 0:
        draft.paragraphs.append(_filler(draft, min(missing, chance.randint(25, 60))))
    order = list(range(len(draft.paragraphs)))
    chance.shuffle(order)
    text = "\n".join(draft.paragraphs[place] for place in order) + "\n"
    slug = f"{'-'.join(tongue.words[500 + chance.randrange(20_000)] for _ in range(3))}-{number}"
    story = register.stories[number // 50] if number % 50 in (3, 4, 5) else ""
    _relate(draft, earlier, bool(story))
    evidence = _judge(draft, day) if draft.happens(0.2) else []
    briefing = {
        "format": 2,
        "judged": dt.date(2026, 1, 1),
        "title": capital(phrase(chance, draft.english, 9)),
        "source": _source(draft, register, text, day, number),
        "bluf": draft.note(38),
        "topics": sorted(set(_skewed(chance, register.topics, chance.randint(1, 2)))),
        **({"story": story} if story else {}),
        "cast": [member for actor in draft.cast if (member := _member(draft, actor, text))],
        "claims": draft.claims,
        "evidence": evidence,
        "background": background,
        "events": events,
        "questions": [
            {"text": draft.note(11), "why": draft.note(16)}
            for _ in range(draft.count((60, 25, 10, 5)))
        ],
        "review": {
            "annotators": ["bench"],
            "reviewed": dt.date(2026, 1, 1),
            "due": dt.date(2027, 1, 1),
        },
    }
    ids = tuple(claim["id"] for claim in draft.claims)
    filled = {name: value for name, value in briefing.items() if value != []}
    return Article(f"{day.isoformat()}-{slug}", slug, text, ids, filled)


def _length(chance: random.Random) -> tuple[int, int]:
    """The numbers of words and of claims, both log-normal and correlated."""
    one, other = chance.gauss(), chance.gauss()
    both = TOGETHER * one + math.sqrt(1 - TOGETHER**2) * other
    words = round(MEDIAN_WORDS * math.exp(WORDS_SPREAD * one))
    return words, max(1, min(MOST_CLAIMS, round(MEDIAN_CLAIMS * math.exp(_CLAIMS_SPREAD * both))))


def _skewed(chance: random.Random, items: Sequence[Any], count: int) -> list[Any]:
    """A sample of the items, which prefers the first ones by far."""
    return chance.choices(items, cum_weights=_weights(len(items)), k=count)


@cache
def _weights(count: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + 3) for rank in range(count)))


def _cast(
    chance: random.Random, register: Register, with_last: bool, size: int
) -> Sequence[Register.Actor]:
    speakers = [actor for actor in register.actors[:-1] if actor.type != "outlet"]
    cast: dict[Register.Actor, None] = {register.actors[-1]: None} if with_last else {}
    while len(cast) < min(size, len(speakers)):
        cast.setdefault(_skewed(chance, speakers, 1)[0])
    return list(cast)


def _add_claim(draft: _Draft, index: int) -> None:
    """A paragraph and the claim on it."""
    chance = draft.chance
    first, second = draft.words(5, 9), draft.words(4, 8)
    speaker, relay = chance.sample(draft.cast, 2)
    claim: dict[str, Any] = {
        "id": f"{draft.tongue.words[600 + chance.randrange(9_000)]}-{index}",
        "text": draft.note(chance.randint(9, 17)),
        "quote": f"{first} {second}",
        "kind": chance.choices(_KINDS, _KIND_SHARES)[0],
        "attribution": [],
    }
    draft.claims.append(claim)
    if chance.random() < 0.075:
        draft.paragraphs.append(f"{first} {second}.")
        return
    form = chance.choices(_FORMS, _FORM_SHARES)[0]
    unnamed = chance.random() < 0.1
    who = draft.words(2, 3) if unnamed else _called(draft, speaker)
    hop = {"unnamed": who} if unnamed else {"actor": speaker.id}
    claim["attribution"].append({**hop, "cue": draft.tongue.said})
    by = f"{draft.tongue.said} {who}"
    end = "."
    if chance.random() < 0.15:
        claim["attribution"].append({"actor": relay.id, "cue": draft.tongue.reported})
        if form != "indirect":  # the quoted words are the speaker's, not the relay's
            claim["attribution"][0]["form"] = form
        end = f", {relay.name} {draft.tongue.reported}."
    if chance.random() < 0.15:
        claim["quote"] = [first, second]
        draft.paragraphs.append(_in_two_parts(form, first, second, by) + end)
    else:
        claim["quote"], words = _in_one_part(form, first, second)
        draft.paragraphs.append(f"{words}, {by}{end}")


def _called(draft: _Draft, actor: Register.Actor) -> str:
    """The full name, the short one, or a pronoun."""
    names = (actor.name, actor.short, draft.tongue.pronoun)
    return draft.chance.choices(names, (30, 40, 30))[0]


def _in_two_parts(form: str, first: str, second: str, by: str) -> str:
    if form == "direct":
        return f"“{first},” {by}, “{second}”"
    return f"{first}, {by}, “{second}”" if form == "mixed" else f"{first}, {by}, {second}"


def _in_one_part(form: str, first: str, second: str) -> tuple[str, str]:
    """The quote, and its words as they appear in the text."""
    if form == "direct":
        return f"{first} {second}", f"“{first} {second}”"
    words = f"{first} “{second}”" if form == "mixed" else f"{first} {second}"
    return words, words


def _filler(draft: _Draft, length: int, marked: str = "") -> str:
    """A paragraph without a claim, and the words that are marked in it."""
    text = prose(draft.chance, draft.tongue, length)
    if draft.chance.random() < 0.4:
        text += f" {_called(draft, draft.chance.choice(draft.cast))}."
    return f"{text} {capital(marked)}." if marked else text


def _background(draft: _Draft, register: Register) -> list[dict[str, Any]]:
    uses = []
    count = draft.count((40, 30, 20, 10))
    for note in sorted(set(_skewed(draft.chance, register.notes, count))):
        quote = capital(draft.words(4, 6))
        draft.paragraphs.append(_filler(draft, draft.chance.randint(10, 30), quote))
        uses.append({"note": note, "quote": quote, "why": draft.note(14)})
    return uses


def _events(draft: _Draft, day: dt.date) -> list[dict[str, Any]]:
    events = []
    for index in range(draft.count((50, 25, 15, 10))):
        quote = capital(draft.words(4, 8))
        draft.paragraphs.append(_filler(draft, draft.chance.randint(10, 30), quote))
        events.append(
            {
                "id": f"event-{index}",
                "date": day - dt.timedelta(days=draft.chance.randrange(30)),
                "quote": quote,
                "label": capital(phrase(draft.chance, draft.english, 6)),
                "actors": [draft.chance.choice(draft.cast).id],
            }
        )
    return events


def _relate(draft: _Draft, earlier: Sequence[Article], same_story: bool) -> None:
    """Relations within the article and, in a story or occasionally, to an earlier article."""
    chance, ids = draft.chance, [claim["id"] for claim in draft.claims]
    if chance.random() < 0.25 and len(ids) > 3:
        here, there = sorted(chance.sample(range(1, len(ids)), 2))
        kind = chance.choice(("contradicts", "supports", "qualifies"))
        if _can_be_so(draft.claims[here], draft.claims[there]) or kind != "contradicts":
            draft.claims[there][kind] = ids[here]
    if earlier and (same_story or chance.random() < 0.05):
        other = earlier[-1] if same_story else chance.choice(earlier)
        both = _can_be_so(draft.claims[0], other.briefing["claims"][0])
        kind = "repeats" if same_story else "contradicts" if both else "supports"
        draft.claims[0][kind] = f"{other.slug}#{other.claims[0]}"


def _can_be_so(*claims: dict[str, Any]) -> bool:
    return all(claim["kind"] not in _JUDGEMENTS for claim in claims)


def _judge(draft: _Draft, day: dt.date) -> list[dict[str, Any]]:
    """Evidence, and the verdicts on a few claims based on it."""
    chance = draft.chance
    evidence = [
        {
            "id": f"evidence-{index}",
            "title": capital(phrase(chance, draft.english, 8)),
            "publisher": capital(phrase(chance, draft.english, 2)),
            "date": day,
            "url": f"https://example.org/{chance.randrange(10**8)}",
            "relays": [],
        }
        for index in range(chance.randint(2, 4))
    ]
    judged = len(draft.claims) if draft.full else min(len(draft.claims), chance.randint(1, 5))
    for number, claim in enumerate(chance.sample(draft.claims, judged)):
        if draft.full and number < _KEY:
            claim["key"] = True
        one, other = (item["id"] for item in chance.sample(evidence, 2))
        claim["finding"] = draft.note(18)
        if claim["attribution"]:
            said = chance.choice(_SAID)
            heard: list[Any] = [{"item": one, "shows": draft.note(8)}]
            heard += [other] if said == "confirmed" else []
            claim["said"] = {"of": "1", "verdict": said, "evidence": heard}
        if claim["kind"] not in _JUDGEMENTS:
            claim["so"] = _so(draft, one, other)
    return evidence


def _so(draft: _Draft, one: str, other: str) -> dict[str, Any]:
    verdict = draft.chance.choice(_SO)
    relations = {"refuted": ("refutes", "refutes"), "disputed": ("supports", "refutes")}
    uses = zip((one, other), relations.get(verdict, ("supports", "supports")), strict=True)
    evidence = [
        {"item": item, "relation": relation, "shows": draft.note(10)} for item, relation in uses
    ]
    return {"verdict": verdict, "rationale": draft.note(28), "evidence": evidence}


def _source(
    draft: _Draft, register: Register, text: str, day: dt.date, number: int
) -> dict[str, Any]:
    outlets = [actor.id for actor in register.actors if actor.type == "outlet"]
    outlet = _skewed(draft.chance, outlets, 1) if draft.happens(0.85) else []
    return {
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "language": draft.tongue.language,
        **({"outlet": outlet[0]} if outlet else {}),
        "headline": capital(draft.words(7, 10)),
        "url": f"https://example.org/articles/{number}",
        "published": day,
        "dating": draft.note(12),
    }


def _member(draft: _Draft, actor: Register.Actor, text: str) -> dict[str, Any]:
    """What the register does not say of the actor: its short name, and in a full corpus a role."""
    without_full = text.replace(actor.name, "")
    # A longer name may begin with it: a mention has to be a whole word.
    alone = re.search(rf"\b{re.escape(actor.short)}\b", without_full)
    short = {"mentions": [actor.short]} if actor.short != actor.name and alone else {}
    role = {"role": phrase(draft.chance, draft.english, 5)} if draft.full else {}
    return {"actor": actor.id, **role, **short} if role or short else {}

"""A made-up corpus with the proportions of real news, the same on every run.

Words per article are log-normal around 581. Claims have a median of 18, 46 at
the 90th percentile and 214 at most; 73 % are indirect, 11 % mixed, 16 %
direct; 15 % are in two parts; 7.5 % have no source. The register has one actor
for every five articles. Names and texts come in several scripts.
"""

import hashlib
import math
import random
from dataclasses import dataclass
from pathlib import Path

WORDS = tuple(
    "river council budget minister bridge harvest report committee village engineer school water "
    "market railway season agreement winter border factory museum library festival coast".split()
)
NAMES = ("Mara Olsen", "Գոհար Մելքոնյան", "Лидия Орлова", "سارا محمدی", "Aysel Quliyeva", "Jon Ek")
MEDIAN_WORDS, WORDS_SPREAD = 581, 0.55
MEDIAN_CLAIMS, CLAIMS_AT_90, MOST_CLAIMS = 18, 46, 214
_CLAIMS_SPREAD = math.log(CLAIMS_AT_90 / MEDIAN_CLAIMS) / 1.2816  # the normal's 90th percentile


@dataclass(frozen=True)
class Made:
    """What was made, for the table."""

    articles: int
    claims: int
    words: int


def make_corpus(root: Path, articles: int) -> Made:
    """Write `root/briefings` with this many articles."""
    chance = random.Random(articles)
    base = root / "briefings"
    for name in ("actors", "articles", "background"):
        (base / name).mkdir(parents=True)
    actors = [f"actor-{number}" for number in range(max(5, articles // 5))]
    for number, actor in enumerate(actors):
        _actor(base / "actors" / f"{actor}.yml", number)
    (base / "topics.yml").write_text("general:\n  title: General\n", "utf-8")
    claims = words = 0
    for number in range(articles):
        folder = (
            base / "articles" / f"20{10 + number % 15:02}-03-{1 + number % 28:02}-made-{number}"
        )
        folder.mkdir()
        made = _article(chance, folder, actors, number)
        claims, words = claims + made.claims, words + made.words
    return Made(articles, claims, words)


def _actor(path: Path, number: int) -> None:
    name = f"{NAMES[number % len(NAMES)]} {number}"
    path.write_text(f"name: {name}\ntype: person\ndescription: A made-up person.\n", "utf-8")


def _article(chance: random.Random, folder: Path, actors: list[str], number: int) -> Made:
    wanted = min(MOST_CLAIMS, round(chance.lognormvariate(math.log(MEDIAN_CLAIMS), _CLAIMS_SPREAD)))
    length = round(chance.lognormvariate(math.log(MEDIAN_WORDS), WORDS_SPREAD))
    sentences, claims = [], []
    cast = chance.sample(range(len(actors)), 5)
    for index in range(max(1, wanted)):
        sentence, claim = _claim(chance, index, cast)
        sentences.append(sentence)
        claims.append(claim)
    filler = max(0, length - sum(len(sentence.split()) for sentence in sentences))
    text = "\n".join([*sentences, _words(chance, filler, "filler")])
    (folder / "source.txt").write_text(text, "utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    (folder / "briefing.yml").write_text(_briefing(number, digest, cast, claims), "utf-8")
    return Made(1, len(claims), len(text.split()))


def _words(chance: random.Random, count: int, mark: str) -> str:
    return " ".join([mark, *(chance.choice(WORDS) for _ in range(count))])


def _claim(chance: random.Random, index: int, cast: list[int]) -> tuple[str, str]:
    """A sentence and the claim on it; the number in the text keeps every quote unique."""
    actor = chance.choice(cast)
    name = f"{NAMES[actor % len(NAMES)]} {actor}"
    first, second = _words(chance, 6, f"k{index}a"), _words(chance, 5, f"k{index}b")
    body = f"  - id: claim-{index}\n    text: Claim {index} of the article.\n    kind: fact\n"
    if chance.random() < 0.075:
        return f"{first} {second}.", f"{body}    quote: {first} {second}\n    attribution: []\n"
    hop = f"    attribution:\n      - {{actor: actor-{actor}, cue: said {name}, form: %s}}\n"
    if chance.random() < 0.15:
        sentence = f"“{first},” said {name}, “{second}.”"
        return sentence, f"{body}    quote: [{first}, {second}]\n{hop % 'direct'}"
    form = chance.choices(("indirect", "mixed", "direct"), (73, 11, 16))[0]
    if form == "direct":
        return f"“{first},” said {name}.", f"{body}    quote: {first}\n{hop % form}"
    if form == "mixed":
        quote = f"{first} “{second}”"
        return f"{quote}, said {name}.", f"{body}    quote: {quote}\n{hop % form}"
    return f"{first} {second}, said {name}.", f"{body}    quote: {first} {second}\n{hop % form}"


def _briefing(number: int, digest: str, cast: list[int], claims: list[str]) -> str:
    members = "".join(
        f"  - actor: actor-{actor}\n    role: speaker\n" for actor in sorted(set(cast))
    )
    return (
        f"format: 1\ntitle: Made-up article {number}\nsource:\n  sha256: {digest}\n"
        f"  language: en\n  published: 20{10 + number % 15:02}-03-{1 + number % 28:02}\n"
        f"  dating: Made up.\nbluf: A made-up bottom line.\ntopics: [general]\nactors:\n{members}"
        f"claims:\n{''.join(claims)}"
        "review: {annotators: [bench], reviewed: 2026-01-01, due: 2027-01-01}\n"
    )

"""Generate articles from real sentences, with quotes in them, as input for `damage`.

The sentences of sentences.txt were copied once from this repository's decision
records and background notes and are fixed, so later edits of those texts do not
change the figures. An article is 22 sentences in paragraphs of one to three; each
sentence occurs in it once. A quote is a stretch of a sentence; its length is
log-normal with a median of 11 words and a minimum of 3, or shorter on request.
The articles are the same on every run.
"""

import hashlib
import math
import random
import re
from dataclasses import dataclass
from pathlib import Path

from article_briefings.anchoring._selectors import TextQuote
from article_briefings.check._validator import validate
from article_briefings.input._documents import Document, SourceText
from article_briefings.input._yaml_reader import read_yaml
from article_briefings.models._briefing import Briefing
from article_briefings.models._text import Span
from article_briefings.review._edits import mapping, scalar

ROOT = Path(__file__).resolve().parents[1]
SENTENCES, QUOTES = 22, 14
SPREAD = 0.6
LENGTH, SHORT_LENGTH = (11, 3), (3, 1)
"""The median and the least number of words of a quote, and the same where marks are short."""
_ATTRIBUTIONS = (
    "the ministry said on {day}",
    "according to the spokesman",
    "she told reporters in the capital",
    "the agency reported on {day}",
    "he added",
    "an official said",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_HEAD = (
    "format: 2\ntitle: A made-up briefing\nsource:\n  sha256: {sha256}\n  language: en\n"
    "  published: 2031-04-28\n  dating: Made up.\nbluf: A made-up bottom line.\nclaims:\n"
)
_CLAIM = (
    "  - id: claim-{number}\n    text: Claim {number}.\n    quote: {quote}\n    kind: fact\n"
    "    attribution: []\n"
)
_TAIL = "review: {annotators: [bench], reviewed: 2031-05-01, due: 2032-05-01}\n"


@dataclass(frozen=True)
class Annotated:
    """An article whose marks all fit."""

    document: Document
    source: SourceText
    briefing: Briefing


def first_article() -> Annotated:
    """The real article of this repository that is whole, with its annotation."""
    folder = ROOT / "briefings" / "articles" / "2023-09-11-iran-armenia-azerbaijan"
    text = (folder / "source.txt").read_text("utf-8")
    return _annotated((folder / "briefing.yml").read_text("utf-8"), text)


def made_articles(count: int, seed: int = 0, length: tuple[int, int] = LENGTH) -> list[Annotated]:
    """This many articles, each with different sentences or the same in a different order."""
    pool = sentences()
    chance = random.Random(seed)
    return [_made(chance, pool, length) for _ in range(count)]


def sentences() -> list[str]:
    """The sentences that articles are made of, each once."""
    return (ROOT / "benchmarks" / "sentences.txt").read_text("utf-8").splitlines()


def _made(chance: random.Random, pool: list[str], length: tuple[int, int]) -> Annotated:
    chosen = [_attributed(chance, sentence) for sentence in chance.sample(pool, SENTENCES)]
    text, places = "", []
    left = 0
    for number, sentence in enumerate(chosen):
        if number:
            text += " " if left else "\n"
        left = left - 1 if left else chance.randrange(3)
        places.append(Span(len(text), len(text) + len(sentence)))
        text += sentence
    quotes = [_quote(chance, text, place, length) for place in chance.sample(places, QUOTES)]
    claims = ""
    for number, span in enumerate(sorted(quotes)):
        quote = TextQuote.describe(text, span)
        fields = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
        fields |= {"nth": str(quote.nth)} if quote.nth else {}
        given = {name: value for name, value in fields.items() if value}
        written = scalar(quote.exact, flow=False) if len(given) == 1 else mapping(given)
        claims += _CLAIM.format(number=number, quote=written)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return _annotated(_HEAD.format(sha256=sha256) + claims + _TAIL, text)


def _attributed(chance: random.Random, sentence: str) -> str:
    """Give three sentences in four a speaker, as claims in real news have."""
    if chance.random() > 0.73:
        return sentence
    words = chance.choice(_ATTRIBUTIONS).format(day=chance.choice(_DAYS))
    return f"{sentence[:-1]}, {words}{sentence[-1]}"


def _quote(chance: random.Random, text: str, place: Span, length: tuple[int, int]) -> Span:
    median, least = length
    words = list(re.finditer(r"\w[^\s]*\w|\w", place.of(text)))
    wanted = round(chance.lognormvariate(math.log(median), SPREAD))
    size = min(len(words), max(least, wanted))
    first = chance.randrange(len(words) - size + 1)
    return Span(place.start + words[first].start(), place.start + words[first + size - 1].end())


def _annotated(annotation: str, text: str) -> Annotated:
    document, problems = read_yaml("briefing.yml", annotation)
    if document is None:
        raise ValueError(problems)
    briefing, faults = validate(document, Briefing)
    if briefing is None:
        raise ValueError(faults)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Annotated(document, SourceText("source.txt", text, sha256), briefing)

"""A made-up corpus with the proportions of real news, the same on every run.

Words per article are log-normal around 581. Claims have a median of 18, 46 at
the 90th percentile and 214 at most; 73 % are indirect, 11 % mixed, 16 %
direct; 15 % are in two parts; 7.5 % have no source. The register has one actor
for every five articles, and five of them appear in each article, some in many
articles and most in few. Texts, names and ids come in four scripts
([words.py](words.py)). Articles use the rest of the format as much as a busy
newsroom would: [articles.py](articles.py) gives the shares.
"""

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from benchmarks.articles import Article, Register, make_article
from benchmarks.words import SHARES, Tongue, capital, phrase, prose, tongues

NAMES = ("Mara Olsen", "Գոհար Մելքոնյան", "Лидия Орлова", "سارا محمدی", "Aysel Quliyeva", "Jon Ek")
TOPICS = 12
RARE_EVERY = 50
"""The last actor of the register appears in one article of so many: 2 %."""
_FIRST_DAY, _DAYS = dt.date(2010, 1, 1), 15 * 365
_TYPES = ("outlet", "state", "organisation", "person", "person")


@dataclass(frozen=True)
class Made:
    """The generated corpus, for the table and for the edits."""

    articles: int
    claims: int
    words: int
    newest: str
    """The folder of the newest article, below the corpus's root."""
    middle: str
    """The folder of the one in the middle."""
    rare_actor: str
    """The file of the actor that 2 % of the articles show."""


def make_corpus(
    root: Path, articles: int, full: bool = False, length: tuple[int, int] | None = None
) -> Made:
    """Write `root/briefings` with this many articles; articles.py describes `full`.

    `length` is that of each article, in words and claims.
    """
    chance = random.Random(articles)
    base = root / "briefings"
    for name in ("actors", "articles", "background"):
        (base / name).mkdir(parents=True)
    register = _register(chance, base, articles)
    made: list[Article] = []
    for number in range(articles):
        article = _article(chance, register, number, articles, made, full, length)
        folder = base / "articles" / article.folder
        folder.mkdir()
        (folder / "source.txt").write_text(article.text, "utf-8", newline="")
        _write(folder / "briefing.yml", article.briefing)
        made.append(article)
    return Made(
        articles,
        sum(len(article.claims) for article in made),
        sum(len(article.text.split()) for article in made),
        f"briefings/articles/{made[-1].folder}",
        f"briefings/articles/{made[articles // 2].folder}",
        f"briefings/actors/{register.actors[-1].id}.yml",
    )


def _article(
    chance: random.Random,
    register: Register,
    number: int,
    articles: int,
    made: list[Article],
    full: bool,
    length: tuple[int, int] | None,
) -> Article:
    day = _FIRST_DAY + dt.timedelta(days=number * _DAYS // articles)
    with_rare = number % RARE_EVERY == min(RARE_EVERY, articles) // 2
    return make_article(chance, register, number, day, with_rare, made, full, length)


class _Dumper(yaml.CSafeDumper):
    """Repeats a value that occurs twice, as people do; PyYAML would write an alias."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _write(path: Path, value: Mapping[str, Any]) -> None:
    """One field per line, so an edit changes one line."""
    text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    path.write_text(text, "utf-8")


def _register(chance: random.Random, base: Path, articles: int) -> Register:
    actors = [_actor(chance, base, number) for number in range(max(10, articles // 5))]
    notes = [_note(chance, base, number) for number in range(3 + articles // 20)]
    topics = {f"{_id(_tongue(number), number)}": number for number in range(TOPICS)}
    stories = {f"story-{number}": number for number in range(1 + articles // RARE_EVERY)}
    english = tongues()[0]
    _write(
        base / "topics.yml",
        {"format": 2}
        | {
            name: {
                "title": capital(phrase(chance, english, 3)),
                "description": prose(chance, english, 18),
            }
            for name in topics
        },
    )
    _write(
        base / "stories.yml",
        {"format": 2}
        | {
            name: {
                "title": capital(phrase(chance, english, 6)),
                "summary": prose(chance, english, 25),
            }
            for name in stories
        },
    )
    return Register(tuple(actors), tuple(notes), tuple(topics), tuple(stories))


def _tongue(number: int) -> Tongue:
    """The language of a number: exact shares, not random ones."""
    place = number * 37 % 100
    ends = accumulate(SHARES)
    return next(tongue for tongue, end in zip(tongues(), ends, strict=True) if place < end)


def _id(tongue: Tongue, number: int) -> str:
    return f"{tongue.words[2_000 + number * 7 % 20_000]}-{number}"


def _actor(chance: random.Random, base: Path, number: int) -> Register.Actor:
    tongue = _tongue(number)
    surname = capital(tongue.words[2_000 + number])
    given = tongue.given[number % len(tongue.given)]
    kind = _TYPES[number % 10] if number % 10 < len(_TYPES) else "person"
    name = f"{given} {surname}" if kind == "person" else capital(surname)
    actor = Register.Actor(f"{surname.lower()}-{number}", name, surname, kind)
    fields: dict[str, Any] = {"format": 2, "name": name, "type": kind}
    fields |= {"aliases": [surname]} if kind == "person" else {}
    fields["description"] = prose(chance, tongues()[0], 15)
    _write(base / "actors" / f"{actor.id}.yml", fields)
    return actor


def _note(chance: random.Random, base: Path, number: int) -> str:
    english = tongues()[0]
    name = _id(_tongue(number), number)
    paragraphs = [prose(chance, english, chance.randint(30, 60)) for _ in range(3)]
    fields = {
        "format": 2,
        "title": capital(phrase(chance, english, 5)),
        "summary": prose(chance, english, 30),
        "body": "\n\n".join(paragraphs),
        "as_of": dt.date(2026, 1, 1),
        "review_due": dt.date(2027, 1, 1),
        "sources": [
            {
                "title": capital(phrase(chance, english, 6)),
                "publisher": capital(phrase(chance, english, 2)),
                "date": dt.date(2025, 6, 1),
                "url": f"https://example.org/notes/{number}/{item}",
            }
            for item in range(2)
        ],
    }
    _write(base / "background" / f"{name}.yml", fields)
    return name

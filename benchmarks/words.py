"""Made-up languages for the benchmark's corpus: realistic word frequencies, in four scripts.

A few real words of each language come first; the others are composed of
syllables, short ones before long ones. The word of rank r is drawn with a
weight of 1 / (r + 2.7), its frequency in real texts (the law of Zipf and
Mandelbrot), which gives a search index a few long entries and very many short
ones.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate

VOCABULARY = 25_000
_SHIFT = 2.7


@dataclass(frozen=True)
class Tongue:
    """The words and settings for made-up texts in one language."""

    language: str
    said: str
    reported: str
    pronoun: str
    frequent: tuple[str, ...]
    onsets: tuple[str, ...]
    nuclei: tuple[str, ...]
    given: tuple[str, ...]
    """Given names."""
    words: tuple[str, ...] = field(default=(), repr=False)
    """All words, the most frequent first."""
    weights: tuple[float, ...] = field(default=(), repr=False)
    """Their weights, added up, as `random.choices` takes them."""


_ENGLISH = Tongue(
    "en",
    "said",
    "reported",
    "she",
    tuple(
        "the of and to in a is that for on was with as by it at from be are this which or had an "
        "not his have but were their one all they has been would who will there more when its no "
        "river council budget minister bridge harvest committee village engineer school water "
        "market railway season agreement winter border factory museum library festival".split()
    ),
    tuple("b c d f g h k l m n p r s t v w b d l m n r s t st tr sh th".split()),
    tuple("a e i o u a e i o an en in ar er".split()),
    ("Mara", "Jon", "Aysel", "Edith", "Tomas", "Nora", "Ruben", "Clara", "Ivo", "Hanna"),
)
_ARMENIAN = Tongue(
    "hy",
    "ասաց",
    "հաղորդեց",
    "նա",
    tuple("և է որ են մեջ համար այդ այս մի բայց իր նրա հետո մասին ըստ պետք կամ եթե".split()),
    tuple("բ գ դ զ թ լ խ կ հ ղ մ ն շ չ պ ջ ս վ տ ր ց փ ք".split()),
    tuple("ա ե ի ո ա ի ու ար ան եր ակ".split()),
    ("Գոհար", "Արամ", "Նարե", "Տիգրան", "Անահիտ", "Վահե"),
)
_RUSSIAN = Tongue(
    "ru",
    "сказала",
    "сообщила",
    "она",
    tuple("и в не на что с по как это из за но к от для он она его их был было если уже".split()),
    tuple("б в г д ж з к л м н п р с т ф х ч ш ст тр".split()),
    tuple("а е и о у ы а е и о ан ен ор ов".split()),
    ("Лидия", "Павел", "Ирина", "Антон", "Вера", "Глеб"),
)
_PERSIAN = Tongue(
    "fa",
    "گفت",
    "نوشت",
    "او",
    tuple("و در به از که این را با است برای آن یک خود تا بر هم نیز کرد شد بود باید".split()),
    tuple("ب پ ت ج چ خ د ر ز س ش غ ف ق ک گ ل م ن ه".split()),
    tuple("ا ی و ار ان ین ور اد".split()),
    ("سارا", "رضا", "مینا", "امیر", "لیلا", "بهرام"),
)
SHARES = (70, 10, 10, 10)
"""How many of a hundred articles, and of a hundred names, are in each of `tongues()`."""


@cache
def tongues() -> tuple[Tongue, ...]:
    """English, Armenian, Russian and Persian, with their words."""
    return tuple(_with_words(tongue) for tongue in (_ENGLISH, _ARMENIAN, _RUSSIAN, _PERSIAN))


def _with_words(tongue: Tongue) -> Tongue:
    chance = random.Random(tongue.language)
    vocabulary = dict.fromkeys(tongue.frequent)
    for word in _made(chance, tongue):
        vocabulary.setdefault(word)
        if len(vocabulary) == VOCABULARY:
            break
    weights = accumulate(1 / (rank + _SHIFT) for rank in range(1, len(vocabulary) + 1))
    return replace(tongue, words=tuple(vocabulary), weights=tuple(weights))


def _made(chance: random.Random, tongue: Tongue) -> Iterator[str]:
    """An endless sequence of words: of two syllables at first, of up to four later."""
    made = 0
    while True:
        made += 1
        least, most = (1, 2) if made < 1_000 else (2, 4)
        yield "".join(
            chance.choice(tongue.onsets) + chance.choice(tongue.nuclei)
            for _ in range(chance.randint(least, most))
        )


def phrase(chance: random.Random, tongue: Tongue, length: int) -> str:
    """This many words, the first of them a rare one: no two phrases are alike."""
    rare = tongue.words[chance.randrange(1_000, len(tongue.words))]
    return " ".join([rare, *_drawn(chance, tongue, length - 1)])


def sentence(chance: random.Random, tongue: Tongue, length: int) -> str:
    """This many words with a capital letter and a full stop."""
    return capital(" ".join(_drawn(chance, tongue, length))) + "."


def _drawn(chance: random.Random, tongue: Tongue, length: int) -> list[str]:
    return chance.choices(tongue.words, cum_weights=tongue.weights, k=max(0, length))


def prose(chance: random.Random, tongue: Tongue, length: int) -> str:
    """This many words in sentences of about 17."""
    sentences = []
    while length > 0:
        size = min(length, chance.randint(9, 25))
        sentences.append(sentence(chance, tongue, size))
        length -= size
    return " ".join(sentences)


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]

"""Matches imported sources to registered actors by exact name, or proposes new actors.

A proposal is for a person to review. Names that differ only in case, white space, punctuation or a
leading article are variants of one name. A full name does not include its surname as a variant,
because two persons may share it.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count
from pathlib import Path

from article_briefings.drafting import names_of_all, proposed_actor
from article_briefings.models import Actor, id_problem, one_line, suggest_id

_FEWEST = 2
"""How many attributions a source needs to be proposed."""
_LONGEST_NAME = 80
_MAX_ALIASES = 50
_ARTICLE = re.compile(r"\A(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s\Z")
_PRONOUNS = {"he", "she", "it", "they", "we", "i", "you", "who", "that", "which", "this", "these"}
_WHY = """\
# Draft, proposed by `briefings import`: {times} in {articles} have this source.
# Say who this is, with sources, and move the file to briefings/actors/; if it is nobody, delete
# it."""


@dataclass(frozen=True)
class ActorIndex:
    """The actors of the register, by id."""

    actors: Mapping[str, Actor]

    def named(self, words: str) -> tuple[str, ...]:
        """The ids of the actors that have exactly this name or alias."""
        return self._by_name.get(" ".join(words.split()), ())

    def outlet(self, words: str) -> str | None:
        """The outlet with this id or name."""
        found = [words] if words in self.actors else self.named(words)
        return next((one for one in found if self.actors[one].type == "outlet"), None)

    @cached_property
    def registered(self) -> dict[str, str]:
        """The name of each actor."""
        return {identifier: actor.name for identifier, actor in self.actors.items()}

    @cached_property
    def names(self) -> list[tuple[str, list[str]]]:
        """All names that a text may use for each actor."""
        return names_of_all(self.actors)

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for identifier, actor in sorted(self.actors.items()):
            native = [actor.native_name.text] if actor.native_name else []
            for name in dict.fromkeys((actor.name, *actor.aliases, *native)):
                key = " ".join(name.split())
                found[key] = (*found.get(key, ()), identifier)
        return found


class Proposals:
    """Counts the sources of articles that are not in the register."""

    def __init__(self, register: ActorIndex) -> None:
        self.register = register
        self.spellings: dict[str, Counter[str]] = {}
        self.articles: dict[str, set[str]] = {}

    def add(self, article: str, sources: Iterable[str]) -> None:
        """Count the sources of one article, given by their words."""
        for source in sources:
            words = _POSSESSIVE.sub("", one_line(source))
            may_be_somebody = 0 < len(words) <= _LONGEST_NAME and words.lower() not in _PRONOUNS
            if may_be_somebody and not self.register.named(words):
                # The key that variants of a name share.
                key = suggest_id(_ARTICLE.sub("", words).casefold().replace(".", ""))
                self.spellings.setdefault(key, Counter())[words] += 1
                self.articles.setdefault(key, set()).add(article)

    def files(
        self, reserved: Collection[str], root: Path | None = None
    ) -> Iterator[tuple[str, str]]:
        """A file name and content for each recurring source; an id in `reserved` gets a number."""
        used = set(reserved)
        for key, spellings in sorted(self.spellings.items()):
            times = spellings.total()
            identifier = _free(suggest_id(key), used)
            if times < _FEWEST or not identifier or not any(map(_looks_like_name, spellings)):
                continue
            used.add(identifier)
            name, *others = sorted(spellings, key=lambda words: (-spellings[words], words))
            why = _WHY.format(
                times=_times(times, "attribution"),
                articles=_times(len(self.articles[key]), "article"),
            )
            text = proposed_actor(name, others[:_MAX_ALIASES], why, root)
            yield f"{identifier}.yml", text


def _looks_like_name(words: str) -> bool:
    """Whether words have a capital letter after the article, or are in a script without case."""
    cased = [c for c in _ARTICLE.sub("", words) if c.isupper() or c.islower()]
    return not cased or any(c.isupper() for c in cased)


def _free(stem: str, used: Collection[str]) -> str:
    """The stem, with a number if it is in use; empty if that is not a valid id."""
    numbered = (f"{stem}-{number}" for number in count(2))
    identifier = next(one for one in chain([stem], numbered) if one not in used)
    return "" if id_problem(identifier) else identifier


def _times(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"

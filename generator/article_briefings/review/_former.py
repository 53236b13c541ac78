"""Finds the actor meant by an id that is no longer in the register.

A similar spelling proves nothing: the ids of two foreign ministries may differ by a few letters.
The evidence is the actor's own names, and git's history of the file that had the id.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from article_briefings.check import hints, misspelt_id
from article_briefings.diagnostics import Diagnostic
from article_briefings.input import MAX_YAML_BYTES, Document, History, load, read_yaml
from article_briefings.models import Budget, suggest_id

_FOLDER = "briefings/actors"
_CODES = {"unknown-actor", "actor-not-in-cast"}
_MOST_LOOKED_UP = 50
"""How many ids are looked up in git."""


@dataclass
class FormerActors:
    """Finds the registered actor meant by an unknown id."""

    names: Mapping[str, frozenset[str]]
    """The name and aliases of each actor, as ids, by the actor's id."""
    history: History
    _known: dict[str, tuple[str, str] | None] = field(default_factory=dict)
    _budget: Budget = field(default_factory=hints)

    @classmethod
    def of(cls, documents: Mapping[str, Document], history: History) -> "FormerActors":
        """The actors by their documents, valid or not."""
        return cls({name: _names(document) for name, document in documents.items()}, history)

    def successor(self, name: str) -> tuple[str, str] | None:
        """The id that is meant and why; None if that is not known."""
        if name not in self._known:
            self._known[name] = self._meant(name)
        return self._known[name]

    def _meant(self, name: str) -> tuple[str, str] | None:
        if name in self.names:
            return None
        if found := self._only(self._called.get(name, ())):
            return found, "this is a name of that actor"
        if self.existed(name):
            found = self._renamed(name)
            return (found, "git shows that the actor was renamed") if found else None
        found = misspelt_id(name, self.names.keys(), self._budget) or ""
        return (found, "the only id that is one letter away") if found else None

    def existed(self, name: str) -> bool:
        """Whether git has a record of an actor with this id, which is then not a misspelling."""
        return bool(self._last_text(name))

    def _renamed(self, name: str) -> str:
        at = name
        for _ in range(10):
            at = self._renames.get(at, "")
            if at in self.names:
                return at
            if not at:
                break
        document, _ = read_yaml("actor", self._last_text(name))
        old = _names(document) if document else frozenset()
        return self._only(one for one, names in self.names.items() if old & names)

    @cached_property
    def _called(self) -> Mapping[str, list[str]]:
        """The ids of the actors that have each name, with the name as an id."""
        called: dict[str, list[str]] = {}
        for one, names in self.names.items():
            for name in names:
                called.setdefault(name, []).append(one)
        return called

    @cached_property
    def _renames(self) -> dict[str, str]:
        return dict(self.history.renames(_FOLDER)) if len(self._known) < _MOST_LOOKED_UP else {}

    def _last_text(self, name: str) -> str:
        if suggest_id(name) != name or len(self._known) >= _MOST_LOOKED_UP:
            return ""
        data = self.history.last_version(f"{_FOLDER}/{name}.yml") or b""
        return data.decode("utf-8", "replace") if len(data) <= MAX_YAML_BYTES else ""

    @staticmethod
    def _only(found: Iterable[str]) -> str:
        one = sorted(found)
        return one[0] if len(one) == 1 else ""


def _names(document: Document) -> frozenset[str]:
    root = document.root if isinstance(document.root, dict) else {}
    aliases = root.get("aliases")
    given = [root.get("name"), *(aliases if isinstance(aliases, list) else ())]
    return frozenset(filter(None, (suggest_id(one) for one in given if isinstance(one, str))))


def hint_renamed_actors(root: Path, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The problems, with a hint at the actor meant by an unknown id if the project shows it."""
    found = list(problems)
    if not any(problem.code in _CODES for problem in found):
        return found
    inputs, _ = load(root, choice=lambda path: path.startswith(f"{_FOLDER}/"))
    former = FormerActors.of(inputs.actors.documents, History(root))
    return [_hinted(problem, former, inputs.actors.unread) for problem in found]


def _hinted(problem: Diagnostic, former: FormerActors, unread: Mapping[str, str]) -> Diagnostic:
    name = next(iter(_quoted(problem)), "")
    if problem.code not in _CODES or not name or name in former.names or name in unread:
        return problem
    found = former.successor(name)
    if found:
        return replace(problem, hint=f'did you mean "{found[0]}"? {found[1]}')
    if former.existed(name):
        where = f"git log -- {_FOLDER}/{name}.yml"
        hint = f"this actor was renamed or deleted: {where} shows when; nothing shows who it is now"
        return replace(problem, hint=hint)
    return problem


def _quoted(problem: Diagnostic) -> Iterator[str]:
    """The id in a message."""
    yield from problem.message.split('"')[1:2]

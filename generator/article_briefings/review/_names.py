"""Fix names that the project does not have: ids, fields and values.

For most, a similar spelling shows what was meant. For an actor it proves nothing: the ids of two
foreign ministries may differ by a few letters. The evidence is the actor's own names, and git's
history of the file that had the id (`FormerActors`).
"""

import pathlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from article_briefings.diagnostics import Diagnostic
from article_briefings.input import Document, History, Inputs, Path, Value, load, read_yaml
from article_briefings.models import RELATIONS, Budget, Span, misspelt, suggest_id
from article_briefings.review._edits import Edit, in_flow, scalar
from article_briefings.review._proposals import Proposal
from article_briefings.review._values import entries, fields, value_at

_SLIP = "the only {} that differs by a typo"
_ACTORS = "unknown-actor"
_KINDS_OF_FIELDS = {
    **dict.fromkeys(RELATIONS, "unknown-claim"),
    **dict.fromkeys(("actor", "outlet", "identified_as", "part_of"), _ACTORS),
    "note": "unknown-note",
    "topics": "unknown-topic",
    "story": "unknown-story",
    "item": "unknown-evidence",
    "evidence": "unknown-evidence",
    "shown_by": "unknown-evidence",
}
_FOLDER = "briefings/actors"
_MOST_LOOKED_UP = 50
"""How many ids are looked up in git."""


@dataclass
class FormerActors:
    """Finds the registered actor meant by an unknown id."""

    names: Mapping[str, frozenset[str]]
    """The name and aliases of each actor, as ids, by the actor's id."""
    history: History
    _known: dict[str, tuple[str, str] | None] = field(default_factory=dict)
    _budget: Budget = field(default_factory=Budget.for_hints)

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
        if found := _only(self._called.get(name, ())):
            return found, "this is a name of that actor"
        if self.existed(name):
            found = self._renamed(name)
            return (found, "git shows that the actor was renamed") if found else None
        found = misspelt(name, self.names.keys(), self._budget) or ""
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
        return _only(one for one, names in self.names.items() if old & names)

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
        return data.decode("utf-8", "replace") if len(data) <= Document.MAX_BYTES else ""


def _names(document: Document) -> frozenset[str]:
    root = document.root if isinstance(document.root, dict) else {}
    aliases = root.get("aliases")
    given = [root.get("name"), *(aliases if isinstance(aliases, list) else ())]
    return frozenset(filter(None, (suggest_id(one) for one in given if isinstance(one, str))))


def _only(found: Iterable[str]) -> str:
    one = sorted(found)
    return one[0] if len(one) == 1 else ""


@dataclass(frozen=True)
class KnownNames:
    """Every id that a file may refer to."""

    ids: Mapping[str, frozenset[str]]
    """By the code of the problem with a reference; claims include their article: `slug#id`."""
    former: FormerActors
    """The actors meant by ids that the register does not have."""

    @classmethod
    def of(cls, inputs: Inputs, history: History) -> "KnownNames":
        """The ids of everything that was read, valid or not."""
        actors, notes = inputs.actors, inputs.background
        ids = {
            _ACTORS: [*actors.documents, *actors.unread],
            "unknown-note": [*notes.documents, *notes.unread],
            "unknown-topic": entries(inputs.topics),
            "unknown-story": entries(inputs.stories),
            "unknown-claim": (
                f"{files.slug}#{name}"
                for files in inputs.articles
                if files.document
                for name in _ids(files.document, "claims")
            ),
        }
        former = FormerActors.of(actors.documents, history)
        return cls({code: frozenset(names) for code, names in ids.items()}, former)

    def for_code(self, code: str, document: Document, slug: str) -> frozenset[str]:
        """The names that a reference of this kind may have in a file."""
        if code == "unknown-evidence":
            return frozenset(_ids(document, "evidence"))
        names = self.ids.get(code, frozenset())
        if code == "unknown-claim":
            return names | {name.removeprefix(f"{slug}#") for name in names}
        return names


def _ids(document: Document, group: str) -> Iterator[str]:
    items = fields(document.root).get(group)
    for item in items if isinstance(items, list) else ():
        name = fields(item).get("id")
        if isinstance(name, str):
            yield name


def fix_name(
    problem: Diagnostic, document: Document, register: KnownNames, slug: str
) -> Proposal | None:
    """The name that was meant, if one is clearly nearest."""
    if problem.code == "unknown-field":
        return _fix_field(problem, document)
    place = _text_place(problem, document)
    if place is None:
        return None
    value, reason = str(value_at(document, place)), _SLIP.format("known name")
    if problem.code == "bad-id":
        field = next((step for step in reversed(place) if isinstance(step, str)), "")
        field = "actor" if place[:1] == ("events",) and field == "actors" else field
        names = register.for_code(_KINDS_OF_FIELDS.get(field, ""), document, slug)
        name = suggest_id(value) if suggest_id(value) in names else None
    elif problem.code == "unknown-value":
        name = misspelt(value, _expected(problem), of_program=True)
    elif problem.code == "unclear-step":
        # The speakers come before "or a number"; the problem may also be at another field.
        name = misspelt(value, _expected(problem)[:-1]) if place[-1] == "of" else None
    elif problem.code == _ACTORS:
        name, reason = register.former.successor(value) or (None, reason)
    else:
        name = misspelt(value, register.for_code(problem.code, document, slug))
    return Proposal.replacing(problem, document, place, name, reason) if name else None


def _expected(problem: Diagnostic) -> list[str]:
    return problem.expected.removeprefix("one of ").split(", ")


def _text_place(problem: Diagnostic, document: Document) -> Path | None:
    """The place of the text that a problem points at."""
    for place in document.values:
        if isinstance(value_at(document, place), str) and (
            document.location(place) == problem.location
        ):
            return place
    return None


def _fix_field(problem: Diagnostic, document: Document) -> Proposal | None:
    place = next(
        (key for key in document.keys if document.key_location(key) == problem.location), None
    )
    around = value_at(document, place[:-1]) if place else None
    if place is None or not isinstance(around, dict):
        return None
    known, old = _expected(problem), str(place[-1])
    name = misspelt(old, [field for field in known if field not in around], of_program=True)
    if name is None:
        return _rejoin(problem, document, place, around, known)
    edit = Edit(document.keys[place], scalar(name, flow=in_flow(document, place)))
    return Proposal.of(problem, place, old, name, _SLIP.format("field"), edit)


def _rejoin(
    problem: Diagnostic,
    document: Document,
    place: Path,
    around: dict[str, Value],
    known: list[str],
) -> Proposal | None:
    """Rejoin a text in braces that a comma has split into a value and "fields" without values."""
    names = list(around)
    here = names.index(str(place[-1]))
    cut = here
    while cut < len(names) and around[names[cut]] == "" and names[cut] not in known:
        cut += 1
    if not here or cut == here or not in_flow(document, place):
        return None
    first, last = (*place[:-1], names[here - 1]), (*place[:-1], names[cut - 1])
    if names[here - 1] not in known or first not in document.values or last not in document.keys:
        return None
    span = Span(document.values[first].start, document.keys[last].end)
    raw = " ".join(span.of(document.text).split())
    if not raw or raw[0] in "'\"{[*&!" or not isinstance(around[names[here - 1]], str):
        return None
    edit = Edit(span, scalar(raw, flow=True))
    reason = "within braces, a comma ends a text that is not in quotation marks"
    return Proposal.of(problem, first, raw, edit.text, reason, edit)


def hint_renamed_actors(root: pathlib.Path, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The problems, with a hint at the actor meant by an unknown id if the project shows it."""
    found = list(problems)
    if not any(problem.code == _ACTORS for problem in found):
        return found
    inputs, _ = load(root, choice=lambda path: path.startswith(f"{_FOLDER}/"))
    former = FormerActors.of(inputs.actors.documents, History(root))
    return [_hinted(problem, former, inputs.actors.unread) for problem in found]


def _hinted(problem: Diagnostic, former: FormerActors, unread: Mapping[str, str]) -> Diagnostic:
    name = "".join(problem.message.split('"')[1:2])
    if problem.code != _ACTORS or not name or name in former.names or name in unread:
        return problem
    found = former.successor(name)
    if found:
        return replace(problem, hint=f'did you mean "{found[0]}"? {found[1]}')
    if former.existed(name):
        where = f"git log -- {_FOLDER}/{name}.yml"
        hint = f"this actor was renamed or deleted: {where} shows when; nothing shows who it is now"
        return replace(problem, hint=hint)
    return problem

"""The two compared states: their values as written, whether they pass a check or not.

Things of both are paired by id or else by content, so that renames make no difference.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, get_args

from article_briefings.formatting import migrated
from article_briefings.input import Document, Inputs, Path, Value
from article_briefings.models import RELATIONS
from article_briefings.review._values import (
    Fields,
    Place,
    UnitKind,
    content,
    entries,
    fields,
    items,
    keyed,
    selector,
    value_at,
    words,
)

T = TypeVar("T", bound="Record | Fields")
_CORRECTED = ("corrections", "claims")
NAMED = ("claims", "withdrawn")
"""The fields of a correction that name claims."""
Signs = Callable[[T], tuple[Hashable, ...]]
"""The signs that identify a thing whose id changed, surest first; an empty sign is ignored."""
Ids = Mapping[str, str]
"""New ids by old ids."""
# The kind of thing that the ids in a field refer to: in the fields of this name, or only within
# one top-level field.
_IN_BRIEFINGS: Mapping[str, UnitKind] = {
    "actor": "actor",
    "identified_as": "actor",
    "outlet": "actor",
    "of": "actor",
    "from": "actor",
    "events.actors": "actor",
    "background.note": "background note",
    "topics": "topic",
    "story": "story",
}
_IN_RECORDS: Mapping[str, UnitKind] = {
    "part_of.part_of": "actor",
    "roles.organisation": "actor",
    "related.related": "background note",
    "topics.topics": "topic",
}


@dataclass(frozen=True)
class Record:
    """An article, actor, note, topic or story: its value and its place in a file."""

    id: str
    document: Document
    base: Path = ()
    """Where in the document it begins: topics share a file, as stories do."""
    folder: str = ""
    sha256: str = ""
    """The hash of an article's present text."""
    translation_sha256: str = ""
    """The hash of its present translation; empty without one."""

    @property
    def root(self) -> Fields:
        """Its fields."""
        return fields(value_at(self.document, self.base))

    def place(self, path: Path = (), old: bool = False) -> Place:
        """The line of a field or item."""
        full = (*self.base, *path)
        location = self.document.key_location(full) if full else self.document.location()
        return Place(location.path, location.line, old)


@dataclass(frozen=True)
class State:
    """Everything that one revision, or the working tree, holds."""

    records: Mapping[UnitKind, Mapping[str, Record]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    """Paths of files that ought to be there but could not be read."""
    problems: int = 0
    """How many problems a check finds."""
    address: str = ""
    """The address at which a reader finds the files: `<address>/path#L12`, or none."""

    @classmethod
    def of(cls, inputs: Inputs, problems: int = 0, address: str = "") -> "State":
        """The state of the loaded inputs; files of an old version are compared as new ones."""
        articles = {
            files.slug: Record(
                files.slug,
                migrated(files.document),
                folder=files.folder,
                sha256=files.source.sha256 if files.source else "",
                translation_sha256=files.translation.sha256 if files.translation else "",
            )
            for files in inputs.articles
            if files.document
        }
        records: dict[UnitKind, Mapping[str, Record]] = {
            "briefing": articles,
            "actor": _register(inputs.actors.documents),
            "background note": _register(inputs.background.documents),
            "topic": _entries(inputs.topics),
            "story": _entries(inputs.stories),
            "withdrawn briefing": _entries(inputs.withdrawn),
            "declaration": _entries(inputs.fields),
        }
        return cls(records, frozenset(_unread(inputs)), problems, address)

    def of_kind(self, kind: UnitKind) -> Mapping[str, Record]:
        """The records of a kind by id."""
        return self.records.get(kind, {})


def _register(documents: Mapping[str, Document]) -> dict[str, Record]:
    return {name: Record(name, migrated(document)) for name, document in documents.items()}


def _entries(listing: Document | None) -> dict[str, Record]:
    return {name: Record(name, listing, (name,)) for name in entries(listing) if listing}


def _unread(inputs: Inputs) -> Iterator[str]:
    for files in inputs.articles:
        if files.document is None:
            yield f"{files.folder}/briefing.yml"
        if files.source is None:
            yield f"{files.folder}/source.txt"
        if files.translation_path and files.translation is None:
            yield files.translation_path
    yield from inputs.actors.unread.values()
    yield from inputs.background.unread.values()
    yield from inputs.unread


def pair(before: Mapping[str, T], after: Mapping[str, T], signs: Signs[T]) -> dict[str, str]:
    """The ids after by the ids before; removed and added things are not included.

    A thing with a new id is recognised by its former ids, or else by its signs.
    """
    pairs = {key: key for key in before if key in after}
    old = [key for key in before if key not in after]
    new = [key for key in after if key not in before]
    for key in list(new):
        if former := next((name for name in _formerly(after[key]) if name in old), None):
            pairs[former] = key
            old.remove(former)
            new.remove(key)
    for level in range(len(signs(before[old[0]])) if old and new else 0):
        candidates: dict[Hashable, list[str]] = {}
        for key in new:
            candidates.setdefault(signs(after[key])[level], []).append(key)
        for key in list(old):
            sign = signs(before[key])[level]
            if sign and candidates.get(sign):
                pairs[key] = candidates[sign].pop(0)
                old.remove(key)
                new.remove(pairs[key])
    return pairs


def _formerly(thing: "Record | Fields") -> Iterator[str]:
    root = thing.root if isinstance(thing, Record) else thing
    return map(words, items(root.get("formerly")))


@dataclass(frozen=True)
class Renames:
    """New ids by old ids, for everything that has an id."""

    ids: Mapping[UnitKind, Ids]
    claims: Mapping[str, Ids]
    """By the article's id before."""

    @classmethod
    def between(cls, before: State, after: State) -> "Renames":
        """Pair everything of two states."""
        kinds: tuple[UnitKind, ...] = get_args(UnitKind)
        ids = {
            kind: pair(before.of_kind(kind), after.of_kind(kind), _SIGNS[kind]) for kind in kinds
        }
        old, new = before.of_kind("briefing"), after.of_kind("briefing")
        claims = {
            name: pair(_claims(old[name]), _claims(new[name_after]), claim_signs)
            for name, name_after in ids["briefing"].items()
        }
        return cls(ids, claims)

    @property
    def none(self) -> bool:
        """Whether nothing was renamed."""
        pairs = (*self.ids.values(), *self.claims.values())
        return all(old == new for names in pairs for old, new in names.items())

    def briefing(self, slug: str, root: Fields, evidence: Ids) -> dict[str, Value]:
        """A briefing with the ids of the state after, except those of its own claims and evidence.

        `evidence` has the new ids of its own evidence, for the references to it.
        """
        kinds = {field: self.ids[kind] for field, kind in _IN_BRIEFINGS.items()}
        kinds |= {"shown_by": evidence, "item": evidence, "claims.evidence": evidence}
        kinds["relays"] = {**self.ids["actor"], **evidence}
        return _translated(root, kinds, lambda reference: self._claim(reference, slug))

    def record(self, root: Fields) -> dict[str, Value]:
        """An actor, a note, a topic or a story with the ids of the state after."""
        return _translated(root, {field: self.ids[kind] for field, kind in _IN_RECORDS.items()})

    def _claim(self, reference: str, slug: str) -> str:
        article, mark, claim = reference.strip().rpartition("#")
        if not mark:
            return self.claims.get(slug, {}).get(claim, reference)
        new = self.claims.get(article, {}).get(claim, claim)
        return f"{self.ids['briefing'].get(article, article)}#{new}"


def _translated(
    root: Fields, ids: Mapping[str, Ids], claim: Callable[[str], str] | None = None
) -> dict[str, Value]:
    """The fields with new ids: those in `ids` by field, and claims if there is a function."""

    def walk(value: Value, name: str, top: str) -> Value:
        if name == "fields":
            return value
        if isinstance(value, dict) and (top, name) == ("claims", "relations"):
            return {kind: walk(inner, RELATIONS[0], top) for kind, inner in value.items()}
        if isinstance(value, dict):
            return {key: walk(inner, key, top or key) for key, inner in value.items()}
        if isinstance(value, list):
            return [walk(item, name, top) for item in value]
        if claim and (name in RELATIONS if top == "claims" else (top, name) == _CORRECTED):
            return claim(value)
        new = ids.get(f"{top}.{name}") or ids.get(name) or {}
        return new.get(value.strip(), value)

    return {key: walk(value, key, key) for key, value in root.items()}


def evidence_signs(item: Fields) -> tuple[Hashable, ...]:
    """An evidence item is recognised by its address, or by title and publisher."""
    title = words(item.get("title"))
    return words(item.get("url")), title and (title, words(item.get("publisher")))


def event_signs(item: Fields) -> tuple[Hashable, ...]:
    """An event is recognised by its quote, or by its label."""
    return selector(item.get("quote")), words(item.get("label"))


def correction_signs(item: Fields) -> tuple[Hashable, ...]:
    """A correction is recognised by the claims it names, on the same day if possible."""
    day = words(item.get("date"))
    named = [words(one) for field in NAMED for one in items(item.get(field))]
    claims = tuple(sorted(named))
    return claims and (day, claims), claims, day


def _claims(article: Record) -> dict[str, Fields]:
    return keyed(article.root.get("claims"), "id")


def claim_signs(item: Fields) -> tuple[Hashable, ...]:
    """A claim is recognised by its quote and text together, else by one of them."""
    quote, text = selector(item.get("quote")), words(item.get("text"))
    return quote and text and (quote, text), quote, text


def _article_signs(article: Record) -> tuple[Hashable, ...]:
    recorded = words(fields(article.root.get("source")).get("sha256"))
    return recorded, article.sha256, tuple(sorted(_claims(article)))


def _actor_signs(actor: Record) -> tuple[Hashable, ...]:
    root = actor.root
    return content(root), words(root.get("wikidata")), words(root.get("name"))


def _title_signs(record: Record) -> tuple[Hashable, ...]:
    return content(record.root), words(record.root.get("title"))


_SIGNS: Mapping[UnitKind, Signs[Record]] = {
    "briefing": _article_signs,
    "actor": _actor_signs,
    "background note": _title_signs,
    "topic": _title_signs,
    "story": _title_signs,
    "withdrawn briefing": lambda record: (record.id,),
    "declaration": lambda record: (record.id,),
}

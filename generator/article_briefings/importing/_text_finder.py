"""Finds the text of a collection to which an annotation belongs.

It is determined by, in this order:

1. the table: the row whose `url` is the address that the annotation's target names;
2. the file: the annotations in `NAME.json` or `NAME.jsonld` belong to `NAME.txt`;
3. the address: its last part is NAME, with or without an extension;
4. the annotation to which it refers, as a reply or a link.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from article_briefings.drafting import Metadata, Remark, in_quotes
from article_briefings.importing._annotations import Annotation

_ADDRESS = re.compile(r"(?:https?:)?//(?:www\.)?", re.IGNORECASE)
_ENDING = re.compile(r"\.[^\W_]{1,5}\Z")


@dataclass(frozen=True, slots=True)
class TextFinder:
    """Finds the text of an annotation."""

    texts: frozenset[str]
    addresses: Mapping[str, str]
    """The names of texts by normalised address."""

    @classmethod
    def of(cls, texts: Collection[str], metadata: Mapping[str, Metadata]) -> "TextFinder":
        """A finder for the texts with these names, and a table."""
        addresses = {_plain(row.url): name for name, row in metadata.items() if row.url}
        return cls(frozenset(texts), addresses)

    def all_of(self, path: str) -> str:
        """The text of all annotations of a file; empty if they need to be read to find out."""
        return _stem(path) if not self.addresses and _stem(path) in self.texts else ""

    def names(self, path: str, notes: Sequence[Annotation]) -> list[str]:
        """The name of the text of each annotation in a file; empty if there is none."""
        own = _stem(path) if _stem(path) in self.texts else ""
        found = [self._by_address(note) or own or self._by_last_part(note) for note in notes]
        by_id = {note.id: name for note, name in zip(notes, found, strict=True) if note.id}
        for number, note in enumerate(notes):
            if not found[number]:
                others = (by_id.get(one) for one in _about(note))
                found[number] = next(filter(None, others), "")
        return found

    def _by_address(self, note: Annotation) -> str:
        found = (self.addresses.get(_plain(target.source)) for target in note.targets)
        return next(filter(None, found), "")

    def _by_last_part(self, note: Annotation) -> str:
        for target in note.targets:
            path = unquote(target.source.partition("#")[0].partition("?")[0])
            last = path.rstrip("/").rpartition("/")[2]
            for name in (last, _ENDING.sub("", last)):
                if name in self.texts:
                    return name
        return ""


def _about(note: Annotation) -> Iterator[str]:
    """The ids of other annotations to which an annotation refers."""
    yield note.answers
    yield from (target.source for target in note.targets)


def _plain(address: str) -> str:
    """An address without scheme, `www.`, fragment and trailing slash, for comparison."""
    bare = address.strip().partition("#")[0].removesuffix("/")
    found = _ADDRESS.match(bare)
    return bare[found.end() :].lower() if found else bare


@dataclass(frozen=True, slots=True)
class Portion:
    """The annotations in a file that belong to one text."""

    path: str
    numbers: tuple[int, ...] | None = None
    """Their numbers from 0; None for all."""
    whole: bool = True
    """Whether all annotations with a text belong to this one."""

    def of(self, notes: Sequence[Annotation]) -> Iterator[Annotation]:
        """Select the annotations of this portion from those of the file."""
        numbers = range(len(notes)) if self.numbers is None else self.numbers
        return (notes[number] for number in numbers if number < len(notes))


def portions_of(path: str, names: Sequence[str]) -> Iterator[tuple[str, Portion]]:
    """The portions of a file, by the names of the texts."""
    numbers: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        if name:
            numbers.setdefault(name, []).append(number)
    for name, own in numbers.items():
        yield name, Portion(path, tuple(own), len(numbers) == 1)


def own_first(name: str, portions: Iterable[Portion]) -> list[Portion]:
    """Sort the portions, those from the text's own file first."""
    return sorted(portions, key=lambda one: (_stem(one.path) != name, one.path))


def _stem(path: str) -> str:
    return re.sub(r"\.json(ld)?\Z", "", path.rpartition("/")[2])


def homeless(notes: Sequence[Annotation], names: Sequence[str]) -> Iterator[Remark]:
    """Remarks on the annotations without a text."""
    for note, name in zip(notes, names, strict=True):
        if not name:
            source = next((target.source for target in note.targets if target.source), "")
            text = f"of {in_quotes(source)}" if source else "that it could be of"
            yield Remark(
                note.origin,
                f"{note.name}: there is no text {text}; put NAME.txt beside the file NAME.json, or "
                "name the address in the column url of the table",
            )

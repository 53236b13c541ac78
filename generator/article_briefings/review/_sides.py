"""One side of a comparison: the values as written, whether they pass a check or not."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from article_briefings.input import Document, Inputs, Path, RegisterFiles, Value
from article_briefings.review._model import Place


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
    def root(self) -> Mapping[str, Value]:
        """Its fields."""
        return fields(at(self.document.root, *self.base))

    def place(self, path: Path = (), old: bool = False) -> Place:
        """The line of a field or item."""
        full = (*self.base, *path)
        location = self.document.key_location(full) if full else self.document.location()
        return Place(location.path, location.line, old)


@dataclass(frozen=True)
class Side:
    """Everything that one revision, or the working tree, holds."""

    articles: Mapping[str, Record] = field(default_factory=dict)
    actors: Mapping[str, Record] = field(default_factory=dict)
    notes: Mapping[str, Record] = field(default_factory=dict)
    topics: Mapping[str, Record] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    """Paths of files that ought to be there but could not be read."""
    problems: int = 0
    stories: Mapping[str, Record] = field(default_factory=dict)


def side_of(inputs: Inputs, problems: int = 0) -> Side:
    """The loaded inputs as one side of a comparison."""
    articles = {
        files.slug: Record(
            files.slug,
            files.document,
            folder=files.folder,
            sha256=files.source.sha256 if files.source else "",
            translation_sha256=files.translation.sha256 if files.translation else "",
        )
        for files in inputs.articles
        if files.document
    }
    return Side(
        articles,
        _register(inputs.actors),
        _register(inputs.background),
        _entries(inputs.topics),
        frozenset(_unread(inputs)),
        problems,
        _entries(inputs.stories),
    )


def _register(files: RegisterFiles) -> dict[str, Record]:
    return {name: Record(name, document) for name, document in files.documents.items()}


def _entries(listing: Document | None) -> dict[str, Record]:
    return (
        {name: Record(name, listing, (name,)) for name in fields(listing.root)} if listing else {}
    )


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
    if inputs.topics_unread:
        yield "briefings/topics.yml"
    if inputs.stories_unread:
        yield "briefings/stories.yml"


def fields(value: Value | None) -> Mapping[str, Value]:
    """The fields of a mapping; none if the value has a different shape."""
    return value if isinstance(value, dict) else {}


def entry(item: Value) -> Mapping[str, Value]:
    """The fields of a list's item; an item of a different shape becomes a field without a name."""
    return item if isinstance(item, dict) else {"": item}


def at(value: Value | None, *path: str | int) -> Value | None:
    """The value at a path; None if there is none."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def items(value: Value | None) -> list[Value]:
    """The items of a list; a single value is a list of one."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def content(value: Value | None) -> str:
    """The whole of a value as one comparable text."""
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=False)


def _plain(value: Value | None) -> object:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return (value or "").strip()

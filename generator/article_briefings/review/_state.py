"""One of two compared states: the values as written, whether they pass a check or not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from article_briefings.input import Document, Inputs, Path, RegisterFiles
from article_briefings.review._changes import Place, UnitKind
from article_briefings.review._values import Fields, fields, value_at


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
        """The state of the loaded inputs."""
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
        records: dict[UnitKind, Mapping[str, Record]] = {
            "briefing": articles,
            "actor": _register(inputs.actors),
            "background note": _register(inputs.background),
            "topic": _entries(inputs.topics),
            "story": _entries(inputs.stories),
        }
        return cls(records, frozenset(_unread(inputs)), problems, address)

    def of_kind(self, kind: UnitKind) -> Mapping[str, Record]:
        """The records of a kind by id."""
        return self.records.get(kind, {})


def _register(files: RegisterFiles) -> dict[str, Record]:
    return {name: Record(name, document) for name, document in files.documents.items()}


def _entries(listing: Document | None) -> dict[str, Record]:
    names = fields(listing.root) if listing else ()
    return {name: Record(name, listing, (name,)) for name in names if listing}


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

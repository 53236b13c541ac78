"""The only module that reads the input: finds files and converts them to documents and texts.

A file that cannot be read is a problem with a location; the others are still
read. Nothing outside the input folder is read: a symbolic link is an error,
whatever it points to.
"""

import datetime as dt
import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from article_briefings.diagnostics import Diagnostic, Location, Note, working_on
from article_briefings.input._documents import (
    NO_TEXT,
    Document,
    KnownDocuments,
    LineMap,
    SourceText,
)
from article_briefings.input._files import TextFile, link, read_text, unreadable
from article_briefings.input._yaml_reader import read_yaml
from article_briefings.models import LIST_ID, Span, id_problem, suggest_id

MAX_YAML_BYTES = 1_000_000
MAX_SOURCE_BYTES = 300_000

_FOLDER = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-(.+)")
UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that an article's text must not contain."""
_FILES = "source.txt, briefing.yml and, if there is one, translation.txt"
_ENTRIES = "actors/, articles/, background/, stories.yml and topics.yml"
_IGNORED = re.compile(r"\..*|.*~|README\.md|Thumbs\.db")


@dataclass(frozen=True)
class ArticleFiles:
    """The contents of one article's folder; a part that could not be read is None."""

    slug: str
    folder: str
    document: Document | None
    source: SourceText | None
    translation: SourceText | None = None
    translation_path: str = ""
    """The path of the translation, sound or not; empty if there is none."""


@dataclass(frozen=True)
class RegisterFiles:
    """The contents of one folder of the register, by id."""

    documents: dict[str, Document] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    """Ids and paths of existing files that have a problem or were not selected for reading."""

    def path_of(self, identifier: str) -> str | None:
        """Return the path of an id's file, sound or not."""
        document = self.documents.get(identifier)
        return document.path if document else self.unread.get(identifier)


@dataclass
class Inputs:
    """All input that was read, in the order of the paths."""

    articles: list[ArticleFiles] = field(default_factory=list)
    actors: RegisterFiles = field(default_factory=RegisterFiles)
    background: RegisterFiles = field(default_factory=RegisterFiles)
    topics: Document | None = None
    topics_unread: bool = False
    stories: Document | None = None
    stories_unread: bool = False


_Entry = Path | os.DirEntry[str]
"""A directory entry saves system calls: it already has the type."""
Progress = Callable[[int, int], None]
"""Called with the number of files that are done and their total."""
Choice = Callable[[str], bool]
"""Whether a file, or a folder of an article, is to be read."""


def load(
    root: Path,
    progress: Progress | None = None,
    choice: Choice | None = None,
    texts: Mapping[str, str] | None = None,
    known: KnownDocuments | None = None,
) -> tuple[Inputs, list[Diagnostic]]:
    """Read all of `root/briefings`. Paths in the results are relative to `root`.

    With a `choice`, only the names of the other files are recorded: ids of the
    register are in `unread`, and articles have no document and no source.
    `texts` replace the content of files, by path; files whose document is `known`
    are not read.
    """
    known = known or KnownDocuments(lambda _: "", {})
    loading = _Loading(root, choice or (lambda _: True), texts or {}, known)
    loading.run(progress or (lambda *_: None))
    return loading.inputs, loading.diagnostics


def load_article(root: Path, folder: str) -> tuple[ArticleFiles | None, list[Diagnostic]]:
    """Read one article; the result is None if the folder cannot be an article's."""
    loading = _Loading(root, lambda _: True, {}, KnownDocuments(lambda _: "", {}))
    loading.article(root / folder)
    return next(iter(loading.inputs.articles), None), loading.diagnostics


def source_of(name: str, file: TextFile) -> tuple[SourceText | None, list[Diagnostic]]:
    """Return a file as an article's text, or the problem if it is empty or cannot be shown."""
    text = file.text
    if not text.strip():
        message, expected = "the file holds nothing", "the article's text, or its translation"
        return None, [Diagnostic("empty-file", Location(name), message, expected=expected)]
    unshowable = UNSHOWABLE.search(text)
    if unshowable:
        problem = Diagnostic(
            "control-character",
            LineMap(text).location(name, Span(*unshowable.span())),
            f"the character U+{ord(unshowable[0]):04X} stands here, which cannot be shown",
            expected="letters, digits, punctuation, spaces and line ends",
            hint=NO_TEXT if unshowable[0] == "\0" else "",
        )
        return None, [problem]
    return SourceText(name, text, file.sha256), []


class _Loading:
    def __init__(
        self, root: Path, choice: Choice, texts: Mapping[str, str], known: KnownDocuments
    ) -> None:
        self.root, self.choice, self.texts, self.known = root, choice, texts, known
        self.inputs = Inputs()
        self.diagnostics: list[Diagnostic] = []
        self.slugs: dict[str, str] = {}
        self._above = f"{root.as_posix().rstrip('/')}/"

    def run(self, progress: Progress) -> None:
        base = self.root / "briefings"
        if self._is_link(base):
            return
        if not base.is_dir():
            self._report("missing-file", "briefings", "there is no folder here", "a folder")
            return
        steps = self._steps(base)
        for number, step in enumerate(steps, 1):
            with working_on("briefings"):
                step()
            progress(number, len(steps))

    def _steps(self, base: Path) -> list[Callable[[], None]]:
        steps: list[Callable[[], None]] = []
        for entry in self._entries(base):
            if entry.name == "topics.yml":
                steps.append(lambda entry=entry: self._topics(Path(entry)))  # type: ignore[misc]
            elif entry.name == "stories.yml":
                steps.append(lambda entry=entry: self._stories(Path(entry)))  # type: ignore[misc]
            elif self._is_link(entry):
                continue
            elif entry.name == "articles" and entry.is_dir():
                steps += [
                    lambda folder=folder: self.article(folder)  # type: ignore[misc]
                    for folder in self._entries(Path(entry))
                ]
            elif entry.name in {"actors", "background"} and entry.is_dir():
                register = getattr(self.inputs, entry.name)
                steps += [
                    lambda file=file, register=register: self._record(file, register)  # type: ignore[misc]
                    for file in self._entries(Path(entry))
                ]
            else:
                self._unexpected(entry, _ENTRIES)
        return steps

    def _entries(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        """Return the entries of a folder sorted by name, without editors' leftovers."""
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self._unreadable(self._name(folder), error)
            return iter(())
        return (entry for entry in entries if not _IGNORED.fullmatch(entry.name))

    def _is_link(self, entry: _Entry) -> bool:
        """Report a symbolic link, wherever it points; return whether the entry is one."""
        if not entry.is_symlink():
            return False
        self.diagnostics.append(link(self._name(Path(entry))))
        return True

    def _topics(self, path: Path) -> None:
        self.inputs.topics = self._yaml(path)
        self.inputs.topics_unread = self.inputs.topics is None

    def _stories(self, path: Path) -> None:
        self.inputs.stories = self._yaml(path)
        self.inputs.stories_unread = self.inputs.stories is None

    def _record(self, entry: _Entry, register: RegisterFiles) -> None:
        path = Path(entry)
        if path.suffix != ".yml":
            self._unexpected(entry, "files that end in .yml")
            return
        identifier = unicodedata.normalize("NFC", path.stem)
        if not self._usable_name(identifier, path, after=".yml"):
            return
        first = register.path_of(identifier)
        if first:
            self._same_address(path, first)
            return
        document = self._yaml(path) if self.choice(self._name(path)) else None
        if document:
            register.documents[identifier] = document
        else:
            register.unread[identifier] = self._name(path)

    def _same_address(self, path: Path, first: str) -> None:
        # The names can only differ in Unicode normalization: a folder has no duplicate names.
        self._report(
            "duplicate-slug",
            self._name(path),
            f"this file would have the address of {first}",
            "a name that differs in its letters, not only in how accents are encoded",
            "take one of the two away, or rename it",
            notes=(Note(Location(first), "the first one"),),
        )

    def article(self, entry: _Entry) -> None:
        """Read the files of an article."""
        if self._is_link(entry):
            return
        folder = Path(entry)
        name = self._name(folder)
        parts = _FOLDER.fullmatch(unicodedata.normalize("NFC", folder.name))
        if not entry.is_dir():
            self._unexpected(entry, "a folder for each article")
            return
        if not parts or not _is_day(parts[1]):
            self._report(
                "bad-file-name",
                name,
                "this folder's name does not begin with a day that exists",
                "<year>-<month>-<day>-<slug>, such as 2023-09-11-iran-armenia-azerbaijan",
            )
            return
        slug = parts[2]
        if self._usable_name(slug, folder, before=f"{parts[1]}-") and self._own_slug(slug, name):
            if self.choice(name):
                self._article_files(folder, slug)
            else:
                self.inputs.articles.append(ArticleFiles(slug, name, None, None))

    def _own_slug(self, slug: str, folder: str) -> bool:
        first = self.slugs.setdefault(slug, folder)
        if first == folder:
            return True
        self._report(
            "duplicate-slug",
            folder,
            f"this article would have the address /briefings/{slug}/, which {first} has",
            "another slug behind the date",
            f"rename the folder, for example to {folder.rpartition('/')[2]}-2",
            notes=(Note(Location(first), "the first one"),),
        )
        return False

    def _article_files(self, folder: Path, slug: str) -> None:
        files = {entry.name: entry for entry in self._entries(folder)}
        document_path, source_path, translation = (
            Path(entry) if (entry := files.pop(name, None)) else None
            for name in ("briefing.yml", "source.txt", "translation.txt")
        )
        for extra in files.values():
            self._unexpected(extra, _FILES)
        for name, path in (("briefing.yml", document_path), ("source.txt", source_path)):
            if path is None:
                self._report(
                    "missing-file",
                    f"{self._name(folder)}/{name}",
                    f"this article has no {name}",
                    "source.txt (the article's text) and briefing.yml (the annotation)",
                )
        self.inputs.articles.append(
            ArticleFiles(
                slug,
                self._name(folder),
                self._yaml(document_path) if document_path else None,
                self._source(source_path) if source_path else None,
                self._source(translation) if translation else None,
                self._name(translation) if translation else "",
            )
        )

    def _yaml(self, path: Path) -> Document | None:
        name = self._name(path)
        document = self.known.get(name)
        if document:
            return document
        file = self._text(path, MAX_YAML_BYTES)
        if file is None:
            return None
        with working_on(name):
            document, problems = read_yaml(name, file.text)
        self.diagnostics += problems
        if document and not problems:
            self.known.documents[name] = (file.sha256, document)
        return document

    def _source(self, path: Path) -> SourceText | None:
        file = self._text(path, MAX_SOURCE_BYTES)
        if file is None:
            return None
        with working_on(self._name(path)):
            source, problems = source_of(self._name(path), file)
        self.diagnostics += problems
        return source

    def _text(self, path: Path, limit: int) -> TextFile | None:
        text = self.texts.get(self._name(path))
        if text is not None:
            return TextFile(text, hashlib.sha256(text.encode()).hexdigest())
        file, problems = read_text(path, self._name(path), limit)
        self.diagnostics += problems
        return file

    def _unreadable(self, name: str, error: OSError) -> None:
        self.diagnostics.append(unreadable(name, error))

    def _usable_name(self, identifier: str, path: Path, before: str = "", after: str = "") -> bool:
        """Whether a name is a valid id, between `before` and `after`; report it if not."""
        problem = id_problem(identifier)
        if problem:
            self._report(
                "bad-file-name",
                self._name(path),
                f'no address can be made from "{identifier}"',
                problem,
                f'rename it, for example to "{before}{suggest_id(identifier) or "name"}{after}"',
            )
        elif identifier == LIST_ID:
            self._report(
                "path-collision",
                self._name(path),
                f'the id "{identifier}" is the address of the list of all pages of this kind',
                "another id",
                f'rename it to say more, for example to "{before}index-of-prices{after}"',
            )
        return problem is None and identifier != LIST_ID

    def _unexpected(self, entry: _Entry, expected: str) -> None:
        if self._is_link(entry):
            return
        path = Path(entry)
        hint = (
            "rename it so that it ends in .yml" if path.suffix == ".yaml" else "move it elsewhere"
        )
        self._report("unexpected-file", self._name(path), "nothing reads this file", expected, hint)

    def _name(self, path: Path) -> str:
        # Every path here is below the root and begins with it.
        return path.as_posix().removeprefix(self._above)

    def _report(
        self,
        code: str,
        name: str,
        message: str,
        expected: str,
        hint: str = "",
        notes: tuple[Note, ...] = (),
    ) -> None:
        self._report_at(Location(name), code, message, expected, hint, notes)

    def _report_at(
        self,
        place: Location,
        code: str,
        message: str,
        expected: str,
        hint: str = "",
        notes: tuple[Note, ...] = (),
    ) -> None:
        self.diagnostics.append(
            Diagnostic(code, place, message, expected=expected, hint=hint, notes=notes)
        )


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True

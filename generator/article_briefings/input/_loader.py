"""Reads `briefings/`: finds its files and converts them to documents and texts.

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
from functools import partial
from pathlib import Path

from article_briefings.diagnostics import Diagnostic, Location, Note, working_on
from article_briefings.input._about import unfilled_headings
from article_briefings.input._documents import (
    ArticleFiles,
    Document,
    DocumentCache,
    Inputs,
    RegisterFiles,
    SourceText,
)
from article_briefings.input._files import TextFile, link, unreadable
from article_briefings.input._settings import needs_second_review, site_language
from article_briefings.input._yaml_reader import read_yaml
from article_briefings.language import Catalogues
from article_briefings.models import LIST_ID, id_problem, suggest_id

_FOLDER = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-(.+)")
_FILES = "source.txt, briefing.yml and, if there is one, translation.txt"
_ENTRIES = "actors/, articles/, background/, fields.yml, stories.yml, topics.yml and withdrawn.yml"
_IGNORED = re.compile(r"\..*|.*~|README\.md|Thumbs\.db")

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
    documents: DocumentCache | None = None,
) -> tuple[Inputs, list[Diagnostic]]:
    """Read all of `root/briefings`. Paths in the results are relative to `root`.

    With a `choice`, only the names of the other files are recorded: ids of the
    register are in `unread`, and articles have no document and no source.
    `texts` replace the content of files, by path; files whose document is in `documents`
    are not read.
    """
    loading = _Loading(root, choice, texts, documents)
    loading.run(progress or (lambda *_: None))
    loading.inputs.unfilled = unfilled_headings(root)
    loading.inputs.second_review = needs_second_review(root)
    loading.diagnostics += Catalogues(root).read(site_language(root))[1]
    return loading.inputs, loading.diagnostics


def load_article(root: Path, folder: str) -> tuple[ArticleFiles | None, list[Diagnostic]]:
    """Read one article; the result is None if the folder cannot be an article's."""
    loading = _Loading(root)
    loading.article(root / folder)
    return next(iter(loading.inputs.articles), None), loading.diagnostics


class _Loading:
    def __init__(
        self,
        root: Path,
        choice: Choice | None = None,
        texts: Mapping[str, str] | None = None,
        documents: DocumentCache | None = None,
    ) -> None:
        self.root, self.texts = root, texts or {}
        self.choice: Choice = choice or (lambda _: True)
        self.documents = documents or DocumentCache(lambda _: "", {})
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
        steps = [*self._steps(base)]
        for number, step in enumerate(steps, 1):
            with working_on("briefings"):
                step()
            progress(number, len(steps))

    def _steps(self, base: Path) -> Iterator[Callable[[], None]]:
        for entry in self._entries(base):
            if entry.name in {"topics.yml", "stories.yml", "withdrawn.yml", "fields.yml"}:
                yield partial(self._list, Path(entry))
            elif self._is_link(entry) or entry.name == "fields.yml":
                continue
            elif entry.name == "articles" and entry.is_dir():
                yield from (partial(self.article, one) for one in self._entries(Path(entry)))
            elif entry.name in {"actors", "background"} and entry.is_dir():
                register = getattr(self.inputs, entry.name)
                yield from (partial(self._record, r, register) for r in self._entries(Path(entry)))
            else:
                self._unexpected(entry, _ENTRIES)

    def _entries(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        """Return the entries of a folder sorted by name, without editors' leftovers."""
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self.diagnostics.append(unreadable(self._name(folder), error))
            return iter(())
        return (entry for entry in entries if not _IGNORED.fullmatch(entry.name))

    def _is_link(self, entry: _Entry) -> bool:
        """Report a symbolic link, wherever it points; return whether the entry is one."""
        if not entry.is_symlink():
            return False
        self.diagnostics.append(link(self._name(Path(entry))))
        return True

    def _list(self, path: Path) -> None:
        """Read topics, stories, withdrawn briefings, or fields, of which there may be none."""
        document = self._yaml(path)
        none = path.stem == "fields" and self._is_empty(document)
        setattr(self.inputs, path.stem, document)
        if document is None and not none:
            self.inputs.unread.add(self._name(path))

    def _is_empty(self, document: Document | None) -> bool:
        """Whether the file that was read last has comments at most, which then is no problem."""
        empty = document is None and self.diagnostics[-1].code == "empty-file"
        self.diagnostics = self.diagnostics[:-1] if empty else self.diagnostics
        return empty

    def _record(self, entry: _Entry, register: RegisterFiles) -> None:
        path = Path(entry)
        name = self._name(path)
        if path.suffix != ".yml":
            self._unexpected(entry, "files that end in .yml")
            return
        identifier = unicodedata.normalize("NFC", path.stem)
        if not self._usable_name(identifier, path, after=".yml"):
            return
        if first := register.path_of(identifier):
            # They can only differ in Unicode normalization: a folder has no duplicate names.
            self._report(
                "duplicate-slug",
                name,
                f"this file would have the same address as {first}",
                "a name that differs in its letters, not only in how accents are encoded",
                "remove one of the two, or rename it",
                first,
            )
            return
        document = self._yaml(path) if self.choice(name) else None
        if document:
            register.documents[identifier] = document
        else:
            register.unread[identifier] = name

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
                "this folder's name does not begin with a valid date",
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
            f"this article would have the address /briefings/{slug}/, which {first} already has",
            "a different slug after the date",
            f"rename the folder, for example to {folder.rpartition('/')[2]}-2",
            first,
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
        document = self.documents.get(name)
        if document:
            return document
        file = self._text(path, Document.MAX_BYTES)
        if file is None:
            return None
        with working_on(name):
            document, problems = read_yaml(name, file.text)
        self.diagnostics += problems
        if document and not problems:
            self.documents.documents[name] = (file.sha256, document)
        return document

    def _source(self, path: Path) -> SourceText | None:
        file = self._text(path, SourceText.MAX_BYTES)
        if file is None:
            return None
        with working_on(self._name(path)):
            source, problems = file.source(self._name(path))
        self.diagnostics += problems
        return source

    def _text(self, path: Path, limit: int) -> TextFile | None:
        text = self.texts.get(self._name(path))
        if text is not None:
            return TextFile(text, hashlib.sha256(text.encode()).hexdigest())
        file, problems = TextFile.read(path, self._name(path), limit)
        self.diagnostics += problems
        return file

    def _usable_name(self, identifier: str, path: Path, before: str = "", after: str = "") -> bool:
        """Whether a name is a valid id, between `before` and `after`; report it if not."""
        problem = id_problem(identifier)
        if problem:
            self._report(
                "bad-file-name",
                self._name(path),
                f'"{identifier}" cannot be used in an address',
                problem,
                f'rename it, for example to "{before}{suggest_id(identifier) or "name"}{after}"',
            )
        elif identifier == LIST_ID:
            self._report(
                "path-collision",
                self._name(path),
                f'the id "{identifier}" is the address of the list of all pages of this kind',
                "a different id",
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
        self._report("unexpected-file", self._name(path), "no file is read here", expected, hint)

    def _name(self, path: Path) -> str:
        # Every path here is below the root and begins with it.
        return path.as_posix().removeprefix(self._above)

    def _report(
        self, code: str, name: str, message: str, expected: str, hint: str = "", first: str = ""
    ) -> None:
        """Report a problem of a file or folder; `first` is the one that has its address already."""
        notes = (Note(Location(first), "the first one"),) if first else ()
        self.diagnostics.append(
            Diagnostic(code, Location(name), message, expected=expected, hint=hint, notes=notes)
        )


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True

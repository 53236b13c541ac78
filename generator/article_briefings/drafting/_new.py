"""Creates the briefing of one article: reads, drafts, and writes it into the project."""

import datetime as dt
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Self

from article_briefings.corpus import actors_of
from article_briefings.diagnostics import Extra, NotEnough, working_on
from article_briefings.drafting._beginning import (
    MAX_PAGE_BYTES,
    ArticleDetails,
    is_html,
    read_page,
)
from article_briefings.drafting._document import actor_yaml, briefing_yaml
from article_briefings.drafting._draft import DraftedBriefing, draft
from article_briefings.drafting._found import Drafter
from article_briefings.input import History, SourceText, TextFile, load
from article_briefings.models import FoundArticle, one_line

_ACTORS = "briefings/actors/"
_PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class NewBriefing:
    """A draft and the files written for it."""

    class Exists(NotEnough):
        """The project has a briefing of this name."""

    drafted: DraftedBriefing
    folder: Path
    actors: tuple[Path, ...]
    """The files of the actors who were not in the register."""

    @classmethod
    def write(
        cls,
        root: Path,
        source: str,
        details: ArticleDetails,
        annotator: str,
        today: dt.date,
        stream: BinaryIO | None = None,
        read: Drafter | None = None,
    ) -> Self:
        """Draft a briefing of the article in a file, or in a stream called `source`, and write it.

        `read` finds its claims instead of our rules. Raises NotEnough, with nothing written, if
        anything is missing or unusable.
        """
        with working_on(source):
            page, data, text = _read(source, stream, today)
        return cls._write(root, page, data, text, details, annotator, today, read)

    @classmethod
    def of_found(
        cls,
        root: Path,
        found: FoundArticle,
        details: ArticleDetails,
        annotator: str,
        today: dt.date,
    ) -> Self:
        """Draft and write a briefing of an article that an importer has found, as `write` does.

        `details` are for what the importer does not know. Raises Exists if it was written before.
        """
        names = "title", "published", "language", "outlet", "url", "author"
        lines: dict[str, Any] = {name: one_line(getattr(found, name)) for name in names}
        page = replace(found, **lines)
        details = replace(
            details,
            slug=found.name,
            date="" if page.published else details.date,
            language="" if page.language else details.language,
            outlet="" if page.outlet else details.outlet,
        )
        data, text = _text(found.text.encode("utf-8", "surrogatepass"), found.name)
        own = found.statements
        read = None if own is None else (lambda *_: own)
        return cls._write(root, page, data, text, details, annotator, today, read)

    @classmethod
    def _write(
        cls,
        root: Path,
        page: FoundArticle | None,
        data: bytes,
        text: SourceText,
        details: ArticleDetails,
        annotator: str,
        today: dt.date,
        read: Drafter | None,
    ) -> Self:
        inputs, _ = load(root, choice=lambda path: path.startswith(_ACTORS))
        register = actors_of(inputs)
        with working_on(text.path):
            article = details.article(page, text.text, text.sha256, register)
            existing = next((one for one in inputs.articles if one.slug == article.slug), None)
            if existing:
                raise cls.Exists(
                    f"{existing.folder} already exists, and nothing is overwritten; choose another "
                    "slug, as in briefings new another-slug --from FILE"
                )
            name = one_line(annotator) or one_line(History(root).user_name())
            if not name:
                raise NotEnough(
                    "the annotator is unknown; give your name or handle with --annotator"
                )
            reserved = inputs.actors.documents.keys() | inputs.actors.unread.keys()
            drafted = draft(article, register, name, today, reserved, read)
        folder = root / "briefings" / "articles" / article.folder
        annotation = briefing_yaml(drafted, root=root)
        files = {"source.txt": data, "briefing.yml": annotation.encode()}
        actors = {
            root / _ACTORS / f"{name}.yml": actor_yaml(actor, root=root).encode()
            for name, actor in drafted.new_actors.items()
        }
        try:
            write_article(folder, files, actors)
        except FileExistsError as error:
            raise NotEnough(
                f"{error.filename} already exists, and nothing is overwritten"
            ) from None
        except OSError as error:
            raise NotEnough(f"{folder} cannot be written: {error.strerror}") from None
        return cls(drafted, folder, tuple(actors))


def _read(
    name: str, stream: BinaryIO | None, today: dt.date
) -> tuple[FoundArticle | None, bytes, SourceText]:
    """The saved page, if it is one; the bytes of the article's text; the text."""
    data, page = _bytes(name, stream), None
    if is_html(data) or Path(name).suffix.lower() in _PAGES:
        if command := Extra("new").install_command:
            raise NotEnough(
                f"reading a saved web page needs more libraries: {command}; or save the article's "
                "text as a text file"
            )
        page = read_page(data, today)
        if page is None:
            raise NotEnough(
                f"no article was found in {name}; save the article's text as a text file"
            )
        data = page.text.encode()
    return page, *_text(data, name)


def _text(data: bytes, name: str) -> tuple[bytes, SourceText]:
    """The bytes of an article and its text; raises NotEnough if it cannot be one."""
    if large := TextFile.too_large(data, name, SourceText.MAX_BYTES):
        raise NotEnough(problems=[large])
    file, problems = TextFile.decoded(data, name)
    text, problems = file.source(name) if file else (None, problems)
    if text is None:
        raise NotEnough(problems=problems)
    return data, text


def _bytes(name: str, stream: BinaryIO | None) -> bytes:
    if stream:
        data = stream.read(MAX_PAGE_BYTES + 1)
        if large := TextFile.too_large(data, name, MAX_PAGE_BYTES):
            raise NotEnough(problems=[large])
        return data
    if not Path(name).exists():
        raise NotEnough(f"{name} does not exist")
    read, problems = TextFile.read_bytes(Path(name), name, MAX_PAGE_BYTES)
    if read is None:
        raise NotEnough(problems=problems)
    return read


def write_article(folder: Path, files: Mapping[str, bytes], beside: Mapping[Path, bytes]) -> None:
    """Create the folder of a new article with its files, and further new files: all or nothing.

    Raises FileExistsError if the folder or one of the further files already exists.
    """
    if folder.exists() or folder.is_symlink():
        raise FileExistsError(17, "exists already", str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    created: list[Path] = []
    # The loader ignores names that begin with a dot.
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as scratch:
        complete = Path(scratch) / "article"
        complete.mkdir()
        for name, data in files.items():
            (complete / name).write_bytes(data)
        try:
            for path, data in beside.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as file:
                    created.append(path)
                    file.write(data)
            complete.rename(folder)
        except OSError:
            for path in created:
                path.unlink(missing_ok=True)
            raise

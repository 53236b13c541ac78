"""Creates the briefing of one article: reads, drafts, and writes it into the project."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from article_briefings.diagnostics import Diagnostic, install_command, working_on
from article_briefings.drafting._beginning import ArticleDetails, begin
from article_briefings.drafting._document import actor_yaml, briefing_yaml
from article_briefings.drafting._draft import DraftedBriefing, NotEnough, draft
from article_briefings.drafting._project import (
    ARTICLES,
    BRIEFING,
    SOURCE,
    actors_of,
    folders_of,
    write_article,
)
from article_briefings.drafting._saved_page import MAX_PAGE_BYTES, SavedPage, is_html, read_page
from article_briefings.input import (
    MAX_SOURCE_BYTES,
    History,
    SourceText,
    decoded,
    read_bytes,
    source_of,
    too_large,
)
from article_briefings.models import one_line

_PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class NewBriefing:
    """A draft and the files written for it."""

    drafted: DraftedBriefing
    folder: Path
    actors: tuple[Path, ...]
    """The files of the actors who were not in the register."""


def new_briefing(
    root: Path,
    source: str,
    given: ArticleDetails,
    annotator: str,
    today: dt.date,
    stream: BinaryIO | None = None,
) -> NewBriefing:
    """Draft a briefing of the article in a file, or in a stream called `source`, and write it.

    Raises NotEnough, with nothing written, if anything is missing or unusable.
    """
    with working_on(source):
        page, data, text = _read(source, stream, today)
    register, ids = actors_of(root)
    with working_on(text.path):
        beginning = begin(given, page, text.text, text.sha256, register)
        existing = folders_of(root).get(beginning.slug)
        if existing:
            raise NotEnough(
                f"{existing} is there already, and nothing is overwritten; name another slug, "
                "as in briefings new another-slug --from FILE"
            )
        name = one_line(annotator) or one_line(History(root).user_name())
        if not name:
            raise NotEnough("who annotates? Say it with --annotator, your name or handle")
        drafted = draft(beginning.article, register, name, today, ids)
    folder = root / ARTICLES / beginning.folder
    files = {SOURCE: data, BRIEFING: briefing_yaml(drafted).encode()}
    actors = {
        root / "briefings" / "actors" / f"{name}.yml": actor_yaml(actor).encode()
        for name, actor in drafted.new_actors.items()
    }
    try:
        write_article(folder, files, actors)
    except FileExistsError as error:
        raise NotEnough(f"{error.filename} is there already, and nothing is overwritten") from None
    except OSError as error:
        raise NotEnough(f"{folder} cannot be written: {error.strerror}") from None
    return NewBriefing(drafted, folder, tuple(actors))


def _read(
    name: str, stream: BinaryIO | None, today: dt.date
) -> tuple[SavedPage | None, bytes, SourceText]:
    """The saved page, if it is one; the bytes of the article's text; the text."""
    data, page = _bytes(name, stream), None
    if is_html(data) or Path(name).suffix.lower() in _PAGES:
        if command := install_command("new"):
            raise NotEnough(
                f"a saved web page can be read with more libraries: {command}; without them, save "
                "the article's text as a text file"
            )
        page = read_page(data, today)
        if page is None:
            raise NotEnough(
                f"no article can be made out in {name}; save the article's text as a text file"
            )
        data = page.text.encode()
    _refuse(too_large(data, name, MAX_SOURCE_BYTES))
    file, problems = decoded(data, name)
    _refuse(*problems)
    text, problems = source_of(name, file) if file else (None, [])
    _refuse(*problems)
    if text is None:
        raise NotEnough(f"{name} cannot be read")
    return page, data, text


def _bytes(name: str, stream: BinaryIO | None) -> bytes:
    if stream:
        data = stream.read(MAX_PAGE_BYTES + 1)
        _refuse(too_large(data, name, MAX_PAGE_BYTES))
        return data
    if not Path(name).exists():
        raise NotEnough(f"{name} does not exist")
    read, problems = read_bytes(Path(name), name, MAX_PAGE_BYTES)
    _refuse(*problems)
    return read or b""


def _refuse(*problems: Diagnostic | None) -> None:
    found = [problem for problem in problems if problem]
    if found:
        raise NotEnough(problems=found)

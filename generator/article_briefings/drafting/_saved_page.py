"""Reads a saved HTML page as an article: its text and the page's metadata."""

import datetime as dt
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from article_briefings.models import one_line

MAX_PAGE_BYTES = 5_000_000
_BEGINNING = 2_048
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*+=\s*+[\"']?\s*+([\w.:-]{2,40})", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The content of a page. Fields missing from the page are empty."""

    text: str
    """The article's paragraphs, one per line."""
    headline: str = ""
    author: str = ""
    date: str = ""
    """A day, as year-month-day."""
    outlet: str = ""
    """The name of the site."""
    url: str = ""
    language: str = ""


def is_html(data: bytes) -> bool:
    """Whether bytes begin like an HTML page."""
    rest = data.removeprefix(_BOM)[:_BEGINNING].lstrip()
    while rest.startswith(b"<!--"):
        rest = rest.partition(b"-->")[2].lstrip()
    return bool(_HTML.match(rest))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the logs and warnings of libraries, which concern their internals, off the terminal."""
    root, silent = logging.getLogger(), logging.NullHandler()
    root.addHandler(silent)  # otherwise unhandled records are printed
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        root.removeHandler(silent)


@_quiet()
def read_page(data: bytes, today: dt.date) -> SavedPage | None:
    """The article of a page; None if no article can be made out.

    A date later than `today` is ignored.
    """
    # Imported late: it takes half a second, and only this command needs it.
    import trafilatura
    from lxml.etree import LxmlError

    # Pass text: the library would decompress bytes.
    html = _decoded(data)
    try:
        tree = trafilatura.load_html(html)
        found = trafilatura.bare_extraction(
            tree,
            include_comments=False,
            include_tables=False,
            include_images=False,
            with_metadata=True,
            date_extraction_params={
                "extensive_search": False,
                "original_date": True,
                "max_date": today.isoformat(),
            },
        )
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        return None  # a page that breaks the parser is not an article
    if tree is None or found is None or isinstance(found, dict):
        return None
    headline = _line(found.title)
    text = _paragraphs(found.text or "", headline)
    if not text:
        return None
    return SavedPage(
        text,
        headline,
        _line(found.author),
        _line(found.date),
        _line(found.sitename),
        _line(found.url),
        _line(tree.get("lang")).replace("_", "-"),
    )


def _decoded(data: bytes) -> str:
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError:
        named = _CHARSET.search(data[:_BEGINNING])
        try:
            return data.decode(named[1].decode("ascii") if named else "cp1252", "replace")
        except (LookupError, UnicodeError):
            return data.decode("cp1252", "replace")


def _paragraphs(text: str, headline: str) -> str:
    """The paragraphs, one per line, without the headline above them."""
    lines = [_line(line) for line in text.splitlines()]
    lines = [line for line in lines if line]
    if lines and headline and lines[0] == headline:
        lines = lines[1:]
    return "".join(f"{line}\n" for line in lines)


def _line(text: object) -> str:
    return one_line(text) if isinstance(text, str) else ""

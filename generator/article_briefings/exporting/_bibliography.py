"""The articles and the evidence consulted, as a bibliography: CSL-JSON and BibTeX.

CSL-JSON is the input format of citation processors
(https://github.com/citation-style-language/schema, csl-data.json); BibTeX here is that of biblatex
and biber, in UTF-8, with `@online` and `@misc`. Missing data is left out: an article
without a headline is listed under the briefing's title in square brackets, the sign for a title
supplied by others.
"""

import datetime as dt
import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from article_briefings.corpus import Corpus
from article_briefings.models import EdtfDate, Source, compact

FORMAT = 1

_KEY = re.compile(r"[^a-z0-9-]+")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
}
_SPECIALS = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
_LIGATURE = re.compile(r"([-',<>])(?=\1)")
"""Two in a row are one sign in TeX: a dash, or a quotation mark."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document: an annotated article, or an item of evidence."""

    key: str
    """The article's slug; for evidence `slug#item`."""
    title: str
    publisher: str | None
    date: EdtfDate | None
    url: str | None
    archived_url: str | None
    language: str | None
    retrieved: dt.date | None = None
    note: str | None = None
    author: str | None = None
    is_article: bool = False


def entries(corpus: Corpus) -> Iterator[Entry]:
    """Every article, the newest first, each followed by the evidence consulted for it."""
    for article in corpus.articles:
        source = article.briefing.source
        outlet = corpus.actors.get(source.outlet) if source.outlet else None
        yield Entry(
            article.slug,
            source.headline or f"[{article.briefing.title}]",
            outlet.actor.name if outlet else None,
            source.published,
            source.url,
            source.archived_url,
            source.language,
            author=source.author,
            is_article=True,
        )
        for item in article.briefing.evidence:
            about = {name: getattr(item, name) for name in Source.model_fields}
            yield Entry(f"{article.slug}#{item.id}", **about)


def csl_json(corpus: Corpus) -> Iterator[bytes]:
    """The bibliography as one CSL-JSON array, one item per line."""
    yield b"["
    for number, entry in enumerate(entries(corpus)):
        item = compact(_csl(entry))
        yield f"{',' if number else ''}\n{item}".encode()
    yield b"\n]\n"


def bibtex(corpus: Corpus) -> Iterator[bytes]:
    """The bibliography as BibTeX, one entry after the other."""
    yield f"% briefings export bibtex, format {FORMAT}\n\n".encode()
    used: dict[str, int] = {}
    for entry in entries(corpus):
        key = _ascii(entry.key)
        used[key] = used.get(key, 0) + 1
        unique = key if used[key] == 1 else f"{key}-{used[key]}"
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _bibtex(entry))
        kind = "online" if entry.url else "misc"
        yield f"@{kind}{{{unique},\n{fields}}}\n\n".encode()


# --- CSL-JSON ------------------------------------------------------------------------------------


def _csl(entry: Entry) -> dict[str, Any]:
    kind = "webpage" if entry.url else "document"
    found: dict[str, Any] = {
        "id": entry.key,
        "type": "article-newspaper" if entry.is_article else kind,
        "title": entry.title,
        "author": [{"literal": entry.author}] if entry.author else None,
        "container-title": entry.publisher if entry.is_article else None,
        "publisher": None if entry.is_article else entry.publisher,
        "issued": _csl_date(entry.date),
        "accessed": {"date-parts": [_parts(entry.retrieved)]} if entry.retrieved else None,
        "URL": entry.url,
        "archive_location": entry.archived_url,
        "language": entry.language,
        "note": entry.note,
    }
    return {name: value for name, value in found.items() if value is not None}


def _csl_date(date: EdtfDate | None) -> dict[str, Any] | None:
    if date is None:
        return None
    if date.earliest is None or date.latest is None:
        return {"literal": date.text}  # CSL has no other way to express an open range
    found: dict[str, Any] = {"date-parts": _span(date.earliest, date.latest)}
    if date.approximate or date.uncertain:
        found["circa"] = True
    return found


def _span(first: dt.date, last: dt.date) -> list[list[int]]:
    """One date at its own precision (year, month or day), else the first day and the last."""
    if first == last:
        return [_parts(first)]
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return [[first.year]]
    days = monthrange(last.year, last.month)[1]
    same_month = (first.year, first.month) == (last.year, last.month)
    if same_month and (first.day, last.day) == (1, days):
        return [[first.year, first.month]]
    return [_parts(first), _parts(last)]


def _parts(day: dt.date) -> list[int]:
    return [day.year, day.month, day.day]


# --- BibTeX --------------------------------------------------------------------------------------


def _bibtex(entry: Entry) -> Iterator[tuple[str, str]]:
    found = {
        "title": f"{{{_escaped(entry.title)}}}",
        "author": f"{{{_escaped(entry.author)}}}" if entry.author else None,
        "organization": _escaped(entry.publisher) if entry.publisher else None,
        "date": entry.date.text if entry.date and not _has_special(entry.date.text) else None,
        "url": _address(entry.url),
        "urldate": str(entry.retrieved) if entry.url and entry.retrieved else None,
        "language": _escaped(entry.language) if entry.language else None,
        "addendum": f"Archived copy: \\url{{{_address(entry.archived_url)}}}"
        if entry.archived_url
        else None,
        "annotation": _escaped(entry.note) if entry.note else None,
    }
    return ((name, value) for name, value in found.items() if value)


def _has_special(text: str) -> bool:
    """Whether biblatex cannot read a date: it supports EDTF level 1, without sets."""
    return any(sign in text for sign in "{}[],") or text.startswith(("Y", "-"))


def _escaped(text: str) -> str:
    """A text escaped so that TeX interprets nothing in it."""
    plain = _SPECIALS.sub(lambda sign: _SPECIAL[sign[0]], " ".join(text.split()))
    return _LIGATURE.sub(r"\1{}", plain)


def _address(url: str | None) -> str | None:
    """An address whose braces cannot end the field."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C") if url else None


def _ascii(key: str) -> str:
    """A key of ASCII letters, digits and hyphens, which every reader accepts."""
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode().lower()
    return _KEY.sub("-", plain).strip("-") or "source"

"""Collects details of an article before drafting: from the call, the saved page and the text."""

import datetime as dt
import logging
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from article_briefings.diagnostics import NotEnough
from article_briefings.drafting._draft import Article
from article_briefings.drafting._excerpts import heading, id_words, shortened
from article_briefings.drafting._lexicon import words as words_in
from article_briefings.models import (
    MAX_LINE,
    Actor,
    EdtfDate,
    FoundArticle,
    Language,
    Placeholder,
    id_problem,
    misspelt,
    one_line,
    paragraphs,
    question,
    safe_url,
    suggest_id,
)

MAX_PAGE_BYTES = 5_000_000
_BEGINNING = 2_048
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*+=\s*+[\"']?\s*+([\w.:-]{2,40})", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"
_IN_PAGE = "The saved page gives this date in its metadata."
_TITLE = 100
_SLUG = 50
_COMMON = words_in("the of and to in a is that for on was with as by at from")
_SHARE = 0.15
"""About a third of the words in English text are in `_COMMON`, more than in other languages."""


@dataclass(frozen=True, slots=True)
class ArticleDetails:
    """The details given in the call. Omitted ones are empty."""

    slug: str = ""
    date: str = ""
    language: str = ""
    outlet: str = ""
    title: str = ""
    url: str = ""

    def article(
        self,
        page: FoundArticle | None,
        text: str,
        sha256: str,
        register: Mapping[str, Actor],
    ) -> Article:
        """Combine all details; raises NotEnough with a message for the contributor."""
        page = page or FoundArticle("", text)
        published, dating = _date(self, page)
        title = one_line(self.title) or page.title or one_line(_first_words(text))
        slug = _slug(self.slug or title)
        title = title or slug.replace("-", " ")
        article = Article(
            text=text,
            sha256=sha256,
            slug=slug,
            folder=f"{published.earliest or published.latest}-{slug}",
            language=_language(self.language, page.language, text),
            published=published,
            dating=dating,
            title=shortened(title, MAX_LINE),
            outlet=_outlet(self.outlet, page.outlet, register),
            headline=page.title[:MAX_LINE],
            author=page.author[:MAX_LINE],
            url=_url(self.url, page.url),
        )
        if not (published.earliest or published.latest):
            raise NotEnough(f"“{published.text}” names no day; give at least a year")
        return article


def _date(details: ArticleDetails, page: FoundArticle) -> tuple[EdtfDate, str]:
    if details.date:
        try:
            return EdtfDate.parse(details.date), Placeholder.DATE_GIVEN
        except ValueError as error:
            raise NotEnough(f"“{details.date}” is not a date: {error}") from None
    try:
        return EdtfDate.parse(page.published), _IN_PAGE
    except ValueError:
        raise NotEnough(
            "when was the article published? Give its date with --date, for example 2023-09-11, "
            "2023-09 if the day is unknown, or 2023-09-11~ if it is approximate"
        ) from None


def _slug(words: str) -> str:
    slug = suggest_id(words)
    if len(slug) > _SLUG and slug != words:
        slug = id_words(words, len(words.split()), _SLUG)
    problem = id_problem(slug)
    if problem:
        raise NotEnough(
            f"no address can be made from “{words}”: {problem}. Choose a slug, as in "
            "briefings new bridge-opens --from article.txt"
        )
    return slug


def _first_words(text: str) -> str:
    lines = (paragraph.of(text) for paragraph in paragraphs(text))
    return heading(next((line for line in lines if any(map(str.isalnum, line))), text), _TITLE)


def _language(requested: str, in_page: str, text: str) -> str:
    if requested:
        if not _is_language(requested):
            raise NotEnough(f"“{requested}” is not a language tag such as en, fa, az-Latn or pt-BR")
        return requested
    if _is_language(in_page):
        return in_page
    words = re.findall(r"[^\W\d_]+", text[:20_000].lower())
    if words and sum(word in _COMMON for word in words) >= _SHARE * len(words):
        return "en"
    raise NotEnough(
        "which language is the article in? Give it with --language, for example en or fa"
    )


def _is_language(tag: str) -> bool:
    try:
        TypeAdapter(Language).validate_python(tag)
    except ValidationError:
        return False
    return True


def _outlet(requested: str, in_page: str, register: Mapping[str, Actor]) -> str:
    outlets = {name: actor for name, actor in register.items() if actor.type == "outlet"}
    if requested:
        if requested not in outlets:
            other = "is not an outlet" if requested in register else "is not in the register"
            add = "add its file to briefings/actors/ first"
            hint = question(misspelt(requested, outlets)) or add
            raise NotEnough(f"the actor “{requested}” {other}; {hint}")
        return requested
    name = in_page.casefold()
    matching = (
        identifier
        for identifier, actor in sorted(outlets.items())
        if name in {own.casefold() for own in (actor.name, *actor.aliases)}
    )
    return next(matching, "") if name else ""


def _url(requested: str, in_page: str) -> str:
    if requested and not (safe_url(requested) and len(requested) <= MAX_LINE):
        raise NotEnough(f"“{requested}” is not an address that begins with https:// or http://")
    return requested or (in_page if safe_url(in_page) and len(in_page) <= MAX_LINE else "")


# --- saved pages -----------------------------------------------------------------------------


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
def read_page(data: bytes, today: dt.date) -> FoundArticle | None:
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
    return FoundArticle(
        "",
        text,
        headline,
        _line(found.date),
        _line(tree.get("lang")).replace("_", "-"),
        _line(found.sitename),
        _line(found.url),
        _line(found.author),
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

"""The HTML of a build: only pages whose Markdown or frame has changed are converted."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from article_briefings.build._driver import Driver
from article_briefings.build._store import packed
from article_briefings.corpus import digest
from article_briefings.input import Task, run_all
from article_briefings.pages import PageRecord

_BATCH = 1000
"""Number of pages converted per batch."""


@dataclass(frozen=True, slots=True)
class PageToConvert:
    """A page to convert."""

    page: PageRecord
    markdown: bytes
    drawn: bool
    """Whether its own picture already exists."""


@dataclass(frozen=True, slots=True)
class ConvertedPage:
    """A page as HTML."""

    html: bytes
    """Its content, packed."""
    digest: str
    """The digest of the HTML's bytes."""
    picture: bytes
    """Its own picture, packed; empty if it has none or the picture already existed."""
    has_picture: bool
    warnings: tuple[tuple[str, int, str], ...] = ()
    """Warnings from MkDocs about the page: logger name, level and message."""

    @classmethod
    def of(
        cls,
        html: str,
        picture: bytes,
        has_picture: bool,
        warnings: Iterable[tuple[str, int, str]],
    ) -> "ConvertedPage":
        """Return a page with this content; `picture` is empty unless it was drawn now."""
        data = html.encode("utf-8", "xmlcharrefreplace")
        drawn = packed(picture) if picture else b""
        return cls(packed(data), digest((data.decode(),)), drawn, has_picture, tuple(warnings))


class Conversion(Task[PageToConvert, ConvertedPage], Protocol):
    """Converts pages to HTML."""

    def key(self, page: PageRecord) -> str:
        """Return a key that changes whenever the frame around a page does."""
        ...

    def picture_key(self, page: PageRecord) -> str:
        """Return a key that changes whenever a page's own picture does; empty if it has none."""
        ...


class HtmlPages:
    """The HTML of the pages of one build, converted by a task."""

    def __init__(self, driver: Driver, task: Conversion) -> None:
        self._driver, self._store, self._task = driver, driver.store, task
        self._entries = driver.next.html
        self.warned: set[str] = set()
        """Pages with warnings. They are converted in every build, to repeat the warnings."""

    def convert(self, pages: Iterable[PageRecord], version: str, keep_corpus: bool) -> None:
        """Convert the pages whose Markdown or frame has changed since the last build.

        `version` covers the parts of the frame that all pages share. Without `keep_corpus`, the
        corpus may be dropped from memory.
        """
        with self._driver.timings.stage("HTML") as stage:
            stale = []
            for page in pages:
                key = digest((page.markdown, version, self._task.key(page)))
                last = self._driver.last.html.get(page.source)
                if last and last[0] == key:
                    self._entries[page.source] = last
                    stage.reused += 1
                else:
                    self._entries[page.source] = [key, "", self._task.picture_key(page)]
                    stale.append(page)
            if len(stale) > _BATCH and not keep_corpus:
                # Workers would copy more memory for it than for all else.
                self._driver.forget_corpus()
            # In batches, because the Markdown of a batch is in memory.
            for start in range(0, len(stale), _BATCH):
                batch = list(map(self._to_convert, stale[start : start + _BATCH]))
                results = run_all(self._task, batch, self._driver.workers)
                for given, converted in zip(batch, results, strict=True):
                    self._put(given.page, converted)
                    stage.made += 1

    def html(self, page: PageRecord) -> bytes:
        """Return a page's HTML, converting it again if the store has lost it."""
        key = self._entries[page.source][0]
        return self._driver.stored("html", key, partial(self._convert_again, page))

    def picture(self, page: PageRecord) -> bytes:
        """Return a page's own picture, drawing it again if the store has lost it."""
        key = self._entries[page.source][2]
        return self._driver.stored("picture", key, partial(self._convert_again, page))

    def digests(self, page: PageRecord) -> tuple[str, str]:
        """Return a digest of a page's HTML and one of its own picture, empty if it has none."""
        _, html, picture = self._entries[page.source]
        return html, picture

    def _to_convert(self, page: PageRecord) -> PageToConvert:
        """Return a page to convert; a picture in the store is not drawn again."""
        picture = self._entries[page.source][2]
        drawn = bool(picture) and self._store.get("picture", picture) is not None
        return PageToConvert(page, self._driver.markdown(page), drawn)

    def _convert_again(self, page: PageRecord) -> None:
        self._task.setup()
        markdown = self._driver.markdown(page)
        self._put(page, self._task.run(PageToConvert(page, markdown, drawn=False)))

    def _put(self, page: PageRecord, converted: ConvertedPage) -> None:
        key, _, picture = self._entries[page.source]
        self._store.put_packed("html", key, converted.html)
        if converted.picture:
            self._store.put_packed("picture", picture, converted.picture)
        has_picture = picture if converted.has_picture else ""
        self._entries[page.source] = [key, converted.digest, has_picture]
        for name, level, words in converted.warnings:
            logging.getLogger(name).log(level, words)
        if converted.warnings:
            self.warned.add(page.source)

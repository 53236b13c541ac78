"""The HTML of a build: only pages whose Markdown or frame has changed are converted."""

import logging
from collections.abc import Iterable
from functools import partial

from article_briefings.build import Driver
from article_briefings.corpus import digest
from article_briefings.input import run_all
from article_briefings.pages import PageRecord
from article_briefings.site._frame import Frame
from article_briefings.site._site_pages import ConvertedPage, PageConversion, PageToConvert

_BATCH = 1000
"""Number of pages converted per batch."""


class HtmlPages:
    """The HTML of the pages of one build, converted by a task."""

    def __init__(self, driver: Driver, frame: Frame, task: PageConversion) -> None:
        self._driver, self._store = driver, driver.store
        self._frame, self._task = frame, task
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
                key = digest((page.markdown, version, self._frame.key(page)))
                last = self._driver.last.html.get(page.source)
                if last and last[0] == key:
                    self._entries[page.source] = last
                    stage.reused += 1
                else:
                    self._entries[page.source] = [key, "", self._frame.picture_key(page)]
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

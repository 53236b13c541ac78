"""Converts generated pages to HTML as MkDocs does, but outside its loop over all pages.

MkDocs reads each page, converts it and renders the theme's template, for every page of every
build, in one process. `PageConversion` does the same for a single page, with MkDocs' own
functions, in any process, and `HtmlPages` does so only for pages whose Markdown or frame has
changed. MkDocs itself sees such a page as a `StoredPage`: a file of the site that links and the
navigation can point to, and that needs no conversion.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from article_briefings.build import Driver, Store
from article_briefings.corpus import digest
from article_briefings.diagnostics import working_on
from article_briefings.input import run_all
from article_briefings.pages import PageRecord, html_text
from article_briefings.site._frame import Frame
from article_briefings.site._nested_settings import opened
from article_briefings.site._one_pass import OnePass

_MANY = 1000
"""With more pages to convert, memory is freed first."""


def site_path(source: str) -> str:
    """Return the path in the site of a Markdown file's page, not percent-encoded."""
    stem = source.removesuffix(".md")
    is_index = stem == "index" or stem.endswith("/index")
    return f"{stem}.html" if is_index else f"{stem}/index.html"


class StoredPage(File):
    """A finished page for MkDocs: it has an address, and nothing to convert or copy."""

    def __init__(self, config: MkDocsConfig, source: str, title: str) -> None:
        place = site_path(source)
        super().__init__(source, None, config.site_dir, config.use_directory_urls, dest_uri=place)
        self.generated_by = "briefings"
        self.abs_src_path = None
        self.title = title

    def is_documentation_page(self) -> bool:
        """Return False: MkDocs must not convert it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Do nothing: `publishing` writes the page."""


def name_pages(nav: Navigation) -> None:
    """Set the title of pages without a name in the settings: MkDocs would have to read them."""
    for page in nav.pages:
        if isinstance(page.file, StoredPage) and "title" not in vars(page):
            page.title = html_text(page.file.title)  # as themes expect titles


@contextmanager
def collected_messages(level: int = logging.WARNING) -> Iterator[list[logging.LogRecord]]:
    """Collect the messages of MkDocs within the block; the build logs and counts them later."""
    messages: list[logging.LogRecord] = []
    log, handler = logging.getLogger("mkdocs"), logging.Handler(level)
    handler.emit = messages.append  # type: ignore[assignment, method-assign]
    handlers, propagate = log.handlers[:], log.propagate
    log.handlers[:], log.propagate = [handler], False
    try:
        yield messages
    finally:
        log.handlers[:], log.propagate = handlers, propagate


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
    """Its content, Store.packed."""
    digest: str
    """The digest of the HTML, as it is indexed and as it is published."""
    picture: bytes
    """Its own picture, Store.packed; empty if it has none or the picture already existed."""
    has_picture: bool
    warnings: tuple[tuple[str, int, str], ...] = ()
    """Warnings from MkDocs about the page: logger name, level and message."""


class PageConversion:
    """Converts pages: the task that workers share. A worker process loads MkDocs itself."""

    _opened: tuple[str, str, str | None, Any]
    """In a worker process: the values needed to load MkDocs there."""

    def __init__(
        self, config: MkDocsConfig, frame: Frame, published: Callable[[str], str] = str
    ) -> None:
        """`published` returns a page's HTML as it is published."""
        self._config, self._frame, self._published = config, frame, published
        self._staging = Path(f"{config.site_dir}.staged")
        self.one_pass = OnePass(config)
        self._files, self._nav = Files([]), Navigation([], [])
        self._env: Any = None
        self._sources: tuple[tuple[str, str], ...] = ()
        self._generated: tuple[tuple[str, str], ...] = ()

    def ready(self, files: Files, nav: Navigation, env: Any) -> None:
        """Store the files, navigation and environment that MkDocs has prepared."""
        self._files, self._nav, self._env = files, nav, env
        self._documents = files.documentation_pages()
        self._sources = tuple((f.src_uri, f.title) for f in files if isinstance(f, StoredPage))
        self._generated = tuple(
            (file.src_uri, file.content_string) for file in self._documents if file.generated_by
        )

    def __getstate__(self) -> dict[str, Any]:
        config = self._config
        opened = (config.config_file_path, config.site_dir, config.site_url, config.nav)
        sent = ("_frame", "_published", "_sources", "_generated", "_staging")
        return {name: self.__dict__[name] for name in sent} | {"_env": None, "_opened": opened}

    def setup(self) -> None:
        """Prepare for `run`."""
        if self._env is not None:
            return
        path, site_dir, site_url, nav_config = self._opened
        config = opened(path, site_dir)
        config.site_url = site_url
        config.nav = nav_config
        files = get_files(config)
        env = config.theme.get_env()
        files.add_files_from_theme(env, config)
        for source, title in self._sources:
            files.append(StoredPage(config, source, title))
        for source, content in self._generated:
            files.append(File.generated(config, source, content=content))
        set_exclusions(files, config)
        nav = get_navigation(files, config)
        name_pages(nav)
        for file in files.documentation_pages():
            if file.page is not None and file.page in nav.pages:
                file.page.read_source(config)  # its front matter may have a title
        self._config, self.one_pass = config, OnePass(config)
        self.ready(files, nav, config.plugins.on_env(env, config=config, files=files))

    def staged(self, record: PageRecord) -> Path:
        """Return the file beside MkDocs' output for a page that this build converts."""
        return self._staging / f"{digest((record.source,))}.html"

    def run(self, order: PageToConvert) -> ConvertedPage:
        """Return a page's HTML, staged as it is published, and its own picture if that is new."""
        record, picture = order.page, b""
        with working_on(record.inputs[0] if record.inputs else record.source):
            if self._frame.pictures and not order.drawn:
                picture = self._frame.pictures.of(record.card)
            has_picture = order.drawn or bool(picture)
            with collected_messages() as records:
                html = self._html(record, order.markdown, has_picture)
            data = html.encode("utf-8", "xmlcharrefreplace")
            self._staging.mkdir(parents=True, exist_ok=True)
            published = self.published(data)
            self.staged(record).write_bytes(published)
            drawn = Store.packed(picture) if picture else b""
            warnings = ((r.name, r.levelno, r.getMessage()) for r in records)
            shown = digest((html, published.decode()))
            return ConvertedPage(Store.packed(data), shown, drawn, has_picture, tuple(warnings))

    def published(self, html: bytes) -> bytes:
        """Return a page's HTML as it is published."""
        return self._published(html.decode()).encode()

    def anchors(self, record: PageRecord, markdown: bytes) -> set[str]:
        """Return the anchors of a page without its frame; its warnings are not repeated."""
        with collected_messages(), self._page(record, markdown, anchored=True) as page:
            return page.present_anchor_ids or set()

    def _html(self, record: PageRecord, markdown: bytes, drawn: bool) -> str:
        with self._page(record, markdown) as page:
            page.active = True
            page.edit_url = page.meta.get("edit_url")
            context = get_context(self._nav, self._documents, self._config, page)
            more = self._frame.context(page.canonical_url or "", record, drawn)
            context.update(more)  # type: ignore[typeddict-item]
            template = self._env.get_template(page.meta.get("template", "main.html"))
            html: str = template.render(context)
            return html

    @contextmanager
    def _page(self, record: PageRecord, markdown: bytes, anchored: bool = False) -> Iterator[Page]:
        """Yield the page with its content, which it has only inside the block."""
        file = self._files.get_file_from_path(record.source)
        if file is None:
            raise LookupError(record.source)
        config, before = self._config, file.page
        page = before or Page(None, file, config)
        file.content_bytes = markdown
        try:
            page.read_source(config)
            page.update_date = record.updated
            self.one_pass.render(page, config, self._files, anchored)
            yield page
        finally:
            page.active = False
            file.content_bytes, page.markdown, page.content = b"", None, None
            file.page = before


class HtmlPages:
    """The HTML of the pages of one build, converted by a task."""

    def __init__(self, driver: Driver, frame: Frame, task: PageConversion) -> None:
        self._driver, self._store = driver, driver.store
        self._frame, self._task = frame, task
        self._entries = driver.next.html
        self.staged: dict[str, Path] = {}
        """The files with the published HTML of pages that this build converts, by their source."""
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
            if len(stale) > _MANY and not keep_corpus:
                # Workers would copy more memory for it than for all else.
                self._driver.forget_corpus()
            orders = map(self._to_convert, stale)
            # The workers inherit the theme's templates, which the first page loads here.
            here = map(self._task.run, islice(orders, 1))
            results = chain(here, run_all(self._task, orders, self._driver.workers))
            for page, converted in zip(stale, results, strict=True):
                self._put(page, converted)
                self.staged[page.source] = self._task.staged(page)
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

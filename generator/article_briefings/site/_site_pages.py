"""Converts generated pages to HTML as MkDocs does, but outside its loop over all pages.

MkDocs reads each page, converts it and renders the theme's template, for every page of every
build, in one process. `Converting` does the same for a single page, with MkDocs' own
functions, in any process. MkDocs itself sees such a page as a `StoredPage`: a file of the
site that links and the navigation can point to, and that needs no conversion.
"""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from article_briefings.build import Html, Order, packed
from article_briefings.corpus import digest
from article_briefings.diagnostics import working_on
from article_briefings.pages import PageRecord, html_text
from article_briefings.site._frame import Frame
from article_briefings.site._one_pass import OnePass
from article_briefings.site._pictures import Pictures
from article_briefings.site._template_folders import overrides_of
from article_briefings.site._versions import folder_version


def place_of(source: str) -> str:
    """Return the path in the site of a Markdown file's page, not percent-encoded."""
    stem = source.removesuffix(".md")
    return f"{stem.removesuffix('index')}index.html" if _is_index(stem) else f"{stem}/index.html"


def _is_index(stem: str) -> bool:
    return stem == "index" or stem.endswith("/index")


class StoredPage(File):
    """A finished page for MkDocs: it has an address, and nothing to convert or copy."""

    def __init__(self, config: MkDocsConfig, source: str, title: str) -> None:
        place = place_of(source)
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


def settings_version(config: MkDocsConfig) -> str:
    """Return a key of the settings, theme and navigation, without paths of this machine."""
    settings = {
        name: value
        for name, value in config.items()
        if name not in {"config_file_path", "docs_dir", "site_dir", "theme", "plugins", "watch"}
    }
    theme = config.theme
    values = json.dumps([settings, theme.name, dict(theme)], default=_named, sort_keys=True)
    own = [folder_version(folder) for folder in overrides_of(config)]
    source = Path(config.config_file_path).read_text("utf-8", "backslashreplace")
    return digest((values, *own, source))


def _named(value: object) -> str:
    """Return a text for a setting that JSON cannot represent, without its memory address."""
    return getattr(value, "__qualname__", "") or re.sub(r" at 0x[0-9a-f]+", "", repr(value))


def navigation_version(nav: Navigation) -> str:
    """Return a key that changes whenever the navigation does."""
    return repr([_entry(item) for item in nav.items])


def _entry(item: Any) -> list[Any]:
    return [item.title, getattr(item, "url", ""), [_entry(below) for below in item.children or ()]]


class _Warnings(logging.Handler):
    def __init__(self, warnings: list[tuple[str, int, str]]) -> None:
        super().__init__(logging.WARNING)
        self._warnings = warnings

    def emit(self, record: logging.LogRecord) -> None:
        self._warnings.append((record.name, record.levelno, record.getMessage()))


@contextmanager
def _warnings() -> Iterator[list[tuple[str, int, str]]]:
    """Collect the warnings of MkDocs within the block; the build logs and counts them later."""
    warnings: list[tuple[str, int, str]] = []
    log, handler = logging.getLogger("mkdocs"), _Warnings(warnings)
    handlers, propagate = log.handlers[:], log.propagate
    log.handlers[:], log.propagate = [handler], False
    try:
        yield warnings
    finally:
        log.handlers[:], log.propagate = handlers, propagate


class Converting:
    """Converts pages: the task that workers share. A worker process loads MkDocs itself."""

    _opened: tuple[str, str, str | None, Any]
    """In a worker process: the values needed to load MkDocs there."""

    def __init__(self, config: MkDocsConfig, frame: Frame, pictures: Pictures | None) -> None:
        self.config, self.frame, self.pictures = config, frame, pictures
        self.files: Files = Files([])
        self.nav: Navigation = Navigation([], [])
        self.env: Any = None
        self._sources: tuple[tuple[str, str], ...] = ()
        self._generated: tuple[tuple[str, str], ...] = ()

    def ready(self, files: Files, nav: Navigation, env: Any) -> None:
        """Store the files, navigation and environment that MkDocs has prepared."""
        self.files, self.nav, self.env = files, nav, env
        self._one_pass = OnePass(self.config)
        self._documents = files.documentation_pages()
        self._sources = tuple((f.src_uri, f.title) for f in files if isinstance(f, StoredPage))
        self._generated = tuple(
            (file.src_uri, file.content_string) for file in self._documents if file.generated_by
        )

    def __getstate__(self) -> dict[str, Any]:
        config = self.config
        opened = (config.config_file_path, config.site_dir, config.site_url, config.nav)
        sent = ("frame", "pictures", "_sources", "_generated")
        return {name: self.__dict__[name] for name in sent} | {"env": None, "_opened": opened}

    def setup(self) -> None:
        """Prepare for `run`."""
        if self.env is not None:
            return
        path, site_dir, site_url, nav_config = self._opened
        config = load_config(path, site_dir=site_dir)
        config.site_url = site_url
        config = config.plugins.on_config(config)
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
        self.config = config
        self.ready(files, nav, config.plugins.on_env(env, config=config, files=files))

    def run(self, order: Order) -> Html:
        """Return a page's HTML, and its own picture unless that exists."""
        with working_on(order.page.inputs[0] if order.page.inputs else order.page.source):
            return self._converted(order)

    def _converted(self, order: Order) -> Html:
        record, picture = order.page, b""
        if self.pictures and not order.drawn:
            picture = self.pictures.of(record.card)
        has_picture = order.drawn or bool(picture)
        with _warnings() as warnings:
            text = self._html(record, order.markdown, has_picture)
        html = text.encode("utf-8", "xmlcharrefreplace")
        drawn = packed(picture) if picture else b""
        return Html(packed(html), digest((html.decode(),)), drawn, has_picture, tuple(warnings))

    def key(self, page: PageRecord) -> str:
        """Return a key that changes whenever the frame around a page does."""
        frame = self.frame
        around = (frame.ancestors(page.url), frame.last_change(page), page.updated)
        return repr((*around, self.picture_key(page)))

    def picture_key(self, page: PageRecord) -> str:
        """Return a key that changes whenever a page's own picture does; empty if it has none."""
        if self.pictures is None or not self.pictures.own or not page.card:
            return ""
        return digest((self.pictures.version, *page.card))

    def additions(self, page: Page, record: PageRecord, drawn: bool) -> dict[str, Any]:
        """Return the template context besides MkDocs' own."""
        picture = ""
        if self.pictures:
            picture = self.pictures.address(page.canonical_url or "", drawn)
        return {
            "picture": picture,
            "ancestors": self.frame.ancestors(record.url),
            "changed": self.frame.last_change(record),
        }

    def anchors(self, record: PageRecord, markdown: bytes) -> set[str]:
        """Return the anchors of a page without its frame; its warnings are not repeated."""
        with _warnings(), self._page(record, markdown) as page:
            return page.present_anchor_ids or set()

    def _html(self, record: PageRecord, markdown: bytes, drawn: bool) -> str:
        with self._page(record, markdown) as page:
            page.active = True
            page.edit_url = page.meta.get("edit_url")
            context = get_context(self.nav, self._documents, self.config, page)
            context.update(self.additions(page, record, drawn))  # type: ignore[typeddict-item]
            template = self.env.get_template(page.meta.get("template", "main.html"))
            html: str = template.render(context)
            return html

    @contextmanager
    def _page(self, record: PageRecord, markdown: bytes) -> Iterator[Page]:
        """Yield the page with its content, which it has only inside the block."""
        file = self.files.get_file_from_path(record.source)
        if file is None:
            raise LookupError(record.source)
        config, before = self.config, file.page
        page = before or Page(None, file, config)
        file.content_bytes = markdown
        try:
            page.read_source(config)
            page.update_date = record.updated
            self._one_pass.render(page, config, self.files)
            yield page
        finally:
            page.active = False
            file.content_bytes, page.markdown, page.content = b"", None, None
            file.page = before

"""Converts generated pages to HTML as MkDocs does, but outside its loop over all pages.

MkDocs reads each page, converts it and renders the theme's template, for every page of every
build, in one process. `PageConversion` does the same for a single page, with MkDocs' own
functions, in any process. MkDocs itself sees such a page as a `StoredPage`: a file of the
site that links and the navigation can point to, and that needs no conversion.
"""

import json
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from article_briefings.build import packed, program_version
from article_briefings.corpus import digest
from article_briefings.diagnostics import working_on
from article_briefings.pages import PageRecord, html_text
from article_briefings.site._frame import Frame
from article_briefings.site._one_pass import OnePass
from article_briefings.site._project import Project
from article_briefings.site._versions import folder_version

PUBLISHED = {InclusionLevel.INCLUDED, InclusionLevel.NOT_IN_NAV}


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


def frame_version(project: Project, frame: Frame, files: Files, nav: Navigation) -> str:
    """Return a key that changes whenever anything does that the frames of all pages share.

    That is the program, the settings, the navigation, the pictures, and the files to link to: those
    from the corpus or the assets do not count.
    """
    linked = [
        (file.src_uri, file.url)
        for file in files
        if file.inclusion in PUBLISHED
        and (file.generated_by is None or file.is_documentation_page())
    ]
    pictures = frame.pictures.version if frame.pictures else ""
    navigation = repr([_entry(item) for item in nav.items])
    settings = settings_version(project)
    return digest((program_version(), settings, navigation, pictures, repr(sorted(linked))))


def settings_version(project: Project) -> str:
    """Return a key of the settings and the theme, without paths of this machine."""
    config, theme = project.config, project.config.theme
    settings = {
        name: value
        for name, value in config.items()
        if name not in {"config_file_path", "docs_dir", "site_dir", "theme", "plugins", "watch"}
    }
    values = json.dumps([settings, theme.name, dict(theme)], default=_named, sort_keys=True)
    own = [folder_version(folder) for folder in project.overrides]
    source = Path(config.config_file_path).read_text("utf-8", "backslashreplace")
    return digest((values, *own, source))


def _named(value: object) -> str:
    """Return a text for a setting that JSON cannot represent, without its memory address."""
    return getattr(value, "__qualname__", "") or re.sub(r" at 0x[0-9a-f]+", "", repr(value))


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


class PageConversion:
    """Converts pages: the task that workers share. A worker process loads MkDocs itself."""

    _opened: tuple[str, str, str | None, Any]
    """In a worker process: the values needed to load MkDocs there."""

    def __init__(self, config: MkDocsConfig, frame: Frame) -> None:
        self._config, self._frame = config, frame
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
        sent = ("_frame", "_sources", "_generated")
        return {name: self.__dict__[name] for name in sent} | {"_env": None, "_opened": opened}

    def setup(self) -> None:
        """Prepare for `run`."""
        if self._env is not None:
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
        self._config, self.one_pass = config, OnePass(config)
        self.ready(files, nav, config.plugins.on_env(env, config=config, files=files))

    def run(self, order: PageToConvert) -> ConvertedPage:
        """Return a page's HTML, and its own picture unless that exists."""
        record, picture = order.page, b""
        with working_on(record.inputs[0] if record.inputs else record.source):
            if self._frame.pictures and not order.drawn:
                picture = self._frame.pictures.of(record.card)
            has_picture = order.drawn or bool(picture)
            with _warnings() as warnings:
                html = self._html(record, order.markdown, has_picture)
            return ConvertedPage.of(html, picture, has_picture, warnings)

    def anchors(self, record: PageRecord, markdown: bytes) -> set[str]:
        """Return the anchors of a page without its frame; its warnings are not repeated."""
        with _warnings(), self._page(record, markdown) as page:
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
    def _page(self, record: PageRecord, markdown: bytes) -> Iterator[Page]:
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
            self.one_pass.render(page, config, self._files)
            yield page
        finally:
            page.active = False
            file.content_bytes, page.markdown, page.content = b"", None, None
            file.page = before

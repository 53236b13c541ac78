"""The MkDocs plugin: the pages in memory, their frame, the search index after the build.

A problem in the input stops `mkdocs build` before anything is written. In
`mkdocs serve` it is printed, the page concerned says what is wrong, and the
other pages stay up.
"""

import os
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from mkdocs.config import Config
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from rich.console import Console

from generator import explanations
from generator.assets import lean
from generator.diagnostics import Diagnostic, Location
from generator.frame import Frame
from generator.history import History
from generator.pagefind_service import PagefindError
from generator.pages import Site
from generator.pages.routes import OPTIONAL, Repository
from generator.pictures import Pictures, own_pictures
from generator.project import Built, build_project
from generator.reporters import report
from generator.search import write_index


class Options(Config):
    """What `mkdocs.yml` may say under `briefings:`."""

    branch = c.Type(str, default="main")
    """The branch that the edit links lead to."""
    search = c.Type(bool, default=True)
    """Whether a build ends with the search index."""
    templates = c.Type(str, default="templates")
    """The folder of the templates and assets, from the folder of `mkdocs.yml`."""
    social_cards = c.Optional(c.Type(bool))
    """Whether each briefing has a picture of its own for links to it; else all share the site's."""
    messages = c.Type(bool, default=True)
    """Whether the site has the page of the checker's messages, beside `about/format.md`."""


class BriefingsPlugin(BasePlugin[Options]):
    """Generates the pages of `briefings/` with the templates of the folder `templates`."""

    _preview = False
    _built = Built({}, ())
    _frame = Frame({}, {})
    _pictures: Pictures | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview."""
        self._preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse what the pages cannot work with; lead all edit links to one branch."""
        if not config.use_directory_urls:
            raise ConfigurationError("The briefings plugin needs use_directory_urls: true.")
        docs = Path(config.docs_dir).resolve()
        if config.repo_url and docs.is_relative_to(_root(config)):
            folder = docs.relative_to(_root(config)).as_posix()
            config.edit_uri = f"edit/{quote(self.config.branch)}/{folder}/"
        return config

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Rebuild when an article, a register file, a template or an asset changes."""
        for folder in (_root(config) / "briefings", templates_of(config)):
            server.watch(str(folder))
        return server

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Generate every page before MkDocs touches the site's folder."""
        self._built = build_project(
            _root(config), site_of(config), preview=self._preview, templates=templates_of(config)
        )
        problems = [*self._built.diagnostics, *_shadowed(self._built, config)]
        if problems:
            report(problems, Console(stderr=True))
        if problems and not self._preview:
            raise Abort("briefings: the problems above keep the site from being built")
        if self._built.pages:
            _leave_out(config, OPTIONAL - self._built.pages.keys())
        pages = [page for page, _ in self._built.pages.values()]
        # A preview waits neither for git nor for pictures.
        changed = {} if self._preview else History(_root(config)).last_changed("briefings")
        self._frame = Frame.of(pages, changed)
        fonts = templates_of(config) / "assets" / "briefings" / "fonts"
        if not self._preview and config.site_url and fonts.is_dir():
            own = own_pictures(self.config.social_cards, pages)
            about = (config.site_name, config.site_description or "", config.site_url)
            self._pictures = Pictures(fonts, *about, own)

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the generated pages and their data, the page of messages and the assets."""
        for source, (_, markdown) in self._built.pages.items():
            if files.get_file_from_path(source) is None:
                files.append(File.generated(config, source, content=markdown))
        for uri, data in self._built.files.items():
            files.append(File.generated(config, uri, content=data))
        if self.config.messages and files.get_file_from_path(explanations.PAGE) is None:
            page = explanations.page()
            files.append(File.generated(config, explanations.PAGE, content=page))
        assets = templates_of(config) / "assets"
        for path in sorted(assets.rglob("*")):
            if path.is_file() and not path.is_symlink():
                uri = f"assets/{path.relative_to(assets).as_posix()}"
                files.append(_asset(config, uri, path, published=not self._preview))
        return files

    def on_page_markdown(
        self, markdown: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Date the page by its content, not by the clock, for the same bytes on every day."""
        built = self._built.pages.get(page.file.src_uri)
        page.update_date = built[0].updated if built else ""
        return markdown

    def on_page_context(
        self, context: Any, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Any
    ) -> Any:
        """Lead the edit link to the YAML file; say what stands around the page."""
        built, _ = self._built.pages.get(page.file.src_uri, (None, ""))
        if self._pictures:
            folder = Path(page.file.abs_dest_path).parent
            context["picture"] = self._pictures.of(built, page.canonical_url or "", folder)
        if built:
            page.edit_url = page.meta.get("edit_url")
            context["ancestors"] = self._frame.ancestors(built.url)
            context["changed"] = self._frame.last_change(built)
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the picture of the site and index the finished pages."""
        if self._pictures:
            self._pictures.write(Path(config.site_dir))
        if self.config.search:
            records = (record for page, _ in self._built.pages.values() for record in page.records)
            try:
                write_index(Path(config.site_dir), records)
            except PagefindError as error:
                raise Abort(f"briefings: the search index could not be written: {error}") from None


def site_of(config: MkDocsConfig) -> Site:
    """What the pages need to know, from `mkdocs.yml`."""
    plugin = config.plugins.get("briefings")
    branch = plugin.config.branch if isinstance(plugin, BriefingsPlugin) else "main"
    repository = Repository(config.repo_url or "", branch)
    return Site(config.site_name, config.site_description or "", repository)


def templates_of(config: MkDocsConfig) -> Path:
    """The folder of the templates and assets."""
    plugin = config.plugins.get("briefings")
    name = plugin.config.templates if isinstance(plugin, BriefingsPlugin) else "templates"
    return Path(os.path.normpath(_root(config) / name))


def _asset(config: MkDocsConfig, uri: str, path: Path, published: bool) -> File:
    """An asset; in a preview as its source is, for those who look at it in the browser."""
    if published and path.suffix in {".css", ".js"}:
        return File.generated(config, uri, content=lean(path.read_text("utf-8")))
    return File.generated(config, uri, abs_src_path=str(path))


def _leave_out(config: MkDocsConfig, pages: AbstractSet[str]) -> None:
    """Take entries that would lead nowhere out of the nav."""
    if config.nav:
        config.nav = [
            entry
            for entry in config.nav
            if not (isinstance(entry, dict) and not pages.isdisjoint(map(str, entry.values())))
        ]


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _shadowed(built: Built, config: MkDocsConfig) -> list[Diagnostic]:
    """Hand-written pages that stand where a generated one belongs."""
    docs = Path(config.docs_dir)
    return [
        Diagnostic(
            "path-collision",
            Location(f"{docs.name}/{source}"),
            f"this page would be at /{page.url}, where the generator has a page of its own",
            expected="hand-written pages at addresses of their own",
            hint=f"move it below {docs.name}/about/",
        )
        for source, (page, _) in built.pages.items()
        if (docs / source).exists()
    ]

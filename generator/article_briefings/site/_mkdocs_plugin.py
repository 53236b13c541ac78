"""The MkDocs plugin: the pages in memory, their frame, the search index after the build.

A problem in the input stops `mkdocs build` before anything is written. In
`mkdocs serve` it is printed, the page concerned says what is wrong, and the
other pages stay up.
"""

import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from jinja2 import Environment
from mkdocs.config import Config
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext
from rich.console import Console

from article_briefings.build import Built, PageRecord, build_project
from article_briefings.diagnostics import (
    DEBUG,
    Diagnostic,
    Location,
    debugging,
    described,
    exit_code,
    name_file,
    print_traceback,
    working_on,
)
from article_briefings.explanations import PAGE, messages_page
from article_briefings.input import History, decoded, given
from article_briefings.pages import (
    OPTIONAL,
    Catalogue,
    Page,
    Repository,
    Site,
    sitemap_day,
    theme_problem,
)
from article_briefings.reporters import report
from article_briefings.search import pages_of, update_index
from article_briefings.site._assets import lean
from article_briefings.site._frame import Frame
from article_briefings.site._one_pass import OnePass
from article_briefings.site._site_build import SEARCH, SiteBuild
from article_briefings.site._theme_files import Templates, environment
from article_briefings.site._watching import QuickObserver
from article_briefings.social_cards import NAME, Pictures, card_of, own_pictures

_log = get_plugin_logger("briefings")


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
    cache = c.Type(str, default=".cache/briefings")
    """The folder for results that the next build can use, beside `mkdocs.yml`; "" for none."""
    exports = c.Type(bool, default=False)
    """Whether a build publishes the exports below /data/; a preview never does."""
    require_address = c.Type(bool, default=False)
    """Whether a build of a site without an address (`site_url`) is an error."""
    messages = c.Type(bool, default=True)
    """Whether the site has the pages of the checker's messages and of the library's names, beside
    `about/format.md` and `about/library.md`."""


_SET_ADDRESS = "Set BRIEFINGS_SITE_URL, or site_url in mkdocs.yml"


def _without_address(has_repository: bool) -> str:
    """What a site without an address does not have, in one line."""
    edit = "" if has_repository else ", nor edit links without BRIEFINGS_REPO_URL or repo_url"
    return (
        "The site has no address, so it has no canonical links, sitemap.xml, feeds, robots.txt, "
        f"llms.txt, pictures for links or Web Annotations{edit}. {_SET_ADDRESS}, before you "
        "publish it."
    )


class Crash(Abort):
    """Ends MkDocs with a line and with the exit code of a crash; a preview goes on."""

    def __init__(self, error: Exception) -> None:
        if debugging() or logging.getLogger("mkdocs").isEnabledFor(logging.DEBUG):
            print_traceback(error)
        super().__init__(described(error, f"{DEBUG}=1"))
        self.code = self.exit_code = exit_code(error)  # type: ignore[misc]

    def show(self, *_: object, **__: object) -> None:
        """Print the line where errors belong."""
        sys.stderr.write(f"{self.format_message()}\n")


@contextmanager
def _crashing() -> Iterator[None]:
    """Turn what nobody expected into a `Crash`, where MkDocs does not ask `on_build_error`."""
    try:
        yield
    except MkDocsException:
        raise
    except Exception as error:
        raise Crash(error) from error


class BriefingsPlugin(BasePlugin[Options]):
    """Generates the pages of `briefings/` with the templates of the folder `templates`.

    Where the site has no other plugins and no hooks, `SiteBuild` builds only what has
    changed. Else every page goes through MkDocs, where others may do what they like with it.
    """

    _preview = False
    _built = Built({}, ())
    _frame = Frame({}, {})
    _pictures: Pictures | None = None
    _build: SiteBuild | None = None
    """Kept from one build of a preview to the next."""
    _own_way = False
    _config: MkDocsConfig | None = None
    _at = ""
    """The page that MkDocs is working on."""

    def __init__(self) -> None:
        super().__init__()
        self._templates = Templates()

    @property
    def has_exports(self) -> bool:
        """Whether this build has the exports."""
        return self.config.exports and not self._preview

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview."""
        self._preview = command == "serve"

    def on_shutdown(self) -> None:
        """Let go of what builds have kept."""
        if self._build:
            with _crashing():
                self._build.close()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse what the pages cannot work with; lead all edit links to one branch."""
        self._at = ""
        if not config.use_directory_urls:
            raise ConfigurationError("The briefings plugin needs use_directory_urls: true.")
        config.site_url = given(config.site_url)
        if config.repo_url and not given(config.repo_url):
            config.repo_url = config.repo_name = config.edit_uri = ""  # MkDocs made them of it
        if not config.site_url and self.config.require_address and not self._preview:
            raise ConfigurationError(f"The site has no address. {_SET_ADDRESS}.")
        self._config = config
        log = logging.getLogger("mkdocs")
        if config.strict and log.level > logging.WARNING:
            log.setLevel(logging.WARNING)  # --quiet would keep MkDocs from counting warnings
        config.edit_uri = edit_uri(config) or config.edit_uri
        config.theme.get_env = partial(environment, config.theme.get_env)  # type: ignore[method-assign]
        return config

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Rebuild when an article, a register file, a template or an asset changes."""
        _keep_requests_apart()
        server.builder = partial(self._rebuild, server.builder)
        briefings = _root(config) / "briefings"
        server.observer = QuickObserver(server.observer, briefings)  # type: ignore[assignment]
        for folder in (briefings, templates_of(config)):
            server.watch(str(folder))
        return server

    def _rebuild(self, build: Callable[[], None]) -> None:
        """Build once more. Where that fails, MkDocs answers no request until a build succeeds.

        Our own builds leave the last site whole, so that it can be shown.
        """
        try:
            build()
        except Exception as error:
            failure = error if isinstance(error, MkDocsException) else Crash(error)
            if not self._own_way:
                raise failure from error
            sys.stderr.write(f"{failure}\n")
            _log.error("This build has failed. The preview shows the last one that has not.")

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Generate every page before MkDocs touches the site's folder."""
        alone = set(config.plugins) == {"briefings"} and not config.hooks
        self._own_way = alone and config.nav is not None  # else MkDocs lists every page in its nav
        pages = self._pages(config)
        if pages:
            _leave_out(config, OPTIONAL - pages.keys())
        self._pictures = self._drawn(config, pages)
        if self._own_way and self._build:
            self._frame = self._build.frame(config, self._pictures)
            self._build.move_aside(config)
        else:
            changed = {} if self._preview else History(_root(config)).last_changed("briefings")
            self._frame = Frame.of(pages.values(), changed)

    def _pages(self, config: MkDocsConfig) -> Mapping[str, Page | PageRecord]:
        """The pages as far as they are sound; a build ends here where one is not."""
        root, site, templates = _root(config), site_of(config), templates_of(config)
        pages: Mapping[str, Page | PageRecord]
        if self._own_way:
            if self._build is None:
                self._build = SiteBuild(root, cache_of(config), self._preview)
            made = self._build.begin(site, templates)
            pages, found = made.pages, made.diagnostics
        else:
            self._built = build_project(root, site, preview=self._preview, templates=templates)
            pages = {source: page for source, (page, _) in self._built.pages.items()}
            found = self._built.diagnostics
        problems = [*found, *shadowed(pages, config)]
        if problems:
            report(problems, Console(stderr=True))
        if problems and not self._preview:
            if self._build:
                self._build.end()
            raise Abort("briefings: the problems above keep the site from being built")
        return pages

    def _drawn(
        self, config: MkDocsConfig, pages: Mapping[str, Page | PageRecord]
    ) -> Pictures | None:
        """The pictures of the site; a preview has none."""
        fonts = templates_of(config) / "assets" / "briefings" / "fonts"
        if self._preview or not config.site_url or not fonts.is_dir():
            return None
        briefings = sum(page.kind == "Briefing" for page in pages.values())
        own = own_pictures(self.config.social_cards, briefings)
        about = (config.site_name, config.site_description or "", config.site_url)
        pictures = Pictures(fonts, *about, own)
        if self._own_way and self._build:
            self._build.remember_site_picture(pictures)
        return pictures

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the generated pages and their data, the page of messages and the assets."""
        if self._own_way and self._build:
            self._build.add_files(files, config)
        for source, (_, markdown) in self._built.pages.items():
            if files.get_file_from_path(source) is None:
                files.append(File.generated(config, source, content=markdown))
        for uri, data in self._built.files.items():
            if files.get_file_from_path(uri) is None:  # a hand-written robots.txt, say
                files.append(File.generated(config, uri, content=data))
        for uri, text in message_pages(config).items():
            if files.get_file_from_path(uri) is None:
                files.append(File.generated(config, uri, content=text))
        assets = templates_of(config) / "assets"
        for path in sorted(assets.rglob("*")):
            if path.is_file() and not path.is_symlink():
                uri = f"assets/{path.relative_to(assets).as_posix()}"
                files.append(_asset(config, uri, path, published=not self._preview))
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation for the pages that MkDocs does not see."""
        self._nav, self._one_pass = nav, OnePass(config)
        return nav

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Convert the pages that have changed."""
        self._at = ""
        env.bytecode_cache = env.bytecode_cache or self._templates
        if self._own_way and self._build:
            self._build.convert(config, files, self._nav, env)
        return env

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """List the pages in the map of the site that MkDocs does not see; a preview's has none."""
        if template_name == "sitemap.xml":
            if self._preview:  # nobody asks for it, and it has a line for each page
                context["pages"] = []
            elif self._own_way and self._build:
                context["pages"] = self._build.listed(config)  # type: ignore[typeddict-item]
        return context

    def on_post_template(
        self, output_content: str, /, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Leave out the map of a site without an address: it may hold whole addresses only."""
        return "" if template_name == "sitemap.xml" and not config.site_url else output_content

    def on_pre_page(self, page: MkDocsPage, /, *, config: MkDocsConfig, files: Files) -> MkDocsPage:
        """Remember the page for the message of a crash."""
        self._at = _source_of(page, config)
        return page

    def on_page_markdown(
        self, markdown: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Date the page by its content, not by the clock, for the same bytes on every day.

        MkDocs goes on to convert it: a generated one takes our way.
        """
        built = self._page(page)
        page.update_date = sitemap_day(built.updated) if built else ""
        if built:
            page.render = partial(self._one_pass.render, page)  # type: ignore[method-assign]
        return markdown

    def on_page_context(
        self, context: Any, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Lead the edit link to the YAML file; say what stands around the page."""
        built = self._page(page)
        self._at = _source_of(page, config)
        if self._pictures:
            folder = Path(page.file.abs_dest_path).parent
            picture = self._pictures.of(card_of(built)) if isinstance(built, Page) else b""
            if picture:
                folder.mkdir(parents=True, exist_ok=True)
                (folder / NAME).write_bytes(picture)
            context["picture"] = self._pictures.address(page.canonical_url or "", bool(picture))
        if built:
            page.edit_url = page.meta.get("edit_url")
            context["ancestors"] = self._frame.ancestors(built.url)
            context["changed"] = self._frame.last_change(built)
        return context

    def _page(self, page: MkDocsPage) -> Page | PageRecord | None:
        """The generated page that MkDocs has at hand; None for a hand-written one."""
        source = page.file.src_uri
        if self._own_way and self._build:
            return self._build.made.pages.get(source)
        built, _ = self._built.pages.get(source, (None, ""))
        return built

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the picture of the site, publish what was made, and index the finished pages."""
        self._at = ""
        if config.strict:
            _refuse_warnings()
        if self._pictures and self._pictures.site:
            (Path(config.site_dir) / NAME).write_bytes(self._pictures.site)
        if not config.site_url:
            _log.info(_without_address(bool(config.repo_url)))
        if self._own_way and self._build:
            self._build.finish(config, self.config.search)
        elif self.config.search:
            site = Path(config.site_dir)
            with working_on("the search index"):
                update_index(site, site / SEARCH, pages_of(site))

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing behind of a build that has failed; the last site stays as it was."""
        if self._build:
            self._build.end()
        theme = self._config and self._config.theme.custom_dir
        if self._config and theme:
            problem = theme_problem(error, Path(theme), partial(_name, config=self._config))
            if problem:
                report([problem], Console(stderr=True))
                message = "briefings: the problem above keeps the site from being built"
                raise Abort(message) from error
        if isinstance(error, MkDocsException):
            return
        if isinstance(error, UnicodeDecodeError):  # a page in another encoding: no bug
            raise Abort(f"briefings: the site could not be built: {error}") from error
        if self._at:
            name_file(error, self._at)
        raise Crash(error) from error


def site_of(config: MkDocsConfig) -> Site:
    """What the pages need to know, from `mkdocs.yml`."""
    plugin = config.plugins.get("briefings")
    branch = plugin.config.branch if isinstance(plugin, BriefingsPlugin) else "main"
    repository = Repository(config.repo_url or "", branch)
    about = config.site_name, config.site_description or ""
    url = config.site_url or ""
    if not (isinstance(plugin, BriefingsPlugin) and plugin.has_exports):
        return Site(*about, repository, url=url, catalogue=_catalogue)
    from article_briefings.exporting import published

    exports = published(*about, url)
    return Site(*about, repository, url=url, exports=exports, catalogue=_catalogue)


def _catalogue() -> Catalogue:
    """What the page of the data says, imported only where that page is made."""
    from article_briefings.exporting import catalogue

    return catalogue()


def templates_of(config: MkDocsConfig) -> Path:
    """The folder of the templates and assets."""
    plugin = config.plugins.get("briefings")
    name = plugin.config.templates if isinstance(plugin, BriefingsPlugin) else "templates"
    return Path(os.path.normpath(_root(config) / name))


def edit_uri(config: MkDocsConfig) -> str:
    """Where hand-written pages are edited, below the repository; empty where that is not known."""
    docs = Path(config.docs_dir).resolve()
    if not config.repo_url or not docs.is_relative_to(_root(config)):
        return ""
    folder = docs.relative_to(_root(config)).as_posix()
    return f"edit/{quote(site_of(config).repository.branch)}/{folder}/"


def message_pages(config: MkDocsConfig) -> dict[str, str]:
    """The page of the checker's messages by its place; nothing where the settings leave it out."""
    plugin = config.plugins.get("briefings")
    if isinstance(plugin, BriefingsPlugin) and not plugin.config.messages:
        return {}
    return {PAGE: messages_page()}


def cache_of(config: MkDocsConfig) -> Path | None:
    """The folder for results that later builds can use; None where none is wanted."""
    plugin = config.plugins.get("briefings")
    name = plugin.config.cache if isinstance(plugin, BriefingsPlugin) else ".cache/briefings"
    return Path(os.path.normpath(_root(config) / name)) if name else None


def _source_of(page: MkDocsPage, config: MkDocsConfig) -> str:
    """What messages call the file of a page."""
    path = page.file.abs_src_path
    return _name(Path(path), config) if path else page.file.src_uri


def _asset(config: MkDocsConfig, uri: str, path: Path, published: bool) -> File:
    """An asset; in a preview as its source is, for those who look at it in the browser."""
    if published and path.suffix in {".css", ".js"}:
        file, problems = decoded(path.read_bytes(), _name(path, config))
        if file is None:
            report(problems, Console(stderr=True))
            raise Abort("briefings: the problem above keeps the site from being built")
        return File.generated(config, uri, content=lean(file.text))
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


def _name(path: Path, config: MkDocsConfig) -> str:
    """What messages call a file; templates may stand beside the project's folder."""
    return Path(os.path.relpath(path, Path(config.config_file_path).parent)).as_posix()


def _keep_requests_apart() -> None:
    """Let the server's log past the handlers that count warnings: a request decides no build.

    It keeps the handlers that print, so that a page that is not found is still said.
    """
    log, requests = logging.getLogger("mkdocs"), logging.getLogger("mkdocs.livereload")
    requests.handlers = [h for h in log.handlers if not isinstance(h, CountHandler)]
    requests.propagate = False


def _refuse_warnings() -> None:
    """End a strict build before it takes the last site's place; MkDocs ends it after that."""
    for handler in logging.getLogger("mkdocs").handlers:
        if isinstance(handler, CountHandler) and (counts := handler.get_counts()):
            said = ", ".join(f"{number} {level.lower()}s" for level, number in counts)
            raise Abort(f"Aborted with {said} in strict mode!")


def shadowed(pages: Mapping[str, Page | PageRecord], config: MkDocsConfig) -> list[Diagnostic]:
    """Hand-written pages that stand where a generated one belongs."""
    docs = Path(config.docs_dir)
    tops = {source.partition("/")[0] for source in pages}
    there = {top for top in tops if (docs / top).exists()}  # few questions for many pages
    return [
        Diagnostic(
            "path-collision",
            Location(f"{docs.name}/{source}"),
            f"this page would be at /{page.url}, where the generator has a page of its own",
            expected="hand-written pages at addresses of their own",
            hint=f"move it below {docs.name}/about/",
        )
        for source, page in pages.items()
        if source.partition("/")[0] in there and (docs / source).exists()
    ]

"""The MkDocs plugin: passes MkDocs' events to `SiteBuild`.

A problem in the input stops `mkdocs build` before anything is written. `mkdocs serve`
prints it, shows it on the page concerned, and continues to serve the other pages.
"""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from article_briefings.pages import PageRecord
from article_briefings.site import _failures as failures
from article_briefings.site._nested import NestedSite
from article_briefings.site._options import PagesPlugin
from article_briefings.site._preparation import prepare, refuse_links, refuse_pages, refuse_palette
from article_briefings.site._privacy import with_promise
from article_briefings.site._project import Project
from article_briefings.site._site_build import SiteBuild
from article_briefings.site._theme import asset_files

if TYPE_CHECKING:  # only `mkdocs serve` loads it
    from mkdocs.livereload import LiveReloadServer


class BriefingsPlugin(PagesPlugin):
    """Generates the pages of `briefings/` with the project's templates and the package's.

    If the site has no other plugins and no hooks, `SiteBuild` converts the changed pages to HTML.
    Otherwise every page goes through MkDocs, where plugins and hooks can change it.
    """

    _preview = False
    _alone = False  # whether there are no other plugins or hooks
    _build: SiteBuild | None = None  # for all builds of a preview
    _nested: NestedSite | None = None  # if the briefings are below a prefix of another site
    _project: Project
    _root = Path()  # of the project of the last build
    _at = ""  # the page that MkDocs is working on

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Record whether this is a preview."""
        self._preview = command == "serve"

    def on_shutdown(self) -> None:
        """Free the memory of the builds."""
        builds = self._nested or self._build
        if builds:
            try:
                builds.close()
            except Exception as error:  # MkDocs does not call `on_build_error` here
                raise failures.Crash(error) from error

    @property
    def pages(self) -> Mapping[str, PageRecord]:
        """The generated pages of the last build, by Markdown file."""
        return self._build.pages if self._build else {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse unsupported settings; fill in those of the theme."""
        refuse_palette(config)
        self._at, self._project = "", Project(config, others=bool(self.config.prefix))
        refuse_pages(self._project)
        if self._root != self._project.root:  # MkDocs keeps one plugin for all sites of a process
            self._root, self._build, self._nested = self._project.root, None, None
        if self.config.prefix:
            self._nested = self._nested or NestedSite(config, type(self)(), self._preview)
        else:
            prepare(self._project, self._preview)
        return config

    def on_serve(
        self, server: "LiveReloadServer", /, *, config: MkDocsConfig, builder: Any
    ) -> "LiveReloadServer":
        """Rebuild when an article, a register file, a template or an asset changes."""
        from article_briefings.site._watching import QuickObserver

        failures.keep_requests_apart()
        server.builder = partial(failures.rebuild, server.builder, lambda: self._alone)
        briefings = self._project.root / "briefings"
        server.observer = QuickObserver(server.observer, briefings)  # type: ignore[assignment]
        for folder in (briefings, *self._project.words_and_templates):
            server.watch(str(folder))
        return server

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Generate every page before MkDocs touches the site's folder."""
        if self._nested:
            self._alone = True  # a failure now leaves the last site as it is
            self._nested.build(config)
            self._alone = False
            return
        plugins = set(config.plugins) == {"briefings"} and not config.hooks
        self._alone = plugins and config.nav is not None  # without nav, MkDocs lists every page
        project = self._project
        self._build = self._build or SiteBuild(project.root, project.cache, self._preview)
        if problems := self._build.begin(project, self._alone):
            failures.show(problems)
            if not self._preview:
                self._build.end()
                raise Abort("briefings: the problems above keep the site from being built")
        self._build.surround()

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the generated pages and their data, the page of messages and the assets."""
        if not self._nested:
            refuse_links(self._project, files)
        if self._build:
            self._build.add_files(files)
        own = asset_files(self._project, files, published=not self._preview)
        for file in self._nested.files(config) if self._nested else own:
            files.append(file)
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Pass the navigation to `SiteBuild`, which converts pages outside MkDocs."""
        if self._build:
            self._build.navigate(nav, files)
        return self._nested.entered(nav, config) if self._nested else nav

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Convert the pages that have changed."""
        self._at = ""
        if self._build:
            self._build.convert(files, env)
        return env

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Add the pages that MkDocs does not see to the sitemap; a preview's sitemap is empty."""
        if template_name == "sitemap.xml" and not self._nested:
            if self._preview:  # nobody requests it, and it has a line for each page
                context["pages"] = []
            elif self._build and self._alone:
                context["pages"] = self._build.in_sitemap()  # type: ignore[typeddict-item]
        return context

    def on_post_template(
        self, output_content: str, /, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Leave out the sitemap of a site without an address, and of one not to be indexed."""
        unwanted = template_name == "sitemap.xml" and not self._project.has_sitemap
        return "" if unwanted and not self._nested else output_content

    def on_pre_page(self, page: Page, /, *, config: MkDocsConfig, files: Files) -> Page:
        """Record the page for the message of a crash."""
        self._look_at(page)
        return page

    def on_page_markdown(
        self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Date the page by its content, for the same bytes on every day; convert it in one pass."""
        record = self._look_at(page)
        if self._build:
            page.update_date = record.updated if record else ""
            page.render = partial(self._build.render, page)  # type: ignore[method-assign]
        return markdown if self._nested else with_promise(markdown, self._project)

    def on_page_context(
        self, context: Any, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Point the edit link to the YAML file; add the frame of the page."""
        record = self._look_at(page)
        if self._build:
            context.update(self._build.context(page, record))
        return context

    def _look_at(self, page: Page) -> PageRecord | None:
        """Return the generated page that MkDocs is processing; None for a hand-written one."""
        path = page.file.abs_src_path
        self._at = self._project.name_of(Path(path)) if path else page.file.src_uri
        return self._build.pages.get(page.file.src_uri) if self._build else None

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the picture of the site, publish the build, and index the finished pages."""
        self._at = ""
        if self._nested:
            self._nested.publish(config)
        elif config.strict:
            failures.refuse_warnings()
        if self._build:
            self._build.finish()

    def on_build_error(self, *, error: Exception) -> None:
        """Clean up after a failed build; the last site stays as it was."""
        if self._build:
            self._build.end()
        if failure := failures.failure(error, getattr(self, "_project", None), self._at):
            raise failure from error

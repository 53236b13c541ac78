"""Runs the builds of a site, which end in one of two ways.

Every build first turns the input files into Markdown (`begin`). Without other plugins or hooks,
`SiteBuild` converts the generated pages to HTML itself: MkDocs converts only the hand-written
pages and the home page, and writes them with the theme's files into a folder beside the site.
At the end, `publishing` replaces the last build with both. A failed build leaves the site alone.
With other plugins or hooks, MkDocs converts all pages (`add_markdown`).

Simultaneous builds of the same project wait for each other.
"""

import atexit
import gc
import shutil
import tempfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from article_briefings.build import (
    Incremental,
    Lock,
    Made,
    Store,
    Timings,
    keep_report,
    program_version,
)
from article_briefings.corpus import digest
from article_briefings.diagnostics import install_command, working_on
from article_briefings.input import History, cores
from article_briefings.pages import HOME, OPTIONAL, PageRecord, Site
from article_briefings.search import pages_of, update_index
from article_briefings.site._frame import Frame
from article_briefings.site._indexing import Indexing
from article_briefings.site._one_pass import OnePass
from article_briefings.site._pictures import NAME, Pictures, own_pictures
from article_briefings.site._publishing import Content, publish
from article_briefings.site._settings import without_address
from article_briefings.site._site_pages import (
    Converting,
    StoredPage,
    name_pages,
    navigation_version,
    place_of,
    settings_version,
)
from article_briefings.site._template_folders import templates_of
from article_briefings.site._theme_files import Templates

_log = get_plugin_logger("briefings")
_PUBLISHED = {InclusionLevel.INCLUDED, InclusionLevel.NOT_IN_NAV}
SEARCH = "pagefind"
"""The folder of the search index in the site."""


@dataclass(frozen=True, slots=True)
class InMap:
    """A page in the sitemap: a lightweight substitute for MkDocs' own page object."""

    canonical_url: str
    update_date: str
    abs_url: str = ""
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A file in the form that the sitemap's template expects."""

    page: InMap


class SiteBuild:
    """Builds of one project in one process. `cache` stores results for others; it may be None."""

    def __init__(self, root: Path, cache: Path | None, preview: bool, workers: int = 0) -> None:
        self._root, self._cache, self._preview = root, cache, preview
        self._lock = Lock(root)
        self._name = "preview" if preview else "build"
        self._workers = workers or cores()
        self._builds: Incremental | None = None
        self._site = self._scratch = Path()
        self._converting: Converting | None = None
        self._files, self._nav = Files([]), Navigation([], [])
        self._frame = Frame({}, {})
        self._pictures: Pictures | None = None
        self.one_pass: OnePass
        self._indexing: Indexing | None = None
        self._stored: dict[tuple[str, str], StoredPage] = {}
        """The files given to MkDocs in the last build, by Markdown file and title."""
        self._left: AbstractSet[str] | None = None
        """The files that a preview has put into its site, which nothing else writes to."""
        self.made = Made({}, {}, ())
        self.templates = Templates()
        """The theme's templates, compiled by earlier builds of this process."""
        self.timings = Timings()

    # --- the steps of a build, in their order -------------------------------------------------

    def begin(self, site: Site, templates: Path) -> Made:
        """Build the Markdown of the changed pages. After problems, a full build stops here."""
        self._stop_indexing()
        self._lock.take()
        # Nearly all objects live until the end of the build; searching them repeatedly for
        # circular garbage takes a third of the time of an incremental build.
        gc.disable()
        self.timings = Timings()
        if self._builds is None:
            store = Store(self._cache / "results.sqlite" if self._cache else None)
            self._builds = Incremental(self._root, store, self._name, self._workers)
        self._builds.timings = self.timings
        self.made = self._builds.pages(site, templates, self._preview, program_version())
        return self.made

    def move_aside(self, config: MkDocsConfig) -> None:
        """Make MkDocs write into a folder beside the site, on the same file system."""
        self._converting = Converting(config, self._frame, self._pictures)
        self._site = Path(config.site_dir)
        self._site.parent.mkdir(parents=True, exist_ok=True)
        prefix = f".{self._site.name}.building-"
        for left in self._site.parent.glob(f"{prefix}*"):
            shutil.rmtree(left, ignore_errors=True)  # left by an interrupted build
        self._scratch = Path(tempfile.mkdtemp(prefix=prefix, dir=self._site.parent))
        atexit.register(shutil.rmtree, self._scratch, ignore_errors=True)
        config.site_dir = str(self._scratch)

    def surround(self, config: MkDocsConfig, social_cards: bool | None) -> None:
        """Prepare the frame of the pages. A preview has no pictures and does not run git."""
        pages = self.made.pages
        if pages:
            _leave_out(config, OPTIONAL - pages.keys())
        self._pictures = self._drawn(config, social_cards)
        with self.timings.stage("history"):
            changed = {} if self._preview else History(self._root).last_changed("briefings")
        self._frame = Frame.of(pages.values(), changed)

    def _drawn(self, config: MkDocsConfig, own: bool | None) -> Pictures | None:
        """Return the pictures of the site, if it has an address and the libraries are installed."""
        fonts = templates_of(config) / "assets" / "briefings" / "fonts"
        if self._preview or not config.site_url or not fonts.is_dir():
            return None
        command = install_command("social-cards")
        if command:
            if own is None:
                _log.info(
                    f"The site has no pictures for links, which need more libraries: {command}"
                )
            return None
        briefings = sum(page.kind == "Briefing" for page in self.made.pages.values())
        about = (config.site_name, config.site_description or "", config.site_url)
        pictures = Pictures(fonts, *about, own_pictures(own, briefings))
        if self._builds:  # the picture of the site is drawn only if no build has stored it
            version = digest((program_version(), pictures.version))
            drawn = self._builds.remembered("site-picture", version, lambda: pictures.site)
            pictures.site = drawn
        return pictures

    def add_files(self, files: Files, config: MkDocsConfig) -> None:
        """Add the pages to MkDocs' files: the home page to convert, the others as finished."""
        given, before, self._stored = set(files.src_uris), self._stored, {}
        for source, record in self.made.pages.items():
            if source in given:
                continue
            if source == HOME and self._builds:
                text = self._builds.markdown(record).decode()
                files.append(File.generated(config, source, content=text))
            else:
                name = (source, record.title)
                page = before.get(name) or StoredPage(config, *name)
                page.page, page.inclusion = None, InclusionLevel.UNDEFINED
                files.append(page)
                if self._preview:
                    self._stored[name] = page

    def add_markdown(self, files: Files, config: MkDocsConfig) -> None:
        """Pass the Markdown of all pages and their data to MkDocs, which builds the site."""
        builds = self._builds
        if builds is None:
            return
        for source, record in self.made.pages.items():
            if files.get_file_from_path(source) is None:
                text = builds.markdown(record).decode()
                files.append(File.generated(config, source, content=text))
        for place, content in self._data(builds):
            if files.get_file_from_path(place) is None:  # a hand-written robots.txt, say
                data = content.load()
                whole = data if isinstance(data, bytes) else b"".join(data)
                files.append(File.generated(config, place, content=whole))
        if self._remember(builds):
            builds.tidy()
        self.end()

    def navigate(self, nav: Navigation, config: MkDocsConfig) -> None:
        """Store the navigation, for the pages that MkDocs does not see."""
        self._nav, self.one_pass = nav, OnePass(config)

    def around(self, page: MkDocsPage, record: PageRecord | None) -> dict[str, Any]:
        """Return the template context for a page that MkDocs writes, generated or hand-written."""
        context: dict[str, Any] = {}
        if self._pictures:
            picture = self._pictures.of(record.card) if record else b""
            if picture:
                folder = Path(page.file.abs_dest_path).parent
                folder.mkdir(parents=True, exist_ok=True)
                (folder / NAME).write_bytes(picture)
            address = self._pictures.address(page.canonical_url or "", bool(picture))
            context["picture"] = address
        if record:
            page.edit_url = page.meta.get("edit_url")
            context["ancestors"] = self._frame.ancestors(record.url)
            context["changed"] = self._frame.last_change(record)
        return context

    def convert(self, config: MkDocsConfig, files: Files, env: Environment, alone: bool) -> None:
        """Convert the changed pages to HTML, unless MkDocs does it."""
        env.bytecode_cache = env.bytecode_cache or self.templates
        builds, converting, nav = self._builds, self._converting, self._nav
        if not alone or builds is None or converting is None:
            return
        self._files = files
        name_pages(nav)
        converting.ready(files, nav, env)
        pictures = converting.pictures
        version = digest(
            (
                program_version(),
                settings_version(config),
                navigation_version(nav),
                pictures.version if pictures else "",
                repr(sorted((f.src_uri, f.url) for f in files if _can_be_linked(f))),
            )
        )
        pages = [record for source, record in self.made.pages.items() if source != HOME]
        builds.html(pages, version, converting)
        for file in _linked_with_anchor(files):
            record = self.made.pages[file.src_uri]
            page = file.page or MkDocsPage(None, file, config)
            page.present_anchor_ids = converting.anchors(record, builds.markdown(record))

    def listed(self, config: MkDocsConfig) -> list[Listed]:
        """Return all pages in the order of MkDocs' files, for the sitemap."""
        found = []
        base = f"{config.site_url.rstrip('/')}/" if config.site_url else None
        for file in self._files:
            record = self.made.pages.get(file.src_uri)
            if isinstance(file, StoredPage) and record and base:
                found.append(Listed(InMap(f"{base}{file.url}", record.updated)))
            elif file.page is not None and file.inclusion in _PUBLISHED:
                page = file.page
                found.append(Listed(InMap(page.canonical_url or "", page.update_date)))
        return found

    def finish(self, config: MkDocsConfig, search: bool, alone: bool) -> None:
        """Finish a build: write the site's picture, publish the pages and build the search index.

        A preview does not wait for the index: it is built after the pages are published.
        """
        site, builds = Path(config.site_dir), self._builds
        if not config.site_url:
            _log.info(without_address(config))
        if self._pictures and self._pictures.site:
            (site / NAME).write_bytes(self._pictures.site)
        if not alone and search:
            with working_on("the search index"):
                update_index(site, site / SEARCH, pages_of(site))
        if not alone or builds is None:
            return
        config.site_dir = str(self._site)
        self._site.mkdir(parents=True, exist_ok=True)
        with self.timings.stage("publish") as stage:
            key = str(self._site.resolve())
            previous = builds.last.site.get(key, {})
            contents, keep = dict(self._contents(builds)), SEARCH if search else ""
            left, self._left = self._left, None
            done = publish(self._scratch, self._site, contents, previous, keep, left)
            self._left = done.places if self._preview else None
            builds.next.site = {key: done.files}
            stage.made, stage.reused = done.written, done.unchanged
        saved = self._remember(builds)
        if search:
            pages, folder = dict(self._pages(builds)), self._site / SEARCH
            if self._preview and builds.store.path:
                self._indexing = Indexing(self._site, folder, builds.store.path, self._name, pages)
            else:
                with self.timings.stage("search") as stage, working_on("the search index"):
                    report = update_index(self._site, folder, pages, self._name, builds.store)
                    indexed = report.pages if report.ran else 0
                    stage.made, stage.reused = indexed, report.pages - indexed
        if saved:
            builds.tidy()
        keep_report(builds.store, self._name, self.timings)
        builds.store.commit()
        self.end()

    def _remember(self, builds: Incremental) -> bool:
        """Record the build as the last one; return whether its state was saved for other processes.

        After its first build, a preview saves its state only when it ends: saving it sooner would
        gain little.
        """
        builds.save()
        saved = not self._preview or not builds.last.version
        if saved:
            builds.tell()
        return saved

    def _pages(self, builds: Incremental) -> Iterator[tuple[str, str]]:
        """Yield the path of each page in the site, and a key of its content."""
        for record in self.made.pages.values():
            if record.source != HOME:
                yield place_of(record.source), builds.next.html[record.source][1]
        for file in self._files.documentation_pages():
            path = self._site / file.dest_uri
            if path.is_file():
                yield file.dest_uri, digest((path.read_text("utf-8"),))

    def close(self) -> None:
        """Clean up after the last build."""
        try:
            self._stop_indexing()
            if self._builds:
                self._builds.tell()
        finally:
            self.end()
        gc.freeze()  # the process ends: no need to search and free objects one by one

    def _stop_indexing(self) -> None:
        if self._indexing:
            self._indexing.stop()
            self._indexing = None

    def end(self, config: MkDocsConfig | None = None) -> None:
        """Clean up after a build, also after a failed one."""
        if config is not None and self._scratch != Path():
            config.site_dir = str(self._site)
        if self._scratch != Path():
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = Path()
        try:
            if self._builds:
                self._builds.store.commit()  # else a failed build would block other writers
        finally:
            self._lock.give_back()
            gc.enable()

    def _contents(self, builds: Incremental) -> Iterator[tuple[str, Content]]:
        """Yield all content that does not come from MkDocs, by path in the site."""
        for record in self.made.pages.values():
            if record.source == HOME or self._converting is None:
                continue
            _, html, picture = builds.next.html[record.source]
            load = partial(builds.html_of, record, self._converting)
            place = place_of(record.source)
            yield place, Content(html, load)
            if picture:
                load = partial(builds.picture_of, record, self._converting)
                yield f"{place.removesuffix('index.html')}{NAME}", Content(picture, load)
        for place, content in self._data(builds):
            if self._files.get_file_from_path(place) is None:  # a hand-written robots.txt, say
                yield place, content

    def _data(self, builds: Incremental) -> Iterator[tuple[str, Content]]:
        """Yield the data files and the exports, by path in the site."""
        for place, key, make in builds.exports():
            yield place, Content(key, make)
        for place, key in self.made.files.items():
            yield place, Content(key, partial(builds.file, place, key))


def _leave_out(config: MkDocsConfig, pages: AbstractSet[str]) -> None:
    """Remove entries from the nav whose pages do not exist."""
    if config.nav:
        config.nav = [
            entry
            for entry in config.nav
            if not (isinstance(entry, dict) and not pages.isdisjoint(map(str, entry.values())))
        ]


def _linked_with_anchor(files: Files) -> set[StoredPage]:
    """Return generated pages that hand-written ones link to with an anchor: MkDocs checks these."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    linked = (to for page in pages for to in page.links_to_anchors or ())
    return {to for to in linked if isinstance(to, StoredPage)}


def _can_be_linked(file: File) -> bool:
    """Whether a page may link to a file; those from the corpus or the assets do not count."""
    ours = file.generated_by is not None and not file.is_documentation_page()
    return not ours and file.inclusion in _PUBLISHED

"""Runs the builds of a site, which end in one of two ways.

Every build first turns the input files into Markdown (`begin`). Without other plugins or hooks,
`SiteBuild` converts the generated pages to HTML itself: MkDocs converts only the hand-written
pages and the home page, and writes them with the theme's files into a folder beside the site.
At the end, `publishing` replaces the last build with both. A failed build leaves the site alone.
With other plugins or hooks, MkDocs converts all pages.

Simultaneous builds of the same project wait for each other.
"""

import atexit
import gc
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from article_briefings.build import Driver, Store, program_version
from article_briefings.corpus import digest
from article_briefings.diagnostics import Diagnostic, working_on
from article_briefings.input import History
from article_briefings.pages import PageRecord, Site, Templates
from article_briefings.search import new_index
from article_briefings.site._frame import PUBLISHED, Frame, frame_version, pictures_of
from article_briefings.site._indexing import Indexing
from article_briefings.site._minimised import minimised
from article_briefings.site._pictures import PICTURE, Pictures
from article_briefings.site._project import Project
from article_briefings.site._publishing import FileContent, Lock, publish
from article_briefings.site._site_pages import (
    HtmlPages,
    PageConversion,
    StoredPage,
    name_pages,
    site_path,
)
from article_briefings.site._written_pages import WrittenPages

_log = get_plugin_logger("briefings")
SEARCH = "pagefind"
"""The folder of the search index in the site."""


class SiteBuild:
    """Builds of one project in one process. `cache` stores results for others; it may be None."""

    def __init__(self, root: Path, cache: Path | None, preview: bool, workers: int = 0) -> None:
        self._root, self._preview = root, preview
        self._lock = Lock(root)
        self._lock.acquire()  # another build may be writing to the store
        store = Store(cache / "results.sqlite" if cache else None)
        name = "preview" if preview else "build"
        self.driver = Driver(root, store, name, workers)
        self._project: Project
        self._alone = False
        self._site = self._scratch = Path()
        self.conversion: PageConversion
        self._written: WrittenPages
        self._html: HtmlPages
        self._files, self._nav = Files([]), Navigation([], [])
        self._frame = Frame((), {})
        self._indexing: Indexing | None = None
        self._stored: dict[tuple[str, str], StoredPage] = {}
        """The files given to MkDocs in the last build, by Markdown file and title."""
        self._published: AbstractSet[str] | None = None
        """The files that a preview has put into its site, which nothing else writes to."""
        self.pages: Mapping[str, PageRecord] = {}
        """The generated pages by Markdown file."""
        self._data: Mapping[str, str] = {}
        """The keys of the data files by path in the site."""

    # --- the steps of a build, in their order -------------------------------------------------

    def begin(self, project: Project, alone: bool) -> list[Diagnostic]:
        """Build the Markdown of the changed pages. After problems, a full build stops here.

        `alone` is whether MkDocs has no other plugins and no hooks.
        """
        self._stop_indexing()
        self._lock.acquire()
        # Nearly all objects live until the end of the build; searching them repeatedly for
        # circular garbage takes a third of the time of an incremental build.
        gc.disable()
        self._project, self._alone = project, alone
        site, version = project.site(self._preview), program_version()
        result = self.driver.build(site, project.templates, self._preview, version)
        self.pages, self._data = result.pages, result.files
        shadowed = project.shadowed(self.pages, self._data)
        return [*result.diagnostics, *project.unfilled(), *shadowed]

    def surround(self) -> None:
        """Prepare the frame of the pages, and a folder beside the site for MkDocs to write into.

        A preview has no pictures and does not run git.
        """
        config = self._project.config
        if self.pages:
            absent = Site.OPTIONAL - self.pages.keys()
            config.nav = _left(config.nav, lambda at: at in absent or self._project.leaves_out(at))
        pictures = self._pictures()
        with self.driver.timings.stage("history"):
            changed = {} if self._preview else History(self._root).last_changed("briefings")
        self._frame = Frame(self.pages.values(), changed, pictures)
        if not self._alone:
            return
        self._site = Path(config.site_dir)
        self._site.parent.mkdir(parents=True, exist_ok=True)
        prefix = f".{self._site.name}.building-"
        for left in self._site.parent.glob(f"{prefix}*"):
            shutil.rmtree(left, ignore_errors=True)  # left by an interrupted build
        # On the same file system as the site.
        self._scratch = Path(tempfile.mkdtemp(prefix=prefix, dir=self._site.parent))
        atexit.register(shutil.rmtree, self._scratch, ignore_errors=True)
        config.site_dir = str(self._output)

    @property
    def _output(self) -> Path:
        """The folder that MkDocs writes into."""
        return self._scratch / "site"

    def _pictures(self) -> Pictures | None:
        briefings = sum(page.kind == "Briefing" for page in self.pages.values())
        pictures = None if self._preview else pictures_of(self._project, briefings)
        if pictures:  # the picture of the site is drawn only if no build has stored it
            version = digest((program_version(), pictures.version))
            pictures.site = self.driver.cached("site-picture", version, lambda: pictures.site)
        return pictures

    def add_files(self, files: Files) -> None:
        """Add the pages to MkDocs' files: the home page to convert, the others as finished.

        If MkDocs builds the whole site, it converts all of them and gets their data as well.
        """
        config, present = self._project.config, set(files.src_uris)
        before, self._stored = self._stored, {}
        for source, record in self.pages.items():
            if source in present:
                continue
            if source == Site.HOME or not self._alone:
                text = self.driver.markdown(record).decode()
                files.append(File.generated(config, source, content=text))
            else:
                name = (source, record.title)
                page = before.get(name) or StoredPage(config, *name)
                page.page, page.inclusion = None, InclusionLevel.UNDEFINED
                files.append(page)
                if self._preview:
                    self._stored[name] = page
        if not self._alone:
            for place, content in self._data_files(files):
                data = content.load()
                whole = data if isinstance(data, bytes) else b"".join(data)
                files.append(File.generated(config, place, content=whole))
            if self._save():
                self.driver.tidy()
            self.end()

    def navigate(self, nav: Navigation, files: Files) -> None:
        """Store the navigation, for the pages that MkDocs does not see."""
        self._files, self._nav = files, nav
        # The index of a preview is made from its published pages.
        small = partial(minimised, indexed=self._project.options.search)
        published = str if self._preview else small
        self.conversion = PageConversion(self._project.config, self._frame, published)
        one_pass = self.conversion.one_pass
        self._written = WrittenPages(self.driver, self._project, one_pass, files)

    def render(self, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown of a page that MkDocs writes, as its own `render` does."""
        if page.file.src_uri in self.pages:
            self.conversion.one_pass.render(page, config, files)
        elif self._alone:
            self._written.render(page, config, files)
        else:
            type(page).render(page, config, files)

    def convert(self, files: Files, env: Environment) -> None:
        """Convert the changed pages to HTML, unless MkDocs does it."""
        # Others' plugins may change what the code of a template depends on.
        version = program_version() if self._alone else ""
        env.bytecode_cache = env.bytecode_cache or Templates.compiled(version)
        if not self._alone:
            return
        self._files, nav, conversion = files, self._nav, self.conversion
        name_pages(nav)
        conversion.ready(files, nav, env)
        self._html = HtmlPages(self.driver, self._frame, conversion)
        version = frame_version(self._project, self._frame, files, nav)
        self._html.convert(self._converted, version, keep_corpus=self._preview)
        for file in _linked_with_anchor(files):
            record = self.pages[file.src_uri]
            page = file.page or MkDocsPage(None, file, self._project.config)
            page.present_anchor_ids = conversion.anchors(record, self.driver.markdown(record))

    @property
    def _converted(self) -> Iterator[PageRecord]:
        """The pages that we convert."""
        return (record for source, record in self.pages.items() if source != Site.HOME)

    def context(self, page: MkDocsPage, record: PageRecord | None) -> dict[str, Any]:
        """Return the template context for a page that MkDocs writes, generated or hand-written."""
        pictures = self._frame.pictures
        picture = pictures.of(record.card) if pictures and record else b""
        if picture:
            folder = Path(page.file.abs_dest_path).parent
            folder.mkdir(parents=True, exist_ok=True)
            (folder / PICTURE).write_bytes(picture)
        if record:
            page.edit_url = page.meta.get("edit_url")
        return self._frame.context(page.canonical_url or "", record, bool(picture))

    def in_sitemap(self) -> list[SimpleNamespace]:
        """Return all pages in the order of MkDocs' files, in the form of the sitemap's template."""
        found = []
        url = self._project.config.site_url
        base = f"{url.rstrip('/')}/" if url else None
        for file in self._files:
            record = self.pages.get(file.src_uri)
            if isinstance(file, StoredPage) and record and base:
                found.append((f"{base}{file.url}", record.updated))
            elif file.page is not None and file.inclusion in PUBLISHED:
                found.append((file.page.canonical_url or "", file.page.update_date))
        pages = (SimpleNamespace(canonical_url=url, update_date=day) for url, day in found)
        return [SimpleNamespace(page=page) for page in pages]

    def finish(self) -> None:
        """Finish a build: write the site's picture, publish the pages and build the search index.

        The pages are indexed while they are published, but as they were before they are minimised.
        A preview does not wait for the index: it is built after the pages are published.
        """
        config, driver = self._project.config, self.driver
        search, site = self._project.options.search, Path(config.site_dir)
        if not config.site_url:
            _log.info(self._project.without_address)
        if self._frame.pictures and self._frame.pictures.site:
            (site / PICTURE).write_bytes(self._frame.pictures.site)
        if not self._alone:
            if search:
                with working_on("the search index"):
                    new_index(site, site / SEARCH)()
            self._minimise(site)
            return
        config.site_dir = str(self._site)
        self._site.mkdir(parents=True, exist_ok=True)
        texts = dict(self._pages_by_place()) if search else {}
        pages = {place: key for place, (key, _) in texts.items()}
        self._minimise(self._output)
        about = (self._site, self._site / SEARCH, pages, driver.name, driver.store)
        later = self._preview and driver.store.path
        with ThreadPoolExecutor(1) as pool:  # mostly waits for Pagefind
            index = None
            if search and not later:
                index = pool.submit(new_index, *about, lambda place: texts[place][1]().decode())
            self._publish()
            self._save(self._html.warned)
            if index:
                with driver.timings.stage("search") as stage, working_on("the search index"):
                    report = index.result()()
                    stage.made = report.pages if report.ran else 0
                    stage.reused = report.pages - stage.made
        if search and later:
            self._indexing = Indexing(self._site, self._site / SEARCH, later, driver.name, pages)
        driver.finish()
        self.end()

    def _minimise(self, folder: Path) -> None:
        """Minimise the pages that MkDocs has written into a folder."""
        for file in self._files.documentation_pages():
            path = folder / file.dest_uri
            if path.is_file():
                path.write_bytes(self.conversion.published(path.read_bytes()))

    def _published_html(self, record: PageRecord) -> bytes:
        return self.conversion.published(self._html.html(record))

    def _publish(self) -> None:
        with self.driver.timings.stage("publish") as stage:
            key = str(self._site.resolve())
            previous = self.driver.last.site.get(key, {})
            contents = dict(self._contents())
            keep = SEARCH if self._project.options.search else ""
            published, self._published = self._published, None
            done = publish(self._output, self._site, contents, previous, keep, published)
            self._published = done.places if self._preview else None
            self.driver.next.site = {key: done.files}
            stage.made, stage.reused = done.written, done.unchanged

    def _save(self, repeat: AbstractSet[str] = frozenset()) -> bool:
        """Record the build as the last one; return whether its state was saved for other processes.

        After its first build, a preview saves its state only when it ends: saving it sooner would
        gain little.
        """
        write = not self._preview or not self.driver.last.version
        self.driver.save(repeat, write)
        return write

    def _pages_by_place(self) -> Iterator[tuple[str, tuple[str, Callable[[], bytes]]]]:
        """Yield the path of each page in the site, a key of its content, and what returns that."""
        for record in self._converted:
            key, _ = self._html.digests(record)
            yield site_path(record.source), (key, partial(self._html.html, record))
        for file in self._files.documentation_pages():
            path = self._output / file.dest_uri
            if path.is_file():
                page = path.read_bytes()
                yield file.dest_uri, (digest((page.decode(),)), partial(bytes, page))

    def close(self) -> None:
        """Clean up after the last build."""
        try:
            self._stop_indexing()
            self.driver.write_state()
        finally:
            self.end()
        gc.freeze()  # the process ends: no need to search and free objects one by one

    def _stop_indexing(self) -> None:
        if self._indexing:
            self._indexing.stop()
            self._indexing = None

    def end(self) -> None:
        """Clean up after a build, also after a failed one."""
        if self._scratch != Path():
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = Path()
        try:
            self.driver.store.commit()  # else a failed build would block other writers
        finally:
            self._lock.release()
            if not self._preview:
                gc.freeze()  # the process ends soon: do not search what it has built
            gc.enable()

    def _contents(self) -> Iterator[tuple[str, FileContent]]:
        """Yield all content that does not come from MkDocs, by path in the site."""
        for record in self._converted:
            html, picture = self._html.digests(record)
            place = site_path(record.source)
            staged = self._html.staged.get(record.source)
            yield place, FileContent(html, partial(self._published_html, record), staged)
            if picture:
                load = partial(self._html.picture, record)
                yield f"{place.removesuffix('index.html')}{PICTURE}", FileContent(picture, load)
        yield from self._data_files(self._files)

    def _data_files(self, files: Files) -> Iterator[tuple[str, FileContent]]:
        """Yield data files and exports by path in the site, except paths of hand-written files."""
        for place, key, make in self.driver.exports():
            if files.get_file_from_path(place) is None:
                yield place, FileContent(key, make)
        for place, key in self._data.items():
            if files.get_file_from_path(place) is None:  # a hand-written robots.txt, say
                yield place, FileContent(key, partial(self.driver.file, place, key))


def _left(nav: Any, is_left_out: Callable[[str], bool]) -> Any:
    """Return a nav without the entries of some pages, and without sections that are then empty."""
    if isinstance(nav, list):
        return [left for entry in nav if (left := _left(entry, is_left_out))]
    if isinstance(nav, dict):
        entries = ((title, _left(entry, is_left_out)) for title, entry in nav.items())
        return {title: left for title, left in entries if left}
    return None if isinstance(nav, str) and is_left_out(nav) else nav


def _linked_with_anchor(files: Files) -> set[StoredPage]:
    """Return generated pages that hand-written ones link to with an anchor: MkDocs checks these."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    linked = (to for page in pages for to in page.links_to_anchors or ())
    return {to for to in linked if isinstance(to, StoredPage)}

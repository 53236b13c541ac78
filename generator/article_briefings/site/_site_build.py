"""One build of the site after the other: what the plugin does when it may go its own way.

MkDocs converts the hand-written pages and the first one, and writes them with the theme's
files into a folder beside the site; all other pages come from `incremental`. At the end
`publishing` puts both in the place of the last build. A build that fails leaves the site alone.

Two builds of one project that run at once wait for each other.
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

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from article_briefings.build import Incremental, Lock, Made, Store, Timings, cores, keep_report
from article_briefings.corpus import digest, program_version
from article_briefings.diagnostics import working_on
from article_briefings.input import History
from article_briefings.pages import HOME, Site
from article_briefings.search import update_index
from article_briefings.site._frame import Frame
from article_briefings.site._indexing import Indexing
from article_briefings.site._publishing import Content, publish
from article_briefings.site._site_pages import (
    Converting,
    StoredPage,
    name_pages,
    navigation_version,
    place_of,
    settings_version,
)
from article_briefings.social_cards import NAME, Pictures

_PUBLISHED = {InclusionLevel.INCLUDED, InclusionLevel.NOT_IN_NAV}
SEARCH = "pagefind"
"""The folder of the search index in the site."""


@dataclass(frozen=True, slots=True)
class InMap:
    """What the map of the site says of a page. MkDocs would make a page of its own for that."""

    canonical_url: str
    update_date: str
    abs_url: str = ""
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the template of the map has it."""

    page: InMap


class SiteBuild:
    """Builds of one project in one process. `cache` keeps results for others; it may be None."""

    def __init__(self, root: Path, cache: Path | None, preview: bool, workers: int = 0) -> None:
        self._root, self._cache, self._preview = root, cache, preview
        self._lock = Lock(root)
        self._name = "preview" if preview else "build"
        self._workers = workers or cores()
        self._builds: Incremental | None = None
        self._site = self._scratch = Path()
        self._converting: Converting | None = None
        self._files = Files([])
        self._indexing: Indexing | None = None
        self._stored: dict[tuple[str, str], StoredPage] = {}
        """The pages of the last build to MkDocs, by Markdown file and title."""
        self._left: AbstractSet[str] | None = None
        """What a preview has put into its site, where nobody else writes."""
        self.made = Made({}, {}, ())
        self.timings = Timings()

    # --- the steps of a build, in their order -------------------------------------------------

    def begin(self, site: Site, templates: Path) -> Made:
        """Make the Markdown of what has changed. With problems, nothing more is to be done."""
        self._stop_indexing()
        self._lock.take()
        # Nearly all that a build makes is kept to its end; to search it for circular garbage,
        # again and again, is a third of an incremental build.
        gc.disable()
        self.timings = Timings()
        if self._builds is None:
            store = Store(self._cache / "results.sqlite" if self._cache else None)
            self._builds = Incremental(self._root, store, self._name, self._workers)
        self._builds.timings = self.timings
        self.made = self._builds.pages(site, templates, self._preview, program_version())
        return self.made

    def move_aside(self, config: MkDocsConfig) -> None:
        """Let MkDocs write into a folder beside the site, on the same file system."""
        self._site = Path(config.site_dir)
        self._site.parent.mkdir(parents=True, exist_ok=True)
        prefix = f".{self._site.name}.building-"
        for left in self._site.parent.glob(f"{prefix}*"):
            shutil.rmtree(left, ignore_errors=True)  # of a build that was interrupted
        self._scratch = Path(tempfile.mkdtemp(prefix=prefix, dir=self._site.parent))
        atexit.register(shutil.rmtree, self._scratch, ignore_errors=True)
        config.site_dir = str(self._scratch)

    def frame(self, config: MkDocsConfig, pictures: Pictures | None) -> Frame:
        """Find out what stands around the pages. A preview does not wait for git."""
        with self.timings.stage("history"):
            changed = {} if self._preview else History(self._root).last_changed("briefings")
        frame = Frame.of(self.made.pages.values(), changed)
        self._converting = Converting(config, frame, pictures)
        return frame

    def remember_site_picture(self, pictures: Pictures) -> None:
        """Draw the picture of the site only where no build has."""
        if self._builds:
            version = digest((program_version(), pictures.version))
            drawn = self._builds.remembered("site-picture", version, lambda: pictures.site)
            pictures.site = drawn

    def add_files(self, files: Files, config: MkDocsConfig) -> None:
        """Tell MkDocs of the pages: the first one to convert, the others as they will be."""
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

    def convert(self, config: MkDocsConfig, files: Files, nav: Navigation, env: object) -> None:
        """Make the HTML of what has changed."""
        builds, converting = self._builds, self._converting
        if builds is None or converting is None:
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
        """All pages in the order of MkDocs' files, for the map of the site."""
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

    def finish(self, config: MkDocsConfig, search: bool) -> None:
        """Put the build in the place of the last one, index it, and remember it.

        A preview does not wait for the index: it is made when the pages are there to be read.
        """
        builds = self._builds
        if builds is None:
            return
        config.site_dir = str(self._site)
        self._site.mkdir(parents=True, exist_ok=True)
        with self.timings.stage("publish") as stage:
            key = str(self._site.resolve())
            known = builds.last.site.get(key, {})
            contents, keep = dict(self._contents(builds)), SEARCH if search else ""
            left, self._left = self._left, None
            done = publish(self._scratch, self._site, contents, known, keep, left)
            self._left = done.places if self._preview else None
            builds.next.site = {key: done.files}
            stage.made, stage.reused = done.written, done.unchanged
        builds.save()
        # After its first build a preview does so when it ends: others would gain little.
        telling = not self._preview or not builds.last.version
        if telling:
            builds.tell()
        if search:
            pages, folder = dict(self._pages(builds)), self._site / SEARCH
            if self._preview and builds.store.path:
                self._indexing = Indexing(self._site, folder, builds.store.path, self._name, pages)
            else:
                with self.timings.stage("search") as stage, working_on("the search index"):
                    report = update_index(self._site, folder, pages, self._name, builds.store)
                    made = report.pages if report.ran else 0
                    stage.made, stage.reused = made, report.pages - made
        if telling:
            builds.tidy()
        keep_report(builds.store, self._name, self.timings)
        builds.store.commit()
        self.end()

    def _pages(self, builds: Incremental) -> Iterator[tuple[str, str]]:
        """The place of each page in the site, and a key of its content."""
        for record in self.made.pages.values():
            if record.source != HOME:
                yield place_of(record.source), builds.next.html[record.source][1]
        for file in self._files.documentation_pages():
            path = self._site / file.dest_uri
            if path.is_file():
                yield file.dest_uri, digest((path.read_text("utf-8"),))

    def close(self) -> None:
        """Clean up when no further build follows."""
        self._stop_indexing()
        if self._builds:
            self._builds.tell()
        self.end()
        gc.freeze()  # the process ends: nothing has to be searched and freed piece by piece

    def _stop_indexing(self) -> None:
        if self._indexing:
            self._indexing.stop()
            self._indexing = None

    def end(self, config: MkDocsConfig | None = None) -> None:
        """Clean up, also after a build that has failed."""
        if config is not None and self._scratch != Path():
            config.site_dir = str(self._site)
        if self._scratch != Path():
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = Path()
        if self._builds:
            self._builds.store.commit()  # else a failed build would keep others from writing
        self._lock.give_back()
        gc.enable()

    def _contents(self, builds: Incremental) -> Iterator[tuple[str, Content]]:
        """Everything that did not come from MkDocs, by its place in the site."""
        for record in self.made.pages.values():
            if record.source == HOME or self._converting is None:
                continue
            _, made, picture = builds.next.html[record.source]
            load = partial(builds.html_of, record, self._converting)
            place = place_of(record.source)
            yield place, Content(made, load)
            if picture:
                load = partial(builds.picture_of, record, self._converting)
                yield f"{place.removesuffix('index.html')}{NAME}", Content(picture, load)
        for place, key, make in builds.exports():
            yield place, Content(key, make)
        for place, key in self.made.files.items():
            if self._files.get_file_from_path(place) is None:  # a hand-written robots.txt, say
                yield place, Content(key, partial(builds.file, place, key))


def _linked_with_anchor(files: Files) -> set[StoredPage]:
    """The generated pages of which hand-written ones name an anchor: MkDocs will look for it."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    linked = (to for page in pages for to in page.links_to_anchors or ())
    return {to for to in linked if isinstance(to, StoredPage)}


def _can_be_linked(file: File) -> bool:
    """Whether a page may link to a file that comes neither from the corpus nor from the assets."""
    ours = file.generated_by is not None and not file.is_documentation_page()
    return not ours and file.inclusion in _PUBLISHED

"""Incremental builds: only affected pages are rebuilt, with the same bytes as a full build.

Three kinds of results are stored between builds, each under a key that covers
everything it was built from:

1. **Articles**, compiled from their files: the key is the content of these files.
   An article without problems is not read again. Its outline connects it to other
   articles; the rest is unpacked only for the pages that show it.
2. **Markdown pages**, in the groups that `pages.page_groups` defines. While a group
   is built, `reads.tracked` collects which facts of the corpus its builders and
   templates read. The next build compares all facts with those of the previous one.
   A group that read a changed fact is rebuilt, and only those of its pages whose
   content differs are rendered.
3. **HTML pages**, converted from a page's Markdown and its frame. A rebuilt group
   with unchanged Markdown costs nothing here.

Changes are detected from the inputs: facts come from the digests of files
(`inputs`) and from the resolved corpus. If no input differs, the corpus is not
even resolved.

All results are in the `Store`. They are connected by the *state* of the last build
of the same kind: digests of files and facts, groups with the facts they read, and
pages with their keys. A *version* covers everything else that all results depend on:
the program, its libraries and the settings. A state with a different version is
ignored, and the store discards damaged entries, so a bad cache can cost at most the
time of a full build. `mkdocs serve` also keeps the articles in memory.

Groups and pages are built by `workers` on all cores; the result is the same as
with a single worker.
"""

import gc
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from article_briefings.build._article_facts import article_facts, is_article_fact
from article_briefings.build._collisions import collisions
from article_briefings.build._inputs import ChangedMeanwhile, Scan, clock, scan
from article_briefings.build._kept_articles import KeptArticles
from article_briefings.build._making import Making, Result, template_facts
from article_briefings.build._state import Grouped, State
from article_briefings.build._store import Store
from article_briefings.build._timings import Timings
from article_briefings.corpus import Corpus, digest
from article_briefings.diagnostics import Diagnostic, in_order
from article_briefings.input import Document, KnownDocuments, Progress, Task, run_all
from article_briefings.models import compact
from article_briefings.pages import PageRecord, Renderer, Site, sort_keys

FORMAT = "1"
"""Incremented when the format of keys or of the state changes."""
_BATCH = 1000
"""Number of pages converted per batch."""
Pieces = Callable[[], Iterator[bytes]]
BUILDS = ("build", "preview", "tree")
"""The kinds of builds that share a store, by name."""
SPARED = ("state", "used", "report", "search")
"""Kinds of entries that no state refers to: those of builds themselves and of the search index."""
_SPARE_ENTRIES = 1000
"""Number of unused entries that may remain in the store."""


@dataclass(frozen=True)
class Made:
    """The output of the project, as far as it could be built."""

    pages: Mapping[str, PageRecord]
    """Pages by Markdown file."""
    files: Mapping[str, str]
    """Data files that scripts load: the key of the content, by path in the site."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A page to convert."""

    page: PageRecord
    markdown: bytes
    drawn: bool
    """Whether its own picture already exists."""


@dataclass(frozen=True, slots=True)
class Html:
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


class Conversion(Task[Order, Html], Protocol):
    """Converts pages to HTML."""

    def key(self, page: PageRecord) -> str:
        """Return a key that changes whenever the frame around a page does."""
        ...

    def picture_key(self, page: PageRecord) -> str:
        """Return a key that changes whenever a page's own picture does; empty if it has none."""
        ...


class Incremental:
    """Successive builds of one project. `name` distinguishes the kinds of builds."""

    def __init__(self, root: Path, store: Store, name: str, workers: int, like: str = "") -> None:
        """Set up a build; `like` names a kind of build with the same pages to start from."""
        self._root, self.store, self._name = root, store, name
        self.workers, self.timings, self._like = workers, Timings(), like
        self._articles = KeptArticles(root, store)
        self._documents: dict[str, tuple[str, Document]] = {}
        """Documents of the register that a preview has read, by path, with the file's digest."""
        self._making: Making | None = None
        self._compiled: tuple[dict[str, str] | None, Renderer] = None, Renderer(root)
        """The digests of the templates, and a renderer that has already compiled some of them."""
        self._exports: Mapping[str, Callable[[Corpus], Iterator[bytes]]] = {}
        self._names = 0
        self._warned: set[str] = set()
        """Pages with warnings. They are converted in every build, to repeat the warnings."""
        self._unsound: dict[str, tuple[PageRecord, ...]] = {}
        """The pages of groups with problems. They are rebuilt in every build."""
        self.last, self.next = State(), State()
        self._finished: State | None = None
        """The last build of this process."""
        self._written = True
        """Whether it has been written to the store."""
        self._lives_on = False
        """Whether later builds will need the articles, as in a preview."""

    # --- Markdown ----------------------------------------------------------------------------

    def pages(
        self,
        site: Site,
        templates: Path,
        preview: bool,
        program: str,
        tell: Progress | None = None,
    ) -> Made:
        """Build the pages whose facts have changed; `program` is the version of the program.

        Without `preview`, any problem means that nothing is published, and drafts are
        left out. A preview contains every sound page, including drafts, and replaces each
        broken briefing with a page that lists its problems.
        """
        version = digest((FORMAT, program, site.version, repr(preview)))
        with self.timings.stage("look for changes"):
            last = self._finished or State.of_json(self.store.get("state", self._name))
            if last.version != version and self._like:
                last = State.of_json(self.store.get("state", self._like))
            self.last = last if last.version == version else State(seen=last.seen)
            now = clock(self.store.path.parent) if self.store.path else 0
            files = scan(self._root, "briefings", self.last.seen, now)
            used = template_facts(templates)
            if used != self._compiled[0]:
                self._compiled = used, Renderer(templates)
            digests = {**files.files, **used}
            inputs = digest(f"{name} {digests[name]}" for name in sorted(digests))
        self.next = State(version, inputs, dict(files.seen))
        self._lives_on, self._exports = preview, site.exports
        self._articles.look_at(files, digest((FORMAT, program)))
        documents = KnownDocuments(files.digest, self._documents) if preview else None
        self._making = Making(
            *(self._root, site, templates, preview, self._articles, self._compiled[1], documents)
        )
        if inputs != self.last.inputs:
            return self._build(self._making, files, preview, program, tell)
        self.next.facts, self.next.groups = self.last.facts, self.last.groups
        self.next.files, self.next.articles = self.last.files, self.last.articles
        pages = [page for group in self.last.groups.values() for page in group.pages]
        with self.timings.stage("Markdown") as stage:
            stage.reused += len(pages)
        return Made({page.source: page for page in pages}, self.next.files, ())

    def _build(
        self, making: Making, files: Scan, preview: bool, program: str, tell: Progress | None
    ) -> Made:
        with self.timings.stage("compile") as stage:
            compiled = self._articles.compile(self.workers, tell)
            problems = list(making.compiled.diagnostics)
            stage.made += compiled
            stage.reused += self._articles.known - compiled
            self.next.articles = self._articles.keys_in_store
        if problems and not preview:
            return Made({}, {}, tuple(problems))
        self._unsound = {}
        self._load_sort_keys(program)
        with self.timings.stage("facts"):
            self.next.facts = making.facts(files)
            stale = self._stale(making)
        making.known = {p.source: p for group in self.last.groups.values() for p in group.pages}
        with self.timings.stage("Markdown") as stage:
            for name, result in zip(stale, run_all(making, stale, self.workers), strict=True):
                built = self._store_result(name, result, problems)
                changed = sum(making.known.get(page.source) != page for page in built)
                stage.made += changed
                stage.reused += len(built) - changed
            rebuilt = set(stale)
            pages: list[PageRecord] = []
            for name in making.groups:
                if name not in rebuilt:
                    self.next.groups[name] = self.last.groups[name]
                    stage.reused += len(self.last.groups[name].pages)
                pages += self._unsound.get(name) or self.next.groups[name].pages
            groups = self.next.groups
            self.next.groups = {name: groups[name] for name in making.groups if name in groups}
            for result in making.broken(problems):
                pages += self._store_result("", result, problems)
        problems += collisions(pages)
        if problems and not preview:
            return Made({}, {}, tuple(in_order(problems)))
        self._put_index(making)
        self._save_sort_keys(program)
        if problems:
            self.next.inputs = ""  # pages with problems are rebuilt in every build
        by_source = {page.source: page for page in pages}
        return Made(by_source, self.next.files, tuple(in_order(problems)))

    def _load_sort_keys(self, program: str) -> None:
        """Load the sort keys of names that earlier builds have computed."""
        if self._names:
            return  # already loaded by an earlier build of this process
        try:
            keys = json.loads(self.store.get("names", program) or b"{}")
            sort_keys.update({str(name): tuple(map(int, key)) for name, key in keys.items()})
        except (ValueError, TypeError, AttributeError):
            return
        self._names = len(keys)

    def _save_sort_keys(self, program: str) -> None:
        """Store the sort keys of names if there are new ones."""
        self.next.also.append(["names", program])
        if len(sort_keys) != self._names:
            self.store.put("names", program, compact(sort_keys).encode())
            self._names = len(sort_keys)

    def _stale(self, making: Making) -> list[str]:
        """Return new groups and those that read a fact which has changed."""
        changed = _changed(self.last.facts, self.next.facts)
        for name in list(changed):
            kind, _, slug = name.partition(":")
            if kind == "article":
                changed |= self._changed_parts(slug, making)
        groups = self.last.groups
        return [
            name
            for name in making.groups
            if name not in groups or not changed.isdisjoint(groups[name].read)
        ]

    def _changed_parts(self, slug: str, making: Making) -> set[str]:
        """Return the facts of an article that differ from those of the last build.

        If its last version is lost, return every fact about it that any group has read.
        """
        before = self._articles.of_key(self.last.articles.get(slug, ""))
        if before is None:
            read = {name for group in self.last.groups.values() for name in group.read}
            return {name for name in read if is_article_fact(name, slug)}
        after = making.compiled.corpus.by_slug.get(slug)
        parts = after.once(article_facts) if after else {}
        return _changed(before.once(article_facts), parts)

    def _store_result(
        self, name: str, result: Result, problems: list[Diagnostic]
    ) -> tuple[PageRecord, ...]:
        """Store a group that was built and return its pages; it is reused if it has no problem."""
        for kind, key, content in result.contents:
            self.store.put_packed(kind, key, content)
        problems += result.problems
        if result.problems:
            self._unsound[name] = result.pages
        elif name:
            self.next.groups[name] = Grouped(result.read, result.pages, result.files)
        return result.pages

    # --- HTML --------------------------------------------------------------------------------

    def html(self, pages: Iterable[PageRecord], version: str, task: Conversion) -> None:
        """Convert the pages whose Markdown or frame has changed since the last build.

        `version` covers the parts of the frame that all pages share.
        """
        self._warned.clear()
        with self.timings.stage("HTML") as stage:
            stale = []
            for page in pages:
                key = digest((page.markdown, version, task.key(page)))
                last = self.last.html.get(page.source)
                if last and last[0] == key:
                    self.next.html[page.source] = last
                    stage.reused += 1
                else:
                    self.next.html[page.source] = [key, "", task.picture_key(page)]
                    stale.append(page)
            if len(stale) > _BATCH and not self._lives_on:
                self._forget_corpus()  # workers would copy more memory for it than for all else
            # In batches, because the Markdown of a batch is in memory.
            for start in range(0, len(stale), _BATCH):
                orders = list(map(self._order, stale[start : start + _BATCH]))
                results = run_all(task, orders, self.workers)
                for order, html in zip(orders, results, strict=True):
                    self._store_html(order.page, html)
                    stage.made += 1

    def _forget_corpus(self) -> None:
        """Free most of the memory; rebuilding anything after this means compiling the corpus."""
        if self._making:
            self._making.forget()
        self._articles.forget()
        gc.collect()

    def _order(self, page: PageRecord) -> Order:
        """Return the order to convert a page; a picture in the store is not drawn again."""
        picture = self.next.html[page.source][2]
        drawn = bool(picture) and self.store.get("picture", picture) is not None
        return Order(page, self.markdown(page), drawn)

    def _store_html(self, page: PageRecord, result: Html) -> None:
        key, _, picture = self.next.html[page.source]
        self.store.put_packed("html", key, result.html)
        if result.picture:
            self.store.put_packed("picture", picture, result.picture)
        self.next.html[page.source] = [key, result.digest, picture if result.has_picture else ""]
        for name, level, words in result.warnings:
            logging.getLogger(name).log(level, words)
        if result.warnings:
            self._warned.add(page.source)

    def html_of(self, page: PageRecord, task: Conversion) -> bytes:
        """Return a page's HTML, converting it again if the store has lost it."""
        return self._converted("html", self.next.html[page.source][0], page, task)

    def picture_of(self, page: PageRecord, task: Conversion) -> bytes:
        """Return a page's own picture, drawing it again if the store has lost it."""
        return self._converted("picture", self.next.html[page.source][2], page, task)

    def _converted(self, kind: str, key: str, page: PageRecord, task: Conversion) -> bytes:
        data = self.store.get(kind, key)
        if data is None:
            task.setup()
            self._store_html(page, task.run(Order(page, self.markdown(page), drawn=False)))
            data = self.store.get(kind, key)
        if data is None:
            raise ChangedMeanwhile
        return data

    def file(self, place: str, key: str) -> bytes:
        """Return a data file that scripts load, rebuilding it if the store has lost it."""
        data = self.store.get("file", key)
        if data is None and self._making:
            for name, group in list(self.next.groups.items()):
                if (place, key) in group.files:
                    self._store_result(name, self._making.run(name), [])
            self._put_index(self._making)
            data = self.store.get("file", key)
        if data is None:
            raise ChangedMeanwhile
        return data

    def _put_index(self, making: Making) -> None:
        """Record the data files of all groups, and store their index."""
        files = [file for group in self.next.groups.values() for file in group.files]
        place, content = making.index([place for place, _ in files])
        key = digest((content.decode(),))
        self.store.put("file", key, content)
        self.next.files = {place: key} | dict(files)

    def markdown(self, page: PageRecord) -> bytes:
        """Return a page's Markdown, rendering it again if the store has lost it."""
        return self._content("markdown", page.markdown, page)

    def _content(self, kind: str, key: str, page: PageRecord) -> bytes:
        data = self.store.get(kind, key)
        if data is None:
            self._make_again(page)
            data = self.store.get(kind, key)
        if data is None:
            raise ChangedMeanwhile
        return data

    def _make_again(self, page: PageRecord) -> None:
        if self._making is None:
            raise ChangedMeanwhile
        self._making.known = {}  # else it would reuse the page whose content has been lost
        for name, group in list(self.next.groups.items()):
            if page in group.pages and name in self._making.groups:
                self._store_result(name, self._making.run(name), [])

    def exports(self) -> Iterator[tuple[str, str, Pieces]]:
        """Yield each export of the last build: path, digest, and a function that yields its bytes.

        The digest covers everything the export contains.
        """
        for place, make in self._exports.items():
            key = digest((self.next.version, self.next.inputs, place))
            yield place, key, lambda make=make: make(self._corpus)  # type: ignore[misc]

    @property
    def _corpus(self) -> Corpus:
        if self._making is None:
            raise ChangedMeanwhile
        return self._making.compiled.corpus

    def remembered(self, kind: str, key: str, make: Callable[[], bytes]) -> bytes:
        """Return the stored content for this key, calling `make` if there is none."""
        data = self.store.get(kind, key)
        if data is None:
            data = make()
            self.store.put(kind, key, data)
        self.next.also.append([kind, key])
        return data

    # --- the end of a build --------------------------------------------------------------------

    def save(self) -> None:
        """Record this build as the last one within this process."""
        html = self.next.html
        again = {source: ["", *html[source][1:]] for source in self._warned}
        self._finished, self._written = replace(self.next, html=html | again), False

    def tell(self) -> None:
        """Write the last build to the store for other processes, unless that is done."""
        if self._finished is not None and not self._written:
            self.store.put("state", self._name, self._finished.to_json())
            self.store.commit()
            self._written = True

    def tidy(self) -> int:
        """Delete entries that no kind of build uses, once there are many; return how many."""
        used = {*self.next.used()}
        self.store.put("used", self._name, compact(sorted(used)).encode())
        if self.store.count() <= len(BUILDS) * len(used) + _SPARE_ENTRIES:
            return 0
        for name in BUILDS:
            with suppress(ValueError, TypeError):
                used |= {(k, v) for k, v in json.loads(self.store.get("used", name) or b"[]")}
        return self.store.sweep(used, spared=SPARED)


def _changed(then: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """Return the names of facts that have changed, appeared or disappeared."""
    return {name for name in then.keys() | now.keys() if then.get(name) != now.get(name)}

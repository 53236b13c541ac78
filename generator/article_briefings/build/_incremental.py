"""Builds only what a change can reach, and the same bytes as if everything were built.

Three kinds of result are remembered between builds, each under a key of
everything that it was made from:

1. **Articles**, compiled from their files: the key is what these files hold.
   One without a problem is not read again; its outline connects it with others, and
   the rest of it is unpacked for the pages that show it.
2. **Markdown pages**, in the groups in which `pages.page_groups` makes them. While a
   group is made, `track_reads` writes down which facts of the corpus its
   builders and templates look at. The next build compares all facts with
   those of the last one; a group is made again if it had read one that differs, and
   those of its pages are rendered that have something else to show.
3. **HTML pages**, made from a page's Markdown and its frame. A group that was
   made again but says the same costs nothing here.

What changed is found from the inputs on: facts come from the digests of files
(`inputs`) and from the resolved corpus. If no input differs at all, the corpus is
not even resolved.

All of it is kept in the `Store`. What connects it is the *state* of the last build
of this kind: digests of files and facts, groups with what they read, pages with
their keys. A *version* covers what all results depend on besides: the program, its
libraries, the settings. A state of another version is not used, and the store
forgets what is damaged, so the worst that a bad cache can do is to cost the time
of a whole build. `mkdocs serve` keeps the articles in memory too.

Groups and pages are made by `workers` on all cores; what they make is the same
on one.
"""

import gc
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from article_briefings.build._collisions import collisions
from article_briefings.build._inputs import ChangedMeanwhile, Scan, clock, scan
from article_briefings.build._kept_articles import KeptArticles
from article_briefings.build._making import Making, Result, template_facts
from article_briefings.build._state import Grouped, State
from article_briefings.build._store import Store
from article_briefings.build._timings import Timings
from article_briefings.corpus import Corpus, article_facts, digest, is_article_fact
from article_briefings.diagnostics import Diagnostic, in_order
from article_briefings.input import Document, KnownDocuments, Progress, Task, run_all
from article_briefings.models import compact
from article_briefings.pages import PageRecord, Renderer, Site, data_file, sort_keys

FORMAT = "1"
"""Goes up when keys or the state are made in another way."""
_AT_ONCE = 1000
"""Pages that are converted at a time."""
Pieces = Callable[[], Iterator[bytes]]
BUILDS = ("build", "preview", "tree")
"""The kinds of builds that share a store, by name."""
SPARED = ("state", "used", "report", "search")
"""Kinds of entries that no state names: they are of builds themselves, and of the search index."""
_MUCH = 1000
"""Entries that nobody uses may stay."""


@dataclass(frozen=True)
class Made:
    """What the project consists of, as far as it could be made."""

    pages: Mapping[str, PageRecord]
    """By Markdown file."""
    files: Mapping[str, str]
    """The data that scripts load: its place in the site, and the key of its content."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A page to be converted."""

    page: PageRecord
    markdown: bytes
    drawn: bool
    """Whether its own picture is there already."""


@dataclass(frozen=True, slots=True)
class Html:
    """A page as HTML."""

    html: bytes
    """Its content, packed."""
    digest: str
    """That of its bytes."""
    picture: bytes
    """Its own picture, packed; empty where it has none, or it was there already."""
    has_picture: bool
    warnings: tuple[tuple[str, int, str], ...] = ()
    """What MkDocs said of it: the name of the log, the level and the words."""


class Conversion(Task[Order, Html], Protocol):
    """Makes HTML of pages."""

    def key(self, page: PageRecord) -> str:
        """Differs where what stands around a page does."""
        ...

    def picture_key(self, page: PageRecord) -> str:
        """Differs where a page's own picture does; empty where it has none."""
        ...


class Incremental:
    """The builds of one project, one after the other. `name` tells kinds of builds apart."""

    def __init__(self, root: Path, store: Store, name: str, workers: int, like: str = "") -> None:
        """`like` names a kind of build whose pages are the same, to begin from."""
        self._root, self.store, self._name = root, store, name
        self.workers, self.timings, self._like = workers, Timings(), like
        self._articles = KeptArticles(root, store)
        self._documents: dict[str, tuple[str, Document]] = {}
        """Those of the register, as a preview has read them, by path, with the file's digest."""
        self._making: Making | None = None
        self._compiled: tuple[dict[str, str], Renderer] = {}, Renderer(root)
        """The digests of the templates, and a renderer that has compiled some of them."""
        self._exports: Mapping[str, Callable[[Corpus], Iterator[bytes]]] = {}
        self._names = 0
        self._warned: set[str] = set()
        """Pages with warnings: they are converted in every build, and warn in each."""
        self._unsound: dict[str, tuple[PageRecord, ...]] = {}
        """The pages of groups that have a problem: they are made in every build."""
        self.last, self.next = State(), State()
        self._finished: State | None = None
        """The last build of this process."""
        self._told = True
        """Whether the store has been told of it."""
        self._lives_on = False
        """Whether further builds will want the articles: in a preview."""

    # --- Markdown ----------------------------------------------------------------------------

    def pages(
        self,
        site: Site,
        templates: Path,
        preview: bool,
        program: str,
        tell: Progress | None = None,
    ) -> Made:
        """Make the pages whose facts have changed; `program` is the version of the program.

        Without `preview`, a problem leaves nothing to publish, and drafts are left
        out. A preview has every page that is sound, drafts among them, and in the
        place of each broken briefing a page that says what is wrong with it.
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
            looked_at = {**files.files, **used}
            inputs = digest(f"{name} {looked_at[name]}" for name in sorted(looked_at))
        self.next = State(version, inputs, dict(files.seen))
        self._lives_on, self._exports = preview, site.exports
        self._articles.look_at(files, digest((FORMAT, program)))
        known = KnownDocuments(files.digest, self._documents) if preview else None
        self._making = Making(
            *(self._root, site, templates, preview, self._articles, self._compiled[1], known)
        )
        if inputs != self.last.inputs:
            return self._made(self._making, files, preview, program, tell)
        self.next.facts, self.next.groups = self.last.facts, self.last.groups
        self.next.files, self.next.articles = self.last.files, self.last.articles
        pages = [page for group in self.last.groups.values() for page in group.pages]
        with self.timings.stage("Markdown") as stage:
            stage.reused += len(pages)
        return Made({page.source: page for page in pages}, self.next.files, ())

    def _made(
        self, making: Making, files: Scan, preview: bool, program: str, tell: Progress | None
    ) -> Made:
        with self.timings.stage("compile") as stage:
            made = self._articles.compile(self.workers, tell)
            problems = list(making.compiled.diagnostics)
            stage.made, stage.reused = stage.made + made, stage.reused + self._articles.known - made
            self.next.articles = self._articles.keys_in_store
        if problems and not preview:
            return Made({}, {}, tuple(problems))
        self._unsound = {}
        self._take_names(program)
        with self.timings.stage("facts"):
            self.next.facts = making.facts(files)
            stale = self._stale(making)
        making.known = {p.source: p for group in self.last.groups.values() for p in group.pages}
        with self.timings.stage("Markdown") as stage:
            for name, result in zip(stale, run_all(making, stale, self.workers), strict=True):
                taken = self._taken(name, result, problems)
                anew = sum(making.known.get(page.source) != page for page in taken)
                stage.made, stage.reused = stage.made + anew, stage.reused + len(taken) - anew
            fresh = set(stale)
            pages: list[PageRecord] = []
            for name in making.groups:
                if name not in fresh:
                    self.next.groups[name] = self.last.groups[name]
                    stage.reused += len(self.last.groups[name].pages)
                pages += self._unsound.get(name) or self.next.groups[name].pages
            kept = self.next.groups
            self.next.groups = {name: kept[name] for name in making.groups if name in kept}
            for result in making.broken(problems):
                pages += self._taken("", result, problems)
        problems += collisions(pages)
        if problems and not preview:
            return Made({}, {}, tuple(in_order(problems)))
        self._put_index(making)
        self._keep_names(program)
        if problems:
            self.next.inputs = ""  # a page of a problem is made in every build
        by_source = {page.source: page for page in pages}
        return Made(by_source, self.next.files, tuple(in_order(problems)))

    def _take_names(self, program: str) -> None:
        """Know how names are sorted, as far as earlier builds have sorted them."""
        if self._names:
            return  # a build of this process has
        try:
            keys = json.loads(self.store.get("names", program) or b"{}")
            sort_keys.update({str(name): tuple(map(int, key)) for name, key in keys.items()})
        except (ValueError, TypeError, AttributeError):
            return
        self._names = len(keys)

    def _keep_names(self, program: str) -> None:
        self.next.also.append(["names", program])
        if len(sort_keys) != self._names:
            self.store.put("names", program, compact(sort_keys).encode())
            self._names = len(sort_keys)

    def _stale(self, making: Making) -> list[str]:
        """The groups that have read what is another now, and the new ones."""
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
        """The facts that differ between an article of the last build and the same one now.

        Where its last version is lost, all that anybody has read of it.
        """
        before = self._articles.of_key(self.last.articles.get(slug, ""))
        if before is None:
            read = {name for group in self.last.groups.values() for name in group.read}
            return {name for name in read if is_article_fact(name, slug)}
        after = making.compiled.corpus.by_slug.get(slug)
        parts = after.once(article_facts) if after else {}
        return _changed(before.once(article_facts), parts)

    def _taken(
        self, name: str, result: Result, problems: list[Diagnostic]
    ) -> tuple[PageRecord, ...]:
        """The pages of a group that was made; it is remembered if it has no problem."""
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
        """Convert the pages whose surroundings or Markdown are not those of the last build.

        `version` covers what stands around all pages.
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
            if len(stale) > _AT_ONCE and not self._lives_on:
                self._forget_corpus()  # what workers would copy of it is more than all else
            # Not all at once: their Markdown is in memory.
            for start in range(0, len(stale), _AT_ONCE):
                orders = list(map(self._order, stale[start : start + _AT_ONCE]))
                made = run_all(task, orders, self.workers)
                for order, html in zip(orders, made, strict=True):
                    self._keep_html(order.page, html)
                    stage.made += 1

    def _forget_corpus(self) -> None:
        """Free most of the memory; what has to be made again waits for the corpus."""
        if self._making:
            self._making.forget()
        self._articles.forget()
        gc.collect()

    def _order(self, page: PageRecord) -> Order:
        """What is needed to convert a page; a picture that is kept is not drawn again."""
        picture = self.next.html[page.source][2]
        drawn = bool(picture) and self.store.get("picture", picture) is not None
        return Order(page, self.markdown(page), drawn)

    def _keep_html(self, page: PageRecord, made: Html) -> None:
        key, _, picture = self.next.html[page.source]
        self.store.put_packed("html", key, made.html)
        if made.picture:
            self.store.put_packed("picture", picture, made.picture)
        self.next.html[page.source] = [key, made.digest, picture if made.has_picture else ""]
        for name, level, words in made.warnings:
            logging.getLogger(name).log(level, words)
        if made.warnings:
            self._warned.add(page.source)

    def html_of(self, page: PageRecord, task: Conversion) -> bytes:
        """A page's HTML; converted again where the store has lost it."""
        return self._converted("html", self.next.html[page.source][0], page, task)

    def picture_of(self, page: PageRecord, task: Conversion) -> bytes:
        """A page's own picture; drawn again where the store has lost it."""
        return self._converted("picture", self.next.html[page.source][2], page, task)

    def _converted(self, kind: str, key: str, page: PageRecord, task: Conversion) -> bytes:
        data = self.store.get(kind, key)
        if data is None:
            task.setup()
            self._keep_html(page, task.run(Order(page, self.markdown(page), drawn=False)))
            data = self.store.get(kind, key)
        if data is None:
            raise ChangedMeanwhile
        return data

    def file(self, place: str, key: str) -> bytes:
        """Data that scripts load; made again where the store has lost it."""
        data = self.store.get("file", key)
        if data is None and self._making:
            for name, group in list(self.next.groups.items()):
                if (place, key) in group.files:
                    self._taken(name, self._making.run(name), [])
            self._put_index(self._making)
            data = self.store.get("file", key)
        if data is None:
            raise ChangedMeanwhile
        return data

    def _put_index(self, making: Making) -> None:
        """Remember the data of all groups, and the index of them."""
        files = [file for group in self.next.groups.values() for file in group.files]
        place, content = making.index([place for place, _ in files])
        key = digest((content.decode(),))
        self.store.put("file", key, content)
        self.next.files = {place: key} | dict(files)

    def markdown(self, page: PageRecord) -> bytes:
        """A page's Markdown; made again where the store has lost it."""
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
        self._making.known = {}  # what it would take from there is what has been lost
        for name, group in list(self.next.groups.items()):
            if page in group.pages and name in self._making.groups:
                self._taken(name, self._making.run(name), [])

    def exports(self) -> Iterator[tuple[str, str, Pieces]]:
        """Each export of the last build: place, a digest of all it says, what makes its bytes."""
        for name, make in self._exports.items():
            key = digest((self.next.version, self.next.inputs, name))
            yield data_file(name), key, lambda make=make: make(self._corpus)  # type: ignore[misc]

    @property
    def _corpus(self) -> Corpus:
        if self._making is None:
            raise ChangedMeanwhile
        return self._making.compiled.corpus

    def remembered(self, kind: str, key: str, make: Callable[[], bytes]) -> bytes:
        """What was made under this key before, or is made now."""
        data = self.store.get(kind, key)
        if data is None:
            data = make()
            self.store.put(kind, key, data)
        self.next.also.append([kind, key])
        return data

    # --- the end of a build --------------------------------------------------------------------

    def save(self) -> None:
        """Remember this build as the last one, in this process."""
        html = self.next.html
        again = {source: ["", *html[source][1:]] for source in self._warned}
        self._finished, self._told = replace(self.next, html=html | again), False

    def tell(self) -> None:
        """Let other processes know the last build, if they do not."""
        if self._finished is not None and not self._told:
            self.store.put("state", self._name, self._finished.to_json())
            self.store.commit()
            self._told = True

    def tidy(self) -> int:
        """Drop what no kind of build uses any more, when that has become much; how much it was."""
        used = {*self.next.used()}
        told = compact(sorted(used))
        self.store.put("used", self._name, told.encode())
        if self.store.count() <= len(BUILDS) * len(used) + _MUCH:
            return 0
        for name in BUILDS:
            with suppress(ValueError, TypeError):
                used |= {(k, v) for k, v in json.loads(self.store.get("used", name) or b"[]")}
        return self.store.sweep(used, spared=SPARED)


def _changed(then: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """The facts that are not what they were, new ones and lost ones among them."""
    return {name for name in then.keys() | now.keys() if then.get(name) != now.get(name)}

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
time of a full build. `mkdocs serve` also keeps the articles in memory, and uses the corpus of
the last build again if only words of articles have changed that no other article can see.
"""

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from article_briefings.build._article_cache import ArticleCache
from article_briefings.build._groups import BuiltGroup, GroupBuilder, collisions, template_facts
from article_briefings.build._inputs import (
    ChangedMeanwhile,
    Scan,
    clock,
    program_version,
    scan,
)
from article_briefings.build._state import (
    GroupRecord,
    State,
    article_facts,
    changed_facts,
    is_article_fact,
)
from article_briefings.build._store import Store
from article_briefings.build._timings import BUILDS, Timings
from article_briefings.corpus import Corpus, digest
from article_briefings.diagnostics import Diagnostic
from article_briefings.input import Document, DocumentCache, Progress, run_all
from article_briefings.models import compact
from article_briefings.pages import PageRecord, Renderer, Site, Templates, sort_keys

FORMAT = "2"
"""Incremented when the format of keys or of the state changes."""
_DECLARED = "briefings/fields.yml"
"""The file that changes the meaning of others: all results depend on it, as on the program."""
SPARED = ("state", "used", "report", "search")
"""Kinds of entries that no state refers to: those of builds themselves and of the search index."""
_SPARE_ENTRIES = 1000
"""Number of unused entries that may remain in the store."""


@dataclass(frozen=True)
class BuildResult:
    """The output of the project, as far as it could be built."""

    pages: Mapping[str, PageRecord]
    """Pages by Markdown file."""
    files: Mapping[str, str]
    """Data files that scripts load: the key of the content, by path in the site."""
    diagnostics: tuple[Diagnostic, ...]


class Driver:
    """Successive builds of one project, up to its Markdown.

    `name` distinguishes the kinds of builds; `like` names a kind with the same pages to start from.
    Any number of `workers` gives the same result; 0 is one for each core.
    """

    def __init__(
        self, root: Path, store: Store, name: str, workers: int = 0, like: str = ""
    ) -> None:
        self._root, self.store, self.name = root, store, name
        self.workers, self._like = workers, like
        self.timings = Timings()
        self._articles = ArticleCache(root, store)
        self._documents: dict[str, tuple[str, Document]] = {}
        """Documents of the register that a preview has read, by path, with the file's digest."""
        self._builder: GroupBuilder
        self._compiled: tuple[dict[str, str] | None, Renderer] = None, Renderer(root)
        """The digests of the templates, and a renderer that has already compiled some of them."""
        self._exports: Mapping[str, Callable[[Corpus], Iterator[bytes]]] = {}
        self._sort_keys = 0
        """The number of sort keys that the store has."""
        self._unsound: dict[str, tuple[PageRecord, ...]] = {}
        """The pages of groups with problems. They are rebuilt in every build."""
        self.last, self.next = State(), State()
        self._saved: State | None = None
        """The last build of this process."""
        self._written = True
        """Whether it has been written to the store."""
        self._files: Scan | None = None
        """In a preview, the input files of this build."""
        self._last_files: Scan | None = None
        """Those of the last build if it had no problems."""
        self._edited: set[str] | None = None
        """The articles that differ from those of the last build, if its corpus is used again."""

    def build(
        self,
        site: Site,
        templates: Path,
        preview: bool,
        program: str,
        progress: Progress | None = None,
    ) -> BuildResult:
        """Build the pages whose facts have changed; `program` is the version of the program.

        Without `preview`, any problem means that nothing is published, and drafts are
        left out. A preview contains every sound page, including drafts, and replaces each
        broken briefing with a page that lists its problems.
        """
        self.timings = Timings()
        with self.timings.stage("look for changes"):
            last = self._saved or State.of_json(self.store.get("state", self.name))
            now = clock(self.store.path.parent) if self.store.path else 0
            files = scan(self._root, "briefings", last.seen, now)
            program = digest((program, files.digest(_DECLARED)))
            version = digest((FORMAT, program, site.version, repr(preview)))
            if last.version != version and self._like:
                last = State.of_json(self.store.get("state", self._like))
            self.last = last if last.version == version else State(seen=dict(files.seen))
            used = template_facts(templates)
            same_templates = used == self._compiled[0]
            if not same_templates:
                self._compiled = used, Renderer(templates, program_version())
            digests = {**files.files, **used}
            inputs = digest(f"{name} {digests[name]}" for name in sorted(digests))
        self.next = State(version, inputs, dict(files.seen))
        self._exports = site.exports
        self._articles.update(files, digest((FORMAT, program)))
        last_files, self._last_files = self._last_files, None
        self._files, self._edited = files if preview else None, None
        if last_files and self.last.version and same_templates:
            self._edited = files.edited_articles(last_files)
        if self._edited is None:
            documents = DocumentCache(files.digest, self._documents if preview else {})
            renderer = self._compiled[1]
            self._builder = GroupBuilder(
                *(self._root, site, templates, preview, self._articles, renderer, documents)
            )
        if inputs != self.last.inputs:
            return self._build(files, preview, program, progress, Templates(templates).problems())
        self.next.facts, self.next.groups = self.last.facts, self.last.groups
        self.next.files, self.next.articles = self.last.files, self.last.articles
        pages = self.last.pages
        with self.timings.stage("Markdown") as stage:
            stage.reused += len(pages)
        return BuildResult({page.source: page for page in pages}, self.next.files, ())

    def _build(
        self,
        files: Scan,
        preview: bool,
        program: str,
        progress: Progress | None,
        overridden: list[Diagnostic],
    ) -> BuildResult:
        builder = self._builder
        with self.timings.stage("compile") as stage:
            compiled = self._articles.compile(builder.around, self.workers, progress)
            if self._articles.outdated:
                self._edited = None
                builder.forget()
            problems = [*overridden, *builder.compiled.problems()]
            self.next.articles = self._articles.stored
            stage.made += compiled
            stage.reused += len(self.next.articles) - compiled
        if problems and not preview:
            return BuildResult({}, {}, tuple(problems))
        self._load_sort_keys(program)
        with self.timings.stage("facts"):
            if self._edited is None:
                self.next.facts = builder.facts(files)
            else:
                edited = (self._articles[folder] for folder in self._edited)
                changed = (Corpus.article_fact(article, files.digest) for article in edited)
                self.next.facts = self.last.facts | dict(changed)
            stale = self._stale()
        pages = self._build_groups(stale, problems)
        problems += collisions(pages)
        if problems and not preview:
            return BuildResult({}, {}, tuple(Diagnostic.in_order(problems)))
        self._put_index()
        self._save_sort_keys(program)
        if problems:
            self.next.inputs = ""  # pages with problems are rebuilt in every build
        by_source = {page.source: page for page in pages}
        return BuildResult(by_source, self.next.files, tuple(Diagnostic.in_order(problems)))

    def _build_groups(self, stale: list[str], problems: list[Diagnostic]) -> list[PageRecord]:
        """Build the stale groups; return the pages of all, in the order of the site."""
        builder, self._unsound = self._builder, {}
        builder.begin(self.last.pages)
        with self.timings.stage("Markdown") as stage:
            for name, result in zip(stale, run_all(builder, stale, self.workers), strict=True):
                built = self._store_group(name, result, problems)
                changed = sum(builder.previous.get(page.source) != page for page in built)
                stage.made += changed
                stage.reused += len(built) - changed
            new, self.next.groups = self.next.groups, {}
            rebuilt = set(stale)
            pages: list[PageRecord] = []
            for name in builder.groups:
                if name not in rebuilt:
                    new[name] = self.last.groups[name]
                    stage.reused += len(new[name].pages)
                if name in new:
                    self.next.groups[name] = new[name]
                pages += self._unsound.get(name) or new[name].pages
            for result in builder.broken(problems):
                pages += self._store_group("", result, problems)
        return pages

    def _stale(self) -> list[str]:
        """Return new groups and those that read a fact which has changed."""
        changed = changed_facts(self.last.facts, self.next.facts)
        for name in list(changed):
            kind, _, slug = name.partition(":")
            if kind == "article":
                changed |= self._changed_parts(slug)
        groups = self.last.groups
        return [
            name
            for name in self._builder.groups
            if name not in groups or not changed.isdisjoint(groups[name].read)
        ]

    def _changed_parts(self, slug: str) -> set[str]:
        """Return the facts of an article that differ from those of the last build.

        If its last version is lost, return every fact about it that any group has read. So it is
        after an actor was renamed: the new version has the same files, and the same place.
        """
        key = self.last.articles.get(slug, "")
        before = self._articles.earlier(key) if key != self.next.articles.get(slug) else None
        if before is None:
            read = {name for group in self.last.groups.values() for name in group.read}
            return {name for name in read if is_article_fact(name, slug)}
        after = self._builder.compiled.corpus.by_slug.get(slug)
        return changed_facts(article_facts(before), article_facts(after) if after else {})

    def _store_group(
        self, name: str, built: BuiltGroup, problems: list[Diagnostic]
    ) -> tuple[PageRecord, ...]:
        """Store a group that was built and return its pages; it is reused if it has no problem."""
        for kind, key, content in built.contents:
            self.store.put_packed(kind, key, content)
        problems += built.problems
        if built.problems:
            self._unsound[name] = built.record.pages
        elif name:
            self.next.groups[name] = built.record
        return built.record.pages

    def _put_index(self) -> None:
        """Record the data files of all groups, and store their index."""
        files = [file for group in self.next.groups.values() for file in group.files]
        self.next.files = dict(files)
        if index := self._builder.index([place for place, _ in files]):
            place, content = index
            key = digest((content.decode(),))
            self.store.put("file", key, content)
            self.next.files = {place: key} | self.next.files

    def _load_sort_keys(self, program: str) -> None:
        """Load the sort keys of names that earlier builds have computed."""
        if self._sort_keys:
            return  # already loaded by an earlier build of this process
        with suppress(ValueError, TypeError, AttributeError):
            keys = json.loads(self.store.get("names", program) or b"{}")
            sort_keys.update({str(name): tuple(map(int, key)) for name, key in keys.items()})
            self._sort_keys = len(keys)

    def _save_sort_keys(self, program: str) -> None:
        """Store the sort keys of names if there are new ones."""
        self.next.also.append(["names", program])
        if len(sort_keys) != self._sort_keys:
            self.store.put("names", program, compact(sort_keys).encode())
            self._sort_keys = len(sort_keys)

    def markdown(self, page: PageRecord) -> bytes:
        """Return a page's Markdown, rendering it again if the store has lost it."""
        return self.stored(
            "markdown", page.markdown, lambda: self._rebuild(lambda group: page in group.pages)
        )

    def file(self, place: str, key: str) -> bytes:
        """Return a data file that scripts load, rebuilding it if the store has lost it."""
        return self.stored(
            "file", key, lambda: self._rebuild(lambda group: (place, key) in group.files)
        )

    def exports(self) -> Iterator[tuple[str, str, Callable[[], Iterator[bytes]]]]:
        """Yield each export of the last build: path, digest, and a function that yields its bytes.

        The digest covers everything the export contains.
        """
        for place, make in self._exports.items():
            key = digest((self.next.version, self.next.inputs, place))
            yield place, key, lambda make=make: make(self._builder.compiled.corpus)  # type: ignore[misc]

    def stored(self, kind: str, key: str, rebuild: Callable[[], None]) -> bytes:
        """Return stored content; if the store has lost it, `rebuild` stores it again."""
        data = self.store.get(kind, key)
        if data is None:
            rebuild()
            data = self.store.get(kind, key)
        if data is None:
            raise ChangedMeanwhile
        return data

    def _rebuild(self, holds: Callable[[GroupRecord], bool]) -> None:
        """Rebuild the groups whose contents the store has lost, and the index of data files."""
        self._builder.previous = {}  # else it would reuse the page whose content has been lost
        for name, group in list(self.next.groups.items()):
            if holds(group) and name in self._builder.groups:
                self._store_group(name, self._builder.run(name), [])
        self._put_index()

    def cached(self, kind: str, key: str, make: Callable[[], bytes]) -> bytes:
        """Return the stored content for this key, calling `make` if there is none."""
        data = self.store.get(kind, key)
        if data is None:
            data = make()
            self.store.put(kind, key, data)
        self.next.also.append([kind, key])
        return data

    def forget_corpus(self) -> None:
        """Free most of the memory; rebuilding anything after this means compiling the corpus."""
        self._builder.forget()
        self._articles.clear()
        gc.collect()

    def save(self, repeat: Iterable[str] = (), write: bool = True) -> None:
        """Record this build as the last one: for this process, or written for others as well.

        The HTML of the pages in `repeat` will be converted again in the next build.
        """
        again = {source: ["", *self.next.html[source][1:]] for source in repeat}
        self._saved, self._written = replace(self.next, html=self.next.html | again), False
        self._last_files = self._files if self.next.inputs else None
        if write:
            self.write_state()

    def write_state(self) -> None:
        """Write the last build to the store for other processes, unless that is done."""
        if self._saved is not None and not self._written:
            self.store.put("state", self.name, self._saved.to_json())
            self.store.commit()
            self._written = True

    def finish(self) -> None:
        """Store the timings, and delete entries that no build uses."""
        if self._written:
            self.tidy()
        self.timings.save(self.store, self.name)
        self.store.commit()

    def tidy(self) -> int:
        """Delete entries that no kind of build uses, once there are many; return how many."""
        used = {*self.next.used()}
        self.store.put("used", self.name, compact(sorted(used)).encode())
        if self.store.count() <= len(BUILDS) * len(used) + _SPARE_ENTRIES:
            return 0
        for name in BUILDS:
            with suppress(ValueError, TypeError):
                used |= {(k, v) for k, v in json.loads(self.store.get("used", name) or b"[]")}
        return self.store.sweep(used, spared=SPARED)

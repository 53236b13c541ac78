"""Builds groups of Markdown pages from the project's files: the task that workers share.

Every fact of the corpus that is read while a group is built, including its templates, is
recorded with the group (`facts`). A page of the group is rendered only if the last build's page
was built from different data (`PageRecord.made_from`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.build._inputs import Scan, program_version
from article_briefings.build._state import GroupRecord
from article_briefings.build._store import Store
from article_briefings.corpus import Compilation, Surroundings, compile_corpus, digest, reads
from article_briefings.diagnostics import Diagnostic, Location, Note
from article_briefings.input import DocumentCache
from article_briefings.pages import (
    DataGroup,
    Page,
    PageGroup,
    PageRecord,
    Renderer,
    Site,
    SiteContents,
    Templates,
)

_REFERENCE = re.compile(
    r"\{%[-+]?\s*(?:from|import|include|extends)\s+"
    r"(?:[\"']([^\"']+)[\"']\s*(?:import\b|as\b|ignore\b|with|[-+]?%\}))?"
)


@dataclass(frozen=True, slots=True)
class BuiltGroup:
    """A group that was built."""

    record: GroupRecord
    contents: tuple[tuple[str, str, bytes], ...]
    """Kind, key and Store.packed content of each new page and data file."""
    problems: tuple[Diagnostic, ...] = ()
    """Problems of its templates; the pages show them."""


class GroupBuilder:
    """Builds groups of pages by name. Sent to a worker process, it compiles the corpus there."""

    def __init__(
        self,
        root: Path,
        site: Site,
        templates: Path,
        preview: bool,
        articles: Mapping[str, AnchoredBriefing],
        renderer: Renderer | None = None,
        documents: DocumentCache | None = None,
    ) -> None:
        """Set up the task.

        `renderer` uses the same templates and has already compiled some of them. `documents` were
        read by an earlier build of this process.
        """
        self._root, self._site, self._templates = root, site, templates
        self._preview, self._articles = preview, articles
        self._renderer = renderer or Renderer(templates, program_version())
        self._documents = documents
        self.previous: Mapping[str, PageRecord] = {}
        """The pages of the last build by Markdown file; unchanged ones are reused."""

    def __getstate__(self) -> dict[str, Any]:
        sent = ("_root", "_site", "_templates", "_preview")
        unsent: dict[str, Any] = {"_articles": {}, "_documents": None, "previous": {}}
        return {name: self.__dict__[name] for name in sent} | unsent

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._renderer = Renderer(self._templates, program_version())

    @cached_property
    def around(self) -> Surroundings:
        """What articles need of other files."""
        return Surroundings.at(self._root, self._documents)

    @cached_property
    def compiled(self) -> Compilation:
        """The corpus, and the problems of the input."""
        return compile_corpus(self._root, None, self._preview, self._articles, self._documents)

    @cached_property
    def _contents(self) -> SiteContents:
        return SiteContents(self.compiled.corpus, self._site)

    @cached_property
    def _template_facts(self) -> dict[str, str]:
        return template_facts(self._templates)

    def forget(self) -> None:
        """Free the corpus; reading it again compiles it again."""
        for name in ("compiled", "_contents"):
            self.__dict__.pop(name, None)

    @property
    def groups(self) -> dict[str, PageGroup | DataGroup]:
        """All groups by name, in the order of the site."""
        return self._contents.groups

    def facts(self, files: Scan) -> dict[str, str]:
        """Return a digest for every fact that a group can read."""
        corpus = self.compiled.corpus.facts(files.digest)
        return corpus | self._contents.facts() | self._template_facts

    def index(self, places: Sequence[str]) -> tuple[str, bytes] | None:
        """Return the index of the data that scripts load, if any, given the paths of all files."""
        return self._contents.index(places)

    def begin(self, previous: Iterable[PageRecord]) -> None:
        """Begin a build after the one with these pages."""
        self.previous = {page.source: page for page in previous}
        if not self.previous:  # loaded here, templates are inherited by the workers
            self._renderer.load(Templates(self._templates).texts())
        self._contents.forget_rows()

    def setup(self) -> None:
        """Prepare for `run`."""
        _ = self.groups

    def run(self, name: str) -> BuiltGroup:
        """Build the group of a name."""
        group = self.groups[name]
        if isinstance(group, PageGroup):
            return self._build(group)
        with reads.tracked() as read:
            files = group.files()
        # Any bytes, not only text.
        keyed = [(place, digest((data.decode("latin-1"),)), data) for place, data in files]
        places = tuple((place, key) for place, key, _ in keyed)
        record = GroupRecord(tuple(sorted(read)), (), places)
        contents = (("file", key, Store.packed(data)) for _, key, data in keyed)
        return BuiltGroup(record, tuple(contents))

    def _build(self, group: PageGroup) -> BuiltGroup:
        pages, contents, problems = [], [], []
        with reads.tracked() as read:
            for page in group.pages():
                template = f"template:{page.context.template}"
                reads.record(template)
                made_from = digest((repr(page), self._template_facts.get(template, "")))
                previous = self.previous.get(page.source)
                if previous and previous.made_from == made_from:
                    pages.append(previous)
                    continue
                shown, markdown, faults = self._renderer.render_or_explain(page)
                record = _record(shown, digest((markdown,)), made_from)
                pages.append(record)
                contents.append(("markdown", record.markdown, Store.packed(markdown.encode())))
                problems += faults
        group_record = GroupRecord(tuple(sorted(read)), tuple(pages), ())
        return BuiltGroup(group_record, tuple(contents), tuple(problems))

    def broken(self, problems: Iterable[Diagnostic]) -> Iterator[BuiltGroup]:
        """Yield the pages that replace broken pages in a preview."""
        found = list(problems)
        for broken in self.compiled.broken:
            own = [p for p in found if f"{p.location.path}/".startswith(f"{broken.path}/")]
            page = Page.broken(broken.kind, broken.id, broken.path, own or found)
            yield self._build(PageGroup("", lambda page=page: (page,)))  # type: ignore[misc]


def _record(page: Page, markdown: str, made_from: str) -> PageRecord:
    return PageRecord(
        source=page.source,
        url=page.url,
        title=page.title,
        kind=page.kind,
        inputs=page.inputs,
        updated=page.updated,
        made_from=made_from,
        card=page.card,
        markdown=markdown,
    )


def collisions(pages: Iterable[Page | PageRecord]) -> list[Diagnostic]:
    """Return a problem for each page whose address an earlier page already has."""
    seen: dict[str, Page | PageRecord] = {}
    found = []
    for page in pages:
        first = seen.setdefault(page.url, page)
        if first is page:
            continue
        own = page.inputs[0] if page.inputs else page.source
        other = first.inputs[0] if first.inputs else f"the site's own page {first.source}"
        collision = Diagnostic(
            "path-collision",
            Location(own),
            f"{own} and {other} would both be at /{page.url}",
            expected="a different address for each page",
            hint="rename one of them",
            notes=(Note(Location(first.inputs[0]), "the first one"),) if first.inputs else (),
        )
        found.append(collision)
    return found


def template_facts(templates: Path) -> dict[str, str]:
    """Return a digest of each page template together with all templates it refers to."""
    texts = Templates(templates).texts()
    return {
        f"template:{name}": digest(
            part for used in sorted(_reached(name, texts)) for part in (used, texts.get(used, ""))
        )
        for name in texts
        if not name.startswith("_")
    }


def _reached(name: str, texts: Mapping[str, str]) -> set[str]:
    """Return a template and all templates that it refers to, directly or not."""
    found, waiting = {name}, [name]
    while waiting:
        for other in _REFERENCE.findall(texts.get(waiting.pop(), "")):
            if not other:
                return set(texts)  # the name is only known when the template runs
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found

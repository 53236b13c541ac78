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

from article_briefings.build._inputs import Scan
from article_briefings.build._store import packed
from article_briefings.corpus import (
    ArticlesByFolder,
    Compilation,
    compile_corpus,
    digest,
    reads,
)
from article_briefings.diagnostics import Diagnostic
from article_briefings.input import KnownDocuments
from article_briefings.pages import (
    DataGroup,
    Page,
    PageGroup,
    PageRecord,
    Renderer,
    Site,
    SiteContents,
    broken_page,
)

_REFERENCE = re.compile(
    r"\{%[-+]?\s*(?:from|import|include|extends)\s+"
    r"(?:[\"']([^\"']+)[\"']\s*(?:import\b|as\b|ignore\b|with|[-+]?%\}))?"
)


@dataclass(frozen=True, slots=True)
class Result:
    """A group that was built."""

    pages: tuple[PageRecord, ...]
    files: tuple[tuple[str, str], ...]
    """Its data files: path in the site and key."""
    contents: tuple[tuple[str, str, bytes], ...]
    """Kind, key and packed content of each new page and data file."""
    read: tuple[str, ...]
    """The facts that the group depends on, sorted."""
    problems: tuple[Diagnostic, ...]
    """Problems of its templates; the pages show them."""


class Making:
    """Builds groups of pages by name. Sent to a worker process, it compiles the corpus there."""

    def __init__(
        self,
        root: Path,
        site: Site,
        templates: Path,
        preview: bool,
        articles: ArticlesByFolder,
        renderer: Renderer | None = None,
        documents: KnownDocuments | None = None,
    ) -> None:
        """Set up the task.

        `renderer` uses the same templates and has already compiled some of them. `documents` were
        read by an earlier build of this process.
        """
        self._root, self._site, self._templates = root, site, templates
        self._preview, self._articles = preview, articles
        self._renderer = renderer or Renderer(templates)
        self._documents = documents
        self.known: Mapping[str, PageRecord] = {}
        """The pages of the last build by Markdown file; unchanged ones are reused."""

    def __getstate__(self) -> dict[str, Any]:
        sent = ("_root", "_site", "_templates", "_preview")
        unsent: dict[str, Any] = {"_articles": {}, "_documents": None, "known": {}}
        return {name: self.__dict__[name] for name in sent} | unsent

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._renderer = Renderer(self._templates)

    @cached_property
    def compiled(self) -> Compilation:
        """The corpus, and the problems of the input."""
        return compile_corpus(self._root, None, self._preview, self._articles, self._documents)

    def forget(self) -> None:
        """Free the corpus; reading it again compiles it again."""
        for name in ("compiled", "_contents"):
            self.__dict__.pop(name, None)

    @cached_property
    def _contents(self) -> SiteContents:
        return SiteContents(self.compiled.corpus, self._site)

    @property
    def groups(self) -> dict[str, PageGroup | DataGroup]:
        """All groups by name, in the order of the site."""
        return self._contents.groups

    def facts(self, files: Scan) -> dict[str, str]:
        """Return a digest for every fact that a group can read."""
        corpus = self.compiled.corpus.facts(files.digest)
        return corpus | self._contents.facts() | self._templates_now

    def index(self, places: Sequence[str]) -> tuple[str, bytes]:
        """Return the index of the data that scripts load, given the paths of all files."""
        return self._contents.index(places)

    def setup(self) -> None:
        """Prepare for `run`."""
        _ = self.groups

    def run(self, name: str) -> Result:
        """Build the group of a name."""
        group = self.groups[name]
        return self.render(group) if isinstance(group, PageGroup) else _data(group)

    def render(self, group: PageGroup) -> Result:
        """Build a group, which need not be one of the site's."""
        pages, contents, problems = [], [], []
        with reads.tracked() as read:
            for page in group.pages():
                template = f"template:{page.context.template}"
                reads.record(template)
                made_from = digest((repr(page), self._templates_now.get(template, "")))
                previous = self.known.get(page.source)
                if previous and previous.made_from == made_from:
                    pages.append(previous)
                    continue
                shown, markdown, faults = self._renderer.render_or_explain(page)
                record, packs = _recorded(shown, markdown, made_from)
                pages.append(record)
                contents += packs
                problems += faults
        return Result(tuple(pages), (), tuple(contents), tuple(sorted(read)), tuple(problems))

    def broken(self, problems: Iterable[Diagnostic]) -> Iterator[Result]:
        """Yield the pages that replace broken pages in a preview."""
        found = list(problems)
        for broken in self.compiled.broken:
            own = [p for p in found if f"{p.location.path}/".startswith(f"{broken.path}/")]
            page = broken_page(broken.kind, broken.id, broken.path, own or found)
            yield self.render(PageGroup("", lambda page=page: (page,)))  # type: ignore[misc]

    @cached_property
    def _templates_now(self) -> dict[str, str]:
        return template_facts(self._templates)


def _data(group: DataGroup) -> Result:
    with reads.tracked() as read:
        place, content = group.file()
    key = digest((content.decode("latin-1"),))  # any bytes, not only text
    contents = (("file", key, packed(content)),)
    return Result((), ((place, key),), contents, tuple(sorted(read)), ())


def template_facts(folder: Path) -> dict[str, str]:
    """Return a digest of each page template together with all templates it refers to."""
    texts = {
        name.as_posix(): (folder / name).read_text("utf-8", "replace")
        for name in sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        if name.parts[0] not in {"assets", "overrides"}
    }
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


def _recorded(
    page: Page, markdown: str, made_from: str
) -> tuple[PageRecord, list[tuple[str, str, bytes]]]:
    """Return the record of a page, and its contents for the store."""
    text = markdown.encode()
    key = digest((markdown,))
    contents = [("markdown", key, packed(text))]
    record = PageRecord(
        source=page.source,
        url=page.url,
        title=page.title,
        kind=page.kind,
        inputs=page.inputs,
        updated=page.updated,
        made_from=made_from,
        card=page.card,
        markdown=key,
    )
    return record, contents

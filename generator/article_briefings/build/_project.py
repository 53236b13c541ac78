"""From a project folder to finished Markdown: what the command and the plugin both do."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from article_briefings.corpus import compile_corpus
from article_briefings.diagnostics import Diagnostic, Location, Note, in_order, working_on
from article_briefings.input import Progress
from article_briefings.pages import (
    Page,
    Renderer,
    Site,
    broken_page,
    broken_template_page,
    build_pages,
    data_files,
    templates_in,
)


@dataclass(frozen=True)
class Built:
    """Rendered pages by Markdown file, every problem on the way, and the data beside the pages."""

    pages: Mapping[str, tuple[Page, str]]
    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What is no page, by its place in the site."""


def build_project(
    root: Path,
    site: Site,
    preview: bool = False,
    progress: Progress | None = None,
    templates: Path | None = None,
) -> Built:
    """Compile the corpus under `root` and render its pages with `templates`, or the project's own.

    Without `preview`, a problem leaves nothing to publish, and drafts are left
    out. A preview has every page that is sound, drafts among them, and in the
    place of each broken briefing a page that says what is wrong with it.
    """
    compiled = compile_corpus(root, progress, drafts=preview)
    problems = list(compiled.diagnostics)
    if problems and not preview:
        return Built({}, tuple(problems))
    pages = build_pages(compiled.corpus, site)
    for broken in compiled.broken:
        own = [p for p in problems if f"{p.location.path}/".startswith(f"{broken.path}/")]
        pages.append(broken_page(broken.kind, broken.id, broken.path, own or problems))
    problems += collisions(pages)
    rendered = dict(_rendered(pages, Renderer(templates or templates_in(root)), problems))
    if problems and not preview:
        return Built({}, tuple(in_order(problems)))
    return Built(rendered, tuple(in_order(problems)), data_files(compiled.corpus, site))


def _rendered(
    pages: list[Page], renderer: Renderer, problems: list[Diagnostic]
) -> Iterator[tuple[str, tuple[Page, str]]]:
    for page in pages:
        shown, markdown, faults = render_page(page, renderer)
        problems += faults
        yield page.source, (shown, markdown)


def render_page(page: Page, renderer: Renderer) -> tuple[Page, str, list[Diagnostic]]:
    """A page's Markdown; where its template has problems, a page that says so, and these."""
    with working_on(page.inputs[0] if page.inputs else page.source):
        markdown, faults = renderer.render(page)
        if faults:
            page = broken_template_page(page, faults)
            markdown, _ = renderer.render(page)
    return page, markdown or f"# {page.title}\n", faults


class Addressed(Protocol):
    """A page, made or remembered, as far as its address is concerned."""

    @property
    def source(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def inputs(self) -> tuple[str, ...]: ...


def collisions(pages: Iterable[Addressed]) -> list[Diagnostic]:
    """Pages that would have the same address, whatever their inputs."""
    seen: dict[str, Addressed] = {}
    found = []
    for page in pages:
        first = seen.setdefault(page.url, page)
        if first is not page:
            found.append(_collision(page, first))
    return found


def _collision(page: Addressed, first: Addressed) -> Diagnostic:
    own = page.inputs[0] if page.inputs else page.source
    other = first.inputs[0] if first.inputs else f"the site's own page {first.source}"
    return Diagnostic(
        "path-collision",
        Location(own),
        f"{own} and {other} would both be at /{page.url}",
        expected="an address of its own for each page",
        hint="rename one of them",
        notes=(Note(Location(first.inputs[0]), "the first one"),) if first.inputs else (),
    )

"""All pages of a project without the driver: nothing is remembered, shared out or looked up.

What the driver (`build.Driver`) makes of a project is to be the same; a test holds that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from article_briefings.build._groups import collisions, render
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.diagnostics._diagnostics import Diagnostic, in_order
from article_briefings.pages._data import data_files
from article_briefings.pages._page import Page, broken_page
from article_briefings.pages._renderer import Renderer
from article_briefings.pages._site import Site, build_pages


@dataclass(frozen=True)
class Built:
    """Pages with their Markdown by file, every problem on the way, and the data beside them."""

    pages: Mapping[str, tuple[Page, str]]
    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)


def build_project(
    root: Path, site: Site, preview: bool = False, templates: Path | None = None
) -> Built:
    """Build the pages of the project at `root` with `templates`, or `root/templates`."""
    compiled = compile_corpus(root, drafts=preview)
    problems = list(compiled.diagnostics)
    if problems and not preview:
        return Built({}, tuple(problems))
    pages = build_pages(compiled.corpus, site)
    for broken in compiled.broken:
        own = [p for p in problems if f"{p.location.path}/".startswith(f"{broken.path}/")]
        pages.append(broken_page(broken.kind, broken.id, broken.path, own or problems))
    problems += collisions(pages)
    renderer = Renderer(templates or root / "templates")
    rendered = {}
    for page in pages:
        shown, markdown, faults = render(page, renderer)
        problems += faults
        rendered[page.source] = shown, markdown
    if problems and not preview:
        return Built({}, tuple(in_order(problems)))
    return Built(rendered, tuple(in_order(problems)), data_files(compiled.corpus, site))

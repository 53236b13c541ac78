"""All pages of a project without the driver: nothing is remembered, shared out or looked up.

What the driver (`build.Driver`) makes of a project is to be the same; a test holds that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from article_briefings.build._groups import collisions
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.diagnostics._diagnostics import Diagnostic
from article_briefings.pages._contents import SiteContents
from article_briefings.pages._page import Context, DataGroup, Page, PageGroup
from article_briefings.pages._renderer import Renderer
from article_briefings.pages._site import Site
from article_briefings.pages._templates import Templates

PAGE_TEMPLATES = {context: context.template for context in Context.__subclasses__()}
"""The template of each kind of page."""


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
        pages.append(Page.broken(broken.kind, broken.id, broken.path, own or problems))
    problems += [*collisions(pages), *Templates(templates or root / "templates").problems()]
    renderer = Renderer(templates or root / "templates")
    rendered = {}
    for page in pages:
        shown, markdown, faults = renderer.render_or_explain(page)
        problems += faults
        rendered[page.source] = shown, markdown
    if problems and not preview:
        return Built({}, tuple(Diagnostic.in_order(problems)))
    return Built(rendered, tuple(Diagnostic.in_order(problems)), data_files(compiled.corpus, site))


def build_pages(corpus: Corpus, site: Site) -> list[Page]:
    """Every page of the site, in its order."""
    groups = SiteContents(corpus, site).groups.values()
    return [page for group in groups if isinstance(group, PageGroup) for page in group.pages()]


def data_files(corpus: Corpus, site: Site) -> dict[str, bytes]:
    """All files beside the pages, by their place in the site."""
    contents = SiteContents(corpus, site)
    groups = contents.groups.values()
    data = (group for group in groups if isinstance(group, DataGroup))
    files = dict(file for group in data for file in group.files())
    exports = {place: b"".join(make(corpus)) for place, make in site.exports.items()}
    return dict([contents.index(files)]) | files | exports

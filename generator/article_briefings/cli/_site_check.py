"""What `briefings check` looks at beside `briefings/`: templates, hand-written pages, the cache.

A build refuses the same, and more that only it can see: what a template prints, the addresses of
the further pages of lists, settings, and broken links in hand-written pages.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from article_briefings.corpus import Corpus
from article_briefings.diagnostics import Diagnostic, Location
from article_briefings.input import SiteFiles

_MARKDOWN = {".md", ".markdown", ".mdown", ".mkdn", ".mkd"}
FOLDERS = frozenset(
    {
        *(
            "actors",
            "background",
            "briefings",
            "changes",
            "claims",
            "data",
            "index.html",
            "reviews",
        ),
        *("search", "stories", "teach", "timeline", "topics"),
    }
)
"""What the places of generated pages begin with; a test compares them with those of a site."""


def site_problems(root: Path, corpus: Corpus) -> Iterator[Diagnostic]:
    """The problems of the site of a project, if it has one."""
    if not (root / "mkdocs.yml").is_file():
        return
    files = SiteFiles.of(root)
    yield from files.problems()
    if files.templates.is_dir():
        from article_briefings.pages import Templates  # imported late: slow to import

        templates = Templates(files.templates)
        yield from templates.problems()
        yield from templates.unreadable()
    if not files.nested:
        yield from _shadowing(files, corpus)


def _shadowing(files: SiteFiles, corpus: Corpus) -> Iterator[Diagnostic]:
    """A problem for each hand-written page at the address of a generated one."""
    home = files.docs / "index.md"  # it replaces the generated one
    pages = (path for path in files.pages() if path != home)
    written = {_place(path.relative_to(files.docs)): path for path in pages}
    if FOLDERS.isdisjoint(place.partition("/")[0] for place in written):
        return
    from article_briefings.pages import Site  # imported late: slow to import

    for place in Site.places(corpus, files.without):
        if path := written.get(place):
            yield Diagnostic(
                "path-collision",
                Location(files.name_of(path)),
                f"this page would be at /{place.removesuffix('index.html')}, which is the address "
                "of a generated page",
                expected="an address that no generated page has",
                hint=f"move it below {files.docs.name}/about/",
            )


def _place(path: Path) -> str:
    """The place in the site of a file of the docs, as MkDocs makes it."""
    page = PurePosixPath(path.as_posix())
    if page.suffix not in _MARKDOWN:
        return str(page)
    folder = page.parent if page.stem in {"index", "README"} else page.with_suffix("")
    return str(folder / "index.html")

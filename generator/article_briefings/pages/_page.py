"""A page before rendering, groups built together, and the page for an input with problems."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, NamedTuple, Self

from article_briefings.diagnostics import Diagnostic, working_on
from article_briefings.language import _
from article_briefings.pages import _routes as routes

Filters = tuple[tuple[str, str], ...]
"""Names and values: ("actor", "Tasnim")."""


@dataclass(frozen=True)
class Context:
    """The data that a template prints; each kind of page has a subclass with its own fields.

    They are plain text. A field that holds Markdown has a name that ends with `_markdown`.
    """

    template: ClassVar[str]
    """The name of its template."""
    title: str


class ProblemView(NamedTuple):
    """A diagnostic on a broken page."""

    place: str
    code: str
    message: str
    found: str
    expected: str
    hint: str
    excerpt: tuple[str, ...]


@dataclass(frozen=True)
class BrokenPage(Context):
    """Replaces, in a preview, a page whose input has problems."""

    template = "broken.md.j2"
    problems: tuple[ProblemView, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is rendered."""

    source: str
    """Its Markdown file: "briefings/<slug>.md"."""
    kind: str
    """The word that the search shows and filters by: "Briefing", "Actor", ..."""
    context: Context
    description: str = ""
    inputs: tuple[str, ...] = ()
    """The input files from which it is made."""
    reviewed: str = ""
    """The day of the newest review of its content, ISO 8601; empty if there is none."""
    filters: Filters = ()
    """The values by which the search can filter the page, besides its kind."""
    linked: dict[str, Any] | None = None
    """The description of the page in the vocabulary of schema.org."""
    graph: str = ""
    """The file beside it with the full description, if there is one."""
    card: tuple[str, ...] = ()
    """The words of its own picture for links (`BriefingBuilder.card`); empty if it has none."""

    @classmethod
    def broken(
        cls,
        kind: Literal["article", "actor", "note"],
        identifier: str,
        path: str,
        problems: Iterable[Diagnostic],
    ) -> Self:
        """The page in a preview for an input that has problems."""
        context = BrokenPage(_("Problems in %(file)s", file=path), tuple(map(_problem, problems)))
        return cls(_BROKEN[kind](identifier), "Problem", context, inputs=(path,))

    @property
    def url(self) -> str:
        """Its address relative to the site's root: "briefings/<slug>/"."""
        return routes.url_of(self.source)

    @property
    def title(self) -> str:
        """The title of its context."""
        return self.context.title

    @property
    def updated(self) -> str:
        """The day of the newest review, or the nearest one that a compressed sitemap can hold."""
        return min(max(self.reviewed, "1970-01-01"), "2105-12-31") if self.reviewed else ""


_BROKEN = {"article": routes.briefing, "actor": routes.actor, "note": routes.note}


def broken_template_page(page: Page, problems: Iterable[Diagnostic]) -> Page:
    """The same page with the problems of its template instead of its content."""
    title = _("Problems in the template of “%(page)s”", page=page.title)
    context = BrokenPage(title, tuple(map(_problem, problems)))
    return Page(page.source, "Problem", context, inputs=page.inputs)


def _problem(problem: Diagnostic) -> ProblemView:
    words = problem.code, problem.message, problem.found, problem.expected, problem.hint
    return ProblemView(str(problem.location), *words, problem.location.excerpt)


@dataclass(frozen=True, slots=True)
class PageRecord:
    """The stored record of a page: the key of its content, and the data that other pages need."""

    source: str
    url: str
    title: str
    kind: str
    inputs: tuple[str, ...]
    updated: str
    made_from: str
    """A digest of the context and of the template."""
    card: tuple[str, ...]
    """The words of its own picture; empty if it has none."""
    markdown: str
    """The key of its Markdown."""


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages that are built together, and rebuilt when a fact changes that the build has read."""

    name: str
    """Unique in the site, and the same in every build: "actor:tass"."""
    build: Callable[[], Iterable[Page]]
    input: str = ""
    """The input file they are about, if it is a single one."""

    def pages(self) -> Iterator[Page]:
        """Build the pages."""
        with working_on(self.input or f"the pages “{self.name}”"):
            yield from self.build()


File = tuple[str, bytes]
"""A place in the site, and the content of the file there."""


@dataclass(frozen=True, slots=True)
class DataGroup:
    """Files beside the pages, for scripts and other programs, built like a group of pages."""

    name: str
    build: Callable[[], File | Iterator[File]]
    """Returns one file or yields several."""

    def files(self) -> list[File]:
        """Build the files."""
        with working_on(f"the file “{self.name}”"):
            built = self.build()
            return [built] if isinstance(built, tuple) else list(built)

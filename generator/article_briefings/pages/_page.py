"""A page before rendering, groups built together, and the page for an input with problems."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from article_briefings.diagnostics import Diagnostic, working_on
from article_briefings.pages import _routes as routes
from article_briefings.pages._cards import ProblemView
from article_briefings.pages._contexts import BrokenPage, Context

Filters = tuple[tuple[str, str], ...]
"""Names and values: ("actor", "Tasnim")."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is rendered."""

    source: str
    """Its Markdown file: "briefings/<slug>.md"."""
    url: str
    """Its address relative to the site's root: "briefings/<slug>/"."""
    title: str
    description: str
    kind: str
    """The word that the search shows and filters by: "Briefing", "Actor", ..."""
    context: Context
    inputs: tuple[str, ...]
    """The input files from which it is made."""
    updated: str
    """The day of the newest review of its content, ISO 8601; empty if there is none."""
    edit_url: str = ""
    filters: Filters = ()
    """The values by which the search can filter the page, besides its kind."""
    linked: dict[str, Any] | None = None
    """The description of the page in the vocabulary of schema.org."""
    graph: str = ""
    """The file beside it with the full description, if there is one."""


def page_of(
    source: str,
    kind: str,
    context: Context,
    about: str,
    inputs: tuple[str, ...] = (),
    updated: str = "",
    filters: Filters = (),
    linked: dict[str, Any] | None = None,
    graph: str = "",
) -> Page:
    """A page with the title and the edit link of its context."""
    return Page(
        source=source,
        url=routes.url_of(source),
        title=context.title,
        description=about,
        kind=kind,
        context=context,
        inputs=inputs,
        # A compressed sitemap cannot hold an earlier or a later day.
        updated=min(max(updated, "1970-01-01"), "2105-12-31") if updated else "",
        edit_url=getattr(context, "edit_url", ""),
        filters=filters,
        linked=linked,
        graph=graph,
    )


_BROKEN = {"article": routes.briefing, "actor": routes.actor, "note": routes.note}


def broken_page(
    kind: Literal["article", "actor", "note"],
    identifier: str,
    path: str,
    problems: Iterable[Diagnostic],
) -> Page:
    """The page in a preview for an input that has problems."""
    context = BrokenPage(f"Problems in {path}", tuple(map(_problem, problems)))
    return page_of(_BROKEN[kind](identifier), "Problem", context, "", (path,))


def broken_template_page(page: Page, problems: Iterable[Diagnostic]) -> Page:
    """The same page with the problems of its template instead of its content."""
    title = f"Problems in the template of “{page.title}”"
    context = BrokenPage(title, tuple(map(_problem, problems)))
    return page_of(page.source, "Problem", context, "", page.inputs)


def _problem(problem: Diagnostic) -> ProblemView:
    return ProblemView(
        place=str(problem.location),
        code=problem.code,
        message=problem.message,
        found=problem.found,
        expected=problem.expected,
        hint=problem.hint,
        excerpt=problem.location.excerpt,
    )


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


@dataclass(frozen=True, slots=True)
class DataGroup:
    """A file that scripts load, built like a group of pages."""

    name: str
    build: Callable[[], tuple[str, bytes]]
    """Its place in the site, and its content."""

    def file(self) -> tuple[str, bytes]:
        """Build the file."""
        with working_on(f"the file “{self.name}”"):
            return self.build()

"""What other packages bring: drafters, which find claims, and importers, which find articles."""

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any, get_args

from article_briefings.diagnostics import Plugin
from article_briefings.models import ClaimKind, FoundArticle, Span, Statement

Drafter = Callable[[str, str], Iterable[Statement]]
"""Finds the claims of a text in a language."""
_MOST_STATEMENTS, _MOST_ARTICLES = 5_000, 100_000


def drafter(name: str) -> Drafter | None:
    """The drafter of this name; None if none is installed. Raises PluginProblem."""
    found = Plugin.named("drafters", name)
    return _checked(found, found.load()) if found else None


def importer(name: str, ours: Iterable[str]) -> Callable[[Path], list[FoundArticle]] | None:
    """The importer of this name; None if none is installed. Raises PluginProblem.

    `ours` are the names of our own importers.
    """
    found = Plugin.named("importers", name, [*ours])
    if found is None:
        return None
    read = found.load()

    def articles(path: Path) -> list[FoundArticle]:
        with found.at_work():
            every = list(islice(read(path), _MOST_ARTICLES))
            for one in every:
                _require(isinstance(one, FoundArticle), "an article", one)
                _check(one.statements or (), one.text)
        return every

    return articles


def _checked(one: Plugin, draft: Drafter) -> Drafter:
    """A drafter that is blamed for its exceptions, and for claims that the text does not have."""

    def read(text: str, language: str) -> list[Statement]:
        with one.at_work():
            found = list(islice(draft(text, language), _MOST_STATEMENTS))
            _check(found, text)
        return found

    return read


def _check(statements: Iterable[Statement], text: str) -> None:
    for one in statements:
        _require(isinstance(one, Statement), "a Statement", one)
        _require(one.kind in get_args(ClaimKind), "a kind of claim", one.kind)
        _require(bool(one.spans), "at least one span", one)
        parts = [*one.spans, *(step.cue for step in one.steps)]
        for span in (*parts, *(step.subject for step in one.steps if step.subject)):
            inside = isinstance(span, Span) and 0 <= span.start < span.end <= len(text)
            _require(inside, f"a Span within the {len(text)} characters of the text", span)


def _require(holds: bool, expected: str, found: Any) -> None:
    if not holds:
        raise ValueError(f"it returned {found!r:.200} where {expected} is needed")

"""How tests read problems: which there are, and where they stand."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from article_briefings.check._validator import validate
from article_briefings.diagnostics._diagnostics import Diagnostic
from article_briefings.input import Inputs, load
from article_briefings.models._briefing import Briefing
from tests.building import document, dump


def placed(problems: Iterable[Diagnostic]) -> list[tuple[str, str]]:
    """The code and the place of each problem."""
    return [(problem.code, str(problem.location)) for problem in problems]


def pointed_at(problems: Iterable[Diagnostic]) -> list[str]:
    """The code of each problem, and the words that stand at its place."""
    lines = []
    for problem in problems:
        place = problem.location
        words = place.excerpt[0][place.column - 1 :]
        lines.append(f"{problem.code} at {words[: place.end_column - place.column]}")
    return lines


def loaded(root: Path) -> tuple[Inputs, list[tuple[str, str]]]:
    """What the loader reads of a project, and its problems with their places."""
    inputs, problems = load(root)
    return inputs, placed(problems)


def faults_of(value: Any, model: Any = Briefing) -> list[Diagnostic]:
    """The problems of a file, given as fields or as YAML; one with a problem gives no model."""
    result, problems = validate(document(value if isinstance(value, str) else dump(value)), model)
    assert (result is None) == bool(problems)
    return problems

"""What the readers of all formats share: the choices of a call, and texts with what is known."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.documents import SourceText
from generator.files import decoded, read_bytes
from generator.importing.mapping import Scheme
from generator.importing.model import Metadata, Origin, Remark
from generator.loader import MAX_SOURCE_BYTES, source_of
from generator.models.placeholders import Placeholder

_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")

Tell = Callable[[int, int], None]
"""Is told how many steps are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the call says for all articles."""

    scheme: Scheme = field(default_factory=Scheme)
    annotator: str = ""
    """Whose annotation is taken; without one, what the format does."""
    metadata: Mapping[str, Metadata] = field(default_factory=dict)
    """By the name of the article."""
    otherwise: Metadata = field(default_factory=Metadata)
    """What holds where the table does not say it."""


def about(name: str, choices: Choices, told: Metadata) -> Metadata:
    """What is known of an article: from its row, its name, the call, or the annotation itself."""
    row = choices.metadata.get(name, Metadata())
    day = _DAY.search(name)
    if not row.published and day:
        row = replace(row, published=day[0], dating=row.dating or Placeholder.DATE_IN_NAME)
    named = Metadata(slug=name)
    return _first(row, choices.otherwise, named, told)


def _first(*known: Metadata) -> Metadata:
    """Of each field the first value that is there."""
    names = [one.name for one in fields(Metadata)]
    return Metadata(
        **{
            name: next((found for one in known if (found := getattr(one, name))), "")
            for name in names
        }
    )


def read_source(folder: Path, path: str, remarks: list[Remark]) -> tuple[bytes, SourceText] | None:
    """The bytes and the text of an article; None, and a remark, where it cannot be read."""
    data, problems = read_bytes(folder / path, path, MAX_SOURCE_BYTES)
    source = None
    if data is not None:
        file, problems = decoded(data, path)
        if file:
            source, problems = source_of(path, file)
    remarks += map(_as_remark, problems)
    return (data, source) if data is not None and source else None


def read_words(folder: Path, path: str, limit: int, remarks: list[Remark]) -> str | None:
    """The text of a file of annotations; None, and a remark, where it cannot be read."""
    data, problems = read_bytes(folder / path, path, limit)
    file = None
    if data is not None:
        file, problems = decoded(data, path)
    remarks += map(_as_remark, problems)
    return file.text if file else None


def _as_remark(problem: Diagnostic) -> Remark:
    told = "; ".join(part for part in (problem.message, problem.hint) if part)
    expected = f" (expected: {problem.expected})" if problem.expected else ""
    return Remark(Origin(problem.location.path, problem.location.line), told + expected)

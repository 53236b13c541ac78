"""Reads the articles of a brat collection from disk, one at a time."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.documents import SourceText
from generator.files import decoded, read_bytes
from generator.importing.brat import read_brat
from generator.importing.collection import Entry
from generator.importing.mapping import Scheme
from generator.importing.model import ImportedArticle, Metadata, Origin, Remark
from generator.loader import MAX_SOURCE_BYTES, source_of
from generator.models.scalars import MAX_LINE, one_line

MAX_ANNOTATION_BYTES = 5_000_000
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_IN_NAME = "DRAFT. The date stands in the name of the imported file; write here what shows it."


@dataclass(frozen=True, slots=True)
class Choices:
    """What the call says for all articles."""

    scheme: Scheme = field(default_factory=Scheme)
    annotator: str = ""
    """Whose annotation is taken; without one, the first by name."""
    metadata: Mapping[str, Metadata] = field(default_factory=dict)
    """By the name of the article."""
    otherwise: Metadata = field(default_factory=Metadata)
    """What holds where the table does not say it."""


def read_article(
    folder: Path, entry: Entry, choices: Choices
) -> tuple[ImportedArticle | None, list[Remark]]:
    """The article of an entry with one annotator's attributions; None where it cannot be read."""
    annotator = choices.annotator or min(entry.annotations)
    annotation = entry.annotations.get(annotator)
    text_path = entry.text_for(annotator)
    if annotation is None:
        names = ", ".join(name or "no name" for name in sorted(entry.annotations))
        message = f"there is no annotation by {annotator}; there is one by {names}"
        return None, [Remark(Origin(text_path), message)]
    remarks: list[Remark] = []
    read = _source(folder, text_path, remarks)
    words = _text(folder, annotation, MAX_ANNOTATION_BYTES, remarks)
    if read is None or words is None:
        return None, remarks
    data, source = read
    attributions, said = read_brat(annotation, words, source.text, choices.scheme)
    article = ImportedArticle(
        entry.name,
        Origin(text_path),
        data,
        source.text,
        source.sha256,
        _about(entry.name, annotator, choices),
        attributions,
    )
    return article, [*remarks, *said, *_others(entry, annotator, annotation)]


def _others(entry: Entry, annotator: str, taken: str) -> Iterator[Remark]:
    others = [path for name, path in sorted(entry.annotations.items()) if name != annotator]
    if others:
        message = f"of several annotations this one was taken, and not {', '.join(others)}"
        yield Remark(Origin(taken), message, left_out=False)


def _about(name: str, annotator: str, choices: Choices) -> Metadata:
    """What is known of an article: from its row, its name, the call."""
    row = choices.metadata.get(name, Metadata())
    other = choices.otherwise
    day = _DAY.search(name)
    published, dating = row.published, row.dating
    if not published and day:
        published, dating = day[0], dating or _IN_NAME
    return replace(
        row,
        slug=row.slug or name,
        published=published or other.published,
        dating=dating,
        language=row.language or other.language,
        outlet=row.outlet or other.outlet,
        annotator=row.annotator or one_line(annotator)[:MAX_LINE],
    )


def _source(folder: Path, path: str, remarks: list[Remark]) -> tuple[bytes, SourceText] | None:
    data, problems = read_bytes(folder / path, path, MAX_SOURCE_BYTES)
    source = None
    if data is not None:
        file, problems = decoded(data, path)
        if file:
            source, problems = source_of(path, file)
    remarks += map(_as_remark, problems)
    return (data, source) if data is not None and source else None


def _text(folder: Path, path: str, limit: int, remarks: list[Remark]) -> str | None:
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

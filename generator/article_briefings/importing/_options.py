"""The options of a call for all articles, and the two files that it may name.

A mapping file says what labels, roles and relations mean in a collection. The built-in scheme is
that of attribution corpora such as PARC 3 and PolNeAR: contents, cues and sources. A mapping file
in YAML defines other names:

    labels: {Quotation: content, Speaker: source, Verb: cue, Place: ignore}
    roles: {Who: source}
    relations: {said_by: attribution, near: ignore}
    columns: {filename: name, wire: ignore}

A table has the metadata of articles, in named columns separated by tabs.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Annotated, Literal

from pydantic import Field

from article_briefings.importing._model import Metadata, Origin, Remark, Remarks, in_quotes
from article_briefings.models import (
    Line,
    Placeholder,
    Record,
    did_you_mean,
    misspelt,
    one_line,
    question,
)

AttributionPart = Literal["content", "cue", "source", "ignore"]
"""The part of an annotation in an attribution; those to ignore are left out without a remark."""
Use = Literal["attribution", "ignore"]
Column = Literal[
    "name",
    "slug",
    "title",
    "published",
    "dating",
    "language",
    "outlet",
    "url",
    "author",
    "annotator",
    "ignore",
]

PARTS: Mapping[str, AttributionPart] = {
    "content": "content",
    "claim": "content",
    "cue": "cue",
    "source": "source",
    "discard": "ignore",
}
"""The built-in scheme, in lower case."""


_Parts = Annotated[dict[Line, AttributionPart], Field(max_length=1000)]


class Scheme(Record):
    """The content of a mapping file; names that it does not have keep their built-in meaning."""

    labels: _Parts = Field(default_factory=dict)
    """Parts by the label of a text-bound annotation, or by tag, class or motivation."""
    roles: _Parts = Field(default_factory=dict)
    """Parts by the role of an argument."""
    relations: Annotated[dict[Line, Use], Field(max_length=1000)] = Field(default_factory=dict)
    """Uses by the label of a relation or event: whether it ties an attribution."""
    columns: Annotated[dict[Line, Column], Field(max_length=1000)] = Field(default_factory=dict)
    """Our columns by the name of a column in the table."""

    def label(self, name: str) -> AttributionPart | None:
        """The meaning of a label; None if it is not defined."""
        return self.labels.get(name) or PARTS.get(name.lower())

    def part(self, labels: Iterable[str]) -> AttributionPart | None:
        """The part of an annotation with these labels; a mapping file takes precedence."""
        names = list(labels)
        own = (self.labels.get(name) for name in names)
        built_in = (PARTS.get(name.lower()) for name in names)
        return next((part for part in (*own, *built_in) if part), None)

    def role(self, name: str) -> AttributionPart | None:
        """The meaning of a role. A number after it distinguishes arguments of the same role."""
        bare = name.rstrip("0123456789")
        return self.roles.get(name) or self.roles.get(bare) or PARTS.get(bare.lower())

    def ties(self, name: str) -> bool:
        """Whether a relation or event ties an attribution; those that are not defined do."""
        return self.relations.get(name) != "ignore"


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a call for all articles."""

    scheme: Scheme = field(default_factory=Scheme)
    annotator: str = ""
    """The annotator whose annotation is imported; if empty, the format decides."""
    metadata: Mapping[str, Metadata] = field(default_factory=dict)
    """Metadata by the name of the article."""
    otherwise: Metadata = field(default_factory=Metadata)
    """The defaults for values missing from the table."""
    repair: bool = False
    """Whether to replace characters that no page can show, and bytes that are not text."""


# --- metadata ------------------------------------------------------------------------------------

COLUMNS = ("name", *(field.name for field in fields(Metadata)))
"""The supported columns; `name` is the name of the text file, without its extension."""
MAX_ROWS = 200_000
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


def about(name: str, options: Options, annotated: Metadata) -> Metadata:
    """The metadata of an article: from its row, its name, the call or the annotation itself."""
    row = options.metadata.get(name, Metadata())
    day = _DAY.search(name)
    if not row.published and day:
        row = replace(row, published=day[0], dating=row.dating or Placeholder.DATE_IN_NAME)
    candidates = (row, options.otherwise, Metadata(slug=name), annotated)
    values = ((one.name, [getattr(found, one.name) for found in candidates]) for one in fields(row))
    return Metadata(**{name: next(filter(None, found), "") for name, found in values})


def read_metadata(
    file: str, text: str, names: Collection[str], columns: Mapping[str, str] | None = None
) -> tuple[dict[str, Metadata], Remarks]:
    """The rows of a table by the name of the article, and remarks on invalid rows.

    `names` are the names of the articles. The first line has the names of the columns; `columns`
    maps other names to ours, or to "ignore".
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    given = [one_line(cell) for cell in lines[0].split("\t")]
    header = [(columns or {}).get(name, name) for name in given]
    remarks = Remarks(_header_remarks(file, header))
    found: dict[str, Metadata] = {}
    if "name" not in header:
        return found, remarks
    for number, line in enumerate(lines[1 : MAX_ROWS + 1], 2):
        if not line.strip():
            continue
        cells = [one_line(cell) for cell in line.split("\t")]
        row = dict(zip(header, cells, strict=False))
        name = row.get("name", "")
        if len(cells) > len(header):
            problem = (
                f"this row has {len(cells):,} cells, but the table has {len(header):,} columns"
            )
        elif not name:
            problem = "this row has no name"
        elif name not in names:
            hint = question(misspelt(name, names))
            problem = f"no article is called {in_quotes(name)}{'; ' * bool(hint)}{hint}"
        elif name in found:
            problem = f"{in_quotes(name)} has an earlier row"
        else:
            found[name] = Metadata(**{key: row[key] for key in COLUMNS[1:] if row.get(key)})
            continue
        remarks.leave_out(Origin(file, number), problem)
    if any(line.strip() for line in lines[MAX_ROWS + 1 :]):
        message = f"only the first {MAX_ROWS:,} rows are read"
        remarks.leave_out(Origin(file, MAX_ROWS + 2), message)
    return found, remarks


def _header_remarks(file: str, header: list[str]) -> Iterator[Remark]:
    at = Origin(file, 1)
    if "name" not in header:
        message = (
            "the first line has no column “name”, so no row can be used; expected columns "
            f"separated by tabs, from {', '.join(COLUMNS)}"
        )
        yield Remark(at, message)
    for number, column in enumerate(header):
        name = in_quotes(column)
        if column == "ignore":
            continue
        if column in header[:number]:
            yield Remark(at, f"the column {name} appears twice; the last one is used")
        if column not in COLUMNS:
            hint = did_you_mean(column, COLUMNS) or f"the known ones are {', '.join(COLUMNS)}"
            yield Remark(at, f"the column {name} is unknown and was left out; {hint}")

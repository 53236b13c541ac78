"""Reads the metadata of a collection: a table with named columns, separated by tabs."""

from collections.abc import Collection, Mapping
from dataclasses import fields

from article_briefings.check import did_you_mean, misspelt_id, question
from article_briefings.drafting import Metadata, Origin, Remark, in_quotes
from article_briefings.models import one_line

COLUMNS = ("name", *(field.name for field in fields(Metadata)))
"""The supported columns; `name` is the name of the text file, without its extension."""
MAX_ROWS = 200_000


def read_metadata(
    file: str, text: str, names: Collection[str], columns: Mapping[str, str] | None = None
) -> tuple[dict[str, Metadata], list[Remark]]:
    """The rows of a table by the name of the article, and remarks on invalid rows.

    `names` are the names of the articles. The first line has the names of the columns; `columns`
    maps other names to ours, or to "ignore".
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    given = [one_line(cell) for cell in lines[0].split("\t")]
    header = [(columns or {}).get(name, name) for name in given]
    remarks = list(_header_remarks(file, header))
    found: dict[str, Metadata] = {}
    if "name" not in header:
        return found, remarks
    for number, line in enumerate(lines[1 : MAX_ROWS + 1], 2):
        if not line.strip():
            continue
        cells = [one_line(cell) for cell in line.split("\t")]
        row = dict(zip(header, cells, strict=False))
        problem = _row_problem(row, header, cells, names, found)
        if problem:
            remarks.append(Remark(Origin(file, number), problem))
        else:
            found[row["name"]] = _metadata(row)
    if any(line.strip() for line in lines[MAX_ROWS + 1 :]):
        message = f"only {MAX_ROWS:,} rows are read; the rest is not"
        remarks.append(Remark(Origin(file, MAX_ROWS + 2), message))
    return found, remarks


def _header_remarks(file: str, header: list[str]) -> list[Remark]:
    messages = []
    if "name" not in header:
        messages.append(
            "the first line has no column “name”, so that no row can be used; expected columns "
            f"parted by tabs, of {', '.join(COLUMNS)}"
        )
    for number, column in enumerate(header):
        if column == "ignore":
            continue
        if column in header[:number]:
            messages.append(
                f"the column {in_quotes(column)} stands here twice; the last one is taken"
            )
        if column not in COLUMNS:
            hint = did_you_mean(column, COLUMNS) or f"known are {', '.join(COLUMNS)}"
            messages.append(
                f"the column {in_quotes(column)} is not known, and was left out; {hint}"
            )
    return [Remark(Origin(file, 1), message) for message in messages]


def _row_problem(
    row: Mapping[str, str],
    header: list[str],
    cells: list[str],
    names: Collection[str],
    found: Mapping[str, Metadata],
) -> str:
    name = row.get("name", "")
    if len(cells) > len(header):
        return f"this row has {len(cells):,} cells, and the table {len(header):,} columns"
    if not name:
        return "this row has no name"
    if name not in names:
        hint = question(misspelt_id(name, names))
        return f"no article is called {in_quotes(name)}{'; ' * bool(hint)}{hint}"
    return f"{in_quotes(name)} has an earlier row" if name in found else ""


def _metadata(row: Mapping[str, str]) -> Metadata:
    return Metadata(**{key: row[key] for key in COLUMNS[1:] if row.get(key)})

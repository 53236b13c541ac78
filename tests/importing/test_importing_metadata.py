"""The table of what is known of articles: named columns, and a message for every other line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.importing import _options as metadata
from article_briefings.importing._model import Metadata
from article_briefings.importing._options import read_metadata

NAMES = {"drill", "a b"}
CELLS = st.sampled_from(
    ["name", "title", "slug", "drill", "a b", "x", "", "\x00", "\u2028", "é" * 9]
)
TABLES = st.lists(st.lists(CELLS, max_size=4).map("\t".join), max_size=6)


def messages(text: str, **columns: str) -> list[str]:
    return [f"{r.origin}: {r.message}" for r in read_metadata("t.tsv", text, NAMES, columns)[1]]


@settings(max_examples=50)
@given(lines=TABLES, end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_table_is_read_or_said(lines: list[str], end: str) -> None:
    found, remarks = read_metadata("t.tsv", end.join(lines), NAMES)
    assert found.keys() <= NAMES
    assert all(0 < remark.origin.line <= max(1, len(lines)) for remark in remarks)
    assert (found, remarks) == read_metadata("t.tsv", "\n".join(lines), NAMES)


def test_a_table_of_other_names_is_read_with_a_mapping() -> None:
    text = "file\tday\twire\ndrill\t2031\tNone\n"
    columns = {"file": "name", "day": "published", "wire": "ignore"}
    assert read_metadata("t.tsv", text, NAMES, columns) == (
        {"drill": Metadata(published="2031")},
        [],
    )


def test_a_column_that_stands_twice_is_said() -> None:
    assert messages("name\ttitle\ttitle\ndrill\tA\tB\n") == [
        "t.tsv:1: the column “title” appears twice; the last one is used"
    ]
    assert messages("name\tx\tx\n", x="ignore") == []


def test_a_long_table_ends_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "MAX_ROWS", 2)
    assert messages("name\ndrill\na b\n") == []
    assert messages("name\ndrill\na b\nx\n") == ["t.tsv:4: only the first 2 rows are read"]

"""What the loader reads, and what it says of bytes that are no text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.input._documents import Document, DocumentCache, SourceText
from article_briefings.input._loader import load
from tests.building import (
    BRIEFING,
    FOLDER,
    SLUG,
    SOURCE,
    TEXT,
    briefing,
    dump,
    project,
    sha256,
    write,
)
from tests.problems import loaded


def test_a_project_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    inputs, problems = loaded(project(tmp_path))
    assert problems == []
    assert [article.slug for article in inputs.articles] == [SLUG]
    assert list(inputs.actors.documents) == ["ada-fable", "gazette"]
    assert list(inputs.background.documents) == ["drills"]
    assert inputs.topics is not None
    assert inputs.actors.documents["gazette"].path == "briefings/actors/gazette.yml"


def test_progress_counts_the_files_to_the_end(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    load(project(tmp_path), lambda done, total: seen.append((done, total)))
    assert seen == [(number, 5) for number in range(1, 6)]


def test_a_document_whose_file_holds_the_same_is_not_read_again(tmp_path: Path) -> None:
    path = "briefings/actors/gazette.yml"
    file = project(tmp_path) / path
    known = DocumentCache(lambda name: sha256((tmp_path / name).read_bytes()), {})
    first, _ = load(tmp_path, documents=known)
    again, _ = load(tmp_path, documents=known)
    assert again.actors.documents["gazette"] is first.actors.documents["gazette"]
    file.write_text(file.read_text("utf-8") + "# changed\n", "utf-8")
    changed, _ = load(tmp_path, documents=known)
    assert changed.actors.documents["gazette"] is not first.actors.documents["gazette"]
    assert changed.actors.documents["ada-fable"] is first.actors.documents["ada-fable"]
    file.write_text("name: [", "utf-8")
    broken, problems = load(tmp_path, documents=known)
    assert "gazette" in broken.actors.unread
    assert [problem.location.path for problem in problems] == [path]


def test_no_folder_is_a_problem(tmp_path: Path) -> None:
    assert loaded(tmp_path)[1] == [("missing-file", "briefings:1:1")]


def test_an_empty_folder_is_none(tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    inputs, problems = loaded(tmp_path)
    assert (inputs.articles, problems) == ([], [])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_are_kept_and_a_byte_order_mark_is_not(
    tmp_path: Path, end: str, mark: str
) -> None:
    text = TEXT.replace("\n", end)
    data = (mark + text).encode()
    root = project(
        tmp_path, articles={FOLDER: (data, mark + dump(briefing(data)).replace("\n", end))}
    )
    inputs, problems = loaded(root)
    [article] = inputs.articles
    assert problems == []
    assert article.source is not None
    assert article.document is not None
    assert article.source.text == text
    assert article.source.sha256 == sha256(data)
    assert str(article.document.location(("format",))) == f"{BRIEFING}:1:9"
    assert str(article.document.location(("title",))) == f"{BRIEFING}:2:8"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(
            "é漢\n\U0001f600 ".encode() + b"\xff x\n", ("not-utf8", "2:3"), id="a stray byte"
        ),
        pytest.param(b"\xef\xbb\xbfab\xe9 c", ("not-utf8", "1:3"), id="Latin-1 after a BOM"),
        pytest.param(
            "é\r\né".encode() + b"\x93x", ("not-utf8", "2:2"), id="Windows-1252 after CRLF"
        ),
        pytest.param("a: b".encode("utf-16"), ("not-utf8", "1:1"), id="UTF-16"),
        pytest.param(
            "ab".encode("utf-16-le"), ("control-character", "1:2"), id="UTF-16 without BOM"
        ),
        pytest.param(b"ab\xf0\x9f\x98", ("not-utf8", "1:3"), id="cut short"),
        pytest.param(b"\xed\xa0\x80", ("not-utf8", "1:1"), id="a surrogate"),
        pytest.param("é\x1b[31m".encode(), ("control-character", "1:2"), id="an escape sequence"),
        pytest.param("é\n漢\x00".encode(), ("control-character", "2:2"), id="NUL"),
        pytest.param("é\x85".encode(), ("control-character", "1:2"), id="a C1 control"),
        pytest.param(b"", ("empty-file", "1:1"), id="nothing"),
        pytest.param(b" \n\t\n", ("empty-file", "1:1"), id="white space"),
        pytest.param(b"\xef\xbb\xbf", ("empty-file", "1:1"), id="only a BOM"),
    ],
)
def test_bytes_that_are_no_text_are_placed_and_the_rest_is_read(
    tmp_path: Path, data: bytes, expected: tuple[str, str]
) -> None:
    code, place = expected
    root = project(tmp_path, articles={FOLDER: (data, briefing())})
    inputs, problems = loaded(root)
    assert problems == [(code, f"{SOURCE}:{place}")]
    assert inputs.articles[0].source is None
    assert inputs.articles[0].document is not None


def test_a_wrong_encoding_is_named(tmp_path: Path) -> None:
    write(project(tmp_path), SOURCE, "text".encode("utf-16"))
    [problem] = load(tmp_path)[1]
    assert "UTF-16" in problem.hint
    write(tmp_path, SOURCE, b"caf\xe9")
    [problem] = load(tmp_path)[1]
    assert "Windows-1252" in problem.hint


@pytest.mark.parametrize("name", [SOURCE, BRIEFING])
@pytest.mark.parametrize("data", ["text".encode("utf-16-be"), b"PK\x03\x04\x14\x00\x06\x00\xe9"])
def test_what_is_no_text_is_to_be_saved_as_text(tmp_path: Path, name: str, data: bytes) -> None:
    write(project(tmp_path), name, data)
    [problem] = load(tmp_path)[1]
    assert "plain text with the encoding UTF-8" in problem.hint


@pytest.mark.parametrize("name", [SOURCE, BRIEFING, "briefings/topics.yml"])
def test_a_file_beyond_the_limit_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for kind in (Document, SourceText):
        monkeypatch.setattr(kind, "MAX_BYTES", 2000)
    write(project(tmp_path), name, "# " + "x" * 1999)
    assert loaded(tmp_path)[1] == [("too-large", f"{name}:1:1")]


@settings(max_examples=60)
@given(st.binary(max_size=80))
def test_any_bytes_give_a_text_or_problems_with_a_place(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    root = tmp_path_factory.mktemp("p")
    for name in (SOURCE, BRIEFING, "briefings/topics.yml", "briefings/actors/a.yml"):
        write(root, name, data)
    inputs, problems = load(root)
    [article] = inputs.articles
    broken = {problem.location.path for problem in problems}
    assert (article.source is None) == (SOURCE in broken)
    assert (article.document is None) == (BRIEFING in broken)
    assert inputs.unread == {"briefings/topics.yml"} & set(broken)
    assert ("a" in inputs.actors.documents) == ("briefings/actors/a.yml" not in broken)


def test_a_file_of_fields_may_declare_none(tmp_path: Path) -> None:
    root = project(tmp_path)
    write(root, "briefings/fields.yml", "# None yet.\n")
    inputs, problems = loaded(root)
    assert (problems, inputs.fields, inputs.unread) == ([], None, set())

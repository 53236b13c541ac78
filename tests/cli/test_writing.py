from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from article_briefings.cli._writing import write_tree

PAGES = [("index.md", "# Home\n"), ("briefings/drill.md", "# Ünïcode\r\n\n漢\n")]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the marker, with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".briefings-output"
    }


def test_files_are_written_byte_for_byte(tmp_path: Path) -> None:
    data = [("claims/ledger.json", b'{"text":"\xd5\x80"}'), ("a/b.woff2", iter([b"\0", b"\xff"]))]
    assert write_tree(tmp_path / "out", [*PAGES, *data]) == 4
    assert tree(tmp_path / "out") == {
        "index.md": b"# Home\n",
        "briefings/drill.md": "# Ünïcode\r\n\n漢\n".encode(),
        "claims/ledger.json": b'{"text":"\xd5\x80"}',
        "a/b.woff2": b"\0\xff",
    }


def test_a_folder_of_ours_is_replaced_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_tree(out, [("old/page.md", "old")])
    (out / "left-behind.md").write_text("x")
    write_tree(out, PAGES)
    assert sorted(tree(out)) == ["briefings/drill.md", "index.md"]


def test_an_empty_folder_and_a_new_one_below_new_ones_are_taken(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "a/b/c"):
        assert write_tree(tmp_path / name, PAGES) == 2
        assert len(tree(tmp_path / name)) == 2


def test_writing_leaves_nothing_beside_the_folder(tmp_path: Path) -> None:
    for _ in range(2):
        write_tree(tmp_path / "out", PAGES)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(typer.Exit):
        write_tree(tmp_path, PAGES)
    assert tree(tmp_path) == {"thesis.txt": b"mine"}


def test_a_file_or_a_link_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "target").mkdir()
    (tmp_path / "link").symlink_to("target")
    (tmp_path / "dangling").symlink_to("nowhere")
    for name in ("file", "link", "dangling"):
        with pytest.raises(typer.Exit):
            write_tree(tmp_path / name, PAGES)
    assert (tmp_path / "file").read_text() == "mine"
    assert list((tmp_path / "target").iterdir()) == []
    assert not (tmp_path / "nowhere").exists()


def failing_pages() -> Iterator[tuple[str, str]]:
    yield "index.md", "new"
    raise RuntimeError("a page that cannot be made")


def test_a_failure_while_writing_leaves_the_old_tree(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_tree(out, PAGES)
    before = tree(out)
    with pytest.raises(RuntimeError):
        write_tree(out, failing_pages())
    assert tree(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failure_while_putting_the_new_tree_in_place_brings_the_old_one_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    write_tree(out, PAGES)
    before = tree(out)
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.name == "tree":
            raise OSError(28, "No space left on device")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(typer.Exit):
        write_tree(out, [("index.md", "new")])
    assert "No space left on device" in capsys.readouterr().err
    assert tree(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]

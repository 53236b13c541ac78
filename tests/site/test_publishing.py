"""A finished build takes the place of the last one: file by file, and nothing else is left."""

import os
import shutil
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import pytest

from article_briefings.site import _publishing as publishing
from article_briefings.site._publishing import FileContent, Published, Stat, publish
from tests.building import write


def _put(
    site: Path,
    files: Mapping[str, str],
    contents: Mapping[str, str],
    known: Mapping[str, Stat] | None = None,
    left: AbstractSet[str] | None = None,
) -> Published:
    """Publish files of MkDocs and contents of our own, each of which is its own digest."""
    scratch = site.parent / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    site.mkdir(exist_ok=True)
    for name, text in files.items():
        write(scratch, name, text)
    made = {name: FileContent(text, text.encode) for name, text in contents.items()}
    return publish(scratch, site, made, known or {}, "pagefind", left)


def _found(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text()
        for path in site.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_a_first_build_is_written_as_a_whole(site: Path) -> None:
    done = _put(site, {"404.html": "gone"}, {"a/index.html": "A", "a/b/index.html": "B"})
    assert _found(site) == {"404.html": "gone", "a/index.html": "A", "a/b/index.html": "B"}
    assert (done.written, done.unchanged, done.deleted) == (3, 0, 0)
    assert sorted(done.files) == ["a/b/index.html", "a/index.html"]


def test_what_is_known_is_neither_loaded_nor_written(site: Path) -> None:
    known = _put(site, {"404.html": "gone"}, {"a/index.html": "A"}).files
    before = {path: path.stat().st_ino for path in site.rglob("*.html")}

    def load() -> bytes:
        raise AssertionError("loaded")

    content = {"a/index.html": FileContent("A", load)}
    write(site.parent, "scratch/404.html", "gone")
    done = publish(site.parent / "scratch", site, content, known, "pagefind")
    assert (done.written, done.unchanged, done.files) == (0, 2, known)
    assert {path: path.stat().st_ino for path in site.rglob("*.html")} == before


def test_a_staged_file_is_moved_and_not_loaded(site: Path) -> None:
    write(site.parent, "staged.html", "A")
    (site.parent / "scratch").mkdir()
    site.mkdir()
    content = FileContent("A", b"loaded".strip, site.parent / "staged.html")
    contents = {"a/index.html": content, "b/index.html": FileContent("B", b"B".strip)}
    done = publish(site.parent / "scratch", site, contents, {}, "pagefind")
    assert _found(site) == {"a/index.html": "A", "b/index.html": "B"}
    assert (done.written, sorted(done.files)) == (2, ["a/index.html", "b/index.html"])
    assert not (site.parent / "staged.html").exists()


@pytest.mark.parametrize("change", ["edit", "touch", "swap", "remove", "link"])
def test_a_file_that_was_changed_by_hand_is_written_again(site: Path, change: str) -> None:
    known = _put(site, {}, {"a/index.html": "A", "b/index.html": "B"}).files
    path, other = site / "a/index.html", site / "b/index.html"
    match change:
        case "edit":
            path.write_text("X")
        case "touch":
            os.utime(path, ns=(0, 0))
        case "swap":
            path.replace(site / "c.html")
            other.replace(path)
            (site / "c.html").replace(other)
        case "remove":
            path.unlink()
        case "link":
            path.unlink()
            path.symlink_to(other)
    _put(site, {}, {"a/index.html": "A", "b/index.html": "B"}, known)
    assert _found(site) == {"a/index.html": "A", "b/index.html": "B"}
    assert not path.is_symlink()


def test_stale_files_and_folders_are_deleted(site: Path) -> None:
    _put(site, {"x.css": "x", "old/y.css": "y"}, {"a/index.html": "A", "a/b/c/index.html": "C"})
    done = _put(site, {}, {"a/index.html": "A"})
    assert _found(site) == {"a/index.html": "A"}
    assert sorted(path.name for path in site.rglob("*")) == ["a", "index.html"]
    assert done.deleted == 3  # a folder counts once


def test_a_folder_gives_way_to_a_file_and_a_file_to_a_folder(site: Path) -> None:
    _put(site, {}, {"a/index.html": "A", "b": "B", "c/d/e": "E"})
    _put(site, {"c": "C"}, {"a": "A", "b/index.html/x": "B"})
    assert _found(site) == {"a": "A", "b/index.html/x": "B", "c": "C"}


def test_links_are_replaced_and_not_followed(site: Path) -> None:
    elsewhere = write(site.parent, "elsewhere/kept.txt", "kept")
    site.mkdir()
    (site / "a").symlink_to(elsewhere.parent)
    (site / "b").symlink_to(elsewhere)
    (site / "stale").symlink_to(elsewhere.parent)
    (site / "dangling").symlink_to("nowhere")
    _put(site, {}, {"a/x/index.html": "A", "b": "B"})
    assert _found(site) == {"a/x/index.html": "A", "b": "B"}
    assert sorted(path.name for path in site.iterdir()) == ["a", "b"]
    assert _found(elsewhere.parent) == {"kept.txt": "kept"}


def test_a_linked_folder_of_the_site_becomes_a_folder(site: Path) -> None:
    elsewhere = write(site.parent, "elsewhere/kept.txt", "kept")
    site.mkdir()
    (site / "a").symlink_to(elsewhere.parent)
    _put(site, {}, {"a/index.html": "A"})
    assert _found(site) == {"a/index.html": "A"}
    assert _found(elsewhere.parent) == {"kept.txt": "kept"}


def test_dot_files_at_the_top_and_the_index_are_left_alone(site: Path) -> None:
    for name in (".nojekyll", ".git/config", "pagefind/index", "pagefind/deep/er"):
        write(site, name, "kept")
    write(site, "a/.hidden", "stale")
    _put(site, {}, {"a/index.html": "A"})
    kept = {".nojekyll", ".git/config", "pagefind/index", "pagefind/deep/er"}
    assert _found(site).keys() == {*kept, "a/index.html"}


@pytest.mark.parametrize("knows", [True, False])
def test_who_knows_what_was_left_need_not_look_for_it(site: Path, knows: bool) -> None:
    for name in (".nojekyll", "pagefind/index"):
        write(site, name, "kept")
    gone = {"a/b/c/index.html": "C", "a/b/index.html": "B", "d/index.html": "D", "e": "a file"}
    then = _put(site, {"x.css": "x"}, {"a/index.html": "A", **gone})
    assert then.places == {"x.css", "a/index.html", *gone}
    now = {"a/index.html": "A", "d": "a file", "e/index.html": "E"}
    done = _put(site, {}, now, then.files, then.places if knows else None)
    assert _found(site) == {**now, ".nojekyll": "kept", "pagefind/index": "kept"}
    assert sorted(path.name for path in (site / "a").iterdir()) == ["index.html"]
    assert done.places == now.keys()


def test_a_site_that_is_a_link_is_filled(site: Path) -> None:
    (site.parent / "real").mkdir()
    site.symlink_to("real")
    _put(site, {}, {"a/index.html": "A"})
    assert _found(site.parent / "real") == {"a/index.html": "A"}


def test_a_site_on_another_file_system_is_filled(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def replace(self: Path, target: Path) -> Any:
        if "scratch" in self.parts:
            raise OSError(18, "Invalid cross-device link")
        return real(self, target)

    site.mkdir()
    write(site, "b", "a file where a folder belongs")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        scratch = site.parent / "scratch"
        write(scratch, "404.html", "gone")
        contents = {
            "a/index.html": FileContent("A", b"A".strip),
            "b/index.html": FileContent("B", b"B".strip),
        }
        publish(scratch, site, contents, {}, "pagefind")
    assert _found(site) == {"404.html": "gone", "a/index.html": "A", "b/index.html": "B"}


def test_a_full_disk_leaves_the_last_site(site: Path) -> None:
    _put(site, {"x.css": "x"}, {"a/index.html": "A", "b/index.html": "B"})

    def full() -> bytes:
        raise OSError(28, "No space left on device")

    contents = {
        "a/index.html": FileContent("new", b"new".strip),
        "b/index.html": FileContent("?", full),
    }
    with pytest.raises(OSError, match="No space left"):
        publish(site.parent / "scratch", site, contents, {}, "pagefind")
    assert _found(site) == {"x.css": "x", "a/index.html": "A", "b/index.html": "B"}


def test_what_a_crash_left_half_done_is_finished(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = _put(site, {}, {f"{n}/index.html": "old" for n in range(6)}).files
    moves: list[str] = []
    real = publishing._move

    def move(path: Path, site: Path, place: str) -> None:
        moves.append(place)
        if len(moves) == 3:
            raise KeyboardInterrupt
        real(path, site, place)

    new = {f"{n}/index.html": "new" for n in range(1, 6)}
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_move", move)
        with pytest.raises(KeyboardInterrupt):
            _put(site, {}, new, known)
    assert set(_found(site).values()) == {"old", "new"}
    _put(site, {}, new, known)  # it knows nothing of the build that crashed
    assert _found(site) == new

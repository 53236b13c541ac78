"""Digests of the input files: never those of other bytes, however fast somebody edits."""

import hashlib
import os
from pathlib import Path

import pytest

from article_briefings.build._inputs import MOMENT, Scan, clock, scan
from tests.building import write

LATER = 1 << 62
"""A time at which no file is new any more."""


def _scan(root: Path, known: Scan | None = None, now: int = LATER) -> Scan:
    return scan(root, "briefings", known.seen if known else {}, now)


def _digests(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (root / "briefings").rglob("*")
        if path.is_file()
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("topics.yml", "actors/ada.yml", "articles/2031-04-28-drill/source.txt"):
        write(tmp_path, f"briefings/{name}", name)
    write(tmp_path, "docs/index.md", "of no concern")
    return tmp_path


def _no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path) -> str:
        raise AssertionError(f"{path} is read")

    monkeypatch.setattr("article_briefings.build._inputs._digest", read)


def test_every_file_below_the_folder_counts(root: Path) -> None:
    assert _scan(root).files == _digests(root)
    assert _scan(root).digest("docs/index.md") == ""
    assert scan(root, "nothing", {}, LATER) == Scan({}, {})


def test_an_empty_folder_counts_because_it_may_be_where_an_article_should_be(root: Path) -> None:
    (root / "briefings/articles/2031-04-29-flood").mkdir()
    (root / "briefings/actors/ed.yml").mkdir()
    empty = {"briefings/articles/2031-04-29-flood": "", "briefings/actors/ed.yml": ""}
    found = _scan(root)
    assert found.files == _digests(root) | empty
    assert found.seen.keys().isdisjoint(empty)


def test_files_that_have_not_changed_are_not_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _scan(root)
    _no_reading(monkeypatch)
    assert _scan(root, first) == first


def test_new_changed_and_missing_files_are_noticed(root: Path) -> None:
    first = _scan(root)
    write(root, "briefings/topics.yml", "other words")
    write(root, "briefings/stories.yml", "new")
    (root / "briefings/actors/ada.yml").rename(root / "briefings/actors/ed.yml")
    second = _scan(root, first)
    assert second.files == _digests(root)
    assert second.seen.keys() == second.files.keys()


def test_an_edit_within_the_moment_of_the_scan_is_noticed(root: Path) -> None:
    """The same size, time and inode: the file system's clock has not moved on in between."""
    path = root / "briefings/topics.yml"
    before = path.stat()
    first = _scan(root, now=before.st_ctime_ns + MOMENT)
    assert "briefings/topics.yml" not in first.seen
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert _scan(root, first).files == _digests(root)


def test_an_edit_that_puts_the_time_back_is_noticed(root: Path) -> None:
    """`rsync -t`, `touch -r` and unpacking set the time of the content, not that of the entry."""
    path = root / "briefings/topics.yml"
    before = path.stat()
    first = _scan(root)
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_size == before.st_size
    assert _scan(root, first).files == _digests(root)


def test_a_file_of_the_future_is_read_again(root: Path) -> None:
    path = root / "briefings/topics.yml"
    os.utime(path, ns=(LATER, LATER))
    assert "briefings/topics.yml" not in _scan(root, now=path.stat().st_ctime_ns).seen


def test_without_a_clock_nothing_is_taken_for_granted(root: Path) -> None:
    assert _scan(root, now=0).seen == {}
    assert _scan(root, now=0).files == _digests(root)


def test_what_is_no_file_has_no_digest(root: Path) -> None:
    (root / "briefings/link.yml").symlink_to(root / "briefings/topics.yml")
    (root / "briefings/loop").symlink_to(root / "briefings")
    os.mkfifo(root / "briefings/pipe.yml")
    found = _scan(root)
    odd = {"briefings/link.yml", "briefings/loop", "briefings/pipe.yml"}
    assert {name for name, digest in found.files.items() if not digest} == odd
    assert not odd & found.seen.keys()


def test_a_folder_that_is_a_link_holds_nothing(root: Path) -> None:
    (root / "briefings").rename(root / "elsewhere")
    (root / "briefings").symlink_to("elsewhere")
    assert _scan(root).files == {}


def test_a_file_that_is_gone_before_it_is_read_has_no_digest(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir
    monkeypatch.setattr(
        "article_briefings.build._inputs._entries", lambda *_: [("briefings/no.yml", root.stat())]
    )
    assert scan(root, "briefings", {}, LATER).seen == {}
    assert os.scandir is real


def test_the_clock_is_that_of_the_file_system(tmp_path: Path) -> None:
    before = write(tmp_path, "before", "").stat().st_mtime_ns
    now = clock(tmp_path / "new" / "folder")
    assert before <= now <= write(tmp_path, "after", "").stat().st_mtime_ns
    assert list((tmp_path / "new" / "folder").iterdir()) == []


def test_a_clock_that_cannot_be_asked_says_so(tmp_path: Path) -> None:
    write(tmp_path, "file", "")
    assert clock(tmp_path / "file") == 0
    assert clock(Path("/proc/none")) == 0

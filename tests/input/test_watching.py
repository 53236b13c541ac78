"""MkDocs' server is told at once what the system sees, and a little later what it does not."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from article_briefings.site import _watching as watching
from article_briefings.site._watching import QuickObserver
from tests.building import write

Observe = Callable[..., QuickObserver]
_PATIENCE = 10.0


class _Heard(FileSystemEventHandler):
    """The changes of files, as MkDocs hears them: it passes over those of folders."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            self.paths += [Path(str(p)).name for p in (event.src_path, event.dest_path) if p]

    def wait_for(self, name: str) -> None:
        end = time.monotonic() + _PATIENCE
        while name not in self.paths:
            assert time.monotonic() < end, f"nothing was heard of {name}: {self.paths}"
            time.sleep(0.01)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "briefings/articles/one/briefing.yml", "one")
    write(tmp_path, "briefings/actors/ada.yml", "ada")
    write(tmp_path, "docs/page.md", "page")
    return tmp_path / "briefings"


@pytest.fixture
def heard() -> _Heard:
    return _Heard()


@pytest.fixture
def observe(folder: Path, heard: _Heard, monkeypatch: pytest.MonkeyPatch) -> Iterator[Observe]:
    """Begins to observe, with a look besides every so many seconds; by default with none."""
    begun: list[QuickObserver] = []

    def begin(net: float = 1_000.0) -> QuickObserver:
        monkeypatch.setattr(watching, "_NET", net)
        observer = QuickObserver(PollingObserver(timeout=0.1), folder)
        observer.schedule(heard, str(folder.parent / "docs"), recursive=True)
        observer.schedule(heard, str(folder), recursive=True)
        observer.start()
        begun.append(observer)
        return observer

    yield begin
    for observer in begun:
        observer.stop()
        observer.join()


def test_a_change_is_told_by_the_system(folder: Path, heard: _Heard, observe: Observe) -> None:
    observe()
    (folder / "articles/one/briefing.yml").write_text("two")
    heard.wait_for("briefing.yml")
    write(folder, "articles/new/source.txt", "in a folder that was not there")
    heard.wait_for("source.txt")
    (folder / "actors/ada.yml").rename(folder / "actors/bea.yml")
    heard.wait_for("bea.yml")
    heard.paths.clear()
    (folder / "actors/bea.yml").unlink()
    heard.wait_for("bea.yml")


def test_reading_is_no_change(folder: Path, heard: _Heard, observe: Observe) -> None:
    observe()
    for path in folder.rglob("*.yml"):
        path.read_text()
    (folder / "actors/ada.yml").write_text("changed")  # what is told of is told in its order
    heard.wait_for("ada.yml")
    assert set(heard.paths) == {"ada.yml"}


def test_what_editors_leave_beside_a_file_is_no_change(
    folder: Path, heard: _Heard, observe: Observe
) -> None:
    observe(net=0.1)
    for name in (".ada.yml.swp", "ada.yml~", ".idea/workspace.xml"):
        write(folder, f"actors/{name}", "what an editor keeps")
    time.sleep(0.3)  # three looks
    (folder / "actors/ada.yml").write_text("changed")
    heard.wait_for("ada.yml")
    assert set(heard.paths) == {"ada.yml"}


def test_other_folders_stay_polled(folder: Path, heard: _Heard, observe: Observe) -> None:
    observe()
    write(folder.parent, "docs/page.md", "another page")
    heard.wait_for("page.md")


def test_what_the_system_does_not_tell_is_found(
    folder: Path, heard: _Heard, observe: Observe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching._Reported, "dispatch", lambda *_: None)  # as on a network's mount
    observe(net=0.1)
    (folder / "actors/ada.yml").write_text("changed")
    heard.wait_for("ada.yml")


def test_a_change_is_not_found_once_more(folder: Path, heard: _Heard, observe: Observe) -> None:
    observe(net=0.1)
    new = write(folder, "actors/new", "written beside, as editors do")
    new.replace(folder / "actors/ada.yml")
    heard.wait_for("ada.yml")
    time.sleep(0.3)
    told = len(heard.paths)
    time.sleep(0.5)  # five more looks
    assert len(heard.paths) == told


def test_a_folder_that_leaves_is_noticed(folder: Path, heard: _Heard, observe: Observe) -> None:
    observe(net=0.1)
    shutil.move(folder / "articles/one", folder.parent / "kept")
    heard.wait_for("briefing.yml")


def test_where_the_system_has_no_watch_left_all_is_polled(
    folder: Path, heard: _Heard, observe: Observe, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refused(PollingObserver):
        def start(self) -> None:
            raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watching, "Observer", Refused)
    observe()
    (folder / "actors/ada.yml").write_text("changed")
    heard.wait_for("ada.yml")


def test_a_path_can_be_left_again(folder: Path, heard: _Heard, observe: Observe) -> None:
    observer = observe()
    for path in (folder, folder.parent / "docs"):
        observer.unschedule(observer.schedule(heard, str(path), recursive=True))
    inner: tuple[BaseObserver, ...] = observer._observers
    assert [len(one.emitters) for one in inner] == [0, 0, 0]

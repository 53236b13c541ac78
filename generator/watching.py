"""Waits until something changes in a folder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

_QUIET = 0.1
"""Seconds without a further change after which a change counts as complete."""
_READING = frozenset({"opened", "closed_no_write"})


@contextmanager
def watching(folder: Path) -> Iterator[Callable[[], None]]:
    """A function that returns when something below `folder` has changed since its last call."""
    handler = _Handler()
    observer = _observer(folder, handler)
    try:
        yield handler.wait
    finally:
        observer.stop()
        observer.join()


def _observer(folder: Path, handler: FileSystemEventHandler) -> Any:
    observer: Any = Observer()
    observer.schedule(handler, str(folder), recursive=True)
    try:
        observer.start()
    except OSError:  # the system's watches are used up
        observer = PollingObserver()
        observer.schedule(handler, str(folder), recursive=True)
        observer.start()
    return observer


class _Handler(FileSystemEventHandler):
    def __init__(self) -> None:
        self.changed = Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        # Our own reading makes events as well.
        if event.event_type not in _READING:
            self.changed.set()

    def wait(self) -> None:
        """Return after the next change, when the folder has come to rest."""
        while not self.changed.wait(1):  # in turns, so that Ctrl-C is heard on every system
            continue
        while self.changed.is_set():
            self.changed.clear()
            self.changed.wait(_QUIET)

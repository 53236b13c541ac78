"""Waits for changes in a folder, for `check --watch`.

Changes are detected with file system events. If the system cannot provide them (the number of
watches is limited), the folder is polled instead.
"""

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
    """Yield a function that waits for a change below `folder` since its last call."""
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
        # Our own reads cause events as well.
        if event.event_type not in _READING:
            self.changed.set()

    def wait(self) -> None:
        """Return after the next change, once the folder is quiet."""
        while not self.changed.wait(1):  # repeatedly, so that Ctrl-C works on every system
            continue
        while self.changed.is_set():
            self.changed.clear()
            self.changed.wait(_QUIET)

"""Waits until something changes in a folder, and tells MkDocs' server of it at once.

The system is asked to tell of changes. Where it cannot (it has a number of watches for all
programs), folders are looked through again and again instead; for the server they are
so besides, more rarely: on mounts of networks and containers events get lost.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

_QUIET = 0.1
"""Seconds without a further change after which a change counts as complete."""
_READING = frozenset({"opened", "closed_no_write"})
_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
_NET = 2.0
"""Seconds between two looks through the folder of which the system tells."""
_LATE = 10.0
"""Seconds within which a look finds what the system has told, while a build takes the time."""


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


class QuickObserver:
    """Stands in the place of the observer of MkDocs' server, which polls twice a second.

    To look through ten thousand files takes some tenths of a second of the interpreter in
    which the site is built. Of one folder the system tells instead; everything else stays polled.
    """

    def __init__(self, polling: BaseObserver, folder: Path) -> None:
        self._polling, self._folder = polling, str(folder)
        self._native: BaseObserver = Observer()
        self._net: BaseObserver = PollingObserver(timeout=_NET)
        self._told = _Told(self._folder)

    def schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool
    ) -> ObservedWatch:
        """Tell `handler` of what changes at `path`."""
        if path != self._folder:
            return self._polling.schedule(handler, path, recursive=recursive)
        self._told.handler = handler
        self._native.schedule(self._told, path, recursive=recursive, event_filter=_CHANGES)
        return self._net.schedule(_Missed(self._told), path, recursive=recursive)

    def unschedule(self, watch: ObservedWatch) -> None:
        """Tell no more of a path."""
        if watch.path != self._folder:
            self._polling.unschedule(watch)
            return
        self._native.unschedule_all()
        self._net.unschedule_all()

    def start(self) -> None:
        """Begin to tell."""
        self._polling.start()
        try:
            self._native.start()
        except OSError:  # the system's watches are used up
            if self._told.handler:
                self._polling.schedule(self._told.handler, self._folder, recursive=True)
        else:
            self._net.start()

    def stop(self) -> None:
        """Tell of nothing more."""
        for observer in self._observers:
            observer.stop()

    def join(self) -> None:
        """Wait until nothing is told any more."""
        for observer in self._observers:
            if observer.is_alive():
                observer.join()

    @property
    def _observers(self) -> tuple[BaseObserver, ...]:
        return self._polling, self._native, self._net


class _Told(FileSystemEventHandler):
    """Passes on what the system tells, and remembers for a while of which paths that was."""

    handler: FileSystemEventHandler | None = None

    def __init__(self, folder: str) -> None:
        self._above = len(folder)
        self._last: dict[str, float] = {}

    def dispatch(self, event: FileSystemEvent) -> None:
        """Pass it on."""
        paths = self._read(event)
        if not paths:
            return
        now = monotonic()
        self._last = {path: at for path, at in self._last.items() if now - at < _LATE}
        self._last |= dict.fromkeys(paths, now)
        if self.handler:
            self.handler.dispatch(event)

    def knows(self, event: FileSystemEvent) -> bool:
        """Whether it is no news: nobody reads its paths, or the system told of one lately."""
        now, paths = monotonic(), self._read(event)
        return not paths or any(now - self._last.get(path, -_LATE) < _LATE for path in paths)

    def _read(self, event: FileSystemEvent) -> set[str]:
        """The paths of an event but for those that the loader passes over: editors' leftovers."""
        paths = {os.fsdecode(path) for path in (event.src_path, event.dest_path) if path}
        return {p for p in paths if f"{os.sep}." not in p[self._above :] and not p.endswith("~")}


class _Missed(FileSystemEventHandler):
    """Passes on only what the system has not told."""

    def __init__(self, told: _Told) -> None:
        self._told = told

    def dispatch(self, event: FileSystemEvent) -> None:
        """Pass it on if it is news."""
        if self._told.handler and not self._told.knows(event):
            self._told.handler.dispatch(event)

"""Reports changes in a folder to MkDocs' server immediately.

Changes are detected with file system events. If the system cannot provide them (the number of
watches is limited), folders are polled instead. They are also polled, less often, because
events can be lost on network and container mounts.
"""

import os
from pathlib import Path
from time import monotonic

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

_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
_NET = 2.0
"""Seconds between two polls of the folder that is watched with events."""
_LATE = 10.0
"""Seconds after an event within which a poll may find the same change, delayed by a build."""


class QuickObserver:
    """Replaces the observer of MkDocs' server, which polls twice a second.

    Polling ten thousand files costs some tenths of a second in the interpreter that builds the
    site. One folder is therefore watched with events; everything else is still polled.
    """

    def __init__(self, polling: BaseObserver, folder: Path) -> None:
        self._polling, self._folder = polling, str(folder)
        self._native: BaseObserver = Observer()
        self._net: BaseObserver = PollingObserver(timeout=_NET)
        self._events = _Reported(self._folder)

    def schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool
    ) -> ObservedWatch:
        """Report changes at `path` to `handler`."""
        if path != self._folder:
            return self._polling.schedule(handler, path, recursive=recursive)
        self._events.handler = handler
        self._native.schedule(self._events, path, recursive=recursive, event_filter=_CHANGES)
        return self._net.schedule(_Missed(self._events), path, recursive=recursive)

    def unschedule(self, watch: ObservedWatch) -> None:
        """Stop reporting changes at a path."""
        if watch.path != self._folder:
            self._polling.unschedule(watch)
            return
        self._native.unschedule_all()
        self._net.unschedule_all()

    def start(self) -> None:
        """Start reporting changes."""
        self._polling.start()
        try:
            self._native.start()
        except OSError:  # the system's watches are used up
            if self._events.handler:
                self._polling.schedule(self._events.handler, self._folder, recursive=True)
        else:
            self._net.start()

    def stop(self) -> None:
        """Stop reporting changes."""
        for observer in self._observers:
            observer.stop()

    def join(self) -> None:
        """Wait until all observers have stopped."""
        for observer in self._observers:
            if observer.is_alive():
                observer.join()

    @property
    def _observers(self) -> tuple[BaseObserver, ...]:
        return self._polling, self._native, self._net


class _Reported(FileSystemEventHandler):
    """Passes on events from the system, and remembers their paths for a while."""

    handler: FileSystemEventHandler | None = None

    def __init__(self, folder: str) -> None:
        self._above = len(folder)
        self._last: dict[str, float] = {}

    def dispatch(self, event: FileSystemEvent) -> None:
        """Pass an event on."""
        paths = self._read(event)
        if not paths:
            return
        now = monotonic()
        self._last = {path: at for path, at in self._last.items() if now - at < _LATE}
        self._last |= dict.fromkeys(paths, now)
        if self.handler:
            self.handler.dispatch(event)

    def knows(self, event: FileSystemEvent) -> bool:
        """Whether an event can be ignored: its paths are not read, or one was reported recently."""
        now, paths = monotonic(), self._read(event)
        return not paths or any(now - self._last.get(path, -_LATE) < _LATE for path in paths)

    def _read(self, event: FileSystemEvent) -> set[str]:
        """Return the paths of an event, except those that the loader skips: editors' leftovers."""
        paths = {os.fsdecode(path) for path in (event.src_path, event.dest_path) if path}
        return {p for p in paths if f"{os.sep}." not in p[self._above :] and not p.endswith("~")}


class _Missed(FileSystemEventHandler):
    """Passes on only changes that the system has not reported."""

    def __init__(self, events: _Reported) -> None:
        self._events = events

    def dispatch(self, event: FileSystemEvent) -> None:
        """Pass an event on if its change has not been reported."""
        if self._events.handler and not self._events.knows(event):
            self._events.handler.dispatch(event)

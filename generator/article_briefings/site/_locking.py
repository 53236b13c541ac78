"""Allows one build of a project at a time, with a lock that ends with its process."""

import logging
import os
from pathlib import Path

try:
    import fcntl
except ImportError:  # no such locks on this system; SQLite still protects the results
    fcntl = None  # type: ignore[assignment]

_log = logging.getLogger("mkdocs.plugins.briefings")


class Lock:
    """An exclusive lock on a folder, without writing to it; no lock if the system has none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: int | None = None
        """The descriptor of the open folder, while the lock is held."""

    def acquire(self) -> None:
        """Acquire the lock; log a message if that means waiting for another build."""
        if self._held is not None or fcntl is None:
            return
        try:
            folder = os.open(self._folder, os.O_RDONLY)
        except OSError:
            return
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _log.info("another build of this project is running (%s); waiting for it", self._folder)
            fcntl.flock(folder, fcntl.LOCK_EX)
        except OSError:
            os.close(folder)
            return
        self._held = folder

    def release(self) -> None:
        """Release the lock."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

"""One build of a project at a time: a lock that is gone with the process that holds it."""

import logging
import os
from pathlib import Path

try:
    import fcntl
except ImportError:  # no such locks on this system; SQLite keeps the results whole all the same
    fcntl = None  # type: ignore[assignment]

_log = logging.getLogger("mkdocs.plugins.briefings")


class Lock:
    """An exclusive lock on a folder, which nothing is written to; none where that cannot be had."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: int | None = None
        """The open folder."""

    def take(self) -> None:
        """Wait until nobody else has the lock, and say so if that takes time."""
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

    def give_back(self) -> None:
        """Let the next one go on."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

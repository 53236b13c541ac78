"""One build of a project at a time: a lock that is gone with the process that holds it."""

import logging
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # no such locks on this system; SQLite keeps the results whole all the same
    fcntl = None  # type: ignore[assignment]

_log = logging.getLogger("mkdocs.plugins.briefings")


class Lock:
    """An exclusive lock on the file `path`; none if it is None or cannot be written."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def take(self) -> None:
        """Wait until nobody else has the lock, and say so if that takes time."""
        if self._path is None or self._file is not None or fcntl is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = self._path.open("ab")
        except OSError:
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _log.info("another build of this project is running (%s); waiting for it", self._path)
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError:
            file.close()
            return
        self._file = file

    def give_back(self) -> None:
        """Let the next one go on."""
        if self._file is not None:
            self._file.close()
            self._file = None

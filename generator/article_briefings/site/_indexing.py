"""Builds the search index of a preview in a separate process, while the pages can be read.

Saving a file does not wait for the index: the process has the lowest priority, and the next build
stops it. If an index is not finished, the previous one stays in use.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from article_briefings.build import Store
from article_briefings.diagnostics import CrashReport
from article_briefings.search import new_index

PAUSE = 1.0
"""Seconds before the work starts, during which a further save stops the process."""


class Indexing:
    """A process that builds the index in `folder` for the finished pages of `site`."""

    def __init__(
        self, site: Path, folder: Path, store: Path, name: str, pages: Mapping[str, str]
    ) -> None:
        request = [*map(str, (site, folder, store)), name, dict(pages)]
        with tempfile.TemporaryFile() as file:  # a pipe would have to be written by a thread
            file.write(json.dumps(request).encode())
            file.seek(0)
            self._process = subprocess.Popen(
                # `-m` would warn on every save that the module is imported already.
                [sys.executable, "-c", "from article_briefings.site._indexing import main; main()"],
                stdin=file,
                start_new_session=True,  # for Pagefind to end with it
            )

    def stop(self) -> None:
        """Stop the process, however far it is."""
        if self._process.poll() is None:
            with suppress(OSError):
                if sys.platform == "win32":
                    self._process.kill()
                else:
                    os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def main() -> None:
    """Build the index that standard input describes."""
    if sys.platform != "win32":
        os.nice(19)
    time.sleep(PAUSE)
    site, folder, path, name, pages = json.load(sys.stdin)
    store = Store(Path(path))
    try:
        new_index(Path(site), Path(folder), pages, name, store)()
        store.commit()
    except Exception as error:  # no caller could catch it
        crash = CrashReport(error, file="the search index")
        crash.show()
        sys.exit(crash.exit_code)

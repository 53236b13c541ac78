"""The search index of a preview, made by a process of its own while the pages are being read.

A save does not wait for it: the process has the lowest priority, and a build that begins
ends it. An index that is not finished leaves the one before in use.
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
from article_briefings.diagnostics import DEBUG, debugging, exit_code, name_file, report
from article_briefings.search import update_index

PAUSE = 1.0
"""Seconds in which a further save ends the process before it has begun."""


class Indexing:
    """A process that makes the index in `folder` for the finished pages of `site`."""

    def __init__(
        self, site: Path, folder: Path, store: Path, name: str, pages: Mapping[str, str]
    ) -> None:
        told = {
            "site": str(site),
            "folder": str(folder),
            "store": str(store),
            "name": name,
            "pages": dict(pages),
        }
        with tempfile.TemporaryFile() as order:  # a pipe would have to be written by a thread
            order.write(json.dumps(told).encode())
            order.seek(0)
            self._process = subprocess.Popen(
                [sys.executable, "-m", "article_briefings.site._indexing"],
                stdin=order,
                start_new_session=True,  # so that Pagefind ends with it
            )

    def stop(self) -> None:
        """End it, wherever it is."""
        if self._process.poll() is None:
            with suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def main() -> None:
    """Make the index that standard input describes."""
    os.nice(19)
    time.sleep(PAUSE)
    told = json.load(sys.stdin)
    store = Store(Path(told["store"]))
    try:
        site, folder = Path(told["site"]), Path(told["folder"])
        update_index(site, folder, told["pages"], told["name"], store)
        store.commit()
    except Exception as error:  # nobody is there who could catch it
        name_file(error, "the search index")
        report(error, f"{DEBUG}=1", debugging())
        sys.exit(exit_code(error))


if __name__ == "__main__":
    main()

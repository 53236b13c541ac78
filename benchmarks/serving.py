"""`mkdocs serve`: from saving a file to the new page being served."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from benchmarks.edits import Project

SAVES = 5
ASK_EVERY = 0.02  # seconds
_BETWEEN = 2.0  # seconds: work that continues after a save can finish
_PATIENCE = 1_800.0  # seconds


def seconds_to_served(project: Project, variables: dict[str, str]) -> tuple[float, list[float]]:
    """The seconds until `mkdocs serve` answers, and from each save to the new page.

    MkDocs waits for further changes before it builds, and answers no request
    while it does; both are in the figure.
    """
    path = project.served_at(project.made.newest)
    start = time.perf_counter()
    with _serving(project, variables) as port:
        _wait(port, path, "<h1")
        first = time.perf_counter() - start
        saves = []
        for _ in range(SAVES):
            time.sleep(_BETWEEN)
            words = project.edit_claim(project.made.newest)
            start = time.perf_counter()
            _wait(port, path, words)
            saves.append(time.perf_counter() - start)
    return first, saves


@contextmanager
def _serving(project: Project, variables: dict[str, str]) -> Iterator[int]:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-q", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=project.folder,
        env=variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # the server and its workers
        process.wait(timeout=60)


def _wait(port: int, path: str, words: str) -> None:
    """Request a page until it holds the words."""
    end = time.perf_counter() + _PATIENCE
    while time.perf_counter() < end:
        if words in _page(port, path):
            return
        time.sleep(ASK_EVERY)
    raise RuntimeError(f"{path} did not come to hold: {words}")


def _page(port: int, path: str) -> str:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)) as connection:
        try:
            connection.request("GET", path)
            return connection.getresponse().read().decode("utf-8")
        except (OSError, http.client.HTTPException):
            return ""

"""Serves a built site as GitHub Pages does: below a sub-path, text compressed, cached."""

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PREFIX = "/article-briefings"
_PACKED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}


@cache
def _body(path: Path, packed: bool) -> bytes:
    data = path.read_bytes()
    return gzip.compress(data, 6, mtime=0) if packed else data


class _Pages(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, sent: Callable[[str, int], None] | None, **settings: Any):
        self._sent = sent
        super().__init__(*args, **settings)

    def do_GET(self) -> None:
        """Answer with a file, or with the site's page for missing files."""
        site = Path(self.directory)
        path = Path(self.translate_path(self.path.removeprefix(PREFIX)))
        if path.is_dir():
            path /= "index.html"
        found = self.path.startswith(f"{PREFIX}/") and path.is_file()
        if not found:
            path = site / "404.html"
        packed = path.suffix in _PACKED and "gzip" in self.headers.get("Accept-Encoding", "")
        body = _body(path, packed)
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        if self._sent:
            self._sent(self.path.removeprefix(PREFIX), len(body))

    def log_message(self, *_: object) -> None:
        """Log nothing: the benchmark prints its own lines."""


@contextmanager
def serving(site: Path, sent: Callable[[str, int], None] | None = None) -> Iterator[str]:
    """Serve a site during the block; `sent` is called with each path and its bytes."""
    pages = partial(_Pages, directory=str(site), sent=sent)
    server = ThreadingHTTPServer(("127.0.0.1", 0), pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

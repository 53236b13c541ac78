"""The search index of a site that is finished, with nothing kept for another run."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from generator.pages.page import SearchRecord
from generator.search.parts import Unit
from generator.search.update import update_index


class _NoStore:
    """Keeps nothing."""

    def get(self, kind: str, key: str) -> None:
        """Nothing was kept."""

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Forget it."""


def write_index(site: Path, records: Iterable[SearchRecord]) -> None:
    """Index all pages below `site` and the records into `site/pagefind`."""
    claims: dict[str, list[SearchRecord]] = defaultdict(list)
    for record in records:
        claims[record.url.partition("#")[0]].append(record)
    pages = {_address(path.relative_to(site)): path for path in site.rglob("*.html")}
    units = [Unit(url, "", _finished(pages.get(url), claims[url])) for url in {*pages, *claims}]
    update_index(site / "pagefind", units, _NoStore(), os.cpu_count() or 1)


def _address(path: Path) -> str:
    address = path.as_posix()
    return address.removesuffix("index.html") if path.name == "index.html" else address


def _finished(
    page: Path | None, records: Sequence[SearchRecord]
) -> Callable[[], tuple[str, Sequence[SearchRecord]]]:
    return lambda: (page.read_text("utf-8") if page else "", records)

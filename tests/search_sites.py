"""Small sites, what is kept of them from run to run, and runs that index them."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.pages.page import SearchRecord
from generator.search import IndexReport, Unit, update_index
from tests.search_indexes import files_of


@dataclass
class Memory:
    """A store."""

    held: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def get(self, kind: str, key: str) -> bytes | None:
        return self.held.get((kind, key))

    def put(self, kind: str, key: str, data: bytes) -> None:
        self.held[kind, key] = data


class Forgetful:
    """A store that loses everything."""

    def get(self, kind: str, key: str) -> None:
        pass

    def put(self, kind: str, key: str, data: bytes) -> None:
        pass


@dataclass(frozen=True)
class Text:
    """A page with its claims, in words."""

    words: str
    claims: tuple[str, ...] = ()
    found: bool = True
    """Whether its body is marked."""
    status: str = "Disputed"


Site = Mapping[str, Text]

_PAGE = (
    "<!doctype html><html lang='fa'><head><title>x</title></head><body><nav>never found</nav>"
    "<main{0}><h1>{1}</h1><h2 id='more'>More</h2><p>{2}</p></main></body></html>"
)
WORDS = re.findall(
    r"\S+", "café cafe naïve Kanaani کنعانی rivers river river’s BRÜCKE it's_one x-ray 1,000 և"
)


def html_of(url: str, text: Text) -> str:
    """The finished page of a unit."""
    body = f" data-pagefind-body data-pagefind-filter='kind:{url[0]}'" if text.found else ""
    return _PAGE.format(body, url, text.words)


def records_of(url: str, text: Text) -> list[SearchRecord]:
    """The records of its claims."""
    return [
        SearchRecord(
            f"{url}#claim-{number}",
            f"Claim {number}",
            words,
            "Ada Fable, café",
            (("kind", "Claim"), ("status", text.status), ("status", "Any")),
            "The Gazette",
        )
        for number, words in enumerate(text.claims)
    ]


def units_of(site: Site) -> list[Unit]:
    """The units of a site."""

    def unit(url: str, text: Text) -> Unit:
        key = hashlib.sha256(repr(text).encode()).hexdigest()
        return Unit(url, key, lambda: (html_of(url, text), records_of(url, text)))

    return [unit(url, text) for url, text in site.items()]


def update(folder: Path, site: Site, store: Any) -> tuple[dict[str, bytes], IndexReport]:
    """The files of the index after a run, and what the run has done."""
    report = update_index(folder, units_of(site), store, 2)
    return files_of(folder), report


def site_of(pages: int = 14) -> dict[str, Text]:
    """A site with up to three claims for each page."""

    def words(seed: int, count: int) -> str:
        return " ".join(WORDS[(seed * 7 + n * n) % len(WORDS)] + str(n % 5) for n in range(count))

    return {
        f"{'abc'[at % 3]}/page-{at}/": Text(
            words(at, 30), tuple(words(at + n, 9) for n in range(at % 4)), at % 5 != 4
        )
        for at in range(pages)
    }

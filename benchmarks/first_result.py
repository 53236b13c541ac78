"""Measure search in Chromium: the time to the first result, and the bytes loaded for it.

Both searches open with the words in the address, in a browser with nothing of
the site in its cache. The time runs from the start of the navigation to the
frame in which a result appears. Bytes are those of the response bodies as
sent, compressed; those of the search are its program, its index and
its results, without the page around it.
"""

import os
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import yaml
from playwright.sync_api import Browser, sync_playwright

from benchmarks.gzip_server import serving
from benchmarks.processes import chromium
from benchmarks.words import tongues

_PATIENCE = 300_000  # milliseconds
_OURS, _PEER = ".search-results a", ".md-search-result__item a"
_OF_SEARCH = ("/pagefind/", "/search/search_index", "/assets/javascripts/workers/search")
_WAIT = "selector => document.querySelector(selector) ? performance.now() : 0"


@dataclass(frozen=True)
class Words:
    """The words to search for, and a filter."""

    common: str
    rare: str
    actor: str
    """The name of the actor in most articles: a filter."""


@dataclass
class _Sent:
    """The responses of a server."""

    bytes: Counter[str] = field(default_factory=Counter)

    def __call__(self, path: str, size: int) -> None:
        of_search = path.startswith(_OF_SEARCH) or path.endswith("search.js")
        self.bytes.update({"all": size, "search": size if of_search else 0})


def choose(project: Path) -> Words:
    """A word in most articles, one in a single article or as few as possible, and a filter."""
    articles: Counter[str] = Counter()
    for path in sorted((project / "briefings" / "articles").glob("*/source.txt")):
        articles.update(set(re.findall(r"\b[a-z]{6,}\b", path.read_text("utf-8"))))
    english = tongues()[0]
    for word in (*english.frequent, english.said, english.reported):
        del articles[word]
    ranked = sorted(articles, key=lambda word: (-articles[word], word))
    rare = min(word for word in ranked if articles[word] == articles[ranked[-1]])
    return Words(ranked[0], rare, _actor(project))


def _actor(project: Path) -> str:
    shown: Counter[str] = Counter()
    for path in sorted((project / "briefings" / "articles").glob("*/briefing.yml")):
        shown.update(re.findall(r"^- actor: (.*)$", path.read_text("utf-8"), re.MULTILINE))
    most = max(sorted(shown), key=lambda name: shown[name])
    file = project / "briefings" / "actors" / f"{most}.yml"
    return str(yaml.safe_load(file.read_text("utf-8"))["name"])


def measure(
    ours: Path, peer: Path, words: Words, repeats: int
) -> dict[str, dict[str, dict[str, Any]]]:
    """For each query, ours and the peer's: milliseconds, bytes of the search and of all."""
    asked = {
        "common": ({"q": words.common}, {"q": words.common}),
        "rare": ({"q": words.rare}, {"q": words.rare}),
        # Material's search has no filters: it searches for the word alone.
        "filter": ({"q": words.common, "actor": words.actor}, {"q": words.common}),
    }
    with sync_playwright() as playwright:
        program = chromium()
        browser = playwright.chromium.launch(executable_path=program, args=_flags())
        found = {
            name: {
                "ours": _ask(browser, ours, f"search/?{urlencode(mine)}", _OURS, repeats),
                "peer": _ask(browser, peer, f"?{urlencode(theirs)}", _PEER, repeats),
            }
            for name, (mine, theirs) in asked.items()
        }
        browser.close()
    return found


def _flags() -> list[str]:
    return ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def _ask(browser: Browser, site: Path, address: str, selector: str, repeats: int) -> dict[str, Any]:
    sent = _Sent()
    times, until_then = [], Counter[str]()
    with serving(site, sent) as root:
        for _ in range(repeats + 1):  # the first visit fills the server's cache
            sent.bytes.clear()
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.goto(f"{root}{address}", wait_until="commit")
            found = page.wait_for_function(_WAIT, arg=selector, timeout=_PATIENCE)
            times.append(round(float(found.json_value()), 1))
            until_then = sent.bytes.copy()
            page.wait_for_load_state("networkidle")
            context.close()
    return {
        "milliseconds": times[1:],
        "search_bytes": until_then["search"],
        "all_bytes": until_then["all"],
    }

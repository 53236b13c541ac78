"""Pagefind as an analyser: some pages with their claims → a segment of the index for each.

Pagefind makes a small index of a batch of units; its posting lists are cut
apart by unit. What a unit gets must not depend on which others are in the
batch, so every document goes under a number instead of its address, and each
batch begins with a page of ours. Where any page marks its body, Pagefind
leaves out those that do not; and metadata is numbered by all names in the
batch, so the page's record has all that there are.
"""

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from generator.models.unseen import undirected
from generator.pages.page import SearchRecord
from generator.search import pagefind_format as pagefind
from generator.search.pagefind_service import PagefindError, run_requests
from generator.search.segments import Documents, Lists, PostingList, Segment, Unit

# What is no content: links and notes for readers of the page, what says in other words what the
# text says, and the headings of all pages of a kind. A label (`dt`) would also be joined to the
# first word of its value. An excerpt begins below the heading of the bottom line. The rest that is
# to be left out has `data-pagefind-ignore`.
_LEFT_OUT = (
    *(".headerlink", ".words i", ".show", ".skip", ".edit", ".changed", ".imprint", ".tag", "dt"),
    *(".empty", ".section-note", ".article-note", ".legend"),
    *(".asides", ".glance", ".fig", ".claim-views"),
    *(f".page-{kind} h2" for kind in ("briefing", "actor", "topic", "story", "background")),
)
CONFIG: Mapping[str, Any] = {
    "force_language": pagefind.LANGUAGE,
    "exclude_selectors": list(_LEFT_OUT),
}
METADATA = ("chain", "image", "image_alt", "kind", "title", "where")
"""The names of all metadata, in order: what templates say of a page, and what Pagefind adds."""

# The site has its own search box; Pagefind's ready-made ones are not used.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "*-highlight.js")


@dataclass(frozen=True)
class Source:
    """A unit to be analysed: a finished page, and the records of its claims."""

    url: str
    html: str
    records: Sequence[SearchRecord]


@dataclass(frozen=True)
class Analysis:
    """A unit's part of the index, and the file of its results: the page's, then the claims'."""

    segment: Segment
    results: bytes


@dataclass(frozen=True)
class Answer:
    """What Pagefind made of a batch."""

    analyses: Sequence[Analysis]
    """In the order of the sources."""
    program: Mapping[str, bytes]
    """The files that search in the browser, by name; the index's entry, for its settings."""


def analyse(sources: Sequence[Source]) -> Answer:
    """Let Pagefind analyse a batch, which must not be empty for want of stale units."""
    *_, answer = run_requests(CONFIG, [*_ours(), *_requests(sources), {"type": "GetFiles"}])
    files = {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}
    try:
        return Answer(_Batch(sources, files).analyses(), _program(files))
    except (KeyError, TypeError, ValueError, IndexError, OSError, EOFError) as error:
        raise PagefindError(f"Pagefind's index is not of the form expected: {error!r}") from error
    except pagefind.FormatError as error:
        raise PagefindError(str(error)) from error


def _ours() -> Iterator[dict[str, Any]]:
    page = "<!doctype html><html><body><main data-pagefind-body>page</main></body></html>"
    # Of two documents with one address, Pagefind keeps the second.
    yield {"type": "AddFile", "url": "page", "file_contents": page}
    yield _record("record", "record", dict.fromkeys(METADATA, "-"), {})


def _requests(sources: Sequence[Source]) -> Iterator[dict[str, Any]]:
    for at, source in enumerate(sources):
        if source.html:
            yield {"type": "AddFile", "url": str(at), "file_contents": source.html}
        for number, record in enumerate(source.records):
            about = {
                "title": record.title,
                "kind": "Claim",
                "chain": record.chain,
                "where": record.where,
            }
            yield _record(f"{at} {number}", record.content, about, _filters(record))


def _record(
    url: str, content: str, about: dict[str, str], filters: dict[str, list[str]]
) -> dict[str, Any]:
    return {
        "type": "AddRecord",
        "url": url,
        "content": content,
        "language": pagefind.LANGUAGE,
        "meta": about,
        "filters": filters,
    }


def _filters(record: SearchRecord) -> dict[str, list[str]]:
    filters: dict[str, list[str]] = {}
    for name, value in record.filters:
        filters.setdefault(name, []).append(value)
    return filters


def _program(files: Mapping[str, bytes]) -> dict[str, bytes]:
    program = {
        name: data
        for name, data in files.items()
        if "/" not in name
        and not name.endswith(".pf_meta")
        and not any(fnmatchcase(name, pattern) for pattern in _UNUSED)
    }
    # The entry of no index: the same of every batch.
    return program | {pagefind.ENTRY: pagefind.entry_of(files[pagefind.ENTRY], "", 0)}


def _result(address: str, result: Mapping[str, Any]) -> Sequence[str | int]:
    """What the list of results shows: address, kind, title, content, its start, chain, where.

    The start is the number of words of the title, if the content begins with it.
    """
    about = result["meta"]
    kind = about.get("kind", "Page")
    # The words of a claim stand in its title; its result has no excerpt.
    content = "" if kind == "Claim" else undirected(result["content"].replace("\u200b", ""))
    title = about.get("title", address)
    start = len(re.split(r"\s+", title)) if content.startswith(title) else 0
    return address, kind, title, content, start, about.get("chain", ""), about.get("where", "")


@dataclass(slots=True)
class _Run:
    """One run of a unit's documents: its page, or its claims."""

    lengths: list[int]
    filters: dict[str, dict[str, list[int]]]
    lists: list[tuple[str, PostingList]]

    def documents(self) -> Documents:
        self.lists.sort(key=lambda entry: entry[0])
        filters = {name: dict(sorted(self.filters[name].items())) for name in sorted(self.filters)}
        return Documents(self.lengths, filters, Lists.of(self.lists))


class _Batch:
    """The index of a batch, cut apart by unit."""

    def __init__(self, sources: Sequence[Source], files: Mapping[str, bytes]) -> None:
        self._sources = sources
        self._files = files
        self._runs = [(_Run([], {}, []), _Run([], {}, [])) for _ in sources]
        self._results: list[list[Sequence[str | int]]] = [[] for _ in sources]
        self._owners: list[_Run | None] = []
        """The run of each document."""
        self._numbers: list[int] = []
        """Its number in the run."""
        self._last = (-1, -1)
        """The numbers of the last document's unit and claim. Those without words are left out."""

    def analyses(self) -> list[Analysis]:
        language = json.loads(self._files[pagefind.ENTRY])["languages"][pagefind.LANGUAGE]
        _, documents, chunks, filters, sorts, metadata = self._load(
            f"pagefind.{language['hash']}.pf_meta"
        )
        if tuple(metadata) != METADATA or sorts:
            unknown = sorted({*metadata} - {*METADATA}) or sorts
            raise PagefindError(f"a page has metadata that the search does not know: {unknown}")
        for name, length in documents:
            self._add_document(self._files[f"fragment/{name}.pf_fragment"], length)
        for _, _, name in chunks:
            chunk = pagefind.unpacked(self._files[f"index/{name}.pf_index"], name)
            for word, form, postings in pagefind.words_of(chunk):
                self._add_word(f"{word}\0{form}" if form else word, chunk, postings)
        for _, key in filters:
            self._add_filter(*self._load(f"filter/{key}.pf_filter"))
        return [self._analysis(at) for at in range(len(self._sources))]

    def _load(self, name: str) -> Any:
        return pagefind.loaded(self._files[name], name)

    def _add_document(self, file: bytes, length: int) -> None:
        result = json.loads(pagefind.unpacked(file, "a result"))
        if result["url"] in ("page", "record"):
            self._owners.append(None)
            self._numbers.append(0)
            return
        at, _, claim = result["url"].partition(" ")
        source = self._sources[int(at)]
        address = source.records[int(claim)].url if claim else source.url
        run = self._runs[int(at)][1 if claim else 0]
        if (int(at), int(claim or -1)) <= self._last:
            raise PagefindError("Pagefind has put documents into another order")
        self._last = (int(at), int(claim or -1))
        self._owners.append(run)
        self._numbers.append(len(run.lengths))
        run.lengths.append(length)
        self._results[int(at)].append(_result(address, result))

    def _add_word(self, key: str, chunk: bytes, postings: Sequence[pagefind.Posting]) -> None:
        """Give each run its part of a posting list, as it stands in the chunk."""
        owners, numbers = self._owners, self._numbers
        run, document, first, count, weight, begin, end = None, 0, 0, 0, 0, 0, 0
        for posting in postings:
            owner = owners[document + posting.distance]
            if owner is not run:
                if run is not None:
                    ends = (numbers[first], numbers[document])
                    run.lists.append((key, PostingList(count, *ends, weight, chunk[begin:end])))
                run, first, begin = owner, document + posting.distance, posting.rest
                count = weight = 0
            document += posting.distance
            count += 1
            weight += posting.weight
            end = posting.end
        if run is not None:
            ends = (numbers[first], numbers[document])
            run.lists.append((key, PostingList(count, *ends, weight, chunk[begin:end])))

    def _add_filter(self, name: str, values: Sequence[tuple[str, Sequence[int]]]) -> None:
        for value, documents in values:
            for document in documents:
                run = self._owners[document]
                if run is not None:
                    among = run.filters.setdefault(name, {}).setdefault(value, [])
                    among.append(self._numbers[document])

    def _analysis(self, at: int) -> Analysis:
        pages, claims = (run.documents() for run in self._runs[at])
        results = pagefind.compressed(self._results[at]) if self._results[at] else b""
        digest, size = pagefind.digest_of(results), len(results)
        unit = Unit(digest, len(pages.lengths), len(claims.lengths), size)
        return Analysis(Segment([unit], pages, claims), results)

"""Annotations as collections of the W3C's model, a file for each briefing and one for all.

https://www.w3.org/TR/annotation-model/#collections. The file of a briefing, `<slug>.jsonld`, is a
collection with its one page in it. `all--collection.jsonld` is that of all briefings; its pages of
at most `PAGE` annotations are the files `all--<number>.jsonld`. No slug has a double hyphen.

Each annotation is made once. What is in memory is those of one article and of one page.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import Corpus
from article_briefings.exporting._addresses import AnnotationAddresses
from article_briefings.exporting._annotations import annotations, creators, modified
from article_briefings.exporting._extensions import one_json
from article_briefings.exporting._targets import Told
from article_briefings.exporting._vocabulary import context
from article_briefings.models import compact

FORMAT = 1

PAGE = 200
"""How many annotations a page of the collection of all has at most."""


def collections(corpus: Corpus, name: str, url: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The files: those of briefings, the pages of all among them, and the collection of all.

    `name` is that of the site, `url` its address, in which all addresses begin.
    """
    addresses = AnnotationAddresses(url)
    everything = _Everything(name, addresses)
    for article in corpus.articles:
        made = [_json(told) for told in annotations(corpus, article, addresses)]
        yield f"{article.slug}.jsonld", _of_briefing(article, addresses, made)
        everything.waiting += made
        yield from everything.pages(PAGE)
    yield from everything.rest()


class _Everything:
    """The collection of all, whose pages are written as soon as they are full."""

    def __init__(self, name: str, addresses: AnnotationAddresses) -> None:
        self._name, self._addresses = name, addresses
        self._context = context(addresses)
        self._pages = self._total = 0
        self.waiting: list[bytes] = []
        """Annotations that stand in no page yet."""

    def pages(self, size: int) -> Iterator[tuple[str, Iterator[bytes]]]:
        """The pages that are full, each followed by another one."""
        while len(self.waiting) > size:
            items, self.waiting = self.waiting[:size], self.waiting[size:]
            yield self._page(items, last=False)

    def rest(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """The last page, and the collection."""
        if self.waiting:
            yield self._page(self.waiting, last=True)
        collection = self._address("collection")
        told: Told = {
            "@context": self._context,
            "id": collection,
            "type": "AnnotationCollection",
            "formatVersion": FORMAT,
            "label": f"{self._name}: all annotations",
            "total": self._total,
        }
        if self._pages:
            told |= {"first": self._address(1), "last": self._address(self._pages)}
        yield _file("collection"), iter((_json(told), b"\n"))

    def _page(self, items: Sequence[bytes], *, last: bool) -> tuple[str, Iterator[bytes]]:
        self._pages += 1
        told: Told = {
            "@context": self._context,
            "id": self._address(self._pages),
            "type": "AnnotationPage",
            "formatVersion": FORMAT,
            "partOf": self._address("collection"),
            "startIndex": self._total,
        }
        if not last:
            told["next"] = self._address(self._pages + 1)
        if self._pages > 1:
            told["prev"] = self._address(self._pages - 1)
        self._total += len(items)
        return _file(self._pages), iter((*_written(told, items), b"\n"))

    def _address(self, part: int | str) -> str:
        return self._addresses.annotation_file(_file(part))


def _file(part: int | str) -> str:
    """A file of the collection of all; pages are numbered from 1."""
    return f"all--{part}.jsonld"


def _of_briefing(
    article: AnchoredBriefing, addresses: AnnotationAddresses, made: Sequence[bytes]
) -> Iterator[bytes]:
    address = addresses.annotation_file(f"{article.slug}.jsonld")
    page = f"{address}#page"
    collection = {
        "@context": context(addresses),
        "id": address,
        "type": "AnnotationCollection",
        "formatVersion": FORMAT,
        "label": article.briefing.title,
        "creator": creators(article),
        **modified(article),
        "total": len(made),
        "last": page,
    }
    if article.briefing.extensions:
        collection["extensions"] = one_json(article.briefing.extensions)
    first = {"id": page, "type": "AnnotationPage", "partOf": address, "startIndex": 0}
    yield _json(collection)[:-1] + b',"first":'
    yield from _written(first, made)
    yield b"}\n"


def _written(page: Told, items: Sequence[bytes]) -> Iterator[bytes]:
    """A page with its annotations, one a line."""
    yield _json(page)[:-1] + b',"items":[\n'
    yield b",\n".join(items)
    yield b"\n]}"


def _json(value: Any) -> bytes:
    return compact(value).encode()

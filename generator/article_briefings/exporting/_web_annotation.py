"""Annotations as collections in the W3C's model: a file for each briefing and one for all.

https://www.w3.org/TR/annotation-model/#collections. The file of a briefing, `<slug>.jsonld`, is a
collection that embeds its one page. `all--collection.jsonld` covers all briefings; its pages of
at most `PAGE` annotations are the files `all--<number>.jsonld`. No slug has a double hyphen.

Each annotation is created once. Only those of one article and one page are in memory.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import Corpus
from article_briefings.exporting._annotations import annotations, creators, extensions_of, modified
from article_briefings.exporting._targets import AnnotationAddresses, JsonObject
from article_briefings.exporting._vocabulary import context
from article_briefings.models import compact

FORMAT = 1

PAGE = 200
"""The most annotations on a page of the collection of all briefings."""


def collections(corpus: Corpus, name: str, url: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The files of the briefings, with the pages of all in between, then the collection of all.

    `name` is the site's name, `url` its address, with which all addresses begin.
    """
    at = AnnotationAddresses(url)
    waiting: list[bytes] = []
    pages = total = 0

    def page(*, last: bool) -> tuple[str, Iterator[bytes]]:
        """The next page of the collection of all, from the waiting annotations."""
        nonlocal pages, total
        items, waiting[:PAGE] = waiting[:PAGE], []
        pages += 1
        page = _head(at, _file(pages), "AnnotationPage")
        page |= {"partOf": at.annotation_file(_file("collection")), "startIndex": total}
        if not last:
            page["next"] = at.annotation_file(_file(pages + 1))
        if pages > 1:
            page["prev"] = at.annotation_file(_file(pages - 1))
        total += len(items)
        return _file(pages), iter((*_with_items(page, items), b"\n"))

    for article in corpus.articles:
        annotated = [_json(one) for one in annotations(corpus, article, at)]
        yield f"{article.slug}.jsonld", _of_briefing(article, at, annotated)
        waiting += annotated
        while len(waiting) > PAGE:
            yield page(last=False)
    if waiting:
        yield page(last=True)
    collection = _head(at, _file("collection"), "AnnotationCollection")
    collection |= {"label": f"{name}: all annotations", "total": total}
    if pages:
        collection["first"] = at.annotation_file(_file(1))
        collection["last"] = at.annotation_file(_file(pages))
    yield _file("collection"), iter((_json(collection), b"\n"))


def _file(part: int | str) -> str:
    """A file of the collection of all briefings; pages are numbered from 1."""
    return f"all--{part}.jsonld"


def _of_briefing(
    article: AnchoredBriefing, at: AnnotationAddresses, annotated: Sequence[bytes]
) -> Iterator[bytes]:
    file = f"{article.slug}.jsonld"
    address = at.annotation_file(file)
    page = f"{address}#page"
    collection = _head(at, file, "AnnotationCollection") | {
        "label": article.briefing.title,
        "creator": creators(article),
        **modified(article),
        "total": len(annotated),
        "last": page,
    }
    if extensions := extensions_of(article.briefing.extensions):
        collection["extensions"] = extensions
    first = {"id": page, "type": "AnnotationPage", "partOf": address, "startIndex": 0}
    yield _json(collection)[:-1] + b',"first":'
    yield from _with_items(first, annotated)
    yield b"}\n"


def _head(at: AnnotationAddresses, file: str, kind: str) -> JsonObject:
    """The first fields of a file: a collection, or a page of the collection of all."""
    address = at.annotation_file(file)
    return {"@context": context(at), "id": address, "type": kind, "formatVersion": FORMAT}


def _with_items(page: JsonObject, items: Sequence[bytes]) -> Iterator[bytes]:
    """A page with its annotations, one per line."""
    yield _json(page)[:-1] + b',"items":[\n'
    yield b",\n".join(items)
    yield b"\n]}"


def _json(value: Any) -> bytes:
    return compact(value).encode()

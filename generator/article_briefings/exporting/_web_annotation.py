"""Annotations as collections in the W3C's model: a file for each briefing and one for all.

https://www.w3.org/TR/annotation-model/#collections. The file of a briefing, `<slug>.jsonld`, is a
collection that embeds its one page. `all--collection.jsonld` covers all briefings; its pages of
at most `PAGE` annotations are the files `all--<number>.jsonld`. No slug has a double hyphen.
Each annotation is created once. Only those of one article and one page are in memory.

Where the Web Annotation vocabulary has no term, there is one of ours (`TERMS`). It expands to an
address on the site's data page, which explains it. The W3C's context comes first and is not
changed: none of its terms is used in a different sense.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import Corpus
from article_briefings.exporting._annotations import annotations, creators, extensions_of, modified
from article_briefings.exporting._own import values_of
from article_briefings.exporting._targets import AnnotationAddresses, JsonObject
from article_briefings.models import compact

W3C_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_FORMS = {
    "address": {"@type": "@id"},
    "day": {"@type": "http://www.w3.org/2001/XMLSchema#date"},
    "records": {"@container": "@list"},
}
"""The JSON-LD types of values that are not plain text."""
FORMAT = 2
PAGE = 200
"""The most annotations on a page of the collection of all briefings."""


@dataclass(frozen=True, slots=True)
class Term:
    """A property."""

    name: str
    meaning: str
    kind: Literal["text", "address", "day", "number", "flag", "record", "records"] = "text"
    """The kind of its values; the order of `records` is significant."""


TERMS = (
    Term(
        "formatVersion",
        "The version of the export, on collections and pages: raised when old programs would "
        "be misled.",
        "number",
    ),
    Term("claim", "The claim that the annotation is of, as an address on its page.", "address"),
    Term("who", "Who says it; nothing shows `text` without it."),
    Term("text", "What is claimed, without who says it."),
    Term("kind", "What kind of statement the claim is: fact, prediction, position, and so on."),
    Term("key", "True for a claim that a reader with a minute should see.", "flag"),
    Term("implied", "True if the words only suggest it or take it for granted.", "flag"),
    Term("finding", "What a reader should believe, and why."),
    Term("quoteIn", "The text that the marked words are in: original or translation."),
    Term(
        "attribution",
        "How the claim went from its origin to the reader, a record for each step.",
        "records",
    ),
    Term(
        "speaker",
        "“unknown” if the speaker is not identified yet; the claim then has no attribution.",
    ),
    Term("actor", "Who spoke or relayed.", "address"),
    Term("unnamed", "A source without a name, in the article’s words if it has any."),
    Term("identifiedAs", "Who such a source is, if evidence shows it.", "address"),
    Term("cue", "The annotation of the words by which the article states the step.", "address"),
    Term("shownBy", "The evidence item that shows what the article does not state.", "address"),
    Term("form", "How the words are given: direct, indirect, mixed or translated."),
    Term(
        "briefingVia",
        "False if the steps through which the other claims of its paragraphs came do not apply.",
        "flag",
    ),
    Term(
        "said",
        "Was it said? The annotator’s verdicts, a record for each judged step of the chain.",
        "records",
    ),
    Term(
        "saidVerdict",
        "Whether the step said it: confirmed, single-source, doubtful or misreported. It says "
        "nothing about whether it is so.",
    ),
    Term("of", "Whose step it is, as the annotator named it."),
    Term("accounts", "How many accounts show the verdict on the saying.", "number"),
    Term("witnesses", "How many separate witnesses those accounts have.", "number"),
    Term("so", "Is it so? The annotator’s verdict on the thing itself.", "record"),
    Term(
        "soVerdict",
        "Whether it is so: corroborated, supported, disputed, refuted, unresolved or pending. It "
        "says nothing about whether it was said.",
    ),
    Term("due", "For a pending verdict, the day on which one can know.", "day"),
    Term("reports", "How many reports show the verdict on the thing itself.", "number"),
    Term("origins", "How many separate origins those reports have besides the speaker.", "number"),
    Term("asOf", "The day to which a verdict applies.", "day"),
    Term("judgedBy", "Who judged, if not the annotators of the briefing."),
    Term("rationale", "The reasons for a verdict, in Markdown."),
    Term("credibility", "1 (confirmed) to 6 (cannot be judged) of the Admiralty system.", "number"),
    Term("likelihood", "How likely the claim is to be or to come true, a term of ICD 203."),
    Term("confidence", "How well founded the judgement is: low, moderate or high."),
    Term("evidence", "What a verdict rests on, a record for each item.", "records"),
    Term("item", "An evidence item, as an address on the briefing’s page.", "address"),
    Term(
        "relation",
        "What an item does to the verdict’s question (supports, refutes, context), or what the "
        "claim does to another (contradicts, repeats, supports, qualifies).",
    ),
    Term("cites", "Whom a report cites for this point: an actor’s id or a plain name."),
    Term("record", "True if the item is the thing itself in full, such as a recording.", "flag"),
    Term("best", "True for the source that a reader should open first.", "flag"),
    Term("shows", "What an item shows, and what it does not."),
    Term("relations", "Its relations to other claims, a record for each.", "records"),
    Term("other", "The annotation of the other claim.", "address"),
    Term("cueOf", "The annotation of the claim that a cue belongs to.", "address"),
    Term("step", "The number of a step of the chain; the origin is 1.", "number"),
    Term("event", "The event that the annotation is of, as an address on its page.", "address"),
    Term("date", "When something happened or was published, in EDTF (ISO 8601-2)."),
    Term("earliest", "The first day that the date can mean.", "day"),
    Term("latest", "The last day that the date can mean.", "day"),
    Term("actors", "Who took part.", "address"),
    Term("note", "A remark for readers: on a date, a document, or where one looked for a verdict."),
    Term("title", "A document’s own title."),
    Term("publisher", "Who published a document."),
    Term("archivedUrl", "A permanent copy of a document.", "address"),
    Term("retrieved", "The day on which a document was read.", "day"),
    Term(
        "relays",
        "Whose reports a document copies: evidence items, actors or plain names. Empty for its "
        "publisher’s own report, missing if nobody knows.",
    ),
    Term("ownReport", "Whether a document copies nobody; missing if nobody knows.", "flag"),
    Term("isTheArticle", "True if a document is the annotated article itself.", "flag"),
    Term("formerly", "Earlier ids, whose addresses still lead to it."),
    Term(
        "corrections",
        "On the collection of a briefing: what has changed since it was published, a record each.",
        "records",
    ),
    Term("changed", "The claims whose text or verdict a correction changed.", "address"),
    Term("withdrawn", "The ids of claims that a correction removed."),
    Term("correction", "What was wrong, and what is right."),
    Term("fields", "Values of the project’s own fields, as the text of a JSON object."),
    Term("extensions", "What other programs keep with it, as the text of a JSON object."),
)
"""Every term of our own."""


def context(addresses: AnnotationAddresses) -> list[Any]:
    """The value of `@context`: the W3C's context and ours."""
    ours = {one.name: {"@id": addresses.term(one.name)} | _FORMS.get(one.kind, {}) for one in TERMS}
    return [W3C_CONTEXT, ours]


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
    briefing = article.briefing
    if briefing.formerly:
        collection["formerly"] = list(briefing.formerly)
    if briefing.corrections:
        collection["corrections"] = [
            {
                "date": str(one.date),
                "correction": one.text,
                "changed": [at.claim(article.slug, claim) for claim in one.claims],
                "withdrawn": list(one.withdrawn),
            }
            for one in briefing.corrections
        ]
    if fields := values_of(briefing.fields):
        collection["fields"] = fields
    if extensions := extensions_of(briefing.extensions):
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

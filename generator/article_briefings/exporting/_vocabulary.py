"""Our own terms where the Web Annotation vocabulary has none, and their JSON-LD context.

Each expands to an address on the site's data page, which explains it. The W3C's context comes
first and is not changed: none of its terms is used in a different sense.
"""

from dataclasses import dataclass
from typing import Any, Literal

from article_briefings.exporting._targets import AnnotationAddresses

W3C_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_FORMS = {
    "address": {"@type": "@id"},
    "day": {"@type": "http://www.w3.org/2001/XMLSchema#date"},
    "records": {"@container": "@list"},
}
"""The JSON-LD types of values that are not plain text."""


@dataclass(frozen=True, slots=True)
class Term:
    """A property."""

    name: str
    meaning: str
    kind: Literal["text", "address", "day", "number", "record", "records"] = "text"
    """The kind of its values; the order of `records` is significant."""

    def definition(self, addresses: AnnotationAddresses) -> dict[str, str]:
        """The term in a JSON-LD context."""
        return {"@id": addresses.term(self.name)} | _FORMS.get(self.kind, {})


TERMS = (
    Term(
        "formatVersion",
        "The version of the export, on collections and pages: raised when old programs would "
        "be misled.",
        "number",
    ),
    Term("claim", "The claim that the annotation is of, as an address on its page.", "address"),
    Term("kind", "What kind of statement the claim is: fact, prediction, position, and so on."),
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
    Term("assessment", "The annotator’s judgement of the claim, never the article’s.", "record"),
    Term("status", "Where the evidence stands: corroborated, supported, disputed, and so on."),
    Term("asOf", "The day to which the status applies.", "day"),
    Term("credibility", "1 (confirmed) to 6 (cannot be judged) of the Admiralty system.", "number"),
    Term("likelihood", "How likely the claim is to be or to come true, a term of ICD 203."),
    Term("confidence", "How well founded the judgement is: low, moderate or high."),
    Term("evidence", "What the judgement rests on, a record for each item.", "records"),
    Term("item", "An evidence item, as an address on the briefing’s page.", "address"),
    Term(
        "relation",
        "What an item does to the claim (supports, refutes, context), or what the claim does to "
        "another (contradicts, repeats, supports, qualifies).",
    ),
    Term("shows", "What an item shows, and what it does not."),
    Term("relations", "Its relations to other claims, a record for each.", "records"),
    Term("other", "The annotation of the other claim.", "address"),
    Term("cueOf", "The annotation of the claim that a cue belongs to.", "address"),
    Term("step", "The number of the step that a cue states; the origin is 1.", "number"),
    Term("event", "The event that the annotation is of, as an address on its page.", "address"),
    Term("date", "When something happened or was published, in EDTF (ISO 8601-2)."),
    Term("earliest", "The first day that the date can mean.", "day"),
    Term("latest", "The last day that the date can mean.", "day"),
    Term("actors", "Who took part.", "address"),
    Term("note", "What a reader should know about a date or a document."),
    Term("title", "A document’s own title."),
    Term("publisher", "Who published a document."),
    Term("archivedUrl", "A permanent copy of a document.", "address"),
    Term("retrieved", "The day on which a document was read.", "day"),
    Term("extensions", "What other programs keep with it, as the text of a JSON object."),
)
"""Every term of our own."""


def context(addresses: AnnotationAddresses) -> list[Any]:
    """The value of `@context`: the W3C's context and ours."""
    return [W3C_CONTEXT, {term.name: term.definition(addresses) for term in TERMS}]

"""Where annotations are, and what they are of: addresses, and stretches of an article's text.

A stretch is selected on the briefing's page, below the element with the text, by two selectors of
the Web Annotation Data Model: a TextPositionSelector and a TextQuoteSelector (section 4.2).
"""

from typing import Any
from urllib.parse import quote

from article_briefings.anchoring import TextQuote, fold
from article_briefings.models import Span, TextName
from article_briefings.pages import Addresses

JsonObject = dict[str, Any]

_ELEMENTS: dict[TextName, str] = {"original": "article-text", "translation": "translation-text"}
"""The element of the page that holds each text."""
CONTEXT = 32
"""How many code points of context are given before and after a quote, if they identify it."""
_MOST_CONTEXT = 1_024
_MOST_PLACES = 2_000
"""The most places examined to see whether context tells them apart: a text may be hostile."""


class AnnotationAddresses(Addresses):
    """The addresses of a site, including those of annotations."""

    def term(self, name: str) -> str:
        """The address on the data page that explains a term."""
        return f"{self.base}data/#term--{name}"

    def annotation_file(self, name: str) -> str:
        """A file of the annotations export, as if the archive were unpacked."""
        return f"{self.base}data/web-annotation/{quote(name)}"

    def annotation(self, slug: str, kind: str, name: str) -> str:
        """An annotation of a briefing; ids have no double hyphen, so addresses are unique."""
        return f"{self.annotation_file(f'{slug}.jsonld')}#{kind}--{quote(name)}"

    def claim(self, slug: str, reference: str) -> str:
        """The annotation of a claim, by its id in the briefing `slug` or as `slug#id`."""
        other, _, identifier = reference.rpartition("#")
        return self.annotation(other or slug, "claim", identifier)


def passage(page: str, name: TextName, text: str, span: Span) -> JsonObject:
    """A stretch of the text of this name on the page of this address."""
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    html = "http://tools.ietf.org/rfc/rfc3236"
    within = {"type": "FragmentSelector", "conformsTo": html, "value": _ELEMENTS[name]}
    selectors = (position, text_quote(text, span))
    return {
        "type": "SpecificResource",
        "source": page,
        "selector": [{**within, "refinedBy": selector} for selector in selectors],
    }


def text_quote(text: str, span: Span) -> JsonObject:
    """A TextQuoteSelector; more context than usual only if the passage repeats with it."""
    size = CONTEXT
    while True:
        prefix, suffix = _around(text, span, size)
        found = TextQuote(span.of(text), prefix, suffix).match(text, _MOST_PLACES)
        if found == [span] or size >= _MOST_CONTEXT:
            break
        size *= 2
    around = {"prefix": prefix, "suffix": suffix}
    context = {name: words for name, words in around.items() if words}
    return {"type": "TextQuoteSelector", "exact": span.of(text), **context}


def _around(text: str, span: Span, size: int) -> tuple[str, str]:
    """The text before and after a span, without cutting a combining sequence."""
    folded = fold(text)
    start, end = max(0, span.start - size), min(len(text), span.end + size)
    while start < span.start and folded.index_of(start) is None:
        start += 1
    while end > span.end and folded.index_of(end) is None:
        end -= 1
    return text[start : span.start], text[span.end : end]

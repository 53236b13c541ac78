"""The dates of an article as events, each labelled with the surrounding words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from article_briefings.anchoring import TextQuote
from article_briefings.drafting._dating import dated_words
from article_briefings.drafting._excerpts import around
from article_briefings.drafting._ids import Ids
from article_briefings.drafting._selecting import quote_of, snapped
from article_briefings.drafting._tokens import sentences
from article_briefings.models import EdtfDate, Span, paragraphs

_LABEL = 120
_SPACES = re.compile(r"\s+")
_AROUND = 600
"""How far from a date its sentence may extend, in characters."""


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """A date in the text as an event; the annotator writes the final label."""

    id: str
    date: str
    quote: tuple[TextQuote, ...]
    label: str
    note: str = ""
    actors: tuple[str, ...] = ()
    extensions: Mapping[str, Any] = field(default_factory=dict)
    """JSON values by name."""


def events_of(text: str, published: EdtfDate, ids: Ids) -> Iterator[DraftEvent]:
    """The events of an English article, in order."""
    for words in dated_words(text, published):
        span = snapped(text, words.span)
        quote = quote_of(text, span) if span else None
        if span and quote:
            said = " ".join(span.of(text).split())
            note = f"The article says “{said}”."
            if words.relative:
                note += f" Reckoned from the date of publication, {published.text}."
            label = _sentence_around(text, span)
            yield DraftEvent(
                ids.of(f"event {words.date}", "event"), words.date, (quote,), label, note
            )


def _sentence_around(text: str, span: Span) -> str:
    """The sentence with a date, or the part of it around the date, on one line."""
    paragraph = next(part for part in paragraphs(text) if part.end >= span.end)
    start, end = span.start - _AROUND, span.end + _AROUND
    near = Span(max(paragraph.start, start), min(paragraph.end, end))
    found = next((one.span for one in sentences(text, near) if one.span.end >= span.end), near)
    before = _SPACES.sub(" ", text[min(found.start, span.start) : span.start]).lstrip()
    date = _SPACES.sub(" ", span.of(text))
    after = _SPACES.sub(" ", text[span.end : found.end]).rstrip(" .")
    return around(before + date + after, Span(len(before), len(before + date)), _LABEL)

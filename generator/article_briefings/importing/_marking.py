"""Turns imported marks into quotes and cues, within the limits of an article."""

from collections.abc import Iterable, Sequence
from typing import Any

from article_briefings.anchoring import TextQuote
from article_briefings.drafting import Ids, Quoting, written
from article_briefings.importing._model import Extensions, ImportedMark, Origin, Remarks
from article_briefings.models import MAX_NAMES, MAX_TEXT, Span, as_json

MAX_PARTS = 50
"""The most parts of a mark, and the most cues and sources of a claim."""
_MAX_QUOTED = 250_000
"""The most bytes of all quotes of an article, to keep its file within the loader's limit."""
_MAX_EXTENSIONS = 300_000
"""The most bytes of all extensions of an article."""
_MAX_VALUES = 30_000
"""The most values in all extensions: half of what a YAML file may have."""


class Marking:
    """The marks of one article: their ids, their share of its limits, and remarks about them."""

    def __init__(self, text: str) -> None:
        self.text, self.quoting, self.ids = text, Quoting(text), Ids()
        self.remarks = Remarks()
        self._quoted = self._bytes = self._values = 0
        self._is_full = False

    def leave_out(self, mark: ImportedMark, message: str) -> None:
        """Add a remark on why something was not imported."""
        self.remarks.leave_out(mark.origin, f"{mark.name}: {message}")

    def note(self, mark: ImportedMark, message: str) -> None:
        """Add a remark on how something was imported."""
        self.remarks.note(mark.origin, f"{mark.name}: {message}")

    def spans(self, mark: ImportedMark) -> tuple[Span, ...]:
        """The parts of a mark without the spaces at their ends; none if it has no words."""
        if len(mark.spans) > MAX_PARTS:
            self.leave_out(mark, f"it has {len(mark.spans)} parts; a mark has at most {MAX_PARTS}")
            return ()
        spans = tuple(span for part in mark.spans if (span := self.quoting.snapped(part)))
        if not self.quoting.has_words(spans):
            self.leave_out(mark, "it has no letter or digit")
            return ()
        if self._signs(mark.spans) != self._signs(spans):
            self.note(mark, "it begins or ends inside a letter, and was shortened to whole letters")
        return spans

    def _signs(self, spans: Iterable[Span]) -> str:
        return "".join(word for span in spans for word in span.of(self.text).split())

    def quote(self, mark: ImportedMark, spans: Sequence[Span]) -> tuple[TextQuote, ...]:
        """The quote that identifies these spans; empty if none can."""
        quotes = tuple(one for span in spans if (one := self.quoting.quote(span, MAX_TEXT)))
        if len(quotes) < len(spans):
            self.leave_out(mark, "its words are too long, or too common to identify a place")
            return ()
        return quotes

    def cue(
        self, mark: ImportedMark, parts: Sequence[Span], quote: Sequence[Span]
    ) -> tuple[TextQuote, ...]:
        """The cue that identifies these spans next to a quote; empty if none can."""
        if len(parts) > MAX_PARTS:
            self.leave_out(mark, f"its cues have more than {MAX_PARTS} parts")
            return ()
        spans = sorted(set(parts))
        cues = tuple(one for span in spans if (one := self.quoting.cue(span, quote)))
        if len(cues) < len(spans):
            self.leave_out(mark, "the words of a cue are too common to identify a place")
            return ()
        return cues

    def has_room(self, words: str) -> bool:
        """Count a quote with these words; returns whether it still fits into the article's file."""
        self._quoted += len(words.encode())
        return self._quoted <= _MAX_QUOTED

    def extensions(self, origin: Origin, extensions: Extensions) -> dict[str, Any]:
        """The extensions of an annotation that fit the limits of the format and the file."""
        found: dict[str, Any] = {}
        for name, value in extensions.items():
            try:
                size = len(as_json(value).encode())
            except ValueError as problem:
                message = f"its other data is too large for an extension: {problem.args[0]}"
                self.remarks.leave_out(origin, message)
                continue
            values = _count(written(value))
            full = self._bytes + size > _MAX_EXTENSIONS or self._values + values > _MAX_VALUES
            if not full and len(found) < MAX_NAMES:
                self._bytes += size
                self._values += values
                found[name] = value
            elif not self._is_full:
                message = (
                    "the article's file is full: from here on, data without a field is left out"
                )
                self.remarks.leave_out(origin, message)
                self._is_full = True
        return found


def _count(value: Any) -> int:
    """How many values a value holds, including itself and the names of its fields."""
    if isinstance(value, dict):
        return 1 + sum(1 + _count(inner) for inner in value.values())
    return 1 + (sum(map(_count, value)) if isinstance(value, list) else 0)

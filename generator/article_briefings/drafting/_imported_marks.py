"""Turns imported marks into quotes and cues that the checker finds, and reports the others."""

from collections.abc import Sequence
from typing import Any

from article_briefings.anchoring import TextQuote
from article_briefings.drafting._imported_model import Extensions, ImportedMark, Origin, Remark
from article_briefings.drafting._plain_data import written
from article_briefings.drafting._selecting import cue_of, quote_of, snapped
from article_briefings.models import MAX_NAMES, MAX_TEXT, Span, as_json

MAX_PARTS = 50
_MAX_QUOTED = 250_000
"""The most bytes of all quotes of an article, to keep its file within the loader's limit."""
_MAX_EXTENSIONS = 300_000
"""The most bytes of all extensions of an article."""
_MAX_VALUES = 30_000
"""The most values in all extensions: half of what a YAML file may have."""


class Marking:
    """The marks of one article, their share of its limits, and the remarks about them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.remarks: list[Remark] = []
        self._quoted = self._bytes = self._values = 0
        self._has_all = True

    def leave_out(self, mark: ImportedMark, message: str) -> None:
        """Add a remark on why something was not imported."""
        self.remarks.append(Remark(mark.origin, f"{mark.name}: {message}"))

    def note(self, mark: ImportedMark, message: str) -> None:
        """Add a remark on how something was imported."""
        self.remarks.append(Remark(mark.origin, f"{mark.name}: {message}", left_out=False))

    # --- places ---

    def spans(self, mark: ImportedMark) -> tuple[Span, ...]:
        """The parts of a mark without the spaces at their ends; none if it has no words."""
        if len(mark.spans) > MAX_PARTS:
            self.leave_out(mark, f"it has {len(mark.spans)} parts; a mark has at most {MAX_PARTS}")
            return ()
        spans = tuple(span for part in mark.spans if (span := snapped(self.text, part)))
        if not any(c.isalnum() for span in spans for c in span.of(self.text)):
            self.leave_out(mark, "it has no letter or digit")
            return ()
        before, after = (_signs(self.text, parts) for parts in (mark.spans, spans))
        if before != after:
            self.note(mark, "it begins or ends within a letter, and was cut to whole ones")
        return spans

    def quote(self, mark: ImportedMark, spans: Sequence[Span]) -> tuple[TextQuote, ...]:
        """The quote that identifies these spans; empty if none can."""
        found = [quote_of(self.text, span, MAX_TEXT) for span in spans]
        named = tuple(quote for quote in found if quote)
        if len(named) < len(spans):
            self.leave_out(mark, "its words are too long or too common to be told apart")
            return ()
        return named

    def cue(
        self, mark: ImportedMark, parts: Sequence[Span], quote: Sequence[Span]
    ) -> tuple[TextQuote, ...]:
        """The cue that identifies these spans next to a quote; empty if none can."""
        if len(parts) > MAX_PARTS:
            self.leave_out(mark, f"its cues have more than {MAX_PARTS} parts")
            return ()
        found = []
        for span in sorted(set(parts)):
            named = cue_of(self.text, span, quote)
            if named is None:
                self.leave_out(mark, "the words of a cue are too common to be told apart")
                return ()
            found.append(named)
        return tuple(found)

    def has_room(self, words: str) -> bool:
        """Count a quote with these words; returns whether it still fits into the article's file."""
        self._quoted += len(words.encode())
        return self._quoted <= _MAX_QUOTED

    # --- extensions ---

    def extensions(self, origin: Origin, extensions: Extensions) -> dict[str, Any]:
        """The extensions of an annotation that fit the limits of the format and the file."""
        found: dict[str, Any] = {}
        for name, value in extensions.items():
            try:
                size = len(as_json(value).encode())
            except ValueError as problem:
                message = f"what is kept of it is too much for an extension: {problem.args[0]}"
                self.remarks.append(Remark(origin, message))
                continue
            values = _count(written(value))
            full = self._bytes + size > _MAX_EXTENSIONS or self._values + values > _MAX_VALUES
            if full or len(found) == MAX_NAMES:
                self._no_room(origin)
                continue
            self._bytes += size
            self._values += values
            found[name] = value
        return found

    def _no_room(self, origin: Origin) -> None:
        if self._has_all:
            message = "from here on the article's file has no room for what has no field"
            self.remarks.append(Remark(origin, message))
        self._has_all = False


def _signs(text: str, spans: Sequence[Span]) -> str:
    return "".join("".join(span.of(text).split()) for span in spans)


def _count(value: Any) -> int:
    """How many values a value holds, including itself and the names of its fields."""
    if isinstance(value, dict):
        return 1 + sum(1 + _count(inner) for inner in value.values())
    return 1 + (sum(map(_count, value)) if isinstance(value, list) else 0)

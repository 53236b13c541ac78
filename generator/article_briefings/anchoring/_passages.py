"""The passage of a text nearest to words that are not in it: for hints, never for marks."""

from article_briefings.models import Span

_MINIMUM = 55
_LOOKED_FOR = 300
"""The most characters of long words to look for: a whole page of them would take minutes."""


def nearest_passage(text: str, quote: str) -> Span | None:
    """The stretch of `text`, in whole words, most like `quote`; None if none is like it."""
    from rapidfuzz import fuzz  # late: most quotes are found

    words = " ".join(quote.split())
    if not words:
        return None
    best = fuzz.partial_ratio_alignment(words[:_LOOKED_FOR], text, score_cutoff=_MINIMUM)
    if best is None:
        return None
    end = min(len(text), best.dest_end + len(words[_LOOKED_FOR:]))
    return _whole_words(text, best.dest_start, end)


def _whole_words(text: str, start: int, end: int) -> Span:
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    passage = text[start:end]
    lead = len(passage) - len(passage.lstrip())
    return Span(start + lead, max(start + lead, start + len(passage.rstrip())))

"""Fix a name that occurs only where other names do, if one other place is free."""

from collections.abc import Iterator

from article_briefings.anchoring import TextQuote, is_word, match
from article_briefings.diagnostics import Diagnostic
from article_briefings.models import Span
from article_briefings.review.fixes._edits import mapping, replace_selector
from article_briefings.review.fixes._marks import Mark, Situation
from article_briefings.review.fixes._proposals import Proposal

_MOST = 200
_REASON = "the place that was named is another name's; elsewhere this one stands free once"


def fix_mention(situation: Situation, problem: Diagnostic) -> Proposal | None:
    """The name without its pointer to an occupied place, if it then marks exactly one place."""
    document, text = situation.document, situation.source.text
    for mark in situation.marks:
        if mark.kind != "mention" or document.location(mark.place) != problem.location:
            continue
        occupied = [span for other in situation.marks for span in _places(text, other, mark)]
        everywhere = match(text, TextQuote(mark.part.exact), limit=_MOST)
        free = [
            span
            for span in everywhere
            if is_word(text, span)
            and not any(span.start < other.end and other.start < span.end for other in occupied)
        ]
        fields = {"exact": mark.part.exact}
        edits = replace_selector(document, mark.place, fields) if len(free) == 1 else []
        if not edits:
            return None
        old, new = _in_words(mark), mark.part.exact
        return Proposal(problem.code, problem.location, mark.place, old, new, _REASON, tuple(edits))
    return None


def _in_words(mark: Mark) -> str:
    part = mark.part
    fields = {"exact": part.exact, "prefix": part.prefix, "suffix": part.suffix, "nth": part.nth}
    return mapping({name: str(value) for name, value in fields.items() if value})


def _places(text: str, other: Mark, mark: Mark) -> Iterator[Span]:
    """The places where the other name may be, whether or not it is marked there."""
    if other.kind == "mention" and other != mark:
        found = match(text, other.part, limit=_MOST)
        yield from (span for span in found if is_word(text, span))

"""A briefing and its texts become spans; what does not fit its text becomes a problem.

Nothing is guessed: a quote is found, or it is ambiguous, or it is orphaned.
Similar passages only ever feed the message. An article may have a translation
beside it, frozen as it is: each mark stands in the text that its `quote_in`
names, a name wherever one of the texts has it.
"""

from article_briefings.anchoring._anchor import anchor, notices, standing
from article_briefings.anchoring._anchored import AnchoredBriefing, AnchoredClaim, Spans
from article_briefings.anchoring._forms import form_problem
from article_briefings.anchoring._misfits import HASHES, is_of_translation, text_quote
from article_briefings.anchoring._outline import EventOutline, Outline
from article_briefings.anchoring._passages import nearest_passage
from article_briefings.anchoring._places import is_word, meant_by_cue, placed_parts
from article_briefings.anchoring._quotations import Coverage, coverage, quoted
from article_briefings.anchoring._selectors import (
    UNSPACED,
    TextQuote,
    as_written,
    describe,
    fold,
    match,
)
from article_briefings.anchoring._summary import Summary

__all__ = [
    "HASHES",
    "UNSPACED",
    "AnchoredBriefing",
    "AnchoredClaim",
    "Coverage",
    "EventOutline",
    "Outline",
    "Spans",
    "Summary",
    "TextQuote",
    "anchor",
    "as_written",
    "coverage",
    "describe",
    "fold",
    "form_problem",
    "is_of_translation",
    "is_word",
    "match",
    "meant_by_cue",
    "nearest_passage",
    "notices",
    "placed_parts",
    "quoted",
    "standing",
    "text_quote",
]

"""Find the spans of a briefing's marks in its texts, or report why a mark does not fit.

Nothing is guessed: a quote is found, ambiguous or orphaned. Similar passages
are only used in messages. An article may have a translation, which is frozen
too: each mark belongs to the text that its `quote_in` names; an actor's name
is marked in both texts.
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

"""Find the spans of a briefing's marks in its texts, or report why a mark does not fit.

Nothing is guessed: a quote is found, ambiguous or orphaned. Similar passages
are only used in messages. An article may have a translation, which is frozen
too: each mark belongs to the text that its `quote_in` names; an actor's name
is marked in both texts.
"""

from article_briefings.anchoring._anchor import anchor, mark_places, notices
from article_briefings.anchoring._anchored import AnchoredBriefing, AnchoredClaim, OutlinedArticle
from article_briefings.anchoring._folding import fold
from article_briefings.anchoring._lineage import Tally
from article_briefings.anchoring._misfits import hashed_text
from article_briefings.anchoring._outline import EventOutline, Outline, Summary
from article_briefings.anchoring._quotations import Coverage, quoted
from article_briefings.anchoring._selectors import TextQuote, is_word

__all__ = [
    "AnchoredBriefing",
    "AnchoredClaim",
    "Coverage",
    "EventOutline",
    "Outline",
    "OutlinedArticle",
    "Summary",
    "Tally",
    "TextQuote",
    "anchor",
    "fold",
    "hashed_text",
    "is_word",
    "mark_places",
    "notices",
    "quoted",
]

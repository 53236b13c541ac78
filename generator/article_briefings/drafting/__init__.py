"""From an article's text to a drafted briefing: rules over words, no model, no disk, no clock."""

from article_briefings.drafting._beginning import Beginning, Given, begin
from article_briefings.drafting._document import actor_yaml, briefing_yaml
from article_briefings.drafting._draft import Article, DraftedBriefing, NotEnough, draft

__all__ = [
    "Article",
    "Beginning",
    "DraftedBriefing",
    "Given",
    "NotEnough",
    "actor_yaml",
    "begin",
    "briefing_yaml",
    "draft",
]

"""From an article's text to a drafted briefing: rules over words, no model, no disk, no clock."""

from generator.drafting.beginning import Beginning, Given, begin
from generator.drafting.document import actor_yaml, briefing_yaml
from generator.drafting.draft import Article, DraftedBriefing, NotEnough, draft

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

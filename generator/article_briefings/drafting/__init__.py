"""Drafts briefings for a person to review.

`NewBriefing` finds claims in a text by rules over words, without a model. `importing` takes them
from annotations of others, and drafts with the parts that are exported here.
"""

from article_briefings.drafting._actors import DraftSpeaker
from article_briefings.drafting._beginning import ArticleDetails
from article_briefings.drafting._document import (
    asked,
    briefing_yaml,
    proposed_actor,
    written,
)
from article_briefings.drafting._draft import (
    DraftClaim,
    DraftedBriefing,
    DraftStep,
    DraftUse,
)
from article_briefings.drafting._events import DraftEvent
from article_briefings.drafting._excerpts import Ids, Quoting, shortened
from article_briefings.drafting._found import drafter, importer
from article_briefings.drafting._lexicon import kind_of
from article_briefings.drafting._names import cast_of, names_of_all
from article_briefings.drafting._new import NewBriefing, write_article
from article_briefings.drafting._tokens import sentences

__all__ = [
    "ArticleDetails",
    "DraftClaim",
    "DraftEvent",
    "DraftSpeaker",
    "DraftStep",
    "DraftUse",
    "DraftedBriefing",
    "Ids",
    "NewBriefing",
    "Quoting",
    "asked",
    "briefing_yaml",
    "cast_of",
    "drafter",
    "importer",
    "kind_of",
    "names_of_all",
    "proposed_actor",
    "sentences",
    "shortened",
    "write_article",
    "written",
]

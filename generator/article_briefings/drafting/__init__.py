"""Drafts briefings for a person to review, from an article's text or from others' annotations.

`new_briefing` finds claims in a text by rules over words, without a model.
The modules `_imported_*` turn an `ImportedArticle` of any format into a briefing.
"""

from article_briefings.drafting._beginning import ArticleDetails
from article_briefings.drafting._draft import NotEnough
from article_briefings.drafting._imported_model import (
    Attribution,
    ImportedArticle,
    ImportedClaim,
    ImportedEvent,
    ImportedMark,
    ImportedStep,
    ImportedUse,
    Metadata,
    Origin,
    Remark,
    in_quotes,
)
from article_briefings.drafting._imported_run import ImportDrafter, ImportOutcome, ImportWriter
from article_briefings.drafting._new import NewBriefing, new_briefing
from article_briefings.drafting._tokens import sentences

__all__ = [
    "ArticleDetails",
    "Attribution",
    "ImportDrafter",
    "ImportOutcome",
    "ImportWriter",
    "ImportedArticle",
    "ImportedClaim",
    "ImportedEvent",
    "ImportedMark",
    "ImportedStep",
    "ImportedUse",
    "Metadata",
    "NewBriefing",
    "NotEnough",
    "Origin",
    "Remark",
    "in_quotes",
    "new_briefing",
    "sentences",
]

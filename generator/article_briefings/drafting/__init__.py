"""From an article's text to a drafted briefing: rules over words, no model, no disk, no clock."""

from article_briefings.drafting._beginning import Beginning, Given, begin
from article_briefings.drafting._document import actor_yaml, briefing_yaml
from article_briefings.drafting._draft import DraftedBriefing, NotEnough, draft
from article_briefings.drafting._imported_briefing import Imported, draft_import
from article_briefings.drafting._imported_file import (
    as_dated_in,
    is_untouched,
    problems_of,
    text_of,
    without_kept,
)
from article_briefings.drafting._imported_model import (
    Attribution,
    ImportedArticle,
    ImportedEvent,
    ImportedUse,
    Mark,
    Metadata,
    Origin,
    Remark,
    Step,
    Told,
    in_quotes,
)
from article_briefings.drafting._imported_sources import Proposals, Register
from article_briefings.drafting._saved_page import MAX_PAGE_BYTES, SavedPage, is_html, read_page
from article_briefings.drafting._tokens import sentences

__all__ = [
    "MAX_PAGE_BYTES",
    "Attribution",
    "Beginning",
    "DraftedBriefing",
    "Given",
    "Imported",
    "ImportedArticle",
    "ImportedEvent",
    "ImportedUse",
    "Mark",
    "Metadata",
    "NotEnough",
    "Origin",
    "Proposals",
    "Register",
    "Remark",
    "SavedPage",
    "Step",
    "Told",
    "actor_yaml",
    "as_dated_in",
    "begin",
    "briefing_yaml",
    "draft",
    "draft_import",
    "in_quotes",
    "is_html",
    "is_untouched",
    "problems_of",
    "read_page",
    "sentences",
    "text_of",
    "without_kept",
]

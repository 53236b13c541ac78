"""From an article's text to a drafted briefing: rules over words, no model, no disk, no clock."""

from article_briefings.drafting._beginning import Beginning, Given, begin
from article_briefings.drafting._document import actor_yaml, briefing_yaml
from article_briefings.drafting._draft import (
    Article,
    DraftClaim,
    DraftedBriefing,
    DraftStep,
    DraftUse,
    NotEnough,
    draft,
    in_words,
    own_form,
)
from article_briefings.drafting._events import DraftEvent
from article_briefings.drafting._excerpts import shortened
from article_briefings.drafting._ids import Ids
from article_briefings.drafting._lexicon_saying import KINDS, OBJECT, PHRASES, SAYING
from article_briefings.drafting._names import Named, find_names, names_of_all
from article_briefings.drafting._naming import type_of_name
from article_briefings.drafting._saved_page import MAX_PAGE_BYTES, SavedPage, is_html, read_page
from article_briefings.drafting._selecting import cue_of, quote_of, snapped
from article_briefings.drafting._speakers import NOBODY, NewActor, Speaker
from article_briefings.drafting._tokens import sentences, words_of

__all__ = [
    "KINDS",
    "MAX_PAGE_BYTES",
    "NOBODY",
    "OBJECT",
    "PHRASES",
    "SAYING",
    "Article",
    "Beginning",
    "DraftClaim",
    "DraftEvent",
    "DraftStep",
    "DraftUse",
    "DraftedBriefing",
    "Given",
    "Ids",
    "Named",
    "NewActor",
    "NotEnough",
    "SavedPage",
    "Speaker",
    "actor_yaml",
    "begin",
    "briefing_yaml",
    "cue_of",
    "draft",
    "find_names",
    "in_words",
    "is_html",
    "names_of_all",
    "own_form",
    "quote_of",
    "read_page",
    "sentences",
    "shortened",
    "snapped",
    "type_of_name",
    "words_of",
]

"""All documents as one corpus: references in both directions, and what it was made of."""

from article_briefings.corpus._corpus import (
    ActorRecord,
    Articles,
    Corpus,
    NoteRecord,
    RelatedClaim,
    StoryRecord,
    TopicRecord,
    listed_claims,
)
from article_briefings.corpus._facts import digest, note, reading, unread
from article_briefings.corpus._former import FormerActors, with_former
from article_briefings.corpus._library import InputProblems, distance, load_corpus, speaker
from article_briefings.corpus._origins import HANDS, Distance, Hand, Speaker, distance_of, origin_of
from article_briefings.corpus._partial import look_within, problems_within
from article_briefings.corpus._parts import (
    ClaimRef,
    EventRef,
    claims_of,
    events_of,
    facts_of_parts,
    is_part_of,
)
from article_briefings.corpus._pipeline import (
    ArticlesByFolder,
    Compiled,
    compile_article,
    compile_corpus,
    compile_inputs,
)
from article_briefings.corpus._references import full_reference
from article_briefings.corpus._versions import folder_version, program_version

__all__ = [
    "HANDS",
    "ActorRecord",
    "Articles",
    "ArticlesByFolder",
    "ClaimRef",
    "Compiled",
    "Corpus",
    "Distance",
    "EventRef",
    "FormerActors",
    "Hand",
    "InputProblems",
    "NoteRecord",
    "RelatedClaim",
    "Speaker",
    "StoryRecord",
    "TopicRecord",
    "claims_of",
    "compile_article",
    "compile_corpus",
    "compile_inputs",
    "digest",
    "distance",
    "distance_of",
    "events_of",
    "facts_of_parts",
    "folder_version",
    "full_reference",
    "is_part_of",
    "listed_claims",
    "load_corpus",
    "look_within",
    "note",
    "origin_of",
    "problems_within",
    "program_version",
    "reading",
    "speaker",
    "unread",
    "with_former",
]

"""Joins all documents into one corpus, with references in both directions and tracked reads."""

from article_briefings.corpus._corpus import (
    ActorRecord,
    Articles,
    Corpus,
    NoteRecord,
    RelatedClaim,
    StoryRecord,
    TopicRecord,
)
from article_briefings.corpus._facts import digest, record_read, track_reads, untracked
from article_briefings.corpus._former import FormerActors, hint_renamed_actors
from article_briefings.corpus._library import InputProblems, distance, load_corpus, speaker
from article_briefings.corpus._origins import HANDS, Distance, Speaker, distance_of
from article_briefings.corpus._partial import load_within, problems_within
from article_briefings.corpus._parts import (
    ClaimRef,
    EventRef,
    article_facts,
    claims_of,
    events_of,
    is_article_fact,
)
from article_briefings.corpus._pipeline import (
    ArticlesByFolder,
    Compilation,
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
    "Compilation",
    "Corpus",
    "Distance",
    "EventRef",
    "FormerActors",
    "InputProblems",
    "NoteRecord",
    "RelatedClaim",
    "Speaker",
    "StoryRecord",
    "TopicRecord",
    "article_facts",
    "claims_of",
    "compile_article",
    "compile_corpus",
    "compile_inputs",
    "digest",
    "distance",
    "distance_of",
    "events_of",
    "folder_version",
    "full_reference",
    "hint_renamed_actors",
    "is_article_fact",
    "load_corpus",
    "load_within",
    "problems_within",
    "program_version",
    "record_read",
    "speaker",
    "track_reads",
    "untracked",
]

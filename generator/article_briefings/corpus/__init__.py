"""Joins all documents into one corpus, with references in both directions and tracked reads."""

from article_briefings.corpus._checking import check_corpus
from article_briefings.corpus._corpus import (
    ActorRecord,
    Articles,
    Corpus,
    DrawsOn,
    NoteRecord,
    RelatedClaim,
    StoryRecord,
    TopicRecord,
    article_fact,
)
from article_briefings.corpus._counts import Count, Counts
from article_briefings.corpus._facts import digest, reads
from article_briefings.corpus._loader import (
    InputProblems,
    is_within,
    load_corpus,
    load_within,
    problems_within,
)
from article_briefings.corpus._parts import ClaimRef, CorrectionRef, Distance, EventRef, Speaker
from article_briefings.corpus._pipeline import (
    ArticlesByFolder,
    Compilation,
    Names,
    actor_names,
    compile_article,
    compile_corpus,
    compile_inputs,
)
from article_briefings.corpus._references import full_reference

__all__ = [
    "ActorRecord",
    "Articles",
    "ArticlesByFolder",
    "ClaimRef",
    "Compilation",
    "Corpus",
    "CorrectionRef",
    "Count",
    "Counts",
    "Distance",
    "DrawsOn",
    "EventRef",
    "InputProblems",
    "Names",
    "NoteRecord",
    "RelatedClaim",
    "Speaker",
    "StoryRecord",
    "TopicRecord",
    "actor_names",
    "article_fact",
    "check_corpus",
    "compile_article",
    "compile_corpus",
    "compile_inputs",
    "digest",
    "full_reference",
    "is_within",
    "load_corpus",
    "load_within",
    "problems_within",
    "reads",
]

"""Joins all documents into one corpus, with references in both directions and tracked reads."""

from article_briefings.corpus._checking import check_corpus
from article_briefings.corpus._corpus import (
    ActorRecord,
    Articles,
    Corpus,
    NoteRecord,
    RelatedClaim,
    StoryRecord,
    TopicRecord,
)
from article_briefings.corpus._counts import Count
from article_briefings.corpus._export import Export, Publication
from article_briefings.corpus._facts import digest, reads
from article_briefings.corpus._loader import (
    InputProblems,
    load_corpus,
    load_within,
)
from article_briefings.corpus._parts import ClaimRef, CorrectionRef, Distance, EventRef, Speaker
from article_briefings.corpus._pipeline import (
    Compilation,
    Surroundings,
    actors_of,
    compile_article,
    compile_corpus,
    compile_inputs,
    document_of,
)

__all__ = [
    "ActorRecord",
    "Articles",
    "ClaimRef",
    "Compilation",
    "Corpus",
    "CorrectionRef",
    "Count",
    "Distance",
    "EventRef",
    "Export",
    "InputProblems",
    "NoteRecord",
    "Publication",
    "RelatedClaim",
    "Speaker",
    "StoryRecord",
    "Surroundings",
    "TopicRecord",
    "actors_of",
    "check_corpus",
    "compile_article",
    "compile_corpus",
    "compile_inputs",
    "digest",
    "document_of",
    "load_corpus",
    "load_within",
    "reads",
]

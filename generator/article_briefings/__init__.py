"""Annotated article briefings: from a text and its YAML to checked Markdown pages.

For programs of others: `load_corpus` reads a project (docs/about/library.md). Packages of others
add exporters, importers, drafters, rules and reporters (docs/own/programs.md).
"""

from typing import TYPE_CHECKING, Any

from article_briefings.diagnostics import __version__

if TYPE_CHECKING:
    from article_briefings.anchoring import AnchoredBriefing, AnchoredClaim, Summary
    from article_briefings.corpus import (
        ActorRecord,
        Articles,
        ClaimRef,
        Corpus,
        Distance,
        EventRef,
        Export,
        InputProblems,
        NoteRecord,
        Publication,
        RelatedClaim,
        Speaker,
        StoryRecord,
        TopicRecord,
        load_corpus,
    )
    from article_briefings.diagnostics import (
        Diagnostic,
        Location,
        Note,
        NotEnough,
        Report,
        Severity,
    )
    from article_briefings.models import (
        Claim,
        EdtfDate,
        FoundArticle,
        Hop,
        Said,
        So,
        Span,
        SpeechStep,
        Statement,
    )

_MODULES = {
    "article_briefings.anchoring": "AnchoredBriefing AnchoredClaim Summary",
    "article_briefings.corpus": "ActorRecord Articles ClaimRef Corpus Distance EventRef Export "
    "InputProblems NoteRecord Publication RelatedClaim Speaker StoryRecord TopicRecord load_corpus",
    "article_briefings.diagnostics": "Diagnostic Location NotEnough Note Report Severity",
    "article_briefings.models": "Claim EdtfDate FoundArticle Hop Said So Span SpeechStep Statement",
}
_PUBLIC = {name: module for module, names in _MODULES.items() for name in names.split()}
"""Where each public name is. It is imported when it is asked for: the command starts faster."""

__all__ = [
    "ActorRecord",
    "AnchoredBriefing",
    "AnchoredClaim",
    "Articles",
    "Claim",
    "ClaimRef",
    "Corpus",
    "Diagnostic",
    "Distance",
    "EdtfDate",
    "EventRef",
    "Export",
    "FoundArticle",
    "Hop",
    "InputProblems",
    "Location",
    "NotEnough",
    "Note",
    "NoteRecord",
    "Publication",
    "RelatedClaim",
    "Report",
    "Said",
    "Severity",
    "So",
    "Span",
    "Speaker",
    "SpeechStep",
    "Statement",
    "StoryRecord",
    "Summary",
    "TopicRecord",
    "__version__",
    "load_corpus",
]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        from importlib import import_module

        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Annotated article briefings: from a text and its YAML to checked Markdown pages.

For programs of others: `load_corpus` reads a project (docs/about/library.md).
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from article_briefings.anchoring._anchored import AnchoredBriefing, AnchoredClaim
    from article_briefings.anchoring._summary import Summary
    from article_briefings.corpus._corpus import (
        ActorRecord,
        Articles,
        Corpus,
        NoteRecord,
        RelatedClaim,
        StoryRecord,
        TopicRecord,
    )
    from article_briefings.corpus._library import InputProblems, distance, load_corpus, speaker
    from article_briefings.corpus._origins import Distance, Speaker
    from article_briefings.corpus._parts import ClaimRef, EventRef
    from article_briefings.models._briefing import Assessment, Claim, Hop
    from article_briefings.models._dates import EdtfDate
    from article_briefings.models._text import Span

__version__ = "0.1.0"

_MODULES = {
    "article_briefings.anchoring": "AnchoredBriefing AnchoredClaim Summary",
    "article_briefings.corpus._corpus": "ActorRecord Articles Corpus NoteRecord RelatedClaim "
    "StoryRecord TopicRecord",
    "article_briefings.corpus._origins": "Distance Speaker",
    "article_briefings.corpus._library": "InputProblems distance load_corpus speaker",
    "article_briefings.models": "Assessment Claim EdtfDate Hop Span",
    "article_briefings.corpus._parts": "ClaimRef EventRef",
}
_PUBLIC = {name: module for module, names in _MODULES.items() for name in names.split()}
"""Where each public name is. It is imported when it is asked for: the command starts faster."""

__all__ = [
    "ActorRecord",
    "AnchoredBriefing",
    "AnchoredClaim",
    "Articles",
    "Assessment",
    "Claim",
    "ClaimRef",
    "Corpus",
    "Distance",
    "EdtfDate",
    "EventRef",
    "Hop",
    "InputProblems",
    "NoteRecord",
    "RelatedClaim",
    "Span",
    "Speaker",
    "StoryRecord",
    "Summary",
    "TopicRecord",
    "__version__",
    "distance",
    "load_corpus",
    "speaker",
]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        from importlib import import_module

        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

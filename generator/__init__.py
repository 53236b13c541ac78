"""Annotated article briefings: from a text and its YAML to checked Markdown pages.

For programs of others: `load_corpus` reads a project (docs/about/library.md).
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.anchoring import AnchoredBriefing, AnchoredClaim, Summary
    from generator.corpus import (
        ActorRecord,
        Articles,
        Corpus,
        NoteRecord,
        RelatedClaim,
        StoryRecord,
        TopicRecord,
    )
    from generator.figures import Distance, Speaker
    from generator.library import InputProblems, distance, load_corpus, speaker
    from generator.models import Assessment, Claim, EdtfDate, Hop, Span
    from generator.parts import ClaimRef, EventRef

__version__ = "0.1.0"

_MODULES = {
    "generator.anchoring": "AnchoredBriefing AnchoredClaim Summary",
    "generator.corpus": "ActorRecord Articles Corpus NoteRecord RelatedClaim StoryRecord "
    "TopicRecord",
    "generator.figures": "Distance Speaker",
    "generator.library": "InputProblems distance load_corpus speaker",
    "generator.models": "Assessment Claim EdtfDate Hop Span",
    "generator.parts": "ClaimRef EventRef",
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

"""Annotated article briefings: from a text and its YAML to checked Markdown pages.

For programs of others: `load_corpus` reads a project, and the types below say what it has.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.corpus import Corpus
    from generator.figures import distance, speaker
    from generator.library import InputProblems, load_corpus
    from generator.parts import ClaimRef, EventRef

__version__ = "0.1.0"

_PUBLIC = {
    "ClaimRef": "generator.parts",
    "Corpus": "generator.corpus",
    "EventRef": "generator.parts",
    "InputProblems": "generator.library",
    "distance": "generator.figures",
    "load_corpus": "generator.library",
    "speaker": "generator.figures",
}
"""Where each public name is. It is imported when it is asked for: the command starts faster."""

__all__ = [
    "ClaimRef",
    "Corpus",
    "EventRef",
    "InputProblems",
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

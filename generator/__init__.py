"""Annotated article briefings: from a text and its YAML to checked Markdown pages.

For programs of others: `load_corpus` reads a project (docs/about/library.md).
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.corpus import Corpus
    from generator.library import InputProblems, distance, load_corpus, speaker
    from generator.parts import ClaimRef, EventRef

__version__ = "0.1.0"

_PUBLIC = {
    "ClaimRef": "generator.parts",
    "Corpus": "generator.corpus",
    "EventRef": "generator.parts",
    "InputProblems": "generator.library",
    "distance": "generator.library",
    "load_corpus": "generator.library",
    "speaker": "generator.library",
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

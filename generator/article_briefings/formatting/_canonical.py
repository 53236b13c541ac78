"""One canonical form for the YAML files: same values, same comments, one layout."""

from dataclasses import dataclass

from article_briefings.diagnostics import Diagnostic
from article_briefings.formatting._emitter import emit
from article_briefings.formatting._layout import Layout, layout_of
from article_briefings.formatting._nodes import comments_of, read_nodes
from article_briefings.input import Value, read_yaml


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file's canonical text, or the reason why it has none and is left alone."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()
    refusal: str = ""


def format_yaml(path: str, text: str) -> Formatted:
    """The canonical form of a file; `path`, from the project's folder, decides its kind.

    The result is verified: it is read again, and returned only if its values and
    comments are those of the file.
    """
    document, problems = read_yaml(path, text)
    if document is None:
        return Formatted(None, tuple(problems))
    layout = layout_of(path)
    formatted = emit(read_nodes(text), layout)
    refusal = _difference(text, document.root, formatted, layout)
    return Formatted(None if refusal else formatted, refusal=refusal)


def canonical(path: str, text: str) -> str:
    """The canonical form of a text that this package wrote; the text unchanged if it has none.

    Only its values are compared: tests ensure that it has no comments in unusual places.
    """
    formatted = emit(read_nodes(text), layout_of(path))
    before, after = (read_yaml(path, one)[0] for one in (text, formatted))
    same = before is not None and after is not None and before.root == after.root
    return formatted if same else text


def _difference(text: str, root: Value, formatted: str, layout: Layout) -> str:
    """What formatting would change besides the layout; empty if it is safe."""
    again, _ = read_yaml("", formatted)
    if again is None or again.root != root:
        return "its canonical form would have other values"
    if sorted(comments_of(text)) != sorted(comments_of(formatted)):
        return "its canonical form would lose a comment"
    if emit(read_nodes(formatted), layout) != formatted:
        return "its canonical form would not be stable"
    return ""

"""Read files back: find where a value ends, and check that edits change only what they should."""

from collections.abc import Iterable

from article_briefings.input import Document, Path, Value, read_yaml
from article_briefings.models import Span
from article_briefings.review.fixes._edits import Edit, apply, value_at


def written(document: Document, place: Path) -> Span | None:
    """Where a value is written, without the line ends and comments after it."""
    span = document.values.get(place)
    if span is None:
        return None
    raw, value = span.of(document.text), value_at(document, place)
    if not value or isinstance(value, str) or raw.startswith(("{", "[")):
        return Span(span.start, span.start + len(raw.rstrip()))
    steps = range(len(value)) if isinstance(value, list) else list(value)
    inner = [written(document, (*place, step)) for step in steps]
    ends = [part.end for part in inner if part]
    return Span(span.start, max(ends)) if ends else None


def reads_as(document: Document, edits: Iterable[Edit], place: Path, value: Value) -> bool:
    """Whether the edited file has this value at a place, and all else as it was."""
    again, _ = read_yaml(document.path, apply(document.text, edits))
    return again is not None and again.root == _with(document.root, place, value)


def _with(root: Value, place: Path, value: Value) -> Value:
    if not place:
        return value
    step, rest = place[0], place[1:]
    if isinstance(root, list):
        return [
            _with(item, rest, value) if number == step else item for number, item in enumerate(root)
        ]
    if isinstance(root, dict):
        return {**root, str(step): _with(root.get(str(step), ""), rest, value)}
    return root

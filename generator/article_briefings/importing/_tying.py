"""Turns placed annotations into attributions, by assigning cues and sources to claims.

Explicit links come first: annotations with the motivation `linking` whose targets are other
annotations. A mark without a link is assigned to the nearest claim of its sentence or, if that has
none, of its paragraph. If two claims are equally near, it is assigned to neither.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from article_briefings.drafting import Attribution, ImportedMark, Remark, in_quotes
from article_briefings.importing._annotations import Annotation
from article_briefings.importing._mapping import AttributionPart, Scheme
from article_briefings.importing._nearness import Nearness
from article_briefings.models import Span

_TIED: tuple[AttributionPart, ...] = ("cue", "source")


@dataclass(frozen=True, slots=True)
class PlacedAnnotation:
    """An annotation with its stretches of the text and its part in an attribution."""

    note: Annotation
    spans: tuple[Span, ...]
    part: AttributionPart

    @property
    def mark(self) -> ImportedMark:
        """The annotation as an `ImportedMark`."""
        return ImportedMark(self.note.name, self.spans, self.note.origin)


def tied(
    text: str,
    placed: Sequence[PlacedAnnotation],
    ties: Iterable[Annotation],
    scheme: Scheme,
    form: str,
) -> tuple[list[Attribution], list[Remark]]:
    """An attribution for each claim, in the order of the annotations, and remarks.

    The other data of all annotations of a claim is stored with it, under the name `form`.
    """
    tying = _Tying(text, placed, scheme)
    for tie in ties:
        tying.tie(tie)
    tying.tie_the_rest()
    return [tying.attribution(number, form) for number in tying.groups], tying.remarks


@dataclass
class _ClaimTies:
    """The annotations that belong to a claim."""

    parts: dict[AttributionPart, dict[int, PlacedAnnotation]] = field(default_factory=dict)
    ties: list[Annotation] = field(default_factory=list)

    def marks(self, part: AttributionPart) -> tuple[ImportedMark, ...]:
        """Its cues or sources, in the order of the text."""
        found = (one.mark for one in self.parts.get(part, {}).values())
        return tuple(sorted(found, key=lambda mark: mark.spans))

    def rest(self) -> dict[str, list[dict[str, Any]]]:
        """The data that has no field of ours, by part."""
        notes = {
            f"{part}s": [one.note for one in self.parts.get(part, {}).values()] for part in _TIED
        }
        notes["ties"] = self.ties
        rest = {name: [note.rest for note in of if note.rest] for name, of in notes.items()}
        return {name: values for name, values in rest.items() if values}


class _Tying:
    def __init__(self, text: str, placed: Sequence[PlacedAnnotation], scheme: Scheme) -> None:
        self.text, self.placed, self.scheme = text, placed, scheme
        self.remarks: list[Remark] = []
        self.groups = {number: _ClaimTies() for number in self._of("content")}
        self.by_id = {one.note.id: n for n, one in enumerate(placed) if one.note.id}
        self.used: set[int] = set()

    def _of(self, *parts: AttributionPart) -> Iterator[int]:
        return (number for number, one in enumerate(self.placed) if one.part in parts)

    def attribution(self, number: int, form: str) -> Attribution:
        """A claim with its cues and sources, and their other data."""
        one, group = self.placed[number], self.groups[number]
        rest = {**one.note.rest, **group.rest()}
        return Attribution(
            one.mark,
            group.marks("cue"),
            group.marks("source"),
            claim=one.note.claim,
            extensions={form: rest} if rest else {},
        )

    def tie(self, note: Annotation) -> None:
        """Apply an annotation that ties others."""
        if not all(self.scheme.ties(label) for label in note.labels):
            return
        numbers = [self.by_id[t.source] for t in note.targets if t.source in self.by_id]
        claims = [number for number in numbers if number in self.groups]
        others = [number for number in numbers if self.placed[number].part in _TIED]
        if not claims or not others:
            message = f"{note.name}: it ties no claim to a cue or a source that is there"
            self.remarks.append(Remark(note.origin, message))
            return
        for claim in claims:
            self.groups[claim].ties.append(note)
            for other in others:
                self._add(claim, other)

    def _add(self, claim: int, other: int) -> None:
        self.used.add(other)
        one = self.placed[other]
        self.groups[claim].parts.setdefault(one.part, {})[other] = one

    def tie_the_rest(self) -> None:
        """Assign the marks that nothing ties to the nearest claim."""
        nearness = Nearness(self.text, {n: self.placed[n].spans for n in self.groups})
        near = 0
        for number in self._of(*_TIED):
            if number in self.used:
                continue
            claim = nearness.nearest(self.placed[number].spans)
            if claim is None:
                self._leave_out(number)
            else:
                self._add(claim, number)
                near += 1
        if near:
            message = f"{near:,} cues and sources were given to the nearest claim"
            first = min(one.note.origin for one in self.placed)
            self.remarks.append(Remark(replace(first, line=0), message, left_out=False))

    def _leave_out(self, number: int) -> None:
        one = self.placed[number]
        words = in_quotes(one.mark.words(self.text))
        message = f"{one.note.name}: no claim is nearest to this {one.part}, {words}"
        self.remarks.append(Remark(one.note.origin, message))

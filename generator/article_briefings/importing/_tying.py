"""Turns placed annotations into attributions, by assigning cues and sources to claims.

Explicit links come first: annotations with the motivation `linking` whose targets are other
annotations. A mark without a link is assigned to the nearest claim of its sentence or, if that has
none, of its paragraph. If two claims are equally near, it is assigned to neither.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from article_briefings.drafting import sentences
from article_briefings.importing._annotations import Annotation
from article_briefings.importing._model import Attribution, ImportedMark, Remark, in_quotes
from article_briefings.importing._options import AttributionPart, Scheme
from article_briefings.models import Span, paragraphs

_LOOKED_AT = 25
"""How many claims before and after a cue are compared."""
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

    def with_replies(self, replies: Mapping[str, list[dict[str, Any]]]) -> "PlacedAnnotation":
        """The annotation with the replies to it, by its id, among its other data."""
        answers = replies.get(self.note.id)
        rest = {**self.note.rest, "replies": answers}
        return replace(self, note=replace(self.note, rest=rest)) if answers else self


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


# --- the nearest claim ---------------------------------------------------------------------------


class Nearness:
    """The claims of a text by number, for finding the nearest one."""

    def __init__(self, text: str, claims: Mapping[int, Sequence[Span]]) -> None:
        self.text, self.claims = text, claims

    def nearest(self, spans: Sequence[Span]) -> int | None:
        """The nearest claim in the sentence of a mark, or in its paragraph if that has none."""
        around = (stretches.around(spans[0]) for stretches in self._stretches)
        near = next(filter(None, around), [])
        distances = sorted({(_distance(spans, self.claims[number]), number) for number in near})
        if not distances or (len(distances) > 1 and distances[0][0] == distances[1][0]):
            return None
        return distances[0][1]

    @cached_property
    def _stretches(self) -> list["_Stretches"]:
        whole = paragraphs(self.text)
        within = [one.span for paragraph in whole for one in sentences(self.text, paragraph)]
        return [_Stretches.of(stretches, self.claims) for stretches in (within, whole)]


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Stretches of a text by their start, and the claims in each, in order."""

    starts: Sequence[int]
    claims: Mapping[int, Sequence[tuple[Span, int]]]

    @classmethod
    def of(cls, stretches: Iterable[Span], claims: Mapping[int, Sequence[Span]]) -> "_Stretches":
        """Group the claims by the stretches in which one of their parts begins."""
        starts = [stretch.start for stretch in stretches]
        found: dict[int, list[tuple[Span, int]]] = {}
        for number, spans in claims.items():
            for span in spans:
                found.setdefault(bisect_right(starts, span.start), []).append((span, number))
        return cls(starts, {home: sorted(inside) for home, inside in found.items()})

    def around(self, span: Span) -> list[int]:
        """The claims around a span in its stretch."""
        inside = self.claims.get(bisect_right(self.starts, span.start), ())
        at = bisect_right(inside, (span, -1))
        return [number for _, number in inside[max(0, at - _LOOKED_AT) : at + _LOOKED_AT]]


def _distance(one: Sequence[Span], other: Sequence[Span]) -> int:
    """The number of code points between two marks; 0 if they touch or overlap."""
    return min(max(a.start - b.end, b.start - a.end, 0) for a in one for b in other)

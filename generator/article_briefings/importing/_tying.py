"""Turns placed annotations into attributions, by assigning cues and sources to claims.

Explicit links come first: annotations with the motivation `linking` whose targets are other
annotations. A mark without a link is assigned to the nearest claim of its sentence or, if that has
none, of its paragraph. If two claims are equally near, it is assigned to neither.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from article_briefings.drafting import sentences
from article_briefings.importing._annotations import Annotation
from article_briefings.importing._model import Attribution, ImportedMark, Remarks, in_quotes
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


class Tying:
    """The cues and sources of each claim, among annotations with a place."""

    def __init__(
        self,
        text: str,
        placed: Sequence[PlacedAnnotation],
        ties: Iterable[Annotation],
        scheme: Scheme,
    ) -> None:
        self.text, self.placed = text, placed
        self.remarks = Remarks()
        self.claims = {n: one.spans for n, one in enumerate(placed) if one.part == "content"}
        self.tied: dict[int, dict[int, PlacedAnnotation]] = {number: {} for number in self.claims}
        """The cues and sources of each claim, by their numbers."""
        self.ties: dict[int, list[Annotation]] = {number: [] for number in self.claims}
        """The annotations that tie them to it."""
        self.by_id = {one.note.id: n for n, one in enumerate(placed) if one.note.id}
        for tie in ties:
            if all(scheme.ties(label) for label in tie.labels):
                self._tie(tie)
        used = {number for tied in self.tied.values() for number in tied}
        self._tie_to_nearest(
            [n for n, one in enumerate(placed) if one.part in _TIED and n not in used]
        )

    def attributions(self, form: str) -> Iterator[Attribution]:
        """An attribution for each claim, in the order of the annotations.

        The other data of all its annotations is stored with it, under the name `form`.
        """
        for number, tied in self.tied.items():
            claim = self.placed[number]
            rest = dict(claim.note.rest)
            marks: dict[AttributionPart, tuple[ImportedMark, ...]] = {}
            for part in _TIED:
                own = [one for one in tied.values() if one.part == part]
                marks[part] = tuple(sorted((one.mark for one in own), key=lambda mark: mark.spans))
                rest |= _data(f"{part}s", (one.note for one in own))
            rest |= _data("ties", self.ties[number])
            extensions = {form: rest} if rest else {}
            yield Attribution(
                claim.mark, marks["cue"], marks["source"], (), claim.note.claim, extensions
            )

    def _tie(self, note: Annotation) -> None:
        """Apply an annotation that ties others."""
        numbers = [self.by_id[t.source] for t in note.targets if t.source in self.by_id]
        claims = [number for number in numbers if number in self.claims]
        others = {n: self.placed[n] for n in numbers if self.placed[n].part in _TIED}
        if not claims or not others:
            message = f"{note.name}: it ties no claim to an existing cue or source"
            self.remarks.leave_out(note.origin, message)
            return
        for claim in claims:
            self.ties[claim].append(note)
            self.tied[claim] |= others

    def _tie_to_nearest(self, loose: Sequence[int]) -> None:
        """Assign the marks that nothing ties to the nearest claim."""
        nearest = _NearestClaim(self.text, self.claims) if loose else None
        near = 0
        for number in loose:
            one = self.placed[number]
            claim = nearest.to(one.spans) if nearest else None
            if claim is None:
                words = in_quotes(one.mark.words(self.text))
                message = f"{one.note.name}: no claim is nearest to this {one.part}, {words}"
                self.remarks.leave_out(one.note.origin, message)
            else:
                self.tied[claim][number] = one
                near += 1
        if near:
            message = f"{near:,} cues and sources were assigned to the nearest claim"
            first = min(one.note.origin for one in self.placed)
            self.remarks.note(replace(first, line=0), message)


def _data(name: str, notes: Iterable[Annotation]) -> dict[str, Any]:
    data = [note.rest for note in notes if note.rest]
    return {name: data} if data else {}


class _NearestClaim:
    """Finds the nearest claim of a text; the claims are known by number."""

    def __init__(self, text: str, claims: Mapping[int, Sequence[Span]]) -> None:
        self.claims = claims
        whole = paragraphs(text)
        within = [one.span for paragraph in whole for one in sentences(text, paragraph)]
        self.stretches = [self._grouped(stretches) for stretches in (within, whole)]
        """Sentences and paragraphs: where each begins, and the claims in each, in order."""

    def _grouped(
        self, stretches: Iterable[Span]
    ) -> tuple[list[int], dict[int, list[tuple[Span, int]]]]:
        starts = [stretch.start for stretch in stretches]
        found: dict[int, list[tuple[Span, int]]] = {}
        for span, number in sorted((s, n) for n, spans in self.claims.items() for s in spans):
            found.setdefault(bisect_right(starts, span.start), []).append((span, number))
        return starts, found

    def to(self, spans: Sequence[Span]) -> int | None:
        """The nearest claim in the sentence of a mark, or in its paragraph if that has none.

        The distance is counted in code points; it is 0 between marks that touch or overlap.
        """
        for starts, claims in self.stretches:
            inside = claims.get(bisect_right(starts, spans[0].start), [])
            at = bisect_right(inside, (spans[0], -1))
            near = {number for _, number in inside[max(0, at - _LOOKED_AT) : at + _LOOKED_AT]}
            if near:
                distances = sorted(
                    (min(a.distance(b) for a in spans for b in self.claims[n]), n) for n in near
                )
                is_tie = len(distances) > 1 and distances[0][0] == distances[1][0]
                return None if is_tie else distances[0][1]
        return None

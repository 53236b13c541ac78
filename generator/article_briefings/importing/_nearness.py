"""Assigns a cue or a source to the nearest claim, if no annotation ties it to one."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from article_briefings.drafting import sentences
from article_briefings.models import Span, paragraphs

_LOOKED_AT = 25
"""How many claims before and after a cue are compared."""


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
    return min(a.distance(b) for a in one for b in other)

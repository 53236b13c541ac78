"""Measures how long the stages of a build take, and how many results they could reuse.

This is the program's only clock. Its readings are reported to users and never part of a page.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Stage:
    """One stage: total seconds, and how many results were built and reused."""

    seconds: float = 0.0
    made: int = 0
    reused: int = 0


@dataclass
class Timings:
    """The stages of a build, in the order in which they started."""

    stages: dict[str, Stage] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        """Measure the time of a block; using the same name again adds to it."""
        stage = self.stages.setdefault(name, Stage())
        start = time.perf_counter()
        try:
            yield stage
        finally:
            stage.seconds += time.perf_counter() - start

    def as_json(self) -> list[list[str | float | int]]:
        """Return each stage as its name, seconds, made and reused."""
        return [[n, round(s.seconds, 4), s.made, s.reused] for n, s in self.stages.items()]

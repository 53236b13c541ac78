"""How long the stages of a build take, and how often they could use what was there already.

The only clock of the program: what it says is told to people and is part of no page.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Stage:
    """One stage: seconds in all, and how many results were made and reused."""

    seconds: float = 0.0
    made: int = 0
    reused: int = 0


@dataclass
class Timings:
    """The stages of a build, in the order in which they began."""

    stages: dict[str, Stage] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        """Measure what happens inside; the same name again adds to it."""
        stage = self.stages.setdefault(name, Stage())
        start = time.perf_counter()
        try:
            yield stage
        finally:
            stage.seconds += time.perf_counter() - start

    def as_json(self) -> list[list[str | float | int]]:
        """Each stage as its name, seconds, made and reused."""
        return [[n, round(s.seconds, 4), s.made, s.reused] for n, s in self.stages.items()]

"""Measures how long the stages of a build take, and how many results they could reuse.

This is the program's only clock. Its readings are reported to users and never part of a page.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from article_briefings.build._store import Store

BUILDS = ("build", "preview", "tree")
"""The kinds of builds that share a store, by name."""


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

    def save(self, store: Store, name: str) -> None:
        """Store the timings of the last build of this kind."""
        stages = [[n, round(s.seconds, 4), s.made, s.reused] for n, s in self.stages.items()]
        store.put("report", name, json.dumps(stages).encode())

    @classmethod
    def of(cls, store: Store) -> "dict[str, Timings]":
        """Return the timings of the last build of each kind; damaged ones are left out."""
        found = {}
        for name in BUILDS:
            with suppress(ValueError, TypeError):
                stages = json.loads(store.get("report", name) or b"[]")
                found[name] = cls(
                    {str(n): Stage(float(s), int(m), int(r)) for n, s, m, r in stages}
                )
        return {name: timings for name, timings in found.items() if timings.stages}

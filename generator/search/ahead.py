"""Work that threads do some items ahead of who asks for it."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Ahead:
    """Some threads."""

    pool: ThreadPoolExecutor
    workers: int
    """How many there are."""

    def run(
        self, work: Callable[[_Item], _Made], items: Iterable[_Item]
    ) -> Iterator[tuple[_Item, _Made]]:
        """Each item with what `work` makes of it, in order."""
        waiting: deque[tuple[_Item, Future[_Made]]] = deque()
        for item in items:
            waiting.append((item, self.pool.submit(work, item)))
            if len(waiting) > self.workers:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()

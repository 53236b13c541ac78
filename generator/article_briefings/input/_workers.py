"""Runs a function over many items on all cores; the results are in the order of the items.

The function and its data are a *task*, an object with `setup` and `run`. If a
process can be forked safely (on Linux, with no second thread running), workers
inherit the memory. Otherwise they are spawned and receive the task as a message,
and `setup` must restore the parts that were not sent. With one worker, few items,
or a system that supports neither, the items run in this process. A result must
not depend on which of these applies. Workers that die are not an error either:
their items run in this process.

Items are taken as workers need them, so they may come from a generator that loads them.
"""

import gc
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item", contravariant=True)
Result = TypeVar("Result", covariant=True)

FEW = 30
"""Up to this many items, forking processes is not worth it."""
MANY = 500
"""Up to this many items, spawning processes is not worth it: their setup costs seconds."""
_CHUNK = 8
"""Items per message to a worker: few enough that no worker idles long at the end."""
_AHEAD = 16
"""Number of chunks per worker that may be unfinished, enough that none waits for a slow one."""


class Task(Protocol[Item, Result]):
    """The work of the workers. It is pickled for spawned ones, without parts that cannot be."""

    def setup(self) -> None:
        """Prepare for `run`, restoring missing parts if the task was sent to this process."""
        ...

    def run(self, item: Item) -> Result:
        """Return the result for an item."""
        ...


_task: Any = None
"""The task of this process's workers, or of this worker."""


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start_method() -> str | None:
    """Return how further processes can be started safely; None if they should not be."""
    if sys.platform == "linux" and threading.active_count() == 1:
        return "fork"
    return "spawn" if os.name == "posix" and _can_be_started_anew() else None


def run_all(
    task: Task[Item, Result],
    items: Iterable[Item],
    workers: int = 0,
    method: str | None = None,
    few: int | None = None,
) -> Iterator[Result]:
    """Yield the results of a task for all items, in their order; by default, use all cores."""
    workers = workers or cores()
    method = method or start_method()
    if few is None:
        few = FEW if method == "fork" else MANY
    rest = iter(items)
    first = list(islice(rest, few + 1))
    left = chain(first, rest)
    if workers > 1 and method and len(first) > few:
        sent: deque[list[Item]] = deque()
        with suppress(BrokenProcessPool):  # the remaining items run in this process
            yield from _in_processes(task, left, sent, workers, method)
        left = chain(*sent, left)
    task.setup()
    for item in left:
        yield task.run(item)


def _in_processes(
    task: Task[Item, Result],
    items: Iterator[Item],
    sent: deque[list[Item]],
    workers: int,
    method: str,
) -> Iterator[Result]:
    """Yield the results of the items; `sent` has the chunks that are not finished."""
    global _task
    _task = task
    gc.freeze()  # else the first collection in a child copies all shared memory
    pool = ProcessPoolExecutor(
        workers,
        multiprocessing.get_context(method),
        initializer=_begin,
        initargs=(None if method == "fork" else task,),
    )
    running: deque[Future[list[Result]]] = deque()
    try:
        while True:
            if chunk := list(islice(items, _CHUNK)):
                sent.append(chunk)
                running.append(pool.submit(_run, chunk))
                if len(running) < workers * _AHEAD:
                    continue
            if not running:
                break
            results = running.popleft().result()
            sent.popleft()
            yield from results
    finally:
        pool.shutdown(cancel_futures=True)
        _task = None
        gc.unfreeze()


def _begin(task: Task[Any, Any] | None) -> None:
    """Set up a worker: a forked one inherits the task, a spawned one receives it."""
    global _task
    gc.disable()
    _task = task or _task
    _task.setup()


def _run(items: list[Any]) -> list[Any]:
    return [_task.run(item) for item in items]


def _can_be_started_anew() -> bool:
    """Whether the program's main module can be imported again, as spawning does."""
    main = sys.modules["__main__"]
    file = getattr(main, "__file__", None)
    return getattr(main, "__spec__", None) is not None or bool(file and Path(file).is_file())

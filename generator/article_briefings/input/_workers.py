"""Runs a function over many items on all cores; the results are in the order of the items.

The function and its data are a *task*, an object with `setup` and `run`. If a
process can be forked safely (on Linux, with no second thread running), workers
inherit the memory. Otherwise they are spawned and receive the task as a message,
and `setup` must restore the parts that were not sent. With one worker, few items,
or a system that supports neither, the items run in this process. A result must
not depend on which of these applies. Workers that die are not an error either:
their items run in this process.
"""

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item", contravariant=True)
Result = TypeVar("Result", covariant=True)

FEW = 30
"""Up to this many items, forking processes is not worth it."""
MANY = 500
"""Up to this many items, spawning processes is not worth it: their setup costs seconds."""
_SHARES = 16
"""Number of chunks per worker, enough that no worker idles long at the end."""


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
    items: Sequence[Item],
    workers: int = 0,
    method: str | None = None,
    few: int | None = None,
) -> Iterator[Result]:
    """Yield the results of a task for all items, in their order; by default, use all cores."""
    workers = workers or cores()
    method = method or start_method()
    if few is None:
        few = FEW if method == "fork" else MANY
    done = 0
    if workers > 1 and method and len(items) > few:
        try:
            for result in _in_processes(task, items, workers, method):
                yield result
                done += 1
        except BrokenProcessPool:
            pass  # the remaining items run in this process
    task.setup()
    for item in items[done:]:
        yield task.run(item)


def _in_processes(
    task: Task[Item, Result], items: Sequence[Item], workers: int, method: str
) -> Iterator[Result]:
    global _task
    size = max(1, len(items) // (workers * _SHARES))
    _task = task
    gc.freeze()  # else the first collection in a child copies all shared memory
    try:
        pool = ProcessPoolExecutor(
            workers,
            multiprocessing.get_context(method),
            initializer=_begin,
            initargs=(None if method == "fork" else task,),
        )
        with pool:
            yield from pool.map(_run, items, chunksize=size)
    finally:
        _task = None
        gc.unfreeze()


def _begin(task: Task[Any, Any] | None) -> None:
    """Set up a worker: a forked one inherits the task, a spawned one receives it."""
    global _task
    gc.disable()
    _task = task or _task
    _task.setup()


def _run(item: object) -> Any:
    return _task.run(item)


def _can_be_started_anew() -> bool:
    """Whether the program's main module can be imported again, as spawning does."""
    main = sys.modules["__main__"]
    file = getattr(main, "__file__", None)
    return getattr(main, "__spec__", None) is not None or bool(file and Path(file).is_file())

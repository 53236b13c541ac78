"""Runs a function over many items on all cores; the results come in the order of the items.

The function and what it needs are a *task*, an object with `setup` and `run`.
Where a process can be forked safely (Linux, and no second thread is running),
the workers have what is in memory. Elsewhere they are started anew ("spawn"),
get the task as a message, and `setup` has to bring back what was not sent.
One worker, few items, or a system that has neither: the items are run here.
A result must not depend on which of these it was; workers that die are no
error either, their items are run here.
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
"""Items that are not worth a process that is forked."""
MANY = 500
"""Items that are worth one that is started anew: it takes seconds until it has what it needs."""
_SHARES = 16
"""Messages to each worker: enough that none waits for the others at the end."""


class Task(Protocol[Item, Result]):
    """What workers do. It is sent to them as it is, without what cannot be sent."""

    def setup(self) -> None:
        """Make ready what `run` needs, if it is not there: the task may have been sent."""
        ...

    def run(self, item: Item) -> Result:
        """The result for an item."""
        ...


_task: Task[Any, Any] | None = None


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start_method() -> str | None:
    """How further processes can be started safely; None where they should not be."""
    if sys.platform == "linux" and threading.active_count() == 1:
        return "fork"
    return "spawn" if os.name == "posix" and _can_be_started_anew() else None


def run_all(
    task: Task[Item, Result],
    items: Sequence[Item],
    workers: int,
    method: str | None = None,
    few: int | None = None,
) -> Iterator[Result]:
    """The results of a task for all items, in their order."""
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
            pass  # the rest is run here
    task.setup()
    for item in items[done:]:
        yield task.run(item)


def _in_processes(
    task: Task[Item, Result], items: Sequence[Item], workers: int, method: str
) -> Iterator[Result]:
    global _task
    size = max(1, len(items) // (workers * _SHARES))
    _task = task
    gc.freeze()  # else the first collection in a child copies all memory that it shares
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
    """In a worker: a forked one has the task, one that was started anew is sent it."""
    global _task
    gc.disable()
    _task = task or _task
    _the_task().setup()


def _run(item: object) -> Any:
    return _the_task().run(item)


def _the_task() -> Task[Any, Any]:
    if _task is None:
        raise RuntimeError("a worker without a task")
    return _task


def _can_be_started_anew() -> bool:
    """Whether the program's main module can be imported again, which starting anew does."""
    main = sys.modules["__main__"]
    file = getattr(main, "__file__", None)
    return getattr(main, "__spec__", None) is not None or bool(file and Path(file).is_file())

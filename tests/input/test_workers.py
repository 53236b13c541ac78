"""What workers give does not depend on how many there are, nor on whether they live."""

import os
import signal
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from article_briefings.input import _workers as workers
from article_briefings.input._workers import cores, run_all, start_method

ITEMS = list(range(60))


@dataclass
class Squares:
    """A task that has to make ready what is not sent."""

    offset: int
    dies_at: frozenset[int] = frozenset()
    fails_at: frozenset[int] = frozenset()
    parent: int = field(default_factory=os.getpid)
    ready: Any = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "ready": None}

    def setup(self) -> None:
        self.ready = self.ready or (lambda item: item * item + self.offset)

    def run(self, item: int) -> tuple[int, bool]:
        away = os.getpid() != self.parent
        if item in self.dies_at and away:
            os.kill(os.getpid(), signal.SIGKILL)
        if item in self.fails_at:
            raise ValueError(f"item {item}")
        return self.ready(item), away


def _values(task: Squares, count: int, method: str | None, few: int = 4) -> list[int]:
    return [value for value, _ in run_all(task, ITEMS, count, method, few)]


EXPECTED = [item * item + 7 for item in ITEMS]


@pytest.mark.parametrize(
    ("count", "method"), [(1, None), (1, "fork"), (2, "fork"), (3, "fork"), (2, "spawn")]
)
def test_the_results_are_those_of_one_process_in_their_order(count: int, method: str) -> None:
    assert _values(Squares(7), count, method) == EXPECTED


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_items_are_run_in_other_processes(method: str) -> None:
    assert all(away for _, away in run_all(Squares(7), ITEMS, 2, method, 4))


def test_few_items_stay_here() -> None:
    assert not any(away for _, away in run_all(Squares(7), ITEMS, 2, "fork", len(ITEMS)))
    assert list(run_all(Squares(7), [], 2, "fork", 0)) == []


def test_where_no_process_can_be_started_items_stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "start_method", lambda: None)
    assert not any(away for _, away in run_all(Squares(7), ITEMS, 2, few=4))


@pytest.mark.parametrize("dies_at", [{0}, {31}, {59}, {3, 30, 50}])
def test_items_of_workers_that_die_are_run_here(dies_at: set[int]) -> None:
    """As when the system is out of memory and ends one of them."""
    assert _values(Squares(7, frozenset(dies_at)), 2, "fork") == EXPECTED


def test_an_error_is_that_of_the_item() -> None:
    with pytest.raises(ValueError, match="item 20"):
        _values(Squares(7, fails_at=frozenset({20})), 2, "fork")


def test_nothing_is_left_of_a_task() -> None:
    _values(Squares(7), 2, "fork")
    assert workers._task is None
    iterator = run_all(Squares(7), ITEMS, 2, "fork", 4)
    next(iterator)
    iterator.close()  # type: ignore[attr-defined]
    assert workers._task is None


def test_a_process_with_threads_is_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_can_be_started_anew", lambda: True)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert start_method() == ("fork" if sys.platform == "linux" else "spawn")
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert start_method() == "spawn"
    monkeypatch.setattr(workers, "_can_be_started_anew", lambda: False)
    assert start_method() is None
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert start_method() is None


def test_a_main_module_that_is_no_file_is_not_started_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    main = sys.modules["__main__"]
    monkeypatch.setattr(main, "__spec__", None, raising=False)
    monkeypatch.setattr(main, "__file__", str(Path("nowhere") / "<stdin>"), raising=False)
    assert not workers._can_be_started_anew()
    monkeypatch.setattr(main, "__file__", __file__)
    assert workers._can_be_started_anew()


def test_there_is_a_core() -> None:
    assert cores() >= 1

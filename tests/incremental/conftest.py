"""Benches for tests of builds that use what earlier ones have left."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.incremental.bench import Bench
from tests.small_site import end_process, lay


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Hundreds of builds: to trace them takes twice the time and finds no line that others miss."""
    for item in items:
        if "tests/incremental/" in item.nodeid:
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(autouse=True)
def _one_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No other processes but where a test asks for them, and nothing left in memory."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setattr("article_briefings.input._workers.cores", lambda: 1)
    yield
    end_process()


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project."""
    folder = tmp_path_factory.mktemp("first")
    lay(folder / "project", articles=4)
    return folder


@pytest.fixture
def copied(first: Path) -> Callable[..., Bench]:
    """Copies the project into another folder, with a build behind it."""

    def copy(folder: Path, preview: bool = False) -> Bench:
        end_process()  # an example that has failed leaves one
        bench = Bench(folder, preview)
        if not (first / "project/.cache").exists():
            assert Bench(first).check()
            end_process()
        shutil.copytree(first / "project", bench.root)
        assert bench.check()
        return bench

    return copy


@pytest.fixture
def bench(copied: Callable[..., Bench], tmp_path: Path) -> Bench:
    """A project that was built once."""
    return copied(tmp_path)

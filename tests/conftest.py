"""Options of the whole test suite."""

import functools
import gc
import os
import sys
import tempfile

import mkdocs.utils
import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from article_briefings.input._workers import cores
from article_briefings.site import _theme

# Hundreds of tests start a program of ours, which would be compiled each time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Property tests try the same examples on every run, however slow the machine.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=45,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
# A longer search, for a developer: pytest --hypothesis-profile=deep
settings.register_profile("deep", settings.get_profile("ci"), derandomize=False, max_examples=3000)
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Switches that write what the tests compare with."""
    parser.addoption(
        "--update-examples", action="store_true", help="Write the reports of invalid examples."
    )
    parser.addoption("--update-golden", action="store_true", help="Write the golden pages.")
    parser.addoption("--update-gallery", action="store_true", help="Write the gallery's pictures.")


# The longest files, which begin first: at the end one worker would be left with one.
_LONG = (
    *("pull_requests/test_pull_requests.py", "incremental/test_edits.py"),
    *("incremental/test_exact.py", "site/test_browser.py", "site/test_quality.py"),
    "site/test_queries.py",
    *("test_damage.py", "site/test_reading_keys.py", "diagnostics/test_crashes.py"),
    *("site/test_ledger.py", "site/test_claims.py", "site/test_print.py", "test_time.py"),
    *("incremental/test_processes.py", "site/test_reading_crowded.py", "build/test_driver.py"),
    *("test_passes_and_builds.py", "test_names_on_engines.py", "test_installs.py"),
    *("test_starter.py", "test_hosts.py", "site/test_serve_survives.py", "corpus/test_partial.py"),
    *("formatting/test_formatting.py", "test_engines.py", "exporting/test_exporting_readers.py"),
    *("tests/test_directions.py", "language/test_processes.py", "tests/test_extras.py"),
)


def _turn(item: pytest.Item) -> int:
    """When the file of a test begins: the longest first, all others in their order."""
    path = item.path.as_posix()
    return next((turn for turn, name in enumerate(_LONG) if path.endswith(name)), len(_LONG))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; trace no property test, which takes two thirds of its time."""
    items.sort(key=_turn)
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.no_cover)


# Garbage is searched for less often: next to thousands of tests that costs a tenth of a run.
gc.set_threshold(500_000, 20, 50)


def pytest_collection_finish() -> None:
    """Search for garbage among what the tests make, and not among the tests."""
    gc.freeze()


def pytest_xdist_auto_num_workers() -> int:
    """More workers than cores: a third of the time a test waits for a browser or a program."""
    return cores() + max(1, cores() // 2)


def _in_memory() -> str | None:
    """A folder in memory, if there is one for programs too and with room for a run's half a GB."""
    try:
        system = os.statvfs("/dev/shm")
    except (AttributeError, OSError):
        return None
    refused = system.f_flag & (os.ST_NOEXEC | os.ST_RDONLY) or not os.access("/dev/shm", os.W_OK)
    return None if refused or system.f_bavail * system.f_frsize < 4e9 else "/dev/shm"


def pytest_configure(config: pytest.Config) -> None:
    """Temporary files are in memory.

    To make and remove a file takes a disk ten times as long, and tests make hundreds of thousands.
    Those in memory are gone at the end; to look at some, name a folder with `--basetemp`.
    """
    if not hasattr(config, "workerinput"):
        folder = tempfile.TemporaryDirectory(prefix="tests-", dir=_in_memory())
        config.add_cleanup(folder.cleanup)
        if folder.name.startswith("/dev/shm"):
            os.environ["TMPDIR"], tempfile.tempdir = folder.name, None
    # MkDocs reads the entry points of all that is installed for each build: a fifth of a small one.
    mkdocs.utils.get_themes = functools.cache(mkdocs.utils.get_themes)
    # Hundreds of builds publish the same styles and scripts: a tenth of one that changes nothing.
    _theme.lean = functools.cache(_theme.lean)

"""Options of the whole test suite."""

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from generator.workers import cores

# Property tests try the same examples on every run, however slow the machine.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=100,
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Property tests are not traced for coverage: it takes two thirds of their time."""
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.no_cover)


def pytest_xdist_auto_num_workers() -> int:
    """More workers than cores: a third of the time a test waits for a browser or a program."""
    return cores() + max(1, cores() // 2)

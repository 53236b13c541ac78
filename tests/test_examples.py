"""Every invalid example project gives the report that stands beside it."""

import os
from pathlib import Path
from typing import Any

import pytest

from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.input import load
from article_briefings.review import State, Uncorrected
from tests.built import build_project
from tests.installed import use
from tests.overlay import (
    EXAMPLES,
    SITE,
    build,
    examples,
    lay,
    rendered,
    renderings_of,
    unreadable,
)


@pytest.fixture
def unreadable_paths(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Reading a path in this set fails as it does without permission."""
    paths: set[str] = set()
    real_open = os.open

    def open_or_refuse(path: Any, *arguments: Any, **options: Any) -> int:
        if any(str(path).endswith(f"/{name}") for name in paths):
            raise PermissionError(13, "Permission denied", str(path))
        return real_open(path, *arguments, **options)

    monkeypatch.setattr("article_briefings.input._files.os.open", open_or_refuse)
    return paths


@pytest.mark.parametrize("example", examples("invalid"), ids=lambda path: path.name)
def test_an_invalid_example_is_reported_as_expected(
    example: Path, tmp_path: Path, unreadable_paths: set[str], request: pytest.FixtureRequest
) -> None:
    unreadable_paths |= unreadable(example)
    built = build(lay(example, tmp_path))
    _is_expected(example, renderings_of(built), request)
    assert built.pages == {}, "a project with problems is not published"


@pytest.mark.parametrize("example", examples("notices"), ids=lambda path: path.name)
def test_an_example_with_notices_has_no_problem(
    example: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    compiled = compile_corpus(lay(example, tmp_path))
    assert compiled.diagnostics == ()
    _is_expected(example, rendered(compiled.notices), request)


@pytest.mark.parametrize("example", examples("packages"), ids=lambda path: path.name)
def test_an_example_with_a_faulty_package_has_its_problem(
    example: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    use(example / "installed", monkeypatch)
    compiled = compile_corpus(lay(example, tmp_path))
    assert compiled.diagnostics == ()
    _is_expected(example, rendered(compiled.problems()), request)


@pytest.mark.parametrize("example", examples("changed"), ids=lambda path: path.name)
def test_an_example_of_a_change_has_the_problems_of_the_change(
    example: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The state before is the base of the examples."""
    roots = lay(EXAMPLES / "base", tmp_path / "before"), lay(example, tmp_path / "after")
    before, after = (State.of(load(root)[0]) for root in roots)
    assert build(roots[1]).diagnostics == ()
    problems = Uncorrected.problems(before, after, "main")
    _is_expected(example, rendered([*problems]), request)


def _is_expected(example: Path, renderings: dict[str, str], request: pytest.FixtureRequest) -> None:
    for ending, text in renderings.items():
        expected = example / f"expected.{ending}"
        if request.config.getoption("--update-examples"):
            expected.write_text(text, "utf-8", newline="\n")
        assert text == expected.read_text("utf-8"), ending


def test_the_base_of_the_examples_has_no_problem(tmp_path: Path) -> None:
    assert build(lay(EXAMPLES / "base", tmp_path)).diagnostics == ()


def test_a_preview_of_broken_files_keeps_the_other_pages_up(tmp_path: Path) -> None:
    example = EXAMPLES / "invalid" / "quote-not-found"
    pages = build_project(lay(example, tmp_path), SITE, preview=True).pages
    assert pages["actors/ada-fable.md"][0].kind == "Actor"
    broken, markdown = pages["briefings/new-bridge.md"]
    assert broken.kind == "Problem"
    assert "quote-not-found" in markdown

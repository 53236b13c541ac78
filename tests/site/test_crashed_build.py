"""`mkdocs build` with a bug in it: one line, a code of its own, and the last good site stays."""

import errno
from pathlib import Path

import pytest

from tests.injected import run_with_bug
from tests.small_site import lay

_ARTICLE = "briefings/articles/2031-04-03-harbour-2/briefing.yml"


@pytest.mark.parametrize(
    ("command", "function", "file"),
    [
        ("build", "article_briefings.build._article_cache:compile_article", None),
        ("serve", "article_briefings.pages._contents:BriefingBuilder", _ARTICLE),
        ("build", "article_briefings.site._site_pages:PageConversion._html", None),
        ("build --strict --quiet", "article_briefings.site._site_build:publish", None),
        ("build", "article_briefings.site._project:Extra", None),
        ("build", "article_briefings.site._project:Catalogues", None),
        ("serve", "mkdocs.structure.pages:Page.render", None),
    ],
)
def test_a_bug_is_one_line_and_a_code_of_its_own(
    tmp_path: Path, command: str, function: str, file: str | None
) -> None:
    lay(tmp_path)
    done = run_with_bug(function, ["mkdocs", *command.split()], tmp_path)
    assert done.returncode == 70, done.stderr
    (line,) = (line for line in done.stderr.splitlines() if line.startswith("briefings: "))
    assert "KeyError: 'an injected bug' (" in line
    assert f"while working on {file}:" in line or not file
    assert "BRIEFINGS_DEBUG=1" in line
    assert "Traceback" not in done.stderr + done.stdout
    assert not list(tmp_path.glob("site/**/*.html"))


def test_a_hand_written_page_is_named(tmp_path: Path) -> None:
    lay(tmp_path)
    done = run_with_bug("mkdocs.structure.pages:Page.render", ["mkdocs", "build"], tmp_path)
    assert "crashed while working on docs/about/method.md: KeyError" in done.stderr


@pytest.mark.parametrize("way", ["--verbose", "BRIEFINGS_DEBUG"])
def test_the_traceback_is_printed_where_it_is_asked_for(tmp_path: Path, way: str) -> None:
    lay(tmp_path)
    options, environment = ([way], {}) if way.startswith("-") else ([], {way: "1"})
    done = run_with_bug(
        "article_briefings.site._site_build:publish",
        ["mkdocs", "build", *options],
        tmp_path,
        **environment,
    )
    assert done.returncode == 70
    assert "Traceback (most recent call last):" in done.stderr


def test_a_full_disk_is_neither_a_problem_nor_a_bug(tmp_path: Path) -> None:
    lay(tmp_path)
    error = f"OSError({errno.ENOSPC}, 'No space left on device', 'x')"
    done = run_with_bug(
        "article_briefings.site._site_build:publish", ["mkdocs", "build"], tmp_path, error
    )
    assert done.returncode == 74
    assert "briefings: could not continue: No space left on device: x." in done.stderr
    assert "Traceback" not in done.stderr

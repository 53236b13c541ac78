"""Saved pages with faults: what is drafted passes the check, and nothing else is printed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import outlet, project
from tests.drafting.mutated import pages, problems_of


@pytest.mark.parametrize("seed", range(3))
def test_the_draft_of_a_mutated_page_passes_the_check(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for page in pages(20, seed):
        assert problems_of(page, tmp_path_factory.mktemp("page")) == [], page


def test_what_a_library_warns_of_does_not_reach_the_terminal(tmp_path: Path) -> None:
    root = project(tmp_path / "project", articles={}, actors={"gazette": outlet()})
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html><html lang="en"><head><title>Bridge is safe</title>'
        '<meta name="date" content="2031-04-28 10:00 XYZT"></head><body><article>'
        f"<p>{'Ada Fable said that the bridge is safe. ' * 20}</p></article></body></html>"
    )
    call = (
        sys.executable,
        "-m",
        "article_briefings",
        "new",
        "--from",
        page,
        "--date",
        "2031-04-28",
    )
    done = subprocess.run(
        (*call, "--root", root, "--annotator", "nora"),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "drafted claim" in done.stdout

"""`mkdocs serve` goes on: requests decide no build, and a crash costs only its own build."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.building import write
from tests.site.test_serve import Preview, free_port
from tests.small_site import lay

#: Builds wait while there is a file "wait", and crash while there is a file "crash".
_PROGRAM = """\
import pathlib, sys, time
from article_briefings.site import Project
from mkdocs.__main__ import cli
site = Project.site
def slow(project, preview):
    pathlib.Path("began").touch()
    while pathlib.Path("wait").exists():
        time.sleep(0.05)
    if pathlib.Path("crash").exists():
        raise KeyError("an injected bug")
    return site(project, preview)
Project.site = slow
cli()
"""


@contextmanager
def serving(project: Path) -> Iterator[Preview]:
    port, log = free_port(), project.parent / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        try:
            running = Preview(project, f"http://127.0.0.1:{port}/briefings/", log)
            running.wait("", lambda html: "<h1" in html)
            yield running
            assert process.poll() is None
        finally:
            process.terminate()
            process.wait(timeout=20)


def began(project: Path) -> None:
    """Wait until a build has begun."""
    end = time.monotonic() + 60
    while not (project / "began").exists():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture(params=["alone", "with a hook"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A strict project; with a hook, every page goes through MkDocs."""
    root = tmp_path / "project"
    lay(root)
    if request.param != "alone":
        settings = root / "mkdocs.yml"
        settings.write_text(settings.read_text("utf-8") + "hooks: [hook.py]\n", "utf-8")
        write(root, "hook.py", "")
    return root


def test_a_page_that_is_not_found_during_a_rebuild_does_not_end_it(project: Path) -> None:
    with serving(project) as preview:
        (project / "began").unlink()
        (project / "wait").touch()
        preview.edit("docs/about/method.md", "# ", "# Edited ")
        began(project)
        with pytest.raises(urllib.error.HTTPError) as answer:
            # Not below the site's address, it is answered at once.
            urllib.request.urlopen(f"{preview.address[:-10]}favicon.ico", timeout=30)
        answer.value.close()
        assert answer.value.code == 404
        (project / "wait").unlink()
        preview.wait("about/method/", lambda html: "Edited " in html)
    log = preview.log.read_text("utf-8")
    assert '"GET /favicon.ico HTTP/1.1" code 404' in log
    assert "Aborted" not in log
    assert "stuck" not in log


def test_a_crash_is_one_line_and_the_next_good_save_comes_through(project: Path) -> None:
    alone = "hooks" not in (project / "mkdocs.yml").read_text("utf-8")
    with serving(project) as preview:
        (project / "crash").touch()
        preview.edit("docs/about/method.md", "# ", "# Edited ")
        end = time.monotonic() + 60
        while "briefings: crashed" not in preview.log.read_text("utf-8"):
            assert time.monotonic() < end
            time.sleep(0.1)
        if alone:
            preview.wait("about/method/", lambda html: "<h1" in html and "Edited" not in html)
        (project / "crash").unlink()
        preview.edit("docs/about/method.md", "# Edited ", "# Edited again ")
        preview.wait("about/method/", lambda html: "Edited again " in html)
    log = preview.log.read_text("utf-8")
    assert "Traceback" not in log
    assert log.count("briefings: crashed: KeyError: 'an injected bug'") == 1

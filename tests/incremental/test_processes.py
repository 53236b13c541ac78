"""Several processes, processes that are killed, full disks, and caches from elsewhere."""

import multiprocessing
import os
import shutil
import signal
import subprocess
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli as mkdocs_cli

from tests import warm
from tests.building import write
from tests.incremental.bench import Bench, use_workers
from tests.incremental.edits import EDITS
from tests.small_site import CONFIG, build, differing, end_process, lay, tree


def _mkdocs(bench: Bench) -> "subprocess.Popen[str]":
    """A build in another process."""
    return subprocess.Popen(
        [*warm.python(), warm.MKDOCS, "build", "--quiet", "--site-dir", str(bench.site)],
        cwd=bench.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.parametrize("cached", [True, False])
def test_two_builds_at_once(bench: Bench, cached: bool) -> None:
    end_process()
    for folder in (bench.cache.parent, bench.site):
        shutil.rmtree(folder)
    if not cached:
        config = CONFIG.replace("  - briefings:\n", '  - briefings:\n      cache: ""\n')
        write(bench.root, "mkdocs.yml", config)
    builds = [_mkdocs(bench) for _ in range(2)]
    assert [(one.communicate()[0], one.returncode) for one in builds] == [("", 0)] * 2
    assert differing(tree(bench.site), bench.last) == []
    assert bench.check()


def test_two_sites_in_one_process(tmp_path: Path) -> None:
    for number in (1, 2):
        root = lay(tmp_path / f"{number}", articles=number)
        build(root, root / "site")
    end_process()
    assert (tmp_path / "2/site/briefings/tunnel-1/index.html").exists()


def _killed(bench: Bench, step: str, calls: int) -> None:
    """Build, and end with `kill -9` when a step is taken for the first time after some calls."""
    module, _, name = step.rpartition(".")
    real, left = getattr(resolve_name(module), name), [calls]

    def run(*args: Any, **kwargs: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)

    setattr(resolve_name(module), name, run)
    build(bench.root, bench.site)


@pytest.mark.parametrize(
    ("step", "calls", "moved"),
    [
        ("article_briefings.site._site_pages.PageConversion.run", 3, False),
        ("article_briefings.site._publishing._move", 0, False),
        ("article_briefings.site._publishing._move", 2, True),
        ("article_briefings.build._driver.Driver.save", 0, True),
    ],
)
def test_a_build_that_is_killed(bench: Bench, step: str, calls: int, moved: bool) -> None:
    """`kill -9` at a moment: nothing of the program can react to it."""
    end_process()
    EDITS["edit_macros"](bench.root, 1)
    # A copy of this process, which has imported the program already.
    process = multiprocessing.get_context("fork").Process(target=_killed, args=(bench, step, calls))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert (tree(bench.site) != bench.last) == moved
    assert any(bench.site.parent.glob(".site.building-*"))
    assert bench.check()
    assert not any(bench.site.parent.glob(".site*"))


def test_a_full_disk_is_said_and_leaves_the_last_site(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    EDITS["edit_macros"](bench.root, 1)
    config = ["build", "-f", str(bench.root / "mkdocs.yml"), "--site-dir", str(bench.site)]
    real = Path.write_bytes

    def write_bytes(self: Path, data: bytes) -> int:
        if ".building-" in str(self):
            raise OSError(28, "No space left on device", str(self))
        return real(self, data)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", write_bytes)
        result = CliRunner().invoke(mkdocs_cli, config)
    assert result.exit_code == 74
    assert "No space left on device" in result.output + capsys.readouterr().err
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)
    assert differing(tree(bench.site), bench.last) == []
    assert bench.check()
    assert not any(bench.site.parent.glob(".site*"))


@pytest.mark.parametrize("place", [".cache", ".cache/briefings"])
def test_a_cache_that_cannot_be_written_is_no_error(bench: Bench, place: str) -> None:
    end_process()
    shutil.rmtree(bench.root / ".cache")
    write(bench.root, place, "a file where a folder belongs")
    for number in (0, 2):
        EDITS["name_actor"](bench.root, number)
        assert bench.check()
        end_process()


def test_a_cache_of_another_place_is_of_use(bench: Bench, tmp_path: Path) -> None:
    """As in CI, where it is restored into a fresh clone: other times and inodes, no site."""
    end_process()
    other = Bench(tmp_path / "other")
    shutil.copytree(bench.root, other.root)
    timings = build(other.root, other.site)
    assert (timings.stages["HTML"].made, timings.stages["Markdown"].made) == (0, 0)
    assert differing(tree(other.site), bench.last) == []
    EDITS["say_claim"](other.root, 1)
    assert other.check()


def test_a_cache_of_another_project_does_no_harm(bench: Bench, tmp_path: Path) -> None:
    end_process()
    other = Bench(tmp_path / "other")
    shutil.copytree(bench.root, other.root)
    for number, name in enumerate(("name_actor", "say_claim", "remove_article", "edit_topic")):
        EDITS[name](other.root, number)
    assert other.check()


def test_workers_that_are_started_anew(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS: they open the project and MkDocs again, and make the same bytes."""
    EDITS["edit_macros"](bench.root, 1)
    end_process()
    use_workers(monkeypatch, "spawn")
    assert bench.check()

"""Build with two revisions of the program and compare every byte of the output.

    python -m benchmarks.compare_builds REV [--articles=60] [--drop=REGEX ...] [--skip=GLOB ...]

REV is built beside the working tree: its seed, its examples and a full made-up
corpus, each in an environment of its own, because an entry point could otherwise
lead to the other checkout. Expected differences are named: `--drop` removes the
matches of an expression from both sides before the comparison, `--skip` leaves
files out. Exits with 1 and lists the files if anything else differs.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Iterable, Sequence
from fnmatch import fnmatch
from pathlib import Path

from benchmarks.corpus import make_corpus
from benchmarks.processes import ROOT

_ADDRESS = "https://user.invalid/article-briefings/"


def main() -> None:
    """Build both, compare them and report."""
    (revision,) = (word for word in sys.argv[1:] if not word.startswith("--"))
    (articles,) = _options("articles") or ["60"]
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        before = scratch / "before-checkout"
        _git("worktree", "add", "--quiet", "--detach", str(before), revision)
        try:
            corpus = scratch / "corpus"
            make_corpus(corpus, int(articles), full=True)
            sides = [scratch / "before", scratch / "after"]
            for checkout, sites in zip((before, ROOT), sides, strict=True):
                _build(checkout, corpus, sites)
            found = differences(*sides, _options("drop"), _options("skip"))
        finally:
            _git("worktree", "remove", "--force", str(before))
    print("\n".join(found) or "No file differs.")
    sys.exit(bool(found))


def differences(
    before: Path, after: Path, drop: Sequence[str] = (), skip: Sequence[str] = ()
) -> list[str]:
    """A line for each file that is missing in one of the folders or differs."""
    names = sorted(
        name for name in _files(before) | _files(after) if not any(fnmatch(name, g) for g in skip)
    )
    found = []
    for name in names:
        sides = [_content(folder / name, drop) for folder in (before, after)]
        if sides[0] != sides[1]:
            found.append(f"{name}: {_how(*sides)}")
    return found


def _how(before: bytes | None, after: bytes | None) -> str:
    if before is None:
        return "new"
    if after is None:
        return "gone"
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    line = next((n for n, (one, other) in enumerate(pairs, 1) if one != other), "the end")
    return f"{len(before):,} bytes, now {len(after):,}; from line {line}"


def _content(file: Path, drop: Iterable[str]) -> bytes | None:
    if not file.is_file():
        return None
    content = file.read_bytes()
    for pattern in drop:
        content = re.sub(pattern.encode(), b"", content)
    return content


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _build(checkout: Path, corpus: Path, sites: Path) -> None:
    """The sites and trees of the seed, the examples and the corpus, each in a folder."""
    python = _install(checkout, sites.with_name(f"{sites.name}-venv"))
    project = sites.with_name(f"{sites.name}-project")
    project.mkdir()
    for name in ("docs", "templates"):
        shutil.copytree(checkout / name, project / name)
    shutil.copy(checkout / "mkdocs.yml", project)
    shutil.copytree(corpus / "briefings", project / "briefings")
    for name, folder in {
        "seed": checkout,
        "examples": checkout / "examples",
        "corpus": project,
    }.items():
        _run(folder, python, "mkdocs", "build", "--quiet", "--strict", "-d", str(sites / name))
        _run(folder, python, "briefings", "build", "--output", str(sites / f"{name}-tree"))


def _install(checkout: Path, folder: Path) -> Path:
    """An environment with the checkout installed, and the packages of the current one."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    (site,) = folder.glob("lib/*/site-packages")
    (site / "beneath.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    uv = Path(sys.executable).with_name("uv")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--python", python]
    subprocess.run([uv, "pip", "install", *options, "--editable", checkout], check=True)
    return python


def _run(folder: Path, python: Path, *command: str) -> None:
    program = python.with_name(command[0])
    words = [program, *command[1:]] if program.exists() else [python, "-m", *command]
    variables = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "BRIEFINGS_SITE_URL": _ADDRESS,
        "BRIEFINGS_EXPORTS": "true",
    }
    subprocess.run(words, cwd=folder, env=variables, check=True)


def _options(name: str) -> list[str]:
    start = f"--{name}="
    return [word.removeprefix(start) for word in sys.argv[1:] if word.startswith(start)]


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()

"""A site of an owner: made from the wheel, in an empty folder, without this checkout.

`python -m tests.starter` does what `make starter-all` promises: with each Python from 3.11 to 3.14
on this machine, in an environment with dependencies of its own.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
STARTER = PROJECT / "build" / "starter"
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
#: What would lead to the checkout, or hide a notice that owners would see.
_LEFT_OUT = ("PYTHONPATH", "NO_MKDOCS_2_WARNING", "BRIEFINGS_", "VIRTUAL_ENV")
_LEFT_OUT += ("GITHUB_", "GITLAB_", "CI_")


def environment(**more: str) -> dict[str, str]:
    """The variables of a new user."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(_LEFT_OUT)}
    return {**own, "PYTHONSAFEPATH": "1", **more}


def run(folder: Path, *command: str | Path, code: int = 0, **more: str) -> str:
    """What a command prints, errors included; it must end with a code and reads no input."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, f"{command}: {done.returncode}\n{done.stdout}"
    return done.stdout


def wheel(folder: Path) -> Path:
    """The wheel of this checkout."""
    code = "import sys, hatchling.build as h; print(h.build_wheel(sys.argv[1]))"
    return folder / run(PROJECT, sys.executable, "-c", code, folder).split()[-1]


def python_of(folder: Path) -> Path:
    """The Python of a virtual environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def uv(*arguments: str | Path) -> None:
    """Run uv of the environment that runs this."""
    run(PROJECT, sys.executable, "-m", "uv", *arguments)


def borrowing(built: Path, folder: Path) -> Path:
    """The Python of an environment with the wheel, which borrows our dependencies."""
    uv("venv", "--quiet", "--clear", "--python", sys.executable, folder)
    python = python_of(folder)
    dependencies = sysconfig.get_path("purelib")
    packages = folder / Path(dependencies).relative_to(sys.prefix)
    (packages / "dependencies.pth").write_text(f"{dependencies}\n", "utf-8")
    # The command of a dependency, as pip would install it.
    script = f"#!{python}\nfrom mkdocs.__main__ import cli\n\ncli()\n"
    (python.parent / "mkdocs").write_text(script, "utf-8")
    (python.parent / "mkdocs").chmod(0o755)
    offline = ("--offline", "--no-index", "--no-deps", "--no-cache")
    uv("pip", "install", "--quiet", "--python", python, *offline, built)
    return python


def complete(built: Path, version: str, folder: Path) -> Path | None:
    """The Python of an environment with all dependencies; None if the machine lacks it."""
    # pyenv puts a Python on the path only where it is chosen; uv finds no others.
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    python = next(pyenv.glob(f"{version}.*/bin/python"), version)
    local = ("--no-python-downloads", "--python", python)
    try:
        uv("venv", "--quiet", "--clear", *local, folder)
    except AssertionError:
        return None
    python = python_of(folder)
    uv("pip", "install", "--quiet", "--python", python, built)
    return python


def make_site(python: Path, root: Path, *options: str) -> str:
    """Make, check and build a site in a new folder; what the build prints."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    run(root, python, "-m", "article_briefings", "init", "--yes", *options)
    run(root, python, "-m", "article_briefings", "check")
    return run(root, python, "-m", "mkdocs", "build", "--strict")


def main() -> None:
    """Make the site with each Python."""
    STARTER.mkdir(parents=True, exist_ok=True)
    built, done = wheel(STARTER), 0
    for version in VERSIONS:
        python = complete(built, version, STARTER / f"python{version}")
        if python is None:
            print(f"Python {version}: not on this machine")
            continue
        make_site(python, STARTER / f"site{version}")
        assert (STARTER / f"site{version}" / "site" / "index.html").is_file()
        print(f"Python {version}: the site is built")
        done += 1
    assert done, "no Python from 3.11 to 3.14 was found"


if __name__ == "__main__":
    main()

"""The package as others install it: each kind of install builds a site outside the checkout.

A wheel, a source distribution and an editable install, each in an environment of its own that
borrows the dependencies of this one. No network is asked.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from article_briefings.diagnostics import __version__
from tests.building import write
from tests.overlay import PROJECT
from tests.small_site import CONFIG, differing, lay, tree

KINDS = ("wheel", "sdist", "editable")
#: What an owner's project says: it has neither templates nor a theme's folder.
SETTINGS = CONFIG


def run(folder: Path, *command: str | Path, code: int = 0) -> str:
    """What a command prints, which must end with a code."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONSAFEPATH": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr if code else done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel and the source distribution of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    code = "import sys, hatchling.build as h; print(getattr(h, sys.argv[1])(sys.argv[2]))"
    kinds = {"wheel": "build_wheel", "sdist": "build_sdist"}
    return {
        kind: folder / run(PROJECT, sys.executable, "-c", code, hook, folder).split()[-1]
        for kind, hook in kinds.items()
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an owner: settings and content."""
    root = lay(tmp_path_factory.mktemp("project"), articles=3, templates=False)
    write(root, "mkdocs.yml", SETTINGS)
    write(root, "docs/about/method.md", "# How we work\n\n[Ada](../actors/ada-fable.md)\n")
    assert sorted(path.name for path in root.iterdir()) == ["briefings", "docs", "mkdocs.yml"]
    return root


@pytest.fixture(scope="module")
def pythons(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The Python of an environment for each kind of install."""
    return {
        kind: installed(built.get(kind, PROJECT), tmp_path_factory.mktemp(kind)) for kind in KINDS
    }


def installed(what: Path, folder: Path) -> Path:
    """The Python of a new environment that has the package, and our dependencies."""
    run(folder, sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / "bin" / "python"
    dependencies = sysconfig.get_path("purelib")
    packages = folder / Path(dependencies).relative_to(sys.prefix)
    # What such a file adds is no place for further ones: the checkout itself stays out.
    (packages / "dependencies.pth").write_text(f"{dependencies}\n", "utf-8")
    options = ("--offline", "--no-index", "--no-deps", "--no-build-isolation", "--no-cache")
    source = ("--editable", what) if what.is_dir() else (what,)
    uv = (sys.executable, "-m", "uv", "pip", "install", "--python", python)
    run(folder, *uv, *options, *source)
    return python


def package_of(python: Path) -> Path:
    """The folder that an environment imports the package from."""
    code = "import article_briefings as a; print(a.__file__)"
    return Path(run(python.parent, python, "-c", code).strip()).parent


def test_each_install_builds_the_same_site(
    project: Path, pythons: dict[str, Path], tmp_path: Path
) -> None:
    made = {}
    for kind, python in pythons.items():
        place = PROJECT / "generator" if kind == "editable" else python.parents[1]
        assert package_of(python).is_relative_to(place)
        shutil.rmtree(project / ".cache", ignore_errors=True)
        run(project, python, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path / kind)
        made[kind] = tree(tmp_path / kind)
    assert b"class=crumbs" in made["wheel"]["actors/ada-fable/index.html"], "our frame"
    assert made["wheel"]["assets/briefings/briefings.css"], "our styles"
    assert made["wheel"]["briefings/bridge-0/card.png"], "drawn with our fonts"
    for kind in KINDS:
        assert differing(made["wheel"], made[kind]) == [], kind


def test_a_build_sees_what_changes_in_the_installed_templates(
    project: Path, pythons: dict[str, Path], tmp_path: Path
) -> None:
    python = pythons["wheel"]
    templates = package_of(python) / "templates"
    build = (project, python, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path)
    for name in ("actor.md.j2", "overrides/partials/colophon.html"):
        with (templates / name).open("a", encoding="utf-8") as file:
            file.write(f"\n<p>Added to {name}.</p>\n")
    run(*build)
    page = (tmp_path / "actors/ada-fable/index.html").read_text("utf-8")
    assert page.count("<p>Added to actor.md.j2.") == 1
    assert page.count("<p>Added to overrides/partials/colophon.html.") == 1

    with (templates / "actor.md.j2").open("a", encoding="utf-8") as file:
        file.write("{{ page.naem }}")
    message = r"article_briefings/templates/actor\.md\.j2:\d+:1: error \[template-error\]"
    assert re.search(message, run(*build, code=1))


def test_the_wheel_holds_the_package_and_its_templates(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built["wheel"]) as wheel:
        names = wheel.namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"article_briefings", f"article_briefings-{__version__}.dist-info"}
    templates = {name.partition("/templates/")[2] for name in names if "/templates/" in name}
    assert templates == files_below("templates")
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_the_source_distribution_holds_what_a_wheel_is_built_from(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    package = {
        f"generator/article_briefings/{n}" for n in files_below("generator/article_briefings")
    }
    own = {"pyproject.toml", "README.md", "LICENSE", ".gitignore", "PKG-INFO"}
    assert names == own | package | {f"templates/{name}" for name in files_below("templates")}


def files_below(folder: str) -> set[str]:
    """The files of a folder of this checkout that git would have."""
    below = (PROJECT / folder).rglob("*")
    files = (path.relative_to(PROJECT / folder) for path in below if path.is_file())
    return {path.as_posix() for path in files if "__pycache__" not in path.parts}

"""Extras of the distribution: nothing misses them, until a command or a setting asks for one."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.exceptions import ConfigurationError

from article_briefings.diagnostics._crashes import EXTRAS, GROUP, Extra
from tests import small_site
from tests.building import write
from tests.overlay import PROJECT
from tests.small_site import CONFIG, lay, other_process, tree

#: What the extras install; trafilatura brings lxml.
HIDDEN = ("lxml", *(module for modules in EXTRAS.values() for module in modules))
COMMANDS = {"briefings": "article_briefings.cli:run", "mkdocs": "mkdocs.__main__:cli"}
INSTALL_CARDS = 'pip install "article-briefings[social-cards]"'
INSTALL_EXPORTS = 'pip install "article-briefings[exporting]"'
INSTALL_NEW = 'pip install "article-briefings[new]"'
HTML = "<!doctype html><title>A bridge</title><p>The bridge opens on Monday.</p>"


def without_extras(folder: Path, command: str, *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and error output of a command in a process that has no extras."""
    module, _, name = COMMANDS[command].partition(":")
    code = f"import sys; sys.modules.update(dict.fromkeys({HIDDEN})); "
    code += f"from {module} import {name}; {name}()"
    call = (sys.executable, "-c", code, *arguments)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with an address, whose pages can have pictures."""
    root = lay(tmp_path / "project", articles=2, templates=False)
    write(root, "docs/about/method.md", "# Method\n")
    write(root, "mkdocs.yml", settings(""))
    return root


def settings(line: str) -> str:
    """The settings of the project, with a line for the plugin."""
    text = CONFIG
    return text.replace("      search: false\n", f"      search: false\n{line}")


@pytest.fixture
def _hidden(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in HIDDEN:
        monkeypatch.setitem(sys.modules, name, None)
    with other_process():
        yield


def test_the_extras_are_those_of_the_distribution() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    for extra, modules in EXTRAS.items():
        names = sorted(line.partition(">")[0] for line in extras[extra])
        assert names == sorted(map(distribution, modules))
    assert extras["all"] == [f"article-briefings[{','.join(sorted(EXTRAS))}]"]
    entries = project["entry-points"][GROUP]
    assert entries.keys() <= EXTRAS.keys()
    assert all(Extra(name).load() is not None for name in entries)
    locked = (PROJECT / "requirements.lock").read_text("utf-8")
    for name in (distribution(module) for modules in EXTRAS.values() for module in modules):
        assert f"\n{name}==" in locked, "run: make lock"


def distribution(module: str) -> str:
    """The name of the distribution that has a module."""
    return module.lower().replace("_", "-")


def test_without_extras_a_project_is_checked_and_built(root: Path) -> None:
    assert without_extras(root, "briefings", "check")[0] == 0
    code, _, said = without_extras(root, "mkdocs", "build", "--strict")
    assert code == 0, said
    assert "WARNING" not in said
    (line,) = (line for line in said.splitlines() if "pip install" in line)
    assert line.startswith("INFO ")
    assert INSTALL_CARDS in line
    site = tree(root / "site")
    assert "briefings/bridge-0/index.html" in site
    assert not [name for name in site if name.endswith("card.png")]
    assert not [name for name, data in site.items() if b"og:image" in data]


@pytest.mark.usefixtures("_hidden")
@pytest.mark.parametrize("setting", ["social_cards", "claim_cards"])
def test_a_setting_that_asks_for_pictures_says_what_to_install(
    root: Path, tmp_path: Path, setting: str
) -> None:
    write(root, "mkdocs.yml", settings(f"      {setting}: true\n"))
    with pytest.raises(ConfigurationError) as refused:
        small_site.build(root, tmp_path / "site")
    assert f"{setting} needs more libraries: {INSTALL_CARDS}" in str(refused.value)
    assert not (tmp_path / "site").exists()
    small_site.build(root, tmp_path / "site", preview=True)  # which has no pictures


@pytest.mark.usefixtures("_hidden")
def test_where_pictures_are_not_wanted_nothing_is_said_of_them(
    root: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(root, "mkdocs.yml", settings("      social_cards: false\n"))
    caplog.set_level("INFO")
    small_site.build(root, tmp_path / "site")
    assert "pip install" not in caplog.text
    assert "briefings/bridge-0/index.html" in tree(tmp_path / "site")


def test_exports_that_a_setting_asks_for_say_what_to_install(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("article_briefings.diagnostics._crashes.GROUP", "nobody.registers")
    without_pictures = "      social_cards: false\n"
    write(root, "mkdocs.yml", settings(without_pictures))
    with other_process():
        small_site.build(root, tmp_path / "site", preview=True)  # no tables on the data page
    write(root, "mkdocs.yml", settings(f"{without_pictures}      exports: true\n"))
    with pytest.raises(Exception, match=re.escape(INSTALL_EXPORTS)):
        small_site.build(root, tmp_path / "site")


def test_a_saved_page_is_read_with_an_extra_and_a_text_without(root: Path) -> None:
    write(root, "page.html", HTML)
    before = tree(root)
    code, out, said = without_extras(root, "briefings", "new", "--from", "page.html")
    assert (code, out) == (2, "")
    assert INSTALL_NEW in said
    assert "Traceback" not in said
    assert tree(root) == before

    write(root, "article.txt", "The bridge opens on Monday.\n")
    call = ("new", "bridge-opens", "--from", "article.txt", "--date", "2031-04-28")
    code, _, said = without_extras(root, "briefings", *call, "--annotator", "ed")
    assert code == 0, said

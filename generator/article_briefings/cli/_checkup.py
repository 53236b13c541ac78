"""What `briefings doctor` looks at: one function for each subject."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path
from platform import python_version

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet

from article_briefings.diagnostics import Extra, Refusal, __version__
from article_briefings.input import History
from article_briefings.site import Project

_NAME = "article-briefings"
_BROWSERS = "chromium-headless-shell chromium chromium-browser google-chrome-stable google-chrome"
_TEXTS = "briefings/articles/**/source.txt"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is off; `run` is what to do, and `fix` does it where that is safe."""

    about: str
    message: str
    run: str = ""
    is_wrong: bool = True
    """Whether something does not work; if not, the finding is a note."""
    fix: Callable[[], object] | None = None


def findings(root: Path, project: Project) -> Iterator[Finding]:
    """Yield all that is off in a project, which is in the folder `root`."""
    for check in CHECKS:
        yield from check(root, project)


# --- versions ------------------------------------------------------------------------------------


def _libraries(_root: Path, _project: Project) -> Iterator[Finding]:
    """Python, MkDocs, Material and all other libraries, as the installed package requires them."""
    try:
        needed, python = requires(_NAME) or [], metadata(_NAME)["Requires-Python"]
    except PackageNotFoundError:  # run from a checkout that nobody has installed
        yield Finding("the program", f"{_NAME} is not installed", "pip install .", is_wrong=False)
        return
    if python_version() not in SpecifierSet(python or ""):
        message = f"Python {python_version()} runs; {_NAME} needs {python}"
        run = f"python3 -m venv --clear .venv   # with Python {python}; then install again"
        yield Finding("Python", message, run)
    for requirement in map(Requirement, needed):
        if not requirement.marker or requirement.marker.evaluate({"extra": ""}):
            yield from _unmet(requirement)


def _unmet(requirement: Requirement) -> Iterator[Finding]:
    name, run = requirement.name, f'pip install "{requirement}"'
    try:
        found = version(name)
    except PackageNotFoundError:
        yield Finding(name, f"{name} is not installed", run)
        return
    if not requirement.specifier.contains(found, prereleases=True):
        yield Finding(
            name, f"{name} {found} is installed; {_NAME} needs {requirement.specifier}", run
        )


def _pinned(root: Path, _project: Project) -> Iterator[Finding]:
    """The version in requirements.txt, with which others build the site."""
    path = root / "requirements.txt"
    lines = path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
    for line in lines:
        try:
            requirement = Requirement(re.split(r"\s+(?:#|--)|\s*\\$", line)[0])
        except InvalidRequirement:
            continue  # an option, a comment, an address
        if requirement.name != _NAME or __version__ in requirement.specifier:
            continue
        message = f"version {__version__} runs; {path.name} asks for {requirement.specifier}"
        yield Finding(path.name, message, f"pip install -r {path.name}")


# --- settings ------------------------------------------------------------------------------------


def _addresses(_root: Path, project: Project) -> Iterator[Finding]:
    required = project.options.require_address
    for name, lost in (("site_url", "feeds or canonical links"), ("repo_url", "edit links")):
        if not project.config[name]:
            message = f"{name} is not set in mkdocs.yml, so the site has no {lost}"
            run = f"set {name} in mkdocs.yml"
            yield Finding(name, message, run, is_wrong=required and name == "site_url")
    if project.config.repo_url and not project.repository_host:
        message = "repo_url is at neither GitHub nor GitLab, so the site has no edit links"
        run = "set host to github or gitlab in mkdocs.yml if it is a server of that kind"
        yield Finding("repo_url", message, run, is_wrong=False)


def _old_settings(root: Path, _project: Project) -> Iterator[Finding]:
    from article_briefings.cli._settings import migrate_settings

    changes = migrate_settings((root / "mkdocs.yml").read_text("utf-8", "replace")).changes
    if changes:
        message = f"mkdocs.yml has settings of an earlier version ({'; '.join(changes)})"
        yield Finding("mkdocs.yml", message, "briefings migrate mkdocs.yml", is_wrong=False)


def _copied_templates(_root: Path, project: Project) -> Iterator[Finding]:
    from article_briefings.cli._template_copies import template_copies

    for copy in template_copies(project.templates):
        if copy.stale:
            message = f"the package's template has changed since {copy.name} was copied"
            yield Finding(copy.name, message, "briefings templates diff", is_wrong=False)


def _extras(_root: Path, project: Project) -> Iterator[Finding]:
    command = Extra("social-cards").install_command
    for name in ("social_cards", "claim_cards"):
        if command and project.options[name]:
            yield Finding(name, f"the setting {name} needs libraries that are missing", command)


def _search(_root: Path, project: Project) -> Iterator[Finding]:
    """Pagefind's binary, without which no site with a search is built."""
    from article_briefings.search import identity

    if project.options.search:
        try:
            identity()
        except (Refusal, ImportError) as error:
            yield Finding(
                "search", str(error), 'pip install --force-reinstall "pagefind[extended]"'
            )


def _browser(root: Path, _project: Project) -> Iterator[Finding]:
    """A browser, which only the tests of the program itself need."""
    names = [os.environ.get("BRIEFINGS_BROWSER", ""), *_BROWSERS.split()]
    if (root / "tests" / "browser.sh").is_file() and not any(
        map(shutil.which, filter(None, names))
    ):
        yield Finding("browser", "the tests need Chromium or Chrome", "make browser")


def _placeholders(root: Path, _project: Project) -> Iterator[Finding]:
    """Names for an owner to fill in; GitHub would take them for somebody's."""
    from article_briefings.cli._settings import PLACEHOLDER
    from article_briefings.cli._starter import ACTION

    for path in [root / ".github/CODEOWNERS", *sorted((root / ".github/workflows").glob("*.yml"))]:
        if path.is_file() and PLACEHOLDER in path.read_text("utf-8", "replace"):
            name = path.relative_to(root).as_posix()
            message = f"{name} names {PLACEHOLDER}, a placeholder that a stranger could register"
            yield Finding(
                name,
                message,
                "put your own there, or take the workflow that briefings init --copy writes",
                False,
            )
    if not ACTION and (root / "generator/article_briefings/cli/_starter.py").is_file():
        message = "ACTION is empty, so briefings init writes the steps of GitHub's workflow out"
        run = "name this repository in cli/_starter.py once it is public"
        yield Finding("ACTION", message, run, is_wrong=False)


# --- git and the disk ----------------------------------------------------------------------------


def _git(root: Path, project: Project) -> Iterator[Finding]:
    history = History(root)
    if history.is_shallow() is None:
        message = "the project is in no git repository, so no page says when it last changed"
        run = "git init" if shutil.which("git") else "install git"
        yield Finding("git", message, run, is_wrong=False)
        return
    if history.is_shallow():
        message = "the repository has only a part of its history, so no page says when it changed"
        yield Finding("git", message, "git fetch --unshallow")
    for folder in _written(project):
        if folder.is_relative_to(root) and not history.ignores(f"{folder.relative_to(root)}/x"):
            line = f"/{folder.relative_to(root).as_posix()}/"
            message = f"git does not ignore {line}, which every build writes"
            yield _missing_line(root / ".gitignore", line, message)
    if not history.keeps_bytes("briefings/articles/x/source.txt"):
        message = "git may change the line ends of articles, whose bytes must stay"
        yield _missing_line(root / ".gitattributes", f"{_TEXTS} -text", message)


def _missing_line(path: Path, line: str, message: str) -> Finding:
    fix = partial(_append, path, f"{line}\n")
    return Finding(path.name, message, f"add “{line}” to {path.name}", is_wrong=False, fix=fix)


def _written(project: Project) -> Iterator[Path]:
    """Yield the folders that a build writes."""
    if project.cache:
        yield project.cache
    yield Path(project.config.site_dir)


def _append(path: Path, lines: str) -> None:
    old = path.read_text("utf-8") if path.is_file() else ""
    path.write_text(old + "\n" * bool(old and not old.endswith("\n")) + lines, "utf-8")


def _permissions(root: Path, project: Project) -> Iterator[Finding]:
    for place, _, names in os.walk(root / "briefings"):
        for path in [Path(place), *(Path(place, name) for name in names)]:
            if not os.access(path, os.R_OK):
                name = path.relative_to(root).as_posix()
                yield Finding(name, f"{name} cannot be read", f'chmod u+rwX "{name}"')
    for folder in _written(project):
        present = next(one for one in (folder, *folder.parents) if one.exists())
        if not present.is_dir() or not os.access(present, os.W_OK | os.X_OK):
            message = f"{present} cannot be written, and every build writes to {folder}"
            yield Finding(str(folder), message, f'ls -ld "{present}"')


def _cache(_root: Path, project: Project) -> Iterator[Finding]:
    """The store of earlier results: SQLite says whether the file is whole."""
    import sqlite3

    path = project.cache / "results.sqlite" if project.cache else None
    if path is None or not path.is_file():
        return
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as store:
            sound = store.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        message = f"{path} is damaged; the next build writes a new one"
        yield Finding("cache", message, f'rm "{path}"', fix=path.unlink)


CHECKS = (
    _libraries,
    _pinned,
    _addresses,
    _old_settings,
    _copied_templates,
    _extras,
    _search,
    _placeholders,
    _browser,
    _git,
    _permissions,
    _cache,
)
"""In the order of the report. A new subject is a function more."""

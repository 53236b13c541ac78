"""`briefings templates`: copies say where they are from, and are compared three ways."""

import shutil
from pathlib import Path

import pytest

from article_briefings.cli._template_copies import template_copies
from article_briefings.diagnostics import __version__
from article_briefings.pages import _templates
from tests.building import write
from tests.cli.test_cli import run
from tests.overlay import TEMPLATES
from tests.repositories import commit

COPY = "templates/topic.md.j2"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty project."""
    write(tmp_path, "docs/index.md", "# Home\n")
    write(tmp_path, "mkdocs.yml", "site_name: Small\ntheme: {name: material}\n")
    (tmp_path / "briefings").mkdir()
    return tmp_path


def templates(root: Path, *arguments: str) -> tuple[int, str, str]:
    return run("templates", *arguments, "--root", root)


def upgrade(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a package whose template of topics has another first heading."""
    newer = root / "newer"
    shutil.copytree(TEMPLATES, newer, ignore=lambda *_: ["assets"])
    text = (newer / "topic.md.j2").read_text("utf-8")
    write(newer, "topic.md.j2", text.replace('_("Stories")', '_("All stories")'))
    monkeypatch.setattr(_templates, "_INSTALLED", root / "package")
    newer.rename(root / "package-templates")
    (root / "package").mkdir()
    (root / "package-templates").rename(root / "package" / "templates")


@pytest.mark.parametrize("name", ["topic.md.j2", "overrides/partials/colophon.html"])
def test_a_copy_says_in_its_first_line_where_it_is_from(root: Path, name: str) -> None:
    code, out, _ = templates(root, "copy", name)
    assert code == 0
    assert f"templates/{name}" in out
    first, _, others = (root / "templates" / name).read_text("utf-8").partition("\n")
    assert first.startswith(f"{{#- copied from article-briefings {__version__}: {name}, sha256 ")
    assert others == (TEMPLATES / name).read_text("utf-8")
    (copy,) = template_copies(root / "templates")
    assert (copy.name, copy.version, copy.stale) == (name, __version__, False)


def test_a_copy_makes_the_same_pages(root: Path) -> None:
    write(root, "briefings/topics.yml", {"format": "2", "water": {"title": "Water"}})
    pages = []
    for name in ("one", "two"):
        assert run("build", "-o", root / name, "--root", root)[0] == 0
        pages.append((root / name / "topics/water/index.md").read_bytes())
        templates(root, "copy", "topic.md.j2")
    assert pages[0] == pages[1]


def test_a_name_that_is_wrong_or_taken_is_wrong_use(root: Path) -> None:
    code, _, said = templates(root, "copy", "topics.md")
    assert code == 2
    assert "did you mean" in said
    templates(root, "copy", "topic.md.j2")
    code, _, said = templates(root, "copy", "topic.md.j2")
    assert code == 2
    assert f"{COPY} exists" in said


def test_without_copies_there_is_nothing_to_compare(root: Path) -> None:
    write(root, "templates/slots/footer.html", "Ours")
    assert templates(root, "diff")[:2] == (0, "There are no copies of templates.\n")


@pytest.mark.parametrize("committed", [True, False])
def test_after_an_upgrade_three_texts_are_compared(
    root: Path, committed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates(root, "copy", "topic.md.j2")
    if committed:
        commit(root)
    text = (root / COPY).read_text("utf-8")
    write(root, COPY, text.replace('_("Events")', '_("What happened")'))
    code, out, _ = templates(root, "diff")
    assert (code, "is as you copied it" in out) == (0, True)
    assert "+++ topic.md.j2 of the package" not in out
    assert f"+++ {COPY}" in out

    upgrade(root, monkeypatch)
    assert [copy.stale for copy in template_copies(root / "templates")] == [True]
    code, out, _ = templates(root, "diff")
    assert code == 0
    assert f"{COPY}: the package's template has changed since {__version__}." in out
    assert ("--- topic.md.j2 as copied" in out) is committed
    assert ('+## {{ _("All stories") }} {: #stories }' in out) is committed
    assert ('-## {{ _("All stories") }} {: #stories }' in out) is not committed
    assert '+## {{ _("What happened") }} {: #events }' in out


def test_a_template_that_the_package_no_longer_has_is_said(root: Path) -> None:
    templates(root, "copy", "topic.md.j2")
    text = (root / COPY).read_text("utf-8")
    write(root, COPY, text.replace(": topic.md.j2,", ": gone.md.j2,", 1))
    assert "the package no longer has gone.md.j2" in templates(root, "diff")[1]

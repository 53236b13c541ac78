"""`briefings doctor`: what is off in an installation and a project."""

import importlib.metadata
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from article_briefings.cli import _checkup
from article_briefings.diagnostics import __version__
from tests.building import project, write
from tests.cli.test_cli import run
from tests.overlay import PROJECT
from tests.repositories import commit

SETTINGS = """\
site_name: A site
site_url: https://news.example/
repo_url: https://github.com/news/site
theme: {name: material}
plugins: [briefings]
"""
IGNORED = "/.cache/\n/site/\n"
SOUND = "Nothing is wrong.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project in which nothing is off."""
    root = project(tmp_path / "project")
    write(root, "mkdocs.yml", SETTINGS)
    (root / "docs").mkdir()
    write(root, ".gitignore", IGNORED)
    write(root, ".gitattributes", "briefings/articles/**/source.txt -text\n")
    write(root, "requirements.txt", f"# Ours.\narticle-briefings=={__version__}\nmkdocs\n")
    commit(root)
    return root


def test_a_sound_project_has_nothing_to_report(root: Path) -> None:
    assert run("doctor", "--root", root) == (0, SOUND, "")
    assert run("doctor", "--fix", "--root", root) == (0, SOUND, "")


def _found(root: Path) -> tuple[int, str]:
    code, out, _ = run("doctor", "--root", root)
    return code, out


def test_another_version_than_the_pinned_one_is_wrong(root: Path) -> None:
    write(root, "requirements.txt", "article-briefings[all]==9.9 --hash=sha256:00\n")
    code, out = _found(root)
    assert code == 1
    assert f"wrong: version {__version__} runs; requirements.txt asks for ==9.9\n" in out
    assert "  run: pip install -r requirements.txt\n" in out
    assert out.endswith("1 problem, 0 notes.\n")


def test_libraries_that_are_too_old_or_missing_are_wrong(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed = ["mkdocs>=99", "no-such-library>=1", "unknown; extra == 'dev'"]
    monkeypatch.setattr(_checkup, "requires", lambda _: needed)
    monkeypatch.setattr(_checkup, "metadata", lambda _: {"Requires-Python": ">=4"})
    installed = importlib.metadata.version("mkdocs")
    code, out = _found(root)
    assert code == 1
    assert f"wrong: mkdocs {installed} is installed; article-briefings needs >=99\n" in out
    assert '  run: pip install "mkdocs>=99"\n' in out
    assert "wrong: no-such-library is not installed\n" in out
    assert "article-briefings needs >=4\n" in out
    assert "unknown" not in out


def test_a_repository_without_edit_links_is_a_note(root: Path) -> None:
    elsewhere = SETTINGS.replace("github.com", "codeberg.org")
    write(root, "mkdocs.yml", elsewhere)
    code, out = _found(root)
    assert code == 0
    assert "note: repo_url is at neither GitHub nor GitLab, so the site has no edit links\n" in out
    assert "  run: set host to github or gitlab in mkdocs.yml if it is a server" in out


def test_missing_addresses_are_a_note_unless_the_settings_require_them(root: Path) -> None:
    lines = SETTINGS.replace("https://news.example/", '""').replace(
        "https://github.com/news/site", ""
    )
    write(root, "mkdocs.yml", lines)
    code, out = _found(root)
    assert code == 0
    assert "note: site_url is not set in mkdocs.yml" in out
    assert "note: repo_url is not set in mkdocs.yml" in out
    assert out.endswith("Nothing is wrong; 2 notes.\n")
    required = "[briefings: {require_address: true}]"
    write(root, "mkdocs.yml", lines.replace("[briefings]", required))
    code, out = _found(root)
    assert code == 1
    assert "wrong: site_url is not set in mkdocs.yml" in out


def test_settings_of_an_earlier_version_are_a_note(root: Path) -> None:
    write(root, "mkdocs.yml", SETTINGS + "edit_uri: edit/main/docs/\n")
    code, out = _found(root)
    assert code == 0
    assert "  run: briefings migrate mkdocs.yml\n" in out


def test_a_placeholder_that_a_stranger_could_register_is_a_note(root: Path) -> None:
    """The first version wrote such a workflow; our own repository has names to fill in too."""
    workflow = "      - uses: your-organisation/article-briefings@v0.1.0\n"
    write(root, ".github/workflows/briefings.yml", workflow)
    code, out = _found(root)
    assert code == 0
    assert "note: .github/workflows/briefings.yml names your-organisation, a placeholder" in out
    assert "ACTION" not in out
    ours = "\n".join(one.message for one in _checkup._placeholders(PROJECT, PROJECT))
    assert ".github/CODEOWNERS names your-organisation" in ours
    assert "ACTION is empty" in ours


def test_git_is_completed_where_that_is_safe(root: Path) -> None:
    write(root, ".gitignore", "/site/")
    write(root, ".gitattributes", "* text=auto\n")
    code, out = _found(root)
    assert code == 0
    assert "note: git does not ignore /.cache/briefings/, which every build writes\n" in out
    assert "note: git may change the line ends of articles" in out
    code, out, _ = run("doctor", "--fix", "--root", root)
    assert code == 0
    assert out.count("fixed: ") == 2
    assert (root / ".gitignore").read_text("utf-8") == "/site/\n/.cache/briefings/\n"
    assert _found(root) == (0, SOUND)


def test_a_shallow_clone_is_wrong(root: Path, tmp_path: Path) -> None:
    write(root, "more.txt", "x")
    commit(root)
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", root.as_uri(), shallow], check=True)
    (shallow / "docs").mkdir(exist_ok=True)
    code, out = _found(shallow)
    assert code == 1
    assert "  run: git fetch --unshallow\n" in out


def test_a_folder_without_git_is_a_note(tmp_path: Path) -> None:
    root = project(tmp_path / "alone")
    write(root, "mkdocs.yml", SETTINGS)
    (root / "docs").mkdir()
    code, out = _found(root)
    assert code == 0
    assert "note: the project is in no git repository" in out


@pytest.fixture
def forbidden(root: Path) -> Iterator[Path]:
    path = root / "briefings" / "topics.yml"
    path.touch()
    path.chmod(0)
    yield path
    path.chmod(0o600)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_cannot_be_read_is_wrong(root: Path, forbidden: Path) -> None:
    code, out = _found(root)
    assert code == 1
    assert f"wrong: briefings/{forbidden.name} cannot be read\n" in out


def test_a_file_in_the_place_of_the_cache_is_wrong(root: Path) -> None:
    write(root, ".cache", "in the way")
    code, out = _found(root)
    assert code == 1
    assert f"wrong: {root / '.cache'} cannot be written" in out


def test_a_damaged_cache_is_removed(root: Path) -> None:
    write(root, ".cache/briefings/results.sqlite", "This is no database.\n" * 99)
    code, out = _found(root)
    assert code == 1
    assert "is damaged; the next build writes a new one\n" in out
    assert run("doctor", "--fix", "--root", root)[0] == 0
    assert _found(root) == (0, SOUND)


def test_a_folder_may_have_signs_that_mean_something_in_addresses(root: Path) -> None:
    root = root.rename(root.with_name("site #1?%20"))
    write(root, ".cache/briefings/results.sqlite", "This is no database.\n" * 99)
    assert "is damaged" in _found(root)[1]
    assert [path.name for path in root.parent.iterdir()] == [root.name]


def test_a_missing_search_program_is_wrong_where_there_is_a_search(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pagefind.service.get_executable", lambda: None)
    code, out = _found(root)
    assert code == 1
    assert "wrong: the package pagefind has no binary for this machine\n" in out
    write(root, "mkdocs.yml", SETTINGS.replace("[briefings]", "[briefings: {search: false}]"))
    assert _found(root) == (0, SOUND)


def test_a_browser_is_missing_only_in_a_checkout_of_the_program(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_checkup.shutil, "which", lambda _: None)
    assert _found(root) == (0, SOUND)
    write(root, "tests/browser.sh", "")
    code, out = _found(root)
    assert code == 1
    assert "wrong: the tests need Chromium or Chrome\n  run: make browser\n" in out


def test_settings_that_cannot_be_used_are_named(root: Path) -> None:
    write(root, "mkdocs.yml", "site_name: [\n")
    code, _, err = run("doctor", "--root", root)
    assert code == 2
    assert err.startswith("briefings: mkdocs.yml cannot be used: ")


def test_a_folder_without_a_project_is_named(tmp_path: Path) -> None:
    code, _, err = run("doctor", "--root", tmp_path)
    assert code == 2
    assert "has no briefings/ folder" in err


def test_a_copied_template_that_the_package_has_changed_since_is_a_note(root: Path) -> None:
    assert run("templates", "copy", "topic.md.j2", "--root", root)[0] == 0
    commit(root)
    assert run("doctor", "--root", root) == (0, SOUND, "")
    copy = root / "templates" / "topic.md.j2"
    line, text = copy.read_text("utf-8").split("\n", 1)
    write(root, "templates/topic.md.j2", re.sub("sha256 ....", "sha256 0000", line) + "\n" + text)
    code, out = _found(root)
    assert code == 0
    assert "note: the package's template has changed since topic.md.j2 was copied\n" in out
    assert "  run: briefings templates diff\n" in out

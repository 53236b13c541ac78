"""`mkdocs build` on broken input: exit code 1, located messages, and the last good site stays."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import warm
from tests.building import write
from tests.one_page import copy_with_one_page
from tests.repositories import commit, git
from tests.site.conftest import ENVIRONMENT, EXAMPLES, build


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project and its site."""
    folder = tmp_path_factory.mktemp("good")
    copy_with_one_page(folder / "project", EXAMPLES / "base" / "briefings")
    build(folder / "project", folder / "site")
    return folder


@pytest.fixture
def project(good: Path, tmp_path: Path) -> Path:
    """A project that nobody has built yet."""
    return shutil.copytree(good / "project", tmp_path / "project", ignore=lambda *_: [".cache"])


@pytest.fixture
def site(good: Path, project: Path, tmp_path: Path) -> Path:
    """The site of the project's last build."""
    shutil.copytree(good / "project" / ".cache", project / ".cache")
    return shutil.copytree(good / "site", tmp_path / "site")


def _build(project: Path, site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*warm.python(), warm.MKDOCS, "build", *options, "--site-dir", str(site)],
        cwd=project,
        env={**os.environ, **ENVIRONMENT},
        capture_output=True,
        text=True,
        check=False,
    )


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_problem_stops_the_build_and_leaves_the_last_good_site(project: Path, site: Path) -> None:
    before = _files(site)
    (broken,) = project.glob("briefings/articles/*/briefing.yml")
    broken.write_text(broken.read_text("utf-8").replace("\nformat: 2", "\nformat: 7"), "utf-8")
    done = _build(project, site)
    assert done.returncode == 1
    assert f"{broken.relative_to(project).as_posix()}:" in done.stderr
    assert "[unsupported-format]" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert _files(site) == before


@pytest.mark.parametrize("linked", [False, True])
def test_a_hand_written_page_in_the_place_of_a_generated_one_is_a_problem(
    project: Path, tmp_path: Path, linked: bool
) -> None:
    folder = tmp_path / "elsewhere" if linked else project / "docs" / "claims"
    folder.mkdir()
    if linked:  # MkDocs follows links
        (project / "docs" / "claims").symlink_to(folder)
    (folder / "index.md").write_text("# Mine\n", "utf-8")
    done = _build(project, tmp_path / "site")
    assert done.returncode == 1
    assert "docs/claims/index.md" in done.stderr
    assert "[path-collision]" in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "name",
    ["briefings/drill/index.md", "actors/README.md", "briefings/drill/index.html", "README.md"],
)
def test_a_file_of_another_name_with_the_address_of_a_generated_page_is_a_problem(
    project: Path, tmp_path: Path, name: str
) -> None:
    (folder,) = project.glob("briefings/articles/*")
    name = name.replace("drill", folder.name[11:])
    write(project, f"docs/{name}", "# Mine\n")
    done = _build(project, tmp_path / "site")
    assert done.returncode == 1
    assert f"docs/{name}:1:1: error [path-collision]" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_first_page_of_the_owner_replaces_the_generated_one(
    project: Path, tmp_path: Path
) -> None:
    write(project, "docs/index.md", "# Mine alone\n")
    assert _build(project, tmp_path / "site").returncode == 0
    assert "Mine alone" in (tmp_path / "site/index.html").read_text("utf-8")


@pytest.mark.parametrize("linked", [False, True])
def test_a_cache_in_the_repository_is_refused(project: Path, tmp_path: Path, linked: bool) -> None:
    """A pull request could bring one, in which the pages are as its author likes."""
    assert _build(project, tmp_path / "site").returncode == 0
    name = ".cache/briefings"
    if linked:
        name = "docs/assets/briefings"
        (folder := project / name).parent.mkdir()
        (project / ".cache/briefings").rename(folder)
        shutil.rmtree(project / ".cache")
        (project / ".cache").symlink_to(folder.parent)
    write(project, ".gitignore", f"{name}\n")
    commit(project)
    assert _build(project, tmp_path / "site").returncode == 0
    git(project, "add", "--force", name)
    done = _build(project, tmp_path / "site")
    assert done.returncode == 1
    assert f'git rm -r --cached "{name}"' in done.stderr


def test_two_inputs_with_one_address_are_a_problem(project: Path, tmp_path: Path) -> None:
    (project / "briefings/actors/index.yml").write_text("name: Index\ntype: group\n", "utf-8")
    done = _build(project, tmp_path / "site")
    assert done.returncode == 1
    assert "briefings/actors/index.yml" in done.stderr
    assert "[path-collision]" in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("template", "slip", "message"),
    [
        ("page.html", "{% if %}", "Expected an expression"),
        ("main.html", "{{ nothing.at.all }}", "'nothing' is undefined"),
        ("page-not-found.html", "{{ 1 / 0 }}", "division by zero"),
        ("partials/masthead.html", "{{ nothing.at.all }}", "'nothing' is undefined"),
        ("partials/colophon.html", '{% include "none.html" %}', "there is no template none.html"),
    ],
)
def test_a_slip_in_a_template_of_the_theme_has_its_place(
    project: Path, site: Path, template: str, slip: str, message: str
) -> None:
    before = _files(site)
    name = f"templates/overrides/{template}"
    text = (project / name).read_text("utf-8")
    at = "{% block content %}" if template.startswith("page-not") else text.splitlines()[-1]
    (project / name).write_text(text.replace(at, f"{at}\n{slip}\n"), "utf-8")
    done = _build(project, site)
    assert done.returncode == 1
    assert f"{name}:" in done.stderr
    assert f"[template-error] this template cannot be rendered: {message}" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert _files(site) == before


def test_a_style_in_another_encoding_has_its_place(project: Path, tmp_path: Path) -> None:
    style = project / "templates/assets/briefings/briefings.css"
    style.write_bytes(b"/* caf\xe9 */\n" + style.read_bytes())
    done = _build(project, tmp_path / "site")
    assert done.returncode == 1
    assert "templates/assets/briefings/briefings.css:1:7: error [not-utf8]" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_settings_in_utf16_are_read_as_mkdocs_reads_them(project: Path, tmp_path: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_bytes(settings.read_text("utf-8").encode("utf-16"))
    assert build(project, tmp_path / "site").is_dir()


def test_a_warning_ends_a_strict_build_even_if_it_is_to_be_quiet(project: Path, site: Path) -> None:
    before = _files(site)
    page = project / "docs/about/method.md"
    page.write_text(page.read_text("utf-8") + "\n[nowhere](nowhere.md)\n", "utf-8")
    done = _build(project, site, "--strict", "--quiet")
    assert done.returncode == 1
    assert "about/method.md' contains a link 'nowhere.md'" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert _files(site) == before


def test_a_page_in_another_encoding_is_named(project: Path, tmp_path: Path) -> None:
    page = project / "docs/about/method.md"
    page.write_bytes(page.read_text("utf-8").encode("utf-16"))
    done = _build(project, tmp_path / "site")
    assert done.returncode == 1
    assert "about/method.md" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("link", "named"),
    [("docs/leak.txt", "docs/leak.txt"), ("docs/git.txt", "docs/git.txt"), ("docs", "docs/")],
)
def test_a_link_out_of_the_project_is_not_published(project: Path, link: str, named: str) -> None:
    """MkDocs follows symbolic links, and a pull request may have one."""
    outside = project.parent / "outside"
    write(outside, "about/method.md", "# How we work\n")
    write(outside, "secret.txt", "a password")
    if link == "docs":
        shutil.rmtree(project / "docs", ignore_errors=True)
        (project / "docs").symlink_to(outside)
    elif link == "docs/git.txt":
        write(project, ".git/config", "a token")
        (project / "docs").mkdir(exist_ok=True)
        (project / link).symlink_to("../.git/config")
    else:
        (project / "docs").mkdir(exist_ok=True)
        (project / link).symlink_to(outside / "secret.txt")
    done = _build(project, project / "site")
    assert done.returncode == 1
    assert named in done.stdout
    assert "leads out of the project's folder" in done.stdout
    assert not (project / "site").exists()


def test_a_link_within_the_project_may_be_used(project: Path) -> None:
    (project / "docs").mkdir(exist_ok=True)
    (project / "notes.txt").write_text("ours")
    (project / "docs" / "notes.txt").symlink_to("../notes.txt")
    way = project.parent / "way"
    way.symlink_to(project)
    config = ("--config-file", str(way / "mkdocs.yml"))
    assert _build(project, project / "site", *config).returncode == 0
    assert (project / "site" / "notes.txt").read_text() == "ours"

"""`briefings preview`: what it writes, and what it says where it cannot."""

import shutil
from pathlib import Path

import pytest

from article_briefings.review._preview import Preview
from tests.building import FOLDER, SLUG, project, write
from tests.cli.test_cli import run
from tests.overlay import PROJECT, TEMPLATES
from tests.pull_requests.simulation import commit, git
from tests.small_site import other_process

SETTINGS = "site_name: Test\nplugins: [briefings]\ntheme: {name: mkdocs}\n"


@pytest.fixture(autouse=True)
def _in_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path / "project")
    write(root, "mkdocs.yml", SETTINGS)
    write(root, "docs/about/index.md", "# About\n")
    (root / "templates").symlink_to(TEMPLATES)
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(root, "Begin")
    monkeypatch.chdir(root)


def written(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def test_without_more_it_writes_every_page(tmp_path: Path) -> None:
    code, out, err = run("preview", "--output", tmp_path / "out")
    assert (code, err) == (0, "")
    assert out == f"Wrote 4 pages; open {tmp_path / 'out' / Preview.INDEX}.\n"
    assert len(written(tmp_path / "out")) == 5


def test_parts_that_the_site_leaves_out_have_no_links(tmp_path: Path) -> None:
    page = tmp_path / "out" / "briefings" / f"{SLUG}.html"
    links = []
    for without in ("[]", "[worksheets, ledger]"):
        plugin = f"plugins: [{{briefings: {{without: {without}}}}}]\n"
        theme = "theme: {name: material, language: fa}\n"
        write(Path(), "mkdocs.yml", f"site_name: A\n{theme}{plugin}")
        with other_process():
            assert run("preview", "--output", tmp_path / "out")[0] == 0
        text = page.read_text("utf-8")
        assert '<main class="md-main__inner md-grid" lang="fa" dir="rtl">' in text
        links.append(text.count("برای آموزگاران"))
    assert links[1] == 0 < links[0]


def test_paths_and_a_revision_each_narrow_it(tmp_path: Path) -> None:
    write(Path(), "briefings/actors/new-one.yml", "name: New One\ntype: person\n")
    write(Path(), f"briefings/articles/{FOLDER}/note-to-myself.txt", "not read")
    out = tmp_path / "out"
    assert run("preview", "--output", out, "briefings/actors")[0] == 0
    assert written(out) == [
        "actors/ada-fable.html",
        "actors/gazette.html",
        "actors/new-one.html",
        Preview.INDEX,
    ]
    assert run("preview", "--output", out, "--changed-since", "main", "briefings/actors")[0] == 0
    assert written(out) == ["actors/new-one.html", Preview.INDEX]


def test_a_preview_replaces_the_one_before_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for _ in range(2):
        assert run("preview", "--output", out, "briefings/articles")[0] == 0
        assert written(out) == ["briefings/drill.html", Preview.INDEX]
    write(tmp_path, "mine/letter.txt", "Dear Ada")
    code, _, err = run("preview", "--output", tmp_path / "mine")
    assert code == 2
    assert "holds files that this command did not write" in err
    assert (tmp_path / "mine" / "letter.txt").read_text("utf-8") == "Dear Ada"


def test_problems_are_shown_on_a_page_and_are_no_failure(tmp_path: Path) -> None:
    write(Path(), "briefings/actors/eve.yml", "name: Eve\ntype: ghost\n")
    code, _, err = run("preview", "--output", tmp_path / "out", "briefings/actors/eve.yml")
    assert (code, err) == (0, "")
    assert "unknown-value" in (tmp_path / "out" / "actors" / "eve.html").read_text("utf-8")


def test_a_change_of_settings_shows_a_sample_of_each_kind(tmp_path: Path) -> None:
    write(Path(), "mkdocs.yml", SETTINGS.replace("Test", "Text"))
    out = tmp_path / "out"
    assert run("preview", "--output", out, "--changed-since", "main")[0] == 0
    assert written(out)[0].startswith("actors/")
    assert written(out)[1:] == ["background/drills.html", "briefings/drill.html", Preview.INDEX]
    assert "<h2>Samples</h2>" in (out / Preview.INDEX).read_text("utf-8")


def test_a_change_of_the_styles_shows_them(tmp_path: Path) -> None:
    Path("templates").unlink()
    shutil.copytree(TEMPLATES, "templates")
    commit(Path(), "Copy the templates")
    sheet = Path("templates/assets/briefings/briefings.css")
    sheet.write_text(sheet.read_text("utf-8") + ".page { color: olive; }\n", "utf-8")
    out = tmp_path / "out"
    code, told, _ = run("preview", "--output", out, "--changed-since", "HEAD")
    assert (code, told) == (0, f"Wrote 3 pages; open {out / Preview.INDEX}.\n")
    assert "color: olive" in (out / "briefings/drill.html").read_text("utf-8")


def test_broken_topics_are_on_the_index_and_counted(tmp_path: Path) -> None:
    write(Path(), "briefings/topics.yml", "defence: [")
    out = tmp_path / "out"
    code, told, _ = run("preview", "--output", out, "--changed-since", "main")
    assert code == 0
    assert told.endswith("The index lists 1 problem that no page shows.\n")
    assert "briefings/topics.yml:1:" in (out / Preview.INDEX).read_text("utf-8")


@pytest.mark.parametrize("revision", ["nowhere", "--help", "", "main..main"])
def test_a_revision_that_does_not_exist_is_wrong_use(tmp_path: Path, revision: str) -> None:
    code, out, err = run("preview", "--output", tmp_path / "out", f"--changed-since={revision}")
    assert (code, out) == (2, "")
    assert f"git knows no revision “{revision}”" in err
    assert not (tmp_path / "out").exists()


def test_a_project_without_settings_is_wrong_use(tmp_path: Path) -> None:
    Path("mkdocs.yml").unlink()
    code, _, err = run("preview", "--output", tmp_path / "out")
    assert code == 2
    assert "mkdocs.yml cannot be used" in err


def test_a_folder_that_cannot_be_made_is_wrong_use(tmp_path: Path) -> None:
    write(tmp_path, "file", "here")
    code, _, err = run("preview", "--output", tmp_path / "file" / "out")
    assert code == 2
    assert "cannot be written" in err


def test_the_repository_of_this_project_can_be_previewed_by_name(tmp_path: Path) -> None:
    root = f"--root={PROJECT}"
    code, out, _ = run(
        "preview", root, "--output", tmp_path / "out", PROJECT / "briefings/actors/tasnim.yml"
    )
    assert (code, out.split(";")[0]) == (0, "Wrote 1 page")

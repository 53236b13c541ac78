"""Which templates and which frame a project's pages are made with."""

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from article_briefings.cli._standalone import _CALL
from article_briefings.site._frame import settings_version
from article_briefings.site._project import Project
from tests.building import write
from tests.cli.test_cli import run
from tests.overlay import TEMPLATES
from tests.small_site import CONFIG, lay

FRAME = "  custom_dir: templates/overrides\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project that has neither templates nor a theme's folder."""
    write(tmp_path, "docs/about/method.md", "# Method\n")
    write(tmp_path, "briefings/topics.yml", {})
    return tmp_path


def settings(root: Path, *changes: tuple[str, str]) -> MkDocsConfig:
    """The settings of a project, with changes, as a build has them."""
    text = CONFIG
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    write(root, "mkdocs.yml", text)
    config = load_config(str(root / "mkdocs.yml"))
    return config.plugins.on_config(config)


def test_without_templates_of_its_own_a_project_has_ours_and_our_frame(root: Path) -> None:
    config = settings(root)
    assert Project(config).templates == TEMPLATES
    assert Path(config.theme.dirs[0]) == TEMPLATES / "overrides"


def test_templates_of_its_own_come_before_ours(root: Path) -> None:
    write(root, "templates/overrides/main.html", "")
    write(root, "looks/overrides/main.html", "")
    for folder, changes in {
        "templates": (),
        "looks": (("  - briefings:\n", "  - briefings:\n      templates: looks\n"),),
    }.items():
        config = settings(root, *changes)
        assert Project(config).templates == root / folder
        own = root / folder / "overrides"
        assert [Path(one) for one in config.theme.dirs[:2]] == [own, TEMPLATES / "overrides"]


def test_a_folder_that_the_settings_name_must_be_there(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    change = ("  - briefings:\n", "  - briefings:\n      templates: loks\n")
    write(root, "mkdocs.yml", CONFIG.replace(*change))
    assert run("build", "-o", root / "out", "--root", root)[0] == 2
    assert "option 'templates'" in caplog.text
    assert "loks' isn't an existing directory" in caplog.text


def test_a_custom_dir_comes_before_our_frame(root: Path) -> None:
    write(root, "theme/partials/footer.html", "")
    config = settings(root, ("  font: false\n", "  font: false\n  custom_dir: theme\n"))
    assert Project(config).overrides == [root / "theme", TEMPLATES / "overrides"]
    assert [Path(folder) for folder in config.theme.dirs[:2]] == Project(config).overrides


def test_a_custom_dir_that_is_our_frame_is_there_once(root: Path) -> None:
    (root / "templates").symlink_to(TEMPLATES)
    config = settings(root, ("  font: false\n", f"  font: false\n{FRAME}"))
    assert Project(config).overrides == [root / "templates" / "overrides"]
    assert str(TEMPLATES / "overrides") not in config.theme.dirs


def test_our_frame_is_for_material_only(root: Path) -> None:
    config = settings(root, ("  name: material\n", "  name: mkdocs\n"))
    assert Project(config).overrides == []


def test_a_change_of_the_frame_is_a_change_of_the_settings(root: Path) -> None:
    write(root, "templates/overrides/main.html", "one")
    before = settings_version(Project(settings(root)))
    assert settings_version(Project(settings(root))) == before
    write(root, "templates/overrides/main.html", "two")
    assert settings_version(Project(settings(root))) != before


def test_the_commands_have_our_templates_and_frame_too(tmp_path: Path) -> None:
    root, out = lay(tmp_path / "project", articles=2, templates=False), tmp_path / "out"
    write(root, "docs/about/method.md", "# Method\n")
    write(root, "theme/partials/colophon.html", "Ours alone.")
    settings(root, ("  font: false\n", "  font: false\n  custom_dir: theme\n"))
    assert run("build", "--standalone", "-o", out, "--root", root)[0] == 0
    assert "custom_dir: theme\n" in (out / "mkdocs.yml").read_text("utf-8")
    frame = TEMPLATES / "overrides"
    for path in frame.rglob("*.html"):
        text = (out / "theme" / path.relative_to(frame)).read_text("utf-8")
        ours = _CALL.split(path.read_text("utf-8"))  # between the words
        assert path.stem == "colophon" or all(part in text for part in ours)
    assert (out / "theme/partials/colophon.html").read_text("utf-8") == "Ours alone."
    styles = "assets/briefings/briefings.css"
    assert (out / "docs" / styles).read_bytes() == (TEMPLATES / styles).read_bytes()

    assert run("build", "-o", tmp_path / "pages", "--root", root)[0] == 0
    assert (tmp_path / "pages" / styles).read_bytes() == (TEMPLATES / styles).read_bytes()
    assert run("preview", "-o", tmp_path / "preview", "--root", root)[0] == 0
    assert (tmp_path / "preview/actors/ada-fable.html").is_file()

"""`briefings migrate`, as it is called."""

from pathlib import Path

import pytest

from article_briefings.formatting import ASKS
from tests.building import BRIEFING, FOLDER, TEXT, briefing, claim, in_version_1, project, write
from tests.cli.test_cli import run

ACTOR = "briefings/actors/ada-fable.yml"
GAZETTE = "briefings/actors/gazette.yml"
OLD = "# Her file.\ntype: person\nname:   Ada Fable  # her own\n"
NEW = "# Her file.\nformat: 2\nname: Ada Fable  # her own\ntype: person\n"
ASSESSMENT = {"status": "disputed", "rationale": "Others say so.", "as_of": "2031-05-01"}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of version 1 with an assessment."""
    value = in_version_1(briefing(claims=[claim(assessment=ASSESSMENT)]))
    root = project(tmp_path / "project", articles={FOLDER: (TEXT, value)})
    for path in root.rglob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("format: '2'\n", ""), "utf-8")
    write(root, ACTOR, OLD)
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.rglob("*.yml")}


def test_all_files_are_upgraded_once(root: Path) -> None:
    (root / ACTOR).chmod(0o640)
    code, out, err = run("migrate", "--root", root)
    assert (code, err) == (0, "")
    first, *_, last = out.splitlines()
    assert first == f"Upgraded {ACTOR} from version 1 to 2"
    assert last == "5 files upgraded, 0 files are of the newest version, 1 question to answer."
    assert (root / ACTOR).read_text("utf-8") == NEW
    assert (root / ACTOR).stat().st_mode & 0o777 == 0o640
    before = contents(root)
    assert run("migrate", "--root", root) == (
        0,
        "0 files upgraded, 5 files are of the newest version.\n",
        "",
    )
    assert run("fmt", "--check", "--root", root)[0] == 0
    assert contents(root) == before


def test_questions_are_counted_and_placed(root: Path) -> None:
    out = run("migrate", BRIEFING, "--root", ".", cwd=root)[1]
    lines = (root / BRIEFING).read_text("utf-8").splitlines()
    (line,) = (number for number, line in enumerate(lines, 1) if ASKS in line)
    assert out.splitlines() == [
        f"Upgraded {BRIEFING} from version 1 to 2; 1 question: line {line}",
        "1 file upgraded, 0 files are of the newest version, 1 question to answer.",
    ]
    assert "    # rationale: Others say so." in lines


def test_a_check_writes_nothing_and_fails_if_a_file_is_old(root: Path) -> None:
    before = contents(root)
    code, out, _ = run("migrate", "--check", "--root", root)
    assert code == 1
    assert out.startswith(f"Would upgrade {ACTOR} from version 1 to 2\n")
    assert out.endswith(
        "5 files would be upgraded, 0 files are of the newest version, 1 question to answer.\n"
    )
    assert contents(root) == before
    run("migrate", "--root", root)
    assert run("migrate", "--check", "--root", root) == (
        0,
        "0 files would be upgraded, 5 files are of the newest version.\n",
        "",
    )


def test_only_the_files_that_are_named_are_upgraded(root: Path) -> None:
    before = (root / GAZETTE).read_bytes()
    assert run("migrate", ACTOR, "--root", ".", cwd=root)[0] == 0
    assert (root / ACTOR).read_text("utf-8") == NEW
    assert (root / GAZETTE).read_bytes() == before
    assert run("migrate", "briefings/actors", cwd=root)[1].startswith(f"Upgraded {GAZETTE} ")


def test_a_file_that_cannot_be_read_is_reported_and_left_alone(root: Path) -> None:
    (root / ACTOR).write_text("name: [\n", "utf-8")
    (root / GAZETTE).write_bytes(b"\xff")
    code, out, err = run("migrate", "--root", root)
    assert code == 1
    assert out.endswith(
        "3 files upgraded, 0 files are of the newest version, 1 question to answer, "
        "2 files were skipped.\n"
    )
    assert "yaml-syntax" in err
    assert "not-utf8" in err
    assert (root / ACTOR).read_text("utf-8") == "name: [\n"
    assert (root / GAZETTE).read_bytes() == b"\xff"


@pytest.mark.parametrize("text", ["format: 3\nname: X\n", "format: two\n", "- a\n"])
def test_a_file_of_a_version_that_is_not_known_is_refused(root: Path, text: str) -> None:
    (root / ACTOR).write_text(text, "utf-8")
    assert run("migrate", ACTOR, "--root", ".", cwd=root) == (
        1,
        "0 files upgraded, 0 files are of the newest version, 1 file was skipped.\n",
        f"{ACTOR} was not changed: it has no version of the format that is known here.\n",
    )
    assert (root / ACTOR).read_text("utf-8") == text


def test_windows_line_ends_and_a_byte_order_mark_go_as_with_fmt(root: Path) -> None:
    (root / ACTOR).write_bytes(b"\xef\xbb\xbf" + OLD.replace("\n", "\r\n").encode())
    assert run("migrate", ACTOR, "--root", ".", cwd=root)[0] == 0
    assert (root / ACTOR).read_bytes() == NEW.encode()


def test_nothing_is_written_through_a_link(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_text(OLD, "utf-8")
    (root / ACTOR).unlink()
    (root / ACTOR).symlink_to(outside)
    code, _, err = run("migrate", "--root", root)
    assert code == 1
    assert "unsafe-path" in err
    assert outside.read_text("utf-8") == OLD


def test_a_file_that_may_not_be_written_is_a_message(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("article_briefings.input.TextFile.replace_at", refuse)
    code, _, err = run("migrate", "--root", root)
    assert code == 2
    assert err == f"briefings: {ACTOR} cannot be written: Permission denied\n"


def test_the_upgraded_project_has_no_problem(root: Path) -> None:
    path = root / BRIEFING
    path.write_text(path.read_text("utf-8").replace("  - form: direct\n", ""), "utf-8")
    run("migrate", "--root", root)
    text = path.read_text("utf-8")
    kept = (line for line in text.splitlines(keepends=True) if not line.strip().startswith("#"))
    path.write_text("".join(kept), "utf-8")
    assert run("check", "--root", root)[:2] == (
        0,
        "No problems: 1 briefing, 1 claim, 2 actors, 1 background note.\n",
    )


def test_an_empty_list_of_topics_is_upgraded(root: Path) -> None:
    write(root, "briefings/stories.yml", "{}\n")
    assert run("migrate", "briefings/stories.yml", "--root", ".", cwd=root)[0] == 0
    assert (root / "briefings/stories.yml").read_text("utf-8") == "format: 2\n"


def test_check_proposes_fmt_for_a_claim_without_an_id(root: Path) -> None:
    path = root / BRIEFING
    path.write_text(path.read_text("utf-8").replace("id: no-attack\n  quote", "quote"), "utf-8")
    code, out, _ = run("check", "--root", root)
    assert code == 1
    assert "missing-field" in out
    assert "run briefings fmt" in out


# --- settings ---------------------------------------------------------------------------------

SETTINGS = """\
site_name: A site  # ours
theme: {name: material, custom_dir: templates/overrides}
site_url: !ENV [BRIEFINGS_SITE_URL, ""]
"""


def test_the_settings_are_upgraded_with_the_content(root: Path) -> None:
    write(root, "mkdocs.yml", SETTINGS)
    code, out, _ = run("migrate", "--root", root)
    assert code == 0
    line = "Upgraded mkdocs.yml: without custom_dir, for the plugin adds its frame itself"
    assert line in out.splitlines()
    assert "6 files upgraded" in out
    new = SETTINGS.replace(", custom_dir: templates/overrides", "")
    assert (root / "mkdocs.yml").read_text("utf-8") == new
    assert run("migrate", "--check", "--root", root)[0] == 0


def test_the_settings_alone_can_be_named(root: Path) -> None:
    write(root, "mkdocs.yml", SETTINGS)
    before = contents(root)
    code, out, _ = run("migrate", "mkdocs.yml", "--check", "--root", ".", cwd=root)
    assert code == 1
    assert out.endswith("1 file would be upgraded, 0 files are of the newest version.\n")
    assert contents(root) == before
    assert run("fmt", "mkdocs.yml", "--root", ".", cwd=root)[0] == 2


def test_settings_that_are_not_yaml_are_left_alone(root: Path) -> None:
    write(root, "mkdocs.yml", "site_name: [\n")
    code, _, err = run("migrate", "mkdocs.yml", "--root", ".", cwd=root)
    assert code == 1
    assert err == "mkdocs.yml was not changed: it is not well-formed YAML in line 2.\n"

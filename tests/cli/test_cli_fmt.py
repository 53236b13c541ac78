"""`briefings fmt`, as it is called."""

import shutil
from pathlib import Path

import pytest

from tests.building import FOLDER
from tests.cli.test_cli import run
from tests.overlay import EXAMPLES, PROJECT, lay

ACTOR = "briefings/actors/ada-fable.yml"
UNTIDY = "\ufefftype:   person # a\r\nname: 'Ada Fable'\r\nformat: 2\r\n"
TIDY = "format: 2\nname: Ada Fable\ntype: person  # a\n"
OLD = "type: person\nname:   Ada Fable  # her own\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project in canonical form."""
    root = lay(EXAMPLES / "base", tmp_path / "project")
    assert run("migrate", "--root", root)[0] == 0
    assert run("fmt", "--root", root)[0] == 0
    return root


def untidy(root: Path, name: str = ACTOR) -> Path:
    path = root / name
    path.write_bytes(UNTIDY.encode())
    return path


def test_formatting_says_what_it_changed_and_is_done_after_once(root: Path) -> None:
    path = untidy(root)
    path.chmod(0o640)
    assert run("fmt", "--root", root) == (
        0,
        f"Formatted {ACTOR}\n1 file changed, 6 files are in canonical form.\n",
        "",
    )
    assert path.read_bytes() == TIDY.encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert run("fmt", "--root", root) == (
        0,
        "0 files changed, 7 files are in canonical form.\n",
        "",
    )
    assert not [name for name in path.parent.iterdir() if name.name.startswith(".")]


@pytest.mark.parametrize("name", ["\x1b[31mred", "a\n::error::b", "\u202etab", "\udcff"])
def test_a_name_that_would_steer_the_terminal_is_shown_with_signs(root: Path, name: str) -> None:
    untidy(root, f"briefings/actors/{name}.yml")
    code, out, _ = run("fmt", "--root", root)
    assert code == 0
    first, _, rest = out.partition("\n")
    assert first.startswith("Formatted briefings/actors/")
    assert first.endswith(".yml")
    assert rest == "1 file changed, 7 files are in canonical form.\n"
    assert out.replace("\n", "").isprintable()


def test_a_check_writes_nothing_and_fails_where_something_would_change(root: Path) -> None:
    assert run("fmt", "--check", "--root", root)[0] == 0
    path = untidy(root)
    assert run("fmt", "--check", "--root", root) == (
        1,
        f"Would format {ACTOR}\n1 file would change, 6 files are in canonical form.\n",
        "",
    )
    assert path.read_bytes() == UNTIDY.encode()


def test_only_the_paths_that_are_named_are_formatted(root: Path) -> None:
    named, other = untidy(root), untidy(root, "briefings/actors/ed-engine.yml")
    code, out, _ = run("fmt", ACTOR, "--root", ".", cwd=root)
    assert code == 0
    assert out == f"Formatted {ACTOR}\n1 file changed, 0 files are in canonical form.\n"
    assert named.read_text("utf-8") == TIDY
    assert other.read_bytes() == UNTIDY.encode()
    assert "ed-engine" in run("fmt", ".", cwd=root)[1]


def test_a_broken_file_is_left_alone_and_reported_and_the_others_are_formatted(root: Path) -> None:
    broken, other = root / ACTOR, untidy(root, "briefings/actors/ed-engine.yml")
    broken.write_text("name: [\n", "utf-8")
    code, out, err = run("fmt", "--root", root)
    assert code == 1
    assert out == (
        "Formatted briefings/actors/ed-engine.yml\n"
        "1 file changed, 5 files are in canonical form, 1 file was skipped.\n"
    )
    assert f"{ACTOR}:" in err
    assert "yaml-syntax" in err
    assert broken.read_text("utf-8") == "name: [\n"
    assert other.read_text("utf-8") == TIDY


def test_nothing_is_written_through_a_link(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_bytes(UNTIDY.encode())
    (root / ACTOR).unlink()
    (root / ACTOR).symlink_to(outside)
    shutil.rmtree(root / "briefings/background")
    (root / "briefings/background").symlink_to(tmp_path)
    code, _, err = run("fmt", "--root", root)
    assert code == 1
    assert "unsafe-path" in err
    assert outside.read_bytes() == UNTIDY.encode()


def test_a_form_that_is_not_faithful_is_not_written(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = untidy(root)
    monkeypatch.setattr(
        "article_briefings.formatting._canonical.emit", lambda *_: "name: Another\n"
    )
    code, out, err = run("fmt", ACTOR, "--root", ".", cwd=root)
    assert (code, out) == (
        1,
        "0 files changed, 0 files are in canonical form, 1 file was skipped.\n",
    )
    assert "was not changed: its canonical form would have other values" in err
    assert path.read_bytes() == UNTIDY.encode()


def test_the_count_has_every_file_and_those_that_were_left_alone(root: Path) -> None:
    (root / ACTOR).write_text('name: "a\\u2028b"\n', "utf-8")
    (root / "briefings/topics.yml").write_bytes(b"\xff")
    code, out, err = run("fmt", "--check", "--root", root)
    assert code == 1
    assert out == "0 files would change, 5 files are in canonical form, 2 files were skipped.\n"
    assert "control-character" in err
    assert "not-utf8" in err


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (f"briefings/articles/{FOLDER}/source.txt", "does not exist"),
        ("briefings/articles/2031-04-28-new-bridge/source.txt", "is not a file of the format"),
        ("..", "is not in the project's folder"),
    ],
)
def test_a_path_that_has_no_form_is_wrong_use(root: Path, path: str, message: str) -> None:
    code, _, err = run("fmt", path, cwd=root)
    assert code == 2
    assert message in err


def test_files_of_an_old_version_are_left_alone(root: Path) -> None:
    path = root / ACTOR
    path.write_text(OLD, "utf-8")
    assert run("fmt", "--root", root) == (
        0,
        "0 files changed, 6 files are in canonical form, 1 file was skipped.\n",
        "1 file is of an old version; run briefings migrate.\n",
    )
    assert path.read_text("utf-8") == OLD
    assert run("fmt", "--check", ACTOR, "--root", ".", cwd=root)[0] == 0


def test_a_claim_without_an_id_gets_one(root: Path) -> None:
    (path,) = root.rglob("briefing.yml")
    text = path.read_text("utf-8")
    path.write_text(text.replace("  - id: needs-tests\n    text", "  - text"), "utf-8")
    code, out, _ = run("fmt", "--root", root)
    name = path.relative_to(root).as_posix()
    assert code == 0
    assert out.splitlines()[0] == f"Formatted {name}; new ids: the-bridge-needs-another-month-of"
    assert run("fmt", "--check", "--root", root)[0] == 0


def test_our_own_files_are_in_canonical_form() -> None:
    assert run("fmt", "--check", "--root", PROJECT)[0] == 0

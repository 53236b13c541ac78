"""`briefings diff` on a git repository."""

import subprocess
from pathlib import Path

import pytest

from article_briefings.cli._diff import snapshot
from article_briefings.input._history import History
from tests.building import FOLDER, TEXT, actor, briefing, claim, hop, own_claim, project, write
from tests.cli.test_cli import run

BRIEFING = f"briefings/articles/{FOLDER}/briefing.yml"


def git(root: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=root, capture_output=True, check=True, text=True
    )
    return done.stdout.strip()


def commit(root: Path) -> str:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "A state", "--allow-empty")
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a valid project as its first state; the project is a folder in it."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    claims = [claim(), own_claim("met", "Ministers met")]
    root = project(tmp_path / "project", articles={FOLDER: (TEXT, briefing(claims=claims))})
    commit(root)
    return root


def diff(root: Path, *arguments: str) -> str:
    code, out, err = run("diff", *arguments, "--root", root)
    assert (code, err) == (0, "")
    return out


def test_nothing_changed(root: Path) -> None:
    assert diff(root, "HEAD") == "**Nothing changes in meaning**\n"
    assert run("fmt", "--root", root)[0] == 0
    assert diff(root, "HEAD") == "**Nothing changes in meaning**\n"


def test_a_good_change(root: Path) -> None:
    claims = [
        claim(attribution=[hop(), {"actor": "gazette", "shown_by": "paper"}]),
        own_claim("doubt", "Residents doubted", text="Residents doubt it."),
    ]
    evidence = [{"id": "paper", "title": "P", "publisher": "G"}]
    write(root, BRIEFING, briefing(claims=claims, evidence=evidence))
    out = diff(root, "main")
    assert out.startswith("**1 briefing changed**\n\n### Briefing `drill` changed\n")
    assert "“Ada Fable” → “Ada Fable, as reported by The Gazette (shown by evidence)”" in out
    assert "- **Added** claim `doubt` (line " in out
    assert "- **Removed** claim `met` (line " in out
    assert "- **Added** evidence `paper` (line " in out
    assert diff(root, "main") == out


def test_two_revisions_are_compared_without_the_work_tree(root: Path) -> None:
    write(root, "briefings/actors/ada-fable.yml", actor(name="Ada F."))
    second = commit(root)
    write(root, "briefings/topics.yml", "broken: [\n")
    before = git(root, "status", "--porcelain")
    out = diff(root, "HEAD~1", second)
    assert out.startswith("**1 actor changed**\n")
    assert "“Ada Fable” → “Ada F.”" in out
    assert git(root, "status", "--porcelain") == before


def test_renames_are_understood(root: Path) -> None:
    git(root, "mv", f"briefings/articles/{FOLDER}", "briefings/articles/2031-04-28-exercise")
    git(root, "mv", "briefings/actors/ada-fable.yml", "briefings/actors/ada.yml")
    path = root / "briefings/articles/2031-04-28-exercise/briefing.yml"
    text = path.read_text("utf-8").replace("ada-fable", "ada").replace("id: no-attack", "id: peace")
    path.write_text(text, "utf-8")
    assert [line for line in diff(root, "HEAD").splitlines() if line[:1] in ("-", "#", "*")] == [
        "**1 briefing renamed, 1 actor renamed**",
        "### Briefing `exercise` renamed, formerly `drill`",
        "- **Renamed** claim `peace` (line 17): “no-attack” → “peace”",
        "### Actor `ada` renamed, formerly `ada-fable`",
    ]


def test_a_deletion(root: Path) -> None:
    git(root, "rm", "-q", "-r", f"briefings/articles/{FOLDER}")
    out = diff(root, "HEAD")
    assert out.startswith("**1 briefing removed**\n")
    assert f"`{BRIEFING}:1` before" in out


def test_a_broken_side_is_compared_as_far_as_it_can_be_read(root: Path) -> None:
    write(root, BRIEFING, briefing(claims=[claim(text="", kind="rumour")], bluf=["a", "list"]))
    write(root, "briefings/actors/gazette.yml", "name: [\n")
    out = diff(root, "HEAD")
    assert "problems after; both sides are compared as written." in out
    assert "`briefings/actors/gazette.yml` cannot be read in the state after" in out
    assert "kind" in out
    assert "“commitment” → “rumour”" in out
    assert "Actor `gazette`" not in out
    commit(root)
    assert "problems before;" in diff(root, "HEAD", "HEAD~1")


def test_the_limit_and_the_links(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    actors = {f"actor-{number}": actor(name=f"N{number}") for number in range(30)}
    project(root, actors=actors)
    (root / "briefings/actors/gazette.yml").unlink()
    second = commit(root)
    address = "https://host.example/o/r/blob"
    out = diff(root, first, "--limit", "0", "--link", f"{address}/")
    assert f"({address}/{second}/project/briefings/actors/actor-1.yml#L1)" in out
    assert f"({address}/{first}/project/briefings/actors/gazette.yml#L1)" in out
    assert len(diff(root, first, "--limit", "1500").encode()) <= 1500


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "git knows no revision “nowhere”"),
        (["--", "--output=x"], "git knows no revision “--output=x”"),
        (["HEAD", "HEAD~9"], "git knows no revision “HEAD~9”"),
        (["HEAD", "--limit", "10"], "--limit must be 0"),
        (["HEAD", "--link", "javascript:x"], "is not an address"),
        ([], "Missing argument"),
    ],
)
def test_wrong_use(root: Path, arguments: list[str], message: str) -> None:
    code, out, err = run("diff", "--root", root, *arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_a_folder_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    code, _, err = run("diff", "HEAD", "--root", project(tmp_path / "alone"))
    assert code == 2
    assert "git knows no revision" in err


# --- the snapshot ------------------------------------------------------------------------------


def test_a_snapshot_holds_the_regular_files_as_they_were(root: Path) -> None:
    write(root, "briefings/actors/é ü.yml", "name: É\r\n")
    write(root, "briefings/actors/large.yml", b"#" * 1_500_000)
    (root / "briefings/actors/link.yml").symlink_to("/etc/passwd")
    head = commit(root)
    expected = {
        path.relative_to(root): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.is_symlink() and path.name != "large.yml"
    }
    with snapshot(History(root), head) as folder:
        found = {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        assert found.pop(Path("briefings/actors/large.yml")) == bytes(1_500_000)
        assert found == expected
    assert not folder.exists()


@pytest.mark.parametrize("name", ["../x", "/etc/x", "briefings/../../x", "briefings//x", "x"])
def test_a_snapshot_has_no_file_outside(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(History, "contents", lambda *_: iter([(name, b"x")]))
    with snapshot(History(Path()), "HEAD") as folder:
        assert [path.name for path in folder.rglob("*")] == ["briefings"]
        assert list(tmp_path.iterdir()) == [folder]


def test_where_a_file_cannot_be_read_nothing_is_said_of_its_meaning(root: Path) -> None:
    write(root, BRIEFING, "claims: [\n")
    for arguments in (["HEAD"], ["HEAD", commit(root)], ["HEAD", "HEAD~1"]):
        out = diff(root, *arguments)
        if arguments == ["HEAD"]:
            assert out.startswith(
                "**It is unknown whether the meaning changes: 1 file cannot be read**\n"
            )
        assert "Nothing changes" not in out
        assert f"`{BRIEFING}` cannot be read in the state" in out
    write(root, "briefings/actors/ada-fable.yml", actor(name="Ada F."))
    head = diff(root, "HEAD").splitlines()[0]
    assert head == "**1 actor changed; 1 file cannot be read, so there may be more**"


@pytest.mark.parametrize("name", ["source.txt", "briefing.yml"])
def test_a_missing_file_is_one_that_cannot_be_read(root: Path, name: str) -> None:
    (root / f"briefings/articles/{FOLDER}/{name}").unlink()
    assert diff(root, "HEAD").startswith("**It is unknown whether the meaning changes")

"""Hints and fixes of ids never name another actor because its id looks alike."""

from pathlib import Path
from typing import Any

import pytest

from article_briefings.models._nearest import did_you_mean, misspelt, nearest
from tests.building import FOLDER, TEXT, actor, briefing, claim, hop, outlet, project
from tests.cli.test_cli import run
from tests.repositories import commit, git

IRAN, RUSSIA, IRAQ = "iran-foreign-ministry", "russia-foreign-ministry", "iraq-foreign-ministry"
ACTORS = "briefings/actors"
ARTICLE = f"briefings/articles/{FOLDER}/briefing.yml"


def made(path: Path, *others: str, used: str = IRAN) -> Path:
    fields: dict[str, Any] = {
        "claims": [claim(attribution=[hop(actor=used)])],
        "cast": [{"actor": used, "role": "speaks", "mentions": ["Ada Fable"]}],
    }
    actors: dict[str, Any] = {"gazette": outlet()}
    actors |= {name: actor(name=name.title().replace("-", " ")) for name in (*others, IRAN)}
    return project(path / "p", articles={FOLDER: (TEXT, briefing(**fields))}, actors=actors)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made(tmp_path, RUSSIA)


def checked(root: Path) -> str:
    code, out, err = run("check", "--root", root)
    assert code == 1
    return out + err


def rename(root: Path, old: str, new: str) -> None:
    (root / ACTORS / f"{old}.yml").rename(root / ACTORS / f"{new}.yml")


def test_a_renamed_actor_is_not_its_neighbour(root: Path) -> None:
    rename(root, IRAN, "iran-mfa")
    said = checked(root)
    assert RUSSIA not in said
    assert "add a file in briefings/actors/ with this id" in said or "iran-mfa" in said
    assert RUSSIA not in run("fix", "--root", root)[1]


@pytest.mark.parametrize("staged", [False, True])
@pytest.mark.parametrize("committed", [False, True])
def test_git_and_the_name_say_what_an_actor_is_called_now(
    tmp_path: Path, *, staged: bool, committed: bool
) -> None:
    root = made(tmp_path, RUSSIA, IRAQ)
    commit(root)
    rename(root, IRAN, "mfa-of-iran")
    if staged:
        git(root, "add", "-A")
    if committed:
        commit(root)
    said = checked(root)
    assert "mfa-of-iran" in said
    assert RUSSIA not in said
    assert IRAQ not in said
    assert run("fix", "--write", "--root", root)[0] == 0
    text = (root / ARTICLE).read_text("utf-8")
    assert "mfa-of-iran" in text
    assert IRAN not in text


def test_a_rename_in_two_steps_with_another_name_is_followed(tmp_path: Path) -> None:
    root = made(tmp_path, RUSSIA)
    commit(root)
    for old, new, name in ((IRAN, "step", "Step"), ("step", "mfa", "The Ministry")):
        rename(root, old, new)
        commit(root)
        path = root / ACTORS / f"{new}.yml"
        path.write_text(path.read_text("utf-8").replace("Iran Foreign Ministry", name), "utf-8")
        commit(root)
    assert 'did you mean "mfa"? git shows that the actor was renamed' in checked(root)


def test_an_id_that_git_has_had_is_no_slip(tmp_path: Path) -> None:
    root = made(tmp_path, RUSSIA, IRAQ)
    commit(root)
    (root / ACTORS / f"{IRAN}.yml").unlink()
    said = " ".join(checked(root).split())
    assert "this actor was renamed or deleted" in said
    assert IRAQ not in said
    assert f"+  - {{actor: {IRAQ}" not in run("fix", "--root", root)[1]
    before = (root / ARTICLE).read_bytes()
    run("fix", "--write", "--root", root)
    assert (root / ARTICLE).read_bytes() == before


def test_one_letter_and_a_name_of_the_actor_are_hints(tmp_path: Path) -> None:
    for number, (used, hint) in enumerate(
        [("iran-foriegn-ministry", IRAN), ("iran-foreign-ministry-of-the-republic", "")]
    ):
        root = made(tmp_path / str(number), RUSSIA, used=used)
        assert (f'did you mean "{hint}"' in checked(root)) == bool(hint)
    root = made(tmp_path, RUSSIA, used="the-ministry")
    path = root / ACTORS / f"{IRAN}.yml"
    path.write_text(path.read_text("utf-8") + "aliases: [The Ministry]\n", "utf-8")
    assert f'did you mean "{IRAN}"? this is a name of that actor' in checked(root)


@pytest.mark.parametrize(
    ("name", "known", "answer"),
    [
        ("bridge-is-not-safe", ["bridge-is-safe"], None),
        ("bridge-openning", ["bridge-opening"], "bridge-opening"),
        ("examplestaed", ["examplestead"], "examplestead"),
        ("tass-0911", ["tass-0912"], None),
        (RUSSIA, [IRAN], None),
        ("cat", ["bat", "hat"], None),
        ("known", ["known"], None),
    ],
)
def test_an_id_is_one_letter_away(name: str, known: list[str], answer: str | None) -> None:
    assert misspelt(name, known) == answer


def test_no_hint_turns_a_word_into_its_opposite() -> None:
    statuses = ["corroborated", "supported", "disputed", "refuted", "not-enough-evidence"]
    assert nearest("uncorroborated", statuses) is None
    assert did_you_mean("unsupported", statuses) == ""
    assert nearest("not-likely", ["likely", "very-likely"]) is None
    assert nearest("refutted", statuses) == "refuted"
    assert misspelt("coroborated", statuses, of_program=True) == "corroborated"


def test_a_quote_that_would_lose_its_not_is_left_to_a_person(tmp_path: Path) -> None:
    quote = "the army of the republic will not attack the bridge at Oldtown in the spring"
    text = f"{TEXT}\nMinisters said that {quote}.\n"
    changed = text.replace("will not attack", "will now attack")
    fields = {"claims": [claim("peace", quote, attribution=[])], "cast": []}
    root = project(tmp_path / "p", articles={FOLDER: (changed, briefing(changed, **fields))})
    assert "quote-not-found" in checked(root)
    before = (root / ARTICLE).read_bytes()
    code, out, err = run("fix", "--root", root)
    assert code == 1
    assert "only one of the two has a “not” or a similar word" in out + err
    run("fix", "--write", "--root", root)
    assert (root / ARTICLE).read_bytes() == before

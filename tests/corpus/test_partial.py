"""A check of some paths gives what a check of everything gives for them."""

from collections.abc import Collection
from pathlib import Path

import pytest

from article_briefings.corpus._loader import check_within
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.diagnostics._diagnostics import Diagnostic
from article_briefings.input import _loader as loader
from article_briefings.input._yaml_reader import read_yaml
from tests.building import FOLDER, TEXT, actor, briefing, claim, outlet, project
from tests.overlay import EXAMPLES, as_in_base, examples, lay

OTHER = "2031-05-01-reply"


def paths_of(root: Path) -> list[str]:
    """Every file and folder of a project, from the whole down."""
    found = [".", "briefings"]
    found += sorted(p.relative_to(root).as_posix() for p in (root / "briefings").rglob("*"))
    return found


def assert_the_same(root: Path, as_in_base: Collection[str] = ()) -> None:
    """Check each path alone; files without problems that all examples share, all at once."""
    compiled = compile_corpus(root)
    everything = Diagnostic.in_order([*compiled.diagnostics, *compiled.notices])
    faulty = {problem.location.path for problem in everything}
    shared = [path for path in paths_of(root) if path in as_in_base and path not in faulty]
    alone = [[path] for path in paths_of(root) if path not in shared]
    for paths in (*alone, shared):
        expected = [p for p in everything if p.location.is_within(paths)]
        assert not paths or check_within(root, paths)[1] == expected, paths


@pytest.mark.parametrize("example", examples("invalid"), ids=lambda path: path.name)
def test_every_path_of_an_invalid_example(example: Path, tmp_path: Path) -> None:
    assert_the_same(lay(example, tmp_path), as_in_base(example))


SOUND = [*examples("valid"), *examples("notices"), EXAMPLES / "base"]


@pytest.mark.parametrize("example", SOUND, ids=lambda path: path.name)
def test_every_path_of_a_valid_example(example: Path, tmp_path: Path) -> None:
    assert_the_same(lay(example, tmp_path))


def related(**fields: object) -> dict[str, object]:
    """A briefing whose claim refers to a claim of the other article."""
    return briefing(claims=[claim("said", repeats="drill#no-attack")], **fields)


def test_references_to_other_files(tmp_path: Path) -> None:
    articles = {FOLDER: (TEXT, briefing()), OTHER: (TEXT, related(source={"outlet": "gazette"}))}
    assert_the_same(project(tmp_path, articles=articles))


@pytest.mark.parametrize(
    ("articles", "actors"),
    [
        ({FOLDER: (TEXT, briefing(topics=["x"])), OTHER: (TEXT, related())}, {}),
        ({FOLDER: (TEXT, "a: ["), OTHER: (TEXT, related())}, {}),
        ({OTHER: (TEXT, related())}, {}),
        ({FOLDER: (TEXT, briefing(claims=[claim("other")])), OTHER: (TEXT, related())}, {}),
        ({OTHER: (TEXT, briefing(source={"outlet": "ada-fable"}))}, {}),
        ({OTHER: (TEXT, briefing(source={"outlet": "gazete"}))}, {}),
        ({OTHER: (TEXT, briefing(source={"outlet": "gazette"}))}, {"gazette": "a: ["}),
        (
            {},
            {
                "gazette": outlet(part_of="press"),
                "press": outlet(part_of="group"),
                "group": outlet(part_of="press"),
            },
        ),
        ({}, {"gazette": outlet(part_of="nobody")}),
        ({OTHER: (TEXT, "claims: {a: [b]}\nsource: [x]\n")}, {"ada-fable": "part_of: {a: b}\n"}),
    ],
)
def test_references_that_go_wrong(tmp_path: Path, articles: dict, actors: dict) -> None:  # type: ignore[type-arg]
    actors = {"ada-fable": actor(), "gazette": outlet(), **actors}
    root = project(tmp_path, articles=articles or None, actors=actors)
    assert_the_same(root)


def test_other_articles_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = {FOLDER: (TEXT, briefing()), OTHER: (TEXT, briefing())}
    root = project(tmp_path, articles=articles)
    read: list[str] = []

    def noted(name: str, text: str) -> object:
        read.append(name)
        return read_yaml(name, text)

    monkeypatch.setattr(loader, "read_yaml", noted)
    assert check_within(root, [f"briefings/articles/{FOLDER}"])[1] == []
    own = f"briefings/articles/{FOLDER}/briefing.yml"
    assert set(read) == {own, "briefings/topics.yml", "briefings/actors/ada-fable.yml"}

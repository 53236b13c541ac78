"""`fix` of some paths proposes what it would if it read everything, and reads little."""

from pathlib import Path

import pytest

from article_briefings.corpus import _loader as partial
from article_briefings.input import _loader as loader
from article_briefings.input._yaml_reader import read_yaml
from article_briefings.review._fixes import propose_fixes
from tests.building import BRIEFING, FOLDER, OTHER, TEXT, briefing, claim, project
from tests.overlay import as_in_base, lay, one_of_each

ARTICLE = f"briefings/articles/{FOLDER}"


@pytest.mark.parametrize("example", one_of_each("invalid"), ids=lambda path: path.name)
def test_each_file_of_an_example_is_mended_as_when_all_is_read(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay(example, tmp_path)
    paths = [path.relative_to(root).as_posix() for path in sorted((root / "briefings").rglob("*"))]
    wanted = [path for path in paths if path.endswith((".yml", ".txt"))]
    found = {file.path for file in propose_fixes(root).files}
    shared = sorted(as_in_base(example).intersection(wanted) - found)
    files = [*([path] for path in wanted if path not in shared), *([shared] if shared else [])]
    little = [propose_fixes(root, wanted) for wanted in files]
    monkeypatch.setattr(partial, "_needs_all", lambda *_: True)
    assert little == [propose_fixes(root, wanted) for wanted in files]


def test_other_articles_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    value = briefing(claims=[claim(quote="We will never attack")])
    root = project(tmp_path, articles={FOLDER: (TEXT, value), OTHER: (TEXT, briefing())})
    read: list[str] = []

    def noted(name: str, text: str) -> object:
        read.append(name)
        return read_yaml(name, text)

    monkeypatch.setattr(loader, "read_yaml", noted)
    (file,) = propose_fixes(root, [ARTICLE]).files
    assert [proposal.new for proposal in file.proposals] == ["We will not attack"]
    assert set(read) == {BRIEFING, "briefings/topics.yml", "briefings/actors/ada-fable.yml"}


def test_a_misspelt_claim_of_another_article_is_found_in_it(tmp_path: Path) -> None:
    value = briefing(claims=[claim("said", repeats="drill#no-atack")])
    root = project(tmp_path, articles={FOLDER: (TEXT, briefing()), OTHER: (TEXT, value)})
    (file,) = propose_fixes(root, [f"briefings/articles/{OTHER}"]).files
    assert [proposal.new for proposal in file.proposals] == ["drill#no-attack"]

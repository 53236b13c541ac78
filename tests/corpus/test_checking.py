"""A check in several processes finds the same as compiling everything in one."""

from pathlib import Path

import pytest

from article_briefings.corpus import check_corpus, compile_corpus
from article_briefings.diagnostics import Diagnostic
from benchmarks.corpus import make_corpus
from tests.overlay import examples, lay


def assert_the_same(root: Path, workers: int) -> None:
    whole = compile_corpus(root)
    checked, found = check_corpus(root, workers)
    assert checked.diagnostics == whole.diagnostics
    assert found == Diagnostic.in_order([*whole.diagnostics, *whole.notices])
    assert checked.broken == whole.broken
    assert [a.slug for a in checked.corpus.articles] == [a.slug for a in whole.corpus.articles]
    assert len(list(checked.corpus.claims())) == len(list(whole.corpus.claims()))


@pytest.mark.parametrize("kind", ["invalid", "notices", "valid"])
def test_examples(kind: str, tmp_path: Path) -> None:
    for example in examples(kind):
        assert_the_same(lay(example, tmp_path / example.name), workers=1)


def test_two_processes_on_a_damaged_corpus(tmp_path: Path) -> None:
    make_corpus(tmp_path, 40, full=True)
    folders = sorted((tmp_path / "briefings" / "articles").iterdir())
    (folders[0] / "source.txt").unlink()
    (folders[7] / "briefing.yml").write_text("title: [", "utf-8")
    (folders[11] / "source.txt").write_text("Other words.\n", "utf-8")
    briefing = folders[20] / "briefing.yml"
    briefing.write_text(briefing.read_text("utf-8").replace("actor: ", "actor: no-", 1), "utf-8")
    assert_the_same(tmp_path, workers=2)
    assert len({one.location.path for one in check_corpus(tmp_path, 2)[0].diagnostics}) >= 4

"""The same pages from every process, and the same bytes from the same input."""

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from article_briefings.language import Language
from tests.building import write
from tests.incremental.bench import use_workers
from tests.language.sites import in_language, site_in
from tests.small_site import build, lay, other_process, tree


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_speak_the_language_of_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    alone = tree(site_in(tmp_path / "one", "fa"))
    with other_process():
        use_workers(monkeypatch, method)
        assert tree(site_in(tmp_path / "two", "fa")) == alone
    assert Language.current() == Language()


def test_a_changed_catalogue_changes_the_pages(tmp_path: Path) -> None:
    root = lay(tmp_path)
    (root / "mkdocs.yml").write_text(in_language("de"), "utf-8")
    found = []
    for word in ("Sätze", "Behauptungen"):
        write(root, "locale/de.po", f'msgid "Claims"\nmsgstr "{word}"\n')
        with other_process():
            build(root, root / "site")
        found.append((root / "site/claims/index.html").read_text("utf-8"))
    Language().use()
    assert ">Sätze<" in found[0]
    assert ">Behauptungen<" in found[1]
    assert ">Sätze<" not in found[1]


def test_a_build_stops_at_a_bad_catalogue(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay(tmp_path)
    for language, place in (("fr", "locale/fr.po:2:1"), ("xx", "mkdocs.yml:")):
        (root / "mkdocs.yml").write_text(in_language(language), "utf-8")
        write(root, "locale/fr.po", '\nmsgid "%(n)s"\nmsgstr "%(m)s"\n')
        with other_process(), pytest.raises(Abort) as stopped:
            build(root, root / "site")
        assert stopped.value.exit_code == 1
        assert place in capsys.readouterr().err

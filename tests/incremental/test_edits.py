"""A build that uses what earlier ones have left is, byte for byte, the build that knows of none."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from article_briefings.corpus import compile_corpus
from tests.incremental.bench import Bench
from tests.incremental.edits import EDITS
from tests.incremental.events import EVENTS, damage_entries
from tests.small_site import ROOT, build, clean, end_process, tree

pytestmark = pytest.mark.no_cover  # tracing takes half of the time; `test_exact` tells the parts


def take(bench: Bench, name: str, number: int) -> None:
    """One step: an edit of the project, or something that happens to its builds."""
    if name in EDITS:
        EDITS[name](bench.root, number)
    else:
        EVENTS[name](bench, number)


def test_each_kind_of_edit(bench: Bench) -> None:
    sound = 0
    for number, (name, edit) in enumerate(EDITS.items()):
        edit(bench.root, number)
        if number % 3:
            end_process()
        if bench.check():
            sound += 1
        else:
            EDITS["mend"](bench.root, number)
            assert bench.check(), name
    assert sound > len(EDITS) - 6


@pytest.mark.parametrize("name", EVENTS)
def test_each_kind_of_event(bench: Bench, name: str) -> None:
    for number in range(6 if name == "interrupt" else 3):
        EDITS["name_actor"](bench.root, number)
        EVENTS[name](bench, number)
        assert bench.check()
        assert bench.check()


_steps = st.tuples(st.sampled_from([*EDITS, *EVENTS, *EVENTS]), st.integers(0, 999))


@settings(
    max_examples=max(3, settings().max_examples // 30),
    phases=(Phase.generate,),  # an example takes too long to look for a smaller one
)
@given(st.lists(_steps, min_size=8, max_size=8), st.booleans())
def test_any_sequence(
    copied: Callable[..., Bench],
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[str, int]],
    preview: bool,
) -> None:
    bench = copied(tmp_path_factory.mktemp("bench"), preview)
    for name, number in steps:
        if preview and name == "edit_site":
            continue  # a preview's folder is its own, and it does not look there
        take(bench, name, number)
        if not bench.check():
            EDITS["mend"](bench.root, number)
            bench.check()
    end_process()


def test_a_preview_of_what_is_broken(copied: Callable[..., Bench], tmp_path: Path) -> None:
    """Every page that is sound, the problems in the place of the others, drafts; then mended."""
    bench = copied(tmp_path, preview=True)
    for number, name in enumerate(
        ("break_input", "name_actor", "break_input", "draft", "say_claim", "mend", "edit_template")
    ):
        EDITS[name](bench.root, number)
        assert bench.check()
        if name == "break_input":
            assert bench.check()
    assert b"<loc>" not in bench.last["sitemap.xml"]


def test_a_preview_uses_its_corpus_again(
    copied: Callable[..., Bench], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After edits of words that no other article sees, and only then."""
    bench = copied(tmp_path, preview=True)
    compiled: list[Any] = []

    def counted(*arguments: Any) -> Any:
        compiled.append(arguments)
        return compile_corpus(*arguments)

    monkeypatch.setattr("article_briefings.build._groups.compile_corpus", counted)
    names = ("say_claim", "name_actor", "say_claim", "say_claim", "judge", "break_input", "mend")
    for number, name in enumerate(names):
        EDITS[name](bench.root, 420 * number)  # of the same article
        bench.clean()
        compiled.clear()
        assert bench.check() or name == "break_input"
        assert bool(compiled) == (name != "say_claim"), name


def test_a_build_has_a_map_of_the_site(bench: Bench) -> None:
    assert bench.check()
    assert b"<loc>https://small.example/briefings/actors/" in bench.last["sitemap.xml"]


def test_pictures_of_links(bench: Bench) -> None:
    """Each briefing has its own, drawn from its title, and there is one for the site."""
    fonts = "templates/assets/briefings/fonts"
    shutil.copytree(ROOT / fonts, bench.root / fonts)
    assert bench.check()
    assert sum(name.endswith("card.png") for name in bench.last) == 5
    end_process()
    EDITS["edit_about"](bench.root, 2)
    assert bench.check()
    end_process()
    damage_entries(bench, 5)
    shutil.rmtree(bench.site)
    assert bench.check()
    end_process()
    EDITS["edit_settings"](bench.root, 0)
    assert bench.check()


def test_the_search_index_is_that_of_a_clean_build(bench: Bench) -> None:
    """Byte for byte, whatever was remembered of the last run."""
    config = bench.root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("search: false", "search: true"), "utf-8")
    build(bench.root, bench.site)
    for number, name in enumerate(("say_claim", "remove_article", "add_article", "touch")):
        end_process()
        EDITS[name](bench.root, number)
        build(bench.root, bench.site)
    fresh = bench.site.with_name("fresh")
    assert clean(bench.root, fresh).files == tree(bench.site)
    assert _index(bench.site) == _index(fresh)


def _index(site: Path) -> dict[str, bytes]:
    folder = site / "pagefind"
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    assert "pagefind-entry.json" in found
    return {name: path.read_bytes() for name, path in found.items()}

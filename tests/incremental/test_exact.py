"""Dependencies are tracked, not guessed: an edit makes the pages that show it, and all of them."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from mkdocs.exceptions import Abort

from article_briefings.exporting._exports import EXPORTS
from article_briefings.site._site_pages import PageConversion, PageToConvert
from tests.building import write
from tests.incremental.bench import Bench, append, use_workers
from tests.incremental.editing import change
from tests.incremental.edits import EDITS
from tests.small_site import CONFIG, build, differing, end_process, tree


def _converted(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Build; the files of the pages that were converted."""
    end_process()
    found: set[str] = set()
    real = PageConversion.run

    def run(self: PageConversion, order: PageToConvert) -> Any:
        found.add(f"{unquote(order.page.url)}index.html")
        return real(self, order)

    with monkeypatch.context() as patch:
        patch.setattr(PageConversion, "run", run)
        build(bench.root, bench.site)
    return found


def _no_call(*_: object, **__: object) -> Any:
    raise AssertionError("not to be called")


def _is_page(name: str) -> bool:
    """Whether a file is converted from Markdown: the pages of claims are not."""
    return name.endswith(".html") and not name.startswith("claim/")


@pytest.mark.parametrize(
    ("edit", "number"),
    [
        *(("name_actor", 1), ("describe_actor", 0), ("say_claim", 4), ("judge", 1)),
        *(("title_note", 0), ("edit_event", 2), ("correct", 1)),
    ],
)
def test_an_edit_converts_the_pages_that_show_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, edit: str, number: int
) -> None:
    before = bench.last
    EDITS[edit](bench.root, number)
    found = _converted(bench, monkeypatch)
    after = tree(bench.site)
    differ = set(filter(_is_page, differing(before, after)))
    assert found == differ - {"index.html"}  # MkDocs makes the home page in every build
    assert len(differ) < sum(map(_is_page, after)) - 5


def test_a_name_is_on_the_pages_that_were_converted(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bench.root / "briefings/actors/ida-inlet.yml"
    path.write_text(path.read_text("utf-8").replace("name: Ida Inlet", "name: Ina Islet"), "utf-8")
    found = _converted(bench, monkeypatch)
    showing = {name for name, data in tree(bench.site).items() if b"Ina Islet" in data}
    showing = set(filter(_is_page, showing))
    assert showing - {"index.html"} <= found
    assert found <= {name for name, data in bench.last.items() if b"Ida Inlet" in data}


@pytest.mark.parametrize("preview", [False, True])
def test_a_name_by_which_texts_call_an_actor(
    copied: Callable[..., Bench], tmp_path: Path, preview: bool
) -> None:
    """The marks of an article change with the register, though none of its own files does."""
    bench = copied(tmp_path, preview)
    for name, words in (
        ("ada-fable", "Ava Fabel"),  # no text has it
        ("oto-økre", "Ada Fable"),  # another actor than before
        ("gazette", "A resident"),  # a name where there was none
        ("ada-fable", "Ada Fable"),  # of two actors
        ("oto-økre", "Oto Ochre"),
    ):
        path = bench.root / f"briefings/actors/{name}.yml"
        change(path, lambda value, words=words: value.update(name=words))
        if words != "Ada Fable":
            end_process()
        assert bench.check()


def test_nothing_is_compiled_or_converted_without_a_change(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    EDITS["touch"](bench.root, 0)
    inodes = {path: path.stat().st_ino for path in bench.site.rglob("*")}
    monkeypatch.setattr("article_briefings.build._groups.compile_corpus", _no_call)
    assert _converted(bench, monkeypatch) == set()
    assert {path: path.stat().st_ino for path in bench.site.rglob("*")} == inodes


@pytest.mark.parametrize(("edit", "number"), [("comment", 2), ("edit_asset", 1), ("edit_page", 0)])
def test_what_no_page_shows_converts_none(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, edit: str, number: int
) -> None:
    shutil.rmtree(bench.root / ".git")  # else pages no longer say when their files were committed
    assert bench.check()
    before = bench.last
    EDITS[edit](bench.root, number)
    assert _converted(bench, monkeypatch) == set()
    changed = differing(before, tree(bench.site))
    assert [name for name in changed if name.endswith(".html")] == (
        ["about/method/index.html"] if edit == "edit_page" else []
    )


# --- links and templates that are easily overlooked ----------------------------------------------


def test_a_warning_is_one_in_every_build(bench: Bench) -> None:
    """A page that is not converted again is as wrong as it was: `strict` must not let it pass."""
    append(bench.root / "templates/topic.md.j2", "\n[to nowhere](nowhere.md)\n")
    assert not bench.clean().sound
    for _ in range(2):
        end_process()
        with pytest.raises(Abort, match="strict"):
            build(bench.root, bench.site)


def test_a_warning_of_a_worker_is_one(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    append(bench.root / "templates/topic.md.j2", "\n[to nowhere](nowhere.md)\n")
    end_process()
    use_workers(monkeypatch, "fork")
    with pytest.raises(Abort, match="strict"):
        build(bench.root, bench.site)


@pytest.mark.parametrize(
    ("path", "call"),
    [
        ("_words.md.j2", '{% from "_words.md.j2" import words %}{{ words() }}'),
        ("parts/words.md.j2", '{% from "parts/words.md.j2" import words %}{{ words() }}'),
        ("words.txt", '{% import "words.txt" as all %}{{ all.words() }}'),
        (
            "_words.md.j2",
            '{% from "_x.md.j2" if false else "_words.md.j2" import words %}{{ words() }}',
        ),
        ("_words.md.j2", '{% set n = "_words.md.j2" %}{% from n import words %}{{ words() }}'),
        ("_words.md.j2", '{% include ["none.md.j2", "_words.md.j2"] %}'),
    ],
)
def test_a_template_that_another_one_leads_to(bench: Bench, path: str, call: str) -> None:
    text = "{% macro words() %}One.{% endmacro %}" + "One." * ("include" in call)
    write(bench.root, f"templates/{path}", text)
    write(bench.root, "templates/_x.md.j2", text)
    append(bench.root / "templates/topic.md.j2", f"\n{call}\n")
    assert bench.check()
    end_process()
    write(bench.root, f"templates/{path}", text.replace("One.", "Two."))
    assert bench.check()
    assert b"Two." in (bench.site / "topics/water/index.html").read_bytes()


def test_a_link_to_a_page_that_comes_and_goes(bench: Bench) -> None:
    """A hand-written page outside of the nav: only the link to it can tell."""
    EDITS["edit_settings"](bench.root, 9)
    append(bench.root / "templates/topic.md.j2", "\n[more](../about/more-1.md)\n")
    assert bench.check()
    EDITS["edit_page"](bench.root, 1)
    assert bench.check()
    EDITS["edit_page"](bench.root, 2)
    assert bench.check()


@pytest.mark.parametrize("anchor", ["claims", "costs"], ids=["of a heading", "in a block"])
def test_an_anchor_of_a_generated_page_is_looked_for(
    bench: Bench, caplog: pytest.LogCaptureFixture, anchor: str
) -> None:
    """In a cold build, in one that converts nothing, and when the page loses its anchor."""
    page, wrong = bench.root / "docs/about/method.md", "briefings/bridge-0.md' does not contain"
    settings = CONFIG.replace("omitted_files: ignore", "omitted_files: ignore, anchors: warn")
    write(bench.root, "mkdocs.yml", settings)
    text = page.read_text("utf-8")
    for linked in (anchor, f"{anchor}x", anchor):
        page.write_text(f"{text}\n[There](../briefings/bridge-0.md#{linked})\n", "utf-8")
        for cold in (True, False):
            end_process()
            if cold:
                bench.cache.unlink()
            caplog.clear()
            assert bench.check() == (linked == anchor)
            assert (f"{wrong} an anchor '#{linked}'" in caplog.text) == (linked != anchor)
    (path,) = bench.root.glob("briefings/articles/*-bridge-0/briefing.yml")
    briefing = path.read_text("utf-8")
    path.write_text(briefing.replace("id: costs", "id: the-costs"), "utf-8")
    end_process()
    assert bench.check() == (anchor == "claims")


@pytest.mark.parametrize(
    ("entry", "other", "method"),
    [
        ("- Briefings: briefings/index.md", "- briefings/index.md", "spawn"),
        ("- Home: index.md", "- index.md", ""),
        ("- Topics: topics", "- actors/ada-fable.md\n  - Topics: topics", ""),
    ],
)
def test_a_page_of_the_nav_without_a_name(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, entry: str, other: str, method: str
) -> None:
    """It is called as the page is, which MkDocs has not read."""
    end_process()
    write(bench.root, "mkdocs.yml", CONFIG.replace(entry, other))
    bench.clean()
    with monkeypatch.context() as patch:
        if method == "spawn":
            use_workers(patch, "spawn")
        assert bench.check()
    EDITS["name_actor"](bench.root, 0)
    assert bench.check()


def test_a_site_without_a_nav(bench: Bench) -> None:
    """MkDocs then lists every page there is."""
    head, tail = CONFIG.index("nav:\n"), CONFIG.index("plugins:\n")
    write(bench.root, "mkdocs.yml", CONFIG[:head] + CONFIG[tail:])
    assert bench.check()


def test_a_site_without_search_has_no_index_of_an_earlier_build(bench: Bench) -> None:
    index = bench.site / "pagefind" / "pagefind-entry.json"
    index.parent.mkdir(parents=True)
    index.write_text("{}", "utf-8")
    assert bench.check()
    assert not index.parent.exists()


def test_exports_are_those_of_a_clean_build_and_made_only_after_an_edit(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        bench.root,
        "mkdocs.yml",
        CONFIG.replace("  - briefings:\n", "  - briefings:\n      exports: true\n"),
    )
    assert bench.check()
    places = {place for place in bench.last if place.startswith("data/")}
    assert places == {"data/index.html", *(f"data/{one.published}" for one in EXPORTS.values())}
    before = bench.last
    EDITS["say_claim"](bench.root, 1)
    assert bench.check()
    assert {"data/briefings-csv.zip", "data/briefings-sqlite.zip"} <= set(
        differing(before, bench.last)
    )
    monkeypatch.setattr("article_briefings.exporting._exports.on_site", _no_call)
    end_process()
    assert bench.check()

"""What the search can filter by: what pages and their claims state, each once, in order."""

import shutil
from pathlib import Path

import yaml

from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.pages import _labels as labels
from article_briefings.pages._page import Page
from tests.overlay import EXAMPLES, PROJECT, TEMPLATES, build, lay


def _pages(folder: Path) -> dict[str, tuple[Page, str]]:
    return dict(build(lay(EXAMPLES / "base", folder)).pages)


def test_a_briefing_is_found_by_what_it_and_its_claims_state(tmp_path: Path) -> None:
    page, _ = _pages(tmp_path)["briefings/new-bridge.md"]
    names = ["Ada Fable", "Ed Engine", "Examplestead", "Examplestead Gazette"]
    [article] = compile_corpus(tmp_path).corpus.articles
    claims = article.briefing.claims
    kinds = {claim.kind.capitalize() for claim in claims}
    verdicts = [
        *(("said", labels.SAID[said.verdict]) for claim in claims for said in claim.said),
        *(("so", labels.SO[claim.so.verdict]) for claim in claims if claim.so),
    ]
    assert page.filters == (
        *(("actor", name) for name in names),
        *(("claim", kind) for kind in sorted(kinds)),
        ("language", "English"),
        ("outlet", "Examplestead Gazette"),
        *sorted(set(verdicts)),
        ("topic", "Bridges"),
        ("year", "2031"),
    )


def test_briefings_and_the_page_of_a_story_are_found_under_it(tmp_path: Path) -> None:
    (tmp_path / "templates").symlink_to(TEMPLATES)
    shutil.copytree(PROJECT / "examples" / "briefings", tmp_path / "briefings")
    pages = dict(build(tmp_path).pages)
    expected = ("story", "The night the Vell barrier stayed open (fictional)")
    assert pages["stories/vell-barrier.md"][0].filters == (expected,)
    briefings = [page for page, _ in pages.values() if page.kind == "Briefing"]
    assert len(briefings) == 3
    for page in briefings:
        assert expected in page.filters


def test_an_actor_is_found_by_its_name_and_an_outlet_by_both(tmp_path: Path) -> None:
    pages = _pages(tmp_path)
    assert pages["actors/ada-fable.md"][0].filters == (("actor", "Ada Fable"),)
    name = "Examplestead Gazette"
    assert pages["actors/examplestead-gazette.md"][0].filters == (("actor", name), ("outlet", name))
    assert pages["topics/bridges.md"][0].filters == (("topic", "Bridges"),)
    assert pages["actors/index.md"][0].filters == ()


def test_the_front_matter_holds_what_the_frame_writes_for_pagefind(tmp_path: Path) -> None:
    page, markdown = _pages(tmp_path)["briefings/new-bridge.md"]
    front = yaml.safe_load(markdown.split("---\n")[1])
    written = [(name, value) for name, values in front["filters"].items() for value in values]
    assert written == list(page.filters)

"""Drafts: checked like all else, shown in the preview, never published."""

from pathlib import Path
from typing import Any

import pytest

from tests.building import TEXT, briefing, claim, codes, compiled
from tests.built import build_project
from tests.overlay import EXAMPLES, SITE, lay

DRAFT = EXAMPLES / "valid" / "draft"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return pages(tmp_path_factory.mktemp("published"), preview=False)


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return pages(tmp_path_factory.mktemp("previewed"), preview=True)


def pages(root: Path, preview: bool) -> dict[str, str]:
    built = build_project(lay(DRAFT, root), SITE, preview=preview)
    assert built.diagnostics == ()
    return {source: markdown for source, (_, markdown) in built.pages.items()}


def test_a_published_site_has_nothing_of_a_draft(published: dict[str, str]) -> None:
    assert "briefings/second-look.md" not in published
    assert "actors/carl-crane.md" not in published
    for source, markdown in published.items():
        for trace in ("second-look", "second look", "Carl Crane", "bridge-shakes", "tag-draft"):
            assert trace not in markdown, source


def test_it_is_the_site_without_the_folder_of_the_draft(
    published: dict[str, str], tmp_path: Path
) -> None:
    built = build_project(lay(EXAMPLES / "base", tmp_path), SITE)
    assert published == {source: markdown for source, (_, markdown) in built.pages.items()}


def test_a_preview_says_that_it_is_a_draft(previewed: dict[str, str]) -> None:
    page = previewed["briefings/second-look.md"]
    assert "This briefing is not published" in page
    assert "1 of its 2 claims is drafted" in page
    assert page.count('<span class="tag tag-draft">draft</span>') == 1
    assert "draft-note" not in previewed["briefings/new-bridge.md"]


@pytest.mark.parametrize("source", ["index.md", "briefings/index.md", "claims/index.md"])
def test_the_lists_of_a_preview_mark_it(previewed: dict[str, str], source: str) -> None:
    page = previewed[source]
    assert '<span class="tag tag-draft">draft</span>' in page
    assert "second-look" in page


def test_a_preview_lists_the_claims_of_a_draft_with_their_actors(
    previewed: dict[str, str],
) -> None:
    assert "The bridge is still safe" in previewed["actors/ada-fable.md"]
    assert "actors/carl-crane.md" in previewed


def test_a_problem_of_a_draft_is_a_problem_of_the_project(tmp_path: Path) -> None:
    fields = briefing(draft="true", claims=[claim(quote="nowhere in the text")])
    articles = {"2031-04-28-drill": (TEXT, fields)}
    assert codes(compiled(tmp_path, articles=articles).diagnostics) == ["quote-not-found"]
    built = build_project(tmp_path, SITE)
    assert codes(built.diagnostics) == ["quote-not-found"]
    assert built.pages == {}


def _two(tmp_path: Path, one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    text = "“We will not attack,” Ada Fable told the Gazette."
    articles = {
        "2031-04-28-one": (text, briefing(text, **one)),
        "2031-04-29-other": (text, briefing(text, **other)),
    }
    return codes(compiled(tmp_path, articles=articles).diagnostics)


RELATED = {"claims": [claim(repeats="one#no-attack")]}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, RELATED, []),
        ({"draft": "true"}, RELATED, ["unknown-claim"]),
        ({"draft": "true"}, {"draft": "true", **RELATED}, []),
        ({"draft": "false"}, {"draft": "true", **RELATED}, []),
    ],
)
def test_what_is_published_refers_to_no_draft(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any], expected: list[str]
) -> None:
    assert _two(tmp_path, one, other) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("true", []), ("false", []), ("True", ["unknown-value"]), ("1", ["unknown-value"])],
)
def test_draft_is_true_or_false(tmp_path: Path, value: str, expected: list[str]) -> None:
    assert _two(tmp_path, {"draft": value}, {}) == expected


def test_a_list_is_neither(tmp_path: Path) -> None:
    assert _two(tmp_path, {"draft": ["true"]}, {}) == ["wrong-type"]

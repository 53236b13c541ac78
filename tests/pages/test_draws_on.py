"""The pages of who draws on whom."""

from pathlib import Path
from typing import Any

from article_briefings.corpus._corpus import Corpus
from article_briefings.pages._comparisons import DrawnOnView, DrawsOnPage, draws_on_pages
from article_briefings.pages._paging import Bounds
from article_briefings.pages._site import Site
from tests.building import FOLDER, OTHER, TEXT, briefing, compiled, write
from tests.built import build_pages
from tests.stories import ACTORS, STORIES

_STORY = "drill-near-oldtown"


def _item(name: str, publisher: str, *relays: str) -> dict[str, Any]:
    return {"id": name, "title": "x", "publisher": publisher, "relays": list(relays)}


def _corpus(root: Path, *first: dict[str, Any]) -> Corpus:
    """Two articles, the first in a story."""
    write(root, "briefings/stories.yml", STORIES)
    items = [_item("wire-1", "Wire")]
    articles = {
        FOLDER: (TEXT, briefing(evidence=list(first), story=_STORY)),
        OTHER: (TEXT, briefing(evidence=[*items, _item("c", "Courier", "wire-1")])),
    }
    result = compiled(root, articles=articles, actors=ACTORS)
    assert result.diagnostics == ()
    return result.corpus


def _only(corpus: Corpus, story: str = "") -> DrawsOnPage:
    record = corpus.stories[story] if story else None
    [(source, page)] = draws_on_pages(corpus, Bounds(), record)
    assert source == (f"stories/{story}/draws-on.md" if story else "draws-on/index.md")
    return page


def _told(source: DrawnOnView) -> tuple[str, int, list[tuple[str, int]]]:
    publishers = [(draw.publisher.text, draw.reports) for draw in source.publishers]
    return source.source.text, source.reports, publishers


def test_sources_are_counted_and_linked_if_the_register_has_them(tmp_path: Path) -> None:
    items = [_item("a", "Courier", "wire"), _item("b", "The Gazette", "Farsight")]
    page = _only(_corpus(tmp_path, *items))
    assert [_told(source) for source in page.sources] == [
        ("Wire", 2, [("Courier", 2)]),
        ("Farsight", 1, [("The Gazette", 1)]),
    ]
    wire, farsight = page.sources
    assert (wire.source.href, farsight.source.href) == ("../actors/wire/", "")
    assert farsight.publishers[0].publisher.href == "../actors/gazette/"
    assert page.story is None


def test_a_story_has_a_page_of_its_own_articles(tmp_path: Path) -> None:
    page = _only(_corpus(tmp_path, _item("b", "The Gazette", "Farsight")), _STORY)
    assert [_told(source) for source in page.sources] == [("Farsight", 1, [("The Gazette", 1)])]
    assert page.story is not None
    assert page.story.href == "../"


def test_without_relays_there_is_no_page(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, _item("b", "The Gazette"))
    assert list(draws_on_pages(corpus, Bounds(), corpus.stories[_STORY])) == []
    sources = [page.source for page in build_pages(corpus, Site("A site"))]
    assert f"stories/{_STORY}/draws-on.md" not in sources
    assert "draws-on/index.md" in sources

"""What stands around a page: the pages above it and the day of its last change."""

import datetime as dt

import pytest

from article_briefings.pages._page import Page
from article_briefings.site._frame import Day, Frame
from tests.overlay import EXAMPLES, build, lay

_OLD, _NEW = dt.date(2031, 4, 1), dt.date(2031, 5, 2)
_ARTICLE = "briefings/articles/2031-04-28-new-bridge"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    built = build(lay(EXAMPLES / "base", tmp_path_factory.mktemp("base")))
    return {source: page for source, (page, _) in built.pages.items()}


@pytest.mark.parametrize(
    ("url", "above"),
    [
        ("", []),
        ("briefings/", []),
        ("briefings/new-bridge/", ["Briefings"]),
        ("actors/ada-fable/", ["Who"]),
        ("about/method/", []),
        ("teach/new-bridge/key/", ["Worksheet: Examplestead Gazette, 28 April 2031 (approximate)"]),
        (
            "briefings/new-bridge/sheet/",
            ["Briefings", "Mayor says the new bridge of Examplestead is safe"],
        ),
    ],
)
def test_the_pages_above_an_address(pages: dict[str, Page], url: str, above: list[str]) -> None:
    assert [link.text for link in Frame(pages.values(), {}).ancestors(url)] == above


def test_a_page_changed_when_the_newest_of_its_files_did(pages: dict[str, Page]) -> None:
    changed = {f"{_ARTICLE}/source.txt": _OLD, f"{_ARTICLE}/briefing.yml": _NEW}
    frame = Frame(pages.values(), changed)
    assert frame.last_change(pages["briefings/new-bridge.md"]) == Day("2031-05-02", "2 May 2031")


def test_a_page_with_a_file_that_is_not_committed_says_nothing(pages: dict[str, Page]) -> None:
    frame = Frame(pages.values(), {f"{_ARTICLE}/source.txt": _OLD})
    assert frame.last_change(pages["briefings/new-bridge.md"]) is None
    assert Frame(pages.values(), {}).last_change(pages["actors/ada-fable.md"]) is None


def test_a_page_that_is_made_of_many_files_says_nothing(pages: dict[str, Page]) -> None:
    frame = Frame(pages.values(), {"briefings/topics.yml": _NEW})
    assert frame.last_change(pages["topics/bridges.md"]) is None
    assert frame.last_change(pages["briefings/index.md"]) is None

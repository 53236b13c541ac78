"""Builders for tests of stories: articles on one event, and the page that compares them."""

from pathlib import Path
from typing import Any

from article_briefings.corpus._pipeline import Compilation
from article_briefings.pages._routes import Repository
from article_briefings.pages._stories import RowView, StoryBuilder, StoryPage
from tests.building import FOLDER, TEXT, actor, briefing, compiled, outlet, write

SECOND, THIRD = "2031-05-01-reply", "2031-05-02-end"
STORIES = {"drill-near-oldtown": {"title": "The drill", "summary": "A drill was held."}}
ACTORS = {"ada-fable": actor(), "gazette": outlet(), "wire": actor(name="Wire", type="outlet")}


def articles(*claims: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    """One article for each list of claims, a day apart, all of one story."""
    folders = (FOLDER, SECOND, THIRD)
    return {
        folder: (
            TEXT,
            briefing(
                claims=found,
                story="drill-near-oldtown",
                source={"published": f"2031-05-0{day}"},
                **fields,
            ),
        )
        for day, (folder, found) in enumerate(zip(folders, claims, strict=False), 1)
    }


def story(root: Path, *claims: list[dict[str, Any]], **parts: Any) -> StoryPage:
    """The page of a story of articles with these claims."""
    write(root, "briefings/stories.yml", STORIES)
    found = {"articles": articles(*claims), "actors": ACTORS, **parts}
    result = compiled(root, **found)
    assert result.diagnostics == ()
    return page_of(result)


def page_of(result: Compilation, name: str = "drill-near-oldtown") -> StoryPage:
    record = result.corpus.stories[name]
    return StoryBuilder(result.corpus, record, Repository("https://git.example/a")).page()


def rows(page: StoryPage) -> list[RowView]:
    return [row for cluster in page.clusters for row in cluster.rows]


def told(row: RowView) -> list[list[int]]:
    """The numbers of the claims in each cell."""
    return [[report.number for report in cell.reports] for cell in row.cells]

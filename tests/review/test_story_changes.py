"""Stories where files are compared, mended and written in one form."""

from pathlib import Path
from typing import Any

from article_briefings.formatting._canonical import format_yaml
from article_briefings.input._loader import load
from article_briefings.review._change_report import report_on
from article_briefings.review._comparison import compare
from article_briefings.review._fixes import propose_fixes
from article_briefings.review._state import State
from article_briefings.review._values import Comparison
from tests.building import FOLDER, TEXT, briefing, project, write

STORY = {"title": "The drill", "summary": "A drill was held."}


def state(root: Path, stories: dict[str, Any] | None, **fields: Any) -> Path:
    """A project with these stories, and these fields in its briefing."""
    project(root, articles={FOLDER: (TEXT, briefing(**fields))})
    if stories is not None:
        write(root, "briefings/stories.yml", stories)
    return root


def compared(before: Path, after: Path) -> Comparison:
    return compare(State.of(load(before)[0]), State.of(load(after)[0]))


def test_a_story_that_came_is_told_and_so_is_the_briefing_that_names_it(tmp_path: Path) -> None:
    found = compared(
        state(tmp_path / "a", None), state(tmp_path / "b", {"drill": STORY}, story="drill")
    )
    assert [(unit.kind, unit.fate, unit.id) for unit in found.units] == [
        ("briefing", "changed", "drill"),
        ("story", "added", "drill"),
    ]
    report = report_on(found, 10_000)
    assert "1 briefing changed, 1 story added" in report


def test_a_renamed_story_is_the_same_in_the_briefing_that_names_it(tmp_path: Path) -> None:
    found = compared(
        state(tmp_path / "a", {"dril": STORY}, story="dril"),
        state(tmp_path / "b", {"drill": STORY}, story="drill"),
    )
    (unit,) = found.units
    assert (unit.kind, unit.fate, unit.old_id, unit.changes) == ("story", "renamed", "dril", ())


def test_a_renamed_topic_is_the_same_in_a_story(tmp_path: Path) -> None:
    before = state(tmp_path / "a", {"drill": {**STORY, "topics": ["defence"]}})
    after = state(tmp_path / "b", {"drill": {**STORY, "topics": ["arms"]}}, topics=["arms"])
    write(after, "briefings/topics.yml", {"arms": {"title": "Defence"}})
    assert [(unit.kind, unit.fate) for unit in compared(before, after).units] == [
        ("topic", "renamed")
    ]


def test_a_changed_field_of_a_story_is_told(tmp_path: Path) -> None:
    before = state(tmp_path / "a", {"drill": STORY})
    after = state(tmp_path / "b", {"drill": {**STORY, "date": "2031-04"}})
    (unit,) = compared(before, after).units
    assert [(c.name, [(f.before, f.after) for f in c.facets]) for c in unit.changes] == [
        ("date", [("", "2031-04")])
    ]


def test_a_file_of_stories_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = state(tmp_path / "b", None)
    write(broken, "briefings/stories.yml", "a: [")
    found = compared(state(tmp_path / "a", {"drill": STORY}), broken)
    assert found.units == ()
    assert found.unread == (("briefings/stories.yml", False),)


def test_the_name_of_a_story_is_mended(tmp_path: Path) -> None:
    root = state(tmp_path, {"drill-near-oldtown": STORY}, story="drill-near-oldtwn")
    mended = propose_fixes(root)
    (file,) = mended.files
    assert "story: drill-near-oldtown\n" in file.after
    assert mended.left == ()


def test_the_fields_of_a_story_have_an_order() -> None:
    text = 'format: 2\ndrill: {topics: [a], date: "2031-04", summary: A drill., title: The drill}\n'
    assert format_yaml("briefings/stories.yml", text).text == (
        "format: 2\ndrill: {title: The drill, summary: A drill., date: 2031-04, topics: [a]}\n"
    )

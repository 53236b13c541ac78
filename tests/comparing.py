"""Two states of a project as values, and what a comparison of them tells."""

from typing import Any

from article_briefings.formatting import migrated
from article_briefings.input._documents import Document
from article_briefings.input._yaml_reader import read_yaml
from article_briefings.review._comparison import compare
from article_briefings.review._state import Record, State
from article_briefings.review._values import Change, Comparison
from tests.building import Fields, actor, dump, outlet

FOLDER = "briefings/articles/2031-04-28-{}"
ACTORS = {"ada-fable": actor(), "gazette": outlet()}


def record(identifier: str, value: Fields | str, path: str, **details: Any) -> Record:
    """A file of a state, given as fields or as YAML."""
    document, problems = read_yaml(path, value if isinstance(value, str) else dump(value))
    assert document is not None, problems
    return Record(identifier, migrated(document), **details)


def side(
    articles: dict[str, Fields] | None = None,
    actors: dict[str, Fields] | None = None,
    notes: dict[str, Fields] | None = None,
    topics: dict[str, Fields] | None = None,
    **details: Any,
) -> State:
    """A state with these files; without actors given, with the two that `briefing` names."""
    folders = {slug: FOLDER.format(slug) for slug in articles or {}}
    topic_file: Document | None = None
    if topics:
        topic_file = record("topics", topics, "briefings/topics.yml").document
    return State(
        {
            "briefing": {
                slug: record(slug, value, f"{folders[slug]}/briefing.yml", folder=folders[slug])
                for slug, value in (articles or {}).items()
            },
            "actor": {
                name: record(name, value, f"briefings/actors/{name}.yml")
                for name, value in (ACTORS if actors is None else actors).items()
            },
            "background note": {
                name: record(name, value, f"briefings/background/{name}.yml")
                for name, value in (notes or {}).items()
            },
            "topic": {
                name: Record(name, topic_file, (name,)) for name in topics or {} if topic_file
            },
        },
        **details,
    )


def changes(before: Fields, after: Fields, **parts: Any) -> tuple[Change, ...]:
    """The changes of one briefing."""
    units = compare(side({"drill": before}, **parts), side({"drill": after}, **parts)).units
    assert len(units) <= 1
    assert all(
        (unit.kind, unit.id, unit.fate) == ("briefing", "drill", "changed") for unit in units
    )
    return units[0].changes if units else ()


def told(found: tuple[Change, ...]) -> list[tuple[Any, ...]]:
    """Changes without their places."""
    return [
        (
            change.what,
            change.part,
            change.name,
            *(f.sentence or (f.label, f.before, f.after) for f in change.facets),
        )
        for change in found
    ]


def fates(found: Comparison) -> list[tuple[str, str, str, str]]:
    """Kind, fate, id and former id of each unit that differs."""
    return [(unit.kind, unit.fate, unit.id, unit.old_id) for unit in found.units]

"""A template reads only fields that its context has, and every field is there to be read."""

import re
from pathlib import Path

import pytest

from article_briefings.models import id_problem
from article_briefings.pages._briefing import BriefingPage
from article_briefings.pages._home import SearchPage
from tests.built import PAGE_TEMPLATES
from tests.overlay import TEMPLATES as FOLDER
from tests.template_fields import Reading, all_fields, reachable

#: Fields that no template reads, with the reason why they are there.
UNREAD: dict[str, str] = {}


def _reading(folder: Path = FOLDER) -> Reading:
    reading = Reading(folder)
    for context, template in PAGE_TEMPLATES.items():
        reading.read(template, context)
    return reading


def test_templates_read_only_fields_that_their_contexts_have() -> None:
    assert _reading().unknown == []


def test_every_field_of_a_context_is_read_by_a_template_or_has_a_reason() -> None:
    contexts = {owner for context in PAGE_TEMPLATES for owner in reachable(context)}
    unread = all_fields(contexts) - _reading().used
    assert {f"{owner.__name__}.{name}" for owner, name in unread} == set(UNREAD)


def test_every_page_template_belongs_to_a_context() -> None:
    files = {path.name for path in FOLDER.glob("*.j2") if not path.name.startswith("_")}
    assert files == set(PAGE_TEMPLATES.values())


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("{{ page.heading }}", "search.md.j2:1: SearchPage has no heading"),
        (
            "{% macro m(x) %}{{ x.sorted }}{% endmacro %}\n{{ m(page) }}",
            "search.md.j2:1: SearchPage has no sorted",
        ),
    ],
)
def test_a_field_that_is_not_there_is_found(tmp_path: Path, template: str, problem: str) -> None:
    (tmp_path / "search.md.j2").write_text(template, "utf-8")
    reading = Reading(tmp_path)
    reading.read("search.md.j2", SearchPage)
    assert reading.unknown == [problem]


def test_types_are_followed_through_loops_and_optional_fields(tmp_path: Path) -> None:
    (tmp_path / "briefing.md.j2").write_text(
        "{% for c in page.claims %}{% if c.so %}{{ c.so.status }}{% endif %}{% endfor %}",
        "utf-8",
    )
    reading = Reading(tmp_path)
    reading.read("briefing.md.j2", BriefingPage)
    assert reading.unknown == ["briefing.md.j2:1: SoView has no status"]


def test_no_id_of_a_briefing_s_page_can_be_that_of_a_claim() -> None:
    names = re.findall(r'\bid="([\w-]+)"', (FOLDER / "briefing.md.j2").read_text("utf-8"))
    # The address of a reading is short, as people share it.
    assert [name for name in names if not id_problem(name)] == ["reader"]

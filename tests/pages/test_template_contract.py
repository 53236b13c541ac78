"""What templates of owners may rely on changes only with a new version and a changelog entry."""

import hashlib
import json
import re
import typing
from pathlib import Path
from typing import Any

import pytest

from article_briefings.pages._actor import ActorPage
from article_briefings.pages._briefing import BriefingPage
from article_briefings.pages._claim_view import ClaimView
from article_briefings.pages._home import HomePage
from article_briefings.pages._notes import NotePage
from article_briefings.pages._slots import CONTRACT, FRAME_SLOTS, PAGE_SLOTS, blocks_of
from article_briefings.pages._views import LinkView
from tests.overlay import PROJECT, TEMPLATES

OWN = PROJECT / "docs" / "own"
PAGE = "".join((OWN / name).read_text("utf-8") for name in ("look.md", "variables.md"))
SNAPSHOT = Path(__file__).with_name("template_contract.json")
OWNERS = {
    "briefing.md.j2": BriefingPage,
    "actor.md.j2": ActorPage,
    "background.md.j2": NotePage,
    "home.md.j2": HomePage,
    "a claim": ClaimView,
    "a link": LinkView,
}
TYPES = {
    "text": str,
    "number": int,
    "yes or no": bool,
    "texts": tuple[str, ...],
    "a link or nothing": LinkView | None,
    "links": tuple[LinkView, ...],
    "claims": tuple[ClaimView, ...],
}


def rows(heading: str) -> list[list[str]]:
    """The rows of the table below a heading of the page, without the marks of code."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = re.findall(r"(?m)^\| (.*) \|$", section)[2:]
    return [[cell.strip().replace("`", "") for cell in line.split(" | ")] for line in lines]


def contract() -> dict[str, Any]:
    """The contract as the page says it."""
    fields: dict[str, dict[str, str]] = {}
    for owner, name, kind, _ in rows("Variables"):
        fields.setdefault(owner, {})[name] = kind
    return {
        "version": CONTRACT,
        "slots": {name: variables for name, _, variables in rows("Slots")},
        "blocks": {name: blocks.split(", ") for name, blocks in rows("Blocks")},
        "fields": fields,
    }


def test_the_page_lists_the_slots_and_templates_print_each_once() -> None:
    paths = (path for path in TEMPLATES.rglob("*") if path.suffix in {".j2", ".html"})
    texts = "".join(path.read_text("utf-8") for path in paths)
    printed = re.findall(r'include "slots/([\w-]+)\.html"', texts)
    assert sorted(printed) == sorted([*FRAME_SLOTS, *PAGE_SLOTS])
    assert list(contract()["slots"]) == [*FRAME_SLOTS, *PAGE_SLOTS]


def test_the_page_lists_the_blocks_of_every_template() -> None:
    blocks = {p.name: list(blocks_of(p.read_text("utf-8"))) for p in TEMPLATES.glob("*.j2")}
    assert contract()["blocks"] == {name: found for name, found in blocks.items() if found}


@pytest.mark.parametrize("row", rows("Variables"), ids=lambda row: f"{row[0]} {row[1]}")
def test_every_variable_is_there_and_has_its_type(row: list[str]) -> None:
    owner, name, kind, _ = row
    if owner == "frame":  # MkDocs has no types for them; a site with all slots is built
        return
    found: Any = OWNERS[owner]
    for part in name.split(".")[1:]:
        found = _type(found, part)
    assert found == TYPES[kind]


def _type(owner: type, name: str) -> Any:
    value = getattr(owner, name, None)
    if isinstance(value, property):
        return typing.get_type_hints(value.fget)["return"]
    return typing.get_type_hints(owner)[name]


def test_a_change_of_the_contract_has_a_version_and_a_changelog_entry(
    pytestconfig: pytest.Config,
) -> None:
    text = json.dumps(contract(), indent=1)
    if pytestconfig.getoption("--update-golden"):
        SNAPSHOT.write_text(f"{text}\n", "utf-8")
    said = "it changed; if a release has it, raise CONTRACT; then run with --update-golden"
    assert json.loads(SNAPSHOT.read_text("utf-8")) == contract(), said
    entry = f"template contract {CONTRACT} (`{hashlib.sha256(text.encode()).hexdigest()[:8]}`)"
    changelog = (PROJECT / "CHANGELOG.md").read_text("utf-8")
    assert entry in changelog, f"say in CHANGELOG.md what changed in the {entry}"

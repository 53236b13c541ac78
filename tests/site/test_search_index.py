"""The index of finished sites says what Pagefind's own index of the whole site would say."""

from pathlib import Path

import pytest

from generator.pages import Site
from generator.pages.routes import Repository
from generator.project import build_project
from tests.search_indexes import content_of, files_of, whole_index

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("project", "fixture"), [(".", "site"), ("examples", "examples_site")])
def test_the_index_says_what_pagefinds_own_would_say(
    project: str, fixture: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(fixture)
    about = Site("Briefings", "", Repository("", "main"))
    built = build_project(ROOT / project, about, templates=ROOT / "templates")
    records = [record for page, _ in built.pages.values() for record in page.records]
    ours = content_of(files_of(site / "pagefind"))
    theirs = content_of(whole_index(site, records))
    assert len(ours.words) > 500
    assert len(ours.lengths) > 20
    assert ours == theirs

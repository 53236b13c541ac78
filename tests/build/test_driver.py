"""The driver makes of any project what a plain build makes of it."""

from pathlib import Path

import pytest

from article_briefings.build._driver import Driver
from article_briefings.build._store import Store
from article_briefings.pages._site import Site
from tests.built import build_project
from tests.overlay import EXAMPLES, PROJECT, SITE, TEMPLATES, examples, lay, one_of_each

PROJECTS = [PROJECT, PROJECT / "examples", *examples("valid"), *one_of_each("invalid")]


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_pages_data_and_problems_are_those_of_a_plain_build(project: Path, tmp_path: Path) -> None:
    is_example = EXAMPLES in project.parents
    root = lay(project, tmp_path / "project") if is_example else project
    templates = root / "templates" if is_example else TEMPLATES
    site = Site(SITE.name, SITE.description, SITE.repository, url="https://a.example/")
    for preview in (False, True):
        store = Store(tmp_path / f"{preview}.sqlite")
        builds = Driver(root, store, "preview" if preview else "build", workers=1)
        made = builds.build(site, templates, preview, program="a version")
        plain = build_project(root, site, preview, templates)
        assert made.diagnostics == plain.diagnostics
        markdown = {name: builds.markdown(page).decode() for name, page in made.pages.items()}
        assert markdown == {name: text for name, (_, text) in plain.pages.items()}
        assert list(markdown) == list(plain.pages)
        if plain.pages:
            assert {place: builds.file(place, key) for place, key in made.files.items()} == (
                plain.files
            )
        store.close()

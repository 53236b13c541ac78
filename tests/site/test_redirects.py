"""Files at earlier addresses that lead to the present ones."""

from pathlib import Path

import html5lib
import pytest

from article_briefings.build import Driver, Store
from article_briefings.pages._site import Site
from tests.building import ACTORS, BRIEFING, FOLDER, TEXT, actor, briefing, note, project, write
from tests.overlay import TEMPLATES

SITE = Site("A site", url="https://site.example/sub/")


def renamed(root: Path) -> Path:
    """A project in which everything had another id."""
    story = {"title": "Near", "summary": "It was.", "formerly": ["far"]}
    write(root, "briefings/stories.yml", {"near": story, "format": "2"})
    value = briefing(story="near", formerly=["exercise", "übung"])
    return project(
        root,
        articles={FOLDER: (TEXT, value)},
        actors=ACTORS | {"ada-fable": actor(formerly=["ada"])},
        notes={"drills": note(formerly=["wars"])},
        topics={"defence": {"title": "Defence & <peace>", "formerly": ["war"]}},
    )


class Builds:
    """Successive builds of a project: the files beside its pages, by place."""

    def __init__(self, root: Path, site: Site = SITE) -> None:
        self._site, self._driver = site, Driver(root, Store(None), "build", 1)

    def files(self) -> dict[str, str]:
        driver = self._driver
        result = driver.build(self._site, TEMPLATES, False, "1")
        assert result.diagnostics == ()
        driver.save()
        return {
            place: driver.file(place, key).decode("utf-8", "replace")
            for place, key in result.files.items()
        }


@pytest.mark.parametrize(
    ("place", "target", "title"),
    [
        ("briefings/exercise/index.html", "../drill/", "A drill near Oldtown"),
        ("briefings/übung/index.html", "../drill/", "A drill near Oldtown"),
        ("actors/ada/index.html", "../ada-fable/", "Ada Fable"),
        ("background/wars/index.html", "../drills/", "Drills"),
        ("topics/war/index.html", "../defence/", "Defence & <peace>"),
        ("stories/far/index.html", "../near/", "Near"),
    ],
)
def test_an_earlier_address_leads_to_the_present_one(
    place: str, target: str, title: str, tmp_path: Path
) -> None:
    text = Builds(renamed(tmp_path)).files()[place]
    page = html5lib.parse(text, namespaceHTMLElements=False)
    (refresh,) = page.findall(".//meta[@http-equiv='refresh']")
    assert refresh.get("content") == f"0; url={target}"
    (canonical,) = page.findall(".//link[@rel='canonical']")
    section = place.split("/")[0]
    assert canonical.get("href") == f"https://site.example/sub/{section}/{target[3:]}"
    (link,) = page.findall(".//a")
    assert (link.get("href"), link.text) == (target, title)
    assert page.find(".//script") is None
    assert "src=" not in text


def test_without_an_address_of_the_site_the_canonical_one_is_relative(tmp_path: Path) -> None:
    text = Builds(renamed(tmp_path), Site("A site")).files()["actors/ada/index.html"]
    assert '<link rel="canonical" href="../ada-fable/">' in text


def test_redirects_follow_changes_in_later_builds(tmp_path: Path) -> None:
    builds = Builds(renamed(tmp_path))
    before = builds.files()
    assert "A drill near Oldtown" in before["briefings/exercise/index.html"]
    path = tmp_path / BRIEFING
    text = path.read_text("utf-8").replace("A drill near", "A drill in")
    path.write_text(text.replace("- exercise\n", "- practice\n"), "utf-8")
    after = builds.files()
    assert "A drill in Oldtown" in after["briefings/practice/index.html"]
    assert "A drill in Oldtown" in after["briefings/übung/index.html"]
    assert after["actors/ada/index.html"] == before["actors/ada/index.html"]
    assert "briefings/exercise/index.html" not in after

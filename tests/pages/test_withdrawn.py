"""A withdrawn briefing leaves a page at its address, at those of its claims and at earlier ones."""

from pathlib import Path

import pytest

from tests.building import Fields, project, write
from tests.built import Built, build_project
from tests.overlay import TEMPLATES, Site
from tests.published import quoted

GONE: Fields = {
    "format": "2",
    "old": {
        "title": "Old <b>news</b>",
        "date": "2031-05-20",
        "text": "It was invented.",
        "claims": ["all-well"],
        "formerly": ["older"],
    },
    "first": {"title": "First", "date": "2031-05-01", "text": "Nobody said it."},
}


@pytest.fixture
def built(tmp_path: Path) -> Built:
    project(tmp_path)
    write(tmp_path, "briefings/withdrawn.yml", GONE)
    found = build_project(tmp_path, Site("A site", url="https://a.example/"), templates=TEMPLATES)
    assert found.diagnostics == ()
    return found


def test_its_addresses_say_when_and_why(built: Built) -> None:
    places = ("briefings/old/index.html", "claim/old/all-well/index.html")
    for place in places:
        page = built.files[place].decode()
        assert "<b>Withdrawn, 20 May 2031:</b> the briefing “Old &lt;b&gt;news&lt;/b&gt;”." in page
        assert "It was invented." in page
        assert f'href="{"../" * place.count("/")}changes/#withdrawn"' in quoted(page)
        assert "<meta name=robots content=noindex>" in page
    assert "briefings/old.md" not in built.pages


def test_its_own_page_has_the_whole_reason_and_embeds_what_has_room(tmp_path: Path) -> None:
    reason = "It was invented, " * 40 + "which nobody noticed."
    project(tmp_path)
    write(tmp_path, "briefings/withdrawn.yml", {**GONE, "old": {**GONE["old"], "text": reason}})
    site = Site("A site", url="https://a.example/")
    files = build_project(tmp_path, site, templates=TEMPLATES).files
    assert reason in files["briefings/old/index.html"].decode()
    assert "noticed" not in files["claim/old/all-well/index.html"].decode()


def test_its_earlier_addresses_lead_there(built: Built) -> None:
    assert 'url=../old/"' in built.files["briefings/older/index.html"].decode()
    assert 'url=../../old/all-well/"' in built.files["claim/older/all-well/index.html"].decode()


def test_ids_of_any_script_are_names_of_files_and_not_percent_encoded(tmp_path: Path) -> None:
    gone = {**GONE["old"], "claims": ["готов"], "formerly": ["брод"]}
    write(project(tmp_path), "briefings/withdrawn.yml", {"format": "2", "мост": gone})
    files = build_project(tmp_path, Site("A site"), templates=TEMPLATES).files
    for place in ("briefings/мост", "claim/мост/готов", "briefings/брод", "claim/брод/готов"):
        assert f"{place}/index.html" in files


def test_it_is_among_what_has_changed(built: Built) -> None:
    markdown = built.pages["changes/index.md"][1]
    assert "## Withdrawn briefings {: #withdrawn }" in markdown
    listed = markdown.partition("#withdrawn")[2]
    assert listed.index("It was invented.") < listed.index("Nobody said it."), "the latest first"
    assert 'href="../claim/old/all-well/"' in listed
    feed = built.files["changes.xml"].decode()
    assert "Withdrawn: Old &lt;b&gt;news&lt;/b&gt;" in feed
    assert "<id>https://a.example/briefings/old/</id>" in feed


def test_without_any_there_is_no_such_heading(tmp_path: Path) -> None:
    built = build_project(project(tmp_path), Site("A site"), templates=TEMPLATES)
    assert "#withdrawn" not in built.pages["changes/index.md"][1]

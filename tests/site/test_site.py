"""The finished site as files: links, ids, the article's text, origins, sameness."""

import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from article_briefings.corpus import Publication
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.exporting._exports import EXPORTS
from tests.annotation_model import annotations_of
from tests.site.conftest import ROOT, build, copy_project
from tests.site.pages import (
    BASE,
    KINDS,
    broken_links,
    html_files,
    ids,
    links,
    parsed,
    target,
    text_of,
)

_ARTICLE = ROOT / "briefings/articles/2023-09-11-iran-armenia-azerbaijan/source.txt"


def test_every_kind_of_page_is_there(site: Path) -> None:
    assert [kind for kind, url in KINDS.items() if not target(site, f"{BASE}{url}").is_file()] == []


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    assert broken_links(site) == []


def test_every_link_and_anchor_of_hostile_input_leads_somewhere(hostile_site: Path) -> None:
    assert broken_links(hostile_site) == []


def test_ids_are_unique_on_every_page(site: Path, hostile_site: Path) -> None:
    repeated = {
        f"{path}": [name for name, count in Counter(ids(parsed(path))).items() if count > 1]
        for folder in (site, hostile_site)
        for path in html_files(folder)
    }
    assert {path: names for path, names in repeated.items() if names} == {}


_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_map_of_the_site_has_every_page_and_its_day(site: Path, hostile_site: Path) -> None:
    """https://www.sitemaps.org/protocol.html."""
    for folder in (site, hostile_site):
        root = ElementTree.parse(folder / "sitemap.xml").getroot()
        assert root.tag == f"{_MAP}urlset"
        assert {entry.tag for entry in root} == {f"{_MAP}url"}
        days = {entry.findtext(f"{_MAP}loc") or "": entry.find(f"{_MAP}lastmod") for entry in root}
        assert len(days) == len(root) <= 50_000
        assert all(address.startswith("https://user.invalid/") for address in days)
        assert all(len(address) < 2_048 and address.isascii() for address in days)
        pages = {target(folder, address) for address in days}
        # Pages of claims are left out: the map has room for 50,000 addresses.
        claims = {*folder.glob("claim/*/*/index.html")}
        assert pages == set(html_files(folder)) - {folder / "404.html"} - claims
        dated = [day.text or "" for day in days.values() if day is not None]
        assert all(dt.date.fromisoformat(day) for day in dated)
        assert len(dated) > len(days) / 2


def test_no_page_names_a_path_from_the_root(site: Path) -> None:
    # 404.html is served for any address, so it cannot be relative.
    rooted = [
        f"{path}: {link}"
        for path in html_files(site)
        if path.name != "404.html"
        for link in links(parsed(path))
        if link.startswith("/")
    ]
    assert rooted == []


def test_nothing_is_loaded_from_another_origin(site: Path) -> None:
    loaded = [
        f"{path}: {element.tag} {url}"
        for path in html_files(site)
        for element in parsed(path).iter()
        if element.tag in {"script", "img", "iframe", "source", "link", "form", "object", "embed"}
        and element.attrib.get("rel") not in {"canonical", "alternate"}
        for url in (element.attrib.get("src") or element.attrib.get("href") or "",)
        if urlsplit(url).netloc
    ]
    styles = [
        f"{path}: {url}"
        for path in site.rglob("*.css")
        for url in re.findall(r"url\((?!data:)[\"']?([^)\"']+)", path.read_text("utf-8"))
        if urlsplit(url).netloc
    ]
    assert loaded + styles == []


def test_the_article_is_the_source_character_for_character(site: Path) -> None:
    page = parsed(target(site, f"{BASE}{KINDS['briefing']}"))
    article = page.find(".//*[@id='article-text']")
    assert article is not None
    assert text_of(article) == _ARTICLE.read_bytes().decode("utf-8")


def test_hostile_articles_are_their_sources_character_for_character(hostile_site: Path) -> None:
    folder = hostile_site.parent / "project" / "briefings" / "articles"
    compared = 0
    for article_folder in sorted(folder.iterdir()):
        slug = re.sub(r"^\d{4}-\d{2}-\d{2}-", "", article_folder.name)
        page = parsed(hostile_site / "briefings" / slug / "index.html")
        article = page.find(".//*[@id='article-text']")
        assert article is not None
        source = (article_folder / "source.txt").read_bytes().decode("utf-8").removeprefix("\ufeff")
        assert text_of(article) == source
        compared += 1
    assert compared >= 2


def test_annotations_find_their_words_on_the_page(site: Path) -> None:
    about = Publication("Test", url="https://news.example/")
    files = dict(EXPORTS["web-annotation"].files(compile_corpus(ROOT).corpus, about))
    compared = 0
    for article in (name for name in files if "--" not in name):
        page = parsed(target(site, f"{BASE}briefings/{article.removesuffix('.jsonld')}/"))
        texts = {e.attrib["id"]: text_of(e) for e in page.iter("div") if "id" in e.attrib}
        annotations = annotations_of(json.loads(b"".join(files[article])))
        targets = [t for one in annotations for t in one["target"] if not isinstance(t, str)]
        for place, words in (one["selector"] for one in targets):
            span = slice(place["refinedBy"]["start"], place["refinedBy"]["end"])
            assert texts[place["value"]][span] == words["refinedBy"]["exact"]
            compared += 1
    assert compared > 50


def test_pages_say_in_a_script_what_they_are_about(site: Path, hostile_site: Path) -> None:
    for folder in (site, hostile_site):
        for kind in ("briefings", "actors"):
            pages = list((folder / kind).glob("*/index.html"))
            assert pages
            for path in pages:
                scripts = parsed(path).findall(".//script[@type='application/ld+json']")
                [told] = [json.loads(script.text or "") for script in scripts]
                assert told["@context"] == "https://schema.org"
                assert told["@type"] == "WebPage" if kind == "briefings" else told["name"]


def test_every_claim_is_marked_and_linked_both_ways(site: Path) -> None:
    page = parsed(target(site, f"{BASE}{KINDS['briefing']}"))
    article = page.find(".//*[@id='article-text']")
    assert article is not None
    references = {a.attrib["href"] for a in article.iter("a") if " f-" in a.attrib.get("class", "")}
    notes = {
        f"#{note.attrib['id']}": [a.attrib["href"] for a in note.iter("a")]
        for note in page.iter("li")
        if "aside f-" in note.attrib.get("class", "")
    }
    assert references == set(notes)
    marks = {m.attrib["id"] for m in article.iter("u") if "id" in m.attrib}
    cards = [c for c in page.iter("details") if "claim" in c.attrib.get("class", "").split()]
    assert len(cards) >= 15
    for card in cards:
        back = {a.attrib["href"] for a in card.iter("a")}
        (claim,) = (heading.attrib["id"] for heading in card.iter("h3"))
        assert f"#mark--{claim}" in back
        assert notes[f"#aside--{claim}"] == [f"#mark--{claim}", f"#{claim}"]
        assert f"mark--{claim}" in marks


def test_the_same_input_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "elsewhere", ROOT / "briefings")
    again = build(project, tmp_path / "again")
    first = {p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    second = {p.relative_to(again): p.read_bytes() for p in again.rglob("*") if p.is_file()}
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []

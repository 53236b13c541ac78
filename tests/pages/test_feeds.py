"""Feeds of what is new, and the files for programs that read sites."""

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._facts import reads
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.pages._contents import SiteContents
from article_briefings.pages._feeds import ENTRIES
from article_briefings.pages._site import Site
from tests.building import FOLDER, TEXT, Fields, briefing, claim, compiled, two_articles
from tests.built import data_files
from tests.overlay import PROJECT

_ATOM = "{http://www.w3.org/2005/Atom}"
_DAY = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")
_FIELDS = ("id", "title", "updated", "summary")
SITE = Site("Briefings & more", "About <them>", url="https://example.org/project/")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Those of the project's own corpus."""
    return data_files(compile_corpus(PROJECT).corpus, SITE)


def entries(data: bytes) -> list[dict[str, str]]:
    """The entries of an Atom feed, after the rules of RFC 4287 have been looked at."""
    root = ElementTree.fromstring(data)
    assert root.tag == f"{_ATOM}feed"
    for holder in (root, *root.iter(f"{_ATOM}entry")):
        for name in ("id", "title", "updated"):  # 4.1.1, 4.1.2: exactly one of each
            [found] = holder.findall(f"{_ATOM}{name}")
            assert found.text
        assert _DAY.fullmatch(holder.findtext(f"{_ATOM}updated") or "")
        assert (holder.findtext(f"{_ATOM}id") or "").startswith("https://example.org/project/")
    assert root.findtext(f"{_ATOM}author/{_ATOM}name")  # 4.1.1: entries have none of their own
    [own] = [link for link in root.findall(f"{_ATOM}link") if link.get("rel") == "self"]
    assert own.get("href") == root.findtext(f"{_ATOM}id")
    told = [
        {name: entry.findtext(f"{_ATOM}{name}") or "" for name in _FIELDS}
        | {"page": next(link.get("href", "") for link in entry.iter(f"{_ATOM}link"))}
        for entry in root.iter(f"{_ATOM}entry")
    ]
    assert len({entry["id"] for entry in told}) == len(told)
    assert root.findtext(f"{_ATOM}updated") == max(entry["updated"] for entry in told)
    return told


def test_the_feed_of_briefings(files: dict[str, bytes]) -> None:
    article = compile_corpus(PROJECT).corpus.by_slug["iran-armenia-azerbaijan"]
    found = {entry["id"]: entry for entry in entries(files["feed.xml"])}
    entry = found["https://example.org/project/briefings/iran-armenia-azerbaijan/"]
    assert entry["title"] == article.briefing.title
    assert entry["updated"].startswith(article.briefing.review.reviewed.isoformat())
    assert article.briefing.bluf in entry["summary"]


def test_the_feed_of_verdicts_has_the_newest_first(files: dict[str, bytes]) -> None:
    found = entries(files["assessments.xml"])
    judged = [
        f"{article.slug}/#{claim.id}"
        for article in compile_corpus(PROJECT).corpus.articles
        for claim in article.briefing.claims
        if claim.judged
    ]
    assert sorted(entry["id"].split("/briefings/")[1] for entry in found) == sorted(judged)
    days = [entry["updated"] for entry in found]
    assert days == sorted(days, reverse=True)
    page = "https://example.org/project/briefings/iran-armenia-azerbaijan/"
    one = {entry["id"]: entry for entry in found}[f"{page}#press-conference"]
    assert one["title"].startswith("Tasnim News Agency: ")
    words, verdicts, finding = one["summary"].split("\n\n")[:3]
    article = compile_corpus(PROJECT).corpus.by_slug["iran-armenia-azerbaijan"]
    [claim] = [claim for claim in article.briefing.claims if claim.id == "press-conference"]
    assert words.startswith("“")
    assert words.endswith("”")
    assert (verdicts, finding) == ("Is it so? Shown.", claim.finding)
    assert one["page"] == one["id"]


def test_an_entry_for_a_key_claim_leads_to_its_page(files: dict[str, bytes]) -> None:
    site, slug = "https://example.org/project/", "iran-armenia-azerbaijan"
    claim, page = f"{site}briefings/{slug}/#baku-no-intent", f"{site}claim/{slug}/baku-no-intent/"
    found = {entry["id"]: entry["page"] for entry in entries(files["assessments.xml"])}
    assert found[claim] == page
    items = json.loads(files["assessments.json"])["items"]
    assert [item["url"] for item in items if item["id"] == claim] == [page]


def test_the_feed_of_changes_has_what_was_corrected_and_why(tmp_path: Path) -> None:
    corrections = [
        {"date": "2031-05-02", "claims": ["no-attack", "lost"], "text": "It was <misread>."},
        {"date": "2031-05-03", "withdrawn": ["lost"], "text": "Nobody said it."},
        {"date": "2031-05-03", "text": "The outlet is now named."},
    ]
    value = briefing(corrections=corrections)
    made = data_files(compiled(tmp_path, articles={FOLDER: (TEXT, value)}).corpus, SITE)
    found = entries(made["changes.xml"])
    page = "https://example.org/project/briefings/drill/"
    assert [(entry["id"], entry["title"]) for entry in found] == [
        (f"{page}#change--3", "A drill near Oldtown"),
        (f"{page}#change--2", "Withdrawn: lost"),
        (f"{page}#change--1", "A drill near Oldtown"),
    ]
    assert found[2]["updated"] == "2031-05-02T00:00:00Z"
    assert found[2]["summary"].startswith(
        "It was <misread>.\n\nAda Fable: No attack is planned.\n\nWithdrawn: lost\n\n"
    )
    told = json.loads(made["changes.json"])
    assert told["home_page_url"] == "https://example.org/project/changes/"


@pytest.mark.parametrize("name", ["feed", "assessments", "changes"])
def test_every_title_begins_with_the_label_of_the_site(name: str, tmp_path: Path) -> None:
    finding, said = "Ada said so.", {"verdict": "single-source", "note": "No other report."}
    changes = [{"date": "2031-05-02", "text": "It was misread."}]
    value = briefing(claims=[claim(finding=finding, said=said)], corrections=changes)
    corpus = compiled(tmp_path, articles={FOLDER: (TEXT, value)}).corpus
    made = data_files(corpus, replace(SITE, label="Invented"))
    found = entries(made[f"{name}.xml"])
    assert found
    assert all(entry["title"].startswith("Invented: ") for entry in found)


@pytest.mark.parametrize("name", ["feed", "assessments", "changes"])
def test_both_forms_say_the_same(name: str, files: dict[str, bytes]) -> None:
    told = json.loads(files[f"{name}.json"])
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == f"https://example.org/project/{name}.json"
    names = ("id", "title", "date_modified", "content_text")
    items = [
        dict(zip(_FIELDS, (item[name] for name in names), strict=True)) for item in told["items"]
    ]
    found = entries(files[f"{name}.xml"])
    assert [item["url"] for item in told["items"]] == [entry.pop("page") for entry in found]
    assert items == found


def test_markup_in_words_is_words(tmp_path: Path) -> None:
    words = "<script>alert(1)</script> & ]]> [a](javascript:b)"
    value = briefing(title=words, claims=[claim()])
    made = data_files(compiled(tmp_path, articles={FOLDER: (TEXT, value)}).corpus, SITE)
    [entry] = entries(made["feed.xml"])
    assert entry["title"] == words
    llms = made["llms.txt"].decode()
    assert "\\<script\\>" in llms
    assert "\\[a\\](javascript:b)" in llms


def test_a_site_without_an_address_has_none(tmp_path: Path) -> None:
    made = data_files(compiled(tmp_path).corpus, Site("Briefings"))
    assert all(name.startswith("claims/") or name.endswith("/article.txt") for name in made)


def test_llms_txt_leads_to_everything(files: dict[str, bytes]) -> None:
    text = files["llms.txt"].decode()
    lines = text.splitlines()
    assert lines[0] == "# Briefings & more"
    assert lines[2] == "> About \\<them\\>"
    links = re.findall(r"^- \[[^\]]+\]\((\S+)\): \S", text, re.MULTILINE)
    assert "https://example.org/project/claims/" in links
    assert "https://example.org/project/briefings/iran-armenia-azerbaijan/" in links
    assert len(links) == sum(line.startswith("- ") for line in lines)


def test_robots_txt_names_the_map_of_the_site(files: dict[str, bytes]) -> None:
    assert files["robots.txt"] == (
        b"User-agent: *\nAllow: /\n\nSitemap: https://example.org/project/sitemap.xml\n"
    )


def test_robots_txt_names_no_map_in_a_preview_which_has_none() -> None:
    files = data_files(compile_corpus(PROJECT).corpus, replace(SITE, noindex=True))
    assert files["robots.txt"] == b"User-agent: *\nAllow: /\n"


def _read(corpus: Corpus, name: str) -> set[str]:
    """The facts that a file depends on."""
    group = SiteContents(corpus, SITE).groups[name]
    with reads.tracked() as read:
        group.build()
    return read


def test_a_feed_depends_on_what_it_shows_and_on_which_entries_it_has(tmp_path: Path) -> None:
    so: Fields = {
        "verdict": "disputed",
        "as_of": "2031-05-02",
        "rationale": "Two agencies differ.",
        "evidence": [{"item": "tass", "relation": "refutes", "shows": "another day"}],
    }
    evidence = [{"id": "tass", "title": "A dispatch", "publisher": "TASS"}]
    fields = {"claims": [claim(so=so, finding="They differ.")], "evidence": evidence}
    corpus = two_articles(tmp_path, fields, {}).corpus
    assert len(corpus.articles) == 2
    read = _read(corpus, "assessments.xml")
    assert {"claim:drill#no-attack", "feed:assessments", "summary:drill"} <= read
    assert not {name for name in read if "reply" in name or name.startswith("article:")}
    assert {"feed:feed", "summary:drill", "summary:reply"} <= _read(corpus, "feed.json")
    assert {"feed:feed", "feed:assessments"} <= SiteContents(corpus, SITE).facts().keys()


def test_a_feed_ends(tmp_path: Path) -> None:
    articles = {f"2031-04-28-drill-{n}": (TEXT, briefing()) for n in range(ENTRIES + 3)}
    made = data_files(compiled(tmp_path, articles=articles).corpus, SITE)
    assert len(entries(made["feed.xml"])) == ENTRIES

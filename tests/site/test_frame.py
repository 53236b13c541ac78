"""The frame of every page: crumbs, dates, what others show of a page, what it loads."""

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from article_briefings.models import id_problem
from article_briefings.site._pictures import Pictures
from article_briefings.social_cards import CardMaker
from benchmarks.corpus import make_corpus
from tests.one_page import copy_with_one_page
from tests.overlay import TEMPLATES
from tests.published import published
from tests.repositories import git
from tests.site.conftest import EXAMPLES, ROOT, build
from tests.site.pages import BASE, KINDS, PREFIX, parsed, target

_BRIEFING = KINDS["briefing"]
_ADDRESS = f"https://user.invalid{PREFIX}/"
#: The most bytes of a briefing's page with 18 claims, and of its part for readers with a minute:
#: where few claims have a verdict, and where all do, with evidence and reasons.
_MOST = {"few": (62_000, 11_500), "all": (98_500, 19_100)}
# What the owner asks for: all styles and all scripts together, compressed as a server does.
_MOST_CSS, _MOST_JS = 20_000, 15_000


# --- crumbs, dates, the list beside the text -----------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "section"),
    [
        ("briefing", "Briefings"),
        ("actor", "Who"),
        ("background", "Background"),
        ("topic", "Topics"),
    ],
)
def test_crumbs_lead_to_the_pages_above(
    shared: Page, address: str, kind: str, section: str
) -> None:
    shared.goto(f"{address}{KINDS[kind]}")
    crumbs = shared.get_by_role("navigation", name="Breadcrumb").get_by_role("link")
    assert crumbs.all_inner_texts() == ["Home", section]
    for crumb in crumbs.all():
        box = crumb.bounding_box()
        assert box is not None
        assert box["height"] >= 24
    crumbs.nth(1).click()
    expect(shared.get_by_role("heading", level=1)).to_contain_text(section)
    expect(shared.get_by_role("navigation", name="Breadcrumb")).to_have_count(0)


def test_crumbs_are_not_printed(page: Page, address: str) -> None:
    page.goto(f"{address}{KINDS['actor']}")
    page.emulate_media(media="print")
    expect(page.locator(".crumbs")).to_be_hidden()


def test_the_list_beside_the_text_says_where_the_reader_is(page: Page, address: str) -> None:
    page.goto(f"{address}{KINDS['outlet']}")
    page.locator("#relayed").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('relayed').scrollIntoView()")
    expect(page.locator(".rail-toc a.here")).to_have_text("Relayed")


def test_a_page_says_when_its_files_were_committed_last(tmp_path: Path) -> None:
    project = copy_with_one_page(tmp_path / "project", ROOT / "briefings")
    git(project, "init", "-q")
    git(project, "add", "-A")
    dates = {
        "GIT_COMMITTER_DATE": "2031-04-01T12:00:00Z",
        "GIT_AUTHOR_DATE": "2001-01-01T12:00:00Z",
    }
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    command = ["git", *identity, "commit", "-q", "-m", "All"]
    subprocess.run(command, cwd=project, env={**os.environ, **dates}, check=True)
    changed = project / "briefings" / "actors" / "tass.yml"
    changed.write_text(changed.read_text("utf-8") + "# not committed\n", "utf-8")
    site = build(project, tmp_path / "site")
    said = {
        name: re.findall(r'Last changed <time datetime="(.*?)">(.*?)</time>', page)
        for name in (_BRIEFING, "actors/tasnim/", KINDS["background"], "actors/tass/", "actors/")
        for page in [published(site / name / "index.html")]
    }
    day = [("2031-04-01", "1 April 2031")]
    assert list(said.values()) == [day, day, day, [], []]
    modified = '<meta property="article:modified_time" content="2031-04-01">'
    assert modified in published(site / _BRIEFING / "index.html")


def test_without_a_repository_nothing_is_said_of_changes(site: Path) -> None:
    assert [p for p in site.rglob("*.html") if "Last changed" in p.read_text("utf-8")] == []


@pytest.mark.parametrize("width", [960, 1100, 1280, 1600])
@pytest.mark.parametrize("kind", ["home", "briefing", "actor", "search", "method"])
def test_head_foot_and_text_begin_at_one_line(
    shared: Page, address: str, kind: str, width: int
) -> None:
    shared.set_viewport_size({"width": width, "height": 900})
    shared.goto(f"{address}{KINDS[kind]}")
    starts = shared.evaluate(
        "[...document.querySelectorAll('.brand, h1, .colophon p')]"
        ".map(one => one.getBoundingClientRect().left)"
    )
    assert len(starts) == 3
    assert max(starts) - min(starts) < 1


# --- what others show of a page ------------------------------------------------------------------


def _properties(site: Path, name: str) -> dict[str, str]:
    tree = parsed(target(site, f"{BASE}{KINDS[name]}"))
    return {
        meta.attrib.get("property", meta.attrib.get("name", "")): meta.attrib.get("content", "")
        for meta in tree.iter("meta")
    }


_PICTURE = (
    "Nasser Kanaani, for Azerbaijani officials: Azerbaijan does not intend to clash with Armenia. "
    "Was it said? By Nasser Kanaani: yes. By Azerbaijani officials: one source only. "
    "Is it so? Disputed. Only Kanaani speaks of this message; no word from Baku was found. "
    "Eight days later Azerbaijan used force in Nagorno-Karabakh; Armenia called its border stable. "
    "Iran Daily · 11 or 12 September 2023"
)
_SITE_PICTURE = (
    "Who said it, how it reached you, and whether it is so. We take news articles apart, sentence "
    f"by sentence, and show the evidence. · {_ADDRESS.split('://')[1].rstrip('/')}"
)
"""What the pictures say."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_has_a_picture_for_links_to_it(site: Path, kind: str) -> None:
    found = _properties(site, kind)
    own = f"{_ADDRESS}{_BRIEFING}card.png" if kind == "briefing" else f"{_ADDRESS}card.png"
    if kind in ("404", "key", "worksheet"):  # nobody shares a link to them
        assert "og:image" not in found
        return
    assert found["og:image"] == own
    assert found["twitter:card"] == "summary_large_image"
    assert found["og:url"] == f"{_ADDRESS}{KINDS[kind]}"
    assert found["og:image:alt"] == (_PICTURE if kind == "briefing" else _SITE_PICTURE)
    picture = (site / own.removeprefix(_ADDRESS)).read_bytes()
    assert picture.startswith(b"\x89PNG")


def test_the_picture_of_a_briefing_shows_its_main_claim(site: Path) -> None:
    fonts = ROOT / "templates" / "assets" / "briefings" / "fonts"
    drawn = CardMaker(fonts, "Article Briefings").claim(
        "Nasser Kanaani, for Azerbaijani officials",
        "Azerbaijan does not intend to clash with Armenia.",
        [
            ("said-ok", "Was it said? By Nasser Kanaani: yes."),
            ("said-one", "By Azerbaijani officials: one source only."),
            ("so-disputed", "Is it so? Disputed."),
        ],
        "Only Kanaani speaks of this message; no word from Baku was found. Eight days later "
        "Azerbaijan used force in Nagorno-Karabakh; Armenia called its border stable.",
        "Iran Daily · 11 or 12 September 2023",
    )
    assert (site / _BRIEFING / "card.png").read_bytes() == drawn


def test_without_a_claim_or_its_letters_a_picture_shows_the_title() -> None:
    fonts = ROOT / "templates" / "assets" / "briefings" / "fonts"
    title = CardMaker(fonts, "A site").picture("The bridge is safe", "Gazette")
    assert title
    pictures = Pictures(fonts, "A site", "", "https://example.org/", own=True)
    words = "The bridge is safe", "Gazette"
    assert pictures.of(words) == title
    assert pictures.of((*words, "橋", "It is safe.", "", "so-ok", "Is it so? Shown.")) == title
    assert pictures.of((*words, "Ada", "It is safe.", "", "so-ok", "Is it so? Shown.")) != title


def test_briefings_share_the_picture_of_the_site_where_that_is_wanted(tmp_path: Path) -> None:
    project = copy_with_one_page(tmp_path / "project", EXAMPLES / "base" / "briefings")
    fonts = "templates/assets/briefings/fonts"
    shutil.copytree(ROOT / fonts, project / fonts)
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert text.count("  - briefings:\n") == 1
    settings.write_text(
        text.replace("  - briefings:\n", "  - briefings:\n      social_cards: false\n")
    )
    site = build(project, tmp_path / "site")
    assert [path.relative_to(site).as_posix() for path in site.rglob("card.png")] == ["card.png"]
    assert _properties(site, "search")["og:image"] == f"{_ADDRESS}card.png"


# --- what a page loads ---------------------------------------------------------------------------


def test_generated_pages_load_only_our_styles_and_scripts(site: Path) -> None:
    for kind, url in KINDS.items():
        tree = parsed(target(site, f"{BASE}{url}"))
        loaded = [
            link.attrib["href"] for link in tree.iter("link") if link.attrib["rel"] == "stylesheet"
        ]
        loaded += [script.attrib["src"] for script in tree.iter("script") if "src" in script.attrib]
        assert loaded, kind
        theirs = [name for name in loaded if "assets/briefings/" not in name]
        assert bool(theirs) == (kind == "method"), kind


def test_all_styles_and_all_scripts_are_small(site: Path) -> None:
    folder = site / "assets" / "briefings"
    for pattern, most in (("*.css", _MOST_CSS), ("*.js", _MOST_JS)):
        sizes = {p.name: len(gzip.compress(p.read_bytes(), 9)) for p in folder.glob(pattern)}
        assert sizes
        assert sum(sizes.values()) <= most, sizes


@pytest.mark.parametrize("judged", _MOST)
def test_a_page_with_18_claims_is_small(tmp_path: Path, judged: str) -> None:
    """Articles of the usual length, in four scripts; letters of three take two bytes."""
    make_corpus(tmp_path / "made", 12, full=judged == "all", length=(581, 18))
    project = copy_with_one_page(tmp_path / "project", tmp_path / "made" / "briefings")
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(
        text.replace("  - briefings:\n", "  - briefings:\n      social_cards: false\n")
    )
    site = build(project, tmp_path / "site")
    paths = [*site.glob("briefings/*/index.html")]
    pages = [published(path) for path in paths]
    assert {page.count('<details class="claim') for page in pages} == {18}
    languages = re.findall('id="article-text" lang="(..)"', "".join(pages))
    assert {"fa", "hy", "ru"} <= set(languages)
    most_page, most_reader = _MOST[judged]
    assert max(path.stat().st_size for path in paths) <= most_page
    readers = [page[page.index("<h1") : page.index("</article>")] for page in pages]
    assert max(len(part.encode()) for part in readers) <= most_reader


def test_no_id_of_the_frame_can_be_that_of_a_claim() -> None:
    for path in sorted((TEMPLATES / "overrides/partials").glob("*.html")):
        names = re.findall(r'\bid="([^"]+)"', path.read_text("utf-8"))
        assert all(id_problem(name) for name in names), path.name


def test_the_masthead_is_in_one_place_on_all_pages(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    places = set()
    for place in (*KINDS.values(), f"{KINDS['briefing']}#analyst"):
        page.goto(f"{address}{place}")
        places.add(page.evaluate("document.querySelector('.brand').getBoundingClientRect().left"))
    assert len(places) == 1


def test_the_masthead_has_few_sections_and_leads_to_all(page: Page, address: str) -> None:
    page.goto(f"{address}{KINDS['topics']}")
    sections = page.get_by_role("navigation", name="Sections", exact=True).get_by_role("link")
    names = ["Briefings", "Stories", "Claims", "Who", "Topics", "About", "All sections"]
    expect(sections).to_have_text(names)
    sections.last.click()
    everything = page.get_by_role("navigation", name="All sections")
    expect(everything).to_be_in_viewport()
    expect(everything.get_by_role("link", name="Timeline")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("kind", ["topics", "timeline", "method"])
def test_on_a_phone_the_way_to_all_sections_is_in_sight(
    shared: Page, address: str, kind: str, width: int
) -> None:
    shared.set_viewport_size({"width": width, "height": 664})
    shared.goto(f"{address}{KINDS[kind]}")
    sections = shared.get_by_role("navigation", name="Sections", exact=True)
    every = sections.get_by_role("link", name="All sections").bounding_box()
    here = sections.locator(":is([aria-current], .within)").bounding_box()
    assert every is not None
    assert here is not None
    assert every["x"] + every["width"] <= width
    if width > 320:
        assert here["x"] + here["width"] <= every["x"]


@pytest.mark.parametrize("kind", ["actor", "method"])
def test_what_is_beside_the_text_follows_it(page: Page, address: str, kind: str) -> None:
    page.goto(f"{address}{KINDS[kind]}")
    after = (
        "document.querySelector('main h1').compareDocumentPosition(document.querySelector('.rail'))"
    )
    assert page.evaluate(f"{after} & Node.DOCUMENT_POSITION_FOLLOWING")
    expect(page.locator(".rail")).to_be_in_viewport()


def test_a_section_of_one_page_is_no_list_beside_it(shared: Page, address: str) -> None:
    shared.goto(f"{address}about/")
    expect(shared.locator(".rail").get_by_role("link")).to_have_count(0)

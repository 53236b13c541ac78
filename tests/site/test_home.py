"""The first page in a browser, and the label of the site of invented articles."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from article_briefings.social_cards import CardMaker
from tests.site.conftest import ROOT
from tests.site.pages import html_files, parsed

_LABEL = "Demo with invented articles"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "height", "last"),
    [(1440, 900, ".doors li:last-child a"), (390, 664, ".specimen-verdicts")],
)
def test_the_specimen_is_in_the_first_screen(
    page: Page, address: str, width: int, height: int, last: str
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    box = page.locator(last).bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= height
    reached = page.get_by_role("region", name="One sentence from Iran Daily").get_by_role(
        "listitem"
    )
    assert [step.inner_text().split("\n")[0] for step in reached.all()][-1].startswith("Iran Daily")
    expect(page.get_by_role("navigation", name="Where to begin").get_by_role("link")).to_have_text(
        ["Read", "Teach", "Use the data"]
    )


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_story_is_in_the_first_screen(
    page: Page, address: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    expect(page.get_by_role("link", name="One press conference, six newsrooms")).to_be_in_viewport(
        ratio=0.7
    )


@pytest.mark.browser
def test_cards_say_on_a_phone_what_to_believe(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 664})
    page.goto(address)
    cards = page.locator(".home-lists .card")
    assert cards.count() > 1
    for card in cards.all():
        bottom = card.locator(".card-text")
        expect(bottom).to_be_visible()
        assert bottom.evaluate("e => e.scrollHeight <= e.clientHeight"), "cut off"


def test_a_label_is_on_every_page_which_search_engines_leave_out(examples_site: Path) -> None:
    pages = html_files(examples_site)
    assert examples_site / "404.html" in pages
    for path in pages:
        tree = parsed(path)
        metas = {meta.get("name") or meta.get("property"): meta for meta in tree.iter("meta")}
        assert metas["robots"].get("content") == "noindex", path
        if path.is_relative_to(examples_site / "claim"):  # its foot has the label
            [foot] = [p for p in tree.iter("p") if p.get("class") == "f"]
            assert _LABEL in "".join(foot.itertext()), path
            continue
        labels = [(p.text or "").strip() for p in tree.iter("p") if p.get("class") == "site-label"]
        assert labels == [_LABEL], path
        assert metas["og:site_name"].get("content") == f"{_LABEL}: Fictional examples"
        assert "ld+json" not in path.read_text("utf-8")
    assert not (examples_site / "sitemap.xml").exists()


def test_the_label_is_in_the_pictures(examples_site: Path) -> None:
    tree = parsed(examples_site / "index.html")
    [about] = [
        meta.get("content") for meta in tree.iter("meta") if meta.get("name") == "description"
    ]
    fonts = ROOT / "templates" / "assets" / "briefings" / "fonts"
    picture = CardMaker(fonts, f"{_LABEL}: Fictional examples").picture(about, "fictional.example")
    assert (examples_site / "card.png").read_bytes() == picture


def test_a_site_without_a_label_has_none_and_leads_to_no_demo(site: Path) -> None:
    text = (site / "index.html").read_text("utf-8")
    assert "site-label" not in text
    assert "noindex" not in text
    assert "demo" not in text


@pytest.mark.browser
def test_the_label_is_printed(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}briefings/courier-barrier-stays-open/")
    page.emulate_media(media="print")
    expect(page.get_by_text(_LABEL, exact=True)).to_be_visible()
    expect(page.locator(".masthead-inner")).to_be_hidden()

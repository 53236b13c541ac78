"""Several articles on one event, in Chromium: the project's own examples, side by side."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.building import TEXT, briefing, claim, own_claim, project, write
from tests.site.conftest import build, copy_project, serve
from tests.site.pages import broken_links, html_files, ids, parsed
from tests.site.widths import overflow, too_narrow

pytestmark = pytest.mark.browser

_STORY = "stories/vell-barrier/"
_PAGES = {
    "story": _STORY,
    "stories": "stories/",
    "contradictions": "claims/contradictions/",
    "reviews": "reviews/",
    "about": "about/examples/",
    "briefing in English": "briefings/courier-barrier-stays-open/",
    "briefing in Persian": "briefings/sahel-night-of-the-barrier/",
}
_OUTLETS = ["Lornay Courier", "Radio Estmark", "Sahel-e Now"]


# --- the site of the examples ----------------------------------------------------------------


def test_every_link_of_the_examples_leads_somewhere(examples_site: Path) -> None:
    assert broken_links(examples_site, unseen=("404.html",)) == []


def test_ids_are_unique_on_every_page_of_the_examples(examples_site: Path) -> None:
    for path in html_files(examples_site):
        repeated = [name for name, count in Counter(ids(parsed(path))).items() if count > 1]
        assert repeated == [], path


def test_nothing_of_the_examples_is_in_the_default_site(site: Path, examples_site: Path) -> None:
    words = re.compile("Lornay|Vellwire|Sahel-e Now")
    assert any(words.search(path.read_text("utf-8")) for path in html_files(examples_site))
    assert [path for path in html_files(site) if words.search(path.read_text("utf-8"))] == []


def test_the_nav_names_stories_only_where_there_are_any(
    page: Page, hostile_address: str, examples_address: str
) -> None:
    sections = page.get_by_role("navigation", name="Sections", exact=True)
    page.goto(hostile_address)
    expect(sections.get_by_role("link", name="Claims")).to_be_visible()
    expect(page.get_by_role("link", name="Stories")).to_have_count(0)
    page.goto(examples_address)
    sections.get_by_role("link", name="Stories").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Stories"))


def test_every_page_says_that_it_is_fictional(examples_site: Path) -> None:
    for path in html_files(examples_site):
        text = path.read_text("utf-8")
        assert "Fictional examples" in text, path
        # Pages of claims and worksheets have no foot with the sections of the site.
        is_small = path.relative_to(examples_site).parts[0] in {"claim", "teach"}
        said = "Demo with invented articles" if is_small else "Everything on this site is invented"
        assert said in text, path


# --- side by side ------------------------------------------------------------------------------


def test_the_table_says_who_reports_what(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}{_STORY}")
    table = page.get_by_role("table", name="Who reports which claim")
    heads = table.get_by_role("columnheader").all()
    assert heads[0].inner_text() == "Claim"
    assert [head.get_attribute("abbr") for head in heads[1:]] == _OUTLETS
    row = table.get_by_role("row").filter(has_text="had no warning")
    expect(row.get_by_role("rowheader")).to_contain_text("contradicts row 6")
    courier, radio, sahel = (row.get_by_role("cell").nth(n) for n in range(3))
    expect(courier.get_by_role("link", name="Lornay Courier", exact=True)).to_be_visible()
    expect(courier).to_contain_text("We had no warning of any kind.")
    expect(courier).to_contain_text("Mara Tolven, as reported by Vellwire")
    expect(courier).to_contain_text("in quotation marks")
    expect(radio).to_contain_text("not in the article, shown by evidence: Vellwire")
    expect(sahel).to_have_text(re.compile(r"^\s*Sahel-e Now\s*no linked claim\s*$"))


def test_a_cell_leads_to_its_claim_and_a_row_to_its_opposite(
    page: Page, examples_address: str
) -> None:
    page.goto(f"{examples_address}{_STORY}")
    page.get_by_role("link", name="row 6").click()
    expect(page).to_have_url(re.compile(r"#row--6$"))
    expect(page.locator("#row--6")).to_be_in_viewport()
    expect(page.locator("#row--5 + #row--6")).to_have_count(1)
    page.get_by_role("link", name=re.compile("claim 6 of Lornay Courier")).click()
    expect(page).to_have_url(re.compile("claim/courier-barrier-stays-open/told-of-brakes/$"))
    page.get_by_role("link", name=re.compile("^Why")).click()
    expect(page).to_have_url(re.compile("courier-barrier-stays-open/#(read--)?told-of-brakes$"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_claim_says_where_else_it_is_claimed(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}briefings/courier-barrier-stays-open/#homes-340")
    card = page.locator(".claim:has(#homes-340)")
    card.evaluate("element => { element.open = true; }")
    also = card.locator(".also")
    expect(also).to_contain_text("also claimed in Radio Estmark, 13 March 2031, no source named")
    expect(also).to_contain_text("Sahel-e Now, 15 March 2031 (approximate), retold")
    also.get_by_role("link", name="Sahel-e Now").press("Enter")
    expect(page).to_have_url(re.compile("sahel-night-of-the-barrier/#board-said-340$"))


def test_the_briefing_leads_to_its_story(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}briefings/sahel-night-of-the-barrier/")
    page.locator(".kicker").get_by_role("link", name="The night the Vell barrier").click()
    expect(page).to_have_url(f"{examples_address}{_STORY}")


def test_the_search_finds_the_story(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}search/?q=Vell+barrier+stayed+open")
    story = page.get_by_role("main").get_by_role("link", name=re.compile("^Story"))
    expect(story.first).to_be_visible()


@pytest.mark.parametrize("name", [name for name in _PAGES if name != "reviews"])
def test_a_page_of_the_examples_without_scripts_is_complete(
    shared: Page, shared_plain: Page, examples_address: str, name: str
) -> None:
    shared_plain.goto(f"{examples_address}{_PAGES[name]}")
    text = "element => element.textContent.replace(/\\s+/g, ' ')"
    without = shared_plain.get_by_role("main").evaluate(text)
    assert len(without) > 400
    shared.goto(f"{examples_address}{_PAGES[name]}")
    if name in {"story", "contradictions", "stories"}:
        assert shared.get_by_role("main").evaluate(text) == without


@pytest.mark.parametrize("name", _PAGES)
def test_no_page_of_the_examples_scrolls_sideways(
    shared: Page, examples_address: str, name: str
) -> None:
    shared.set_viewport_size({"width": 320, "height": 800})
    shared.goto(f"{examples_address}{_PAGES[name]}")
    assert too_narrow(shared, (320, 390, 720, 1024, 1920)) == []


def test_on_a_phone_the_table_is_a_list_by_claim(page: Page, examples_address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{examples_address}{_STORY}")
    row = page.locator("#row--5")
    # In a line those who report it, each to be opened; below them those who do not.
    expect(row.locator("summary, .cell-none b")).to_contain_text(_OUTLETS)
    boxes = [cell.bounding_box() for cell in row.locator("td").all()]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
    first, second, third = (box["y"] for box in boxes if box)
    assert first == second < third
    words = row.get_by_text("We had no warning of any kind.", exact=True)
    expect(words).to_be_hidden()
    row.locator("summary").first.click()
    expect(words).to_be_visible()
    expect(page.get_by_role("table", name="Who reports which claim")).to_have_count(1)


def test_a_verdict_is_heard_before_the_words_are_opened(page: Page, examples_address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{examples_address}{_STORY}")
    # A screen reader names what can be opened by the text in it.
    courier, _, sahel = page.locator("[id='row--2'] summary").all()
    said = "Lornay Courier Was it said? Yes. Is it so? Disputed."
    expect(courier).to_have_text(said, use_inner_text=True)
    judged = "Sahel-e Now Is it so? Judged with the claim that it repeats: Disputed."
    expect(sahel).to_have_text(judged, use_inner_text=True)


# --- more articles than a screen is wide -------------------------------------------------------


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site of a story that nine articles report."""
    folder = tmp_path_factory.mktemp("crowd")
    articles = {"2031-05-01-first": (TEXT, briefing(story="drill"))}
    for number in range(2, 10):
        claims = [claim(repeats="first#no-attack"), own_claim("met", "Ministers met in Oldtown")]
        value = briefing(story="drill", claims=claims, title=f"Article {number}")
        articles[f"2031-05-0{number}-article-{number}"] = (TEXT, value)
    story = {"drill": {"title": "The drill", "summary": "A drill was held."}}
    write(folder / "input", "briefings/stories.yml", story)
    briefings = project(folder / "input", articles=articles) / "briefings"
    yield from serve(build(copy_project(folder / "project", briefings), folder / "site"))


def test_many_articles_need_no_scrolling(page: Page, crowd: str) -> None:
    page.set_viewport_size({"width": 1024, "height": 800})
    page.goto(f"{crowd}stories/drill/")
    table = page.get_by_role("table", name="Who reports which claim")
    outlets = table.locator("[id='row--1'] .cell-outlet")
    expect(outlets).to_have_count(9)
    boxes = [box for box in (outlet.bounding_box() for outlet in outlets.all()) if box]
    assert len(boxes) == 9
    assert len({box["x"] for box in boxes}) == 1
    assert [box["y"] for box in boxes] == sorted({box["y"] for box in boxes})
    assert overflow(page) <= 0


def test_a_section_with_nothing_in_it_has_no_heading(page: Page, crowd: str) -> None:
    page.goto(f"{crowd}stories/drill/")
    headings = page.get_by_role("main").get_by_role("heading", level=2)
    expect(headings.get_by_text("Who reports what")).to_be_visible()
    expect(headings.get_by_text("Where they contradict each other")).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text(
        "No claim of this story is linked as contradicting another."
    )


@pytest.mark.parametrize("width", [900, 1280])
def test_articles_are_compared_line_by_line(page: Page, address: str, width: int) -> None:
    """Words beside verdicts; those without a claim are last to the eye, and not in the source."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}stories/kanaani-briefing/")
    row = page.locator("[id='row--1']")
    order = row.locator("td").evaluate_all("all => all.map(one => one.className.split(' ')[0])")
    assert order == ["cell-none", "", "", "cell-none", "", ""]
    tops = row.locator("td").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    reported = [top for top, name in zip(tops, order, strict=True) if not name]
    assert reported == sorted(set(reported))
    assert min(top for top, name in zip(tops, order, strict=True) if name) > max(reported)
    for line in row.locator(".row").all():
        words = line.locator("p:has(> q)").bounding_box()
        verdicts = line.locator("> div").bounding_box()
        assert words is not None
        assert verdicts is not None
        assert words["x"] + words["width"] <= verdicts["x"]
    assert overflow(page) <= 0


def test_words_that_begin_with_a_quotation_mark_get_no_other(shared: Page, address: str) -> None:
    shared.goto(f"{address}stories/kanaani-briefing/")
    marks = """all => all.filter(q => /^“|”$/.test(q.textContent)).map(
      q => getComputedStyle(q).quotes)"""
    assert set(shared.locator(".findings dd > q").evaluate_all(marks)) == {"none"}


# --- print -------------------------------------------------------------------------------------


@pytest.mark.parametrize("landscape", [False, True])
def test_a_printed_story_is_complete_and_in_order(
    browser: Browser, examples_address: str, landscape: bool
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{examples_address}{_STORY}")
    heads = [text.strip() for text in page.locator(".matrix tbody th").all_text_contents()]
    file = PdfReader(io.BytesIO(page.pdf(format="A4", landscape=landscape)))
    context.close()
    text = _letters("".join(sheet.extract_text() for sheet in file.pages))
    at = 0
    for head in [*heads, "Claims of one article only", "At high water", "Where they contradict"]:
        assert _letters(head) in text[at:], head
        at = text.index(_letters(head), at)
    assert all((s.mediabox.width > s.mediabox.height) == landscape for s in file.pages)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


# --- reviews due -------------------------------------------------------------------------------


def test_a_printed_story_compares_side_by_side(page: Page, examples_address: str) -> None:
    page.set_viewport_size({"width": 673, "height": 1000})  # A4 between its margins
    page.emulate_media(media="print")
    page.goto(f"{examples_address}stories/vell-barrier/")
    boxes = [cell.bounding_box() for cell in page.locator("[id='row--2'] > *").all()]
    assert len(boxes) == 4
    head, *cells = (box["y"] for box in boxes if box)
    assert head < cells[0]
    assert len(set(cells)) == 1
    expect(page.locator("[id='row--2'] summary")).to_contain_text(_OUTLETS)
    assert page.evaluate("document.documentElement.scrollWidth") <= 673


@pytest.mark.parametrize(
    ("today", "past"),
    [
        ("2031-10-02T09:00", 0),
        ("2031-10-03T00:00", 1),
        ("2031-10-16T23:00", 2),
        ("2034-01-01T00:00", 5),
    ],
)
def test_what_is_past_on_the_readers_day_is_marked(
    page: Page, examples_address: str, today: str, past: int
) -> None:
    page.clock.set_fixed_time(today)
    page.goto(f"{examples_address}reviews/")
    entries = page.locator(".reviews li")
    expect(entries).to_have_count(5)
    expect(page.locator(".past")).to_have_count(past)
    marked = [" past due" in text for text in entries.all_inner_texts()]
    assert marked == [True] * past + [False] * (5 - past)


@pytest.mark.parametrize(("today", "past"), [("2031-10-15T12:00", 0), ("2031-10-16T00:00", 1)])
@pytest.mark.parametrize(
    "url", ["background/vell-barrier-works/", "briefings/courier-barrier-stays-open/"]
)
def test_a_note_that_is_past_due_says_so_wherever_it_is_read(
    page: Page, examples_address: str, url: str, today: str, past: int
) -> None:
    page.clock.set_fixed_time(today)
    page.goto(f"{examples_address}{url}")
    due = page.locator(".reviews", has_text="15 October 2031")
    expect(due).to_have_count(1)
    expect(due.locator(".past")).to_have_count(past)


def test_without_scripts_nothing_is_called_past(browser: Browser, examples_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{examples_address}reviews/")
    expect(page.get_by_role("main")).to_contain_text("due 2 October 2031")
    expect(page.get_by_role("main")).not_to_contain_text("past")
    context.close()


def test_the_foot_of_every_page_leads_to_the_reviews(page: Page, address: str) -> None:
    page.goto(f"{address}actors/")
    page.get_by_role("navigation", name="All sections").get_by_role(
        "link", name="Reviews due"
    ).click()
    expect(page).to_have_url(f"{address}reviews/")

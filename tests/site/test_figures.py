"""The figures in Chromium: they fit, they lead to what they count, and need no colour."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.published import published
from tests.site.axe import faults
from tests.site.conftest import build, copy_project, serve
from tests.site.drawn import EVENTS, drawn_project
from tests.site.pages import KINDS, html_files

pytestmark = pytest.mark.browser

_PAGES = ("", "briefings/harbour/", "briefings/persian/", "topics/defence/", "actors/actor-0/")
_DRAWN = (*_PAGES, "claims/", "timeline/")
_FILL = "element => getComputedStyle(element).fill"


@pytest.fixture(scope="module")
def drawn_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    made = drawn_project(folder / "made")
    return build(copy_project(folder / "project", made / "briefings"), folder / "site")


@pytest.fixture(scope="module")
def drawn(drawn_site: Path) -> Iterator[str]:
    yield from serve(drawn_site)


def _numbers(page: Page, selector: str) -> list[int]:
    return [int(text) for text in page.locator(selector).all_inner_texts()]


def test_the_counts_of_a_briefing_add_up_to_its_claims(page: Page, address: str) -> None:
    page.goto(f"{address}{KINDS['briefing']}#analyst")
    claims = page.locator(".claim").count()
    rest = page.locator("#figure--so p").inner_text()
    others = claims - sum(_numbers(page, "#figure--so .key b"))
    without = "judgements, judged with another claim, or not checked"
    assert rest == f"{others} of {claims} have no answer of their own: {without}."
    assert sum(_numbers(page, "#figure--distance li:not(:has(.unnamed)) b")) == claims
    columns = page.locator("#figure--distance .strip path").evaluate_all(
        "all => all.map(path => path.getAttribute('d').split('M').length - 1)"
    )
    assert sum(columns) == claims


def test_the_shares_of_words_are_of_the_articles_words(page: Page, address: str) -> None:
    page.goto(f"{address}{KINDS['briefing']}#analyst")
    [words] = re.findall(r"(\d+) words", page.locator(".article-note").inner_text())
    expect(page.locator("#figure--speakers figcaption")).to_contain_text(f"{words} words")
    shares = page.locator("#figure--speakers .bars b").all_inner_texts()
    assert sum(int(re.sub(r"\D", "", share)) for share in shares) == pytest.approx(100, abs=4)


def test_the_numbers_behind_the_figures_lead_to_their_claims(page: Page, address: str) -> None:
    page.goto(f"{address}{KINDS['briefing']}#analyst")
    page.get_by_text("The numbers behind these figures").click()
    link = page.locator(".glance table").first.get_by_role("link", name="3", exact=True).first
    target = link.get_attribute("href")
    assert target is not None
    link.click()
    expect(page.locator(f"[id='{target[1:]}']")).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_claims_of_a_pair_are_in_the_list(shared: Page, drawn: str, width: int) -> None:
    shared.set_viewport_size({"width": width, "height": 900})
    shared.goto(f"{drawn}topics/defence/")
    table = shared.locator(".pairs-table")
    claims = shared.locator("[id='figure--pair--1--1'], [id^='figure--pair--1--']").first
    if width < 700:
        expect(table).to_be_hidden()
        shared.locator(".pairs-list summary").first.click()
    else:
        table.get_by_role("link", name="1", exact=True).first.click()
    expect(claims.get_by_role("link").nth(1)).to_be_visible()
    expect(claims).to_be_in_viewport()


def test_twelve_by_twelve_is_readable(page: Page, drawn: str) -> None:
    page.set_viewport_size({"width": 1024, "height": 900})
    page.goto(f"{drawn}topics/defence/")
    table = page.locator(".pairs-table table")
    assert table.locator("tbody tr").count() == 12
    assert table.locator("thead th").count() == 12
    room = page.locator(".pairs-table").bounding_box()
    box = table.bounding_box()
    assert room is not None
    assert box is not None
    assert box["width"] <= room["width"]
    for cell in table.locator("td a").all()[:5]:
        size = cell.bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) >= 24
    expect(page.locator("#figure--pairs > p")).to_contain_text("2 other speakers")


def test_events_stand_on_the_axis_under_their_numbers(page: Page, drawn: str) -> None:
    page.goto(f"{drawn}briefings/harbour/#analyst")
    numbers = page.locator(".axis .n").all_text_contents()
    assert numbers == [str(number) for number, _ in enumerate(EVENTS, 1)]
    third = page.locator(".timeline .event b").nth(2)
    assert "counter(event)" in third.evaluate("e => getComputedStyle(e, '::before').content")


@pytest.mark.parametrize("width", [320, 390, 1024])
def test_marks_of_the_axis_do_not_overlap(shared: Page, drawn: str, width: int) -> None:
    shared.set_viewport_size({"width": width, "height": 900})
    shared.goto(f"{drawn}briefings/harbour/#analyst")
    boxes = [circle.bounding_box() for circle in shared.locator(".axis circle").all()]
    assert len(boxes) == len(EVENTS)
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            assert one is not None
            assert other is not None
            apart = abs(one["x"] - other["x"]) >= 17 or abs(one["y"] - other["y"]) >= 17
            assert apart, (one, other)


def test_columns_of_a_persian_article_run_from_right_to_left(page: Page, drawn: str) -> None:
    page.goto(f"{drawn}briefings/persian/#analyst")
    strip = page.locator("#figure--distance .strip").bounding_box()
    first = page.locator("#figure--distance .strip .named").bounding_box()
    assert strip is not None
    assert first is not None
    columns = page.locator(".claim").count()
    assert first["x"] >= strip["x"] + strip["width"] * (1 - 1 / columns)


def test_shapes_differ_without_colour(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{address}{KINDS['briefing']}#analyst")
    bars = page.locator("#figure--speakers .bars")
    direct, indirect = bars.locator(".direct").first, bars.locator(".indirect").first
    own = bars.locator(".own-voice").first
    assert direct.evaluate(_FILL) != "none"
    assert indirect.evaluate(_FILL) == own.evaluate(_FILL) == "none"
    heights = [shape.bounding_box() for shape in (indirect, own)]
    assert heights[0] is not None
    assert heights[1] is not None
    assert heights[1]["height"] < heights[0]["height"] / 2
    context.close()


@pytest.mark.parametrize("url", _DRAWN)
def test_axe_finds_nothing_in_the_figures(shared: Page, drawn: str, url: str) -> None:
    shared.goto(f"{drawn}{url}")
    assert shared.locator(".fig").count() >= 1
    assert faults(shared, ".fig, .glance") == []


@pytest.mark.parametrize("url", _DRAWN)
def test_figures_do_not_scroll_sideways_on_a_small_phone(
    shared: Page, drawn: str, url: str
) -> None:
    shared.set_viewport_size({"width": 320, "height": 800})
    shared.goto(f"{drawn}{url}")
    overflow = shared.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0


@pytest.mark.parametrize("width", [320, 390, 430])
def test_large_counts_have_room_on_a_phone(shared: Page, address: str, width: int) -> None:
    shared.set_viewport_size({"width": width, "height": 800})
    shared.goto(address)
    entries = shared.locator("#figure--so .key li")
    entries.locator("b").evaluate_all("all => all.forEach(b => (b.textContent = '132,841'))")
    room = entries.evaluate_all("all => all.map(li => li.clientWidth - li.scrollWidth)")
    assert len(room) >= 5
    assert min(room) >= 0


def test_print_has_the_table_and_leaves_the_folded_lists_out(page: Page, drawn: str) -> None:
    page.goto(f"{drawn}topics/defence/")
    page.set_viewport_size({"width": 640, "height": 900})
    page.emulate_media(media="print")
    expect(page.locator(".pairs-table")).to_be_visible()
    expect(page.locator(".pairs-list")).to_be_hidden()


def test_figures_need_no_inline_style(drawn_site: Path) -> None:
    """A preview forbids them."""
    for path in html_files(drawn_site):
        figures = re.findall("<figure class=.*?</figure>", published(path), re.DOTALL)
        assert not any(" style=" in figure for figure in figures), path


def test_the_figures_of_a_briefing_are_small(drawn_site: Path) -> None:
    text = published(drawn_site / "briefings" / "harbour" / "index.html")
    begin = text.index('<div class="glance"')
    [axis] = re.findall('<figure class="fig fig-axis.*?</figure>', text, re.DOTALL)
    glance = text[begin : text.index("<h2", begin)]
    assert len(glance.encode()) < 6000, "32 claims by 14 speakers"
    assert len(axis.encode()) < 3000, "9 events with dates of every kind"


def test_the_answers_say_whose_they_are(page: Page, drawn: str) -> None:
    page.goto(drawn)
    caption = page.locator("#figure--so figcaption")
    expect(caption).to_contain_text("34 claims in all briefings, by the annotators’ answers.")

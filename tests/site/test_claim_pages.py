"""The pages of claims in a browser: alone, in frames of other sites, and in WordPress."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.pages._claim_document import LOOK
from article_briefings.pages._claim_fitting import HEIGHT
from article_briefings.pages._claim_words import Answer, Sign, VerdictWords
from article_briefings.pages._site import Site
from tests.building import ACTORS, FOLDER, TEXT, briefing, project
from tests.built import data_files
from tests.overlay import EXAMPLES, PROJECT, lay
from tests.pages.test_claim_pages import key_claim, long_document
from tests.site.axe import faults
from tests.site.widths import too_narrow
from tests.wordpress import HOST, embedded

pytestmark = pytest.mark.browser
SITE = "https://site.example/sub/"
POST = "https://press.example/post/"
PAGE = f"{SITE}claim/drill/no-attack/"
WIDTHS = (300, 330, 359, 360, 400, 479, 480, 600, 640, 800)
CORRECTION = {"date": "2031-05-02", "withdrawn": ["lost"], "text": "Nobody said it."}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a site by their addresses, with a stand-in for the briefing."""
    root = tmp_path_factory.mktemp("claims")
    claims = [key_claim(formerly=["attack"])]
    value = briefing(claims=claims, corrections=[CORRECTION], source={"outlet": "gazette"})
    project(root, {FOLDER: (TEXT, value)}, ACTORS)
    found = data_files(compile_corpus(root).corpus, Site("A site & more", url=SITE))
    named = {f"{SITE}{place.removesuffix('index.html')}": data for place, data in found.items()}
    return named | {f"{SITE}briefings/drill/": b"<h1>The briefing</h1>"}


@pytest.fixture
def web(browser: Browser, files: dict[str, bytes]) -> Iterator[BrowserContext]:
    """A browser for which the site is at its address, and a post of another site beside it."""
    context = browser.new_context(viewport={"width": 700, "height": 900})
    served: dict[str, bytes] = dict(files)

    def answer(route: Route) -> None:
        data = served.get(route.request.url.partition("#")[0])
        kind = "application/json" if route.request.url.endswith(".json") else "text/html"
        if data is None:
            route.fulfill(status=404)
        else:
            route.fulfill(body=data, content_type=f"{kind}; charset=utf-8")

    context.route("**/*", answer)
    context.served = served  # type: ignore[attr-defined]
    yield context
    context.close()


def post(web: BrowserContext, body: str, script: str = HOST) -> Page:
    """A post of another site, opened."""
    text = f"<!doctype html><title>Post</title><script>{script}</script><p>Before</p>{body}"
    web.served[POST] = text.encode()  # type: ignore[attr-defined]
    page = web.new_page()
    page.goto(POST)
    return page


def in_wordpress(files: dict[str, bytes], address: str = PAGE) -> str:
    return embedded(address, files.__getitem__)


# --- in frames -----------------------------------------------------------------------------------


def _overflow(page: Page, documents: dict[str, bytes]) -> dict[str, object]:
    """The documents that scroll in a frame of one of the widths, with their size there."""
    found: dict[str, object] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for place, html in documents.items():
            page.set_content(html.decode())
            size = page.evaluate("(e => [e.scrollWidth, e.scrollHeight])(document.documentElement)")
            if size != [width, HEIGHT]:
                found[f"{place} at {width}"] = size
    return found


@pytest.mark.parametrize("name", ["seed", "examples", "hostile"])
def test_nothing_scrolls_in_a_frame(browser: Browser, name: str, tmp_path: Path) -> None:
    roots = {"seed": PROJECT, "examples": PROJECT / "examples"}
    root = roots.get(name) or lay(EXAMPLES / "valid" / name, tmp_path)
    found = data_files(compile_corpus(root).corpus, Site("Article Briefings", url=SITE))
    pages = {p: data for p, data in found.items() if p.startswith("claim/") and b"<main" in data}
    page = browser.new_page()
    assert _overflow(page, pages) == {}
    page.close()


def test_the_longest_texts_do_not_scroll(browser: Browser) -> None:
    page = browser.new_page()
    assert _overflow(page, {"long": long_document().html()}) == {}
    page.close()


def test_a_frame_has_the_verdicts_and_the_finding_and_no_tools(web: BrowserContext) -> None:
    for width in (300, 800):
        frame = f'<iframe src="{PAGE}" width="{width}" height="{HEIGHT}"></iframe>'
        page = post(web, frame, script="")
        inside = page.frame_locator("iframe")
        for words in ("Ada Fable: No attack is planned.", "One source only.", "Nobody else"):
            expect(inside.locator("main").get_by_text(words)).to_be_visible()
        expect(inside.locator("footer")).to_be_hidden()
        page.close()


def test_a_link_in_a_frame_opens_in_the_whole_window(web: BrowserContext) -> None:
    page = post(web, f'<iframe src="{PAGE}" width="600" height="{HEIGHT}"></iframe>', script="")
    page.frame_locator("iframe").get_by_role("link").click()
    expect(page).to_have_url(f"{SITE}briefings/drill/#read--no-attack")


# --- in WordPress --------------------------------------------------------------------------------


def test_wordpress_shows_the_frame_instead_of_the_quotation(
    web: BrowserContext, files: dict[str, bytes]
) -> None:
    page = post(web, in_wordpress(files))
    frame, quote = page.locator("iframe"), page.locator("blockquote")
    expect(quote).to_be_hidden()
    assert frame.get_attribute("sandbox") == "allow-scripts"
    assert frame.get_attribute("style") is None
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("heading")).to_have_text("Ada Fable: No attack is planned.")
    # The frame is as high as its document, at each width.
    for width in (700, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(200)
        height = inside.locator("html").evaluate("e => [e.scrollHeight, innerHeight]")
        assert height[0] == height[1]
        assert 200 <= height[1] <= 300


def test_a_link_in_wordpress_opens_in_the_whole_window(
    web: BrowserContext, files: dict[str, bytes]
) -> None:
    page = post(web, in_wordpress(files))
    page.frame_locator("iframe").get_by_role("link").click()
    expect(page).to_have_url(f"{SITE}briefings/drill/#read--no-attack")


@pytest.mark.parametrize("old", [f"{SITE}claim/drill/attack/", f"{SITE}claim/drill/lost/"])
def test_embeds_of_renamed_and_withdrawn_claims_say_what_became_of_them(
    web: BrowserContext, files: dict[str, bytes], old: str
) -> None:
    """WordPress stores what it has embedded; the frame has the earlier address."""
    page = post(web, in_wordpress(files).replace(PAGE, old))
    expect(page.locator("blockquote")).to_be_hidden()
    heading = page.frame_locator("iframe").get_by_role("heading")
    words = "Withdrawn, 2 May 2031: the claim “lost”" if "lost" in old else "Ada Fable: No attack"
    expect(heading).to_contain_text(words)


def test_without_scripts_the_quotation_says_it_all(
    browser: Browser, files: dict[str, bytes]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.route("**/*", lambda route: route.fulfill(status=404))
    page = context.new_page()
    page.set_content(in_wordpress(files))
    quote = page.locator("blockquote")
    expect(quote).to_be_visible()
    expect(quote).to_contain_text("Was it said? One source only.")
    expect(quote.get_by_role("link")).to_have_attribute("href", PAGE)
    context.close()


# --- alone ---------------------------------------------------------------------------------------


def test_the_page_makes_one_request_and_offers_its_tools(web: BrowserContext) -> None:
    page = web.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(PAGE)
    expect(page.get_by_text("Best source")).to_have_count(0)
    page.get_by_text("Embed", exact=True).click()
    snippet = page.get_by_role("textbox").input_value()
    assert snippet.startswith(f'<blockquote><a href="{PAGE}">')
    page.get_by_text("Cite", exact=True).click()
    page.get_by_role("link", name="CSL-JSON").click()
    assert requests == [PAGE, f"{SITE}claim/drill/citations.json"]
    page.goto(PAGE)
    page.get_by_text("Cite", exact=True).click()
    page.locator("details p").first.evaluate("one => (one.textContent = 'long'.repeat(40))")
    assert too_narrow(page, [300, 360]) == []
    page.emulate_media(media="print")
    expect(page.get_by_text("Cite", exact=True)).to_be_hidden()
    page.close()


@pytest.mark.parametrize("place", ["drill/no-attack/", "drill/lost/"])
@pytest.mark.parametrize("size", [(390, 844), (300, HEIGHT), (800, HEIGHT), (1440, 900)])
def test_axe_finds_nothing(web: BrowserContext, place: str, size: tuple[int, int]) -> None:
    page = web.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{SITE}claim/{place}")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert urlsplit(page.url).path.endswith(place)
    assert faults(page, targets=True) == []


def test_colours_are_those_of_the_site() -> None:
    styles = (PROJECT / "templates/assets/briefings/briefings.css").read_text("utf-8")
    for name in ("card", "ink", "soft", "rule", "link"):
        colours = re.findall(rf"--{name}: (light-dark\(.*?\));", styles)[0].replace(" ", "")
        assert LOOK[f"--{name}"] == colours.replace("#ffffff", "#fff")
    tones: list[tuple[str, Sign, str]] = [
        ("wrong", "so-wrong", "no"),
        ("disputed", "so-disputed", "ne"),
        ("open", "so-open", "op"),
        ("holds", "so-ok", "ok"),
    ]
    for name, sign, short in tones:
        answers = VerdictWords((Answer("so", sign, "Is it so?"),))
        page = long_document(answers=answers).html().decode()
        colour = styles.partition(f"--{name}: ")[2].partition(";")[0].replace(" ", "")
        assert re.findall(r"\.(\w+)\{--v:(.*?)\}", page) == [(short, colour)]

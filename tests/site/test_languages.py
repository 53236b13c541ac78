"""Sites in German, Persian and both pseudo-locales: no words but ours in that language."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from jinja2 import Environment
from playwright.sync_api import Page

from article_briefings.language import Language
from article_briefings.language._pseudo import PSEUDO
from tests.language.sites import foreign, known_words, shown, site_in
from tests.overlay import TEMPLATES
from tests.site.conftest import serve
from tests.site.widths import too_narrow

LANGUAGES = ("de", "fa", "en-XA", "ar-XB")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The small project in a language; its site, `site/`, is built once."""
    built: dict[str, Path] = {}

    def in_language(language: str) -> Path:
        if language not in built:
            built[language] = tmp_path_factory.mktemp(language)
            site_in(built[language], language)
        return built[language]

    return in_language


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_word_that_is_neither_translated_nor_the_owners(
    project: Callable[[str], Path], language: str
) -> None:
    root = project(language)
    known = known_words(root, language)
    pages = sorted((root / "site").rglob("*.html"))
    assert len(pages) > 50
    if language in PSEUDO:  # of which Material has no words for its own pages
        pages = [page for page in pages if "about" not in page.parts]
    for page in pages:
        for text in shown(page.read_text("utf-8")):
            assert foreign(text, known) == [], f"{page.relative_to(root)}: {text.strip()}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_feeds_and_files_for_programs_have_no_other_word(
    project: Callable[[str], Path], language: str
) -> None:
    root = project(language)
    site, known = root / "site", known_words(root, language)
    texts = [(site / "llms.txt").read_text("utf-8")]
    for feed in ("feed", "assessments", "changes"):
        tree = ElementTree.parse(site / f"{feed}.xml")
        assert tree.getroot().attrib["{http://www.w3.org/XML/1998/namespace}lang"] == language
        texts += [element.text or "" for element in tree.iter()]
        content = json.loads((site / f"{feed}.json").read_text("utf-8"))
        assert content["language"] == language
        texts += [content["title"], content["description"]]
    for response in site.rglob("oembed.json"):
        texts.append(json.loads(response.read_text("utf-8"))["title"])
    for text in texts:
        assert foreign(text, known) == [], text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_its_language_and_direction(
    project: Callable[[str], Path], language: str
) -> None:
    site = project(language) / "site"
    for page in site.rglob("*.html"):
        tree = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
        body = tree.find("body")
        assert body is not None
        if language not in PSEUDO or "about" not in page.parts:
            assert tree.attrib["lang"] == language, page
        direction = tree.attrib.get("dir", body.attrib.get("dir", "ltr"))
        assert direction == Language(language).direction, page


def test_the_articles_elements_say_their_own_language(project: Callable[[str], Path]) -> None:
    site = project("fa") / "site"
    tree = html5lib.parse(
        (site / "briefings/tunnel-1/index.html").read_text("utf-8"), namespaceHTMLElements=False
    )
    [text] = [one for one in tree.iter() if one.attrib.get("id") == "article-text"]
    above = {child: parent for parent in tree.iter() for child in parent}
    while "lang" not in text.attrib:
        text = above[text]
    assert (text.attrib["lang"], text.attrib.get("dir")) == ("en", "ltr")


def test_no_phrase_is_put_together_from_two(project: Callable[[str], Path]) -> None:
    """Within one text, a message follows another only where that is a sentence."""
    for page in sorted((project("en-XA") / "site").rglob("*.html")):
        for text in shown(page.read_text("utf-8")):
            for first in _directly_followed(text):
                assert first.rstrip("· ")[-1:] in ".?!:", f"{page.name}: {text}"


def _directly_followed(text: str) -> Iterator[str]:
    """The messages in a text after which there is only white space before the next."""
    depth, start, end, last = 0, 0, 0, ""
    for at, sign in enumerate(text):
        if sign == "[":
            if depth == 0 and last and not text[end:at].strip():
                yield last
            start = at + 1 if depth == 0 else start
            depth += 1
        elif sign == "]":
            depth -= 1
            if depth == 0:
                last, end = text[start:at], at + 1


def test_no_template_has_words_of_its_own() -> None:
    for path in sorted((*TEMPLATES.glob("*.j2"), *TEMPLATES.glob("overrides/**/*.html"))):
        pieces = Environment().lex(path.read_text("utf-8"))
        data = (value for _, kind, value in pieces if kind == "data")
        html = re.sub(r"(?s)<(script|style|code)\b.*?</\1>|\{:.*?\}", "", "\0".join(data))
        assert (
            re.findall("[A-Za-z]{2,}", re.sub(r'(?s)<[^<>]*>| (?:lang|dir)="\w*"?|"', "", html))
            == []
        ), path
        assert re.findall(r'(?:label|title|alt|placeholder)="[^"\0]*[A-Za-z]{2}', html) == [], path


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en-XA", "ar-XB"])
def test_nothing_is_wider_than_the_window(
    project: Callable[[str], Path], language: str, page: Page
) -> None:
    site = project(language) / "site"
    pages = sorted(path.relative_to(site) for path in site.rglob("*.html"))
    kinds = {len(path.parts) > 3 or path.parts[:-2] or path.parts: path for path in pages}
    with contextmanager(serve)(site) as address:
        for path in kinds.values():
            name = path.as_posix().removesuffix("index.html")
            page.goto(f"{address}{name}")
            assert too_narrow(page, (360, 1440)) == [], name


# --- words of scripts and styles -----------------------------------------------------------------

_DRAWN = """() => [...document.querySelectorAll("*")].flatMap((one) =>
  ["::before", "::after"].map((part) => getComputedStyle(one, part).content))"""


@pytest.fixture(scope="module")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The small project in accented English with scripts and search, and its address."""
    root = tmp_path_factory.mktemp("scripted")
    with contextmanager(serve)(site_in(root, "en-XA", scripts=True)) as address:
        yield root, address


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("search/?q=tunnel", ".search-results li"),
        ("search/?q=tunnle", ".search-status:not(:empty)"),
        ("claims/?kind=fact", "#ledger--list .rows"),
        ("briefings/tunnel-1/#analyst", ".mark-tools"),
        ("reviews/", ".past"),
    ],
)
def test_what_scripts_write_and_styles_draw_is_translated(
    scripted: tuple[Path, str], page: Page, name: str, written: str
) -> None:
    root, address = scripted
    css = {"attr", "close", "counter", "none", "normal", "open", "quote"}
    known = known_words(root, "en-XA") | css | {"tunnle"}
    page.clock.set_fixed_time("2100-01-01")
    page.goto(f"{address}{name}")
    if written == ".mark-tools":
        page.locator(".claims-all").click()
        page.locator(".mark-tools button").last.click()
    page.wait_for_selector(written)
    page.locator("#page--search").click()
    drawn = {text for text in page.evaluate(_DRAWN) if "url(" not in text}
    for text in [*shown(page.content()), *drawn]:
        assert foreign(text, known) == [], text


@pytest.mark.browser
def test_a_copied_quote_is_attributed_in_the_language(
    scripted: tuple[Path, str], page: Page
) -> None:
    _, address = scripted
    page.add_init_script("navigator.clipboard.writeText = async (text) => { self.copied = text }")
    page.goto(f"{address}briefings/tunnel-1/#analyst")
    page.locator(".claims-all").click()
    page.locator(".mark-tools button").nth(1).click()
    assert re.match(r"\[“.+” — .+", page.evaluate("copied"))

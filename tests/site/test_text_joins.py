"""No two words run together in the text that screen readers, copying and the search get."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Page, expect

from tests.site.pages import html_files, parsed

pytestmark = pytest.mark.browser

_UNREAD = {"script", "style", "template", "svg"}


def _pieces(element: Element, whole: bool = False) -> Iterator[tuple[str, bool]]:
    """The texts of an element in order, and whether each may be a part of a word.

    Marks of the article and its translation, and the samples of marks in its legend, do cut words.
    """
    if not isinstance(element.tag, str) or element.tag in _UNREAD:
        return
    whole = whole or element.get("id") in ("article-text", "translation-text")
    whole = whole or "m" in element.get("class", "").split()
    if element.text:
        yield element.text, whole
    for child in element:
        yield from _pieces(child, whole)
        if child.tail:
            yield child.tail, whole


def _joins(tree: Element) -> list[str]:
    pieces = list(_pieces(tree))
    return [
        f"{one[-30:]}|{other[:30]}"
        for (one, cut), (other, cut_too) in pairwise(pieces)
        if re.search(r"\w\Z", one) and re.match(r"\w", other) and not (cut and cut_too)
    ]


@pytest.mark.parametrize("name", ["site", "examples_site"])
def test_no_words_run_together(name: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(name)
    found = {}
    for path in html_files(site):
        body = parsed(path).find("body")
        assert body is not None
        if joins := _joins(body):
            found[path.relative_to(site).as_posix()] = joins[:5]
    assert found == {}


# Items of lists are read apart; within one, words must be.
_LIVE = """items => items.flatMap(item => {
    const texts = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let before = "", node; (node = texts.nextNode()); before = node.data) {
        const meet = [/[\\p{L}\\p{N}]$/u.test(before), /^[\\p{L}\\p{N}]/u.test(node.data)];
        if (meet[0] && meet[1]) found.push(before + "|" + node.data);
    }
    return found;
})"""


def test_no_words_run_together_in_what_scripts_make(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}search/?q=barrier")
    expect(page.locator(".search-results li").first).to_be_visible()
    expect(page.locator("select[name=kind]")).to_contain_text("Briefing (")
    assert page.locator("#search-page li").evaluate_all(_LIVE) == []
    page.goto(f"{examples_address}claims/?kind=fact")
    expect(page.locator("#ledger--status")).to_contain_text(" of 34 claims")
    assert page.locator("main :is(p, figcaption, h3, .relations li)").evaluate_all(_LIVE) == []

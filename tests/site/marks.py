"""The marks of the first briefing's article, as a test finds them on its page."""

from playwright.sync_api import Locator, Page

from tests.site.pages import KINDS

BRIEFING = KINDS["briefing"]
KEY = "baku-no-intent"
#: How many marks are announced where they begin.
ANNOUNCED = """() => [...document.querySelectorAll('#article-text u')]
  .filter(e => getComputedStyle(e, '::before').content !== 'none').length"""
LINES = "element => getComputedStyle(element).textDecorationLine"


def mark(page: Page, key: str = KEY) -> Locator:
    """The first piece of a mark."""
    return page.locator(f"[id='mark--{key}']")


def note(page: Page, key: str = KEY) -> Locator:
    """The note beside the article on what is marked."""
    return page.locator(f"[id='aside--{key}']")


def reference(page: Page, key: str = KEY) -> Locator:
    """The number or sign behind a mark."""
    return page.locator(f"#article-text a.m-ref[href='#aside--{key}']")


def switch(page: Page, label: str) -> Locator:
    """What switches a layer or a way of reading, with the legend open."""
    legend = page.locator(".legend")
    if legend.locator("summary").is_visible() and legend.get_attribute("open") is None:
        legend.locator("summary").click()
    return legend.get_by_label(label)

"""Whether a page scrolls sideways in windows of several widths."""

from collections.abc import Iterable

from playwright.sync_api import Page

#: Scripts lay notes out again in the frame after a window has changed.
_OVERFLOW = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
}"""


def overflow(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    return int(page.evaluate(_OVERFLOW))


def too_narrow(page: Page, widths: Iterable[int]) -> list[int]:
    """The widths of windows in which the page that is open scrolls sideways."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        if overflow(page) > 0:
            found.append(width)
    return found

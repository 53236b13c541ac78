"""How a picture of a page is taken, so that it is the same on every day and every machine."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from playwright.sync_api import Browser, Page, Route, expect

from tests.site.gallery import Form, Shot

#: The day in the browser: of the examples' reviews three are past due.
TODAY = datetime(2032, 1, 1, 12)
#: A loaded machine may need this long for a search, in milliseconds.
PATIENCE = 30_000
_ELSEWHERE = re.compile(r"^https?://(?!127\.0\.0\.1:)")
#: On systems that bend letters to their pixels these have other widths, and lines break
#: elsewhere. And a part that is drawn only when it is scrolled to would be empty.
_STEADY = """
* { text-rendering: geometricPrecision !important; content-visibility: visible !important; }
"""
_READY = """async () => {
  document.querySelectorAll(".changed").forEach((line) => line.remove());  // git's day, not ours
  document.body.offsetHeight;
  await document.fonts.ready;
  // How far the script has scrolled the sections depends on whether the fonts had come.
  const here = document.querySelector(".sections [aria-current], .sections .within");
  if (here) here.closest(".sections").scrollLeft = here.offsetLeft - 40;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
_PLACE = """(at) => ({
  top: at ? Math.floor(document.querySelector(at).getBoundingClientRect().top + scrollY) - 24 : 0,
  height: document.documentElement.scrollHeight,
  width: document.documentElement.scrollWidth,
})"""


@dataclass(frozen=True)
class Taken:
    """A PNG of what is seen of a page, and the size of the whole page in CSS pixels."""

    png: bytes
    width: int
    height: int


@contextmanager
def studio(browser: Browser, form: Form) -> Iterator[Page]:
    """A browser's page that looks as `form` says, on a day that does not pass, without network."""
    context = browser.new_context(
        viewport={"width": form.width, "height": form.height},
        device_scale_factor=1,
        color_scheme="dark" if form.dark else "light",
        reduced_motion="reduce",
        has_touch=form.phone,
        is_mobile=form.phone,
        locale="en-GB",
        timezone_id="UTC",
    )
    context.set_default_timeout(PATIENCE)
    context.clock.set_fixed_time(TODAY)
    context.route(_ELSEWHERE, lambda route: route.abort())
    context.route("**/briefings.css*", _steady)
    page = context.new_page()
    if form.print:
        page.emulate_media(media="print")
    yield page
    context.close()


def _steady(route: Route) -> None:
    """The styles, with text that is drawn alike everywhere; a font may come as late as it does."""
    answer = route.fetch()
    styles = answer.text().replace("font-display:optional", "font-display:block")
    route.fulfill(response=answer, body=styles + _STEADY)


def visit(page: Page, shot: Shot, addresses: Mapping[str, str]) -> None:
    """Open the page of a shot and wait until it is as a reader would see it."""
    page.goto(f"{addresses[shot.site]}{shot.path}")
    expect(page.locator(shot.waits_for).first).to_be_attached(timeout=PATIENCE)
    page.evaluate(_READY)


def take(page: Page, shot: Shot, form: Form) -> Taken:
    """What is seen of the page that is open."""
    place = page.evaluate(_PLACE, shot.at)
    png = page.screenshot(
        clip={
            "x": 0,
            "y": place["top"],
            "width": form.width,
            "height": max(1, min(form.cut, place["height"] - place["top"])),
        },
        full_page=True,
        animations="disabled",
    )
    return Taken(png, place["width"], place["height"])

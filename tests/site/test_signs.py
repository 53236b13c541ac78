"""The nine signs of verdicts differ however a reader sees colours."""

from itertools import combinations

import pytest
from playwright.sync_api import Page

from article_briefings.pages._claim_words import SIGNS
from tests.site.gallery_darkroom import Darkroom
from tests.site.pages import KINDS

pytestmark = pytest.mark.browser

_ROW = """signs => {
  document.body.innerHTML = `<p style="font-size:30px;margin:20px">${signs.map(
    sign => `<span class="${sign}" style="margin:8px"></span>`).join('')}</p>`;
}"""
_VISIONS = (
    *("none", "achromatopsia", "deuteranopia", "protanopia", "tritanopia"),
    *("forced-colors", "paper"),
)
_SIDE = 6
"""Pixels of a block. Signs of 36 pixels have 36 blocks."""
_APART = 24
"""Of 255: how far the mean colours of some block are apart, at least."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("vision", _VISIONS)
def test_signs_differ(
    page: Page, address: str, darkroom: Darkroom, vision: str, scheme: str
) -> None:
    page.goto(f"{address}{KINDS['method']}")
    page.evaluate(_ROW, list(SIGNS))
    if vision == "paper":
        page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
        # In a PDF nothing can be cut out of a shape: all signs would be full.
        composites = "all => all.map(one => getComputedStyle(one, '::before').maskComposite)"
        assert "exclude" not in " ".join(page.locator("p > span").evaluate_all(composites))
    elif vision == "forced-colors":
        page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
    else:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setEmulatedVisionDeficiency", {"type": vision})
    pictures = [sign.screenshot() for sign in page.locator("p > span").all()]
    assert len(pictures) == 9
    for one, other in combinations(range(9), 2):
        found = darkroom.compare(pictures[one], pictures[other], _SIDE, 0.5)
        names = list(SIGNS)[one], list(SIGNS)[other]
        assert max(found.blocks) >= _APART, (vision, names)

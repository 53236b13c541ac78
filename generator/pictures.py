"""The pictures of a site for links to its pages: one for each briefing, one for all other pages."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urljoin

from generator.pages import Page
from generator.pages.contexts import BriefingPage
from generator.social_cards import Card, CardMaker

NAME = "card.png"
"""The file of a picture, beside its page."""
OWN_PICTURES = 2000
"""Up to how many briefings each has a picture of its own, where the settings do not say."""


class Pictures:
    """Draws the pictures of one site at the address `site_url`."""

    def __init__(self, fonts: Path, name: str, description: str, site_url: str, own: bool) -> None:
        self._maker = CardMaker(fonts, name)
        self._site_url, self._own = site_url, own
        address = site_url.split("://")[-1].rstrip("/")
        self._site = self._maker.picture(Card(description or name, address))

    def of(self, page: Page | None, url: str, folder: Path) -> str:
        """The address of the picture for links to the page at `url`; empty where there is none.

        A briefing's own picture is written to the folder of its page.
        """
        card = _card(page) if page and self._own else None
        picture = self._maker.picture(card) if card else None
        if picture is None:
            return urljoin(self._site_url, NAME) if self._site else ""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NAME).write_bytes(picture)
        return urljoin(url, NAME)

    def write(self, site: Path) -> None:
        """Write the picture of all other pages into the built site."""
        if self._site:
            (site / NAME).write_bytes(self._site)


def own_pictures(wanted: bool | None, pages: Sequence[Page]) -> bool:
    """Whether briefings have pictures of their own: as wanted, else if they are not too many."""
    if wanted is not None:
        return wanted
    return sum(isinstance(page.context, BriefingPage) for page in pages) <= OWN_PICTURES


def _card(page: Page) -> Card | None:
    if not isinstance(page.context, BriefingPage):
        return None
    source = page.context.source
    facts = [source.outlet.text if source.outlet else "", source.published]
    return Card(page.title, " · ".join(fact for fact in facts if fact))

"""The social cards of a site: one picture for each briefing, one for all other pages."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin

from article_briefings.corpus import digest, folder_version
from article_briefings.diagnostics import load_extra
from article_briefings.site._extras import SocialCards

NAME = "card.png"
"""The file name of a picture, in its page's folder."""
OWN_PICTURES = 2000
"""Without a setting, briefings have their own pictures if there are at most this many."""


class Pictures:
    """Draws the pictures of the site at `site_url`; with `own`, also one for each briefing."""

    def __init__(
        self, fonts: Path, name: str, description: str, site_url: str, own: bool = True
    ) -> None:
        self.own = own
        self._fonts, self._name, self._site_url = fonts, name, site_url
        self._site_card = (description or name, site_url.split("://")[-1].rstrip("/"))

    @cached_property
    def site(self) -> bytes:
        """The picture of all other pages; empty if the fonts lack characters for its text."""
        return self._draw(self._site_card)

    def of(self, card: Sequence[str]) -> bytes:
        """Return the picture with a page's text; empty if the page has none of its own."""
        return self._draw(card) if self.own and card else b""

    def address(self, url: str, drawn: bool) -> str:
        """Return the address of the picture for links to the page at `url`; empty if none.

        `drawn` is whether the page has its own picture.
        """
        if drawn:
            return urljoin(url, NAME)
        return urljoin(self._site_url, NAME) if self.site else ""

    @cached_property
    def version(self) -> str:
        """A key that changes if pictures or addresses would, given the same text and program."""
        settings = (self._name, self._site_url, self._site_card, self.own)
        return digest((repr(settings), folder_version(self._fonts)))

    def _draw(self, card: Sequence[str]) -> bytes:
        title, facts = card
        return self._maker.picture(title, facts) or b""

    @cached_property
    def _maker(self) -> SocialCards:
        maker: type[SocialCards] = load_extra("social-cards")
        return maker(self._fonts, self._name)

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in self.__dict__.items() if name != "_maker"}


def own_pictures(wanted: bool | None, briefings: int) -> bool:
    """Whether briefings have their own pictures: as set, otherwise if there are not too many."""
    return briefings <= OWN_PICTURES if wanted is None else wanted

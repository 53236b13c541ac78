"""The pictures for links to pages and to claims, drawn by the extra of social cards."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol
from urllib.parse import urljoin

from article_briefings.corpus import digest
from article_briefings.diagnostics import Extra
from article_briefings.language import _
from article_briefings.pages import ClaimCard

PICTURE = "card.png"
"""The file name of a picture, in its page's folder."""


class SocialCards(Protocol):
    """The extra that draws the pictures for links to one site's pages."""

    def __init__(self, fonts: Path, site_name: str, brand: str) -> None: ...

    def picture(self, title: str, facts: str) -> bytes | None:
        """Return a PNG; None if the fonts lack a character of its text."""

    def claim(
        self, who: str, text: str, answers: Iterable[tuple[str, str]], finding: str, facts: str
    ) -> bytes | None:
        """Return the same for a claim."""


class _Drawing:
    """Draws pictures of a site with the fonts in a folder; can be sent to other processes."""

    def __init__(self, fonts: Path, site_name: str, brand: str = "") -> None:
        self._fonts, self._name, self._brand = fonts, site_name, brand

    @cached_property
    def _cards(self) -> SocialCards:
        cards: type[SocialCards] = Extra("social-cards").load()
        return cards(self._fonts, self._name, self._brand)

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in self.__dict__.items() if name != "_cards"}


class ClaimPictures(_Drawing):
    """The pictures for links to claims."""

    def __init__(self, fonts: Path, site_name: str) -> None:
        super().__init__(fonts, site_name)
        self.version = folder_version(fonts)
        """Changes if the same text would have another picture."""

    def __call__(self, card: ClaimCard) -> bytes:
        """The picture of a claim; empty if the fonts lack characters of its text."""
        return self._cards.claim(*card) or b""


class Pictures(_Drawing):
    """The pictures of the site at `site_url`; with `own`, also one for each briefing."""

    def __init__(
        self, fonts: Path, name: str, description: str, site_url: str, own: bool, brand: str = ""
    ) -> None:
        super().__init__(fonts, name, brand)
        self._site_url, self._own = site_url, own
        self._site_card = (description or name, site_url.split("://")[-1].rstrip("/"))

    @cached_property
    def site(self) -> bytes:
        """The picture of all other pages; empty if the fonts lack characters for its text."""
        return self._draw(self._site_card)

    def of(self, card: Sequence[str]) -> bytes:
        """Return the picture with a page's text; empty if the page has none of its own."""
        return self._draw(card) if self._own and card else b""

    def key(self, card: Sequence[str]) -> str:
        """Return a key that changes whenever a page's own picture does; empty if it has none."""
        return digest((self.version, *card)) if self._own and card else ""

    def address(self, url: str, drawn: bool) -> str:
        """Return the address of the picture for links to the page at `url`; empty if none.

        `drawn` is whether the page has its own picture.
        """
        if drawn:
            return urljoin(url, PICTURE)
        return urljoin(self._site_url, PICTURE) if self.site else ""

    def words(self, card: Sequence[str]) -> str:
        """Return what a page's own picture says, or that of the site for an empty card."""
        title, facts, *claim = card or self._site_card
        if not claim:
            return f"{title} · {facts}"
        who, text, finding, *answers = claim
        sentence = _("%(who)s: %(text)s", who=who, text=text)
        return " ".join(filter(None, (sentence, *answers[1::2], finding, facts)))

    @cached_property
    def version(self) -> str:
        """A key that changes if pictures or addresses would, given the same text and program."""
        settings = (self._name, self._site_url, self._site_card, self._own, self._brand)
        return digest((repr(settings), folder_version(self._fonts)))

    def _draw(self, card: Sequence[str]) -> bytes:
        """Draw the main claim; without one, or if the fonts lack a character of it, the title."""
        title, facts, *claim = card
        drawn = None
        if claim:
            who, text, finding, *answers = claim
            pairs = zip(answers[::2], answers[1::2], strict=True)
            drawn = self._cards.claim(who, text, pairs, finding, facts)
        return drawn or self._cards.picture(title, facts) or b""


def folder_version(folder: Path) -> str:
    """A digest of the names and contents of all files below a folder."""
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes().decode("utf-8", "surrogateescape")
            parts += [path.relative_to(folder).as_posix(), content]
    return digest(parts)

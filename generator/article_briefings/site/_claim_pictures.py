"""The pictures for links to claims, drawn by the extra of social cards with their pages."""

from functools import cached_property
from pathlib import Path
from typing import Protocol

from article_briefings.corpus import digest
from article_briefings.diagnostics import Extra
from article_briefings.pages import ClaimCard


class ClaimCards(Protocol):
    """The part of the extra that draws claims."""

    def __init__(self, fonts: Path, site_name: str) -> None: ...

    def claim(
        self, who: str, text: str, answers: tuple[tuple[str, str], ...], finding: str, facts: str
    ) -> bytes | None:
        """Return a PNG; None if the fonts lack a character of its text."""


class ClaimPictures:
    """Draws the pictures of one site with the fonts in a folder; sent to worker processes."""

    def __init__(self, fonts: Path, site_name: str) -> None:
        self._fonts, self._name = fonts, site_name
        self.version = folder_version(fonts)
        """Changes if the same text would have another picture."""

    def __call__(self, card: ClaimCard) -> bytes:
        """The picture of a claim; empty if the fonts lack characters of its text."""
        return self._cards.claim(*card) or b""

    @cached_property
    def _cards(self) -> ClaimCards:
        cards: type[ClaimCards] = Extra("social-cards").load()
        return cards(self._fonts, self._name)

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in self.__dict__.items() if name != "_cards"}


def folder_version(folder: Path) -> str:
    """A digest of the names and contents of all files below a folder."""
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes().decode("utf-8", "surrogateescape")
            parts += [path.relative_to(folder).as_posix(), content]
    return digest(parts)

"""What is done to pictures once they are taken: made small, compared, laid over each other.

The browser does it, with `gallery_darkroom.js`, so that the tests need no library for pictures.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

#: Of WebP, from 0 to 1. At this, letters of a headline can be read and a picture has about 25 kB.
QUALITY = 0.6
_SCRIPT = Path(__file__).with_name("gallery_darkroom.js")


@dataclass(frozen=True)
class Compared:
    """How far two pictures are apart, of 255: each block, row by row; each row; rows of one only.

    A block has the mean colour of its pixels. A row is as far apart as a share of its strips.
    """

    across: int
    blocks: Sequence[float]
    rows: Sequence[float]
    unpaired: int


class Darkroom:
    """Works on pictures in an empty page of a browser."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.add_script_tag(path=_SCRIPT)

    def shrink(self, png: bytes, width: int) -> bytes:
        """The picture as a WebP that is `width` pixels wide."""
        return base64.b64decode(self._do("shrink", png, width, QUALITY))

    def compare(self, kept: bytes, new: bytes, side: int, share: float) -> Compared:
        """How far pictures of one width are apart, in blocks of `side` pixels and in rows."""
        return Compared(**self._do("compare", kept, new, side, share))

    def overlay(
        self, kept: bytes, new: bytes, side: int, across: int, blocks: list[int], rows: list[int]
    ) -> bytes:
        """A PNG of both side by side, with the blocks and rows of these numbers in red."""
        return base64.b64decode(self._do("overlay", kept, new, side, across, blocks, rows))

    def _do(self, name: str, *arguments: object) -> Any:
        texts = [base64.b64encode(a).decode() if isinstance(a, bytes) else a for a in arguments]
        return self._page.evaluate(f"(arguments) => {name}(...arguments)", texts)

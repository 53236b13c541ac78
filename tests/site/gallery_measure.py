"""How far a picture of the gallery may be from the one that is kept, and how far it is.

Three things are measured, because a fault may be large and faint, thin, or out of the picture:

- blocks of 48 by 48 CSS pixels, by their mean colour: text, columns, colours;
- rows, by the colour of strips that are 48 CSS pixels wide: a line across a third of the page has
  gone where a third of a row's strips differ. One row in a block is too little to move its mean;
- the height of the whole page, of which the picture may show only a part.

docs/decisions/0025-gallery.md says what was measured on other machines and with faults.
"""

from dataclasses import dataclass

from tests.site.gallery import Form
from tests.site.gallery_darkroom import Compared, Darkroom

#: The side of a block, in CSS pixels.
SIDE = 48
#: How far a block may be from its own, of 255, and the share of blocks that may be farther.
BLOCK, BLOCKS = 4, 0.0025
#: How far a third of a row's strips may be, of 255, and the number of rows that may be farther.
ROW, ROWS, ACROSS = 8, 2, 1 / 3
#: How far heights may be apart: CSS pixels, or a share where that is more.
HEIGHT, OF_HEIGHT = 24, 0.0025
#: The share of BLOCK and ROW up to which nobody sees a difference: from one run to the next,
#: Chromium may draw an edge one shade lighter.
UNSEEN = 0.6


@dataclass(frozen=True)
class Distance:
    """How far a picture is from the one that is kept, and their pages' heights in CSS pixels."""

    compared: Compared
    was: int
    height: int

    @property
    def blocks(self) -> list[int]:
        """The numbers of the blocks that differ."""
        return [at for at, apart in enumerate(self.compared.blocks) if apart > BLOCK]

    @property
    def rows(self) -> list[int]:
        """The numbers of the rows that differ."""
        return [at for at, apart in enumerate(self.compared.rows) if apart > ROW]

    @property
    def share(self) -> float:
        """The share of the blocks that differ."""
        return len(self.blocks) / len(self.compared.blocks)

    @property
    def lines(self) -> int:
        """How many rows differ, those that only one of the pictures has among them."""
        return len(self.rows) + self.compared.unpaired

    @property
    def fits(self) -> bool:
        """Whether that is within the tolerance."""
        room = max(HEIGHT, OF_HEIGHT * self.was)
        return self.share <= BLOCKS and self.lines <= ROWS and abs(self.height - self.was) <= room

    @property
    def unseen(self) -> bool:
        """Whether nobody would see a difference."""
        return (
            max(self.compared.blocks) <= UNSEEN * BLOCK
            and max(self.compared.rows) <= UNSEEN * ROW
            and self.compared.unpaired == 0
            and self.was == self.height
        )

    def __str__(self) -> str:
        """The measure in words."""
        return (
            f"{self.share:.2%} of its blocks differ (at most {BLOCKS:.2%} may), "
            f"{self.lines} of its rows (at most {ROWS}), "
            f"and the page is {self.height} pixels high and was {self.was}"
        )


def measure(
    darkroom: Darkroom, form: Form, kept: bytes, new: bytes, was: int, height: int
) -> Distance:
    """How far a small picture is from the one that is kept, and the page from its height."""
    return Distance(darkroom.compare(kept, new, side(form), ACROSS), was, height)


def difference(darkroom: Darkroom, form: Form, kept: bytes, new: bytes, found: Distance) -> bytes:
    """A PNG of the kept picture and the new one, on which red is what differs."""
    across = found.compared.across
    return darkroom.overlay(kept, new, side(form), across, found.blocks, found.rows)


def side(form: Form) -> int:
    """The side of a block in pixels of a form's pictures."""
    return SIDE * form.small // form.width

"""What a reviewer is shown: what changed in meaning, and the pages of a change.

Both states are compared as they are written, whether they pass a check or
not. Layout, comments and the order of fields have no meaning here, and what
was only renamed is the same thing under another name.
"""

from article_briefings.review._change_report import Links, change_report
from article_briefings.review._comparison import compare
from article_briefings.review._preview import Markup, preview_of
from article_briefings.review._preview_choice import choose
from article_briefings.review._sides import Side, side_of

__all__ = [
    "Links",
    "Markup",
    "Side",
    "change_report",
    "choose",
    "compare",
    "preview_of",
    "side_of",
]

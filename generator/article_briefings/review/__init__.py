"""For reviewers: the changes of meaning, and a preview of the pages that changed.

Both states are compared as they are written, whether or not they pass a check.
Layout, comments and the order of fields have no meaning here, and something
that was only renamed counts as the same thing with a new name.
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

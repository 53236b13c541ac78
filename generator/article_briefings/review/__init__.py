"""What changed in meaning between two states of the input: values in, changes out.

Both states are compared as they are written, whether they pass a check or
not. Layout, comments and the order of fields have no meaning here, and what
was only renamed is the same thing under another name.
"""

from article_briefings.review._change_report import Links, change_report
from article_briefings.review._comparison import compare
from article_briefings.review._preview import INDEX, Markup, preview_files
from article_briefings.review._preview_choice import Choice, choose
from article_briefings.review._sides import Side, side_of

__all__ = [
    "INDEX",
    "Choice",
    "Links",
    "Markup",
    "Side",
    "change_report",
    "choose",
    "compare",
    "preview_files",
    "side_of",
]

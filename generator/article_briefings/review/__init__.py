"""For reviewers: the changes of meaning, and a preview of the pages that changed.

Both states are compared as they are written, whether or not they pass a check.
Layout, comments and the order of fields have no meaning here, and something
that was only renamed counts as the same thing with a new name.
"""

from article_briefings.review._change_report import change_report
from article_briefings.review._comparison import compare
from article_briefings.review._preview import Preview
from article_briefings.review._state import State

__all__ = ["Preview", "State", "change_report", "compare"]

"""For reviewers: the changes of meaning, a preview of the changed pages, and fixes for problems.

Both states of a comparison are compared as they are written, whether or not they
pass a check. Layout, comments and the order of fields have no meaning here, and
something that was only renamed counts as the same thing with a new name.
"""

from article_briefings.review._addresses import LostPage
from article_briefings.review._change_report import change_report
from article_briefings.review._corrections import Uncorrected
from article_briefings.review._fixes import propose_fixes
from article_briefings.review._names import hint_renamed_actors
from article_briefings.review._preview import Preview
from article_briefings.review._proposals import FixReport
from article_briefings.review._state import State

__all__ = [
    "FixReport",
    "LostPage",
    "Preview",
    "State",
    "Uncorrected",
    "change_report",
    "hint_renamed_actors",
    "propose_fixes",
]

"""The proposals of `fix` for a project, a project with the proposals applied, and passages."""

from pathlib import Path

from article_briefings.models import Budget
from article_briefings.models._text import Span
from article_briefings.review._passages import passages
from article_briefings.review._proposals import FixedFile, FixReport
from tests.building import write


def only(report: FixReport) -> FixedFile:
    """The one file with proposals."""
    (file,) = report.files
    return file


def write_all(root: Path, report: FixReport) -> None:
    """Write all proposals; none is undecided."""
    for file in report.files:
        assert not file.undecided
        write(root, file.path, ("\ufeff" if file.before.mark else "") + file.after)


def similar(text: str, quote: str) -> list[tuple[Span, float]]:
    """The passages of a text similar to a quote, with no limit on the work."""
    return passages(text, quote, [Span(0, len(text))], Budget(1_000_000_000))

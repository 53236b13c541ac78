"""The data that lists show of a briefing: much less than all of it."""

import datetime as dt
from dataclasses import dataclass

from article_briefings.models import EdtfDate


@dataclass(frozen=True, slots=True)
class Summary:
    """A briefing in a list."""

    slug: str
    """The briefing, which is at `/briefings/<slug>/`."""
    title: str
    """The briefing's title."""
    bluf: str
    """The bottom line: who says what, and how sure we are."""
    published: EdtfDate
    """When the article was published."""
    outlet: str | None
    """The id of the actor that published it, if that is known."""
    topics: tuple[str, ...]
    """Ids of topics."""
    story: str | None
    """The id of its story, if any."""
    draft: bool
    """Whether the briefing is not finished."""
    reviewed: dt.date | None
    """The day of the last review; None for a draft that nobody has reviewed yet."""
    due: dt.date
    """The day by which somebody must look at it again."""
    claims: int
    """How many claims it has."""
    assessed: int
    """How many of them are assessed."""

"""What lists say of a briefing, which is much less than all of it."""

import datetime as dt
from dataclasses import dataclass

from generator.models import EdtfDate


@dataclass(frozen=True, slots=True)
class Summary:
    """A briefing in a list."""

    slug: str
    title: str
    bluf: str
    published: EdtfDate
    outlet: str | None
    topics: tuple[str, ...]
    story: str | None
    draft: bool
    reviewed: dt.date
    due: dt.date
    claims: int
    assessed: int

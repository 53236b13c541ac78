"""The frame around a page: the pages above it, and the day of its last change."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from article_briefings.models import EdtfDate
from article_briefings.pages import LinkView, PageRecord

#: Pages whose content comes only from their own files: the files' last change is the page's.
_DATED = frozenset({"Actor", "Background", "Briefing"})


@dataclass(frozen=True, slots=True)
class Day:
    """A day in ISO 8601 format and in words."""

    date: str
    words: str


@dataclass(frozen=True)
class Frame:
    """The frame of every page of a site."""

    titles: Mapping[str, str]
    """The title of each generated page, by its address."""
    changed: Mapping[str, dt.date]
    """The day of the last change of each input file."""

    @classmethod
    def of(cls, pages: Iterable[PageRecord], changed: Mapping[str, dt.date]) -> "Frame":
        """Return the frame of these pages."""
        return cls({page.url: page.title for page in pages}, changed)

    def ancestors(self, url: str) -> tuple[LinkView, ...]:
        """Return the pages above an address, from the top, without the home page."""
        parts = url.rstrip("/").split("/")
        above = ("/".join(parts[:count]) + "/" for count in range(1, len(parts)))
        return tuple(LinkView(self.titles[path], path) for path in above if path in self.titles)

    def last_change(self, page: PageRecord) -> Day | None:
        """Return the day of the last change of a page's files; None if it is unknown for any."""
        days = [self.changed[path] for path in page.inputs if path in self.changed]
        if page.kind not in _DATED or not days or len(days) < len(page.inputs):
            return None
        date = max(days).isoformat()
        return Day(date, EdtfDate.parse(date).display())

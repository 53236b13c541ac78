"""Briefings and background notes by the day of their next review, on pages of bounded length."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from article_briefings.corpus import Corpus
from article_briefings.models import EdtfDate
from article_briefings.pages import _routes as routes
from article_briefings.pages._comparisons import MonthOfReviews, ReviewEntry
from article_briefings.pages._indexes import ReviewsPage
from article_briefings.pages._paging import Bounds, ListPages
from article_briefings.pages._views import LinkView
from article_briefings.pages._words import day_words, name_key


@dataclass(frozen=True, slots=True)
class _Due:
    source: str
    title: str
    kind: str
    reviewed: dt.date | None
    due: dt.date

    @property
    def order(self) -> tuple[object, ...]:
        return self.due, self.kind, name_key(self.title), self.source


def reviews_pages(corpus: Corpus, bounds: Bounds) -> ListPages[_Due, ReviewsPage]:
    """All reviews, the earliest day first.

    No clock is read: a script marks the reviews that are overdue on the day of reading.
    """
    due = sorted(_all_due(corpus), key=lambda item: item.order)
    return ListPages(
        "Reviews due",
        routes.reviews,
        due,
        bounds.reviews,
        lambda sheet: ReviewsPage(
            sheet.title, len(due), tuple(_months(sheet.links, sheet.items)), sheet.pager
        ),
        _spans,
    )


def _all_due(corpus: Corpus) -> Iterator[_Due]:
    for article in corpus.articles.summaries():
        source = routes.briefing(article.slug)
        yield _Due(source, article.title, "Briefing", article.reviewed, article.due)
    for name, record in corpus.notes.items():
        note = record.note
        yield _Due(routes.note(name), note.title, "Background note", note.as_of, note.review_due)


def _spans(pages: Sequence[Sequence[_Due]]) -> list[str]:
    """The names of the pages: their months, unless several pages have the same months."""
    spans = [_span(part) for part in pages if part]
    return spans if len(set(spans)) == len(spans) else []


def _span(part: Sequence[_Due]) -> str:
    """The months of a page: "May 2031 – July 2031"."""
    first, last = (EdtfDate.parse(part[end].due.isoformat()[:7]).display() for end in (0, -1))
    return first if first == last else f"{first} – {last}"


def _months(links: routes.PageLinks, sheet: Sequence[_Due]) -> Iterator[MonthOfReviews]:
    for month, found in groupby(sheet, key=lambda item: item.due.isoformat()[:7]):
        yield MonthOfReviews(
            id=f"due--{month}",
            month=EdtfDate.parse(month).display(),
            entries=tuple(_entry(links, item) for item in found),
        )


def _entry(links: routes.PageLinks, item: _Due) -> ReviewEntry:
    return ReviewEntry(
        page=LinkView(item.title, links.to(item.source)),
        kind=item.kind,
        reviewed=day_words(item.reviewed) if item.reviewed else "",
        due=day_words(item.due),
        machine_due=item.due.isoformat(),
    )

"""Background notes: their pages, their index, and the reviews that they and briefings need."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from article_briefings.corpus import Corpus, NoteRecord
from article_briefings.language import _, day_words
from article_briefings.models import EdtfDate
from article_briefings.pages import _paging as paging
from article_briefings.pages import _routes as routes
from article_briefings.pages._chronology import DatedLink, dated_link
from article_briefings.pages._labels import by_title, name_key
from article_briefings.pages._page import Context
from article_briefings.pages._views import LinkView, SourceView, source_view


class NoteCard(NamedTuple):
    """A background note in a list."""

    title: LinkView
    summary: str
    as_of: str


@dataclass(frozen=True)
class NotePage(Context):
    """A background note."""

    template = "background.md.j2"
    summary: str
    body_markdown: str
    as_of: str
    review_due: str
    machine_due: str
    sources: tuple[SourceView, ...]
    related: tuple[LinkView, ...]
    used_in: tuple[DatedLink, ...]
    """The newest briefings that call for it."""
    used_in_more: int
    """How many more there are."""
    edit_url: str


@dataclass(frozen=True)
class NotesIndex(Context):
    """Background notes by title."""

    template = "background-index.md.j2"
    notes: tuple[NoteCard, ...]
    pager: paging.PagerView | None
    finder: paging.FinderView | None


def note_page(
    corpus: Corpus, record: NoteRecord, repository: routes.Repository, bounds: paging.Bounds
) -> NotePage:
    """A background note and the briefings that call for it."""
    links = routes.PageLinks(routes.note(record.id))
    note = record.note
    used_in = record.used_in.summaries()
    return NotePage(
        title=note.title,
        summary=note.summary,
        body_markdown=note.body,
        as_of=day_words(note.as_of),
        review_due=day_words(note.review_due),
        machine_due=note.review_due.isoformat(),
        sources=tuple(source_view(source) for source in note.sources),
        related=tuple(
            LinkView(corpus.notes[other].title, links.to(routes.note(other)))
            for other in note.related
            if other in corpus.notes
        ),
        used_in=tuple(dated_link(links, article) for article in used_in[: bounds.entries]),
        used_in_more=max(0, len(used_in) - bounds.entries),
        edit_url=repository.edit(record.path),
    )


def notes_index(corpus: Corpus, bounds: paging.Bounds) -> paging.ListPages[NoteRecord, NotesIndex]:
    """All background notes by title, on as many pages as they need."""
    return paging.ListPages(
        _("Background"),
        partial(routes.page_of_index, routes.BACKGROUND),
        by_title(corpus.notes.values()),
        bounds.entries,
        lambda sheet: NotesIndex(sheet.title, sheet.cards(_note_card), sheet.pager, sheet.finder),
        paging.title_spans,
        ("Background", _("Find a note")),
    )


def _note_card(links: routes.PageLinks, record: NoteRecord) -> NoteCard:
    title = LinkView(record.title, links.to(routes.note(record.id)))
    return NoteCard(title, record.note.summary, day_words(record.note.as_of))


# --- reviews ---------------------------------------------------------------------------------


class ReviewEntry(NamedTuple):
    """A briefing or background note, and the day by which it must be reviewed again."""

    page: LinkView
    is_note: bool
    reviewed: str
    due: str
    machine_due: str


class MonthOfReviews(NamedTuple):
    """The reviews due in one month, the earliest day first."""

    id: str
    month: str
    entries: tuple[ReviewEntry, ...]


@dataclass(frozen=True)
class ReviewsPage(Context):
    """Briefings and background notes by the day of their next review."""

    template = "reviews.md.j2"
    total: int
    months: tuple[MonthOfReviews, ...]
    pager: paging.PagerView | None


class _Due(NamedTuple):
    due: dt.date
    is_note: bool
    title: str
    source: str
    reviewed: dt.date | None


def reviews_pages(corpus: Corpus, bounds: paging.Bounds) -> paging.ListPages[_Due, ReviewsPage]:
    """All reviews, the earliest day first.

    No clock is read: a script marks the reviews that are overdue on the day of reading.
    """
    due = [
        _Due(article.due, False, article.title, routes.briefing(article.slug), article.reviewed)
        for article in corpus.articles.summaries()
    ]
    for name, record in corpus.notes.items():
        note, source = record.note, routes.note(name)
        due.append(_Due(note.review_due, True, note.title, source, note.as_of))
    due.sort(key=lambda item: (item.due, not item.is_note, name_key(item.title), item.source))
    return paging.ListPages(
        _("Reviews due"),
        routes.reviews,
        due,
        bounds.reviews,
        lambda sheet: ReviewsPage(sheet.title, len(due), tuple(_months(sheet)), sheet.pager),
        _spans,
    )


def _spans(pages: Sequence[Sequence[_Due]]) -> list[str]:
    """The names of the pages, such as "May 2031 – July 2031"; none if several have the same."""
    spans = []
    for page in filter(None, pages):
        first, last = (EdtfDate.parse(_month(page[end])).display() for end in (0, -1))
        spans.append(first if first == last else _("%(first)s – %(last)s", first=first, last=last))
    return spans if len(set(spans)) == len(spans) else []


def _months(sheet: paging.Sheet[_Due]) -> Iterator[MonthOfReviews]:
    for month, found in paging.group_by(sheet.items, _month):
        entries = (
            ReviewEntry(
                page=LinkView(item.title, sheet.links.to(item.source)),
                is_note=item.is_note,
                reviewed=day_words(item.reviewed) if item.reviewed else "",
                due=day_words(item.due),
                machine_due=item.due.isoformat(),
            )
            for item in found
        )
        yield MonthOfReviews(f"due--{month}", EdtfDate.parse(month).display(), tuple(entries))


def _month(item: _Due) -> str:
    return item.due.isoformat()[:7]

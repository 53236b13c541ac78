"""Background notes: their pages, their index, and the reviews that they and briefings need."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from article_briefings.corpus import Corpus, NoteRecord
from article_briefings.models import EdtfDate
from article_briefings.pages import _routes as routes
from article_briefings.pages._briefings import DatedLink, dated_link
from article_briefings.pages._page import Context
from article_briefings.pages._paging import Bounds, FinderView, ListPages, PagerView, title_spans
from article_briefings.pages._views import LinkView, SourceView, source_view
from article_briefings.pages._words import by_title, day_words, name_key


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A background note in a list."""

    title: LinkView
    summary: str
    as_of: str


@dataclass(frozen=True)
class NotePage(Context):
    """A background note."""

    template = "background.md.j2"
    title: str
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
    title: str
    notes: tuple[NoteCard, ...]
    pager: PagerView | None
    finder: FinderView | None


def note_page(
    corpus: Corpus, record: NoteRecord, repository: routes.Repository, bounds: Bounds
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


def notes_index(corpus: Corpus, bounds: Bounds) -> ListPages[NoteRecord, NotesIndex]:
    """All background notes by title, on as many pages as they need."""
    return ListPages(
        "Background",
        routes.notes,
        by_title(corpus.notes.values()),
        bounds.entries,
        lambda sheet: NotesIndex(
            sheet.title,
            tuple(_note_card(sheet.links, record) for record in sheet.items),
            sheet.pager,
            sheet.finder,
        ),
        title_spans,
        ("Background", "Find a note"),
    )


def _note_card(links: routes.PageLinks, record: NoteRecord) -> NoteCard:
    title = LinkView(record.title, links.to(routes.note(record.id)))
    return NoteCard(title, record.note.summary, day_words(record.note.as_of))


# --- reviews ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """A briefing or background note, and the day by which it must be reviewed again."""

    page: LinkView
    kind: str
    reviewed: str
    due: str
    machine_due: str


@dataclass(frozen=True, slots=True)
class MonthOfReviews:
    """The reviews due in one month, the earliest day first."""

    id: str
    month: str
    entries: tuple[ReviewEntry, ...]


@dataclass(frozen=True)
class ReviewsPage(Context):
    """Briefings and background notes by the day of their next review."""

    template = "reviews.md.j2"
    title: str
    total: int
    months: tuple[MonthOfReviews, ...]
    pager: PagerView | None


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

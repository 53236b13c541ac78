"""The pages of background notes, and the indexes of notes and topics."""

from article_briefings.corpus import Corpus, NoteRecord, TopicRecord
from article_briefings.pages import _routes as routes
from article_briefings.pages._briefings import dated_link
from article_briefings.pages._cards import NoteCard, TopicCard
from article_briefings.pages._contexts import NotePage
from article_briefings.pages._indexes import NotesIndex, TopicsIndex
from article_briefings.pages._paging import Bounds, ListPages, title_spans
from article_briefings.pages._views import LinkView, source_view
from article_briefings.pages._words import by_title, day_words


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


def topics_index(corpus: Corpus, bounds: Bounds) -> ListPages[TopicRecord, TopicsIndex]:
    """All topics by title, on several pages if there are many."""
    return ListPages(
        "Topics",
        routes.topics,
        by_title(corpus.topics.values()),
        bounds.entries,
        lambda sheet: TopicsIndex(
            sheet.title,
            tuple(topic_card(sheet.links, record) for record in sheet.items),
            sheet.pager,
        ),
        title_spans,
    )


def topic_card(links: routes.PageLinks, record: TopicRecord) -> TopicCard:
    """A topic in a list."""
    title = LinkView(record.title, links.to(routes.topic(record.id)))
    return TopicCard(title, record.topic.description or "", len(record.articles))

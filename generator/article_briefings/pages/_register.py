"""The pages of background notes, and the indexes of notes and topics."""

from collections.abc import Iterator

from article_briefings.corpus import Corpus, NoteRecord, TopicRecord
from article_briefings.pages import _routes as routes
from article_briefings.pages._briefings import dated_link
from article_briefings.pages._cards import NoteCard, TopicCard
from article_briefings.pages._claims import source_view
from article_briefings.pages._contexts import NotePage
from article_briefings.pages._indexes import NotesIndex, TopicsIndex
from article_briefings.pages._paging import Bounds, cut, finder, sheets, span_names
from article_briefings.pages._views import LinkView
from article_briefings.pages._words import day_words, name_key


def note_page(
    corpus: Corpus,
    identifier: str,
    record: NoteRecord,
    repository: routes.Repository,
    bounds: Bounds,
) -> NotePage:
    """A background note and the briefings that call for it."""
    links = routes.Links(routes.note(identifier))
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
            LinkView(corpus.notes[other].note.title, links.to(routes.note(other)))
            for other in note.related
            if other in corpus.notes
        ),
        used_in=tuple(dated_link(links, article) for article in used_in[: bounds.entries]),
        used_in_more=max(0, len(used_in) - bounds.entries),
        edit_url=repository.edit(record.path),
    )


def notes_index(corpus: Corpus, bounds: Bounds) -> Iterator[tuple[str, NotesIndex]]:
    """All background notes by title, in as many pages as they need."""
    records = sorted(corpus.notes.items(), key=lambda item: (name_key(item[1].note.title), item[0]))
    parts = cut(records, bounds.entries)
    spans = span_names([[record.note.title for _, record in part] for part in parts])
    for sheet in sheets(records, bounds.entries, routes.notes, "Background", spans):
        notes = tuple(_note_card(sheet.links, name, record) for name, record in sheet.items)
        find = finder(sheet.links, "Background", "Find a note") if sheet.pager else None
        yield sheet.source, NotesIndex(sheet.title, notes, sheet.pager, find)


def _note_card(links: routes.Links, name: str, record: NoteRecord) -> NoteCard:
    title = LinkView(record.note.title, links.to(routes.note(name)))
    return NoteCard(title, record.note.summary, day_words(record.note.as_of))


def topics_index(corpus: Corpus, bounds: Bounds) -> Iterator[tuple[str, TopicsIndex]]:
    """All topics by title, in pages where they are many."""
    records = sorted(
        corpus.topics.items(), key=lambda item: (name_key(item[1].topic.title), item[0])
    )
    parts = cut(records, bounds.entries)
    spans = span_names([[record.topic.title for _, record in part] for part in parts])
    for sheet in sheets(records, bounds.entries, routes.topics, "Topics", spans):
        topics = tuple(topic_card(sheet.links, name, record) for name, record in sheet.items)
        yield sheet.source, TopicsIndex(sheet.title, topics, sheet.pager)


def topic_card(links: routes.Links, name: str, record: TopicRecord) -> TopicCard:
    """A topic in a list."""
    title = LinkView(record.topic.title, links.to(routes.topic(name)))
    return TopicCard(title, record.topic.description or "", len(record.articles))

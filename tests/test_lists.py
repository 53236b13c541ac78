"""Indexes: one page while that is short, then pages by year, by type or by name."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.ledger_corpus import made_up
from generator.corpus import Corpus
from generator.pages import Site, build_pages, routes
from generator.pages.actors import actor_register
from generator.pages.briefings import briefings_index
from generator.pages.indexes import ActorsIndex, BriefingsIndex, NotesIndex, TimelinePage
from generator.pages.paging import Bounds
from generator.pages.register import notes_index
from generator.pages.timeline import timeline_pages
from generator.pages.words import name_key
from generator.project import collisions
from tests.building import FOLDER, TEXT, actor, briefing, compiled, note

_SHORT = Bounds(briefings=4, events=3, entries=5, excerpt=2)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return made_up(1500)


def _briefings(pages: Iterable[tuple[str, BriefingsIndex]]) -> dict[str, list[str]]:
    return {
        source: [card.title for year in page.years for card in year.briefings]
        for source, page in pages
    }


def test_a_small_site_has_one_page_for_each_index(tmp_path: Path) -> None:
    corpus = compiled(tmp_path).corpus
    ((source, briefings),) = briefings_index(corpus, Bounds())
    assert (source, briefings.by_year, briefings.pager) == (routes.BRIEFINGS, (), None)
    assert [year.year for year in briefings.years] == ["2031"]
    ((source, timeline),) = timeline_pages(corpus, Bounds())
    assert (source, timeline.by_year, timeline.pager) == (routes.TIMELINE, (), None)
    ((source, actors),) = actor_register(corpus, Bounds())
    assert (source, actors.by_type, actors.pager) == (routes.ACTORS, (), None)
    ((source, notes),) = notes_index(corpus, Bounds())
    assert (source, notes.pager) == (routes.BACKGROUND, None)


def test_many_briefings_are_listed_by_year(corpus: Corpus) -> None:
    pages = dict(briefings_index(corpus, _SHORT))
    index = pages.pop(routes.BRIEFINGS)
    titles = [article.briefing.title for article in corpus.articles]
    assert [card.title for year in index.years for card in year.briefings] == titles[:2]
    assert sum(year.count for year in index.by_year) == len(titles)
    assert [year.text for year in index.by_year] == [str(2024 - n) for n in range(15)]
    listed = _briefings(pages.items())
    assert [title for page in listed.values() for title in page] == titles
    assert max(map(len, listed.values())) == _SHORT.briefings


def test_a_year_goes_over_several_pages(corpus: Corpus) -> None:
    pages = dict(briefings_index(corpus, Bounds(briefings=2)))
    first, second = (pages[routes.briefings_of("2010", number)] for number in (1, 2))
    assert (first.title, second.title) == ("Briefings of 2010", "Briefings of 2010, page 2")
    assert first.pager is not None
    assert first.pager.next == "2/"


def _events(root: Path, *dates: str) -> Corpus:
    events = [
        {"id": f"event-{n}", "date": date, "quote": "Ministers met", "label": f"Event {n}"}
        for n, date in enumerate(dates)
    ]
    articles = {FOLDER: (TEXT, briefing(events=events))}
    result = compiled(root, articles=articles)
    assert result.diagnostics == ()
    return result.corpus


def _labels(pages: Iterable[TimelinePage]) -> list[str]:
    return [event.label for page in pages for year in page.years for event in year.events]


def test_many_events_are_listed_by_year(tmp_path: Path) -> None:
    corpus = _events(tmp_path, "2030", "2028-05", "2030-02-01", "2029", "2030-03", "2030-01-05")
    pages = dict(timeline_pages(corpus, _SHORT))
    index = pages.pop(routes.TIMELINE)
    assert [(year.text, year.count) for year in index.by_year] == [
        ("2030", 4),
        ("2029", 1),
        ("2028", 1),
    ]
    assert _labels([index]) == ["Event 2", "Event 4"]
    assert list(pages) == [
        routes.events_of("2028"),
        routes.events_of("2029"),
        routes.events_of("2030"),
        routes.events_of("2030", 2),
    ]
    order = ["Event 1", "Event 3", "Event 0", "Event 5", "Event 2", "Event 4"]
    assert _labels(pages.values()) == order


def test_many_actors_are_listed_by_type_and_name(corpus: Corpus) -> None:
    pages: dict[str, ActorsIndex] = dict(actor_register(corpus, _SHORT))
    index = pages.pop(routes.ACTORS)
    assert index.groups == ()
    assert [(kind.text, kind.count) for kind in index.by_type] == [
        ("People", 11),
        ("Outlets and agencies", 2),
    ]
    people = [page for source, page in pages.items() if "/person" in source]
    assert [len(page.groups[0].actors) for page in people] == [5, 5, 1]
    names = [actor.name.text for page in people for actor in page.groups[0].actors]
    assert all(name_key(one) <= name_key(other) for one, other in pairwise(names))
    assert people[1].pager is not None
    assert [page.text for page in people[1].pager.pages][1] == (
        f"{names[5].split()[0]} – {names[9].split()[0]}"
    )


def test_many_notes_go_over_several_pages(tmp_path: Path) -> None:
    notes = {f"n{number}": note(title=f"Note {number}") for number in range(8)}
    corpus = compiled(tmp_path, notes=notes).corpus
    pages: dict[str, NotesIndex] = dict(notes_index(corpus, _SHORT))
    assert list(pages) == [routes.notes(1), routes.notes(2)]
    titles = [card.title.text for page in pages.values() for card in page.notes]
    assert titles == [f"Note {number}" for number in range(8)]


def test_lists_take_no_address_of_anything_else(tmp_path: Path) -> None:
    """Whatever the ids: those of actors, notes and topics may be words that lists use."""
    words = ("by", "page", "claimed", "briefings", "2", "year")
    actors = {name: actor(name=name) for name in words} | {"ada-fable": actor()}
    corpus = compiled(
        tmp_path,
        actors=actors,
        notes={name: note(title=name) for name in words},
        topics={name: {"title": name} for name in (*words, "defence")},
        articles={
            FOLDER: (TEXT, briefing(topics=list(words))),
            "2031-05-01-by": (TEXT, briefing()),
            "2031-05-02-2": (TEXT, briefing()),
        },
    ).corpus
    assert len(corpus.articles) == 3
    bounds = Bounds(claims=1, newest=2, briefings=1, events=1, entries=1, excerpt=1)
    assert collisions(build_pages(corpus, Site("Test", bounds=bounds))) == []

"""Indexes: one page while that is short, then pages by year, by type or by name."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from article_briefings.build._groups import collisions
from article_briefings.corpus._corpus import Corpus
from article_briefings.pages import _routes as routes
from article_briefings.pages._actor import ActorsIndex, actor_register
from article_briefings.pages._chronology import (
    BriefingsIndex,
    TimelinePage,
    briefings_index,
    timeline_pages,
)
from article_briefings.pages._home import home_page
from article_briefings.pages._labels import name_key
from article_briefings.pages._notes import NotesIndex, notes_index
from article_briefings.pages._paging import Bounds, FinderView, FullList
from article_briefings.pages._site import Site
from article_briefings.pages._stories import stories_index
from article_briefings.pages._topic import topics_index
from benchmarks.ledger_corpus import made_up
from tests.building import FOLDER, TEXT, actor, briefing, compiled, dump, note, write
from tests.built import build_pages

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
    assert briefings.finder is None
    assert [year.year for year in briefings.years] == ["2031"]
    ((source, timeline),) = timeline_pages(corpus, Bounds())
    assert (source, timeline.by_year, timeline.pager) == (routes.TIMELINE, (), None)
    ((source, actors),) = actor_register(corpus, Bounds())
    assert (source, actors.by_type, actors.pager) == (routes.ACTORS, (), None)
    assert actors.finder is None
    ((source, notes),) = notes_index(corpus, Bounds())
    assert (source, notes.pager, notes.finder) == (routes.BACKGROUND, None, None)


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
    first, second = (
        pages[routes.by_value("briefings", "year", "2010", number)] for number in (1, 2)
    )
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
        "timeline/by/year/2028.md",
        "timeline/by/year/2029.md",
        "timeline/by/year/2030.md",
        "timeline/by/year/2030/2.md",
    ]
    order = ["Event 1", "Event 3", "Event 0", "Event 5", "Event 2", "Event 4"]
    assert _labels(pages.values()) == order


def test_many_actors_are_listed_by_type_and_name(corpus: Corpus) -> None:
    pages: dict[str, ActorsIndex] = dict(actor_register(corpus, _SHORT))
    index = pages.pop(routes.ACTORS)
    (most,) = index.groups
    heard = [actor.claimed + actor.relayed for actor in most.actors]
    everybody = [len(r.claimed) + len(r.relayed) for r in corpus.actors.values()]
    assert heard == sorted(everybody, reverse=True)[: _SHORT.excerpt]
    assert index.finder == FinderView("../search/", "Actor", "Find an actor")
    assert [(kind.text, kind.count) for kind in index.by_type] == [
        ("People", 11),
        ("Outlets and agencies", 2),
    ]
    people = [page for source, page in pages.items() if "/person" in source]
    assert [len(page.groups[0].actors) for page in people] == [5, 5, 1]
    names = [actor.name.text for page in people for actor in page.groups[0].actors]
    assert all(name_key(one) <= name_key(other) for one, other in pairwise(names))
    assert people[1].pager is not None
    assert people[1].pager.pages[1].text == "Лидия – سارا محمدی 3"
    assert names[9:11] == ["سارا محمدی 3", "سارا محمدی 9"]


def test_many_notes_go_over_several_pages(tmp_path: Path) -> None:
    notes = {f"n{number}": note(title=f"Note {number}") for number in range(8)}
    corpus = compiled(tmp_path, notes=notes).corpus
    pages: dict[str, NotesIndex] = dict(notes_index(corpus, _SHORT))
    assert list(pages) == [routes.BACKGROUND, "background/page/2.md"]
    titles = [card.title.text for page in pages.values() for card in page.notes]
    assert titles == [f"Note {number}" for number in range(8)]
    assert [page.finder is not None for page in pages.values()] == [True, True]
    (pager,) = {
        tuple(link.text for link in page.pager.pages) for page in pages.values() if page.pager
    }
    assert pager == ("Note – Note 4", "Note 5 – Note")


def test_many_topics_go_over_several_pages_by_title(tmp_path: Path) -> None:
    topics = {f"t{number}": {"title": f"Topic {9 - number}"} for number in range(8)}
    corpus = compiled(tmp_path, topics={**topics, "defence": {"title": "Defence"}}).corpus
    pages = dict(topics_index(corpus, _SHORT))
    assert list(pages) == [routes.TOPICS, "topics/page/2.md"]
    titles = [card.title.text for page in pages.values() for card in page.topics]
    assert titles == ["Defence", *(f"Topic {number}" for number in range(2, 10))]


def test_many_stories_go_over_several_pages(tmp_path: Path) -> None:
    stories = {f"s{n}": {"title": f"Story {n}", "summary": "Made up."} for n in range(8)}
    write(tmp_path, "briefings/stories.yml", dump(stories))
    corpus = compiled(tmp_path, articles={FOLDER: (TEXT, briefing(story="s3"))}).corpus
    pages = dict(stories_index(corpus, _SHORT))
    assert list(pages) == [routes.STORIES, "stories/page/2.md"]
    titles = [card.title.text for page in pages.values() for card in page.stories]
    assert titles == [f"Story {number}" for number in (3, 0, 1, 2, 4, 5, 6, 7)]
    assert all(page.finder for page in pages.values())


def test_the_first_page_stays_short_and_leads_to_all(tmp_path: Path) -> None:
    topics = {f"t{number:02}": {"title": f"Topic {number:02}"} for number in range(30)}
    articles = {
        f"2031-04-{10 + number}-made-{number}": (TEXT, briefing(topics=["t29", "defence"]))
        for number in range(12)
    }
    all_topics = {**topics, "defence": {"title": "Defence"}}
    home = home_page(compiled(tmp_path, articles=articles, topics=all_topics).corpus, Site("T"))
    assert len(home.newest) == 3
    assert home.newest_all == FullList("briefings/", 12)
    assert home.topics_all == FullList("topics/", 31)
    shown = [topic.title.text for topic in home.topics]
    assert shown == ["Defence", *(f"Topic {number:02}" for number in range(22)), "Topic 29"]
    assert home.stories_all is None


def test_a_first_page_that_has_all_leads_nowhere_else(tmp_path: Path) -> None:
    home = home_page(compiled(tmp_path).corpus, Site("T"))
    assert (home.newest_all, home.stories_all, home.topics_all) == (None, None, None)


def test_lists_take_no_address_of_anything_else(tmp_path: Path) -> None:
    """Whatever the ids: those of actors, notes and topics may be words that lists use."""
    words = ("by", "page", "claimed", "briefings", "2", "year")
    stories = {name: {"title": name, "summary": "Made up."} for name in words}
    write(tmp_path, "briefings/stories.yml", dump(stories))
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

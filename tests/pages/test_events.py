"""Events of several articles: which are one entry of a timeline, and what that entry says."""

from pathlib import Path
from typing import Any

import pytest

from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import join_events
from article_briefings.pages._chronology import EventView, event_views, timeline_pages
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._paging import Bounds
from article_briefings.pages._renderer import Renderer
from article_briefings.pages._site import Site
from tests.building import FOLDER, TEXT, actor, briefing, compiled, write
from tests.built import build_pages
from tests.overlay import PROJECT, TEMPLATES
from tests.stories import SECOND, STORIES

_MET = {"id": "met", "date": "2031-04-27", "quote": "Ministers met", "label": "Ministers meet"}
_STORY = "drill-near-oldtown"


def _corpus(root: Path, one: dict[str, Any], other: dict[str, Any], **shared: Any) -> Corpus:
    """Two articles with an event each."""
    write(root, "briefings/stories.yml", STORIES)
    articles = {
        FOLDER: (TEXT, briefing(events=[one], source={"published": "2031-05-01"}, **shared)),
        SECOND: (TEXT, briefing(events=[other], source={"published": "2031-05-02"}, **shared)),
    }
    actors = {"ada-fable": actor(), "ed-engine": actor(name="Ed Engine")}
    result = compiled(root, articles=articles, actors=actors)
    assert result.diagnostics == ()
    return result.corpus


def _views(corpus: Corpus) -> tuple[EventView, ...]:
    told = join_events(corpus, corpus.articles.events())
    return event_views(ClaimViews(corpus, routes.PageLinks(routes.TIMELINE)), told)


def test_an_event_of_two_articles_is_one_entry_with_both(tmp_path: Path) -> None:
    one = {**_MET, "actors": ["ada-fable"], "note": "By the calendar."}
    other = {**_MET, "actors": ["ed-engine", "ada-fable"], "note": "By the minutes."}
    (event,) = _views(_corpus(tmp_path, one, other, story=_STORY))
    first, second = (f"../briefings/{folder[11:]}/" for folder in (FOLDER, SECOND))
    assert event.href == f"{first}#met"
    assert [article.href for article in event.articles] == [f"{first}#met", f"{second}#met"]
    assert [article.text for article in event.articles] == ["A drill near Oldtown"] * 2
    assert [link.text for link in event.actors] == ["Ada Fable", "Ed Engine"]
    assert event.notes == ("By the calendar.", "By the minutes.")


def test_what_shows_the_date_is_named_once(tmp_path: Path) -> None:
    one, other = ({**_MET, "shown_by": name} for name in ("minutes", "diary"))
    items = [
        {"id": "minutes", "title": "Minutes", "publisher": "Cabinet"},
        {"id": "diary", "title": "Diary", "publisher": "Gazette"},
    ]
    (view,) = _views(_corpus(tmp_path / "a", one, one, story=_STORY, evidence=items))
    assert [link.text for link in view.evidence] == ["Cabinet: Minutes"]
    (view,) = _views(_corpus(tmp_path / "b", one, other, story=_STORY, evidence=items))
    assert [link.text for link in view.evidence] == ["Cabinet: Minutes", "Gazette: Diary"]
    assert len({link.href for link in view.evidence}) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"id": "met-again"},
        {"date": "2031-04-28"},
        {"date": "2031-04-27?"},
        {"label": "Ministers meet again"},
    ],
)
def test_events_that_differ_stay_apart(tmp_path: Path, change: dict[str, str]) -> None:
    views = _views(_corpus(tmp_path, _MET, {**_MET, **change}, story=_STORY))
    assert len(views) == 2
    assert [len(view.articles) for view in views] == [1, 1]


def test_without_a_story_nothing_is_put_together(tmp_path: Path) -> None:
    assert len(_views(_corpus(tmp_path, _MET, _MET))) == 2


def test_an_uncertain_date_stays_uncertain_when_articles_share_it(tmp_path: Path) -> None:
    event = {**_MET, "date": "2031-04-27~"}
    (view,) = _views(_corpus(tmp_path, event, event, story=_STORY))
    assert not view.certain
    assert view.machine_date == ""
    assert view.date == "27 April 2031 (approximate)"


def test_the_examples_have_the_power_cut_once_and_the_visit_twice() -> None:
    corpus = compile_corpus(PROJECT / "examples").corpus
    ((_, page),) = timeline_pages(corpus, Bounds())
    events = {event.label: event for year in page.years for event in year.events}
    assert [told.text for told in events["Both motors lose their power at 21:40"].articles] == [
        "Lornay Courier, 13 March 2031",
        "Radio Estmark, 13 March 2031",
        "Sahel-e Now, 15 March 2031 (approximate)",
    ]
    assert {"The minister is expected in the town", "The minister comes to the town"} <= set(events)
    assert page.chart is not None
    assert page.chart.events == len(events)


@pytest.mark.parametrize(("years", "folds"), [(3, 0), (4, 4)])
def test_the_years_of_a_long_timeline_are_folded(tmp_path: Path, years: int, folds: int) -> None:
    events = [{**_MET, "id": f"met-{n}", "date": f"203{n}-04-27"} for n in range(years)]
    result = compiled(tmp_path, articles={FOLDER: (TEXT, briefing(events=events))})
    (page,) = (p for p in build_pages(result.corpus, Site("A site")) if p.source == routes.TIMELINE)
    markdown, problems = Renderer(TEMPLATES).render(page)
    assert not problems
    assert markdown.count('<details class="fold">') == folds

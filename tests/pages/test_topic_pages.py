"""A topic's page: its briefings, claims by answers, contradictions, actors and events."""

from pathlib import Path

import pytest

from article_briefings.corpus._corpus import Corpus
from article_briefings.pages._facets import SO
from article_briefings.pages._paging import Bounds, FullList
from article_briefings.pages._routes import Repository
from article_briefings.pages._topic import TopicPage, TopicPages
from benchmarks.ledger_corpus import made_up
from tests.building import FOLDER, TEXT, briefing, claim, compiled, dump, own_claim, write

_SHORT = Bounds(claims=10, newest=30, briefings=3, events=2, entries=4, excerpt=2)
_OTHER = "2031-05-01-reply"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return made_up(1500)


def _page(corpus: Corpus, name: str, bounds: Bounds) -> TopicPage:
    return TopicPages(corpus, name, bounds).page(Repository())


def test_claims_stand_by_whether_they_are_so_with_their_number(corpus: Corpus) -> None:
    page = _page(corpus, "topic-1", _SHORT)
    assert sum(group.total for group in page.by_answer) == page.claims
    assert [group.answer for group in page.by_answer] == list(SO.values())
    for value, group in zip(SO, page.by_answer, strict=True):
        for row in group.claims:
            assert (
                value == "not-checked" or row.verdicts.about("so") == f"Is it so? {group.answer}."
            )
        assert len(group.claims) == _SHORT.sample
        assert group.all_href == f"../../claims/?topic=topic-1&so={value}"
    assert page.claims_all is not None
    assert page.claims_all.href == "../../claims/by/topic/topic-1/"


def test_actors_stand_by_the_number_of_their_claims(corpus: Corpus) -> None:
    page = _page(corpus, "topic-1", _SHORT)
    counts = [actor.count for actor in page.actors]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) == _SHORT.entries
    assert page.actors_more > 0
    (most,) = (a for a in corpus.actors.values() if a.actor.name == page.actors[0].text)
    spoken = {ref.key for ref in [*most.claimed, *most.relayed]}
    on_topic = [ref for ref in corpus.claims() if "topic-1" in ref.article.briefing.topics]
    assert counts[0] == sum(ref.key in spoken for ref in on_topic)


def test_briefings_go_on_on_a_list_of_their_own(corpus: Corpus) -> None:
    pages = TopicPages(corpus, "topic-1", _SHORT)
    page = pages.page(Repository())
    assert len(page.briefings) == _SHORT.excerpt
    assert page.briefings_all is not None
    listed = [card.title for _, p in pages.lists() for year in p.years for card in year.briefings]
    expected = [article.briefing.title for article in corpus.topics["topic-1"].articles]
    assert listed == expected
    assert page.briefings_all.count == len(expected)


def _related(root: Path, topics: list[str]) -> Corpus:
    """Two articles that contradict each other, the second under `topics`."""
    event = {"id": "met", "date": "2031-04-27", "quote": "Ministers met", "label": "They met"}
    articles = {
        FOLDER: (TEXT, briefing(claims=[claim(contradicts="reply#there-was")], events=[event])),
        _OTHER: (TEXT, briefing(claims=[own_claim("there-was", "the promise")], topics=topics)),
    }
    result = compiled(
        root, articles=articles, topics={"defence": {"title": "Defence"}, "else": {"title": "Else"}}
    )
    assert result.diagnostics == ()
    return result.corpus


def test_contradictions_within_the_topic_stand_side_by_side(tmp_path: Path) -> None:
    page = _page(_related(tmp_path, ["defence"]), "defence", Bounds())
    ((one, other),) = (
        (pair.one.sentence.plain, pair.other.sentence.plain) for pair in page.contradictions
    )
    assert {one, other} == {
        f"{who}: No attack is planned." for who in ("Ada Fable", "No source named")
    }
    assert page.contradictions_all is None


def test_a_contradiction_across_topics_belongs_to_neither(tmp_path: Path) -> None:
    corpus = _related(tmp_path, ["else"])
    assert _page(corpus, "defence", Bounds()).contradictions == ()
    assert _page(corpus, "else", Bounds()).contradictions == ()


def test_events_stand_in_order(tmp_path: Path) -> None:
    page = _page(_related(tmp_path, ["else"]), "defence", Bounds())
    assert [event.label for event in page.events] == ["They met"]
    assert len(page.events[0].articles) == 1
    assert page.events_all is None


def test_stories_beyond_the_first_stand_on_their_index(tmp_path: Path) -> None:
    summary = "Made up."
    stories = {
        f"s{n}": {"title": f"S {n}", "summary": summary, "topics": ["defence"]} for n in "123"
    }
    write(tmp_path, "briefings/stories.yml", dump(stories))
    articles = {
        f"2031-04-1{n}-made-{n}": (TEXT, briefing(story=f"s{n}", topics=["defence"])) for n in "123"
    }
    corpus = compiled(tmp_path, articles=articles).corpus
    page = _page(corpus, "defence", _SHORT)
    assert [story.title.text for story in page.stories] == ["S 3", "S 2"]
    assert page.stories_all == FullList("../../stories/", 3)
    assert _page(corpus, "defence", Bounds()).stories_all is None


def test_a_topic_without_briefings_is_a_page(tmp_path: Path) -> None:
    topics = {"defence": {"title": "Defence"}, "empty": {"title": "Empty"}}
    page = _page(compiled(tmp_path, topics=topics).corpus, "empty", Bounds())
    assert (page.briefings, page.by_answer, page.actors, page.events) == ((), (), (), ())
    assert page.claims_all is None

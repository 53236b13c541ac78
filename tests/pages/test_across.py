"""Contradictions, repetitions and reviews due, across all articles."""

from pathlib import Path
from typing import Any

from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._parts import ClaimRef
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import contradictions, repetitions
from article_briefings.pages._claim_view import ClaimView, QuotePlaces
from article_briefings.pages._claim_words import Sentence
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._comparisons import ContradictionsPage, contradictions_pages
from article_briefings.pages._notes import ReviewsPage, reviews_pages
from article_briefings.pages._paging import Bounds
from tests.building import (
    FOLDER,
    TEXT,
    actor,
    briefing,
    claim,
    compiled,
    in_version_1,
    note,
    outlet,
    own_claim,
    write,
)

SECOND, THIRD = "2031-05-01-reply", "2031-05-02-end"
ACTORS = {"ada-fable": actor(), "gazette": outlet()}


def corpus_of(root: Path, *claims: list[dict[str, Any]], **parts: Any) -> Corpus:
    """A corpus of one article for each list of claims, a day apart."""
    articles = {
        folder: (TEXT, briefing(claims=found, source={"published": f"2031-05-0{day}"}))
        for day, (folder, found) in enumerate(zip((FOLDER, SECOND, THIRD), claims, strict=False), 1)
    }
    result = compiled(root, **{"articles": articles, "actors": ACTORS, **parts})
    assert result.diagnostics == ()
    return result.corpus


def ref_of(corpus: Corpus, key: str) -> ClaimRef:
    return next(ref for ref in corpus.claims() if ref.key == key)


def card_of(corpus: Corpus, key: str) -> ClaimView:
    """A claim's card on its briefing's page."""
    ref = ref_of(corpus, key)
    links = routes.PageLinks(routes.briefing(ref.article.slug))
    return ClaimViews(corpus, links).full(ref, 1, QuotePlaces(ref.article.source.text))


# --- also claimed in -------------------------------------------------------------------------


def test_a_claim_is_also_claimed_where_it_is_repeated_by_way_of_others(tmp_path: Path) -> None:
    corpus = corpus_of(
        tmp_path,
        [claim(text="First.")],
        [claim(text="First.", repeats="drill#no-attack")],
        [claim(text="Third.", repeats="reply#no-attack")],
    )
    keys = [ref.key for ref in repetitions(corpus, ref_of(corpus, "end#no-attack"))]
    assert keys == ["drill#no-attack", "reply#no-attack"]
    card = card_of(corpus, "drill#no-attack")
    assert [(also.date, also.href, also.form, also.sentence) for also in card.also] == [
        ("2 May 2031", "../reply/#no-attack", "in quotation marks", None),
        ("3 May 2031", "../end/#no-attack", "in quotation marks", Sentence("Ada Fable", "Third.")),
    ]
    assert card.related == ()


def test_a_repetition_within_the_article_stays_a_relation(tmp_path: Path) -> None:
    again = own_claim("again", "in Oldtown", repeats="no-attack")
    card = card_of(corpus_of(tmp_path, [claim(), again]), "drill#no-attack")
    assert card.also == ()
    assert [relation.verb for relation in card.related] == ["repeats"]


def test_other_relations_across_articles_stay_relations(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, [claim()], [claim(contradicts="drill#no-attack")])
    card = card_of(corpus, "drill#no-attack")
    assert card.also == ()
    assert [relation.verb for relation in card.related] == ["contradicts"]


# --- contradictions --------------------------------------------------------------------------


def against(*others: str) -> list[dict[str, Any]]:
    return [claim(contradicts=list(others))]


def only(corpus: Corpus) -> ContradictionsPage:
    ((source, page),) = contradictions_pages(corpus, Bounds())
    assert source == "claims/contradictions.md"
    return page


def test_a_pair_stands_once_whoever_says_so_the_earlier_claim_first(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, against("reply#no-attack"), against("drill#no-attack"))
    pairs = contradictions(corpus, corpus.claims())
    assert [(one.key, other.key) for one, other in pairs] == [
        ("drill#no-attack", "reply#no-attack")
    ]
    page = only(corpus)
    assert page.total == 1
    (pair,) = page.groups[0].pairs
    assert (pair.one.date, pair.other.date) == ("1 May 2031", "2 May 2031")


def test_claims_that_cannot_be_so_make_no_pair(tmp_path: Path) -> None:
    """Only a file of version 1 may say that they contradict each other."""
    relations = [{"type": "contradicts", "claim": "drill#no-attack"}]
    old = in_version_1(briefing(claims=[claim(kind="position", relations=relations)]))
    corpus = corpus_of(tmp_path, articles={FOLDER: (TEXT, briefing()), SECOND: (TEXT, old)})
    assert contradictions(corpus, corpus.claims()) == []


def test_a_pair_shows_both_sentences_and_both_findings(tmp_path: Path) -> None:
    page = only(corpus_of(tmp_path, [claim(finding="One.")], against("drill#no-attack")))
    (pair,) = page.groups[0].pairs
    assert (
        pair.one.sentence.plain == pair.other.sentence.plain == "Ada Fable: No attack is planned."
    )
    assert (pair.one.finding, pair.other.finding) == ("One.", "")


def test_only_claims_that_are_asked_for_make_pairs(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, [claim()], against("drill#no-attack"))
    assert contradictions(corpus, [ref_of(corpus, "drill#no-attack")]) == []


def test_pairs_stand_under_their_story_else_a_shared_topic_else_at_the_end(tmp_path: Path) -> None:
    write(tmp_path, "briefings/stories.yml", {"s": {"title": "A story", "summary": "x"}})
    values = {
        FOLDER: briefing(story="s", topics=["defence"]),
        SECOND: briefing(story="s", topics=["defence"], claims=against("drill#no-attack")),
        THIRD: briefing(topics=["peace", "defence"], claims=against("drill#no-attack")),
        "2031-05-03-alone": briefing(topics=[], claims=against("drill#no-attack")),
    }
    topics = {"defence": {"title": "Defence"}, "peace": {"title": "Peace"}}
    articles = {folder: (TEXT, value) for folder, value in values.items()}
    page = only(corpus_of(tmp_path, articles=articles, topics=topics))
    assert [(group.kind, group.title.text, len(group.pairs)) for group in page.groups] == [
        ("Story", "A story", 1),
        ("Topic", "Defence", 1),
        ("", "Across topics", 1),
    ]
    assert [group.title.href for group in page.groups] == [
        "../../stories/s/",
        "../../topics/defence/",
        "",
    ]


def test_the_pages_of_contradictions_are_bounded(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, [claim()], against("drill#no-attack"), against("drill#no-attack"))
    pages = dict(contradictions_pages(corpus, Bounds(pairs=1)))
    assert [*pages] == ["claims/contradictions.md", "claims/contradictions/2.md"]
    assert [sum(len(group.pairs) for group in page.groups) for page in pages.values()] == [1, 1]
    pager = pages["claims/contradictions.md"].pager
    assert pager is not None
    assert (pager.previous, pager.next) == ("", "2/")


def test_without_contradictions_there_is_a_page_that_says_so(tmp_path: Path) -> None:
    page = only(corpus_of(tmp_path, [claim()]))
    assert (page.total, page.groups, page.pager) == (0, (), None)


# --- reviews due -----------------------------------------------------------------------------


def reviews(corpus: Corpus) -> ReviewsPage:
    ((source, page),) = reviews_pages(corpus, Bounds())
    assert source == "reviews/index.md"
    return page


def test_reviews_stand_by_month_the_earliest_first_with_notes_among_them(tmp_path: Path) -> None:
    dues = {FOLDER: "2033-01-02", SECOND: "2032-04-20", THIRD: "2032-04-01"}
    articles = {
        folder: (
            TEXT,
            briefing(
                title=folder, review={"annotators": ["ed"], "reviewed": "2031-05-01", "due": due}
            ),
        )
        for folder, due in dues.items()
    }
    notes = {"drills": note(review_due="2032-04-10")}
    page = reviews(corpus_of(tmp_path, articles=articles, notes=notes))
    assert page.total == 4
    assert [(m.id, m.month, [e.machine_due for e in m.entries]) for m in page.months] == [
        ("due--2032-04", "April 2032", ["2032-04-01", "2032-04-10", "2032-04-20"]),
        ("due--2033-01", "January 2033", ["2033-01-02"]),
    ]
    briefing_entry, note_entry = page.months[0].entries[:2]
    assert (briefing_entry.is_note, briefing_entry.reviewed) == (False, "1 May 2031")
    assert (note_entry.is_note, note_entry.reviewed) == (True, "1 April 2031")
    assert note_entry.page.href == "../background/drills/"


def test_the_pages_of_reviews_are_bounded(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, [claim()], [claim()], [claim()])
    pages = dict(reviews_pages(corpus, Bounds(reviews=2)))
    assert [*pages] == ["reviews/index.md", "reviews/2.md"]
    assert [page.total for page in pages.values()] == [4, 4]
    pager = pages["reviews/2.md"].pager
    assert pager is not None
    assert [page.text for page in pager.pages] == ["April 2032 – May 2032", "May 2032"]


def test_pages_of_reviews_in_the_same_month_have_numbers(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, [claim()], [claim()])
    pager = dict(reviews_pages(corpus, Bounds(reviews=1)))["reviews/index.md"].pager
    assert pager is not None
    assert [page.text for page in pager.pages] == ["1", "2", "3"]


def test_without_briefings_there_is_a_page_that_says_so(tmp_path: Path) -> None:
    page = reviews(corpus_of(tmp_path, articles={}, notes={}))
    assert (page.total, page.months) == (0, ())

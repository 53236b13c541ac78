"""What pages and files say in the vocabulary of schema.org."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.models._register import ActorType
from article_briefings.models._verdicts import SaidVerdict, SoVerdict
from article_briefings.pages import _claim_words as claim_words
from article_briefings.pages import _labels as labels
from article_briefings.pages import _routes as routes
from article_briefings.pages._linked import (
    _TYPES,
    actor_linked_data,
    briefing_graph,
    briefing_linked_data,
)
from article_briefings.pages._markup import json_script
from article_briefings.pages._renderer import Renderer
from article_briefings.pages._site import Site
from tests import overlay
from tests.building import (
    ACTORS,
    TEXT,
    actor,
    briefing,
    claim,
    compiled,
    hop,
    own_claim,
)
from tests.built import build_pages, data_files
from tests.overlay import PROJECT, TEMPLATES, with_exports
from tests.schema_org import faults
from tests.texts import HOSTILE

URL = "https://news.example/"
PAGE = f"{URL}briefings/drill/"
Node = dict[str, Any]


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> list[Corpus]:
    """The project's own corpus, and examples of what is rare."""
    names = ("hostile", "ids-in-other-scripts", "translated-article", "persian-article")
    return [*overlay.corpora(names, tmp_path_factory).values()]


SO = {
    "verdict": "unresolved",
    "as_of": "2031-04-30",
    "rationale": "Nobody *saw* it.",
    "evidence": [{"item": "log", "relation": "context", "shows": "little"}],
}


def said(corpus: Corpus) -> Iterator[tuple[str, Node]]:
    """Every text in the vocabulary of schema.org that a corpus gives rise to, and where it is."""
    for article in corpus.articles:
        place = routes.briefing(article.slug)
        yield place, briefing_linked_data(corpus, article)
        yield place, json.loads(briefing_graph(corpus, article, URL))
        yield place, json.loads(briefing_graph(corpus, article, ""))
    for record in corpus.actors.values():
        yield routes.actor(record.id), actor_linked_data(corpus, record)


def graph(corpus: Corpus, slug: str = "drill") -> list[Node]:
    told = json.loads(briefing_graph(corpus, corpus.by_slug[slug], URL))
    assert told["@context"] == "https://schema.org"
    nodes: list[Node] = told["@graph"]
    return nodes


def one(nodes: list[Node], kind: str) -> Node:
    [found] = [node for node in nodes if node["@type"] == kind]
    return found


def made(root: Path, register: Any = None, **fields: Any) -> Corpus:
    """The corpus of one article."""
    article = {"2031-04-28-drill": (TEXT, briefing(**fields))}
    result = compiled(root, articles=article, actors=register or ACTORS)
    assert not result.diagnostics
    return result.corpus


# --- the vocabulary ------------------------------------------------------------------------------


def test_types_and_properties_are_those_of_the_vocabulary(corpora: list[Corpus]) -> None:
    for corpus in corpora:
        for place, document in said(corpus):
            assert faults(document, f"{URL}{routes.url_of(place)}") == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ({"@type": "Page"}, "Page is no class"),
        ({"mood": "glad"}, "mood is no property"),
        ({"parent": "Ada"}, "parent is no property of"),
        ({"reviews": {"@type": "Review"}}, "reviews is superseded"),
        ({"author": "Ann"}, "author of"),
        ({"author": {"@type": "CreativeWork"}}, "author of"),
        ({"abstract": {"@type": "CreativeWork"}}, "abstract of"),
        ({"lastReviewed": "soon"}, "lastReviewed of"),
        ({"url": "news:abc"}, "url of"),
    ],
)
def test_what_breaks_the_vocabulary_is_noticed(broken: Node, fault: str, tmp_path: Path) -> None:
    corpus = made(tmp_path)
    sound = briefing_linked_data(corpus, corpus.by_slug["drill"])
    assert faults(sound, PAGE) == []
    found = faults(sound | broken, PAGE)
    assert any(fault in one for one in found), found


def test_the_file_names_each_thing_once(corpora: list[Corpus]) -> None:
    for corpus in corpora:
        for article in corpus.articles:
            names = [node["@id"] for node in graph(corpus, article.slug) if "@id" in node]
            assert len(set(names)) == len(names)


# --- nothing is invented -------------------------------------------------------------------------


def test_an_article_has_what_is_known_of_it(tmp_path: Path) -> None:
    source = {
        "headline": "Ministers meet",
        "author": "Ann and Bob",
        "outlet": "gazette",
        "url": "https://g.example/é?a=b&c",
        "archived_url": "https://archive.example/1",
    }
    corpus = made(tmp_path, source=source)
    nodes = graph(corpus)
    assert one(nodes, "NewsArticle") == {
        "@type": "NewsArticle",
        "@id": f"{PAGE}#article-text",
        "headline": "Ministers meet",
        "url": "https://g.example/%C3%A9?a=b&c",
        "datePublished": "2031-04-28",
        "inLanguage": "en",
        "publisher": {"@id": f"{URL}actors/gazette/"},
        "creditText": "Ann and Bob",
        "archivedAt": "https://archive.example/1",
    }
    page = briefing_linked_data(corpus, corpus.by_slug["drill"])
    assert page["about"]["publisher"]["@id"] == "../../actors/gazette/"
    assert page["about"]["@id"] == "#article-text"


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2031-04-28", "2031-04-28"),
        ("2031-04", "2031-04"),
        ("2031", "2031"),
        ("2031-04-28~", None),
        ("2031-04?", None),
        ("[2031-04-28..2031-04-29]", None),
        ("2031-04-28/2031-04-29", None),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_known(
    published: str, told: str | None, tmp_path: Path
) -> None:
    corpus = made(tmp_path, source={"published": published})
    article = one(graph(corpus), "NewsArticle")
    assert article.get("datePublished") == told
    assert not {"headline", "publisher", "url"} & set(article)


def test_the_author_of_a_claim_is_whom_the_article_names(tmp_path: Path) -> None:
    aide = {"unnamed": "an aide", "cue": "told the Gazette", "form": "direct"}
    known = aide | {"identified_as": "ada-fable", "shown_by": "log"}
    claims = [
        claim("named", attribution=[hop(), hop("gazette")]),
        claim("unnamed", attribution=[aide]),
        claim("identified", attribution=[known]),
        claim("shown", attribution=[{"actor": "oldtown", "shown_by": "log"}, hop()]),
        claim("report", attribution=[hop("report")]),
        own_claim("own", "Ministers met"),
    ]
    evidence = [{"id": "log", "title": "Log", "publisher": "Ministry"}]
    actors = ACTORS | {"report": actor(type="document", name="A report")}
    cast = [{"actor": name, "role": "a part"} for name in actors]
    nodes = graph(made(tmp_path, actors, claims=claims, evidence=evidence, cast=cast))
    found = {node["@id"].partition("#")[2]: node for node in nodes if node["@type"] == "Claim"}
    authors = {name: node.get("author", {}).get("@id") for name, node in found.items()}
    ada = f"{URL}actors/ada-fable/"
    assert authors == {
        "named": ada,
        "unnamed": None,
        "identified": None,
        "shown": ada,
        "report": None,
        "own": None,
    }
    assert found["report"]["isBasedOn"] == {"@id": f"{URL}actors/report/"}
    assert all(node["appearance"] == {"@id": f"{PAGE}#article-text"} for node in found.values())


def test_only_a_claim_judged_to_be_so_or_not_has_a_review(tmp_path: Path) -> None:
    claims = [claim(so=SO, finding="Not known."), own_claim("own", "Ministers met")]
    evidence = [{"id": "log", "title": "Log", "publisher": "Ministry", "date": "2031-04~"}]
    nodes = graph(made(tmp_path, claims=claims, evidence=evidence))
    review = one(nodes, "ClaimReview")
    people = [node["@id"] for node in nodes if node.get("name") == "ed"]
    assert review == {
        "@type": "ClaimReview",
        "url": f"{PAGE}#no-attack",
        "itemReviewed": {"@id": f"{PAGE}#no-attack"},
        "claimReviewed": "Ada Fable: No attack is planned.",
        "author": [{"@id": people[0]}],
        "datePublished": "2031-04-30",
        "reviewRating": {"@type": "Rating", "alternateName": "Not settled"},
        "reviewBody": "Not known.\n\nNobody *saw* it.",
        "citation": [{"@type": "CreativeWork", "name": "Log", "creditText": "Ministry"}],
    }


@pytest.mark.parametrize(
    ("verdict", "rating"),
    [
        ("corroborated", {"ratingValue": 5, "alternateName": "Shown"}),
        ("supported", {"ratingValue": 4, "alternateName": "Points that way"}),
        ("refuted", {"ratingValue": 1, "alternateName": "No"}),
        ("disputed", {"alternateName": "Disputed"}),
    ],
)
def test_only_three_answers_have_a_place_on_the_scale(
    tmp_path: Path, verdict: str, rating: Node
) -> None:
    relation = "supports" if verdict in ("corroborated", "supported") else "refutes"
    use = {"item": "log", "relation": relation, "shows": "it", "record": "true"}
    so = SO | {"verdict": verdict, "evidence": [use]}
    evidence = [{"id": "log", "title": "Log", "publisher": "Ministry"}]
    corpus = made(tmp_path, claims=[claim(so=so, finding="x")], evidence=evidence)
    scale = {"bestRating": 5, "worstRating": 1} if "ratingValue" in rating else {}
    assert one(graph(corpus), "ClaimReview")["reviewRating"] == {
        "@type": "Rating",
        **rating,
        **scale,
    }


@pytest.mark.parametrize(
    ("verdicts", "author"),
    [
        ({}, "gazette"),
        ({"ada-fable": "confirmed"}, "ada-fable"),
        ({"ada-fable": "misreported"}, "gazette"),
        ({"ada-fable": "misreported", "oldtown": "confirmed"}, "oldtown"),
    ],
)
def test_the_author_of_a_reviewed_claim_is_who_is_known_to_have_said_it(
    tmp_path: Path, verdicts: dict[str, str], author: str
) -> None:
    use = {"item": "log", "shows": "it", "record": "true"}
    said = [
        {"of": actor, "verdict": verdict, "evidence": [use | {"relation": relation}]}
        for actor, verdict in verdicts.items()
        for relation in ["refutes" if verdict == "misreported" else "supports"]
    ]
    fields = {"said": said} if said else {}
    steps = [hop(), hop("oldtown", "told the Gazette", form="indirect")]
    corpus = made(
        tmp_path,
        claims=[claim(attribution=steps, so=SO, finding="x", **fields)],
        evidence=[{"id": "log", "title": "Log", "publisher": "Ministry"}],
        source={"outlet": "gazette"},
    )
    assert one(graph(corpus), "Claim")["author"] == {"@id": f"{URL}actors/{author}/"}
    page = briefing_linked_data(corpus, corpus.by_slug["drill"])
    [review] = page["hasPart"]
    assert review["itemReviewed"]["author"]["@id"] == f"../../actors/{author}/"


def test_who_was_misreported_is_no_author(tmp_path: Path) -> None:
    use = {"item": "log", "relation": "refutes", "shows": "it", "record": "true"}
    said = {"verdict": "misreported", "evidence": [use]}
    evidence = [{"id": "log", "title": "Log", "publisher": "Ministry"}]
    corpus = made(tmp_path, claims=[claim(said=said, finding="x")], evidence=evidence)
    assert "author" not in one(graph(corpus), "Claim")


def test_an_actor_is_what_the_register_says(tmp_path: Path) -> None:
    fields = {
        "aliases": ["A. Fable"],
        "native_name": {"text": "Ада", "language": "ru"},
        "description": "She speaks for Oldtown.",
        "wikidata": "Q42",
        "part_of": "gazette",
        "links": [{"title": "Own page", "url": "https://ada.example/"}],
    }
    corpus = made(tmp_path, ACTORS | {"ada-fable": actor(**fields)})
    assert actor_linked_data(corpus, corpus.actors["ada-fable"]) == {
        "@context": "https://schema.org",
        "@type": "Person",
        "@id": "./",
        "name": "Ada Fable",
        "alternateName": ["A. Fable", "Ада"],
        "description": "She speaks for Oldtown.",
        "sameAs": "http://www.wikidata.org/entity/Q42",
        "subjectOf": [{"@type": "WebPage", "name": "Own page", "url": "https://ada.example/"}],
        "memberOf": {
            "@type": "NewsMediaOrganization",
            "@id": "../../actors/gazette/",
            "name": "The Gazette",
        },
    }


# --- on the site ---------------------------------------------------------------------------------


def test_hostile_words_end_no_script() -> None:
    for word in [*HOSTILE, "</script><!--\u2028\u2029"]:
        written = json_script({word: [word]})
        assert not set("<>\u2028\u2029") & set(written)
        assert json.loads(written) == {word: [word]}


def test_pages_have_what_their_front_matter_says(tmp_path: Path) -> None:
    name = "</script><script>alert(1)</script> & “x”"
    corpus = made(tmp_path, ACTORS | {"ada-fable": actor(name=name)})
    found = {}
    for page in build_pages(corpus, with_exports(URL)):
        markdown, problems = Renderer(TEMPLATES).render(page)
        assert not problems
        matter = yaml.safe_load(markdown.split("\n---\n")[0])
        if "linked" in matter:
            found[page.source] = json.loads(matter["linked"])
            assert "<" not in matter["linked"]
            assert matter.get("graph") == ("schema.jsonld" if page.kind == "Briefing" else None)
    assert found.keys() == {
        routes.briefing("drill"),
        *(routes.actor(actor_id) for actor_id in corpus.actors),
    }
    assert found[routes.actor("ada-fable")]["name"] == name


def test_a_briefing_page_says_little() -> None:
    """Half of one kB for the article, and the sentence of each review with little around it."""
    corpus = compile_corpus(PROJECT).corpus
    name = {actor: record.title for actor, record in corpus.actors.items()}.__getitem__
    for article in corpus.articles:
        reviewed = [claim.claim for claim in article.claims if claim.claim.so]
        sizes = [
            len(f"{claim.id * 2}{claim_words.sentence_of(claim, name).plain}".encode())
            for claim in reviewed
        ]
        most = 500 + len(article.briefing.source.url or "") + sum(sizes) + 370 * len(reviewed)
        assert len(json_script(briefing_linked_data(corpus, article)).encode()) <= most


def test_a_briefing_page_has_the_reviews_of_its_claims(tmp_path: Path) -> None:
    claims = [
        claim(so=SO, finding="Not known."),
        own_claim("own", "Ministers met", so=SO, finding="Not known."),
        own_claim("also", "Oldtown"),
    ]
    evidence = [{"id": "log", "title": "Log", "publisher": "Ministry"}]
    source = {"outlet": "gazette"}
    corpus = made(tmp_path, claims=claims, evidence=evidence, source=source)
    page = briefing_linked_data(corpus, corpus.by_slug["drill"])
    [annotator] = page["reviewedBy"]
    assert annotator == {"@type": "Person", "@id": "_:1", "name": "ed"}
    assert page["about"]["publisher"]["name"] == "The Gazette"
    reviews = {review["url"]: review for review in page["hasPart"]}
    assert reviews.keys() == {"#no-attack", "#own"}
    rating = {"@type": "Rating", "alternateName": "Not settled", "@id": "_:rating1"}
    assert reviews["#own"]["reviewRating"] == rating
    assert reviews["#no-attack"] == {
        "@type": "ClaimReview",
        "url": "#no-attack",
        "claimReviewed": "Ada Fable: No attack is planned.",
        "author": {"@id": "_:1"},
        "datePublished": "2031-04-30",
        "reviewRating": {"@id": "_:rating1"},
        "itemReviewed": {
            "@type": "Claim",
            "@id": "#no-attack",
            "author": {"@id": "../../actors/gazette/"},
        },
    }


def test_what_a_page_says_of_claims_is_in_the_file_too(corpora: list[Corpus]) -> None:
    for corpus in corpora:
        for article in corpus.articles:
            nodes = graph(corpus, article.slug)
            in_file = [node for node in nodes if node["@type"] == "ClaimReview"]
            on_page = briefing_linked_data(corpus, article).get("hasPart", [])
            base = f"{URL}{routes.url_of(routes.briefing(article.slug))}"
            assert [f"{base}{one['url']}" for one in on_page] == [one["url"] for one in in_file]
            words = [[one["claimReviewed"] for one in some] for some in (on_page, in_file)]
            assert words[0] == words[1]


def test_the_file_is_there_with_the_exports(tmp_path: Path) -> None:
    corpus = made(tmp_path)
    place = "briefings/drill/schema.jsonld"
    assert place not in data_files(corpus, Site("A site", url=URL))
    with_data = data_files(corpus, with_exports(URL))
    assert with_data[place] == briefing_graph(corpus, corpus.by_slug["drill"], URL)
    unnamed = json.loads(data_files(corpus, with_exports())[place])
    assert unnamed["@graph"][0]["@id"] == "../../briefings/drill/"


def test_verdicts_and_types_are_all_known() -> None:
    assert set(get_args(ActorType)) == set(_TYPES)
    assert list(get_args(SoVerdict)) == list(labels.SO)
    assert list(get_args(SaidVerdict)) == list(labels.SAID)

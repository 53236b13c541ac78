"""Annotations as linked data: the triples that a JSON-LD processor makes of them."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from pyld import jsonld

from article_briefings.corpus import Publication
from article_briefings.corpus._corpus import Corpus
from article_briefings.exporting._web_annotation import TERMS, W3C_CONTEXT
from article_briefings.pages import _routes as routes
from article_briefings.pages._renderer import Renderer
from tests import linked_data, overlay
from tests.annotation_model import exported
from tests.building import TEXT, claim, compiled
from tests.built import build_pages
from tests.exporting.files import briefing
from tests.linked_data import NOWHERE, canonical, expanded
from tests.overlay import TEMPLATES, with_exports

URL = "https://news.example/"
VALID = ("hostile", "ids-in-other-scripts", "translated-article")
Told = dict[str, Any]


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    return overlay.corpora(VALID, tmp_path_factory)


def files(corpus: Corpus) -> dict[str, Told]:
    return exported(corpus, Publication("A site", url=URL))


# --- one briefing, triple by triple --------------------------------------------------------------

_PREFIXES = {
    "oa": linked_data.OA,
    "as": linked_data.AS,
    "dc": linked_data.DC,
    "rdf": linked_data.RDF,
    "dcterms": linked_data.DCTERMS,
    "foaf": linked_data.FOAF,
    "rdfs": linked_data.RDFS,
    "xsd": linked_data.XSD,
    "term": f"{URL}data/#term--",
    "site": URL,
    "rfc": "http://tools.ietf.org/rfc/",
    "page": f"{URL}briefings/drill/",
    "file": f"{URL}data/web-annotation/drill.jsonld",
}
#: A subject a line, below it its predicates and their objects; lists are in brackets.
TRIPLES = r"""
file:
    rdf:type as:OrderedCollection
    term:formatVersion "2"^^xsd:integer
    rdfs:label "A drill near Oldtown"
    dcterms:creator _:ed
    dcterms:modified "2031-05-01T00:00:00Z"^^xsd:dateTime
    as:totalItems "3"^^xsd:nonNegativeInteger
    as:first file:#page
    as:last file:#page
_:ed
    rdf:type foaf:Person
    foaf:name "ed"
file:#page
    rdf:type as:OrderedCollectionPage
    as:partOf file:
    as:startIndex "0"^^xsd:nonNegativeInteger
    as:items ( file:#claim--no-attack file:#cue--no-attack--1 file:#evidence--log )

file:#claim--no-attack
    rdf:type oa:Annotation
    oa:motivatedBy oa:describing
    oa:motivatedBy oa:classifying
    oa:motivatedBy oa:assessing
    oa:motivatedBy oa:commenting
    dcterms:creator _:claim-ed
    dcterms:modified "2031-05-01T00:00:00Z"^^xsd:dateTime
    oa:hasBody _:words
    oa:hasBody _:kind
    oa:hasBody _:was-it-said
    oa:hasBody _:is-it-so
    oa:hasBody _:finding
    oa:hasTarget _:quote
    term:claim page:#no-attack
    term:who "Ada Fable"
    term:text "No attack is planned."
    term:kind "commitment"
    term:key "true"^^xsd:boolean
    term:finding "She says so; the log points that way."
    term:quoteIn "original"
    term:attribution ( _:step )
    term:said ( _:said )
    term:so _:so
_:claim-ed
    rdf:type foaf:Person
    foaf:name "ed"
_:words
    rdf:type oa:TextualBody
    oa:hasPurpose oa:describing
    rdf:value "Ada Fable: No attack is planned."
    dc:format "text/plain"
_:kind
    rdf:type oa:TextualBody
    oa:hasPurpose oa:classifying
    rdf:value "commitment"
    dc:format "text/plain"
_:was-it-said
    rdf:type oa:TextualBody
    oa:hasPurpose oa:assessing
    rdf:value "Was it said? One source only."
    dc:format "text/plain"
_:is-it-so
    rdf:type oa:TextualBody
    oa:hasPurpose oa:assessing
    rdf:value "Is it so? Points that way."
    dc:format "text/plain"
_:finding
    rdf:type oa:TextualBody
    oa:hasPurpose oa:commenting
    rdf:value "She says so; the log points that way."
    dc:format "text/plain"
_:quote
    rdf:type oa:SpecificResource
    oa:hasSource page:
    oa:hasSelector _:quote-in-1
    oa:hasSelector _:quote-in-2
_:quote-in-1
    rdf:type oa:FragmentSelector
    dcterms:conformsTo rfc:rfc3236
    rdf:value "article-text"
    oa:refinedBy _:quote-place
_:quote-in-2
    rdf:type oa:FragmentSelector
    dcterms:conformsTo rfc:rfc3236
    rdf:value "article-text"
    oa:refinedBy _:quote-words
_:quote-place
    rdf:type oa:TextPositionSelector
    oa:start "38"^^xsd:nonNegativeInteger
    oa:end "56"^^xsd:nonNegativeInteger
_:quote-words
    rdf:type oa:TextQuoteSelector
    oa:exact "We will not attack"
    oa:prefix "ers met in Oldtown on Monday.\n\n“"
    oa:suffix ",” Ada Fable told the Gazette. R"
_:step
    term:actor site:actors/ada-fable/
    term:cue file:#cue--no-attack--1
    term:form "direct"
_:said
    term:step "1"^^xsd:integer
    term:saidVerdict "single-source"
    term:asOf "2031-04-30"^^xsd:date
    term:note "Nobody else was there."
    term:evidence ( )
    term:accounts "1"^^xsd:integer
    term:witnesses "0"^^xsd:integer
_:so
    term:soVerdict "supported"
    term:credibility "2"^^xsd:integer
    term:asOf "2031-04-30"^^xsd:date
    term:rationale "So it *seems*."
    term:evidence ( _:rests-on )
    term:reports "1"^^xsd:integer
    term:origins "1"^^xsd:integer
_:rests-on
    term:item page:#log
    term:relation "supports"
    term:cites "Harbour Office"
    term:record "true"^^xsd:boolean
    term:shows "a plan"

file:#cue--no-attack--1
    rdf:type oa:Annotation
    oa:motivatedBy oa:identifying
    dcterms:creator _:cue-ed
    dcterms:modified "2031-05-01T00:00:00Z"^^xsd:dateTime
    oa:hasBody _:speaker
    oa:hasBody _:name
    oa:hasTarget _:cue
    term:cueOf file:#claim--no-attack
    term:step "1"^^xsd:integer
_:cue-ed
    rdf:type foaf:Person
    foaf:name "ed"
_:speaker
    rdf:type oa:SpecificResource
    oa:hasPurpose oa:identifying
    oa:hasSource site:actors/ada-fable/
_:name
    rdf:type oa:TextualBody
    oa:hasPurpose oa:tagging
    rdf:value "Ada Fable"
    dc:format "text/plain"
_:cue
    rdf:type oa:SpecificResource
    oa:hasSource page:
    oa:hasSelector _:cue-in-1
    oa:hasSelector _:cue-in-2
_:cue-in-1
    rdf:type oa:FragmentSelector
    dcterms:conformsTo rfc:rfc3236
    rdf:value "article-text"
    oa:refinedBy _:cue-place
_:cue-in-2
    rdf:type oa:FragmentSelector
    dcterms:conformsTo rfc:rfc3236
    rdf:value "article-text"
    oa:refinedBy _:cue-words
_:cue-place
    rdf:type oa:TextPositionSelector
    oa:start "69"^^xsd:nonNegativeInteger
    oa:end "85"^^xsd:nonNegativeInteger
_:cue-words
    rdf:type oa:TextQuoteSelector
    oa:exact "told the Gazette"
    oa:prefix "“We will not attack,” Ada Fable "
    oa:suffix ". Residents doubted the promise."

file:#evidence--log
    rdf:type oa:Annotation
    oa:motivatedBy oa:linking
    dcterms:creator _:evidence-ed
    dcterms:modified "2031-05-01T00:00:00Z"^^xsd:dateTime
    oa:hasBody _:document
    oa:hasBody _:title
    oa:hasTarget file:#claim--no-attack
    term:item page:#log
_:evidence-ed
    rdf:type foaf:Person
    foaf:name "ed"
_:document
    rdf:type oa:SpecificResource
    oa:hasPurpose oa:linking
    oa:hasSource page:#log
_:title
    rdf:type oa:TextualBody
    oa:hasPurpose oa:describing
    rdf:value "Log"
    dc:format "text/plain"
page:#log
    term:title "Log"
    term:publisher "Ministry"
    term:date "2031-04~"
    term:relays "Harbour Office"
    term:ownReport "false"^^xsd:boolean
    term:earliest "2031-04-01"^^xsd:date
    term:latest "2031-04-30"^^xsd:date
    term:retrieved "2031-05-01"^^xsd:date
"""


def test_a_briefing_says_these_triples_and_no_others(tmp_path: Path) -> None:
    evidence = {"id": "log", "title": "Log", "publisher": "Ministry", "date": "2031-04~"}
    so = {
        "verdict": "supported",
        "as_of": "2031-04-30",
        "rationale": "So it *seems*.",
        "scales": {"credibility": "2"},
        "evidence": [{"item": "log", "from": "Harbour Office", "record": True, "shows": "a plan"}],
    }
    said = {"verdict": "single-source", "as_of": "2031-04-30", "note": "Nobody else was there."}
    judged = claim(key=True, finding="She says so; the log points that way.", said=said, so=so)
    value = briefing(evidence=[evidence | {"relays": ["Harbour Office"]}], claims=[judged])
    corpus = compiled(tmp_path, articles={"2031-04-28-drill": (TEXT, value)}).corpus
    said = canonical(files(corpus)["drill.jsonld"])
    options = {"inputFormat": "application/n-quads", "format": "application/n-quads"}
    expected = jsonld.normalize(
        "".join(f"{quad}\n" for quad in _quads(TRIPLES)), {"algorithm": "URDNA2015", **options}
    )
    assert said.splitlines() == expected.splitlines()


def _quads(text: str) -> Iterator[str]:
    """The lines of N-Quads that `TRIPLES` stands for."""
    subject, lists = "", 0
    for line in filter(None, text.splitlines()):
        if not line.startswith(" "):
            subject = _term(line)
            continue
        predicate, told = line.split(maxsplit=1)
        if told.startswith("("):
            lists += 1
            items = told.split()[1:-1]
            if not items:
                yield f"{subject} {_term(predicate)} {_term('rdf:nil')} ."
                continue
            cells = [f"_:list-{lists}-{number}" for number in range(len(items))]
            yield f"{subject} {_term(predicate)} {cells[0]} ."
            for item, cell, rest in zip(items, cells, [*cells[1:], "rdf:nil"], strict=True):
                yield f"{cell} {_term('rdf:first')} {_term(item)} ."
                yield f"{cell} {_term('rdf:rest')} {_term(rest)} ."
        else:
            yield f"{subject} {_term(predicate)} {_term(told)} ."


def _term(written: str) -> str:
    if written.startswith('"'):
        words, typed, kind = written.rpartition("^^")
        return f"{words}^^{_term(kind)}" if typed else written
    prefix, _, name = written.partition(":")
    return written if prefix == "_" else f"<{_PREFIXES[prefix]}{name}>"


# --- whole files ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["project", *VALID])
def test_no_word_and_no_address_is_lost(name: str, corpora: dict[str, Corpus]) -> None:
    for document in files(corpora[name]).values():
        found, dropped = expanded(document)
        assert dropped == []
        for address in _addresses(found):
            assert re.match("https?://", address), address
            assert not address.startswith(NOWHERE), address


def test_what_has_no_meaning_would_be_noticed(corpora: dict[str, Corpus]) -> None:
    document = files(corpora["project"])["all--1.jsonld"]
    document["items"][0] |= {"mood": "glad", "motivation": ["wondering"]}
    found, dropped = expanded(document)
    assert dropped == ["mood"]
    assert f"{NOWHERE}wondering" in set(_addresses(found))


def test_what_is_said_twice_is_the_same(corpora: dict[str, Corpus]) -> None:
    """An annotation says the same in the collection of its briefing and in that of all."""
    corpus = corpora["project"]
    written = files(corpus)
    one = [item for slug in corpus.by_slug for item in written[f"{slug}.jsonld"]["first"]["items"]]
    everything = written["all--1.jsonld"]
    context = everything["@context"]
    assert canonical([{"@context": context, **told} for told in one]) == canonical(
        [{"@context": context, **told} for told in everything["items"]]
    )


def _addresses(value: Any) -> Iterator[str]:
    """The addresses in a document in its long form: those of things, properties and types."""
    if isinstance(value, list):
        for inner in value:
            yield from _addresses(inner)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name in ("@id", "@type"):
                yield from [inner] if isinstance(inner, str) else inner
            elif not name.startswith("@"):
                yield name
            if name not in ("@id", "@type", "@value"):
                yield from _addresses(inner)


@pytest.mark.parametrize("name", ["project", "ids-in-other-scripts", "translated-article"])
def test_every_address_of_ours_leads_somewhere(name: str, corpora: dict[str, Corpus]) -> None:
    """To a page and an element on it, or to a file and an annotation in it."""
    written = files(corpora[name])
    places = {
        f"{URL}data/web-annotation/{quote(file)}": set(_addresses(expanded(told)[0]))
        for file, told in written.items()
    }
    pages = {
        f"{URL}{routes.url_of(page.source)}": page
        for page in build_pages(corpora[name], with_exports(URL))
    }
    found = {address for told in places.values() for address in told if address.startswith(URL)}
    ids: dict[str, set[str]] = {}
    renderer = Renderer(TEMPLATES)
    for address in found:
        page, _, anchor = address.partition("#")
        if page in places:
            assert not anchor or address in places[page]
            continue
        if page not in ids:
            text, problems = renderer.render(pages[page])
            assert not problems
            ids[page] = {unescape(one) for one in re.findall(' id="([^"]+)"', text)}
        assert not anchor or unquote(anchor) in ids[page], address
    assert len(ids) > 2


def test_no_word_of_ours_is_one_of_the_w3cs() -> None:
    assert linked_data.W3C_CONTEXT == W3C_CONTEXT
    assert not {term.name for term in TERMS} & (linked_data.TERMS.keys() | linked_data.OTHER_NAMES)

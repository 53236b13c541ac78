"""The bibliography and the network of who passes claims to whom."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from generator.corpus import Corpus
from generator.exporting import bibliography, network
from generator.pipeline import compile_corpus
from tests.building import FOLDER, TEXT, actor, briefing, claim, compiled, hop, outlet, own_claim
from tests.overlay import PROJECT

_GRAPH = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return compile_corpus(PROJECT).corpus


def text(pieces: Any) -> str:
    return b"".join(pieces).decode()


def drill(root: Path, *claims: Any, **fields: Any) -> Corpus:
    actors = {
        "ada-fable": actor(),
        "gazette": outlet(),
        "agency": actor(name='The "Agency" \\ <Ltd>', type="organisation"),
    }
    cast = [{"actor": name, "role": "a part"} for name in actors]
    value = briefing(claims=list(claims) or [claim()], actors=cast, **fields)
    result = compiled(root, articles={FOLDER: (TEXT, value)}, actors=actors)
    assert result.diagnostics == ()
    return result.corpus


def items(corpus: Corpus) -> Mapping[str, Any]:
    return {item["id"]: item for item in json.loads(text(bibliography.csl_json(corpus)))}


def test_the_article_and_all_evidence_are_in_the_bibliography(corpus: Corpus) -> None:
    found = items(corpus)
    [article] = corpus.articles
    assert len(found) == 1 + len(article.briefing.evidence)
    own = found[article.slug]
    assert own["type"] == "article-newspaper"
    assert own["container-title"] == "Iran Daily"
    assert own["URL"] == article.briefing.source.url
    assert f"{article.slug}#xinhua-0911" in found


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("2031-04-28", {"date-parts": [[2031, 4, 28]]}),
        ("2031-04-28~", {"date-parts": [[2031, 4, 28]], "circa": True}),
        ("2031-04", {"date-parts": [[2031, 4]]}),
        ("2032-02", {"date-parts": [[2032, 2]]}),
        ("2031", {"date-parts": [[2031]]}),
        ("2031-04-28/2031-05-02", {"date-parts": [[2031, 4, 28], [2031, 5, 2]]}),
        ("2031/..", {"literal": "2031/.."}),
        ("../2031-04", {"literal": "../2031-04"}),
    ],
)
def test_a_date_is_as_precise_as_it_is(published: str, issued: Any, tmp_path: Path) -> None:
    corpus = drill(tmp_path, source={"published": published})
    assert items(corpus)["drill"]["issued"] == issued


def test_a_title_that_others_have_given_stands_in_brackets(tmp_path: Path) -> None:
    assert items(drill(tmp_path / "a"))["drill"]["title"] == "[A drill near Oldtown]"
    corpus = drill(tmp_path / "b", source={"headline": "No attack"})
    assert items(corpus)["drill"]["title"] == "No attack"


def test_nothing_in_bibtex_ends_a_field_or_runs(tmp_path: Path) -> None:
    headline = r"50 % & more} \input{/etc/passwd} #1 $x$ ~ ^ _"
    bib = text(bibliography.bibtex(drill(tmp_path, source={"headline": headline})))
    [title] = re.findall(r"^  title = \{(.*)\},$", bib, re.MULTILINE)
    assert title == (
        r"{50 \% \& more\} \textbackslash{}input\{/etc/passwd\} \#1 \$x\$ "
        r"\textasciitilde{} \textasciicircum{} \_}"
    )
    depth = 0
    for sign in re.sub(r"\\[{}]", "", bib):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0


def test_signs_of_bibtex_stay_as_they_are(tmp_path: Path) -> None:
    headline = "1990--91 --- ``so'' ,,it'' <<was>> ?` -"
    bib = text(bibliography.bibtex(drill(tmp_path, source={"headline": headline})))
    [title] = re.findall(r"^  title = \{(.*)\},$", bib, re.MULTILINE)
    assert title.removeprefix("{").removesuffix("}").split() == [
        "1990-{}-91",
        "-{}-{}-",
        r"\textasciigrave{}\textasciigrave{}so'{}'",
        ",{},it'{}'",
        "<{}<was>{}>",
        r"?\textasciigrave{}",
        "-",
    ]


def test_every_entry_of_bibtex_has_a_key_of_its_own(corpus: Corpus) -> None:
    keys = re.findall(r"^@\w+\{([^,]+),$", text(bibliography.bibtex(corpus)), re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(items(corpus))
    assert all(re.fullmatch("[a-z0-9-]+", key) for key in keys)


# --- the network -------------------------------------------------------------------------------


def edges(corpus: Corpus) -> dict[tuple[str, str], int]:
    return {ends: edge.claims for ends, edge in network.network(corpus).edges.items()}


def test_claims_go_from_the_origin_to_the_outlet(tmp_path: Path) -> None:
    way = [hop(), hop("agency", cue="she added", form="indirect")]
    corpus = drill(tmp_path, claim(attribution=way), source={"outlet": "gazette"})
    assert edges(corpus) == {
        ("actor:ada-fable", "actor:agency"): 1,
        ("actor:agency", "actor:gazette"): 1,
    }


def test_an_article_without_an_outlet_is_a_node(tmp_path: Path) -> None:
    assert edges(drill(tmp_path)) == {("actor:ada-fable", "article:drill"): 1}


def test_the_own_voice_is_counted_without_an_edge(tmp_path: Path) -> None:
    corpus = drill(tmp_path, own_claim("met", "Ministers met"), source={"outlet": "gazette"})
    made = network.network(corpus)
    assert made.edges == {}
    assert made.nodes["actor:gazette"].own == 1


def test_sources_without_a_name_are_each_articles_own(tmp_path: Path) -> None:
    unnamed = {"unnamed": "Residents", "cue": "doubted", "form": "indirect"}
    corpus = drill(tmp_path, claim("doubt", "the promise", attribution=[unnamed]))
    assert edges(corpus) == {("unnamed:drill:Residents", "article:drill"): 1}


def test_the_outlets_own_step_leads_nowhere(tmp_path: Path) -> None:
    told = [hop("gazette")]
    corpus = drill(tmp_path, claim(attribution=told), source={"outlet": "gazette"})
    assert edges(corpus) == {}
    assert network.network(corpus).nodes["actor:gazette"].claims == 1


def test_all_claims_of_the_sample_are_somewhere(corpus: Corpus) -> None:
    made = network.network(corpus)
    assert sum(node.claims + node.own for node in made.nodes.values()) == 35


def test_a_step_that_only_evidence_shows_is_told_apart(corpus: Corpus) -> None:
    ministry = "unnamed:iran-armenia-azerbaijan:The ministry"
    made = network.network(corpus).edges
    agency = next(other for one, other in made if one == ministry)
    assert made[ministry, agency].shown == made[ministry, agency].claims
    stated = [edge for edge in made.values() if edge.shown == 0]
    assert stated


def test_graphml_says_the_same(corpus: Corpus) -> None:
    made = network.network(corpus)
    [graph] = ElementTree.fromstring(text(network.graphml(corpus))).iter(f"{_GRAPH}graph")
    nodes = {node.get("id"): node for node in graph.iter(f"{_GRAPH}node")}
    assert nodes.keys() == made.nodes.keys()
    for key, node in nodes.items():
        told = {data.get("key"): data.text or "" for data in node}
        assert told["label"] == made.nodes[key or ""].label
    found = {(e.get("source"), e.get("target")): e for e in graph.iter(f"{_GRAPH}edge")}
    assert found.keys() == made.edges.keys()


def test_names_cannot_break_out(tmp_path: Path) -> None:
    way = [hop("agency")]
    corpus = drill(tmp_path, claim(attribution=way), source={"outlet": "gazette"})
    root = ElementTree.fromstring(text(network.graphml(corpus)))
    labels = {data.text for data in root.iter(f"{_GRAPH}data") if data.get("key") == "label"}
    assert 'The "Agency" \\ <Ltd>' in labels
    assert r'[label="The \"Agency\" \\ <Ltd>"]' in text(network.dot(corpus))

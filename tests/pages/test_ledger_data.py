"""The ledger's data says of every claim what its row on the plain pages says."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._parts import ClaimRef
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.pages import _routes as routes
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._facets import facets
from article_briefings.pages._labels import name_key
from benchmarks.ledger_corpus import PER_ARTICLE, ledger_files, made_up
from tests.building import compiled
from tests.overlay import EXAMPLES, PROJECT, lay

Json = dict[str, Any]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return made_up(1200)


def _parts(files: dict[str, bytes]) -> list[Json]:
    """Each part with the words of its claims."""
    index = json.loads(files[routes.LEDGER_INDEX])
    names = zip((name for name, _ in index["parts"]), index["quotes"], strict=True)
    return [
        {
            key: value
            for name in both
            for key, value in json.loads(gzip.decompress(files[f"claims/{name}"])).items()
        }
        for both in names
    ]


def _rows(files: dict[str, bytes]) -> list[Json]:
    """Each claim as the script reads it."""
    index, rows = json.loads(files[routes.LEDGER_INDEX]), []
    for part in _parts(files):
        articles = [article for article in part["articles"] for _ in range(article[3])]
        assert len(articles) == len(part["id"]) == len(part["text"]) == len(part["chain"])
        about = {place: named for place, *named in part["about"]}
        more = {name: dict(found) for name, found in part["more"].items()}
        own = {key: values for key, values in index["sides"].items() if key.startswith("field_")}
        for place, article in enumerate(articles):
            who, steps, says, relays = part["chains"][part["chain"][place]]
            sides = {
                side: index["sides"][side][part[side][place]][0]
                for side in ("kind", "form", "so", "hops")
            }
            rows.append(
                {
                    "address": _address(article[0], part["id"][place], place in more["key"]),
                    "sentence": [who, part["text"][place]],
                    "quote": _quote(part, place),
                    "verdicts": part["verdicts"][part["verdict"][place]],
                    "finding": more["finding"].get(place, ""),
                    "implied": place in more["implied"],
                    "said": sorted(index["sides"]["said"][said][0] for said in part["said"][place]),
                    "article": article[1],
                    "date": article[2],
                    "year": index["sides"]["year"][article[4]][0],
                    "topics": [index["sides"]["topic"][topic][0] for topic in article[5]],
                    "chain": _sentence(index, steps),
                    "says": [index["actors"][actor][0] for actor in says],
                    "relays": sorted(index["actors"][actor][0] for actor in relays),
                    "about": [index["actors"][actor][0] for actor in about.get(place, [])],
                    "related": [
                        [verb, _address((other or article)[0], name, key), who, text, *other]
                        for verb, name, key, who, text, *other in more["related"].get(place, [])
                    ],
                    "draft": place in more["draft"],
                    "own": {
                        key: [values[number][0] for number in more[key].get(place, [])]
                        for key, values in own.items()
                    },
                    **sides,
                }
            )
    return rows


def _quote(part: Json, place: int) -> list[Any]:
    look, *words = part["quotes"][place]
    return [[word for word in words if word], *part["looks"][look], words[-1] == ""]


def _address(slug: str, identifier: str, key: int) -> str:
    """Key claims have a page of their own."""
    return f"claim/{slug}/{identifier}/" if key else f"briefings/{slug}/#{identifier}"


def _sentence(index: Json, steps: list[list[Any]]) -> str:
    names = [
        (index["words"][word], name if isinstance(name, str) else index["actors"][name][1])
        for word, name in steps
    ]
    words = [f"{word} {name}" if at else name for at, (word, name) in enumerate(names)]
    return ", ".join(words)


def _has(refs: list[ClaimRef], ref: ClaimRef) -> bool:
    return any(other.key == ref.key for other in refs)


def _expected(corpus: Corpus, ref: ClaimRef) -> Json:
    row = ClaimViews(corpus, routes.PageLinks(routes.HOME)).row(ref)
    sides = {facet.key: facet.of(ref) for facet in facets(corpus)}
    stated = [step for step in row.chain.steps if step.stated]
    joined = [f"{s.link_word} {s.name.text}" if at else s.name.text for at, s in enumerate(stated)]
    return {
        "address": row.href,
        "sentence": list(row.sentence),
        "quote": [list(row.quote.parts), *row.quote[1:]],
        "verdicts": [list(answer) for answer in row.verdicts.beside],
        "finding": row.finding,
        "implied": row.implied,
        "said": sorted(sides["said"]),
        "article": row.article.text,
        "date": row.date,
        "topics": list(sides["topic"]),
        "chain": ", ".join(joined) if row.chain.adds else "",
        "says": [name for name, actor in corpus.actors.items() if _has(actor.claimed, ref)],
        "relays": [name for name, actor in corpus.actors.items() if _has(actor.relayed, ref)],
        "about": list(ref.spoken_of),
        "related": [
            [
                related.verb,
                related.claim.href,
                *related.claim.sentence,
                *(
                    [related.article.href.split("/")[1], related.article.text]
                    if related.article
                    else []
                ),
            ]
            for related in row.related
        ],
        "draft": row.draft,
        "own": {key: list(of) for key, of in sides.items() if key.startswith("field_")},
        **{key: sides[key][0] for key in ("kind", "form", "so", "hops", "year")},
    }


def test_every_claim_is_told_as_on_its_row(corpus: Corpus) -> None:
    expected = [_expected(corpus, ref) for ref in corpus.claims()]
    assert _rows(ledger_files(corpus)) == expected
    assert any(row["related"] for row in expected)
    assert any(row["about"] for row in expected)


@pytest.mark.parametrize("project", ["seed", "examples", "draft", "hostile", "own-fields"])
def test_the_projects_of_the_repository_are_told_as_on_their_rows(
    tmp_path: Path, project: str
) -> None:
    roots = {"seed": PROJECT, "examples": PROJECT / "examples"}
    root = roots.get(project) or lay(EXAMPLES / "valid" / project, tmp_path)
    corpus = compile_corpus(root).corpus
    expected = [_expected(corpus, ref) for ref in corpus.claims()]
    assert expected
    assert _rows(ledger_files(corpus)) == expected
    assert any(row["draft"] for row in expected) == (project == "draft")


def test_parts_end_with_an_article_and_keep_the_order(corpus: Corpus) -> None:
    whole, cut = ledger_files(corpus), ledger_files(corpus, size=100)
    assert len(_parts(whole)) == 1
    sizes = [sum(article[3] for article in part["articles"]) for part in _parts(cut)]
    assert all(100 <= size < 100 + PER_ARTICLE for size in sizes[:-1])
    assert _rows(cut) == _rows(whole)


def test_a_part_is_named_by_its_content(corpus: Corpus) -> None:
    files = ledger_files(corpus, size=100)
    for name, content in files.items():
        if name != routes.LEDGER_INDEX:
            digest = hashlib.sha256(gzip.decompress(content)).hexdigest()[:12]
            assert name in (f"claims/ledger-{digest}.packed", f"claims/quotes-{digest}.packed")


def test_the_same_corpus_gives_the_same_bytes() -> None:
    assert ledger_files(made_up(300)) == ledger_files(made_up(300))


def test_actors_stand_in_the_order_of_their_names(corpus: Corpus) -> None:
    names = [name for _, name in json.loads(ledger_files(corpus)[routes.LEDGER_INDEX])["actors"]]
    assert names == sorted(names, key=name_key)


def test_an_empty_corpus_has_an_index_and_no_part(tmp_path: Path) -> None:
    files = ledger_files(compiled(tmp_path, articles={}).corpus)
    assert list(files) == [routes.LEDGER_INDEX]
    assert json.loads(files[routes.LEDGER_INDEX])["parts"] == []

"""The bibliography."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from article_briefings.corpus._corpus import Corpus
from article_briefings.exporting import _bibliography as bibliography
from tests.building import FOLDER, TEXT, actor, claim, compiled, outlet
from tests.exporting.files import briefing
from tests.exporting.test_exporting_carried import every_field


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return every_field(tmp_path_factory.mktemp("every-field"))


def text(pieces: Any) -> str:
    return b"".join(pieces).decode()


def drill(root: Path, *claims: Any, **fields: Any) -> Corpus:
    actors = {
        "ada-fable": actor(),
        "gazette": outlet(),
        "agency": actor(name='The "Agency" \\ <Ltd>', type="organisation"),
    }
    cast = [{"actor": name, "role": "a part"} for name in actors]
    value = briefing(claims=list(claims) or [claim()], cast=cast, **fields)
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
    assert own["container-title"] == "The Gazette"
    assert own["URL"] == article.briefing.source.url
    assert f"{article.slug}#log" in found


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

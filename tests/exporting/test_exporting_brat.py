"""brat's standoff out and in again: the same quotes and cues."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from article_briefings.anchoring._anchored import AnchoredBriefing, AnchoredClaim
from article_briefings.cli._app import app
from article_briefings.corpus import Publication
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.exporting._brat import standoff
from article_briefings.exporting._exports import EXPORTS
from article_briefings.importing._brat import read_brat
from article_briefings.importing._options import Scheme
from article_briefings.input._documents import SourceText
from article_briefings.models._briefing import Briefing
from article_briefings.models._text import Span
from tests.building import claim, document, hop, project, sha256
from tests.exporting.files import Anybody, briefing, name_of
from tests.exporting.test_exporting_carried import every_field
from tests.marked import spans, texts
from tests.overlay import EXAMPLES, PROJECT

CORPUS: Any = SimpleNamespace(actors=Anybody(), name_of=name_of)
Marks = set[tuple[tuple[Span, ...], tuple[Span, ...]]]


@st.composite
def attributed(draw: st.DrawFn) -> AnchoredBriefing:
    """An article with any quotes and cues; the model beside them is a dummy."""
    text = draw(texts)
    parts = spans(text, 3).filter(bool)
    marks = draw(st.lists(st.tuples(parts, st.lists(parts, max_size=2)), min_size=1, max_size=4))
    hops = [hop(), {"unnamed": "a b", "cue": "x", "form": "indirect"}]
    claims = [
        claim(f"c{n}", "x", attribution=hops[: len(cues)]) for n, (_, cues) in enumerate(marks)
    ]
    model = Briefing.model_validate(briefing(text, claims=claims))
    anchored = tuple(
        AnchoredClaim(one, quote, tuple(cues))
        for one, (quote, cues) in zip(model.claims, marks, strict=True)
    )
    source = SourceText("source.txt", text, sha256(text))
    mentions = (draw(spans(text, 3)),)
    return AnchoredBriefing(
        *("drill", document("a: b"), source, model, (), anchored, mentions),
        *((), (), None, ()),
    )


def marks_of(article: AnchoredBriefing) -> Marks:
    """Each quote with the cue of each of its steps; without one, with none."""
    return {
        (one.quote, tuple(sorted(cue)))
        for one in article.claims
        for cue in ([cue for cue in one.cues if cue] or [()])
    }


@settings(max_examples=50)
@given(attributed())
def test_any_article_has_the_same_quotes_and_cues_after_the_way_out_and_in(
    article: AnchoredBriefing,
) -> None:
    found, remarks = read_brat("a.ann", standoff(CORPUS, article), article.source.text, Scheme())
    assert remarks == []
    read: Marks = {
        (one.content.spans, tuple(span for cue in one.cues for span in cue.spans)) for one in found
    }
    bare = {quote for quote, cue in marks_of(article) if cue}
    assert read == {(q, c) for q, c in marks_of(article) if c or q not in bare}


@pytest.mark.parametrize("origin", [PROJECT, EXAMPLES.parent.parent / "examples"])
def test_a_corpus_comes_back_with_the_same_marks(origin: Path, tmp_path: Path) -> None:
    run, out = CliRunner(), tmp_path / "brat"
    result = run.invoke(app, ["export", "brat", "-o", str(out), "--root", str(origin)])
    assert result.exit_code == 0, result.output
    root = project(tmp_path / "p", articles={}, actors={}, notes={})
    (root / "briefings" / "articles").mkdir()
    options = ["--metadata", str(out / "metadata.tsv"), "--root", str(root)]
    result = run.invoke(app, ["import", "brat", str(out), *options])
    said = [line for line in result.stderr.splitlines() if line.startswith("left out")]
    assert all("the outlet" in line for line in said), result.stderr
    before = {a.slug: a for a in compile_corpus(origin, drafts=False).corpus.articles}
    compiled = compile_corpus(root)
    assert compiled.diagnostics == ()
    after = {article.slug: article for article in compiled.corpus.articles}
    assert before.keys() <= after.keys()
    for slug, article in before.items():
        again = after[slug]
        quoted = {one.quote for one in article.claims if one.claim.quote_in == "original"}
        assert {one.quote for one in again.claims} == quoted
        kept = {marks for marks in marks_of(article) if marks[0] in quoted and marks[1]}
        assert kept <= marks_of(again)
        assert again.briefing.source.published == article.briefing.source.published


def test_the_collection_is_complete_and_the_same_each_time(tmp_path: Path) -> None:
    corpus = every_field(tmp_path)
    export, about = EXPORTS["brat"], Publication("A site")
    files = {name: b"".join(pieces) for name, pieces in export.files(corpus, about)}
    assert files == {name: b"".join(pieces) for name, pieces in export.files(corpus, about)}
    assert [*files] == ["annotation.conf", "metadata.tsv", "drill.txt", "drill.ann"]
    lines = files["drill.ann"].decode().splitlines()
    assert any(line.startswith("E1\tCue:T") and " Source:T" in line for line in lines)
    assert "Kind\tArg:Content, Value:fact|prediction" in files["annotation.conf"].decode()


def test_verdicts_are_attributes_of_different_things(tmp_path: Path) -> None:
    """On the saying those of a step, on the thing itself those of the claim."""
    lines = standoff(*_only(every_field(tmp_path))).splitlines()
    marks = {line.split("\t")[0]: line.split("\t")[1].split()[0] for line in lines}
    found = [line.split("\t")[1].split() for line in lines if line.startswith("A")]
    [(event, said)] = [rest for name, *rest in found if name == "Said"]
    [(content, so)] = [rest for name, *rest in found if name == "So"]
    assert (said, so) == ("single-source", "pending")
    assert marks[event].startswith("Cue:")
    assert marks[content] == "Content"
    assert any(
        line.endswith(
            "no-attack: Ada Fable: No attack is planned. "
            "(She says so; whether she keeps to it will be known in May.)"
        )
        for line in lines
    )


def _only(corpus: Corpus) -> tuple[Corpus, AnchoredBriefing]:
    [article] = corpus.articles
    return corpus, article

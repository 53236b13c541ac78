"""Web Annotations out and in again: the same claims, cues, events and background marks."""

import json
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
from article_briefings.drafting import written
from article_briefings.drafting._excerpts import Quoting
from article_briefings.exporting._annotations import annotations
from article_briefings.exporting._exports import EXPORTS
from article_briefings.exporting._targets import AnnotationAddresses
from article_briefings.exporting._web_annotation import context
from article_briefings.importing._assembling import Assembly
from article_briefings.importing._json import JsonText, read_json
from article_briefings.importing._options import Scheme
from article_briefings.importing._web_annotation import read_annotations
from article_briefings.input._documents import SourceText
from article_briefings.models._briefing import Briefing
from article_briefings.models._claims import JUDGEMENTS, Claim
from article_briefings.models._text import Span
from article_briefings.models._verdicts import Said
from tests.annotation_model import faults
from tests.building import TEXT, Fields, briefing, claim, document, hop, project, sha256, sound
from tests.exporting.files import name_of, uncounted
from tests.marked import spans, texts
from tests.overlay import EXAMPLES, PROJECT, lay

AT = AnnotationAddresses("https://news.example/a b/")
VALID = ("bom-and-crlf", "discontinuous-quotes", "hostile", "ids-in-other-scripts")
VALID += ("overlapping-marks", "persian-article", "translated-article")


def plain(text: str, found: tuple[Span, ...]) -> tuple[Span, ...]:
    """Parts as a briefing can mark them: whole letters, without spaces at the ends."""
    return tuple(span for part in found if (span := Quoting(text).snapped(part)))


def version_2(value: Fields) -> Fields:
    """A briefing in version 2, whatever its version."""
    return {"cast" if name == "actors" else name: one for name, one in value.items()} | {
        "format": "2"
    }


@st.composite
def marked(draw: st.DrawFn) -> AnchoredBriefing:
    """An article with any marks; the words of the model beside them are a dummy's."""
    text = draw(texts)
    parts = spans(text, 3).map(lambda found: plain(text, found)).filter(bool)
    marks = draw(st.lists(st.tuples(parts, st.lists(parts, max_size=2)), max_size=3))
    events, uses = draw(st.lists(parts, max_size=2)), draw(st.lists(parts, max_size=2))
    hops = [hop(form="direct"), {"unnamed": "a b", "cue": "x", "form": "mixed"}]
    fields = {
        "claims": [
            claim(f"c{n}", "x", attribution=hops[: len(cues)], text=f"Claim {n}.")
            for n, (_, cues) in enumerate(marks or [((), [])])
        ],
        "events": [
            {"id": f"e{n}", "date": "2031-05~", "quote": "x", "label": f"Event {n}"}
            for n in range(len(events))
        ],
        "background": [
            {"note": f"n{n}", "quote": "x", "why": f"Why {n}."} for n in range(len(uses))
        ],
    }
    model = Briefing.model_validate(version_2(briefing(text, **fields)))
    claims = tuple(
        AnchoredClaim(one, quote, tuple(cues))
        for one, (quote, cues) in zip(model.claims, marks, strict=False)
    )
    source = SourceText("source.txt", text, sha256(text))
    nothing: Any = document("a: b")
    return AnchoredBriefing(
        "drill",
        nothing,
        source,
        model,
        names=(),
        claims=claims,
        mentions=((),),
        background=tuple(uses),
        events=tuple(events),
        translation=None,
        translated_mentions=(),
    )


def exported(article: AnchoredBriefing) -> str:
    """A list of an article's annotations, as the export makes them."""
    corpus: Any = SimpleNamespace(name_of=name_of, counts=uncounted)
    items = list(annotations(corpus, article, AT))
    return json.dumps({"@context": context(AT), "items": items})


@settings(max_examples=40, deadline=None)
@given(marked())
def test_any_article_has_the_same_marks_after_the_way_out_and_in(
    article: AnchoredBriefing,
) -> None:
    read = read_json("a.jsonld", exported(article))
    assert isinstance(read, JsonText)
    file = read_annotations(read)
    found = Assembly(article.source.text, file.notes, Scheme(), "web-annotation")
    assert (found.remarks, found.rest) == ([], {})
    claims = {
        one.claim.id: (
            one.content.spans,
            one.claim.text,
            one.claim.kind,
            [(step.cue, step.actor, step.words, step.form) for step in one.claim.steps],
        )
        for one in found.attributions
    }
    steps = [("ada-fable", "Ada Fable", "direct"), ("", "a b", "mixed")]
    assert claims == {
        one.claim.id: (
            one.quote,
            one.claim.text,
            one.claim.kind,
            [(cue, *step) for cue, step in zip(one.cues, steps, strict=False)],
        )
        for one in article.claims
    }
    assert [(mark.spans, one.id, one.label, one.date) for mark, one in found.events] == [
        (parts, event.id, event.label, event.date.text)
        for parts, event in zip(article.events, article.briefing.events, strict=True)
    ]
    assert [(mark.spans, one.note, one.why) for mark, one in found.background] == [
        (parts, use.note, use.why)
        for parts, use in zip(article.background, article.briefing.background, strict=True)
    ]


def marks_of(article: AnchoredBriefing) -> dict[str, Any]:
    """What of a briefing the way out and in does not change, but for the translation."""
    briefing = article.briefing
    kinds = {one.claim.id: one.claim.kind for one in article.claims}
    original = [one for one in article.claims if one.claim.quote_in == "original"]
    claims = {
        one.claim.id: (
            (one.claim.text, one.claim.kind, one.claim.key, one.claim.implied, one.claim.finding),
            one.quote,
            [
                (hop.actor, hop.unnamed, hop.identified_as, hop.shown_by, hop.form, cue)
                for hop, cue in zip(one.claim.attribution, one.cues, strict=True)
            ],
            verdicts_of(one.claim),
            [
                (kind, other)
                for kind, _, other in one.claim.relations
                if other in {them.claim.id for them in original}
                and not (kind == "contradicts" and JUDGEMENTS & {one.claim.kind, kinds[other]})
            ],
        )
        for one in original
    }
    events = {
        event.id: (event.date.text, event.label, event.actors, event.note, parts)
        for event, parts in zip(briefing.events, article.events, strict=True)
        if event.quote_in == "original"
    }
    background = [
        (use.note, use.why, parts)
        for use, parts in zip(briefing.background, article.background, strict=True)
        if use.quote_in == "original"
    ]
    return {
        "title": briefing.title,
        "claims": claims,
        "events": events,
        "background": background,
        "annotators": briefing.review.annotators,
        "evidence": [
            one.model_copy(update={"url": None, "archived_url": None}) for one in briefing.evidence
        ],
    }


def verdicts_of(claim: Claim) -> list[Any]:
    """All of the verdicts of a claim, with their steps and evidence in one shape."""
    return [
        (
            claim.step_of(one) if isinstance(one, Said) else None,
            one.model_dump(exclude={"of", "evidence_"}),
            one.evidence,
        )
        for _, one in claim.verdicts
    ]


@pytest.mark.parametrize("name", ["project", "examples", *VALID])
def test_a_corpus_comes_back_with_the_same_marks(name: str, tmp_path: Path) -> None:
    origin = {"project": PROJECT, "examples": PROJECT / "examples"}.get(name)
    origin = origin or lay(EXAMPLES / "valid" / name, tmp_path / "origin")
    corpus = compile_corpus(origin, drafts=False).corpus
    source = _written(corpus, tmp_path / "out")
    root = project(tmp_path / "p", articles={}, actors={}, notes={})
    for part in ("actors", "background"):
        (root / "briefings" / part).rename(tmp_path / part) if (root / part).exists() else None
        _copied(origin / "briefings" / part, root / "briefings" / part)
    (root / "briefings" / "articles").mkdir()
    options = ["--metadata", str(source / "table.tsv"), "--root", str(root)]
    result = CliRunner().invoke(app, ["import", "web-annotation", str(source), *options])
    said = [line for line in result.stderr.splitlines() if line.startswith("left out")]
    assert all("is in the translation" in line for line in said), result.stderr
    compiled = compile_corpus(root)
    assert compiled.diagnostics == ()
    after = {article.slug: marks_of(article) for article in compiled.corpus.articles}
    assert after == {article.slug: marks_of(article) for article in corpus.articles}


def _copied(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for path in source.glob("*.yml"):
        (target / path.name).write_bytes(path.read_bytes())


def _written(corpus: Corpus, target: Path) -> Path:
    """The export of a corpus, with the texts beside it and a table of what it does not have."""
    target.mkdir()
    site = Publication("A site", url="https://news.example/")
    for name, pieces in EXPORTS["web-annotation"].files(corpus, site):
        (target / name).write_bytes(b"".join(pieces))
    rows = ["name\tlanguage\toutlet\tpublished"]
    for article in corpus.articles:
        (target / f"{article.slug}.txt").write_bytes(article.source.text.encode())
        about = article.briefing.source
        cells = (article.slug, about.language, about.outlet or "", about.published.text)
        rows.append("\t".join(cells))
    (target / "table.tsv").write_text("\n".join(rows), "utf-8")
    return target


def test_who_and_what_the_project_does_not_have_is_not_invented(tmp_path: Path) -> None:
    event = {"id": "met", "date": "2031-04", "quote": "met in Oldtown", "label": "They met"}
    use = {"note": "drills", "quote": "a drill", "why": "A word."}
    fields = {"events": [{**event, "actors": ["ada-fable"]}], "background": [use]}
    article = sound(TEXT, **fields)
    source = tmp_path / "in"
    source.mkdir()
    (source / "drill.txt").write_text(TEXT, "utf-8")
    (source / "drill.jsonld").write_text(json.dumps(_collection(article)), "utf-8")
    root = project(tmp_path / "p", articles={}, actors={}, notes={})
    (root / "briefings" / "articles").mkdir()
    options = ["--date", "2031", "--language", "en", "--root", str(root)]
    result = CliRunner().invoke(app, ["import", "web-annotation", str(source), *options])
    assert result.exit_code == 1
    assert "the register has no actor “ada-fable”" in result.stderr
    assert "briefings/background/ has no note “drills”" in result.stderr
    (again,) = compile_corpus(root).corpus.articles
    (step,) = again.briefing.claims[0].attribution
    assert (step.actor, step.unnamed) == (None, "Ada Fable")
    assert (again.briefing.events[0].actors, again.briefing.background) == ((), ())


def test_what_was_brought_along_stands_in_its_place_where_it_is_well_formed() -> None:
    plain = {"type": "TextualBody", "purpose": "commenting", "value": "So?", "language": "en"}
    bodies = [plain, {**plain, "value": 5}, {**plain, "@id": 1}, {**plain, "purpose": "x"}, "y"]
    told = {"id": "https://n.example/é", "body": bodies, "created": "2031", "@context": "x:evil"}
    kept = {"web-annotation": written(told)}
    article = sound(TEXT, claim(extensions=kept))
    made = json.loads(exported(article))["items"][0]
    assert made["body"][2:] == [plain]
    assert made["via"] == "https://n.example/%C3%A9"
    assert json.loads(made["extensions"]) == {"web-annotation": told}
    for other in ("x", ["x"], {"id": "urn:x", "body": {}}, {"id": "javascript:x"}):
        article = sound(TEXT, claim(extensions={"web-annotation": written(other)}))
        made = json.loads(exported(article))["items"][0]
        assert (len(made["body"]), "via" in made) == (2, False)
    collection = _collection(sound(TEXT, claim(extensions=kept)))
    assert faults(collection) == []
    read = read_json("a.jsonld", json.dumps(collection))
    assert isinstance(read, JsonText)
    found = Assembly(TEXT, read_annotations(read).notes, Scheme(), "web-annotation")
    assert found.attributions[0].extensions == {"web-annotation": told}


def test_a_purpose_in_a_list_is_that_purpose() -> None:
    page = json.loads(exported(sound(TEXT, claim())))
    for one in page["items"]:
        for body in one.get("body", ()):
            body["purpose"] = [body["purpose"]]
    read = read_json("a.jsonld", json.dumps(page))
    assert isinstance(read, JsonText)
    assert read_annotations(read).notes


def _collection(article: AnchoredBriefing) -> Any:
    corpus: Any = SimpleNamespace(name_of=name_of, articles=[article], counts=uncounted)
    about = Publication("A site", url="https://news.example/")
    [(_, pieces), *_] = EXPORTS["web-annotation"].files(corpus, about)
    return json.loads(b"".join(pieces))

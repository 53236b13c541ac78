"""Briefings as Web Annotations: the model's rules, where quotes stand, and that nothing is lost."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from article_briefings.anchoring import TextQuote, fold
from article_briefings.anchoring._anchored import AnchoredClaim
from article_briefings.cli._app import app
from article_briefings.corpus import Publication
from article_briefings.corpus._corpus import Corpus
from article_briefings.exporting import _web_annotation as web_annotation
from article_briefings.exporting._annotations import annotations
from article_briefings.exporting._exports import EXPORTS, catalogue
from article_briefings.exporting._targets import CONTEXT, AnnotationAddresses, text_quote
from article_briefings.exporting._web_annotation import TERMS
from article_briefings.models import DIRECTION, RELATIONS
from article_briefings.models._briefing import BackgroundUse, Event, Evidence
from article_briefings.models._claims import Claim, Hop
from article_briefings.models._declarations import Declarations
from article_briefings.models._text import Span
from article_briefings.models._verdicts import EvidenceUse, Said, Scales, So
from article_briefings.pages import _routes as routes
from article_briefings.pages._home import data_page
from article_briefings.pages._routes import Addresses
from tests import overlay
from tests.annotation_model import annotations_of, exported, faults
from tests.building import TEXT, actor, claim, compiled, hop, project
from tests.built import data_files
from tests.exporting.files import (
    briefing,
    name_of,
    outlined,
    sound,
    two_articles,
    uncounted,
)
from tests.exporting.test_exporting_carried import every_field
from tests.overlay import with_exports
from tests.packed import models
from tests.texts import HOSTILE, repetitive, showable

URL = "https://news.example/briefings/"
ABOUT = Publication("A site", "About it", URL)
RUN = CliRunner()
Told = dict[str, Any]
VALID = (
    "bom-and-crlf",
    "discontinuous-quotes",
    "hostile",
    "ids-in-other-scripts",
    "overlapping-marks",
    "persian-article",
    "translated-article",
)


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    """The project's own corpus, and examples of what is rare."""
    return overlay.corpora(VALID, tmp_path_factory)


def files(corpus: Corpus) -> dict[str, Told]:
    return exported(corpus, ABOUT)


def told(corpus: Corpus) -> dict[str, Told]:
    """Every annotation of the collections of briefings, by its address."""
    documents = (document for name, document in files(corpus).items() if "--" not in name)
    return {one["id"]: one for document in documents for one in annotations_of(document)}


# --- the model -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["project", *VALID])
def test_what_the_model_asks_is_kept(name: str, corpora: dict[str, Corpus]) -> None:
    corpus = corpora[name]
    written = files(corpus)
    assert {f"{article.slug}.jsonld" for article in corpus.articles} < written.keys()
    for document in written.values():
        assert faults(document) == []


def test_every_field_keeps_what_the_model_asks(tmp_path: Path) -> None:
    for document in files(every_field(tmp_path)).values():
        assert faults(document) == []


def test_each_verdict_is_a_body_of_its_own(tmp_path: Path) -> None:
    [one] = [one for one in told(every_field(tmp_path)).values() if "said" in one]
    assert [body["value"] for body in one["body"] if body["purpose"] == "assessing"] == [
        "Was it said? By Ada Fable: one source only.",
        "Is it so? Too early.",
    ]
    assert one["said"][0]["saidVerdict"] == "single-source"
    assert one["so"]["soVerdict"] == "pending"
    assert not {"verdict", "soVerdict"} & one["said"][0].keys()
    assert (one["said"][0]["accounts"], one["said"][0]["witnesses"]) == (2, 2)


def _first(document: Told) -> Told:
    """The first annotation of a file: that of a claim."""
    found: Told = document["first"]["items"][0]
    return found


def _selectors(document: Told) -> list[Told]:
    found: list[Told] = _first(document)["target"][0]["selector"]
    return found


BREAKS: list[tuple[str, Callable[[Told], Any]]] = [
    ("5.1", lambda d: d.pop("@context")),
    ("5.1", lambda d: d["@context"].pop()),
    ("5.1", lambda d: d.update(id=[d["id"]])),
    ("5.1", lambda d: d.pop("label")),
    ("5.1", lambda d: d.update(total=-1)),
    ("5.1", lambda d: d.pop("first")),
    ("5.1", lambda d: d.update(first="page")),
    ("5.1", lambda d: d.pop("last")),
    ("5.1", lambda d: d.update(last=d["id"])),
    ("5.2", lambda d: d["first"].update({"@context": d["@context"]})),
    ("5.2", lambda d: d["first"].pop("id")),
    ("5.2", lambda d: d["first"].update(type=["OrderedCollectionPage"])),
    ("5.2", lambda d: d["first"].pop("partOf")),
    ("5.2", lambda d: d["first"]["items"].clear()),
    ("5.2", lambda d: d["first"].update(next="all")),
    ("5.2", lambda d: d["first"].update(startIndex="0")),
    ("3.1", lambda d: _first(d).update(id="claim")),
    ("3.1", lambda d: _first(d).update(type="Claim")),
    ("3.1", lambda d: _first(d).pop("target")),
    ("3.1", lambda d: _first(d).pop("body")),
    ("3.3.1", lambda d: _first(d).update(modified="2026-11-24")),
    ("3.3.1", lambda d: _first(d).update(modified="2026-02-30T00:00:00Z")),
    ("3.3.1", lambda d: _first(d).update(created=["2026-02-03T00:00:00Z"] * 2)),
    (
        "3.3.2",
        lambda d: _first(d)["creator"][0].update(id=["https://a.example", "https://b.example"]),
    ),
    ("3.3.2", lambda d: _first(d)["creator"][0].update(type="Agent")),
    ("3.3.2", lambda d: _first(d)["creator"][0].pop("name")),
    ("3.3.5", lambda d: _first(d).update(motivation=["reviewing"])),
    ("3.3.5", lambda d: _first(d)["body"][0].pop("purpose")),
    ("3.3.6", lambda d: _first(d).update(rights="all of them")),
    ("3.3.7", lambda d: _first(d).update(canonical="claim")),
    ("3.3.7", lambda d: _first(d).update(via=["claim"])),
    ("bodyValue", lambda d: _first(d).update(bodyValue="words")),
    ("3.2", lambda d: _first(d)["body"][0].update(type="Choice")),
    ("3.2", lambda d: _first(d).update(target=[_first(d)["body"][0]])),
    ("3.2.1", lambda d: _first(d).update(target="page")),
    ("3.2", lambda d: _first(d).update(target=["https://a.example/"])),
    ("3.2.1", lambda d: _first(d)["body"][0].update(format="plain")),
    ("3.2.1", lambda d: _first(d)["body"][0].update(language="English")),
    ("3.2.1", lambda d: _first(d)["body"][0].update(textDirection="down")),
    ("3.2.4", lambda d: _first(d)["body"][0].pop("value")),
    ("3.2.4", lambda d: _first(d)["target"][0].update(value="words")),
    ("4", lambda d: _first(d)["body"][0].update(source="https://a.example")),
    ("4", lambda d: _first(d)["target"][0].pop("source")),
    ("4.2", lambda d: _selectors(d)[0].update(type="Selector")),
    ("4.2.1", lambda d: _selectors(d)[0].pop("value")),
    ("4.2.1", lambda d: _selectors(d)[0].pop("conformsTo")),
    ("4.2.4", lambda d: _selectors(d)[1]["refinedBy"].pop("exact")),
    ("4.2.4", lambda d: _selectors(d)[1]["refinedBy"].update(prefix=["a", "b"])),
    ("4.2.5", lambda d: _selectors(d)[0]["refinedBy"].pop("end")),
    ("4.2.5", lambda d: _selectors(d)[0]["refinedBy"].update(start=-1)),
]


@pytest.mark.parametrize(("section", "broken"), BREAKS)
def test_what_breaks_the_model_is_noticed(
    section: str, broken: Callable[[Told], Any], corpora: dict[str, Corpus]
) -> None:
    document = files(corpora["project"])["iran-armenia-azerbaijan.jsonld"]
    broken(document)
    assert any(fault.startswith(f"{section}: ") for fault in faults(document))


def test_the_collection_of_all_has_every_annotation_once(
    corpora: dict[str, Corpus], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_annotation, "PAGE", 7)
    written = files(corpora["project"])
    everything = written["all--collection.jsonld"]
    by_address = {document["id"]: document for document in written.values()}
    address, before, items = everything["first"], None, []
    while address:
        page = by_address[address]
        assert (page["startIndex"], page.get("prev")) == (len(items), before)
        assert page["partOf"] == everything["id"]
        items += page["items"]
        before, last, address = address, address, page.get("next")
    assert last == everything["last"]
    assert len(items) == everything["total"]
    assert {one["id"]: one for one in items} == told(corpora["project"])
    assert len({one["id"] for one in items}) == len(items)


def test_a_corpus_without_articles_has_an_empty_collection(tmp_path: Path) -> None:
    corpus = compiled(tmp_path, articles={}).corpus
    [(name, document)] = files(corpus).items()
    assert name == "all--collection.jsonld"
    assert (document["total"], "first" in document) == (0, False)
    assert faults(document) == []


# --- where quotes stand --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["project", *VALID])
def test_every_selector_finds_the_span_again(name: str, corpora: dict[str, Corpus]) -> None:
    corpus = corpora[name]
    found = 0
    for article in corpus.articles:
        texts = {f"{n.replace('original', 'article')}-text": t.text for n, t in article.texts}
        for one in annotations_of(files(corpus)[f"{article.slug}.jsonld"]):
            for target in one["target"]:
                if isinstance(target, str):
                    continue
                assert target["source"] == AnnotationAddresses(URL).briefing(article.slug)
                place, words = target["selector"]
                assert place["value"] == words["value"]
                text = texts[place["value"]]
                span = Span(place["refinedBy"]["start"], place["refinedBy"]["end"])
                assert _quote(words["refinedBy"]).match(text) == [span]
                found += 1
    assert found


def test_spans_are_those_of_the_claims(corpora: dict[str, Corpus]) -> None:
    written = told(corpora["translated-article"])
    texts = set()
    for article in corpora["translated-article"].articles:
        for one in article.claims:
            annotation = written[AnnotationAddresses(URL).claim(article.slug, one.claim.id)]
            texts.add(annotation["target"][0]["selector"][0]["value"])
            assert _spans(annotation) == list(one.quote)
            cues = [written[step["cue"]] for step in annotation["attribution"] if "cue" in step]
            assert [_spans(cue) for cue in cues] == [list(spans) for spans in one.cues if spans]
    assert texts == {"article-text", "translation-text"}


@settings(max_examples=60)
@given(repetitive | showable, st.data())
def test_words_with_what_stands_around_them_find_their_place(
    text: str, data: st.DataObject
) -> None:
    folded = fold(text)
    places = [at for at in range(len(text) + 1) if folded.index_of(at) is not None]
    start, end = sorted(data.draw(st.lists(st.sampled_from(places), min_size=2, max_size=2)))
    span = Span(start, end)
    if span.of(text) != span.of(text).strip() or not fold(span.of(text)).text.strip():
        return
    if span not in TextQuote(span.of(text)).match(text):  # it ends in a character nobody sees
        return
    quote = _quote(text_quote(text, span))
    assert span in quote.match(text)
    assert text.endswith(quote.prefix, 0, start)
    assert text.startswith(quote.suffix, end)


def test_there_is_more_context_only_where_a_passage_repeats() -> None:
    text = f"{'One. ' * 20}Two. {'One. ' * 20}"
    once, again = text.index("Two"), 10
    assert len(text_quote(text, Span(once, once + 3))["prefix"]) == CONTEXT
    quote = text_quote(text, Span(again, again + 3))
    assert _quote(quote).match(text) == [Span(again, again + 3)]
    assert len(quote["suffix"]) > CONTEXT


def test_context_cuts_no_character_in_two() -> None:
    text = f"{'e' + chr(0x301)} {'x' * 29} here {'y' * 30}e\u0301"
    span = Span(text.index("here"), text.index("here") + 4)
    quote = _quote(text_quote(text, span))
    assert (quote.prefix, quote.suffix) == (f" {'x' * 29} ", f" {'y' * 30}")
    assert quote.match(text) == [span]


def _quote(selector: Told) -> TextQuote:
    return TextQuote(selector["exact"], selector.get("prefix", ""), selector.get("suffix", ""))


def _spans(annotation: Told) -> list[Span]:
    places = (target["selector"][0]["refinedBy"] for target in annotation["target"])
    return [Span(place["start"], place["end"]) for place in places]


# --- nothing is lost -----------------------------------------------------------------------------


def test_a_claim_comes_back_from_its_annotation(corpora: dict[str, Corpus]) -> None:
    """All but how its quote and cues were written: where they stand is what counts."""
    for corpus in corpora.values():
        written = told(corpus)
        for ref in corpus.claims():
            annotation = written[AnnotationAddresses(URL).claim(ref.slug, ref.claim.id)]
            assert _claim(annotation) == _plain(ref.claim, ref.slug)


@settings(max_examples=50)
@given(models(Claim))
def test_any_claim_comes_back(value: Claim) -> None:
    """Whatever a claim holds, also what the rules of the format would not allow."""
    span = Span(TEXT.index("Ada"), TEXT.index("Ada") + 3)
    cues = tuple((span,) if step.stated else () for step in value.attribution)
    article = replace(sound(TEXT), claims=(AnchoredClaim(value, (span,), cues),))
    corpus: Any = SimpleNamespace(name_of=name_of, counts=uncounted)
    texts = outlined(replace(article, translation=article.source), sound(TEXT))
    found = list(annotations(corpus, texts, AnnotationAddresses(URL)))
    assert _solid(_claim(found[0])) == _solid(_plain(value, article.slug))
    assert [one["step"] for one in found[1:]] == [n for n, cue in enumerate(cues, 1) if cue]


@settings(max_examples=50)
@given(models(Event), models(BackgroundUse), models(Evidence))
def test_any_event_background_and_evidence_come_back(
    event: Event, use: BackgroundUse, item: Evidence
) -> None:
    article = sound(TEXT)
    span, other = Span(0, 9), Span(10, 13)
    event, item = (one.model_copy(update={"id": one.id or "i"}) for one in (event, item))
    parts = {"events": (event,), "background": (use,), "evidence": (item,)}
    whole = replace(
        article,
        briefing=article.briefing.model_copy(update=parts),
        claims=(),
        events=((span, other),),
        background=((other,),),
        translation=article.source,
    )
    nobody: Any = SimpleNamespace(actors={})
    outlined(whole, article)
    found = list(annotations(nobody, whole, AnnotationAddresses(URL)))
    assert _solid(_event(found[0])) == _solid(_as_told(event, whole.slug))
    assert _solid(_use(found[1])) == _solid(_as_told(use, whole.slug))
    assert _solid(_item(found[2])) == _solid(_as_told(item, whole.slug))
    assert [_spans(found[0]), _spans(found[1])] == [[span, other], [other]]


def _as_told(model: Event | BackgroundUse | Evidence, slug: str) -> Told:
    """Plain values without the quote; references and addresses as they become."""
    at = AnnotationAddresses(URL)
    found = model.model_dump(mode="json", exclude={"quote", "extensions"}, exclude_none=True)
    found |= {
        name: Addresses.encoded(found[name]) for name in ("url", "archived_url") if found.get(name)
    }
    if "actors" in found:
        found["actors"] = [at.actor(name) for name in found["actors"]]
    if found.get("shown_by"):
        found["shown_by"] = at.briefing(slug, found["shown_by"])
    if isinstance(model, BackgroundUse):
        found["note"] = at.note(found["note"])
    return found


def _event(annotation: Told) -> Told:
    names = ("date", "quoteIn", "actors", "note", "shownBy")
    return {
        "id": unquote(annotation["event"].partition("#")[2]),
        "label": annotation["body"][1]["value"],
        "actors": [],
        **{_snake(name): annotation[name] for name in names if name in annotation},
    }


def _use(annotation: Told) -> Told:
    link, why = annotation["body"]
    return {"note": link["source"], "why": why["value"], "quote_in": annotation["quoteIn"]}


def _item(annotation: Told) -> Told:
    document = annotation["body"][0]["source"]
    left = {"id", "earliest", "latest", "ownReport"}
    found = {_snake(name): value for name, value in document.items() if name not in left}
    if document["id"] != annotation["item"]:
        found["url"] = document["id"]
    assert document.get("ownReport", False) == (document.get("relays") == [])
    found["article"] = found.pop("is_the_article", False)
    return found | {"id": unquote(annotation["item"].partition("#")[2])}


def _solid(value: Any) -> Any:
    """A value without empty texts, which no file can hold."""
    if isinstance(value, dict):
        return {name: _solid(inner) for name, inner in value.items() if inner != ""}
    return [_solid(inner) for inner in value] if isinstance(value, list) else value


def test_no_field_is_forgotten() -> None:
    """A new field of a claim belongs into the annotation, and here; the counterpart is left out."""
    fields = {
        model: set(model.model_fields) for model in (Claim, Hop, Said, So, EvidenceUse, Scales)
    }
    grounds = {"evidence_", "note", "rationale", "as_of", "by"}
    assert fields == {
        Claim: {
            *("id", "draft", "key", "text", "quote", "quote_in", "counterpart", "kind_", "implied"),
            *("attribution_", "via", "finding", "said_", "so", *RELATIONS),
            *("relations_", "formerly", "fields", "extensions"),
        },
        Hop: {"actor", "unnamed", "identified_as", "cue", "shown_by", "form"},
        Said: {"of", "verdict", *grounds},
        So: {"verdict", "due", "likelihood", "confidence", "scales", *grounds},
        EvidenceUse: {"item", "relation", "from_", "record", "best", "shows"},
        Scales: {"credibility"},
    }


def _plain(model: Claim, slug: str) -> Told:
    """A claim as plain values; references as the addresses that they become."""
    at = AnnotationAddresses(URL)
    left = {"draft", "quote", "counterpart", "extensions", "said_", "so", "relations_", *RELATIONS}
    found = model.model_dump(mode="json", by_alias=True, exclude=left, exclude_none=True)
    for step in found["attribution"] if not model.speaker_unknown else ():
        step["cue"] = "cue" in step
        for name in ("actor", "identified_as"):
            if step.get(name):
                step[name] = at.actor(step[name])
        if step.get("shown_by"):
            step["shown_by"] = at.briefing(slug, step["shown_by"])
    return {
        **found,
        "relations": [(kind, at.claim(slug, other)) for kind, _, other in model.relations],
        "said": [_plain_verdict(said, slug) for said in model.said],
        **({"so": _plain_verdict(model.so, slug)} if model.so else {}),
    }


def _plain_verdict(verdict: Said | So, slug: str) -> Told:
    at = AnnotationAddresses(URL)
    found: Told = verdict.model_dump(
        mode="json", by_alias=True, exclude={"evidence_", "scales"}, exclude_none=True
    )
    if isinstance(verdict, So) and verdict.scales and verdict.scales.credibility is not None:
        found["credibility"] = verdict.scales.credibility
    uses = [use.model_dump(mode="json", by_alias=True) for use in verdict.evidence]
    given = ({n: v for n, v in use.items() if v not in (None, False)} for use in uses)
    return {
        **found,
        "evidence": [
            {**use, "item": at.briefing(slug, use["item"]) if use["item"] else ""} for use in given
        ],
    }


def _claim(annotation: Told) -> Told:
    """The same from an annotation."""
    said, so = annotation.get("said", ()), annotation.get("so")
    return {
        "id": unquote(annotation["claim"].partition("#")[2]),
        "text": annotation["text"],
        "quote_in": annotation["quoteIn"],
        "kind": annotation["kind"],
        "key": annotation.get("key", False),
        "implied": annotation.get("implied", False),
        "via": annotation.get("briefingVia", True),
        **({"finding": annotation["finding"]} if "finding" in annotation else {}),
        "formerly": annotation.get("formerly", []),
        "fields": json.loads(annotation.get("fields", "{}")),
        "attribution": [
            {_snake(name): value for name, value in step.items()} | {"cue": "cue" in step}
            for step in annotation["attribution"]
        ]
        if "attribution" in annotation
        else annotation["speaker"],
        "relations": [(one["relation"], one["other"]) for one in annotation.get("relations", ())],
        "said": [_verdict(one, "saidVerdict") for one in said],
        **({"so": _verdict(so, "soVerdict")} if so else {}),
    }


def _verdict(told: Told, name: str) -> Told:
    """A verdict without the counts and the step's number, which follow from the rest."""
    names = {name: "verdict", "asOf": "as_of", "judgedBy": "by"}
    left = {"step", "accounts", "witnesses", "reports", "origins"}
    found = {names.get(n, n): value for n, value in told.items() if n not in left}
    uses = ({"from" if n == "cites" else n: v for n, v in u.items()} for u in told["evidence"])
    return {**found, "evidence": [{"item": "", **use} for use in uses]}


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def test_events_background_and_evidence_are_annotations_too(tmp_path: Path) -> None:
    item = {"id": "log", "title": "Log", "publisher": "Ministry", "date": "2031-04", "note": "Old."}
    fields = {
        "evidence": [
            {**item, "url": "https://m.example/log", "language": "az"},
            {**item, "id": "b"},
        ],
        "events": [
            {
                "id": "meeting",
                "date": "2031-04-27~",
                "quote": "met in Oldtown",
                "label": "Ministers meet",
                "actors": ["ada-fable"],
                "shown_by": "log",
            }
        ],
        "background": [{"note": "drills", "quote": "a drill", "why": "A word for much."}],
    }
    article = {"2031-04-28-drill": (TEXT, briefing(**fields))}
    found = told(compiled(tmp_path, articles=article).corpus)
    file = f"{URL}data/web-annotation/drill.jsonld"
    event, background = found[f"{file}#event--meeting"], found[f"{file}#background--1"]
    assert event["event"] == event["body"][0]["source"] == f"{URL}briefings/drill/#meeting"
    assert (event["date"], event["earliest"]) == ("2031-04-27~", "2031-04-27")
    assert event["actors"] == [f"{URL}actors/ada-fable/"]
    assert background["body"][0]["source"] == f"{URL}background/drills/"
    log, other = found[f"{file}#evidence--log"], found[f"{file}#evidence--b"]
    assert log["target"] == event["id"]
    assert log["body"][0]["source"] == {
        "id": "https://m.example/log",
        "language": "az",
        "title": "Log",
        "publisher": "Ministry",
        "date": "2031-04",
        "earliest": "2031-04-01",
        "latest": "2031-04-30",
        "retrieved": "2031-05-01",
        "note": "Old.",
    }
    assert other["target"] == f"{URL}briefings/drill/"
    assert other["body"][0]["source"]["id"] == other["item"] == f"{URL}briefings/drill/#b"
    cue = found[f"{file}#cue--no-attack--1"]
    assert cue["cueOf"] == f"{file}#claim--no-attack"
    assert [body.get("value", body.get("source")) for body in cue["body"]] == [
        f"{URL}actors/ada-fable/",
        "Ada Fable",
    ]


def test_a_source_without_a_name_stays_so(tmp_path: Path) -> None:
    step = hop(actor=None, unnamed="an aide")
    del step["actor"]
    article = {"2031-04-28-drill": (TEXT, briefing(claims=[claim(attribution=[step])]))}
    found = told(compiled(tmp_path, articles=article).corpus)
    cue = next(one for name, one in found.items() if "#cue--" in name)
    assert cue["body"] == [
        {
            "type": "TextualBody",
            "purpose": "identifying",
            "value": "an aide",
            "format": "text/plain",
        }
    ]


def test_claims_of_other_articles_are_named_by_their_annotations(tmp_path: Path) -> None:
    other = {"claims": [claim(contradicts="drill#no-attack")]}
    corpus = two_articles(tmp_path, **other)
    found = told(corpus)
    [one] = [one for one in found.values() if "relations" in one]
    [related] = one["relations"]
    assert related["relation"] == "contradicts"
    assert found[related["other"]]["claim"] == f"{URL}briefings/drill/#no-attack"


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    words = [*HOSTILE, "</script>\u2028\u2029"]
    lines = [DIRECTION.sub("", " ".join(word.split())) for word in words]  # no field may hold any
    fields = {
        "title": lines[0],
        "claims": [claim(text=line, identifier=f"c{n}") for n, line in enumerate(lines)],
        "review": {"annotators": lines[:5], "reviewed": "2031-05-01", "due": "2032-05-01"},
    }
    actors = {"ada-fable": actor(name=lines[1]), "gazette": actor()}
    corpus = compiled(
        tmp_path, articles={"2031-04-28-drill": (TEXT, briefing(**fields))}, actors=actors
    ).corpus
    written = files(corpus)
    assert all(faults(document) == [] for document in written.values())
    assert written["drill.jsonld"]["label"] == lines[0]
    claims = [one for one in annotations_of(written["drill.jsonld"]) if "claim" in one]
    assert [one["text"] for one in claims] == lines
    assert [one["body"][0]["value"] for one in claims] == [f"{lines[1]}: {line}" for line in lines]
    assert [one["name"] for one in claims[0]["creator"]] == lines[:5]


# --- our own words ------------------------------------------------------------------------------


def test_every_term_is_explained_and_used(corpora: dict[str, Corpus], tmp_path: Path) -> None:
    names = [term.name for term in TERMS]
    assert len(set(names)) == len(names)
    assert all(term.meaning.endswith(".") for term in TERMS)
    used = {
        word
        for corpus in (*corpora.values(), every_field(tmp_path))
        for one in files(corpus).values()
        for word in _words(one)
    }
    assert set(names) - {"speaker"} <= used  # which only a draft says, and no draft is exported
    assert {name for name, _, _ in catalogue(Declarations.NOTHING).terms} == set(names)


def _words(value: Any) -> Iterator[str]:
    for inner in value if isinstance(value, list) else [value]:
        if isinstance(inner, dict):
            yield from (name for name in inner if name != "@context")
            for name, one in inner.items():
                if name != "@context":
                    yield from _words(one)


# --- addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["new-bridge", "پل-نو", "café-3"])
def test_addresses_are_those_of_the_pages(name: str) -> None:
    at = AnnotationAddresses(URL)
    assert (
        at.briefing(name, name)
        == f"{URL}{routes.url_of(routes.briefing(name))}{routes.fragment(name)}"
    )
    assert at.actor(name) == f"{URL}{routes.url_of(routes.actor(name))}"
    assert at.note(name) == f"{URL}{routes.url_of(routes.note(name))}"
    assert at.term("x").startswith(f"{URL}{routes.url_of(routes.DATA)}#")
    assert AnnotationAddresses(URL.rstrip("/")).actor(name) == at.actor(name)
    assert AnnotationAddresses("https://news.example/a b").base == "https://news.example/a%20b/"


def test_an_address_of_others_is_encoded_only_where_it_must_be() -> None:
    same = "https://[::1]:8080/a%20b/(c);d=1?e=f&g#h"
    assert Addresses.encoded(same) == same
    assert (
        Addresses.encoded("https://a.example/é{1}%zz|") == "https://a.example/%C3%A9%7B1%7D%25zz%7C"
    )


def _run(root: Path, settings: str, output: Path) -> Any:
    project(root)
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(f"site_name: Test\n{settings}plugins: [briefings]\n", "utf-8")
    return RUN.invoke(app, ["export", "web-annotation", "-o", str(output), "--root", str(root)])


def test_the_command_writes_a_file_for_each_briefing(tmp_path: Path) -> None:
    result = _run(tmp_path / "project", f"site_url: {URL}\n", tmp_path / "out")
    assert result.exit_code == 0, result.output
    names = {path.name for path in (tmp_path / "out").glob("*.jsonld")}
    assert names == {"all--1.jsonld", "all--collection.jsonld", "drill.jsonld"}


def test_the_command_needs_the_address_of_the_site(tmp_path: Path) -> None:
    result = _run(tmp_path / "project", "", tmp_path / "out")
    assert result.exit_code == 2
    assert "site_url" in result.output
    assert not (tmp_path / "out").exists()


def test_a_site_without_an_address_is_published_without_annotations(tmp_path: Path) -> None:
    corpus = compiled(tmp_path).corpus
    place = "data/web-annotation.zip"
    assert place not in data_files(corpus, with_exports())
    assert place in data_files(corpus, with_exports(URL))
    page = data_page(catalogue(Declarations.NOTHING), with_exports().exports, "")
    links = {one.name: one.file.href for one in page.exports}
    assert not links["web-annotation"]
    assert links["csv"]
    assert [name for name in EXPORTS if not links[name]] == ["web-annotation"]

"""Tables out and in again: any values come back, and any briefing, actor and note."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.anchoring._anchored import AnchoredBriefing, AnchoredClaim
from article_briefings.exporting._exports import TABLES
from article_briefings.exporting._table_files import csv_files, json_lines_files, sqlite_of
from article_briefings.exporting._tables import Column, Table
from article_briefings.models import RELATIONS
from article_briefings.models._briefing import Briefing
from article_briefings.models._register import (
    Actor,
    BackgroundNote,
    Story,
    Topic,
    WithdrawnBriefing,
)
from article_briefings.models._text import Span
from article_briefings.models._verdicts import Said, So
from tests.building import TEXT
from tests.exporting.files import Anybody, name_of, outlined, sound, uncounted
from tests.packed import models
from tests.texts import characters

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]

# --- any values ----------------------------------------------------------------------------------

KINDS = {"words": "string", "more": "string", "number": "integer", "is_so": "boolean", "on": "date"}
COLUMNS: Any = [
    Column(name, "A column", lambda row, at=at: row[at], kind)
    for at, (name, kind) in enumerate(KINDS.items())
]
ANY: Table = Table("things", "Anything.", ("key",), (), lambda c, _: iter(c.rows), of_corpus=True)
ANY = replace(ANY, columns=(Column("key", "A key", lambda row: row[-1], "integer"), *COLUMNS))
_NUL = "\0"  # what no briefing may hold and Python's reader of CSV refuses
words = st.text(characters.filter(lambda c: c != _NUL), max_size=20)
formulas = st.tuples(st.sampled_from(["", "'", "''"]), st.sampled_from("=+-@\t\r"), words)
values = st.tuples(
    st.none() | words | formulas.map("".join),
    st.none() | words,
    st.none() | st.integers(-(2**63), 2**63 - 1),
    st.none() | st.booleans(),
    st.none() | st.dates().map(str),
)


@given(st.lists(values, max_size=4))
def test_any_values_come_back_from_each_form(rows: list[tuple[Any, ...]]) -> None:
    keyed = [(*row, key) for key, row in enumerate(rows)]
    corpus: Any = SimpleNamespace(articles=[], rows=keyed)
    names = [column.name for column in ANY.columns]
    expected = [dict(zip(names, (row[-1], *row[:-1]), strict=True)) for row in keyed]
    lines = _written(json_lines_files, corpus).split("\n")[:-1]
    assert [dict.fromkeys(names) | json.loads(line) for line in lines] == expected
    kept = sqlite3.connect(":memory:")
    kept.deserialize(b"".join(sqlite_of([ANY], corpus)))
    assert kept.execute("SELECT * FROM things").fetchall() == [tuple(r.values()) for r in expected]
    kept.close()
    file = io.StringIO(_written(csv_files, corpus), newline="")
    read = [
        {name: _value(cell, kind) for (name, kind), cell in zip(_KINDS.items(), line, strict=True)}
        for line in list(csv.reader(file))[1:]
    ]
    assert read == [{name: v if v != "" else None for name, v in row.items()} for row in expected]


def _written(files: Callable[..., Any], corpus: Any) -> str:
    return b"".join(piece for _, pieces in files([ANY], corpus) for piece in pieces).decode()


_KINDS = {"key": "integer", **KINDS}
_READ: Mapping[str, Callable[[str], Any]] = {
    "string": lambda cell: re.sub(r"^'('*[=+\-@\t\r])", r"\1", cell),
    "integer": int,
    "boolean": lambda cell: {"true": True, "false": False}[cell],
    "date": str,
}


def _value(cell: str, kind: str) -> Any:
    """A cell as the page of the data explains it."""
    return _READ[kind](cell) if cell else None


# --- any briefing --------------------------------------------------------------------------------


@st.composite
def articles(draw: st.DrawFn) -> AnchoredBriefing:
    """An article whose fields hold anything, and whose marks stand anywhere in it."""
    made = draw(models(Briefing))
    ids = (f"i{number}" for number in range(1_000))

    def named(parts: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(part.model_copy(update={"id": next(ids)}) for part in parts)

    model: Any = made.model_copy(
        update={
            **{name: getattr(made, name, ()) for name in ("background", "cast", "via")},
            **{name: getattr(made, name, ()) for name in ("corrections", "formerly")},
            **{name: named(getattr(made, name)) for name in ("claims", "evidence", "events")},
        }
    )
    pairs = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
    places = st.lists(pairs.map(sorted).map(lambda ends: Span(*ends)), min_size=1, max_size=2)
    marks = places.map(tuple)
    claims = tuple(
        AnchoredClaim(
            one,
            draw(marks),
            tuple(draw(marks) if hop.stated else () for hop in one.attribution),
            draw(marks) if one.counterpart is not None else (),
        )
        for one in model.claims
    )
    article = sound(TEXT)
    any_article = replace(
        article,
        briefing=model,
        claims=claims,
        translation=article.source,
        mentions=tuple(draw(marks) for _ in model.cast),
        translated_mentions=tuple(draw(marks) for _ in model.cast),
        background=tuple(draw(marks) for _ in model.background),
        events=tuple(draw(marks) for _ in model.events),
    )
    return outlined(any_article, article)


@settings(max_examples=40)
@given(articles())
def test_any_briefing_comes_back_from_its_rows(article: AnchoredBriefing) -> None:
    tables = _rows(SimpleNamespace(articles=[article]))
    assert _briefing(tables) == _plain(article)


def _rows(corpus: Any) -> Rows:
    """What JSON Lines say of it."""
    empty = {name: {} for name in ("actors", "notes", "topics", "stories", "withdrawn")}
    parts = {"articles": [], "counts": uncounted, **empty, "actors": Anybody(), "name_of": name_of}
    whole: Any = SimpleNamespace(**{**parts, **vars(corpus)})
    return {
        name.removesuffix(".jsonl"): [
            json.loads(line) for line in b"".join(pieces).decode().split("\n")[:-1]
        ]
        for name, pieces in json_lines_files(TABLES, whole)
    }


def _plain(article: AnchoredBriefing) -> Row:
    """A briefing as plain values, its marks by where they stand.

    Not in it are `format`, which is that of the files, and `draft`, because no draft is exported.
    """
    found = article.briefing.model_dump(
        mode="json", by_alias=True, exclude={"format", "draft", "fields"}, exclude_none=True
    )
    found["claims"] = [_plain_claim(one, article) for one in article.claims_in_text_order()]
    for via in found["via"]:
        if "cue" in via:
            via["cue"] = _words(via["cue"])
    for member, own, translated in zip(
        found["cast"], article.mentions, article.translated_mentions, strict=True
    ):
        member["mentions"] = {"original": _spans(own), "translation": _spans(translated)}
    for event, spans in zip(found["events"], article.events, strict=True):
        event |= {"quote": _spans(spans), "actors": list(dict.fromkeys(event["actors"]))}
    for use, spans in zip(found["background"], article.background, strict=True):
        use["quote"] = _spans(spans)
    for correction in found["corrections"]:
        for name in ("claims", "withdrawn"):
            correction[name] = list(dict.fromkeys(correction[name]))
    found["formerly"] = list(dict.fromkeys(found["formerly"]))
    return {**found, "topics": list(dict.fromkeys(found["topics"]))}


def _plain_claim(one: AnchoredClaim, article: AnchoredBriefing) -> Row:
    told = one.claim.model_dump(
        mode="json", by_alias=True, exclude={"draft", "fields", *RELATIONS}, exclude_none=True
    )
    for step, spans in zip(told["attribution"] if one.cues else (), one.cues, strict=True):
        if spans:
            step["cue"] = _spans(spans)
    relations = [(kind, article.full_reference(other)) for kind, _, other in one.claim.relations]
    return {
        **told,
        "quote": _spans(one.quote),
        **({"counterpart": _spans(one.counterpart)} if one.counterpart else {}),
        "relations": relations,
        "said": [_verdict(said) for said in one.claim.said],
        **({"so": _verdict(one.claim.so)} if one.claim.so else {}),
        "formerly": list(dict.fromkeys(told["formerly"])),
    }


def _verdict(verdict: Said | So) -> Row:
    """A verdict with each piece of evidence as a whole, and no empty scales."""
    found: Row = verdict.model_dump(mode="json", by_alias=True, exclude_none=True)
    uses = [
        use.model_dump(mode="json", by_alias=True, exclude_none=True) for use in verdict.evidence
    ]
    if not found.get("scales"):
        found.pop("scales", None)
    return found | {"evidence": uses}


def _words(selector: Any) -> str:
    """A selector's words, its parts joined as the tables join them."""
    parts = selector if isinstance(selector, list) else [selector]
    return " … ".join(part if isinstance(part, str) else part["exact"] for part in parts)


def _spans(spans: Iterable[Span]) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.of(TEXT)) for span in spans]


def _briefing(tables: Rows) -> Row:
    """The same, put together from the rows of all tables."""
    [row] = tables["briefings"]
    source = _taken(row, "outlet headline author url archived_url rights sha256 language dating")
    source |= _taken(row, "published shown_by extract")
    for [translation] in [tables["translations"]] if tables["translations"] else []:
        source["translation"] = _without(translation, "briefing")
    names = [one["name"] for one in tables["annotators"]]
    assert row["annotators"] == "; ".join(names)
    return {
        "title": row["title"],
        "source": source,
        "bluf": row["bottom_line"],
        "topics": [one["topic"] for one in tables["briefing_topics"]],
        **_taken(row, "story judged"),
        "via": [_without(one, "briefing number") for one in tables["via"]],
        "cast": [
            {**_taken(one, "actor role speaks"), "mentions": _mentions(tables, one["number"])}
            for one in tables["cast"]
        ],
        "claims": [
            {**_claim(tables, one), **_kept(tables, "claim", one["id"])} for one in tables["claims"]
        ],
        "evidence": [
            {
                **_without(_dated(one), "briefing number item own_report"),
                "id": one["item"],
                **_relays(tables, one),
            }
            for one in tables["evidence"]
        ],
        "corrections": [
            {
                **_taken(one, "date text"),
                **{
                    name: [
                        found["claim"]
                        for found in _of(tables["corrected_claims"], one, "number")
                        if found["what"] == what
                    ]
                    for name, what in (("claims", "changed"), ("withdrawn", "withdrawn"))
                },
            }
            for one in tables["corrections"]
        ],
        "formerly": _formerly(tables["former_ids"], "briefing", row["briefing"]),
        "background": [
            {
                **_taken(one, "note why"),
                **_marked(tables["background_quotes"], one, "number"),
                **_kept(tables, "background", str(one["number"])),
            }
            for one in tables["briefing_background"]
        ],
        "events": [_event(tables, one) for one in tables["events"]],
        "questions": [_taken(one, "text why") for one in tables["questions"]],
        "review": {
            "annotators": names,
            "due": row["review_due"],
            **_taken(row, "reviewed"),
            **({"second": row["second_judge"]} if "second_judge" in row else {}),
        },
        **_kept(tables, "briefing", row["briefing"]),
    }


def _kept(tables: Rows, of: str, item: str) -> Row:
    """What other programs keep with something."""
    rows = _of(tables["extensions"], {"of": of, "item": item}, "of", "item")
    return {"extensions": {one["name"]: one["value"] for one in rows}}


def _relays(tables: Rows, item: Row) -> Row:
    relayed = [one["relayed"] for one in _of(tables["evidence_relays"], item, "item")]
    assert item.get("own_report", False) == ("own_report" in item and not relayed)
    return {"relays": relayed} if "own_report" in item else {}


def _formerly(rows: list[Row], of: str, item: str) -> list[str]:
    return [one["former"] for one in _of(rows, {"of": of, "item": item}, "of", "item")]


def _claim(tables: Rows, row: Row) -> Row:
    parts = ("attributions", "relations", "said", "counterparts")
    own = {name: _of(tables[name], row, "claim") for name in parts}
    assert row["sentence"] == f"{row['who']}: {row['text']}"
    assert row.get("said") == next(
        (one["verdict"] for one in own["said"] if one.get("step") == 1), None
    )
    found = {
        **_taken(row, "id text kind key finding implied via"),
        **_marked(tables["quotes"], row, "claim"),
        **({"counterpart": _places(own["counterparts"])} if own["counterparts"] else {}),
        "attribution": "unknown"
        if row["hand"] == "unknown"
        else [_step(tables, one) for one in own["attributions"]],
        "relations": [(one["type"], one["other"]) for one in own["relations"]],
        "said": [
            {
                **_judged(one, "of verdict as_of rationale note"),
                "evidence": [
                    _used(use)
                    for use in _of(tables["said_evidence"], row, "claim")
                    if use["verdict_number"] == one["number"]
                ],
            }
            for one in own["said"]
        ],
        "formerly": _formerly(tables["former_ids"], "claim", row["id"]),
    }
    if "so" in row:
        names = ("due", "likelihood", "confidence", "as_of", "rationale", "note", "judged_by")
        so = {name: row[f"so_{name}"] for name in names if f"so_{name}" in row}
        found["so"] = {
            "verdict": row["so"],
            **_judged(so, " ".join(names[:-1])),
            "evidence": [_used(use) for use in _of(tables["so_evidence"], row, "claim")],
        }
        if "so_credibility" in row:
            found["so"]["scales"] = {"credibility": row["so_credibility"]}
    return found


def _judged(row: Row, names: str) -> Row:
    """A verdict's fields; `by` is a word of SQL."""
    return _taken(row, names) | ({"by": row["judged_by"]} if "judged_by" in row else {})


def _used(row: Row) -> Row:
    cited = {"from": row["cites"]} if "cites" in row else {}
    return _taken(row, "item relation record best shows") | cited


def _step(tables: Rows, row: Row) -> Row:
    found = _taken(row, "actor unnamed identified_as shown_by form")
    cue = _of(tables["cues"], row, "claim", "step")
    assert bool(cue) == row["stated"]
    assert row.get("cue", "") == " … ".join(one["exact"] for one in cue)
    return found | ({"cue": _places(cue)} if cue else {})


def _event(tables: Rows, row: Row) -> Row:
    return {
        **_without(_dated(row), "briefing event"),
        "id": row["event"],
        "actors": [one["actor"] for one in _of(tables["event_actors"], row, "event")],
        **_marked(tables["event_quotes"], row, "event"),
        **_kept(tables, "event", row["event"]),
    }


def _mentions(tables: Rows, number: int) -> Row:
    rows = _of(tables["mentions"], {"number": number}, "number")
    names = ("original", "translation")
    return {name: _places(one for one in rows if one["text"] == name) for name in names}


def _marked(rows: list[Row], row: Row, *key: str) -> Row:
    """A quote and the text that it stands in."""
    found = _of(rows, row, *key)
    return {"quote": _places(found), "quote_in": found[0]["text"]}


def _of(rows: list[Row], row: Row, *key: str) -> list[Row]:
    return [one for one in rows if all(one[name] == row[name] for name in key)]


def _places(rows: Iterable[Row]) -> list[tuple[int, int, str]]:
    return [(one["start"], one["end"], one["exact"]) for one in rows]


def _dated(row: Row) -> Row:
    """Without the days that a date can mean, which follow from it."""
    return {name: v for name, v in row.items() if not name.endswith(("_from", "_to"))}


def _taken(row: Row, names: str) -> Row:
    return {name: row[name] for name in names.split() if name in row}


def _without(row: Row, names: str) -> Row:
    return {name: value for name, value in row.items() if name not in names.split()}


# --- what stands once for all articles -----------------------------------------------------------


@settings(max_examples=40)
@given(*map(models, (Actor, BackgroundNote, Topic, Story, WithdrawnBriefing)))
def test_any_register_comes_back_from_its_rows(
    actor: Actor, note: BackgroundNote, topic: Topic, story: Story, gone: WithdrawnBriefing
) -> None:
    records = {
        "actors": {"a": SimpleNamespace(id="a", actor=actor)},
        "notes": {"n": SimpleNamespace(id="n", note=note)},
        "topics": {"t": SimpleNamespace(id="t", topic=topic)},
        "stories": {"s": SimpleNamespace(id="s", story=story)},
        "withdrawn": {"w": gone},
    }
    tables = _rows(SimpleNamespace(**records))
    told = _told(actor)
    if told.get("media") == {"sources": []}:
        del told["media"]  # which says nothing
    assert _actor(tables) == told
    assert _note(tables) == {**_told(note), "related": list(dict.fromkeys(_told(note)["related"]))}
    former = tables["former_register_ids"]
    assert _without(tables["topics"][0], "topic") | {
        "formerly": _formerly(former, "topic", "t")
    } == _told(topic)
    [row] = tables["stories"]
    topics = [one["topic"] for one in tables["story_topics"]]
    findings = [
        {
            **_without(one, "story number"),
            "claims": [c["claim"] for c in _of(tables["story_finding_claims"], one, "number")],
        }
        for one in tables["story_findings"]
    ]
    expected = {**_told(story), "topics": list(dict.fromkeys(_told(story)["topics"]))}
    for finding in expected["findings"]:
        finding["claims"] = list(dict.fromkeys(finding["claims"]))
    assert {
        **_without(_dated(row), "story"),
        "topics": topics,
        "findings": findings,
        "formerly": _formerly(former, "story", "s"),
    } == expected
    assert {
        **_without(tables["withdrawn"][0], "briefing"),
        "claims": [one["claim"] for one in tables["withdrawn_claims"]],
        "formerly": _formerly(former, "withdrawn", "w"),
    } == {**_told(gone), "claims": list(dict.fromkeys(_told(gone)["claims"]))}


def _told(model: Any) -> Row:
    left = {"format", "fields"}
    found: Row = model.model_dump(mode="json", exclude_none=True, by_alias=True, exclude=left)
    return found | {"formerly": list(dict.fromkeys(found["formerly"]))}


def _actor(tables: Rows) -> Row:
    [row] = tables["actors"]
    sources = {
        kind: [one for one in tables["actor_sources"] if one["supports"] == kind]
        for kind in ("description", "media", "role")
    }
    found = {
        **_taken(row, "name type description part_of wikidata"),
        "aliases": [one["alias"] for one in tables["actor_aliases"]],
        "roles": [_role(one, sources["role"]) for one in tables["actor_roles"]],
        "links": [_taken(one, "title url") for one in tables["actor_links"]],
        "sources": [_source(one) for one in sources["description"]],
        "formerly": _formerly(tables["former_register_ids"], "actor", "a"),
    }
    if "native_name" in row:
        language = row["native_name_language"]
        found["native_name"] = {"text": row["native_name"], "language": language}
    media = _taken(row, "owner funding reliability basis")
    if media or sources["media"]:
        found["media"] = {**media, "sources": [_source(one) for one in sources["media"]]}
    return found


def _role(row: Row, sources: list[Row]) -> Row:
    dates = {"from": "began", "to": "ended", "as_of": "as_of"}
    found = _taken(row, "title organisation")
    found |= {name: row[column] for name, column in dates.items() if column in row}
    own = [_source(one) for one in sources if one["role"] == row["number"]]
    return found | ({"source": own[0]} if own else {})


def _note(tables: Rows) -> Row:
    [row] = tables["background"]
    return {
        **_taken(row, "title summary body as_of review_due"),
        "sources": [_source(one) for one in tables["background_sources"]],
        "related": [one["other"] for one in tables["related_background"]],
        "formerly": _formerly(tables["former_register_ids"], "background", "n"),
    }


def _source(row: Row) -> Row:
    return _taken(row, "title publisher date url archived_url retrieved language note")

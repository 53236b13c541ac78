"""Verdicts of our own export come back as verdicts, or as questions if the check refuses them."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from article_briefings.cli._app import app
from article_briefings.corpus import Publication
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.exporting._exports import EXPORTS
from article_briefings.formatting import ASKS, canonical
from article_briefings.models._briefing import Briefing
from tests.building import FOLDER, TEXT, Fields, actor, outlet, project, sha256
from tests.importing.test_annotations_back import verdicts_of

CLAIMS: list[Fields] = [
    {
        "id": "no-attack",
        "key": "true",
        "text": "No attack is planned.",
        "quote": "We will not attack",
        "kind": "commitment",
        "attribution": [{"actor": "ada-fable", "cue": "told the Gazette"}],
        "finding": "She said it, as the recording shows. Nobody can know yet.",
        "said": {
            "verdict": "confirmed",
            "evidence": [{"item": "tape", "record": "true", "best": "true", "shows": "her speech"}],
        },
        "so": {"verdict": "pending", "due": "2031-12-01", "confidence": "low", "rationale": "*No*"},
    },
    {
        "id": "doubts",
        "text": "The promise is doubtful.",
        "quote": "Residents doubted the promise",
        "kind": "position",
        "implied": "true",
        "attribution": [{"unnamed": "the mayor", "shown_by": "report"}],
        "repeats": ["drill", "no-attack"],
    },
    {
        "id": "drill",
        "text": "It is a drill.",
        "quote": ["It is a drill", "and no more than that"],
        "kind": "fact",
        "attribution": [
            {"unnamed": "she", "identified_as": "ada-fable", "cue": "she added", "shown_by": "tape"}
        ],
        "finding": "Residents saw live rounds.",
        "said": [{"of": "ada-fable", "verdict": "single-source", "note": "No other was found."}],
        "so": {
            "verdict": "disputed",
            "evidence": [
                {"item": "report", "relation": "refutes", "from": "residents", "shows": "rounds"}
            ],
            "by": "Nora",
            "scales": {"credibility": "5"},
        },
        "qualifies": "no-attack",
    },
]
EVIDENCE: list[Fields] = [
    {"id": "tape", "title": "A recording", "publisher": "The Studio", "relays": []},
    {"id": "report", "title": "A report", "publisher": "The Post", "relays": ["tape", "Wire"]},
]
ACTORS: dict[str, Any] = {"ada-fable": actor(), "gazette": outlet()}


def _briefing(**fields: Any) -> Fields:
    source = {"sha256": sha256(TEXT), "language": "en", "published": "2031-04-28", "dating": "x"}
    return {
        "format": "2",
        "judged": "2031-05-01",
        "title": "A drill",
        "source": {**source, "outlet": "gazette"},
        "bluf": "She says that no attack is planned.",
        "claims": CLAIMS,
        "evidence": EVIDENCE,
        "review": {"annotators": ["ed"], "reviewed": "2031-05-01", "due": "2032-05-01"},
        **fields,
    }


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """The export of a briefing, with its text beside it."""
    root = project(tmp_path / "origin", articles={FOLDER: (TEXT, _briefing())}, actors=ACTORS)
    origin = compile_corpus(root)
    assert [(one.code, one.message) for one in origin.diagnostics] == []
    folder = tmp_path / "in"
    folder.mkdir()
    about = Publication("A site", url="https://news.example/")
    for name, pieces in EXPORTS["web-annotation"].files(origin.corpus, about):
        if not name.startswith("all--"):
            (folder / name).write_bytes(b"".join(pieces))
    (folder / "drill.txt").write_text(TEXT, "utf-8")
    return folder


def _changed(collection: Path, **properties: Any) -> None:
    """Change properties of the first claim in the export; None removes one."""
    path = collection / "drill.jsonld"
    value = json.loads(path.read_text("utf-8"))
    item = next(
        one for one in value["first"]["items"] if one.get("claim", "").endswith("no-attack")
    )
    item |= properties
    for name, one in properties.items():
        if one is None:
            del item[name]
    path.write_text(json.dumps(value), "utf-8")


def _imported(collection: Path, *options: str, left_out: bool = False) -> tuple[Briefing, str, str]:
    """The imported briefing, which passes the check, its file, and the messages."""
    root = project(collection.parent / "p", articles={}, actors=ACTORS)
    (root / "briefings" / "articles").mkdir()
    arguments = ["import", "web-annotation", str(collection), "--date", "2031-04-28"]
    arguments += ["--language", "en", "--root", str(root), *options]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code in ((0, 1) if left_out else (0,)), result.output
    compiled = compile_corpus(root)
    assert compiled.diagnostics == ()
    (article,) = compiled.corpus.articles
    (path,) = root.glob("briefings/articles/*/briefing.yml")
    text = path.read_text("utf-8")
    assert canonical("briefings/articles/a/briefing.yml", text) == text
    return article.briefing, text, result.stderr


def test_everything_that_the_export_has_comes_back(collection: Path) -> None:
    briefing, text, _ = _imported(collection, "--outlet", "gazette")
    expected = Briefing.model_validate(_briefing())
    for claim, before in zip(briefing.claims, expected.claims, strict=True):
        verdicts = verdicts_of(before)
        for _, fields, _ in verdicts:
            fields["as_of"] = expected.judged
        assert verdicts_of(claim) == verdicts
        assert claim.finding == before.finding
        assert (claim.key, claim.implied) == (before.key, before.implied)
        assert [*claim.relations] == [*before.relations]
        assert [(h.actor, h.unnamed, h.identified_as, h.shown_by) for h in claim.attribution] == [
            (h.actor, h.unnamed, h.identified_as, h.shown_by) for h in before.attribution
        ]
    assert [(one.id, one.publisher, one.relays) for one in briefing.evidence] == [
        (one.id, one.publisher, one.relays) for one in expected.evidence
    ]
    assert ASKS not in text
    assert "extensions" not in text
    assert "form:" not in text.replace("format:", "")


def test_a_verdict_that_does_not_pass_the_check_becomes_a_question(collection: Path) -> None:
    _changed(collection, finding=None)
    briefing, text, said = _imported(collection, "--outlet", "gazette")
    no_attack, _, drill = briefing.claims
    assert not no_attack.judged
    assert drill.judged
    assert text.count(ASKS) == 1
    assert "  # key: true\n" in text
    assert "  #   verdict: pending\n" in text
    assert "fields that do not pass the check here became questions in comments" in said


def test_a_verdict_on_a_chain_that_is_not_whole_becomes_a_question(collection: Path) -> None:
    hops = [{"actor": "https://news.example/actors/ada-fable/"}]
    _changed(collection, attribution=[*hops, *json.loads(_attribution(collection))])
    briefing, text, _ = _imported(collection, "--outlet", "gazette")
    assert briefing.claims[0].said == ()
    assert briefing.claims[0].so
    assert f"{ASKS} a step of this chain was not imported." in text


def _attribution(collection: Path) -> str:
    value = json.loads((collection / "drill.jsonld").read_text("utf-8"))
    return json.dumps(value["first"]["items"][0]["attribution"])


def test_the_one_verdict_of_version_1_becomes_a_question(collection: Path) -> None:
    item = "https://news.example/briefings/drill/#tape"
    assessment = {
        "status": "corroborated",
        "asOf": "2031-05-01",
        "credibility": 2,
        "evidence": [{"item": item, "relation": "supports", "shows": "her speech"}],
    }
    body = [
        {"type": "TextualBody", "purpose": "describing", "value": "No attack is planned."},
        {"type": "TextualBody", "purpose": "classifying", "value": "commitment"},
        {"type": "TextualBody", "purpose": "classifying", "value": "corroborated"},
        {"type": "TextualBody", "purpose": "assessing", "value": "The *tape* has it."},
    ]
    gone: dict[str, Any] = dict.fromkeys(("said", "so", "finding", "key", "who", "text"))
    _changed(collection, assessment=assessment, body=body, **gone)
    briefing, text, _ = _imported(collection, "--outlet", "gazette")
    (claim, *_) = briefing.claims
    assert (claim.text, claim.judged, claim.extensions) == ("No attack is planned.", False, {})
    assert f"  {ASKS} version 1 had one verdict for two questions." in text
    for line in ("status: ", "as_of: ", "credibility: ", "evidence: ", "rationale: "):
        assert f"  # {line}" in text


_VALUES: list[Any] = [
    *(
        None,
        True,
        3,
        "",
        "x",
        "confirmed",
        "refuted",
        "pending",
        "2031-01-01",
        " \u2028",
        "x" * 3_000,
    ),
    *([], {}, ["a"], [{}], {"a": 1}, "x" * 3_000, "https://news.example/briefings/drill/#tape"),
    "https://news.example/data/web-annotation/drill.jsonld#claim--drill",
]


@pytest.mark.parametrize("seed", range(30))
def test_any_changed_export_passes_the_check(seed: int, collection: Path) -> None:
    chance = random.Random(seed)
    path = collection / "drill.jsonld"
    value = json.loads(path.read_text("utf-8"))
    frame = {"id", "type", "target", "motivation", "creator", "modified"}
    for item in chance.choices(value["first"]["items"], k=3):
        field = chance.choice(sorted(item.keys() - frame))
        holder, key = chance.choice([*_leaves(item[field]), (item, field)])
        holder[key] = chance.choice(_VALUES)
    path.write_text(json.dumps(value), "utf-8")
    _imported(collection, "--outlet", "gazette", left_out=True)


def _leaves(value: Any) -> Iterator[tuple[Any, Any]]:
    """The places of all values in a value: what holds them, and their names or numbers."""
    listed = enumerate(value) if isinstance(value, list) else ()
    for key, one in value.items() if isinstance(value, dict) else listed:
        yield value, key
        yield from _leaves(one)

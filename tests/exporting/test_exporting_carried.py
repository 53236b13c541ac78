"""What each format carries: a field is changed, and the export changes with it or does not."""

import copy
import typing
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from article_briefings.corpus import Publication
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.exporting._exports import EXPORTS
from article_briefings.models._briefing import Briefing
from article_briefings.models._own import KindOfProject, TypeOfProject
from article_briefings.models._register import (
    Actor,
    BackgroundNote,
    Source,
    Story,
    Topic,
    WithdrawnBriefing,
)
from article_briefings.pages._linked import actor_linked_data, briefing_graph, briefing_linked_data
from tests.building import FOLDER, TEXT, claim, dump, note, outlet, sha256, write
from tests.exporting.files import briefing
from tests.overlay import PROJECT

PAGE = PROJECT / "docs/about/exports.md"
ABOUT = Publication("A site", url="https://news.example/")
Fields = dict[str, Any]
#: Changes of a project: the value of a file, named as in `project`, is changed in its place.
Change = Callable[[dict[str, Any]], Any]

# --- a project that has every field --------------------------------------------------------------

#: Longer than the words around a mark reach.
WORDS = f"{TEXT.rstrip()} Nobody else was asked about it on that day, as far as we know.\n"

SOURCE = {
    "title": "Log",
    "publisher": "Ministry",
    "date": "2031-04",
    "url": "https://m.example/log",
    "archived_url": "https://archive.example/log",
    "retrieved": "2031-05-01",
    "language": "en",
    "note": "Old.",
}
KEPT = {"tool": {"id": "5"}}
BRIEFING = briefing(
    WORDS,
    source={
        "outlet": "gazette",
        "headline": "No attack",
        "author": "Ann",
        "url": "https://g.example/1",
        "archived_url": "https://archive.example/1",
        "rights": "The Gazette",
        "shown_by": "log",
        "translation": {
            "sha256": sha256(WORDS),
            "language": "fr",
            "translator": "Bob",
            "url": "https://t.example/1",
            "archived_url": "https://archive.example/t",
            "rights": "Bob",
        },
    },
    story="crossing",
    judged="2031-05-01",
    via=[
        {"actor": "gazette", "cue": "the Gazette", "form": "indirect", "paragraphs": "2"},
        {"unnamed": "Residents", "identified_as": "bea-fable", "cue": "doubted", "shown_by": "log"}
        | {"paragraphs": "2"},
    ],
    cast=[
        {"actor": "ada-fable", "role": "spokesperson", "speaks": "en", "mentions": ["she"]},
    ],
    claims=[
        claim(
            quote_in="original",
            counterpart="It is a drill",
            finding="She says so; whether she keeps to it will be known in May.",
            said=[
                {
                    "of": "ada-fable",
                    "verdict": "single-source",
                    "evidence": [{"item": "log", "from": "agency", "shows": "a plan"}],
                    "note": "Nobody else was asked.",
                    "rationale": "So it seems.",
                    "as_of": "2031-04-30",
                    "by": "Ann",
                }
            ],
            so={
                "verdict": "pending",
                "due": "2031-06-01",
                "likelihood": "likely",
                "confidence": "low",
                "scales": {"credibility": "2"},
                "evidence": [
                    {"item": "log", "relation": "context", "from": "agency", "shows": "a plan"}
                ],
                "note": "The log was read.",
                "rationale": "It will show.",
                "as_of": "2031-04-30",
                "by": "Ann",
            },
            contradicts="drill",
            repeats="drill",
            supports=["drill"],
            qualifies=["drill"],
            relations={"updates": "drill"},
            fields={"stakes": "12"},
            formerly=["peace"],
            extensions=KEPT,
        ),
        claim("drill", "It is a drill", attribution=[{"actor": "ada-fable", "cue": "she added"}]),
        claim("plan", "Nobody else was asked about it", attribution=[]),
        claim(
            "doubt",
            "the promise",
            attribution=[
                {
                    "unnamed": "Residents",
                    "identified_as": "ada-fable",
                    "shown_by": "log",
                    "cue": "doubted",
                    "form": "indirect",
                },
            ],
            via=False,
        ),
    ],
    evidence=[{"id": "log", **SOURCE, "relays": ["agency"]}, {"id": "memo", **SOURCE}],
    background=[
        {
            "note": "drills",
            "quote": "a drill",
            "quote_in": "original",
            "why": "A rare word.",
            "extensions": KEPT,
        }
    ],
    events=[
        {
            "id": "meeting",
            "date": "2031-04-27",
            "quote": "met in Oldtown",
            "quote_in": "original",
            "label": "Ministers meet",
            "actors": ["ada-fable"],
            "note": "A Monday.",
            "shown_by": "log",
            "extensions": KEPT,
        }
    ],
    questions=[{"text": "Why there?", "why": "It is far away."}],
    corrections=[
        {"date": "2031-05-02", "claims": ["plan"], "withdrawn": ["war"], "text": "Not she."}
    ],
    formerly=["exercise"],
    review={
        "annotators": ["ed"],
        "second": "eva",
        "reviewed": "2031-05-01",
        "due": "2032-05-01",
    },
    fields={"desk": "war"},
    extensions=KEPT,
)
DECLARED = {
    "format": "2",
    "briefings": {"desk": {"label": "Desk", "type": "text"}},
    "claims": {"stakes": {"label": "Stakes", "type": "number"}},
    "actors": {"motto": {"label": "Motto", "type": "text"}},
    "relations": {"updates": {"label": "updates", "inverse": "is updated by"}},
}
PERSON = {
    "name": "Ada Fable",
    "type": "person",
    "aliases": ["A. Fable"],
    "native_name": {"text": "Ада", "language": "ru"},
    "description": "She speaks.",
    "roles": [
        {
            "title": "speaker",
            "organisation": "Ministry",
            "from": "2030",
            "to": "2032",
            "as_of": "2031",
            "source": SOURCE,
        }
    ],
    "part_of": "gazette",
    "wikidata": "Q1",
    "links": [{"title": "Own page", "url": "https://ada.example/"}],
    "sources": [SOURCE],
    "formerly": ["ada"],
    "fields": {"motto": "Be brief."},
}
AGENCY = {"name": "The Agency", "type": "outlet"}
MEDIA = {"owner": "Ann", "funding": "Ads", "reliability": "B", "basis": "A panel."}


def everything() -> dict[str, Any]:
    """The files of a project by short names, and the texts."""
    article = copy.deepcopy(BRIEFING)
    return copy.deepcopy(
        {
            "text": WORDS,
            "translation": WORDS,
            "briefing": article,
            "actor": PERSON,
            "outlet": outlet(media={**MEDIA, "sources": [SOURCE]}),
            "note": note(sources=[SOURCE], related=["walls"], formerly=["exercises"]),
            "topics": {
                "defence": {
                    "title": "Defence",
                    "description": "All of it.",
                    "formerly": ["war"],
                },
                "trade": {"title": "Trade"},
            },
            "stories": {
                "crossing": {
                    "title": "A crossing",
                    "summary": "It closed.",
                    "date": "2031-04-27",
                    "topics": ["defence"],
                    "findings": [{"title": "Who closed it?", "text": "It closed."}],
                    "formerly": ["closing"],
                },
                "bridge": {"title": "A bridge", "summary": "It stands."},
            },
            "withdrawn": {
                "parade": {
                    "title": "A parade",
                    "date": "2031-05-03",
                    "text": "Its source was invented.",
                    "claims": ["tanks"],
                    "formerly": ["march"],
                },
            },
        }
    )


def compiled(root: Path, files: dict[str, Any]) -> Corpus:
    folder = f"briefings/articles/{FOLDER}"
    write(root, f"{folder}/source.txt", files["text"])
    write(root, f"{folder}/translation.txt", files["translation"])
    write(root, f"{folder}/briefing.yml", dump(files["briefing"]))
    others = {"bea-fable": {**PERSON, "formerly": []}, "agency": AGENCY}
    for name, value in {"ada-fable": files["actor"], "gazette": files["outlet"], **others}.items():
        write(root, f"briefings/actors/{name}.yml", value)
    for name, value in {"drills": files["note"], "walls": note(), "forts": note()}.items():
        write(root, f"briefings/background/{name}.yml", value)
    write(root, "briefings/topics.yml", files["topics"])
    write(root, "briefings/stories.yml", files["stories"])
    write(root, "briefings/withdrawn.yml", files["withdrawn"])
    write(root, "briefings/fields.yml", DECLARED)
    result = compile_corpus(root)
    assert result.diagnostics == (), [(d.code, d.message, d.location) for d in result.diagnostics]
    return result.corpus


def every_field(root: Path) -> Corpus:
    """A corpus in which nearly every field is given."""
    files = everything()
    files["briefing"]["claims"][1] |= {"implied": True, "key": True, "finding": "She hints at it."}
    files["briefing"]["claims"][0]["said"][0]["evidence"][0] |= {"record": True, "best": True}
    files["briefing"]["evidence"][1] |= {"article": True, "relays": []}
    files["briefing"]["claims"][2]["via"] = False
    return compiled(root, files)


# --- what is exported ----------------------------------------------------------------------------


def _of(*names: str) -> Callable[[Corpus], list[Any]]:
    """The lines of exports, without their order."""

    def export(corpus: Corpus) -> list[Any]:
        files = (file for name in names for file in EXPORTS[name].files(corpus, ABOUT))
        return sorted((name, line) for name, data in files for line in b"".join(data).split(b"\n"))

    return export


def _schema_org(corpus: Corpus) -> list[Any]:
    graphs = [briefing_graph(corpus, article, ABOUT.url) for article in corpus.articles]
    pages = [briefing_linked_data(corpus, article) for article in corpus.articles]
    for page in pages:  # sorted, as the lines are: an order says nothing
        page["hasPart"].sort(key=itemgetter("url"))
    actors = [actor_linked_data(corpus, record) for record in corpus.actors.values()]
    lines = (line.rstrip(b",") for graph in graphs for line in graph.split(b"\n"))
    return [sorted(lines), pages, actors]


FORMATS: Mapping[str, Callable[[Corpus], list[Any]]] = {
    "tables": _of("jsonl"),
    "W3C": _of("web-annotation"),
    "sources": _of("csl-json", "bibtex"),
    "brat": _of("brat"),
    "schema": _schema_org,
}

# --- the fields ----------------------------------------------------------------------------------

MODELS: Mapping[str, Any] = {
    "briefing": Briefing,
    "actor": Actor,
    "note": BackgroundNote,
    "topic": Topic,
    "story": Story,
    "withdrawn": WithdrawnBriefing,
}
#: What no export has: it is about files, or about briefings that are not finished.
NEVER = {
    *(f"{kind}: format" for kind in ("briefing", "actor", "note")),
    *("briefing: draft", "briefing: claims.draft"),
}


def fields() -> Iterator[str]:
    """Every field of every file, as the page names it; a source is one."""
    for name, model in MODELS.items():
        for path in _paths(model):
            yield f"{name}: {path}"


def _paths(model: Any) -> Iterator[str]:
    for name, field in model.model_fields.items():
        written = field.alias or name
        inner = _model(field.annotation)
        if inner in (None, Source, KindOfProject, TypeOfProject):
            yield written
        else:
            yield from (f"{written}.{path}" for path in _paths(inner))


def _model(kind: Any) -> Any:
    """The model within the type of a field."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind if kind.__module__ != "article_briefings.models._text" else None
    return next(filter(None, map(_model, typing.get_args(kind))), None)


def _text(which: str) -> Change:
    """More words at the end of a text, and its hash."""

    def change(files: dict[str, Any]) -> None:
        files[which] = f"{files[which].rstrip()} That is all.\n"
        source = files["briefing"]["source"]
        place = source if which == "text" else source["translation"]
        place["sha256"] = sha256(files[which])

    return change


def _renamed(which: str, old: str, new: str) -> Change:
    """An id, wherever it stands."""

    def change(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: change(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [change(inner) for inner in value]
        return new if value == old else value

    return lambda files: files.update({which: change(files[which])})


def _step(number: int, **fields: str) -> Change:
    """Other values in the first step of a claim."""
    return lambda files: files["briefing"]["claims"][number]["attribution"][0].update(fields)


def _settled(files: dict[str, Any]) -> None:
    so = files["briefing"]["claims"][0]["so"]
    del so["due"]
    so["verdict"] = "unresolved"


#: What the value of a field becomes; without an entry, a word is added to it.
VALUES: Fields = {
    "briefing: source.language": "fr",
    "briefing: source.outlet": "agency",
    "briefing: source.url": "https://g.example/2",
    "briefing: source.archived_url": "https://archive.example/2",
    "briefing: source.published": "2031-04-29",
    "briefing: source.shown_by": "memo",
    "briefing: source.translation.language": "de",
    "briefing: source.translation.url": "https://t.example/2",
    "briefing: source.translation.archived_url": "https://archive.example/u",
    "briefing: topics": ["trade"],
    "briefing: story": "bridge",
    "briefing: source.extract": True,
    "briefing: judged": "2031-05-02",
    "briefing: via.actor": "agency",
    "briefing: via.cue": "Gazette",
    "briefing: via.form": "direct",
    "briefing: via.paragraphs": "1-2",
    "briefing: cast.actor": "agency",
    "briefing: cast.speaks": "fr",
    "briefing: cast.mentions": ["It"],
    "briefing: claims.quote": "will not attack",
    "briefing: claims.quote_in": "translation",
    "briefing: claims.counterpart": "met in",
    "briefing: claims.kind": "prediction",
    "briefing: claims.attribution.cue": "told the",
    "briefing: claims.attribution.form": "translated",
    "briefing: claims.key": True,
    "briefing: claims.via": False,
    "briefing: claims.said.of": "2",
    "briefing: claims.said.verdict": "confirmed",
    "briefing: claims.said.as_of": "2031-05-01",
    "briefing: claims.so.due": "2031-07-01",
    "briefing: claims.so.likelihood": "unlikely",
    "briefing: claims.so.confidence": "high",
    "briefing: claims.so.scales.credibility": "3",
    "briefing: claims.so.as_of": "2031-05-01",
    **{
        f"briefing: claims.{verdict}.evidence.{field}": value
        for verdict in ("said", "so")
        for field, value in {
            "item": "memo",
            "relation": "supports" if verdict == "so" else "refutes",
            "from": "Bea",
            "record": True,
            "best": True,
        }.items()
    },
    **{
        f"briefing: claims.{relation}": "plan"
        for relation in ("contradicts", "repeats", "supports", "qualifies")
    },
    "briefing: claims.relations": {"updates": "plan"},
    "briefing: claims.fields": {"stakes": "13"},
    "briefing: fields": {"desk": "peace"},
    "briefing: claims.formerly": ["calm"],
    "briefing: claims.extensions": {"tool": {"id": "6"}},
    "briefing: evidence.date": "2031-03",
    "briefing: evidence.url": "https://m.example/other",
    "briefing: evidence.archived_url": "https://archive.example/other",
    "briefing: evidence.retrieved": "2031-05-02",
    "briefing: evidence.language": "fr",
    "briefing: evidence.relays": [],
    "briefing: evidence.article": True,
    "briefing: background.note": "walls",
    "briefing: background.quote": "It is a drill",
    "briefing: background.quote_in": "translation",
    "briefing: background.extensions": {"tool": {"id": "6"}},
    "briefing: events.date": "2031-04-26",
    "briefing: events.quote": "met in",
    "briefing: events.quote_in": "translation",
    "briefing: events.actors": ["bea-fable"],
    "briefing: events.shown_by": "memo",
    "briefing: events.extensions": {"tool": {"id": "6"}},
    "briefing: extensions": {"tool": {"id": "6"}},
    "briefing: corrections.date": "2031-05-03",
    "briefing: corrections.claims": ["drill"],
    "briefing: corrections.withdrawn": ["peace-talks"],
    "briefing: formerly": ["manoeuvre"],
    "briefing: review.annotators": ["eva"],
    "briefing: review.reviewed": "2031-05-02",
    "briefing: review.due": "2032-05-02",
    "actor: type": "group",
    "actor: aliases": ["Ada F."],
    "actor: native_name.language": "bg",
    "actor: roles.from": "2029",
    "actor: roles.to": "2033",
    "actor: roles.as_of": "2030",
    "actor: roles.source": {**SOURCE, "title": "Memo"},
    "actor: part_of": "agency",
    "actor: wikidata": "Q2",
    "actor: links.url": "https://ada.example/2",
    "actor: sources": [{**SOURCE, "title": "Memo"}],
    **{f"{kind}: formerly": ["older"] for kind in ("actor", "note", "topic", "story")},
    "actor: fields": {"motto": "Be clear."},
    "actor: media.reliability": "C",
    "actor: media.sources": [{**SOURCE, "title": "Memo"}],
    "note: as_of": "2031-04-02",
    "note: review_due": "2032-04-02",
    "note: sources": [{**SOURCE, "title": "Memo"}],
    "note: related": ["forts"],
    "story: date": "2031-04-26",
    "story: topics": ["trade"],
    "story: findings.claims": ["drill#plan"],
    "withdrawn: date": "2031-05-04",
    "withdrawn: claims": ["planes"],
    "withdrawn: formerly": ["review"],
}
CHANGES: Mapping[str, Change] = {
    "briefing: source.sha256": _text("text"),
    "briefing: source.translation.sha256": _text("translation"),
    "briefing: via.unnamed": lambda f: f["briefing"]["via"][1].update(unnamed="Some residents"),
    "briefing: via.identified_as": lambda f: f["briefing"]["via"][1].update(identified_as="agency"),
    "briefing: via.shown_by": lambda f: f["briefing"]["via"][1].update(shown_by="memo"),
    "briefing: claims.implied": lambda f: f["briefing"]["claims"][1].update(implied=True),
    "briefing: claims.so.verdict": _settled,
    "briefing: claims.id": _renamed("briefing", "no-attack", "no-war"),
    "briefing: claims.attribution.actor": _step(1, actor="bea-fable"),
    "briefing: claims.attribution.unnamed": _step(3, unnamed="People"),
    "briefing: claims.attribution.identified_as": _step(3, identified_as="bea-fable"),
    "briefing: claims.attribution.shown_by": _step(3, shown_by="memo"),
    "briefing: evidence.id": _renamed("briefing", "log", "diary"),
    "briefing: events.id": _renamed("briefing", "meeting", "talks"),
}
_PLACES = {
    "topic": ("topics", "defence"),
    "story": ("stories", "crossing"),
    "withdrawn": ("withdrawn", "parade"),
}


def changed(field: str) -> dict[str, Any]:
    """The project with another value of one field."""
    files = everything()
    if field in CHANGES:
        CHANGES[field](files)
        return files
    name, _, path = field.partition(": ")
    holder = "outlet" if path.startswith("media.") else name
    value = files[_PLACES[name][0]][_PLACES[name][1]] if name in _PLACES else files[holder]
    *steps, last = path.split(".")
    for step in steps:
        value = value[step]
        value = value[0] if isinstance(value, list) else value
    value[last] = VALUES[field] if field in VALUES else f"{value[last]} again"
    return files


# --- the page ------------------------------------------------------------------------------------


@cache
def told() -> dict[str, dict[str, bool]]:
    """What the page says: by field, whether each format has it. A heading names the file."""
    found: dict[str, dict[str, bool]] = {}
    kind, head = "", list[str]()
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("#"):
            kind = line.rpartition("{#")[2].removesuffix("}")
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == "field":
            head = cells[1:]
        elif kind in MODELS and cells[0].startswith("`"):
            assert set(cells[1:]) <= {"yes", ""}, line
            found[f"{kind}: {cells[0].strip('`')}"] = dict(
                zip(head, map(bool, cells[1:]), strict=True)
            )
    return found


def test_the_page_names_every_field_and_format() -> None:
    """A new field belongs into an export, or onto this page as one that is in none."""
    assert [*told()] == [*fields()]
    assert all([*formats] == [*FORMATS] for formats in told().values())


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    corpus = compiled(tmp_path_factory.mktemp("before"), everything())
    return {name: export(corpus) for name, export in FORMATS.items()}


@pytest.mark.parametrize("field", [one for one in fields() if one not in NEVER])
def test_a_field_is_carried_where_the_page_says_so(
    field: str, before: dict[str, Any], tmp_path: Path
) -> None:
    corpus = compiled(tmp_path, changed(field))
    carried = {name: export(corpus) != before[name] for name, export in FORMATS.items()}
    assert carried == told()[field]


def test_tables_carry_everything() -> None:
    assert {field for field, formats in told().items() if not formats["tables"]} == NEVER

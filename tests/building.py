"""Builders for tests: a small valid project, changed where a test needs it."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import markdown
import yaml

from article_briefings.anchoring._anchor import anchor
from article_briefings.anchoring._anchored import AnchoredBriefing
from article_briefings.check._validator import validate
from article_briefings.corpus._pipeline import Compilation, compile_corpus
from article_briefings.diagnostics._diagnostics import Diagnostic
from article_briefings.input._documents import Document, SourceText
from article_briefings.input._yaml_reader import read_yaml
from article_briefings.models._briefing import Briefing

Fields = dict[str, Any]

FOLDER = "2031-04-28-drill"
SLUG = "drill"
BRIEFING = f"briefings/articles/{FOLDER}/briefing.yml"
SOURCE = f"briefings/articles/{FOLDER}/source.txt"
#: The folder of a second article, newer than the drill.
OTHER = "2031-05-01-reply"
TEXT = (
    "Ministers met in Oldtown on Monday.\n"
    "\n"
    "“We will not attack,” Ada Fable told the Gazette. Residents doubted the promise.\n"
    "\n"
    "“It is a drill,” she added, “and no more than that.”\n"
)
#: What mkdocs.yml asks of Python-Markdown.
EXTENSIONS = ["attr_list", "tables", "toc"]
#: Fields of a briefing that names nobody.
QUIET: Fields = {"cast": []}


def sha256(text: str | bytes) -> str:
    """The hash that a briefing records of its source."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def hop(actor: str = "ada-fable", cue: Any = "told the Gazette", **fields: Any) -> Fields:
    """A step that the article states; its form follows from the quotation marks."""
    return {"actor": actor, "cue": cue, **fields}


def claim(
    identifier: str = "no-attack", quote: Any = "We will not attack", **fields: Any
) -> Fields:
    """A claim of Ada Fable's, in her own words."""
    defaults: Fields = {
        "text": "No attack is planned.",
        "kind": "commitment",
        "attribution": [hop()],
    }
    return {"id": identifier, "quote": quote, **defaults, **fields}


def own_claim(identifier: str, quote: Any, **fields: Any) -> Fields:
    """A claim in the article's own voice."""
    return claim(identifier, quote, **{"kind": "fact", "attribution": [], **fields})


def briefing(text: str | bytes = TEXT, **fields: Any) -> Fields:
    """A minimal valid `briefing.yml` for a source text."""
    source = {
        "sha256": sha256(text),
        "language": "en",
        "published": "2031-04-28",
        "dating": "printed above the article",
    }
    return {
        "format": "2",
        "title": "A drill near Oldtown",
        "source": source | fields.pop("source", {}),
        "bluf": "Ada Fable says that no attack is planned.",
        "topics": ["defence"],
        "cast": [{"actor": "ada-fable", "role": "spokesperson", "mentions": ["Ada Fable"]}],
        "claims": [claim()],
        "review": {"annotators": ["ed"], "reviewed": "2031-05-01", "due": "2032-05-01"},
        "judged": "2031-05-01",
    } | fields


def in_version_1(value: Fields) -> Fields:
    """A briefing with the fields that version 1 has instead; its claims are written in it."""
    found = {{"cast": "actors"}.get(name, name): one for name, one in value.items()}
    return {name: one for name, one in found.items() if name != "judged"} | {"format": "1"}


def actor(**fields: Any) -> Fields:
    """A minimal valid actor."""
    return {"name": "Ada Fable", "type": "person"} | fields


def outlet(**fields: Any) -> Fields:
    """A minimal valid outlet."""
    return actor(name="The Gazette", type="outlet", **fields)


#: Three actors, each of another type.
ACTORS = {"ada-fable": actor(), "gazette": outlet(), "oldtown": actor(type="state", name="Oldtown")}


def note(**fields: Any) -> Fields:
    """A minimal valid background note."""
    return {
        "title": "Drills",
        "summary": "What a drill is.",
        "body": "A drill is *not* a war.",
        "as_of": "2031-04-01",
        "review_due": "2032-04-01",
        "sources": [{"title": "Handbook", "publisher": "Ministry"}],
    } | fields


def dump(value: Any) -> str:
    """A value as YAML in block style, keys in the order given."""
    style = {"allow_unicode": True, "sort_keys": False, "width": 10_000}
    text = str(yaml.dump(value, Dumper=yaml.CSafeDumper, **style))
    # libyaml, which is ten times as fast, escapes what is beyond the basic plane.
    return yaml.safe_dump(value, **style) if "\\U" in text else text


def project(
    root: Path,
    articles: Mapping[str, tuple[str | bytes, Fields | str]] | None = None,
    actors: Mapping[str, Fields | str] | None = None,
    notes: Mapping[str, Fields | str] | None = None,
    topics: Fields | str | None = None,
) -> Path:
    """Write a valid project to `root`; what is given stands in the place of its part."""
    if articles is None:
        articles = {FOLDER: (TEXT, briefing())}
    for folder, (text, value) in articles.items():
        write(root, f"briefings/articles/{folder}/source.txt", text)
        write(root, f"briefings/articles/{folder}/briefing.yml", value)
    if actors is None:
        actors = {"ada-fable": actor(), "gazette": outlet()}
    for name, value in actors.items():
        write(root, f"briefings/actors/{name}.yml", _versioned(value))
    for name, value in ({"drills": note()} if notes is None else notes).items():
        write(root, f"briefings/background/{name}.yml", _versioned(value))
    write(root, "briefings/topics.yml", _versioned(topics or {"defence": {"title": "Defence"}}))
    return root


def _versioned(value: Any) -> Any:
    """The fields of a file with the version of the format, which moves no line of the others."""
    return {**value, "format": "2"} if isinstance(value, Mapping) else value


def write(root: Path, name: str, content: str | bytes | Fields) -> Path:
    """Write bytes as they are, text as UTF-8 with its own line ends, fields as YAML."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(content, str | bytes):
        content = dump(content)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def compiled(root: Path, **parts: Any) -> Compilation:
    """A project, written and compiled."""
    return compile_corpus(project(root, **parts))


def two_articles(root: Path, first: Fields, second: Fields, **parts: Any) -> Compilation:
    """The drill and the reply to it, each with these fields, compiled."""
    articles = {
        FOLDER: (TEXT, briefing(**first)),
        OTHER: (TEXT, briefing(**second)),
    }
    return compiled(root, **{"articles": articles, "actors": ACTORS, **parts})


def slugs(result: Compilation) -> list[str]:
    """The articles that are sound, in the order of the corpus."""
    return [article.slug for article in result.corpus.articles]


def document(text: str) -> Document:
    """A YAML text that has no problem of its own."""
    read, problems = read_yaml("briefing.yml", text)
    assert read is not None, problems
    return read


def anchored(
    text: str, claims: Iterable[Fields] | None = None, **fields: Any
) -> tuple[AnchoredBriefing | None, list[Diagnostic]]:
    """A valid briefing with these claims, anchored in `text`."""
    if claims is not None:
        fields["claims"] = list(claims)
    read = document(dump(briefing(text, **fields)))
    model, problems = validate(read, Briefing)
    assert model is not None, problems
    return anchor(SLUG, read, SourceText("source.txt", text, sha256(text)), model)


def sound(text: str, *claims: Any, **fields: Any) -> AnchoredBriefing:
    """The anchored briefing of claims that all fit."""
    article, problems = anchored(text, list(claims) or None, **fields)
    assert article is not None, problems
    assert problems == []
    return article


def problems_of(text: str, *claims: Any, **fields: Any) -> list[Diagnostic]:
    """The problems of a briefing that does not fit its text."""
    article, problems = anchored(text, list(claims) or None, **fields)
    assert article is None
    assert problems
    return problems


def codes(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """The codes of diagnostics, in their order."""
    return [diagnostic.code for diagnostic in diagnostics]


def within(diagnostic: Diagnostic, lines: list[str]) -> bool:
    """Whether a location lies inside a file of these lines (without their ends)."""
    place = diagnostic.location
    begin, end = (place.line, place.column), (place.end_line, place.end_column)
    inside = all(
        1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1
        for line, column in (begin, end)
    )
    return begin <= end and inside


def dom(text: str) -> Element:
    """The page that Python-Markdown and a browser make of a Markdown text."""
    html = markdown.markdown(text, extensions=EXTENSIONS)
    tree: Element = html5lib.parse(f"<!doctype html><body>{html}", namespaceHTMLElements=False)
    body = tree.find("body")
    assert body is not None
    return body

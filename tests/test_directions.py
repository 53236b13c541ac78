"""Controls of direction: no field holds one; in an article they are shown and not obeyed."""

import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from article_briefings.cli._app import app
from article_briefings.pages._markup import article_text, literal
from tests.building import FOLDER, briefing, claim, compiled, dom, hop, project, write
from tests.generated import DIRECTIONS
from tests.overlay import PROJECT
from tests.texts import showable

RUN = CliRunner()
RLO = "\u202e"
CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")
SHOWN = re.compile('<bdi class="?turn"? data-sign="?[A-Z]{3}"?>[\u202a-\u202e\u2066-\u2069]</bdi>')
BASE = PROJECT / "examples" / "briefings"


def leaves(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of all texts of a YAML value."""
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in items:
            yield from leaves(inner, (*place, key))
    elif isinstance(value, str):
        yield place


def changed(value: Any, place: tuple[Any, ...], control: str) -> Any:
    """The value with a control in the middle of the text at this place."""
    if not place:
        return value[: len(value) // 2] + control + value[len(value) // 2 :]
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[place[0]] = changed(value[place[0]], place[1:], control)
    return copy


FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yml"))
#: Words of the article, which are found with the control and without.
OF_THE_ARTICLE = {"quote", "counterpart", "cue", "mentions", "exact", "prefix", "suffix"}


def is_of_the_article(place: tuple[Any, ...]) -> bool:
    return any(step in OF_THE_ARTICLE for step in place)


def fields(kind: str) -> list[tuple[str, tuple[Any, ...]]]:
    """One place for each field of the files of a kind."""
    found: dict[tuple[Any, ...], tuple[str, tuple[Any, ...]]] = {}
    for name in FILES:
        if kind in name:
            value = yaml.load((BASE / name).read_text("utf-8"), yaml.CBaseLoader)
            for place in leaves(value):
                field = tuple("-" if isinstance(step, int) else step for step in place)
                found.setdefault(field, (name, place))
    return list(found.values())


@pytest.mark.parametrize("kind", ["briefing.yml", "actors/", "background/", "stories", "topics"])
def test_no_field_holds_a_control_but_words_of_the_article(kind: str, tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "briefings")
    controls = sorted(DIRECTIONS) * 40
    places = fields(kind)
    assert len(places) >= 2
    for number, (name, place) in enumerate(places):
        text = (BASE / name).read_text("utf-8")
        value = changed(yaml.load(text, yaml.CBaseLoader), place, controls[number])
        write(tmp_path, f"briefings/{name}", yaml.safe_dump(value, allow_unicode=True))
        found = RUN.invoke(app, ["check", "--root", str(tmp_path)])
        write(tmp_path, f"briefings/{name}", text)
        assert (found.exit_code == 0) == is_of_the_article(place), f"{place}: {found.output}"
        assert not CONTROL.search(found.output)
        if found.exit_code and "directional-control" in found.output:
            assert unicodedata.name(controls[number]) in found.output


DATED = ("--date", "2031-04-28", "--language", "en")
SAVED = """<!doctype html><html lang=en><head><title>A \u202edrill\u202c near Oldtown</title>
<meta name=author content="Ada \u2067Fable\u2069">
<meta property="article:published_time" content="2031-04-28"></head><body><article>
<h1>A \u202edrill\u202c near Oldtown</h1>
<p>“We will \u202enot attack,” Ada F\u202aable told the Gazette on Monday.</p>
<p>Bo \u2066Mar\u2069ley, the mayor, said that the drill\u202e was over on 3 April 2031.</p>
</article></body></html>
"""


@pytest.mark.parametrize(("name", "left"), [("page.html", 0), ("article.txt", 5)])
def test_what_is_drafted_from_a_text_with_controls_holds_none(
    name: str, left: int, tmp_path: Path
) -> None:
    project(tmp_path)
    write(tmp_path, "page.html", SAVED)
    write(tmp_path, "article.txt", re.sub("(?s).*</h1>|<.*?>", "", SAVED))
    root = ["--root", str(tmp_path)]
    by = ["--annotator", "nora"]
    made = RUN.invoke(app, ["new", "drafted", "--from", str(tmp_path / name), *DATED, *by, *root])
    assert made.exit_code == 0, made.output
    assert "directional-control" not in RUN.invoke(app, ["check", *root]).output
    [source] = tmp_path.rglob("*-drafted/source.txt")
    assert len(CONTROL.findall(source.read_text("utf-8"))) == left


def test_what_is_imported_with_controls_holds_none(tmp_path: Path) -> None:
    project(tmp_path / "project")
    note = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:example:1",
        "type": "Annotation",
        "body": {
            "type": "TextualBody",
            "value": "A \u202enote\u202c of mine",
            "purpose": "tagging",
        },
        "target": {
            "source": "https://gazette.example/a.txt",
            "selector": {"type": "TextQuoteSelector", "exact": "no\u202et attack"},
        },
    }
    write(tmp_path, "in/a.txt", "“We will not at\u202dtack,” Ada Fable told us.\n")
    write(tmp_path, "in/a.json", json.dumps(note))
    write(tmp_path, "in/metadata.tsv", "name\tpublished\ttitle\na\t2031-04-28\tA \u202etitle\n")
    root = ["--root", str(tmp_path / "project")]
    done = RUN.invoke(app, ["import", "web-annotation", str(tmp_path / "in"), *DATED, *root])
    assert list((tmp_path / "project").rglob("*-a/briefing.yml")), done.output
    assert "directional-control" not in RUN.invoke(app, ["check", *root]).output


# --- in the article ---------------------------------------------------------------------------

TEXT = (
    "A drill\u202e is no\u202c war.\n\nAda \u2067Fable\u2069 to\u202dld the Ga\u202czette: "
    "\u202a“We will\u202e not\u2066 attack\u2069.”\u202c It was \u2068the end\u2069 of it.\u202b\n"
)
QUOTE = "We will not attack"


def drill(**fields: Any) -> dict[str, Any]:
    return briefing(TEXT, claims=[claim("no-attack", QUOTE, attribution=[hop()])], **fields)


def test_a_quote_without_them_is_found_where_they_are(tmp_path: Path) -> None:
    result = compiled(tmp_path, articles={FOLDER: (TEXT, drill())})
    assert not result.diagnostics
    [article] = result.corpus.articles
    [span] = article.claims[0].quote
    assert span.of(TEXT) == "We will\u202e not\u2066 attack"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `briefings build --standalone` makes of an article with all of them."""
    root = tmp_path_factory.mktemp("directions")
    project(root, {FOLDER: (TEXT, drill())})
    write(root, "docs/about/method.md", "# Method\n")
    write(root, "mkdocs.yml", "site_name: S\nsite_url: https://s.invalid/\nplugins: [briefings]\n")
    shutil.copytree(PROJECT / "templates", root / "templates", ignore=lambda *_: ["fonts"])
    out = root / "out"
    done = RUN.invoke(app, ["build", "--root", str(root), "-o", str(out), "--standalone"])
    assert done.exit_code == 0, done.output
    return out / "docs"


def test_in_all_files_of_a_site_each_is_shown_in_an_element_of_its_own(tree: Path) -> None:
    shown = {}
    for path in tree.rglob("*"):
        if path.name == "article.txt":
            assert path.read_text("utf-8") == TEXT  # the article itself, to be opened alone
        elif path.suffix in {".md", ".json", ".xml", ".txt", ".jsonld", ".html"}:
            text = path.read_text("utf-8")
            shown[path.relative_to(tree).as_posix()] = len(SHOWN.findall(text))
            found = CONTROL.search(SHOWN.sub("", text))
            assert not found, f"{path}: {text[found.start() - 80 : found.end() + 40]!a}"
    all_of_them = len(CONTROL.findall(TEXT))
    assert shown["briefings/drill/index.md"] == 2 * all_of_them  # for readers and for analysts
    assert shown["teach/drill/index.md"] == all_of_them


@given(showable | st.text(st.sampled_from([*DIRECTIONS, *"ab <&\n"])))
def test_the_article_is_on_the_page_character_for_character(text: str) -> None:
    [element] = dom(f"<div>{article_text(text)}</div>").findall("div")
    assert "".join(element.itertext()) == text
    assert not CONTROL.search(SHOWN.sub("", article_text(text)))


@given(showable | st.text(st.sampled_from([*DIRECTIONS, *"ab <&"])))
def test_elsewhere_a_sign_is_in_the_place_of_each(text: str) -> None:
    shown = literal(text)
    assert not CONTROL.search(shown)
    assert shown.count("\ufffd") == len(CONTROL.findall(text)) + text.count("\ufffd")

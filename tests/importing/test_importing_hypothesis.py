"""Hypothesis' own JSON becomes drafts: its shapes, tags, replies, page notes, orphans; any file."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from article_briefings.cli._app import app
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.formatting._canonical import format_yaml
from tests.building import actor, outlet, project
from tests.note_files import PAGE, TEXT, Told, drill, finished, folder, note, noted, place, quote

RUN = CliRunner()
ATTACK, BRIDGE = "We will not attack,", "The bridge is closed"
OPTIONS = ("--date", "2031-04-28", "--language", "en")


def empty_project(root: Path) -> Path:
    """A project without articles."""
    made = project(root, articles={}, actors={"ada-fable": actor(), "gazette": outlet()})
    (made / "briefings" / "articles").mkdir()
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return empty_project(tmp_path / "project")


def imported(root: Path, value: Any, *options: str, form: str = "hypothesis") -> Result:
    source = folder(root.parent / "in", drill=value)
    arguments = ("--root", str(root), *OPTIONS, *options)
    return RUN.invoke(app, ["import", form, str(source), *arguments])


def quotes(root: Path) -> list[tuple[int, str]]:
    """Where each claim's quote begins, and its words."""
    article = drill(root)
    return [
        (one.quote[0].start, one.quote[0].of(article.text("original"))) for one in article.claims
    ]


def kept(root: Path, number: int = 0) -> Any:
    return json.loads(drill(root).claims[number].claim.extensions["hypothesis"])


def exported(*annotations: Told) -> Told:
    """A file of the client's "Export annotations"."""
    return {
        "export_date": "2031-05-02T08:00:00.000Z",
        "export_userid": "acct:nora@hypothes.is",
        "client_version": "1.1500.0",
        "annotations": list(annotations),
    }


@pytest.mark.parametrize(
    "value",
    [
        noted(ATTACK),
        [noted(ATTACK)],
        {"total": 1, "rows": [noted(ATTACK)]},
        {"total": 1, "rows": [noted(ATTACK)], "replies": [noted("", "r", references=["x1"])]},
        exported(noted(ATTACK)),
    ],
    ids=["one", "list", "search", "search with replies", "export"],
)
def test_the_api_and_the_export_are_read(value: Any, root: Path) -> None:
    result = imported(root, value)
    assert (result.exit_code, "left out" in result.stderr) == (0, False), result.output
    assert quotes(root) == [(TEXT.index(ATTACK), ATTACK)]
    briefing = drill(root).briefing
    assert briefing.title == "Drill near Oldtown"
    assert briefing.source.headline is None
    assert briefing.source.url == PAGE
    assert briefing.review.annotators == ("Nora Novel",)


def test_all_that_has_no_field_is_kept_once_or_with_what_it_is_of(root: Path) -> None:
    told = noted(ATTACK, text="Is it *so*?", tags=["doubt", "prediction"], hidden=True)
    imported(root, [told, noted("Ada Fable", "x2")])
    claim = drill(root).claims[0].claim
    assert (claim.kind, claim.text, claim.attribution) == ("prediction", ATTACK, ())
    whole = json.loads(drill(root).briefing.extensions["hypothesis"])
    found = {**whole, **kept(root)}
    (target,) = told.pop("target")
    assert found.pop("target") == {"selector": [target["selector"][0]]}
    assert found == told
    assert kept(root, 1)["hidden"] is False
    assert not kept(root).keys() & {"group", "permissions", "user", "document", "uri"}


def test_tags_make_cues_and_sources(root: Path) -> None:
    rows = [
        noted(ATTACK),
        noted("told the Gazette", "x2", tags=["cue"]),
        noted("Ada Fable", "x3", tags=["Source"], text="spokeswoman"),
        noted("a senior official", "x4", tags=["discard"]),
    ]
    result = imported(root, {"total": 4, "rows": rows})
    assert (result.exit_code, result.stderr.count("note:")) == (0, 2), result.stderr
    (claim,) = drill(root).claims
    (step,) = claim.claim.attribution
    assert (step.actor, step.form) == ("ada-fable", "direct")
    assert kept(root)["sources"][0]["text"] == "spokeswoman"
    assert kept(root)["cues"][0]["id"] == "x2"


def test_what_has_no_tag_may_be_passed_over(root: Path) -> None:
    mapping = root.parent / "mapping.yml"
    mapping.write_text("labels: {untagged: ignore, Zitat: content}\n", "utf-8")
    rows = [noted(ATTACK, tags=["Zitat"]), noted("Ada Fable", "x2")]
    assert imported(root, rows, "--mapping", str(mapping)).exit_code == 0
    assert [words for _, words in quotes(root)] == [ATTACK]


def test_positions_of_a_page_tell_places_with_the_same_words_apart(root: Path) -> None:
    last = noted(BRIDGE, "x2")
    at = 1_000 + len(TEXT[: TEXT.rindex(BRIDGE)].encode("utf-16-le")) // 2
    last["target"][0]["selector"][1:] = [place(at, at + len(BRIDGE)), quote(BRIDGE)]
    imported(root, [noted(ATTACK), last])
    assert quotes(root)[1] == (TEXT.rindex(BRIDGE), BRIDGE)
    result = imported(root, [last])
    assert f"its words “{BRIDGE}” appear 2 times, and nothing says which is meant" in result.stderr


def test_orphans_are_said_and_the_rest_is_imported(root: Path) -> None:
    result = imported(root, [noted("It is a dril, he said", "x2"), noted(ATTACK)])
    assert result.exit_code == 1
    assert "left out: drill.json:2: annotation 1: its words “It is a dril, he said” are not" in (
        result.stderr
    )
    assert "the nearest passage is “" in result.stderr
    assert len(quotes(root)) == 1


def test_replies_and_page_notes_are_kept(root: Path) -> None:
    bare = [{"source": PAGE}]
    rows = [
        noted(ATTACK),
        noted("", "r1", references=["x1"], text="no", target=bare),
        noted("", "r2", references=["x1", "r1"], text="yes", target=bare),
        noted("", "p", text="on the page", target=bare),
        noted("", "r3", references=["p"], text="on the note", target=[]),
        noted("", "r4", references=["gone"], text="on nothing", target=bare),
    ]
    assert imported(root, rows).exit_code == 0
    assert [one["text"] for one in kept(root)["replies"]] == ["no", "yes"]
    whole = json.loads(drill(root).briefing.extensions["hypothesis"])
    assert [one["text"] for one in whole["annotations"]] == ["on the page"]
    assert [one["text"] for one in whole["replies"]] == ["on the note", "on nothing"]


def test_one_user_may_be_chosen(root: Path) -> None:
    rows = [noted(ATTACK), noted("Ada Fable", "x2", user="acct:bob@x.example", user_info={})]
    for name in ("bob", "acct:bob@x.example"):
        imported(root, rows, "--annotator", name)
        assert [words for _, words in quotes(root)] == ["Ada Fable"]
        assert drill(root).briefing.review.annotators == ("bob",)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (
            {},
            "drill.json:1: this file has no annotation; expected an annotation with uri and target",
        ),
        ({"rows": 5}, "drill.json:1: this file has no annotation"),
        ([5], "drill.json: annotation 1 is not an object"),
        ([{"target": [], "tags": 3}], "drill.json:2: annotation 1 has neither uri nor target"),
        ({"rows": [{"uri": ["x"]}]}, "drill.json:3: annotation 1 has neither uri nor target"),
        (b'[{"uri": "a", "uri": "b"}]', "drill.json:1: the field “uri” appears twice"),
        (b'{"rows": [{"uri": "a"}],\n "rows": []}', "drill.json:1: the field “rows” appears twice"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_line(value: Any, said: str, root: Path) -> None:
    result = imported(root, value)
    assert result.exit_code == 1
    assert f"left out: {said}" in result.stderr


def test_a_second_run_with_another_export_changes_nothing(root: Path) -> None:
    imported(root, exported(noted(ATTACK)))
    later = exported(noted(ATTACK)) | {"export_date": "2032-01-01T00:00:00.000Z"}
    assert "1 unchanged" in imported(root, later).stdout


def test_the_export_of_web_annotations_carries_what_was_kept(root: Path) -> None:
    imported(root, [noted(ATTACK, text="Is it so?")])
    (path,) = root.glob("briefings/articles/*/briefing.yml")
    path.write_text(finished(path.read_text("utf-8")), "utf-8")
    before = drill(root)
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text("site_name: x\nsite_url: https://x.example/\n", "utf-8")
    out = root.parent / "out"
    RUN.invoke(app, ["export", "web-annotation", "-o", str(out), "--root", str(root)])
    path.unlink()
    (path.parent / "source.txt").rename(out / "drill.txt")
    path.parent.rmdir()
    arguments = ["import", "web-annotation", str(out), "--root", str(root), *OPTIONS]
    assert RUN.invoke(app, arguments).exit_code == 0
    after = drill(root)
    assert after.briefing.extensions == before.briefing.extensions
    assert after.claims[0].claim.extensions == before.claims[0].claim.extensions


# --- any file ------------------------------------------------------------------------------------

GOOD = {
    "hypothesis": exported(
        noted(ATTACK),
        noted("told the Gazette", "x2", tags=["cue"]),
        noted("", "r", references=["x1"], target=[{"source": PAGE}]),
    ),
    "web-annotation": {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [
            note(quote(ATTACK, suffix="”"), place(41, 60), id="a", creator={"name": "Amy"}),
            note(quote("told the Gazette"), tags=("cue",), id="b"),
            {"motivation": "linking", "target": ["a", "b"]},
            note({"type": "RangeSelector", "startSelector": quote("drill"), "endSelector": []}),
        ],
    },
}
PIECES = ["", "{", "}", "[", "]", '"', "\\", ":", ",", "null", "1e999", "-1", "NaN", "\\ud800"]
PIECES += ['{"a":1,"a":2}', "\x00", "\ufeff", "[" * 200, "9" * 400, '"id":', "𝒳", "\u2028", "5"]
MUTATION = st.tuples(st.integers(0, 5_000), st.integers(0, 30), st.sampled_from(PIECES))


@settings(max_examples=40, deadline=None)
@given(form=st.sampled_from(sorted(GOOD)), mutations=st.lists(MUTATION, min_size=1, max_size=5))
@example(form="hypothesis", mutations=[(0, 5_000, "")])
@example(form="web-annotation", mutations=[(0, 5_000, "[" * 100_000)])
def test_any_mutated_file_is_imported_or_said(
    form: str, mutations: list[tuple[int, int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = json.dumps(GOOD[form], indent=1, ensure_ascii=False)
    for at, length, put in mutations:
        at %= len(text) or 1
        text = text[:at] + put + text[at + length :]
    _import_anything(form, text.encode("utf-8", "replace"), tmp_path_factory.mktemp("any"))


leaves = st.none() | st.booleans() | st.integers(-5, 99) | st.sampled_from(["a", "x1", ATTACK, ""])


@st.composite
def wrong(draw: st.DrawFn, value: Any) -> Any:
    """A value of JSON with some of its parts replaced by parts of other kinds."""
    if draw(st.integers(0, 11)) == 0:
        return draw(
            leaves | st.lists(leaves, max_size=2) | st.dictionaries(st.just("type"), leaves)
        )
    if isinstance(value, dict):
        return {name: draw(wrong(inner)) for name, inner in value.items()}
    return [draw(wrong(inner)) for inner in value] if isinstance(value, list) else value


@settings(max_examples=40, deadline=None)
@given(data=st.data(), form=st.sampled_from(sorted(GOOD)))
def test_any_value_of_a_wrong_kind_is_said_or_passed_over(
    data: st.DataObject, form: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    value = data.draw(wrong(GOOD[form]))
    _import_anything(form, json.dumps(value).encode(), tmp_path_factory.mktemp("any"))


def _import_anything(form: str, content: bytes, base: Path) -> None:
    root = empty_project(base / "project")
    result = imported(root, content, form=form)
    assert result.exit_code in (0, 1), result.output
    assert isinstance(result.exception, SystemExit | None), result.output
    compiled = compile_corpus(root)
    assert compiled.diagnostics == ()
    if not list(compiled.corpus.articles):
        assert "left out: drill" in result.stderr
    for path in root.glob("briefings/articles/*/briefing.yml"):
        text = path.read_text("utf-8")
        assert format_yaml(path.relative_to(root).as_posix(), text).text == text

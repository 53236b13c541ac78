"""Web Annotations become drafts: shapes of files, bodies, motivations, ties, and what is kept."""

import json
import os
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from article_briefings.cli._app import app
from article_briefings.importing import _briefing as written
from tests import building
from tests.building import actor, outlet, project
from tests.note_files import PAGE, TEXT, W3C, Told, drill, folder, note, place, quote, sound
from tests.overlay import PROJECT

RUN = CliRunner()
FABLE, ATTACK, DRILL = "Ada Fable", "We will not attack,", "It is a drill,"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project without articles."""
    actors = {"ada-fable": actor(), "gazette": outlet()}
    made = project(tmp_path / "project", articles={}, actors=actors)
    (made / "briefings" / "articles").mkdir()
    return made


def run(root: Path, source: Path, *options: str, form: str = "web-annotation") -> Result:
    arguments = ("--root", str(root), "--date", "2031-04-28", "--language", "en", *options)
    return RUN.invoke(app, ["import", form, str(source), *arguments])


def imported(root: Path, *notes: Any, text: str = TEXT, options: tuple[str, ...] = ()) -> Result:
    """Import annotations of the drill."""
    return run(root, folder(root.parent / "in", text=text, drill=list(notes)), *options)


def claims(root: Path) -> list[tuple[str, list[str], list[str]]]:
    """Of each claim its quote, its cues and who says it."""
    article = drill(root)
    text = article.text("original")
    return [
        (
            " … ".join(span.of(text) for span in one.quote),
            [span.of(text) for cue in one.cues for span in cue],
            [hop.actor or hop.unnamed or "" for hop in one.claim.attribution],
        )
        for one in article.claims
    ]


def kept(root: Path, number: int = 0) -> Any:
    return json.loads(drill(root).claims[number].claim.extensions["web-annotation"])


# --- shapes of files ------------------------------------------------------------------------------

ONE = note(quote(ATTACK), id="x:a")
PAGED = {"@context": W3C, "id": "x:page", "type": "AnnotationPage"}
BARE = {name: value for name, value in ONE.items() if name != "@context"}
SHAPES: dict[str, Any] = {
    "one": ONE,
    "list": [ONE],
    "page": {**PAGED, "items": [BARE]},
    "collection": {
        "@context": W3C,
        "id": "https://a.example/",
        "type": ["AnnotationCollection", "ex:Mine"],
        "total": 1,
        "first": {"id": "x:page", "type": "AnnotationPage", "items": [BARE]},
    },
    "graph": {
        "@context": [W3C, {"ex": "https://a.example/"}],
        "@graph": [{"@id": "x:a", "@type": "oa:Annotation", "target": ONE["target"]}],
    },
    "several targets in items": {
        **ONE,
        "target": {"type": "Composite", "items": [ONE["target"]]},
    },
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_holds_one_annotation_or_many(shape: str, root: Path) -> None:
    result = run(root, folder(root.parent / "in", drill=SHAPES[shape]))
    assert result.exit_code == 0, result.output
    assert claims(root) == [(ATTACK, [], [])]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (
            "words",
            "drill.json:1: this file has no annotation; expected an annotation with a target",
        ),
        (5, "drill.json:1: this file has no annotation"),
        ({}, "drill.json:1: this file has no annotation"),
        ({"@context": "http://evil.example/"}, "drill.json:1: this file has no annotation"),
        ([5], "drill.json: annotation 1 is not an object"),
        ([ONE, {"id": "x:b"}], "drill.json:16: annotation 2 breaks the W3C's"),
        ([sound({"target": []})], "drill.json:2: annotation 1 breaks the W3C's"),
        ([sound({"target": {"source": 5}})], "drill.json:6: annotation 1 breaks the W3C's"),
        ([note(quote("no such words"))], "drill.json:2: annotation 1: its words “no such words”"),
        (b"\xff\xfe{", "drill.json:1: the byte 0xFF is not UTF-8"),
        (b"", "drill.json:1: the file holds nothing"),
        (b"[" * 3000, "drill.json:1: this nests deeper than 100 levels"),
        (b'{"items": [],\n "items": [{"target": "a"}]}', "drill.json:1: the field “items” appears"),
        (b'[{"target": "a", "target": "b"}]', "drill.json:1: the field “target” appears twice"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_line(value: Any, said: str, root: Path) -> None:
    source = folder(root.parent / "in", drill=value, other=[{**note(), "target": _drill(ATTACK)}])
    result = run(root, source)
    assert result.exit_code == 1, result.output
    assert f"left out: {said}" in result.stderr


def _drill(words: str) -> Told:
    return {"source": "https://other.example/drill", "selector": quote(words)}


def test_a_folder_without_annotations_is_a_wrong_use(root: Path) -> None:
    result = run(root, folder(root.parent / "in"))
    assert result.exit_code == 2
    assert "has nothing to import; expected a text with annotations: NAME.txt" in result.stderr
    assert "left out: drill.txt: there is no annotation of this text" in result.stderr


# --- which text -----------------------------------------------------------------------------------


def test_the_table_the_file_and_the_address_say_which_text_is_meant(root: Path) -> None:
    source = folder(
        root.parent / "in",
        drill=[note(quote(ATTACK))],
        all=[
            sound({"target": {"source": "https://b.example/a/Drill.html#top"}}),
            sound({"target": {**_drill(DRILL), "source": "http://www.A.example/x/#c"}}),
            sound({"target": {**_drill(FABLE), "source": "https://b.example/a/drill.html?q"}}),
            sound({"target": {**_drill(FABLE), "source": "https://b.example/no"}}),
        ],
    )
    table = root.parent / "table.tsv"
    table.write_text("name\turl\ndrill\thttps://a.example/x\n", "utf-8")
    result = run(root, source, "--metadata", str(table))
    assert [quote for quote, _, _ in claims(root)] == [ATTACK, FABLE, DRILL]
    assert result.stderr.count("there is no text for") == 2
    assert (
        "annotation 4: there is no text for “https://b.example/no”; put NAME.txt" in result.stderr
    )
    assert drill(root).briefing.source.url == "https://a.example/x"


def test_texts_and_annotations_may_stand_in_folders(root: Path) -> None:
    source = folder(root.parent / "in" / "texts").parent
    folder(source / "notes", drill=[ONE])
    (source / "notes" / "drill.txt").write_text(TEXT, "utf-8")
    result = run(root, source)
    assert "left out: texts/drill.txt: notes/drill.txt has the same name" in result.stderr
    assert claims(root) == [(ATTACK, [], [])]


def test_an_annotation_that_stands_in_two_files_is_one(root: Path) -> None:
    other = note(quote(DRILL), id="x:a")
    source = folder(root.parent / "in", drill=[ONE], page=[{**ONE, "target": _drill(ATTACK)}])
    folder(source, drill=[ONE], again=[{**ONE, "target": {**ONE["target"], "source": "x:/drill"}}])
    (source / "page.json").unlink()
    result = run(root, source)
    assert "annotation 1: drill.json:2 has the same id but other content" in result.stderr
    folder(source, drill=[ONE, ONE, other])
    (source / "again.json").unlink()
    result = run(root, source)
    assert result.stderr.count("has the same id") == 1


# --- what it says ---------------------------------------------------------------------------------


def test_bodies_and_motivations_say_what_an_annotation_is(root: Path) -> None:
    def body(purpose: str, value: str, **fields: Any) -> Told:
        return {"type": "TextualBody", "purpose": purpose, "value": value, **fields}

    result = imported(
        root,
        note(
            quote(ATTACK), id="x:1", body=body("describing", "They do not attack."), creator="x:amy"
        ),
        note(
            quote(DRILL),
            body=[body("tagging", "Prediction"), body("commenting", "Is it?", format="text/html")],
            creator={"name": "Bob", "id": "x:bob"},
        ),
        note(quote(FABLE), motivation="oa:moderating"),
        note(quote(FABLE), motivation="bookmarking", tags=("discard",)),
        {**note(), "target": PAGE, "body": body("commenting", "All of it")},
    )
    assert result.exit_code == 0, result.output
    article = drill(root)
    one, other = [claim.claim for claim in article.claims]
    assert (one.text, one.kind, one.extensions) == (
        "They do not attack.",
        "fact",
        {
            "web-annotation": '{"creator":"x:amy","id":"x:1",'
            '"target":"https://gazette.example/drill"}'
        },
    )
    assert (other.text, other.kind) == (DRILL, "prediction")
    assert [told["value"] for told in kept(root, 1)["body"]] == ["Prediction", "Is it?"]
    assert article.briefing.review.annotators == ("Bob", "x:amy")
    whole = json.loads(article.briefing.extensions["web-annotation"])
    assert [one.get("motivation") for one in whole["annotations"]] == ["oa:moderating", None]
    assert article.briefing.source.url == PAGE


def test_what_cannot_select_in_a_text_is_kept(root: Path) -> None:
    xpath = {"type": "XPathSelector", "value": "/p[2]", "refinedBy": quote(ATTACK)}
    state = {"type": "TimeState", "sourceDate": "2031-04-28T00:00:00Z"}
    target = {"source": PAGE, "selector": [xpath, quote(ATTACK)], "state": state}
    svg = {"type": "SvgSelector", "value": "<svg>"}
    mine = {**note(), "id": "x:1", "target": target, "ex:mine": 5}
    result = imported(root, mine, note(svg, id="x:2"))
    assert result.exit_code == 1
    assert "annotation 2: nothing in it gives a place in a plain text; it is kept" in (
        result.stderr
    )
    assert kept(root) == {
        "ex:mine": 5,
        "id": "x:1",
        "target": {"source": PAGE, "selector": xpath, "state": state},
    }
    whole = json.loads(drill(root).briefing.extensions["web-annotation"])
    assert whole == {"annotations": [{"id": "x:2", "target": {"source": PAGE, "selector": svg}}]}


def test_several_targets_are_the_parts_of_one_quote(root: Path) -> None:
    targets = [_drill("and no more than that."), _drill(DRILL)]
    assert imported(root, {**note(), "target": targets}).exit_code == 0
    assert claims(root) == [(f"{DRILL} … and no more than that.", [], [])]
    result = imported(root, {**note(), "target": [*targets, _drill("elsewhere")]})
    assert "its words “elsewhere” are not in the text" in result.stderr


def test_cues_and_sources_go_to_what_ties_them_else_to_the_nearest_claim(root: Path) -> None:
    notes = (
        note(quote(ATTACK), id="x:1"),
        note(quote(DRILL), id="x:2"),
        note(quote("told the Gazette"), tags=("cue",)),
        note(quote("added"), tags=("Cue",), id="x:3"),
        note(quote("a senior official"), tags=("source",), id="x:4", rights="x:y"),
        sound(
            {
                "motivation": "linking",
                "body": {"type": "TextualBody", "purpose": "tagging", "value": "said by"},
                "target": [{"id": "x:2"}, {"id": "x:3"}, {"id": "x:4"}],
            }
        ),
        note(quote(FABLE), tags=("source",)),
    )
    result = imported(root, *notes)
    assert result.exit_code == 0, result.output
    assert claims(root) == [
        (ATTACK, ["told the Gazette"], ["ada-fable"]),
        (DRILL, ["added"], ["a senior official"]),
    ]
    assert "2 cues and sources were assigned to the nearest claim" in result.stderr
    found = kept(root, 1)
    assert (found["sources"][0]["rights"], found["ties"][0]["body"]["value"]) == ("x:y", "said by")


def test_a_cue_between_two_claims_belongs_to_none(root: Path) -> None:
    text = "One is so says two is so.\n"
    notes = (note(quote("One is so")), note(quote("two is so")), note(quote("says"), tags=("cue",)))
    result = imported(root, *notes, text=text)
    assert "annotation 3: no claim is nearest to this cue, “says”" in result.stderr
    assert [cues for _, cues, _ in claims(root)] == [[], []]
    tie = sound({"motivation": "linking", "target": ["x:a", "x:b"]})
    result = imported(root, note(quote("One is so"), id="x:a"), note(quote("two"), id="x:b"), tie)
    assert "annotation 3: it ties no claim to an existing cue or source" in result.stderr


def test_a_mapping_file_says_what_tags_classes_and_motivations_mean(root: Path) -> None:
    mapping = root.parent / "mapping.yml"
    mapping.write_text(
        "labels: {Verb: cue, Speaker: source, questioning: ignore, Claim: ignore}\n", "utf-8"
    )
    imported(
        root,
        note(quote(ATTACK), motivation="highlighting"),
        note(quote("told the Gazette"), tags=("Verb",)),
        note(quote(FABLE), body={"type": "ex:Speaker", "id": "x:ada"}),
        note(quote(DRILL), motivation=["highlighting", "questioning"]),
        note(quote("a senior official"), tags=("Claim",)),
        options=("--mapping", str(mapping)),
    )
    assert claims(root) == [(ATTACK, ["told the Gazette"], ["ada-fable"])]


def test_replies_are_kept_with_what_they_answer(root: Path) -> None:
    said = {"motivation": "replying", "body": "x:doubt"}
    reply = sound({**said, "target": "x:a", "id": "x:b"})
    lost = sound({**said, "target": "x:gone", "id": "x:c"})
    assert imported(root, ONE, reply, lost).exit_code == 0
    assert kept(root)["replies"] == [{**said, "id": "x:b", "target": "x:a"}]
    whole = json.loads(drill(root).briefing.extensions["web-annotation"])
    assert [one["id"] for one in whole["replies"]] == ["x:c"]


def test_a_thread_of_replies_stays_with_what_it_begins_with(root: Path) -> None:
    replies = [
        sound({"motivation": "replying", "target": {"source": f"x:{about}"}, "id": f"x:{name}"})
        for name, about in (("b", "a"), ("c", "b"), ("x", "y"), ("y", "x"))
    ]
    result = imported(root, ONE, *replies)
    assert [one["id"] for one in kept(root)["replies"]] == ["x:b", "x:c"]
    assert "note: drill.json: 4 replies are kept as extensions" in result.stderr


@pytest.mark.parametrize(
    ("text", "counted", "said"),
    [
        (TEXT.replace("\n", "\r\n"), TEXT, "they count CRLF as one character"),
        ("\ufeff" + TEXT, "\ufeff" + TEXT, "they count a byte-order mark"),
        (TEXT.replace("\n\n", " \n \n"), TEXT, "the text differs slightly from the annotated one"),
    ],
)
def test_other_line_ends_marks_and_spaces_are_recognised(
    text: str, counted: str, said: str, root: Path
) -> None:
    def both(words: str) -> Told:
        at = counted.rindex(words)
        return note(quote(words), place(at, at + len(words)))

    words = ("Ministers", ATTACK, "The bridge is closed", DRILL)
    result = imported(root, *map(both, words), text=text)
    assert (result.exit_code, said in result.stderr) == (0, True), result.stderr
    found = {one.quote[0].start: one for one in drill(root).claims}
    assert text.removeprefix("\ufeff").rindex("The bridge is closed") in found


def test_one_annotator_may_be_chosen(root: Path) -> None:
    notes = (note(quote(ATTACK), creator={"name": "Amy"}), note(quote(DRILL), creator="Bob"))
    imported(root, *notes, options=("--annotator", "Bob"))
    assert [quote for quote, _, _ in claims(root)] == [DRILL]
    result = imported(root, *notes, options=("--annotator", "Eve"))
    assert "drill.txt: there is no annotation by Eve; there are some by Amy, Bob" in result.stderr


def test_what_is_too_much_to_keep_is_said(root: Path) -> None:
    deep: Any = "x"
    for _ in range(40):
        deep = [deep]
    result = imported(
        root,
        note(quote(ATTACK), **{"ex:deep": deep}),
        note(quote(DRILL), **{"ex:much": "x" * 10**5}),
    )
    assert result.exit_code == 1
    assert (
        "drill.json:2: its other data is too large for an extension: it is nested" in result.stderr
    )
    assert "its other data is too large for an extension: it has 100," in result.stderr
    assert len(claims(root)) == 2


def test_a_second_run_changes_nothing_and_a_changed_file_stays(root: Path) -> None:
    imported(root, ONE, note(place(41, 44)))
    (path,) = root.glob("briefings/articles/*/briefing.yml")
    before = path.read_bytes()
    assert "1 unchanged" in imported(root, ONE, note(place(41, 44))).stdout
    assert path.read_bytes() == before
    assert "1 updated" in imported(root, ONE).stdout
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    mine = path.read_bytes()
    assert "was changed by hand, and is left alone" in imported(root, note(quote(DRILL))).stderr
    assert path.read_bytes() == mine


def test_more_than_a_file_can_hold_costs_what_has_no_field_and_not_the_article(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    much = [note(quote(words), **{"ex:n": "x" * 90_000}) for words in (ATTACK, DRILL, FABLE)]
    result = imported(root, *much, note(quote("Monday"), **{"ex:n": "x" * 90_000}))
    assert result.exit_code == 1
    assert "drill.json:17: the article's file is full: from here on" in result.stderr
    assert [len(one.claim.extensions) for one in drill(root).claims] == [1, 1, 1, 0]
    monkeypatch.setattr(written, "Document", SimpleNamespace(MAX_BYTES=5_000))
    for done in ("1 updated", "1 unchanged"):
        result = imported(root, note(quote(ATTACK), **{"ex:n": "x" * 9_000}))
        assert (result.exit_code, done in result.stdout) == (1, True)
        assert (
            "data without a field was left out, because its briefing would not pass"
            in result.stderr
        )
    assert claims(root) == [(ATTACK, [], [])]


def test_signs_that_no_file_may_hold_do_no_harm(root: Path) -> None:
    odd = "a\x00b\ud800\u2028c\x85\ufffe"
    tag = {"type": "TextualBody", "purpose": "describing", "value": odd}
    result = imported(
        root,
        note(quote(ATTACK), body=tag, creator=odd, **{odd: [odd]}),
        note(quote(odd), **{f"{odd}2": odd}),
    )
    assert result.exit_code == 1
    claim = drill(root).claims[0].claim
    assert claim.text == "abc"
    assert json.loads(claim.extensions["web-annotation"])[odd] == [odd]


def test_names_of_files_are_only_names(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    source = folder(root.parent / "in", drill=[ONE])
    for name in (b"::error file=x::", b"..a\xff", b"w" * 200, b"$(touch x)"):
        for ending, content in ((b".txt", TEXT), (b".json", json.dumps([note(quote("no"))]))):
            Path(os.fsdecode(bytes(source) + b"/" + name + ending)).write_text(content, "utf-8")
    (source / "link.json").symlink_to("/etc/hostname")
    (source / "pipe.json").mkdir()
    result = run(root, source)
    assert result.exit_code == 1
    assert "left out: link.json: this is a link or not a regular file" in result.stderr
    assert not any(line.startswith("::error") for line in result.stderr.splitlines())
    assert claims(root) == [(ATTACK, [], [])]


def test_json_of_the_other_format_is_recognised(root: Path) -> None:
    result = run(root, folder(root.parent / "in", drill={"rows": []}))
    assert "it looks like Hypothesis' own JSON: briefings import hypothesis" in result.stderr
    result = run(root, folder(root.parent / "in", drill={"items": []}), form="hypothesis")
    assert "it looks like a collection of the W3C: briefings import web-annotation" in result.stderr


def test_speakers_of_our_own_export_whom_nobody_knows_are_proposed(root: Path) -> None:
    site = "https://other.example/"
    cue = {**note(quote("told the Gazette")), "id": "x:c", "cueOf": f"{site}x#y"}
    cue["body"] = {"type": "TextualBody", "purpose": "tagging", "value": "Bo Builder"}
    steps = [{"actor": f"{site}actors/bo/", "cue": "x:c", "form": "direct"}] * 2
    own = {**note(quote(ATTACK)), "claim": f"{site}briefings/drill/#attack", "attribution": steps}
    context = [W3C, {"claim": {"@id": f"{site}data/#term--claim"}}]
    source = folder(root.parent / "in", drill={**PAGED, "@context": context, "items": [own, cue]})
    run(root, source, "--register", str(root.parent / "proposed"))
    assert claims(root) == [(ATTACK, ["told the Gazette"] * 2, ["Bo Builder"] * 2)]
    assert (root.parent / "proposed" / "bo-builder.yml").is_file()


def test_the_example_of_the_documentation_is_what_it_says(root: Path) -> None:
    page = (PROJECT / "docs" / "about" / "import.md").read_text("utf-8")
    (told,) = re.findall(r"^```json\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    imported(root, *json.loads(told), text=building.TEXT)
    (path,) = root.glob("briefings/articles/*/briefing.yml")
    written = [line.strip() for line in path.read_text("utf-8").splitlines()]
    (block,) = re.findall(r"^```yaml\n(claims:.*?)^```$", page, re.MULTILINE | re.DOTALL)
    shown = [line.strip() for line in block.splitlines()]
    assert [line for line in shown if line not in written] == ["# and so on"]

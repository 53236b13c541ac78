"""`briefings import brat`: a collection becomes drafts, and nobody's work is overwritten."""

import os
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from article_briefings.anchoring._anchored import AnchoredBriefing
from article_briefings.cli._app import app
from article_briefings.corpus._pipeline import compile_corpus
from tests.brat_files import TEXT, annotation, bound, collection
from tests.building import actor, outlet, project

RUN = CliRunner()
DATE = ("--date", "2031-04-28")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project without articles."""
    actors = {"ada-fable": actor(), "gazette": outlet()}
    made = project(tmp_path / "project", articles={}, actors=actors, notes={})
    (made / "briefings" / "articles").mkdir()
    return made


@pytest.fixture
def brat(tmp_path: Path) -> Path:
    """A collection of one article."""
    return collection(tmp_path / "brat")


def run(root: Path, folder: Path, *options: str) -> Result:
    return RUN.invoke(app, ["import", "brat", str(folder), "--root", str(root), *options])


def articles(root: Path) -> dict[str, AnchoredBriefing]:
    """The articles of a project that has no problem, drafts included."""
    compiled = compile_corpus(root)
    assert compiled.diagnostics == ()
    return {article.slug: article for article in compiled.corpus.articles}


def contents(root: Path) -> dict[str, bytes]:
    """Every file of a project."""
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_each_content_becomes_a_drafted_claim_with_its_cue_and_source(
    root: Path, brat: Path
) -> None:
    result = run(root, brat, *DATE)
    assert result.exit_code == 0, result.output
    assert "Imported 1 of 1 article with 4 claims: 1 new." in result.stdout
    article = articles(root)["drill"]
    assert article.briefing.draft
    assert all(claim.draft for claim in article.briefing.claims)
    text = article.text("original")
    found = {
        tuple(span.of(text) for span in claim.quote): (
            [span.of(text) for cue in claim.cues for span in cue],
            [hop.actor or hop.unnamed for hop in claim.claim.attribution],
            [hop.form for hop in claim.claim.attribution],
        )
        for claim in article.claims
    }
    assert found == {
        ("Ministers met in Oldtown",): ([], [], []),
        ("We will not attack,",): (["told the Gazette"], ["ada-fable"], ["direct"]),
        ("the bridge is closed",): (
            ["It was said"],
            ["somebody whom the article does not name"],
            ["indirect"],
        ),
        ("It is a drill,", "and no more than that."): (
            ["added"],
            ["a senior official"],
            ["direct"],
        ),
    }
    assert [member.actor for member in article.briefing.cast] == ["ada-fable"]
    assert "drill.ann:13: T9: it has neither source nor cue" in result.stderr


def test_a_second_run_changes_nothing(root: Path, brat: Path) -> None:
    run(root, brat, *DATE)
    before = contents(root)
    result = run(root, brat, *DATE)
    assert result.exit_code == 0
    assert "1 unchanged" in result.stdout
    assert contents(root) == before


def test_a_draft_that_nobody_has_touched_follows_its_source(root: Path, brat: Path) -> None:
    run(root, brat, *DATE)
    collection(brat, {"drill.ann": annotation()[:4]})
    assert "1 updated" in run(root, brat, *DATE).stdout
    assert len(articles(root)["drill"].briefing.claims) == 1


def test_the_register_is_looked_up_again(root: Path, brat: Path) -> None:
    run(root, brat, *DATE)
    project(root, articles={}, actors={"official": actor(name="a senior official")}, notes={})
    assert "1 updated" in run(root, brat, *DATE).stdout
    speakers = {h.actor for c in articles(root)["drill"].briefing.claims for h in c.attribution}
    assert speakers == {"ada-fable", "official", None}


@pytest.mark.parametrize("name", ["briefing.yml", "source.txt"])
def test_what_a_person_has_changed_is_left_alone(root: Path, brat: Path, name: str) -> None:
    run(root, brat, *DATE)
    path = root / "briefings" / "articles" / "2031-04-28-drill" / name
    path.write_text(path.read_text("utf-8") + "# looked at\n", "utf-8")
    before = contents(root)
    collection(brat, {"drill.ann": annotation()[:4]})
    result = run(root, brat, *DATE)
    assert result.exit_code == 0
    assert "was changed by hand, and is left alone" in result.stderr
    assert contents(root) == before


def test_what_does_not_fit_is_said_by_file_and_line_and_the_rest_imported(
    root: Path, brat: Path
) -> None:
    lines = [*annotation(), "T20\tContent 3 9\tother words", "what is this?"]
    collection(brat, {"drill.ann": lines})
    result = run(root, brat, *DATE)
    assert result.exit_code == 1
    assert "left out: drill.ann:14: T20: its words are “other words”" in result.stderr
    assert "left out: drill.ann:15: this is not a line of standoff" in result.stderr
    assert "2 items were left out" in result.stderr
    assert len(articles(root)["drill"].briefing.claims) == 4


def test_the_table_says_what_is_known_of_an_article(root: Path, brat: Path) -> None:
    table = brat.parent / "metadata.tsv"
    table.write_text(
        "name\ttitle\tpublished\tlanguage\toutlet\turl\tslug\tannotator\tdating\n"
        "drill\tA drill\t2031-04-2X\ten\tThe Gazette\thttps://example.org/\tthe-drill\ted\tprinted\n",
        "utf-8",
    )
    table.write_text(table.read_text("utf-8").replace("2X", "27"), "utf-8")
    result = run(root, brat, "--metadata", str(table))
    assert result.exit_code == 0, result.output
    briefing = articles(root)["the-drill"].briefing
    assert briefing.title == briefing.source.headline == "A drill"
    assert briefing.source.published.text == "2031-04-27"
    assert briefing.source.outlet == "gazette"
    assert briefing.source.url == "https://example.org/"
    assert briefing.source.dating == "printed"
    assert briefing.review.annotators == ("ed",)


def test_a_table_is_faulted_by_line(root: Path, brat: Path) -> None:
    table = brat.parent / "metadata.tsv"
    table.write_text(
        "name\tpublisht\tpublished\nboat\t\t2031\ndrill\t\t2031-04-28\n\t\t2031\na\tb\tc\td\n"
        "drill\t\t2032\n",
        "utf-8",
    )
    result = run(root, brat, "--metadata", str(table))
    assert result.exit_code == 1
    for said in (
        'metadata.tsv:1: the column “publisht” is unknown and was left out; did you mean "publ',
        "metadata.tsv:2: no article is called “boat”",
        "metadata.tsv:4: this row has no name",
        "metadata.tsv:5: this row has 4 cells, but the table has 3 columns",
        "metadata.tsv:6: “drill” has an earlier row",
    ):
        assert said in result.stderr
    assert "drill" in articles(root)


def test_a_table_needs_names(root: Path, brat: Path) -> None:
    table = brat.parent / "metadata.tsv"
    table.write_text("title\nA drill\n", "utf-8")
    result = run(root, brat, "--metadata", str(table), *DATE)
    assert result.exit_code == 1
    assert "metadata.tsv:1: the first line has no column “name”" in result.stderr


def test_a_mapping_file_says_what_labels_mean(root: Path, brat: Path) -> None:
    words = "\n".join(annotation()).replace("Content", "Quotation").replace("Cue", "Verb")
    collection(
        brat, {"drill.ann": words.replace("Source", "Person") + "\nT30\tPlace 17 24\tOldtown"}
    )
    mapping = brat.parent / "mapping.yml"
    mapping.write_text(
        "labels: {Quotation: content, Verb: cue, Place: ignore}\n"
        "roles: {Quotation: content, Verb: cue, Person: source}\n"
        "relations: {By: ignore}\n",
        "utf-8",
    )
    result = run(root, brat, *DATE, "--mapping", str(mapping))
    assert "drill.ann:7: the label “Person” is not defined (1 in this file)" in result.stderr
    assert "Place" not in result.stderr
    speakers = [h.actor for c in articles(root)["drill"].briefing.claims for h in c.attribution]
    assert "ada-fable" in speakers


def test_the_files_of_polnear_are_read_as_they_are(root: Path, tmp_path: Path) -> None:
    text = "The Mill Board reports that it rains. Read the rest here.\n"
    lines = [
        bound("T1", "Source", text, "The Mill Board"),
        bound("T2", "Cue", text, "reports"),
        bound("T3", "Content", text, "that it rains"),
        bound("T4", "Attribution", text, "reports"),
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
        bound("T25", "Discard", text, "Read the rest here."),
    ]
    name = "gazette_2031-04-27_rain-"
    folder = collection(
        tmp_path / "dev", {f"text/{name}.txt": text, f"attributions/{name}_ef2d.ann": lines}
    )
    table = "compartment\tfilename\tpublication_date\ttitle\ndev\t{}\t2031-04-27\tRain\n"
    (folder / "metadata.tsv").write_text(table.format(name), "utf-8")
    mapping = tmp_path / "mapping.yml"
    mapping.write_text(
        "columns: {filename: name, publication_date: published, compartment: ignore}\n", "utf-8"
    )
    options = ("--metadata", str(folder / "metadata.tsv"), "--mapping", str(mapping))
    result = run(root, folder, *options, "--language", "en")
    assert (result.exit_code, result.stderr) == (0, "")
    article = articles(root)["gazette-2031-04-27-rain"]
    assert article.briefing.title == "Rain"
    assert article.briefing.review.annotators == ("ef2d",)
    ((cue,),) = (claim.cues for claim in article.claims)
    assert [span.of(text) for span in cue] == ["reports"]


def test_a_mapping_file_with_a_fault_is_shown(root: Path, brat: Path) -> None:
    mapping = brat.parent / "mapping.yml"
    mapping.write_text("labels: {Quotation: quote}\nrolls: {}\n", "utf-8")
    result = run(root, brat, *DATE, "--mapping", str(mapping))
    assert result.exit_code == 1
    assert "mapping.yml:1:" in result.stderr
    assert "mapping.yml:2:" in result.stderr
    assert contents(root).keys() == {
        "briefings/actors/ada-fable.yml",
        "briefings/actors/gazette.yml",
        "briefings/topics.yml",
    }


def test_one_annotator_is_taken_of_several(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = collection(
        Path("many"),
        {
            "drill.txt": TEXT,
            "drill.zoe.ann": annotation()[:4],
            "amy/drill.ann": annotation(),
            "bob/drill.ann": annotation()[:1],
        },
    )
    result = run(root, folder, *DATE)
    assert result.exit_code == 0
    assert "amy/drill.ann: this annotation was imported, and not" in result.stderr
    assert articles(root)["drill"].briefing.review.annotators == ("amy",)
    run(root, folder, *DATE, "--annotator", "zoe")
    article = articles(root)["drill"]
    assert article.briefing.review.annotators == ("zoe",)
    assert len(article.briefing.claims) == 1
    result = run(root, folder, *DATE, "--annotator", "eve")
    assert result.exit_code == 1
    assert (
        "drill.txt: there is no annotation by eve; there is one by amy, bob, zoe" in result.stderr
    )


def test_schemas_are_named_where_the_project_has_them(root: Path, brat: Path) -> None:
    run(root, brat, *DATE)
    [draft] = root.rglob("briefing.yml")
    assert draft.read_text("utf-8").startswith("# A draft, made by `briefings import`")
    assert "1 unchanged" in run(root, brat, *DATE).stdout
    assert RUN.invoke(app, ["schema", "--write", "--root", str(root)]).exit_code == 0
    assert "1 updated" in run(root, brat, *DATE).stdout
    assert draft.read_text("utf-8").startswith("# yaml-language-server: $schema=")


def test_sources_that_recur_are_proposed_as_actors(root: Path, tmp_path: Path) -> None:
    text = "The Mill Council said one. Mill council said two. Bo Ash said three. He said four.\n"
    who = ("The Mill Council", "Mill council", "Bo Ash", "He")
    lines: list[str] = []
    for number, (source, content) in enumerate(
        zip(who, ("one", "two", "three", "four"), strict=True), 1
    ):
        lines += [
            bound(f"T{number}", "Content", text, content),
            bound(f"T{number}0", "Source", text, source),
            f"R{number}\tBy Arg1:T{number} Arg2:T{number}0",
        ]
    folder = collection(tmp_path / "brat", {"mill.txt": text, "mill.ann": lines})
    proposals = tmp_path / "proposed"
    result = run(root, folder, *DATE, "--language", "en", "--register", str(proposals))
    assert "Proposed 1 actor" in result.stdout
    names = {path.name for path in proposals.iterdir()} - {".briefings-output"}
    assert names == {"mill-council.yml"}
    proposed = (proposals / "mill-council.yml").read_text("utf-8")
    assert "2 attributions in 1 article have this source" in proposed
    assert proposed.startswith("# Draft, proposed by `briefings import`")
    (root / "briefings" / "actors" / "mill-council.yml").write_text(proposed, "utf-8")
    assert "1 updated" in run(root, folder, *DATE, "--language", "en").stdout
    hops = [h for c in articles(root)["mill"].briefing.claims for h in c.attribution]
    assert [hop.actor for hop in hops] == ["mill-council", "mill-council", None, None]


def test_two_articles_do_not_share_a_slug(root: Path, tmp_path: Path) -> None:
    folder = collection(
        tmp_path / "brat",
        {
            "drill.txt": TEXT,
            "drill.ann": annotation(),
            "Drill!.txt": TEXT,
            "Drill!.ann": annotation(),
        },
    )
    result = run(root, folder, *DATE)
    assert result.exit_code == 1
    assert "Drill!.txt also has the slug “drill”; set another slug" in result.stderr
    assert len(articles(root)) == 1
    result = run(root, folder, "--date", "2031-04-29")
    assert "the slug “drill” belongs to briefings/articles/2031-04-28-drill" in result.stderr


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a.txt": b"\xff\xfea\x00", "a.ann": ""}, "a.txt:1: the byte 0xFF is not UTF-8"),
        ({"a.txt": "Words.\n", "a.ann": b"T1\t\xe9"}, "a.ann:1: the byte 0xE9 is not UTF-8"),
        ({"a.txt": "", "a.ann": ""}, "a.txt:1: the file is empty"),
        ({"a.txt": "Bad \x00 words", "a.ann": ""}, "a.txt:1: the character U+0000 cannot be"),
        ({"a.txt": "Words.\n", "a.ann": ""}, "a.txt: no claim is left to import"),
        ({"a.txt": "W" * 300_001, "a.ann": ""}, "a.txt:1: the file is too large"),
    ],
)
def test_what_cannot_be_read_is_a_message(
    root: Path, tmp_path: Path, files: dict[str, str | bytes], said: str
) -> None:
    folder = collection(tmp_path / "brat", {**files, "drill.txt": TEXT, "drill.ann": annotation()})
    result = run(root, folder, *DATE, "--language", "en")
    assert result.exit_code == 1
    assert f"left out: {said}" in result.stderr
    assert list(articles(root)) == ["drill"]


def test_names_of_files_are_only_names(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    folder = collection(tmp_path / "brat", {"!!.txt": TEXT, "!!.ann": annotation()})
    for name in (b"::error file=x::", b"..a\xff", b"w" * 200):
        for ending, content in ((b".txt", TEXT), (b".ann", "\n".join(annotation()))):
            Path(os.fsdecode(bytes(folder) + b"/x" + name + ending)).write_text(content, "utf-8")
    result = run(root, folder, *DATE)
    assert result.exit_code == 1
    assert "left out: !!.txt: no address can be made from “!!”" in result.stderr
    assert set(articles(root)) == {"x-error-file-x", "x-a", f"x{'w' * 49}"}


def test_files_that_belong_to_none_and_links_are_said(root: Path, brat: Path) -> None:
    collection(brat, {"lonely.txt": TEXT, "lost.ann": annotation()})
    (brat / "outside.txt").symlink_to("/etc/hostname")
    result = run(root, brat, *DATE)
    assert result.exit_code == 1
    assert "left out: lonely.txt: there is no annotation of this text" in result.stderr
    assert "left out: lost.ann: there is no lost.txt for this annotation" in result.stderr
    assert "left out: outside.txt: this is a link or not a regular file" in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "drill.txt: when was the article published?"),
        (("--date", "yesterday"), "drill.txt: “yesterday” is not a date"),
        ((*DATE, "--language", "Klingon"), "drill.txt: “Klingon” is not a language tag"),
        ((*DATE, "--outlet", "Daily"), "drill.txt: the outlet “Daily” is not in the register"),
    ],
)
def test_what_is_not_known_is_asked_for(
    root: Path, brat: Path, options: tuple[str, ...], said: str
) -> None:
    result = run(root, brat, *options)
    assert result.exit_code == 1
    assert f"left out: {said}" in result.stderr


def test_the_date_may_stand_in_the_name(root: Path, tmp_path: Path) -> None:
    name = "gazette_2031-04-27_drill"
    folder = collection(tmp_path / "b", {f"{name}.txt": TEXT, f"{name}.ann": annotation()})
    assert run(root, folder).exit_code == 0
    assert articles(root)["gazette-2031-04-27-drill"].briefing.source.published.text == "2031-04-27"


def test_a_folder_that_cannot_be_written_is_a_message(root: Path, brat: Path) -> None:
    (root / "briefings" / "articles").rmdir()
    (root / "briefings" / "articles").write_text("no folder", "utf-8")
    result = run(root, brat, *DATE)
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_a_folder_that_holds_something_else_is_left_alone(root: Path, brat: Path) -> None:
    folder = root / "briefings" / "articles" / "2031-04-28-drill"
    folder.mkdir()
    result = run(root, brat, *DATE)
    assert (result.exit_code, list(folder.iterdir())) == (0, [])
    assert "is left alone" in result.stderr


def test_a_briefing_that_would_not_pass_the_check_is_not_written(root: Path, brat: Path) -> None:
    table = brat.parent / "metadata.tsv"
    table.write_text(f"name\tdating\ndrill\t{'x' * 20_001}\n", "utf-8")
    result = run(root, brat, "--metadata", str(table), *DATE)
    assert result.exit_code == 1
    assert "drill.txt: its briefing would not pass the check (line " in result.stderr
    assert articles(root) == {}


def test_a_call_that_cannot_be_understood(root: Path, brat: Path) -> None:
    assert run(root, brat / "none").exit_code == 2
    (brat / "empty").mkdir()
    assert run(root, brat / "empty").exit_code == 2
    assert run(root, brat, "--mapping", str(brat / "none.yml")).exit_code == 2
    (brat / "mine").mkdir()
    (brat / "mine" / "file").write_text("mine")
    assert run(root, brat, *DATE, "--register", str(brat / "mine")).exit_code == 2

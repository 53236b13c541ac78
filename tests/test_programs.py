"""Packages of others: the examples of docs/own/programs.md, and what happens to faulty ones."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from article_briefings import InputProblems, load_corpus
from article_briefings.cli._completion import NAMES, completing
from article_briefings.diagnostics import Plugin
from article_briefings.drafting._found import importer
from article_briefings.exporting._exports import EXPORTS
from article_briefings.importing._run import IMPORTERS
from article_briefings.reporters import FORMATS
from tests import small_site
from tests.building import TEXT, briefing, claim, project, write
from tests.cli.test_cli import run
from tests.installed import examples_of_the_guide, install, install_example, use
from tests.small_site import lay, other_process, tree

WXR = """\
<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
  xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
  <title>The Gazette</title>
  <language>en-US</language>
  <wp:wxr_version>1.2</wp:wxr_version>
  <item>
    <title>The bridge &amp; the harbour</title>
    <link>https://gazette.example/bridge</link>
    <dc:creator><![CDATA[ed]]></dc:creator>
    <content:encoded><![CDATA[<!-- wp:paragraph -->
<p>“The bridge will open,” Ada Fable told the Gazette.</p>
<p>It rained<br>all day &amp; night.</p>]]></content:encoded>
    <excerpt:encoded><![CDATA[No part of the text.]]></excerpt:encoded>
    <wp:post_date><![CDATA[2031-04-28 09:00:00]]></wp:post_date>
    <wp:post_name><![CDATA[{name}]]></wp:post_name>
    <wp:status><![CDATA[publish]]></wp:status>
    <wp:post_type><![CDATA[post]]></wp:post_type>
  </item>
  <item>
    <title>Not yet</title>
    <content:encoded><![CDATA[A draft.]]></content:encoded>
    <wp:post_name></wp:post_name>
    <wp:status>draft</wp:status>
    <wp:post_type>post</wp:post_type>
  </item>
  <item><title>A picture</title><wp:post_type>attachment</wp:post_type></item>
</channel>
</rss>
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = project(tmp_path / "project")
    (root / "docs").mkdir()
    write(root, "mkdocs.yml", "site_name: The Gazette, examined\nplugins: [briefings]\n")
    return root


@pytest.fixture
def _example(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(install_example(tmp_path / "packages", request.param), monkeypatch)


def example(group: str) -> pytest.MarkDecorator:
    """Run a test with the guide's example of a group installed."""
    return pytest.mark.parametrize("_example", [group], indirect=True)


# --- the guide ---------------------------------------------------------------------------------


def test_the_guide_has_an_example_of_each_group_in_under_40_lines() -> None:
    found = examples_of_the_guide()
    assert set(found) == set(Plugin.DOORS)
    for group, (entry, _, text) in found.items():
        assert len([*entry.splitlines(), *text.splitlines()]) < 40, group


@example("rules")
@pytest.mark.usefixtures("_example")
def test_a_rule_reports_its_problems_like_ours(root: Path) -> None:
    assert run("check", "--root", root)[0] == 0
    claims = [claim(text="She plans no attack.")]
    write(root, "briefings/articles/2031-04-28-drill/briefing.yml", briefing(claims=claims))
    code, out, err = run("check", "--root", root)
    assert (code, err) == (1, "")
    assert "briefing.yml:" in out
    assert "error [house/pronoun] the claim begins with a pronoun" in " ".join(out.split())
    for form in FORMATS:
        code, out, err = run("check", "--root", root, "--format", form)
        assert (code, err, "house/pronoun" in out) == (1, "", True), form
    one = run("check", "--root", root, root / "briefings/articles/2031-04-28-drill")
    assert "house/pronoun" in one[1]
    assert "house/pronoun" not in run("check", "--root", root, root / "briefings/actors")[1]
    code, out, err = run("explain", "house/pronoun")
    assert (code, err) == (0, "")
    assert "A claim begins with a pronoun." in out
    assert "house-rules 1.0" in out
    with pytest.raises(InputProblems, match="house/pronoun"):
        load_corpus(root)


@example("rules")
@pytest.mark.usefixtures("_example")
def test_rules_of_others_look_at_sound_articles_beside_a_broken_one(root: Path) -> None:
    folder = "briefings/articles/2031-04-28-drill"
    said = briefing(claims=[claim(text="She plans no attack.")])
    write(root, f"{folder}/briefing.yml", said)
    shutil.copytree(root / folder, root / "briefings/articles/2031-04-29-other")
    lost = briefing(claims=[claim(text="She plans no attack.", quote="no such words")])
    write(root, "briefings/articles/2031-04-29-other/briefing.yml", lost)
    code, out, _ = run("check", "--root", root)
    assert (code, out.count("[quote-not-found]"), out.count("[house/pronoun]")) == (1, 1, 1)
    assert f"{folder}/briefing.yml" in out


@example("rules")
@pytest.mark.usefixtures("_example")
def test_a_rule_of_others_stops_a_build(tmp_path: Path) -> None:
    root = lay(tmp_path / "site", articles=2, templates=True)
    with other_process():
        small_site.build(root, tmp_path / "built")
        path = min((root / "briefings/articles").glob("*/briefing.yml"))
        text = path.read_text("utf-8").replace("text: The bridge will open", "text: It will open")
        path.write_text(text, "utf-8")
        with pytest.raises(Exception, match="problems above"):
            small_site.build(root, tmp_path / "built")


@example("exporters")
@pytest.mark.usefixtures("_example")
def test_an_export_of_others_is_written_and_published(root: Path, tmp_path: Path) -> None:
    key = claim(key=True, finding="She said so.")
    write(root, "briefings/articles/2031-04-28-drill/briefing.yml", briefing(claims=[key]))
    code, _, err = run("export", "digest", "--root", root, "--output", tmp_path / "out")
    assert (code, err) == (0, "")
    assert (tmp_path / "out" / "digest.md").read_text("utf-8") == (
        "# The Gazette, examined\n\n## A drill near Oldtown\n\n- Ada Fable: No attack is planned.\n"
    )
    assert completing("exporters")("di") == ["digest"]
    root = lay(tmp_path / "site", articles=2)
    config = small_site.CONFIG.replace("search: false", "search: false\n      exports: true")
    write(root, "mkdocs.yml", config)
    with other_process():
        small_site.build(root, tmp_path / "built")
    site = tree(tmp_path / "built")
    assert site["data/digest.md"].startswith(b"# A small site\n")
    assert b"digest.md" in site["data/index.html"]


@example("importers")
@pytest.mark.usefixtures("_example")
def test_an_export_of_wordpress_becomes_drafts(root: Path, tmp_path: Path) -> None:
    export = tmp_path / "export.xml"
    export.write_text(WXR.replace("{name}", "bridge-%c3%a9"), "utf-8")
    call = ("import", "wordpress", export, "--root", root, "--annotator", "ed")
    code, out, err = run(*call)
    assert (code, out, err) == (0, "Imported 1 of 1 article.\n", "")
    (folder,) = (root / "briefings/articles").glob("*bridge*")
    assert folder.name.startswith("2031-04-28-bridge-")
    assert (folder / "source.txt").read_text("utf-8") == (
        "“The bridge will open,” Ada Fable told the Gazette.\n\nIt rained\n\nall day & night."
    )
    drafted = (folder / "briefing.yml").read_text("utf-8")
    for line in (
        "title: The bridge & the harbour",
        "language: en-US",
        "published: 2031-04-28",
        "url: https://gazette.example/bridge",
        "actor: ada-fable",
        "draft: true",
    ):
        assert line in drafted
    assert run("check", "--root", root)[0] == 0
    before = tree(root)
    code, out, err = run(*call)
    assert (code, out) == (0, "Imported 0 of 1 article.\n")
    assert "already exists" in err
    assert tree(root) == before


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'


@example("importers")
@pytest.mark.usefixtures("_example")
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, "declares a document type"),
        (f"<!-- <rss> -->{BOMB}", "declares a document type"),
        ("<rss><channel>", "no export of WordPress"),
        ("", "no export of WordPress"),
    ],
)
def test_a_file_that_is_no_export_is_refused(
    root: Path, tmp_path: Path, text: str, message: str
) -> None:
    export = tmp_path / "export.xml"
    export.write_text(text, "utf-8")
    before = tree(root)
    code, out, err = run("import", "wordpress", export, "--root", root, "--annotator", "ed")
    assert (code, out) == (2, "")
    assert message in err
    assert tree(root) == before


@example("importers")
@pytest.mark.usefixtures("_example")
def test_an_import_reports_what_it_leaves_out(root: Path, tmp_path: Path) -> None:
    export = tmp_path / "export.xml"
    export.write_text(WXR.replace("2031-04-28 09:00:00", "0000-00-00 00:00:00"), "utf-8")
    call = ("import", "wordpress", export, "--root", root, "--annotator", "ed")
    code, out, err = run(*call)
    assert (code, out) == (1, "Imported 0 of 1 article.\n")
    assert "left out: {name}:" in err
    assert "--mapping is only for" in run(*call, "--mapping", export)[2]
    assert run("import", "wordpress", tmp_path / "none.xml", "--root", root)[0] == 2


@example("drafters")
@pytest.mark.usefixtures("_example")
def test_a_drafter_finds_the_claims_of_a_new_briefing(root: Path, tmp_path: Path) -> None:
    text = tmp_path / "transcript.txt"
    text.write_text("Ada Fable: The tunnel will open.\n\nEd Engine: It leaks.\n", "utf-8")
    call = ("new", "--from", text, "--root", root, "--date", "2031-05-03", "--language", "en")
    code, out, err = run(*call, "--annotator", "ed", "--drafter", "transcript")
    assert (code, err) == (0, "")
    assert "2 drafted claims, 2 with a speaker" in out
    (drafted,) = (root / "briefings/articles").glob("2031-05-03-*/briefing.yml")
    assert "text: The tunnel will open." in drafted.read_text("utf-8")
    assert run("check", "--root", root)[0] == 0
    code, _, err = run(*call, "--drafter", "transcirpt")
    assert code == 2
    assert 'did you mean "transcript"?' in err


@example("reporters")
@pytest.mark.usefixtures("_example")
def test_a_reporter_writes_a_report(root: Path) -> None:
    write(root, "briefings/articles/2031-04-28-drill/briefing.yml", briefing(topics=["x"]))
    code, out, err = run("check", "--root", root, "--format", "gnu")
    assert (code, err) == (1, "")
    assert out.startswith("briefings/articles/2031-04-28-drill/briefing.yml:")
    assert out.endswith(" [unknown-topic]\n")
    assert ": error: " in out


def test_all_that_was_found_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, err = run("plugins")
    assert (code, out, err) == (0, "No package of others was found.\n", "")
    folder = tmp_path / "packages"
    for group in Plugin.DOORS:
        install_example(folder, group)
    use(folder, monkeypatch)
    code, out, err = run("plugins")
    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines()] == [
        ["exporters", "digest", "house-digest", "1.0"],
        ["importers", "wordpress", "house-wordpress", "1.0"],
        ["drafters", "transcript", "house-transcript", "1.0"],
        ["rules", "house", "house-rules", "1.0"],
        ["reporters", "gnu", "house-gnu", "1.0"],
    ]


def test_our_own_names_are_those_of_the_tables() -> None:
    assert set(NAMES) == set(Plugin.DOORS)
    assert set(NAMES["exporters"]) == set(EXPORTS)
    assert set(NAMES["importers"]) == set(IMPORTERS)
    assert set(NAMES["reporters"]) == set(FORMATS)


# --- faults ------------------------------------------------------------------------------------

MODULE = "def two(one, other): ...\ndef bug(one, *rest): raise ValueError('boo')\nWORD = 'word'\n"
FAULTS = {
    "no_such_module:rule": "cannot be loaded from no_such_module:rule (ModuleNotFoundError: ",
    "faulty:missing": "cannot be loaded from faulty:missing (AttributeError: ",
    "faulty:WORD": "is a str, and must be ",
}


@pytest.mark.parametrize("group", Plugin.DOORS)
@pytest.mark.parametrize("value", FAULTS)
def test_what_cannot_be_used_is_named_with_its_package(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: str, value: str
) -> None:
    folder = install(
        tmp_path / "packages", "house-things", {group: {"bad": value}}, {"faulty": MODULE}
    )
    use(folder, monkeypatch)
    for code, said in (used(group, "bad", root, tmp_path), listed()):
        assert code == 1
        assert f"the {group[:-1]} “bad” of house-things 1.0 {FAULTS[value]}" in said
        assert "pip uninstall house-things" in said


@pytest.mark.parametrize("group", ["rules", "drafters", "importers", "reporters"])
@pytest.mark.parametrize("where", ["import", "call"])
def test_a_plugin_cannot_end_the_command(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: str, where: str
) -> None:
    text = "import sys\n" + ("sys.exit(0)\n" if where == "import" else "")
    text += "def bug(one, *rest): sys.exit(0)\n"
    entries = {group: {"bad": "faulty:bug"}}
    use(install(tmp_path / "packages", "house-things", entries, {"faulty": text}), monkeypatch)
    code, said = used(group, "bad", root, tmp_path)
    assert code == (1 if where == "import" or group == "rules" else 70)
    assert "house-things 1.0" in said
    assert ("it called sys.exit()" in said) is (where == "call")


def test_authors_can_see_the_traceback(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = {"rules": {"bad": "faulty:bug"}, "reporters": {"worse": "no_such_module:report"}}
    use(install(tmp_path / "packages", "house-things", entries, {"faulty": MODULE}), monkeypatch)
    monkeypatch.setenv("BRIEFINGS_DEBUG", "1")
    assert 'faulty.py", line 2, in bug' in used("rules", "bad", root, tmp_path)[1]
    code, said = used("reporters", "worse", root, tmp_path)
    assert code == 1
    assert "Traceback" in said


def used(group: str, name: str, root: Path, tmp_path: Path) -> tuple[int, str]:
    """Exit code and messages of a command that uses the plugin of a name."""
    source = write(tmp_path, "article.txt", TEXT)
    call: Mapping[str, tuple[object, ...]] = {
        "exporters": ("export", name, "--output", tmp_path / "out"),
        "importers": ("import", name, source),
        "drafters": (
            *("new", "other", "--from", source, "--date", "2031-05-03", "--language", "en"),
            *("--annotator", "ed", "--drafter", name),
        ),
        "rules": ("check",),
        "reporters": ("check", "--format", name),
    }
    code, out, err = run(*map(str, call[group]), "--root", str(root))
    return code, " ".join((out + err).split())


def listed() -> tuple[int, str]:
    """Exit code and messages of `briefings plugins`."""
    code, out, err = run("plugins")
    return code, " ".join((out + err).split())


@pytest.mark.parametrize("group", ["drafters", "exporters", "importers", "reporters"])
def test_an_exception_is_a_crash_of_that_package(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: str
) -> None:
    value = "faulty:bug"
    text = MODULE
    if group == "exporters":
        value, text = "faulty:EXPORT", "from article_briefings import Export\n" + MODULE
        text += "EXPORT = Export('bad', 'Bad', 'It fails.', 1, 'bad.txt', bug)\n"
    use(
        install(tmp_path / "packages", "house-things", {group: {"bad": value}}, {"faulty": text}),
        monkeypatch,
    )
    before, line = tree(root), text.split("raise")[0].count("\n") + 1
    code, said = used(group, "bad", root, tmp_path)
    assert code == 70
    assert (
        f"ValueError: boo (packages/faulty.py:{line}). This is a bug in house-things 1.0, not"
        in said
    )
    assert "report this line to the authors of house-things 1.0" in said
    assert tree(root) == before


def test_a_rule_that_crashes_leaves_the_other_rules_and_notices(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "packages"
    install_example(folder, "rules")
    install(folder, "bad-rules", {"rules": {"bad": "faulty:bug"}}, {"faulty": MODULE}, "3.1")
    use(folder, monkeypatch)
    claims = [claim(text="She plans no attack.")]
    write(root, "briefings/articles/2031-04-28-drill/briefing.yml", briefing(claims=claims))
    for more in ((), (root / "briefings/actors",)):
        code, out, _ = run("check", *map(str, more), "--root", root)
        said = " ".join(out.split())
        assert code == 1
        assert "[plugin-crash] the rule “bad” of bad-rules 3.1 crashed: ValueError: boo" in said
        assert ("house/pronoun" in said) is not more or not more


@pytest.mark.parametrize(
    ("yielded", "message"),
    [
        ("'a text'", "it reported 'a text', and must report a Diagnostic"),
        ("Diagnostic('other/code', Location('x'), 'm')", "with a code that begins with “bad/”"),
        ("Diagnostic('quote-not-found', Location('x'), 'm')", "begins with “bad/”"),
        ("Diagnostic('no code', Location('x'), 'm')", "no such diagnostic code: no code"),
    ],
)
def test_a_rule_reports_only_problems_of_its_own(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, yielded: str, message: str
) -> None:
    text = "from article_briefings import Diagnostic, Location\n"
    text += f"def rule(corpus):\n    yield {yielded}\n"
    folder = install(
        tmp_path / "packages", "bad-rules", {"rules": {"bad": "faulty:rule"}}, {"faulty": text}
    )
    use(folder, monkeypatch)
    code, said = used("rules", "bad", root, tmp_path)
    assert code == 1
    assert "[plugin-crash]" in said
    assert message in said


@pytest.mark.parametrize("group", Plugin.DOORS)
def test_two_packages_cannot_have_one_name(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: str
) -> None:
    folder, entries = tmp_path / "packages", {group: {"bad": "faulty:WORD"}}
    install(folder, "first-things", entries, {"faulty": MODULE})
    install(folder, "second-things", entries, {}, "2.0")
    use(folder, monkeypatch)
    for code, said in (used(group, "bad", root, tmp_path), listed()):
        assert code == 1
        assert "is claimed by first-things 1.0 and by second-things 2.0" in said
        assert "pip uninstall first-things" in said


@pytest.mark.parametrize(
    ("group", "name"),
    [("exporters", "csv"), ("importers", "brat"), ("reporters", "json"), ("rules", "briefings")],
)
def test_no_package_takes_a_name_of_ours(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: str, name: str
) -> None:
    entries = {group: {name: "faulty:bug"}}
    use(install(tmp_path / "packages", "house-things", entries, {"faulty": MODULE}), monkeypatch)
    code, said = listed()
    assert code == 1
    assert f"“{name}” of house-things 1.0 has the name of one of ours" in said
    if group == "exporters":  # ours is used
        assert used(group, name, root, tmp_path)[0] == 0


def test_a_name_that_nobody_has_gets_the_nearest(root: Path, tmp_path: Path) -> None:
    for group, name, said in (
        ("exporters", "cvs", 'there is no format “cvs”; did you mean "csv"?'),
        ("importers", "brta", 'there is no format “brta”; did you mean "brat"?'),
        ("drafters", "none", "there is no drafter “none”; none is installed"),
        ("reporters", "xml", "there is no format “xml”; choose one of text, json"),
    ):
        code, found = used(group, name, root, tmp_path)
        assert code == 2
        assert said in found


@pytest.mark.parametrize("published", ["sources.bib", "../outside", ""])
def test_an_export_has_a_file_name_of_its_own(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published: str
) -> None:
    text = "from article_briefings import Export\n"
    text += f"EXPORT = Export('bad', 'Bad', 'It fails.', 1, {published!r}, lambda *_: ())\n"
    entries = {"exporters": {"bad": "faulty:EXPORT"}}
    use(install(tmp_path / "packages", "house-things", entries, {"faulty": text}), monkeypatch)
    code, said = used("exporters", "bad", root, tmp_path)
    assert code == 1
    assert f"has the file name “{published}”; it needs one of its own" in said


def test_an_exporter_that_cannot_be_used_stops_a_site_that_publishes_exports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay(tmp_path / "site", articles=2)
    config = small_site.CONFIG.replace("search: false", "search: false\n      exports: true")
    write(root, "mkdocs.yml", config)
    entries = {"exporters": {"bad": "faulty:WORD"}}
    use(install(tmp_path / "packages", "house-things", entries, {"faulty": MODULE}), monkeypatch)
    with other_process(), pytest.raises(Exception, match=r"“bad” of house-things 1\.0 is a str"):
        small_site.build(root, tmp_path / "built")


@pytest.mark.parametrize(
    "found", ["'a text'", "FoundArticle('a', 'text', statements=[Statement((Span(2, 9),), ())])"]
)
def test_an_importer_returns_articles_with_claims_in_their_text(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: str
) -> None:
    text = "from article_briefings import FoundArticle, Span, Statement\n"
    text += f"def read(path):\n    return [{found}]\n"
    entries = {"importers": {"bad": "faulty:read"}}
    use(install(tmp_path / "packages", "house-things", entries, {"faulty": text}), monkeypatch)
    assert importer("bad", ()) is not None
    code, said = used("importers", "bad", root, tmp_path)
    assert code == 70
    assert "This is a bug in house-things 1.0" in said


# --- costs -------------------------------------------------------------------------------------


def test_a_check_without_packages_of_others_loads_no_metadata() -> None:
    code = (
        "import sys; from article_briefings.diagnostics import Plugin; "
        ""
        "assert not any(map(Plugin.all, Plugin.DOORS)); "
        "assert 'importlib.metadata' not in sys.modules"
    )
    subprocess.run((sys.executable, "-c", code), check=True)

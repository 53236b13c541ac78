"""Fields, kinds, types and relations that a project declares, in everything that reads them."""

import csv
import gzip
import io
import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from article_briefings.build._driver import Driver
from article_briefings.build._store import Store
from article_briefings.check._validator import validate
from article_briefings.corpus import Publication
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.exporting._exports import EXPORTS, catalogue, on_site
from article_briefings.formatting import format_yaml
from article_briefings.input import load
from article_briefings.language import Language
from article_briefings.models._declarations import Declarations, label_words
from article_briefings.pages._claim_document import LIMIT
from article_briefings.pages._claim_pages import ClaimPages
from article_briefings.pages._facets import facets
from article_briefings.pages._site import Site
from article_briefings.review._comparison import compare
from article_briefings.review._state import State
from tests.building import codes, document
from tests.built import build_project
from tests.cli.test_cli import run
from tests.language.sites import speaking
from tests.overlay import EXAMPLES, SITE, lay
from tests.small_site import build

BRIEFING = "briefings/articles/2031-04-28-new-bridge/briefing.yml"
DECLARED = "briefings/fields.yml"
ABOUT = Publication("A site", "About it", "https://news.example/")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(EXAMPLES / "valid" / "own-fields", tmp_path / "project")


def edit(root: Path, path: str, *changes: tuple[str, str]) -> None:
    text = (root / path).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (root / path).write_text(text, "utf-8")


def exported(name: str, corpus: Corpus) -> dict[str, str]:
    found = EXPORTS[name].files(corpus, ABOUT)
    return {file: b"".join(pieces).decode("utf-8", "replace") for file, pieces in found}


# --- what is declared ------------------------------------------------------------------------


def faults_of(**parts: Any) -> list[str]:
    declared = document(json.dumps({"format": "2", **parts}))
    return codes(validate(declared, Declarations)[1])


def test_what_is_declared_is_bounded() -> None:
    field = {"label": "x", "type": "text"}
    assert faults_of(claims={"a": field}) == []
    assert faults_of(claims={f"a{n}": field for n in range(51)}) == ["out-of-range"]
    assert faults_of(claims={"a": {**field, "label": "x" * 81}}) == ["too-long"]
    assert faults_of(claims={"a": {**field, "label": {"en": "x" * 81}}}) == ["too-long"]
    assert faults_of(claims={"a": {**field, "label": {}}}) == ["out-of-range"]
    assert faults_of(claims={"a": {**field, "label": {"english language": "x"}}}) == [
        "bad-language"
    ]
    assert faults_of(claims={"a": {**field, "label": "‮x"}}) == ["directional-control"]


@pytest.mark.parametrize(
    ("tag", "words"), [("en", "Desk"), ("en-GB", "Desk"), ("de-AT", "Ressort"), ("fa", "Ressort")]
)
def test_a_label_is_in_the_language_of_the_site_if_it_can_be(tag: str, words: str) -> None:
    try:
        Language(tag).use()
        assert label_words({"de": "Ressort", "en": "Desk"}) == words
    finally:
        Language().use()


@pytest.mark.parametrize("number", ["12", "-3", "2.5", "999999999999.999999"])
def test_numbers(root: Path, number: str) -> None:
    edit(root, BRIEFING, ("1200.50", number))
    corpus = compile_corpus(root).corpus
    assert f'"field_stakes":{float(number)}' in exported("jsonl", corpus)["claims.jsonl"]


@pytest.mark.parametrize("number", ["1e9", "1,200", "٣", ".5", "1234567890123", "nan", "0x1F"])
def test_what_is_no_number(root: Path, number: str) -> None:
    edit(root, BRIEFING, ("1200.50", f'"{number}"'))
    assert codes(compile_corpus(root).diagnostics) == ["wrong-type"]


def test_a_judgement_of_the_projects_own_contradicts_nothing(root: Path) -> None:
    edit(root, BRIEFING, ("relations: {updates: needs-tests}", "contradicts: needs-tests"))
    (problem,) = compile_corpus(root).diagnostics
    assert problem.code == "bad-contradiction"
    assert "a wish is neither so nor not so" in problem.message


def test_the_claim_at_the_other_end_of_a_relation_exists(root: Path) -> None:
    edit(root, BRIEFING, ("updates: needs-tests", "updates: no-such-claim"))
    (problem,) = compile_corpus(root).diagnostics
    assert (problem.code, problem.location.excerpt) == (
        "unknown-claim",
        ("    relations: {updates: no-such-claim}",),
    )


def test_what_needs_a_broken_file_is_left_out_without_a_problem_of_its_own(root: Path) -> None:
    edit(root, DECLARED, ("type: choice", "type: choise"))
    found = compile_corpus(root)
    assert {problem.location.path for problem in found.diagnostics} == {DECLARED}
    assert {item.id for item in found.broken} == {"new-bridge", "examplestead"}


# --- who reads it ------------------------------------------------------------------------------


def test_tables_have_a_column_for_each_field(root: Path) -> None:
    corpus = compile_corpus(root).corpus
    files = exported("csv", corpus)
    tables = {name: [*csv.DictReader(io.StringIO(text))] for name, text in files.items()}
    briefing, claim = tables["briefings.csv"][0], tables["claims.csv"][0]
    assert (briefing["field_desk"], briefing["field_read_on"]) == ("sports", "2031-04")
    assert briefing["field_internal"] == "order 12"
    assert (claim["kind"], claim["field_stakes"], claim["field_weight"]) == (
        *("forecast", "1200.5", "heavy"),
    )
    assert claim["field_checked_with"] == "Bridge Office; The <b>town</b> hall"
    actors = {row["actor"]: row for row in tables["actors.csv"]}
    assert actors["examplestead"]["type"] == "town"
    assert {row["type"] for row in tables["relations.csv"]} == {"updates"}
    fields = {
        field["name"]: field
        for resource in json.loads(files["datapackage.json"])["resources"]
        for field in resource["schema"]["fields"]
    }
    assert fields["field_stakes"] == {
        "name": "field_stakes",
        "type": "number",
        "description": "Euros at stake",
    }
    assert fields["field_desk"]["constraints"] == {"enum": ["town-hall", "sports"]}
    listed = {column[0] for table in catalogue(corpus.declared).tables for column in table[3]}
    assert {"field_desk", "field_stakes", "field_motto"} <= listed
    assert on_site(EXPORTS["sqlite"], corpus, ABOUT)


def test_labels_outside_pages_are_in_the_language_of_the_site(root: Path) -> None:
    """Without a site they are in English; where a label has neither, its first is used."""

    def words() -> tuple[str, str]:
        code, out, _ = run("schema", "briefing", "--root", root)
        assert code == 0
        desk = json.loads(out)["properties"]["fields"]["properties"]["desk"]
        output = root.parent / "csv"
        assert run("export", "csv", "--output", output, "--root", root)[0] == 0
        return desk["description"], (output / "datapackage.json").read_text("utf-8")

    settings = "site_name: A\ntheme: {name: material, language: %s}\nplugins: [briefings]\n"
    (root / "docs").mkdir(exist_ok=True)
    try:
        for language, label in (("de", "Ressort"), ("fa", "Desk"), ("en", "Desk")):
            (root / "mkdocs.yml").write_text(settings % language, "utf-8")
            description, dictionary = words()
            assert description == f"{label}."
            assert f'"description": "{label}"' in dictionary
        (root / "mkdocs.yml").unlink()
        out = run("schema", "briefing", "--root", root)[1]
        assert '"description": "Desk."' in out
    finally:
        Language().use()


def test_claims_can_be_filtered_by_choices_and_lists(root: Path) -> None:
    """Those of a briefing are those of all its claims; a list's values have addresses."""
    corpus = compile_corpus(root).corpus
    (ref,) = [one for one in corpus.claims() if one.claim.kind == "forecast"]
    own = {facet.key: facet for facet in facets(corpus) if facet.own}
    assert [facet.label for facet in own.values()] == ["Checked with", "Weight", "Desk"]
    assert {key: list(facet.of(ref)) for key, facet in own.items()} == {
        "field_checked-with": ["bridge-office", "the-b-town-b-hall"],
        "field_weight": ["heavy"],
        "field_desk": ["sports"],
    }
    assert own["field_weight"].names == {"light": "Light", "heavy": "Heavy"}
    pages = build_project(root, Site(SITE.name, catalogue=catalogue)).pages
    assert "<b>Sports</b>" in pages["claims/by/field_desk/sports.md"][1]
    assert "claims/by/field_checked-with/bridge-office.md" in pages
    assert "claims/by/field_weight/light.md" not in pages
    assert '<select form="ledger--form" name="field_weight">' in unescape(
        pages["claims/index.md"][1]
    )
    edit(root, DECLARED, ("label: Weight", "label: {de: Gewicht, en: Weight}"))
    with speaking("de"):
        own = {facet.key: facet for facet in facets(compile_corpus(root).corpus) if facet.own}
        assert [facet.label for facet in own.values()] == ["Checked with", "Gewicht", "Ressort"]
        assert own["field_desk"].names["sports"] == "Sport"


def test_values_are_found_wherever_they_are_shown(root: Path, tmp_path: Path) -> None:
    """In the head of a briefing, a claim or an actor, and among their facts."""
    edit(root, DECLARED, ("label: Weight", "label: Weight\n    place: head"))
    (root / "docs").mkdir(exist_ok=True)
    (root / "mkdocs.yml").write_text(
        "site_name: A\ntheme: {name: material}\nplugins: [briefings]\n", "utf-8"
    )
    build(root, tmp_path / "site")
    results = (tmp_path / "site/pagefind/fragment").iterdir()
    texts = [gzip.decompress(path.read_bytes()).decode() for path in results]
    words = [json.loads(text[text.index("{") :])["content"] for text in texts]
    for value in ("Desk: Sports", "Bridge Office", "1200.50", "Weight: Heavy", "Slow & <i>steady"):
        assert any(value in content for content in words), value
    assert not any("order 12" in content for content in words)


def test_values_with_one_address_are_both_named(root: Path) -> None:
    edit(root, BRIEFING, ("[Bridge Office,", "[C++, C,"))
    (names,) = [
        one.names for one in facets(compile_corpus(root).corpus) if one.key == "field_checked-with"
    ]
    assert names["c"] == "C, C++"


def test_the_page_of_a_claim_has_its_fields_in_short(root: Path) -> None:
    edit(root, BRIEFING, ("kind: forecast\n", "kind: forecast\n    key: true\n"))
    (ref,) = [one for one in compile_corpus(root).corpus.claims() if one.claim.key]

    def page(**site: Any) -> str:
        corpus = compile_corpus(root).corpus
        files = dict(ClaimPages(corpus, ref.slug, Site("A", **site)).files())
        html = files[f"claim/{ref.slug}/{ref.claim.id}/index.html"]
        assert len(html) <= LIMIT
        return html.decode()

    fields = "Checked with: Bridge Office, The &lt;b&gt;town&lt;/b&gt; hall · Euros at stake: "
    for found in (page(), page(url="https://news.example/")):
        assert f"<p class=t>{fields}1200.50 · Weight: Heavy\n" in found
    with speaking("fa"):
        assert "Euros at stake: ۱۲۰۰.۵۰" in page()
    edit(root, BRIEFING, ("[Bridge Office,", f"[{'Long ' * 150}office,"))
    assert "office" not in page()


def test_annotations_hold_the_values(root: Path) -> None:
    corpus = compile_corpus(root).corpus
    found = json.loads(exported("web-annotation", corpus)["new-bridge.jsonld"])
    (claim,) = [one for one in found["first"]["items"] if one.get("kind") == "forecast"]
    assert json.loads(claim["fields"])["weight"] == "heavy"
    assert json.loads(found["fields"])["desk"] == "sports"
    assert [one["relation"] for one in claim["relations"]] == ["updates"]
    assert "|forecast|wish" in exported("brat", corpus)["annotation.conf"]


def test_a_change_of_what_is_declared_rebuilds_what_shows_it(root: Path, tmp_path: Path) -> None:
    site, store = Site(SITE.name, catalogue=catalogue), Store(tmp_path / "store.sqlite")

    def shown(kind: str) -> tuple[str, int]:
        driver = Driver(root, store, kind, workers=1)
        made = driver.build(site, root / "templates", kind == "preview", program="a version")
        assert made.diagnostics == ()
        plain = build_project(root, site, kind == "preview", root / "templates")
        markdown = {name: driver.markdown(page).decode() for name, page in made.pages.items()}
        assert markdown == {name: text for name, (_, text) in plain.pages.items()}
        driver.save()
        return markdown["briefings/new-bridge.md"], driver.timings.stages["Markdown"].made

    first, made = shown("build")
    assert made
    assert shown("build") == (first, 0)
    edit(root, DECLARED, ("label: Weight", "label: Gravity"), ("Forecast, so", "Outlook, so"))
    second, made = shown("build")
    assert made
    assert "<dt>Gravity</dt>" in second
    assert "<i>Outlook</i>" in second
    edit(root, DECLARED, ("label: Gravity", "label: Weight"), ("Outlook, so", "Forecast, so"))
    assert shown("build")[0] == first
    assert shown("preview")[0] == first
    edit(root, BRIEFING, ("weight: heavy", "weight: light"), ("[Bridge Office,", "[Bridge yard,"))
    assert ">Light<" in shown("build")[0]  # and the lists of both values are right
    store.close()


def test_lists_follow_a_value_that_changes_while_the_site_is_served(root: Path) -> None:
    site, driver = Site(SITE.name, catalogue=catalogue), Driver(root, Store(None), "preview")

    def pages() -> set[str]:
        made = driver.build(site, root / "templates", preview=True, program="a version")
        driver.save()
        return {name for name in made.pages if "field_weight" in name or "field_desk" in name}

    lists = ("claims/by/field_desk/{}.md", "claims/by/field_weight/{}.md")
    assert pages() == {lists[0].format("sports"), lists[1].format("heavy")}
    edit(root, BRIEFING, ("weight: heavy", "weight: light"))
    assert pages() == {lists[0].format("sports"), lists[1].format("light")}
    edit(root, BRIEFING, ("desk: sports", "desk: town-hall"))
    assert pages() == {lists[0].format("town-hall"), lists[1].format("light")}


def test_formatting_keeps_values_and_the_order_of_declarations(root: Path) -> None:
    text = (root / DECLARED).read_text("utf-8")
    assert format_yaml(DECLARED, text).text == text
    briefing = (root / BRIEFING).read_text("utf-8")
    once = format_yaml(BRIEFING, briefing).text
    assert once is not None
    (root / BRIEFING).write_text(once, "utf-8")
    assert compile_corpus(root).diagnostics == ()
    assert "checked-with: [Bridge Office" in once
    assert once.index("\nfields:") > once.index("\nreview:")


def test_a_comparison_shows_changed_values(root: Path) -> None:
    before = State.of(load(root)[0])
    edit(root, BRIEFING, ("weight: heavy", "weight: light"), ("desk: sports", "desk: town-hall"))
    edit(root, BRIEFING, ("{updates: needs-tests}", "{updates: ferry-has-stopped}"))
    edit(root, DECLARED, ("label: Motto", "label: Saying"))
    found = compare(before, State.of(load(root)[0]))
    facets = {
        (unit.kind, facet.label, facet.before, facet.after)
        for unit in found.units
        for change in unit.changes
        for facet in change.facets
    }
    assert ("briefing", "weight", "heavy", "light") in facets
    assert ("briefing", "desk", "sports", "town-hall") in facets
    assert ("briefing", "relation to needs-tests", "updates", "") in facets
    assert ("declaration", "label", "Motto", "Saying") in facets

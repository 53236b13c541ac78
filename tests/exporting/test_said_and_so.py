"""The published standard: its examples counted and refused by this program, its words explained."""

import json
import re
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import jsonschema
import markdown
import pytest
from pyld import jsonld
from pyld.documentloader.frozen import FrozenDocumentLoader

from article_briefings.corpus._pipeline import Compilation, compile_corpus
from article_briefings.models._meanings import EVIDENCE, KINDS, SAID, SO
from article_briefings.models._verdicts import SaidVerdict, SoVerdict
from tests.building import EXTENSIONS, dump, sha256, write
from tests.overlay import PROJECT
from tests.schema_org import vocabulary

DOCS = PROJECT / "docs"
FOLDER = DOCS / "said-and-so"
EXAMPLES = sorted(FOLDER.glob("[0-9][0-9]-*.json"))
#: Where the page and its files are published; the folder is the address of the page.
SITE = "https://news.example/sub/said-and-so/"
SLUG = "2031-03-14-example"
#: The terms of PROV-O, https://www.w3.org/TR/prov-o/, and of nanopublications,
#: https://nanopub.net/guidelines/working_draft/, that the context and the page name.
PROV = {
    *("Agent", "Attribution", "Entity", "actedOnBehalfOf", "agent", "hadPrimarySource"),
    *("wasAttributedTo", "wasDerivedFrom"),
}
NANOPUB = {"Nanopublication", "hasAssertion", "hasProvenance", "hasPublicationInfo"}
Told = dict[str, Any]

each = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


def read(path: Path) -> Told:
    found: Told = json.loads(path.read_text("utf-8"))
    return found


@cache
def page() -> str:
    return (DOCS / "said-and-so.md").read_text("utf-8")


# --- counted and refused by this program ---------------------------------------------------------


def compiled(root: Path, told: Told) -> Compilation:
    """A project whose only article has the claim of an example."""
    steps = [f"step {number}" for number, _ in enumerate(told["chain"], 1)]
    text = f"Here is the claim, according to {', '.join(steps) or 'nobody'}.\n"
    parties = {one["id"]: one for one in told["parties"]}
    write(root, f"briefings/articles/{SLUG}/source.txt", text)
    write(root, f"briefings/articles/{SLUG}/briefing.yml", dump(_briefing(told, text, steps)))
    write(root, "briefings/topics.yml", {"format": "2"})
    for name, one in parties.items():
        above = one.get("partOf", [])
        kind = "outlet" if name == told["article"]["outlet"] else "organisation"
        fields = {"format": "2", "name": one["name"], "type": kind}
        write(
            *(root, f"briefings/actors/{name}.yml"),
            fields | ({"part_of": above[0]} if above else {}),
        )
    return compile_corpus(root)


def _briefing(told: Told, text: str, steps: list[str]) -> Told:
    names = {one["id"]: one["name"] for one in told["parties"]}
    claim = {name: told[name] for name in ("text", "kind", "finding", "implied") if name in told}
    claim |= {"id": told["id"].removeprefix("#"), "quote": "Here is the claim"}
    claim["attribution"] = [
        {("actor" if "party" in one else "unnamed"): one.get("party") or one["unnamed"], "cue": cue}
        for one, cue in zip(told["chain"], steps, strict=True)
    ]
    if "said" in told:
        claim["said"] = [_verdict(one) for one in told["said"]]
    if "so" in told:
        claim["so"] = _verdict(told["so"])
    day = told["article"]["published"]
    return {
        "format": "2",
        "title": "An example",
        "source": {
            "sha256": sha256(text),
            "language": "en",
            "outlet": told["article"]["outlet"],
            "published": day,
            "dating": "Given.",
        },
        "bluf": "An example.",
        "claims": [claim],
        "evidence": [
            {
                "id": one["id"],
                "title": one.get("title", one["id"]),
                "publisher": names.get(one["publisher"], one["publisher"]),
                **({"relays": one["relays"]} if "relays" in one else {}),
            }
            for one in told["reports"]
        ],
        "review": {"annotators": ["ed"], "reviewed": "2031-05-01", "due": "2032-05-01"},
    }


def _verdict(told: Told) -> Told:
    left = {"asOf", "accounts", "witnesses", "reports", "origins"}
    found = {name: value for name, value in told.items() if name not in left}
    if "asOf" in told:
        found["as_of"] = told["asOf"]
    if "of" in told:
        found["of"] = str(told["of"])
    return found


def test_there_are_ten_examples() -> None:
    assert len(EXAMPLES) == 10


@each
def test_this_program_refuses_what_the_standard_refuses(path: Path, tmp_path: Path) -> None:
    """A problem in the shape of one verdict can hide those of the other, so each is tried alone."""
    example = read(path)
    refused = set()
    for number, left in enumerate(((), ("said",), ("so",))):
        told = {name: value for name, value in example["document"].items() if name not in left}
        found = compiled(tmp_path / str(number), told).diagnostics
        refused |= {one.code for one in found if one.severity.name == "ERROR"}
    assert sorted(refused) == example["expected"]["refused"]


@each
def test_this_program_counts_as_the_standard_says(path: Path, tmp_path: Path) -> None:
    """What is refused for its shape is not counted."""
    example = read(path)
    told, expected = example["document"], example["expected"]
    if "said-without-speaker" in expected["refused"]:
        return
    if expected["refused"]:  # so that it can be counted, with verdicts that need no number
        for verdict in (*told.get("said", ()), *([told["so"]] if "so" in told else ())):
            if verdict["verdict"] in ("confirmed", "corroborated"):
                verdict["verdict"] = "single-source" if "of" in verdict else "supported"
    corpus = compiled(tmp_path, told).corpus
    [ref] = corpus.claims()
    counts = corpus.counts(ref)
    said = [{"accounts": one.used, "witnesses": one.separate} for one in counts.said if one]
    so = {"reports": counts.so.used, "origins": counts.so.separate} if counts.so else None
    assert (said, so) == (expected["said"], expected["so"])


# --- counted as the page says, without this program ---------------------------------------------


class Rule:
    """The rule of the page's section on counting, step by step and by brute force."""

    def __init__(self, told: Told) -> None:
        self.reports = {one["id"]: one for one in told["reports"]}
        self.above = {one["id"]: one.get("partOf", []) for one in told["parties"]}
        self.chain = [step.get("party") for step in told["chain"]]
        self.outlet = told["article"]["outlet"]

    def roots(self, name: str, path: tuple[str, ...] = ()) -> set[str] | None:
        if name not in self.reports:
            return {name}
        relays = self.reports[name].get("relays")
        if relays is None or name in path:
            return None
        parts = [self.roots(one, (*path, name)) for one in relays]
        found = [part for part in parts if part is not None]
        if len(found) < len(parts):
            return None
        return set().union(*found) if relays else {self.reports[name]["publisher"]}

    def tops(self, parties: set[str]) -> set[str]:
        above = [self.tops({one}) for party in parties for one in self.above.get(party, ())]
        return {one for one in parties if not self.above.get(one)}.union(*above)

    def count(self, verdict: Told) -> tuple[int, int]:
        is_said, against = "of" in verdict, verdict["verdict"] in ("misreported", "refuted")
        side = "refutes" if against else "supports"
        uses = [one for one in verdict.get("evidence", ()) if one["relation"] == side]
        uses = [one for one in uses if not self.reports[one["item"]].get("isTheArticle")]
        cited = [None if is_said else one.get("from") for one in uses]
        pairs = zip(uses, cited, strict=True)
        found = [{party} if party else self.roots(use["item"]) for use, party in pairs]
        sources = [one for one in found if one]
        if is_said:
            speaker = self.chain[verdict["of"] - 1]
            sources = [one for one in sources if speaker not in one]
            step = [*self.chain, self.outlet][verdict["of"]]
            if not against and step not in (None, speaker):
                sources.append({step})
        else:
            own = self.tops({[*self.chain, self.outlet][0]})
            sources = [one for one in sources if not self.tops(one) & own]
        groups = [self.tops(one) for one in sources]
        separate = max(
            len(some)
            for size in range(len(groups) + 1)
            for some in combinations(groups, size)
            if all(not one & other for one, other in combinations(some, 2))
        )
        return len(uses) + (is_said and not against), separate


@each
def test_the_rule_of_the_page_gives_the_expected_counts(path: Path) -> None:
    example = read(path)
    told, expected = example["document"], example["expected"]
    if "said-without-speaker" in expected["refused"]:
        return
    rule = Rule(told)
    counts = [rule.count(said) for said in told.get("said", ())]
    assert counts == [(one["accounts"], one["witnesses"]) for one in expected["said"]]
    if "so" in told:
        found = expected["so"]
        assert rule.count(told["so"]) == (found["reports"], found["origins"])


# --- as JSON and as linked data ------------------------------------------------------------------


@each
def test_each_example_fits_the_schema(path: Path) -> None:
    schema = read(FOLDER / "schema.json")
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(schema, format_checker=checker)
    assert [error.message for error in validator.iter_errors(read(path)["document"])] == []


def test_the_schema_is_one_and_explains_each_field() -> None:
    schema = read(FOLDER / "schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    for part in (schema, *schema["$defs"].values()):
        assert part["additionalProperties"] is False
        for name, field in part["properties"].items():
            assert {"description", "$ref"} & field.keys(), name
    assert schema["$defs"]["said"]["properties"]["verdict"]["enum"] == [*get_args(SaidVerdict)]
    assert schema["$defs"]["so"]["properties"]["verdict"]["enum"] == [*get_args(SoVerdict)]


def expanded(document: Told, base: str) -> list[Any]:
    loader = FrozenDocumentLoader({f"{SITE}context.jsonld": read(FOLDER / "context.jsonld")})
    found: list[Any] = jsonld.expand(document, {"documentLoader": loader, "base": base})
    return found


def addresses(value: Any) -> set[str]:
    """The addresses of properties, classes and things in a document in its long form."""
    if isinstance(value, list):
        return {address for inner in value for address in addresses(inner)}
    if not isinstance(value, dict):
        return set()
    found = {name for name in value if not name.startswith("@")}
    found |= {value["@id"]} if "@id" in value else set()
    found |= set(value.get("@type", ()) if "@value" not in value else ())
    return found.union(*(addresses(v) for n, v in value.items() if n not in ("@id", "@type")))


@each
def test_each_word_of_an_example_has_an_address_that_explains_it(path: Path) -> None:
    html = markdown.markdown(page(), extensions=EXTENSIONS)
    found = addresses(expanded(read(path)["document"], f"{SITE}{path.name}"))
    for address in found:
        if address.startswith(f"{SITE}#"):
            assert f'id="{address.removeprefix(f"{SITE}#")}"' in html, address
        elif address.startswith("http://schema.org/"):
            known = vocabulary()
            assert address in known.properties or address in known.above, address
        elif address.startswith("http://www.w3.org/ns/prov#"):
            assert address.partition("#")[2] in PROV
        else:
            assert address.startswith(SITE), address  # a party, a report or the claim


def test_the_terms_have_their_addresses_in_documents_elsewhere() -> None:
    """Documents of others name the base twice, as the page says."""
    document = read(EXAMPLES[0])["document"]
    context = f"{SITE}context.jsonld"
    here = "https://other.example/claims/1.json"
    own = addresses(expanded({**document, "@context": context}, f"{SITE}{EXAMPLES[0].name}"))
    document["@context"] = [{"@base": context}, context, {"@base": here}]
    other = addresses(expanded(document, here))
    assert {one for one in own if "#" in one and one.startswith(f"{SITE}#")} == {
        one for one in other if one.startswith(SITE)
    }
    assert f"{here}{document['id']}" in other


def test_the_two_verdicts_share_no_property() -> None:
    document = read(FOLDER / "01-press-conference.json")["document"]
    [claim] = expanded(document, f"{SITE}01.json")
    [said], [so] = claim[f"{SITE}#said"], claim[f"{SITE}#so"]
    assert said[f"{SITE}#saidVerdict"] == [{"@id": f"{SITE}#confirmed"}]
    assert so[f"{SITE}#soVerdict"] == [{"@id": f"{SITE}#supported"}]
    assert f"{SITE}#soVerdict" not in said
    assert f"{SITE}#saidVerdict" not in so


# --- the page ------------------------------------------------------------------------------------


def test_the_page_defines_each_value_as_the_program_does() -> None:
    for meanings in (SAID, SO, KINDS, EVIDENCE):
        for value, meaning in meanings.items():
            row = next(line for line in page().splitlines() if line.startswith(f"| `{value}`"))
            assert meaning in row.replace("’", "'"), value


def test_the_page_names_each_file() -> None:
    for path in FOLDER.iterdir():
        assert f"(said-and-so/{path.name})" in page(), path.name


def test_each_term_of_others_on_the_page_exists() -> None:
    known = vocabulary()
    for name in re.findall(r"`schema:(\w+)`", page()):
        full = f"http://schema.org/{name}"
        assert full in known.properties or full in known.above, name
    assert set(re.findall(r"`prov:(\w+)`", page())) <= PROV
    assert set(re.findall(r"`np:(\w+)`", page())) <= NANOPUB

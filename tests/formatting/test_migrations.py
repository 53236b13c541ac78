"""Files of version 1 in version 2: nothing is lost, in the file and in memory."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.corpus import compile_corpus
from article_briefings.formatting import ASKS, migrate, migrated
from article_briefings.formatting._nodes import comments_of
from article_briefings.input import Document, read_yaml
from article_briefings.models._declarations import JUDGEMENTS
from tests.building import ACTORS, BRIEFING, Fields, dump, sha256, write
from tests.overlay import EXAMPLES, lay

OLD = """\
# Above all.
format: 1 # the version
title: A drill
source: {sha256: "0", language: en, published: 2031, dating: x}
bluf: x
# Above the actors.
actors: # beside them
  - {actor: ada-fable, role: x} # beside her
claims:
  # Above the claim.
  - id: no-attack
    text: No attack is planned.
    quote: We will not attack
    kind: fact
    # Above the attribution.
    attribution:
      - actor: ada-fable
        cue: told the Gazette
        # Above the form.
        form: direct # beside it
    # Above the assessment.
    assessment: # beside it
      status: corroborated
      as_of: 2031-05-01
      # Above the rationale.
      rationale: |
        Two agencies have it.

        So has a third.
      evidence: [{item: tass, relation: supports, shows: x}] # beside the evidence
    # Above the relations.
    relations:
      - {type: repeats, claim: reply#no-attack} # the same
      - {type: contradicts, claim: demand}
      # Above the last.
      - {type: contradicts, claim: reply#attack}
  - id: demand
    text: Stop.
    quote: Residents doubted
    kind: demand
    attribution:
      - {actor: ada-fable, cue: Ada Fable, form: translated}
      - {actor: gazette, cue: the Gazette, form: indirect}
review: {annotators: [ed], due: 2032-05-01}
# Below all.
"""


def read(text: str, path: str = BRIEFING) -> Document:
    document, problems = read_yaml(path, text)
    assert document is not None, problems
    return document


def upgraded(text: str) -> str:
    result = migrate(BRIEFING, text)
    assert result.text is not None, result.diagnostics
    return result.text


def test_a_briefing_is_upgraded() -> None:
    new = upgraded(OLD)
    claim, other = yaml.safe_load(new)["claims"]
    assert new.startswith("# Above all.\nformat: 2  # the version\n")
    assert claim == {
        "id": "no-attack",
        "text": "No attack is planned.",
        "quote": "We will not attack",
        "kind": "fact",
        "attribution": [{"actor": "ada-fable", "cue": "told the Gazette"}],
        "repeats": "reply#no-attack",
        "contradicts": "reply#attack",
    }
    assert other["attribution"] == [
        {"actor": "ada-fable", "cue": "Ada Fable", "form": "translated"},
        {"actor": "gazette", "cue": "the Gazette"},
    ]
    assert len(migrate(BRIEFING, OLD).questions) == 2
    for asked in ("# status: corroborated", "# as_of: 2031-05-01", "#   So has a third.", "tass"):
        assert asked in new
    assert "# contradicts: demand\n" in new


def lost(before: str, after: str) -> list[str]:
    """The comments that a file does not have any more; those of an assessment are in comments."""
    words = "\n".join(comments_of(after))
    return [one for one in comments_of(before) if one not in words]


def test_every_comment_stays() -> None:
    assert len(comments_of(OLD)) == 17
    assert lost(OLD, upgraded(OLD)) == []


def test_an_upgraded_file_is_not_changed_again() -> None:
    new = upgraded(OLD)
    assert migrate(BRIEFING, new).text == new
    assert migrate(BRIEFING, new).questions == ()


def test_a_file_in_memory_is_the_upgraded_file() -> None:
    assert migrated(read(OLD)).root == read(upgraded(OLD)).root
    assert migrated(read(OLD)).written_in == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("- id: demand", "- &d\n    id: demand").replace(
            "review:", "extensions: {tool: {a: &x [1], b: *x, c: *d}}\nreview:"
        ),
        lambda text: text.replace("We will not attack", "&q We will not attack").replace(
            "quote: Residents doubted", "quote: *q"
        ),
        lambda text: dump(yaml.safe_load(text)),
        lambda text: yaml.safe_dump(yaml.safe_load(text), default_flow_style=True, width=10_000),
    ],
    ids=["CRLF", "aliases", "an alias of a claim's text", "block style", "flow style"],
)
def test_other_ways_to_write_the_same(change: Any) -> None:
    text = change(OLD)
    new = upgraded(text)
    assert migrated(read(text)).root == read(new).root
    assert read(new).root["claims"][0]["repeats"] == "reply#no-attack"  # type: ignore[index, call-overload]
    assert lost(text, new) == []
    assert len(migrate(BRIEFING, text).questions) == 2


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("briefings/actors/a.yml", "# First.\nname: A\n", "# First.\nformat: 2\nname: A\n"),
        ("briefings/topics.yml", "a: {title: A}\n", "format: 2\na:\n  title: A\n"),
        ("briefings/stories.yml", "{}\n", "format: 2\n"),
        ("briefings/actors/a.yml", "format: 3\nname: A\n", "format: 3\nname: A\n"),
        (BRIEFING, "title: A\n", "title: A\n"),
    ],
)
def test_register_files_get_a_version_and_unknown_versions_stay(
    path: str, text: str, expected: str
) -> None:
    found = migrate(path, text).text or ""
    assert yaml.safe_load(found) == yaml.safe_load(expected)
    assert comments_of(found) == comments_of(text)


def test_a_value_that_is_missing_has_its_place() -> None:
    found = migrated(read(OLD.replace("title: A drill", "title:")))
    assert found.location(("title",)).line == 3


def test_a_file_that_is_no_yaml_has_its_problems() -> None:
    result = migrate(BRIEFING, "a: [")
    assert result.text is None
    assert [problem.code for problem in result.diagnostics] == ["yaml-syntax"]


@pytest.mark.parametrize(
    "change",
    [
        ("type: repeats, claim", "type: repeat, claim"),
        ("{type: repeats, ", "{type: repeats, x: y, "),
    ],
)
def test_relations_of_another_shape_are_left_for_the_validator(change: tuple[str, str]) -> None:
    new = upgraded(OLD.replace(*change))
    assert len(yaml.safe_load(new)["claims"][0]["relations"]) == 3


# --- malformed files ----------------------------------------------------------------------------

plain = st.text(st.sampled_from("ab :#-'\"\n"), max_size=6) | st.sampled_from(
    ["contradicts", "no-attack", "fact", "demand", "direct"]
)
trees = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "kind", "type", "claim", "cue", "form", "relations", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=50)
@given(
    st.sampled_from(["actors", "claims", "format", "review"]) | st.none(),
    st.sampled_from(["attribution", "assessment", "relations", "id", "kind", "form"]),
    trees,
)
def test_no_shape_stops_a_migration(field: str | None, inner: str, value: Any) -> None:
    whole: Fields = yaml.safe_load(OLD)
    if field:
        whole[field] = value
    else:
        whole["claims"][0][inner] = value
    text = yaml.safe_dump(whole, allow_unicode=True)
    document, problems = read_yaml(BRIEFING, text)
    if document is None:
        assert problems
        return
    found = migrated(document)
    new = migrate(BRIEFING, text).text
    assert new is not None
    assert read(new).root == found.root
    lines = text.splitlines()
    places = [found.location(place) for place in found.values]
    assert all(1 <= at.line <= len(lines) for at in places)


# --- marks --------------------------------------------------------------------------------------


def made(dice: Random, number: int) -> tuple[str, Fields]:
    """A text and its briefing in version 1, with forms, chains, evidence and relations."""
    paragraphs, claims = [], []
    evidence = [{"id": f"e{n}", "title": f"t{n}", "publisher": f"p{n}"} for n in range(3)]
    for n in range(dice.randint(1, 8)):
        form = dice.choice(["direct", "indirect", "mixed", "translated"])
        first, last = f"word{n}a one two", f"three word{n}b"
        quoted = {"indirect": f"{first} {last}", "mixed": f"{first} “{last}”"}
        speaker = f"speaker{n} said"
        paragraphs.append(f"{speaker} {quoted.get(form, f'“{first} {last}”')} relay{n} wrote.")
        mark: Any = f"{first} “{last}”" if form == "mixed" else f"{first} {last}"
        steps: list[Fields] = [{"actor": "ada-fable", "cue": speaker, "form": form}]
        if dice.random() < 0.5:
            steps.append({"actor": "gazette", "cue": f"relay{n} wrote", "form": "indirect"})
        if dice.random() < 0.3:
            steps.insert(0, {"actor": "oldtown", "shown_by": dice.choice(evidence)["id"]})
        if dice.random() < 0.3:
            at = -1 if dice.random() < 0.5 else 0
            name = {"unnamed": f"speaker{n}", "identified_as": "oldtown", "shown_by": "e0"}
            if "cue" in steps[at]:
                steps[at] = {k: v for k, v in steps[at].items() if k != "actor"} | name
        made_claim: Fields = {
            "id": f"c{n}",
            "text": f"Claim {n}.",
            "quote": [first, last] if form != "mixed" and dice.random() < 0.3 else mark,
            "kind": dice.choice(["fact", "demand", "denial"]),
            "attribution": steps,
        }
        if dice.random() < 0.5:
            made_claim["assessment"] = {
                "status": "corroborated",
                "as_of": "2031-05-01",
                "rationale": f"Because {n}.",
                "evidence": [{"item": "e1", "relation": "supports", "shows": f"shown {n}"}],
            }
        if n and dice.random() < 0.5:
            kind = dice.choice(["contradicts", "repeats", "supports", "qualifies"])
            made_claim["relations"] = [{"type": kind, "claim": f"c{n - 1}"}]
        claims.append(made_claim)
    text = "\n\n".join(paragraphs) + "\n"
    source = {"sha256": sha256(text), "language": "en", "published": "2031", "dating": "x"}
    return text, {
        "format": "1",
        "title": f"Article {number}",
        "source": source,
        "bluf": "x",
        "actors": [{"actor": "ada-fable", "role": "x"}, {"actor": "gazette", "role": "y"}],
        "claims": claims,
        "evidence": evidence,
        "review": {"annotators": ["ed"], "reviewed": "2031-05-01", "due": "2032-05-01"},
    }


def test_every_mark_chain_and_source_survives(tmp_path: Path) -> None:
    dice = Random(2)
    articles: dict[str, tuple[str, Fields]] = {}
    for number in range(60):
        articles[f"2031-01-01-a{number}"] = made(dice, number)
    for name, value in ACTORS.items():
        write(tmp_path, f"briefings/actors/{name}.yml", value | {"name": f"Nobody {name}"})
    for folder, (text, value) in articles.items():
        write(tmp_path, f"briefings/articles/{folder}/source.txt", text)
        write(tmp_path, f"briefings/articles/{folder}/briefing.yml", value)
    in_memory = _marks(tmp_path)
    for path in sorted(tmp_path.rglob("*.yml")):
        result = migrate(path.relative_to(tmp_path).as_posix(), path.read_text("utf-8"))
        assert result.text is not None
        path.write_text(result.text, "utf-8")
    in_files = _marks(tmp_path)
    for folder, (_, value) in articles.items():
        expected = [_expected(claim, value["claims"]) for claim in value["claims"]]
        slug = folder[11:]
        assert in_memory[slug] == expected
        assert in_files[slug] == expected
        written = (tmp_path / f"briefings/articles/{folder}/briefing.yml").read_text("utf-8")
        for claim in value["claims"]:
            if assessment := claim.get("assessment"):
                assert f"# rationale: {assessment['rationale']}" in written
                assert f"shows: {assessment['evidence'][0]['shows']}" in written
        assert written.count(ASKS) == written.count("# status:") + written.count("# contradicts:")


def _marks(root: Path) -> dict[str, Any]:
    result = compile_corpus(root)
    assert result.diagnostics == ()
    return {
        article.slug: [
            (
                [span.of(article.source.text) for span in one.quote],
                [[span.of(article.source.text) for span in spans] for spans in one.cues],
                [
                    (hop.actor, hop.unnamed, hop.identified_as, hop.shown_by, hop.form)
                    for hop in one.claim.attribution
                ],
                sorted((kind, name) for kind, _, name in one.claim.relations),
            )
            for one in article.claims
        ]
        for article in result.anchored
    }


def _expected(claim: Fields, claims: list[Fields]) -> Any:
    """What the YAML of version 1 says of a claim, read by hand."""
    kinds = {one["id"]: one["kind"] for one in claims}
    quote = claim["quote"]
    steps = claim["attribution"]
    fields = ("actor", "unnamed", "identified_as", "shown_by", "form")
    relations = [
        (one["type"], one["claim"])
        for one in claim.get("relations", ())
        if one["type"] != "contradicts" or not {claim["kind"], kinds[one["claim"]]} & JUDGEMENTS
    ]
    return (
        quote if isinstance(quote, list) else [quote],
        [[step["cue"]] if "cue" in step else [] for step in steps],
        [tuple(step.get(field) for field in fields) for step in steps],
        relations,
    )


def test_an_example_of_version_1_has_no_problem_and_its_actors_are_in_the_cast(
    tmp_path: Path,
) -> None:
    result = compile_corpus(lay(EXAMPLES / "valid" / "version-1", tmp_path))
    assert result.diagnostics == ()
    assert result.outdated == 7
    (article,) = result.corpus.articles
    assert [claim.judged for claim in article.briefing.claims] == [False] * 5
    assert "ada-fable" in article.outline.cast

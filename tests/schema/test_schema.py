"""The schemas that editors read: complete, and as strict as the checker where a schema can be."""

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import regex
import yaml
from typer.testing import CliRunner

from article_briefings.cli._app import app
from article_briefings.corpus._pipeline import Surroundings, compile_corpus
from article_briefings.diagnostics._diagnostics import CODES
from article_briefings.formatting import migrate
from article_briefings.models._claims import Hop
from article_briefings.models._declarations import Declarations
from article_briefings.schema._examples import EXAMPLES
from article_briefings.schema._schema import CONDITIONS, KINDS, schema_of
from tests.overlay import EXAMPLES as FOLDERS
from tests.overlay import PROJECT, examples, lay

PLACES = {
    "briefing": "briefings/articles/*/briefing.yml",
    "actor": "briefings/actors/*.yml",
    "background": "briefings/background/*.yml",
    "topics": "briefings/topics.yml",
    "stories": "briefings/stories.yml",
    "withdrawn": "briefings/withdrawn.yml",
    "fields": "briefings/fields.yml",
}

#: What no schema can say, with the reason. Every other code is refused by the schema too.
PROGRAM_ONLY = {
    "bad-contradiction": "needs the other claim",
    "bad-date": "knows the calendar and EDTF's grammar",
    "bad-file-name": "a name, no content",
    "bad-paragraphs": "compares numbers, or needs the article's text",
    "bad-url": "links within Markdown",
    "circular-membership": "follows references through files",
    "cue-ambiguous": "needs the article's text",
    "cue-not-found": "needs the article's text",
    "dates-out-of-order": "compares two dates",
    "duplicate-id": "compares the ids of several lists",
    "duplicate-slug": "compares names of files",
    "form-mismatch": "needs the article's text",
    "former-id-taken": "compares the ids of several lists or files",
    "markdown-image": "needs a parser of Markdown",
    "mention-not-found": "needs the article's text",
    "mention-taken": "needs the article's text",
    "missing-file": "needs the folder",
    "no-translation": "compares two fields",
    "not-frozen": "needs the article's bytes",
    "not-seconded": "needs the project's settings",
    "open-question": "reads a comment",
    "outlet-type": "needs another file",
    "parts-out-of-order": "needs the article's text",
    "directional-control": "would be a pattern at every text of the schema",
    "path-collision": "compares pages",
    "quote-ambiguous": "needs the article's text",
    "quote-not-found": "needs the article's text",
    "quoted-own-voice": "needs the article's text",
    "raw-html": "needs a parser of Markdown",
    "said-without-speaker": "depends on the briefing's via; the rest is refused",
    "saying-in-text": "knows verbs",
    "self-reference": "compares two fields",
    "source-changed": "needs the article's bytes",
    "unfinished-text": "knows what programs draft",
    "template-error": "no annotation",
    "translation-misaligned": "needs both texts",
    "too-few-sources": "counts separate sources",
    "too-large": "counts the file's bytes and values",
    "too-many-places": "needs the article's text",
    "unclear-step": "compares two fields",
    "undeclared": "without fields.yml; a project's own schema refuses it, see below",
    "unknown-actor": "needs the register",
    "unknown-claim": "needs the other claims",
    "unknown-evidence": "compares two lists of the file",
    "unknown-note": "needs the register",
    "unknown-story": "needs stories.yml",
    "unknown-topic": "needs topics.yml",
    "withdrawn-claim-left": "compares two lists of the file",
    "yaml-alias": "an editor resolves aliases before it validates",
    "yaml-duplicate-key": "editors report it by themselves, a schema never sees it",
    "yaml-too-deep": "the schema refuses it by the shape, if at all",
    "yaml-unsupported": "an editor resolves tags and merge keys before it validates",
    "control-character": "a schema sees no escapes",
    "not-utf8": "no text at all",
    "empty-file": "an editor validates no empty file",
}


#: A number in quotation marks is a number for the checker; an editor asks to take them away.
QUOTED_NUMBER = re.compile(r"'\d+' is not of type 'integer'|2 was expected")


class CoreLoader(yaml.CSafeLoader):
    """Reads scalars by the core schema of YAML 1.2, as editors do."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  PyYAML's own way


for _tag, _form in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    CoreLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), None
    )


def _pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[Any]:
    """The keyword `pattern` as JavaScript reads it; Python's own module knows no `\\p`."""
    if isinstance(instance, str) and not regex.search(pattern, instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


Validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": _pattern})


def validator(schema: dict[str, Any]) -> Any:
    return Validator(schema, format_checker=Validator.FORMAT_CHECKER)


def kind_of(path: str) -> str | None:
    return next((kind for kind, place in PLACES.items() if fnmatch(path, place)), None)


def declared_in(root: Path) -> Declarations:
    return Surroundings.at(root).declared or Declarations.NOTHING


def is_refused(kind: str, text: str, declared: Declarations = Declarations.NOTHING) -> bool:
    """Whether an editor would show a problem in a file of a kind."""
    try:
        value = yaml.load(text, Loader=CoreLoader)
    except yaml.YAMLError:
        return True
    return not validator(schema_of(kind, declared=declared)).is_valid(value)


# --- complete ------------------------------------------------------------------------------


def fields() -> Iterator[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    """Model, name, schema and surrounding schema of every field."""
    for kind, model in KINDS.items():
        whole = schema_of(kind)
        for name, part in [*whole.get("$defs", {}).items(), (model.__name__, whole)]:
            for field, schema in part.get("properties", {}).items():
                yield name, field, schema, whole


def test_the_schemas_are_schemas() -> None:
    for kind in KINDS:
        no_formats = jsonschema.FormatChecker(formats=())  # Python's own module knows no \\p
        Validator.check_schema(schema_of(kind), format_checker=no_formats)


def test_every_field_has_a_description_and_values_or_an_example() -> None:
    found = list(fields())
    assert len(found) > 100
    for model, name, schema, _ in found:
        assert schema.get("description", "").endswith("."), f"{model}.{name}"
        assert {"enum", "const", "examples"} & schema.keys(), f"{model}.{name}"


def test_every_optional_list_has_a_default_and_no_field_may_be_null() -> None:
    for model, name, schema, whole in fields():
        part = whole["$defs"].get(model, whole) if "$defs" in whole else whole
        if (model, name) == ("Evidence", "relays"):  # without it, nobody knows
            assert "default" not in schema
        elif schema.get("type") == "array" and name not in part.get("required", ()):
            assert schema["default"] == [], f"{model}.{name}"
        assert "null" not in json.dumps(schema), f"{model}.{name}"


def test_every_example_is_valid() -> None:
    for model, name, schema, whole in fields():
        for example in schema.get("examples", ()):
            here = {**schema, "$defs": whole.get("$defs", {})}
            problems = [error.message for error in validator(here).iter_errors(example)]
            assert problems == [], f"{model}.{name}"


def test_examples_and_conditions_name_models_and_fields_that_exist() -> None:
    known: dict[str, set[str]] = {}
    for model, name, _, _ in fields():
        known.setdefault(model, set()).add(name)
    assert set(CONDITIONS) <= set(known)
    for model, named in EXAMPLES.items():
        assert set(named) <= known[model], model


def test_patterns_are_read_by_javascript_in_unicode_mode() -> None:
    text = json.dumps([schema_of(kind) for kind in KINDS])
    for pattern in set(re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', text)):
        escapes = set(re.findall(r"\\(.)", json.loads(pattern)))
        assert escapes <= set("^$\\.*+?()[]{}|/sSdp"), pattern


def _offered(schema: dict[str, Any]) -> list[list[str]]:
    """The ids that an editor offers in a field, in each of its forms."""
    parts = schema.get("oneOf", [schema])
    return [part.get("items", part)["examples"] for part in parts]


def test_an_editor_offers_the_ids_of_the_project(tmp_path: Path) -> None:
    root = lay(FOLDERS / "valid" / "overlapping-marks", tmp_path / "project")
    run = CliRunner()
    found = run.invoke(app, ["schema", "--write", "--ids", "--root", str(root)])
    assert found.exit_code == 0, found.output
    folder = root / "generator" / "schema"
    assert {path.name for path in folder.iterdir()} == {f"{kind}.schema.json" for kind in KINDS}
    schema = json.loads((folder / "briefing.schema.json").read_text("utf-8"))
    corpus = compile_corpus(root).corpus
    actors, claims = [*corpus.actors], [claim.key for claim in corpus.claims()]
    assert len(actors) > 1
    assert len(claims) > 1
    fields = {name: part["properties"] for name, part in schema["$defs"].items()}
    assert _offered(fields["Hop"]["actor"]) == [actors]
    assert _offered(fields["Event"]["actors"]) == [actors]
    assert _offered(fields["Claim"]["contradicts"]) == [claims, claims]
    assert _offered(schema["properties"]["topics"]) == [[*corpus.topics]]
    assert _offered(schema["properties"]["story"]) == [[*corpus.stories]]
    for path in (root / "briefings").rglob("briefing.yml"):  # what is offered is not all that fits
        value = yaml.load(path.read_text("utf-8-sig"), Loader=CoreLoader)
        value["topics"] = ["a-new-topic"]
        assert validator(schema).is_valid(value)


def test_an_editor_explains_each_verdict() -> None:
    schema = schema_of("briefing")
    for name in ("Said", "So"):
        verdict = schema["$defs"][name]["properties"]["verdict"]
        assert len(verdict["enum"]) == len(verdict["enumDescriptions"])


# --- as strict as the checker ------------------------------------------------------------------


def test_the_codes_left_to_the_program_exist() -> None:
    assert set(PROGRAM_ONLY) <= set(CODES)


@pytest.mark.parametrize("example", examples("invalid"), ids=lambda path: path.name)
def test_the_schema_refuses_what_the_checker_refuses(example: Path, tmp_path: Path) -> None:
    root = lay(example, tmp_path)
    for problem in compile_corpus(root).diagnostics:
        path = problem.location.path
        kind = kind_of(path)
        if kind and problem.code not in PROGRAM_ONLY and (root / path).is_file():
            text = (root / path).read_text("utf-8")
            assert is_refused(kind, text, declared_in(root)), problem


@pytest.mark.parametrize("code", ["bad-date", "bad-url"])
def test_of_what_is_left_to_the_program_the_schema_refuses_what_it_can(
    code: str, tmp_path: Path
) -> None:
    example = FOLDERS / "invalid" / {"bad-date": "bad-date--words", "bad-url": "bad-url"}[code]
    root = lay(example, tmp_path)
    (problem,) = compile_corpus(root).diagnostics
    kind = kind_of(problem.location.path)
    assert kind
    assert is_refused(kind, (root / problem.location.path).read_text("utf-8"))


@pytest.mark.parametrize(
    "project",
    [PROJECT, PROJECT / "examples", FOLDERS / "base", *examples("valid")],
    ids=lambda path: path.name,
)
def test_the_schema_takes_what_the_checker_takes(project: Path, tmp_path: Path) -> None:
    whole = (PROJECT, PROJECT / "examples", FOLDERS / "base")
    root = project if project in whole else lay(project, tmp_path)
    files, declared = list((root / "briefings").rglob("*.yml")), declared_in(root)
    assert files
    for path in files:
        kind = kind_of(path.relative_to(root).as_posix())
        assert kind
        text = migrate(path.relative_to(root).as_posix(), path.read_text("utf-8-sig")).text
        assert text is not None
        value = yaml.load(text, Loader=CoreLoader)
        problems = [
            error.message
            for error in validator(schema_of(kind, declared=declared)).iter_errors(value)
            if not QUOTED_NUMBER.fullmatch(error.message)
        ]
        assert problems == [], path


def test_a_schema_knows_what_the_project_declares(tmp_path: Path) -> None:
    root = lay(FOLDERS / "valid" / "own-fields", tmp_path / "project")
    found = CliRunner().invoke(app, ["schema", "--root", str(root)])
    schema = json.loads(found.output)
    claim, desk = schema["$defs"]["Claim"]["properties"], schema["properties"]["fields"]
    assert {"fact", "forecast", "wish"} <= {*claim["kind"]["enum"]}
    assert len(claim["kind"]["enum"]) == len(claim["kind"]["enumDescriptions"])
    assert claim["relations"]["properties"].keys() == {"updates"}
    assert desk["properties"]["desk"]["enum"] == ["town-hall", "sports"]
    briefing = next((root / "briefings" / "articles").rglob("briefing.yml")).read_text("utf-8")
    for old, new in (
        ("updates: [", "update: ["),
        ("stakes: 1200.50", "stakes: 1,200"),
        ("weight: heavy", "weight: great"),
        ("internal: order 12", "order: 12"),
        ("kind: wish\n", "kind: wish\n    so: {verdict: unresolved, note: x}\n    finding: x y\n"),
    ):
        assert old in briefing
        assert is_refused("briefing", briefing.replace(old, new), declared_in(root)), new


STATED = {"cue": "x", "form": "direct"}


@pytest.mark.parametrize(
    ("step", "valid"),
    [
        ({"actor": "a", "cue": "x", "form": "direct"}, True),
        ({"actor": "a", "shown_by": "e"}, True),
        ({"unnamed": "u", "identified_as": "a", **STATED, "shown_by": "e"}, True),
        ({"actor": "a", "unnamed": "u", "cue": "x", "form": "direct"}, False),
        ({"cue": "x", "form": "direct"}, False),
        ({"actor": "a", "cue": "x"}, True),
        ({"actor": "a"}, False),
        ({"actor": "a", "cue": "x", "form": "direct", "shown_by": "e"}, False),
        ({"actor": "a", "identified_as": "b", **STATED, "shown_by": "e"}, False),
        ({"unnamed": "u", "identified_as": "a", "cue": "x", "form": "direct"}, False),
    ],
)
def test_the_rules_of_a_step_are_those_of_the_model(step: dict[str, str], valid: bool) -> None:
    whole = schema_of("briefing")
    schema = {**whole["$defs"]["Hop"], "$defs": whole["$defs"]}
    assert validator(schema).is_valid(step) is valid
    if valid:
        Hop.model_validate(step)
    else:
        with pytest.raises(ValueError, match=r"step|identif"):
            Hop.model_validate(step)


# --- the settings of the editor ----------------------------------------------------------------


def test_the_editor_knows_the_schema_of_every_file() -> None:
    settings = json.loads((PROJECT / ".vscode" / "settings.json").read_text("utf-8"))
    mapped = {Path(schema).name: place for schema, place in settings["yaml.schemas"].items()}
    assert mapped == {f"{kind}.schema.json": place for kind, place in PLACES.items()}
    for schema in settings["yaml.schemas"]:
        assert (PROJECT / schema).is_file()
    recommended = json.loads((PROJECT / ".vscode" / "extensions.json").read_text("utf-8"))
    assert recommended["recommendations"] == ["redhat.vscode-yaml"]


def test_an_owners_editor_knows_them_too(tmp_path: Path) -> None:
    root = lay(FOLDERS / "valid" / "overlapping-marks", tmp_path / "project")
    write = ["schema", "--write", "--root", str(root)]
    assert CliRunner().invoke(app, write).exit_code == 0
    path = root / ".vscode" / "settings.json"
    ours = json.loads((PROJECT / ".vscode" / "settings.json").read_text("utf-8"))
    assert json.loads(path.read_text("utf-8")) == {"yaml.schemas": ours["yaml.schemas"]}
    path.write_text("{} // mine")
    assert CliRunner().invoke(app, write).exit_code == 0
    assert path.read_text() == "{} // mine"

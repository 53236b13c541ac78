"""The documentation says what the program does: every message, field, command and target."""

import re
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel, RootModel

from article_briefings.cli._app import app
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.diagnostics._diagnostics import CODES, GROUPS
from article_briefings.diagnostics._explanations import Explanation
from article_briefings.input._yaml_reader import read_yaml
from article_briefings.models import (
    _briefing,
    _claims,
    _declarations,
    _own,
    _register,
    _text,
    _verdicts,
)
from article_briefings.models._dates import EdtfDate
from article_briefings.models._placeholders import Placeholder
from article_briefings.models._scalars import RESERVED_IDS
from tests.building import project, sha256
from tests.overlay import EXAMPLES, PROJECT, lay

# --- commands --------------------------------------------------------------------------------


def _documentation() -> str:
    pages = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]
    return "\n".join(page.read_text("utf-8") for page in pages)


def test_every_command_is_documented() -> None:
    commands = [command.name or command.callback.__name__ for command in app.registered_commands]  # type: ignore[union-attr]
    assert len(commands) >= 3
    text = _documentation()
    for command in commands:
        assert re.search(rf"\bbriefings {command}\b", text), command


def test_make_help_lists_every_target() -> None:
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, re.MULTILINE))
    listed = set(re.findall(r"^([a-z][a-z-]*):.*## \S", makefile, re.MULTILINE))
    assert {"site", "serve", "test", "check", "golden", "help"} <= listed
    assert targets == listed


# --- the page of messages --------------------------------------------------------------------


def test_every_code_has_an_explanation_and_no_other_has() -> None:
    folder = PROJECT / "generator" / "article_briefings" / "diagnostics" / "explanations"
    files = {path.stem for path in folder.glob("*.md")} - {"_introduction"}
    assert files == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_an_explanation_says_what_why_wrong_right_and_what_to_do(code: str) -> None:
    body = Explanation.of(code).body
    block = r"[^\n]*:\n\n(```\w+\n.+?\n```)\n\n"
    found = re.fullmatch(rf"(.+?)\n\nWrong{block}Right{block}(.+)\n", body, re.DOTALL)
    assert found
    why, wrong, right, remedy = found.groups()
    assert why.startswith(CODES[code])
    assert len(why) > len(CODES[code]) + 20, "it says why that matters"
    assert wrong != right
    assert remedy.strip()


def test_the_page_of_messages_has_every_code_under_its_group() -> None:
    text = Explanation.page()
    headings = re.findall(r"^##+ (.*?)(?: \{#(\S+)\})?$", text, re.MULTILINE)
    expected = [
        line
        for group, codes in GROUPS.items()
        for line in [(group, ""), *((code, code) for code in codes)]
    ]
    assert headings == expected


def test_links_of_explanations_lead_somewhere() -> None:
    anchors = {*CODES}
    sections = set(_format_sections())
    for target, place in re.findall(r"\]\(([^)#\s]*)#?([^)]*)\)", Explanation.page()):
        if target == "format.md":
            assert not place or place in sections, place
        elif not target:
            assert place in anchors, place


def test_nothing_that_is_generated_stands_in_docs() -> None:
    assert not (PROJECT / "docs" / Explanation.PAGE).exists()
    assert f": {Explanation.PAGE}\n" in (PROJECT / "mkdocs.yml").read_text("utf-8")


def test_the_right_examples_of_the_messages_are_well_formed() -> None:
    text = Explanation.page()
    right = re.findall(r"^Right:\n\n(```yaml\n.*?^```)$", text, re.MULTILINE | re.DOTALL)
    assert len(right) > len(CODES) / 2
    for block in _yaml_blocks("\n".join(right)):
        assert read_yaml("diagnostics.md", block)[1] == [], block


# --- the reference of the format ---------------------------------------------------------------

#: The sections of docs/about/format.md that list the fields of a model.
SECTIONS: dict[str, type[BaseModel]] = {
    "briefing": _briefing.Briefing,
    "source": _briefing.SourceInfo,
    "translation": _briefing.Translation,
    "via": _briefing.Via,
    "cast": _briefing.Cast,
    "claim": _claims.Claim,
    "hop": _claims.Hop,
    "said": _verdicts.Said,
    "so": _verdicts.So,
    "scales": _verdicts.Scales,
    "evidence-use": _verdicts.EvidenceUse,
    "evidence": _briefing.Evidence,
    "background-use": _briefing.BackgroundUse,
    "event": _briefing.Event,
    "question": _briefing.Question,
    "correction": _briefing.Correction,
    "review": _briefing.Review,
    "selectors": _text.PartSelector,
    "actor": _register.Actor,
    "native-name": _register.NativeName,
    "role": _register.Role,
    "link": _register.Link,
    "media": _register.Media,
    "background": _register.BackgroundNote,
    "topic": _register.Topic,
    "story": _register.Story,
    "withdrawn-briefing": _register.WithdrawnBriefing,
    "finding": _register.Finding,
    "source-document": _register.Source,
    "declarations": _declarations.Declarations,
    "own-field": _declarations.OwnField,
    "own-kind": _declarations.OwnKind,
    "own-type": _declarations.OwnType,
    "own-relation": _declarations.OwnRelation,
}
#: What only the program writes.
OF_PROGRAM = {_verdicts.Verdict, _own.KindOfProject, _own.TypeOfProject}


def _format_sections() -> dict[str, str]:
    """The text under each heading of the reference that has an id."""
    text = (PROJECT / "docs" / "about" / "format.md").read_text("utf-8")
    parts = re.split(r"^##+ .*\{#(\S+)\}$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _documented_fields(section: str) -> dict[str, bool]:
    """The fields of a section's table, and whether it calls them required."""
    rows = re.findall(r"^\| `(\w+)` \| (yes|no) \|", section, re.MULTILINE)
    return {name: required == "yes" for name, required in rows}


@pytest.mark.parametrize("section", SECTIONS)
def test_the_reference_lists_exactly_the_fields_of_each_model(section: str) -> None:
    fields = SECTIONS[section].model_fields.items()
    required = {info.alias or name: info.is_required() for name, info in fields}
    assert _documented_fields(_format_sections()[section]) == required


def test_the_reference_covers_every_model_and_no_other_table_lists_fields() -> None:
    records = {
        value
        for module in (_briefing, _claims, _declarations, _register, _text, _verdicts)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, BaseModel) and value.model_fields
    }
    assert set(SECTIONS.values()) == {
        r for r in records if not issubclass(r, RootModel) and r not in OF_PROGRAM
    }
    listing = {name for name, text in _format_sections().items() if _documented_fields(text)}
    assert listing == set(SECTIONS)


def test_the_reference_names_every_value_that_a_field_may_have() -> None:
    sections = _format_sections()
    for section, model in SECTIONS.items():
        for name, info in model.model_fields.items():
            for value in _choices(info.annotation):
                assert f"`{value}`" in sections[section], f"{section}.{name}: {value}"


def _choices(annotation: object) -> Iterator[str]:
    if typing.get_origin(annotation) is typing.Literal:
        yield from (value for value in typing.get_args(annotation) if isinstance(value, str))
    for argument in typing.get_args(annotation):
        yield from _choices(argument)


@pytest.mark.parametrize("page", ["format.md", "contributing.md"])
def test_the_yaml_of_the_documentation_is_well_formed(page: str) -> None:
    for block in _yaml_blocks((PROJECT / "docs" / "about" / page).read_text("utf-8")):
        assert read_yaml(page, block)[1] == [], block


def _yaml_blocks(text: str) -> list[str]:
    return re.findall(r"^```yaml[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_reference_names_every_reserved_id() -> None:
    section = _format_sections()["ids"]
    assert all(f"`{name}`" in section for name in RESERVED_IDS)


def test_the_dates_of_the_reference_are_dates() -> None:
    written = re.findall(r'^\| `"?([^`"]+)"?` \|', _format_sections()["dates"], re.MULTILINE)
    assert len(written) >= 10
    for date in written:
        assert EdtfDate.parse(date).text == date


def test_the_example_of_the_guide_is_a_valid_briefing_of_its_text(tmp_path: Path) -> None:
    guide = (PROJECT / "docs" / "about" / "contributing.md").read_text("utf-8")
    annotation, speaker = _yaml_blocks(guide)
    (text,) = re.findall(r"^For this text:\n\n```text\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    zeros = "0" * 64
    assert zeros in annotation
    assert f"[{Placeholder.YOUR_NAME}]" in annotation
    annotation = annotation.replace(zeros, sha256(text)).replace(Placeholder.YOUR_NAME, "nora")
    project(tmp_path, {"2024-03-05-old-mill": (text, annotation)}, {"jane-doe": speaker})
    assert compile_corpus(tmp_path).diagnostics == ()


def test_the_whole_example_of_the_reference_is_a_valid_briefing(tmp_path: Path) -> None:
    root = lay(EXAMPLES / "base", tmp_path)
    (example,) = _yaml_blocks(_format_sections()["whole"])
    (annotation,) = root.rglob("briefing.yml")
    annotation.write_text(example, "utf-8")
    assert compile_corpus(root).diagnostics == ()


# --- four doors, few words --------------------------------------------------------------------

#: What is looked up and not read: the format, the messages (which are generated), exports, the
#: library, the variables of templates, and the definition of the verdicts for other programs.
REFERENCE = {
    "about/format.md",
    "about/exports.md",
    "about/library.md",
    "own/variables.md",
    "said-and-so.md",
}
DOORS = ["Read a briefing", "Write one", "Own a site", "Change the program"]
MOST_WORDS = 12_000
CODE = re.compile(r"\A---\n.*?\n---\n|^```.*?^```$", re.MULTILINE | re.DOTALL)


def _words(page: Path) -> int:
    """The words of a page without its code and front matter."""
    text = CODE.sub("", page.read_text("utf-8"))
    return sum(bool(re.search(r"[^\W\d_]", word)) for word in text.split())


def _pages() -> list[str]:
    docs = PROJECT / "docs"
    pages = (path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    return sorted(page for page in pages if not page.startswith("decisions/"))


def test_the_documentation_is_short() -> None:
    read = [PROJECT / "docs" / page for page in _pages() if page not in REFERENCE]
    words = sum(map(_words, [*read, PROJECT / "README.md", PROJECT / "CONTRIBUTING.md"]))
    assert words <= MOST_WORDS


def test_every_page_is_behind_one_of_four_doors() -> None:
    nav = (PROJECT / "mkdocs.yml").read_text("utf-8").partition("  - About:\n")[2]
    about = nav.partition("\n\n")[0]
    assert re.findall(r"^ {6}- ([^:\n]+):$", about, re.MULTILINE) == DOORS
    listed = set(re.findall(r"([\w/-]+\.md)$", about, re.MULTILINE))
    assert listed - {Explanation.PAGE, "data/index.md"} == set(_pages())


def test_the_search_finds_no_page_for_contributors() -> None:
    excluded = "\nsearch: {exclude: true}\n"
    pages = [PROJECT / "docs" / page for page in _pages()]
    found = {page.stem for page in pages if excluded not in page.read_text("utf-8")}
    assert found == {"index", "method", "embedding", "privacy"}


def test_the_quick_start_fits_a_screen() -> None:
    start = (PROJECT / "docs" / "own" / "start.md").read_text("utf-8")
    assert len(start.splitlines()) <= 42

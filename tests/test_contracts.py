"""What the parts of the project promise each other: imports, codes, schemas."""

import ast
import graphlib
import json
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from article_briefings.diagnostics._diagnostics import CODES
from article_briefings.schema._schema import KINDS, schema_of
from tests.overlay import PROJECT, examples

SOURCE = PROJECT / "generator"

#: The folders that know of no files: values in, values out.
PURE = ("anchoring", "check", "formatting", "models", "schema")
DISK_MODULES = {"glob", "io", "os", "pathlib", "shutil", "subprocess", "tempfile"}
NETWORK_MODULES = {"ftplib", "http", "requests", "smtplib", "socket", "urllib.request"}
CLOCK_AND_CHANCE = {"random", "secrets", "time", "uuid"}
#: What `briefings stats` says of a build, when the index of a preview begins, and when it heard of
#: a changed file; no page shows it.
ALLOWED = {
    (f"article_briefings.{name}", "time")
    for name in ("build._timings", "site._indexing", "site._watching")
}


# --- imports ---------------------------------------------------------------------------------


@cache
def _sources() -> dict[str, ast.Module]:
    """The syntax tree of every module of ours, by its dotted name."""
    return {_dotted(path): ast.parse(path.read_text("utf-8")) for path in SOURCE.rglob("*.py")}


@cache
def _folders() -> frozenset[str]:
    """The dotted names of the package's folders."""
    return frozenset(_dotted(path) for path in SOURCE.rglob("__init__.py"))


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


@cache
def _imports(tree: ast.Module) -> frozenset[str]:
    """The dotted names that a module imports, late imports included."""
    return frozenset(_imported(tree))


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute"
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield inner if inner in _sources() else str(node.module)


def _ours(tree: ast.Module) -> set[str]:
    return {name for name in _imports(tree) if name in _sources()}


def _folder(module: str) -> str:
    """The folder that a module is in; a module beside the folders is one of its own."""
    above = module.rpartition(".")[0]
    return module if module in _folders() or above == "article_briefings" else above


def test_imports_between_folders_run_one_way() -> None:
    graph: dict[str, set[str]] = {}
    for module, tree in _sources().items():
        # The package itself has the version and, for programs of others, what is in the corpus.
        if module != "article_briefings":
            folders = {_folder(name) for name in _ours(tree)} - {"article_briefings"}
            graph.setdefault(_folder(module), set()).update(folders - {_folder(module)})
    assert len(tuple(graphlib.TopologicalSorter(graph).static_order())) == len(graph)


def test_nobody_imports_past_a_door() -> None:
    for module, tree in _sources().items():
        for name in _ours(tree) - _folders():
            assert _folder(name) == _folder(module), f"{module} imports {name} past its door"


#: What programs of others and entry points take: `article_briefings` names them, pyproject.toml.
ENTRIES = {
    "article_briefings.cli": {"app", "run"},
    "article_briefings.exporting": {"catalogue", "published"},
    "article_briefings.site": {"BriefingsPlugin"},
    "article_briefings.social_cards": {"CardMaker"},
    "article_briefings.theme": set(),
}


def test_a_door_shows_what_other_folders_use_and_no_more() -> None:
    used = {folder: set(names) for folder, names in ENTRIES.items()}
    for module, tree in _sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module != _folder(module):
                used.setdefault(str(node.module), set()).update(name.name for name in node.names)
    for folder in _folders() - {"article_briefings"}:
        shown = set(import_module(folder).__all__)
        assert shown == used[folder], folder


#: The command that needs an extra, and the one that lists packages of others; the package itself
#: imports what programs of others ask it for.
FOR_EXTRAS = {"article_briefings", "article_briefings.cli._build", "article_briefings.cli._plugins"}


def test_the_core_imports_no_extra() -> None:
    extras = {"article_briefings.exporting", "article_briefings.social_cards"}
    for module, tree in _sources().items():
        imported = {_folder(name) for name in _ours(tree)} & extras
        assert imported <= {_folder(module)} or module in FOR_EXTRAS, module


def test_imports_have_no_circle() -> None:
    graph = {module: _ours(tree) - {module} for module, tree in _sources().items()}
    for module, imported in graph.items():
        # A package is whole only after its modules; they do not wait for it.
        imported -= {name for name in set(imported) if module.startswith(f"{name}.")}
    assert tuple(graphlib.TopologicalSorter(graph).static_order())


@pytest.mark.parametrize(
    ("folder", "below"),
    [("diagnostics", []), ("language", ["diagnostics"]), ("models", ["language"])],
)
def test_the_foundation_imports_only_what_is_below_it(folder: str, below: list[str]) -> None:
    allowed = {"article_briefings", *(f"article_briefings.{name}" for name in [folder, *below])}
    for name, tree in _sources().items():
        if _folder(name) == f"article_briefings.{folder}":
            assert {_folder(imported) for imported in _ours(tree)} <= allowed


def test_only_the_outer_folders_touch_the_disk() -> None:
    folders = {_folder(name) for name, tree in _sources().items() if _touches_disk(tree)}
    assert folders.isdisjoint(f"article_briefings.{name}" for name in PURE)


def _touches_disk(tree: ast.Module) -> bool:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    opens = any(isinstance(called, ast.Name) and called.id == "open" for called in calls)
    return opens or any(name.split(".")[0] in DISK_MODULES for name in _imports(tree))


@pytest.mark.parametrize("banned", sorted(NETWORK_MODULES | CLOCK_AND_CHANCE))
def test_nothing_depends_on_network_clock_or_chance(banned: str) -> None:
    for module, tree in _sources().items():
        if (module, banned) not in ALLOWED:
            assert banned not in _imports(tree), module


# --- codes -----------------------------------------------------------------------------------

#: The calls that take a code, and at which argument.
CODE_ARGUMENTS = {
    "Diagnostic": 0,
    "PydanticCustomError": 0,
    "_Problem": 0,
    "_ambiguous": 0,
    "_not_found": 0,
    "_pattern": 1,
    "_report": 0,
    "_report_at": 1,
    "_unknown": 0,
    "fault": 0,
}


def _strings(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def _codes_of_calls() -> Iterator[str]:
    for tree in _sources().values():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            at = CODE_ARGUMENTS.get(name)
            if at is not None and at < len(node.args):
                argument = node.args[at]
                chosen = isinstance(argument, ast.IfExp)
                parts = [argument.body, argument.orelse] if chosen else [argument]  # type: ignore[attr-defined]
                yield from (
                    part.value
                    for part in parts
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                )


def test_every_code_that_is_used_is_known() -> None:
    used = set(_codes_of_calls())
    assert len(used) > len(CODES) / 2, "the calls that take a code are found"
    assert used <= set(CODES)


def test_every_code_that_is_known_is_used() -> None:
    used = {
        text
        for module, tree in _sources().items()
        if module != "article_briefings.diagnostics._diagnostics"
        for text in _strings(tree)
    }
    assert set(CODES) <= used


def test_every_code_has_an_example_that_shows_it() -> None:
    shown = set()
    kinds = ("invalid", "notices", "changed", "packages")
    for example in (example for kind in kinds for example in examples(kind)):
        code = example.name.split("--")[0]
        assert f" [{code}] " in (example / "expected.txt").read_text("utf-8"), example.name
        shown.add(code)
    assert shown == set(CODES)


# --- schemas --------------------------------------------------------------------


def test_the_schemas_that_editors_read_are_those_of_the_models() -> None:
    folder = SOURCE / "schema"
    files = {path.name.removesuffix(".schema.json") for path in folder.glob("*.json")}
    assert files == set(KINDS)
    for kind in KINDS:
        stored = json.loads((folder / f"{kind}.schema.json").read_text("utf-8"))
        assert stored == schema_of(kind), "run: briefings schema --write"

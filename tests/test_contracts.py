"""What the parts of the project promise each other: imports, codes, schemas."""

import ast
import graphlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.diagnostics import CODES
from generator.schema import KINDS, schema_of
from tests.overlay import PROJECT, examples

PACKAGE = PROJECT / "generator"

#: Each module or package of ours may import those before it and no other.
ORDER = (
    "printable",
    "crashes",
    "budget",
    "models",
    "diagnostics",
    "explanations",
    "language",
    "compact",
    "documents",
    "edits",
    "files",
    "saved_page",
    "yaml_plain",
    "yaml_reader",
    "formatting",
    "loader",
    "nearest",
    "rules",
    "validator",
    "selectors",
    "quotations",
    "passages",
    "forms",
    "misfits",
    "anchoring",
    "packing",
    "drafting",
    "importing",
    "facts",
    "parts",
    "corpus",
    "references",
    "resolver",
    "figures",
    "pipeline",
    "exporting",
    "partial",
    "pages",
    "changes",
    "markup",
    "change_report",
    "renderer",
    "project",
    "reporters",
    "library",
    "settings",
    "watching",
    "schema",
    "search",
    "writer",
    "history",
    "former",
    "snapshot",
    "fixes",
    "preview_choice",
    "preview",
    "assets",
    "frame",
    "social_cards",
    "timings",
    "versions",
    "pictures",
    "inputs",
    "store",
    "workers",
    "locking",
    "stats",
    "publishing",
    "making",
    "state",
    "kept_articles",
    "indexing",
    "incremental",
    "one_pass",
    "theme_files",
    "site_pages",
    "site_build",
    "mkdocs_plugin",
    "standalone",
    "cli",
    "__main__",
)
INDEPENDENT = ("models", "diagnostics")

#: The modules that may know of files, with the reason.
DISK = {
    "crashes": "names the program's own files, and asks the environment for its wishes",
    "explanations": "reads its own texts",
    "files": "reads one file",
    "loader": "finds the input files",
    "writer": "writes the Markdown tree",
    "importing": "finds and reads the files of a collection",
    "exporting": "makes a database in a temporary file",
    "library": "names the folder of a project",
    "history": "asks git",
    "former": "passes the project's folder to the loader and to git",
    "snapshot": "lays out the files of a revision",
    "fixes": "passes the project's folder to the loader and to git",
    "settings": "reads mkdocs.yml",
    "watching": "waits for changes of a folder",
    "social_cards": "reads the fonts",
    "pictures": "writes pictures into the built site",
    "search": "reads the finished site, runs Pagefind and writes the search index",
    "indexing": "starts a process for the index of a preview",
    "stats": "measures the site",
    "mkdocs_plugin": "hands pages and assets to MkDocs",
    "theme_files": "lists the theme's files",
    "standalone": "reads the hand-written pages, the assets and the theme",
    "versions": "reads the program's own source and the theme",
    "inputs": "looks for changed files",
    "store": "keeps results for the next build",
    "workers": "asks the system how processes are started",
    "locking": "keeps two builds apart",
    "publishing": "writes the site",
    "making": "passes the project's folder on and reads the templates",
    "kept_articles": "reads a file in which a problem has its place",
    "incremental": "passes the project's folder on",
    "site_pages": "reads the settings and the theme",
    "site_build": "has a folder beside the site",
    "renderer": "reads the templates",
    "cli": "takes paths as arguments and writes the schemas",
    "pipeline": "passes the project's folder to the loader",
    "partial": "passes the project's folder to the loader",
    "project": "passes the project's folder to the loader and the renderer",
}
DISK_MODULES = {"glob", "io", "os", "pathlib", "shutil", "subprocess", "tempfile"}
NETWORK_MODULES = {"ftplib", "http", "requests", "smtplib", "socket", "urllib.request"}
CLOCK_AND_CHANCE = {"random", "secrets", "time", "uuid"}
#: What `briefings stats` says of a build, when the index of a preview begins, and when it heard of
#: a changed file; no page shows it.
ALLOWED = {(f"generator.{name}", "time") for name in ("timings", "indexing", "watching")}


# --- imports ---------------------------------------------------------------------------------


@cache
def _sources() -> dict[str, ast.Module]:
    """The syntax tree of every module of ours, by its dotted name."""
    return {_dotted(path): ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


def _imports(tree: ast.Module) -> Iterator[str]:
    """The dotted names that a module imports, late imports included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute"
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield inner if inner in _sources() else str(node.module)


def _ours(tree: ast.Module) -> set[str]:
    return {name for name in _imports(tree) if name.split(".")[0] == "generator"} - {"generator"}


def _part(dotted: str) -> str:
    """The module or package of `ORDER` that a dotted name belongs to."""
    return dotted.split(".")[1]


def test_every_module_has_its_place_in_the_order() -> None:
    assert {_part(name) for name in _sources() if name != "generator"} == set(ORDER)


def test_imports_run_one_way() -> None:
    for module, tree in _sources().items():
        if module == "generator":
            continue
        for imported in _ours(tree):
            here, there = _part(module), _part(imported)
            assert there == here or ORDER.index(there) < ORDER.index(here), f"{module}: {imported}"


def test_imports_have_no_circle() -> None:
    graph = {module: _ours(tree) - {module} for module, tree in _sources().items()}
    for module, imported in graph.items():
        # A package is whole only after its modules; they do not wait for it.
        imported -= {name for name in set(imported) if module.startswith(f"{name}.")}
    assert tuple(graphlib.TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("module", INDEPENDENT)
def test_the_foundation_imports_nothing_of_ours(module: str) -> None:
    for name, tree in _sources().items():
        if name != "generator" and _part(name) == module:
            assert {_part(imported) for imported in _ours(tree)} <= {module, "budget"}


def test_only_the_outer_modules_touch_the_disk() -> None:
    assert {_part(name) for name, tree in _sources().items() if _touches_disk(tree)} == set(DISK)


def _touches_disk(tree: ast.Module) -> bool:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    opens = any(isinstance(called, ast.Name) and called.id == "open" for called in calls)
    return opens or any(name.split(".")[0] in DISK_MODULES for name in _imports(tree))


@pytest.mark.parametrize("banned", sorted(NETWORK_MODULES | CLOCK_AND_CHANCE))
def test_nothing_depends_on_network_clock_or_chance(banned: str) -> None:
    for module, tree in _sources().items():
        if (module, banned) not in ALLOWED:
            assert banned not in set(_imports(tree)), module


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
        if module != "generator.diagnostics"
        for text in _strings(tree)
    }
    assert set(CODES) <= used


def test_every_code_has_an_example_that_shows_it() -> None:
    shown = set()
    for example in examples("invalid"):
        code = example.name.split("--")[0]
        assert f"error [{code}] " in (example / "expected.txt").read_text("utf-8"), example.name
        shown.add(code)
    assert shown == set(CODES)


# --- schemas --------------------------------------------------------------------


def test_the_schemas_that_editors_read_are_those_of_the_models() -> None:
    folder = PACKAGE / "schema"
    files = {path.name.removesuffix(".schema.json") for path in folder.glob("*.json")}
    assert files == set(KINDS)
    for kind in KINDS:
        stored = json.loads((folder / f"{kind}.schema.json").read_text("utf-8"))
        assert stored == schema_of(kind), "run: briefings schema --write"

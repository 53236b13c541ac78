"""Example projects: a folder of files laid over `examples/base`.

Beside `briefings/` (and `docs/`, `templates/`, `locale/`), an example may have `removed.txt`, the
paths of the base that it lacks, and `made.txt`, what git cannot hold, one a line:

    link PATH TARGET      a symbolic link
    pipe PATH             a named pipe
    folder PATH           an empty folder
    large PATH BYTES      a file of that size
    unreadable PATH       a file that the operating system does not let us read
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.diagnostics import Diagnostic, Report
from article_briefings.exporting._exports import catalogue, published
from article_briefings.pages._routes import Repository
from article_briefings.pages._site import Site
from article_briefings.reporters import FORMATS
from tests.built import Built, build_project

PROJECT = Path(__file__).parent.parent
EXAMPLES = Path(__file__).parent / "examples"
TEMPLATES = PROJECT / "templates"
#: The formats that examples are compared in, by the ending of the expected file.
RENDERINGS = {"txt": "text", "json": "json", "github": "github"}
SITE = Site(
    "Examples",
    "Invented articles.",
    Repository("https://github.com/example/briefings"),
    catalogue=catalogue,
)


def with_exports(url: str = "") -> Site:
    """A site that publishes the exports, at this address or at an unknown one."""
    exports = published("A site", url=url)
    return Site("A site", url=url, exports=exports, catalogue=catalogue)


def examples(kind: str) -> list[Path]:
    """The example folders of a kind, such as "valid" or "invalid", by name."""
    return sorted(path for path in (EXAMPLES / kind).iterdir() if path.is_dir())


def one_of_each(kind: str) -> list[Path]:
    """Of the examples of a kind the first of each code; what follows "--" is a variant."""
    return list({path.name.partition("--")[0]: path for path in reversed(examples(kind))}.values())


def lay(example: Path, root: Path) -> Path:
    """Build the project of an example in the empty folder `root`."""
    shutil.copytree(EXAMPLES / "base", root, dirs_exist_ok=True)
    if (example / "templates").is_dir():
        (root / "templates").mkdir()
        for template in TEMPLATES.glob("*.j2"):
            shutil.copy(template, root / "templates")
    else:
        (root / "templates").symlink_to(TEMPLATES)
    for name in _lines(example / "removed.txt"):
        path = root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for part in ("briefings", "docs", "templates", "locale"):
        if (example / part).is_dir():
            shutil.copytree(example / part, root / part, dirs_exist_ok=True)
    if (example / "mkdocs.yml").is_file():
        shutil.copy(example / "mkdocs.yml", root)
    for line in _lines(example / "made.txt"):
        _make(root, *line.split())
    return root


def as_in_base(example: Path) -> set[str]:
    """The paths of the base's files that an example neither changes nor removes."""
    base = {path.relative_to(EXAMPLES / "base").as_posix() for path in _files(EXAMPLES / "base")}
    own = {path.relative_to(example).as_posix() for path in _files(example)}
    return base - own - {line.split()[1] for line in _lines(example / "made.txt")}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in (folder / "briefings").rglob("*") if path.is_file())


def unreadable(example: Path) -> set[str]:
    """The paths that reading must fail for; permissions do not stop a superuser."""
    lines = (line.split() for line in _lines(example / "made.txt"))
    return {words[1] for words in lines if words[0] == "unreadable"}


def build(root: Path) -> Built:
    """Build all pages of a laid project."""
    return build_project(root, SITE)


def report_of(built: Built) -> str:
    """The report as a terminal without colours shows it."""
    return renderings_of(built)["txt"]


def renderings_of(built: Built) -> dict[str, str]:
    """The report in each format that has an expected file, by the file's ending."""
    return rendered(built.diagnostics)


def rendered(diagnostics: Sequence[Diagnostic]) -> dict[str, str]:
    """The report of these problems or notices, by the expected file's ending."""
    report = Report(diagnostics)
    return {ending: FORMATS[name](report) for ending, name in RENDERINGS.items()}


def _lines(path: Path) -> Iterator[str]:
    if path.is_file():
        yield from path.read_text("utf-8").splitlines()


def _make(root: Path, kind: str, name: str, *details: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "link":
        path.symlink_to(details[0])
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "large":
        path.write_bytes(b"#" * int(details[0]))
    else:
        assert kind == "unreadable", f"made.txt knows no {kind}"


def corpora(names: Iterable[str], factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    """The corpus of this project, as "project", and those of valid examples by their names."""
    found = {"project": compile_corpus(PROJECT).corpus}
    for name in names:
        root = lay(EXAMPLES / "valid" / name, factory.mktemp(name))
        found[name] = compile_corpus(root).corpus
    return found

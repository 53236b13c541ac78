"""Packages of others: folders with the metadata and modules that an installation writes."""

import importlib
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.overlay import PROJECT

GUIDE = PROJECT / "docs" / "own" / "programs.md"
_EXAMPLE = re.compile(
    r"```toml\n\[project\.entry-points\.\"article_briefings\.(\w+)\"\]\n(.+?)```\n+"
    r"In `(\w+)\.py`:\n\n```python\n(.*?)```",
    re.DOTALL,
)


def install(
    folder: Path,
    name: str,
    entries: Mapping[str, Mapping[str, str]],
    modules: Mapping[str, str],
    version: str = "1.0",
) -> Path:
    """Write a package with these entry points, by group, and these modules, by name."""
    metadata = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    metadata.mkdir(parents=True)
    about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    (metadata / "METADATA").write_text(about, "utf-8")
    lines = [
        line
        for group, names in entries.items()
        for line in (f"[article_briefings.{group}]", *(f"{n} = {v}" for n, v in names.items()))
    ]
    (metadata / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")
    for module, text in modules.items():
        (folder / f"{module}.py").write_text(text, "utf-8")
    return folder


def use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put installed packages on the path of this process, until the end of the test."""
    monkeypatch.syspath_prepend(folder)
    for path in folder.glob("*.py"):
        monkeypatch.setitem(sys.modules, path.stem, None)  # so that it is forgotten at the end
        del sys.modules[path.stem]
    importlib.invalidate_caches()


def examples_of_the_guide() -> dict[str, tuple[str, str, str]]:
    """The examples by group: the lines of the entry point, the module's name, and its text."""
    found = _EXAMPLE.findall(GUIDE.read_text("utf-8"))
    return {group: (entry, module, text) for group, entry, module, text in found}


def install_example(folder: Path, group: str) -> Path:
    """Write the guide's example for a group as a package."""
    entry, module, text = examples_of_the_guide()[group]
    name, value = entry.strip().split(" = ")
    entries = {group: {name: value.strip('"')}}
    return install(folder, module.replace("_", "-"), entries, {module: text})

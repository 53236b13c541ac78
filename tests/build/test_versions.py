"""What results depend on besides their inputs."""

import shutil
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from tests.overlay import PROJECT


@pytest.mark.parametrize("module", ["__init__.py", "corpus/_facts.py", "pages/_page.py"])
def test_the_program_is_all_of_its_modules(tmp_path: Path, module: str) -> None:
    package = PROJECT / "generator" / "article_briefings"
    copy = tmp_path / "article_briefings"
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = version_of(copy)
    assert version_of(copy) == before
    with (copy / module).open("a", encoding="utf-8") as file:
        file.write("# more\n")
    assert version_of(copy) != before


def version_of(package: Path) -> str:
    """What `program_version` says in a copy of the package, in another process as it were."""
    spec = spec_from_file_location("versions", package / "build" / "_inputs.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    version: str = module.program_version()
    return version

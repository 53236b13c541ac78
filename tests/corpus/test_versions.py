"""The version of the program: results that another version made are not used again."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import article_briefings

_ASK = "from article_briefings.corpus import program_version; print(program_version())"


def _version(folder: Path) -> str:
    variables = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", _ASK]
    return subprocess.run(command, env=variables, check=True, capture_output=True, text=True).stdout


def test_a_change_in_any_folder_of_the_package_is_another_version(tmp_path: Path) -> None:
    copy = tmp_path / "article_briefings"
    shutil.copytree(
        Path(article_briefings.__file__).parent,
        copy,
        ignore=shutil.ignore_patterns("__pycache__", "templates"),
    )
    before = _version(tmp_path)
    with (copy / "pages" / "_site.py").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert _version(tmp_path) != before

"""`briefings build --standalone` in a language other than English."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from article_briefings.cli._app import app
from article_briefings.language import Language
from tests.small_site import CONFIG, lay


@pytest.fixture
def english() -> Iterator[None]:
    yield
    Language().use()


@pytest.mark.usefixtures("english")
def test_the_frame_has_its_words_since_other_engines_have_none(tmp_path: Path) -> None:
    root, out = tmp_path / "root", tmp_path / "out"
    lay(root)
    settings = CONFIG.replace("  font: false\n", "  font: false\n  language: fa\n")
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    command = ["build", "--root", str(root), "-o", str(out), "--standalone"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    frame = {path.name: path.read_text("utf-8") for path in out.glob("theme/**/*.html")}
    assert len(frame) > 5
    calls = re.compile(r"\b_\(\"|\binterface\(")
    assert not [name for name, text in frame.items() if calls.search(text)]
    assert '<html lang="{{ "fa" }}">' in frame["frame.html"]
    assert "جست‌وجو" in frame["masthead.html"]

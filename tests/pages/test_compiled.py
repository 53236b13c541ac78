"""Templates are compiled once for all builds, into the folder of Python's compiled modules."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from article_briefings.pages._compiled import CompiledTemplates

_TEXT = "{{ 1 + 1 }} {{ name }}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of Python's compiled modules, which is empty."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "compiled"))
    return tmp_path / "compiled"


def _rendered(text: str = _TEXT, version: str = "1", autoescape: bool = False) -> str:
    """What a template gives in a process that has compiled nothing yet."""
    loader, compiled = DictLoader({"a": text}), CompiledTemplates(version)
    environment = Environment(loader=loader, bytecode_cache=compiled, autoescape=autoescape)
    return environment.get_template("a").render(name="<b>")


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that are compiled."""
    found: list[str] = []
    compile_it: Callable[..., object] = Environment.compile

    def compiling(self: Environment, source: str, *args: object, **more: object) -> object:
        found.append(source)
        return compile_it(self, source, *args, **more)

    monkeypatch.setattr(Environment, "compile", compiling)
    return found


def test_a_template_is_compiled_once(compilations: list[str], folder: Path) -> None:
    assert _rendered() == _rendered() == "2 <b>"
    assert compilations == [_TEXT]
    assert "_compiled.cpython-" in str(_files(folder)) or sys.implementation.name != "cpython"


def test_what_code_depends_on_compiles_it_again(compilations: list[str]) -> None:
    assert _rendered() == "2 <b>"
    assert _rendered(autoescape=True) == "2 &lt;b&gt;"
    assert _rendered(version="2") == "2 <b>"
    assert _rendered("{{ name }}") == "<b>"
    assert len(compilations) == 4


def test_only_the_last_text_of_a_name_is_kept(folder: Path) -> None:
    for number in range(3):
        assert _rendered(str(number)) == str(number)
    assert len(_files(folder)) == 1


@pytest.mark.parametrize("damage", [b"", b"\xff\xff", b"\n", None], ids=repr)
def test_a_damaged_file_is_replaced(
    damage: bytes | None, compilations: list[str], folder: Path
) -> None:
    _rendered()
    (file,) = _files(folder)
    whole = file.read_bytes()
    file.write_bytes(whole[:-40] if damage is None else whole.split(b"\n")[0] + damage)
    assert _rendered() == _rendered() == "2 <b>"
    assert len(compilations) == 2


def test_a_folder_that_cannot_be_written_costs_only_time(folder: Path) -> None:
    folder.write_text("not a folder", "utf-8")
    assert _rendered() == _rendered() == "2 <b>"


@pytest.mark.parametrize(("version", "writes"), [("1", False), ("", True)])
def test_nothing_is_written_unless_python_would(
    version: str, writes: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", not writes)
    assert _rendered(version=version) == "2 <b>"
    assert not folder.exists()


def test_an_error_is_in_the_file_that_was_read(tmp_path: Path, compilations: list[str]) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").write_text("\n{% for _ in (1,) %}{{ 1 / 0 }}{% endfor %}", "utf-8")
        loader = FileSystemLoader(tmp_path / name)
        environment = Environment(loader=loader, bytecode_cache=CompiledTemplates("1"))
        template = environment.get_template("a")
        with pytest.raises(ZeroDivisionError) as caught:
            template.render()
        assert str(caught.traceback[-1].path) == str(tmp_path / name / "a")
    assert len(compilations) == 1

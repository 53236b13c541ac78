"""`briefings init`: what it writes, what it asks, and what it says of what it cannot use."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from article_briefings.cli._app import app
from article_briefings.cli._starter import languages
from article_briefings.diagnostics import __version__

RUN = CliRunner()
TEN = {
    *("mkdocs.yml", "requirements.txt", ".gitignore", "README.md", "docs/about.md"),
    *(".github/workflows/briefings.yml", "briefings/fields.yml", "briefings/topics.yml"),
    "briefings/articles/2031-11-04-baths-stay-open/source.txt",
    "briefings/articles/2031-11-04-baths-stay-open/briefing.yml",
}


def init(folder: Path, *options: str, code: int = 0) -> str:
    """What the command prints; the folder is the current one."""
    result = RUN.invoke(app, ["init", str(folder), *options])
    assert result.exit_code == code, result.output
    return result.output


def files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in found}


def test_it_writes_ten_files_and_the_actors_of_the_example(tmp_path: Path) -> None:
    init(tmp_path)
    assert {name for name in files(tmp_path) if "/actors/" not in name} == TEN
    assert f"article-briefings=={__version__}\n" in (tmp_path / "requirements.txt").read_text()
    for name in files(tmp_path):
        text = (tmp_path / name).read_bytes()
        assert text.endswith(b"\n")
        assert b"\r" not in text
        assert b"@NAME@" not in text


@pytest.mark.parametrize("language", ["de", "fa"])
def test_each_language_has_an_example_of_its_own(tmp_path: Path, language: str) -> None:
    """The same story, with as many claims, marks and files, and no English file."""
    init(tmp_path / "en")
    init(tmp_path / language, "--language", language)
    for pattern in ("README.md", "docs/about.md", "briefings/**/*.*"):
        english, own = (sorted((tmp_path / one).glob(pattern)) for one in ("en", language))
        assert len(own) == len(english) > 0
        assert not {path.read_text("utf-8") for path in own} & {one.read_text() for one in english}
    check = RUN.invoke(app, ["check", "--root", str(tmp_path / language)])
    assert "1 briefing, 5 claims, 3 actors" in check.output
    formatting = RUN.invoke(app, ["fmt", "--check", "--root", str(tmp_path / language)])
    assert formatting.exit_code == 0, formatting.output
    shapes = [_shape(tmp_path / one) for one in ("en", language)]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("host", ["github", "gitlab", "folder"])
@pytest.mark.parametrize("language", ["de", "fa"])
def test_comments_are_in_the_language_of_the_owner(
    tmp_path: Path, language: str, host: str
) -> None:
    for tag in ("en", language):
        init(tmp_path / tag, "--language", tag, "--host", host)
    english, own = (_comments(tmp_path / tag) for tag in ("en", language))
    assert len(own) == len(english) >= 7
    assert not set(own) & set(english)


def _comments(root: Path) -> list[str]:
    """The comments of settings and workflows, but for the versions of GitHub's actions."""
    names = ("mkdocs.yml", "requirements.txt", ".gitlab-ci.yml", ".github/workflows/briefings.yml")
    texts = [(root / name).read_text("utf-8") for name in names if (root / name).is_file()]
    return [one for one in re.findall("# (.+)", "\n".join(texts)) if not one.startswith("v")]


def test_a_form_of_a_language_has_the_files_of_the_nearest(tmp_path: Path) -> None:
    init(tmp_path / "de", "--language", "de")
    init(tmp_path / "at", "--language", "de-AT", "--name", "De")
    settings = (tmp_path / "at/mkdocs.yml").read_text("utf-8").replace(": de-AT\n", ": de\n")
    assert settings == (tmp_path / "de/mkdocs.yml").read_text("utf-8")
    assert files(tmp_path / "at") == files(tmp_path / "de")
    assert "de_AT" in init(tmp_path / "other", "--language", "de_AT", code=2)


def _shape(root: Path) -> object:
    """A briefing's fields and the number of entries in each list."""
    [path] = root.rglob("briefing.yml")

    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {key: shape(part) for key, part in value.items() if key != "mentions"}
        return [shape(part) for part in value] if isinstance(value, list) else None

    return shape(yaml.safe_load(path.read_text("utf-8")))


@pytest.mark.parametrize("name", ['Brücken: "@HOST@" # ja', "پل\N{ZERO WIDTH NON-JOINER}های شهر"])
def test_names_are_data_wherever_they_are_written(tmp_path: Path, name: str) -> None:
    init(tmp_path / "site", "--name", name, "--host", "folder", "--language", "de")
    text = (tmp_path / "site" / "mkdocs.yml").read_text("utf-8").replace("!ENV", "")
    settings = yaml.safe_load(text)
    assert settings["site_name"] == name
    assert settings["theme"]["language"] == "de"
    assert "## Impressum" in (tmp_path / "site" / "docs" / "about.md").read_text("utf-8")
    assert not list(tmp_path.rglob("*.yml~"))


def test_the_name_of_the_folder_is_that_of_the_site(tmp_path: Path) -> None:
    init(tmp_path / "bridge-news", "--yes")
    assert 'site_name: "Bridge news"\n' in (tmp_path / "bridge-news/mkdocs.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--host", "geocities"], ["no host is called “geocities”", "github, gitlab, folder"]),
        (["--language", "xx"], ["not available in “xx”", " de, ", " fa; "]),
        (["--address", "bridges"], ["“bridges” is no address", "https://"]),
        (["--address", "https://"], ["is no address"]),
        (["--address", "https://a.example:port/"], ["is no address"]),
        (["--address", "ftp://a.example/"], ["is no address"]),
        (["--first", "nothing.txt"], ["there is no file nothing.txt"]),
        (["--host", "gitlab", "--copy"], ["--copy writes a workflow for GitHub out"]),
        (["--name", "two\nlines"], ["the name is one line of text"]),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused_before_anything_is_written(
    tmp_path: Path, options: list[str], expected: list[str]
) -> None:
    output = init(tmp_path, *options, code=2)
    assert all(words in output for words in expected), output
    assert files(tmp_path) == set()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    output = init(tmp_path, code=2)
    assert "is not empty: it holds thesis.doc" in output
    assert "briefings init my-site" in output
    assert files(tmp_path) == {"thesis.doc"}


def test_git_and_a_virtual_environment_may_be_there(tmp_path: Path) -> None:
    for name in (".git", ".venv", "venv"):
        (tmp_path / name).mkdir()
    init(tmp_path)
    workflow = ".github/workflows/briefings.yml"
    (tmp_path / "other" / workflow).parent.mkdir(parents=True)
    (tmp_path / "other" / workflow).write_text("mine")
    output = init(tmp_path / "other", code=2)
    assert f"{workflow} exists already" in output
    assert files(tmp_path / "other") == {workflow}


def test_a_new_repository_keeps_what_its_host_has_put_there(tmp_path: Path) -> None:
    (tmp_path / "readme.rst").write_text("mine")
    (tmp_path / "LICENSE").write_text("MIT")
    (tmp_path / ".gitignore").write_bytes(b"*.pyc\r\n/site/")
    init(tmp_path)
    assert files(tmp_path) >= {"LICENSE", "readme.rst", "mkdocs.yml"}
    assert "README.md" not in files(tmp_path)
    lines = (tmp_path / ".gitignore").read_text().splitlines()
    assert lines == ["*.pyc", "/site/", "/build/", "/.cache/", "/.venv/", "__pycache__/"]


def test_mkdocs_has_two_names_for_its_settings(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yaml").write_text("site_name: Bridges\n")
    assert "mkdocs.yaml to mkdocs.yml" in init(tmp_path, code=2)


def test_commands_that_it_names_can_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old bridge.txt").write_text("The bridge is old.\n")
    assert "cd 'my site'" in init(Path("my site"))
    output = init(Path("no date"), "--first", "old bridge.txt", code=2)
    command = "briefings new --from 'old bridge.txt' --root 'no date' --date DATE"
    assert command in output
    Path("empty.txt").write_text("")
    output = init(Path("bad"), "--first", "empty.txt", "--date", "2031-05-01", code=1)
    assert "--from empty.txt --root bad --date 2031-05-01" in output


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("")
    assert "is a file; name a folder" in init(tmp_path / "site", code=2)


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)  # permissions do not stop a superuser
    assert "requirements.txt cannot be written: Permission denied" in init(
        tmp_path / "site", code=2
    )


def test_a_failure_halfway_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / ".github").write_text("mine")
    (tmp_path / ".gitignore").write_bytes(b"*.pyc\r\n")
    assert "briefings.yml cannot be written: " in init(tmp_path, code=2)
    assert {path.name for path in tmp_path.iterdir()} == {".github", ".gitignore"}
    assert (tmp_path / ".gitignore").read_bytes() == b"*.pyc\r\n"
    (tmp_path / ".github").unlink()
    init(tmp_path)


def test_the_first_article_is_begun_from_a_file(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Bridge opens\n\nThe bridge opens, Ada Fable said on Monday.\n")
    output = init(tmp_path / "site", "--first", str(article), "--date", "2031-04-28")
    assert "1 drafted claim" in output
    assert "label:" not in (tmp_path / "site" / "mkdocs.yml").read_text("utf-8")
    check = RUN.invoke(app, ["check", "--root", str(tmp_path / "site")])
    assert check.exit_code == 0, check.output


def test_the_languages_that_have_a_catalogue_are_offered_and_no_others(tmp_path: Path) -> None:
    assert languages() == ["en", "de", "fa"]
    refused = RUN.invoke(app, ["init", str(tmp_path / "site"), "--yes", "--language", "fr"])
    assert refused.exit_code == 2
    assert "choose one of en, de, fa" in refused.output
    assert "briefings languages fr" in refused.output


def test_at_a_terminal_it_asks_five_questions_and_repeats_one(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "article_briefings", "init"],
        cwd=tmp_path,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    os.write(ours, "Brücken\nxx\nde\nfolder\n\n\n".encode())
    output, _ = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 0, output
    assert output.count("Language of the pages") == 2
    assert "not available in “xx”" in output
    settings = (tmp_path / "mkdocs.yml").read_text("utf-8")
    assert 'site_name: "Brücken"' in settings
    assert "language: de" in settings
    assert "host: folder" in settings

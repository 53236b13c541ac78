"""`briefings stats` and `--timings`: where bytes and seconds are."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from article_briefings.build._store import Store
from article_briefings.cli._app import app
from article_briefings.cli._hosts import HOSTS, HostName, likely_hosts, size_words
from article_briefings.cli._stats import parts_of
from tests.overlay import EXAMPLES, PROJECT, lay

RUN = CliRunner()
LIMIT = HOSTS[HostName.GITHUB].size


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = lay(EXAMPLES / "base", tmp_path)
    (root / "docs").mkdir(exist_ok=True)
    if not (root / "templates").exists():
        (root / "templates").symlink_to(PROJECT / "templates")
    (root / "mkdocs.yml").write_text(
        "site_name: Test\ntheme: {name: material}\nplugins: [briefings]\n", "utf-8"
    )
    return root


def _run(*arguments: str) -> str:
    result = RUN.invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


def _built(root: Path) -> str:
    return _run("build", "-o", str(root / "tree"), "--root", str(root), "--timings")


def _stages(output: str) -> dict[str, list[str]]:
    lines = output.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("stage "))
    rows = (line.split("  ") for line in lines[start + 1 :])
    return {row[0]: [cell.strip() for cell in row[1:] if cell.strip()] for row in rows}


def test_timings_tell_what_was_made_and_what_was_there(project: Path) -> None:
    first, second = _stages(_built(project)), _stages(_built(project))
    pages = len(list((project / "tree").rglob("*.md")))
    assert first["Markdown"][1:] == [str(pages)]
    assert second["Markdown"][1:] == [str(pages)]
    assert "compile" in first
    assert "compile" not in second


def test_stats_remember_the_last_build(project: Path) -> None:
    _built(project)
    told = json.loads(_run("stats", "--root", str(project), "--json"))
    assert told["builds"]["tree"]["Markdown"]["made"] == len(list((project / "tree").rglob("*.md")))
    assert told["kept"]["article"]["entries"] == 1
    assert told["site"] == []
    assert "The last tree:" in _run("stats", "--root", str(project))


def test_stats_say_how_much_memory_the_search_needed(project: Path) -> None:
    _built(project)
    store = Store(project / ".cache/briefings/results.sqlite")
    pages = {"a/index.html": ["key", ["en"]], "b.html": ["key", []]}
    record = {"program": "", "pages": pages, "files": {}, "memory": 441_000_000}
    store.put("search", "tree", json.dumps(record).encode())
    store.commit()
    store.close()
    told = json.loads(_run("stats", "--root", str(project), "--json"))
    assert told["search"] == {"tree": {"memory": 441_000_000, "pages": 1}}
    said = _run("stats", "--root", str(project))
    assert "search: Pagefind needed 441 MB of memory for 1 page; it grows with the site" in said


def test_stats_measure_the_parts_of_a_site(tmp_path: Path) -> None:
    for place, size in (
        ("briefings/one/index.html", 10),
        ("briefings/two/index.html", 30),
        ("briefings/by/year/2024/index.html", 5),
        ("pagefind/index/x", 100),
        ("data/csv.zip", 7),
        ("briefings/one/schema.jsonld", 3),
        ("index.html", 1),
    ):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)
    parts = {part.name: part for part in parts_of(tmp_path)}
    assert (parts["briefings"].files, parts["briefings"].size, parts["briefings"].median) == (
        2,
        40,
        20,
    )
    assert parts["lists of briefings"].size == 5
    assert parts["search"].size == 100
    assert (parts["exports"].files, parts["exports"].size) == (2, 10)
    assert sum(part.size for part in parts.values()) == 156


@pytest.mark.parametrize("as_json", [False, True])
def test_a_site_that_is_too_large_for_its_host_is_a_warning(project: Path, as_json: bool) -> None:
    site = project / "site"
    (site / "data").mkdir(parents=True)
    for place, size in (("index.html", LIMIT - 5), ("data/csv.zip", 5)):
        with (site / place).open("wb") as file:
            file.truncate(size)
    arguments = ["stats", "--root", str(project), "--host", "github"]
    arguments += ["--json"] if as_json else []
    assert RUN.invoke(app, arguments).stderr == ""
    with (site / "data/csv.zip").open("wb") as file:
        file.truncate(200_000_000)
    result = RUN.invoke(app, arguments)
    assert result.exit_code == 0
    assert "warning: the site has 1.2 GB; GitHub Pages allows 1.0 GB" in result.stderr
    assert "without the exports (200 MB) it is small enough" in result.stderr
    assert "index" not in result.stderr
    if as_json:
        assert len(json.loads(result.stdout)["warnings"]) == 1
    else:
        assert "120.0% of the 1.0 GB that GitHub Pages allows" in result.stdout
    with (site / "index.html").open("wb") as file:
        file.truncate(LIMIT + 1)
    assert "exports" not in RUN.invoke(app, arguments).stderr


def test_files_are_counted_where_the_host_counts_them(project: Path) -> None:
    site = project / "site"
    site.mkdir()
    for number in range(HOSTS[HostName.CLOUDFLARE].files + 1):
        (site / f"{number}.html").touch()
    result = RUN.invoke(app, ["stats", "--root", str(project), "--host", "cloudflare"])
    assert result.exit_code == 0
    assert "the site has 20,001 files; Cloudflare Pages allows 20,000" in result.stderr
    assert RUN.invoke(app, ["stats", "--root", str(project), "--host", "gitlab"]).stderr == ""


@pytest.mark.parametrize(
    ("name", "site_url", "repo_url", "titles"),
    [
        ("folder", "", "https://github.com/river/texts", []),
        ("gitlab", "", "https://code.example/river/texts", ["GitLab Pages"]),
        ("", "", "https://github.com/river/texts", ["GitHub Pages"]),
        ("", "https://river.gitlab.io/texts/", "", ["GitLab Pages"]),
        ("", "https://texts.pages.dev/", "https://github.com/river/texts", ["Cloudflare Pages"]),
        ("", "https://notgithub.com/", "", ["GitHub Pages", "GitLab Pages", "Cloudflare Pages"]),
        ("", "", "", ["GitHub Pages", "GitLab Pages", "Cloudflare Pages"]),
    ],
)
def test_the_addresses_say_which_host_it_is(
    name: str, site_url: str, repo_url: str, titles: list[str]
) -> None:
    assert [host.title for host in likely_hosts(name, site_url, repo_url)] == titles


def test_an_unknown_host_is_named_with_those_that_are_known(project: Path) -> None:
    result = RUN.invoke(app, ["stats", "--root", str(project), "--host", "geocities"])
    assert result.exit_code == 2
    assert "cloudflare" in result.output


def test_there_is_nothing_to_tell_before_a_build(project: Path) -> None:
    result = RUN.invoke(app, ["stats", "--root", str(project)])
    assert result.exit_code == 2
    assert "run mkdocs build" in result.output
    assert not (project / ".cache").exists()


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 B"), (999, "999 B"), (1200, "1.2 kB"), (56_000, "56 kB"), (1_100_000_000, "1.1 GB")],
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_words(size) == words

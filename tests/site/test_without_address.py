"""A site whose address nobody has set: nothing is made up, and the build says what is left out."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from article_briefings.site._mkdocs_plugin import BriefingsPlugin
from tests import warm
from tests.one_page import copy_with_one_page
from tests.site.conftest import EXAMPLES, copy_project
from tests.site.pages import html_files, parsed

_PLACEHOLDER = re.compile(rb"your-organisation|user\.invalid|riverton")
_ADDRESSED = ["sitemap.xml", "sitemap.xml.gz", "robots.txt", "llms.txt", "feed.xml", "feed.json"]
_ADDRESSED += [
    "assessments.xml",
    "assessments.json",
    "changes.xml",
    "changes.json",
    "card.png",
    "data/web-annotation.zip",
]
_LINE = "INFO    -  briefings: The site has no address, so it has no canonical links"


def _built(project: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("BRIEFINGS_")}
    return subprocess.run(
        [*warm.python(), warm.MKDOCS, "build", "--strict", *options],
        cwd=project,
        env={**own, "NO_MKDOCS_2_WARNING": "1", "BRIEFINGS_EXPORTS": "true", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "project"
    return copy_with_one_page(folder, EXAMPLES / "base" / "briefings")


@pytest.fixture(scope="module", params=["unset", "empty", "placeholders", "with a hook"])
def done(
    request: pytest.FixtureRequest, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str]]:
    """The site and what its build said; with a hook every page goes through MkDocs."""
    environment = {}
    if request.param == "unset":  # with the pages that we have written by hand
        folder = tmp_path_factory.mktemp("unset") / "project"
        project = copy_project(folder, EXAMPLES / "base" / "briefings")
    if request.param == "empty":
        environment = dict.fromkeys(("BRIEFINGS_SITE_URL", "BRIEFINGS_REPO_URL"), "")
    if request.param == "placeholders":
        environment = {
            "BRIEFINGS_SITE_URL": "https://your-organisation.github.io/article-briefings/",
            "BRIEFINGS_REPO_URL": "https://github.com/your-organisation/article-briefings",
        }
    settings = project / "mkdocs.yml"
    before = settings.read_text("utf-8")
    if request.param == "with a hook":
        (project / "hook.py").write_text("", "utf-8")
        settings.write_text(f"{before}\nhooks: [hook.py]\n", "utf-8")
    site = tmp_path_factory.mktemp("site") / "site"
    built = _built(project, "--site-dir", str(site), **environment)
    assert built.returncode == 0, built.stderr
    yield site, built.stderr
    settings.write_text(before, "utf-8")


def test_no_file_has_an_address_that_nobody_gave(done: tuple[Path, str]) -> None:
    site, _ = done
    files = [path for path in site.rglob("*") if path.is_file()]
    assert len(files) > 50
    found = [p.relative_to(site) for p in files if _PLACEHOLDER.search(p.read_bytes())]
    assert found == []


def test_what_needs_an_address_is_left_out(done: tuple[Path, str]) -> None:
    site, _ = done
    assert [name for name in _ADDRESSED if (site / name).exists()] == []
    assert list(site.rglob("card.png")) == []
    for path in html_files(site):
        page = parsed(path)
        assert _heads(page) == [], path
        assert "/edit/" not in path.read_text("utf-8"), path


def _heads(page: Element) -> list[str]:
    rels = [link.get("href", "") for link in page.iter("link") if link.get("rel") == "canonical"]
    feeds = [link.get("href", "") for link in page.iter("link") if "atom" in link.get("type", "")]
    named = {"og:url", "og:image", "twitter:image"}
    metas = [meta.get("content", "") for meta in page.iter("meta") if meta.get("property") in named]
    return rels + feeds + metas


def test_the_end_of_the_build_says_so_once_and_warns_of_nothing(done: tuple[Path, str]) -> None:
    _, said = done
    lines = said.splitlines()
    assert "WARNING" not in said
    (line,) = (line for line in lines if line.startswith(_LINE))
    assert lines.index(line) >= len(lines) - 3
    assert "BRIEFINGS_SITE_URL" in line
    assert "BRIEFINGS_REPO_URL" in line


def test_a_site_with_an_address_says_nothing_of_it(project: Path, tmp_path: Path) -> None:
    built = _built(
        project,
        *("--site-dir", str(tmp_path / "site")),
        BRIEFINGS_SITE_URL="https://news.test/briefings/",
        BRIEFINGS_PUBLISH="true",
    )
    assert built.returncode == 0, built.stderr
    assert "no address" not in built.stderr
    assert (tmp_path / "site" / "feed.xml").is_file()
    assert (tmp_path / "site" / "sitemap.xml").is_file()


@pytest.mark.parametrize("address", ["", "https://your-organisation.github.io/x/"])
def test_only_a_build_for_readers_makes_an_error_of_it(
    project: Path, tmp_path: Path, address: str
) -> None:
    environment = {"BRIEFINGS_PUBLISH": "true", "BRIEFINGS_SITE_URL": address}
    built = _built(project, "--site-dir", str(tmp_path / "site"), **environment)
    assert built.returncode == 1
    assert "Error: The site has no address. Set BRIEFINGS_SITE_URL" in built.stderr
    assert not (tmp_path / "site").exists()


def test_the_setting_is_off_by_itself() -> None:
    defaults = {name: option.default for name, option in BriefingsPlugin.config_scheme}
    assert defaults["require_address"] is False
    assert defaults["publish"] is False

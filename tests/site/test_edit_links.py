"""The link that edits a page leads to the file that it is made from, in this repository."""

import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest

from tests.building import write
from tests.one_page import copy_with_one_page
from tests.published import published
from tests.site.conftest import ENVIRONMENT, EXAMPLES, ROOT, build
from tests.site.pages import html_files, parsed
from tests.small_site import CONFIG, lay
from tests.small_site import build as build_small

_EDIT = re.compile(r"https://github\.com/riverton/texts/edit/main/(.+)")
#: The page below a folder of the site, and the file that it is made from.
_FILES = {
    "briefings": "briefings/articles/*-{}/briefing.yml",
    "actors": "briefings/actors/{}.yml",
    "background": "briefings/background/{}.yml",
    "topics": "briefings/topics.yml",
    "stories": "briefings/stories.yml",
    "about": "docs/about/{}.md",
    "own": "docs/own/{}.md",
}
#: Pages with no file behind them: they are made from all files, or from the program.
_WITHOUT = {"404.html", "index.html", "search/index.html", "about/diagnostics/index.html"}
_WITHOUT |= {
    f"{name}/index.html"
    for name in ("briefings", "claims", "actors", "background", "topics", "stories", "timeline")
}
_WITHOUT |= {"claims/contradictions/index.html", "reviews/index.html"}
_WITHOUT |= {"data/index.html", "draws-on/index.html", "changes/index.html"}
_PARTS = ("claims/by/", "claim/", "teach/")
"""Lists and pages of claims and worksheets have no file of their own either."""


def _edited(page: Element, pattern: re.Pattern[str] = _EDIT) -> list[str]:
    found = (pattern.fullmatch(link.attrib.get("href", "")) for link in page.iter("a"))
    return [unquote(match[1]) for match in found if match]


def test_every_page_has_one_edit_link_and_it_opens_the_right_file(site: Path) -> None:
    seen = set()
    for path in html_files(site):
        name = path.relative_to(site).as_posix()
        edited = _edited(parsed(path))
        if name in _WITHOUT or name.startswith(_PARTS) or name.endswith("/draws-on/index.html"):
            assert edited == [], name
            continue
        section, identifier, *_ = name.removesuffix(".html").split("/")
        pattern = _FILES.get(section, f"docs/{section}.md").format(identifier)
        (expected,) = [file.relative_to(ROOT).as_posix() for file in ROOT.glob(pattern)]
        assert edited == [expected], name
        seen.add(section)
    assert seen == {*_FILES, "said-and-so"}


def test_every_file_that_contributors_write_can_be_edited_from_a_page(site: Path) -> None:
    linked = {file for path in html_files(site) for file in _edited(parsed(path))}
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "briefings").rglob("*.yml")}
    assert files <= linked


def test_repository_and_branch_follow_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_with_one_page(tmp_path / "project", EXAMPLES / "base" / "briefings")
    monkeypatch.setitem(ENVIRONMENT, "BRIEFINGS_REPO_URL", "https://github.com/mill/texts")
    monkeypatch.setitem(ENVIRONMENT, "BRIEFINGS_BRANCH", "next/year")
    site = build(project, tmp_path / "site")
    pattern = re.compile(r"https://github\.com/mill/texts/edit/next/year/(.+)")
    actor = parsed(site / "actors" / "ada-fable" / "index.html")
    method = parsed(site / "about" / "method" / "index.html")
    assert _edited(actor, pattern) == ["briefings/actors/ada-fable.yml"]
    assert _edited(method, pattern) == ["docs/about/method.md"]


@pytest.mark.parametrize(
    ("repository", "host", "words"),
    [
        ("https://gitlab.mill.example/texts", "folder", ["on GitLab", "on GitLab"]),
        ("https://git.mill.example/texts", "gitlab", ["on GitLab", "on GitLab"]),
        ("https://git.mill.example/texts", "github", ["on GitHub", "on GitHub"]),
        ("https://github.com/mill/texts", "cloudflare", ["on GitHub", "on GitHub"]),
        ("https://codeberg.org/mill/texts", "folder", []),
        ("https://codeberg.org/mill/texts", '""', []),
        ("https://codeberg.org/mill/texts\nedit_uri: _edit/main/docs/", "folder", ["on Codeberg"]),
    ],
)
def test_edit_links_are_those_of_the_repositorys_host(
    tmp_path: Path, repository: str, host: str, words: list[str]
) -> None:
    """Of hosts whose links the program does not know, only an owner's own `edit_uri` has some."""
    root = lay(tmp_path / "project", articles=1)
    settings = CONFIG.replace("https://code.example/small", repository)
    write(root, "mkdocs.yml", settings.replace("host: github", f"host: {host}"))
    build_small(root, tmp_path / "site")
    pages = [
        tmp_path / "site" / name / "index.html" for name in ("actors/ada-fable", "about/method")
    ]
    found = [re.findall('class="edit">.* (on [^<]+)</a>', published(page)) for page in pages]
    assert [one for page in found for one in page] == words

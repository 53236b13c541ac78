"""A site without some of its parts: no pages of them, no links to them, no entries in the nav."""

import html
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from mkdocs.exceptions import Abort

from article_briefings.pages._routes import PARTS
from tests import small_site
from tests.building import write
from tests.cli.test_cli import run
from tests.published import published, quoted
from tests.small_site import CONFIG, lay, other_process, tree

HREF = re.compile(r'(?:href|src)="([^"]*)"')
NAV = """\
  - Timeline: timeline/index.md
  - More:
      - Data: data/index.md
      - All stories: stories/index.md
      - All claims: claims/index.md
"""
#: What each part has in the site, and what it says on other pages.
FOLDERS = {
    "stories": "stories/",
    "timeline": "timeline/",
    "ledger": "claims/",
    "worksheets": "teach/",
    "exports": "data/",
}
WORDS = {
    "likelihood": "likely (55–80%)",
    "credibility": "Credibility",
    "reliability": "Reliability",
}


def without(root: Path, *parts: str, more: str = "") -> None:
    """Let a project leave out these parts."""
    lines = f"search: false\n      without: [{', '.join(parts)}]\n{more}"
    config = CONFIG.replace("  - Timeline: timeline/index.md\n", NAV)
    write(root, "mkdocs.yml", config.replace("search: false\n", lines))


def broken(site: dict[str, bytes]) -> list[str]:
    """The links and files of a site's pages that lead to no file of it."""
    base = "https://small.example/briefings/"
    found = []
    for name, data in site.items():
        if not name.endswith(".html"):
            continue
        here = urljoin(base, name)
        for href in HREF.findall(quoted(data.decode())):
            address = urlsplit(urljoin(here, html.unescape(href)))
            whole = f"{address.scheme}://{address.netloc}{unquote(address.path)}"
            place = whole.removeprefix(base)
            if place.endswith(".woff2"):
                continue  # the small site has no fonts
            if whole.startswith(base) and place not in site and f"{place}index.html" not in site:
                found.append(f"{name}: {href}")
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = lay(tmp_path / "project")
    path = root / "briefings/actors/gazette.yml"
    fields = yaml.safe_load(path.read_text("utf-8"))
    source = {"title": "Ratings", "publisher": "The board"}
    media = {"reliability": "B", "basis": "Its corrections.", "sources": [source]}
    write(root, "briefings/actors/gazette.yml", fields | {"media": media})
    for path in (root / "briefings/articles").glob("*-0/briefing.yml"):
        fields = yaml.safe_load(path.read_text("utf-8"))
        fields["claims"][1]["so"] |= {"likelihood": "likely", "scales": {"credibility": "2"}}
        write(root, path.relative_to(root).as_posix(), fields)
    return root


def test_a_site_with_all_parts_has_them_and_no_broken_link(root: Path, tmp_path: Path) -> None:
    without(root)
    small_site.build(root, tmp_path / "site", cache=False)
    site = tree(tmp_path / "site")
    assert broken(site) == []
    for folder in FOLDERS.values():
        assert any(name.startswith(folder) for name in site), folder
    home = quoted(site["index.html"].decode())
    assert all(f'href="{folder}"' in home for folder in FOLDERS.values() if folder != "teach/")
    assert 'href="teach/' in home
    said = b"".join(site.values()).decode("utf-8", "replace")
    for word in ("Likelihood", "Credibility", "Reliability"):
        assert f"<dt>{word}" in said
    assert (
        b"?view" in site["assets/briefings/first.js"]
        or b'"sheet"' in site["assets/briefings/first.js"]
    )


@pytest.mark.parametrize("parts", [*((part,) for part in PARTS), PARTS], ids="-".join)
@pytest.mark.parametrize("ordinary", [False, True], ids=["alone", "with-plugins"])
def test_nothing_leads_to_a_part_that_is_left_out(
    root: Path, tmp_path: Path, parts: tuple[str, ...], ordinary: bool
) -> None:
    without(root, *parts, more="      exports: true\n")
    with other_process():
        small_site.build(root, tmp_path / "site", cache=False, ordinary=ordinary)
    site = tree(tmp_path / "site")
    assert broken(site) == []
    said = b"".join(site.values()).decode("utf-8", "replace")
    for part in parts:
        folder = FOLDERS.get(part, "nowhere/")
        assert not [name for name in site if name.startswith(folder)]
        assert f"https://small.example/briefings/{folder}" not in said
    scripts = site["assets/briefings/search.js"], site["assets/briefings/first.js"]
    assert (b"Object.assign(ledger" in scripts[0]) is ("ledger" not in parts)
    assert (b'"sheet"' in scripts[1]) is ("worksheets" not in parts)
    for word in ("Likelihood", "Credibility", "Reliability"):
        assert (f"<dt>{word}" in said) is ("scales" not in parts)
    filters = quoted(site["search/index.html"].decode())
    assert ('name="story"' in filters) is ("stories" not in parts)


def test_an_incremental_build_follows_the_setting(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    for parts in ((), ("timeline", "worksheets"), ("ledger",), ()):
        without(root, *parts)
        with other_process():
            small_site.build(root, site)
        assert tree(site) == small_site.clean(root, tmp_path / "clean").files, parts


def test_a_preview_leaves_out_the_same(root: Path, tmp_path: Path) -> None:
    without(root, "ledger", "worksheets")
    with other_process():
        small_site.build(root, tmp_path / "site", preview=True)
    site = tree(tmp_path / "site")
    assert broken(site) == []
    assert b"Object.assign(ledger" not in site["assets/briefings/search.js"]


def test_no_picture_is_drawn_without_social_cards(root: Path, tmp_path: Path) -> None:
    fonts = small_site.ROOT / "templates/assets/briefings/fonts"
    (root / "templates/assets/briefings/fonts").symlink_to(fonts)
    without(root, "social-cards", more="      social_cards: true\n      claim_cards: true\n")
    with other_process():
        small_site.build(root, tmp_path / "site", cache=False)
    site = tree(tmp_path / "site")
    assert not [name for name in site if name.endswith("card.png")]
    assert b"og:image" not in site["index.html"]


def test_a_page_that_the_owner_has_written_keeps_its_entry(root: Path, tmp_path: Path) -> None:
    without(root, "timeline")
    write(root, "docs/timeline/index.md", "# Our own timeline\n")
    with other_process():
        small_site.build(root, tmp_path / "site", cache=False)
    assert 'href="timeline/"' in published(tmp_path / "site/index.html")


def test_a_standalone_project_leaves_out_the_same(root: Path, tmp_path: Path) -> None:
    without(root, "timeline", "ledger")
    output = tmp_path / "standalone"
    code, _, err = run("build", "--root", root, "--output", output, "--standalone")
    assert (code, err) == (0, "")
    assert not (output / "docs/timeline").exists()
    nav = yaml.safe_load((output / "mkdocs.yml").read_text("utf-8"))["nav"]
    assert "timeline/index.md" not in repr(nav)
    assert "claims/index.md" not in repr(nav)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("[timelines]", "there is no part “timelines”; did you mean"),
        ("[everything]", "there is no part “everything”; the parts are stories, timeline, ledger"),
        ("timeline", "expected a list, such as [timeline, ledger], not 'timeline'"),
    ],
)
def test_a_part_that_does_not_exist_is_refused(
    root: Path, tmp_path: Path, value: str, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    write(
        root,
        "mkdocs.yml",
        CONFIG.replace("search: false", f"search: false\n      without: {value}"),
    )
    with other_process(), pytest.raises((Abort, SystemExit)):
        small_site.build(root, tmp_path / "site")
    assert message in caplog.text
    assert "'without'" in caplog.text

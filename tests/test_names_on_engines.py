"""Names are text on every engine, whatever they look like: with our frame and with none.

Engines print the title and the description of a page as HTML where the theme does not escape them.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import pytest
from typer.testing import CliRunner

from article_briefings.cli import app
from tests.building import FOLDER, TEXT, actor, briefing, claim, note, outlet, project, write
from tests.engines import ENGINES, build
from tests.overlay import PROJECT

NAMES = {
    "script": "</title><img src=x onerror=alert(1)><script>alert(2)</script>",
    "attribute": '"><svg onload=alert(3)> \'quoted\' "twice"',
    "comment": "<!-- open --> and <!-- again",
    "reference": "&lt;b&gt; AT&T &copy A & B &#60;",
    "template": "{{ config.site_name }} {% raw %} {# x #}",
    "heading": "# heading *x* _y_ `z` [x](javascript:alert(4))",
    "yaml": "key: [value], {a: b} - ? ! | > % @ 'x' \\n",
    "emoji": "\U0001f600 Ünïcode عربی",
}
THEMES: Mapping[str, str] = {
    "material": "{name: material, features: [navigation.footer]}",
    "mkdocs": "mkdocs",
    "readthedocs": "readthedocs",
}
#: The engines' own themes; ProperDocs has none without a further package, Zensical only one.
BUILT = [*((name, "material") for name in ENGINES), ("MkDocs", "mkdocs"), ("MkDocs", "readthedocs")]
PLUGIN = "briefings: {messages: false}"  # no name is on the pages of messages
PLACES = ("actors/a-", "background/n-", "topics/t-")
RUN = CliRunner()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose actors, briefing, notes and topics have these names."""
    root = tmp_path_factory.mktemp("names")
    actors = {f"a-{key}": actor(name=name) for key, name in NAMES.items()}
    value = briefing(title=NAMES["script"], bluf=NAMES["attribute"], topics=["t-script"])
    value["cast"] += [{"actor": f"a-{key}", "role": name} for key, name in NAMES.items()]
    value["claims"] = [claim(text=NAMES["script"])]
    project(
        root,
        {FOLDER: (TEXT, value)},
        actors | {"ada-fable": actor(), "gazette": outlet(aliases=[NAMES["script"]])},
        {f"n-{key}": note(title=name, summary=name) for key, name in NAMES.items()},
        {f"t-{key}": {"title": name, "description": name} for key, name in NAMES.items()},
    )
    write(root, "docs/about/method.md", "# Method\n")
    shutil.copytree(PROJECT / "templates", root / "templates", ignore=lambda *_: ["fonts"])
    frame = "theme: {name: material, custom_dir: templates/overrides}"
    write(root, "mkdocs.yml", f"site_name: Names\n{frame}\nplugins: [{PLUGIN}]\n")
    return root


def written(root: Path, out: Path, *options: str) -> None:
    done = RUN.invoke(app, ["build", "--root", str(root), "-o", str(out), *options])
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def sites(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What each engine makes of the tree with a theme of its own, and of the standalone project."""
    made = {}
    for theme, setting in THEMES.items():
        engines = [engine for engine, own in BUILT if own == theme]
        folder = tmp_path_factory.mktemp(theme)
        written(root, folder / "in" / "docs")
        write(folder / "in", "mkdocs.yml", f"site_name: S\ntheme: {setting}\nplugins: []\n")
        for engine, site in build(folder / "in", folder, engines).items():
            made[f"{engine}, {theme}"] = site
    folder = tmp_path_factory.mktemp("standalone")
    written(root, folder / "in", "--standalone")
    for engine, site in build(folder / "in", folder).items():
        made[f"{engine}, standalone"] = site
    return made


@cache
def parsed(path: Path) -> Any:
    """The page as browsers read it, for all tests: change nothing in it."""
    text = path.read_text("utf-8")
    return html5lib.parse(text, treebuilder="lxml", namespaceHTMLElements=False).getroot()


def words(element: Any) -> str:
    return " ".join("".join(element.itertext(with_tail=False)).split())


def pages(site: Path) -> Iterator[tuple[str, Any, str]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), parsed(path), path.read_text("utf-8")


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_no_name_becomes_an_element_or_an_attribute(sites: dict[str, Path]) -> None:
    assert len(sites) == len(BUILT) + len(ENGINES)
    for name, site in sites.items():
        count = 0
        for address, page, text in pages(site):
            count += 1
            where = f"{name}: {address}"
            # A tag that a name could have opened: its bytes are the same in every parser.
            assert "<img src=x" not in text, where
            assert not re.search(r"<script>alert|<svg onload|<!-- (open|again)|<b> AT", text), where
            assert not page.xpath("//@onerror | //@onload | //a[starts-with(@href, 'java')]"), where
        assert count > 30, name


def test_every_page_is_titled_with_the_name_itself(sites: dict[str, Path]) -> None:
    for name, site in sites.items():
        for place in PLACES:
            for key, text in NAMES.items():
                page = parsed(site / f"{place}{key}/index.html")
                [title] = page.xpath("//head/title")
                assert words(title).startswith(text), f"{name}: {place}{key}"
                [heading, *_] = page.xpath("//h1")
                assert words(heading).startswith(text), f"{name}: {place}{key}"


def test_no_name_is_escaped_twice(sites: dict[str, Path]) -> None:
    for name, site in sites.items():
        for address, page, _ in pages(site):
            if address.startswith("about/"):
                continue  # hand-written
            texts = page.xpath("//text()[not(ancestor::script or ancestor::style)]")
            shown = squeezed("".join(texts))
            found = re.search(r"&(lt|#60|amp|#38|quot|#34);.{,20}", shown.replace("&lt;b&gt;", ""))
            assert not found or found[0].startswith("&#60;"), f"{name}: {address}: {found}"
            assert shown.count("&#60;") == shown.count("&copy A & B &#60;"), f"{name}: {address}"


def test_names_in_the_navigation_are_the_names(sites: dict[str, Path]) -> None:
    for name in (f"{engine}, {theme}" for engine, theme in BUILT):
        page = parsed(sites[name] / "actors/a-emoji/index.html")
        links = {words(link) for link in page.xpath("//a")}
        missing = set(map(squeezed, NAMES.values())) - links
        assert not missing, f"{name}: {missing}"


def test_descriptions_are_text(sites: dict[str, Path]) -> None:
    found = 0
    for name, site in sites.items():
        for key, text in NAMES.items():
            page = parsed(site / f"topics/t-{key}/index.html")
            for description in page.xpath("//meta[@name='description']/@content"):
                found += 1
                assert squeezed(description) == squeezed(text), f"{name}: {key}"
    assert found >= len(NAMES) * 2 * len(ENGINES)

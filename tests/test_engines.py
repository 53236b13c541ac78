"""MkDocs, ProperDocs and Zensical make the same site of `briefings build --standalone`.

Zensical passes over what it does not know without a word, so that everything is counted. What
differs is said exactly, here and in docs/about/engines.md: an engine that gets better is noticed.
"""

import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from article_briefings.cli._app import app
from tests.building import project, write
from tests.engines import BASE, ENGINES, Page, build, pages
from tests.overlay import PROJECT
from tests.published import published

#: A hand-written page with all that a page of `docs/` may have.
NOTES = """\
# Notes

An [actor](../actors/vellwire.md), the [front](../index.md#claims), a [picture](dot.png),
a [page of ours](examples.md) and one [elsewhere][w].

<p>In HTML: <a href="../examples/">the examples</a>.</p>

| a | b |
| - | - |
| 1 | 2 |

```python
print("code")
```

[w]: https://elsewhere.example/page.md
"""
RUN = CliRunner()
Sites = dict[str, Path]
Read = dict[str, dict[str, Page]]


@pytest.fixture(scope="module")
def standalone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three invented articles and a page of notes as a project that needs no plugin."""
    root = tmp_path_factory.mktemp("project")
    for name in ("examples", "templates"):
        shutil.copytree(PROJECT / name, root / name, ignore=lambda *_: [".cache", "fonts"])
    shutil.copy(PROJECT / "mkdocs.yml", root)
    settings = (PROJECT / "examples/mkdocs.yml").read_text("utf-8")
    nav = "      - About these examples: about/examples.md\n"
    assert nav in settings
    more = settings.replace(nav, f"{nav}      - Notes: about/notes.md\n")
    write(root, "examples/mkdocs.yml", more)
    write(root, "examples/docs/about/notes.md", NOTES)
    write(root, "examples/docs/about/dot.png", b"\x89PNG")
    out = root / "out"
    done = RUN.invoke(
        app, ["build", "--root", str(root / "examples"), "-o", str(out), "--standalone"]
    )
    assert done.exit_code == 0, done.output
    return out


@pytest.fixture(scope="module")
def sites(standalone: Path, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return build(standalone, tmp_path_factory.mktemp("engines"))


@pytest.fixture(scope="module")
def read(sites: Sites) -> Read:
    return {name: pages(site) for name, site in sites.items()}


def test_all_build_the_same_pages(read: Read, standalone: Path) -> None:
    sources = {path.relative_to(standalone / "docs") for path in standalone.rglob("*.md")}
    expected = {path.as_posix().removesuffix("index.md") for path in sources} | {"404.html"}
    expected = {re.sub(r"\.md$", "/", address) for address in expected}
    assert len(expected) > 50
    for name in ENGINES:
        assert set(read[name]) == expected, name


def test_every_page_has_the_same_ids_marks_links_article_and_elements(read: Read) -> None:
    marks = sum(len(page.marks) for page in read["MkDocs"].values())
    assert marks > 100
    assert sum(bool(page.article) for page in read["MkDocs"].values()) == 3
    for name in ENGINES:
        for address, page in read[name].items():
            if address != "about/notes/":
                expected = read["MkDocs"][address]
                rail = page.neighbours if address.startswith("about/") else expected.neighbours
                assert page == replace(expected, neighbours=rail), f"{name}: {address}"


def test_every_page_has_the_label(sites: Sites) -> None:
    for name, site in sites.items():
        for path in site.rglob("*.html"):
            text = path.read_text("utf-8")
            is_claim = path.is_relative_to(site / "claim")
            start = "<span>.*" if is_claim else '<p class="site-label">'
            assert re.search(f"{start}Demo with invented articles", text), f"{name}: {path}"


def test_every_link_of_the_site_leads_to_a_page_and_a_place(read: Read, sites: Sites) -> None:
    for name, site in sites.items():
        for address, page in read[name].items():
            for link in (*page.links, *page.sections):
                if link.startswith(BASE) and (name, address) != ("Zensical", "about/notes/"):
                    where, _, place = link.removeprefix(BASE).partition("#")
                    where = where.partition("?")[0]
                    if where in read[name]:
                        assert not place or place in read[name][where].ids, f"{name}: {link}"
                    else:
                        file = site / (f"{where}index.html" if where.endswith("/") else where)
                        assert file.is_file(), f"{name}: {address}: {link}"


def test_every_file_beside_the_pages_is_there_byte_for_byte(standalone: Path, sites: Sites) -> None:
    docs = standalone / "docs"
    files = [p.relative_to(docs) for p in docs.rglob("*") if p.is_file() and p.suffix != ".md"]
    assert {"claims/ledger.json", "robots.txt", "about/dot.png"} <= {p.as_posix() for p in files}
    for name, site in sites.items():
        for path in files:
            assert (site / path).read_bytes() == (docs / path).read_bytes(), f"{name}: {path}"


def test_the_maps_of_the_site_list_the_same_addresses(sites: Sites) -> None:
    maps = {name: (site / "sitemap.xml").read_text("utf-8") for name, site in sites.items()}
    listed = {name: set(re.findall(r"<loc>(.*?)</loc>", text)) for name, text in maps.items()}
    assert listed["MkDocs"] == listed["ProperDocs"] == listed["Zensical"]
    assert len(listed["MkDocs"]) > 50


# --- what differs: docs/about/engines.md ------------------------------------------------------


def test_properdocs_differs_in_nothing(read: Read) -> None:
    assert read["ProperDocs"] == read["MkDocs"]


def test_zensical_differs_on_hand_written_pages(read: Read) -> None:
    ours, theirs = (read[name]["about/notes/"] for name in ("MkDocs", "Zensical"))
    # It reads links in raw HTML from the file, not from the page's address.
    changed = [pair for pair in zip(ours.links, theirs.links, strict=True) if pair[0] != pair[1]]
    assert changed == [(f"{BASE}about/examples/", f"{BASE}examples/")]
    # It colours code.
    assert theirs.elements - ours.elements == Counter(span=5, div=1)
    # It does not tell the theme what stands beside a page in the navigation.
    assert (ours.neighbours, theirs.neighbours) == (2, 0)
    same = {"links": ours.links, "elements": ours.elements, "neighbours": ours.neighbours}
    assert replace(theirs, **same) == ours


def test_only_zensical_leaves_the_dates_out_of_the_map_of_the_site(sites: Sites) -> None:
    dated = {
        name for name, site in sites.items() if "<lastmod>" in (site / "sitemap.xml").read_text()
    }
    assert dated == {"MkDocs", "ProperDocs"}


def test_what_the_plugin_makes_is_on_no_engine(sites: Sites) -> None:
    for site in sites.values():
        briefing = (site / "briefings/courier-barrier-stays-open/index.html").read_text("utf-8")
        assert not re.search(r'class="(crumbs|changed)"|og:image|Built with', briefing)
        assert not (site / "pagefind").exists()


def test_the_page_about_engines_says_so() -> None:
    text = (PROJECT / "docs/about/engines.md").read_text("utf-8")
    for name in ENGINES:
        assert name in text
    for part in ("raw HTML", "coloured", "lastmod", "Breadcrumbs", "Pagefind", "Beside the text"):
        assert part in text, part


# --- the project that is written -------------------------------------------------------------


def small(
    tmp_path: Path, settings: str = "", theme: str = "material", plugin: str = "briefings"
) -> Path:
    root = project(tmp_path / "project")
    shutil.copytree(PROJECT / "templates", root / "templates", ignore=lambda *_: ["fonts"])
    write(
        root,
        "docs/about/method.md",
        "See [Ada] and [ours](method.md), [again](<../actors/ada-fable.md>).\n\n"
        "[Ada]: ../actors/ada-fable.md",
    )
    write(root, "docs/secret/plan.md", "# Not published\n")
    write(root, "docs/robots.txt", "User-agent: *\n")
    common = f"site_name: Small\ntheme: {theme}\nexclude_docs: secret/\n"
    write(root, "mkdocs.yml", f"{common}plugins: [{plugin}]\n{settings}")
    return root


def written(root: Path, out: Path) -> tuple[int, str]:
    done = RUN.invoke(app, ["build", "--root", str(root), "-o", str(out), "--standalone"])
    print(done.output, done.exception)
    return done.exit_code, done.output


def test_properdocs_runs_our_plugin_too(tmp_path: Path) -> None:
    nav = "nav: [index.md, {Actors: actors/index.md}, about/method.md]\n"
    nav += "markdown_extensions: [attr_list]\n"
    theme = "{name: material, custom_dir: templates/overrides}"
    root = small(tmp_path, nav, theme, "briefings: {messages: false}")
    made = {}
    for name, site in build(root, tmp_path, ["MkDocs", "ProperDocs"]).items():
        assert (site / "pagefind/pagefind.js").is_file(), name
        actor = published(site / "actors/ada-fable/index.html")
        assert 'class="crumbs"' in actor
        assert "Built with MkDocs" in actor
        files = (path for path in site.rglob("*") if path.is_file())
        made[name] = {path.relative_to(site): path.read_bytes() for path in files}
    assert made["MkDocs"] == made["ProperDocs"]

    # What the engines make without it is the same site, but for what the plugin puts around a page.
    assert written(root, tmp_path / "out")[0] == 0
    alone = pages(build(tmp_path / "out", tmp_path / "alone", ["Zensical"])["Zensical"])
    ours = pages(tmp_path / "MkDocs" / "site")
    assert alone.keys() == ours.keys()
    for address, page in ours.items():
        there = alone[address]
        assert (page.ids, page.marks, page.article) == (there.ids, there.marks, there.article)
        assert (page.title, page.sections) == (there.title, there.sections), address
        crumbs = len(page.links) - len(there.links)
        assert page.links[crumbs:] == there.links, address


def test_settings_are_kept_but_for_those_of_this_project(tmp_path: Path) -> None:
    entries = "{About: [about/method.md]}, {Out: 'https://out.example/'}"
    nav = f"nav: [index.md, {{Stories: stories/index.md}}, {entries}]\n"
    toc = "markdown_extensions: [{toc: {toc_depth: 2}}]\n"
    more = f"hooks: []\nrepo_url: https://github.com/x/y\n{toc}"
    root = small(tmp_path, nav + more)
    assert written(root, tmp_path / "out")[0] == 0
    settings = yaml.safe_load((tmp_path / "out/mkdocs.yml").read_text("utf-8"))
    assert settings == {
        "site_name": "Small",
        "theme": {
            "name": "material",
            "custom_dir": "theme",
            "favicon": "assets/briefings/favicon.svg",
        },
        "nav": ["index.md", {"About": ["about/method.md"]}, {"Out": "https://out.example/"}],
        "repo_url": "https://github.com/x/y",
        "extra_css": ["assets/briefings/briefings.css"],
        "extra_javascript": [{"path": "assets/briefings/briefings.js", "defer": True}],
        "markdown_extensions": [{"toc": {"toc_depth": 2}}, "attr_list", "tables"],
        "edit_uri": "edit/main/docs/",
        "docs_dir": "docs",
        "site_dir": "site",
        "plugins": [],
    }


def test_hand_written_files_come_along_and_lead_to_the_pages(tmp_path: Path) -> None:
    root = small(tmp_path)
    write(root, "docs/about/format.md", "# Beside it is the page of messages\n")
    assert written(root, tmp_path / "out")[0] == 0
    docs = tmp_path / "out" / "docs"
    assert (docs / "about/method.md").read_text() == (
        "See [Ada] and [ours](method.md), [again](<../actors/ada-fable/index.md>).\n\n"
        "[Ada]: ../actors/ada-fable/index.md"
    )
    assert (docs / "actors/ada-fable/index.md").is_file()
    assert (docs / "robots.txt").read_text() == "User-agent: *\n"
    assert (docs / "about/diagnostics.md").is_file()
    assert (docs / "assets/briefings/briefings.css").is_file()
    assert not (docs / "secret").exists()


def test_exports_come_along_where_the_settings_ask_for_them(tmp_path: Path) -> None:
    root = small(tmp_path, plugin="briefings: {exports: true}")
    assert written(root, tmp_path / "out")[0] == 0
    data = tmp_path / "out" / "docs" / "data"
    page = (data / "index.md").read_text("utf-8")
    linked = set(re.findall(r'href="([a-z-]+\.(?:zip|json|bib))"', page))
    assert len(linked) >= 5
    assert linked == {path.name for path in data.iterdir()} - {"index.md"}


def test_the_same_input_gives_the_same_project(tmp_path: Path) -> None:
    root = small(tmp_path)
    both = []
    for name in ("one", "other"):
        assert written(root, tmp_path / name)[0] == 0
        files = (tmp_path / name).rglob("*")
        both.append({p.relative_to(tmp_path / name): p.read_bytes() for p in files if p.is_file()})
    assert both[0] == both[1]


def test_a_hand_written_page_in_the_place_of_a_generated_one_is_a_problem(tmp_path: Path) -> None:
    root = small(tmp_path)
    write(root, "docs/actors/ada-fable.md", "# Mine\n")
    code, said = written(root, tmp_path / "out")
    assert code == 1
    assert "docs/actors/ada-fable.md" in said
    assert "path-collision" in said
    assert not (tmp_path / "out").exists()


def test_settings_that_are_no_plain_yaml_are_a_wrong_call(tmp_path: Path) -> None:
    function = "!!python/name:markdown.extensions.toc.slugify"
    more = f"markdown_extensions:\n  - toc:\n      slugify: {function}\n"
    code, said = written(small(tmp_path, more), tmp_path / "out")
    assert code == 2
    assert "mkdocs.yml has a value that is not plain YAML" in said
    assert not (tmp_path / "out").exists()

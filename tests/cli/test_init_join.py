"""`briefings init` on a site that uses MkDocs: what it adds, and when it stops."""

from pathlib import Path

import pytest
import yaml
from mkdocs.exceptions import ConfigurationError
from typer.testing import CliRunner

from article_briefings.cli._app import app
from article_briefings.site._nested_settings import opened
from tests.building import write
from tests.published import published, quoted
from tests.small_site import build, other_process, tree

RUN = CliRunner()
SETTINGS = """\
# Our documentation.
site_name: !ENV [NAME, 'Bridges']  # from the environment
site_url: https://bridges.example/docs/
theme:
  name: material
  features: [navigation.tabs]

nav:
  - Home: index.md
  - Guide:
    - guide/first.md   # the beginning

# Plugins we like.
plugins:
- search:
    lang: en

# The end.
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
"""
ADDED_NAV = "  - Briefings: briefings/index.md\n"
ADDED_PLUGIN = """\
- briefings:
      prefix: briefings/
      label: Example with an invented article
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path, "docs/index.md", "# Bridges\n\n[Petra](briefings/actors/petra-lunn.md)\n")
    write(tmp_path, "docs/guide/first.md", "# First\n")
    return tmp_path


def init(root: Path, settings: str, *options: str, code: int = 0) -> str:
    """Run the command on a site with these settings; what it prints."""
    (root / "mkdocs.yml").write_bytes(settings.encode())
    with other_process():
        result = RUN.invoke(app, ["init", str(root), *options])
    assert result.exit_code == code, result.output
    return result.output


def settings_of(root: Path) -> str:
    return (root / "mkdocs.yml").read_bytes().decode()


def test_it_adds_the_plugin_and_one_entry_and_keeps_every_word(site: Path) -> None:
    init(site, SETTINGS)
    before_plugins, plugins, rest = SETTINGS.partition("    lang: en\n")
    before_nav, nav, between = before_plugins.partition("first.md   # the beginning\n")
    expected = before_nav + nav + ADDED_NAV + between + plugins + ADDED_PLUGIN + rest
    assert settings_of(site) == expected


def test_the_other_pages_keep_their_look_and_ours_are_below_the_prefix(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    init(site, SETTINGS)
    built = tmp_path_factory.mktemp("built")
    with other_process():
        build(site, built)
    files = tree(built)
    home = files["index.html"].decode()
    assert 'href="briefings/actors/petra-lunn/"' in home
    assert 'href="briefings/" class="md-tabs__link"' in home
    assert "masthead" not in home
    page = quoted(files["briefings/actors/petra-lunn/index.html"].decode())
    assert 'class="masthead"' in page
    assert "https://bridges.example/docs/briefings/actors/petra-lunn/" in page
    assert 'href="../../../">Bridges</a>' in page, "the way back to the other site"
    assert "briefings/assets/briefings/briefings.css" in files
    assert (built / "briefings/pagefind/pagefind.js").is_file()
    assert b"<loc>https://bridges.example/docs/</loc>" in files["sitemap.xml"]
    outside = {name for name in files if not name.startswith("briefings/")}
    assert not {name for name in outside if name.startswith(("actors", "claim"))}


def test_the_example_is_in_the_language_of_the_site(site: Path) -> None:
    init(site, SETTINGS.replace("  name: material\n", "  name: material\n  language: fa\n"))
    assert "label: نمونه با یک مقالهٔ ساختگی\n" in settings_of(site)
    [text] = (site / "briefings").rglob("source.txt")
    assert "ناکجاآباد" in text.read_text("utf-8")


def test_a_language_without_words_is_said_and_builds_after_the_command_named(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = "  name: material\n  language: pt\n"
    output = init(site, SETTINGS.replace("  name: material\n", theme))
    assert "no translation into “pt”" in output
    assert "briefings languages pt\n" in output
    monkeypatch.chdir(site)
    assert RUN.invoke(app, ["languages", "pt"]).exit_code == 0
    with other_process():
        build(site, site / "out")
    assert 'lang="pt"' in published(site / "out/briefings/index.html")


def test_a_palette_that_is_a_number_is_named_with_its_place(site: Path) -> None:
    init(site, SETTINGS.replace("  name: material\n", "  name: material\n  palette: 5\n"))
    with other_process(), pytest.raises(ConfigurationError, match=r"yml:6: theme\.palette: 5 is"):
        build(site, site / "out")


def test_our_pages_lead_to_pages_of_the_other_site(site: Path, tmp_path: Path) -> None:
    write(site, "docs/about.md", "# About\n")
    write(site, "docs/guide/school.md", "# At school\n\n## Lessons\n")
    init(site, SETTINGS)
    text = settings_of(site).replace("prefix: briefings/", "prefix: a/b/\n      teach: TEACH")
    text = text.replace("briefings/index.md", "a/b/index.md")
    (site / "docs/index.md").write_text("# Bridges\n", "utf-8")
    for setting, home in (
        ("teach: guide/school.md#lessons", "../../guide/school/#lessons"),
        ("label: a", "teach/baths-stay-open/"),
    ):
        (site / "mkdocs.yml").write_text(text.replace("teach: TEACH", setting), "utf-8")
        with other_process():
            build(site, tmp_path / "out")
        page = published(tmp_path / "out/a/b/briefings/baths-stay-open/index.html")
        assert '<a href="../../../../about/">How we work</a>' in page
        assert f'<a href="{home}">' in published(tmp_path / "out/a/b/index.html")
    (site / "mkdocs.yml").write_text(text.replace("TEACH", "guide/no-such-page.md"), "utf-8")
    with other_process(), pytest.raises(ConfigurationError, match="md” is no page in docs/"):
        build(site, tmp_path / "out")
    assert (tmp_path / "out/guide/school/index.html").is_file()


def test_the_commands_know_what_the_nested_site_knows(site: Path, tmp_path: Path) -> None:
    init(site, SETTINGS)
    with other_process():
        result = RUN.invoke(app, ["preview", "-o", str(tmp_path / "out"), "--root", str(site)])
    assert result.exit_code == 0, result.output
    [page] = (tmp_path / "out/briefings").glob("*.html")
    assert '<h2 id="page--reached"' in page.read_text("utf-8")


def test_a_worker_opens_the_settings_of_the_nested_site(site: Path, tmp_path: Path) -> None:
    init(site, SETTINGS)
    with other_process():
        config = opened(str(site / "mkdocs.yml"), str(tmp_path / "out"))
    assert config.site_dir == str(tmp_path / "out")
    assert set(config.plugins) == {"briefings"}
    assert config.site_url == "https://bridges.example/docs/briefings/"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "plugins: [search, tags]\n",
            "plugins: [search, tags, {briefings: {label: Example with an invented article, "
            "prefix: briefings/}}]\n",
        ),
        (
            "plugins:\n  search: {}\n",
            "plugins:\n  search: {}\n  briefings:\n      prefix: briefings/\n"
            "      label: Example with an invented article\n",
        ),
        ("", "plugins:\n  - search\n  - briefings:\n"),
        ("nav: [index.md]", "nav: [index.md, {Briefings: briefings/index.md}]\n"),
    ],
)
def test_lists_in_other_forms(site: Path, before: str, after: str) -> None:
    init(site, f"site_name: A\ntheme: material\n{before}")
    text = settings_of(site)
    assert after in text
    assert yaml.safe_load(text)["site_name"] == "A"


def test_windows_line_ends_stay(site: Path) -> None:
    init(site, SETTINGS.replace("\n", "\r\n"))
    assert "\n" not in settings_of(site).replace("\r\n", "")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("site_name: A\n", ["uses the theme “mkdocs”", "theme: material"]),
        ("site_name: A\nplugins: [briefings]\n", ["has briefings already"]),
        ("site_name: A\ntheme: readthedocs\n", ["uses the theme “readthedocs”"]),
        ("theme: material\n", ["mkdocs.yml cannot be used"]),
        ("site_name: A\ntheme: material\nplugins: []\n", ["a list that is empty"]),
        ("site_name: A\ntheme: material\nplugins: [briefings]\n", ["has briefings already"]),
    ],
)
def test_it_stops_and_says_why(site: Path, settings: str, expected: list[str]) -> None:
    output = init(site, settings, code=2)
    assert all(words in output for words in expected), output
    assert settings_of(site) == settings
    assert not (site / "briefings").exists()


def test_options_for_a_new_site_are_refused(site: Path) -> None:
    options = ("--yes", "--name", "Bridge News", "--host", "gitlab", "--copy")
    output = init(site, SETTINGS, *options, code=2)
    assert "leave out --name and --host and --copy, or name an empty folder" in output
    assert settings_of(site) == SETTINGS


def test_a_failure_halfway_leaves_the_site_as_it_was(site: Path) -> None:
    before = set(site.rglob("*"))
    (site / "briefings").symlink_to(site / "nowhere")  # a folder that cannot be made
    assert "cannot be written" in init(site, SETTINGS, code=2)
    (site / "briefings").unlink()
    assert settings_of(site) == SETTINGS
    assert set(site.rglob("*")) == before | {site / "mkdocs.yml"}


def test_a_folder_in_the_way_of_the_pages_is_named(site: Path) -> None:
    write(site, "docs/briefings/mine.md", "# Mine\n")
    assert "rename that folder" in init(site, SETTINGS, code=2)
    assert settings_of(site) == SETTINGS


@pytest.mark.parametrize("prefix", ["briefings", "/briefings/", "../x/", "a b/"])
def test_a_prefix_is_a_folder(site: Path, prefix: str) -> None:
    settings = f"site_name: A\ntheme: material\nplugins: [{{briefings: {{prefix: '{prefix}'}}}}]\n"
    (site / "mkdocs.yml").write_text(settings, "utf-8")
    with other_process(), pytest.raises(Exception, match="write one like briefings/"):
        build(site, site / "out")


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins: &shared\n  - search\n",
        "plugins: !!seq\n  - search\n",
        "plugins:\n  - search:\n      separator: |\n        [a-z]+\n\n\n",
        "plugins: &shared\n  search:\n    separator: >\n      [a-z]+\n\n",
    ],
)
def test_it_finds_the_end_of_a_list_with_an_anchor_or_a_text_of_lines(
    site: Path, plugins: str
) -> None:
    init(site, f"site_name: Bridges\ntheme: material\n{plugins}copyright: ours\n")
    settings = yaml.safe_load(settings_of(site))
    assert [one if isinstance(one, str) else next(iter(one)) for one in settings["plugins"]] == [
        "search",
        "briefings",
    ]
    assert settings["copyright"] == "ours"


def test_it_leaves_lists_alone_that_may_be_inherited(site: Path) -> None:
    """A list of plugins in mkdocs.yml would replace the one that it inherits."""
    write(site, "base.yml", "site_name: Bridges\ntheme: material\nplugins: [search, tags]\n")
    settings = "INHERIT: base.yml\nnav: [index.md]\n"
    assert "in the file with them, add to the plugins" in init(site, settings, code=2)
    assert settings_of(site) == settings
    init(site, "INHERIT: base.yml\nplugins: [search, tags]\n")


@pytest.mark.parametrize("more", ["", "use_directory_urls: false\n"])
def test_a_navigation_that_mkdocs_makes_gets_an_entry(
    site: Path, tmp_path: Path, more: str
) -> None:
    """Nothing else would lead to the briefings."""
    said = init(site, f"site_name: Bridges\ntheme: material\n{more}")
    assert "briefings/; the navigation gets an entry" in said
    with other_process():
        build(site, tmp_path / "out")
    home, first, up = ("briefings/", "guide/first/index.html", "../../")
    if more:
        home, first, up = ("briefings/index.html", "guide/first.html", "../")
    for page, way in (("index.html", ""), (first, up)):
        text = (tmp_path / "out" / page).read_text("utf-8")
        assert f'href="{way}{home}" class="md-nav__link"' in text

"""The look of a site: palettes, tokens, fonts, logo, and the theme's own settings of colours."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError
from playwright.sync_api import Page, expect

from article_briefings.site._look import (
    COLOURS,
    CONTRASTS,
    FACES,
    PALETTES,
    VERDICTS,
    Look,
    LookError,
    contrast,
    look_of,
)
from tests.building import write
from tests.overlay import TEMPLATES
from tests.published import published
from tests.site.conftest import serve
from tests.small_site import CONFIG, build, end_process, lay

STYLES = (TEMPLATES / "assets/briefings/briefings.css").read_text("utf-8")


def look(
    palette: str = "paper",
    tokens: dict[str, Any] | None = None,
    fonts: dict[str, Any] | None = None,
    theme: Any = None,
) -> Look:
    """A look of which only the parts given differ."""
    return look_of(palette, tokens or {}, fonts or {}, theme)


def test_colours_and_faces_are_those_of_the_stylesheet() -> None:
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", STYLES)
    assert {name: (light, dark) for name, light, dark in found} == COLOURS
    assert {name: re.findall(rf"--{name}: (.*);", STYLES)[0] for name in FACES} == FACES


@pytest.mark.parametrize("name", PALETTES)
def test_a_palette_can_be_read_and_leaves_verdicts_alone(name: str) -> None:
    assert not {*VERDICTS, "claim", "own", "judge"} & PALETTES[name].keys()
    colours = COLOURS | PALETTES[name]
    for front, back, least in CONTRASTS:
        for one, other in zip(colours[front], colours[back], strict=True):
            assert contrast(one, other) >= least, (front, back)


def test_a_palette_is_a_few_tokens_and_the_usual_one_none() -> None:
    assert look().style == ""
    for name in PALETTES.keys() - {"paper"}:
        assert len(look(name).style) < 450


def test_tokens_are_one_colour_or_two_and_come_last() -> None:
    style = look("slate", {"ink": ["#000000", "#FFFFFF"], "sans": "Verdana, sans-serif"}).style
    assert "--ink:light-dark(#000000,#ffffff)" in style
    assert "--sans:Verdana, sans-serif" in style
    assert "--paper:light-dark(#f7f9fb,#14181d)" in style


@pytest.mark.parametrize(
    ("theme", "scheme"),
    [
        ({"scheme": "slate"}, "dark"),
        ({"scheme": "default"}, "light"),
        ([{"scheme": "slate", "toggle": {}}, {"scheme": "default"}], "dark"),
        (
            [{"media": "(prefers-color-scheme: light)", "scheme": "default"}, {"scheme": "slate"}],
            "",
        ),
        ({"scheme": "our-own"}, ""),
        (None, ""),
    ],
)
def test_the_theme_s_scheme_is_the_site_s(theme: Any, scheme: str) -> None:
    assert look(theme=theme).scheme == scheme
    assert (f"color-scheme:{scheme}" in look(theme=theme).style) is bool(scheme)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("primary", ["teal", "yellow", "deep purple", "light-blue"])
def test_the_theme_s_primary_colour_is_that_of_links_as_far_as_it_can_be_read(
    primary: str, palette: str
) -> None:
    found = look(palette, theme={"primary": primary, "accent": "red"})
    colours = COLOURS | dict(found.colours)
    for back in ("paper", "card", "judge-tint"):
        for one, other in zip(colours["link"], colours[back], strict=True):
            assert contrast(one, other) >= 4.5
    assert colours["link"] != COLOURS["link"]
    assert "--md-accent-fg-color:" in found.style
    assert look(palette, {"link": ["#000000", "#ffffff"]}, theme={"primary": primary}).colours[
        "link"
    ] == ("#000000", "#ffffff")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"palette": "slat"}, "there is no palette “slat”; did you mean"),
        ({"palette": "neon"}, "they are paper, slate, sage, plain"),
        ({"tokens": {"lnk": "#123456"}}, "there is no token “lnk”; did you mean"),
        ({"tokens": {1: "#123456"}}, "there is no token “1”"),
        ({"fonts": {1: "a.woff2"}}, "there are no fonts “1”"),
        ({"tokens": {"wrong": "#123456"}}, "“wrong” is the colour of a verdict"),
        ({"tokens": {"link": "navy"}}, "“navy” is no colour for “link”"),
        ({"tokens": {"link": ["#123456"]}}, "is no colour for “link”"),
        ({"tokens": {"link": 123456}}, "is no colour for “link”"),
        ({"tokens": {"serif": "a;}*{}"}}, "is no list of fonts for “serif”"),
        ({"tokens": {"ink": "#777777"}}, "ink #777777 on paper #fbfaf7 has a contrast of 4.3; 4.5"),
        ({"tokens": {"paper": ["#999999", "#191816"]}}, "on paper #999999 has a contrast of"),
        ({"tokens": {"frame": ["#dddddd", "#7d776b"]}}, "; 3.0 is needed to read it"),
        ({"tokens": {"ink": "#777777", "link": "#cccccc"}}, "read it. Also, on light ground, link"),
        ({"fonts": {"title": "a.woff2"}}, "there are no fonts “title”"),
        ({"fonts": {"serif": "a.eot"}}, "“a.eot” is no font; its name ends with .woff2"),
    ],
)
def test_what_cannot_be_used_is_said(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(LookError) as error:
        look(**settings)
    assert said in str(error.value)


# --- in a site ---------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project without templates, whose pages have no pictures for links."""
    root = lay(tmp_path / "project", articles=2)
    shutil.rmtree(root / "templates")
    return root


def settings(root: Path, theme: str = "", plugin: str = "") -> None:
    """Write the settings with lines for the theme and for the plugin."""
    text = CONFIG.replace("site_url: https://small.example/briefings/\n", "")
    search = "      search: false\n"
    text = text.replace("  font: false\n", theme).replace(search, f"{search}{plugin}")
    write(root, "mkdocs.yml", text)


def made(root: Path) -> Path:
    """The site."""
    end_process()
    build(root, root.parent / "site")
    return root.parent / "site"


def test_a_look_is_one_style_behind_the_stylesheet(root: Path) -> None:
    settings(root)
    plain = (made(root) / "assets/briefings/briefings.css").read_text("utf-8")
    plugin = "      palette: sage\n      tokens: {ink: ['#000000', '#ffffff']}\n"
    settings(root, "  palette: {scheme: slate, primary: teal}\n", plugin)
    site = made(root)
    style = (site / "assets/briefings/briefings.css").read_text("utf-8")
    assert style.startswith(plain.rstrip("\n"))
    own = style.removeprefix(plain.rstrip("\n"))
    assert own.startswith(":root{--paper:light-dark(#f6f9f3,#141915);")
    assert "color-scheme:dark" in own
    for name in ("index.html", "about/method/index.html"):
        page = published(site / name)
        assert page.count('content="#141915"') == 2
        assert "palette." not in page
        assert "data-md-color" not in page


def test_logo_icon_and_fonts_are_the_owner_s_and_no_request_leaves_the_site(root: Path) -> None:
    for name in ("logo.svg", "icon.png", "fonts/Own Text.woff2"):
        write(root, f"docs/img/{name}", b"x")
    fonts = "      fonts: {serif: img/fonts/Own Text.woff2}\n"
    settings(root, "  logo: img/logo.svg\n  favicon: img/icon.png\n", fonts)
    site = made(root)
    for name, up in (("index.html", ""), ("about/method/index.html", "../../")):
        page = published(site / name)
        assert f'<img src="{up}img/logo.svg" alt="">A small site</a>' in page
        assert f'<link rel="icon" href="{up}img/icon.png">' in page
        assert page.count('rel="preload"') == 1
        assert "googleapis" not in page
    style = (site / "assets/briefings/briefings.css").read_text("utf-8")
    assert 'src:url("../../img/fonts/Own%20Text.woff2")' in style
    assert '--serif:"Own serif","Source Serif 4"' in style
    assert ".brand img{" in style


def test_pages_of_claims_and_handouts_have_the_look(root: Path) -> None:
    tokens = '      tokens: {card: ["#fffdf0", "#202010"], link: ["#7a1f1f", "#f0a8a0"]}\n'
    settings(root, "  palette: {scheme: slate}\n", tokens)
    site = made(root)
    pages = (path.read_text("utf-8") for path in site.glob("claim/*/*/index.html"))
    page = next(page for page in pages if "<main" in page)
    assert ":root{color-scheme:dark;" in page
    assert "background:light-dark(#fffdf0,#202010);" in page
    assert "a{color:light-dark(#7a1f1f,#f0a8a0)}" in page
    for handout in site.glob("teach/*/**/index.html"):
        assert "assets/briefings/briefings.css" in handout.read_text("utf-8")


def test_readers_can_leave_the_scheme_of_the_site(root: Path, page: Page) -> None:
    settings(root, "  palette: {scheme: slate}\n", "      palette: plain\n")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("extra_javascript: [assets/briefings/briefings.js]\n")
    server = serve(made(root))
    address = next(server)
    page.emulate_media(color_scheme="light")
    for name in ("", "about/method/"):
        page.goto(f"{address}{name}")
        body, button = page.locator("body"), page.get_by_role("button", name="Dark colours")
        expect(body).to_have_css("background-color", "rgb(0, 0, 0)")
        expect(button).to_have_attribute("aria-pressed", "true")
        button.click()
        expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
        expect(button).to_have_attribute("aria-pressed", "false")
        page.reload()
        expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
        button.click()
        expect(body).to_have_css("background-color", "rgb(0, 0, 0)")
    server.close()


def test_without_settings_a_site_has_our_icon(root: Path) -> None:
    settings(root)
    page = published(made(root) / "index.html")
    assert '<link rel="icon" href="assets/briefings/favicon.svg" type="image/svg+xml">' in page


@pytest.mark.parametrize(
    ("theme", "plugin", "said"),
    [
        (
            "  logo: img/logo.svg\n",
            "",
            "mkdocs.yml:8: theme.logo: “img/logo.svg” is no file in docs/",
        ),
        (
            "  favicon: https://cdn.example/a.png\n",
            "",
            "theme.favicon: “https://cdn.example/a.png”",
        ),
        ("", "      fonts: {sans: a.woff2}\n", "fonts: sans: “a.woff2” is no file in docs/"),
        ("", "      how_we_work: ../x.md\n", "how_we_work: “../x.md” is no page in docs/"),
        ("", "      teach: about/x.md#a\n", "teach: “about/x.md” is no page in docs/"),
    ],
)
@pytest.mark.parametrize("name", ["material", "briefings"])
def test_a_file_that_is_not_there_stops_the_build(
    root: Path, name: str, theme: str, plugin: str, said: str
) -> None:
    settings(root, theme, plugin)
    text = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(text.replace("name: material", f"name: {name}"), "utf-8")
    (root / "x.md").write_text("# Not in docs/\n", "utf-8")
    with pytest.raises(ConfigurationError) as error:
        made(root)
    assert said in str(error.value)


def test_a_setting_that_cannot_be_used_has_its_line(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings(root, "", "      tokens:\n        ink: '#777777'\n")
    with pytest.raises(Abort):
        load_config(str(root / "mkdocs.yml"))
    assert "option 'tokens': mkdocs.yml:23: on light ground, ink #777777 on paper" in caplog.text


def test_the_language_no_is_not_english(root: Path) -> None:
    """YAML reads `no` as false."""
    settings(root, "  language: no\n")
    with pytest.raises(Abort, match="Norwegian is nb or nn"):
        made(root)

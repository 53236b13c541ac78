"""No cookies, no other servers, nothing stored before a choice; and when the site may say so."""

from pathlib import Path

import pytest
from mkdocs.config import load_config
from playwright.sync_api import Browser, expect

from article_briefings.site._privacy import MARKER, PROMISE, broken_by, with_promise
from article_briefings.site._project import Project
from tests.building import write
from tests.site.conftest import ROOT
from tests.site.pages import KINDS
from tests.small_site import CONFIG, build, lay, other_process

STORED = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
SETTINGS = """\
site_name: A site
theme: {name: material, font: false}
plugins: [briefings]
extra_css: [assets/briefings/briefings.css]
extra_javascript: [{path: assets/briefings/briefings.js, defer: true}]
"""


# --- what browsers see ------------------------------------------------------------------------


def _of_each_kind(site: Path) -> dict[str, str]:
    """The address of one page of each kind, and of one in each folder of the site."""
    folders = {path.name: next(path.rglob("*.html"), None) for path in sorted(site.iterdir())}
    found = {name: path.relative_to(site).as_posix() for name, path in folders.items() if path}
    return {**found, **KINDS}


def test_pages_store_nothing_and_ask_no_other_server(
    browser: Browser, site: Path, address: str
) -> None:
    pages = _of_each_kind(site)
    assert pages.keys() >= {"claim", "stories", "own", "data", "draws-on", *KINDS}
    context = browser.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    for kind, path in pages.items():
        page.goto(f"{address}{path}")
        assert page.evaluate(STORED) == [], kind
    assert len(asked) > len(pages)
    own = (address.split("/project")[0] + "/", "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []
    assert context.cookies() == []
    context.close()


def test_only_what_readers_choose_is_stored(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}{KINDS['briefing']}#analyst")
    expect(page.locator(".reading.laid")).to_be_visible()
    assert page.evaluate(STORED) == []
    page.locator("#page--theme").click()
    assert page.evaluate(STORED) == ["briefings-theme"]
    assert context.cookies() == []
    context.close()


# --- the sentences ----------------------------------------------------------------------------


def _project(root: Path, settings: str = SETTINGS) -> Project:
    write(root, "mkdocs.yml", settings)
    (root / "docs").mkdir(exist_ok=True)
    (root / "briefings").mkdir(exist_ok=True)
    return Project(load_config(str(root / "mkdocs.yml")))


def test_the_sentences_replace_a_line_and_no_mention_of_it(tmp_path: Path) -> None:
    page = f"# Privacy\n\n{MARKER}\n\nWrite `{MARKER}`.\n"
    shown = with_promise(page, _project(tmp_path))
    assert shown == f"# Privacy\n\n{PROMISE}\n\nWrite `{MARKER}`.\n"


@pytest.mark.parametrize(
    "setting",
    [
        "extra: {analytics: {provider: google, property: G-1}}",
        "extra: {consent: {title: Cookies}}",
        "extra_javascript: [https://stats.example/a.js]",
        "extra_javascript: [own.js]",
        "extra_css: [//fonts.example/a.css]",
        "theme: readthedocs",
        "theme: {name: material, logo: 'https://cdn.example/logo.svg'}",
    ],
)
def test_a_setting_that_may_break_the_promise_withdraws_it(tmp_path: Path, setting: str) -> None:
    name = setting.split(":")[0]
    kept = [line for line in SETTINGS.splitlines() if not line.startswith(f"{name}:")]
    project = _project(tmp_path, "\n".join([*kept, setting, ""]))
    assert len(list(broken_by(project))) == 1
    assert with_promise(MARKER, project) == ""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("templates/slots/head.html", "<meta name=own content=1>\n"),
        ("templates/briefing.md.j2", '<script src="a.js"></script>\n'),
        ("docs/index.md", "![A map](https://maps.example/a.png)\n"),
        ("docs/own.css", "@import 'https://fonts.example/a.css';\n"),
        ("docs/video.md", '<iframe src="https://video.example/1"></iframe>\n'),
    ],
)
def test_a_file_that_may_break_the_promise_withdraws_it(
    tmp_path: Path, path: str, text: str
) -> None:
    project = _project(tmp_path)
    assert list(broken_by(project)) == []
    write(tmp_path, path, text)
    assert list(broken_by(project)) == [f"{path} adds to the pages"]


def test_templates_in_another_folder_withdraw_it_too(tmp_path: Path) -> None:
    write(tmp_path, "look/slots/head.html", "<script src=//stats.example></script>\n")
    settings = SETTINGS.replace("[briefings]", "[briefings: {templates: look}]")
    project = _project(tmp_path, settings)
    assert list(broken_by(project)) == ["look/slots/head.html adds to the pages"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("templates/slots/head.html", "\n"),
        ("docs/index.md", "[A link](https://news.example/) and ![ours](map.png)\n"),
        ("templates/slots/footer.html", '<a href="https://news.example/">Home</a>\n'),
    ],
)
def test_links_and_empty_slots_withdraw_nothing(tmp_path: Path, path: str, text: str) -> None:
    project = _project(tmp_path)
    write(tmp_path, path, text)
    assert list(broken_by(project)) == []


def test_a_copy_of_ours_withdraws_nothing_until_it_is_changed(tmp_path: Path) -> None:
    project = _project(tmp_path)
    ours = (ROOT / "templates/overrides/page.html").read_text("utf-8")
    write(tmp_path, "templates/overrides/page.html", f"{{#- copied -#}}\n{ours}")
    assert list(broken_by(project)) == []
    write(tmp_path, "templates/overrides/page.html", f"{ours}<script src=//stats.example></script>")
    assert list(broken_by(project)) == ["templates/overrides/page.html adds to the pages"]


def test_a_hook_or_an_unknown_plugin_withdraws_the_promise(tmp_path: Path) -> None:
    write(tmp_path, "hook.py", "")
    project = _project(tmp_path, SETTINGS + "hooks: [hook.py]\n")
    assert list(broken_by(project)) == ["the hook hook.py is used"]
    project = _project(tmp_path, SETTINGS.replace("[briefings]", "[briefings, material/offline]"))
    assert list(broken_by(project)) == ["the plugin material/offline is used"]


def test_the_foot_of_pages_and_the_page_about_privacy_say_it_or_nothing(tmp_path: Path) -> None:
    root, said = lay(tmp_path / "project", articles=1), "stores nothing but your choice"
    write(root, "docs/about/method.md", f"# How we work\n\n{MARKER}\n")
    with other_process():
        build(root, tmp_path / "site")
    for page in ("actors/ada-fable", "about/method"):
        assert said in (tmp_path / f"site/{page}/index.html").read_text("utf-8")
    method = tmp_path / "site/about/method/index.html"
    assert "sets no cookies" in method.read_text("utf-8")
    write(root, "mkdocs.yml", CONFIG + "extra: {analytics: {provider: google, property: G-1}}\n")
    with other_process():
        build(root, tmp_path / "site")
    for page in ("actors/ada-fable", "about/method"):
        assert said not in (tmp_path / f"site/{page}/index.html").read_text("utf-8")
    assert "sets no cookies" not in method.read_text("utf-8")


def test_our_own_site_makes_the_promise() -> None:
    assert list(broken_by(Project(load_config(str(ROOT / "mkdocs.yml"))))) == []

"""A site of an owner who changes only what they want: slots, blocks, assets, the theme's folder."""

import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from article_briefings.pages._slots import FRAME_SLOTS, PAGE_SLOTS
from tests.building import write
from tests.cli.test_cli import run
from tests.published import published
from tests.small_site import CONFIG, build, end_process, lay


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project without templates, whose pages have no pictures for links."""
    root = lay(tmp_path / "project", articles=2)
    shutil.rmtree(root / "templates")
    write(root, "mkdocs.yml", CONFIG.replace("site_url: https://small.example/briefings/\n", ""))
    return root


def pages(root: Path, *, ordinary: bool = False) -> dict[str, str]:
    """The pages of the site by their path."""
    site = root.parent / "site"
    build(root, site, ordinary=ordinary)
    return {path.relative_to(site).as_posix(): published(path) for path in site.rglob("*.html")}


def slot(root: Path, name: str, text: str) -> None:
    """Fill a slot."""
    write(root, f"templates/slots/{name}.html", text)


def briefing_of(found: dict[str, str]) -> str:
    """The page of a briefing."""
    return next(text for text in found.values() if 'id="figure--glance"' in text)


@pytest.mark.parametrize("ordinary", [False, True])
def test_every_slot_shows_what_it_may(root: Path, ordinary: bool) -> None:
    before = pages(root, ordinary=ordinary)
    for name in FRAME_SLOTS:
        variables = "{{ config.site_name }}|{{ config.site_url }}|{{ kind }}|{{ title }}"
        slot(root, name, f"<i>in {name}: {variables}|{{{{ description }}}}</i>\n")
    for name in PAGE_SLOTS:
        shown = "{{ claim.sentence.who }}" if name == "claim" else "{{ page.title }}"
        slot(root, name, f"<i>in {name}: {shown}</i>")
    end_process()
    found = pages(root, ordinary=ordinary)
    assert found.keys() == before.keys()
    texts = {"briefing": briefing_of(found), "home": found["index.html"]}
    texts |= {"actor": found["actors/ada-fable/index.html"]}
    texts |= {"background": found["background/rain/index.html"]}
    for name in FRAME_SLOTS:
        assert all(text.count(f"<i>in {name}: ") == 1 for text in texts.values()), name
        assert f"<i>in {name}: A small site||Actor|" in texts["actor"]
    for name in PAGE_SLOTS:
        assert f"<i>in {name}: " in texts.get(name, texts["briefing"]), name
    assert "<i>in footer" in found["about/method/index.html"]
    assert "<i>in footer" in found["404.html"]


def test_a_slot_is_escaped_and_seen_by_the_next_build(root: Path) -> None:
    settings = (root / "mkdocs.yml").read_text("utf-8")
    write(root, "mkdocs.yml", settings.replace("A small site", "Ours & <yours>"))
    for text in ("One", "Two"):
        slot(root, "footer", f"{text} {{{{ config.site_name }}}}")
        slot(root, "claim", f"{text} {{{{ claim.sentence.text }}}}")
        end_process()
        found = briefing_of(pages(root))
        assert f"{text} Ours &amp; &lt;yours&gt;" in found
        filled = f'<div class="slot" data-pagefind-ignore>\n{text} '
        assert found.count(filled) == found.count('<details class="claim')


def test_what_an_owner_adds_to_the_head_withdraws_the_promise_of_no_requests(root: Path) -> None:
    promise = "asks nothing of other servers"
    slot(root, "footer", "Ours")
    assert promise in pages(root)["index.html"]
    slot(root, "head", '<script src="https://analytics.example/a.js" defer></script>')
    end_process()
    assert promise not in "".join(pages(root).values())


def test_blocks_of_a_page_and_of_the_frame_are_replaced(root: Path) -> None:
    actor = """\
{% extends "package/actor.md.j2" %}
{% block head %}{{ super() }}
<p>More</p>

{% endblock %}
"""
    write(root, "templates/actor.md.j2", actor)
    frame = """\
{% extends "package/page.html" %}
{% block footer %}<p>Ours</p>{{ super() }}{% endblock %}
{% block analytics %}<!-- a block that only Material has -->{% endblock %}
"""
    write(root, "templates/overrides/page.html", frame)
    found = pages(root)["actors/ada-fable/index.html"]
    assert found.index("lives here.") < found.index("<p>More") < found.index("facts")
    assert '<p>Ours<footer class="colophon">' in found


def test_a_theme_s_folder_and_an_asset_are_the_owner_s(root: Path) -> None:
    settings = (root / "mkdocs.yml").read_text("utf-8")
    write(
        root,
        "mkdocs.yml",
        settings.replace("  font: false\n", "  font: false\n  custom_dir: theme\n"),
    )
    write(root, "theme/partials/colophon.html", "<footer>Ours</footer>")
    write(root, "templates/assets/briefings/favicon.svg", "<svg/>")
    write(root, "templates/assets/more.css", "a { color: red }")
    assert "<footer>Ours</footer>" in pages(root)["index.html"]
    site = root.parent / "site" / "assets"
    assert (site / "briefings/favicon.svg").read_text("utf-8") == "<svg/>"
    assert (site / "more.css").read_text("utf-8") == "a{color:red}\n"
    assert (site / "briefings/briefings.css").is_file()


GONE = {
    "slots/footer.html": ("<p>\n{{ config.site_nam }}", "templates/slots/footer.html:2:1"),
    "slots/head.html": ("{{ tilte }}", "'tilte' is undefined"),
    "slots/body-end.html": ("{{ config.site_nam }}", 'did you mean "site_name"?'),
    "slots/claim.html": ("{{ claim.text }}", "there is no field “text” here"),
    "slots/home.html": ("{{ page.gone }}", "the changelog says what to write instead"),
    "slots/briefing.html": ("{{ page.story.text }}", "write {% if … %} and {% endif %} around"),
    "slots/actor.html": ("{{ claim.id }}", "'claim' is undefined"),
    "slots/foter.html": ("", 'did you mean "footer"?'),
    "actor.md.j2": (
        '{% extends "package/actor.md.j2" %}{% block fact %}{% endblock %}',
        "templates/actor.md.j2:1:1: error [unknown-block]",
    ),
    "overrides/page.html": (
        '{% extends "package/page.html" %}{% block contnet %}{% endblock %}',
        'did you mean "content"?',
    ),
    "overrides/main.html": (
        '{% extends "package/main.html" %}{% block content %}{% endblock %}',
        "hint: overrides/page.html has the blocks of the frame",
    ),
}


@pytest.mark.parametrize("name", GONE)
def test_what_is_not_there_stops_the_build_with_its_place(
    root: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text, said = GONE[name]
    write(root, f"templates/{name}", text)
    with pytest.raises(Abort):
        pages(root)
    assert said in capsys.readouterr().err.replace("\n", "")


def test_a_standalone_project_has_the_slots_of_the_frame(root: Path) -> None:
    slot(root, "footer", "<i>{{ config.site_name }} & more</i>")
    text = (root / "mkdocs.yml").read_text("utf-8")
    write(root, "mkdocs.yml", text.replace("A small site", "Ours <b>"))
    out = root.parent / "out"
    assert run("build", "--standalone", "-o", out, "--root", root)[0] == 0
    built = load_config(str(out / "mkdocs.yml"), site_dir=str(out / "site"))
    mkdocs_build(built)
    for name in ("index.html", "about/method/index.html"):
        assert "<i>Ours &lt;b&gt; & more</i>" in (out / "site" / name).read_text("utf-8")
    assert not (out / "site" / "slots").exists()

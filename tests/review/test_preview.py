"""The files of a preview: which pages are in it, where their links lead, what they may load."""

import base64
import hashlib
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from markdown import Markdown

from article_briefings.review._preview import Preview, Rendered
from tests.building import EXTENSIONS, FOLDER, TEXT, actor, briefing, own_claim
from tests.building import project as write_project
from tests.built import build_project
from tests.overlay import EXAMPLES, SITE, TEMPLATES, lay
from tests.site.pages import text_of

STYLES = '@font-face{font-family:"A";src:url(fonts/a.woff2)}\nbody { color: #111; }\n'
ARTICLE = f"briefings/articles/{FOLDER}"


def pages_of(root: Path, **parts: Any) -> list[Rendered]:
    """The pages that `mkdocs serve` would have, of a project with the real templates."""
    write_project(root, **parts)
    (root / "templates").symlink_to(TEMPLATES)
    return list(build_project(root, SITE, preview=True).pages.values())


def to_html(text: str) -> str:
    configs = {"toc": {"permalink": "here"}}
    return Markdown(extensions=EXTENSIONS, extension_configs=configs).convert(text)


def files_of(pages: list[Rendered], *names: str) -> dict[str, str]:
    """The preview of the pages made from these inputs."""
    return dict(Preview.of(pages, [], names).files(STYLES, to_html))


def parsed(text: str) -> Element:
    tree: Element = html5lib.parse(text, namespaceHTMLElements=False)
    return tree


def hrefs(text: str) -> list[str]:
    return [link.attrib["href"] for link in parsed(text).iter("a") if "href" in link.attrib]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ([f"{ARTICLE}/briefing.yml"], ["briefings/drill.html"]),
        ([f"{ARTICLE}/source.txt"], ["briefings/drill.html"]),
        (["briefings/actors/gazette.yml"], ["actors/gazette.html"]),
        (["briefings/background/drills.yml"], ["background/drills.html"]),
        (["briefings/topics.yml"], []),
        (["README.md", "briefings/actors/somebody-who-left.yml"], []),
        (["briefings/actors"], ["actors/ada-fable.html", "actors/gazette.html"]),
        ([], []),
    ],
)
def test_a_preview_has_the_pages_of_what_is_changed(
    tmp_path: Path, changed: list[str], expected: list[str]
) -> None:
    assert sorted(files_of(pages_of(tmp_path), *changed)) == sorted([Preview.INDEX, *expected])


def test_the_whole_folder_is_every_briefing_actor_and_note(tmp_path: Path) -> None:
    assert sorted(files_of(pages_of(tmp_path), ".")) == [
        "actors/ada-fable.html",
        "actors/gazette.html",
        "background/drills.html",
        "briefings/drill.html",
        Preview.INDEX,
    ]


def test_the_index_links_every_page_and_every_page_the_index(tmp_path: Path) -> None:
    files = files_of(pages_of(tmp_path), ".")
    assert sorted(hrefs(files[Preview.INDEX])) == sorted(
        name for name in files if name != Preview.INDEX
    )
    for name, text in files.items():
        assert name == Preview.INDEX or "../index.html" in hrefs(text), name


def test_an_empty_preview_says_so(tmp_path: Path) -> None:
    files = files_of(pages_of(tmp_path))
    assert "No briefing, actor or background note has changed." in files[Preview.INDEX]


def test_links_lead_to_pages_of_the_preview_and_to_no_other(tmp_path: Path) -> None:
    files = files_of(pages_of(tmp_path), ARTICLE, "briefings/actors/ada-fable.yml")
    for name, text in files.items():
        for href in hrefs(text):
            if href.startswith(("#", "https:", "http:", "mailto:")):
                continue
            path = (Path("/") / name).parent / href.partition("#")[0]
            assert path.resolve().relative_to("/").as_posix() in files, (name, href)
    page = files["briefings/drill.html"]
    assert "../actors/ada-fable.html" in hrefs(page)
    assert not any("defence" in href for href in hrefs(page))
    assert "Defence" in page


def test_a_page_is_copied_except_for_its_links(tmp_path: Path) -> None:
    drawing = "<svg><linearGradient id='a'>\n</linearGradient></svg> &lt;&nbsp;<br/>"
    source = f"{drawing}<a class='x'\n href='/nowhere/'>A &gt; B</a>\n{drawing}<a href='#c'>C</a>"
    preview = Preview.of(pages_of(tmp_path), [], [ARTICLE])
    page = dict(preview.files(STYLES, lambda _: source))["briefings/drill.html"]
    assert f'{drawing}<a class="x">A &gt; B</a>\n{drawing}<a href="#c">C</a>' in page


def test_links_within_a_page_have_their_targets(tmp_path: Path) -> None:
    page = files_of(pages_of(tmp_path), ARTICLE)["briefings/drill.html"]
    ids = {element.attrib["id"] for element in parsed(page).iter() if "id" in element.attrib}
    inner = {href for href in hrefs(page) if href.startswith("#")}
    assert "#no-attack" in inner
    assert {href.removeprefix("#") for href in inner} <= ids


def test_names_in_other_scripts_are_linked(tmp_path: Path) -> None:
    register = {"ada-fable": actor(part_of="мост"), "мост": actor(name="Мост", type="group")}
    files = files_of(pages_of(tmp_path, actors=register), "briefings/actors")
    assert "actors/мост.html" in files
    linked = [href for href in hrefs(files["actors/ada-fable.html"]) if "%D0%BC" in href]
    assert linked
    assert set(linked) == {"%D0%BC%D0%BE%D1%81%D1%82.html"}


def test_nothing_is_loaded_and_the_policy_allows_the_styles_only(tmp_path: Path) -> None:
    for name, text in files_of(pages_of(tmp_path), ".").items():
        tree = parsed(text)
        assert not {element.tag for element in tree.iter()} & {"script", "img", "iframe", "link"}
        assert "url(" not in text, name
        style = tree.find(".//style")
        policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']")
        assert style is not None
        assert style.text is not None
        assert policy is not None
        digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
        assert policy.attrib["content"].startswith(
            f"default-src 'none'; style-src 'sha256-{digest}';"
        )


def test_a_broken_briefing_shows_its_problems(tmp_path: Path) -> None:
    bad = briefing(claims=[own_claim("a", "<b>nowhere</b> in the text")])
    files = files_of(pages_of(tmp_path, articles={FOLDER: (TEXT, bad)}), ARTICLE)
    page = files["briefings/drill.html"]
    assert "quote-not-found" in page
    assert "<b>nowhere" not in page
    assert "Problems in" in files[Preview.INDEX]


@pytest.mark.parametrize("example", ["hostile", "bom-and-crlf", "persian-article"])
def test_articles_are_their_sources_character_for_character(tmp_path: Path, example: str) -> None:
    root = lay(EXAMPLES / "valid" / example, tmp_path)
    files = files_of(list(build_project(root, SITE, preview=True).pages.values()), ".")
    for source in root.rglob("source.txt"):
        slug = re.sub(r"^\d{4}-\d{2}-\d{2}-", "", source.parent.name)
        article = parsed(files[f"briefings/{slug}.html"]).find(".//*[@id='article-text']")
        assert article is not None
        text = source.read_bytes().decode("utf-8").removeprefix("\ufeff")
        assert text_of(article) == text

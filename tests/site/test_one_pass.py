"""Pages that are copied rather than parsed: they are as MkDocs makes them, to the byte."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from article_briefings.site._one_pass import OnePass, anchors
from tests.building import write
from tests.built import build_project
from tests.overlay import PROJECT, SITE, TEMPLATES
from tests.small_site import CONFIG, build, end_process, lay

GOLDEN = sorted((PROJECT / "tests" / "golden").glob("*.md"))


class Watched(Page):
    """Remembers whether MkDocs had to convert it."""

    parsed = False

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.parsed = True
        super().render(config, files)


@cache
def config(*extensions: str | Extension) -> tuple[MkDocsConfig, OnePass]:
    """The project's settings, without a plugin and with further extensions."""
    loaded = load_config(str(PROJECT / "mkdocs.yml"), plugins=[])
    loaded.plugins._current_plugin = "test"
    loaded.markdown_extensions = [*loaded.markdown_extensions, *extensions]  # type: ignore[list-item]
    return loaded, OnePass(loaded)


def rendered(text: str, ours: bool, *extensions: str | Extension) -> tuple[Any, ...]:
    """Whether a page was parsed, and all that MkDocs finds in it."""
    settings, one_pass = config(*extensions)
    file = File.generated(settings, "page.md", content=text)
    page = Watched(None, file, settings)
    page.read_source(settings)
    try:
        if ours:
            one_pass.render(page, settings, Files([file]))
        else:
            page.render(settings, Files([file]))
    except (AssertionError, ValueError) as error:
        # There are pages on which Python's HTML parser, and so MkDocs, fails.
        return page.parsed, repr(error)
    # Links within the page are permalinks, which lead to their own headings.
    links = [to for to in page.links_to_anchors or () if to is not file]
    ids = (page.present_anchor_ids or set()) - {None}  # of an attribute without a value
    return page.parsed, page.content, entries(page.toc), page.title, ids, links


def entries(toc: Any) -> list[Any]:
    """A table of contents as plain data."""
    return [[one.title, one.id, one.level, entries(one.children)] for one in toc]


def same(text: str, *extensions: str | Extension) -> bool:
    """Check that the page is the standard one; whether it was copied."""
    if not text.startswith("---\n"):
        text = f"---\ntitle: A title\n---\n\n{text}"
    parsed, *found = rendered(text, True, *extensions)
    assert found == list(rendered(text, False, *extensions)[1:])
    return not parsed


# --- pages that there are --------------------------------------------------------------------


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_a_generated_page_is_copied(path: Path) -> None:
    assert same(path.read_text("utf-8"))


@pytest.mark.parametrize("project", [PROJECT, PROJECT / "examples"], ids=["seed", "examples"])
def test_every_page_of_a_project_is_as_mkdocs_makes_it(project: Path) -> None:
    pages = build_project(project, SITE, templates=TEMPLATES).pages
    assert [source for source, (_, text) in pages.items() if not same(text)] == []


HOOK = """\
import json
from pathlib import Path
from tests.site.test_one_pass import entries

def on_page_content(html, page, config, files):
    found = [html, page.title, entries(page.toc), sorted(page.present_anchor_ids)]
    with (Path(config.config_file_path).parent / "seen.jsonl").open("a") as file:
        file.write(json.dumps([page.file.src_uri, found]) + "\\n")
    return html.replace("crowns", "crowns of gold")
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a project with a hook that notes what it is given."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    lay(tmp_path / "project")
    write(tmp_path / "project", "hook.py", HOOK)
    yield tmp_path / "project"
    end_process()


@pytest.mark.parametrize("extension", ["attr_list", "md_in_html"])
def test_a_foreign_hook_sees_what_mkdocs_would_give_it(
    project: Path, monkeypatch: pytest.MonkeyPatch, extension: str
) -> None:
    settings = CONFIG.replace("[attr_list,", f"[{extension}, attr_list,")
    write(project, "mkdocs.yml", f"{settings}hooks: [hook.py]\n")
    seen = project / "seen.jsonl"
    sites = []
    for number in range(2):
        end_process()
        build(project, project.with_name(f"site-{number}"))
        lines = map(json.loads, seen.read_text("utf-8").splitlines())
        sites.append(dict(lines))
        seen.unlink()
        monkeypatch.setattr(OnePass, "render", lambda _, page, *more: Page.render(page, *more))
    assert sites[0].keys() > {"index.md", "about/method.md", "topics/water.md"}
    assert sites[0] == sites[1]


# --- any page --------------------------------------------------------------------------------

BLOCKS = ("article", "details", "div", "dl", "figure", "h2", "nav", "ol", "p", "section", "table")
TAGS = (*BLOCKS, "a", "b", "bdi", "button", "code", "mark", "q", "span", "summary", "svg")
VOID = ("br", "col", "hr", "img", "input", "path", "wbr")
ATTRIBUTES = ("alt", "class", "data-n1", "href", "id", "lang", "name", "viewBox")
HARMLESS = (
    *("Ünfug", "Лидия", "Հայաստան", "خبر", "你好", "a", "A & B", "1 > 0", "’", "«x»", "\u2028"),
    *("&#60;b&#62;", "&amp;", "&lt;p&gt;", "&#x2019;", "&#10;", "&nbsp;", "&copy", "AT&T;", "& "),
    *("*no*", "_no_", "`", "``", "[x](y)", "# no", "- no", "1. no", "\\", "{: #no }", "~", "|"),
    *(" ", "  ", "\n", "\n    ", "'", '"', "raw-html", "=", "\x0b", "\x85", "\U0001f600", "$"),
)
#: What may make a page one that has to go the standard way.
DAMAGE = (
    *("<", ">", "<b>", "</b>", "<p>", "</p>", "<div>", "</div>", "</span>", "</div >", "<DIV>"),
    *("<!-- x -->", "<!--", "-->", "<!-- <p> -->", "<?php", "?>", "<!x>", "<![CDATA[", "]]>"),
    *("<script>", "</script>", "<style>", "<textarea>", "<title>", "<hr>", "<br/>", "<p/>", "<a/>"),
    *("<a title='<p>'>", '<a title="<p>">', '<a title="', "<a b=c>", "<a b=`>", '<a id="x"id="y">'),
    *('</div id="x">', "<p id>", '<a name="&#38;">', '<p ID="x">', '<p markdown="1">', "<x-y>"),
    *("&#", "&#;", "&#38", "&#x", "&#38 ;", "&", ";", "\t", "\r", "\r\n", "\x02", "\x03", "\x00"),
    *("\n\n", "\n \n", "\n\n\n", "\n", " ", "    ", "\n```\n", "\n~~~\n", "> ", "- ", "===", "|"),
    *("<div></div>", '<div x="y"/>', "\x02wzxhzdk:0\x03", "[TOC]", "`<p>`"),
    *(' title=" id="', " {: #x }"),
)
MARKDOWN = (
    *("# Title {: #page--title }", "## Heading {: #x }", "## Heading", "### *Deep* &#60;", "text"),
    *("### A &amp; *b* {: #x }", "# {: #x }", "#### A \\# # {: #x-1 }", "## A {: .b #x }"),
    *("- one\n- two", "1. one\n\n    more", "> quoted", "    code", "Setext\n======", "***", ""),
    *("a | b\n--|--\n1 | 2", "[x](page.md#y) &amp; [z](#x)", "[x]: y", "{: .c }", "&#38;", "&"),
)

text = st.lists(st.sampled_from(HARMLESS), max_size=4).map("".join)
value = st.lists(st.sampled_from([word for word in HARMLESS if '"' not in word]), max_size=3)
attribute = st.builds(
    lambda name, words: f' {name}="{"".join(words).replace(">", "")}"',
    st.sampled_from(ATTRIBUTES),
    value,
)
attributes = st.lists(attribute | st.sampled_from([" hidden", " id", " name"]), max_size=3).map(
    "".join
)


def _element(name: str, held: str, inner: list[str]) -> str:
    return f"<{name}{held}>{''.join(inner)}</{name}>"


void = st.builds("<{}{}{}>".format, st.sampled_from(VOID), attributes, st.sampled_from(["/", " /"]))
plain_void = st.builds("<{}{}>".format, st.sampled_from(("br", "hr", "img", "wbr")), attributes)
inner = st.recursive(
    text | void | plain_void,
    lambda children: st.builds(
        _element, st.sampled_from(TAGS), attributes, st.lists(children, max_size=3)
    ),
    max_leaves=12,
)
block = st.builds(_element, st.sampled_from(BLOCKS), attributes, st.lists(inner, max_size=4))


def _closed(found: str) -> str:
    """The block without the empty lines that its texts may have made."""
    lines = [line for line in found.split("\n") if line.strip(" ")]
    return "\n".join(lines)


blocks = block.map(_closed)
part = blocks | st.sampled_from(MARKDOWN)


@given(st.lists(part, min_size=1, max_size=6))
def test_a_page_of_headings_and_elements_is_the_same(parts: list[str]) -> None:
    same("\n\n".join(parts))


@given(blocks)
def test_a_whole_element_goes_the_short_way(found: str) -> None:
    if "~~~" not in found and "```" not in found:
        assert same(f"# Title {{: #title }}\n\n{found}\n\n## Heading {{: #x }}\n")


gap = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n", "", "\n\n    ", "\n\n   "])


@given(
    st.lists(st.tuples(part | st.sampled_from(DAMAGE), gap), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(DAMAGE)), max_size=3),
)
@example([("<div>", "\n\n"), ("<p>x</p>", "\n\n"), ("</div>", "\n\n")], [])
@example([("<p>x</p>", "\n\n"), ("&#", "\n\n"), ("<p>x;</p>", "\n\n")], [])
@example([("<!--", "\n\n"), ("<p>x</p>", "\n\n"), ("-->", "\n\n"), ("<p>y</p>", "")], [])
@example([("<p/>", ""), ("<p>x</p>", "\n\n"), ("<p>y</p>", "")], [])
@example([('<div><div x="y"/></div></div>', "\n\n"), ("<p>y</p>", "")], [])
@example([('<p title=" id=" id="a">x</p>', "\n\n"), ("<p>y</p>", "")], [])
def test_any_page_is_the_same(parts: list[tuple[str, str]], damage: list[tuple[int, str]]) -> None:
    page = "".join(f"{found}{after}" for found, after in parts)
    for place, sign in damage:
        page = page[:place] + sign + page[place:]
    same(page)


@pytest.mark.parametrize(
    "page",
    [
        # Markdown changes them in raw HTML, too.
        *("<pre>a\tb</pre>", "<p>a\x02b\x03</p>", "<pre>a\n  \nb</pre>"),
        *("<p>\n```\n*x*\n```\n</p>", "<p>\n~~~\n*x*\n~~~\n</p>", "<p>&#38 &#x26 x</p>"),
        # They are part of a paragraph, or Markdown.
        *("## No id", "# [x](#y) {: #x }", "# <b>x</b> {: #x }", "# A {: #x }\n# B {: #y }", "*x*"),
        *("<span>*x*</span>", "<a id='x'>*x*</a>", "x\n<p>*x*</p>", "<p>*x*</p>x"),
        # They are no whole element, or hold what only a parser can read.
        *("<p>", "<p></p><p></p>", "<p></p>\n<p></p>", "<p/>", "<P></P>", "<p x='y'></p>"),
        *('<p x="<"></p>', '<p x=">"></p>', '<p x="y"z="w"></p>', '<div><p></p id="x"></div>'),
        *("<p><!-- x --></p>", "<p>a < b</p>", "<div><script></script></div>", "<hr>"),
        # What begins in one part ends in another.
        *('<a title="\n\n<p class="b">*x*</p>\n\n">', "<!--\n\n<p>x</p>\n\n-->\n\n*x*"),
        *("<div>\n\n<p>x</p>\n\n*x*\n\n</div>", "<script>\n\n<p>x</p>\n\n</script>\n\n*x*"),
    ],
)
def test_a_page_goes_the_standard_way(page: str) -> None:
    assert not same(page)
    assert not same(f"<p>first</p>\n\n{page}\n\n<p>last</p>")


# --- other extensions ------------------------------------------------------------------------


class Loud(Preprocessor):
    """Reads raw HTML before Markdown does."""

    def run(self, lines: list[str]) -> list[str]:
        return [line.replace("quiet", "LOUD") for line in lines]


class Other(Extension):
    """An extension with a processor that no block may be kept from."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.preprocessors.register(Loud(md), "loud", 22)


OTHERS = (["md_in_html"], ["extra"], ["smarty", "abbr"], [Other()])


@pytest.mark.parametrize("others", OTHERS)
def test_with_other_extensions_the_page_is_the_same(others: list[Any]) -> None:
    text = '<div>\n<p>"quiet" HTML</p>\n</div>\n\n<p markdown="1">*x*</p>\n\n*[HTML]: y\n'
    assert not same(text, *others)
    assert not same("# Title {: #x }\n\n<p>quiet</p>", *others)


@pytest.mark.parametrize("others", [["admonition", "def_list"], ["fenced_code", "sane_lists"]])
def test_extensions_that_read_no_block_change_nothing(others: list[Any]) -> None:
    assert same("# Title {: #x }\n\n<p>!!! note</p>", *others)


def test_time_is_linear() -> None:
    _, one_pass = config()
    for hostile in ('<p a="', "<p a ", "<p a=", "<p>", "<p x/>", "<", "<p" + " a" * 50):
        text = hostile * 20_000
        for page in (text, f"<p>{text}</p>", f"# {text} {{: #x }}", f"<p>x</p>\n\n{text}"):
            assert one_pass._parts(page) == []
    assert anchors("<p>" + ' id="x' * 200_000 + "</p>") == set()

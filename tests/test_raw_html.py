"""Markdown that skips whole HTML elements: the page is as it is without, to the byte."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.preprocessors import Preprocessor
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.raw_html import RawHtmlBlocks, whole_element
from tests.building import EXTENSIONS
from tests.overlay import PROJECT

GOLDEN = sorted((PROJECT / "tests" / "golden").glob("*.md"))
DOCS = sorted((PROJECT / "docs").rglob("*.md"))


# --- the page that MkDocs makes --------------------------------------------------------------


@cache
def config() -> MkDocsConfig:
    """The project's settings, without a plugin."""
    loaded = load_config(str(PROJECT / "mkdocs.yml"), plugins=[])
    loaded.plugins._current_plugin = "test"
    return loaded


class Watched(RawHtmlBlocks):
    """Remembers whether a page went the short way."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        super().extendMarkdown(md)
        self.taken = md.preprocessors["take_raw_html_blocks"]


def rendered(text: str, *extensions: str | Extension) -> tuple[Any, ...]:
    """All that MkDocs finds in a page: its HTML, headings, title, anchors and links."""
    settings = config()
    usual = list(settings.markdown_extensions)
    file = File.generated(settings, "page.md", content=text)
    page = Page(None, file, settings)
    page.read_source(settings)
    settings.markdown_extensions = [*usual, *extensions]
    try:
        page.render(settings, Files([file]))
    except (AssertionError, ValueError) as error:
        # There are pages on which Python's HTML parser, and so MkDocs, fails.
        return (repr(error),)
    finally:
        settings.markdown_extensions = usual
    links = {to.src_uri: found for to, found in (page.links_to_anchors or {}).items()}
    return (page.content, _entries(page.toc), page.title, page.present_anchor_ids, links)


def _entries(entries: Any) -> list[Any]:
    return [(one.title, one.id, one.level, _entries(one.children)) for one in entries]


def same(text: str) -> bool:
    """Check that the page is the standard one; whether it went the short way."""
    watched = Watched()
    assert rendered(text, watched) == rendered(text)
    return bool(watched.taken.blocks)


# --- pages that there are --------------------------------------------------------------------


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_a_generated_page_goes_the_short_way(path: Path) -> None:
    assert same(path.read_text("utf-8"))


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_a_page_by_hand_is_as_it_was(path: Path) -> None:
    same(path.read_text("utf-8"))


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
    *("raw-html-block-0", "<div>raw-html-block-0</div>", "\x02wzxhzdk:0\x03", "[TOC]", "`<p>`"),
)
MARKDOWN = (
    *("# Title {: #page--title }", "## Heading {: #x }", "## Heading", "### *Deep* &#60;", "text"),
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
        assert same(f"# Title\n\n{found}\n\n## Heading\n")


gap = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n", "", "\n\n    ", "\n\n   "])


@given(
    st.lists(st.tuples(part | st.sampled_from(DAMAGE), gap), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(DAMAGE)), max_size=3),
)
@example([("<div>", "\n\n"), ("<p>x</p>", "\n\n"), ("</div>", "\n\n")], [])
@example([("<p>x</p>", "\n\n"), ("&#", "\n\n"), ("<p>x;</p>", "\n\n")], [])
@example([("<!--", "\n\n"), ("<p>x</p>", "\n\n"), ("-->", "\n\n"), ("<p>y</p>", "")], [])
@example([("<p/>", ""), ("<p>x</p>", "\n\n"), ("<p>y</p>", "")], [])
@example([("<div>raw-html-block-0</div>", "\n\n"), ("<p>y</p>", "")], [])
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
        # They are part of a paragraph.
        *("<span>*x*</span>", "<a id='x'>*x*</a>", "x\n<p>*x*</p>", "<p>*x*</p>x"),
        # What begins in one part ends in another.
        *('<a title="\n\n<p class="b">*x*</p>\n\n">', "<!--\n\n<p>x</p>\n\n-->\n\n*x*"),
        *("<div>\n\n<p>x</p>\n\n*x*\n\n</div>", "<script>\n\n<p>x</p>\n\n</script>\n\n*x*"),
    ],
)
def test_a_page_goes_the_standard_way(page: str) -> None:
    assert not same(page)
    assert not same(f"<p>first</p>\n\n{page}\n\n<p>last</p>")


# --- what is no whole element ----------------------------------------------------------------


@pytest.mark.parametrize(
    "found",
    [
        *("text", "", "<p>", "<p>x", "x<p></p>", " <p></p>", "<p></p> ", "<p></p>x", "<p></p>>"),
        *("<p></p><p></p>", "<p></p>\n<p></p>", "<p><b></p></b>", "<p></b></p>", "</p><p>"),
        *(
            '<div><p></p id="x"></div>',
            "<hr>x</hr>",
            "<p/>",
            "<p/><p></p>",
            '<p></p id="x">',
            "<p></ p>",
            "<P></P>",
            "< p></p>",
        ),
        *("<p><!-- x --></p>", "<p><?x?></p>", "<p>a < b</p>", "<p x='y'></p>", "<p x=y></p>"),
        *('<p x="<"></p>', '<p x=">"></p>', '<p x="y"z="w"></p>', "<p>\n<b x=`></b></p>"),
        *("<div><script></script></div>", "<div><textarea></textarea></div>", "<title></title>"),
    ],
)
def test_anything_else_is_no_whole_element(found: str) -> None:
    assert whole_element(found, set()) == ""


def test_a_whole_element_says_what_links_can_lead_to() -> None:
    found: set[str | None] = set()
    text = (
        '<div id="a&amp;b" title=" id=" class="c"><a name="d" href="e">id="f"</a>'
        '<input name="g" id="h"/><br id><b data-id="i" id="">x</b></div>'
    )
    assert whole_element(text, found) == "div"
    assert found == {"a&b", "d", "h", None, ""}


def test_time_is_linear() -> None:
    for hostile in ('<p a="', "<p a ", "<p a=", "<p>", "<", "<p" + " a" * 50):
        assert whole_element(hostile * 20_000, set()) == ""


# --- other extensions ------------------------------------------------------------------------


class Loud(Preprocessor):
    """Reads raw HTML before Markdown does."""

    def run(self, lines: list[str]) -> list[str]:
        return [line.replace("quiet", "LOUD") for line in lines]


class Late(RawHtmlPostprocessor):
    """Puts raw HTML back in a way of its own."""

    def stash_to_string(self, text: str) -> str:
        return text.replace("quiet", "LATE")


class Other(Extension):
    """An extension with a processor that no block may be kept from."""

    def __init__(self, processor: type[Loud] | type[Late]) -> None:
        super().__init__()
        self._processor = processor

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        if self._processor is Loud:
            md.preprocessors.register(Loud(md), "loud", 22)
        else:
            md.postprocessors.register(Late(md), "raw_html", 30)


OTHERS = (["md_in_html"], ["extra"], ["smarty", "abbr"], [Other(Loud)], [Other(Late)])


@pytest.mark.parametrize("others", OTHERS)
@pytest.mark.parametrize("first", [True, False])
def test_with_other_extensions_the_page_is_the_same(others: list[Any], first: bool) -> None:
    text = '<div>\n<p>"quiet" HTML</p>\n</div>\n\n<p markdown="1">*x*</p>\n\n*[HTML]: y\n'
    ours: list[Any] = [RawHtmlBlocks(), *others] if first else [*others, RawHtmlBlocks()]
    standard = Markdown(extensions=[*EXTENSIONS, *others]).convert(text)
    assert Markdown(extensions=[*EXTENSIONS, *ours]).convert(text) == standard


def test_one_parser_can_convert_page_after_page() -> None:
    watched = Watched()
    parser = Markdown(extensions=[watched])
    for text, blocks in (
        ("<p>1</p>", 1),
        ("<pre>a\rb</pre>", 0),
        ("<p>2</p>\n\n<p>3</p>", 2),
        ("x", 0),
    ):
        assert parser.reset().convert(f"{text}\n\n*x*") == Markdown().convert(f"{text}\n\n*x*")
        assert len(watched.taken.blocks) == blocks

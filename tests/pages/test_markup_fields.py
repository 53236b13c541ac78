import re
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.pages._markup import article_text, markdown_html
from tests.building import dom
from tests.texts import HOSTILE, showable


def in_article(text: str) -> str:
    """What the page's element holds, read as a browser reads it."""
    source = f'<div id="article-text">{article_text(text)}</div>\n'
    [element] = dom(f"# Title\n\n{source}\nAfter.\n").findall("div")
    assert {child.tag for child in element} <= {"bdi"}  # around controls of direction
    return "".join(element.itertext())


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        "one\n\n\n\ntwo",
        "one\r\n\r\ntwo\rthree",
        "\ttab\tand\t\ttabs",
        "    four spaces\n     five",
        "\n\nempty lines before",
        "empty lines after\n\n\n",
        "spaces only\n   \nbetween",
        "   \n  lead\n \n",
        "trailing  \n spaces ",
        "&#13; &amp;#9; &#x26;",
        "\u00a0no-break\u00a0",
        "\u2028line\u2029separators",
        "</div><p>out</p>",
    ],
)
def test_the_article_arrives_character_for_character(text: str) -> None:
    assert in_article(text) == text


@settings(max_examples=200)
@given(showable | st.text(st.sampled_from("a <>&\n\r\t`#-"), max_size=30))
def test_any_article_arrives_character_for_character(text: str) -> None:
    assert in_article(text) == text


@settings(max_examples=200)
@given(st.lists(st.text(st.sampled_from("a \n"), max_size=6), max_size=6))
def test_an_article_in_pieces_arrives_character_for_character(texts: list[str]) -> None:
    """As the template writes it: a tag before every piece of a paragraph."""
    written = "".join(f"<i>{article_text(text)}</i>" for text in texts)
    assert not re.search(r"\n[ ]*\n", f"<p>{written}</p>")
    found = dom(f"# Title\n\n<div><p>{written}</p></div>\n\nAfter.\n").find("div")
    assert found is not None
    assert "".join(found.itertext()) == "".join(texts)


ALLOWED = {
    "body",
    "div",
    "p",
    "br",
    "hr",
    "em",
    "strong",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
} | {
    "a",
    "h3",
    "h4",
    "h5",
    "h6",
}


def in_field(text: str) -> Element:
    body = dom(f"# Title\n\n<div>{markdown_html(text)}</div>\n\nAfter.\n")
    [element] = body.findall("div")
    return element


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a *b* **c** `d`", "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("# a\n\n## b\n\n#### c", "<h3>a</h3>\n<h3>b</h3>\n<h4>c</h4>"),
        ("[a](mailto:b@c.d)", '<p><a href="mailto:b@c.d" rel="noopener noreferrer">a</a></p>'),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
    ],
)
def test_a_field_is_commonmark(text: str, html: str) -> None:
    assert markdown_html(text) == html


def test_a_numbered_list_keeps_its_number() -> None:
    assert markdown_html("3. a\n4. b") == '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'


@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script>",
        "<img src=x onerror=y>",
        "a <b onclick=x>c</b>",
        "<!-- x -->",
        "![a](b.png)",
        "[a](javascript:b)",
        "[a](JaVaScRiPt:b)",
        "[a](data:text/html,b)",
        "<javascript:a>",
        "[a](vbscript:b)",
        "[a](b)",
        "[a](./b:c)",
        "[a](//b.c)",
        "[a](/b)",
        "[a](#b)",
        "[a](?b:c)",
    ],
)
def test_a_field_shows_what_it_may_not_hold(text: str) -> None:
    """The validator refuses all of these; the page would not carry them all the same."""
    assert_safe(in_field(text))


@settings(max_examples=200)
@given(
    showable
    | st.lists(
        st.sampled_from(
            [*HOSTILE, "\n\n", "\n", "    ", "<a href='javascript:x'>", "[a](ftp://b)", "```"]
        ),
        max_size=5,
    ).map("".join)
)
def test_any_field_gives_safe_elements_and_no_empty_line(text: str) -> None:
    html = str(markdown_html(text))
    assert not re.search(r"\n[ ]*\n", html)
    assert_safe(in_field(text))


def assert_safe(element: Element) -> None:
    for child in element.iter():
        assert child.tag in ALLOWED
        assert set(child.attrib) <= {"href", "rel", "start"}
        if "href" in child.attrib:
            assert re.match("(https?|mailto):", child.attrib["href"])

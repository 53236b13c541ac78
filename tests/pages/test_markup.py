import re
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from article_briefings.pages._markup import literal, undirected, web_address
from article_briefings.pages._routes import HOME, Address, PageLinks
from tests.building import dom
from tests.overlay import TEMPLATES as FOLDER
from tests.texts import HOSTILE, showable


def shown(element: Element) -> str:
    """The visible text, white space collapsed as browsers do."""
    return " ".join("".join(element.itertext()).split())


def shape(element: Element) -> list[Any]:
    """The elements and their attributes, without text; the ids of headings follow from it."""
    attributes = (
        sorted(set(element.attrib) - {"id"})
        if element.tag in {"h1", "h2"}
        else sorted(element.attrib)
    )
    return [element.tag, attributes, [shape(child) for child in element]]


PLACES = {
    "paragraph": "{}\n",
    "within a paragraph": "Before {} after.\n",
    "heading": "## {}\n",
    "heading of an attribute list": "## {} {{: #fixed }}\n",
    "list item": "- one\n- {}\n",
    "numbered item": "1. one\n2. {}\n",
    "quotation": "> {}\n",
    "table cell": "| a | b |\n|---|---|\n| {} | d |\n",
    "link text": "[{}](https://example.org/)\n",
    "emphasis": "**{}**\n",
    "raw block": '<div class="x">\n<p>{}</p>\n</div>\n',
    "raw inline": "Text <span>{}</span> more.\n",
    "raw heading": "<h1>{}</h1>\n",
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is(place: str, text: str) -> None:
    assert_literal(place, text)


@settings(max_examples=250)
@given(
    st.sampled_from(sorted(PLACES.values())),
    showable
    | st.sampled_from(HOSTILE)
    | st.tuples(st.sampled_from(HOSTILE), st.sampled_from(HOSTILE)).map(" ".join),
)
def test_any_text_is_shown_as_it_is(place: str, text: str) -> None:
    if text.strip():
        assert_literal(place, text)


def assert_literal(place: str, text: str) -> None:
    found, plain = dom(place.format(literal(text))), dom(place.format("QQ"))
    assert shape(found) == shape(plain)
    expected = shown(plain).replace("QQ", " ".join(undirected(text).split()), 1)
    assert shown(found) == " ".join(expected.split())


@settings(max_examples=150)
@given(
    showable | st.sampled_from(HOSTILE),
    st.sampled_from(
        [
            '<p title="{}">x</p>\n',
            '<div>\n<p title="{}">x</p>\n</div>\n',
            'a <b title="{}">x</b> c\n',
        ]
    ),
)
def test_any_text_stays_within_its_attribute(text: str, place: str) -> None:
    body = dom(place.format(literal(text)))
    assert shape(body) == shape(dom(place.format("x")))
    [title] = [element.get("title", "") for element in body.iter() if "title" in element.attrib]
    assert " ".join(title.split()) == " ".join(undirected(text).split())


@given(showable)
def test_escaped_text_is_one_line_without_syntax(text: str) -> None:
    escaped = str(literal(text))
    assert not set(escaped) & set('\n\r\t<>"`*_{}[]\\|~^$!')
    assert re.fullmatch(r"(?:[^&#]|&#\d+;)*", escaped)


def test_an_apostrophe_stays_and_no_template_relies_on_it() -> None:
    assert literal("Armenia's") == "Armenia's"
    attribute = re.compile(r"[\w-]+='")
    for template in FOLDER.rglob("*.j2"):
        assert not attribute.search(template.read_text("utf-8")), f"{template}: use double quotes"


@given(showable | st.sampled_from(HOSTILE))
def test_our_own_addresses_stay_as_they_are_and_hold_no_syntax_of_html(text: str) -> None:
    address = PageLinks(HOME).to(HOME, f"a{text}")
    assert literal(address) == address
    assert not set(address) & set("<>&\"' \n")
    [link] = dom(f'<p><a href="{literal(address)}">x</a></p>\n').iter("a")
    assert unquote(link.attrib["href"]) == f"#a{text}"


def test_what_was_not_quoted_is_no_address() -> None:
    with pytest.raises(ValueError, match="not an address"):
        Address('#"><script>')


def test_markup_is_not_escaped_twice() -> None:
    assert literal(literal("<b>")) == literal("<b>")
    assert literal(Markup("<b>")) == "<b>"


@pytest.mark.parametrize("character", ["\x00", "\x02", "\x03", "\x0b", "\x0c", "\x1b", "\x85"])
def test_control_characters_do_no_harm(character: str) -> None:
    text = f"a{character}wzxhzdk:0{character}<b>"
    body = dom(f"<div>\n<p>y</p>\n</div>\n\n{literal(text)}\n")
    assert [element.tag for element in body.iter()] == ["body", "div", "p", "p"]


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://town.example/a?b=c&d=(e)#f", "https://town.example/a?b=c&d=(e)#f"),
        (
            'https://town.example/{{7*191}}`<>"',
            "https://town.example/%7B%7B7*191%7D%7D%60%3C%3E%22",
        ),
        ("https://town.example/100%/%41", "https://town.example/100%25/%41"),
        ("https://town.example/a#b#c", "https://town.example/a#b%23c"),
        ("https://[2001:db8::1]/a[1]", "https://[2001:db8::1]/a%5B1%5D"),
        ("https://məlumat.example/ə", "https://məlumat.example/ə"),
        ("https://town.example", "https://town.example"),
        ("https://town.example?a={b}", "https://town.example?a=%7Bb%7D"),
    ],
)
def test_an_address_holds_only_what_an_address_may(url: str, written: str) -> None:
    assert web_address(url) == written
    [link] = dom(f'<p><a href="{literal(web_address(url))}">x</a></p>\n').iter("a")
    assert link.attrib["href"] == written
    assert web_address(written) == written

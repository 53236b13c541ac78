"""Saved HTML pages: what they say, and pages made to harm."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.drafting._beginning import is_html, read_page

TODAY = dt.date(2031, 12, 1)
PARAGRAPHS = (
    "The mayor of Oldtown said on Monday that the bridge is safe for everybody who uses it.",
    "“We have tested it,” Ada Fable told reporters, “and it will stand for a hundred years.”",
    "An engineer said that another month of tests is needed before anybody may cross it.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
PAGE = f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Bridge is safe - The Gazette</title>
<meta property="og:site_name" content="The Gazette"><meta name="author" content="Bob Reporter">
<meta property="article:published_time" content="2031-04-28T10:00:00+01:00">
<link rel="canonical" href="https://gazette.example/bridge"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Bridge is safe</h1>{BODY}
<script>alert("stolen")</script></article><footer>Imprint</footer></body></html>"""


def test_a_page_gives_its_text_and_what_it_says_of_itself() -> None:
    page = read_page(PAGE.encode(), TODAY)
    assert page is not None
    assert page.text == "".join(f"{paragraph}\n" for paragraph in PARAGRAPHS)
    assert (page.title, page.author, page.outlet) == (
        "Bridge is safe",
        "Bob Reporter",
        "The Gazette",
    )
    assert (page.published, page.language) == ("2031-04-28", "en-GB")
    assert page.url == "https://gazette.example/bridge"


def test_a_date_in_the_future_is_none() -> None:
    page = read_page(PAGE.encode(), dt.date(2031, 1, 1))
    assert page is not None
    assert page.published == ""


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-1", "utf-16"])
def test_an_old_encoding_is_read_where_the_page_names_it(encoding: str) -> None:
    text = PAGE.replace("“", '"').replace("”", '"').replace("safe for", "sûr for")
    page = read_page(text.replace("utf-8", encoding).encode(encoding, "replace"), TODAY)
    if encoding == "utf-16":
        return  # its beginning cannot be read as ASCII: a message or a text, no fault
    assert page is not None
    assert "sûr" in page.text


@pytest.mark.parametrize("name", ["rot13", "zlib", "idna", "undefined", "no-such", "utf-7"])
def test_an_encoding_that_is_none_is_no_fault(name: str) -> None:
    read_page(PAGE.replace("utf-8", name).encode("cp1252", "replace") + b"\xff", TODAY)


BOMB = "<!DOCTYPE html [" + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "lol">' for n in range(10)
)
HOSTILE = {
    "entity bomb": f"{BOMB}]><html><body><article>{BODY}<p>&a9;</p></article></body></html>",
    "external entity": '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f"<html><body><article>{BODY}<p>&x;</p></article></body></html>",
    "deep": "<html><body>" + "<div>" * 50_000 + BODY + "</div>" * 50_000,
    "deep inline": "<html><body><p>" + "<b><i>" * 20_000 + BODY,
    "unclosed": "<html><body><article><p>" + "<table><tr><td>" * 5_000 + BODY,
    "script only": "<html><body><script>document.write('x')</script></body></html>",
    "many attributes": "<html><body><p " + "a=b " * 100_000 + ">" + BODY,
    "null": "<html>\x00<body>\x00<article>" + BODY + "\x00</article>",
    "empty": "<html></html>",
    "long line": "<html><body><article><p>" + "word " * 200_000 + "</p></article>",
    "comment": "<html><!--" + "-" * 100_000 + BODY,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_a_text_or_nothing(name: str) -> None:
    page = read_page(HOSTILE[name].encode(), TODAY)
    if page is not None:
        assert page.text.strip()
        assert "root:" not in page.text
        assert "document.write" not in page.text
        assert len(page.text) <= len(HOSTILE[name]) + 1
        assert "\x00" not in page.text


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<article>", "<html lang=x>", "<!--", "-->", "&amp;", "&#0;", "<b", ">"]
        )
        | st.text(max_size=20),
        max_size=40,
    )
)
def test_any_page_is_a_text_or_nothing(parts: list[str]) -> None:
    page = read_page("".join(parts).encode("utf-8", "replace"), TODAY)
    assert page is None or page.text.strip()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf\n <html lang='en'>", True),
        (b"<!-- saved from url --> <!doctype HTML>", True),
        (b"<b>The mayor</b> said", False),
        (b"The mayor said <html>", False),
        (b"", False),
        (b"<!--" * 1000, False),
    ],
)
def test_a_page_is_known_by_its_beginning(data: bytes, expected: bool) -> None:
    assert is_html(data) is expected

"""Published pages in fewer bytes: what goes, and that a parser reads what it read before."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.site._minimised import minimised
from tests.building import write
from tests.small_site import build, lay, other_process

_ENDS = {"p", "li", "dt", "dd", "td", "th", "tr", "option"}


def _walk(element: Any) -> Iterator[Any]:
    """The start tags, end tags and characters of a tree, in order."""
    yield "start", element.tag, sorted(element.attrib.items())
    yield from element.text or ""
    for child in element:
        yield from _walk(child)
        yield from child.tail or ""
    yield "end", element.tag


def _read(html: str) -> list[Any]:
    """What a parser reads, with white space at the end of an element behind the element."""
    found: list[Any] = []
    for one in _walk(html5lib.parse(html, namespaceHTMLElements=False)):
        at = len(found)
        if one[0] == "end" and one[1] in _ENDS:
            while isinstance(found[at - 1], str) and found[at - 1].isspace():
                at -= 1
        found.insert(at, one)
    return found


def _in_page(body: str) -> str:
    return f"<!doctype html>\n<html><head><title>T</title></head>\n<body>{body}</body></html>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a class="b" href="../c/">d</a>', "<a class=b href=../c/>d</a>"),
        ('<a href="#mark--قینغار-8">d</a>', "<a href=#mark--قینغار-8>d</a>"),
        ("<ul>\n<li>One</li>\n<li>Two</li>\n</ul>", "<ul>\n<li>One\n<li>Two\n</ul>"),
        ("<p>One</p>\n<p>Two</p>\n<div>Three</div>", "<p>One\n<p>Two\n<div>Three</div>"),
        ("<dl><dt>A</dt> <dd>B</dd></dl>", "<dl><dt>A <dd>B</dl>"),
        (
            "<table><tbody><tr><td>A</td><td></td></tr></tbody></table>",
            "<table><tbody><tr><td>A<td></td></tbody></table>",
        ),
        ("<div><p>One</p></div>", "<div><p>One</div>"),
        ("<div><p>One</p>&#10;<p>Two</p></div>", "<div><p>One</p>\n<p>Two</div>"),
    ],
)
def test_what_html_lets_out_goes(before: str, after: str) -> None:
    assert minimised(before, indexed=False) == after


@pytest.mark.parametrize(
    "html",
    [
        '<a title="a b" href="?a=b" id="">c</a>',
        '<path d="M0"/>',
        "<p>One</p> and <p>two</p><b>three</b>",
        "<a href=../><p>One</p></a>",
        '<script>"<p>One</p><p>" + \'<a href="b">\'</script>',
        '<style>a[href="b"]{}</style><!-- <a href="b"> --><textarea>a="b"</textarea>',
        '<p>1 < 2, a="b"</p><p id="c">d</p>',
        "<p title='a=\"b\"'>c</p><p>d</p>",
        '<svg><![CDATA[a="b"]]></svg><p id="c">d</p>',
        '<SCRIPT>"<p>One</p><p>"</SCRIPT>',
        'google-site-verification: google="1".html',
        '<code>href=&quot;b&quot; a="b"</code>',
    ],
)
def test_all_else_stays(html: str) -> None:
    assert minimised(html, indexed=False) == html


def test_what_only_pagefind_reads_goes_if_there_is_an_index() -> None:
    html = (
        '<div data-pagefind-body data-pagefind-filter="a[data-1],kind:B" data-1="c d"'
        ' class="e"><i data-title="f g">data-pagefind-body</i></div>'
    )
    less = '<div class=e><i data-title="f g">data-pagefind-body</i></div>'
    assert minimised(html, indexed=True) == less
    assert "data-pagefind-filter" in minimised(html, indexed=False)


_TEXT = st.text(st.sampled_from("a =\"\n\u06a9&;'/"), max_size=6).map(
    lambda text: text.replace('"', "&quot;").replace("&;", "&amp;")
)
_NAMES = ("p", "li", "ul", "ol", "dl", "dt", "dd", "div", "a", "b", "section", "td", "table", "tr")


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    value = st.builds('{}="{}"'.format, st.sampled_from(["id", "class", "title"]), _TEXT)
    tag = st.builds("{} {}".format, st.sampled_from(_NAMES), value) | st.sampled_from(_NAMES)
    return st.builds(
        lambda tag, inside: f"<{tag}>{inside}</{tag.split()[0]}>",
        tag,
        st.lists(inner | _TEXT | st.sampled_from(["\n", " "]), max_size=4).map("".join),
    )


_ALONE = {"p": "div", "li": "ul", "dt": "dl", "dd": "dl", "td": "tr", "tr": "table"}


def _valid(html: str) -> bool:
    """Whether a parser closes exactly what the tags close."""
    tags = [f"{end}{name}" for end, name in re.findall(r"<(/?)([a-z]+)", html)]
    tree = html5lib.parse(_in_page(html), namespaceHTMLElements=False)
    read = [f"{'/' * (one[0] == 'end')}{one[1]}" for one in _walk(tree) if len(one) > 1]
    return read == ["html", "head", "title", "/title", "/head", "body", *tags, "/body", "/html"]


@given(st.lists(st.recursive(_TEXT, _element, max_leaves=12), max_size=4).map("".join))
def test_a_parser_reads_the_same_elements(body: str) -> None:
    if _valid(body):
        page = _in_page(body)
        assert _read(minimised(page, indexed=False)) == _read(page)


_HOOK = """\
from pathlib import Path


def on_post_page(output, page, config):
    path = Path(config.config_file_path).parent / "seen" / page.file.dest_uri
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(output, "utf-8")
"""


def test_hooks_see_pages_as_they_were_and_parsers_read_the_same(tmp_path: Path) -> None:
    root, site = lay(tmp_path / "project"), tmp_path / "site"
    write(root, "docs/own.html", '<p class="ours">One</p>\n<p>Two</p>\n')
    write(root, "hook.py", _HOOK)
    write(root, "mkdocs.yml", f"{(root / 'mkdocs.yml').read_text('utf-8')}hooks: [hook.py]\n")
    with other_process():
        build(root, site, cache=False)
    pages = [path.relative_to(root / "seen") for path in (root / "seen").rglob("*.html")]
    assert len(pages) > 20
    for name in pages:
        before, after = (path.read_text("utf-8") for path in (root / "seen" / name, site / name))
        assert _read(after) == _read(before), name
        assert len(after) < len(before), name
    assert (site / "own.html").read_bytes() == (root / "docs/own.html").read_bytes()

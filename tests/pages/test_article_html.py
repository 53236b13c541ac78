"""The marked article as HTML: whatever is marked, it is well-formed, exact and within reach."""

from typing import Any
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given, settings
from jinja2 import Environment

from article_briefings.anchoring._anchored import AnchoredBriefing
from article_briefings.pages._article import ArticleView, article_view
from article_briefings.pages._renderer import Renderer
from tests.building import dom
from tests.marked import articles
from tests.overlay import TEMPLATES


def _environment() -> Environment:
    renderer: Any = Renderer(TEMPLATES)
    environment: Environment = renderer._environment
    return environment


_MODULE: Any = _environment().get_template("_article.md.j2").module


def _html(view: ArticleView) -> str:
    return str(_MODULE.article_text(view))


def _text(element: Element) -> str:
    if element.tag == "i":
        return ""
    tails = [_text(child) + (child.tail or "") for child in element]
    return (element.text or "") + "".join(tails)


@settings(max_examples=200)
@given(articles())
def test_it_is_well_formed_and_holds_the_source(article: AnchoredBriefing) -> None:
    view = article_view(article)
    # An XML parser forgives nothing; a browser's must see the same through the page's Markdown.
    assert _text(fromstring(_html(view))) == article.source.text
    inside = dom(_html(view)).find(".//*[@id='article-text']")
    assert inside is not None
    assert _text(inside) == article.source.text


@settings(max_examples=200)
@given(articles())
def test_every_mark_begins_once_and_ends_with_its_reference(
    article: AnchoredBriefing,
) -> None:
    view = article_view(article)
    tree = fromstring(_html(view))
    opened = [piece for p in view.paragraphs for piece in p.pieces if piece.step == "open"]
    marks = [piece.mark for piece in opened if piece.first and piece.mark]
    begun = {e.attrib["id"]: e for e in tree.iter("u") if "id" in e.attrib}
    assert sorted(begun) == sorted(mark.dom_id for mark in marks if not mark.again)
    later = [e.attrib["data-key"] for e in tree.iter("u") if "data-key" in e.attrib]
    assert later == [piece.mark.key for piece in opened if piece.mark and not piece.first]
    ends = [e for e in tree.iter("a") if "m-ref" in e.attrib.get("class", "").split()]
    explained = [mark for mark in marks if mark.kind not in ("cue", "mention")]
    assert len(ends) == len(explained)
    for mark in marks:
        if mark.again:
            continue
        element = begun[mark.dom_id]
        assert "data-key" not in element.attrib
        assert element.attrib.get("data-n", "0") == str(mark.number)
    for mark in explained:
        [link] = [e for e in ends if e.attrib["href"] == mark.href]
        assert link.findtext("i") == str(mark.number or {"event": "d"}.get(mark.kind, "n"))


@settings(max_examples=100)
@given(articles())
def test_no_link_lies_within_another(article: AnchoredBriefing) -> None:
    tree = fromstring(_html(article_view(article)))
    assert [link for link in tree.iter("a") if link.find(".//a") is not None] == []


@settings(max_examples=100)
@given(articles())
def test_overlapping_marks_are_drawn_on_lines_of_their_own(article: AnchoredBriefing) -> None:
    tree = fromstring(_html(article_view(article)))

    def lanes(element: Element, above: tuple[str, ...]) -> None:
        names = element.attrib.get("class", "").split()
        if element.tag == "u" and not {"m-cue", "m-mention"} & set(names):
            lane = element.attrib.get("style", "--lane:0")
            assert lane not in above
            above = (*above, lane)
        for child in element:
            lanes(child, above)

    lanes(tree, ())


def test_what_claims_say_and_background_are_on_and_the_rest_is_off() -> None:
    boxes = list(dom(str(_MODULE.legend())).iter("input"))
    on = {box.attrib["id"] for box in boxes if "checked" in box.attrib}
    claims = {"direct", "mixed", "indirect", "own", "assessed", "open", "background"}
    assert on == {f"layer--{name}" for name in claims} | {"way--spoken", "way--keys"}
    off = {box.attrib["id"] for box in boxes} - on
    assert off == {"layer--event", "layer--cue", "layer--mention"}

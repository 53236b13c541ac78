"""What a page's HTML says: the article, its marks, and what is read of an element."""

from xml.etree.ElementTree import Element

import html5lib
import markdown
from mkdocs.utils.meta import get_data

_EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list"]


def as_read(page: str) -> Element:
    """A page's Markdown as HTML, as a browser would read it."""
    body, _ = get_data(page)
    html = markdown.markdown(body, extensions=_EXTENSIONS)
    tree: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return tree


def article_text(tree: Element) -> str:
    """The text of the article's element without the helper text for screen readers."""
    return visible(by_id(tree, "article-text"))


def visible(element: Element) -> str:
    """The text of an element without the helper text for screen readers."""
    if element.tag == "i":
        return ""
    children = "".join(visible(child) + (child.tail or "") for child in element)
    return (element.text or "") + children


def marked_text(tree: Element, key: str) -> str:
    """The words within all pieces of a claim's mark."""
    marks = [
        element
        for element in tree.iter("u")
        if key
        in (element.attrib.get("data-key"), element.attrib.get("id", "").removeprefix("mark--"))
        and element.attrib["class"].startswith("f-")
    ]
    return "".join(visible(mark) for mark in marks)


def marked(text: Element, kind: str) -> list[str]:
    """The words within the marks of a kind."""
    beginning = "f-" if kind == "claim" else f"m-{kind}"
    return [visible(mark) for mark in text.iter("u") if mark.attrib["class"].startswith(beginning)]


def by_id(tree: Element, identifier: str) -> Element:
    """The element with this id."""
    return next(element for element in tree.iter() if element.attrib.get("id") == identifier)


def plain_words(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())

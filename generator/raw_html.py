"""Takes whole HTML elements past Markdown's parsers, which would read them twice to change nothing.

A generated page is headings and blocks of HTML, by far the most of it the latter. Python-Markdown
reads a block tag by tag to find where it ends; MkDocs reads it again for the ids in it. Here one
regular expression proves of every block that it is one whole element. Then Markdown gets an element
with a number in place of each, goes the way it always goes, and where it puts raw HTML back the
blocks are put back too.

The output is the standard way's, byte for byte:

- A page goes this way as a whole or not at all. Outside of the blocks it has no `<`, so no tag,
  comment or declaration reaches from one part into another, and no number is taken for a block's.
- A block begins at column 0, ends at an empty line and holds text and plain tags that nest. Both
  parsers copy such a block as it is. Comments, values in other quotation marks, tags that cross or
  are not closed, and elements whose content is no HTML belong to no such block.
- All preprocessors that a block would have passed are known ones, which would have left it alone.
  With any other extension that has one, pages go the standard way.
"""

import html
import re
from collections.abc import Sequence
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace, Preprocessor

Anchors = set[str | None]
"""What links can lead to. MkDocs counts an attribute without a value as None."""

# The name of a tag, after a slash if it closes; its attributes, before a slash if it is empty. As
# no value holds `<` or `>`, a tag is what stands between two of them. Names of SVG have capitals,
# allowed where they spell neither `id` nor `name`. No part is tried twice: the time is linear.
_TAG = re.compile(
    r"<(/?[a-z][a-z0-9]*+(?:Gradient)?+)"
    r"((?: [a-z][a-z0-9-]*+(?:[A-Z](?<=[a-z]{4}[A-Z])[a-zA-Z]*+)?+"
    r'(?:="[^"<>]*+")?+)*+(?: ?/)?+)>'
)
_ATTRIBUTE = re.compile(r' ([a-zA-Z0-9-]+)(?:="([^"]*)")?')
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img"}
    | {"input", "link", "meta", "param", "source", "track", "wbr"}
)
# Inside of these, it depends on the parser what is a tag.
_NO_HTML = frozenset(
    {"iframe", "noembed", "noframes", "noscript", "plaintext"}
    | {"script", "style", "textarea", "title", "xmp"}
)
# What NormalizeWhitespace would change and FencedBlockPreprocessor would take for code.
_CHANGED = ("\x02", "\x03", "\r", "\t", "```", "~~~")
_SPACES_ONLY = re.compile(r"\n +\n")
# What HTMLParser changes, or reads by what follows.
_BROKEN_REFERENCE = re.compile(r"&#(?![0-9]+;|[xX][0-9a-fA-F]+;)")

_PLACEHOLDER = "<{0}>raw-html-block-{1}</{0}>"
_PLACEHOLDERS = re.compile(_PLACEHOLDER.format("[a-z0-9]+", "([0-9]+)"))
_KNOWN = (NormalizeWhitespace, FencedBlockPreprocessor, HtmlBlockPreprocessor)


class RawHtmlBlocks(Extension):
    """Gives Markdown a page of whole HTML elements without their content."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Come before all other preprocessors, and with the one that puts raw HTML back."""
        taken = _Take(md)
        md.preprocessors.register(taken, "take_raw_html_blocks", 31)
        if type(_registered(md.postprocessors, "raw_html")) is RawHtmlPostprocessor:
            md.postprocessors.register(_PutBack(md, taken), "raw_html", 30)


class _Take(Preprocessor):
    """Takes the blocks out of a page of which every part is as it must be."""

    md: Markdown

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.blocks: list[str] = []
        self.anchors: Anchors = set()

    def run(self, lines: list[str]) -> list[str]:
        self.blocks, self.anchors = [], set()
        source = "\n".join(lines)
        if not self._is_alone() or _would_change(source):
            return lines
        parts = source.split("\n\n")
        for index, part in enumerate(parts):
            if "<" not in part:
                continue
            block = part.strip("\n")
            tag = whole_element(block, self.anchors)
            if not self.md.is_block_level(tag):
                self.blocks, self.anchors = [], set()
                return lines
            parts[index] = part.replace(block, _PLACEHOLDER.format(tag, len(self.blocks)))
            self.blocks.append(block)
        return "\n\n".join(parts).split("\n")

    def _is_alone(self) -> bool:
        """Whether everything that the blocks would have passed is known."""
        processors = list(self.md.preprocessors)
        known = (self, _anchors_of(self.md))
        return type(_registered(self.md.postprocessors, "raw_html")) is _PutBack and all(
            type(other) in _KNOWN or other in known
            for other in processors[processors.index(self) :]
        )


class _PutBack(RawHtmlPostprocessor):
    """Puts the blocks back, and their anchors where MkDocs looks for them."""

    md: Markdown

    def __init__(self, md: Markdown, taken: _Take) -> None:
        super().__init__(md)
        self._taken = taken

    def run(self, text: str) -> str:
        text = super().run(text)
        if not self._taken.blocks:
            return text
        if anchors := _anchors_of(self.md):
            anchors.present_anchor_ids |= self._taken.anchors
        return _PLACEHOLDERS.sub(lambda found: self._taken.blocks[int(found[1])], text)


def _anchors_of(md: Markdown) -> Any:
    """What MkDocs has registered to find anchors in raw HTML; None outside of MkDocs."""
    return _registered(md.preprocessors, "mkdocs_raw_html")


def _registered(processors: Any, name: str) -> Any:
    try:
        return processors[name]
    except KeyError:
        return None


def _would_change(source: str) -> bool:
    return (
        any(sign in source for sign in _CHANGED)
        or _SPACES_ONLY.search(source) is not None
        or _BROKEN_REFERENCE.search(source) is not None
    )


def whole_element(text: str, anchors: Anchors) -> str:
    """The name of the one element that `text` is, whose anchors are added; "" of anything else."""
    tags = _TAG.findall(text)
    # Every `<` begins a tag, the first tag begins the text, and the last one ends it.
    if len(tags) < 2 or len(tags) != text.count("<") or text[0] != "<":
        return ""
    name, attributes = tags[0]
    whole = tags.pop() == (f"/{name}", "") and text.endswith(f"</{name}>")
    return name if whole and attributes[-1:] != "/" and _nest(tags, anchors) else ""


def _nest(tags: Sequence[tuple[str, str]], anchors: Anchors) -> bool:
    """Whether all that these tags open they close, but for the first."""
    closing = ""
    outer: list[str] = []
    for name, attributes in tags:
        if name == closing:
            closing = outer.pop()
            if attributes or not closing:
                return False
            continue
        if name[0] == "/" or name in _NO_HTML:
            return False
        if " id" in attributes or (name == "a" and " name" in attributes):
            anchors.update(_anchors(name, attributes))
        if name not in _VOID and attributes[-1:] != "/":
            outer.append(closing)
            closing = f"/{name}"
    return len(outer) == 1


def _anchors(tag: str, attributes: str) -> Anchors:
    return {
        html.unescape(found[2]) if found[2] else found[2]
        for found in _ATTRIBUTE.finditer(attributes)
        if found[1] == "id" or (found[1] == "name" and tag == "a")
    }

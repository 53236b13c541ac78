"""Writes a page's HTML in fewer bytes, as the last step before it is published.

Quotation marks of attributes and end tags go where HTML does not need them. Elements, attributes
and text stay, and so does white space: behind an end tag that goes, it becomes the end of the
element. Templates that do not want that write a line end as a reference. What only Pagefind reads
goes if its index is made. Hooks, other plugins and Pagefind, whose parser needs end tags, see the
page as it was.
"""

import re

# Elements whose text is not HTML, and comments.
_TEXT = "script|style|textarea|title|iframe|noembed|noframes|xmp"
_NOT_HTML = re.compile(rf"(<(?:{_TEXT})\b[^<>]*+>(?s:.*?)</(?:{_TEXT})\b[^<>]*+>|<!--(?s:.*?)-->)")
# All else, if it is regular: names are in small letters; `<`, `>` and, in tags, quotation marks are
# only what delimits tags and values. The patterns below are right in no other page.
_REGULAR = re.compile(
    r"""[^<>]*+(?:<(?=/?[a-z]|!doctype )[^<>"']*+(?:"[^<>"]*+"[^<>"']*+)*+>[^<>]*+)*+"""
)
# A value that can be without quotation marks; without what it matches beside the value, the page
# is split here. A pattern that begins with a fixed letter is found several times faster.
_VALUE = re.compile(r""""(?<==")([^\0- "'=<>`]+)"(?=>| [^<>]*>)""")
_BLOCKS = (
    "address|article|aside|blockquote|details|div|dl|fieldset|figcaption|figure|footer|form|h[1-6]"
    "|header|hgroup|hr|main|menu|nav|ol|p|pre|search|section|table|ul"
)
_PARENTS = (
    "article|aside|blockquote|body|dd|details|dialog|div|fieldset|figcaption|figure|footer|form"
    "|header|li|main|nav|search|section|td|th"
)
_BEFORE = {
    "p": rf"<(?:{_BLOCKS})\b|</(?:{_PARENTS})>",
    "li": r"<li\b|</[ou]l>",
    "d[dt]": r"<d[dt]\b|</(?:dl|div)>",
    "t(?:h|d(?<!<td></td))": r"<t[dh]\b|</tr>",  # not of an empty cell, which styles ask for
    "tr": r"<tr\b|</(?:thead|tbody|tfoot|table)>",
    "option": r"<option\b|</(?:select|datalist|optgroup)>",
}
"""What follows an end tag that HTML lets out."""
_END_TAG = re.compile(
    "</(?:" + "|".join(rf"{name}>(?=\s*+(?:{after}))" for name, after in _BEFORE.items()) + ")"
)


# What Pagefind reads: attributes, and those that they name.
_FOR_INDEX = re.compile(
    r' data-pagefind-[a-z]+(?:="[^"<>]*+")?+(?: data-(?:\d+|name|title)="[^"<>]*+")*+(?=[^<>]*>)'
)


def minimised(html: str, indexed: bool) -> str:
    """Return the page without what its HTML can do without; `indexed` if Pagefind has read it."""
    parts = _NOT_HTML.split(html)
    for at in range(0, len(parts), 2):
        if _REGULAR.fullmatch(parts[at]):
            part = _FOR_INDEX.sub("", parts[at]) if indexed else parts[at]
            part = _END_TAG.sub("", "".join(_VALUE.split(part)))
            parts[at] = part.replace("</p>&#10;", "</p>\n")
    return "".join(parts)

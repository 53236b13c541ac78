"""The rules for Markdown fields: CommonMark, no raw HTML, no images, safe links."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from article_briefings.models._budget import Budget, Spent

LINK_SCHEMES = frozenset({"http", "https", "mailto"})
_MARKUP = ("<", "](", "]:")
"""Without one of these, CommonMark has no HTML, autolink, link, definition or image."""
MOST_PARSED = 200_000
"""The most characters of Markdown that are checked for links and HTML in one file.

The parser needs up to 18 µs per character if a text is nothing but brackets.
"""


def parsing() -> Budget:
    """The budget for the Markdown of one file: a unit for each character that is parsed."""
    return Budget(MOST_PARSED)


def check_within(text: str, info: ValidationInfo) -> str:
    """`check_markdown`, charged to the budget that is the validation's context, if any."""
    if isinstance(info.context, Budget) and _may_have_markup(text):
        try:
            info.context.spend(len(text))
        except Spent:
            raise PydanticCustomError(
                "too-long",
                "the Markdown fields of this file with links or < in them are too long together",
                {
                    "expected": f"at most {MOST_PARSED:,} characters of such Markdown in one file",
                    "hint": "shorten the texts, or move explanations into background notes",
                },
            ) from None
    return check_markdown(text)


def check_markdown(text: str) -> str:
    """Return `text` unchanged, or raise with the code of the first rule that it breaks."""
    if not _may_have_markup(text):
        return text
    for token in _flat(_parser().parse(text)):
        problem = _problem(token)
        if problem:
            raise problem
    return text


def _may_have_markup(text: str) -> bool:
    return any(sign in text for sign in _MARKUP)


@lru_cache(maxsize=1)
def _parser() -> Any:
    from markdown_it import MarkdownIt  # late: few fields need it

    parser = MarkdownIt("commonmark", {"html": True})
    # Accept every address here: a bad one is then reported, not left as plain text.
    parser.validateLink = lambda *_: True  # type: ignore[method-assign]
    return parser


def _flat(tokens: list[Any]) -> Iterator[Any]:
    for token in tokens:
        yield token
        yield from _flat(token.children or [])


def _problem(token: Any) -> PydanticCustomError | None:
    if token.type in {"html_block", "html_inline"}:
        excerpt = token.content.strip().splitlines()[0]
        return PydanticCustomError(
            "raw-html",
            "this Markdown field holds raw HTML",
            {
                "excerpt": excerpt,
                "expected": "Markdown without HTML tags",
                "hint": "write *emphasis*, **strong** or a list; write &lt; for a less-than sign",
            },
        )
    if token.type == "image":
        return PydanticCustomError(
            "markdown-image",
            "this Markdown field holds an image",
            {"excerpt": "![", "expected": "text and links", "hint": "link to the image instead"},
        )
    if token.type == "link_open" and not _allowed(str(token.attrs.get("href", ""))):
        address = str(token.attrs.get("href", ""))
        return PydanticCustomError(
            "bad-url",
            "this link is not one that a page may carry",
            {
                "excerpt": address,
                "expected": "a link that begins with https://, http:// or mailto:",
            },
        )
    return None


def _allowed(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in LINK_SCHEMES and bool(parts.netloc or parts.scheme == "mailto")

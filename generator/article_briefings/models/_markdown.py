"""Markdown fields: CommonMark, no raw HTML, no images, safe links; and the limit on this work."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, ValidationInfo

from article_briefings.models._scalars import Text, fault

LINK_SCHEMES = frozenset({"http", "https", "mailto"})
_MARKUP = ("<", "](", "]:")
"""Without one of these, CommonMark has no HTML, autolink, link, definition or image."""
MOST_PARSED = 200_000
"""The most characters of Markdown that are checked for links and HTML in one file.

The parser needs up to 18 µs per character if a text is nothing but brackets.
"""


class Budget:
    """A number of units of work, spent as the work is done."""

    class Spent(Exception):
        """The budget is used up; the code that created it reports this to the user."""

    def __init__(self, units: int) -> None:
        self.left = units

    @classmethod
    def for_hints(cls) -> Self:
        """The budget for hints on the problems of one file: 400,000 comparisons, about a second.

        The first problems get a hint; if there are hundreds, a hint for each helps nobody.
        """
        return cls(400_000)

    def spend(self, units: int = 1) -> None:
        """Spend units; raise `Spent` if fewer are left."""
        self.left -= units
        if self.left < 0:
            raise self.Spent


def _check_within(text: str, info: ValidationInfo) -> str:
    """`check_markdown`, charged to the budget that is the validation's context, if any."""
    if not any(sign in text for sign in _MARKUP):
        return text
    if isinstance(info.context, Budget):
        try:
            info.context.spend(len(text))
        except Budget.Spent:
            raise fault(
                "too-long",
                "the Markdown fields of this file with links or < in them are too long together",
                expected=f"at most {MOST_PARSED:,} characters of such Markdown in one file",
                hint="shorten the texts, or move explanations into background notes",
            ) from None
    return check_markdown(text)


def check_markdown(text: str) -> str:
    """Return `text` unchanged, or raise with the code of the first rule that it breaks."""
    for token in _flat(_parser().parse(text)):
        _check_token(token)
    return text


@cache
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


def _check_token(token: Any) -> None:
    if token.type in {"html_block", "html_inline"}:
        raise fault(
            "raw-html",
            "this Markdown field contains raw HTML",
            excerpt=token.content.strip().splitlines()[0],
            expected="Markdown without HTML tags",
            hint="write *emphasis*, **strong** or a list; write &lt; for a less-than sign",
        )
    if token.type == "image":
        raise fault(
            "markdown-image",
            "this Markdown field contains an image",
            excerpt="![",
            expected="text and links",
            hint="link to the image instead",
        )
    address = str(token.attrs.get("href", ""))
    if token.type == "link_open" and not _allowed(address):
        raise fault(
            "bad-url",
            "this is not a link that a page may have",
            excerpt=address,
            expected="a link that begins with https://, http:// or mailto:",
        )


def _allowed(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in LINK_SCHEMES and bool(parts.netloc or parts.scheme == "mailto")


Markdown = Annotated[Text, AfterValidator(_check_within)]
"""CommonMark without raw HTML and images; links are http, https or mailto."""

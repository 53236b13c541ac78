"""Escaping: makes untrusted text harmless in HTML, in attributes and in Markdown alike.

One function serves every place. It writes the characters that HTML or
Markdown could read as syntax as numeric character references, which both
leave alone, and folds line ends, so that a value can neither end the
paragraph nor the raw HTML block around it.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from unicodedata import bidirectional
from urllib.parse import quote

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from article_briefings.language import Language, Messages, number
from article_briefings.models import DIRECTION, compact

# An apostrophe is not among them: templates put attributes into double quotation marks, and what
# Markdown puts into apostrophes (titles) needs a bracket before it.
_SYNTAX = re.compile(r"[&<>\"`*_{}\[\]\\#|~^$!]")
_LINE_START = re.compile(r"^(?:[-+=:>]|\d+(?=[.)](?:\s|$)))")
_ARTICLE = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\t": "&#9;"}
_ARTICLE_SYNTAX = re.compile('[&<>"\r\t]')
_MARKUP = re.compile('[&<>"]')
_SCRIPT_SYNTAX = re.compile("[<>\u2028\u2029]")
_ILLEGAL = re.compile(r"""["<>\\^`{|}\[\]#\s]|%(?![0-9A-Fa-f]{2})""")
_HOST = re.compile(r"[^:/?#]*://[^/?#]*")
_SCHEMES = frozenset({"http", "https", "mailto"})
# White space that could make an empty line, or a line of spaces; a tag precedes every piece.
_BLANK_START = re.compile("(?m:^)\n|(?<=\n) ")
_BLOCKS = {"p", "br", "hr", "pre", "blockquote", "ul", "ol", "li", "h3", "h4", "h5", "h6"}
_TAGS = _BLOCKS | {"a", "em", "strong", "code"}


def undirected(text: str) -> str:
    """A text with a visible sign in place of each of Unicode's direction controls."""
    return text if text.isascii() else DIRECTION.sub("\N{REPLACEMENT CHARACTER}", text)


def literal(value: Any) -> Markup:
    """`value` as text that appears literally in HTML text, an attribute or Markdown."""
    if type(value) is str:
        return _literal(value)
    if type(value) is Markup:
        return value
    return Markup(value.__html__()) if hasattr(value, "__html__") else _literal(str(value))


# The same names, labels and dates recur many times on a page and on related pages.
@lru_cache(maxsize=4096)
def _literal(text: str) -> Markup:
    text = text.replace("\n", " ").replace("\r", " ").replace("\t", " ").strip()
    escaped = _SYNTAX.sub(_references, undirected(text))
    return Markup(_LINE_START.sub(_references, escaped))


def _filled(message: str, values: Mapping[str, object]) -> Markup:
    """A message and the values in it, all escaped."""
    shown = _message(message)
    if not values:
        return shown
    literals = {
        name.replace("_", "&#95;"): literal(number(value) if type(value) is int else value)
        for name, value in values.items()
    }
    return Markup(str(shown) % literals)


@lru_cache(maxsize=2048)
def _message(message: str) -> Markup:
    """A message, escaped. Spaces around it stay."""
    start, end = (" " * (message != strip(message)) for strip in (str.lstrip, str.rstrip))
    return Markup(f"{start}{_literal(message)}{end}")


_MESSAGES = Messages(_filled)
WORDS: Mapping[str, Callable[..., Any]] = {
    "_": _MESSAGES.gettext,
    "ngettext": _MESSAGES.ngettext,
    "pgettext": _MESSAGES.pgettext,
    "forms": _MESSAGES.forms,
    "number": number,
    "interface": Language.current,
}
"""The globals of templates for words in the language of the site, which `interface()` returns."""


def tongue() -> str:
    """The attributes of a document in the language of the site, for its first tag."""
    language = Language.current()
    return f' lang="{language.tag}"{" dir=rtl" if language.direction == "rtl" else ""}'


def html_text(text: str) -> str:
    """A text as HTML, for an element or a double-quoted attribute; not for Markdown."""
    return _MARKUP.sub(lambda found: _ARTICLE[found[0]], text)


def article_text(text: str) -> Markup:
    """The article's text for a raw HTML block: every character arrives in the page's DOM.

    Direction controls are shown, but have no effect.

    A parser would turn CR into LF, Markdown would expand tabs, empty a line
    of spaces and end the block at an empty line; character references survive
    all four.
    """
    escaped = _ARTICLE_SYNTAX.sub(lambda found: _ARTICLE[found[0]], text)
    escaped = _BLANK_START.sub(_references, escaped)
    return Markup(escaped if escaped.isascii() else DIRECTION.sub(_turned, escaped))


def _turned(found: re.Match[str]) -> str:
    """A direction control alone in an element: it affects nothing outside, and can be copied.

    The style sheet draws its abbreviation (UAX #9, section 2).
    """
    return f'<bdi class="turn" data-sign="{bidirectional(found[0])}">{found[0]}</bdi>'


class WebAddress(str):
    """A full address. Its `#` and `~` are not syntax within an attribute, and are not escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        """The address for an attribute."""
        return str(_literal(str(self))).replace("&#35;", "#").replace("&#126;", "~")


def web_address(url: str) -> WebAddress:
    """A full address in which characters that no address may contain are percent-encoded.

    Browsers do the same when they follow it. The host name is unchanged.
    """
    host = _HOST.match(url)
    start, rest = (host[0], url[host.end() :]) if host else ("", url)
    before, mark, after = rest.partition("#")
    path, passage = _ILLEGAL.sub(_percent, before), _ILLEGAL.sub(_percent, after)
    return WebAddress(f"{start}{path}{mark}{passage}")


def _percent(found: re.Match[str]) -> str:
    return quote(found[0], safe="")


def json_script(value: Any) -> str:
    """A value as JSON for a script element, without characters that have a meaning in HTML."""
    text = compact(value)
    return _SCRIPT_SYNTAX.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def markdown_html(text: str) -> Markup:
    """A Markdown field as HTML without empty lines: CommonMark, no raw HTML, no images."""
    html = nh3.clean(
        _commonmark().render(text),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=_only_full_links,
        url_schemes=set(_SCHEMES),
        link_rel="noopener noreferrer",
    )
    return Markup(re.sub(r"\n(?=\n)", "\n&#10;", html.strip("\n")).replace("\n\n", "\n"))


def _only_full_links(_tag: str, name: str, value: str) -> str | None:
    """Without this, addresses relative to the page would pass: they have no scheme."""
    relative = name == "href" and value.split(":")[0].lower() not in _SCHEMES
    return None if relative else value


def _references(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in found[0])


@lru_cache(maxsize=1)
def _commonmark() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    parser.add_render_rule("heading_open", _heading)
    parser.add_render_rule("heading_close", _heading)
    return parser


def _heading(
    renderer: RendererHTML, tokens: list[Token], index: int, options: Any, env: Any
) -> str:
    """Put the headings of a field below those of the page."""
    token = tokens[index]
    token.tag = f"h{max(3, int(token.tag[1]))}"
    return renderer.renderToken(tokens, index, options, env)

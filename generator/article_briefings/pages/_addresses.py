"""The addresses of pages for programs, by RFC 3986: all but ASCII is percent-encoded."""

import re
from urllib.parse import quote

from article_briefings.pages import _routes as routes

_SYNTAX = ":/?#[]@!$&'()*+,;=%~"
"""The characters of an address that are syntax and are not encoded."""
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def encoded_url(address: str) -> str:
    """An address as people write it, percent-encoded by the standard where needed."""
    return quote(_LONE_PERCENT.sub("%25", address), safe=_SYNTAX)


class Addresses:
    """The addresses of a site's pages."""

    def __init__(self, site: str) -> None:
        """`site` is the site's own address, with or without the last slash."""
        self.base = f"{encoded_url(site).rstrip('/')}/"

    def briefing(self, slug: str, anchor: str = "") -> str:
        """The page of a briefing, or a place on it: a claim, an event, an evidence item."""
        place = routes.fragment(anchor) if anchor else ""
        return f"{self.base}{routes.url_of(routes.briefing(slug))}{place}"

    def actor(self, identifier: str) -> str:
        """The page of an actor."""
        return f"{self.base}{routes.url_of(routes.actor(identifier))}"

    def note(self, identifier: str) -> str:
        """The page of a background note."""
        return f"{self.base}{routes.url_of(routes.note(identifier))}"

"""The addresses by which exports name what stands on the site, as RFC 3986 has them.

They are those of the pages; a test compares the two.
"""

import re
from functools import lru_cache
from urllib.parse import quote

_SYNTAX = ":/?#[]@!$&'()*+,;=%~"
"""What stands in an address as it is, as signs of its syntax."""
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
ANNOTATIONS = "web-annotation"
"""The folder below `data/` in which annotations have their addresses, as if they were unpacked."""


@lru_cache(maxsize=1 << 14)
def _quoted(name: str) -> str:
    return quote(name)


def encoded(address: str) -> str:
    """An address as people write it in the form that the standard has: all else stays."""
    return quote(_LONE_PERCENT.sub("%25", address), safe=_SYNTAX)


class Addresses:
    """The addresses of a site."""

    def __init__(self, site: str) -> None:
        """`site` is the site's own address, with or without the last slash."""
        self.base = f"{encoded(site).rstrip('/')}/"

    def briefing(self, slug: str, anchor: str = "") -> str:
        """The page of a briefing, or a place on it: a claim, an event, an evidence item."""
        return f"{self.base}briefings/{_quoted(slug)}/{f'#{_quoted(anchor)}' if anchor else ''}"

    def actor(self, identifier: str) -> str:
        """The page of an actor."""
        return f"{self.base}actors/{_quoted(identifier)}/"

    def note(self, identifier: str) -> str:
        """The page of a background note."""
        return f"{self.base}background/{_quoted(identifier)}/"

    def term(self, name: str) -> str:
        """Where the page of the data says what a term means."""
        return f"{self.base}data/#term--{name}"

    def annotation_file(self, name: str) -> str:
        """A file of the export of annotations."""
        return f"{self.base}data/{ANNOTATIONS}/{_quoted(name)}"

    def annotation(self, slug: str, kind: str, name: str) -> str:
        """An annotation of a briefing; ids have no double hyphen, so no two are alike."""
        return f"{self.annotation_file(f'{slug}.jsonld')}#{kind}--{_quoted(name)}"

    def claim(self, slug: str, reference: str) -> str:
        """The annotation of a claim, by its id in the briefing `slug` or as `slug#id`."""
        other, _, identifier = reference.rpartition("#")
        return self.annotation(other or slug, "claim", identifier)

"""The contents of a site before they are built: its pages and the files beside them."""

from collections.abc import Iterable
from functools import cached_property

from article_briefings.corpus import Corpus
from article_briefings.pages._data import SiteData
from article_briefings.pages._ledger import Ledger
from article_briefings.pages._page import DataGroup, PageGroup
from article_briefings.pages._site import Site, page_groups


class SiteContents:
    """The groups of a corpus's site."""

    def __init__(self, corpus: Corpus, site: Site) -> None:
        self._corpus, self._site = corpus, site
        self._ledger = Ledger(corpus, site.bounds)
        self._data = SiteData(corpus, site)

    @cached_property
    def groups(self) -> dict[str, PageGroup | DataGroup]:
        """All groups by name, in the order of the site."""
        pages = page_groups(self._corpus, self._site, self._ledger)
        groups: list[PageGroup | DataGroup] = [*pages, *self._data.groups()]
        return {group.name: group for group in groups}

    def facts(self) -> dict[str, str]:
        """A digest for each fact that groups read besides those of the corpus."""
        return self._ledger.facts() | self._data.facts()

    def index(self, places: Iterable[str]) -> tuple[str, bytes]:
        """The index of the data that scripts load, given the places of all files."""
        return self._data.index(places)

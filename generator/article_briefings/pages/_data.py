"""The files of the site that are not pages: data for scripts, feeds, and files for programs."""

from collections.abc import Iterable, Iterator
from functools import partial

from article_briefings.corpus import Corpus, reads
from article_briefings.pages import _routes as routes
from article_briefings.pages._feeds import Feeds
from article_briefings.pages._ledger_data import LedgerData
from article_briefings.pages._linked import briefing_graph
from article_briefings.pages._machines import machine_groups
from article_briefings.pages._page import DataGroup
from article_briefings.pages._site import Site

_LEDGER_PART = routes.ledger_file("ledger-")


class SiteData:
    """All of them, before they are made."""

    def __init__(self, corpus: Corpus, site: Site) -> None:
        self._corpus, self._site = corpus, site
        self._ledger = LedgerData(corpus)
        self._feeds = Feeds(corpus, site.name, site.url)
        self._machines = machine_groups(corpus, site.name, site.description, site.url)

    def groups(self) -> list[DataGroup]:
        """Each file by itself; the index of the ledger follows from its parts."""
        return [*self._ledger.groups(), *self._feeds.groups(), *self._machines, *self._graphs()]

    def _graphs(self) -> Iterator[DataGroup]:
        with reads.untracked():
            slugs = list(self._corpus.by_slug) if self._site.exports else []
        for slug in slugs:
            yield DataGroup(routes.briefing_graph(slug), partial(self._graph, slug))

    def _graph(self, slug: str) -> tuple[str, bytes]:
        article = self._corpus.by_slug[slug]
        return routes.briefing_graph(slug), briefing_graph(self._corpus, article, self._site.url)

    def facts(self) -> dict[str, str]:
        """A digest for each fact that they read besides those of the corpus."""
        return self._ledger.facts() | self._feeds.facts()

    def index(self, places: Iterable[str]) -> tuple[str, bytes]:
        """The ledger's index and its place, given the places of all files."""
        parts = [place for place in places if place.startswith(_LEDGER_PART)]
        return routes.LEDGER_INDEX, self._ledger.index(parts)


def data_files(corpus: Corpus, site: Site) -> dict[str, bytes]:
    """All files by their place in the site."""
    data = SiteData(corpus, site)
    files = dict(group.file() for group in data.groups())
    exports = {
        routes.data_file(name): b"".join(make(corpus)) for name, make in site.exports.items()
    }
    return dict([data.index(files)]) | files | exports

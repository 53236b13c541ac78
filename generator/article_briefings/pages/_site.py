"""The site as its pages need it besides the corpus: its name, address, parts and look."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple, Protocol
from urllib.parse import unquote

from article_briefings.corpus import Corpus
from article_briefings.language import Language
from article_briefings.models import Declarations
from article_briefings.pages import _routes as routes
from article_briefings.pages._paging import Bounds


class ClaimCard(NamedTuple):
    """The words of the picture for links to a claim."""

    who: str
    text: str
    answers: tuple[tuple[str, str], ...]
    """At most three signs and sentences."""
    finding: str
    facts: str
    """Outlet and date, and who checked it."""


class ClaimPicture(Protocol):
    """Draws the picture for links to a claim."""

    version: str
    """Changes if the same text would have another picture."""

    def __call__(self, card: ClaimCard) -> bytes:
        """A PNG; empty if the picture cannot be drawn."""


class Catalogue(NamedTuple):
    """The description of the exports, in rows of plain values; supplied by the site's builder."""

    exports: Iterable[tuple[str, str, str, int, str]] = ()
    """Name, title, meaning, version and published file of each format."""
    tables: Iterable[tuple[str, str, str, Iterable[tuple[str, str, str, bool]]]] = ()
    """Name, meaning, key and columns of each table.

    A column has a name, a type, a meaning, and whether every row has a value.
    """
    terms: Iterable[tuple[str, str, str]] = ()
    """Name, meaning and kind of each of our own terms in annotations."""


def _no_exports(_: Declarations) -> Catalogue:
    return Catalogue()


@dataclass(frozen=True)
class Site:
    """The data about the site that pages need besides the corpus."""

    PARTS: ClassVar = routes.PARTS
    """What a site can leave out."""
    HOME: ClassVar = routes.HOME
    """The Markdown file of the first page."""
    INDEXES: ClassVar = routes.INDEXES
    """The navigation of a site whose settings have none: a message and a Markdown file each."""
    OPTIONAL: ClassVar = routes.OPTIONAL
    """The indexes that exist only if they have something to list."""
    GRAPH: ClassVar = routes.GRAPH
    """How the names of the graphs of linked data end."""

    name: str
    description: str = ""
    repository: routes.Repository = field(default_factory=routes.Repository)
    bounds: Bounds = field(default_factory=Bounds)
    url: str = ""
    """The address at which the site is published, if known."""
    how_we_work: str = ""
    """The Markdown file about how the annotators work, to which briefings link; may be empty."""
    exports: Mapping[str, Callable[[Corpus], Iterator[bytes]]] = field(default_factory=dict)
    """The functions that make the published exports, by place in the site."""
    catalogue: Callable[[Declarations], Catalogue] = _no_exports
    """Returns the description of all exports, given what the project declares."""
    label: str = ""
    """What every page must say of itself, such as that its articles are invented."""
    noindex: bool = False
    """Whether search engines are asked to leave the site out, as in the preview of a change."""
    teach: str = ""
    """The Markdown file of the page for teachers, with an anchor on it; may be empty."""
    demo: str = ""
    """The address of a site with invented articles, if there is one."""
    claim_picture: ClaimPicture | None = None
    """Draws the pictures for links to claims, if the site has any."""
    without: frozenset[str] = frozenset()
    """The parts that are left out, among `PARTS`."""
    look: Mapping[str, str] = field(default_factory=dict)
    """The properties of its style that differ from the stylesheet."""
    language: Language = field(default_factory=Language)
    """The language of its words."""

    @staticmethod
    def is_left_out(source: str, without: Collection[str]) -> bool:
        """Whether a Markdown file's page belongs to one of the parts that a site leaves out."""
        return routes.is_left_out(source, without)

    @staticmethod
    def places(corpus: Corpus, without: Collection[str]) -> Iterator[str]:
        """The places in the site of indexes and of pages with an input; builds none of them."""
        published = [one.slug for one in corpus.articles if not one.summary.draft]
        optional = {routes.DRAWS_ON} if corpus.stories else routes.OPTIONAL
        lists = {*routes.INDEXES.values(), routes.SEARCH, routes.DATA, routes.CHANGES}
        lists = {*lists, routes.contradictions(), routes.reviews()} - optional
        pages = (
            (published, (routes.briefing, routes.worksheet, routes.key)),
            (corpus.actors, (routes.actor,)),
            (corpus.notes, (routes.note,)),
            (corpus.topics, (routes.topic,)),
            (corpus.stories, (routes.story,)),
        )
        named = (place(one) for ids, places in pages for one in ids for place in places)
        for source in (*sorted(lists), *named):
            if not routes.is_left_out(source, without):
                yield f"{unquote(routes.url_of(source))}index.html"

    @property
    def is_hidden(self) -> bool:
        """Whether search engines are asked to leave its pages out."""
        return self.noindex or bool(self.label)

    @property
    def version(self) -> str:
        """Changes whenever a page would."""
        about = (self.name, self.description, self.repository, self.bounds, self.url)
        options = (self.how_we_work, self.label, self.noindex, self.teach, self.demo)
        pictures = self.claim_picture.version if self.claim_picture else ""
        parts = sorted(self.exports), sorted(self.without), sorted(self.look.items())
        return repr((*about, *options, *parts, pictures, self.language))

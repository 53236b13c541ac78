"""The contexts of the templates of lists: the indexes, their further pages, and parts of both."""

from dataclasses import dataclass

from article_briefings.pages._axis import YearsFigure
from article_briefings.pages._cards import (
    ActorGroup,
    ClaimsOfArticle,
    NoteCard,
    TopicCard,
    YearOfBriefings,
    YearOfEvents,
)
from article_briefings.pages._comparisons import MonthOfReviews, PairsOf, StoryCard
from article_briefings.pages._figures import StatusFigure
from article_briefings.pages._views import ClaimRow, LinkView


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page of a list; `href` is empty for this page, and for a gap between numbers."""

    text: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class PagerView:
    """The pages of a list that is longer than one page."""

    previous: str
    """The address of the page before; empty on the first."""
    next: str
    pages: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A list, and how many entries it has; `current` on the list's own page."""

    text: str
    href: str
    count: int
    current: bool = False


@dataclass(frozen=True, slots=True)
class FinderView:
    """A search for pages of one kind, on a list that goes over several pages."""

    href: str
    """The search page."""
    kind: str
    """Its name in the search: "Actor"."""
    label: str


@dataclass(frozen=True, slots=True)
class FacetValue:
    """The claims that share a value: "Status: disputed"."""

    value: str
    """Its name in addresses: "not-assessed"."""
    link: CountedLink


@dataclass(frozen=True, slots=True)
class FacetView:
    """A side by which claims can be sorted, with every value that occurs."""

    key: str
    """Its name in addresses: "status"."""
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class YearOfClaims:
    """Claims by article, the newest article first."""

    year: str
    """Empty if all claims of the list are of one year."""
    articles: tuple[ClaimsOfArticle, ...]


@dataclass(frozen=True, slots=True)
class ClaimsInTime:
    """Claims by year and article, the newest first: one page of them."""

    total: int
    """How many there are in all."""
    years: tuple[YearOfClaims, ...]
    pager: PagerView | None
    left_out: int
    """How many of the oldest are on no page of this list."""
    ledger_href: str
    """The ledger with these claims chosen, which needs JavaScript."""


@dataclass(frozen=True, slots=True)
class ClaimsOfStatus:
    """The newest claims of one status."""

    status: str
    """The value, for a class name; empty if nothing is assessed."""
    label: str
    total: int
    claims: tuple[ClaimRow, ...]
    all_href: str
    """The ledger with all of them, which needs JavaScript; empty if all are here."""


@dataclass(frozen=True, slots=True)
class DatedLink:
    """A briefing as one line of a list."""

    link: LinkView
    date: str


@dataclass(frozen=True, slots=True)
class BriefingsIndex:
    """Briefings by year: all of them, those of one year, or those of an actor or topic."""

    title: str
    by_year: tuple[CountedLink, ...]
    """The lists of the years, on an index that does not hold all briefings itself."""
    years: tuple[YearOfBriefings, ...]
    pager: PagerView | None
    finder: FinderView | None = None


@dataclass(frozen=True, slots=True)
class ActorsIndex:
    """The register of actors by type, then by name: all of it, or one type."""

    title: str
    by_type: tuple[CountedLink, ...]
    """The lists of the types, on an index that does not hold all actors itself."""
    groups: tuple[ActorGroup, ...]
    """One group, named by the page, on the list of a type; else those who make the most claims."""
    pager: PagerView | None
    finder: FinderView | None = None


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """The ledger: a page of the newest claims, or of those that share a value."""

    title: str
    total: int
    assessed: int
    left_out: int
    """How many of the oldest are on no page of this list."""
    briefings: LinkView
    """The briefings that hold these claims."""
    facets: tuple[FacetView, ...]
    """All sides, on the first page of all claims; else the list's own side."""
    contradictions: CountedLink | None
    """On the first page of all claims."""
    standing: StatusFigure | None
    """The claims by status, on the first page of a list."""
    articles: tuple[ClaimsOfArticle, ...]
    pager: PagerView | None
    data_href: str
    """The data that the script loads; empty if the page has no filters."""
    root_href: str
    actors_href: str
    filter_href: str
    """The same list in the ledger's filters, which need JavaScript."""


@dataclass(frozen=True, slots=True)
class NotesIndex:
    """Background notes by title."""

    title: str
    notes: tuple[NoteCard, ...]
    pager: PagerView | None
    finder: FinderView | None


@dataclass(frozen=True, slots=True)
class TopicsIndex:
    """Topics by title."""

    title: str
    topics: tuple[TopicCard, ...]
    pager: PagerView | None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The events of all articles, or those of one year."""

    title: str
    by_year: tuple[CountedLink, ...]
    """The lists of the years, on an index that does not hold all events itself."""
    years: tuple[YearOfEvents, ...]
    pager: PagerView | None
    chart: YearsFigure | None = None
    """The number of events of each year, on an index that holds them all."""


@dataclass(frozen=True, slots=True)
class StoriesIndex:
    """Stories, the one with the newest article first."""

    title: str
    stories: tuple[StoryCard, ...]
    pager: PagerView | None
    finder: FinderView | None


@dataclass(frozen=True, slots=True)
class ContradictionsPage:
    """Claims that contradict each other, from all articles."""

    title: str
    total: int
    groups: tuple[PairsOf, ...]
    claims_href: str
    pager: PagerView | None


@dataclass(frozen=True, slots=True)
class ReviewsPage:
    """Briefings and background notes by the day of their next review."""

    title: str
    total: int
    months: tuple[MonthOfReviews, ...]
    pager: PagerView | None

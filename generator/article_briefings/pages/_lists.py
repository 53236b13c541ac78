"""The parts of long lists: the links between their pages, counted links, claims in time."""

from dataclasses import dataclass

from article_briefings.pages._cards import ClaimsOfArticle
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
    """As the search names it: "Actor"."""
    label: str


@dataclass(frozen=True, slots=True)
class FacetValue:
    """The claims that share a value: "Status: disputed"."""

    value: str
    """As addresses have it: "not-assessed"."""
    link: CountedLink


@dataclass(frozen=True, slots=True)
class FacetView:
    """A side that claims can be sorted by, with every value that occurs."""

    key: str
    """As addresses have it: "status"."""
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class YearOfClaims:
    """Claims by article, the newest article first."""

    year: str
    """Empty where all claims of the list are of one year."""
    articles: tuple[ClaimsOfArticle, ...]


@dataclass(frozen=True, slots=True)
class ClaimsInTime:
    """Claims by year and article, the newest first: one page of them."""

    total: int
    """How many there are in all."""
    years: tuple[YearOfClaims, ...]
    pager: PagerView | None
    left_out: int
    """How many of the oldest stand on no page of this list."""
    ledger_href: str
    """The ledger with these claims chosen, which needs JavaScript."""


@dataclass(frozen=True, slots=True)
class ClaimsOfStatus:
    """The newest claims of one status."""

    status: str
    """The value, for a class name; empty where nothing is assessed."""
    label: str
    total: int
    claims: tuple[ClaimRow, ...]
    all_href: str
    """The ledger with all of them, which needs JavaScript; empty where all are here."""


@dataclass(frozen=True, slots=True)
class DatedLink:
    """A briefing as one line of a list."""

    link: LinkView
    date: str

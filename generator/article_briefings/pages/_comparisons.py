"""Views of claims from several articles side by side. Plain text throughout."""

from dataclasses import dataclass

from article_briefings.pages._views import ClaimRow, LinkView


@dataclass(frozen=True, slots=True)
class PairView:
    """Two claims that contradict each other; the one of the earlier article first."""

    one: ClaimRow
    other: ClaimRow


@dataclass(frozen=True, slots=True)
class PairsOf:
    """The contradictions of one story, of one topic, or of neither."""

    id: str
    title: LinkView
    kind: str
    """"Story", "Topic" or empty."""
    pairs: tuple[PairView, ...]


# --- a story: claims by articles -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ColumnView:
    """An article of a story."""

    outlet: str
    """The outlet that published it; the article's title if that is not known."""
    date: str
    href: str
    title: str
    draft: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    """One claim of an article that corresponds to a row."""

    number: int
    """The claim's number on its briefing's page."""
    claim: ClaimRow
    reworded: bool
    """Whether it is worded differently from its row."""


@dataclass(frozen=True, slots=True)
class CellView:
    """An article's reports for one row; empty if none of its claims is linked to the row."""

    outlet: str
    reports: tuple[ReportView, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """Claims that repeat each other, article by article."""

    number: int
    text: str
    """The claim as worded in the earliest article."""
    cells: tuple[CellView, ...]
    contradicts: tuple[LinkView, ...]
    """The rows that contradict this one: "row 3"."""
    divided: bool
    """Whether claims of this very row contradict each other."""


@dataclass(frozen=True, slots=True)
class ClusterView:
    """Rows that belong together, because they contradict each other; else a single one."""

    rows: tuple[RowView, ...]
    at_odds: bool


@dataclass(frozen=True, slots=True)
class UseOfSource:
    """The claims that an article has through a source."""

    article: LinkView
    named: tuple[LinkView, ...]
    """Claims for which the article names the source."""
    shown: tuple[LinkView, ...]
    """Claims for which only evidence shows it."""


@dataclass(frozen=True, slots=True)
class SharedSource:
    """A source of several articles, or an article on which a further one draws."""

    name: LinkView
    kind: str
    """Its relation to them, in words."""
    uses: tuple[UseOfSource, ...]


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in a list."""

    title: LinkView
    summary: str
    date: str
    outlets: tuple[str, ...]
    briefings: int


# --- reviews ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """A briefing or background note, and the day by which it must be reviewed again."""

    page: LinkView
    kind: str
    reviewed: str
    due: str
    machine_due: str


@dataclass(frozen=True, slots=True)
class MonthOfReviews:
    """The reviews due in one month, the earliest day first."""

    id: str
    month: str
    entries: tuple[ReviewEntry, ...]

"""What has changed: the corrections of one briefing, and those of all briefings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from article_briefings.corpus import Corpus, CorrectionRef
from article_briefings.language import _, day_words
from article_briefings.models import EdtfDate, WithdrawnBriefing
from article_briefings.pages import _paging as paging
from article_briefings.pages import _routes as routes
from article_briefings.pages._claim_words import Sentence, VerdictWords
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._page import Context
from article_briefings.pages._views import LinkView

FEED = "changes"
"""The name of the feed of corrections."""


class ChangedClaim(NamedTuple):
    """A claim that was corrected, as it is now."""

    sentence: Sentence
    href: str
    verdicts: VerdictWords


class CorrectionView(NamedTuple):
    """A change of what was published."""

    id: str
    """Its id on its briefing's page."""
    date: str
    machine_date: str
    text: str
    """What was wrong, and what is right."""
    claims: tuple[ChangedClaim, ...]
    earlier: tuple[LinkView, ...]
    """The ids of claims that it changed and that were withdrawn later."""
    withdrawn: tuple[LinkView, ...]
    """The ids of the claims that it removed, whose addresses lead here."""
    briefing: LinkView
    href: str
    """Its place on its briefing's page."""


def correction_view(views: ClaimViews, ref: CorrectionRef) -> CorrectionView:
    """A correction on its briefing's page or on any other."""
    correction = ref.correction
    named = (name for name in correction.claims if name not in correction.withdrawn)
    found = {name: ref.claim(name) for name in named}
    here = routes.briefing(ref.slug)

    def tombstone(name: str) -> LinkView:
        return LinkView(name, views.links.to(here, name))

    return CorrectionView(
        id=ref.anchor,
        date=day_words(correction.date),
        machine_date=correction.date.isoformat(),
        text=correction.text,
        claims=tuple(
            ChangedClaim(*views.link(claim), views.verdicts(claim))
            for claim in dict.fromkeys(found.values())
            if claim
        ),
        earlier=tuple(tombstone(name) for name, claim in found.items() if claim is None),
        withdrawn=tuple(map(tombstone, dict.fromkeys(correction.withdrawn))),
        briefing=LinkView(ref.summary.title, views.links.to(here)),
        href=views.links.to(here, ref.anchor),
    )


def withdrawn_view(links: routes.PageLinks, slug: str, gone: WithdrawnBriefing) -> CorrectionView:
    """A briefing that was withdrawn, with its claims that had pages."""
    here = links.to(routes.briefing(slug))
    return CorrectionView(
        id="",
        date=day_words(gone.date),
        machine_date=gone.date.isoformat(),
        text=gone.text,
        claims=(),
        earlier=(),
        withdrawn=tuple(LinkView(name, links.to(routes.claim(slug, name))) for name in gone.claims),
        briefing=LinkView(gone.title, here),
        href=here,
    )


def newest_changes(
    corpus: Corpus, links: routes.PageLinks, number: int
) -> tuple[CorrectionView, ...]:
    """The newest corrections of all briefings, for another page."""
    views = ClaimViews(corpus, links)
    return tuple(correction_view(views, ref) for ref in corpus.corrections[:number])


class MonthOfChanges(NamedTuple):
    """The corrections of one month, the latest first."""

    id: str
    month: str
    changes: tuple[CorrectionView, ...]


@dataclass(frozen=True)
class ChangesPage(Context):
    """The corrections of all briefings, or one page of them."""

    template = "changes.md.j2"
    total: int
    months: tuple[MonthOfChanges, ...]
    withdrawn: tuple[CorrectionView, ...]
    """The withdrawn briefings, the latest first; on the first page."""
    feed_href: str
    """The feed; empty if the site's address is not known."""
    pager: paging.PagerView | None


ChangesPages = paging.ListPages[CorrectionRef, ChangesPage]


def changes_pages(has_feed: bool, corpus: Corpus, bounds: paging.Bounds) -> ChangesPages:
    """All corrections, the latest first; without any, a page that says so."""
    context = partial(_page, corpus, has_feed)
    return paging.ListPages(
        _("What has changed"), routes.changes, corpus.corrections, bounds.changes, context
    )


def _page(corpus: Corpus, has_feed: bool, sheet: paging.Sheet[CorrectionRef]) -> ChangesPage:
    feed = f"{sheet.links.to(routes.HOME)}{FEED}.xml" if has_feed else ""
    months = tuple(_months(ClaimViews(corpus, sheet.links), sheet.items))
    gone = corpus.withdrawn.items() if sheet.number == 1 else ()
    withdrawn = sorted(
        (withdrawn_view(sheet.links, *one) for one in gone),
        key=lambda view: view.machine_date,
        reverse=True,
    )
    return ChangesPage(
        title=sheet.title,
        total=len(corpus.corrections),
        months=months,
        withdrawn=tuple(withdrawn),
        feed_href=routes.Address(feed),
        pager=sheet.pager,
    )


def _months(views: ClaimViews, refs: Sequence[CorrectionRef]) -> Iterator[MonthOfChanges]:
    for month, found in paging.group_by(refs, lambda ref: ref.day.isoformat()[:7]):
        changes = tuple(correction_view(views, ref) for ref in found)
        yield MonthOfChanges(f"month--{month}", EdtfDate.parse(month).display(), changes)

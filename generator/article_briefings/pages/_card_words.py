"""The words of a page's picture for links."""

from article_briefings.pages._contexts import BriefingPage
from article_briefings.pages._page import Page


def card_of(page: Page) -> tuple[str, ...]:
    """The words of a page's own picture: title and facts; empty if it has none."""
    if not isinstance(page.context, BriefingPage):
        return ()
    source = page.context.source
    facts = [source.outlet.text if source.outlet else "", source.published]
    return page.title, " · ".join(fact for fact in facts if fact)

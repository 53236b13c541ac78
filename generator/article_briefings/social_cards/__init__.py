"""Pictures for links to a page: what a network shows where somebody shares the page's address.

Drawn at build time in the site's own faces and colours, without a network and
without the fonts of the machine: the same input gives the same bytes. Its libraries
are an extra of the distribution, `social-cards`.
"""

from article_briefings.social_cards._card import Card, CardMaker

__all__ = ["Card", "CardMaker"]

"""Pictures for links to a page: what a network shows where somebody shares the page's address.

Drawn at build time in the site's own faces and colours, without a network and
without the fonts of the machine: the same input gives the same bytes.
"""

from article_briefings.social_cards._pictures import NAME, Pictures, card_of, own_pictures

__all__ = ["NAME", "Pictures", "card_of", "own_pictures"]

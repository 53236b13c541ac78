"""Social cards: the pictures that social networks show for links to a page.

They are drawn at build time with the site's own fonts and colours, without network access and
without the machine's fonts: the same input gives the same bytes. The libraries are an optional
extra of the package, `social-cards`.
"""

from article_briefings.social_cards._card import CardMaker

__all__ = ["CardMaker"]

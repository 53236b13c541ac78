"""Export the corpus in formats that other programs read."""

from article_briefings.exporting._exports import EXPORTS, Publication, catalogue, published

__all__ = ["EXPORTS", "Publication", "catalogue", "published"]

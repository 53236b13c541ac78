"""Export the corpus in formats that other programs read."""

from article_briefings.exporting._exports import catalogue, exporter, published

__all__ = ["catalogue", "exporter", "published"]

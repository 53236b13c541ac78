"""Export the corpus in formats that other programs read."""

from article_briefings.exporting._exports import (
    Export,
    Publication,
    catalogue,
    exporter,
    published,
)

__all__ = ["Export", "Publication", "catalogue", "exporter", "published"]

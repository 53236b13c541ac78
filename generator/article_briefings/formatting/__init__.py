"""One canonical form for the YAML files, and the upgrades of old ones to the newest version."""

from article_briefings.formatting._appending import append_items
from article_briefings.formatting._canonical import canonical, format_yaml
from article_briefings.formatting._layout import is_formatted
from article_briefings.formatting._migrations import ASKS, migrate, migrated, open_questions

__all__ = [
    "ASKS",
    "append_items",
    "canonical",
    "format_yaml",
    "is_formatted",
    "migrate",
    "migrated",
    "open_questions",
]

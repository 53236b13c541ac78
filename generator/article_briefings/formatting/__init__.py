"""One canonical form for the YAML files: same values, same comments, one layout."""

from article_briefings.formatting._canonical import canonical, format_yaml
from article_briefings.formatting._layout import is_formatted

__all__ = ["canonical", "format_yaml", "is_formatted"]

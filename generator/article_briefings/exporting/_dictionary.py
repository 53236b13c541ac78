"""The data dictionary: every table of the corpus, in the order in which pages list them."""

from article_briefings.exporting._article_tables import ARTICLE_TABLES
from article_briefings.exporting._claim_tables import CLAIM_TABLES
from article_briefings.exporting._extensions import EXTENSIONS
from article_briefings.exporting._register_tables import REGISTER_TABLES
from article_briefings.exporting._tables import Table

TABLES: tuple[Table, ...] = (
    *ARTICLE_TABLES,
    *CLAIM_TABLES,
    EXTENSIONS,
    *REGISTER_TABLES,
)
"""Every table. One that others refer to may stand behind them."""

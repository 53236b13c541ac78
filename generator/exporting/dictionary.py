"""The data dictionary: every table of the corpus, in the order in which pages list them."""

from typing import Any

from generator.exporting.article_tables import ARTICLE_TABLES
from generator.exporting.claim_tables import CLAIM_TABLES
from generator.exporting.extensions import EXTENSIONS
from generator.exporting.register_tables import REGISTER_TABLES
from generator.exporting.tables import Table

TABLES: tuple[Table[Any], ...] = (
    *ARTICLE_TABLES,
    *CLAIM_TABLES,
    EXTENSIONS,
    *REGISTER_TABLES,
)
"""Every table. One that others refer to may stand behind them."""

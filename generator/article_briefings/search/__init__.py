"""The search index of a finished site: Pagefind makes it of the pages that mark a body.

`index` decides whether Pagefind (`pagefind_service`) has to run, and moves its files into
the site; `order` gives them the same bytes each time.
"""

from article_briefings.search._index import (
    KIND,
    IndexReport,
    Store,
    memory_of,
    pages_of,
    update_index,
)
from article_briefings.search._pagefind_service import PagefindError

__all__ = ["KIND", "IndexReport", "PagefindError", "Store", "memory_of", "pages_of", "update_index"]

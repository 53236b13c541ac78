"""The search index of the site, in the form that Pagefind's script in the browser reads.

`update` makes it, from what `analysis` has Pagefind say of single units (through
`pagefind_service`), joined by `segments` and written as `index` and
`pagefind_format` say; `cache` keeps the parts for the next run, and `folder` is
where the index is.
"""

from generator.search.cache import Store
from generator.search.pagefind_service import PagefindError
from generator.search.update import IndexReport, Unit, update_index, write_index

__all__ = ["IndexReport", "PagefindError", "Store", "Unit", "update_index", "write_index"]

"""The search index of the site, in the form that Pagefind's script in the browser reads.

`update` makes it of `parts`, what `analysis` has Pagefind (`pagefind_service`) say
of single units. They are joined by `segments`, or put into the last index by
`splicing`, and written as `chunks`, `index` and `pagefind_format` say. `cache`
keeps the parts for the next run, and what is known of the `finished` index;
`folder` is where the index is. `whole_site` indexes a site and keeps nothing.
"""

from generator.search.cache import Store
from generator.search.pagefind_service import PagefindError
from generator.search.parts import Unit
from generator.search.update import IndexReport, update_index
from generator.search.whole_site import write_index

__all__ = ["IndexReport", "PagefindError", "Store", "Unit", "update_index", "write_index"]

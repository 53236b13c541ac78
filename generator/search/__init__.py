"""The search index of the site, in the form that Pagefind's script in the browser reads.

`update` makes it of `parts`, what `analysis` has Pagefind (`pagefind_service`) say
of single units. They are joined by `segments`, or put into the last index by
`splicing`, and written as `chunks`, `index` and `pagefind_format` say; `cache`
keeps the parts, and what is known of the `finished` index, for the next run;
`folder` is where the index is. `finished_site` does without any of it.
"""

from generator.search.cache import Store
from generator.search.finished_site import write_index
from generator.search.pagefind_service import PagefindError
from generator.search.parts import Unit
from generator.search.update import IndexReport, update_index

__all__ = ["IndexReport", "PagefindError", "Store", "Unit", "update_index", "write_index"]

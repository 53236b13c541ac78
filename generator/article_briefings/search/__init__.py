"""The search index of a finished site: Pagefind builds it from the pages that mark a body.

`index` decides whether Pagefind (`pagefind_service`) has to run, and moves its files into
the site; `order` makes their bytes reproducible.
"""

from article_briefings.search._index import memory_of, pages_of, update_index

__all__ = ["memory_of", "pages_of", "update_index"]

"""The search index of a finished site: Pagefind builds it from the pages that mark a body.

`_index` decides whether Pagefind (`_pagefind_service`) has to run, makes the bytes of its files
reproducible and moves them into the site.
"""

from article_briefings.search._index import memory_of, new_index
from article_briefings.search._pagefind_service import identity

__all__ = ["identity", "memory_of", "new_index"]

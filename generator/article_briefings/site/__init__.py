"""The MkDocs plugin, and the site that it builds."""

import gc

_collecting = gc.isenabled()
gc.disable()  # nothing is garbage yet, and the search for it takes a seventh of the imports' time

from article_briefings.site._mkdocs_plugin import BriefingsPlugin  # noqa: E402
from article_briefings.site._project import Project  # noqa: E402

if _collecting:
    gc.freeze()  # nor later: the first search would go through all of it
    gc.enable()

__all__ = ["BriefingsPlugin", "Project"]

"""The MkDocs plugin, and the site that it builds."""

from article_briefings.site._mkdocs_plugin import BriefingsPlugin
from article_briefings.site._project import Project
from article_briefings.site._standalone import NotPlain, standalone_files

__all__ = ["BriefingsPlugin", "NotPlain", "Project", "standalone_files"]

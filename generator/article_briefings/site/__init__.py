"""The MkDocs plugin, and the site that it builds."""

from article_briefings.site._mkdocs_plugin import BriefingsPlugin
from article_briefings.site._project import Project

__all__ = ["BriefingsPlugin", "Project"]

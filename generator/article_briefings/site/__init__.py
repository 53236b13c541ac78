"""The MkDocs plugin, and the site that it builds."""

from article_briefings.site._failures import shadowed
from article_briefings.site._mkdocs_plugin import BriefingsPlugin
from article_briefings.site._settings import cache_of, site_of, statistics_of
from article_briefings.site._standalone import Content, NotPlain, project_files
from article_briefings.site._template_folders import templates_of
from article_briefings.site._watching import watching

__all__ = [
    "BriefingsPlugin",
    "Content",
    "NotPlain",
    "cache_of",
    "project_files",
    "shadowed",
    "site_of",
    "statistics_of",
    "templates_of",
    "watching",
]

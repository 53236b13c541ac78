"""Briefings below a prefix of a site that belongs to others, such as `briefings/`.

They are a site of their own, with our frame and our search, from the same `mkdocs.yml`. It is built
before the pages of the other site, so a problem stops the build in time, and copied into it at the
end. The other pages keep their theme, plugins and search, and can link to ours.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import File
from mkdocs.structure.nav import Link, Navigation

from article_briefings.language import _
from article_briefings.site._nested_settings import nested_config, nested_folder
from article_briefings.site._options import PagesPlugin
from article_briefings.site._site_pages import StoredPage


class NestedSite:
    """The builds of a nested site in one process."""

    def __init__(self, config: MkDocsConfig, plugin: PagesPlugin, preview: bool) -> None:
        """Raise ConfigurationError if the prefix is none; `plugin` is for this site alone."""
        self._plugin, self._preview = plugin, preview
        self._prefix: str = config.plugins["briefings"].config["prefix"]
        if not re.fullmatch(r"(?:[a-z0-9-]+/)+", self._prefix):
            raise ConfigurationError(
                f"The prefix “{self._prefix}” is none: write one like briefings/"
            )
        self._site = nested_folder(config) / ("nested-preview" if preview else "nested")
        plugin.on_startup(command="serve" if preview else "build", dirty=False)

    def build(self, config: MkDocsConfig) -> None:
        """Build the nested site beside the other one, whose settings are given."""
        place = Path(config.docs_dir, self._prefix)
        if place.exists():
            raise ConfigurationError(
                f"{place} is where the briefings would be. Rename it, or set another prefix."
            )
        inner = nested_config(config, self._plugin, str(self._site))
        mkdocs_build.build(inner, serve_url=inner.site_url if self._preview else None)

    def files(self, config: MkDocsConfig) -> Iterator[File]:
        """Yield the pages, for links and the navigation of the other site."""
        for record in self._plugin.pages.values():
            yield StoredPage(config, f"{self._prefix}{record.source}", record.title)

    def entered(self, nav: Navigation, config: MkDocsConfig) -> Navigation:
        """Add an entry to a navigation that MkDocs has made from the files; it knows none of ours.

        Other navigations are in `mkdocs.yml`, where `briefings init` adds it.
        """
        if config.nav is None:
            home = StoredPage(config, f"{self._prefix}index.md", "")
            nav.items.append(Link(_("Briefings"), home.url))
        return nav

    def publish(self, config: MkDocsConfig) -> None:
        """Copy the nested site into the other one."""
        shutil.copytree(self._site, Path(config.site_dir, self._prefix), dirs_exist_ok=True)

    def close(self) -> None:
        """Clean up after the last build."""
        self._plugin.on_shutdown()

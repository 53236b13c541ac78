"""Reads the settings of the site from `mkdocs.yml`, with or without the plugin."""

import os
from pathlib import Path
from urllib.parse import quote

from mkdocs.config import Config
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from article_briefings.build import Statistics
from article_briefings.diagnostics import MESSAGES_PAGE, MissingExtra, install_command, load_extra
from article_briefings.explanations import messages_page
from article_briefings.pages import Catalogue, Repository, Site, packaged_name
from article_briefings.search import memory_of
from article_briefings.site._extras import Exporting

SET_ADDRESS = "Set BRIEFINGS_SITE_URL, or site_url in mkdocs.yml"


class Options(Config):
    """The settings under `briefings:` in `mkdocs.yml`."""

    branch = c.Type(str, default="main")
    """The branch that edit links point to."""
    search = c.Type(bool, default=True)
    """Whether a build creates the search index."""
    templates = c.Optional(c.Type(str))
    """The folder of the templates and assets, relative to the folder of `mkdocs.yml`. The default
    is `templates`, or the package's own templates if the project has no such folder."""
    social_cards = c.Optional(c.Type(bool))
    """Whether each briefing has its own picture for links to it; otherwise all share the site's.
    If unset, missing libraries are no error: they are an optional extra."""
    cache = c.Type(str, default=".cache/briefings")
    """The folder for results that the next build can reuse, beside `mkdocs.yml`; "" for none."""
    exports = c.Type(bool, default=False)
    """Whether a build publishes the exports below /data/; a preview never does."""
    require_address = c.Type(bool, default=False)
    """Whether a build of a site without an address (`site_url`) is an error."""
    messages = c.Type(bool, default=True)
    """Whether the site has the page of the checker's messages, beside `about/format.md`."""


def options_of(config: MkDocsConfig) -> Options:
    """Return the plugin's settings, or their defaults without the plugin."""
    plugin = config.plugins.get("briefings")
    if plugin is not None and isinstance(plugin.config, Options):
        return plugin.config
    options = Options()
    options.validate()
    return options


def root_of(config: MkDocsConfig) -> Path:
    """Return the folder of `mkdocs.yml`."""
    return Path(config.config_file_path).resolve().parent


def name_of(path: Path, config: MkDocsConfig) -> str:
    """Return the name of a file in messages; templates may be outside the project's folder."""
    below = Path(os.path.relpath(path, Path(config.config_file_path).parent))
    return packaged_name(path) or below.as_posix()


def site_of(config: MkDocsConfig, preview: bool = False) -> Site:
    """Return the properties of the site that pages depend on."""
    options, url = options_of(config), config.site_url or ""
    about = config.site_name, config.site_description or ""
    repository = Repository(config.repo_url or "", options.branch)
    if preview or not options.exports:
        return Site(*about, repository, url=url, catalogue=_catalogue)
    exporting: Exporting = load_extra("exporting")
    exports = exporting.published(*about, url)
    return Site(*about, repository, url=url, exports=exports, catalogue=_catalogue)


def _catalogue() -> Catalogue:
    """Return the content of the data page; the extra is only loaded to build that page."""
    try:
        exporting: Exporting = load_extra("exporting")
    except MissingExtra:
        return Catalogue()
    return exporting.catalogue()


def refuse_missing_extras(config: MkDocsConfig) -> None:
    """Raise ConfigurationError if a setting needs libraries that are not installed."""
    command = install_command("social-cards")
    if command and config.site_url and options_of(config).social_cards:
        raise ConfigurationError(f"The setting social_cards needs more libraries: {command}")


def without_address(config: MkDocsConfig) -> str:
    """Return a one-line message listing the features that a site without an address lacks."""
    edit = "" if config.repo_url else ", nor edit links without BRIEFINGS_REPO_URL or repo_url"
    return (
        "The site has no address, so it has no canonical links, sitemap.xml, feeds, robots.txt, "
        f"llms.txt, pictures for links or Web Annotations{edit}. {SET_ADDRESS}, before you "
        "publish it."
    )


def cache_of(config: MkDocsConfig) -> Path | None:
    """Return the folder for results that later builds can reuse; None if it is switched off."""
    name = options_of(config).cache
    return Path(os.path.normpath(root_of(config) / name)) if name else None


def statistics_of(config: MkDocsConfig, site: Path | None = None) -> Statistics:
    """Return the statistics of `site`, by default the site in the settings."""
    return Statistics.of(site or Path(config.site_dir), cache_of(config), memory_of)


def edit_uri(config: MkDocsConfig) -> str:
    """Return the edit path of hand-written pages within the repository; empty if unknown."""
    docs, root = Path(config.docs_dir).resolve(), root_of(config)
    if not config.repo_url or not docs.is_relative_to(root):
        return ""
    return f"edit/{quote(options_of(config).branch)}/{docs.relative_to(root).as_posix()}/"


def message_pages(config: MkDocsConfig) -> dict[str, str]:
    """Return the page of the checker's messages by path; empty if the settings disable it."""
    return {MESSAGES_PAGE: messages_page()} if options_of(config).messages else {}

"""What `mkdocs.yml` says of the site, with the plugin or without it."""

import os
from pathlib import Path
from urllib.parse import quote

from mkdocs.config import Config
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from article_briefings.build import Statistics
from article_briefings.diagnostics import MESSAGES_PAGE, install_command
from article_briefings.explanations import messages_page
from article_briefings.pages import Catalogue, Repository, Site, packaged_name
from article_briefings.search import memory_of

SET_ADDRESS = "Set BRIEFINGS_SITE_URL, or site_url in mkdocs.yml"


class Options(Config):
    """What `mkdocs.yml` may say under `briefings:`."""

    branch = c.Type(str, default="main")
    """The branch that the edit links lead to."""
    search = c.Type(bool, default=True)
    """Whether a build ends with the search index."""
    templates = c.Optional(c.Type(str))
    """The folder of the templates and assets, from the folder of `mkdocs.yml`. Without it, that is
    `templates`, or the package's where the project has none."""
    social_cards = c.Optional(c.Type(bool))
    """Whether each briefing has a picture of its own for links to it; else all share the site's.
    Where the settings do not say, pictures need not be possible: their libraries are an extra."""
    cache = c.Type(str, default=".cache/briefings")
    """The folder for results that the next build can use, beside `mkdocs.yml`; "" for none."""
    exports = c.Type(bool, default=False)
    """Whether a build publishes the exports below /data/; a preview never does."""
    require_address = c.Type(bool, default=False)
    """Whether a build of a site without an address (`site_url`) is an error."""
    messages = c.Type(bool, default=True)
    """Whether the site has the page of the checker's messages, beside `about/format.md`."""


def options_of(config: MkDocsConfig) -> Options:
    """The plugin's settings; without the plugin, what they are by default."""
    plugin = config.plugins.get("briefings")
    if plugin is not None and isinstance(plugin.config, Options):
        return plugin.config
    options = Options()
    options.validate()
    return options


def root_of(config: MkDocsConfig) -> Path:
    """The folder of `mkdocs.yml`."""
    return Path(config.config_file_path).resolve().parent


def name_of(path: Path, config: MkDocsConfig) -> str:
    """The name of a file in messages; templates may stand beside the project's folder."""
    below = Path(os.path.relpath(path, Path(config.config_file_path).parent))
    return packaged_name(path) or below.as_posix()


def site_of(config: MkDocsConfig, preview: bool = False) -> Site:
    """What the pages need to know of the site."""
    options, url = options_of(config), config.site_url or ""
    about = config.site_name, config.site_description or ""
    repository = Repository(config.repo_url or "", options.branch)
    if preview or not options.exports:
        return Site(*about, repository, url=url, catalogue=_catalogue)
    from article_briefings.exporting import published

    exports = published(*about, url)
    return Site(*about, repository, url=url, exports=exports, catalogue=_catalogue)


def _catalogue() -> Catalogue:
    """What the page of the data says, imported only where that page is made."""
    from article_briefings.exporting import catalogue

    return catalogue()


def refuse_missing_extras(config: MkDocsConfig) -> None:
    """ConfigurationError where a setting asks for what is not installed."""
    command = install_command("social-cards")
    if command and config.site_url and options_of(config).social_cards:
        raise ConfigurationError(f"The setting social_cards needs more libraries: {command}")


def without_address(config: MkDocsConfig) -> str:
    """What a site without an address does not have, in one line."""
    edit = "" if config.repo_url else ", nor edit links without BRIEFINGS_REPO_URL or repo_url"
    return (
        "The site has no address, so it has no canonical links, sitemap.xml, feeds, robots.txt, "
        f"llms.txt, pictures for links or Web Annotations{edit}. {SET_ADDRESS}, before you "
        "publish it."
    )


def cache_of(config: MkDocsConfig) -> Path | None:
    """The folder for results that later builds can use; None where none is wanted."""
    name = options_of(config).cache
    return Path(os.path.normpath(root_of(config) / name)) if name else None


def statistics_of(config: MkDocsConfig, site: Path | None = None) -> Statistics:
    """Where bytes, seconds and memory are, in `site` or where the settings have the site."""
    return Statistics.of(site or Path(config.site_dir), cache_of(config), memory_of)


def edit_uri(config: MkDocsConfig) -> str:
    """Where hand-written pages are edited, below the repository; empty where that is not known."""
    docs, root = Path(config.docs_dir).resolve(), root_of(config)
    if not config.repo_url or not docs.is_relative_to(root):
        return ""
    return f"edit/{quote(options_of(config).branch)}/{docs.relative_to(root).as_posix()}/"


def message_pages(config: MkDocsConfig) -> dict[str, str]:
    """The page of the checker's messages by its place; nothing where the settings leave it out."""
    return {MESSAGES_PAGE: messages_page()} if options_of(config).messages else {}

"""The settings of a nested site (`_nested.py`), from those of the site that it is in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from article_briefings.language import _
from article_briefings.pages import Site
from article_briefings.site._options import Options

_LISTS = ("extra_css", "extra_javascript", "extra_templates", "hooks", "markdown_extensions")
_OTHER: dict[str, Any] = {
    "exclude_docs": "",
    "use_directory_urls": True,
    "validation": {"nav": {"not_found": "ignore", "omitted_files": "ignore"}},
}
"""With empty `_LISTS`, what replaces the settings that are only for the other site."""


def opened(path: str, site_dir: str) -> MkDocsConfig:
    """Return the settings of a site of briefings, nested or not, ready for a worker process."""
    config = load_config(path, site_dir=site_dir)
    plugin = config.plugins["briefings"]
    if plugin.config["prefix"]:
        config = nested_config(config, type(plugin)(), site_dir)
    return config.plugins.on_config(config)


def nested_config(config: MkDocsConfig, plugin: BasePlugin[Options], site_dir: str) -> MkDocsConfig:
    """Return the settings of the nested site, with `plugin` as its only one."""
    options = dict(config.plugins["briefings"].config)
    prefix = options["prefix"]
    docs = nested_folder(config) / "docs"  # empty: the hand-written pages belong to the other site
    docs.mkdir(parents=True, exist_ok=True)
    empty: dict[str, Any] = {name: [] for name in (*_LISTS, "plugins", "watch")}
    inner = load_config(
        config.config_file_path,
        **empty,
        **_OTHER,
        extra={},
        site_name=config.site_name,
        site_url=f"{config.site_url.rstrip('/')}/{prefix}" if config.site_url else "",
        strict=config.strict,
        docs_dir=str(docs),
        site_dir=site_dir,
        nav=[{_(title): source} for title, source in Site.INDEXES.items()]
        + [{config.site_name: "../"}],
        theme={
            "name": "material",
            "language": config.theme["language"],
            "favicon": "assets/briefings/favicon.svg",
            "font": False,
        },
    )
    own = {"prefix": "", "messages": False, **_pages_outside(config, options)}
    plugin.load_config({**options, **own}, config.config_file_path)
    inner.plugins["briefings"] = plugin
    return inner


def _pages_outside(config: MkDocsConfig, options: Mapping[str, Any]) -> dict[str, str]:
    """Return the settings that name pages of the other site, as seen from the nested one."""

    def outside(*pages: str) -> str:
        docs, up = Path(config.docs_dir), "../" * options["prefix"].count("/")
        there = (page for page in pages if (docs / page.partition("#")[0]).is_file())
        return next((f"{up}{page}" for page in there if config.use_directory_urls), "")

    methods = outside(options["how_we_work"], "about.md")
    return {"how_we_work": methods, "teach": outside(options["teach"])}


def nested_folder(config: MkDocsConfig) -> Path:
    """The folder for what the nested site needs between builds."""
    root = Path(config.config_file_path).resolve().parent
    return root / (config.plugins["briefings"].config["cache"] or ".cache/briefings")

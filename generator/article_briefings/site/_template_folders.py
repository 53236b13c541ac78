"""Where the parts of a page come from: the templates and assets, and the frame around them."""

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from article_briefings.pages import templates_in


def templates_of(config: MkDocsConfig) -> Path:
    """The folder of the templates and assets: the one in the settings, else the project's."""
    root = Path(config.config_file_path).resolve().parent
    plugin = config.plugins.get("briefings")
    name = plugin.config.get("templates") if plugin else None
    return Path(os.path.normpath(root / name)) if name else templates_in(root)


def overrides_of(config: MkDocsConfig) -> list[Path]:
    """The folders that come before the theme's: `custom_dir`, then our frame for Material."""
    theme = config.theme
    folders = [Path(theme.custom_dir)] if theme.custom_dir else []
    frame = templates_of(config) / "overrides"
    if theme.name == "material" and frame.is_dir():
        folders += [] if any(folder.samefile(frame) for folder in folders) else [frame]
    return folders

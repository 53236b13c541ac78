"""Locates the folders of the templates and assets, and of the frame around the pages."""

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

_PACKAGE = Path(__file__).parents[1]


def templates_of(config: MkDocsConfig) -> Path:
    """Return the folder of the templates and assets: from the settings, else the project's."""
    root = Path(config.config_file_path).resolve().parent
    plugin = config.plugins.get("briefings")
    name = plugin.config.get("templates") if plugin else None
    return Path(os.path.normpath(root / name)) if name else _default(root)


def _default(root: Path) -> Path:
    """Return the project's own folder, else the package's.

    The package's is inside it, or in a checkout beside `generator/`.
    """
    own, installed = root / "templates", _PACKAGE / "templates"
    if own.is_dir():
        return own
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "templates"


def overrides_of(config: MkDocsConfig) -> list[Path]:
    """Return the folders that override the theme: `custom_dir`, then our frame for Material."""
    theme = config.theme
    folders = [Path(theme.custom_dir)] if theme.custom_dir else []
    frame = templates_of(config) / "overrides"
    if theme.name == "material" and frame.is_dir():
        folders += [] if any(folder.samefile(frame) for folder in folders) else [frame]
    return folders

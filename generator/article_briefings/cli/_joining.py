"""Adds briefings to a site that uses MkDocs with Material."""

from pathlib import Path


def join(folder: Path) -> None:
    """Add the plugin, a nav entry and a prefix to the settings of a site, and the first files."""
    raise NotImplementedError(folder)

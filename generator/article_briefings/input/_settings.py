"""Reads the settings that commands need from mkdocs.yml, without the half second to load MkDocs."""

import os
from pathlib import Path
from typing import Any

import yaml

from article_briefings.diagnostics import Explanation

_BESIDE = Path(Explanation.PAGE).with_name("format.md")
"""The page that explains the format, to which the page of messages links."""
_PLACEHOLDER = "your-organisation"
"""The organisation in settings that nobody has filled in yet."""


def real_address(address: str | None) -> str:
    """Return an address from the settings; empty if it is missing or a placeholder."""
    return "" if address is None or _PLACEHOLDER in address else address


def site_address(root: Path) -> str:
    """Return the site's address in the settings; empty if it is missing or a placeholder."""
    address = settings_of(root).get("site_url")
    return real_address(address) if isinstance(address, str) else ""


def explanations_page(root: Path) -> str:
    """Return the address of the page that explains the codes; empty if the site has none yet."""
    site, docs = site_address(root), settings_of(root).get("docs_dir") or "docs"
    beside = root / str(docs) / _BESIDE
    if not site or not beside.is_file():
        return ""
    return f"{site.rstrip('/')}/{Explanation.PAGE.removesuffix('.md')}/"


def needs_second_review(root: Path) -> bool:
    """Return the plugin's setting `second_review`: whether a second person confirms verdicts."""
    return plugin_settings(root).get("second_review") is True


def plugin_settings(root: Path) -> dict[Any, Any]:
    """Return the plugin's settings; empty if there are none."""
    plugins = settings_of(root).get("plugins")
    entries = plugins if isinstance(plugins, list) else [plugins]
    options = [entry.get("briefings") for entry in entries if isinstance(entry, dict)]
    return next((one for one in options if isinstance(one, dict)), {})


def site_language(root: Path) -> str:
    """Return the theme's setting `language`, which is that of the site's own words."""
    theme = settings_of(root).get("theme")
    language = theme.get("language") if isinstance(theme, dict) else None
    return str(language or "en")


def settings_of(root: Path) -> dict[Any, Any]:
    """Return the settings; empty if they cannot be read, which MkDocs reports."""
    try:
        settings = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=_Loader)  # noqa: S506
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    return settings if isinstance(settings, dict) else {}


class _Loader(yaml.CSafeLoader):
    """Supports MkDocs' tag for environment variables; values with other tags are ignored."""


def _environment(_: _Loader, node: yaml.Node) -> Any:
    """Return the first variable that is set in `!ENV NAME` or `!ENV [NAME, ..., default]`."""
    if isinstance(node, yaml.SequenceNode):
        *names, default = [str(item.value) for item in node.value] or [""]
    else:
        names, default = [str(node.value)], ""
    return next((os.environ[name] for name in names if name in os.environ), default)


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("", lambda *_: None)

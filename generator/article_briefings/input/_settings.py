"""What the commands need of mkdocs.yml, without the half second that loading MkDocs takes."""

import os
from pathlib import Path
from typing import Any

import yaml

from article_briefings.diagnostics import MESSAGES_PAGE

_PLACEHOLDER = "your-organisation"
"""Settings that nobody has filled in yet name this organisation."""


def given(address: str | None) -> str:
    """An address of the settings; empty where it is missing or a placeholder."""
    return "" if address is None or _PLACEHOLDER in address else address


def explanations_page(root: Path) -> str:
    """The address of the page that explains the codes; empty where the site has none yet."""
    site = given(site_url(root))
    if not site:
        return ""
    return f"{site.rstrip('/')}/{MESSAGES_PAGE.removesuffix('.md')}/"


def site_url(root: Path) -> str:
    """`site_url` of mkdocs.yml; empty where it is missing or cannot be read."""
    try:
        settings = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=_Loader)  # noqa: S506
    except (OSError, ValueError, yaml.YAMLError):
        return ""
    value = settings.get("site_url") if isinstance(settings, dict) else None
    return value if isinstance(value, str) else ""


class _Loader(yaml.CSafeLoader):
    """Knows MkDocs' tag for environment variables; what other tags make is left away."""


def _environment(_: _Loader, node: yaml.Node) -> Any:
    """`!ENV NAME` or `!ENV [NAME, ..., default]`: the first variable that is set."""
    if isinstance(node, yaml.SequenceNode):
        *names, default = [str(item.value) for item in node.value] or [""]
    else:
        names, default = [str(node.value)], ""
    return next((os.environ[name] for name in names if name in os.environ), default)


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("", lambda *_: None)

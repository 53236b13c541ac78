"""Extras of the distribution: libraries that only some projects need."""

from importlib.util import find_spec

EXTRAS = {
    "new": ("trafilatura",),
    "social-cards": ("brotli", "fontTools", "uharfbuzz"),
}
"""The modules that each extra installs, as pyproject.toml has them."""


def install_command(extra: str) -> str:
    """The command that installs an extra; empty where its libraries are installed."""
    if all(map(find_spec, EXTRAS[extra])):
        return ""
    return f'pip install "article-briefings[{extra}]"'

"""Extras of the package: libraries that only some projects need."""

from importlib.util import find_spec

EXTRAS = {
    "new": ("trafilatura",),
    "social-cards": ("brotli", "fontTools", "uharfbuzz"),
}
"""The modules that each extra installs, as in pyproject.toml."""


def install_command(extra: str) -> str:
    """Return the command that installs an extra; empty if its libraries are installed."""
    if all(map(find_spec, EXTRAS[extra])):
        return ""
    return f'pip install "article-briefings[{extra}]"'

"""Extras of the package: what only some projects need, and what they need for it.

The core imports no extra. Those that it calls join it by an entry point of the distribution
(record 0039), and are only looked up when a page, a command or a setting needs one.
"""

from importlib.util import find_spec
from typing import Any

from article_briefings.diagnostics._crashes import Refusal

EXTRAS: dict[str, tuple[str, ...]] = {
    "exporting": (),
    "new": ("trafilatura",),
    "social-cards": ("brotli", "fontTools", "uharfbuzz"),
}
"""The modules of other packages that each extra installs, as in pyproject.toml."""
GROUP = "article_briefings.extras"
"""The group of the entry points."""


class MissingExtra(Refusal):
    """An extra is needed that is not installed."""


def install_command(extra: str) -> str:
    """Return the command that installs an extra; empty if its libraries are installed."""
    return "" if all(map(find_spec, EXTRAS[extra])) else _command(extra)


def load_extra(name: str) -> Any:
    """Return what an extra's entry point names; raise MissingExtra if there is none."""
    from importlib.metadata import entry_points  # imported late: it takes time

    for entry in entry_points(group=GROUP, name=name):
        return entry.load()
    raise MissingExtra(f"the extra {name} is not installed: {_command(name)}")


def _command(extra: str) -> str:
    return f'pip install "article-briefings[{extra}]"'

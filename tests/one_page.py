"""A project like ours with one hand-written page: most of a small build converts ours."""

import re
from pathlib import Path

from tests.building import write


def one_page(project: Path) -> None:
    """Leave one page in `docs/` and in the navigation, and no page of messages."""
    settings = project / "mkdocs.yml"
    text = re.sub(r"(?m)^      - (?!How we work:).*\n", "", settings.read_text("utf-8"))
    plugin = "  - briefings:\n"
    assert text.count(plugin) == text.count("- How we work:") == 1
    settings.write_text(text.replace(plugin, f"{plugin}      messages: false\n"), "utf-8")
    write(project, "docs/about/method.md", "# How we work\n\nSlowly.\n")

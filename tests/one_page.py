"""A project like ours with one hand-written page: most of a small build converts ours."""

import re
import shutil
from pathlib import Path

from tests.building import write
from tests.overlay import PROJECT


def copy_with_one_page(target: Path, briefings: Path) -> Path:
    """Our settings and templates (but no fonts), one page and no messages; other briefings."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(PROJECT / "mkdocs.yml", target)
    shutil.copytree(PROJECT / "templates", target / "templates", ignore=lambda *_: ["fonts"])
    shutil.copytree(briefings, target / "briefings")
    settings = target / "mkdocs.yml"
    about = "  - About:\n      - How we work: about/method.md\n\n"
    text = re.sub(r"(?s)  - About:\n.*?\n\n", about, settings.read_text("utf-8"))
    plugin = "  - briefings:\n"
    assert text.count(plugin) == text.count("- How we work:") == 1
    settings.write_text(text.replace(plugin, f"{plugin}      messages: false\n"), "utf-8")
    write(target, "docs/about/method.md", "# How we work\n\nSlowly.\n")
    return target

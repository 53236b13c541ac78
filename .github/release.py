"""Refuses a release whose tag is not the version, or that the changelog does not describe."""

import re
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VERSION: str = runpy.run_path(
    str(ROOT / "generator" / "article_briefings" / "diagnostics" / "_version.py")
)["__version__"]


def refusal(tag: str, changelog: str) -> str:
    """Return why this version is not released; empty if it is. A tag may be missing."""
    if tag and tag != f"v{VERSION}":
        return f"the tag {tag} is not v{VERSION}, the version in diagnostics/_version.py"
    section = rf"^## \[{re.escape(VERSION)}\] - \d{{4}}-\d\d-\d\d$"
    if not re.search(section, changelog, re.MULTILINE):
        return f"CHANGELOG.md has no section “## [{VERSION}] - DATE”"
    if tag and re.search(r"^## \[Unreleased\]\s+(?!## )\S", changelog, re.MULTILINE):
        return (
            "CHANGELOG.md has entries in “Unreleased”, which belong in the section of the version"
        )
    return ""


if __name__ == "__main__":
    sys.exit(refusal("".join(sys.argv[1:]), (ROOT / "CHANGELOG.md").read_text("utf-8")) or None)

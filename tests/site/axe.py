"""What axe-core finds on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def faults(page: Page, within: str | None = None) -> list[tuple[str, list[str]]]:
    """The rules that a page, or the parts of it that a selector names, breaks, each with places."""
    options = {"resultTypes": ["violations"]}  # else what it passes is written out as well
    found = Axe().run(page, context=within, options=options).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found]

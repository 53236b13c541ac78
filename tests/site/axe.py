"""What axe-core finds on a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_OF_COLOURS = ["color-contrast", "link-in-text-block"]
_IN_THE_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"


def faults(
    page: Page, within: str | None = None, targets: bool = False
) -> list[tuple[str, list[str]]]:
    """The rules that a page, or the parts of it that a selector names, breaks, each with places.

    With `targets` it looks at the size of targets too, as Lighthouse does. In the dark it looks
    at colours: all else is as in the light, where each test looks as well.
    """
    options: dict[str, Any] = {"resultTypes": ["violations"]}  # else what it passes is told as well
    if page.evaluate(_IN_THE_DARK):
        options["runOnly"] = _OF_COLOURS
    elif targets:
        options["rules"] = {"target-size": {"enabled": True}}
    found = Axe().run(page, context=within, options=options).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found]

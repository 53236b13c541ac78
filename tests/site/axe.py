"""What axe-core finds on a page, in light colours and in dark ones."""

from collections.abc import Collection
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_OF_COLOURS = ["color-contrast", "link-in-text-block"]
#: For each text axe parses the colours of all that lies below it: half of its time.
_PARSE_ONCE = """
(() => {
  const colour = axe.commons.color.Color.prototype, parse = colour.parseString, parsed = new Map();
  colour.parseString = function (text) {
    if (!parsed.has(text)) {
      const { r, g, b, alpha } = parse.call(this, text);
      parsed.set(text, { r, g, b, alpha });
    }
    return Object.assign(this, parsed.get(text));
  };
})();
"""
_SCRIPT = Axe().axe_script + _PARSE_ONCE
_RUN = "([within, options]) => axe.run(within ?? document, options)"


def faults(
    page: Page,
    within: str | None = None,
    targets: bool = False,
    colours: Collection[str] = ("dark", "light"),
) -> list[tuple[str, str, list[str]]]:
    """The rules that a page, or the parts of it that a selector names, breaks, each with places.

    With `targets` it looks at the size of targets too, as Lighthouse does. Colours, which take
    most of the time, are looked at in the schemes of `colours`, all else once, in the light.
    """
    rules = {"target-size": targets, **({} if "light" in colours else dict.fromkeys(_OF_COLOURS))}
    light = {"rules": {rule: {"enabled": bool(on)} for rule, on in rules.items()}}
    page.evaluate(_SCRIPT)
    found = []
    dark: list[tuple[str, dict[str, Any]]] = [("dark", {"runOnly": _OF_COLOURS})]
    for scheme, options in [*(dark if "dark" in colours else ()), ("light", light)]:
        # Colours are judged where they end, not on their way from one scheme to the other.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        results = page.evaluate(_RUN, [within, {"resultTypes": ["violations"], **options}])
        found += [
            (scheme, rule["id"], [node["html"] for node in rule["nodes"]][:3])
            for rule in results["violations"]
        ]
    return found

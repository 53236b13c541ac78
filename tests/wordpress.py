"""What WordPress makes of the oEmbed response of a site that it does not know.

Rebuilt from the description of `wp_filter_oembed_result` (since 4.4, in `wp-includes/embed.php`),
`WP_oEmbed::discover` and `wp-embed.js`. The filter keeps the text, links, one plain blockquote and
one frame. It puts the frame into a sandbox and hides it until the document in it says, with a
secret from its own address, how high it is.
"""

import html
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urlsplit

SECRET = "Abcdefghi1"
_KEPT = {
    "a": {"href"},
    "blockquote": set(),
    "iframe": {
        *("src", "width", "height", "frameborder", "marginwidth", "marginheight"),
        *("scrolling", "title", "data-secret"),
    },
}
_URLS, _SCHEMES = {"href", "src"}, {"http", "https", ""}
_HIDDEN = ' style="position: absolute; clip: rect(1px, 1px, 1px, 1px);"'
_SANDBOX = ' class="wp-embedded-content" sandbox="allow-scripts" security="restricted"'


class _Cleaner(HTMLParser):
    """Drops all elements and attributes but those kept; their text stays."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _KEPT:
            kept = [(n, v or "") for n, v in attrs if n in _KEPT[tag] | {"data-secret"}]
            safe = ((n, v) for n, v in kept if n not in _URLS or urlsplit(v).scheme in _SCHEMES)
            words = "".join(f' {name}="{html.escape(value)}"' for name, value in safe)
            self.parts.append(f"<{tag}{words}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _KEPT:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(html.escape(data, quote=False))

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")


def _clean(text: str) -> str:
    cleaner = _Cleaner()
    cleaner.feed(text)
    cleaner.close()
    return "".join(cleaner.parts)


def filtered(text: str) -> str:
    """The HTML of a rich response as WordPress puts it into a post; empty if it refuses it."""
    text = text.replace("\n", "")
    found = re.search(
        "(<blockquote>.*?</blockquote>)?.*(<iframe.*?></iframe>)", _clean(text), re.DOTALL
    )
    if not found:
        return ""
    quote, frame = found[1] or "", found[2]
    both = quote + frame
    if source := re.search(r""" src=(['"])(.*?)\1""", both):
        marked = f' src="{source[2]}#?secret={SECRET}" data-secret="{SECRET}"'
        both = both.replace(source[0], marked)
        both = both.replace("<blockquote", f'<blockquote data-secret="{SECRET}"')
    both = _clean(both)
    if quote:
        both = both.replace("<iframe", f"<iframe{_HIDDEN}")
        both = both.replace("<blockquote", '<blockquote class="wp-embedded-content"')
    return both.replace("<iframe", f"<iframe{_SANDBOX}")


def embedded(address: str, fetch: Callable[[str], bytes]) -> str:
    """What a post shows whose author has pasted an address; empty if nothing was discovered."""
    head = fetch(address).decode().partition("</head>")[0]
    for link in re.findall("<link([^<>]+)>", head):
        values = dict(re.findall(r'([\w-]+)="([^"]*)"', link))
        if values.get("type") == "application/json+oembed" and values.get("href"):
            response = json.loads(fetch(html.unescape(values["href"])))
            assert response["version"] == "1.0"
            return filtered(response["html"]) if response["type"] in ("rich", "video") else ""
    return ""


#: The script of the page around: it shows a frame that has answered, and no longer its quotation.
HOST = """
addEventListener("message", (event) => {
  const { secret, message, value } = event.data || {};
  if (!secret || /[^a-zA-Z0-9]/.test(secret)) return;
  for (const quote of document.querySelectorAll(`blockquote[data-secret="${secret}"]`))
    quote.style.display = "none";
  for (const frame of document.querySelectorAll(`iframe[data-secret="${secret}"]`)) {
    if (event.source !== frame.contentWindow) continue;
    frame.removeAttribute("style");
    if (message === "height") frame.height = Math.min(1000, Math.max(200, parseInt(value, 10)));
    if (message === "link") {
      const [from, to] = [new URL(frame.getAttribute("src")), new URL(value)];
      const allowed = /^https?:$/.test(to.protocol) && to.host === from.host;
      if (allowed && document.activeElement === frame) window.top.location.href = value;
    }
  }
});
addEventListener("DOMContentLoaded", () => {
  for (const frame of document.querySelectorAll("iframe.wp-embedded-content")) {
    const secret = frame.getAttribute("data-secret");
    frame.contentWindow.postMessage({ message: "ready", secret }, "*");
  }
});
"""

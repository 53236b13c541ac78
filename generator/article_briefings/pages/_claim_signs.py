"""The signs of verdicts as documents of claims draw them, in few bytes."""

import re

from article_briefings.pages._claim_words import Sign

TONES = {
    "ok": "light-dark(#0a5a86,#84c5ee)",
    "op": "light-dark(#5b554c,#b9b1a3)",
    "ne": "light-dark(#8a5600,#f0b862)",
    "no": "light-dark(#9c1144,#ff9cb8)",
}
"""The colours of the classes of verdicts; a document has those of its own."""
_BUBBLE = "M4 2h12q2.5 0 2.5 2.5V12q0 2.5-2.5 2.5h-6l-4.5 4v-4H4Q1.5 14.5 1.5 12V4.5Q1.5 2 4 2z"
_SQUARE = "M2.5 2h15v15.5h-15z"
_GLYPHS = {
    "ok": "M6 8.5l2.8 2.9 5.4-6.1",
    "ne": "M6 6.7h8M6 10h8M12.4 4.3l-4.8 8.1",
    "no": "M6.8 5.2l6.4 6.4M13.2 5.2l-6.4 6.4",
    "op": "M7.5 6.4a2.5 2.5 0 1 1 3.8 2.1c-.9.5-1.3.9-1.3 1.6M10 12.3v.1",
}
"""They are in the middle of the bubble; in the square they are `_LOWER`."""
_LOWER = 1.3
SIGNS: dict[Sign, tuple[str, str]] = {
    "said-ok": ("ok", "ok"),
    "said-one": ("op", "op"),
    "said-doubt": ("ne", "ne"),
    "said-wrong": ("no", "no"),
    "said-none": ("op", ""),
    "so-ok": ("ok", "ok"),
    "so-open": ("op", "op"),
    "so-disputed": ("ne", "ne"),
    "so-wrong": ("no", "no"),
}
"""For each sign its tone, a class, and its glyph. Shapes are those of briefings.css."""


def drawn(sign: Sign) -> str:
    """Return the sign as SVG; its lines have the colour of the words beside it."""
    tone, glyph = SIGNS[sign]
    said, full = sign.startswith("said"), tone in ("ne", "no")
    shape = "".join(
        (
            f"<path{' fill=currentColor' if full else ''}",
            f' d="{_BUBBLE if said else _SQUARE}"',
            "" if glyph else ' stroke-dasharray="2.4 2.2"',
            "/>",
        )
    )
    knocked, lines = " class=k" if full else "", _GLYPHS.get(glyph, "")
    if not said:
        lines = re.sub(r"(M\S+ )([\d.]+)", lambda at: f"{at[1]}{float(at[2]) + _LOWER:g}", lines)
    inner = f'<path{knocked} d="{lines}"/>' if lines else ""
    return f'<svg viewBox="0 0 20 20" aria-hidden=true>{shape}{inner}</svg>'

"""The colours and fonts of a site: a ready palette, the theme's colours, the owner's own tokens.

They become one small style behind the stylesheet. No palette and no token changes the colours of
verdicts, and text must be readable on its ground: WCAG 2 asks for a contrast of 4.5, and of 3 for
lines that mean something.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote

from article_briefings.models import did_you_mean

Pair = tuple[str, str]
"""A colour on light and on dark ground: "#rrggbb"."""
VERDICTS = ("holds", "open", "disputed", "wrong")
"""The tokens of verdicts, which nobody can set."""
COLOURS: dict[str, Pair] = {
    "paper": ("#fbfaf7", "#191816"),
    "card": ("#ffffff", "#211f1c"),
    "ink": ("#1f1c18", "#e9e4da"),
    "soft": ("#5b554c", "#b0a899"),
    "rule": ("#dcd7cc", "#3b3832"),
    "frame": ("#857e73", "#7d776b"),
    "link": ("#1f4b73", "#a9cdf0"),
    "claim": ("#b5761a", "#dca64f"),
    "claim-tint": ("#fcf4e0", "#2b2718"),
    "lit": ("#f7dc9d", "#5d4718"),
    "own": ("#8a3324", "#eda38f"),
    "event": ("#27694a", "#84cba6"),
    "note": ("#3b5ba5", "#9fb8f2"),
    "judge": ("#5b3570", "#d3b4e6"),
    "judge-tint": ("#f5f0f8", "#28212d"),
    "holds": ("#0a5a86", "#84c5ee"),
    "open": ("#5b554c", "#b9b1a3"),
    "disputed": ("#8a5600", "#f0b862"),
    "wrong": ("#9c1144", "#ff9cb8"),
}
"""The colours of the stylesheet; a test compares them."""
FACES = {
    "serif": '"Source Serif 4", "Vazirmatn", "Noto Serif Armenian", Georgia, "Times New Roman", '
    "serif",
    "sans": '"Source Sans 3", "Vazirmatn", "Noto Serif Armenian", system-ui, "Segoe UI", Roboto, '
    "sans-serif",
    "mono": 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
}
"""The families of fonts of the stylesheet; a test compares them."""
PALETTES: dict[str, dict[str, Pair]] = {
    "paper": {},
    "slate": {
        "paper": ("#f7f9fb", "#14181d"),
        "card": ("#ffffff", "#1c2127"),
        "ink": ("#1a2028", "#e2e7ed"),
        "soft": ("#515b66", "#a5afba"),
        "rule": ("#d5dbe2", "#353d46"),
        "frame": ("#77828e", "#747f8b"),
        "link": ("#14507f", "#9dcbf4"),
        "judge-tint": ("#f1eff7", "#231f2b"),
    },
    "sage": {
        "paper": ("#f6f9f3", "#141915"),
        "card": ("#ffffff", "#1c221d"),
        "ink": ("#1a211b", "#e1e8e0"),
        "soft": ("#505b51", "#a5b2a6"),
        "rule": ("#d3dcd0", "#343d35"),
        "frame": ("#748073", "#74816f"),
        "link": ("#1d5a49", "#93d3bd"),
        "judge-tint": ("#f3eff6", "#252029"),
    },
    "plain": {
        "paper": ("#ffffff", "#000000"),
        "card": ("#ffffff", "#121212"),
        "ink": ("#111111", "#f2f2f2"),
        "soft": ("#4a4a4a", "#b8b8b8"),
        "rule": ("#d6d6d6", "#3a3a3a"),
        "frame": ("#767676", "#808080"),
        "link": ("#0b3fa8", "#a8c7ff"),
    },
}
"""The ready palettes: what each changes of `COLOURS`."""
_TEXT = {
    "ink": ("paper", "card", "claim-tint", "lit", "judge-tint"),
    "soft": ("paper", "card", "judge-tint"),
    "link": ("paper", "card", "judge-tint"),
    "own": ("paper",),
    "event": ("paper",),
    "note": ("paper",),
    "judge": ("paper", "judge-tint"),
    **dict.fromkeys(VERDICTS, ("paper", "card")),
}
_LINES = {"frame": ("paper", "card"), "claim": ("paper", "claim-tint")}
CONTRASTS = [
    *((front, back, 4.5) for front, backs in _TEXT.items() for back in backs),
    *((front, back, 3.0) for front, backs in _LINES.items() for back in backs),
]
"""What is drawn on what, and the least contrast; those of docs/about/design.md."""
_PRIMARY = {
    "red": "#ef5552",
    "pink": "#e92063",
    "purple": "#ab47bd",
    "deep purple": "#7e56c2",
    "indigo": "#4051b5",
    "blue": "#2094f3",
    "light blue": "#02a6f2",
    "cyan": "#00bdd6",
    "teal": "#009485",
    "green": "#4cae4f",
    "light green": "#8bc34b",
    "lime": "#cbdc38",
    "yellow": "#ffec3d",
    "amber": "#ffc105",
    "orange": "#ffa724",
    "deep orange": "#ff6e42",
    "brown": "#795649",
    "grey": "#757575",
    "blue grey": "#546d78",
}
"""The colours of Material for MkDocs by the names of its settings."""
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_ENDINGS = (".woff2", ".woff", ".ttf", ".otf")
_FAMILIES = re.compile(r"[\w\s,.\"'-]+")


class LookError(ValueError):
    """A setting that cannot be used: `setting` is "palette", "tokens" or "fonts"."""

    def __init__(self, setting: str, key: str, message: str) -> None:
        super().__init__(message)
        self.setting, self.key = setting, key


class Font(NamedTuple):
    """A font file of the owner's."""

    face: str
    """"serif", "sans" or "mono"."""
    style: str
    """"normal" or "italic"."""
    path: str
    """Its path in the site."""

    @property
    def rule(self) -> str:
        """The rule that lets the stylesheet use it."""
        return (
            f'@font-face{{font-family:"Own {self.face}";font-style:{self.style};'
            f'font-weight:100 900;font-display:optional;src:url("../../{quote(self.path)}")}}\n'
        )


@dataclass(frozen=True)
class Look:
    """Tokens that differ from the stylesheet, and the scheme: "light", "dark" or "" for both."""

    colours: Mapping[str, Pair]
    faces: Mapping[str, str]
    fonts: tuple[Font, ...] = ()
    accent: Pair | None = None
    scheme: str = ""

    @property
    def paper(self) -> Pair:
        """The colour of the page on light and on dark ground, as far as the scheme has both."""
        light, dark = self.colours.get("paper", COLOURS["paper"])
        return {"light": (light, light), "dark": (dark, dark)}.get(self.scheme, (light, dark))

    @property
    def brand(self) -> str:
        """The colour of links on light ground, if it differs; in pictures, that of a bar."""
        return self.colours.get("link", ("", ""))[0]

    @property
    def rules(self) -> dict[str, str]:
        """The properties of the style that differ, by name."""
        pairs = dict(self.colours)
        if self.accent:
            pairs["md-accent-fg-color"] = self.accent
        rules = {f"--{name}": f"light-dark({','.join(pair)})" for name, pair in pairs.items()}
        rules |= {f"--{name}": families for name, families in self.faces.items()}
        return rules | ({"color-scheme": self.scheme} if self.scheme else {})

    @property
    def style(self) -> str:
        """The style; empty if nothing differs."""
        rules = ";".join(f"{name}:{value}" for name, value in self.rules.items())
        faces = "".join(font.rule for font in self.fonts)
        return f"{faces}:root{{{rules}}}\n" if rules else ""


def look_of(palette: str, tokens: Mapping[str, Any], fonts: Mapping[str, Any], theme: Any) -> Look:
    """Return the look of a palette, the owner's tokens and fonts, and the theme's `palette`."""
    if palette not in PALETTES:
        hint = did_you_mean(palette, PALETTES) or f"they are {', '.join(PALETTES)}"
        raise LookError("palette", "palette", f"there is no palette “{palette}”; {hint}")
    scheme, primary, accent = _of_theme(theme)
    colours, faces = dict(PALETTES[palette]), {}
    tokens = {str(name): value for name, value in tokens.items()}
    for name, value in tokens.items():
        if name in FACES:
            faces[name] = _families(name, value)
        else:
            colours[_colour_token(name)] = _pair(name, value)
    files = tuple(_fonts(fonts))
    for face in dict.fromkeys(font.face for font in files):
        faces[face] = f'"Own {face}", {faces.get(face, FACES[face])}'
    _refuse_contrast(colours, tokens)
    if primary and "link" not in tokens:
        colours["link"] = _readable(primary, COLOURS | colours)
    accented = _readable(accent, COLOURS | colours) if accent else None
    return Look(colours, faces, files, accented, scheme)


def _colour_token(name: str) -> str:
    if name in VERDICTS:
        message = f"“{name}” is the colour of a verdict, which is the same on every site"
        raise LookError("tokens", name, message)
    known = [*(name for name in COLOURS if name not in VERDICTS), *FACES]
    if name not in known:
        hint = did_you_mean(name, known) or f"they are {', '.join(known)}"
        raise LookError("tokens", name, f"there is no token “{name}”; {hint}")
    return name


def _pair(name: str, value: Any) -> Pair:
    """Return the colours of a token: one for both schemes, or a list of two."""
    both = value if isinstance(value, list) else [value, value]
    if len(both) == 2 and all(isinstance(one, str) and _HEX.fullmatch(one) for one in both):
        return both[0].lower(), both[1].lower()
    write = 'write one such as "#1f4b73", or a list of two: on light and on dark ground'
    raise LookError("tokens", name, f"“{value}” is no colour for “{name}”; {write}")


def _families(name: str, value: Any) -> str:
    if isinstance(value, str) and _FAMILIES.fullmatch(value):
        return value
    write = "write names of fonts, such as Georgia, serif"
    raise LookError("tokens", name, f"“{value}” is no list of fonts for “{name}”; {write}")


def _fonts(fonts: Mapping[str, Any]) -> Iterator[Font]:
    for face, files in ((str(face), files) for face, files in fonts.items()):
        if face not in FACES:
            raise LookError("fonts", face, f"there are no fonts “{face}”; {', '.join(FACES)} are")
        for style, path in zip(("normal", "italic"), _list(files), strict=False):
            if not str(path).endswith(_ENDINGS):
                known = ", ".join(_ENDINGS)
                raise LookError("fonts", face, f"“{path}” is no font; its name ends with {known}")
            yield Font(face, style, str(path))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _of_theme(theme: Any) -> tuple[str, str, str]:
    """Return the scheme, primary and accent colour of the theme's `palette`, each may be ""."""
    entries = _list(theme or {})
    first: Mapping[str, Any] = entries[0] if entries and isinstance(entries[0], dict) else {}
    follows = any("prefers-color-scheme" in str(entry) for entry in entries)
    scheme = {"default": "light", "slate": "dark"}.get(str(first.get("scheme")), "")
    names = (str(first.get(key)).replace("-", " ") for key in ("primary", "accent"))
    primary, accent = (_PRIMARY.get(name, "") for name in names)
    return "" if follows else scheme, primary, accent


def _readable(colour: str, colours: Mapping[str, Pair]) -> Pair:
    """Return the colour, darker or lighter as far as links need it on each of their grounds."""
    found = []
    for at, target in enumerate((0, 255)):
        grounds = [colours[name][at] for name in _TEXT["link"]]
        steps = (_mixed(colour, target, step / 20) for step in range(21))
        fits = (c for c in steps if min(contrast(c, ground) for ground in grounds) >= 4.5)
        found.append(next(fits, colours["ink"][at]))
    return found[0], found[1]


def _mixed(colour: str, target: int, share: float) -> str:
    parts = (round(part + (target - part) * share) for part in bytes.fromhex(colour[1:]))
    return f"#{bytes(parts).hex()}"


def _refuse_contrast(colours: Mapping[str, Pair], tokens: Mapping[str, Any]) -> None:
    """Raise LookError with the first fault of each of the owner's tokens."""
    whole, faults = COLOURS | dict(colours), dict[str, str]()
    for front, back, least in CONTRASTS:
        token = front if front in tokens else back
        if token not in tokens:
            continue
        for ground, one, other in zip(("light", "dark"), whole[front], whole[back], strict=True):
            ratio = contrast(one, other)
            if ratio < least:
                fault = (
                    f"on {ground} ground, {front} {one} on {back} {other} has a contrast of "
                    f"{ratio:.1f}; {least} is needed to read it"
                )
                faults.setdefault(token, fault)
    if faults:
        raise LookError("tokens", next(iter(faults)), ". Also, ".join(faults.values()))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [value / 255 for value in bytes.fromhex(colour[1:])]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""The gallery: which pages it shows, in which forms, and the page that shows it on GitHub.

What grows with every article (lists, claims, search) is shown from the invented articles of
`examples/`, so that a new briefing does not change the gallery.
"""

from dataclasses import dataclass

from tests.site.conftest import ROOT
from tests.site.pages import KINDS

FOLDER = ROOT / "tests" / "gallery"
_BRIEFING = KINDS["briefing"]


@dataclass(frozen=True)
class Shot:
    """A page and what of it is seen: from the element `at` down, once `waits_for` is there."""

    name: str
    title: str
    site: str
    path: str
    at: str = ""
    waits_for: str = "h1"


@dataclass(frozen=True)
class Form:
    """How a page is looked at. `cut` is a height in CSS pixels, `small` the picture's width."""

    name: str
    title: str
    width: int
    height: int
    cut: int
    small: int
    dark: bool = False
    print: bool = False
    phone: bool = False


SHOTS = (
    Shot("home", "Home", "examples", ""),
    Shot("briefing", "A briefing", "seed", _BRIEFING),
    Shot("story", "A story", "examples", "stories/vell-barrier/"),
    Shot(
        "claims-filtered",
        "Claims, filtered by the script",
        "examples",
        "claims/?kind=denial",
        waits_for="#ledger--status:has-text(' of ')",
    ),
    Shot(
        "search",
        "Search",
        "examples",
        "search/?q=barrier",
        waits_for="#search-page .search-results li:nth-of-type(3)",
    ),
)
FORMS = (
    Form("desktop", "Desktop", 1440, 900, cut=1800, small=720),
    Form("phone", "Phone", 390, 844, cut=1688, small=260, phone=True),
    Form("dark", "Dark", 1440, 900, cut=1800, small=360, dark=True),
    # The width of A4 between its margins, and one and a half pages. Where pages break is what
    # test_print.py reads.
    Form("print", "Print", 672, 1001, cut=1500, small=336, print=True),
)


def name_of(shot: Shot, form: Form) -> str:
    """The name of a picture."""
    return f"{shot.name}-{form.name}"


def contents() -> str:
    """The page that shows the whole gallery on GitHub."""
    lines = [
        "# Gallery",
        "",
        "Five pages, on a desktop (1,440 pixels wide), on a phone (390), in dark colours",
        "and in print (A4). Long pages are cut. Lists, stories and search are those of the",
        "invented articles in `examples/`; the rest is the first briefing.",
        "",
        "`make gallery` takes the pictures and writes this page, `tests/site/test_gallery.py`",
        "compares ([record 0025](../../docs/decisions/0025-gallery.md)).",
    ]
    for shot in SHOTS:
        pictures = " | ".join(
            f'<img src="{name_of(shot, form)}.webp" alt="{form.title}" width="{_shown(form)}">'
            for form in FORMS
        )
        lines += [
            "",
            f"## {shot.title}",
            "",
            "| " + " | ".join(form.title for form in FORMS) + " |",
            "|" + " --- |" * len(FORMS),
            f"| {pictures} |",
        ]
    return "\n".join(lines) + "\n"


def _shown(form: Form) -> int:
    """The width of a picture on that page: half of it, and of a dark one all."""
    return form.small // (1 if form.dark else 2)

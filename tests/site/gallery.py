"""The gallery: which pages it shows, in which forms, and the page that shows it on GitHub.

What grows with every article (lists, claims, search) is shown from the invented articles of
`examples/`, so that a new briefing does not change the gallery.
"""

from dataclasses import dataclass

from tests.site.conftest import ROOT
from tests.site.pages import KINDS

FOLDER = ROOT / "tests" / "gallery"
#: An address at which there is nothing, as somebody may remember it.
LOST = "briefings/iran-and-armenia/"
_BRIEFING = KINDS["briefing"]
_STORY = "stories/vell-barrier/"
_LAYERS = "direct-mixed-indirect-own-assessed-open-background-event-cue-mention"


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
    Shot("briefings", "Briefings", "examples", "briefings/"),
    Shot("briefing", "A briefing", "seed", _BRIEFING),
    Shot("briefing-layers", "… all layers", "seed", f"{_BRIEFING}?layers={_LAYERS}", "#article"),
    Shot("briefing-glance", "… its figures", "seed", _BRIEFING, "#figure--glance"),
    Shot("briefing-claim", "… a card open", "seed", f"{_BRIEFING}#baku-no-intent", "#claims"),
    Shot("briefing-cast", "… from the actors down", "seed", _BRIEFING, "#actors"),
    Shot("briefing-sheet", "… as a teacher’s sheet", "seed", f"{_BRIEFING}?view=sheet"),
    Shot(
        "briefing-worksheet",
        "… its worksheet",
        "seed",
        f"{_BRIEFING}?view=sheet",
        "#sheet--worksheet",
    ),
    Shot(
        "translation",
        "An article in Persian and its translation",
        "examples",
        "briefings/sahel-night-of-the-barrier/",
    ),
    Shot("stories", "Stories", "examples", "stories/"),
    Shot("story", "A story", "examples", _STORY),
    Shot("story-sources", "… from its sources down", "examples", _STORY, "#story--sources"),
    Shot("claims", "Claims", "examples", "claims/"),
    Shot(
        "claims-filtered",
        "… filtered by the script",
        "examples",
        "claims/?kind=denial",
        waits_for="#ledger--status:has-text(' of ')",
    ),
    Shot("claims-by", "… of one kind, without it", "examples", "claims/by/kind/fact/"),
    Shot("contradictions", "Contradictions", "examples", KINDS["contradictions"]),
    Shot("actors", "Actors", "examples", "actors/"),
    Shot("actor", "A person", "seed", KINDS["actor"]),
    Shot("actor-whom", "… of whom they speak", "seed", KINDS["actor"], "#figure--whom"),
    Shot("outlet", "An outlet", "seed", KINDS["outlet"]),
    Shot("backgrounds", "Background", "examples", "background/"),
    Shot("background", "A background note", "seed", KINDS["background"]),
    Shot("topics", "Topics", "examples", "topics/"),
    Shot("topic", "A topic", "examples", "topics/floods/"),
    Shot("timeline", "Timeline", "examples", "timeline/"),
    Shot("reviews", "Reviews due, and what is past due", "examples", "reviews/", waits_for=".past"),
    Shot(
        "search",
        "Search",
        "examples",
        "search/?q=barrier",
        waits_for="#search-page .search-results li:nth-of-type(3)",
    ),
    Shot(
        "not-found",
        "404",
        "seed",
        LOST,
        waits_for="#not-found-search .search-results li:nth-of-type(3)",
    ),
    Shot("method", "A page written by hand", "seed", KINDS["method"]),
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
        "A page of each kind, on a desktop (1,440 pixels wide), on a phone (390), in dark colours",
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

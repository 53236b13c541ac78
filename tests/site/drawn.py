"""Made-up articles for the figures: many speakers on many actors, dates of every kind, Persian."""

from pathlib import Path

from tests.building import Fields, actor, briefing, claim, hop, note, outlet, own_claim, project

SPEAKERS = 14
NAMES = (
    *("Ada Fable", "Ben Story", "Association of Bridge Engineers of Examplestead", "Dan Ek"),
    *("Գոհար Մելքոնյան", "سارا محمدی", "Лидия Орлова", "Aysel Quliyeva", "Ministry of Harbours"),
    *("Town hall", "Jon Ek", "Kara Novel", "League of Ferries", "Mo Tale"),
)
EVENTS = (
    *("1991-09-02", "2020-09-27/2020-11-10", "2031-04~", "2031-04-08", "2031-04-10", "2031-04-10"),
    *("2031-04-11?", "2031-04-12/..", "[2031-04-14..2031-04-15]"),
)
PERSIAN = "سارا محمدی گفت: «ما به مرز نزدیک نمی‌شویم.»\nمرز امن است و هیچ نیرویی جابه‌جا نشده است.\n"


def drawn_project(root: Path) -> Path:
    """Two articles, their actors, one topic."""
    articles = {
        "2031-04-28-harbour": _harbour(),
        "2031-04-29-persian": (PERSIAN, _persian()),
    }
    actors = {_id(n): actor(name=name) for n, name in enumerate(NAMES)}
    return project(root, articles, actors | {"gazette": outlet()}, {"drills": note()})


def _id(number: int) -> str:
    return f"actor-{number}"


def _harbour() -> tuple[str, Fields]:
    """Every actor speaks of some others; the first ones most."""
    sentences, claims = [], []
    for who in range(SPEAKERS):
        for about in range(SPEAKERS):
            if who == about or (who * 3 + about * 5) % 4 or who + about > SPEAKERS + 4:
                continue
            mark = f"k{who}x{about}"
            quote = f"{mark} the work of {NAMES[about]} is late"
            sentences.append(f"{NAMES[who]} said {quote}.")
            via = [hop("gazette", "told us", form="indirect")] if about % 3 == 0 else []
            said = hop(_id(who), f"{NAMES[who]} said", form="indirect")
            if via:
                sentences[-1] = f"{NAMES[who]} said {quote}, {NAMES[3]} told us."
                via = [hop(_id(3), "told us", form="indirect")]
            claims.append(claim(f"c-{who}-{about}", quote, kind="fact", attribution=[said, *via]))
    use = {"item": "log", "relation": "refutes", "shows": "when it was said"}
    claims[0]["finding"] = "The accounts differ."
    claims[0]["so"] = {"verdict": "disputed", "as_of": "2031-05-01", "evidence": [use]}
    days = [f"Event {n} took place." for n, _ in enumerate(EVENTS)]
    text = "\n".join([*sentences, *days]) + "\n"
    return text, briefing(
        text,
        source={"outlet": "gazette"},
        cast=[
            {"actor": _id(n), "role": "speaker", "mentions": [name]} for n, name in enumerate(NAMES)
        ],
        claims=claims,
        evidence=[{"id": "log", "title": "Log", "publisher": "Harbour"}],
        events=[
            {"id": f"event-{n}", "date": date, "quote": f"Event {n} took place", "label": f"Ev {n}"}
            for n, date in enumerate(EVENTS)
        ],
    )


def _persian() -> Fields:
    said = {"actor": _id(5), "cue": "گفت", "form": "direct"}
    return briefing(
        PERSIAN,
        source={"language": "fa"},
        cast=[{"actor": _id(5), "role": "speaker"}],
        claims=[
            claim("no-approach", "ما به مرز نزدیک نمی‌شویم.", attribution=[said]),
            own_claim("border-safe", "مرز امن است"),
        ],
    )

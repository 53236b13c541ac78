"""Made-up articles in which much is marked: nested, crossing, discontinuous, of every form."""

import random
from pathlib import Path

from tests.building import Fields, actor, briefing, claim, hop, note, outlet, own_claim, project

WORDS = ("river", "council", "budget", "minister", "bridge", "harvest", "report", "committee")
SO = ("corroborated", "supported", "disputed", "refuted", "unresolved")

PERSIAN = (
    "سارا محمدی گفت: «ما به مرز نزدیک نمی‌شویم و گفت‌وگو را ادامه می‌دهیم.»\n"
    "او افزود که مرز امن است و هیچ نیرویی جابه‌جا نشده است.\n"
)


def crowded_project(root: Path) -> Path:
    """Articles with 46 and with 214 claims, one of claims over each other, and one in Persian."""
    articles = {f"2031-04-28-claims-{count}": _article(count) for count in (46, 214)}
    articles["2031-04-28-nested"] = _nested(8)
    articles["2031-04-29-persian"] = (PERSIAN, _persian())
    actors = {
        "ada-fable": actor(),
        "ben-story": actor(name="Ben Story"),
        "gazette": outlet(),
        "sara": actor(name="سارا محمدی"),
    }
    return project(root, articles, actors, {"drills": note()})


def _article(count: int) -> tuple[str, Fields]:
    """About as many words for each claim as in real news: 13."""
    chance = random.Random(count)
    sentences: list[str] = []
    claims: list[Fields] = []
    while len(claims) < count:
        index = len(claims)
        sentence, made = _sentence(chance, index)
        sentences.append(sentence)
        claims.append(made)
        if index % 5 == 1 and f"k{index}b" in sentence and len(claims) < count:
            spoken = [step | {"form": "direct"} for step in made["attribution"] if "“" in sentence]
            claims.append(claim(f"within-{index}", f"k{index}b", attribution=spoken))
        if index % 7 == 2 and len(claims) < count and index > 2:
            before = sentences[-2].split()[-1]
            claims.append(own_claim(f"across-{index}", f"{before} {sentence.split()[0]}"))
    for number, made in enumerate(claims):
        if number % 3 == 0:
            made |= {"finding": "Made up.", "so": _so(SO[number % len(SO)])}
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    text = "\n".join(paragraphs)
    return text, briefing(
        text,
        judged="2031-05-01",
        source={"outlet": "gazette", "url": "https://gazette.example/drill"},
        cast=[
            {"actor": "ada-fable", "role": "speaker", "mentions": ["Ada Fable"]},
            {"actor": "ben-story", "role": "speaker", "mentions": ["Ben Story"]},
            {"actor": "gazette", "role": "outlet"},
        ],
        claims=claims,
        evidence=[{"id": "report", "title": "Report", "publisher": "Office"}],
        background=[
            {"note": "drills", "quote": f"k{n}a", "why": "x"}
            for n in range(0, count, 9)
            if f"k{n}a " in text
        ],
        events=[
            {"id": f"event-{n}", "date": "2031", "quote": f"k{n}z", "label": f"Event {n}"}
            for n in range(0, count, 8)
            if f"k{n}z" in text
        ],
    )


def _sentence(chance: random.Random, index: int) -> tuple[str, Fields]:
    name, actor_id = chance.choice((("Ada Fable", "ada-fable"), ("Ben Story", "ben-story")))
    first, second = (
        " ".join([f"k{index}{mark}", *(chance.choice(WORDS) for _ in range(4))]) for mark in "ab"
    )
    last, cue = f"k{index}z", f"said {name} in {index}"
    own = f"c{index}"
    if index % 13 == 0:
        return f"N{index} {first} {last}.", own_claim(own, f"{first} {last}")
    form = chance.choices(("indirect", "mixed", "direct", "parts"), (60, 15, 10, 15))[0]
    if form == "parts":
        sentence = f"“{first},” {cue}, “{second}.” L{index}"
        return sentence, claim(own, [first, second], attribution=[hop(actor_id, cue)])
    if form == "direct":
        sentence = f"“{first} {second},” {cue} {last}."
        return sentence, claim(own, f"{first} {second}", attribution=[hop(actor_id, cue)])
    inner = f"“{second}”" if form == "mixed" else second
    sentence = f"N{index} {first} {inner}, {cue} {last}."
    attribution = [hop(actor_id, cue, form=form)]
    return sentence, claim(own, f"{first} {inner}", attribution=attribution)


def _nested(count: int) -> tuple[str, Fields]:
    """Claims each of which lies within the one before, over several lines."""
    words = [f"w{n}-{WORDS[n % len(WORDS)]}" for n in range(6 * count)]
    text = " ".join(words)
    quotes = [" ".join(words[2 * n : len(words) - 2 * n]) for n in range(count)]
    claims = [own_claim(f"n{n}", quote) for n, quote in enumerate(quotes)]
    cast = [{"actor": "gazette", "role": "outlet"}]
    return text, briefing(text, source={"outlet": "gazette"}, cast=cast, claims=claims)


def _so(verdict: str) -> Fields:
    """A verdict with what it needs; the report is the thing itself."""
    relation = "refutes" if verdict in ("disputed", "refuted") else "supports"
    use = {"item": "report", "relation": relation, "record": "true", "shows": "nothing"}
    return {"verdict": verdict, "rationale": "Made up.", "evidence": [use]}


def _persian() -> Fields:
    direct = hop("sara", "گفت:", form="direct")
    retold = hop("sara", "او افزود", form="indirect")
    return briefing(
        PERSIAN,
        title="A made-up article in Persian",
        source={"language": "fa", "outlet": "gazette"},
        cast=[
            {"actor": "sara", "role": "speaker", "mentions": ["سارا محمدی"]},
            {"actor": "gazette", "role": "outlet"},
        ],
        claims=[
            claim("near", "ما به مرز نزدیک نمی‌شویم", attribution=[direct]),
            claim("talks", "گفت‌وگو را ادامه می‌دهیم", attribution=[direct]),
            claim(
                "safe",
                "مرز امن است و هیچ نیرویی جابه‌جا نشده است",
                attribution=[retold],
            ),
            own_claim("moved", "هیچ نیرویی جابه‌جا نشده"),
        ],
        background=[{"note": "drills", "quote": "نیرویی", "why": "x"}],
    )

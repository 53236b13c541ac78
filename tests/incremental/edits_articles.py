"""Edits of articles: their texts, what is said of them, where they stand."""

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from article_briefings.models import RELATIONS
from tests.building import sha256, write
from tests.incremental.editing import briefing_of, change, change_claim, edit, replace_all


@edit
def remove_article(root: Path, number: int) -> None:
    """With the relations that lead to it, or without: that breaks the others."""
    folder = briefing_of(root, number).parent
    shutil.rmtree(folder)
    if number % 3:
        kinds, to = "|".join(RELATIONS), re.escape(f"{folder.name[11:]}#")
        replace_all(root, rf"^  (?:{kinds}):(?: {to}.*\n|\n(?:  - {to}.*\n)+)", "")


@edit
def rename_article(root: Path, number: int) -> None:
    """Another slug, which relations follow."""
    folder = briefing_of(root, number).parent
    slug = folder.name[11:]
    folder.rename(folder.with_name(f"{folder.name[:11]}renamed-{number}"))
    replace_all(root, rf"\b{re.escape(slug)}#", f"renamed-{number}#")


@edit
def date_article(root: Path, number: int) -> None:
    """Another day in the folder's name and in the file: another place in every list."""
    path = briefing_of(root, number)
    day = f"2031-04-{number % 28 + 1:02}"
    change(path, lambda value: value["source"].update(published=day))
    path.parent.rename(path.parent.with_name(f"{day}-{path.parent.name[11:]}"))


@edit
def say_claim(root: Path, number: int) -> None:
    change_claim(root, number, text=f"Claim number {number}.")


@edit
def rename_claim(root: Path, number: int) -> None:
    """Another id; relations to it do not follow, which breaks a project that has some."""
    change_claim(root, number, id=f"claim-{number}")


@edit
def judge(root: Path, number: int) -> None:
    use = {"item": "report", "relation": "refutes", "shows": f"thing {number}"}
    verdict = {
        "verdict": ("disputed", "supported", "unresolved")[number % 3],
        "as_of": "2031-05-02",
        "rationale": f"Reason {number}.",
        "evidence": [use],
    }
    change_claim(root, number, finding=f"Finding {number}.", kind="fact", so=verdict)


@edit
def attribute(root: Path, number: int) -> None:
    """Another speaker, or nobody; nobody has looked yet whether it was said."""
    actors = sorted(path.stem for path in (root / "briefings/actors").iterdir())
    speaker = actors[number % len(actors)]
    steps = [
        {"actor": speaker, "shown_by": "report"},
        {"unnamed": "a resident", "shown_by": "report"},
    ]

    def alter(value: Any) -> None:
        claim = value["claims"][number % len(value["claims"])]
        claim["attribution"] = steps[: number % 3]
        claim.pop("said", None)

    change(briefing_of(root, number), alter)


@edit
def relate(root: Path, number: int) -> None:
    """One claim contradicts, repeats or supports one of another article."""
    other = briefing_of(root, number + 1 + number // 7 % 3).parent
    claims = yaml.safe_load((other / "briefing.yml").read_text("utf-8"))["claims"]
    kind = ("contradicts", "repeats", "supports")[number % 3]
    target = f"{other.name[11:]}#{claims[number % len(claims)]['id']}"
    change_claim(root, number, **{kind: [target, target][: 1 + number % 2]})


@edit
def unrelate(root: Path, number: int) -> None:
    """No claim of one article names another."""

    def alter(value: Any) -> None:
        for claim in value["claims"]:
            for kind in RELATIONS:
                claim.pop(kind, None)

    change(briefing_of(root, number), alter)


@edit
def judge_saying(root: Path, number: int) -> None:
    """Whether somebody said it, or no verdict on that any more."""

    def alter(value: Any) -> None:
        said_by = [one for one in value["claims"] if one["attribution"]]
        if not said_by:
            return
        claim = said_by[number % len(said_by)]
        verdict = ("single-source", "confirmed", "doubtful")[number % 3]
        relation = "refutes" if verdict == "doubtful" else "supports"
        use = {"item": "report", "relation": relation, "record": True, "shows": f"It {number}."}
        claim |= {"finding": f"Finding {number}.", "said": {"verdict": verdict, "evidence": [use]}}
        if number % 4 == 3:
            del claim["said"]

    change(briefing_of(root, number), alter)


@edit
def key(root: Path, number: int) -> None:
    """A claim for readers with a minute, or for the others again."""
    change_claim(root, number, key=number % 3 != 0, finding=f"Finding {number}.")


@edit
def pass_on(root: Path, number: int) -> None:
    """All claims of some paragraphs reached the reader through somebody, or through nobody."""
    actors = sorted(path.stem for path in (root / "briefings/actors").iterdir())
    step = {"actor": actors[number % len(actors)], "shown_by": "report"}
    more = {"paragraphs": ("1", "2-4", "1, 3")[number // 2 % 3]} if number % 2 else {}
    via = [] if number % 5 == 4 else [{**more, **step}]
    change(briefing_of(root, number), lambda value: value.update(via=via))


@edit
def list_actor(root: Path, number: int) -> None:
    """An actor of the cast with another part in the article, names and language."""
    actors = sorted(path.stem for path in (root / "briefings/actors").iterdir())
    listed = {"actor": actors[number % len(actors)], "role": f"part {number}"}
    listed |= ({}, {"speaks": "de"}, {"mentions": ["A resident"]})[number % 3]
    change(briefing_of(root, number), lambda value: value.update(cast=[listed]))


@edit
def relay(root: Path, number: int) -> None:
    """What the evidence draws on: a publisher, an actor, nobody, or it is not known."""

    def alter(value: Any) -> None:
        item = value["evidence"][0]
        item.pop("relays", None)
        if number % 4:
            item["relays"] = ([], ["gazette"], [f"Agency {number}"])[number % 4 - 1]

    change(briefing_of(root, number), alter)


@edit
def correct(root: Path, number: int) -> None:
    """A correction of a claim, and now and then one that has been withdrawn."""

    def alter(value: Any) -> None:
        day = f"2031-06-{number % 28 + 1:02}"
        corrected = {"date": day, "claims": [value["claims"][0]["id"]], "text": f"Text {number}."}
        if number % 2:
            corrected["withdrawn"] = [f"gone-{number}"]
        value["corrections"] = [corrected]

    change(briefing_of(root, number), alter)


@edit
def extract(root: Path, number: int) -> None:
    """A text that is an extract, or is whole again."""

    def alter(value: Any) -> None:
        shown_by = value["evidence"][0]["id"]
        value["source"] |= {"url": "https://a.example/1", "rights": "A", "shown_by": shown_by}
        value["source"]["extract"] = number % 2 == 0

    change(briefing_of(root, number), alter)


@edit
def edit_event(root: Path, number: int) -> None:
    def alter(value: Any) -> None:
        value["events"][0].update(label=f"Event {number}", date=f"20{number % 80 + 10}")

    change(briefing_of(root, number), alter)


@edit
def edit_evidence(root: Path, number: int) -> None:
    def alter(value: Any) -> None:
        value["evidence"][0]["title"] = f"Evidence {number}"

    change(briefing_of(root, number), alter)


@edit
def edit_about(root: Path, number: int) -> None:
    """What a briefing says of its article: title, summary, topics, story, review."""

    def alter(value: Any) -> None:
        value["title"], value["bluf"] = f"Title {number}", f"Summary {number}."
        value["topics"] = (["works"], ["water"], ["works", "water"])[number % 3]
        value["review"]["reviewed"] = f"2031-06-{number % 28 + 1:02}"
        if number % 2:
            value["story"] = "opening"
        else:
            value.pop("story", None)

    change(briefing_of(root, number), alter)


@edit
def call_for_note(root: Path, number: int) -> None:
    """Another background note, or none."""

    def alter(value: Any) -> None:
        value["background"][0].update(note=("works", "rain")[number % 2], why=f"Because {number}.")
        if number % 3 == 0:
            del value["background"]

    def sound(value: Any) -> None:
        value.setdefault("background", [{"note": "rain", "quote": "Rain", "why": "Rain."}])
        alter(value)

    change(briefing_of(root, number), sound)


@edit
def edit_source(root: Path, number: int) -> None:
    """Other words in the article, with their hash."""
    path = briefing_of(root, number).with_name("source.txt")
    text = re.sub(r"It is .*", f"It is old {number}.", path.read_text("utf-8"), count=1)
    write(path.parent, path.name, text)
    change(
        path.with_name("briefing.yml"), lambda value: value["source"].update(sha256=sha256(text))
    )


@edit
def edit_translation(root: Path, number: int) -> None:
    """Other words in a translation, with their hash; a first one where there is none."""
    path = briefing_of(root, number).with_name("translation.txt")
    text = f"Eins {number}.\n\nZwei.\n\nDrei.\n\nVier.\n"
    write(path.parent, path.name, text)
    told = {"sha256": sha256(text), "language": "de", "translator": "Tess Tongue"}
    change(path.with_name("briefing.yml"), lambda value: value["source"].update(translation=told))


@edit
def drop_translation(root: Path, number: int) -> None:
    path = briefing_of(root, number).with_name("translation.txt")
    path.unlink(missing_ok=True)
    change(path.with_name("briefing.yml"), lambda value: value["source"].pop("translation", None))


@edit
def draft(root: Path, number: int) -> None:
    """An article that is not to be published yet, or is again."""
    change(briefing_of(root, number), lambda value: value.update(draft=number % 2 == 0))

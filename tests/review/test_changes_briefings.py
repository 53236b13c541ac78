"""How a briefing changed around its claims: its fields, its lists, its text."""

from typing import Any

from article_briefings.review._comparison import compare
from article_briefings.review._state import State
from tests.building import Fields, briefing
from tests.comparing import changes, record, side, told


def test_the_fields_of_a_briefing_are_told_one_by_one() -> None:
    found = changes(
        briefing(),
        briefing(
            bluf="Nobody knows.",
            topics=["defence", "peace"],
            source={"published": "2031-04-29"},
        ),
    )
    assert told(found) == [
        ("changed", "", "source", ("published", "2031-04-28", "2031-04-29")),
        (
            "changed",
            "",
            "bluf",
            ("bluf", "Ada Fable says that no attack is planned.", "Nobody knows."),
        ),
        ("changed", "", "topics", ("topics", "", "peace")),
    ]


def test_lists_of_a_briefing_are_told_item_by_item() -> None:
    before = briefing(
        cast=[{"actor": "ada-fable", "role": "speaker"}],
        evidence=[{"id": "report", "title": "R", "publisher": "P", "url": "https://a.example"}],
        background=[{"note": "drills", "quote": "drill", "why": "W."}],
        events=[{"id": "met", "date": "2031", "quote": "Ministers met", "label": "Meeting"}],
        questions=[{"text": "Why?", "why": "It matters."}],
    )
    after = briefing(
        cast=[{"actor": "ada-fable", "role": "minister"}, {"actor": "gazette", "role": "paper"}],
        evidence=[{"id": "paper", "title": "R", "publisher": "P", "url": "https://a.example"}],
        background=[],
        events=[{"id": "met", "date": "2031-04-28", "quote": "Ministers met", "label": "Meeting"}],
        questions=[{"text": "Why now?", "why": "It matters."}, {"text": "Who?", "why": "So."}],
    )
    assert told(changes(before, after)) == [
        ("changed", "actor of the cast", "ada-fable", ("role", "speaker", "minister")),
        ("added", "actor of the cast", "gazette", ("", "", "paper")),
        ("renamed", "evidence", "paper", ("id", "report", "paper")),
        ("removed", "use of a note", "drills", ("", "W.", "")),
        ("changed", "event", "met", ("date", "2031", "2031-04-28")),
        ("reworded", "question", "Why now?", ("text", "Why?", "Why now?")),
        ("added", "question", "Who?"),
    ]


def test_the_order_of_names_and_ids_has_no_meaning() -> None:
    def of(mentions: list[Any], actors: list[str]) -> Fields:
        event = {"id": "met", "date": "2031", "quote": "met", "label": "M", "actors": actors}
        cast = {"actor": "ada-fable", "role": "speaker", "mentions": mentions}
        return briefing(cast=[cast], events=[event])

    before = of(["Ada", {"exact": "Fable"}], ["a", "b"])
    assert changes(before, of(["Fable", "Ada"], ["b", "a"])) == ()
    assert told(changes(before, of(["Fable", ["she", "said"]], ["b", "c"]))) == [
        (
            "changed",
            "actor of the cast",
            "ada-fable",
            ("mentions", "", "she … said"),
            ("mentions", "Ada", ""),
        ),
        ("changed", "event", "met", ("actors", "", "c"), ("actors", "a", "")),
    ]


def test_a_note_that_is_used_twice_is_the_same_behind_a_new_one() -> None:
    def uses(*notes: tuple[str, str]) -> Fields:
        return briefing(background=[{"note": n, "quote": q, "why": "W."} for n, q in notes])

    before = uses(("drills", "a drill"), ("drills", "the drill"))
    after = uses(("wars", "a war"), ("drills", "a drill"), ("drills", "a long drill"))
    assert told(changes(before, after)) == [
        ("added", "use of a note", "wars", ("", "", "W.")),
        ("changed", "use of a note", "drills (2)", ("quote", "the drill", "a long drill")),
    ]


def test_a_new_text_of_the_article_is_told_apart_from_its_hash() -> None:
    one, other = (
        State(
            {
                "briefing": {
                    "drill": record("drill", briefing(), "b.yml", folder="f", sha256=text * 64)
                }
            }
        )
        for text in "ab"
    )
    (unit,) = compare(one, other).units
    assert told(unit.changes) == [
        ("changed", "article's text", "source.txt", ("SHA-256", "a" * 12, "b" * 12))
    ]
    assert compare(one, one).units == ()
    assert compare(one, side({"drill": briefing()})).units[0].changes[0].name == "folder"

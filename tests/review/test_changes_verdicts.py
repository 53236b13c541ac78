"""How the verdicts of a claim changed, and whether a correction is due."""

from typing import Any

import pytest

from article_briefings.review._change_report import report_on
from article_briefings.review._comparison import compare
from article_briefings.review._values import CORRECTION
from tests.building import Fields, briefing, claim, hop
from tests.comparing import changes, side, told

SAID = {"verdict": "single-source", "evidence": ["report"]}
SO = {"verdict": "disputed", "evidence": [{"item": "report", "shows": "that she said it"}]}
CORRECTED = {"date": "2031-06-01", "claims": ["no-attack"], "text": "A second report was found."}


def judged(**fields: Any) -> Fields:
    return briefing(claims=[claim(**fields)])


def lines(before: Fields, after: Fields, **parts: Any) -> list[str]:
    """The lines of a report about a claim."""
    found = compare(side({"drill": before}, **parts), side({"drill": after}, **parts))
    text = report_on(found, 1 << 20)
    return text[text.index("\n- ") + 1 :].splitlines()


def test_verdicts_come_change_and_go() -> None:
    bare, one = briefing(), judged(said=SAID, so=SO)
    other = judged(said=SAID | {"verdict": "confirmed"}, so=SO | {"verdict": "refuted"})
    assert [change.what for change in changes(bare, one)] == ["judged", "judged"]
    assert [change.what for change in changes(one, bare)] == ["no longer judged"] * 2
    assert lines(one, other) == [
        "- **Judged again** claim `no-attack` (line 17)",
        "    - The verdict on whether Ada Fable said it changed from One source only to Yes",
        f"    - {CORRECTION}",
        "- **Judged again** claim `no-attack` (line 17)",
        "    - The verdict on whether it is so changed from Disputed to No",
        f"    - {CORRECTION}",
    ]


def test_a_first_verdict_is_told_with_what_it_rests_on() -> None:
    assert told(changes(briefing(), judged(so=SO))) == [
        (
            "judged",
            "claim",
            "no-attack",
            "The verdict on whether it is so is Disputed",
            ("is it so, evidence report", "", "supports: that she said it"),
        )
    ]


def test_a_verdict_that_is_gone_is_told() -> None:
    assert told(changes(judged(so={"verdict": "pending"}), briefing())) == [
        (
            "no longer judged",
            "claim",
            "no-attack",
            "The verdict on whether it is so, which was Too early, was removed",
            CORRECTION,
        )
    ]


def test_each_step_has_a_verdict_of_its_own() -> None:
    chain = [hop(), hop("gazette", "wrote"), {"unnamed": "a source", "cue": "said"}]

    def of(*verdicts: tuple[str | None, str]) -> Fields:
        said = [{"of": of, "verdict": verdict} for of, verdict in verdicts]
        return judged(attribution=chain, said=said)

    before = of(("ada-fable", "doubtful"), ("2", "confirmed"), ("3", "doubtful"), ("4", "doubtful"))
    after = of(
        ("gazette", "confirmed"), ("1", "misreported"), ("3", "doubtful"), ("4", "confirmed")
    )
    assert told(changes(before, after)) == [
        (
            "judged again",
            "claim",
            "no-attack",
            "The verdict on whether Ada Fable said it changed from Doubtful to Not like this",
            CORRECTION,
        ),
        (
            "judged again",
            "claim",
            "no-attack",
            "The verdict on whether step 4 said it changed from Doubtful to Yes",
            CORRECTION,
        ),
    ]


def test_a_verdict_on_a_step_that_only_via_has_names_its_actor() -> None:
    chain: Fields = {"attribution": []}
    one = judged(**chain, said={"of": "gazette", "verdict": "confirmed"})
    two = judged(**chain, said={"verdict": "confirmed"})
    assert [change.facets[0].sentence for change in changes(briefing(), one)[1:]] == [
        "The verdict on whether The Gazette said it is Yes"
    ]
    assert [change.facets[0].sentence for change in changes(briefing(), two)[1:]] == [
        "The verdict on whether it was said is Yes"
    ]


def test_who_is_judged_is_the_same_when_only_its_words_change() -> None:
    def of(*chain: Fields, **said: str) -> Fields:
        return judged(attribution=[*chain], said={"verdict": "confirmed", **said})

    def asks(before: Fields, after: Fields) -> bool:
        found = changes(before, after)
        return any(f.sentence == CORRECTION for change in found for f in change.facets)

    source = {"unnamed": "a source", "cue": "said"}
    assert not asks(of(), of(of="gazette"))
    assert not asks(of(of="gazette"), of(of="1"))
    assert not asks(of(source), of(source | {"unnamed": "an officer"}))
    assert not asks(of(source), of(source | {"identified_as": "ada-fable"}))
    assert asks(of(hop()), of(hop("gazette")))
    assert asks(of(), of(of="gazette", verdict="doubtful"))
    assert not asks(of(of="9" * 5000), of(of="9" * 5000))


def test_the_reasons_and_the_evidence_of_a_verdict_are_told_apart_from_it() -> None:
    after = SO | {
        "confidence": "low",
        "evidence": [
            {"item": "report", "relation": "refutes", "shows": "that she said it"},
            {"item": "letter", "relation": "context", "shows": "more", "from": "gazette"},
        ],
    }
    said = SAID | {"note": "Nobody else was there.", "evidence": []}
    assert told(changes(judged(said=SAID, so=SO), judged(said=said, so=after))) == [
        (
            "changed",
            "claim",
            "no-attack",
            ("was it said by Ada Fable, note", "", "Nobody else was there."),
            ("was it said by Ada Fable, evidence report", "supports: ", ""),
        ),
        (
            "judged again",
            "claim",
            "no-attack",
            "The confidence in the verdict on whether it is so changed from none to low",
            ("is it so, evidence report, relation", "supports", "refutes"),
            ("is it so, evidence letter", "", "context: more"),
            CORRECTION,
        ),
    ]


def test_a_bare_id_is_evidence_that_supports() -> None:
    whole = SAID | {"evidence": [{"item": "report", "relation": "supports"}]}
    assert changes(judged(said=SAID), judged(said=[whole])) == ()
    assert changes(judged(said=SAID), judged(said={"of": "ada-fable", **SAID})) == ()


def test_evidence_that_is_used_twice_is_the_same_behind_a_new_item() -> None:
    def use(item: str, shows: str = "all") -> Fields:
        return {"item": item, "relation": "context", "shows": shows}

    before = judged(so=SO | {"evidence": [use("report"), use("report", "more")]})
    after = judged(so=SO | {"evidence": [use("letter"), use("report"), use("report", "most")]})
    (found,) = changes(before, after)
    assert [(f.label, f.before, f.after) for f in found.facets] == [
        ("is it so, evidence letter", "", "context: all"),
        ("is it so, evidence report (2), shows", "more", "most"),
    ]


@pytest.mark.parametrize("so", ["true", ["true"], {"verdict": ["a"]}])
def test_a_verdict_of_another_shape_is_told_as_written(so: Any) -> None:
    (found,) = changes(briefing(), judged(so=so))
    assert found.what in ("judged", "changed")


def test_evidence_that_is_renamed_is_the_same_in_verdicts() -> None:
    def state(name: str) -> Fields:
        said = {"verdict": "confirmed", "evidence": [name]}
        so = {"verdict": "disputed", "evidence": [{"item": name, "from": "gazette"}]}
        item = {"id": name, "title": "R", "publisher": "P", "url": "https://a.example"}
        relaying = {"id": "copy", "title": "C", "publisher": "Q", "relays": [name, "gazette"]}
        return briefing(claims=[claim(said=said, so=so)], evidence=[item, relaying])

    assert told(changes(state("report"), state("paper"))) == [
        ("renamed", "evidence", "paper", ("id", "report", "paper"))
    ]


def test_an_actor_that_is_renamed_is_the_same_in_verdicts() -> None:
    def state(name: str) -> Fields:
        said = {"of": name, "verdict": "confirmed"}
        so = {"verdict": "disputed", "evidence": [{"item": "x", "from": name}]}
        item = {"id": "x", "title": "C", "publisher": "Q", "relays": [name]}
        value = briefing(claims=[claim(said=said, so=so, attribution=[hop(name)])], evidence=[item])
        return value | {"cast": [{"actor": name, "role": "speaker"}]}

    ada = {"name": "Ada Fable", "type": "person"}
    found = compare(
        side({"drill": state("ada-fable")}, {"ada-fable": ada}),
        side({"drill": state("ada")}, {"ada": ada}),
    )
    assert [(unit.kind, unit.changes) for unit in found.units] == [("actor", ())]


def test_own_reporting_differs_from_reporting_of_unknown_origin() -> None:
    def state(**fields: Any) -> Fields:
        return briefing(evidence=[{"id": "x", "title": "C", "publisher": "Q", **fields}])

    assert told(changes(state(), state(relays=[]))) == [
        ("changed", "evidence", "x", ("relays", "", "nobody"))
    ]


# --- corrections -------------------------------------------------------------------------------

AGAIN = SO | {"verdict": "refuted"}


def asked(before: Fields, after: Fields) -> int:
    """How often a correction is asked for."""
    facets = [facet for change in changes(before, after) for facet in change.facets]
    count = [facet.sentence for facet in facets].count(CORRECTION)
    text = report_on(compare(side({"drill": before}), side({"drill": after})), 1 << 20)
    assert ("without a correction" in text) == (count > 0)
    return count


def test_a_correction_is_asked_for_if_a_published_verdict_changes() -> None:
    before, after = judged(so=SO), judged(so=AGAIN)
    assert asked(before, after) == 1
    assert asked(before, after | {"corrections": [CORRECTED]}) == 0
    assert asked(before, after | {"corrections": [CORRECTED | {"claims": ["other"]}]}) == 1


def test_an_older_correction_is_none_of_this_change() -> None:
    before, after = judged(so=SO), judged(so=AGAIN)
    old = {"corrections": [CORRECTED]}
    assert asked(before | old, after | old) == 1
    new = {"corrections": [CORRECTED, CORRECTED | {"date": "2031-06-02"}]}
    assert asked(before | old, after | new) == 0


def test_a_claim_that_is_renamed_may_be_corrected_under_either_id() -> None:
    before = judged(so=SO)
    after = briefing(claims=[claim("peace", so=AGAIN)])
    for name in ("peace", "no-attack"):
        assert asked(before, after | {"corrections": [CORRECTED | {"claims": [name]}]}) == 0


def test_a_claim_that_names_its_former_id_is_the_same_whatever_its_words() -> None:
    before = judged(so=SO)

    def after(so: Fields, **fields: Any) -> Fields:
        new = claim("doubt", "Residents doubted", text="Doubt.", formerly=["no-attack"], so=so)
        return briefing(claims=[new], **fields)

    assert asked(before, after(SO)) == 0
    assert asked(before, after(AGAIN)) == 1
    assert asked(before, after(AGAIN, corrections=[CORRECTED])) == 0


def test_an_entry_that_is_only_reworded_or_follows_a_rename_is_not_new() -> None:
    before, after = judged(so=SO), judged(so=AGAIN)
    old = {"corrections": [CORRECTED]}
    assert asked(before | old, after | {"corrections": [CORRECTED | {"text": "Found."}]}) == 1
    renamed = briefing(claims=[claim("peace", so=AGAIN, formerly=["no-attack"])])
    named = {"corrections": [CORRECTED | {"claims": ["peace"]}]}
    assert asked(before | old, renamed | named) == 1


def test_a_claim_with_a_verdict_that_is_removed_needs_a_correction() -> None:
    other = claim("other", "Residents doubted", text="Doubt.")
    before = briefing(claims=[claim(so=SO), other])
    after = briefing(claims=[other])
    withdrawn = {"date": "2031-06-01", "withdrawn": ["no-attack"], "text": "It was no claim."}
    assert asked(before, after) == 1
    assert asked(before, after | {"corrections": [withdrawn]}) == 0
    assert asked(briefing(claims=[claim(), other]), after) == 0


def test_nothing_is_asked_of_drafts_of_first_verdicts_and_of_new_reasons() -> None:
    assert asked(judged(so=SO) | {"draft": "true"}, judged(so=AGAIN)) == 0
    assert asked(briefing(), judged(so=SO)) == 0
    assert asked(judged(so=SO), judged(so=SO | {"rationale": "Because."})) == 0


def test_a_correction_is_told_by_its_text() -> None:
    (found,) = changes(briefing(), briefing(corrections=[CORRECTED]))
    assert (found.what, found.part, found.name) == ("added", "correction", CORRECTED["text"])


def test_the_order_of_shared_steps_has_a_meaning() -> None:
    steps = [{"actor": "gazette", "cue": "wrote"}, {"actor": "ada-fable", "cue": "said"}]
    (found,) = changes(briefing(via=steps), briefing(via=steps[::-1]))
    assert (found.name, found.facets[0].label) == ("via", "order")
    assert told(changes(briefing(), briefing(via=steps[:1]))) == [
        ("changed", "", "via", ("via", "", "actor: gazette, cue: wrote"))
    ]


def test_the_order_of_fields_has_no_meaning() -> None:
    step = {"paragraphs": "1-2", "actor": "gazette", "cue": "wrote"}
    scales = {"a": "1", "b": "2"}

    def state(turn: int) -> Fields:
        def turned(fields: Fields) -> Fields:
            return dict(list(fields.items())[::turn])

        so = turned(SO | {"scales": turned(scales)})
        return briefing(via=[turned(step)], claims=[claim(so=so)], corrections=[turned(CORRECTED)])

    assert changes(state(1), state(-1)) == ()
    after = state(-1)
    after["claims"] = [claim(so=AGAIN)]
    assert asked(state(1), after) == 1

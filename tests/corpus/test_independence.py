"""Counting independent sources: planted cases, and what no evidence may do to a count."""

import itertools
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.anchoring._lineage import MOST_ROOTS, Report, roots_of
from article_briefings.corpus._independence import (
    MOST_REPORTS,
    count_origins,
    count_separate,
    count_witnesses,
)

PARTS = {"general-one": "staff", "general-two": "staff", "staff": "army", "branch": "owner"}


def tops(party: str) -> frozenset[str]:
    while party in PARTS:
        party = PARTS[party]
    return frozenset({party})


def witnesses(
    reports: dict[str, Report], *ids: str, speaker: str = "minister", step: str = "outlet"
) -> int:
    return count_witnesses([roots_of(reports)[n] for n in ids or reports], tops, speaker, step)


def origins(reports: dict[str, Report], *cited: str, speaker: str = "minister") -> int:
    """Count the origins of all reports, or of those that cite somebody."""
    roots = [frozenset({party}) for party in cited] or [*roots_of(reports).values()]
    return count_origins(roots, tops, speaker)


def test_reports_that_relay_each_other_count_nothing() -> None:
    reports = {"a": Report("A", ("b",)), "b": Report("B", ("a",))}
    assert roots_of(reports)["a"] is None
    assert (witnesses(reports), origins(reports)) == (1, 0)


def test_five_reprints_of_one_dispatch_are_one_source() -> None:
    reports = {f"reprint-{n}": Report(f"Paper {n}", ("dispatch",)) for n in range(5)}
    reports["dispatch"] = Report("agency", ())
    assert (witnesses(reports), origins(reports)) == (2, 1)


def test_a_dispatch_that_cites_four_officials_is_one_report() -> None:
    officials = ("one", "two", "three", "four")
    reports = {"dispatch": Report("agency", officials), "second": Report("paper", ("two",))}
    assert origins({"dispatch": reports["dispatch"], "officials": Report("two", ())}) == 1
    assert origins(reports) == 1


def test_an_outlet_and_its_owner_are_one() -> None:
    reports = {"page": Report("branch", ()), "release": Report("owner", ())}
    assert origins(reports) == 1
    assert witnesses(reports, step="branch") == 1


def test_two_generals_of_one_staff_are_one_origin() -> None:
    reports = {"a": Report("A", ()), "b": Report("B", ())}
    generals = ("general-one", "general-two")
    assert origins(reports, *generals) == 1
    assert origins(reports, *generals, speaker="army") == 0


def test_two_agencies_at_one_press_conference_are_two_witnesses_and_one_origin() -> None:
    reports = {"a": Report("A", ()), "b": Report("B", ())}
    assert witnesses(reports, step="A") == 2
    assert origins(reports, "minister", "minister", speaker="ministry") == 1


def test_the_outlets_own_page_is_no_second_witness() -> None:
    assert witnesses({"page": Report("outlet", ())}) == 1


def test_the_speakers_own_report_is_no_witness_and_no_origin() -> None:
    own = {"statement": Report("minister", ())}
    assert (witnesses(own), origins(own)) == (1, 0)
    assert witnesses(own, step="minister") == 0


def test_a_report_with_an_unknown_source_counts_nothing() -> None:
    unknown = {"a": Report("A"), "b": Report("B", ("a", "c")), "c": Report("C", ())}
    assert origins(unknown) == 1
    assert roots_of(unknown)["b"] is None
    assert origins(unknown, "army") == 1


def test_a_long_chain_of_reports_ends_in_its_root() -> None:
    reports = {f"r{n}": Report("P", (f"r{n + 1}",)) for n in range(2000)}
    assert set(roots_of(reports).values()) == {frozenset({"r2000"})}


def test_a_report_with_very_many_roots_counts_nothing() -> None:
    many = {"a": Report("A", tuple(f"party-{n}" for n in range(MOST_ROOTS)))}
    assert roots_of(many)["a"] == set(many["a"].relays or ())
    many["b"] = Report("B", ("a", "another"))
    assert roots_of(many)["b"] is None


def test_many_reports_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 24 reports"):
        count_separate([frozenset({str(n)}) for n in range(MOST_REPORTS + 1)])


# --- properties --------------------------------------------------------------------------------

NAMES = [*"abcdefgh"]
PARTIES = ["P", "Q", "R", "S", *PARTS, "army", "owner"]


def graph(dice: Random) -> tuple[dict[str, Report], dict[str, str]]:
    """Reports that relay each other and parties, in circles too; and whom some cite."""
    reports = {}
    for name in dice.sample(NAMES, dice.randint(1, len(NAMES))):
        relays = tuple(dice.sample(NAMES + PARTIES, dice.choice([0, 0, 1, 1, 2, 4])))
        reports[name] = Report(dice.choice(PARTIES), relays if dice.random() < 0.8 else None)
    cites = {name: dice.choice(PARTIES) for name in reports if dice.random() < 0.3}
    return reports, cites


def counts(reports: dict[str, Report], cites: dict[str, str], without: str = "") -> tuple[int, int]:
    used = sorted(reports.keys() - {without})
    roots = roots_of(reports)
    cited = {one: frozenset({cites[one]}) for one in used if one in cites}
    return (
        count_witnesses([roots[one] for one in used], tops, "P", "Q"),
        count_origins([cited.get(one, roots[one]) for one in used], tops, "P"),
    )


def test_nothing_that_is_left_out_or_learnt_of_a_source_raises_a_count() -> None:
    dice = Random(18)
    highest = (0, 0)
    for number in range(20_000):
        reports, cites = graph(dice)
        before = counts(reports, cites)
        highest = max(highest, before)
        # Leave out a report; what relayed it now relays something with an unknown source.
        gone = dice.choice(sorted(reports))
        fewer = {**reports, gone: Report("nobody")}
        # Add a source to a report that has some.
        changed = dict(reports)
        if relaying := sorted(name for name, one in reports.items() if one.relays):
            name = dice.choice(relaying)
            more = (*(reports[name].relays or ()), dice.choice(NAMES + PARTIES))
            changed[name] = Report(reports[name].publisher, more)
        for after in (counts(fewer, cites, gone), counts(changed, cites)):
            assert after[0] <= before[0], (number, reports, cites)
            assert after[1] <= before[1], (number, reports, cites)
    assert min(highest) > 2, "the graphs are too simple to show anything"


@settings(max_examples=300)
@given(st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1), max_size=7))
def test_the_count_is_the_largest_number_of_separate_sets(sources: list[frozenset[str]]) -> None:
    best = max(
        len(chosen)
        for size in range(len(sources) + 1)
        for chosen in itertools.combinations(sources, size)
        if all(not one & other for one, other in itertools.combinations(chosen, 2))
    )
    assert count_separate(sources) == best

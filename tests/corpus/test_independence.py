"""Counting independent sources: planted cases, and what no evidence may do to a count."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.corpus._independence import (
    MOST_USES,
    Report,
    Roots,
    Use,
    count_origins,
    count_separate,
    count_witnesses,
    roots_of,
)

PARTS = {"general-one": "staff", "general-two": "staff", "staff": "army", "branch": "owner"}


def tops(party: str) -> Roots:
    while party in PARTS:
        party = PARTS[party]
    return Roots({party})


def witnesses(
    reports: dict[str, Report], *ids: str, speaker: str = "minister", step: str = "outlet"
) -> int:
    return count_witnesses([Use(one) for one in ids or reports], reports, tops, speaker, step)


def origins(reports: dict[str, Report], *uses: Use, speaker: str = "minister") -> int:
    return count_origins(uses or [Use(one) for one in reports], reports, tops, speaker)


def test_reports_that_relay_each_other_count_nothing() -> None:
    reports = {"a": Report("A", ("b",)), "b": Report("B", ("a",))}
    assert roots_of("a", reports) is None
    assert (witnesses(reports), origins(reports)) == (1, 0)


def test_five_reprints_of_one_dispatch_are_one_source() -> None:
    reports = {f"reprint-{n}": Report(f"Paper {n}", ("dispatch",)) for n in range(5)}
    reports["dispatch"] = Report("agency", ())
    assert (witnesses(reports), origins(reports)) == (2, 1)


def test_a_dispatch_that_cites_four_officials_is_one_report() -> None:
    officials = ("one", "two", "three", "four")
    reports = {"dispatch": Report("agency", officials), "second": Report("paper", ("two",))}
    assert origins(reports, Use("dispatch")) == 1
    assert origins(reports) == 1


def test_an_outlet_and_its_owner_are_one() -> None:
    reports = {"page": Report("branch", ()), "release": Report("owner", ())}
    assert origins(reports) == 1
    assert witnesses(reports, step="branch") == 1


def test_two_generals_of_one_staff_are_one_origin() -> None:
    reports = {"a": Report("A", ()), "b": Report("B", ())}
    uses = [Use("a", "general-one"), Use("b", "general-two")]
    assert origins(reports, *uses) == 1
    assert origins(reports, *uses, speaker="army") == 0


def test_two_agencies_at_one_press_conference_are_two_witnesses_and_one_origin() -> None:
    reports = {"a": Report("A", ()), "b": Report("B", ())}
    assert witnesses(reports, step="A") == 2
    assert origins(reports, Use("a", "minister"), Use("b", "minister"), speaker="ministry") == 1


def test_the_outlets_own_page_is_no_second_witness() -> None:
    assert witnesses({"page": Report("outlet", ())}) == 1


def test_the_speakers_own_report_is_no_witness_and_no_origin() -> None:
    own = {"statement": Report("minister", ())}
    assert (witnesses(own), origins(own)) == (1, 0)
    assert witnesses(own, step="minister") == 0


def test_a_report_with_an_unknown_source_counts_nothing() -> None:
    unknown = {"a": Report("A"), "b": Report("B", ("a", "c")), "c": Report("C", ())}
    assert origins(unknown, Use("a"), Use("b")) == 0
    assert origins(unknown, Use("a", "army")) == 1


def test_many_reports_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 24 reports"):
        count_separate([Roots({str(n)}) for n in range(MOST_USES + 1)])


# --- properties --------------------------------------------------------------------------------

NAMES = [*"abcdefgh"]
PARTIES = ["P", "Q", "R", "S", *PARTS, "army", "owner"]
relays = st.none() | st.lists(st.sampled_from(NAMES + PARTIES), max_size=4, unique=True).map(tuple)
graphs = st.dictionaries(
    st.sampled_from(NAMES), st.builds(Report, st.sampled_from(PARTIES), relays), min_size=1
)
cited = st.dictionaries(st.sampled_from(NAMES), st.none() | st.sampled_from(PARTIES))


def counts(reports: dict[str, Report], cites: dict[str, str | None]) -> tuple[int, int]:
    uses = [Use(one, cites.get(one)) for one in sorted(reports)]
    return (
        count_witnesses(uses, reports, tops, "P", "Q"),
        count_origins(uses, reports, tops, "P"),
    )


def no_more(after: tuple[int, int], before: tuple[int, int]) -> bool:
    return all(new <= old for new, old in zip(after, before, strict=True))


@settings(max_examples=500)
@given(graphs, cited, st.data())
def test_leaving_out_a_report_never_raises_a_count(
    reports: dict[str, Report], cites: dict[str, str | None], data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(sorted(reports)))
    # What relayed it now relays something of which nobody knows what it draws on.
    left = {name: one for name, one in reports.items() if name != gone}
    missing = {**left, gone: Report("nobody")}
    uses = [Use(one, cites.get(one)) for one in sorted(left)]
    after = (
        count_witnesses(uses, missing, tops, "P", "Q"),
        count_origins(uses, missing, tops, "P"),
    )
    assert no_more(after, counts(reports, cites))


@settings(max_examples=500)
@given(graphs, cited, st.data())
def test_one_more_source_of_a_report_never_raises_a_count(
    reports: dict[str, Report], cites: dict[str, str | None], data: st.DataObject
) -> None:
    relaying = sorted(name for name, one in reports.items() if one.relays)
    if not relaying:
        return
    name = data.draw(st.sampled_from(relaying))
    more = data.draw(st.sampled_from(NAMES + PARTIES))
    known = reports[name].relays or ()
    changed = {**reports, name: Report(reports[name].publisher, (*known, more))}
    # An id that nothing describes would turn into a party by being described.
    assert no_more(counts(changed, cites), counts(reports, cites))


@settings(max_examples=300)
@given(st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1), max_size=7))
def test_the_count_is_the_largest_number_of_separate_sets(sources: list[Roots]) -> None:
    best = max(
        len(chosen)
        for size in range(len(sources) + 1)
        for chosen in itertools.combinations(sources, size)
        if all(not one & other for one, other in itertools.combinations(chosen, 2))
    )
    assert count_separate(sources) == best

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.models import EdtfDate, Role, dates
from generator.pages.words import day_words, period_words

D = dt.date


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "words"),
    [
        ("2023-09-11", D(2023, 9, 11), D(2023, 9, 11), "11 September 2023"),
        ("2024-02-29", D(2024, 2, 29), D(2024, 2, 29), "29 February 2024"),
        (" 2023-09-11 ", D(2023, 9, 11), D(2023, 9, 11), "11 September 2023"),
        ("2023-09", D(2023, 9, 1), D(2023, 9, 30), "September 2023"),
        ("2024-02", D(2024, 2, 1), D(2024, 2, 29), "February 2024"),
        ("2023", D(2023, 1, 1), D(2023, 12, 31), "2023"),
        ("2023-09-11~", D(2023, 9, 11), D(2023, 9, 11), "11 September 2023 (approximate)"),
        ("2023-09?", D(2023, 9, 1), D(2023, 9, 30), "September 2023 (uncertain)"),
        ("2023%", D(2023, 1, 1), D(2023, 12, 31), "2023 (approximate and uncertain)"),
        ("[2023-09-11..2023-09-12]", D(2023, 9, 11), D(2023, 9, 12), "11 or 12 September 2023"),
        ("[2023-09-11..2023-09-14]", D(2023, 9, 11), D(2023, 9, 14), "11–14 September 2023"),
        (
            "2020-09-27/2020-11-10",
            D(2020, 9, 27),
            D(2020, 11, 10),
            "27 September 2020 – 10 November 2020",
        ),
        ("2020-09-11/2020-09-14", D(2020, 9, 11), D(2020, 9, 14), "11–14 September 2020"),
        ("2019/2021", D(2019, 1, 1), D(2021, 12, 31), "2019–2021"),
        ("199X", D(1990, 1, 1), D(1999, 12, 31), "1990–1999"),
        ("2023-09-XX", D(2023, 9, 1), D(2023, 9, 30), "September 2023"),
        ("2020-09-27/..", D(2020, 9, 27), None, "from 27 September 2020"),
        ("../2020-09-27", None, D(2020, 9, 27), "until 27 September 2020"),
        ("2020-09-27/", D(2020, 9, 27), None, "from 27 September 2020"),
        ("/2020-09-27", None, D(2020, 9, 27), "until 27 September 2020"),
    ],
)
def test_a_date_knows_its_days_and_its_words(
    text: str, earliest: D | None, latest: D | None, words: str
) -> None:
    date = EdtfDate.parse(text)
    assert (date.earliest, date.latest) == (earliest, latest)
    assert date.display() == words
    assert date.text == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "11 September 2023",
        "2023-02-29",
        "2023-02-30",
        "2023-13",
        "2023-00",
        "2023-09-00",
        "20230911",
        "2023-9-1",
        "2020/2019",
        "2023-02-29/2023-03-01",
        "0000",
        "-0044",
        "Y17E7",
        "XXXX",
        "..",
        "no",
        "2023-1X",
        "/",
        "//",
        "../0",
        "../2020/2021",
        "٢٠٢٣-٠٩-١١",
        "2023-09-11T10:00:00Z",
        "2023-09-11T10:00:00/2023-09-12",
        "[2023-09-12..2023-09-11]",
    ],
)
def test_what_is_no_date_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        EdtfDate.parse(text)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("text", "exact"),
    [("2023-09-11", True), ("2023-09-11~", False), ("2023-09-11?", False), ("2023-09", False)],
)
def test_only_one_certain_day_is_exact(text: str, exact: bool) -> None:
    assert EdtfDate.parse(text).is_exact is exact


def test_dates_sort_by_their_first_day_then_their_last() -> None:
    in_order = ["../2019", "2019-12-31", "2020-01-01", "2020-01", "2020", "2020/..", "2020-02-01"]
    dates = sorted((EdtfDate.parse(text) for text in reversed(in_order)), key=lambda d: d.sort_key)
    assert [date.text for date in dates] == in_order


def test_a_date_has_the_year_that_it_begins_in() -> None:
    assert EdtfDate.parse("2020-09-27/2021-01-01").year == 2020
    assert EdtfDate.parse("../2021").year == 2021


@given(st.dates())
def test_every_day_is_its_own_date(day: D) -> None:
    date = EdtfDate.parse(day.isoformat())
    assert date.earliest == date.latest == day
    assert date.is_exact
    assert day_words(day) == date.display()
    assert str(day.year) in date.display()


@given(st.dates(), st.dates())
def test_an_interval_begins_and_ends_with_its_days(one: D, other: D) -> None:
    first, last = sorted((one, other))
    date = EdtfDate.parse(f"{first.isoformat()}/{last.isoformat()}")
    assert (date.earliest, date.latest) == (first, last)


@settings(max_examples=300)
@given(st.text(st.sampled_from("0123456789-~?%/.[]{}XuYEyST:Z, "), max_size=22))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        date = EdtfDate.parse(text)
    except ValueError:
        return
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest
    assert date.display()
    assert date.sort_key[0] <= date.sort_key[1]


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            [
                "2023",
                "-02",
                "-30",
                "-1X",
                "~",
                "?",
                "/",
                "..",
                "[",
                "]",
                ",",
                "{",
                "}",
                "Y",
                "E9",
                "-21",
            ]
        ),
        max_size=8,
    )
)
def test_anything_that_looks_like_a_date_is_one_or_a_value_error(parts: list[str]) -> None:
    test_any_text_is_a_date_or_a_value_error.hypothesis.inner_test("".join(parts))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"from": "2020", "to": "2021"}, "2020 – 2021"),
        ({"from": "2020-05-01"}, "from 1 May 2020"),
        ({"to": "2021"}, "until 2021"),
        ({"as_of": "2021-03"}, "as of March 2021"),
        ({"from": "2020", "as_of": "2021-03~"}, "from 2020, as of March 2021 (approximate)"),
        (
            {"from": "2020-05-01", "to": "[2024-09-18..2024-10-21]"},
            "1 May 2020 – some day between 18 September 2024 and 21 October 2024",
        ),
        ({"to": "[2024-09-18..2024-09-19]"}, "until 18 or 19 September 2024"),
    ],
)
def test_a_role_says_when_it_was_held(fields: dict[str, str], words: str) -> None:
    assert period_words(Role.model_validate({"title": "x", **fields})) == words


_years = st.sampled_from(["0000", "0001", "1900", "2000", "2023", "2024", "9999"])
_rest = st.sampled_from(
    ["", *(f"-{month:02}" for month in range(15)), "-21", "-02-28", "-02-29", "-04-30", "-04-31",
     "-12-31", "-01-01", "-13-01", "-1-1", "-001"]
)  # fmt: skip
_single = st.builds(lambda *parts: "".join(parts), _years, _rest, st.sampled_from(["", *"~?%"]))


@settings(max_examples=600)
@given(
    _single
    | st.builds("{}/{}".format, _single, _single)
    | st.builds("[{}..{}]".format, _single, _single)
)
def test_the_quick_way_to_a_date_agrees_with_the_library(text: str) -> None:
    quick = dates._plain(text)
    if quick is not None:
        assert quick == tuple(dates._day(day) for day in dates._edtf_library(text))


@pytest.mark.parametrize("text", ["2023", "2023-09", "2023-09-11~", "2024-02/2024-03-01?",
                                  "[2023-09-11..2023-09-12]"])  # fmt: skip
def test_the_usual_dates_go_the_quick_way(text: str) -> None:
    assert dates._plain(text)

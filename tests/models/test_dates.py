import datetime as dt
import re
import subprocess
import sys

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.language import day_words
from article_briefings.models._dates import DATE_PATTERN, MAX_DATE, EdtfDate
from article_briefings.models._register import Role
from article_briefings.pages._labels import period_words

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
        ("0001", D(1, 1, 1), D(1, 12, 31), "1"),
        ("0001-01-01", D(1, 1, 1), D(1, 1, 1), "1 January 1"),
        ("../0001-01-01", None, D(1, 1, 1), "until 1 January 1"),
        ("9999-12", D(9999, 12, 1), D(9999, 12, 31), "December 9999"),
        ("9999-12~", D(9999, 12, 1), D(9999, 12, 31), "December 9999 (approximate)"),
        ("9999-12-31", D(9999, 12, 31), D(9999, 12, 31), "31 December 9999"),
        ("9999-12-30/9999-12-31", D(9999, 12, 30), D(9999, 12, 31), "30–31 December 9999"),
        ("9999-12-31/..", D(9999, 12, 31), None, "from 31 December 9999"),
        ("0001/9999", D(1, 1, 1), D(9999, 12, 31), "1–9999"),
        ("999X", D(9990, 1, 1), D(9999, 12, 31), "9990–9999"),
        ("1XXX", D(1000, 1, 1), D(1999, 12, 31), "1000–1999"),
        ("2023-XX-XX", D(2023, 1, 1), D(2023, 12, 31), "2023"),
        ("2031-21", D(2031, 3, 1), D(2031, 5, 31), "spring 2031"),
        ("2031-24~", D(2031, 12, 1), D(2031, 12, 31), "winter 2031 (approximate)"),
        ("9999-24", D(9999, 12, 1), D(9999, 12, 31), "winter 9999"),
        ("2024-02-29~", D(2024, 2, 29), D(2024, 2, 29), "29 February 2024 (approximate)"),
        (
            "1900-02/2000-02-29?",
            D(1900, 2, 1),
            D(2000, 2, 29),
            "1 February 1900 – 29 February 2000 (uncertain)",
        ),
        ("[1667, 1668,1670..1672]", D(1667, 1, 1), D(1672, 12, 31), "1667–1672"),
        ("[1672,1667]", D(1667, 1, 1), D(1672, 12, 31), "1667–1672"),
        ("{1960,1961-12}", D(1960, 1, 1), D(1961, 12, 31), "1960–1961"),
        ("[..1760-12-03]", None, D(1760, 12, 3), "until 3 December 1760"),
        ("[1760-01,1760-12..]", D(1760, 1, 1), None, "from 1 January 1760"),
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
        "[2020,2023..2022]",
        "Y1E99999999",
        "Y17000000002",
        "000X",
        "00XX-12",
        "156X-12-25",
        "1950S2",
        "2023-25",
        "2023-02-29~",
        "2001-02-29/..",
        "[2023]",
        "[..]",
        "[..1760,1780..]",
        "[2023",
        "[2023}",
        "2022..2023",
        "[2020/2021]",
        "[2020,,2021]",
        "2004-06~-11",
        "2023-09-11\n2023",
        "[" + ",".join(f"{year}" for year in range(1000, 2600)) + "]",
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


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Y1E99999999", "from 0001 to 9999"),
        ("-0044-03-15", "from 0001 to 9999"),
        ("0000-01-01", "from 0001 to 9999"),
        ("04.11.2031", "write year-month-day"),
        ("2023-02-30", "does not exist in that month"),
        ("2023-13", "the month in the year"),
        ("2023-09-11T10:00:00Z", "no time of day"),
        ("2020/2019", "ends before it begins"),
        ("[" + ", ".join(["2023-09-11"] * 21) + "]", "at most 60 characters; this has 252"),
    ],
)
def test_the_reason_says_what_to_change(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        EdtfDate.parse(text)


def test_no_text_keeps_the_parser_busy() -> None:
    """In a process that can be ended: the old parser's one call could not be interrupted."""
    texts = [piece * (MAX_DATE // len(piece)) for piece in PIECES]
    texts += [opening + text for opening in "[{/Y-" for text in texts]
    program = (
        "import sys, contextlib\nfrom article_briefings.models import EdtfDate\n"
        "for text in sys.argv[1:]:\n"
        "    with contextlib.suppress(ValueError): EdtfDate.parse(text)\n"
    )
    subprocess.run([sys.executable, "-c", program, *texts, "Y1E99999999"], check=True, timeout=30)


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


PIECES = ["2023", "0001", "9999", "199X", "XX", "X", "-02", "-12", "-31", "-30", "-29", "-1X",
          "~", "?", "%", "/", "..", ".", "[", "]", ",", ", ", " ", "{", "}", "Y", "E9", "S2", "-21",
          "-24", "T10:00", "٣"]  # fmt: skip


@settings(max_examples=300)
@given(
    st.text(st.sampled_from("0123456789-~?%/.[]{}XuYEyST:Z, "), max_size=22)
    | st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
    | st.from_regex(re.compile(DATE_PATTERN), fullmatch=True)
)
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    follows = regex.fullmatch(DATE_PATTERN, text.strip()) and len(text.strip()) <= MAX_DATE
    reason = ""
    try:
        date = EdtfDate.parse(text)
    except ValueError as error:
        reason = str(error)
    if reason:
        assert not follows or re.search("does not exist|ends before", reason)
        return
    assert follows, "the schema's pattern refuses it"
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest
    assert date.display()
    assert date.sort_key[0] <= date.sort_key[1]


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

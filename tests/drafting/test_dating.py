"""Dates of the text, reckoned from its publication."""

from pathlib import Path

import pytest

from tests.drafting.drafted import checked, drafted
from tests.generated import DATES


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("on Monday", "2031-04-28"),
        ("on Tuesday", "2031-04-29"),
        ("last Tuesday", "2031-04-22"),
        ("next Monday", "2031-05-05"),
        ("yesterday", "2031-04-28"),
        ("tomorrow", "2031-04-30"),
        ("last week", "[2031-04-21..2031-04-27]"),
        ("on 3 May 2031", "2031-05-03"),
        ("on May 3, 2031", "2031-05-03"),
        ("on 3 May", "2031-05-03"),
        ("on 30 December", "2030-12-30"),
        ("in March 2030", "2030-03"),
    ],
)
def test_dates_are_reckoned_from_the_publication(words: str, date: str) -> None:
    text = f"Ada Fable said it opened {words}, as planned."  # a Tuesday
    assert [event.date for event in drafted(text).events] == [date]


def test_what_will_be_is_ahead() -> None:
    assert drafted("The bridge will open on Monday.").events[0].date == "2031-05-05"


def test_a_vague_publication_dates_no_weekday() -> None:
    text = "It opened on Monday, not on 3 May 2030."
    assert [event.date for event in drafted(text, date="2031-04").events] == ["2030-05-03"]


@pytest.mark.parametrize("text", ["on 31 June 2031", "on 0 May 2031", "in March 0000"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert drafted(f"It was {text} that it fell.").events == ()


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_fault(date: str) -> None:
    drafted("It fell last week, on Monday, tomorrow, on 3 May and next Friday.", date=date)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mill will stay closed until spring, the mayor said on Tuesday.", "2024-03-05"),
        ("The mayor said that the mill will open on Tuesday.", "2024-03-12"),
        ("The mayor spoke on Monday.", "2024-03-04"),
    ],
)
def test_a_day_is_before_the_publication_unless_the_words_before_it_look_ahead(
    text: str, day: str
) -> None:
    [event] = drafted(text, date="2024-03-05").events
    assert event.date == day


@pytest.mark.parametrize("date", DATES)
def test_a_draft_of_any_day_passes_check(date: str, tmp_path: Path) -> None:
    days = "yesterday, last week, next Monday, on 29 February, in May 9999, on 31 December 9999"
    text = f"Ada Fable said it opened {days}. “It will close,” she said on Sunday."
    assert checked(tmp_path, text, drafted(text, date=date)).diagnostics == ()

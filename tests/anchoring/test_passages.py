import pytest
from hypothesis import given

from article_briefings.anchoring._selectors import TextQuote
from article_briefings.models._nearest import did_you_mean, nearest
from tests.texts import anything

TEXT = (
    "Ministers met on Monday.\n\nThe minister said that no attack was planned; others doubted it."
)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("no attack is planned", "no attack was planned"),
        ("Ministers meet on Monday", "Ministers met on Monday"),
        ("NO attack was  planned", "no attack was planned"),
        ("that no attack was\nplaned", "that no attack was planned"),
    ],
)
def test_the_nearest_passage_is_cut_at_words(quote: str, expected: str) -> None:
    passage = TextQuote(quote).nearest_passage(TEXT)
    assert passage is not None
    assert expected in passage.of(TEXT)
    assert len(passage) <= len(expected) + 12


@pytest.mark.parametrize("quote", ["", "   ", "zzzz qqqq xxxx", "漢字漢字"])
def test_what_is_like_nothing_has_no_passage(quote: str) -> None:
    assert TextQuote(quote).nearest_passage(TEXT) is None


@given(anything, anything)
def test_a_passage_lies_in_the_text_and_cuts_no_word(text: str, quote: str) -> None:
    passage = TextQuote(quote).nearest_passage(text)
    if passage is None:
        return
    assert passage.end <= len(text)
    shown = passage.of(text)
    assert shown == shown.strip()
    before, after = text[: passage.start][-1:], text[passage.end :][:1]
    assert not shown or not (before.isalnum() and shown[0].isalnum())
    assert not shown or not (after.isalnum() and shown[-1].isalnum())


KNOWN = ["armenia", "azerbaijan", "nasser-kanaani", "tasnim"]


def test_the_nearest_name_is_named() -> None:
    assert nearest("naser-kanani", KNOWN) == "nasser-kanaani"
    assert did_you_mean("azerbajan", KNOWN) == 'did you mean "azerbaijan"?'


def test_a_name_like_none_gets_no_hint() -> None:
    assert nearest("xyz", KNOWN) is None
    assert did_you_mean("xyz", KNOWN) == ""
    assert did_you_mean("xyz", []) == ""


def test_the_nearest_name_does_not_depend_on_the_order() -> None:
    assert nearest("ab-1", ["ab-3", "ab-2"]) == nearest("ab-1", ["ab-2", "ab-3"])


@given(anything)
def test_no_name_is_too_odd_for_a_hint(name: str) -> None:
    assert nearest(name, KNOWN) in {None, *KNOWN}

"""Links within a page, and addresses whose letters are spelled out."""

from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup import literal
from generator.pages.anchors import Anchor, spelled
from tests.texts import as_followed


@pytest.mark.parametrize("identifier", ["drill", "mark--мост-2", "actor--ایران", "cue--3-9"])
def test_a_link_says_the_id_as_it_is(identifier: str) -> None:
    assert str(literal(Anchor(identifier))) == f"#{identifier}"


@pytest.mark.parametrize("identifier", ['a"b', "a<b", "a&amp;", "a b", "a\n"])
def test_what_is_no_id_is_refused(identifier: str) -> None:
    with pytest.raises(ValueError, match="not an id"):
        Anchor(identifier)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../%D0%BC-2/#%D0%BC%20%D0%BC", "../м-2/#м%20м"),
        ("#%E2%80%9C%D0%BC%E2%80%9D%2C", "#%E2%80%9Cм%E2%80%9D%2C"),  # quotation marks stay
        ("#%D8%AF%E2%80%8C%D8%AF", "#د%E2%80%8Cد"),  # and so do joiners
        ("#%D0", "#%D0"),  # not UTF-8
        ("#50%25", "#50%25"),
        ("", ""),
    ],
)
def test_letters_are_spelled_out(address: str, expected: str) -> None:
    assert spelled(address) == expected


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_it_is_the_same_address(text: str) -> None:
    address = f"https://a.example/#:~:text={quote(text, safe='')}"
    assert as_followed(spelled(address)) == address
    assert unquote(spelled(address)) == unquote(address)

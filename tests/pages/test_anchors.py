"""Links within a page, and addresses whose letters are spelled out."""

from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.pages._markup import literal
from article_briefings.pages._routes import anchor, iri_encode
from tests.texts import as_followed


@pytest.mark.parametrize("identifier", ["drill", "mark--мост-2", "actor--ایران", "cue--3-9"])
def test_a_link_says_the_id_as_it_is(identifier: str) -> None:
    assert str(literal(anchor(identifier))) == f"#{identifier}"


@pytest.mark.parametrize("identifier", ['a"b', "a<b", "a&amp;", "a b", "a\n"])
def test_what_is_no_id_is_refused(identifier: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        anchor(identifier)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("../м-2/м м", "../м-2/м%20м"),
        ("“м”,", "%E2%80%9Cм%E2%80%9D%2C"),  # quotation marks are no letters
        ("د\u200cد", "د%E2%80%8Cد"),  # and joiners are none
        ("e\u0301", "e\u0301"),
        ("50%", "50%25"),
        ("", ""),
    ],
)
def test_letters_are_spelled_out(text: str, expected: str) -> None:
    assert iri_encode(text) == expected


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_it_is_the_same_address(text: str) -> None:
    assert as_followed(iri_encode(text)) == quote(text)
    assert as_followed(iri_encode(text, safe="")) == quote(text, safe="")
    assert unquote(iri_encode(text)) == text

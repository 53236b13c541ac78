import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.pages import _routes as routes
from article_briefings.pages._paging import PagerView, cut, pager, span_names
from article_briefings.pages._routes import PageLinks


def _pager(number: int, last: int) -> PagerView | None:
    return pager(PageLinks(routes.claims(number)), routes.claims, number, last)


def _texts(number: int, last: int) -> str:
    view = _pager(number, last)
    assert view is not None
    return " ".join(f"[{page.text}]" if page.current else page.text for page in view.pages)


def test_one_page_needs_no_links() -> None:
    assert _pager(1, 1) is None


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 3, "[1] 2 3"),
        (1, 9, "[1] 2 3 … 9"),
        (5, 9, "1 2 3 4 [5] 6 7 8 9"),
        (6, 20, "1 … 4 5 [6] 7 8 … 20"),
        (20, 20, "1 … 18 19 [20]"),
    ],
)
def test_the_first_the_last_and_the_pages_beside_are_linked(
    number: int, last: int, shown: str
) -> None:
    assert _texts(number, last) == shown


def test_the_pages_before_and_after_are_linked() -> None:
    first, middle, last = (_pager(number, 3) for number in (1, 2, 3))
    assert first is not None
    assert middle is not None
    assert last is not None
    assert (first.previous, first.next) == ("", "2/")
    assert (middle.previous, middle.next) == ("../", "../3/")
    assert (last.previous, last.next) == ("../2/", "")


@given(st.integers(2, 400).flatmap(lambda last: st.tuples(st.integers(1, last), st.just(last))))
def test_links_stay_few_and_every_page_is_reached(place: tuple[int, int]) -> None:
    number, last = place
    view = _pager(number, last)
    assert view is not None
    assert len(view.pages) <= 9
    assert [page.text for page in view.pages if page.current] == [str(number)]
    assert view.previous or number == 1
    assert view.next or number == last
    numbers = [int(page.text) for page in view.pages if page.text != "…"]
    assert numbers == sorted(set(numbers))


@given(st.lists(st.integers()), st.integers(1, 7))
def test_pages_hold_every_item_once_and_in_order(items: list[int], size: int) -> None:
    parts = cut(items, size)
    assert [item for part in parts for item in part] == items
    assert max(map(len, parts)) <= size
    assert len(parts) == max(1, -(-len(items) // size))


def test_pages_of_names_say_whose_they_are() -> None:
    assert span_names([["Ada Fable", "Cem Ak"], ["Dan Ek"], ["Eva Ø", "Eva Z"]]) == [
        "Ada – Cem",
        "Dan",
        "Eva",
    ]


def test_names_that_begin_alike_are_told_apart_by_their_next_words() -> None:
    pages = [
        ["The dam", "The old mill"],
        ["The old quarry", "The river"],
        ["The river", "Zoning"],
    ]
    assert span_names(pages) == [
        "The – The old mill",
        "The old quarry – The river",
        "The river – Zoning",
    ]
    assert span_names([]) == []

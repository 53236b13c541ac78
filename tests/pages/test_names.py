"""The order of names: as a reader looks for them, whatever their script."""

import random

import pytest

from article_briefings.models._register import Actor
from article_briefings.pages._labels import name_key, native_name
from tests.building import actor

ORDERED = {
    "letters with marks stand with those without": (
        *("Cem", "Çiğdem", "Cuma", "Oğuz", "Ohan", "Öner", "Orhan"),
        *("Şahin", "Samir", "Ümit", "Uzay"),
    ),
    "letters of their own stand beside the one they look like": (
        *("Eldar", "Emin", "Əli", "Əziz", "Farid", "İlham", "Irada", "Isa", "ıldız", "Jale"),
    ),
    "marks and case tell apart what is else the same": ("ali", "Ali", "âli", "Âli"),
    "Armenian": ("Աննա", "Արմեն", "Բաբկեն", "Գոհար", "Եվա", "Զարա", "Ընձա", "Օննիկ", "Ֆրունզիկ"),
    "Russian": ("Егор", "Ёлкин", "Ерёма", "Жанна", "Иван", "Игорь", "Йосиф", "Каха", "Яна"),
    "Persian": ("آرش", "بهرام", "پروین", "تینا", "جلال", "چنگیز", "سارا", "گلنار", "یاسمن"),
    "scripts stand apart": ("Ənvər", "Zaur", "Анна", "Արմեն", "سارا"),
}


@pytest.mark.parametrize("rule", list(ORDERED))
def test_names_are_ordered_as_a_reader_expects(rule: str) -> None:
    names = list(ORDERED[rule])
    random.Random(7).shuffle(names)
    assert sorted(names, key=name_key) == list(ORDERED[rule])


@pytest.mark.parametrize(
    ("native", "shown"),
    [
        (None, ("", "")),
        ({"text": "Ada Fable", "language": "fr"}, ("", "")),
        ({"text": "آدا فابل", "language": "fa"}, ("آدا فابل", "fa")),
    ],
)
def test_a_native_name_is_shown_where_it_is_another_name(
    native: dict[str, str] | None, shown: tuple[str, str]
) -> None:
    assert native_name(Actor.model_validate(actor(native_name=native))) == shown

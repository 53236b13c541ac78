"""Quotations in lists: cut between words, never within a character."""

from pathlib import Path

import pytest

from article_briefings.pages import _routes as routes
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._views import EXCERPT, Quotation, excerpt
from tests.building import FOLDER, briefing, compiled, own_claim

WORDS = [f"word{number}" for number in range(EXCERPT + 5)]


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([" ".join(WORDS[:EXCERPT])], None),
        ([" ".join(WORDS)], [" ".join(WORDS[:EXCERPT])]),
        (["one, two", " ".join(WORDS)], ["one, two", " ".join(WORDS[: EXCERPT - 2])]),
        ([" ".join(WORDS[:EXCERPT]), "more"], [" ".join(WORDS[:EXCERPT])]),
        (["\r\n".join(WORDS[:2])], [" ".join(WORDS[:2])]),
    ],
)
def test_a_long_quotation_ends_between_two_words(parts: list[str], shown: list[str] | None) -> None:
    found = excerpt(parts, "en")
    assert list(found.parts) == (shown or parts)
    assert found.cut == (sum(len(part.split()) for part in parts) > EXCERPT)


@pytest.mark.parametrize(
    ("text", "language", "kept"),
    [
        ("\u4eca" * 150, "zh", 100),
        ("\u304b\u3099" * 75, "ja", 100),  # a letter with its mark
        ("\u304b" * 99 + "\u304b\u3099" * 9, "ja", 101),
        ("\u0e01" * 99 + "\u0e01\u0e33" * 9, "th", 101),
        ("\u0e01" * 99 + "\u0e01\u0e34\u0e48" * 9, "th", 102),
        ("\U00020000" * 150, "zh", 100),
        ("a\u0301" * 900, "en", 1600),
        ("a" * 1599 + "\U0001f469\u200d\U0001f467" * 9, "en", 1602),
        ("a" * 1599 + "\U0001f44b\U0001f3fd" * 9, "en", 1601),
    ],
)
def test_what_has_no_spaces_is_cut_between_characters(text: str, language: str, kept: int) -> None:
    assert excerpt([text], language) == Quotation((text[:kept],), language, "ltr", cut=True)


def test_controls_of_direction_have_no_effect_in_a_list() -> None:
    assert excerpt(["\u202eabc"], "fa") == Quotation(("\ufffdabc",), "fa", "rtl")


@pytest.mark.parametrize(
    ("parts", "plain"),
    [
        (
            ["“unfriendly steps” the country was taking"],
            "“unfriendly steps” the country was taking",
        ),
        (["steps that are «unfriendly»", "so"], "steps that are «unfriendly» … so"),
        (["the “unfriendly” steps"], "“the “unfriendly” steps”"),
        (["the workers’"], "“the workers’”"),
    ],
)
def test_words_with_marks_of_their_own_get_no_others(parts: list[str], plain: str) -> None:
    assert excerpt(parts, "en").plain == plain


def test_a_row_shows_the_words_of_the_text_that_the_claim_quotes(tmp_path: Path) -> None:
    text = f"{' '.join(WORDS)}.\n"
    quote = [WORDS[0], " ".join(WORDS[2:])]
    value = briefing(text, claims=[own_claim("c", quote)], cast=[])
    corpus = compiled(tmp_path, articles={FOLDER: (text, value)}).corpus
    [ref] = corpus.claims()
    row = ClaimViews(corpus, routes.PageLinks(routes.CLAIMS)).row(ref)
    shown = (WORDS[0], " ".join(WORDS[2 : EXCERPT + 1]))
    assert row.quote == Quotation(shown, "en", "ltr", cut=True)
    assert row.quote.plain == f"“{shown[0]}” … “{shown[1]}” …"
    assert ref.quote == " … ".join(quote)


def test_lists_are_made_again_where_only_the_articles_signs_change(tmp_path: Path) -> None:
    contents = []
    for sign in "'’":
        text = f"It{sign}s a drill.\n"
        value = briefing(text, claims=[own_claim("c", "It's a drill")], cast=[])
        corpus = compiled(tmp_path / str(ord(sign)), articles={FOLDER: (text, value)}).corpus
        [ref] = corpus.claims()
        contents.append([*ref.content()])
    assert contents[0] != contents[1]

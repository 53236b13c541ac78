"""Words of the article cut to a length: titles, labels, ids."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.drafting._excerpts import (
    Ids,
    around,
    cut_within,
    heading,
    id_words,
    shortened,
)
from article_briefings.drafting._lexicon import DANGLING
from article_briefings.models._text import Span
from tests.drafting.articles import ARTICLES
from tests.drafting.drafted import drafted


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        ("The bridge is safe.", "The bridge is safe"),
        # The first sentence, where there is more than one.
        ("The bridge over the Ash is safe. It opened in May.", "The bridge over the Ash is safe"),
        ("Mr. Novel of Oldtown is back. He slept.", "Mr. Novel of Oldtown is back"),
        ("No. Nobody was hurt when it fell.", "No. Nobody was hurt when it fell"),
        # A pause, though more words would fit.
        (
            "The old bridge over the Ash is safe, the engineers of the city said on Monday.",
            "The old bridge over the Ash is safe …",
        ),
        (
            "The old bridge over the Ash was closed because nobody had looked at its pillars.",
            "The old bridge over the Ash was closed …",
        ),
        (
            "The old bridge over the Ash is safe — the tests of last week show it clearly.",
            "The old bridge over the Ash is safe …",
        ),
        # No pause: before a preposition, but not within a name.
        (
            "The governor of the Republic of Oldland will open the old bridge over the river Ash.",
            "The governor of the Republic of Oldland will open the old bridge …",
        ),
        (
            "The governor declared a long state of emergency at the Ministry of the Interior.",
            "The governor declared a long state of emergency …",
        ),
        # No preposition either: between words, and no article or verb is left behind.
        (
            "Engineers promised Oldtown citizens safer taller wider cheaper bridges than these.",
            "Engineers promised Oldtown citizens safer taller wider cheaper …",
        ),
        (
            "Oldtown engineers promised citizens safer taller wider bridges, that the town is old.",
            "Oldtown engineers promised citizens safer taller wider bridges …",
        ),
        # A number is one word, and so are two years.
        (
            "Oldtown engineers want the pay of 2020–2022 again, wherever money is to be found.",
            "Oldtown engineers want the pay of 2020–2022 again …",
        ),
        (
            "Oldtown engineers want 3,400,000,000 more bridges quickly everywhere because of cars.",
            "Oldtown engineers want 3,400,000,000 more bridges quickly …",
        ),
        # A quotation is whole, or closed where it is cut.
        (
            "The mayor of the old town said “it is safe, and it is new, and it is ours alone”.",
            "The mayor of the old town said …",
        ),
        (
            "“It is safe, and it is new, and it has been paid for by all of us together,” he said.",
            "“It is safe, and it is new …”",
        ),
        (
            "The bridge at Oldtown (built in 1890, widened in 1950, closed in 2020) is open again.",
            "The bridge at Oldtown …",
        ),
        # Other languages have signs, and no words that are known.
        (
            "Die alte Brücke über die Asche ist sicher, sagte die Bürgermeisterin am Montag.",
            "Die alte Brücke über die Asche ist sicher …",
        ),
        (
            "сообщила мэр города " * 4,
            "сообщила мэр города сообщила мэр города сообщила мэр города …",
        ),
        ("桥" * 30 + "，" + "安" * 60, "桥" * 30 + " …"),
        ("桥" * 100, "桥" * 64 + " …"),
    ],
)
def test_a_heading_ends_where_a_reader_pauses(words: str, cut: str) -> None:
    assert heading(words, 67) == cut


def test_what_fits_is_not_cut() -> None:
    assert shortened("The bridge, which is", 20) == "The bridge, which is"
    assert shortened("", 20) == ""


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Monday", "The bridge opened on Monday …"),
        ("Friday", "… which nobody had expected before Friday …"),
        ("Sunday", "… said at once that it will be closed on Sunday"),
    ],
)
def test_a_label_has_the_words_that_it_is_about(date: str, expected: str) -> None:
    line = (
        "The bridge opened on Monday, which nobody had expected before Friday, and the mayor said "
        "at once that it will be closed on Sunday"
    )
    at = line.index(date)
    assert around(line, Span(at, at + len(date)), 50) == expected


def test_the_labels_of_events_have_their_date() -> None:
    for article in ARTICLES:
        for event in drafted(article.text, date=article.date, register={}).events:
            assert " ".join(event.quote[0].exact.split()) in event.label
            assert len(event.label) <= 120


# --- any words -------------------------------------------------------------------------------

_PARTS = (
    *("the", "bridge", "of", "Oldtown", "is", "safe", "who", "because", "and", "that", "It", "Dr."),
    *(
        "“it",
        "”",
        "“",
        "(",
        "a)",
        "[b]",
        "]",
        "said,",
        "safe.",
        "—",
        "桥，",
        "e\u0301",
        "…",
        "1,000",
        ";",
    ),
)
_LINES = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200),
    st.lists(
        st.sampled_from(_PARTS),
        max_size=40,
    ).map(" ".join),
).map(lambda text: " ".join(text.split()))


@settings(max_examples=400)
@given(line=_LINES, limit=st.integers(10, 80))
def test_a_cut_line_is_the_beginning_of_the_line(line: str, limit: int) -> None:
    cut = shortened(line, limit)
    assert len(cut) <= limit
    if len(line) <= limit:
        assert cut == line
    elif not line.startswith(cut):
        kept, ellipsis, closing = cut.rpartition(" …")
        assert ellipsis
        assert line.startswith(kept)
        assert len(closing) <= 1


@settings(max_examples=400)
@given(line=_LINES, limit=st.integers(10, 80))
def test_a_cut_leaves_no_half_word_and_no_loose_end(line: str, limit: int) -> None:
    end, is_complete = cut_within(line, limit)
    kept = line[:end]
    if is_complete or " " not in line[:limit].strip():
        return
    words = re.findall(r"\S+", kept)
    if len(words) > 1 and kept != line[:limit]:
        assert not line[end].isalnum() or not kept[-1].isalnum() or not kept.isascii()
        assert words[-1].lower() not in DANGLING


@settings(max_examples=300)
@given(line=_LINES, limit=st.integers(10, 80), data=st.data())
def test_a_label_is_within_its_limit(line: str, limit: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(line)))
    label = around(line, Span(at, min(len(line), at + 5)), limit)
    assert len(label) <= limit


# --- ids -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The bridge is safe", "the-bridge-is-safe"),
        ("The engineers have voiced doubts of their own", "the-engineers-have-voiced-doubts"),
        ("to be or not to be that", "to-be"),
        ("“Oldtown’s” 4,000 people", "oldtown-s-4-000-people"),
        ("x" * 80, "x" * 50),
        ("half-timbered " + "y" * 45, "half-timbered"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_an_id_does_not_end_within_a_phrase(words: str, expected: str) -> None:
    assert id_words(words, 6, 50) == expected


def test_ids_are_used_once() -> None:
    ids = Ids()
    assert [ids.of("The bridge", "claim"), ids.of("The bridge", "claim")] == [
        "the-bridge",
        "the-bridge-2",
    ]
    assert [ids.of("!", "claim"), ids.of("?", "claim")] == ["claim-1", "claim-2"]
    assert ids.of("Background", "claim") == "background-2"

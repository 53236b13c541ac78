"""Whatever the text, its draft passes the check."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from article_briefings.anchoring._folding import without_unseen
from article_briefings.diagnostics import NotEnough
from article_briefings.drafting._document import briefing_yaml
from tests.drafting.articles import ARTICLES
from tests.drafting.drafted import checked, drafted

_WORDS = (
    *("Ada Fable", "She", "he", "The ministry", "Moscow", "Dr. No", "said", "told", "reports"),
    *("that", "according to", "denied", "adding", "“", "”", '"', "'", ",", ".", "?", ";", ":"),
    *("\n", "on Monday", "who", "and", "but", "is", "Gazette", "—", "…", "’s", "was quoted as"),
    *(
        "saying",
        "to complain about",
        "the",
        "bridge",
        "U.S.",
        "\u2028",
        "e\u0301",
        "\u200c",
        "خبر",
        "3 May",
    ),
)
_SEEDS = " ".join(article.text for article in ARTICLES).split(" ")


@st.composite
def _torn(draw: st.DrawFn) -> str:
    """A piece of a real text with words put in, twice sometimes."""
    start = draw(st.integers(0, len(_SEEDS) - 1))
    words = _SEEDS[start : start + draw(st.integers(1, 40))]
    for word in draw(st.lists(st.sampled_from(_WORDS), max_size=5)):
        words.insert(draw(st.integers(0, len(words))), word)
    return " ".join(words * draw(st.integers(1, 2)))


_TEXTS = st.one_of(
    _torn(),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=60).map(" ".join),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=25).map("".join),
)


@settings(max_examples=300, deadline=None)
@example(text="that University, pointed out", language="en")
@example(text="said is Republic to complain about", language="en")
@example(text="Ada\u2028Fable said that it\u2029is safe on\u2028Monday.", language="en")
@example(
    text="“It\u2029is safe,” said Nora\u2028Novel. “It\u2029is safe,” she said.", language="en"
)
@given(text=_TEXTS, language=st.sampled_from(["en", "fa"]))
def test_whatever_the_text_the_draft_passes_the_check(
    text: str, language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if not without_unseen(text).strip() or any(c in text for c in "\ufffe\uffff\ufeff"):
        return  # no article, says the loader, or nothing to quote
    root = tmp_path_factory.mktemp("any")
    result = drafted(text, language)
    assert [problem.message for problem in checked(root, text, result).diagnostics] == []
    assert briefing_yaml(result) == briefing_yaml(drafted(text, language))


def test_a_text_without_words_to_quote_is_no_article() -> None:
    with pytest.raises(NotEnough, match="can be quoted"):
        drafted("e" + "\u0301" * 30_000)


@pytest.mark.parametrize(
    "text",
    [
        "“" * 5_000,
        "said " * 20_000,
        "Ada Fable said that " * 5_000,
        "“No,” Ada Fable said. " * 5_000,
        "US " * 30_000,
        "a\n" * 30_000,
        "x" * 100_000,
        "According to " * 8_000,
        '"A b c," he said; ' * 6_000,
        "who said which told that " * 4_000,
    ],
    ids=range(10),
)
def test_a_text_made_to_keep_the_program_busy_is_drafted(text: str, tmp_path: Path) -> None:
    result = drafted(text)
    assert len(result.claims) <= 300
    problems = checked(tmp_path, text, result).diagnostics
    assert [problem.code for problem in problems] == []

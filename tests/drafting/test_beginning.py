"""What is known of an article before it is drafted, and what is asked for."""

import pytest

from article_briefings.diagnostics import NotEnough
from article_briefings.drafting._beginning import ArticleDetails
from tests.drafting.drafted import REGISTER


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (ArticleDetails("drill", "", "en"), "--date"),
        (ArticleDetails("drill", "soon", "en"), "is not a date"),
        (ArticleDetails("drill", "2031", "english"), "language tag"),
        (ArticleDetails("drill", "2031", ""), "--language"),
        (ArticleDetails("Drill!", "2031", "en"), ""),
        (ArticleDetails("!!!", "2031", "en"), "no address"),
        (ArticleDetails("drill", "2031", "en", outlet="gazete"), "gazette"),
        (ArticleDetails("drill", "2031", "en", outlet="ada-fable"), "not an outlet"),
        (ArticleDetails("drill", "2031", "en", url="javascript:1"), "https://"),
    ],
)
def test_what_is_missing_is_asked_for(call: ArticleDetails, words: str) -> None:
    if not words:
        assert call.article(None, "Some text.", "0" * 64, REGISTER).slug == "drill"
        return
    with pytest.raises(NotEnough, match=words):
        call.article(None, "Kurzer Text über nichts.", "0" * 64, REGISTER)


def test_english_is_recognised_and_the_folder_has_the_first_day() -> None:
    text = "The mayor of the town said that the bridge was safe for all of them."
    article = ArticleDetails(date="2031-04").article(None, text, "0" * 64, REGISTER)
    assert article.language == "en"
    assert article.folder == "2031-04-01-the-mayor-of-the-town-said-that-the-bridge"
    assert article.dating.startswith("DRAFT. The date was given")
    assert "`" not in article.dating, "the page shows it as it stands"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The bridge of Oldtown is safe. The mayor said so.", "The bridge of Oldtown is safe"),
        ("Bridge is safe\n\nThe mayor of Oldtown said so.", "Bridge is safe"),
        ("***\nBridge\u2028is safe\n", "Bridge is safe"),
        (
            "The bridge of Oldtown is safe and will be open again on Monday, the mayor told the "
            "council of the region after a long debate.",
            "The bridge of Oldtown is safe and will be open again on Monday …",
        ),
    ],
)
def test_a_title_is_the_first_sentence_or_what_of_it_reads_as_one(text: str, title: str) -> None:
    call = ArticleDetails("drill", "2031", "en")
    assert call.article(None, text, "0" * 64, REGISTER).title == title


def test_a_title_has_the_length_of_its_field() -> None:
    call = ArticleDetails("drill", "2031", "en", title="word " * 300)
    title = call.article(None, "Some text.", "0" * 64, REGISTER).title
    assert len(title) <= 1_000
    assert title.endswith("word …")

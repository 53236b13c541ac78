import itertools

import pytest
from hypothesis import given

from article_briefings.anchoring._quotations import Coverage, quoted
from article_briefings.models._text import Span, paragraphs
from tests.texts import anything


def quotations(text: str) -> list[str]:
    return [span.of(text) for span in quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He said “no way” twice.", ["no way"], id="double"),
        pytest.param('He said "no way" twice.', ["no way"], id="straight double"),
        pytest.param("Il dit « non » deux fois.", [" non "], id="guillemets"),
        pytest.param("He said ‘no way’ twice.", ["no way"], id="single"),
        pytest.param("He said 'no way' twice.", ["no way"], id="straight single"),
        pytest.param("Er sagte „nein“ zweimal.", ["nein"], id="low"),
        pytest.param("彼は「いいえ」と言った。", ["いいえ"], id="corner brackets"),
        pytest.param("“One,” she said, “two.”", ["One,", "two."], id="two in a sentence"),
        pytest.param('"One," she said, "two."', ["One,", "two."], id="two straight ones"),
        pytest.param("“He said ‘no’ to me”", ["He said ‘no’ to me"], id="one within another"),
        pytest.param("‘He said “no” to me’", ["He said “no” to me"], id="the other way round"),
        pytest.param("‘I don’t know,’ he said.", ["I don’t know,"], id="an apostrophe within"),
        pytest.param("'I don't know,' he said.", ["I don't know,"], id="a straight one within"),
        pytest.param("It’s the ministers’ plan.", [], id="apostrophes only"),
        pytest.param("It's the ministers' plan.", [], id="straight apostrophes only"),
        pytest.param("In the '90s they met again.", [], id="an apostrophe before a year"),
        pytest.param("Get 'em all, she said.", [], id="an apostrophe before a word"),
        pytest.param("“It is over", ["It is over"], id="never closed"),
        pytest.param("a “b\nc” d", ["b"], id="closed in the next paragraph only"),
        pytest.param(
            "“One.\n\n“Two.\n\n“Three.” He left.", ["One.", "Two.", "Three."], id="a long speech"
        ),
        pytest.param("“One.\r\n“Two.”\r\nHe left.", ["One.", "Two."], id="CRLF"),
        pytest.param("no marks at all", [], id="none"),
        pytest.param("", [], id="nothing"),
        pytest.param("closed” before “opened", ["opened"], id="a stray closing mark"),
        pytest.param("(“in brackets”)", ["in brackets"], id="in brackets"),
        pytest.param("“”", [""], id="empty"),
        pytest.param("他说＂不＂。", ["不"], id="full-width"),
        pytest.param(
            "‘I don\u00ad’t\u200d know,’ he said.", ["I don\u00ad’t\u200d know,"], id="unseen"
        ),
        pytest.param('said\u200f"ll and 90\u200e"', [], id="unseen before an inch mark"),
    ],
)
def test_what_stands_between_quotation_marks(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["no way"], "all"),
        (["“no way”"], "all"),
        (["no way”"], "all"),
        (["He said"], "none"),
        (["said “no"], "some"),
        (["no way” twice"], "some"),
        (["no", "way"], "all"),
        (["no", "twice"], "some"),
        (["He", "twice."], "none"),
        (["“"], "none"),
    ],
)
def test_coverage_counts_letters_and_digits_only(parts: list[str], expected: str) -> None:
    text = "He said “no way” twice."
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in parts]
    assert Coverage.of(text, spans) == expected


@given(anything)
def test_quotations_lie_in_order_each_within_a_paragraph(text: str) -> None:
    spans = quoted(text)
    homes = paragraphs(text)
    assert all(any(home.contains(span) for home in homes) for span in spans)
    assert all(one.end < other.start for one, other in itertools.pairwise(spans))


@given(anything)
def test_a_text_without_marks_has_no_quotation(text: str) -> None:
    bare = "".join(character for character in text if character not in "“„‟«‹「『\"‘‚'")
    assert quoted(bare) == ()
    assert Coverage.of(bare, [Span(0, len(bare))]) == "none"

import itertools
import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from article_briefings.anchoring import _folding as folding
from article_briefings.anchoring._folding import Folded, fold
from article_briefings.anchoring._selectors import TextQuote, as_written
from article_briefings.models._text import Span
from tests.texts import UNSEEN_SIGNS, VARIANTS, anything, repetitive, unseen

texts = anything | repetitive | unseen

# Text, the raw characters that a quote covers, and the quote as people type or copy it.
SAME = [
    pytest.param("She said “no” twice.", "“no”", '"no"', id="double quotes"),
    pytest.param("It’s over.", "It’s", "It's", id="apostrophe"),
    pytest.param("He said ‘no’.", "‘no’", "'no'", id="single quotes"),
    pytest.param("a «drill» begins", "«drill»", '"drill"', id="guillemets"),
    pytest.param("1914–1918 — long", "1914–1918 — long", "1914-1918 - long", id="dashes"),
    pytest.param("minus −5", "−5", "-5", id="minus"),
    pytest.param("non‑stop", "non‑stop", "non-stop", id="no-break hyphen"),
    pytest.param("and so on… The end", "on… The", "on... The", id="ellipsis"),
    pytest.param("and so on... The end", "on... The", "on… The", id="dots typed as an ellipsis"),
    pytest.param("10\u00a0000 men", "10\u00a0000 men", "10 000 men", id="no-break space"),
    pytest.param("two \t  words", "two \t  words", "two words", id="a run of spaces"),
    pytest.param("two words", "two words", " two \n words ", id="white space around the quote"),
    pytest.param("one\r\ntwo", "one\r\ntwo", "one two", id="CRLF"),
    pytest.param("one\n\ntwo", "one\n\ntwo", "one\ntwo", id="paragraphs"),
    pytest.param("cafe\u0301 noir", "cafe\u0301", "caf\u00e9", id="decomposed text"),
    pytest.param("caf\u00e9 noir", "caf\u00e9", "cafe\u0301", id="decomposed quote"),
    pytest.param("\u1112\u1161\u11ab글", "\u1112\u1161\u11ab글", "한글", id="Hangul jamo"),
    pytest.param("می\u200cخواهم", "می\u200cخواهم", "می\u200cخواهم", id="zero-width non-joiner"),
    pytest.param("a\U0001f600b", "\U0001f600b", "\U0001f600b", id="astral"),
    pytest.param(
        "inter\u00adnatio\u00adnal", "inter\u00adnatio\u00adnal", "international", id="SHY"
    ),
    pytest.param("an international", "international", "inter\u00adnational\u00ad", id="typed"),
    pytest.param(
        "e\u00ad\u0301t\u200be", "e\u00ad\u0301t\u200be", "éte", id="SHY before an accent"
    ),
    pytest.param("zero\u200bwidth", "zero\u200bwidth", "zerowidth", id="zero-width space"),
    pytest.param("one \u200b\ufeff two", "one \u200b\ufeff two", "one two", id="between spaces"),
    pytest.param("\u200fshe said\u200e", "she said", "\u202ashe\u200f said\u202c", id="directions"),
    pytest.param("\u2067she\u2069 said", "she\u2069 said", "she said", id="isolates"),
    pytest.param("السـلام", "السـلام", "السلام", id="tatweel"),
    pytest.param("ـــَم", "َم", "َم", id="tatweel at the start"),
    pytest.param(
        "Ｔｅｓｔ　（１）＂ｏｋ＂－", "Ｔｅｓｔ　（１）＂ｏｋ＂－", 'Test (1)"ok"-', id="wide"
    ),
    pytest.param("cafe\u0301 Ltd", "cafe\u0301", "ｃａｆｅ\u0301", id="wide with an accent"),
    pytest.param("１００￥，", "１００￥，", "100¥,", id="wide signs"),
    pytest.param("علي و كتاب", "علي و كتاب", "علی و کتاب", id="yeh and kaf"),
    pytest.param("مستشفى", "مستشفى", "مستشفي", id="alef maksura"),
    pytest.param("أن إلى آخر مؤمن شئ", "أن إلى آخر مؤمن شئ", "ان الی اخر مومن شی", id="hamza"),
    pytest.param("ا\u0654ن ي\u0654", "ا\u0654ن ي\u0654", "أن ئ", id="hamza, decomposed"),
    pytest.param("خانۀ ما", "خانۀ ما", "خانه\u0654 ما", id="heh with hamza"),
    pytest.param("می\u200cخواهم", "می\u200cخواهم", "میخواهم", id="without the non-joiner"),
    pytest.param("\u2764\ufe0f it", "\u2764", "\u2764", id="variation selector"),
]


@pytest.mark.parametrize(("text", "covered", "quote"), SAME)
def test_a_quote_finds_exactly_what_it_covers(text: str, covered: str, quote: str) -> None:
    start = text.index(covered)
    assert TextQuote(quote).match(text) == [Span(start, start + len(covered))]


@pytest.mark.parametrize(("text", "covered", "quote"), SAME)
def test_what_a_quote_covers_is_described_by_its_own_words(
    text: str, covered: str, quote: str
) -> None:
    [span] = TextQuote(quote).match(text)
    assert TextQuote.describe(text, span) == TextQuote(covered)


@pytest.mark.parametrize(
    ("text", "quote", "places"),
    [
        pytest.param("میخواهم می\u200cخواهم", "میخواهم", [0], id="without a non-joiner"),
        pytest.param("میخواهم می\u200cخواهم", "می\u200cخواهم", [8], id="with it"),
        pytest.param("أن إن ان", "إن", [3], id="hamza"),
        pytest.param("أن إن", "ان", [0, 3], id="like none of them"),
        pytest.param("no “no” no", '"no"', [3], id="one place"),
        pytest.param("“no” ｎｏ ＂no＂", '"no"', [0], id="quotation marks as before"),
    ],
)
def test_of_several_places_those_written_like_the_quote_are_meant(
    text: str, quote: str, places: list[int]
) -> None:
    found = TextQuote(quote).match(text)
    assert [span.start for span in as_written(text, quote, found)] == places
    for number, place in enumerate(places, start=1):
        [span] = TextQuote(quote, nth=number).match(text)
        assert span.start == place


def test_a_number_counts_what_it_has_always_counted() -> None:
    text = "میخواهم می\u200cخواهم میخواهم"
    assert TextQuote("میخواهم", nth=2).match(text) == [Span(17, 24)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("Iran and Iraq", "iran", id="case is kept"),
        pytest.param("می\u200cخواهم", "می خواهم", id="the non-joiner is no space"),
        pytest.param("café", "cafe", id="accents are kept"),
        pytest.param("cafe\u0301 noir", "cafe", id="a combining sequence is not cut"),
        pytest.param("e\u0301\u0323", "e\u0301", id="nor between its marks"),
        pytest.param("on… and", "on.", id="an ellipsis is not cut"),
        pytest.param("각", "가", id="a Hangul syllable is not cut"),
        pytest.param("\u1100\u1161\u11a8", "\u1100\u1161", id="nor one in jamo"),
        pytest.param("twowords", "two words", id="no space is made up"),
        pytest.param("ﬁt", "fit", id="a ligature is not taken apart"),
        pytest.param("ｱ", "ア", id="half-width forms stay"),
        pytest.param("سماء هنا", "سما هنا", id="hamza alone is a letter"),
        pytest.param("بے", "بی", id="yeh barree is another letter"),
        pytest.param("مدرسة", "مدرسه", id="and so is teh marbuta"),
        pytest.param("text\u200b", "\u200b\u00ad", id="only what nobody sees"),
        pytest.param("text", "", id="nothing"),
        pytest.param("a b", " \n", id="only white space"),
    ],
)
def test_what_differs_is_not_found(text: str, quote: str) -> None:
    assert TextQuote(quote).match(text) == []


@pytest.mark.parametrize(
    ("quote", "places"),
    [
        pytest.param(TextQuote("said"), [0, 9, 19], id="all of them"),
        pytest.param(TextQuote("said", nth=2), [9], id="by number"),
        pytest.param(TextQuote("said", nth=4), [], id="a number too many"),
        pytest.param(TextQuote("said", prefix="we,"), [9], id="by what stands before"),
        pytest.param(TextQuote("said", suffix="she,"), [9], id="by what stands after"),
        pytest.param(
            TextQuote("said", prefix=" she,  "), [19], id="spaces around context do not count"
        ),
        pytest.param(TextQuote("said", prefix="we,", suffix="it"), [], id="both must hold"),
        pytest.param(TextQuote("said", suffix="we,said"), [], id="spaces within context do"),
    ],
)
def test_context_and_numbers_choose_among_places(quote: TextQuote, places: list[int]) -> None:
    text = "said we, said she, said it"
    assert [span.start for span in quote.match(text)] == places


def test_overlapping_places_are_all_found() -> None:
    assert TextQuote("aa").match("aaaa") == [Span(0, 2), Span(1, 3), Span(2, 4)]


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("the first word and the second", 19, TextQuote("the", "and")),
        ("said A. said B.", 8, TextQuote("said", "said A.")),
        ("a a a", 2, TextQuote("a", "a", "a")),
        ("ab ab", 0, TextQuote("ab", suffix="ab")),
        ("Oldtown said. Examplestead said. Said", 27, TextQuote("said", "Examplestead")),
        ("said Examplestead. said Oldtown", 0, TextQuote("said", suffix="Examplestead.")),
        (
            "天気がいいと彼は言った。雨が降ると彼は言った。",
            17,
            TextQuote("彼は言った", "た。雨が降ると"),
        ),
    ],
)
def test_a_repeated_text_is_described_with_the_context_that_tells_it_apart(
    text: str, start: int, expected: TextQuote
) -> None:
    span = Span(start, start + len(expected.exact))
    assert TextQuote.describe(text, span) == expected
    assert expected.match(text) == [span]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        pytest.param("e\u0301x", Span(0, 1), id="cuts a combining sequence at its end"),
        pytest.param("e\u0301x", Span(1, 3), id="cuts a combining sequence at its start"),
        pytest.param("a bc", Span(1, 4), id="begins with white space"),
        pytest.param("ab c", Span(0, 3), id="ends with white space"),
        pytest.param("abc", Span(1, 1), id="empty"),
        pytest.param("abc", Span(1, 9), id="beyond the end"),
        pytest.param("abc", Span(7, 9), id="wholly beyond the end"),
    ],
)
def test_a_span_off_the_boundaries_cannot_be_described(text: str, span: Span) -> None:
    with pytest.raises(ValueError, match="boundaries"):
        TextQuote.describe(text, span)


def _boundaries(text: str) -> tuple[set[int], set[int]]:
    """Where a span may begin and end, by the rules and not by the code."""
    folded = fold(text)
    solid = [index for index, character in enumerate(folded.text) if character != " "]
    spans = _raw_spans(folded)
    return {spans[i].start for i in solid}, {spans[i].end for i in solid}


def _raw_spans(folded: Folded) -> list[Span]:
    """The raw span behind each folded character."""
    return [folded.raw(index, index + 1) for index in range(len(folded.text))]


@given(texts, st.data())
def test_match_is_the_inverse_of_describe_on_the_boundaries(text: str, data: st.DataObject) -> None:
    begins, ends = _boundaries(text)
    pairs = sorted((a, b) for a in begins for b in ends if a < b)
    assume(pairs)
    span = Span(*data.draw(st.sampled_from(pairs)))
    quote = TextQuote.describe(text, span)
    assert quote.match(text) == [span]
    assert quote.exact == span.of(text)


words = st.sampled_from(
    [
        "said",
        "Examplestead",
        "the",
        "he said,",
        "“Oldtown”",
        "ministry's",
        "彼は言った。",
        "พูดว่า",
        "x" * 70,
    ]
)


@given(st.lists(words, min_size=1, max_size=30).map(" ".join), st.data())
def test_context_begins_and_ends_where_words_do(text: str, data: st.DataObject) -> None:
    begins, ends = _boundaries(text)
    start = data.draw(st.sampled_from(sorted(begins)))
    end = data.draw(st.sampled_from(sorted(end for end in ends if start < end)))
    quote = TextQuote.describe(text, Span(start, end))
    assert quote.match(text) == [Span(start, end)]
    folded, at = fold(text).text, fold(text).index_of(start) or 0
    prefix_at = folded[:at].rstrip(" ").rfind(quote.prefix)
    suffix_at = len(folded) - len(folded[at + len(fold(quote.exact).text) :].lstrip(" "))
    assert not quote.prefix or not _cuts_a_word(folded, prefix_at)
    assert not quote.suffix or not _cuts_a_word(folded, suffix_at + len(quote.suffix))


def _cuts_a_word(folded: str, at: int) -> bool:
    """Whether letters of a script with spaces stand on both sides, in a word that is no address."""
    before, after = folded[:at].rpartition(" ")[2], folded[at:].partition(" ")[0]
    unspaced = any("\u0e00" <= sign <= "\u0eff" or sign >= "\u3040" for sign in (before + after))
    return bool(before and after) and not unspaced and len(before + after) < 60


@given(texts, st.data())
def test_describe_refuses_exactly_the_spans_off_the_boundaries(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) + 1))
    end = data.draw(st.integers(start, len(text) + 2))
    begins, ends = _boundaries(text)
    if start < end and start in begins and end in ends:
        TextQuote.describe(text, Span(start, end))
    else:
        with pytest.raises(ValueError, match="boundaries"):
            TextQuote.describe(text, Span(start, end))


@given(texts)
def test_the_ranges_behind_folded_characters_cover_the_text_in_order(text: str) -> None:
    folded = fold(text)
    ranges = list(dict.fromkeys((span.start, span.end) for span in _raw_spans(folded)))
    assert all(start < end for start, end in ranges)
    edges = [(0, 0), *ranges, (len(text), len(text))]
    gaps = "".join(text[one[1] : other[0]] for one, other in itertools.pairwise(edges))
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(edges))
    assert fold(gaps).text == ""


@given(texts, st.lists(st.tuples(st.integers(0, 40), st.sampled_from(UNSEEN_SIGNS))))
def test_folding_is_blind_to_what_nobody_sees(text: str, added: list[tuple[int, str]]) -> None:
    changed = text
    for place, sign in added:
        changed = changed[:place] + sign + changed[place:]
    assert fold(changed).text == fold(text).text


@given(texts, texts, st.data())
def test_a_quote_with_or_without_them_covers_the_same_words(
    before: str, exact: str, data: st.DataObject
) -> None:
    text = f"{before} {exact} {before}"
    signs = st.text(st.sampled_from(UNSEEN_SIGNS), max_size=2)
    typed = "".join(sign + data.draw(signs) for sign in exact)
    assert TextQuote(typed).match(text) == TextQuote(exact).match(text)


@given(st.text(st.sampled_from("aａ اأيی\u200c\u00ad"), max_size=16), st.data())
def test_what_stands_once_to_the_letter_is_found_once(text: str, data: st.DataObject) -> None:
    exact = data.draw(st.sampled_from(sorted({text[a:b] for a in range(16) for b in range(17)})))
    stands = [at for at in range(len(text)) if text.startswith(exact, at)]
    ends = exact[:1] + exact[-1:]
    assume(len(stands) == 1 and exact and not set(ends) & set(" \u200c\u00ad"))
    [span] = as_written(text, exact, TextQuote(exact).match(text))
    assert span == Span(stands[0], stands[0] + len(exact))


@given(texts, st.data())
def test_full_width_forms_and_arabic_variants_are_one_letter(
    text: str, data: st.DataObject
) -> None:
    other = {variant: variants for variants in VARIANTS for variant in variants}
    changed = "".join(data.draw(st.sampled_from(other.get(sign, sign))) for sign in text)
    assert fold(changed).text == fold(text).text


def test_every_character_folds_to_what_folds_to_itself() -> None:
    """A million characters: many lines at once, and alone those of lines that fold otherwise."""
    every = [chr(code) for code in (*range(0xD800), *range(0xE000, sys.maxunicode + 1))]
    for start in range(0, len(every), 64):
        some = every[start : start + 64]
        if fold.__wrapped__("\n".join(some)).text == " ".join(some):
            continue  # each folds to itself
        for character in some:
            folded = fold.__wrapped__(character).text
            assert fold.__wrapped__(folded).text == folded, f"U+{ord(character):04X}"


def test_what_unicode_calls_wide_folds_to_the_ordinary_form() -> None:
    for code in range(0xD800, sys.maxunicode + 1):
        kind, _, plain = unicodedata.decomposition(chr(code)).partition(" ")
        if kind == "<wide>":
            assert fold(chr(code)).text == fold(chr(int(plain, 16))).text, f"U+{code:04X}"


SEEN_FORMATS = (
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f"
)


def test_format_characters_are_not_seen_unless_they_have_a_shape() -> None:
    seen = re.compile(f"[{SEEN_FORMATS}]")
    formats = [
        chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cf"
    ]
    assert len(formats) > 150
    for character in formats:
        assert (fold(character).text == "") != bool(seen.match(character)), ascii(character)
        assert not unicodedata.combining(character)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" + "\u0301\u0323" * 75_000, id="marks on one letter"),
        pytest.param("a\u00ad" * 100_000, id="a gap behind each letter"),
        pytest.param("\u1100" + "\u200b\u1161" * 60_000, id="gaps within syllables"),
        pytest.param(("e" + "\u200b" * 300 + "\u0301") * 330, id="gaps before accents"),
        pytest.param((" " + "\u200b" * 300) * 330, id="gaps behind spaces"),
    ],
)
def test_folding_the_largest_text_ends_soon(text: str) -> None:
    module = "article_briefings.anchoring"
    program = f"import sys; from {module} import fold; fold(sys.stdin.read())"
    given_text = text.encode("utf-8")
    subprocess.run([sys.executable, "-c", program], input=given_text, timeout=20, check=True)


@given(texts)
def test_folding_is_blind_to_canonical_equivalence(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed).text == fold(decomposed).text == fold(text).text


@given(texts)
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    folded = fold(text).text
    assert fold(folded).text == folded


@given(texts)
def test_folding_leaves_no_character_that_typing_hides(text: str) -> None:
    folded = fold(text).text
    assert "  " not in folded
    assert all(character == " " or not character.isspace() for character in folded)
    assert not set(folded) & set("“”„‟«»″‘’‚‛‹›′‐‑‒–—―−…")
    assert not set(folded) & set(UNSEEN_SIGNS)


@given(texts, texts)
def test_every_match_folds_to_the_quote_and_cuts_no_sequence(text: str, exact: str) -> None:
    for quote in (TextQuote(exact), TextQuote(text[1:4])):
        for span in quote.match(text):
            assert fold(span.of(text)).text == fold(quote.exact).text.strip(" ")
            TextQuote.describe(text, span)


@given(texts, st.integers(1, 3), texts, texts)
def test_context_only_ever_narrows(text: str, nth: int, prefix: str, suffix: str) -> None:
    exact = text[2:4]
    everywhere = TextQuote(exact).match(text)
    with_context = TextQuote(exact, prefix, suffix).match(text)
    assert [span for span in everywhere if span in with_context] == with_context
    counted = as_written(text, exact, everywhere)
    assert TextQuote(exact, nth=nth).match(text) == counted[nth - 1 : nth]


def test_signs_that_are_taken_as_they_are_fold_to_themselves_and_combine_with_nothing() -> None:
    stable = re.compile(f"[{folding._STABLE}]")
    everything = [chr(code) for code in range(sys.maxunicode + 1)]
    joining = {
        chr(int(code, 16)) for character in everything for code in _canonical(character).split()[1:]
    }
    assert len(joining) > 50
    for character in filter(stable.match, everything):
        assert not character.isspace()
        assert not unicodedata.combining(character)
        assert character not in joining
        assert unicodedata.normalize("NFC", character) == character
        assert len(fold.__wrapped__(character).text) == 1


def _canonical(character: str) -> str:
    """The canonical decomposition of a character, in hexadecimal; empty where there is none."""
    decomposition = unicodedata.decomposition(character)
    return "" if decomposition.startswith("<") else decomposition

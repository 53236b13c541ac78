import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.building import anchored, claim, codes, hop, own_claim, problems_of, sound


def cue_of(text: str, quote: Any, cue: Any) -> list[int]:
    hops = [hop(cue=cue, form="indirect")]
    cast = [{"actor": "ada-fable", "role": "x"}]
    article = sound(text, claim("a", quote, attribution=hops), cast=cast)
    return [span.start for span in article.claims[0].cues[0]]


def cue_problem(text: str, quote: Any, cue: Any) -> str:
    hops = [hop(cue=cue, form="indirect")]
    cast = [{"actor": "ada-fable", "role": "x"}]
    [problem] = problems_of(text, claim("a", quote, attribution=hops), cast=cast)
    return problem.code


@pytest.mark.parametrize(
    ("text", "quote", "cue", "start"),
    [
        pytest.param("he said x yy, it was said", "x", "said", 3, id="the nearest"),
        pytest.param("said aaaa b x said", "x", "said", 14, id="the nearest behind"),
        pytest.param("he said A.\nshe said B.", "B", "said", 15, id="its own paragraph"),
        pytest.param(
            "he said A said x.\nand B. said", "B", "said", 25, id="though another is as near"
        ),
        pytest.param("he told A.\nand B.", "B", "told", 3, id="elsewhere where it is unique"),
        pytest.param(
            "said A.\nsaid C.\nand B.",
            "B",
            {"exact": "said", "nth": "2"},
            8,
            id="elsewhere by number",
        ),
        pytest.param(
            "said A.\nsaid C.\nand B.",
            "B",
            {"exact": "said", "suffix": "C"},
            8,
            id="elsewhere by context",
        ),
        pytest.param("we said said x", "said x", "said", 3, id="outside the quote first"),
        pytest.param(
            "we agree that x", "agree that x", "agree", 3, id="within the quote where only there"
        ),
        pytest.param("A x, he said, y said", ["x", "y"], "he said", 5, id="between the parts"),
    ],
)
def test_a_cue_is_taken_from_the_paragraph_of_the_quote(
    text: str, quote: Any, cue: Any, start: int
) -> None:
    assert cue_of(text, quote, cue) == [start]


@pytest.mark.parametrize(
    ("text", "quote", "cue", "code"),
    [
        pytest.param("said x said", "x", "said", "cue-ambiguous", id="a tie"),
        pytest.param("said A, said C.\nand B.", "B", "said", "cue-ambiguous", id="twice elsewhere"),
        pytest.param("he said x", "x", "told", "cue-not-found", id="nowhere"),
        pytest.param(
            "he said x",
            "x",
            {"exact": "said", "prefix": "she"},
            "cue-not-found",
            id="with other context",
        ),
    ],
)
def test_a_cue_that_cannot_be_told_is_an_error(text: str, quote: Any, cue: Any, code: str) -> None:
    assert cue_problem(text, quote, cue) == code


def test_the_parts_of_a_cue_are_found_each_for_itself() -> None:
    assert cue_of("She, on Monday, told us that x", "x", ["She", "told us"]) == [0, 16]


def mentions_of(text: str, *casts: list[Any]) -> list[list[str]]:
    actors = [
        {"actor": f"a{number}", "role": "x", "mentions": names}
        for number, names in enumerate(casts)
    ]
    article = sound(text, own_claim("q", text.split()[0]), cast=actors)
    return [[f"{span.start}:{span.of(text)}" for span in spans] for spans in article.mentions]


@pytest.mark.parametrize(
    ("text", "casts", "expected"),
    [
        pytest.param(
            "x Iran and Iranian Iran", [["Iran"]], [["2:Iran", "19:Iran"]], id="whole words"
        ),
        pytest.param(
            "x Iran's (Iran), pro-Iran",
            [["Iran"]],
            [["2:Iran", "10:Iran", "21:Iran"]],
            id="punctuation ends a word",
        ),
        pytest.param(
            "x Ada Fable, Fable",
            [["Fable", "Ada Fable"]],
            [["2:Ada Fable", "13:Fable"]],
            id="the longest first",
        ),
        pytest.param(
            "x New York City, York",
            [["York"], ["New York City"]],
            [["17:York"], ["2:New York City"]],
            id="never two in one place",
        ),
        pytest.param(
            "x Ada  Fable\nFable", [["Ada Fable"]], [["2:Ada  Fable"]], id="over white space"
        ),
        pytest.param(
            "x e\u0301Iran Iran", [["Iran"]], [["9:Iran"]], id="not behind a combining mark"
        ),
        pytest.param("x श्रीराम राम", [["राम"]], [["10:राम"]], id="not behind a vowel sign"),
        pytest.param(
            "x राममोहन रामा राम", [["राम"]], [["15:राम"]], id="not before a letter or a vowel sign"
        ),
        pytest.param("x U.N. and U.N.", [["U.N."]], [["2:U.N.", "11:U.N."]], id="a name with dots"),
        pytest.param(
            "x Ada Ada", [[{"exact": "Ada", "nth": "2"}]], [["6:Ada"]], id="one of several"
        ),
    ],
)
def test_a_mention_marks_every_occurrence(
    text: str, casts: list[list[Any]], expected: list[list[str]]
) -> None:
    assert mentions_of(text, *casts) == expected


@pytest.mark.parametrize("name", ["Irak", "ran", "iran", {"exact": "Iran", "nth": "3"}])
def test_a_mention_that_does_not_stand_there_is_an_error(name: Any) -> None:
    cast = [{"actor": "a", "role": "x", "mentions": [name]}]
    [problem] = problems_of("x Iran Iran", own_claim("q", "x"), cast=cast)
    assert problem.code == "mention-not-found"


@pytest.mark.parametrize("joiner", ["\u200c", "\u00ad", "\u200d", "\u2060", "\u0640"])
def test_no_word_ends_at_a_character_that_nobody_sees(joiner: str) -> None:
    text = f"Iran{joiner}ians ex{joiner}Iran, Iran{joiner} and {joiner}Iran"
    at = [text.index("Iran" + joiner + " "), text.rindex("Iran")]
    assert mentions_of(text, ["Iran"]) == [[f"{start}:Iran" for start in at]]


@given(
    st.text(st.sampled_from("ab  "), min_size=3, max_size=30),
    st.lists(st.lists(st.sampled_from(["a", "b", "ab", "a b", "b a"]), max_size=3), max_size=3),
)
def test_mentions_are_words_that_never_overlap(text: str, names: list[list[str]]) -> None:
    actors = [{"actor": f"a{n}", "role": "x", "mentions": group} for n, group in enumerate(names)]
    article, problems = anchored(f"# {text}", [own_claim("q", "#")], cast=actors)
    assert set(codes(problems)) <= {"mention-not-found", "mention-taken"}
    if article:
        spans = sorted(span for group in article.mentions for span in group)
        whole = article.source.text
        assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
        for span in spans:
            around = whole[: span.start][-1:] + whole[span.end :][:1]
            assert not any(character.isalnum() for character in around)

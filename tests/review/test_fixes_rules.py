"""What `fix` proposes where a rule is broken: order of parts, forms, names taken."""

import re
from pathlib import Path

import pytest

from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.review._fixes import propose_fixes
from article_briefings.review._proposals import FixReport
from tests.building import (
    ACTORS,
    FOLDER,
    TEXT,
    Fields,
    briefing,
    claim,
    codes,
    dump,
    hop,
    own_claim,
    project,
)
from tests.fixing import only, write_all

CAST = [{"actor": "ada-fable", "role": "spokesperson"}]


def mended(root: Path, text: str, value: Fields | str) -> FixReport:
    return propose_fixes(project(root, articles={FOLDER: (text, value)}, actors=ACTORS))


def assert_clean(root: Path, result: FixReport) -> str:
    """The mended text, which has no problem and in which nothing is left to mend."""
    assert result.left == ()
    write_all(root, result)
    assert compile_corpus(root).diagnostics == ()
    assert propose_fixes(root) == FixReport((), ())
    return only(result).after


# --- the parts of a quote -----------------------------------------------------------------------

PARTS = ["no more than that", "It is a drill"]
DRILL: Fields = {"attribution": [hop(cue="she added")]}


def with_quote(written: str) -> str:
    """A briefing in which a quote is written so."""
    text = dump(briefing(claims=[claim(quote="QUOTE", **DRILL)], cast=CAST))
    assert "quote: QUOTE\n" in text
    return text.replace("quote: QUOTE\n", f"quote:{written}\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" [no more than that, It is a drill]", " [It is a drill, no more than that]"),
        (
            '\n    - "no more than that"\n    - {exact: It is a drill, prefix: “}',
            '\n    - {exact: It is a drill, prefix: “}\n    - "no more than that"',
        ),
        (
            "\n    - >-\n      no more\n      than that\n    - exact: It is a drill\n      nth: 1",
            "\n    - exact: It is a drill\n      nth: 1\n    - >-\n      no more\n      than that",
        ),
    ],
)
def test_parts_are_put_into_the_order_of_the_article(
    before: str, after: str, tmp_path: Path
) -> None:
    result = mended(tmp_path, TEXT, with_quote(before))
    assert only(result).after == with_quote(after)
    assert_clean(tmp_path, result)


def test_three_parts_are_put_into_order_at_once(tmp_path: Path) -> None:
    quote = ["than that", "It is", "a drill"]
    result = mended(tmp_path, TEXT, briefing(claims=[claim(quote=quote, **DRILL)], cast=CAST))
    assert only(result).proposals[0].new == "It is … a drill … than that"
    assert_clean(tmp_path, result)


@pytest.mark.parametrize(
    "written",
    [
        " [no more than that, It is a drill, a]",  # "a" stands in several places
        " [no more than that, more than that, It is a drill]",  # two overlap
        "\n    - no more than that  # the end\n    - It is a drill",  # a comment would stray
        "\n    - no more than that\n    - It is a drill  # the beginning",
    ],
)
def test_parts_whose_order_is_not_certain_are_left(written: str, tmp_path: Path) -> None:
    result = mended(tmp_path, TEXT, with_quote(written))
    assert result.files == ()
    assert "parts-out-of-order" in codes(result.left)


# --- forms --------------------------------------------------------------------------------------

PLAIN, MIXED, QUOTED = (
    "Residents doubted the promise",
    "attack,” Ada Fable told",
    "We will not attack",
)


def forms(quote: str, *given: str) -> Fields:
    """A briefing with a claim of as many steps as forms."""
    cues = ("told the Gazette", "she added", "met in Oldtown")
    steps = [hop(cue=cue, form=form) for cue, form in zip(cues, given, strict=False)]
    return briefing(claims=[claim(quote=quote, attribution=steps)], cast=CAST)


@pytest.mark.parametrize(
    ("quote", "given", "right"),
    [
        (PLAIN, ["direct"], ["indirect"]),
        (PLAIN, ["mixed"], ["indirect"]),
        (PLAIN, ["translated", "direct"], ["indirect", "indirect"]),
        (MIXED, ["direct"], ["mixed"]),
        (MIXED, ["indirect"], ["mixed"]),
        (MIXED, ["translated", "indirect"], ["mixed", "indirect"]),
    ],
)
def test_the_one_form_that_agrees_is_set(
    quote: str, given: list[str], right: list[str], tmp_path: Path
) -> None:
    result = mended(tmp_path, TEXT, forms(quote, *given))
    assert re.findall(r"form: (\w+)", assert_clean(tmp_path, result)) == right


@pytest.mark.parametrize(
    ("quote", "given"),
    [
        (QUOTED, ["indirect"]),  # direct or translated
        (QUOTED, ["mixed"]),
        (MIXED, ["indirect", "indirect"]),  # whose words are they?
        (MIXED, ["direct", "mixed"]),  # mixed or indirect
    ],
)
def test_a_form_is_left_where_several_agree(quote: str, given: list[str], tmp_path: Path) -> None:
    result = mended(tmp_path, TEXT, forms(quote, *given))
    assert result.files == ()
    assert codes(result.left) == ["form-mismatch"]


# --- names that are taken -----------------------------------------------------------------------

NAMES = "Mayor Ada Fable met Fable the dog. The Fable of the dog ended.\n"


def named(mention: object, text: str = NAMES) -> Fields:
    cast = [
        {"actor": "ada-fable", "role": "mayor", "mentions": ["Ada Fable", "The Fable"]},
        {"actor": "gazette", "role": "the dog", "mentions": [mention]},
    ]
    return briefing(text, claims=[own_claim("met", "met")], cast=cast)


def test_a_name_goes_to_the_only_place_that_is_free(tmp_path: Path) -> None:
    result = mended(tmp_path, NAMES, named({"exact": "Fable", "nth": "1"}))
    assert only(result).proposals[0].old == "{exact: Fable, nth: 1}"
    assert_clean(tmp_path, result)
    (article,) = compile_corpus(tmp_path).corpus.articles
    assert [span.start for span in article.mentions[1]] == [NAMES.index("Fable the")]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Mayor Ada Fable met the dog.\nThe Fable ended.\n", "Fable"),  # none is free
        (NAMES + "A Fable.\n", {"exact": "Fable", "prefix": "Ada"}),  # two are
    ],
)
def test_a_name_is_left_where_no_place_is_free_or_several_are(
    text: str, mention: object, tmp_path: Path
) -> None:
    result = mended(tmp_path, text, named(mention, text))
    assert result.files == ()
    assert codes(result.left) == ["mention-taken"]

import itertools
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from article_briefings.diagnostics._diagnostics import CODES
from article_briefings.language import Language as Tongue
from article_briefings.models._briefing import Briefing
from article_briefings.models._claims import Claim, Hop
from article_briefings.models._markdown import check_markdown
from article_briefings.models._register import Actor, BackgroundNote
from article_briefings.models._scalars import (
    RESERVED_IDS,
    ClaimReference,
    Id,
    Language,
    PageId,
    Sha256,
    Url,
    Wikidata,
    id_problem,
    safe_url,
    suggest_id,
)
from article_briefings.models._text import PartSelector, Selector, Span, paragraphs
from article_briefings.pages._labels import tongue_of
from tests.building import actor, briefing, claim, hop, note, outlet
from tests.texts import anything


def code_of(kind: Any, value: Any) -> str:
    """The code of the first error of a value; empty where it is valid."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        return error.errors()[0]["type"]
    return ""


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (Id, "nasser-kanaani", ""),
        (Id, "2023-09", ""),
        (Id, "ایران", ""),
        (Id, "баку", ""),
        (Id, "हिन्दी", ""),
        (Id, "café", ""),
        (Id, "cafe\u0301", "bad-id"),
        (Id, "Iran", "bad-id"),
        (Id, "-a", "bad-id"),
        (Id, "a-", "bad-id"),
        (Id, "a--b", "bad-id"),
        (Id, "a_b", "bad-id"),
        (Id, "a/b", "bad-id"),
        (Id, "..", "bad-id"),
        (Id, "a.b", "bad-id"),
        (Id, "a b", "bad-id"),
        (Id, "a\u200cb", "bad-id"),
        (Id, "a" * 60, ""),
        (Id, "a" * 61, "bad-id"),
        (Id, "", "empty-value"),
        *((PageId, reserved, "reserved-id") for reserved in sorted(RESERVED_IDS)),
        (ClaimReference, "a-claim", ""),
        (ClaimReference, "an-article#a-claim", ""),
        (ClaimReference, "a#b#c", "bad-id"),
        (ClaimReference, "#a", "bad-id"),
        (ClaimReference, "a#", "bad-id"),
        (Url, "https://example.org/a?b=c&d#e", ""),
        (Url, "http://example.org", ""),
        (Url, "https://пример.example/путь", ""),
        (Url, "javascript:alert(1)", "bad-url"),
        (Url, "JAVASCRIPT:alert(1)", "bad-url"),
        (Url, "data:text/html,x", "bad-url"),
        (Url, "//example.org", "bad-url"),
        (Url, "https://", "bad-url"),
        (Url, "https:///path", "bad-url"),
        (Url, "https://[::1", "bad-url"),
        (Url, "https://a:b/", "bad-url"),
        (Url, "https://a.b/ c", "bad-url"),
        (Url, "https://a.b/\nc", "bad-url"),
        (Url, 'https://a.b/"onclick=x', "bad-url"),
        (Url, "https://a.b/<script>", "bad-url"),
        (Url, "mailto:a@b.c", "bad-url"),
        (Language, "en", ""),
        (Language, "az-Latn", ""),
        (Language, "pt-BR", ""),
        (Language, "zh-Hant-TW", ""),
        (Language, "EN", "bad-language"),
        (Language, "english", "bad-language"),
        (Language, "en_US", "bad-language"),
        (Language, 'en" onload="x', "bad-language"),
        (Sha256, "a" * 64, ""),
        (Sha256, "A" * 64, "bad-hash"),
        (Sha256, "a" * 63, "bad-hash"),
        (Wikidata, "Q42", ""),
        (Wikidata, "Q042", "bad-wikidata"),
        (Wikidata, "42", "bad-wikidata"),
    ],
)
def test_a_scalar_is_valid_or_has_the_error_of_its_kind(kind: Any, value: str, code: str) -> None:
    assert code_of(kind, value) == code


@given(anything)
@example("\u0130\u0338")  # in lower case the order of its marks changes
def test_a_suggested_id_is_an_id(text: str) -> None:
    suggestion = suggest_id(text)
    assert not suggestion or id_problem(suggestion) is None


@given(anything)
def test_an_id_can_name_a_file_and_nothing_else(text: str) -> None:
    if id_problem(text) is None:
        assert not set(text) & set("/\\.:*?\"<>| \t\n\0%#&'`")
        assert text == unicodedata.normalize("NFC", text)


@given(anything)
def test_no_text_is_too_odd_for_the_check_of_links(text: str) -> None:
    assert safe_url(f"javascript:{text}") is False
    if safe_url(f"https://{text}"):
        assert not set(text) & set(' \t\n\r"<>\\')


@pytest.mark.parametrize(
    ("finding", "valid"),
    [
        ("word " * 25, True),
        ("word " * 26, False),
        ("桥" * 60, True),
        ("桥" * 61, False),
        ("桥" * 31 + " " + "桥" * 30, False),
        ("TASS 报告说桥是安全的。 " * 5, True),
        ("ก" * 61, False),
        ("https://example.org/" + "x" * 100, True),
    ],
)
def test_a_finding_is_short_in_any_script(finding: str, valid: bool) -> None:
    code = code_of(Claim, {**claim(), "finding": finding})
    assert code == ("" if valid else "finding-too-long")


CUE, SHOWN = {"cue": "said", "form": "direct"}, {"shown_by": "x"}


@pytest.mark.parametrize(
    ("fields", "valid"),
    [
        ({"actor": "a", **CUE}, True),
        ({"actor": "a", **SHOWN}, True),
        ({"actor": "a", **SHOWN, "form": "indirect"}, True),
        ({"unnamed": "an official", **CUE}, True),
        ({"unnamed": "an official", **CUE, **SHOWN, "identified_as": "b"}, True),
        ({**CUE}, False),
        ({"actor": "a", "unnamed": "b", **CUE}, False),
        ({"actor": "a"}, False),
        ({"actor": "a", **CUE, **SHOWN}, False),
        ({"actor": "a", "cue": "said"}, True),
        ({"actor": "a", **CUE, **SHOWN, "identified_as": "b"}, False),
        ({"unnamed": "a", **CUE, "identified_as": "b"}, False),
        ({"unnamed": "a", **SHOWN, "identified_as": "b"}, False),
    ],
)
def test_a_hop_is_one_step_that_something_shows(fields: dict[str, str], valid: bool) -> None:
    assert code_of(Hop, fields) == ("" if valid else "bad-hop")


def test_a_claim_is_in_the_articles_own_voice_where_it_states_no_step() -> None:
    def own_voice(attribution: list[Any]) -> bool:
        value = Briefing.model_validate(briefing(claims=[claim(attribution=attribution)]))
        return value.claims[0].own_voice

    assert own_voice([])
    assert own_voice([{"actor": "a", "shown_by": "b"}])
    assert not own_voice([{"actor": "a", "shown_by": "b"}, hop()])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Plain *emphasis*, **strong**, `code`, 1 < 2 & 3 > 2.", ""),
        ("- a\n- b\n\n1. c\n\n> quote\n\n### heading", ""),
        ("[a](https://b.c) <https://b.c> [d](mailto:e@f.g)", ""),
        ("`<b>` and \\<b> and &lt;b>", ""),
        ("code:\n\n    <b>code</b>", ""),
        ("<b>bold</b>", "raw-html"),
        ("a <br> b", "raw-html"),
        ("<!-- c -->", "raw-html"),
        ("a\n\n<script>x</script>", "raw-html"),
        ("<div\nonclick=x>", "raw-html"),
        ("> - <i>deep</i>", "raw-html"),
        ("![a](https://b.c/d.png)", "markdown-image"),
        ("![a][b]\n\n[b]: https://c.d/e.png", "markdown-image"),
        ("[a](javascript:alert)", "bad-url"),
        ("[a](JavaScript&#58;alert)", "bad-url"),
        ("[a](data:text/html,x)", "bad-url"),
        ("[a](/elsewhere)", "bad-url"),
        ("[a](#here)", "bad-url"),
        ("[a](//b.c)", "bad-url"),
        ("[a][b]\n\n[b]: vbscript:c", "bad-url"),
        ("<javascript:alert>", "bad-url"),
    ],
)
def test_a_markdown_field_holds_text_and_safe_links_only(text: str, code: str) -> None:
    value = note(body=text)
    assert code_of(BackgroundNote, value) == code


@given(anything)
def test_any_markdown_is_kept_or_refused_with_a_code(text: str) -> None:
    try:
        kept = check_markdown(text)
    except PydanticCustomError as error:
        kept = text if error.type in CODES else ""
    assert kept == text


def test_a_selector_is_read_as_its_parts() -> None:
    read = TypeAdapter(Selector).validate_python(["a", {"exact": "b", "nth": "2"}])
    assert read == ("a", PartSelector(exact="b", nth=2))


def test_media_stand_on_outlets_and_ratings_on_a_basis() -> None:
    source = {"title": "a", "publisher": "b"}
    rated = {"reliability": "B", "basis": "c", "sources": [source]}
    assert code_of(Actor, outlet(media=rated)) == ""
    assert code_of(Actor, outlet(media={**rated, "basis": ""})) == "empty-value"
    assert code_of(Actor, outlet(media={"reliability": "B"})) == "rating-without-basis"
    assert code_of(Actor, actor(media={"owner": "d"})) == "media-of-non-outlet"


def test_a_span_is_never_backwards() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)
    with pytest.raises(ValueError, match="not a span"):
        Span(-1, 2)
    assert len(Span(2, 5)) == 3
    assert Span(2, 5).of("abcdefg") == "cde"


@given(st.text(st.sampled_from("ab \t\n\r\u2028\x0b"), max_size=30))
def test_paragraphs_are_the_lines_that_are_not_empty(text: str) -> None:
    spans = paragraphs(text)
    lines = text.replace("\r", "\n").split("\n")
    assert [span.of(text) for span in spans] == [line for line in lines if line]
    rest = [text[one.end : other.start] for one, other in itertools.pairwise(spans)]
    assert all(gap and not gap.strip("\r\n") for gap in rest)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "ltr"),
        ("fa", "rtl"),
        ("he", "rtl"),
        ("az-Latn", "ltr"),
        ("az-Arab", "rtl"),
        ("pa-Arab-PK", "rtl"),
        ("ar-Latn", "ltr"),
        ("ur-PK", "rtl"),
        ("hy", "ltr"),
        ("ckb", "rtl"),
    ],
)
def test_the_direction_follows_from_the_language(tag: str, expected: str) -> None:
    assert Tongue(tag).direction == expected


@pytest.mark.parametrize(
    ("title", "tag", "expected"),
    [
        ("شب آببند", "fa", "fa"),
        ("Report on an appointment", "fa", ""),
        ("Tasnim: شب آببند", "fa", "fa"),
        ("Gozaresh", "fa-Latn", "fa-Latn"),
        ("Report on an appointment", "ru", "ru"),
        ("Report on an appointment", "", ""),
    ],
)
def test_a_title_in_latin_letters_is_not_in_persian(title: str, tag: str, expected: str) -> None:
    assert tongue_of(title, tag) == expected


def test_a_language_has_a_name_or_its_tag() -> None:
    assert Tongue("fa").name == "Persian"
    assert Tongue("az-Latn").name == "Azerbaijani (Latin)"
    assert Tongue("xq").name == "xq"

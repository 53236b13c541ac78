"""Other forms of words: what a reader may type that Pagefind would not find by itself."""

import json
from pathlib import Path

import pytest

from article_briefings.search._forms import LETTERS, folder, forms_of, pairs, starts_of
from article_briefings.search._languages import in_language, languages_of
from tests.search.queries import ARTICLES


@pytest.mark.parametrize(
    ("language", "written", "asked"),
    [
        ("tr", "Işıklar İÇİŞLERİ", "isiklar icisleri"),
        ("ar", "المدرسةَ إلى الطـــلاب", "مدرسه الي طلاب"),
        ("ar", "شيء مسؤول رئيس", "شي مسول ريس"),
        ("fa", "کتاب‌های ۱۴۰۲", "كتابهاي 1402"),
        ("de", "Straße Müller", "strasse muller"),
        ("de", "Strasse Mueller", "strasse muller"),
        ("ru", "Ёлка русский русской", "елка русски русско"),
        ("pt", "negociação negociações", "negociacao negociacao"),
        ("el", "ΥΠΟΥΡΓΟΣ υπουργός", "υπουργοσ υπουργοσ"),
        ("az", "MƏKTƏB məktəb", "mekteb mekteb"),
        ("hy", "Երեւան Երևան", "երեւան երեւան"),
        ("he", "הַשַּׂר שלום", "השר שלומ"),
        ("uk", "Об’єднання Об'єднання", "обєднання обєднання"),
        ("pl", "Łódź", "lodz"),
        ("vi", "Đường", "duong"),
        ("en", "Ｆｕｌｌ soft\u00adhyphen", "full softhyphen"),
        ("hi", "भूकंप भूकम्प", "भकप भकप"),
        ("ko", "대통령", "대통령"),
        ("ko", "부인하다", "부인"),
        ("ar", "للحكومة مسئول", "حكومه مسول"),
        ("ar", "والهجوم بالهجوم هجوم الله", "هجوم هجوم هجوم الله"),
        ("ar", "للالتزام الالتزام", "تزام تزام"),
        ("fa", "رئیس رییس آمریکائی", "ريس ريس امريكاي"),
        ("en", "U.S.-led organisations, Defence.", "us.-led organizations, defense."),
        ("ru", "С.Ш.А. и т. д.", "сша. и т. д."),
        ("de", "abgelehnten anzugreifen", "ablehn angreif"),
        ("es", "luz voz", "luc voc"),
        ("it", "laghi", "lagi"),
        ("tr", "gelmek ekmek", "gel ekmek"),
        ("ja", "リンゴ", "りんこ"),
        ("zh", "Ｇ２０峰会", "g20 峰会"),
        ("th", "ปี ๒๕๖๖", "ป 2566"),
    ],
)
def test_words_are_folded_alike_however_they_are_written(
    language: str, written: str, asked: str
) -> None:
    assert folder(language)(written) == asked
    assert folder(language)(asked) == asked


@pytest.mark.parametrize(
    ("language", "text", "forms"),
    [
        ("en", "Plain words, state-run and “quoted”.", []),
        ("fr", "l’élection européenne", ["election"]),
        ("fa", "کتاب‌های", ["كتاب", "كتابهاي", "هاي"]),
        ("tr", "Köylüler ışık", ["isik"]),
        ("zh", "图书", pairs("图书")),
        ("de", "Die Ministerien", []),
        ("de", "gemeldet", ["meld"]),
        ("ja", "9月", ["9", *pairs("月")]),
    ],
)
def test_a_form_is_what_pagefind_does_not_index_itself(
    language: str, text: str, forms: list[str]
) -> None:
    found = [form for form in forms_of(text, language) if not form.startswith("\u16a0")]
    assert found == sorted(forms)


def test_the_second_part_of_a_compound_is_a_form() -> None:
    assert "\u16a0ministerium" in forms_of("Das Außenministerium", "de")
    assert "\u16a0ספר" in forms_of("הספר", "he")
    assert forms_of("Das Ministerium", "fr") == []


def test_names_may_be_mistyped() -> None:
    assert set(pairs("ada")) <= set(forms_of("", "en", "Ada Fable"))
    assert pairs("ab") == ["q10611062", "q10621000"]


def test_forms_are_the_same_in_every_run() -> None:
    for article in ARTICLES:
        text = article["text"]
        forms = forms_of(text, article["language"])
        backwards = " ".join(reversed(text.split()))
        assert forms == sorted(set(forms)) == forms_of(backwards, article["language"])


def test_every_letter_of_the_table_stays_what_it_becomes() -> None:
    table = json.loads(Path(LETTERS).read_text("utf-8"))
    fold = folder("")
    for letter, by in table["letters"].items():
        assert len(letter) == 1
        assert fold(f"x{letter}x") == f"x{by}x"
        assert fold(by) == by


_PAGE = (
    '<html lang="en"><body><main data-pagefind-body><h1>One</h1><p>Café’s'
    '<div id="article-text" lang="de-AT" dir="ltr" class="words"><p>Straße<i>1</i>n</p></div>'
    "<div data-pagefind-ignore><div>naïf’s</div></div></main><footer>l’été</footer></body></html>"
)


def test_a_page_is_indexed_in_each_of_its_languages() -> None:
    assert languages_of(_PAGE) == ("en", "de")
    assert languages_of(_PAGE.replace(" data-pagefind-body", "")) == ()
    english, german = (in_language(_PAGE, language, "en")[0] for language in ("en", "de"))
    assert english.endswith("</p></body></html>")
    assert "cafe" in english
    for other in ("strassen", "naif", "ete</p>"):
        assert other not in english
    assert german.count(" data-pagefind-body") == 2
    assert 'class="words" data-pagefind-body>' in german
    assert "strassen" in german


def test_claims_are_in_the_index_of_the_text_that_they_quote() -> None:
    card = '<details class="claim claim-own"><h3 id="a">So.</h3><q lang="de">Straße</q></details>'
    page = _PAGE.replace("<div data-pagefind-ignore", f"{card}<div data-pagefind-ignore")
    german = in_language(page, "de", "en")[0]
    assert '<details class="claim claim-own" data-pagefind-body><h3 id="a">' in german
    assert german.count(" data-pagefind-body") == 3
    assert in_language(page, "fr", "en")[0].count(" data-pagefind-body") <= 1


def test_the_words_of_marks_are_indexed_once() -> None:
    marked = '<u class="f-direct" id="mark--a">words</u> <h3 id="a">A claim</h3>'
    page = in_language(f'<body data-pagefind-body lang="en">{marked}</body>', "en", "en")[0]
    assert '<u class="f-direct">words</u> <h3 id="a">' in page


def test_an_index_says_how_its_words_begin() -> None:
    german = in_language(_PAGE, "de", "en")[1]
    assert german == {"st", "tr", "ra", "as", "ss", "se", "en"}
    assert in_language(_PAGE, "en", "en")[1] == set()
    assert starts_of("Мост и парк: TASS-Agentur, но", "ru") == {
        *("мо", "ос", "ст", "па", "ар", "рк", "но", "tass", "agen")
    }
    assert starts_of("新建的 TASS", "zh") == {"新", "建", "的", "tass"}

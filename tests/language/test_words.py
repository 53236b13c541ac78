"""Words, numbers and days in the language of a process."""

import datetime as dt
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup

from article_briefings.language import (
    N_,
    Catalogues,
    Language,
    Words,
    _,
    day_words,
    listed,
    month_words,
    ngettext,
    number,
    short_month,
)
from article_briefings.language._words import pgettext
from article_briefings.models import EdtfDate
from article_briefings.pages._markup import WORDS
from tests.language.sites import speaking

DAY = dt.date(2031, 9, 5)


def test_english_is_the_source() -> None:
    assert Language.current() == Language()
    assert _("Checked by %(site)s, %(day)s.", site="A & B", day=1200) == "Checked by A & B, 1,200."
    assert ngettext("%(num)s claim", "%(num)s claims", 1) == "1 claim"
    assert pgettext("x", "y") == "y"
    assert (_(""), _("100 %"), _(N_("%(a)s %%"), a=1)) == ("", "100 %", "1 %")
    assert (number(1200), day_words(DAY), month_words(DAY)) == (
        "1,200",
        "5 September 2031",
        "September 2031",
    )
    assert (short_month(DAY), Language("de").name, Language("x!").name) == ("Sep", "German", "x!")


def test_german_has_its_plurals_days_and_numbers() -> None:
    with speaking("de"):
        assert ngettext("%(num)s report", "%(num)s reports", 1200) == "1.200 Berichte"
        assert (day_words(DAY), short_month(DAY)) == ("5. September 2031", "Sep")
        assert EdtfDate.parse("[2031-09-05..2031-09-06]").display() == "5. oder 6. September 2031"
        assert (
            EdtfDate.parse("2031-09-05/2031-09-06?").display() == "5.–6. September 2031 (unsicher)"
        )
        assert EdtfDate.parse("2031-22").display() == "Sommer 2031"
        assert (listed(["a", "b"]), Language("fa").name) == ("a, b", "Persisch")


def test_persian_has_its_digits() -> None:
    with speaking("fa"):
        assert number(1200) == "\N{RIGHT-TO-LEFT MARK}۱٬۲۰۰"
        assert day_words(DAY) == "\N{RIGHT-TO-LEFT MARK}۵ سپتامبر ۲۰۳۱"
        assert EdtfDate.parse("203X").display() == "۲۰۳۰–۲۰۳۹"
        assert (listed(["a", "b"]), Language.current().direction) == ("a، b", "rtl")


def test_words_of_values_follow_the_language() -> None:
    words = Words({1: N_("Yes")}) | {2: N_("No")}
    assert dict(words) == {1: "Yes", 2: "No"}
    with speaking("de"):
        assert list(words.values()) == ["Ja", "Nein"]


def test_templates_escape_messages_and_values() -> None:
    shown = WORDS["_"]("%(who_says)s: <b>*", who_says="A & *")
    assert shown == "A &#38; &#42;: &#60;b&#62;&#42;"
    assert isinstance(shown, Markup)
    link = Markup("<a>1</a>")
    assert WORDS["ngettext"]("%(num)s in %(link)s", "%(num)s in %(link)s", 2, link=link) == (
        "2 in <a>1</a>"
    )
    assert WORDS["_"](", ") == ", "


@pytest.mark.parametrize("tag", ["de", "fa", "en-XA", "ar-XB"])
def test_a_language_can_be_sent_to_a_process(tag: str) -> None:
    language, problems = Catalogues(Path("nowhere")).read(tag)
    assert problems == []
    assert pickle.loads(pickle.dumps(language)) == language


def test_pseudo_locales_change_all_but_placeholders() -> None:
    with speaking("en-XA"):
        assert _("Checked by %(site)s", site="A") == "[Çĥéçķéð ƀý A······]"
        assert (_(", "), _("%(a)s: %(b)s", a=1, b=2)) == (", ", "1: 2")
    with speaking("ar-XB"):
        assert not any(letter.isascii() for letter in _("Checked by").replace(" ", ""))
        assert Language.current().direction == "rtl"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    Language().use()

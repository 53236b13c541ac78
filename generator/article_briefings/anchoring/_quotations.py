"""The quotation marks of a text, and the forms of attribution that agree with them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple, Self

from article_briefings.anchoring._folding import last_seen, next_seen
from article_briefings.models import Claim, Form, Span, paragraphs

_start, _end = attrgetter("start"), attrgetter("end")

_CLOSING = {
    "“": "”",
    "„": "”“",
    "‟": "”",
    "«": "»",
    "»": "«»",
    "”": "”",
    "‹": "›",
    "「": "」",
    "『": "』",
    '"': '"',
    "＂": "＂",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
}
_OPENING = re.compile(f"[{''.join(_CLOSING)}]")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_APOSTROPHES = frozenset("'’‘")
_FORMS: Mapping[str, tuple[Form, ...]] = {
    "all": ("direct", "translated"),
    "some": ("mixed",),
    "none": (),
}
_AGREEING: dict[Form | None, str] = {
    form: covered for covered, forms in _FORMS.items() for form in forms
}
_WHERE = {"all": "wholly inside", "some": "only partly inside", "none": "outside"}
_NO_STEP = {
    "all": "the whole quote is in quotation marks, but no step is direct",
    "some": "part of the quote is in quotation marks, but no step is mixed",
}


class FormProblem(NamedTuple):
    """A form that disagrees with the quotation marks of the text."""

    step: int | None
    """The index of the step at fault; None if one is missing."""
    message: str


class Coverage(StrEnum):
    """How much of the letters and digits of a quote is between quotation marks."""

    ALL = "all"
    SOME = "some"
    NONE = "none"

    @classmethod
    def of(cls, text: str, spans: Iterable[Span]) -> Self:
        """The coverage of the parts of a quote."""
        inside = outside = False
        for span in spans:
            within, without = _covered(text, span)
            inside, outside = inside or within, outside or without
        if not inside:
            return cls("none")
        return cls("some" if outside else "all")

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms of the step whose words are quoted, the usual one first."""
        return _FORMS[self]

    def problem_of(self, claim: Claim) -> FormProblem | None:
        """The first disagreement between a claim's forms and the quotation marks of its quote.

        Only steps that the article states are checked. Words wholly inside the marks are
        somebody's own, so one step is direct (or translated); words partly inside require
        one mixed step; words outside require all steps to be indirect.
        """
        forms = {step: hop.form for step, hop in enumerate(claim.attribution) if hop.stated}
        agreeing = {step: _AGREEING.get(form) for step, form in forms.items()}
        for step, form in forms.items():
            if agreeing[step] not in (self, None):
                where = _WHERE[self]
                message = f"the form is {form}, but the quote is {where} quotation marks"
                return FormProblem(step, message)
        if forms and self != "none" and self not in agreeing.values():
            return FormProblem(None, _NO_STEP[self])
        return None


@lru_cache(maxsize=64)
def quoted(text: str) -> tuple[Span, ...]:
    """The stretches between quotation marks, the marks left out, in order.

    Marks pair within a paragraph. A quotation that is still open at the end
    of a paragraph goes up to it, as is the custom when a speech runs over
    several paragraphs, each with an opening mark; a straight single mark that
    nothing closes is an apostrophe ('90s). A quotation within a quotation
    belongs to the outer one.
    """
    return tuple(span for paragraph in paragraphs(text) for span in _quoted(text, paragraph))


@lru_cache(maxsize=4096)  # parts that many claims share
def _covered(text: str, span: Span) -> tuple[bool, bool]:
    """Whether words of a span are inside quotation marks, and whether any are outside."""
    inside = outside = False
    at, regions = span.start, quoted(text)  # they do not overlap each other
    first = bisect_right(regions, span.start, key=_end)
    for region in regions[first : bisect_left(regions, span.end, key=_start)]:
        outside = outside or _has_word(text, at, region.start)
        at = min(region.end, span.end)
        inside = inside or _has_word(text, max(region.start, span.start), at)
        if inside and outside:
            return True, True
    return inside, outside or _has_word(text, at, span.end)


def _has_word(text: str, start: int, end: int) -> bool:
    return _LETTER_OR_DIGIT.search(text, start, end) is not None


def _quoted(text: str, paragraph: Span) -> Iterator[Span]:
    mark = _OPENING.search(text, paragraph.start, paragraph.end)
    while mark:
        at = mark.start()
        if _opens(text, at):
            end = _closing_mark(text, at, paragraph.end)
            if end < paragraph.end or text[at] != "'":
                yield Span(at + 1, end)
                at = end
        mark = _OPENING.search(text, at + 1, paragraph.end)


def _opens(text: str, at: int) -> bool:
    before, after = last_seen(text, at), next_seen(text, at + 1)
    if text[at] in "»”":  # mostly a closing mark; in German, Swedish and Finnish an opening one
        return (not before or before.isspace() or before in "([") and after.isalnum()
    # Straight marks and apostrophes look the same on both sides: an opening one follows no letter.
    return not (text[at] in "\"'‘‚" and before.isalnum())


def _closing_mark(text: str, opening: int, limit: int) -> int:
    """The end of the quotation that opens at `opening`; `limit` if nothing closes it."""
    closing = _CLOSING[text[opening]]
    for at in range(opening + 1, limit):
        if text[at] in closing and not _is_apostrophe(text, at):
            return at
    return limit


def _is_apostrophe(text: str, at: int) -> bool:
    if text[at] not in _APOSTROPHES:
        return False
    return last_seen(text, at).isalnum() and next_seen(text, at + 1).isalnum()

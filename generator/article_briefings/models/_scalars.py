"""The kinds of text that a YAML scalar may hold, each with its limits and its error.

Every scalar arrives as text. A validator here raises `PydanticCustomError`
whose type is a diagnostic code; `ctx` carries `expected`, `hint` and, if
only a part of the value is at fault, `excerpt`.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from article_briefings.models._dates import DATE_PATTERN, MAX_DATE, EdtfDate

#: Ids that a briefing page uses for its own sections.
RESERVED_IDS = frozenset(
    {
        "actors",
        "analyst",
        "article",
        "article-text",
        "background",
        "bottom-line",
        "changed",
        "claims",
        "evidence",
        "provenance",
        "questions",
        "reader",
        "timeline",
    }
)

#: No page has this id: the list of all pages of its kind is at that address.
LIST_ID = "index"
_UNSEEN = {"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"}
"""Unicode's categories of characters that draw nothing of their own."""
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that are not drawn."""
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Unicode's controls of direction (UAX #9, section 2).

A renderer that obeys them shows other letters out of place. The directional marks U+200E, U+200F
and U+061C are not among them: they move no letter.
"""
MAX_ID = 60
MAX_LINE = 1_000
MAX_TEXT = 20_000

# The patterns are for editors, which read them as JavaScript does. No script's capital letters
# (Lu, Lt) may appear in an id.
_ID_PART = r"[\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}]+(-[\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}]+)*"
_DAY_SCHEMA = r"^\d{4}-\d{2}-\d{2}$"
_LANGUAGE = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-[a-z0-9]{5,8})*"


def fault(code: str, message: str, **context: str) -> PydanticCustomError:
    """An error that the validator turns into a diagnostic with this code."""
    return PydanticCustomError(code, message, context)


def one_line(text: str) -> str:
    """A text on one line, without characters that cannot be shown."""
    words = DIRECTION.sub("", " ".join(text.split()))
    return "".join(c for c in words if unicodedata.category(c) not in ("Cc", "Cs", "Cn", "Co"))


@lru_cache(maxsize=100_000)  # names of files and folders are asked for in every build
def id_problem(text: str) -> str | None:
    """Why `text` is not a valid id, or None if it is one."""
    if not text or len(text) > MAX_ID:
        return f"an id has 1 to {MAX_ID} characters"
    if text != unicodedata.normalize("NFC", text).lower():
        return "an id is in lower case (and in Unicode's composed form, NFC)"
    if any(
        character != "-" and unicodedata.category(character)[0] not in "LMN" for character in text
    ):
        return "an id has letters, digits and single hyphens only"
    if "" in text.split("-"):
        return "an id neither begins nor ends with a hyphen, nor has two in a row"
    return None if can_be_seen(text) else "an id has a letter or digit that can be seen"


def suggest_id(text: str) -> str:
    """The id nearest to `text`, for a hint; empty if nothing is left."""
    letters = "".join(
        c if unicodedata.category(c)[0] in "LMN" else "-"
        for c in unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    )
    found = "-".join(part for part in letters.split("-") if part)[:MAX_ID].strip("-")
    return found if can_be_seen(found) else ""


def _id(text: str) -> str:
    problem = id_problem(text)
    if problem:
        suggestion = suggest_id(text)
        raise fault(
            "bad-id",
            "this is not an id",
            expected=problem,
            hint=f'write "{suggestion}"' if suggestion else "",
        )
    return text


def _page_id(text: str) -> str:
    if text in RESERVED_IDS:
        raise fault(
            "reserved-id",
            "this id belongs to a section of the page",
            expected=f"an id other than {', '.join(sorted(RESERVED_IDS))}",
            hint=f'name what the claim or event says, for example "{text}-of-the-ministry"',
        )
    return text


def _claim_reference(text: str) -> str:
    for part in text.split("#", 1):
        _id(part)
    return text


def can_be_seen(text: str) -> bool:
    """Whether a text has a character that draws something of its own."""
    return any(
        unicodedata.category(character) not in _UNSEEN and character not in _FILLERS
        for character in text
    )


def _text(limit: int, *, of_article: bool = False) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:  # this runs for every text of every file
        if not isinstance(value, str):
            return value  # pydantic says what type it should be
        stripped = value.strip()
        if not stripped or not (of_article or stripped.isascii() or can_be_seen(stripped)):
            raise fault(
                "empty-value",
                "this field has no value" + " that can be seen" * bool(stripped),
                expected="some text",
                hint="write it, or leave the field out if it is optional",
            )
        if len(stripped) > limit:
            raise fault(
                "too-long",
                f"this text has {len(stripped):,} characters",
                expected=f"at most {limit:,} characters",
            )
        if not of_article and not stripped.isascii() and (found := DIRECTION.search(stripped)):
            raise fault(
                "directional-control",
                f"this text contains U+{ord(found[0]):04X} {unicodedata.name(found[0])}, which is "
                "invisible and changes the order of the letters around it",
                expected="text without directional embeddings, overrides and isolates",
                hint="delete it: pages set the direction of each text by its language and letters",
                excerpt=found[0],
            )
        return stripped

    return check


def _edtf(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return EdtfDate.parse(value)
    except ValueError as error:
        raise fault(
            "bad-date",
            "this is not a date",
            expected="a date such as 2023-09-11, 2023-09, 2023, 2023-09-11~ (approximate), "
            "2023-09? (uncertain) or [2023-09-11..2023-09-12] (one of these days)",
            hint=str(error),
        ) from None


def _iso_day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
            raise ValueError
        return dt.date.fromisoformat(value.strip())
    except ValueError:
        raise fault(
            "bad-date",
            "this is not a day",
            expected="a full date that exists, year-month-day, such as 2023-10-01",
        ) from None


def safe_url(text: str) -> bool:
    """Whether `text` is an absolute http or https address that a page may link to."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    plain = not re.search(r"[\s\x00-\x1f\x7f<>\"\\]", text)
    return plain and parts.scheme in {"http", "https"} and bool(host)


def _rule(holds: Callable[[str], object], code: str, message: str, expected: str) -> AfterValidator:
    def check(text: str) -> str:
        if not holds(text):
            raise fault(code, message, expected=expected)
        return text

    return AfterValidator(check)


def _whole_number(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"\d{1,4}", value.strip()):
        return int(value)
    return value


def _flag(value: Any) -> Any:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise fault(
                "unknown-value",
                "this is neither true nor false",
                expected="one of true, false",
                hint=f'write "{value.lower()}"' if value.lower() in ("true", "false") else "",
            )
        return value == "true"
    return value


def _text_schema(limit: int) -> Any:
    return Field(json_schema_extra={"minLength": 1, "pattern": r"\S", "maxLength": limit})


Line = Annotated[str, BeforeValidator(_text(MAX_LINE)), _text_schema(MAX_LINE)]
"""A short plain text."""

Text = Annotated[str, BeforeValidator(_text(MAX_TEXT)), _text_schema(MAX_TEXT)]
"""A longer plain text."""

ArticleText = Annotated[
    str, BeforeValidator(_text(MAX_TEXT, of_article=True)), _text_schema(MAX_TEXT)
]
"""Words copied from an article, with any invisible characters in them."""

Id = Annotated[
    Line,
    AfterValidator(_id),
    Field(json_schema_extra={"pattern": f"^{_ID_PART}$", "maxLength": MAX_ID}),
]
"""Lower-case letters and digits of any script, with single hyphens."""

PageId = Annotated[
    Id,
    AfterValidator(_page_id),
    Field(json_schema_extra={"not": {"enum": sorted(RESERVED_IDS)}}),
]
"""An id that is used as an anchor on the briefing's page."""

ClaimReference = Annotated[
    Line,
    AfterValidator(_claim_reference),
    Field(json_schema_extra={"pattern": f"^{_ID_PART}(#{_ID_PART})?$"}),
]
"""`claim-id` in the same briefing, or `article-slug#claim-id`."""

Edtf = Annotated[
    EdtfDate,
    BeforeValidator(_edtf),
    PlainSerializer(lambda date: date.text, return_type=str),
    WithJsonSchema(
        {
            "type": ["string", "integer"],  # editors read a year as a number
            "pattern": rf"^\s*{DATE_PATTERN}\s*$",
            "maxLength": MAX_DATE,
            "minimum": 1,
            "maximum": 9999,
            "examples": ["2023-09-11", "2023-09", "2023-09-11~", "[2023-09-11..2023-09-12]"],
        }
    ),
]
"""A date in EDTF (ISO 8601-2), in the profile that `_dates` reads."""

Day = Annotated[
    dt.date,
    BeforeValidator(_iso_day),
    WithJsonSchema(
        {"type": "string", "format": "date", "pattern": _DAY_SCHEMA, "examples": ["2023-10-01"]}
    ),
]
"""One day, year-month-day."""

Url = Annotated[
    Line,
    _rule(
        safe_url,
        "bad-url",
        "this is not a link that a page may have",
        "an address that begins with https:// or http:// and has no spaces",
    ),
    Field(json_schema_extra={"pattern": r"""^https?://[^\s<>"\\]+$"""}),
]
"""An absolute http or https address."""

Language = Annotated[
    Line,
    _rule(
        re.compile(_LANGUAGE).fullmatch,
        "bad-language",
        "this is not a language tag",
        "a BCP 47 tag such as en, fa, hy, az-Latn or pt-BR",
    ),
    Field(json_schema_extra={"pattern": f"^{_LANGUAGE}$", "examples": ["en", "fa"]}),
]
"""A BCP 47 language tag."""

Sha256 = Annotated[
    Line,
    _rule(
        re.compile("[0-9a-f]{64}").fullmatch,
        "bad-hash",
        "this is not a SHA-256",
        "64 characters 0-9 and a-f",
    ),
    Field(json_schema_extra={"pattern": "^[0-9a-f]{64}$"}),
]
"""A SHA-256 in lower-case hexadecimal."""

Wikidata = Annotated[
    Line,
    _rule(
        re.compile(r"Q[1-9]\d*").fullmatch,
        "bad-wikidata",
        "this is not a Wikidata item",
        "Q and a number, as Q42",
    ),
    Field(json_schema_extra={"pattern": r"^Q[1-9]\d*$"}),
]
"""A Wikidata item."""

Flag = Annotated[bool, BeforeValidator(_flag)]
"""true or false."""

WholeNumber = BeforeValidator(_whole_number)
"""Reads a number of at most four digits from text."""

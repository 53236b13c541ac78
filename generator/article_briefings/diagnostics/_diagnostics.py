"""Diagnostics as values: the problem, its location, the expected input and how to fix it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]"
)
_COMMAND, _SHOWN_COMMAND = "##[", "#♯["
"""GitHub runs the command after the first, wherever it appears in a line of a log."""


class Severity(StrEnum):
    """Whether a diagnostic is an error or a notice, which never fails a check or build."""

    ERROR = "error"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A range in a file, in lines and columns counted from 1, columns in code points.

    `end_line` and `end_column` are the position right after the range. `excerpt` has the
    lines from `line` to `end_line`, at most 50, and saves reporters from reading the file.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    excerpt: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Note:
    """A further location related to a problem, with a message about it."""

    location: Location
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem. `code` is a key of `CODES`; `found`, `expected` and `hint` may be empty."""

    code: str
    location: Location
    message: str
    found: str = ""
    expected: str = ""
    hint: str = ""
    notes: tuple[Note, ...] = ()
    severity: Severity = Severity.ERROR
    rests_on: tuple[str, ...] = ()
    """Paths of files in which any change may have caused the problem; not shown."""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"no such diagnostic code: {self.code}")


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics sorted by file and position, without duplicates."""
    return sorted(
        dict.fromkeys(diagnostics), key=lambda d: (d.location, d.code, d.message, d.found)
    )


def printable(text: str) -> str:
    """Return a text of the same length, with control characters replaced by visible symbols."""
    return _STEERING.sub(_visible, text).replace(_COMMAND, _SHOWN_COMMAND)


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if found[0] == "\t":
        return "→"
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"


MESSAGES_PAGE = "about/diagnostics.md"
"""The page of the site that explains all codes."""

#: Every code by group, with the meaning that its explanation opens with.
GROUPS: dict[str, dict[str, str]] = {
    "Files": {
        "bad-file-name": "A file or folder has a name that no address can be made from.",
        "duplicate-slug": "Two inputs would have the same address on the site.",
        "missing-file": "A folder lacks a file that every article, or this one, must have.",
        "not-a-file": "Something that is not a regular file stands where a file should be.",
        "not-utf8": "A file is not UTF-8 text.",
        "too-large": "A file is larger than the limit.",
        "unexpected-file": "A file stands where the generator reads nothing.",
        "unreadable-file": "The operating system does not let the file be read.",
        "unsafe-path": "A symbolic link stands where a file should be.",
        "control-character": "A text holds a character that cannot be shown.",
    },
    "YAML": {
        "yaml-syntax": "The file is not well-formed YAML.",
        "yaml-tab": "A tab stands where YAML wants spaces.",
        "yaml-duplicate-key": "A mapping has the same field twice.",
        "yaml-alias": "Anchors and aliases are circular, unknown, or grow beyond the limit.",
        "yaml-unsupported": "The file uses a part of YAML that the format does not.",
        "yaml-too-deep": "The file nests deeper than the format does.",
        "empty-file": "The file holds nothing.",
    },
    "Fields and values": {
        "unknown-field": "A field has a name that the format does not know.",
        "missing-field": "A required field is not there.",
        "wrong-type": "A value has another shape than the field.",
        "unknown-value": "A value is not one of those that the field allows.",
        "out-of-range": "A number or a list is smaller or larger than the field allows.",
        "empty-value": "A field is written but has no value.",
        "too-long": "A text is longer than the field allows.",
        "directional-control": "A field holds a character that changes the order of letters.",
        "bad-id": "An id has other characters than an id may have.",
        "reserved-id": "An id belongs to a section of the page.",
        "bad-date": "A date does not exist or has another form than a date.",
        "bad-url": "A link is not one that a page may carry.",
        "bad-language": "A language tag is not one.",
        "bad-hash": "A hash is not a SHA-256.",
        "bad-wikidata": "An identifier is not a Wikidata item.",
        "raw-html": "A Markdown field holds raw HTML.",
        "markdown-image": "A Markdown field holds an image.",
        "bluf-too-long": "The bottom line has more than sixty words.",
        "bad-hop": "A step of an attribution contradicts itself or lacks a part.",
        "selector-both-ways": "A selector counts occurrences and gives context too.",
        "bad-extension": "An extension is too large, too deep, or holds what is no JSON.",
        "undated-role": "A role has no date.",
        "rating-without-basis": "An outlet is rated without a basis and sources.",
        "media-of-non-outlet": "The media block stands on an actor that is not an outlet.",
        "unsupported-format": "The file is written in another version of the format.",
    },
    "Within one briefing": {
        "dates-out-of-order": "A date that must come later comes earlier.",
        "duplicate-id": "Two things in a briefing have the same id.",
        "not-frozen": "The hash of the article's text is not written yet.",
        "source-changed": "The article's text is not the one that was annotated.",
        "quote-not-found": "A quote does not stand in the article.",
        "quote-ambiguous": "A quote stands in the article more than once.",
        "parts-out-of-order": "The parts of a quote are not in the order of the text.",
        "cue-not-found": "A cue does not stand in the article.",
        "cue-ambiguous": "A cue cannot be told from others like it.",
        "mention-not-found": "A name does not stand in the article.",
        "mention-taken": "A name marks no place, because another actor's name stands there.",
        "too-many-places": "The marks of a briefing stand in too many places, or take too long.",
        "form-mismatch": "The form of an attribution disagrees with the quotation marks.",
        "no-translation": "A mark stands in the translation of an article that has none.",
        "quoted-own-voice": "The article is said to claim itself what it has in quotation marks.",
        "translation-misaligned": "A translation has more or fewer paragraphs than the article.",
        "unknown-speaker": "Nobody has found out who makes a claim of a briefing that is no draft.",
        "unfinished-text": "A text that a program wrote for somebody to replace is still there.",
        "unfinished-role": "Nobody has written yet who an actor is in the article.",
        "not-reviewed": "A briefing that is no draft has no day on which it was reviewed.",
        "draft-claim-left": "A claim is still a draft in a briefing that is none.",
    },
    "References": {
        "unknown-actor": "An id names no actor of the register.",
        "unknown-note": "An id names no background note.",
        "unknown-topic": "An id names no topic.",
        "unknown-story": "An id names no story.",
        "unknown-claim": "A reference names no claim.",
        "unknown-evidence": "An id names no evidence item of the briefing.",
        "self-reference": "Something refers to itself.",
        "outlet-type": "The outlet of an article is an actor of another type.",
        "actor-not-in-cast": "An actor speaks in a briefing whose list of actors leaves it out.",
        "circular-membership": "Actors are part of each other in a circle.",
    },
    "Templates and pages": {
        "template-error": "A template cannot be read or filled.",
        "path-collision": "Two pages would have the same address.",
    },
}

#: Every code with its meaning.
CODES: dict[str, str] = {
    code: meaning for codes in GROUPS.values() for code, meaning in codes.items()
}

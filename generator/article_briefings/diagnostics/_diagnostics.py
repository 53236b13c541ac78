"""Diagnostics as values: the problem, its location, the expected input and how to fix it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]"
)
_FOREIGN_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")
_ELLIPSIS = "…"
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

    @property
    def last_line(self) -> int:
        """The last line in which the range has a character."""
        if not self.excerpt or self.end_line <= self.line:
            return self.line
        return self.end_line if self.end_column > 1 else self.end_line - 1

    def is_within(self, paths: Iterable[str]) -> bool:
        """Whether it is in one of `paths` or below one; "." is the whole project."""
        return any(part == "." or f"{self.path}/".startswith(f"{part}/") for part in paths)

    def shown(self, width: int) -> list[tuple[str, int]]:
        """The lines of the excerpt, cut around the location, and its position in each of them."""
        starts = (0 if number else self.column - 1 for number in range(len(self.excerpt)))
        return [_window(line, at, width) for line, at in zip(self.excerpt, starts, strict=True)]


@dataclass(frozen=True, slots=True)
class Note:
    """A further location related to a problem, with a message about it."""

    location: Location
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem. `code` is a key of `CODES`, or a plugin's name, a slash and a word of its own.

    `found`, `expected` and `hint` may be empty.
    """

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
        if self.code not in CODES and not _FOREIGN_CODE.fullmatch(self.code):
            raise ValueError(f"no such diagnostic code: {self.code}")

    @staticmethod
    def in_order(diagnostics: "Iterable[Diagnostic]") -> "list[Diagnostic]":
        """Return the diagnostics sorted by file and position, without duplicates."""
        return sorted(
            dict.fromkeys(diagnostics), key=lambda d: (d.location, d.code, d.message, d.found)
        )

    @property
    def details(self) -> list[tuple[str, str]]:
        """The parts besides the message, each with a label."""
        parts = [
            ("found", self.found),
            ("expected", self.expected),
            ("hint", self.hint),
            *(("see", f"{note.location}: {note.message}") for note in self.notes),
        ]
        return [(label, value) for label, value in parts if value]


class NotEnough(Exception):
    """A briefing lacks something it needs: a message, or the problems of a file."""

    def __init__(self, message: str = "", problems: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.problems = problems


def _window(line: str, start: int, width: int) -> tuple[str, int]:
    """Return the part of a long line around `start`, and the position of `start` in it."""
    if len(line) <= width:
        return line, start
    left = max(0, min(start - width // 3, len(line) - width))
    part = line[left : left + width]
    if left + width < len(line):
        part += _ELLIPSIS
    if left:
        return _ELLIPSIS + part, start - left + len(_ELLIPSIS)
    return part, start


def printable(text: str) -> str:
    """Return a text of the same length, with control characters replaced by visible symbols."""
    return _STEERING.sub(_visible, text).replace(_COMMAND, _SHOWN_COMMAND)


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if found[0] == "\t":
        return "→"
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"


#: Every code by group, with the meaning that its explanation opens with.
GROUPS: dict[str, dict[str, str]] = {
    "Files": {
        "bad-file-name": "The name of a file or folder cannot be used in an address.",
        "duplicate-slug": "Two inputs would have the same address on the site.",
        "missing-file": "A folder lacks a file that every article, or this one, must have.",
        "not-a-file": "Something that is not a regular file is in the place of a file.",
        "not-utf8": "A file is not UTF-8 text.",
        "too-large": "A file is larger than the limit.",
        "unexpected-file": "A file is in a place where no file is read.",
        "unreadable-file": "The operating system does not let the file be read.",
        "unsafe-path": "A symbolic link is in the place of a file or folder.",
        "unfilled-heading": "A section of the page about the site is empty.",
        "control-character": "A text contains a character that cannot be displayed.",
    },
    "YAML": {
        "yaml-syntax": "The file is not well-formed YAML.",
        "yaml-tab": "A tab is in a place where YAML requires spaces.",
        "yaml-duplicate-key": "A mapping has the same field twice.",
        "yaml-alias": "Anchors and aliases are circular, unknown, or grow beyond the limit.",
        "yaml-unsupported": "The file uses a part of YAML that the format does not support.",
        "yaml-too-deep": "The file is nested more deeply than the format allows.",
        "empty-file": "The file is empty.",
    },
    "Fields and values": {
        "unknown-field": "The format has no field of this name.",
        "undeclared": "A name of the project's own is not declared in fields.yml.",
        "bad-declaration": "A declaration in fields.yml contradicts itself or the format.",
        "missing-field": "A required field is missing.",
        "wrong-type": "A value does not have the shape that the field requires.",
        "unknown-value": "A value is not one of those that the field allows.",
        "out-of-range": "A number or a list is smaller or larger than the field allows.",
        "empty-value": "A field is present but has no value.",
        "too-long": "A text is longer than the field allows.",
        "directional-control": "A field contains a character that changes the order of letters.",
        "bad-id": "An id contains characters that are not allowed.",
        "reserved-id": "An id belongs to a section of the page.",
        "bad-date": "A date does not exist or does not have the form of a date.",
        "bad-url": "A link is not allowed on a page.",
        "bad-language": "A language tag is not valid.",
        "bad-hash": "A hash is not a SHA-256.",
        "bad-wikidata": "An identifier is not a Wikidata item.",
        "raw-html": "A Markdown field contains raw HTML.",
        "markdown-image": "A Markdown field contains an image.",
        "bluf-too-long": "The bottom line has more than sixty words.",
        "finding-too-long": "A finding has more than twenty-five words.",
        "bad-paragraphs": "A step under via names paragraphs that do not exist.",
        "bad-hop": "A step of an attribution contradicts itself or lacks a part.",
        "selector-both-ways": "A selector has both nth and context.",
        "bad-extension": "An extension is too large, nested too deeply, or not JSON.",
        "undated-role": "A role has no date.",
        "rating-without-basis": "An outlet is rated without a basis and sources.",
        "media-of-non-outlet": "An actor that is not an outlet has a media block.",
        "unsupported-format": "The file is written in a version of the format that is not known.",
        "old-format": "Files are written in an older version of the format.",
        "open-question": "The upgrade of a file has left a question in a comment.",
    },
    "Within one briefing": {
        "dates-out-of-order": "Two dates are in the wrong order.",
        "duplicate-id": "Two things in a briefing have the same id.",
        "not-frozen": "The hash of the article's text is not recorded yet.",
        "source-changed": "The article's text has changed since it was annotated.",
        "quote-not-found": "A quote is not in the article.",
        "quote-ambiguous": "A quote is in the article more than once.",
        "parts-out-of-order": "The parts of a quote are not in the order of the text.",
        "cue-not-found": "A cue is not in the article.",
        "cue-ambiguous": "A cue matches several places equally well.",
        "mention-not-found": "A name is not in the article.",
        "mention-taken": "A name marks no place, because another actor's name is there.",
        "too-many-places": "The marks of a briefing match too many places, or take too long.",
        "form-mismatch": "The form of an attribution disagrees with the quotation marks.",
        "no-translation": "A mark is in the translation of an article that has none.",
        "quoted-own-voice": "A claim in the article's own voice is in quotation marks.",
        "translation-misaligned": "A translation has more or fewer paragraphs than the article.",
        "unknown-speaker": "The speaker of a claim is unknown in a briefing that is not a draft.",
        "unfinished-text": "A placeholder text has not been replaced.",
        "not-reviewed": "A briefing that is not a draft has no day of review.",
        "draft-claim-left": "A claim is still a draft in a briefing that is not.",
        "saying-in-text": "The text of a claim repeats that somebody says it.",
        "extract-without-source": "An extract does not say where the rest of the article is.",
        "extract-too-long": "An extract is longer than a quotation should be.",
        "too-many-key-claims": "A briefing has more than seven key claims.",
        "unmarked-warning": "A disputed passage is not among the eight that readers see marked.",
        "withdrawn-claim-left": "A claim is withdrawn but still in the briefing.",
        "former-id-taken": "A former id is in use.",
    },
    "Verdicts": {
        "missing-finding": "A verdict or a key claim has no finding.",
        "undated-verdict": "A verdict has no day.",
        "said-without-speaker": "A verdict is about the saying of a claim that nobody says.",
        "unclear-step": "It is not clear whose saying a verdict is about.",
        "so-of-judgement": "A position, demand or characterisation is judged as a fact.",
        "verdict-misplaced": "A verdict, or a part of it, does not fit the claim.",
        "verdict-without-basis": "A verdict does not show what it rests on.",
        "missing-shows": "Evidence does not say what it shows.",
        "too-few-sources": "A verdict has too few separate sources.",
        "missing-correction": "A published verdict changed, and no correction says so.",
        "published-words": "A published claim, finding or correction has other words.",
        "lost-page": "A published page would be gone, and nothing is at its address.",
        "not-seconded": "A second person must confirm a verdict.",
        "bad-contradiction": "A contradiction names a claim that is neither so nor not so.",
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
        "circular-membership": "Actors are part of each other in a circle.",
    },
    "Packages of others": {
        "bad-plugin": "An installed package for this program cannot be used.",
        "plugin-crash": "A rule of another package has a bug.",
    },
    "Templates and pages": {
        "template-error": "A template cannot be read or filled.",
        "unknown-slot": "A file in `templates/slots/` has the name of no slot.",
        "unknown-block": "A template replaces a block that does not exist.",
        "unknown-template": "A template has the name of none of the package's.",
        "path-collision": "Two pages would have the same address.",
        "no-catalogue": "The words of the site have no translation into its language.",
        "bad-catalogue": "A file with translated words cannot be used.",
    },
}

#: Every code with its meaning.
CODES: dict[str, str] = {
    code: meaning for codes in GROUPS.values() for code, meaning in codes.items()
}

"""Reads brat's standoff annotation line by line; unreadable lines become remarks.

The format is described at https://brat.nlplab.org/standoff.html: text-bound annotations (`T`) with
discontinuous spans, relations (`R`), equivalences (`*`), events (`E`), attributes (`A`, `M`),
normalisations (`N`) and notes (`#`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from article_briefings.drafting import Origin, Remark, in_quotes

MAX_LINES = 20_000
"""The most lines of a file that are read."""
_MAX_FRAGMENTS = 1_000
_ID = r"[A-Za-z]\S{0,99}"
_TEXT_BOUND = re.compile(
    r"(\S{1,200})[ \t]+(\d{1,9}[ \t]+\d{1,9}(?:[ ]*;[ ]*\d{1,9}[ \t]+\d{1,9})*)"
)
_PAIR = re.compile(r"(?<!\d)(\d++)[ \t]++(\d++)")
_ARGUMENT = re.compile(rf"([^\s:]{{1,200}}):({_ID})")
_NAME = re.compile(r"[TREAMN#]\S{0,99}|\*")


@dataclass(frozen=True, slots=True)
class TextBound:
    """A `T` line: a label, fragments in the file's own offsets, and their words."""

    name: str
    label: str
    fragments: tuple[tuple[int, int], ...]
    words: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Tie:
    """An `R` or `E` line: a label, the trigger of an event, and arguments by role."""

    name: str
    label: str
    trigger: str
    """The name of a text-bound annotation; empty for a relation."""
    arguments: tuple[tuple[str, str], ...]
    origin: Origin


@dataclass
class Standoff:
    """The content of one file, in its order."""

    text_bounds: dict[str, TextBound] = field(default_factory=dict)
    ties: dict[str, Tie] = field(default_factory=dict)
    equivalents: list[tuple[str, ...]] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    """Attributes, normalisations and notes by the name of their annotation."""
    remarks: list[Remark] = field(default_factory=list)


def read_standoff(file: str, text: str) -> Standoff:
    """Read the text of an `.ann` file; never raises."""
    reading = _LineReader(file)
    for number, line in enumerate(_lines(text), 1):
        if not line.strip():
            continue
        if number > MAX_LINES:
            reading.leave_out(number, f"only {MAX_LINES:,} lines are read; the rest is not")
            break
        reading.line(number, line)
    reading.finish()
    return reading.found


def _lines(text: str) -> Iterator[str]:
    """Split at LF, CRLF or CR only: the words of a `T` line may contain other separators."""
    yield from text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


class _LineReader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.found = Standoff()
        self.statements: list[tuple[Origin, str, str]] = []
        self.about: dict[str, str] = {}
        """The target of each attribute or note, by its name."""

    def leave_out(self, line: int, message: str) -> None:
        self.found.remarks.append(Remark(Origin(self.file, line), message))

    def line(self, number: int, line: str) -> None:
        name, tab, rest = line.partition("\t")
        name = name.strip()
        if not tab or not _NAME.fullmatch(name):
            expected = "an id such as T1, R1, E1, A1 or #1, a tab, and the rest"
            self.leave_out(
                number, f"this is no line of standoff: {in_quotes(line)}; expected {expected}"
            )
            return
        if name[0] not in "*#" and (name in self.found.text_bounds or name in self.found.ties):
            self.leave_out(number, f"the id {name} stands in an earlier line too")
            return
        if name[0] == "T":
            self._text_bound(number, name, rest)
        elif name[0] in "RE":
            self._tie(number, name, rest)
        elif name == "*":
            self._equivalence(number, rest)
        else:
            self._note(number, name, rest)

    def _text_bound(self, number: int, name: str, rest: str) -> None:
        head, _, words = rest.partition("\t")
        found = _TEXT_BOUND.fullmatch(head.strip())
        if not found:
            self.leave_out(
                number,
                f"{name} has no label and offsets that can be read: {in_quotes(head)}; expected "
                "as in “Content 10 20;30 40”",
            )
            return
        fragments = tuple((int(a), int(b)) for a, b in _PAIR.findall(found[2]))
        if len(fragments) > _MAX_FRAGMENTS:
            self.leave_out(number, f"{name} has {len(fragments):,} fragments")
            return
        wrong = next((pair for pair in fragments if pair[0] >= pair[1]), None)
        if wrong:
            self.leave_out(number, f"{name} has a span without words: {wrong[0]} {wrong[1]}")
            return
        self.found.text_bounds[name] = TextBound(
            name, found[1], fragments, words, Origin(self.file, number)
        )

    def _tie(self, number: int, name: str, rest: str) -> None:
        head, *pairs = rest.split()[:_MAX_FRAGMENTS] or [""]
        arguments = [_ARGUMENT.fullmatch(pair) for pair in pairs]
        label, trigger = head, ""
        if name[0] == "E":
            event = _ARGUMENT.fullmatch(head)
            label, trigger = (event[1], event[2]) if event else ("", "")
        if not label or None in arguments or (name[0] == "R" and len(arguments) < 2):
            like = "Cue:T2 Source:T1 Content:T3" if name[0] == "E" else "Says Arg1:T1 Arg2:T2"
            self.leave_out(
                number, f"{name} cannot be read: {in_quotes(rest)}; expected as in “{like}”"
            )
            return
        self.found.ties[name] = Tie(
            name,
            label,
            trigger,
            tuple((found[1], found[2]) for found in arguments if found),
            Origin(self.file, number),
        )

    def _equivalence(self, number: int, rest: str) -> None:
        label, *names = rest.split()[:_MAX_FRAGMENTS] or [""]
        if not label or len(names) < 2:
            self.leave_out(
                number, f"this equivalence names fewer than two annotations: {in_quotes(rest)}"
            )
            return
        self.found.equivalents.append(tuple(names))

    def _note(self, number: int, name: str, rest: str) -> None:
        head, _, words = rest.partition("\t")
        label, *about = head.split()[:4] or [""]
        if not label or not about:
            self.leave_out(
                number, f"{name} does not say which annotation it is about: {in_quotes(rest)}"
            )
            return
        statement = ": ".join(
            part for part in (label, " ".join([*about[1:], words]).strip()) if part
        )
        self.about[name] = about[0]
        self.statements.append((Origin(self.file, number), about[0], statement))

    def finish(self) -> None:
        """Attach notes to their targets; a note about a note goes to the target of that note."""
        names = self.found.text_bounds.keys() | self.found.ties.keys()
        for origin, about, statement in self.statements:
            target = about if about in names else self.about.get(about, "")
            if target in names:
                self.found.notes.setdefault(target, []).append(statement)
            else:
                message = (
                    f"this is about {in_quotes(about)}, which is no annotation that can be read"
                )
                self.found.remarks.append(Remark(origin, message))

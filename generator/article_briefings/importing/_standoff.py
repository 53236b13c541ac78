"""Reads brat's standoff annotation line by line; unreadable lines become remarks.

The format is described at https://brat.nlplab.org/standoff.html: text-bound annotations (`T`) with
discontinuous spans, relations (`R`), equivalences (`*`), events (`E`), attributes (`A`, `M`),
normalisations (`N`) and notes (`#`).
"""

import re
from dataclasses import dataclass

from article_briefings.importing._model import Origin, Remarks, in_quotes
from article_briefings.importing._offsets import QuotedOffsets

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
class TextBound(QuotedOffsets):
    """A `T` line."""

    name: str
    label: str
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


class Standoff:
    """The content of an `.ann` file, in its order."""

    def __init__(self, file: str, text: str) -> None:
        self.text_bounds: dict[str, TextBound] = {}
        self.ties: dict[str, Tie] = {}
        self.equivalents: list[tuple[str, ...]] = []
        self.notes: dict[str, list[str]] = {}
        """Attributes, normalisations and notes by the name of their annotation."""
        self.remarks = Remarks()
        self._statements: list[tuple[Origin, str, str]] = []
        """The attributes and notes: their place, target and words."""
        self._about: dict[str, str] = {}
        """The target of each attribute or note, by its name."""
        # The words of a `T` line may contain other separators.
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for number, line in enumerate(lines, 1):
            origin = Origin(file, number)
            if line.strip() and number > MAX_LINES:
                self.remarks.leave_out(origin, f"only the first {MAX_LINES:,} lines are read")
                break
            if line.strip():
                self._line(origin, line)
        self._attach_notes()

    def _line(self, origin: Origin, line: str) -> None:
        name, tab, rest = line.partition("\t")
        name = name.strip()
        if not tab or not _NAME.fullmatch(name):
            expected = "an id such as T1, R1, E1, A1 or #1, a tab, and the rest"
            problem = f"this is not a line of standoff: {in_quotes(line)}; expected {expected}"
        elif name in self.text_bounds or name in self.ties:
            problem = f"the id {name} is used in an earlier line"
        elif name[0] == "T":
            problem = self._text_bound(origin, name, rest)
        elif name[0] in "RE":
            problem = self._tie(origin, name, rest)
        elif name == "*":
            problem = self._equivalence(rest)
        else:
            problem = self._note(origin, name, rest)
        if problem:
            self.remarks.leave_out(origin, problem)

    # Each method adds what it reads, or returns why the line cannot be read.

    def _text_bound(self, origin: Origin, name: str, rest: str) -> str:
        head, _, words = rest.partition("\t")
        found = _TEXT_BOUND.fullmatch(head.strip())
        if not found:
            expected = "expected, for example, “Content 10 20;30 40”"
            return f"{name} has no readable label and offsets: {in_quotes(head)}; {expected}"
        fragments = tuple((int(a), int(b)) for a, b in _PAIR.findall(found[2]))
        if len(fragments) > _MAX_FRAGMENTS:
            return f"{name} has {len(fragments):,} fragments"
        for start, end in fragments:
            if start >= end:
                return f"{name} has a span without words: {start} {end}"
        self.text_bounds[name] = TextBound(fragments, words, name, found[1], origin)
        return ""

    def _tie(self, origin: Origin, name: str, rest: str) -> str:
        head, *pairs = rest.split()[:_MAX_FRAGMENTS] or [""]
        arguments = [_ARGUMENT.fullmatch(pair) for pair in pairs]
        label, trigger = head, ""
        if name[0] == "E":
            event = _ARGUMENT.fullmatch(head)
            label, trigger = (event[1], event[2]) if event else ("", "")
        if not label or None in arguments or (name[0] == "R" and len(arguments) < 2):
            like = "Cue:T2 Source:T1 Content:T3" if name[0] == "E" else "Says Arg1:T1 Arg2:T2"
            return f"{name} cannot be read: {in_quotes(rest)}; expected, for example, “{like}”"
        pairs_read = tuple((found[1], found[2]) for found in arguments if found)
        self.ties[name] = Tie(name, label, trigger, pairs_read, origin)
        return ""

    def _equivalence(self, rest: str) -> str:
        _, *names = rest.split()[:_MAX_FRAGMENTS] or [""]
        if len(names) < 2:
            return f"this equivalence names fewer than two annotations: {in_quotes(rest)}"
        self.equivalents.append(tuple(names))
        return ""

    def _note(self, origin: Origin, name: str, rest: str) -> str:
        head, _, words = rest.partition("\t")
        label, *about = head.split()[:4] or [""]
        if not about:
            return f"{name} does not say which annotation it is about: {in_quotes(rest)}"
        said = " ".join([*about[1:], words]).strip()
        self._about[name] = about[0]
        self._statements.append((origin, about[0], f"{label}: {said}" if said else label))
        return ""

    def _attach_notes(self) -> None:
        """Attach notes to their targets; a note about a note goes to the target of that note."""
        names = self.text_bounds.keys() | self.ties.keys()
        for origin, about, statement in self._statements:
            target = about if about in names else self._about.get(about, "")
            if target in names:
                self.notes.setdefault(target, []).append(statement)
            else:
                message = f"this is about {in_quotes(about)}, which is not a readable annotation"
                self.remarks.leave_out(origin, message)

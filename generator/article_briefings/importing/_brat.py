"""Turns brat's standoff into attributions: spans in code points, tied by events and relations.

An event ties its trigger and its arguments, a relation its two arguments. Each `Content` becomes
one attribution with the cues and sources to which it is tied, directly or through its cue. A
content tied by several events is attributed by each of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from article_briefings.importing._model import (
    Attribution,
    ImportedClaim,
    ImportedMark,
    Origin,
    Remark,
    in_quotes,
)
from article_briefings.importing._offsets import place
from article_briefings.importing._options import AttributionPart, Scheme
from article_briefings.importing._standoff import Standoff, TextBound, Tie, read_standoff

_OWN_VOICE = "Speaker: own-voice"
"""The attribute by which our own export marks a claim as the article's own."""
_MOST_EQUIVALENTS = 20
"""How many equivalents are looked up for a source."""


def read_brat(
    file: str, annotation: str, text: str, scheme: Scheme
) -> tuple[list[Attribution], list[Remark]]:
    """The attributions of an `.ann` file, in the order of the text, and the remarks on it."""
    reading = _Brat(text, read_standoff(file, annotation), scheme, file)
    found = sorted(reading.attributions(), key=lambda one: one.order)
    return found, sorted(reading.remarks)


@dataclass
class _Ties:
    """The marks that one event, or all relations together, tie to a content."""

    cues: dict[str, None] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, parts: Sequence[tuple[str, AttributionPart]], notes: Iterable[str]) -> None:
        """Add the arguments of an event or relation, and the notes about it."""
        self.cues |= {name: None for name, part in parts if part == "cue"}
        self.sources |= {name: None for name, part in parts if part == "source"}
        self.notes += notes


class _Brat:
    def __init__(self, text: str, found: Standoff, scheme: Scheme, file: str) -> None:
        self.text, self.found, self.scheme = text, found, scheme
        self.remarks = found.remarks
        self.parts = self._parts()
        self.marks = self._marks(Origin(file))

    # --- marks ---

    def _parts(self) -> dict[str, AttributionPart]:
        """The part of each annotation: by its label, else by its role in an event or relation.

        If an event ties a content and has no other cue, its trigger is the cue, whatever the
        name of the event.
        """
        bounds = self.found.text_bounds
        labels = ((name, self.scheme.label(one.label)) for name, one in bounds.items())
        parts = {name: part for name, part in labels if part}
        ties = list(self._ties())
        for tie in ties:
            for role, name in tie.arguments:
                part = self.scheme.role(role)
                if part and name in bounds:
                    parts.setdefault(name, part)
        for tie in ties:
            tied = {parts.get(name) for _, name in tie.arguments}
            if tie.trigger in bounds and "content" in tied:
                parts.setdefault(tie.trigger, "ignore" if "cue" in tied else "cue")
        return parts

    def _marks(self, whole: Origin) -> dict[str, ImportedMark]:
        """The annotations that have a part in the scheme and a place in the text."""
        wanted: list[TextBound] = []
        unknown: dict[str, list[Origin]] = {}
        for one in self.found.text_bounds.values():
            part = self.parts.get(one.name)
            if part is None:
                unknown.setdefault(one.label, []).append(one.origin)
            elif part != "ignore":
                wanted.append(one)
        for label, origins in unknown.items():
            message = (
                f"the label {in_quotes(label)} has no meaning here ({len(origins):,} in this "
                "file); a mapping file can say what it means, or that it is to be ignored"
            )
            self._leave_out(origins[0], message)
        placed = place(self.text, wanted)
        if placed.how:
            self.remarks.append(Remark(whole, placed.how, left_out=False))
        for number, message in placed.problems.items():
            self._leave_out(wanted[number].origin, f"{wanted[number].name}: {message}")
        also = self._equivalents({one.name for one in wanted})
        return {
            one.name: ImportedMark(
                one.name,
                spans,
                one.origin,
                tuple(self.found.notes.get(one.name, ())),
                also.get(one.name, ()),
            )
            for one, spans in zip(wanted, placed.spans, strict=True)
            if spans
        }

    def _equivalents(self, marked: set[str]) -> dict[str, tuple[str, ...]]:
        """The words of the equivalents of each annotation."""
        words: dict[str, dict[str, None]] = {}
        for names in self.found.equivalents:
            inside = [name for name in names if name in marked]
            for name in inside:
                others = words.setdefault(name, {})
                for other in inside:
                    if len(others) == _MOST_EQUIVALENTS:
                        break
                    if other != name:
                        others[" ".join(self.found.text_bounds[other].words.split())] = None
        return {name: tuple(others) for name, others in words.items()}

    def _leave_out(self, origin: Origin, message: str) -> None:
        self.remarks.append(Remark(origin, message))

    # --- ties ---

    def attributions(self) -> Iterator[Attribution]:
        """One for each content and each event that ties it; reports loose cues and sources."""
        by_relations, sources_of = self._relations()
        by_events = self._events()
        used: set[str] = set()
        for name in self._named("content"):
            groups = by_events.get(name, [])
            related = by_relations.get(name, _Ties())
            if len(groups) == 1:
                groups[0].cues |= related.cues
                groups[0].sources |= related.sources
                groups[0].notes += related.notes
            elif related != _Ties() or not groups:
                groups = [*groups, related]
            for group in groups:
                if not group.sources:  # the sources tied to its cues
                    tied = (sources_of.get(cue, {}) for cue in group.cues)
                    group.sources = {source: None for sources in tied for source in sources}
                used.update(group.cues, group.sources)
                yield Attribution(
                    self.marks[name],
                    self._in_order(group.cues),
                    self._in_order(group.sources),
                    tuple(group.notes),
                    ImportedClaim(own_voice=_OWN_VOICE in self.marks[name].notes),
                )
        for part in ("cue", "source"):
            for name in self._named(part):
                if name not in used:
                    mark = self.marks[name]
                    words = in_quotes(mark.words(self.text))
                    message = f"{name}: no content is tied to this {part}, {words}"
                    self._leave_out(mark.origin, message)

    def _named(self, part: str) -> list[str]:
        return [name for name in self.marks if self.parts[name] == part]

    def _in_order(self, names: Iterable[str]) -> tuple[ImportedMark, ...]:
        return tuple(sorted((self.marks[n] for n in names), key=lambda mark: mark.spans))

    def _events(self) -> dict[str, list[_Ties]]:
        """The marks that each event ties to a content."""
        groups: dict[str, list[_Ties]] = {}
        for tie in self._ties():
            if not tie.trigger:
                continue
            parts = self._arguments(tie)
            contents = [name for name, part in parts if part == "content"]
            if not contents:
                self._leave_out(tie.origin, f"{tie.name} ties no content")
            for name in contents:
                group = _Ties()
                group.add(parts, self.found.notes.get(tie.name, ()))
                groups.setdefault(name, []).append(group)
        return groups

    def _relations(self) -> tuple[dict[str, _Ties], dict[str, dict[str, None]]]:
        """The marks that relations tie to contents, and the sources that they tie to cues."""
        groups: dict[str, _Ties] = {}
        sources_of: dict[str, dict[str, None]] = {}
        for tie in self._ties():
            if tie.trigger:
                continue
            parts = self._arguments(tie)
            of = {part: name for name, part in parts}
            if "content" in of and len(of) > 1:
                group = groups.setdefault(of["content"], _Ties())
                group.add(parts, self.found.notes.get(tie.name, ()))
            elif len(of) > 1:
                sources_of.setdefault(of["cue"], {})[of["source"]] = None
            elif len(parts) > 1:
                message = f"{tie.name} ties two of a kind, which says nothing here"
                self._leave_out(tie.origin, message)
        return groups, sources_of

    def _ties(self) -> Iterator[Tie]:
        return (tie for tie in self.found.ties.values() if self.scheme.ties(tie.label))

    def _arguments(self, tie: Tie) -> list[tuple[str, AttributionPart]]:
        """The arguments with a part and a place; if the role has no meaning, the label decides."""
        pairs = [(self.scheme.role(role), name) for role, name in tie.arguments]
        found: list[tuple[str, AttributionPart]] = []
        for role, name in [(None, tie.trigger), *pairs] if tie.trigger else pairs:
            part = role or self.parts.get(name)
            if part == "ignore":
                continue
            if part and name in self.marks:
                found.append((name, part))
                continue
            problem = f"the argument {name} was left out"
            if name in self.found.ties:
                problem = f"the argument {name} is no stretch of text"
            elif name not in self.found.text_bounds:
                problem = f"the argument {in_quotes(name)} is not there"
            self._leave_out(tie.origin, f"{tie.name}: {problem}")
        return found

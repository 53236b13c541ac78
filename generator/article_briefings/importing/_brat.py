"""Turns brat's standoff into attributions: spans in code points, tied by events and relations.

An event ties its trigger and its arguments, a relation its two arguments. Each `Content` becomes
one attribution with the cues and sources to which it is tied, directly or through its cue. A
content tied by several events is attributed by each of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from article_briefings.drafting import (
    Attribution,
    ImportedClaim,
    ImportedMark,
    Origin,
    Remark,
    in_quotes,
)
from article_briefings.importing._mapping import AttributionPart, Scheme
from article_briefings.importing._offsets import QuotedOffsets, place
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
    found = sorted(reading.attributions(), key=lambda one: (one.content.spans, one.content.origin))
    return found, sorted(reading.remarks)


@dataclass
class _Ties:
    """The marks that one event, or all relations together, tie to a content."""

    cues: dict[str, None] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def take(self, other: "_Ties") -> None:
        """Add the marks of `other`."""
        self.cues |= other.cues
        self.sources |= other.sources
        self.notes += other.notes


class _Brat:
    def __init__(self, text: str, found: Standoff, scheme: Scheme, file: str) -> None:
        self.text, self.found, self.scheme = text, found, scheme
        self.remarks = found.remarks
        self.used: set[str] = set()
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
        ties = [tie for tie in self.found.ties.values() if self.scheme.ties(tie.label)]
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
            self._leave_out(
                origins[0],
                f"the label {in_quotes(label)} has no meaning here ({len(origins):,} in this "
                "file); a mapping file can say what it means, or that it is to be ignored",
            )
        placed = place(self.text, [QuotedOffsets(one.fragments, one.words) for one in wanted])
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
        by_events: dict[str, list[_Ties]] = {}
        by_relations: dict[str, _Ties] = {}
        loose = self._relations(by_relations)
        for tie in self.found.ties.values():
            if tie.trigger and self.scheme.ties(tie.label):
                self._event(tie, by_events)
        for name in self._named("content"):
            groups = by_events.get(name, [])
            related = by_relations.get(name, _Ties())
            if len(groups) == 1:
                groups[0].take(related)
            elif related != _Ties() or not groups:
                groups = [*groups, related]
            for group in groups:
                self._complete(group, loose)
                yield self._attribution(name, group)
        for part in ("cue", "source"):
            for name in self._named(part):
                if name not in self.used:
                    mark = self.marks[name]
                    words = in_quotes(mark.words(self.text))
                    self._leave_out(
                        mark.origin, f"{name}: no content is tied to this {part}, {words}"
                    )

    def _named(self, part: str) -> list[str]:
        return [name for name in self.marks if self.parts[name] == part]

    def _attribution(self, name: str, group: _Ties) -> Attribution:
        self.used.update(group.cues, group.sources)
        return Attribution(
            self.marks[name],
            self._in_order(group.cues),
            self._in_order(group.sources),
            tuple(group.notes),
            ImportedClaim(own_voice=_OWN_VOICE in self.marks[name].notes),
        )

    def _in_order(self, names: Iterable[str]) -> tuple[ImportedMark, ...]:
        return tuple(sorted((self.marks[n] for n in names), key=lambda mark: mark.spans))

    def _complete(self, group: _Ties, loose: dict[str, dict[str, None]]) -> None:
        """Add the sources tied to the cues of a content, if it is not tied to a source itself."""
        if not group.sources:
            group.sources = {s: None for cue in group.cues for s in loose.get(cue, {})}

    def _event(self, tie: Tie, groups: dict[str, list[_Ties]]) -> None:
        pairs = [(None, tie.trigger), *self._roles(tie)]
        parts = self._arguments(tie, pairs)
        contents = [name for name, part in parts if part == "content"]
        if not contents:
            self._leave_out(tie.origin, f"{tie.name} ties no content")
        for name in contents:
            group = _group(parts, self.found.notes.get(tie.name, ()))
            groups.setdefault(name, []).append(group)

    def _roles(self, tie: Tie) -> list[tuple[AttributionPart | None, str]]:
        return [(self.scheme.role(role), name) for role, name in tie.arguments]

    def _relations(self, groups: dict[str, _Ties]) -> dict[str, dict[str, None]]:
        """Add the marks that relations tie to contents; returns those that they tie to cues."""
        sources_of: dict[str, dict[str, None]] = {}
        for tie in self.found.ties.values():
            if tie.trigger or not self.scheme.ties(tie.label):
                continue
            parts = self._arguments(tie, self._roles(tie))
            of = {part: name for name, part in parts}
            if "content" in of and len(of) > 1:
                more = _group(parts, self.found.notes.get(tie.name, ()))
                groups.setdefault(of["content"], _Ties()).take(more)
            elif len(of) > 1:
                sources_of.setdefault(of["cue"], {})[of["source"]] = None
            elif len(parts) > 1:
                self._leave_out(
                    tie.origin, f"{tie.name} ties two of a kind, which says nothing here"
                )
        return sources_of

    def _arguments(
        self, tie: Tie, pairs: Sequence[tuple[AttributionPart | None, str]]
    ) -> list[tuple[str, AttributionPart]]:
        """The arguments with a part and a place; if the role has no meaning, the label decides."""
        found: list[tuple[str, AttributionPart]] = []
        for role, name in pairs:
            part = role or self.parts.get(name)
            if part == "ignore":
                continue
            if part and name in self.marks:
                found.append((name, part))
            elif name in self.found.ties:
                self._leave_out(
                    tie.origin, f"{tie.name}: the argument {name} is no stretch of text"
                )
            elif name not in self.found.text_bounds:
                self._leave_out(
                    tie.origin, f"{tie.name}: the argument {in_quotes(name)} is not there"
                )
            else:
                self._leave_out(tie.origin, f"{tie.name}: the argument {name} was left out")
        return found


def _group(parts: Iterable[tuple[str, AttributionPart]], notes: Iterable[str]) -> _Ties:
    group = _Ties(notes=list(notes))
    for name, part in parts:
        if part == "cue":
            group.cues[name] = None
        elif part == "source":
            group.sources[name] = None
    return group

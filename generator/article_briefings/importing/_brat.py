"""Reads collections in brat's standoff: the files of each text, and its attributions.

The annotation of `NAME.txt` is in `NAME.ann`, or those of several annotators are in
`NAME.ANNOTATOR.ann`, `NAME_ANNOTATOR.ann` or `ANNOTATOR/NAME.ann`. Texts and annotations may be in
separate folders, and an annotator's folder may also hold a copy of the text.

An event ties its trigger and its arguments, a relation its two arguments. Each `Content` becomes
one attribution with the cues and sources to which it is tied, directly or through its cue. A
content tied by several events is attributed by each of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import get_args

from article_briefings.importing._collection import (
    ArticleCollection,
    files_in,
    read_source,
    read_words,
)
from article_briefings.importing._model import (
    Attribution,
    ImportedArticle,
    ImportedClaim,
    ImportedMark,
    Metadata,
    Origin,
    Remarks,
    in_quotes,
)
from article_briefings.importing._offsets import place
from article_briefings.importing._options import AttributionPart, Options, Scheme, about
from article_briefings.importing._standoff import Standoff, TextBound, Tie
from article_briefings.models import MAX_LINE, SoVerdict, one_line

MAX_ANNOTATION_BYTES = 5_000_000
_EXPECTED = "a text with an annotation: NAME.txt and NAME.ann"


_OWN_VOICE = "Speaker: own-voice"
"""The attribute by which our own export marks a claim as the article's own."""
_STATUSES = (*get_args(SoVerdict), "not-enough-evidence")
_ASSESSMENTS = {f"Assessment: {status}": status for status in _STATUSES}
"""The attribute in which version 1 of it has its one verdict."""
_MOST_EQUIVALENTS = 20
"""How many equivalents are looked up for a source."""


def _own_claim(notes: Sequence[str]) -> ImportedClaim:
    """What the attributes of our own export say about a claim."""
    found = next((_ASSESSMENTS[note] for note in notes if note in _ASSESSMENTS), "")
    return ImportedClaim(
        own_voice=_OWN_VOICE in notes, assessment={"status": found} if found else {}
    )


@dataclass
class BratEntry:
    """One text and its annotations, as paths within the collection."""

    name: str
    texts: dict[str, str] = field(default_factory=dict)
    """The text in each annotator's folder, by annotator; the common one under an empty name."""
    annotations: dict[str, str] = field(default_factory=dict)
    """By annotator; under an empty name, the file that names none."""

    @property
    def origin(self) -> Origin:
        """The place given in messages about the article as a whole."""
        return Origin(self.text_for(""))

    def text_for(self, annotator: str) -> str:
        """The text that an annotator worked on: their own copy, else the common one."""
        return self.texts.get(annotator) or self.texts[min(self.texts)]

    def read(self, folder: Path, options: Options, remarks: Remarks) -> ImportedArticle | None:
        """The article with one annotator's attributions; None if it cannot be read."""
        annotator = options.annotator or min(self.annotations)
        annotation = self.annotations.get(annotator)
        text_path = self.text_for(annotator)
        if annotation is None:
            names = ", ".join(name or "no name" for name in sorted(self.annotations))
            message = f"there is no annotation by {annotator}; there is one by {names}"
            remarks.leave_out(Origin(text_path), message)
            return None
        source = read_source(folder, text_path, remarks, repair=options.repair)
        words = read_words(folder, annotation, MAX_ANNOTATION_BYTES, remarks, repair=options.repair)
        if source is None or words is None:
            return None
        attributions, said = read_brat(annotation, words, source.counted, options.scheme)
        remarks += said
        metadata = about(self.name, options, Metadata(annotator=one_line(annotator)[:MAX_LINE]))
        others = [path for name, path in sorted(self.annotations.items()) if name != annotator]
        if others:
            message = f"this annotation was imported, and not {', '.join(others)}"
            remarks.note(Origin(annotation), message)
        return ImportedArticle(self.name, Origin(text_path), source, metadata, attributions)


def find_brat(folder: Path) -> ArticleCollection:
    """The texts of a collection that have an annotation, by name.

    Annotations without a text, and texts without an annotation, are remarks. Raises OSError if
    the folder cannot be read.
    """
    files, remarks = files_in(folder, (".txt", ".ann"))
    texts = {path.removesuffix(".txt") for path in files if path.endswith(".txt")}
    entries: dict[str, BratEntry] = {}
    for stem in sorted(texts):
        annotator, _, name = stem.rpartition("/")
        entries.setdefault(name, BratEntry(name)).texts[annotator] = f"{stem}.txt"
    for path in files:
        if path.endswith(".ann"):
            annotator, name = _whose(path.removesuffix(".ann"), entries)
            if name not in entries:
                remarks.leave_out(Origin(path), f"there is no {name}.txt for this annotation")
            elif annotator in entries[name].annotations:
                there = entries[name].annotations[annotator]
                remarks.leave_out(Origin(path), f"{there} is by the same annotator")
            else:
                entries[name].annotations[annotator] = path
    complete = [entry for _, entry in sorted(entries.items()) if entry.annotations]
    for _, entry in sorted(entries.items()):
        if not entry.annotations:
            remarks.leave_out(entry.origin, "there is no annotation of this text")
    names = frozenset(entry.name for entry in complete)
    return ArticleCollection(_EXPECTED, not complete, names, remarks, lambda *_: complete)


def _whose(stem: str, entries: Mapping[str, BratEntry]) -> tuple[str, str]:
    """The annotator and the name of the text, from an annotation's path without extension."""
    folder, _, name = stem.rpartition("/")
    if name in entries:
        return folder, name
    for sign in (".", "_"):
        before, _, after = name.rpartition(sign)
        if before in entries:
            return after, before
    return folder, name


# --- attributions ------------------------------------------------------------------------------


def read_brat(
    file: str, annotation: str, text: str, scheme: Scheme
) -> tuple[list[Attribution], Remarks]:
    """The attributions of an `.ann` file, in the order of the text, and the remarks on it."""
    reading = _Brat(text, Standoff(file, annotation), scheme, file)
    found = sorted(reading.attributions(), key=lambda one: one.order)
    return found, Remarks(sorted(reading.remarks))


@dataclass
class _Ties:
    """The marks that one event, or all relations together, tie to a content."""

    cues: dict[str, None] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, cues: Iterable[str], sources: Iterable[str], notes: Iterable[str]) -> None:
        """Add the names of cues and sources, and notes about the relation."""
        self.cues |= dict.fromkeys(cues)
        self.sources |= dict.fromkeys(sources)
        self.notes += notes


class _Brat:
    def __init__(self, text: str, found: Standoff, scheme: Scheme, file: str) -> None:
        self.text, self.found, self.scheme = text, found, scheme
        self.remarks = found.remarks
        self.ties = [tie for tie in found.ties.values() if scheme.ties(tie.label)]
        self.parts = self._parts()
        self.marks = self._marks(Origin(file))
        self.by_events: dict[str, list[_Ties]] = {}
        """The marks that each event ties to a content."""
        self.by_relations: dict[str, _Ties] = {}
        """The marks that relations tie to a content."""
        self.sources_of: dict[str, dict[str, None]] = {}
        """The sources that relations tie to a cue."""
        for tie in self.ties:
            self._read_tie(tie)

    # --- marks ---

    def _parts(self) -> dict[str, AttributionPart]:
        """The part of each annotation: by its label, else by its role in an event or relation.

        If an event ties a content and has no other cue, its trigger is the cue, whatever the
        name of the event.
        """
        bounds = self.found.text_bounds
        labels = ((name, self.scheme.label(one.label)) for name, one in bounds.items())
        parts = {name: part for name, part in labels if part}
        for tie in self.ties:
            for role, name in tie.arguments:
                part = self.scheme.role(role)
                if part and name in bounds:
                    parts.setdefault(name, part)
        for tie in self.ties:
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
                f"the label {in_quotes(label)} is not defined ({len(origins):,} in this "
                "file); define it in a mapping file, or ignore it there"
            )
            self.remarks.leave_out(origins[0], message)
        placed = place(self.text, wanted)
        if placed.how:
            self.remarks.note(whole, placed.how)
        for number, message in placed.problems.items():
            self.remarks.leave_out(wanted[number].origin, f"{wanted[number].name}: {message}")
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

    # --- ties ---

    def attributions(self) -> Iterator[Attribution]:
        """One for each content and each event that ties it; reports loose cues and sources."""
        used: set[str] = set()
        for name in self._named("content"):
            groups = self.by_events.get(name, [])
            related = self.by_relations.get(name, _Ties())
            if len(groups) == 1:
                groups[0].add(related.cues, related.sources, related.notes)
            elif related != _Ties() or not groups:
                groups = [*groups, related]
            for group in groups:
                if not group.sources:  # the sources tied to its cues
                    tied = (self.sources_of.get(cue, ()) for cue in group.cues)
                    group.sources = dict.fromkeys(chain.from_iterable(tied))
                used.update(group.cues, group.sources)
                yield Attribution(
                    self.marks[name],
                    self._in_order(group.cues),
                    self._in_order(group.sources),
                    tuple(group.notes),
                    _own_claim(self.marks[name].notes),
                )
        for part in ("cue", "source"):
            for name in self._named(part):
                if name not in used:
                    mark = self.marks[name]
                    words = in_quotes(mark.words(self.text))
                    message = f"{name}: no content is tied to this {part}, {words}"
                    self.remarks.leave_out(mark.origin, message)

    def _named(self, part: str) -> list[str]:
        return [name for name in self.marks if self.parts[name] == part]

    def _in_order(self, names: Iterable[str]) -> tuple[ImportedMark, ...]:
        return tuple(sorted((self.marks[n] for n in names), key=lambda mark: mark.spans))

    def _read_tie(self, tie: Tie) -> None:
        """Add the marks that an event or a relation ties."""
        parts = self._arguments(tie)
        named: dict[AttributionPart, list[str]] = {}
        for name, part in parts:
            named.setdefault(part, []).append(name)
        cues, sources = named.get("cue", []), named.get("source", [])
        notes = self.found.notes.get(tie.name, ())
        if tie.trigger:
            for name in named.get("content", []):
                group = _Ties()
                group.add(cues, sources, notes)
                self.by_events.setdefault(name, []).append(group)
            if "content" not in named:
                self.remarks.leave_out(tie.origin, f"{tie.name} ties no content")
        elif "content" in named and len(named) > 1:
            group = self.by_relations.setdefault(named["content"][-1], _Ties())
            group.add(cues, sources, notes)
        elif len(named) > 1:
            self.sources_of.setdefault(cues[-1], {})[sources[-1]] = None
        elif len(parts) > 1:
            message = f"{tie.name} ties two marks of the same kind, which has no meaning"
            self.remarks.leave_out(tie.origin, message)

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
                problem = f"the argument {name} is not a stretch of text"
            elif name not in self.found.text_bounds:
                problem = f"the argument {in_quotes(name)} does not exist"
            self.remarks.leave_out(tie.origin, f"{tie.name}: {problem}")
        return found

"""Assembles the annotations of one text into an article: parts, places and extensions."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from article_briefings.drafting import (
    Attribution,
    ImportedEvent,
    ImportedMark,
    ImportedStep,
    ImportedUse,
    Origin,
    Remark,
)
from article_briefings.importing._annotations import (
    Annotation,
    OwnClaim,
    OwnCue,
    OwnEvent,
    OwnOther,
    OwnUse,
    Target,
)
from article_briefings.importing._mapping import AttributionPart, Scheme
from article_briefings.importing._offsets import joined
from article_briefings.importing._placing import place_targets
from article_briefings.importing._tying import PlacedAnnotation, tied
from article_briefings.models import Span

MAX_NOTES = 20_000
"""The most annotations of one text; the rest is left out."""
_LONGEST_THREAD = 100


@dataclass
class Assembled:
    """The result of assembling the annotations of one text."""

    attributions: list[Attribution] = field(default_factory=list)
    events: list[ImportedEvent] = field(default_factory=list)
    background: list[ImportedUse] = field(default_factory=list)
    by: tuple[str, ...] = ()
    """The creators of the imported annotations."""
    common: dict[str, Any] = field(default_factory=dict)
    """Data that all annotations share; each stores only its differences."""
    title: str = ""
    rest: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """Annotations that are not marks, by type ("annotations", "replies"), in file order."""
    remarks: list[Remark] = field(default_factory=list)


def assembled(text: str, notes: Sequence[Annotation], scheme: Scheme, form: str) -> Assembled:
    """Assemble the annotations of a text; `form` is the name of the extension for other data."""
    return _Assembling(text, notes, scheme, form).result()


class _Assembling:
    def __init__(self, text: str, notes: Sequence[Annotation], scheme: Scheme, form: str) -> None:
        self.text, self.scheme, self.form = text, scheme, form
        self.found = Assembled()
        if len(notes) > MAX_NOTES:
            message = f"only {MAX_NOTES:,} annotations of a text are read; the rest is not"
            self.found.remarks.append(Remark(notes[MAX_NOTES].origin, message))
        self.notes = self._without_common(notes[:MAX_NOTES])
        self.ids = {note.id for note in self.notes if note.id}
        self.ignored: set[int] = set()
        self.parts = self._parts()
        self.spans = self._spans()

    def result(self) -> Assembled:
        """The marks, and the extensions with them or by themselves."""
        replies = self._replies()
        placed = [
            PlacedAnnotation(self._with_replies(note, replies), self.spans[number], part)
            for number, note, part in self._placed()
            if note.own is None
        ]
        ties = [note for number, note in enumerate(self.notes) if self._is_tie(number)]
        loose, remarks = tied(self.text, placed, ties, self.scheme, self.form)
        self.found.remarks += remarks
        self._own()
        self.found.attributions += loose
        self.found.attributions.sort(key=lambda one: (one.content.spans, one.content.origin))
        marked = [note for number, note, _ in self._placed()]
        self.found.by = tuple(dict.fromkeys(name for note in marked for name in note.by))
        self._report_extensions(sum(map(len, replies.values())))
        return self.found

    # --- parts ---

    def _parts(self) -> dict[int, AttributionPart]:
        """The part of each annotation with a place; a passage without a label is a claim."""
        found: dict[int, AttributionPart] = {}
        for number, note in enumerate(self.notes):
            if note.answers or isinstance(note.own, OwnOther) or self._is_tie(number):
                continue
            said = self.scheme.part(note.labels) if note.own is None else None
            if said is None and note.is_remark:
                continue
            if said == "ignore":
                self.ignored.add(number)
            elif any(target.selectors for target in note.targets):
                found[number] = said or "content"
        return found

    def _is_tie(self, number: int) -> bool:
        note = self.notes[number]
        names = [target.source for target in note.targets]
        return (
            note.own is None
            and not note.answers
            and "linking" in note.labels
            and len(names) > 1
            and all(name in self.ids for name in names)
        )

    def _placed(self) -> Iterator[tuple[int, Annotation, AttributionPart]]:
        return ((n, self.notes[n], part) for n, part in self.parts.items() if self.spans.get(n))

    # --- places ---

    def _spans(self) -> dict[int, tuple[Span, ...]]:
        """The stretches of each annotation with a part; those without a place are reported."""
        wanted: list[tuple[int, Target]] = []
        for number in self.parts:
            note = self.notes[number]
            targets = [target for target in note.targets if target.selectors]
            if any(target.text == "translation" for target in targets):
                message = "it stands in the translation, which is not imported"
                self._leave_out(note, message)
                continue
            wanted += [(number, target) for target in targets]
        placing = place_targets(self.text, [target for _, target in wanted])
        found: dict[int, list[Span]] = {}
        lost: dict[int, str] = {}
        for at, (number, _) in enumerate(wanted):
            span = placing.spans[at]
            if span is None:
                lost.setdefault(number, placing.problems[at])
            else:
                found.setdefault(number, []).append(span)
        for number, message in lost.items():
            self._lost(self.notes[number], message)
        file = self.notes[0].origin.file if self.notes else ""
        for message in placing.notes:
            self.found.remarks.append(Remark(Origin(file), message, left_out=False))
        return {number: joined(spans) for number, spans in found.items() if number not in lost}

    def _lost(self, note: Annotation, message: str) -> None:
        """Report that an annotation has no place; one without words or position is stored."""
        if _says_where(note.targets):
            self._leave_out(note, message)
        else:
            self._keep("annotations", note)
            self._leave_out(note, f"{message}; it is kept with the briefing")

    def _leave_out(self, note: Annotation, message: str) -> None:
        self.found.remarks.append(Remark(note.origin, f"{note.name}: {message}"))

    # --- extensions ---

    def _report_extensions(self, replies: int) -> None:
        """Report annotations that are not marks and are stored as extensions."""
        whole = len(self.found.rest.get("annotations", ()))
        replies += len(self.found.rest.get("replies", ()))
        for number, noun in ((whole, "annotations that mark nothing"), (replies, "replies")):
            if number:
                message = f"{number:,} {noun} are kept as extensions"
                origin = Origin(self.notes[0].origin.file)
                self.found.remarks.append(Remark(origin, message, left_out=False))

    def _keep(self, kind: str, note: Annotation) -> None:
        self.found.rest.setdefault(kind, []).append(note.rest)

    def _without_common(self, notes: Sequence[Annotation]) -> list[Annotation]:
        """Store the data that all annotations share once, from the first, plus differences."""
        self.found.title = next((note.title for note in notes if note.title), "")
        first = notes[0].common if notes else {}
        self.found.common = common = {
            name: first[name] for name in first if all(name in note.common for note in notes)
        }
        return [replace(note, rest=note.rest | _others(note.common, common)) for note in notes]

    def _replies(self) -> Mapping[str, list[Annotation]]:
        """Replies by the id of the marked annotation they answer; others are stored separately."""
        marked = {note.id for _, note, _ in self._placed() if note.id}
        parents = {note.id: note.answers for note in self.notes if note.answers and note.id}
        said = self.parts.keys() | self.ignored
        found: dict[str, list[Annotation]] = {}
        for number, note in enumerate(self.notes):
            root = _root(note.answers, parents)
            if note.answers and root in marked:
                found.setdefault(root, []).append(note)
            elif note.answers:
                self._keep("replies", note)
            elif number not in said and not self._is_tie(number):
                self._keep("annotations", note)
        return found

    def _with_replies(
        self, note: Annotation, replies: Mapping[str, list[Annotation]]
    ) -> Annotation:
        answers = [reply.rest for reply in replies.get(note.id, ()) if note.id]
        return replace(note, rest={**note.rest, "replies": answers}) if answers else note

    # --- terms of our own format ---

    def _own(self) -> None:
        """Add the claims, events and uses of notes from our own export."""
        cues = {
            note.id: (self.spans[number], note.own.words)
            for number, note, _ in self._placed()
            if isinstance(note.own, OwnCue)
        }
        for number, note, _ in self._placed():
            mark = ImportedMark(note.name, self.spans[number], note.origin)
            extensions = merged(note.rest, note.extensions, self.form)
            match note.own:
                case OwnClaim():
                    claim = replace(note.claim, steps=tuple(self._steps(note, note.own, cues)))
                    self.found.attributions.append(
                        Attribution(mark, claim=claim, extensions=extensions)
                    )
                case OwnEvent(name, date, label, actors, words):
                    event = ImportedEvent(mark, name, date, label, actors, words, extensions)
                    self.found.events.append(event)
                case OwnUse(name, why):
                    self.found.background.append(ImportedUse(mark, name, why, extensions))
                case _:
                    pass

    def _steps(
        self, note: Annotation, own: OwnClaim, cues: Mapping[str, tuple[tuple[Span, ...], str]]
    ) -> Iterator[ImportedStep]:
        for step in own.steps:
            if step.cue in cues:
                spans, name = cues[step.cue]
                yield ImportedStep(spans, step.form, step.actor, step.words or name)
            else:
                self._leave_out(note, "the cue of one of its steps is not there")


def _root(name: str, parents: Mapping[str, str]) -> str:
    """The annotation that begins a thread of replies; in a circular thread, one of them."""
    for _ in range(_LONGEST_THREAD):
        if name not in parents:
            break
        name = parents[name]
    return name


def _others(found: dict[str, Any], common: dict[str, Any]) -> dict[str, Any]:
    """The data that an annotation does not share with all others."""
    return {n: value for n, value in found.items() if n not in common or value != common[n]}


def merged(rest: dict[str, Any], extensions: dict[str, Any], form: str) -> dict[str, Any]:
    """Extensions by name: the existing ones, plus the data of an annotation without a field."""
    before = extensions.get(form, {})
    if not isinstance(before, dict):
        return extensions
    both = {**rest, **before}
    for name, value in before.items():
        more = rest.get(name)
        if isinstance(value, list) and isinstance(more, list):
            present = {json.dumps(one, sort_keys=True) for one in value}
            new = (one for one in more if json.dumps(one, sort_keys=True) not in present)
            both[name] = [*value, *new]
    return {**extensions, form: both} if both else extensions


def _says_where(targets: Iterable[Target]) -> bool:
    """Whether targets give words or positions."""
    selectors = [one for target in targets for one in target.selectors]
    while selectors:
        if any(one.by is not None for one in selectors):
            return True
        selectors = [inner for one in selectors for inner in one.refined]
    return False

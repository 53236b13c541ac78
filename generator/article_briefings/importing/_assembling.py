"""Assembles the annotations of one text into an article: parts, places and extensions."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from article_briefings.drafting import DraftEvent, DraftUse
from article_briefings.importing._annotations import (
    Annotation,
    OwnCue,
    OwnEvidence,
    OwnOther,
    Target,
    nested,
)
from article_briefings.importing._model import (
    Attribution,
    ImportedClaim,
    ImportedMark,
    ImportedStep,
    Origin,
    Remarks,
)
from article_briefings.importing._offsets import joined
from article_briefings.importing._options import AttributionPart, Scheme
from article_briefings.importing._placing import Placing
from article_briefings.importing._tying import PlacedAnnotation, Tying
from article_briefings.input import Value
from article_briefings.models import Span

MAX_NOTES = 20_000
"""The most annotations of one text; the rest is left out."""
_LONGEST_THREAD = 100


class Assembly:
    """The marks of a text's annotations, and extensions with them or by themselves.

    `form` is the name of the extension for data that has no field of ours.
    """

    def __init__(self, text: str, notes: Sequence[Annotation], scheme: Scheme, form: str) -> None:
        self.text, self.scheme, self.form = text, scheme, form
        self.events: list[tuple[ImportedMark, DraftEvent]] = []
        self.background: list[tuple[ImportedMark, DraftUse]] = []
        self.evidence: list[tuple[Origin, Mapping[str, Value]]] = []
        self.rest: dict[str, list[dict[str, Any]]] = {}
        """Annotations that are not marks, by type ("annotations", "replies"), in file order."""
        self.remarks = Remarks()
        if len(notes) > MAX_NOTES:
            message = f"only the first {MAX_NOTES:,} annotations of a text are read"
            self.remarks.leave_out(notes[MAX_NOTES].origin, message)
        notes = notes[:MAX_NOTES]
        self.title = next((note.title for note in notes if note.title), "")
        first = notes[0].common if notes else {}
        self.common = {
            name: first[name] for name in first if all(name in note.common for note in notes)
        }
        """Data that all annotations share, from the first; each stores only its differences."""
        self.notes = [self._without_common(note) for note in notes]
        self.ids = {note.id for note in notes if note.id}
        self.parts: list[tuple[Annotation, AttributionPart]] = []
        self.ties: list[Annotation] = []
        self.others: list[Annotation] = []
        """Annotations that are not marks, such as replies."""
        for note in self.notes:
            self._sort(note)
        placed = self._placed()
        replies = self._replies({one.note.id for one in placed if one.note.id})
        loose = [one.with_replies(replies) for one in placed if one.note.own is None]
        tying = Tying(text, loose, self.ties, scheme)
        self.remarks += tying.remarks
        self.attributions = [*self._own(placed), *tying.attributions(form)]
        self.attributions.sort(key=lambda one: one.order)
        self.by = tuple(dict.fromkeys(name for one in placed for name in one.note.by))
        """The creators of the imported annotations."""
        self._report_extensions()

    def _without_common(self, note: Annotation) -> Annotation:
        own = {
            name: value
            for name, value in note.common.items()
            if name not in self.common or value != self.common[name]
        }
        return replace(note, rest=note.rest | own)

    def _sort(self, note: Annotation) -> None:
        """Find the part of an annotation; a passage without a label is a claim."""
        part = self.scheme.part(note.labels) if note.own is None else None
        sources = [target.source for target in note.targets]
        is_tie = note.own is None and "linking" in note.labels and len(sources) > 1
        is_mark = any(target.selectors for target in note.targets)
        is_mark = is_mark and not (note.is_remark and part is None)
        if isinstance(note.own, OwnEvidence):
            self.evidence.append((note.origin, note.own.fields))
            if note.rest:
                self._keep("annotations", note)
        elif note.answers or isinstance(note.own, OwnOther):
            self.others.append(note)
        elif is_tie and self.ids.issuperset(sources):
            self.ties.append(note)
        elif is_mark and part != "ignore":
            self.parts.append((note, part or "content"))
        elif part != "ignore":
            self.others.append(note)

    # --- places ---

    def _placed(self) -> list[PlacedAnnotation]:
        """The annotations with a part and a place; reports those without a place."""
        wanted: list[tuple[int, Target]] = []
        for number, (note, _) in enumerate(self.parts):
            targets = [target for target in note.targets if target.selectors]
            if any(target.text == "translation" for target in targets):
                self._leave_out(note, "it is in the translation, which is not imported")
            else:
                wanted += [(number, target) for target in targets]
        placing = Placing(self.text, [target for _, target in wanted])
        found: dict[int, list[Span]] = {}
        lost: dict[int, str] = {}
        for at, (number, _) in enumerate(wanted):
            span = placing.spans[at]
            if span is None:
                lost.setdefault(number, placing.problems[at])
            else:
                found.setdefault(number, []).append(span)
        for number, message in lost.items():
            note, _ = self.parts[number]
            selectors = (one for target in note.targets for one in nested(target.selectors))
            if all(one.by is None for one in selectors):  # nothing that a draft could say instead
                self._keep("annotations", note)
                message += "; it is kept with the briefing"
            self._leave_out(note, message)
        for message in placing.notes:
            self._note(message)
        return [
            PlacedAnnotation(note, joined(found[number]), part)
            for number, (note, part) in enumerate(self.parts)
            if number in found and number not in lost
        ]

    def _leave_out(self, note: Annotation, message: str) -> None:
        self.remarks.leave_out(note.origin, f"{note.name}: {message}")

    def _note(self, message: str) -> None:
        origin = Origin(self.notes[0].origin.file)
        self.remarks.note(origin, message)

    # --- extensions ---

    def _keep(self, kind: str, note: Annotation) -> None:
        self.rest.setdefault(kind, []).append(note.rest)

    def _replies(self, marked: Collection[str]) -> dict[str, list[dict[str, Any]]]:
        """Replies by the id of the marked annotation that they answer; stores the other data."""
        parents = {note.id: note.answers for note in self.notes if note.answers and note.id}
        found: dict[str, list[dict[str, Any]]] = {}
        for note in self.others:
            root = _root(note.answers, parents)
            if note.answers and root in marked:
                found.setdefault(root, []).append(note.rest)
            else:
                self._keep("replies" if note.answers else "annotations", note)
        return found

    def _report_extensions(self) -> None:
        whole = len(self.rest.get("annotations", ()))
        replies = sum(bool(note.answers) for note in self.others)
        for number, noun in ((whole, "annotations that mark nothing"), (replies, "replies")):
            if number:
                self._note(f"{number:,} {noun} are kept as extensions")

    # --- terms of our own format ---

    def _own(self, placed: Sequence[PlacedAnnotation]) -> Iterator[Attribution]:
        """The claims from our own export; adds its events and uses of notes."""
        cues = {
            one.note.id: (one.spans, one.note.own.words)
            for one in placed
            if isinstance(one.note.own, OwnCue)
        }
        for one in placed:
            own, mark = one.note.own, one.mark
            extensions = merged(one.note.rest, one.note.extensions, self.form)
            match own:
                case ImportedClaim():
                    steps = tuple(self._steps(one.note, own, cues))
                    whole = own.whole and len(steps) == len(own.steps)
                    claim = replace(own, steps=steps, whole=whole)
                    yield Attribution(mark, claim=claim, extensions=extensions)
                case DraftEvent():
                    self.events.append((mark, replace(own, extensions=extensions)))
                case DraftUse():
                    self.background.append((mark, replace(own, extensions=extensions)))

    def _steps(
        self, note: Annotation, own: ImportedClaim, cues: Mapping[str, tuple[tuple[Span, ...], str]]
    ) -> Iterator[ImportedStep]:
        for step in own.steps:
            if not step.cue_id:
                yield step
            elif step.cue_id in cues:
                spans, name = cues[step.cue_id]
                yield replace(step, cue=spans, words=step.words or name)
            else:
                self._leave_out(note, "the cue of one of its steps is missing")


def _root(name: str, parents: Mapping[str, str]) -> str:
    """The annotation that begins a thread of replies; in a circular thread, one of them."""
    for _ in range(_LONGEST_THREAD):
        if name not in parents:
            break
        name = parents[name]
    return name


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

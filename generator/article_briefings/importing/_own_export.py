"""Reads annotations from our own export, whose vocabulary covers every part of a claim.

The export is recognised by its context, which maps terms to addresses of a site:
`<site>data/#term--…`. The items they refer to are below that site. In all other respects the file
is trusted no more than a foreign one: every value is checked against the rules of the format, and
invalid values are ignored.
"""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any, get_args
from urllib.parse import unquote

from pydantic import TypeAdapter, ValidationError

from article_briefings.drafting import DraftEvent, DraftUse
from article_briefings.importing._annotations import Own, OwnCue, OwnEvidence, OwnOther
from article_briefings.importing._json import Object, address, objects
from article_briefings.importing._model import ImportedClaim, ImportedStep
from article_briefings.importing._own_fields import (
    SPENT,
    assessment_of,
    evidence_of,
    fields_of,
    relations_of,
)
from article_briefings.input import Document
from article_briefings.models import (
    ClaimKind,
    Edtf,
    Evidence,
    Form,
    Id,
    Line,
    Text,
)

_TERM = "data/#term--claim"
_ABOUT = {"id", "type", "motivation", "creator", "modified", "body", "target", "extensions", "via"}
"""The fields of all our annotations; a draft expresses their content differently."""


def site_of(context: Any) -> str:
    """The address of the site whose terms a context defines; empty if it is not ours."""
    for one in objects(context):
        meaning = address(one.get("claim"))
        if meaning.endswith(_TERM):
            return meaning.removesuffix(_TERM)
    return ""


def own_of(found: Object, site: str) -> Own | None:
    """The content of an annotation in our own terms; None if it has none."""
    reading = _OwnAnnotation(found, site)
    if "cueOf" in found:
        return OwnCue(reading.speaker())
    if "claim" in found:
        return reading.claim()
    if "event" in found:
        return reading.event()
    return reading.evidence() if "item" in found else reading.use()


def own_rest(found: Object, own: Own) -> dict[str, Any]:
    """The data of one of our annotations that a draft cannot express."""
    spent = {*_ABOUT, "quoteIn"}
    rest: dict[str, Any] = {}
    match own:
        case ImportedClaim():
            spent |= {"claim", "kind", "assessment", "relations", *SPENT}
            if own.whole:
                spent.add("attribution")
            if bodies := [one for one in found.objects("body") if not _is_spent(one, own)]:
                rest["body"] = bodies
        case OwnCue():
            spent |= {"cueOf", "step"}
        case DraftEvent():
            spent |= {"event", "date", "earliest", "latest", "note", "shownBy"}
            if len(own.actors) == len(found.items_of("actors")):
                spent.add("actors")
        case OwnEvidence():
            spent.add("item")
        case OwnOther():
            spent -= {"body", "target"}
    return rest | {name: value for name, value in found.items() if name not in spent}


def extensions_of(found: Object) -> dict[str, Any]:
    """Extensions of other programs by name, from a JSON object written by our export."""
    stored = found.text("extensions")
    try:
        extensions = json.loads(stored) if stored else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(extensions, dict):
        return {}
    return {name: value for name, value in extensions.items() if valid(Id, name) == name}


def kind_in(labels: Iterable[str]) -> ClaimKind | None:
    """The first claim kind among the labels, ignoring case."""
    lowered = {label.lower() for label in labels}
    kinds: tuple[ClaimKind, ...] = get_args(ClaimKind)
    return next((kind for kind in kinds if kind in lowered), None)


def valid(kind: Any, value: Any) -> Any:
    """The value of a field of this type without forbidden characters; None if it is invalid."""
    if isinstance(value, str):
        value = Document.NON_PRINTABLE.sub("", value)
    try:
        return _adapter(kind).validate_python(value)
    except (ValidationError, ValueError, RecursionError):
        return None


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _is_spent(body: Object, own: ImportedClaim) -> bool:
    """Whether a body says what is also in a field of the claim."""
    value, is_judged = body.text("value"), bool(own.assessment or own.fields)
    match body.text("purpose"):
        case "describing":
            return bool(own.text) and value.endswith(own.text)  # "Who: text"
        case "classifying":
            return value in (own.kind, own.assessment.get("status"))
        case "assessing":
            return is_judged
        case "commenting":
            return value == own.fields.get("finding")
    return False


class _OwnAnnotation:
    def __init__(self, found: Object, site: str) -> None:
        self.found, self.site = found, site

    def claim(self) -> ImportedClaim | None:
        name = self._name(self.found.get("claim"), "briefings/")
        if not name:
            return None
        found, steps = self.found, self.found.objects("attribution")
        # The article's own voice has a chain to the reader, but no step that the article states.
        has_chain = isinstance(found.get("attribution"), list)
        usable = [step for step in steps if step.text("cue") or self._item(step.get("shownBy"))]
        return ImportedClaim(
            valid(Id, name) or "",
            valid(Text, found.text("text") or self._body("describing")) or "",
            valid(ClaimKind, found.get("kind")) or "fact",
            tuple(map(self._step, usable)),
            own_voice=has_chain
            and "speaker" not in found
            and not any("cue" in step for step in steps),
            whole=len(usable) == len(found.items_of("attribution")),
            fields=fields_of(found, self._item),
            relations=tuple(relations_of(found, self._claim)),
            assessment=assessment_of(found, self._body("assessing"), self._item),
        )

    def _step(self, step: Object) -> ImportedStep:
        return ImportedStep(
            (),
            valid(Form, step.get("form")),
            self._name(step.get("actor"), "actors/"),
            valid(Line, step.get("unnamed")) or "",
            step.text("cue"),
            self._item(step.get("shownBy")),
            self._name(step.get("identifiedAs"), "actors/"),
        )

    def speaker(self) -> str:
        """The name of a cue's actor, or the words for an unnamed source."""
        return valid(Line, self._body("tagging") or self._body("identifying")) or ""

    def event(self) -> DraftEvent | None:
        name = valid(Id, self._name(self.found.get("event"), "briefings/"))
        date = valid(Edtf, self.found.get("date"))
        label = valid(Line, self._body("describing"))
        if not (name and date and label):
            return None
        actors = [self._name(one, "actors/") for one in self.found.texts("actors")]
        named = tuple(dict.fromkeys(actor for actor in actors if valid(Id, actor)))
        note = valid(Text, self.found.get("note")) or ""
        shown_by = self._item(self.found.get("shownBy"))
        return DraftEvent(name, date.text, (), label, note, named[:50], shown_by=shown_by)

    def evidence(self) -> OwnEvidence | OwnOther:
        fields = evidence_of(self.found, self._item)
        return OwnEvidence(fields) if valid(Evidence, fields) else OwnOther()

    def use(self) -> DraftUse | None:
        sources = (one.get("source") for one in self.found.objects("body"))
        notes = (self._name(source, "background/") for source in sources)
        note = next(filter(None, notes), "")
        why = valid(Text, self._body("commenting"))
        return DraftUse(note, (), why) if valid(Id, note) and why else None

    def _body(self, purpose: str) -> str:
        """The words of the body with this purpose."""
        bodies = self.found.objects("body")
        found = (one.text("value") for one in bodies if one.get("purpose") == purpose)
        return next(filter(None, found), "")

    def _item(self, value: Any) -> str:
        """The id in the address of a part of a briefing."""
        return self._name(value, "briefings/")

    def _claim(self, value: Any) -> str:
        """The reference in the address of another claim's annotation."""
        slug = address(self.found.get("claim")).rpartition("/#")[0]
        file, _, other = address(value).rpartition("#claim--")
        found = file.removeprefix(f"{self.site}data/web-annotation/").removesuffix(".jsonld")
        if not other or found == file:
            return ""
        is_here = unquote(found) == unquote(slug.removeprefix(f"{self.site}briefings/"))
        return unquote(other) if is_here else unquote(f"{found}#{other}")

    def _name(self, value: Any, folder: str) -> str:
        """The id in an address on the site: of an actor or note, or after the `#`."""
        path = address(value).removeprefix(f"{self.site}{folder}")
        if path == address(value):
            return ""
        name, _, anchor = path.partition("#")
        return unquote(anchor or name.removesuffix("/"))

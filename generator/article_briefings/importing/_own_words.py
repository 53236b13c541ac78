"""Reads annotations from our own export, whose vocabulary covers every part of a claim.

The export is recognised by its context, which maps terms to addresses of a site:
`<site>data/#term--…`. The items they refer to are below that site. In all other respects the file
is trusted no more than a foreign one: every value is checked against the rules of the format, and
invalid values are ignored.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, get_args
from urllib.parse import unquote

from pydantic import TypeAdapter, ValidationError

from article_briefings.drafting import ImportedClaim
from article_briefings.importing._annotations import (
    Own,
    OwnClaim,
    OwnCue,
    OwnEvent,
    OwnOther,
    OwnStep,
    OwnUse,
)
from article_briefings.importing._json_text import Object
from article_briefings.importing._json_values import address, items, objects, text, texts
from article_briefings.input import NON_PRINTABLE
from article_briefings.models import (
    MAX_JSON,
    MAX_NAMES,
    ClaimKind,
    Edtf,
    Form,
    Id,
    Line,
    PageId,
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
    reading = _Own(found, site)
    if "cueOf" in found:
        return OwnCue(reading.speaker())
    if "claim" in found:
        return reading.claim()
    if "event" in found:
        return reading.event()
    if "item" in found:
        return OwnOther()
    return reading.use()


def own_rest(found: Object, own: Own) -> dict[str, Any]:
    """The data of one of our annotations that a draft cannot express."""
    spent = {*_ABOUT, "quoteIn"}
    rest: dict[str, Any] = {}
    match own:
        case OwnClaim(claim, steps):
            spent |= {"claim", "kind"}
            if len(steps) == len(items(found.get("attribution"))) and not _is_shown(found):
                spent.add("attribution")
            bodies = [one for one in objects(found.get("body")) if not _says(one, claim)]
            if bodies:
                rest["body"] = bodies
        case OwnCue():
            spent |= {"cueOf", "step"}
        case OwnEvent(_, _, _, actors):
            spent |= {"event", "date", "earliest", "latest", "note"}
            if len(actors) == len(items(found.get("actors"))):
                spent.add("actors")
        case OwnUse():
            pass
        case OwnOther():
            spent -= {"body", "target"}
    return rest | {name: value for name, value in found.items() if name not in spent}


def extensions_of(found: Object) -> dict[str, Any]:
    """Extensions of other programs by name, from a JSON object written by our export."""
    stored = text(found.get("extensions"))
    try:
        extensions = json.loads(stored) if 0 < len(stored) <= MAX_NAMES * MAX_JSON else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(extensions, dict):
        return {}
    names = [name for name in extensions if valid(Id, name) == name]
    return {name: extensions[name] for name in names[:MAX_NAMES]}


def kind_in(labels: Iterable[str]) -> ClaimKind | None:
    """The first claim kind among the labels, ignoring case."""
    lowered = {label.lower() for label in labels}
    kinds: tuple[ClaimKind, ...] = get_args(ClaimKind)
    return next((kind for kind in kinds if kind in lowered), None)


def valid(kind: Any, value: Any) -> Any:
    """The value of a field of this type without forbidden characters; None if it is invalid."""
    if isinstance(value, str):
        value = NON_PRINTABLE.sub("", value)
    try:
        return _adapter(kind).validate_python(value)
    except (ValidationError, ValueError, RecursionError):
        return None


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _is_shown(found: Object) -> bool:
    """Whether a step in the chain rests on evidence, which drafts do not have."""
    steps = objects(found.get("attribution"))
    return any("shownBy" in step or "identifiedAs" in step for step in steps)


def _says(body: Object, claim: ImportedClaim) -> bool:
    """Whether one of our bodies repeats data of the claim itself."""
    return (text(body.get("purpose")), text(body.get("value"))) in {
        ("describing", claim.text),
        ("classifying", claim.kind),
    }


class _Own:
    def __init__(self, found: Object, site: str) -> None:
        self.found, self.site = found, site

    def claim(self) -> OwnClaim | None:
        name = self._name(self.found.get("claim"), "briefings/")
        if not name:
            return None
        claim = ImportedClaim(
            valid(PageId, name) or "",
            valid(Text, self._body("describing")) or "",
            valid(ClaimKind, self.found.get("kind")) or "fact",
            own_voice=self._is_own_voice(),
        )
        return OwnClaim(claim, tuple(self._steps()))

    def _is_own_voice(self) -> bool:
        """Whether it has a chain to the reader, but no step that the article states."""
        if "speaker" in self.found or not isinstance(self.found.get("attribution"), list):
            return False
        return not any("cue" in step for step in objects(self.found["attribution"]))

    def _steps(self) -> Iterator[OwnStep]:
        """The steps that the article states."""
        for step in objects(self.found.get("attribution")):
            cue = text(step.get("cue"))
            if cue:
                yield OwnStep(
                    cue,
                    valid(Form, step.get("form")),
                    self._name(step.get("actor"), "actors/"),
                    valid(Line, step.get("unnamed")) or "",
                )

    def speaker(self) -> str:
        """The name of a cue's actor, or the words for an unnamed source."""
        return valid(Line, self._body("tagging") or self._body("identifying")) or ""

    def event(self) -> OwnEvent | None:
        name = valid(PageId, self._name(self.found.get("event"), "briefings/"))
        date = valid(Edtf, self.found.get("date"))
        label = valid(Line, self._body("describing"))
        if not (name and date and label):
            return None
        actors = [self._name(one, "actors/") for one in texts(self.found.get("actors"))]
        named = tuple(dict.fromkeys(actor for actor in actors if valid(Id, actor)))
        return OwnEvent(name, date, label, named[:50], valid(Text, self.found.get("note")) or "")

    def use(self) -> OwnUse | None:
        sources = (one.get("source") for one in objects(self.found.get("body")))
        notes = (self._name(source, "background/") for source in sources)
        note = next(filter(None, notes), "")
        why = valid(Text, self._body("commenting"))
        return OwnUse(note, why) if valid(Id, note) and why else None

    def _body(self, purpose: str) -> str:
        """The words of the body with this purpose."""
        bodies = objects(self.found.get("body"))
        found = (text(one.get("value")) for one in bodies if one.get("purpose") == purpose)
        return next(filter(None, found), "")

    def _name(self, value: Any, folder: str) -> str:
        """The id in an address on the site: of an actor or note, or after the `#`."""
        path = address(value).removeprefix(f"{self.site}{folder}")
        if path == address(value):
            return ""
        name, _, anchor = path.partition("#")
        return unquote(anchor or name.removesuffix("/"))

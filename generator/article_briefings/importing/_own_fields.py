"""Reads from our own export what is a field of a briefing: verdicts, relations and evidence.

The values are those of a file, where every scalar is a text; the check of the drafted briefing
decides whether they are valid.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from article_briefings.importing._json import Object, address
from article_briefings.input import Document, Value
from article_briefings.models import RELATIONS, RelationType

Named = Callable[[Any], str]
"""The id in an address of the site; empty if there is none."""
_CLAIM = {"key": "key", "implied": "implied", "finding": "finding"}
_VERDICT = {"asOf": "as_of", "judgedBy": "by", "note": "note", "rationale": "rationale"}
_SAID = {"of": "of", "saidVerdict": "verdict", **_VERDICT}
_SO = {"soVerdict": "verdict", "due": "due"}
_SO |= {"likelihood": "likelihood", "confidence": "confidence", **_VERDICT}
_ASSESSMENT = {"status": "status", "asOf": "as_of", "credibility": "credibility"}
_ASSESSMENT |= {"likelihood": "likelihood", "confidence": "confidence"}
_USE = {"relation": "relation", "cites": "from", "record": "record", "best": "best"}
_USE |= {"shows": "shows"}
_EVIDENCE = {"title": "title", "publisher": "publisher", "date": "date"}
_EVIDENCE |= {"archivedUrl": "archived_url", "retrieved": "retrieved", "language": "language"}
_EVIDENCE |= {"note": "note", "isTheArticle": "article"}
_MAX_SAID, _MAX_USES, _MAX_LENGTH = 10, 50, 20_000
"""The most verdicts, uses of evidence and characters of a text that are read."""
SPENT = frozenset({"who", "text", "key", "implied", "finding", "briefingVia", "said", "so"})
"""The properties of a claim that a draft expresses, whatever their values."""


def fields_of(claim: Object, named: Named) -> dict[str, Value]:
    """The further fields of a claim, among them both verdicts."""
    fields = _fields(claim, _CLAIM)
    said = [_verdict(one, _SAID, named) for one in claim.objects("said")[:_MAX_SAID]]
    if said:
        fields["said"] = said[0] if len(said) == 1 else [*said]
    for so in claim.objects("so")[:1]:
        scales = _fields(so, {"credibility": "credibility"})
        fields["so"] = _verdict(so, _SO, named) | ({"scales": scales} if scales else {})
    return fields


def assessment_of(claim: Object, rationale: str, named: Named) -> dict[str, Value]:
    """The one verdict of version 1; empty if there is none."""
    found = claim.objects("assessment")[:1]
    fields = [_verdict(one, _ASSESSMENT, named) for one in found]
    return {**fields[0], **({"rationale": rationale} if rationale else {})} if fields else {}


def relations_of(claim: Object, named: Named) -> Iterator[tuple[RelationType, str]]:
    """The types of relations, and the references to other claims."""
    for one in claim.objects("relations"):
        for kind in RELATIONS:
            if one.get("relation") == kind and (reference := named(one.get("other"))):
                yield kind, reference


def evidence_of(item: Object, named: Named) -> dict[str, Value]:
    """The fields of an evidence item."""
    name = named(item.get("item"))
    documents = (one.first("source") for one in item.objects("body"))
    document = next((one for one in documents if isinstance(one, Object)), Object())
    fields: dict[str, Value] = {"id": name, **_fields(document, _EVIDENCE)}
    if document.id and document.id != address(item.get("item")):
        fields["url"] = document.id
    relays: list[Value] = [*document.texts("relays")]
    if relays or document.get("ownReport") is True:
        fields["relays"] = relays
    return fields


def _verdict(found: Object, names: Mapping[str, str], named: Named) -> dict[str, Value]:
    fields = _fields(found, names)
    uses = [_use(one, named) for one in found.objects("evidence")[:_MAX_USES]]
    return {**fields, "evidence": uses} if uses else fields


def _use(found: Object, named: Named) -> Value:
    """A use of an evidence item: only its id if it says nothing more than that it supports."""
    item, fields = named(found.get("item")), _fields(found, _USE)
    if fields.get("relation") == "supports":
        del fields["relation"]
    return {"item": item, **fields} if fields else item


def _fields(found: Object, names: Mapping[str, str]) -> dict[str, Value]:
    values = {ours: _scalar(found.get(theirs)) for theirs, ours in names.items()}
    return {name: value for name, value in values.items() if value}


def _scalar(value: Any) -> str:
    """A text, number or flag as a file has it; empty for anything else, and for false."""
    if isinstance(value, str) and len(value) <= _MAX_LENGTH:
        return Document.NON_PRINTABLE.sub("", value)
    if isinstance(value, bool):
        return "true" if value else ""
    return str(value) if isinstance(value, int) else ""

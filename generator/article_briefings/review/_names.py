"""Fix misspellings of known names: ids, fields and values, and who speaks in an article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from article_briefings.check import misspelt_id, misspelt_word
from article_briefings.diagnostics import Diagnostic
from article_briefings.input import Document, History, Inputs, Path, Value
from article_briefings.models import Briefing, Span, suggest_id
from article_briefings.review._edits import Edit, append_item, in_flow
from article_briefings.review._former import FormerActors
from article_briefings.review._proposals import Proposal
from article_briefings.review._scalars import mapping, scalar
from article_briefings.review._values import fields, value_at

ROLE = "speaks in this article"
"""The only certain role of a speaker; a person has to write the actual one."""
_SLIP = "the only {} that differs by a typo"
_ADDED = "this actor speaks here and is in the register; describe the actor in the role"
_ACTORS = "unknown-actor"
_KINDS_OF_FIELDS = {
    **dict.fromkeys(("actor", "outlet", "identified_as", "part_of"), _ACTORS),
    "note": "unknown-note",
    "topics": "unknown-topic",
    "story": "unknown-story",
    "item": "unknown-evidence",
    "shown_by": "unknown-evidence",
}


@dataclass(frozen=True)
class KnownNames:
    """Every id that a file may refer to."""

    ids: Mapping[str, frozenset[str]]
    """By the code of the problem with a reference; claims include their article: `slug#id`."""
    former: FormerActors
    """The actors meant by ids that the register does not have."""

    @classmethod
    def of(cls, inputs: Inputs, history: History) -> "KnownNames":
        """The ids of everything that was read, valid or not."""
        actors, notes = inputs.actors, inputs.background
        ids = {
            _ACTORS: [*actors.documents, *actors.unread],
            "unknown-note": [*notes.documents, *notes.unread],
            "unknown-topic": fields(inputs.topics.root) if inputs.topics else (),
            "unknown-story": fields(inputs.stories.root) if inputs.stories else (),
            "unknown-claim": (
                f"{files.slug}#{name}"
                for files in inputs.articles
                if files.document
                for name in _ids(files.document, "claims")
            ),
        }
        former = FormerActors.of(actors.documents, history)
        return cls({code: frozenset(names) for code, names in ids.items()}, former)

    def for_code(self, code: str, document: Document, slug: str) -> frozenset[str]:
        """The names that a reference of this kind may have in a file."""
        if code == "unknown-evidence":
            return frozenset(_ids(document, "evidence"))
        names = self.ids.get(code, frozenset())
        if code == "unknown-claim":
            return names | {name.removeprefix(f"{slug}#") for name in names}
        return names


def _ids(document: Document, group: str) -> Iterator[str]:
    items = fields(document.root).get(group)
    for item in items if isinstance(items, list) else ():
        name = fields(item).get("id")
        if isinstance(name, str):
            yield name


def fix_name(
    problem: Diagnostic, document: Document, register: KnownNames, slug: str
) -> Proposal | None:
    """The name that was meant, if one is clearly nearest."""
    if problem.code == "unknown-field":
        return _fix_field(problem, document)
    place = _text_place(problem, document)
    if place is None:
        return None
    value, reason = str(value_at(document, place)), _SLIP.format("known name")
    if problem.code == "bad-id":
        field = next((step for step in reversed(place) if isinstance(step, str)), "")
        field = "actor" if place[:1] == ("events",) and field == "actors" else field
        names = register.for_code(_KINDS_OF_FIELDS.get(field, ""), document, slug)
        name = suggest_id(value) if suggest_id(value) in names else None
    elif problem.code == "unknown-value":
        name = misspelt_word(value, _expected(problem))
    elif problem.code == _ACTORS:
        name, reason = register.former.successor(value) or (None, reason)
    else:
        name = misspelt_id(value, register.for_code(problem.code, document, slug))
    return Proposal.replacing(problem, document, place, name, reason) if name else None


def fix_cast(problem: Diagnostic, document: Document, names: KnownNames) -> Proposal | None:
    """Fix a speaker missing from the list of actors.

    Either the name is misspelt in the claim or in the list, or the actor is added to the list.
    """
    place = _text_place(problem, document)
    if place is None:
        return None
    actor = str(value_at(document, place))
    if actor not in names.ids[_ACTORS]:
        name, why = names.former.successor(actor) or ("", "")
        return Proposal.replacing(problem, document, place, name, why) if name else None
    members = value_at(document, ("actors",))
    places: list[Path] = [("actors", number, "actor") for number in range(len(members or ()))]
    values = {member: value_at(document, member) for member in places}
    cast = {member: name for member, name in values.items() if isinstance(name, str)}
    slips = [
        member
        for member, name in cast.items()
        if name not in names.ids[_ACTORS] and (names.former.successor(name) or ("",))[0] == actor
    ]
    if len(slips) == 1:
        return Proposal.replacing(problem, document, slips[0], actor, _SLIP.format("name"))
    member = {"actor": actor, "role": ROLE}
    edit = None if slips else append_item(document, "actors", member, list(Briefing.model_fields))
    if edit is None:
        return None
    listed = ", ".join(cast.values())
    new = ", ".join([*cast.values(), mapping(member)])
    return Proposal.of(problem, ("actors", len(cast)), listed or "nobody", new, _ADDED, edit)


def _expected(problem: Diagnostic) -> list[str]:
    return problem.expected.removeprefix("one of ").split(", ")


def _text_place(problem: Diagnostic, document: Document) -> Path | None:
    """The place of the text that a problem points at."""
    for place in document.values:
        if isinstance(value_at(document, place), str) and (
            document.location(place) == problem.location
        ):
            return place
    return None


def _fix_field(problem: Diagnostic, document: Document) -> Proposal | None:
    place = next(
        (key for key in document.keys if document.key_location(key) == problem.location), None
    )
    around = value_at(document, place[:-1]) if place else None
    if place is None or not isinstance(around, dict):
        return None
    known, old = _expected(problem), str(place[-1])
    name = misspelt_word(old, [field for field in known if field not in around])
    if name is None:
        return _rejoin(problem, document, place, around, known)
    edit = Edit(document.keys[place], scalar(name, flow=in_flow(document, place)))
    return Proposal.of(problem, place, old, name, _SLIP.format("field"), edit)


def _rejoin(
    problem: Diagnostic,
    document: Document,
    place: Path,
    around: dict[str, Value],
    known: list[str],
) -> Proposal | None:
    """Rejoin a text in braces that a comma has split into a value and "fields" without values."""
    names = list(around)
    here = names.index(str(place[-1]))
    cut = here
    while cut < len(names) and around[names[cut]] == "" and names[cut] not in known:
        cut += 1
    if not here or cut == here or not in_flow(document, place):
        return None
    first, last = (*place[:-1], names[here - 1]), (*place[:-1], names[cut - 1])
    if names[here - 1] not in known or first not in document.values or last not in document.keys:
        return None
    span = Span(document.values[first].start, document.keys[last].end)
    raw = " ".join(span.of(document.text).split())
    if not raw or raw[0] in "'\"{[*&!" or not isinstance(around[names[here - 1]], str):
        return None
    edit = Edit(span, scalar(raw, flow=True))
    reason = "within braces, a comma ends a text that is not in quotation marks"
    return Proposal.of(problem, first, raw, edit.text, reason, edit)

"""A speaker missing from the list of actors: a typo in one of the names, or a name to add."""

from article_briefings.diagnostics import Diagnostic
from article_briefings.input import Document, Path
from article_briefings.models import Briefing
from article_briefings.review.fixes._edits import mapping, replace_scalar, value_at
from article_briefings.review.fixes._listing import added
from article_briefings.review.fixes._names import KnownNames, scalar_at
from article_briefings.review.fixes._proposals import Proposal

ROLE = "speaks in this article"
"""The only certain role of a speaker; a person has to write the actual one."""
_LIST = "actors"
_SLIP = "the only name that is a slip of the pen away"
_ADDED = "this actor speaks here and is in the register; say in the role who it is"


def fix_cast(problem: Diagnostic, document: Document, names: KnownNames) -> Proposal | None:
    """Fix the misspelt name in the claim or in the list, or else add the actor to the list."""
    place = scalar_at(problem, document)
    actor = value_at(document, place) if place else None
    if place is None or not isinstance(actor, str):
        return None
    cast = _cast(document)
    if actor not in names.actors:
        name, why = names.former.successor(actor) or (None, "")
        return _renamed(problem, document, place, name, why)
    unknown = {member: name for member, name in cast.items() if name not in names.actors}
    slips = [member for member, name in unknown.items() if _stands_for(name, names) == actor]
    if slips:
        return _renamed(problem, document, slips[0], actor, _SLIP) if len(slips) == 1 else None
    return _added(problem, document, actor)


def _stands_for(name: str, names: KnownNames) -> str:
    found = names.former.successor(name)
    return found[0] if found else ""


def _cast(document: Document) -> dict[Path, str]:
    """The ids in the list of actors, by their places."""
    members = value_at(document, (_LIST,))
    places: list[Path] = [(_LIST, number, "actor") for number in range(len(members or ()))]
    named = {place: value_at(document, place) for place in places}
    return {place: name for place, name in named.items() if isinstance(name, str)}


def _renamed(
    problem: Diagnostic, document: Document, place: Path, name: str | None, why: str
) -> Proposal | None:
    edit = replace_scalar(document, place, name) if name else None
    if name is None or edit is None:
        return None
    old = str(value_at(document, place))
    return Proposal(problem.code, problem.location, place, old, name, why, (edit,))


def _added(problem: Diagnostic, document: Document, actor: str) -> Proposal | None:
    member = {"actor": actor, "role": ROLE}
    edit = added(document, _LIST, member, list(Briefing.model_fields))
    if edit is None:
        return None
    names = list(_cast(document).values())
    new = ", ".join([*names, mapping(member)])
    place: Path = (_LIST, len(names))
    return Proposal(
        problem.code, problem.location, place, ", ".join(names) or "nobody", new, _ADDED, (edit,)
    )

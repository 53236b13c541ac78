"""Fix misspellings of known names: ids, fields and values."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from article_briefings.check import misspelt_id, misspelt_word
from article_briefings.diagnostics import Diagnostic
from article_briefings.input import ArticleFiles, Document, History, Inputs, Path, Value
from article_briefings.models import Span, suggest_id
from article_briefings.review.fixes._edits import Edit, in_flow, replace_scalar, scalar, value_at
from article_briefings.review.fixes._former import FormerActors
from article_briefings.review.fixes._proposals import Proposal

_ONE_OF = "one of "
_KINDS_OF_FIELDS = {
    "actor": "unknown-actor",
    "outlet": "unknown-actor",
    "identified_as": "unknown-actor",
    "part_of": "unknown-actor",
    "note": "unknown-note",
    "topics": "unknown-topic",
    "story": "unknown-story",
    "item": "unknown-evidence",
    "shown_by": "unknown-evidence",
}


@dataclass(frozen=True)
class KnownNames:
    """Every id that a file may refer to."""

    actors: frozenset[str]
    notes: frozenset[str]
    topics: frozenset[str]
    stories: frozenset[str]
    claims: frozenset[str]
    """Including their article: `slug#id`."""
    former: FormerActors
    """The actors meant by ids that the register does not have."""

    @classmethod
    def of(cls, inputs: Inputs, history: History) -> "KnownNames":
        """The ids of everything that was read, valid or not."""
        actors, notes = inputs.actors, inputs.background
        claims = (
            f"{files.slug}#{name}" for files in inputs.articles for name in _ids(files, "claims")
        )
        return cls(
            frozenset([*actors.documents, *actors.unread]),
            frozenset([*notes.documents, *notes.unread]),
            _keys(inputs.topics),
            _keys(inputs.stories),
            frozenset(claims),
            FormerActors.of(actors.documents, history),
        )

    def for_code(self, code: str, document: Document, slug: str) -> Collection[str]:
        """The names that a reference of this kind may have in a file."""
        if code == "unknown-claim":
            return {*self.claims, *(name.removeprefix(f"{slug}#") for name in self.claims)}
        if code == "unknown-evidence":
            return set(_ids_of(document.root, "evidence"))
        kinds = {
            "unknown-actor": self.actors,
            "unknown-note": self.notes,
            "unknown-topic": self.topics,
            "unknown-story": self.stories,
        }
        return kinds.get(code, frozenset())


def _keys(document: Document | None) -> frozenset[str]:
    root = document.root if document else {}
    return frozenset(root if isinstance(root, dict) else ())


def _ids(files: ArticleFiles, group: str) -> Iterator[str]:
    return _ids_of(files.document.root, group) if files.document else iter(())


def _ids_of(root: Value, group: str) -> Iterator[str]:
    items = root.get(group) if isinstance(root, dict) else None
    for item in items if isinstance(items, list) else ():
        name = item.get("id") if isinstance(item, dict) else None
        if isinstance(name, str):
            yield name


def fix_name(
    problem: Diagnostic, document: Document, register: KnownNames, slug: str = ""
) -> Proposal | None:
    """The name that was meant, if one is clearly nearest."""
    if problem.code == "unknown-field":
        return _mend_field(problem, document)
    place = scalar_at(problem, document)
    value = value_at(document, place) if place else None
    if place is None or not isinstance(value, str):
        return None
    reason = "the only known name that is a slip of the pen away"
    if problem.code == "bad-id":
        field = next((step for step in reversed(place) if isinstance(step, str)), "")
        field = "actor" if place[:1] == ("events",) and field == "actors" else field
        names = register.for_code(_KINDS_OF_FIELDS.get(field, ""), document, slug)
        name = suggest_id(value) if suggest_id(value) in names else None
    elif problem.code == "unknown-value":
        name = misspelt_word(value, problem.expected.removeprefix(_ONE_OF).split(", "))
    elif problem.code == "unknown-actor":
        name, reason = register.former.successor(value) or (None, reason)
    else:
        name = misspelt_id(value, register.for_code(problem.code, document, slug))
    edit = replace_scalar(document, place, name) if name else None
    if name is None or edit is None:
        return None
    return Proposal(problem.code, problem.location, place, value, name, reason, (edit,))


def scalar_at(problem: Diagnostic, document: Document) -> Path | None:
    """The place of the text that a problem points at."""
    for place in document.values:
        if isinstance(value_at(document, place), str) and (
            document.location(place) == problem.location
        ):
            return place
    return None


def _mend_field(problem: Diagnostic, document: Document) -> Proposal | None:
    place = next(
        (key for key in document.keys if document.key_location(key) == problem.location), None
    )
    around = value_at(document, place[:-1]) if place else None
    if place is None or not isinstance(around, dict):
        return None
    fields = problem.expected.removeprefix(_ONE_OF).split(", ")
    old = str(place[-1])
    name = misspelt_word(old, [field for field in fields if field not in around])
    if name:
        edits = (Edit(document.keys[place], scalar(name, flow=in_flow(document, place))),)
        reason = "the only field that is a slip of the pen away"
        return Proposal(problem.code, problem.location, place, old, name, reason, edits)
    return _join(problem, document, place, around, fields)


def _join(
    problem: Diagnostic,
    document: Document,
    place: Path,
    around: dict[str, Value],
    fields: list[str],
) -> Proposal | None:
    """Rejoin a text in braces that a comma has split into a value and "fields" without values."""
    names = list(around)
    here = names.index(str(place[-1]))
    cut = here
    while cut < len(names) and around[names[cut]] == "" and names[cut] not in fields:
        cut += 1
    if not here or cut == here or not in_flow(document, place):
        return None
    first, last = (*place[:-1], names[here - 1]), (*place[:-1], names[cut - 1])
    if names[here - 1] not in fields or first not in document.values or last not in document.keys:
        return None
    span = Span(document.values[first].start, document.keys[last].end)
    raw = " ".join(span.of(document.text).split())
    if not raw or raw[0] in "'\"{[*&!" or not isinstance(around[names[here - 1]], str):
        return None
    edit = Edit(span, scalar(raw, flow=True))
    reason = "within braces a comma ends a text that has no quotation marks around it"
    return Proposal(problem.code, problem.location, first, raw, edit.text, reason, (edit,))

"""How the verdicts of a claim differ between two states, in words.

The verdict on what each step of the chain said and the verdict on the thing itself are compared
apart, and never with each other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from article_briefings.input import Value
from article_briefings.models import RELATIONS
from article_briefings.pages import SAID, SO
from article_briefings.review._state import NAMED, Record, correction_signs, pair
from article_briefings.review._values import (
    Facet,
    Fields,
    What,
    entry,
    facets,
    fields,
    items,
    keyed,
    named_facets,
    words,
)

Name = Callable[[str], str]
"""Returns the name of an actor by its id."""
_STEP, _LONGEST_NUMBER = "step ", 5
_DEGREES = ("likelihood", "confidence")
"""The fields of a verdict that are a part of it: as words of their own beside it on every page."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    """A verdict as written, with its question in words."""

    fields: Fields
    about: str
    """What the verdict decides: "whether it is so", "whether Ada Fable said it"."""
    asked: str
    """The question in a few words, before the names of fields."""
    labels: Mapping[str, str]
    """The words of pages for each verdict."""

    @property
    def words(self) -> str:
        """The verdict in the words of pages; as written if it is not a known one."""
        written = words(self.fields.get("verdict") or self.fields.get(""))
        return self.labels.get(written, written)


def verdict_changes(
    before: Fields, after: Fields, names: tuple[Name, Name]
) -> Iterator[tuple[What, tuple[Facet, ...], bool]]:
    """The changes of a claim's verdicts, and whether each of them revises an earlier verdict.

    `names` has the names of the actors in both states.
    """
    old, new = _verdicts(before, names[0]), _verdicts(after, names[1])
    then, now = ([key for key in side if key != "so"] for side in (old, new))
    # A step of `via` has a name only where the verdict gives it one.
    unnamed = any(key.startswith(f"said {_STEP}") for key in (*then, *now))
    if len(then) == len(now) == 1 and unnamed:
        old = {now[0] if key == then[0] else key: verdict for key, verdict in old.items()}
    for key in dict.fromkeys([*new, *old]):
        one, other = old.get(key), new.get(key)
        what, first = _sentence(one, other)
        found = (*first, *_details(one, other))
        if found:
            yield what if first else "changed", found, bool(one and first)


def has_verdict(claim: Fields) -> bool:
    """Whether a claim has a verdict of either kind."""
    return bool(items(claim.get("said")) or claim.get("so"))


def _verdicts(claim: Fields, name: Name) -> dict[str, _Verdict]:
    """The verdicts of a claim: one for each step that was judged, and that on the thing itself."""
    found: dict[str, _Verdict] = {}
    for said in map(entry, items(claim.get("said"))):
        key, who = _whose(claim, said)
        shown = who if key.startswith(_STEP) else name(who)
        while f"said {key}" in found:
            key += "+"
        about = f"whether {shown} said it" if who else "whether it was said"
        asked = f"was it said by {shown}" if who else "was it said"
        found[f"said {key}"] = _Verdict(said, about, asked, SAID)
    if so := claim.get("so"):
        found["so"] = _Verdict(entry(so), "whether it is so", "is it so", SO)
    return found


def _whose(claim: Fields, said: Fields) -> tuple[str, str]:
    """Whose step a verdict is about: the id of an actor, or `step 2`, and its words if it has any.

    An unnamed source is the same however its words change.
    """
    of = words(said.get("of"))
    if of and not (of.isdecimal() and len(of) < _LONGEST_NUMBER):
        return of, of
    number = int(of or 1)
    chain = claim.get("attribution")
    steps = [fields(step) for step in chain] if isinstance(chain, list) else []
    step = steps[number - 1] if 0 < number <= len(steps) else {}
    actor, key = words(step.get("actor") or step.get("identified_as")), f"{_STEP}{number}"
    return (actor, actor) if actor else (key, words(step.get("unnamed")) or (key if of else ""))


def _sentence(one: _Verdict | None, other: _Verdict | None) -> tuple[What, tuple[Facet, ...]]:
    """What happened to a verdict, in a sentence with its field; none if it is the same."""
    old, new = one.words if one else "", other.words if other else ""
    verdict = other or one or _NONE
    about, field = verdict.about, "so" if verdict.labels is SO else "said"
    if old == new:
        return "judged again", tuple(_degrees(one or _NONE, verdict))
    if old and new:
        text = f"The verdict on {about} changed from {old} to {new}"
    elif new:
        text = f"The verdict on {about} is {new}"
    else:
        text = f"The verdict on {about}, which was {old}, was removed"
    what: What = "judged again" if old and new else "judged" if new else "no longer judged"
    return what, (Facet(field, old, new, text),)


def _degrees(one: _Verdict, other: _Verdict) -> Iterator[Facet]:
    """How likely and how certain the same verdict was before and is after, in sentences."""
    for name in _DEGREES:
        old, new = (words(side.fields.get(name)) or "none" for side in (one, other))
        if old != new:
            text = f"The {name} in the verdict on {other.about} changed from {old} to {new}"
            yield Facet(f"so {name}", old, new, text)


_NONE = _Verdict({}, "", "", {})


def _details(one: _Verdict | None, other: _Verdict | None) -> Iterator[Facet]:
    """How the fields and the evidence of a verdict differ."""
    old, new = one or _NONE, other or _NONE
    leave = frozenset({"of", "verdict", "evidence", ""})
    if old.words == new.words:  # which is a sentence
        leave |= {*_DEGREES}
    uses = [{"evidence": [*map(_use, items(v.fields.get("evidence")))]} for v in (old, new)]
    found = (
        *facets(old.fields, new.fields, leave=leave),
        *named_facets(uses[0], uses[1], "evidence", "item", "evidence", "relation", "shows"),
    )
    for facet in found:
        yield Facet(f"{(other or old).asked}, {facet.label}", facet.before, facet.after)


def _use(value: Value) -> Value:
    """A use of evidence with all its fields; a bare id supports the verdict."""
    use = {"item": value} if isinstance(value, str) else fields(value)
    return {"relation": "supports", **use}


def corrections_of(root: Fields) -> frozenset[str]:
    """The claims that corrections name."""
    return named_by(map(fields, items(root.get("corrections"))))


def newly_corrected(before: Record, after: Record) -> frozenset[str]:
    """The claims that new corrections name; an entry that was only edited is not new."""
    old, new = (keyed(side.root.get("corrections"), "text") for side in (before, after))
    edited = {*pair(old, new, correction_signs).values()}
    return named_by(item for name, item in new.items() if name not in edited)


def named_by(corrections: Iterable[Fields]) -> frozenset[str]:
    """The claims that these corrections name."""
    fields_of = ((item, field) for item in corrections for field in NAMED)
    return frozenset(words(one) for item, field in fields_of for one in items(item.get(field)))


def relation_facets(before: Fields, after: Fields) -> Iterator[Facet]:
    """The relations to other claims that were added, removed or changed."""
    old, new = _relations(before), _relations(after)
    for claim in dict.fromkeys([*new, *old]):
        one, other = old.get(claim, ""), new.get(claim, "")
        if one != other:
            yield Facet(f"relation to {claim}", one, other)


def _relations(claim: Fields) -> dict[str, str]:
    found: dict[str, str] = {}
    named = [(kind, claim.get(kind)) for kind in RELATIONS]
    for kind, others in (*named, *fields(claim.get("relations")).items()):
        for other in filter(None, map(words, items(others))):
            found[other] = f"{found[other]}, {kind}" if other in found else kind
    return found

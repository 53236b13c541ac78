"""The rules for a file of valid shape that need no other file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from article_briefings.check._claim_rules import (
    corrections,
    findings,
    former_ids,
    key_claims,
    verdicts,
)
from article_briefings.diagnostics import Diagnostic, Note
from article_briefings.input import Document, Path, Value
from article_briefings.models import (
    LIST_ID,
    Actor,
    BackgroundNote,
    Briefing,
    Budget,
    Declarations,
    Hop,
    Placeholder,
    Stories,
    Topics,
    Withdrawn,
    misspelt,
    question,
)


def _unique_ids(document: Document, briefing: Briefing) -> Iterator[Diagnostic]:
    """Claims, events and evidence share the page's anchors."""
    ids: Iterable[tuple[Path, str]] = (
        ((group, index, "id"), item.id)
        for group in ("claims", "events", "evidence")
        for index, item in enumerate(getattr(briefing, group))
    )
    expected = "a unique id for each claim, event and evidence item"
    yield from _repeated(document, ids, 'the id "{}" is taken', expected, found='"{}"')


def _unique_cast(document: Document, briefing: Briefing) -> Iterator[Diagnostic]:
    actors: Iterable[tuple[Path, str]] = (
        (("cast", index, "actor"), cast.actor) for index, cast in enumerate(briefing.cast)
    )
    message = 'the actor "{}" is already in the list'
    yield from _repeated(document, actors, message, "each actor once, with all its mentions")


def _listed_once(document: Document, briefing: Briefing) -> Iterator[Diagnostic]:
    yield from _repeated_items(document, ("topics",), briefing.topics)
    for index, event in enumerate(briefing.events):
        yield from _repeated_items(document, ("events", index, "actors"), event.actors)


def _topics_listed_once(document: Document, stories: Stories) -> Iterator[Diagnostic]:
    for name, story in stories.root.items():
        yield from _repeated_items(document, (name, "topics"), story.topics)


def _repeated_items(document: Document, place: Path, items: Sequence[str]) -> Iterator[Diagnostic]:
    """The ids that a list of ids holds twice."""
    named: Iterable[tuple[Path, str]] = (((*place, n), item) for n, item in enumerate(items))
    yield from _repeated(document, named, '"{}" is already in this list', "each id once")


def _repeated(
    document: Document,
    named: Iterable[tuple[Path, str]],
    message: str,
    expected: str,
    found: str = "",
) -> Iterator[Diagnostic]:
    """The ids that have come before; `message` and `found` have {} for the id."""
    first: dict[str, Path] = {}
    for place, name in named:
        if name in first:
            yield Diagnostic(
                "duplicate-id",
                document.location(place),
                message.format(name),
                found=found.format(name),
                expected=expected,
                notes=(Note(document.location(first[name]), "the first one"),),
            )
        first.setdefault(name, place)


def _not_the_list(
    document: Document, records: Topics | Stories | Withdrawn
) -> Iterator[Diagnostic]:
    if LIST_ID in records.root:
        yield Diagnostic(
            "path-collision",
            document.key_location((LIST_ID,)),
            f'the id "{LIST_ID}" is the address of the list of all pages of this kind',
            expected="a different id",
            hint='use a more specific id, for example "index-of-prices"',
        )


def _known_evidence(document: Document, briefing: Briefing) -> Iterator[Diagnostic]:
    consulted, budget = {item.id for item in briefing.evidence}, Budget.for_hints()
    for place, identifier in _evidence_references(briefing):
        if identifier not in consulted:
            yield Diagnostic(
                "unknown-evidence",
                document.location(place),
                f'no evidence item of this briefing has the id "{identifier}"',
                expected="the id of an item under evidence:",
                hint=question(misspelt(identifier, consulted, budget)),
            )


def _evidence_references(briefing: Briefing) -> Iterator[tuple[Path, str]]:
    steps: list[tuple[Path, Hop]] = [(("via", n), via) for n, via in enumerate(briefing.via)]
    for index, claim in enumerate(briefing.claims):
        place: Path = ("claims", index)
        steps += [((*place, "attribution", n), hop) for n, hop in enumerate(claim.attribution)]
        for at, verdict in claim.verdicts:
            for number, use in enumerate(verdict.evidence_):
                item: Path = (*place, *at, "evidence", number)
                yield (item, use) if isinstance(use, str) else ((*item, "item"), use.item)
    shown = [(("source",), briefing.source.shown_by), *((at, hop.shown_by) for at, hop in steps)]
    shown += [(("events", n), event.shown_by) for n, event in enumerate(briefing.events)]
    yield from (((*place, "shown_by"), item) for place, item in shown if item)


def _no_relation_to_itself(document: Document, briefing: Briefing) -> Iterator[Diagnostic]:
    for index, claim in enumerate(briefing.claims):
        for _, place, other in claim.relations:
            if other == claim.id:
                yield Diagnostic(
                    "self-reference",
                    document.location(("claims", index, *place)),
                    f'the claim "{claim.id}" is related to itself',
                    expected="the id of a different claim",
                )


def _no_draft_left(document: Document, briefing: Briefing) -> Iterator[Diagnostic]:
    for index, claim in enumerate(briefing.claims):
        if claim.draft and not briefing.draft:
            yield Diagnostic(
                "draft-claim-left",
                document.location(("claims", index, "draft")),
                f'the claim "{claim.id}" is a draft, but the briefing is not',
                expected="claims that somebody has checked",
                hint="check the claim against the article and remove draft: true, or delete it; "
                "if the briefing is not finished, write draft: true below format: 2",
            )


def _speakers_are_known(document: Document, briefing: Briefing) -> Iterator[Diagnostic]:
    """Only a draft may leave a speaker unidentified."""
    for index, claim in enumerate(briefing.claims):
        if claim.speaker_unknown and not briefing.draft:
            yield Diagnostic(
                "unknown-speaker",
                document.location(("claims", index, "attribution")),
                f'the speaker of the claim "{claim.id}" is not identified',
                found="attribution: unknown",
                expected="the speaker, with the cue; or [] if the article itself says it",
                hint="write a source without a name as - {unnamed: ..., cue: ...}; if you cannot "
                "find the speaker, delete the claim, or write draft: true below format: 2",
            )


def _nothing_unfinished(document: Document, record: BaseModel) -> Iterator[Diagnostic]:
    """Only a draft may contain placeholders that a program wrote."""
    if isinstance(record, Briefing) and record.draft:
        return
    for place, text in _placeholders(document.root):
        yield Diagnostic(
            "unfinished-text",
            document.location(place),
            "this text is a placeholder that a program wrote",
            found=f'"{" ".join(text.split())}"',
            expected="your own words",
            hint="replace it; if a briefing is not finished, write draft: true below format: 2",
        )


#: Fields with words of the article or of other programs, which must not be reworded.
_OF_OTHERS = frozenset({"quote", "cue", "mentions", "headline", "extensions"})


def _placeholders(value: Value, place: Path = ()) -> Iterator[tuple[Path, str]]:
    """The placeholders among the annotator's own texts, with their places."""
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, str):
            if Placeholder.is_in(inner) and step not in _OF_OTHERS:
                yield (*place, step), inner
        elif step not in _OF_OTHERS:
            yield from _placeholders(inner, (*place, step))


def _marks_in_a_text(document: Document, briefing: Briefing) -> Iterator[Diagnostic]:
    """Nothing may be marked in a translation that does not exist."""
    if briefing.source.translation:
        return
    for group in ("claims", "background", "events"):
        for index, item in enumerate(getattr(briefing, group)):
            wrong = "quote_in" if item.quote_in == "translation" else "counterpart"
            if getattr(item, wrong, None) is not None:
                yield Diagnostic(
                    "no-translation",
                    document.location((group, index, wrong)),
                    "this article has no translation",
                    found="quote_in: translation" if wrong == "quote_in" else "counterpart",
                    expected="a text that the article has",
                    hint="remove the line, or add the translation as translation.txt, described in "
                    "source: translation:",
                )


def _review_in_order(document: Document, briefing: Briefing) -> Iterator[Diagnostic]:
    reviewed = briefing.review.reviewed
    if reviewed is None and not briefing.draft:
        yield Diagnostic(
            "not-reviewed",
            document.key_location(("review",)),
            "nobody has reviewed this briefing yet",
            expected="reviewed: the day on which somebody last compared all of it with the article",
            hint="review it and write the day; until then, write draft: true below format: 2",
        )
    if reviewed and briefing.review.due < reviewed:
        yield _out_of_order(document, ("review", "due"), "reviewed")


def _note_in_order(document: Document, note: BackgroundNote) -> Iterator[Diagnostic]:
    if note.review_due < note.as_of:
        yield _out_of_order(document, ("review_due",), "as_of")


def _roles_in_order(document: Document, actor: Actor) -> Iterator[Diagnostic]:
    for index, role in enumerate(actor.roles):
        begin = role.from_.earliest if role.from_ else None
        end = role.to.latest if role.to else None
        if begin and end and end < begin:
            yield _out_of_order(document, ("roles", index, "to"), "from")


def _out_of_order(document: Document, place: Path, earlier: str) -> Diagnostic:
    return Diagnostic(
        "dates-out-of-order",
        document.location(place),
        f'"{place[-1]}" is before "{earlier}"',
        expected=f"a date that is not before {earlier}",
    )


def _own_names(document: Document, declared: Declarations) -> Iterator[Diagnostic]:
    """What a project declares has other names than what the format has."""
    for group, names in Declarations.OF_FORMAT.items():
        for name in getattr(declared, group).keys() & set(names):
            yield Diagnostic(
                "bad-declaration",
                document.key_location((group, name)),
                f'the format has "{name}" already',
                expected=f"a name other than {', '.join(names)}",
                hint="choose a name that says what is different about it",
            )


RULES: Mapping[type[BaseModel], tuple[Callable[[Document, Any], Iterator[Diagnostic]], ...]] = {
    Briefing: (
        _unique_ids,
        _unique_cast,
        _listed_once,
        _known_evidence,
        _no_relation_to_itself,
        _no_draft_left,
        _speakers_are_known,
        _nothing_unfinished,
        _marks_in_a_text,
        _review_in_order,
        key_claims,
        findings,
        verdicts,
        corrections,
        former_ids,
    ),
    BackgroundNote: (_note_in_order, _nothing_unfinished),
    Actor: (_roles_in_order, _nothing_unfinished),
    Withdrawn: (_not_the_list, _nothing_unfinished),
    Stories: (_topics_listed_once, _not_the_list, _nothing_unfinished),
    Topics: (_not_the_list, _nothing_unfinished),
    Declarations: (_own_names,),
}

"""Fix what breaks a rule and needs no search: a hash, a form, an order of parts, a taken name."""

from collections.abc import Sequence
from itertools import pairwise
from typing import get_args

from article_briefings.anchoring import (
    Coverage,
    TextQuote,
    hashed_text,
    is_word,
    mark_places,
)
from article_briefings.diagnostics import Diagnostic
from article_briefings.input import Document, History, Path, SourceText, read_yaml
from article_briefings.models import Briefing, Claim, Form, TextName
from article_briefings.review._edits import (
    COMMENT,
    Edit,
    insert_field,
    line_end,
    mapping,
    reads_as,
    replace_selector,
    written,
)
from article_briefings.review._marks import MarkedText, OldText
from article_briefings.review._proposals import Proposal
from article_briefings.review._values import value_at
from article_briefings.review._words import Versions

_AS_IT_IS = "the hash of the present text"
_COVERED = {
    "all": "the whole quote is in quotation marks",
    "some": "a part of the quote is in quotation marks",
    "none": "the quote is outside quotation marks",
}
_IN_ORDER = "each part is in the article once, so their order is known"
_MOST = 200
_FREE_ONCE = "another name has the place that was given; this name is free in one other place"


def fix_hash(
    problem: Diagnostic, document: Document, source: SourceText | None, *, in_git: bool
) -> Proposal | None:
    """Record the hash of the present text; `in_git` says whether git has the annotated one."""
    if source is None:
        return None
    place, new = Briefing.HASHES[hashed_text(problem, document)], source.sha256
    if problem.code != "missing-field":
        reason = _AS_IT_IS
        if problem.code == "source-changed":
            reason = "for a text that was changed on purpose; " + (
                "every mark was compared with the annotated text, which git has"
                if in_git
                else "git does not have the annotated text, so check every mark"
            )
        return Proposal.replacing(problem, document, place, new, reason)
    if not problem.expected.startswith("sha256:"):
        return None
    edit = insert_field(document, place[:-1], "sha256", new)
    return Proposal.of(problem, place, "", new, _AS_IT_IS, edit) if edit else None


def annotated_text(
    document: Document, briefing: Briefing, name: TextName, source: SourceText, history: History
) -> OldText | None:
    """The text that a briefing was made for, if git still has it and it differs."""
    recorded = [value_at(document, Briefing.HASHES[name])]
    committed = history.read("HEAD", document.path)
    if committed is not None:
        text = committed.decode("utf-8", "replace").removeprefix("\ufeff")
        read, _ = read_yaml(document.path, text)
        recorded += [value_at(read, Briefing.HASHES[name])] if read else []
    for sha256 in recorded:
        if isinstance(sha256, str) and sha256 != source.sha256:
            data = history.text_with_hash(source.path, sha256)
            if data is not None:
                try:
                    text = data.decode("utf-8").removeprefix("\ufeff")
                except UnicodeDecodeError:
                    return None
                old = SourceText(source.path, text, sha256)
                places = mark_places(document, old, briefing, name)
                return OldText(Versions(text, source.text), places)
    return None


def fix_form(marked: MarkedText, problem: Diagnostic) -> Proposal | None:
    """The only change of one step's form that makes the claim's forms agree with the text."""
    document = marked.document
    for number, claim in enumerate(marked.briefing.claims):
        attribution = ("claims", number, "attribution")
        steps = [(*attribution, step, "form") for step in range(len(claim.attribution))]
        here = (document.location(place) for place in (attribution, *steps))
        if claim.quote_in == marked.name and problem.location in here:
            quote = [
                span for place, span in marked.claimed.items() if place[:2] == ("claims", number)
            ]
            covered = Coverage.of(marked.source.text, quote)
            agreeing = _agreeing_forms(claim, covered)
            if len(agreeing) != 1:
                return None
            ((step, form),) = agreeing
            reason = f"{_COVERED[covered]}; no other form agrees with that"
            return Proposal.replacing(problem, document, steps[step], form, reason)
    return None


def _agreeing_forms(claim: Claim, covered: Coverage) -> list[tuple[int, Form]]:
    """Each form of each step that settles the fault if it replaces the step's own form."""
    fault = covered.problem_of(claim)
    if fault is None:
        return []
    steps = [number for number, hop in enumerate(claim.attribution) if hop.stated]
    return [
        (step, form)
        for step in (steps if fault.step is None else [fault.step])
        for form in get_args(Form)
        if _settles(claim, covered, step, form)
    ]


def _settles(claim: Claim, covered: Coverage, step: int, form: Form) -> bool:
    hops = list(claim.attribution)
    hops[step] = hops[step].model_copy(update={"form": form})
    left = covered.problem_of(claim.model_copy(update={"attribution_": tuple(hops)}))
    # A fault of a later step is a separate problem, with its own proposal.
    return left is None or (left.step is not None and left.step > step)


def reorder_parts(marked: MarkedText, problem: Diagnostic) -> Proposal | None:
    """The parts in the order of the article, if each occurs there once and none overlap."""
    mark = marked.by_location.get(problem.location)
    if mark is None or not mark.before:
        return None
    quote = mark.place[:-1]
    parts = [part.part for part in marked.marks if part.place[:-1] == quote]
    places = [part.match(marked.source.text, limit=2) for part in parts]
    spans = [found[0] for found in places if len(found) == 1]
    if len(spans) != len(parts) or any(
        one.end > other.start for one, other in pairwise(sorted(spans))
    ):
        return None
    order = sorted(range(len(spans)), key=spans.__getitem__)
    edits = _permuted(marked.document, quote, order)
    if not edits:
        return None
    old = " … ".join(part.exact for part in parts)
    new = " … ".join(parts[number].exact for number in order)
    return Proposal.of(problem, quote, old, new, _IN_ORDER, *edits)


def _permuted(document: Document, quote: Path, order: Sequence[int]) -> list[Edit]:
    """Permute the parts as they are written; empty if a comment would end up at the wrong part."""
    old, text = value_at(document, quote), document.text
    numbers = range(len(order))
    spans = [span for number in numbers if (span := written(document, (*quote, number)))]
    if not isinstance(old, list) or len(spans) != len(old):
        return []
    if COMMENT.search(text, spans[0].start, line_end(text, spans[-1].end)):
        return []
    edits = [
        Edit(spans[number], spans[other].of(text))
        for number, other in enumerate(order)
        if number != other
    ]
    safe = reads_as(document, edits, quote, [old[number] for number in order])
    return edits if safe else []


def free_mention(marked: MarkedText, problem: Diagnostic) -> Proposal | None:
    """The name without its pointer to an occupied place, if it then marks exactly one place."""
    text, mark = marked.source.text, marked.by_location.get(problem.location)
    if mark is None or mark.kind != "mention":
        return None
    # The places where other names may be, whether or not they are marked there.
    occupied = [
        span
        for other in marked.marks
        if other.kind == "mention" and other != mark
        for span in other.part.match(text, limit=_MOST)
        if is_word(text, span)
    ]
    part = mark.part
    free = [
        span
        for span in TextQuote(part.exact).match(text, limit=_MOST)
        if is_word(text, span) and not any(map(span.overlaps, occupied))
    ]
    new = {"exact": part.exact}
    edits = replace_selector(marked.document, mark.place, new) if len(free) == 1 else []
    if not edits:
        return None
    old = new | {"prefix": part.prefix, "suffix": part.suffix, "nth": part.nth}
    written_before = mapping({name: str(value) for name, value in old.items() if value})
    return Proposal.of(problem, mark.place, written_before, part.exact, _FREE_ONCE, *edits)

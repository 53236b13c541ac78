"""Fix the form of a step that disagrees with the quotation marks, if only one form agrees."""

from typing import get_args

from article_briefings.anchoring import Coverage, coverage, form_problem
from article_briefings.diagnostics import Diagnostic
from article_briefings.models import Claim, Form
from article_briefings.review.fixes._edits import replace_scalar
from article_briefings.review.fixes._marks import Situation
from article_briefings.review.fixes._proposals import Proposal

_COVERED = {
    "all": "the whole quote stands in quotation marks",
    "some": "a part of the quote stands in quotation marks",
    "none": "the quote stands outside quotation marks",
}


def fix_form(situation: Situation, problem: Diagnostic) -> Proposal | None:
    """The only change of one step's form that makes the claim's forms agree with the text."""
    document = situation.document
    for number, claim in enumerate(situation.briefing.claims):
        if claim.quote_in != situation.name:
            continue
        attribution = ("claims", number, "attribution")
        steps = [(*attribution, step, "form") for step in range(len(claim.attribution))]
        here = [document.location(place) for place in (attribution, *steps)]
        if problem.location not in here:
            continue
        quote = [
            span
            for place, span in situation.claimed.items()
            if place[:3] == ("claims", number, "quote")
        ]
        covered = coverage(situation.source.text, quote)
        agreeing = _agreeing(claim, covered)
        if len(agreeing) != 1:
            return None
        ((step, form),) = agreeing
        edit = replace_scalar(document, steps[step], form)
        if edit is None:
            return None
        old = str(claim.attribution[step].form)
        reason = f"{_COVERED[covered]}; no other form agrees with that"
        return Proposal(problem.code, problem.location, steps[step], old, form, reason, (edit,))
    return None


def _agreeing(claim: Claim, covered: Coverage) -> list[tuple[int, Form]]:
    """Each form of each step that settles the fault if it replaces the step's own form."""
    fault = form_problem(claim, covered)
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
    left = form_problem(claim.model_copy(update={"attribution_": tuple(hops)}), covered)
    # A fault of a later step is a separate problem, with its own proposal.
    return left is None or (left.step is not None and left.step > step)

"""The form of an attribution against the quotation marks of the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from article_briefings.anchoring._quotations import Coverage
from article_briefings.models import Claim, Hop


@dataclass(frozen=True, slots=True)
class FormProblem:
    """A disagreement; `step` is the index of the step at fault, None if one is missing."""

    step: int | None
    message: str


def form_problem(claim: Claim, covered: Coverage) -> FormProblem | None:
    """The first disagreement between a claim's forms and the quotation marks of its quote.

    Only steps that the article states are checked. Words wholly inside the marks are
    somebody's own, so one step is direct (or translated); words partly inside require
    one mixed step; words outside require all steps to be indirect.
    """
    return next(_problems(claim, covered), None)


def _problems(claim: Claim, covered: Coverage) -> Iterator[FormProblem]:
    for number, hop in enumerate(claim.attribution):
        message = _disagreement(hop, covered) if hop.stated else ""
        if message:
            yield FormProblem(number, message)
    forms = {hop.form for hop in claim.attribution if hop.stated}
    if forms and covered == "all" and not forms & {"direct", "translated"}:
        yield FormProblem(None, "the whole quote stands in quotation marks, and no step is direct")
    if forms and covered == "some" and "mixed" not in forms:
        yield FormProblem(
            None, "a part of the quote stands in quotation marks, and no step is mixed"
        )


def _disagreement(hop: Hop, covered: Coverage) -> str:
    if hop.form in {"direct", "translated"} and covered != "all":
        where = "outside" if covered == "none" else "only in part within"
        return f"the form is {hop.form}, and the quote stands {where} quotation marks"
    if hop.form == "mixed" and covered != "some":
        where = "wholly within" if covered == "all" else "outside"
        return f"the form is mixed, and the quote stands {where} quotation marks"
    return ""

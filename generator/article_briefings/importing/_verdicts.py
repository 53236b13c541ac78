"""Keeps imported verdicts only if they pass the check of the project; asks about all others."""

import textwrap
from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import replace

from article_briefings.corpus import compile_inputs
from article_briefings.drafting import DraftClaim, DraftedBriefing, briefing_yaml, fields_yaml
from article_briefings.formatting import ASKS
from article_briefings.input import ArticleFiles, Inputs, SourceText, Value, read_yaml

WHICH = (
    "version 1 had one verdict for two questions. Was it said (said:), or is it so (so:)? Write "
    "your verdict with a finding, from what follows, and delete these comments."
)
_REFUSED = (
    "what follows does not pass the check in this project. Correct it and make it fields of the "
    "claim, or leave it out, and delete these comments."
)
_WIDTH = 96
_ROUNDS = 3
"""How often a briefing is checked again before none of its fields is trusted."""


def asked(question: str, fields: Mapping[str, Value]) -> tuple[str, ...]:
    """A question with the values that it is about, as comments of a draft.

    `briefings check` reports it until somebody answers it.
    """
    lines = textwrap.wrap(f"{ASKS.removeprefix('# ')} {question}", _WIDTH)
    return (*lines, *fields_yaml(fields))


def checked(drafted: DraftedBriefing, register: Inputs) -> DraftedBriefing:
    """The briefing with questions in the place of fields that a project with this register refuses.

    Only the further fields of claims are checked.
    """
    for _ in range(_ROUNDS):
        refused = _claims_with_problems(drafted, register)
        claims = tuple(_with_question(c, n in refused) for n, c in enumerate(drafted.claims))
        if claims == drafted.claims:
            return drafted
        drafted = replace(drafted, claims=claims)
    return replace(drafted, claims=tuple(_with_question(one, True) for one in drafted.claims))


def _with_question(claim: DraftClaim, is_refused: bool) -> DraftClaim:
    if not is_refused or not claim.fields:
        return claim
    remarks = (*asked(_REFUSED, claim.fields), *claim.remarks)
    return replace(claim, fields={}, remarks=remarks)


def _claims_with_problems(drafted: DraftedBriefing, register: Inputs) -> Collection[int]:
    """The numbers of the claims that have problems, if any claim has further fields."""
    if not any(claim.fields for claim in drafted.claims):
        return ()
    article = drafted.article
    folder = f"briefings/articles/{article.folder}"
    document, _ = read_yaml(f"{folder}/briefing.yml", briefing_yaml(drafted))
    if document is None:
        return range(len(drafted.claims))
    source = SourceText(f"{folder}/source.txt", article.text, article.sha256)
    files = ArticleFiles(article.slug, folder, document, source)
    inputs = Inputs([files], register.actors, register.background)
    starts = [document.location(("claims", n)).line for n in range(len(drafted.claims))]
    end = document.text.count("\n", 0, document.values["claims",].end) + 1
    lines = {
        problem.location.line
        for problem in compile_inputs(inputs, []).diagnostics
        if problem.location.path == document.path
    }
    return {bisect_right(starts, line) - 1 for line in lines if starts[0] <= line <= end}

"""Imports verdicts and relations only if they pass the check of the project, and asks otherwise."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from article_briefings.corpus import compile_inputs
from article_briefings.drafting import (
    DraftClaim,
    DraftedBriefing,
    DraftStep,
    asked,
    briefing_yaml,
)
from article_briefings.importing._model import ImportedClaim, ImportedStep
from article_briefings.input import ArticleFiles, Inputs, SourceText, Value, read_yaml
from article_briefings.models import ClaimKind, Declarations

_WHICH = (
    "version 1 had one verdict for two questions. Was it said (said:), or is it so (so:)? Write "
    "your verdict with a finding, from what follows, and delete these comments."
)
_REFUSED = (
    "what follows does not pass the check in this project. Correct it and make it fields of the "
    "claim, or leave it out, and delete these comments."
)
_CHAIN = (
    "a step of this chain was not imported. Is this still the verdict on the saying? Make it a "
    "field of the claim, or leave it out, and delete these comments."
)
_OTHER = (
    "the claim to which this relation leads was not imported with this article. Make it a field if "
    "that claim exists, and delete these comments."
)
_BOTH = (
    "contradicts: now joins only claims that cannot both be so, and one of these two is a "
    "position, demand or characterisation. Change the kind, or delete these comments."
)
_ROUNDS = 3
"""How often a briefing is checked again before none of its fields is trusted."""


def further_fields(
    claim: DraftClaim, own: ImportedClaim, names: Mapping[str, str], kinds: Mapping[str, ClaimKind]
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """The further fields of a claim of our own export, and questions about all that is none.

    `names` are the ids of all imported claims by those in the export, `kinds` their kinds by id.
    """
    fields = {**own.fields}
    questions = asked(_WHICH, own.assessment) if own.assessment else ()
    if "said" in fields:
        if own.whole and len(claim.steps) == len(own.steps):
            fields["said"] = _with_steps(fields["said"], own.steps, claim.steps)
        else:
            questions += asked(_CHAIN, {"said": fields.pop("said")})
    related: dict[str, list[Value]] = {}
    for kind, reference in dict.fromkeys(own.relations):
        other = names.get(reference)
        if other is None:
            questions += asked(_OTHER, {kind: reference})
        elif kind == "contradicts" and Declarations.NOTHING.judgements & {claim.kind, kinds[other]}:
            questions += asked(_BOTH, {kind: other})
        else:
            related.setdefault(kind, []).append(other)
    fields |= {name: one if len(one) > 1 else one[0] for name, one in related.items()}
    return fields, questions


def _with_steps(said: Value, steps: Sequence[ImportedStep], drafted: Sequence[DraftStep]) -> Value:
    """Verdicts on the saying that name their steps: by an id, or by the number if there is none.

    The steps of `via` are in the chain here, so even a verdict that named none may have to.
    """
    if isinstance(said, list):
        return [_with_steps(one, steps, drafted) for one in said]
    if not isinstance(said, dict) or len(drafted) < 2 or str(said.get("of")).isdecimal():
        return said
    of = said.get("of")
    names = [(step.actor, step.identified_as) for step in steps]
    number = next((n for n, name in enumerate(names) if of in name), 0)
    step = drafted[number]
    return {**said, "of": step.speaker.actor or step.identified_as or str(number + 1)}


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

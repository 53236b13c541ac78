"""The rules for verdicts, findings and corrections that need no other file and no text."""

from collections.abc import Iterator, Mapping

from article_briefings.diagnostics import Diagnostic, Location, Note
from article_briefings.input import Document, Path
from article_briefings.models import Briefing, Budget, Claim, Said, So, misspelt, question

MOST_KEY_CLAIMS = 7
_OPEN = frozenset({"disputed", "unresolved", "pending"})
"""The verdicts that leave open how likely the claim is."""
_NEVER_EARLY = frozenset({"fact", "denial"})


def key_claims(document: Document, briefing: Briefing) -> Iterator[Diagnostic]:
    """At most seven claims are key."""
    keys = [index for index, claim in enumerate(briefing.claims) if claim.key]
    for index in keys[MOST_KEY_CLAIMS : MOST_KEY_CLAIMS + 1]:
        yield Diagnostic(
            "too-many-key-claims",
            document.location(("claims", index, "key")),
            f"{len(keys)} claims of this briefing are key",
            expected=f"at most {MOST_KEY_CLAIMS}",
            hint="keep key: true on the claims that a reader with only a minute needs",
        )


def findings(document: Document, briefing: Briefing) -> Iterator[Diagnostic]:
    """Each key claim and each claim with a verdict has a finding."""
    for index, claim in enumerate(briefing.claims):
        if claim.finding or not (claim.judged or claim.key):
            continue
        field = "key" if claim.key else "said" if claim.said else "so"
        what = "is a key claim" if claim.key else "has a verdict"
        yield Diagnostic(
            "missing-finding",
            document.key_location(("claims", index, field)),
            f'"{claim.id}" {what} without a finding',
            expected="finding: and what a reader should believe, in at most 25 words",
            hint="write it in the claim; the reasons belong in rationale:",
        )


def verdicts(document: Document, briefing: Briefing) -> Iterator[Diagnostic]:
    """Each verdict fits its claim, is dated and says what it rests on."""
    for index, claim in enumerate(briefing.claims):
        for at, verdict in claim.verdicts:
            place: Path = ("claims", index, *at)
            if isinstance(verdict, So):
                if not claim.can_be_so:
                    yield _so_of_judgement(document, place, claim)
                    continue
                yield from _misplaced(document, place, claim, verdict)
            yield from _without_basis(document, place, verdict)
            yield from _without_shows(document, place, verdict)
            if not verdict.as_of and not briefing.judged:
                yield Diagnostic(
                    "undated-verdict",
                    document.location((*place, "verdict")),
                    "this verdict has no day",
                    expected="judged: with the day of all verdicts at the top of the file, "
                    "or as_of: in this one",
                )


def _so_of_judgement(document: Document, place: Path, claim: Claim) -> Diagnostic:
    return Diagnostic(
        "so-of-judgement",
        document.key_location(place),
        f"no evidence can show whether a {claim.kind} is so",
        found=f"so: in a claim of kind: {claim.kind}",
        expected="so: in facts, predictions, commitments and denials",
        hint="if evidence could settle the claim, write kind: fact; "
        "whether somebody said it belongs in said:",
    )


def _misplaced(document: Document, place: Path, claim: Claim, so: So) -> Iterator[Diagnostic]:
    if so.verdict == "pending" and claim.kind in _NEVER_EARLY:
        yield Diagnostic(
            "verdict-misplaced",
            document.location((*place, "verdict")),
            f"a {claim.kind} cannot be pending",
            found=f"verdict: pending in a claim of kind: {claim.kind}",
            expected="pending for a prediction or a commitment",
            hint="write unresolved if you looked and it is not settled",
        )
    for field, value in (("likelihood", so.likelihood), ("confidence", so.confidence)):
        if value and so.verdict not in _OPEN:
            yield Diagnostic(
                "verdict-misplaced",
                document.key_location((*place, field)),
                f'the verdict "{so.verdict}" has no {field}',
                found=f"{field}: {value}",
                expected=f"{field} beside disputed, unresolved or pending",
                hint="remove the line, or explain in rationale: how sure you are",
            )


def _without_basis(document: Document, place: Path, verdict: Said | So) -> Iterator[Diagnostic]:
    """What a verdict needs beside itself, apart from the number of its sources."""
    looked = verdict.evidence or verdict.note
    where = ("this does not show where you looked", "evidence, or a note on where you looked")
    needs: Mapping[str, tuple[object, tuple[str, str]]] = {
        "disputed": (
            any(use.relation == "refutes" for use in verdict.evidence),
            ("nothing here refutes the claim", "evidence with relation: refutes"),
        ),
        "doubtful": (
            verdict.evidence,
            ("no evidence here raises a doubt", "evidence: the accounts that do not fit"),
        ),
        "single-source": (looked, where),
        "unresolved": (looked, where),
        "pending": (
            isinstance(verdict, So) and verdict.due,
            ("this does not say when one can know", "due: the day on which one can know"),
        ),
    }
    there, (message, expected) = needs.get(verdict.verdict, (True, where))
    if not there:
        yield Diagnostic(
            "verdict-without-basis",
            document.location((*place, "verdict")),
            message,
            found=f"verdict: {verdict.verdict}",
            expected=expected,
        )


def _without_shows(document: Document, place: Path, verdict: Said | So) -> Iterator[Diagnostic]:
    needs = "so:" if isinstance(verdict, So) else "relation: refutes"
    for number, use in enumerate(verdict.evidence):
        if use.shows or (isinstance(verdict, Said) and use.relation != "refutes"):
            continue
        bare = isinstance(verdict.evidence_[number], str)
        yield Diagnostic(
            "missing-shows",
            document.location((*place, "evidence", number)),
            f'this does not say what "{use.item}" shows',
            found=f"{needs} without shows:",
            expected="shows: what the source says about this claim, and what it does not",
            hint=f"write {{item: {use.item}, shows: …}}" if bare else "",
        )


def corrections(document: Document, briefing: Briefing) -> Iterator[Diagnostic]:
    """Corrections name claims that exist or existed; what is withdrawn is gone."""
    claims = {claim.id for claim in briefing.claims}
    former = {name for claim in briefing.claims for name in claim.formerly}
    withdrawn = {name for one in briefing.corrections for name in one.withdrawn}
    budget = Budget.for_hints()
    for index, correction in enumerate(briefing.corrections):
        place: Path = ("corrections", index)
        for number, name in enumerate(correction.claims):
            if name not in claims | former | withdrawn:
                yield Diagnostic(
                    "unknown-claim",
                    document.location((*place, "claims", number)),
                    f'there is no claim "{name}"',
                    expected="the id of a claim of this briefing",
                    hint=question(misspelt(name, claims, budget))
                    or "write the id of a claim that was removed under withdrawn:",
                )
        for number, name in enumerate(correction.withdrawn):
            if name in claims:
                yield Diagnostic(
                    "withdrawn-claim-left",
                    document.location((*place, "withdrawn", number)),
                    f'the claim "{name}" is withdrawn, but still here',
                    expected="the id of a claim that was removed",
                    hint="remove the claim; or name it under claims: if it only changed",
                )


def former_ids(document: Document, briefing: Briefing) -> Iterator[Diagnostic]:
    """The former ids of claims lead to one claim each, those of withdrawn ones to one place."""
    taken: dict[str, Path] = {
        item.id: (group, index, "id")
        for group in ("claims", "events", "evidence")
        for index, item in enumerate(getattr(briefing, group))
    }
    for index, correction in enumerate(briefing.corrections):
        for number, name in enumerate(correction.withdrawn):
            place: Path = ("corrections", index, "withdrawn", number)
            other = taken.setdefault(name, place)
            if other != place and other[0] != "claims":  # that is withdrawn-claim-left
                yield former_id_taken(document, place, name, document.location(other))
    for index, claim in enumerate(briefing.claims):
        for number, name in enumerate(claim.formerly):
            place = ("claims", index, "formerly", number)
            if name in taken:
                yield former_id_taken(document, place, name, document.location(taken[name]))
            taken.setdefault(name, place)


def former_id_taken(
    document: Document, place: Path, name: str, other: Location | None
) -> Diagnostic:
    """The problem of an earlier id that something else has or had, at another location."""
    return Diagnostic(
        "former-id-taken",
        document.location(place),
        f'the former id "{name}" is in use, so its address cannot lead here',
        expected="an id that nothing else of this kind has or had",
        hint="remove it here, or rename the other",
        notes=(Note(other, "the other use"),) if other else (),
    )

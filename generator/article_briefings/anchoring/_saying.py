"""The rules for claims with whole chains: whose saying is judged, and whose words the text has."""

import re
from collections.abc import Iterator

from article_briefings.diagnostics import Diagnostic, Note, Severity
from article_briefings.input import Document, Path
from article_briefings.models import Claim, So, misspelt, question

_SPEAKING = (
    r"(?:said|says|stated|claimed|announced|announces|added|adds|warned|warns|insisted|insists|"
    r"stressed|stresses|told|tells|reported|denied|denies|noted|argued|argues|"
    r"(?<!\bthe )(?<!\bsuch )(?<!\bthese )(?<!\bits )(?<!\btheir )(?:claims|reports|states|notes)) "
    r"(?:(?!that )\S+ ){0,3}that ",
    r"(?:sagte|sagt|erklärte|erklärt|teilte mit|behauptet|behauptete), dass ",
    r"(?:a dit|dit|a déclaré|déclare|a affirmé|affirme|a annoncé|annonce) qu(?:e |['’])",
    r"(?:dijo|dice|declaró|declara|afirmó|afirma|anunció|anuncia) que ",
    r"(?:сказал|заявил|сообщил|отметил|подчеркнул)[аио]?, что ",
    r"(?:گفت|گفته است|اعلام کرد|تأکید کرد) که ",
)
_ACT_OF_SAYING = re.compile(
    rf"(?:\S+ ){{1,6}}?(?:{'|'.join(_SPEAKING)})|according to \S", re.IGNORECASE
)


def verdicts_on_saying(
    document: Document, place: Path, claim: Claim, own: int
) -> Iterator[Diagnostic]:
    """The problems of the steps that verdicts on the saying are about.

    `own` is the number of the claim's own steps, which precede those of `via`.
    """
    if not claim.said:
        return
    nobody = _nobody(claim)
    if nobody:
        yield Diagnostic(
            "said-without-speaker",
            document.key_location((*place, "said")),
            f"there is no saying to judge: {nobody}",
            expected="said: in claims whose speaker the article or the evidence names",
            hint="write so: if evidence can show whether it is so; otherwise remove said:",
        )
        return
    judged: dict[int, Path] = {}
    for at, said in claim.verdicts:
        if isinstance(said, So):
            continue
        here: Path = (*place, *at)
        step = None if said.of is None and own > 1 else claim.step_of(said)
        if step is None:
            yield _unclear_step(document, here, claim, said.of)
        elif step in judged:
            yield Diagnostic(
                "unclear-step",
                document.location((*here, "of")),
                "the saying of this step already has a verdict",
                expected="one verdict for each step",
                notes=(Note(document.location(judged[step]), "the first one"),),
            )
        else:
            judged[step] = here


def _nobody(claim: Claim) -> str:
    if claim.speaker_unknown:
        return "the speaker is not identified yet"
    if claim.implied:
        return "the words only imply the claim"
    return "" if claim.attribution else "the article itself claims it"


def _unclear_step(document: Document, place: Path, claim: Claim, of: str | None) -> Diagnostic:
    speakers = [hop.speaker for hop in claim.attribution if hop.speaker]
    steps = ", ".join([*dict.fromkeys(speakers), f"or a number from 1 to {len(claim.attribution)}"])
    if of is None:
        return Diagnostic(
            "unclear-step",
            document.location((*place, "verdict")),
            "the claim has several steps, and this verdict does not say whose saying it is about",
            expected=f"of: {steps}",
        )
    return Diagnostic(
        "unclear-step",
        document.location((*place, "of")),
        f'no step of this claim is "{of}"',
        expected=steps,
        hint=question(misspelt(of, speakers)),
    )


def act_of_saying(document: Document, place: Path, claim: Claim) -> Diagnostic | None:
    """A notice if the text says that somebody said it; pages print the speaker before the text."""
    found = _ACT_OF_SAYING.match(claim.text)
    if not found:
        return None
    return Diagnostic(
        "saying-in-text",
        document.location((*place, "text")),
        "this text says that somebody says it; pages print the speaker before the text",
        found=f'"{found[0].strip()} …"',
        expected="what is claimed, without the act of saying it",
        hint="no change is needed if the claim is that something was said",
        severity=Severity.NOTICE,
    )

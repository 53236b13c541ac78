"""What a briefing leaves to the program: whole chains, forms, dates, and the cast.

The rest of the program sees briefings in which all of it is filled in.
"""

from collections.abc import Mapping, Sequence

from article_briefings.anchoring._quotations import Coverage
from article_briefings.models import Briefing, Cast, Claim, Form, Hop, Via


def with_defaults(briefing: Briefing) -> Briefing:
    """The briefing with its whole cast, and with `judged` wherever a day is left out."""
    update: dict[str, object] = {"cast": _cast(briefing)}
    if judged := briefing.judged:
        update["evidence"] = tuple(
            item if item.retrieved else item.model_copy(update={"retrieved": judged})
            for item in briefing.evidence
        )
    return briefing.model_copy(update=update)


def _cast(briefing: Briefing) -> tuple[Cast, ...]:
    """The listed members, then everybody else in the chains and events, in the order of the file.

    An actor that is named in the file only as the outlet is not in the cast.
    """
    listed = {member.actor for member in briefing.cast}
    return (
        *briefing.cast,
        *(Cast(actor=name) for name in speakers_and_actors(briefing) if name not in listed),
    )


def speakers_and_actors(briefing: Briefing) -> Sequence[str]:
    """The ids of all actors in chains and events, each once; the text marks their names."""
    hops = [hop for claim in briefing.claims for hop in claim.attribution]
    chains = [name for hop in (*hops, *briefing.via) for name in (hop.actor, hop.identified_as)]
    events = [name for event in briefing.events for name in event.actors]
    return list(dict.fromkeys(name for name in (*chains, *events) if name))


def with_chain(
    claim: Claim, briefing: Briefing, paragraph: int, covered: Coverage
) -> tuple[Claim, tuple[Via, ...]]:
    """A claim with its whole chain, every form and the days of its verdicts; and what it is via.

    `paragraph` is that of its quote, from 1; `covered` says how much of it is in quotation marks.
    """
    own = claim.attribution
    via: tuple[Via, ...] = ()
    if claim.via and not claim.speaker_unknown:
        speakers = {hop.speaker for hop in own if hop.speaker}
        via = tuple(v for v in briefing.via if v.covers(paragraph) and v.speaker not in speakers)
    update: dict[str, object] = {}
    if own or via:
        update["attribution_"] = tuple(_with_forms(own, via, briefing, claim, covered))
    if judged := briefing.judged:
        dated = {"as_of": judged}
        if claim.so and not claim.so.as_of:
            update["so"] = claim.so.model_copy(update=dated)
        if claim.said_:
            days = [one if one.as_of else one.model_copy(update=dated) for one in claim.said]
            update["said_"] = tuple(days) if isinstance(claim.said_, tuple) else days[0]
    return (claim.model_copy(update=update) if update else claim), via


def _with_forms(
    own: Sequence[Hop], via: Sequence[Via], briefing: Briefing, claim: Claim, covered: Coverage
) -> list[Hop]:
    steps = [*own, *map(_without_paragraphs, via)]
    forms = _derived_forms(steps, len(own), covered, _is_translated(briefing, claim))
    return [
        hop if hop.form == form else hop.model_copy(update={"form": form})
        for hop, form in zip(steps, forms, strict=True)
    ]


def _without_paragraphs(via: Via) -> Hop:
    values = {name: getattr(via, name) for name in via.model_fields_set if name != "paragraphs"}
    return Hop.model_construct(set(values), **values)


def _is_translated(briefing: Briefing, claim: Claim) -> Mapping[str | None, bool]:
    """By actor, whether the actor speaks another language than the text of the claim."""
    language = briefing.language_of(claim.quote_in).split("-")[0]
    spoken = {member.actor: member.speaks for member in briefing.cast if member.speaks}
    return {actor: speaks.split("-")[0] != language for actor, speaks in spoken.items()}


def _derived_forms(
    steps: Sequence[Hop], own: int, covered: Coverage, translated: Mapping[str | None, bool]
) -> list[Form | None]:
    """The form of each step that the article states.

    The quoted words are those of the last stated step of the claim's own chain, unless a step is
    said to be direct, mixed or translated. All other steps are indirect.
    """
    stated = [number for number, hop in enumerate(steps) if hop.stated]
    explicit = [number for number in stated if steps[number].form not in (None, "indirect")]
    free = [number for number in stated if steps[number].form is None]
    quoted = [number for number in free if number < own][-1:] or free[:1]
    forms: list[Form | None] = [hop.form or ("indirect" if hop.stated else None) for hop in steps]
    if quoted and not explicit:
        form: Form = next(iter(covered.forms), "indirect")
        is_translation = form == "direct" and translated.get(steps[quoted[0]].speaker, False)
        forms[quoted[0]] = "translated" if is_translation else form
    return forms

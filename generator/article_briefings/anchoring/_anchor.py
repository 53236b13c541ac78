"""A briefing and its texts become spans; what does not fit its text becomes a problem.

Nothing is guessed: a quote is found, or it is ambiguous, or it is orphaned.
Similar passages only ever feed the message. An article may have a translation
beside it, frozen as it is: each mark stands in the text that its `quote_in`
names, a name wherever one of the texts has it.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from article_briefings.anchoring._anchored import AnchoredBriefing, Spans
from article_briefings.anchoring._finding import Finding, TooManyPlaces
from article_briefings.anchoring._misfits import NOT_FROZEN, Misfits, unaligned
from article_briefings.diagnostics import Diagnostic
from article_briefings.input import Document, Path, SourceText
from article_briefings.models import AnySelector, Briefing, Span, TextName


def anchor(
    slug: str,
    document: Document,
    source: SourceText,
    briefing: Briefing,
    translation: SourceText | None = None,
) -> tuple[AnchoredBriefing | None, list[Diagnostic]]:
    """Find every mark of a briefing in its text, or say why it cannot be found.

    Where a text is not frozen yet, that is a problem which keeps no other from being found:
    a briefing whose marks all fit is handed on beside it.
    """
    anchoring = _Anchoring(document, source, translation)
    recorded = {name: briefing.recorded_hash(name) for name in anchoring.texts}
    problems = [
        finding.misfits.source_changed(recorded[name])
        for name, finding in anchoring.texts.items()
        if recorded[name] not in (finding.source.sha256, NOT_FROZEN)
    ]
    anchored = None
    if not problems:
        try:
            anchored = anchoring.anchored(slug, briefing)
            problems = [*anchoring.problems(), *unaligned(document, source, translation)]
        except TooManyPlaces as ended:
            problems = [ended.problem]
    rests_on = tuple(finding.source.path for finding in anchoring.texts.values())
    found = [replace(problem, rests_on=rests_on) for problem in problems]
    unfrozen = [
        finding.misfits.not_frozen()
        for name, finding in anchoring.texts.items()
        if recorded[name] == NOT_FROZEN
    ]
    return (None if found else anchored), [*unfrozen, *found]


def notices(article: AnchoredBriefing) -> Iterator[Diagnostic]:
    """What is worth a look in a briefing without being a problem."""
    document = article.document
    texts = {name: Misfits(document, text, name) for name, text in article.texts}
    places = {claim.id: number for number, claim in enumerate(article.briefing.claims)}
    for anchored in article.claims_in_text_order():
        claim = anchored.claim
        place: Path = ("claims", places[claim.id])
        yield from texts[claim.quote_in].quoted_words(place, claim, anchored.quote)


def standing(
    document: Document, source: SourceText, briefing: Briefing, name: TextName = "original"
) -> dict[Path, Span]:
    """Where each part of each mark of one text stands, of those that are found.

    Of a mention it is the first place. The hash is not looked at, so that any version of a
    text can be asked.
    """
    finding = Finding(document, source, name)
    with suppress(TooManyPlaces):
        for index, claim in enumerate(briefing.claims):
            if claim.quote_in == name:
                finding.claim(index, claim)
        for index, use in enumerate(briefing.background):
            if use.quote_in == name:
                finding.quote(("background", index, "quote"), use.quote)
        for index, event in enumerate(briefing.events):
            if event.quote_in == name:
                finding.quote(("events", index, "quote"), event.quote)
        finding.mentions(briefing)
    return finding.standing


class _Anchoring:
    """The search in all texts of one briefing."""

    def __init__(
        self, document: Document, source: SourceText, translation: SourceText | None
    ) -> None:
        self.document, self.source, self.translation = document, source, translation
        self.texts: dict[TextName, Finding] = {
            "original": Finding(document, source, "original", translation)
        }
        if translation:
            self.texts["translation"] = Finding(document, translation, "translation", source)

    def anchored(self, slug: str, briefing: Briefing) -> AnchoredBriefing:
        """The briefing with its spans; those of marks with a problem are empty."""
        claims = tuple(
            self.texts[claim.quote_in].claim(index, claim)
            for index, claim in enumerate(briefing.claims)
        )
        background = tuple(
            self._quote(("background", index, "quote"), use.quote_in, use.quote)
            for index, use in enumerate(briefing.background)
        )
        events = tuple(
            self._quote(("events", index, "quote"), event.quote_in, event.quote)
            for index, event in enumerate(briefing.events)
        )
        mentions = {name: finding.mentions(briefing) for name, finding in self.texts.items()}
        return AnchoredBriefing(
            slug,
            self.document,
            self.source,
            briefing,
            claims,
            mentions["original"],
            background,
            events,
            self.translation,
            mentions.get("translation", ()),
        )

    def problems(self) -> Iterator[Diagnostic]:
        """What does not fit; of names what marks nothing in any of the texts."""
        for finding in self.texts.values():
            yield from finding.diagnostics
        original, *others = self.texts.values()
        for place, problem in original.unmarked.items():
            if all(place in other.unmarked for other in others):
                yield problem

    def _quote(self, place: Path, name: TextName, selector: AnySelector) -> Spans:
        return self.texts[name].quote(place, selector)

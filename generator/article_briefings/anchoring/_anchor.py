"""Find the spans of a briefing's marks in its texts, or report why a mark does not fit.

Nothing is guessed: a quote is found, ambiguous or orphaned. Similar passages
are only used in messages. An article may have a translation, which is frozen
too: each mark belongs to the text that its `quote_in` names; an actor's name
is marked in both texts.
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
    """Find every mark of a briefing in its text, or report why it cannot be found.

    A text that is not frozen yet is a problem, but does not hide the others: a briefing whose
    marks all fit is returned along with it.
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
    """Notices: things in a briefing that are worth a look but are not problems."""
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
    """The place of each part of each mark in one text, for the parts that are found.

    For a mention it is the first place. The hash is not checked, so any version of a text can
    be searched.
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
        """The briefing with its spans; marks with a problem have empty spans."""
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
        """The marks that do not fit; of the names, those that none of the texts contains."""
        for finding in self.texts.values():
            yield from finding.diagnostics
        original, *others = self.texts.values()
        for place, problem in original.unmarked.items():
            if all(place in other.unmarked for other in others):
                yield problem

    def _quote(self, place: Path, name: TextName, selector: AnySelector) -> Spans:
        return self.texts[name].quote(place, selector)

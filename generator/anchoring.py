"""A briefing and its text become spans; what does not fit its text becomes a problem.

Nothing is guessed: a quote is found, or it is ambiguous, or it is orphaned.
Similar passages only ever feed the message.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Note
from generator.documents import Document, Path, SourceText
from generator.models import (
    Briefing,
    Claim,
    Hop,
    PartSelector,
    Span,
    paragraphs,
    parts_of,
)
from generator.models.selector import AnySelector
from generator.passages import nearest_passage
from generator.quotations import Coverage, coverage
from generator.selectors import TextQuote, describe, match

Spans = tuple[Span, ...]
_SHOWN_PLACES = 4


@dataclass(frozen=True, slots=True)
class AnchoredClaim:
    """A claim, the spans of its quote's parts, and those of each hop's cue."""

    claim: Claim
    quote: Spans
    cues: tuple[Spans, ...]
    """One for each hop; empty for a hop that the article does not state."""


@dataclass(frozen=True, slots=True)
class AnchoredBriefing:
    """A briefing all of whose marks stand in its text."""

    slug: str
    document: Document
    source: SourceText
    briefing: Briefing
    claims: tuple[AnchoredClaim, ...]
    mentions: tuple[Spans, ...]
    """One for each member of the cast."""
    background: tuple[Spans, ...]
    events: tuple[Spans, ...]

    def claims_in_text_order(self) -> list[AnchoredClaim]:
        """The claims as a reader meets them; those that begin at one place as in the file."""
        return sorted(self.claims, key=lambda claim: claim.quote[0])


def anchor(
    slug: str, document: Document, source: SourceText, briefing: Briefing
) -> tuple[AnchoredBriefing | None, list[Diagnostic]]:
    """Find every mark of a briefing in its text, or say why it cannot be found."""
    anchoring = _Anchoring(document, source)
    if briefing.source.sha256 != source.sha256:
        anchoring.report_changed(briefing.source.sha256)
        return None, anchoring.diagnostics
    claims = tuple(anchoring.claim(index, claim) for index, claim in enumerate(briefing.claims))
    background = tuple(
        anchoring.quote(("background", index, "quote"), use.quote)
        for index, use in enumerate(briefing.background)
    )
    events = tuple(
        anchoring.quote(("events", index, "quote"), event.quote)
        for index, event in enumerate(briefing.events)
    )
    mentions = anchoring.mentions(briefing)
    if anchoring.diagnostics:
        return None, anchoring.diagnostics
    return (
        AnchoredBriefing(slug, document, source, briefing, claims, mentions, background, events),
        [],
    )


class _Anchoring:
    def __init__(self, document: Document, source: SourceText) -> None:
        self.document, self.source, self.text = document, source, source.text
        self.paragraphs = paragraphs(source.text)
        self.diagnostics: list[Diagnostic] = []

    def claim(self, index: int, claim: Claim) -> AnchoredClaim:
        place: Path = ("claims", index)
        spans = self.quote((*place, "quote"), claim.quote)
        cues = tuple(
            self._cue((*place, "attribution", number, "cue"), hop, spans)
            for number, hop in enumerate(claim.attribution)
        )
        if spans:
            self._check_form(place, claim, spans)
        return AnchoredClaim(claim, spans, cues)

    def quote(self, place: Path, selector: AnySelector) -> Spans:
        """The spans of a quote's parts in document order; empty after a problem."""
        spans: list[Span] = []
        for part_place, part in _placed_parts(place, selector):
            span = self._part(part_place, part, spans)
            if span is None:
                return ()
            spans.append(span)
        return tuple(spans)

    def _part(self, place: Path, part: PartSelector, before: list[Span]) -> Span | None:
        found = match(self.text, _text_quote(part))
        if not found:
            self._not_found("quote-not-found", place, part)
            return None
        after = [span for span in found if not before or span.start >= before[-1].end]
        if not after:
            self._out_of_order(place, found[0], before[-1])
            return None
        if len(after) > 1:
            self._ambiguous("quote-ambiguous", place, after)
            return None
        return after[0]

    def _cue(self, place: Path, hop: Hop, quote: Spans) -> Spans:
        if hop.cue is None or not quote:
            return ()
        parts = [
            self._cue_part(part_place, part, quote)
            for part_place, part in _placed_parts(place, hop.cue)
        ]
        return tuple(part for part in parts if part is not None)

    def _cue_part(self, place: Path, part: PartSelector, quote: Spans) -> Span | None:
        found = match(self.text, _text_quote(part))
        if not found:
            self._not_found("cue-not-found", place, part)
            return None
        homes = [self._paragraph(span) for span in quote]
        near = [span for span in found if any(home.contains(span) for home in homes)]
        outside = [span for span in near if not any(_overlap(span, words) for words in quote)]
        nearest = _nearest(outside or near, quote) if near else found
        if len(nearest) > 1:
            self._ambiguous("cue-ambiguous", place, nearest)
            return None
        return nearest[0]

    def mentions(self, briefing: Briefing) -> tuple[Spans, ...]:
        """Every occurrence of every name, the longest first; no two overlap."""
        named = [
            (member, place, part)
            for member, cast in enumerate(briefing.actors)
            for number, selector in enumerate(cast.mentions)
            for place, part in _placed_parts(("actors", member, "mentions", number), selector)
        ]
        taken: list[Span] = []
        spans: list[list[Span]] = [[] for _ in briefing.actors]
        for member, place, part in sorted(named, key=lambda item: -len(item[2].exact)):
            found = [span for span in match(self.text, _text_quote(part)) if self._is_word(span)]
            if not found:
                self._not_found("mention-not-found", place, part)
            free = [span for span in found if not any(_overlap(span, other) for other in taken)]
            spans[member] += free
            taken += free
        return tuple(tuple(sorted(group)) for group in spans)

    def _is_word(self, span: Span) -> bool:
        before, after = self.text[: span.start][-1:], self.text[span.end :][:1]
        first, last = self.text[span.start], self.text[span.end - 1]
        return not (_in_word(before) and _in_word(first)) and not (
            _in_word(last) and _in_word(after)
        )

    def _paragraph(self, span: Span) -> Span:
        """The paragraph in which a span begins."""
        return next(home for home in self.paragraphs if home.start <= span.start < home.end)

    def _check_form(self, place: Path, claim: Claim, spans: Spans) -> None:
        covered = coverage(self.text, spans)
        forms = [hop.form for hop in claim.attribution if hop.stated]
        for number, hop in enumerate(claim.attribution):
            problem = _form_problem(hop, covered) if hop.stated else ""
            if problem:
                self._form_mismatch((*place, "attribution", number, "form"), hop, problem, spans)
                return
        if forms and covered == "all" and not {"direct", "translated"} & set(forms):
            message = "the whole quote stands in quotation marks, and no step is direct"
            self._form_mismatch((*place, "attribution"), None, message, spans)
        elif forms and covered == "some" and "mixed" not in forms:
            message = "a part of the quote stands in quotation marks, and no step is mixed"
            self._form_mismatch((*place, "attribution"), None, message, spans)

    def _form_mismatch(self, place: Path, hop: Hop | None, message: str, spans: Spans) -> None:
        hint = {
            "all": "the step whose words these are is direct (or translated)",
            "some": "the step whose words these are is mixed; or mark only the quoted words",
            "none": "the step is indirect; or mark the quoted words",
        }[coverage(self.text, spans)]
        self.diagnostics.append(
            Diagnostic(
                "form-mismatch",
                self.document.location(place),
                message,
                found=f"form: {hop.form}" if hop else "",
                expected="a form that agrees with the quotation marks of the article",
                hint=hint,
                notes=(Note(self.source.location(spans[0]), "the quote in the article"),),
            )
        )

    def report_changed(self, recorded: str) -> None:
        """The text is not the one that was annotated."""
        self.diagnostics.append(
            Diagnostic(
                "source-changed",
                self.document.location(("source", "sha256")),
                f"{self.source.path} is not the text that was annotated",
                found=f"sha256: {recorded}",
                expected=f"sha256: {self.source.sha256}",
                hint="if the change is meant, look at every mark and record the new hash; "
                "if not, restore the file",
            )
        )

    def _not_found(self, code: str, place: Path, part: PartSelector) -> None:
        passage = nearest_passage(self.text, part.exact)
        notes: tuple[Note, ...] = ()
        if passage:
            shown = " ".join(passage.of(self.text).split())
            notes = (Note(self.source.location(passage), f"the nearest passage: {shown}"),)
        in_text = bool(match(self.text, TextQuote(part.exact)))
        self.diagnostics.append(
            Diagnostic(
                code,
                self.document.location(place),
                _why_not_found(code, in_text),
                found=f'"{part.exact}"',
                expected=f"words of {self.source.path}, exactly as they stand there",
                hint=_how_to_find(part, in_text) if notes else "",
                notes=notes,
            )
        )

    def _ambiguous(self, code: str, place: Path, found: Sequence[Span]) -> None:
        shown = found[:_SHOWN_PLACES]
        self.diagnostics.append(
            Diagnostic(
                code,
                self.document.location(place),
                f"this stands in the article in {len(found)} places",
                found=f'"{found[0].of(self.text)}"',
                expected="a text that stands there once, or context that tells the places apart",
                hint="write the one that is meant as below",
                notes=tuple(
                    Note(self.source.location(span), _flow_mapping(describe(self.text, span)))
                    for span in shown
                ),
            )
        )

    def _out_of_order(self, place: Path, found: Span, last: Span) -> None:
        self.diagnostics.append(
            Diagnostic(
                "parts-out-of-order",
                self.document.location(place),
                "this part stands before the part above it, or overlaps it",
                found=f'"{found.of(self.text)}"',
                expected="the parts of a quote in the order of the article",
                hint="put the parts into the order in which a reader meets them",
                notes=(
                    Note(self.source.location(last), "the part above"),
                    Note(self.source.location(found), "this part"),
                ),
            )
        )


def _why_not_found(code: str, in_text: bool) -> str:
    if not in_text:
        return "this does not stand in the article"
    if code == "mention-not-found":
        return "this stands in the article only within longer words, or not with this context"
    return "this stands in the article, but not with this context, or not so often"


def _how_to_find(part: PartSelector, in_text: bool) -> str:
    if in_text and (part.prefix or part.suffix or part.nth):
        return "correct prefix, suffix or nth, or leave them out"
    return "copy the words from the article"


def _placed_parts(place: Path, selector: AnySelector) -> Iterator[tuple[Path, PartSelector]]:
    for index, part in enumerate(parts_of(selector)):
        yield ((*place, index) if isinstance(selector, tuple) else place), part


def _text_quote(part: PartSelector) -> TextQuote:
    return TextQuote(part.exact, part.prefix or "", part.suffix or "", part.nth)


def _nearest(found: Sequence[Span], quote: Spans) -> list[Span]:
    """The places with the least distance to the quote: one, or several on a tie."""
    distances = [min(_distance(span, part) for part in quote) for span in found]
    return [
        span for span, distance in zip(found, distances, strict=True) if distance == min(distances)
    ]


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _in_word(character: str) -> bool:
    """Whether a character, or none, belongs to a word: letters, digits, and the marks on them."""
    return bool(character) and unicodedata.category(character)[0] in "LMN"


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _form_problem(hop: Hop, covered: Coverage) -> str:
    if hop.form in {"direct", "translated"} and covered != "all":
        where = "outside" if covered == "none" else "only in part within"
        return f"the form is {hop.form}, and the quote stands {where} quotation marks"
    if hop.form == "mixed" and covered != "some":
        where = "wholly within" if covered == "all" else "outside"
        return f"the form is mixed, and the quote stands {where} quotation marks"
    return ""


def _flow_mapping(quote: TextQuote) -> str:
    """A selector as a contributor can paste it into YAML."""
    fields = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    written = [f"{name}: {_scalar(value)}" for name, value in fields.items() if value]
    if quote.nth:
        written.append(f"nth: {quote.nth}")
    return f"{{{', '.join(written)}}}"


def _scalar(text: str) -> str:
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'

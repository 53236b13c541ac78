"""Find the spans of a briefing's marks in its texts: found, or a problem; nothing is guessed."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from article_briefings.anchoring._anchored import AnchoredBriefing, AnchoredClaim, Spans
from article_briefings.anchoring._effective import (
    speakers_and_actors,
    with_chain,
    with_defaults,
)
from article_briefings.anchoring._misfits import NOT_FROZEN, Misfits, unaligned
from article_briefings.anchoring._prominence import MOST_MARKS, unmarked_warnings
from article_briefings.anchoring._quotations import Coverage
from article_briefings.anchoring._saying import (
    act_of_saying,
    verdicts_on_saying,
)
from article_briefings.anchoring._selectors import TextQuote, as_written, is_word
from article_briefings.diagnostics import Diagnostic, Severity
from article_briefings.input import Document, Path, SourceText
from article_briefings.models import (
    AnySelector,
    Briefing,
    Budget,
    Claim,
    Span,
    TextName,
    paragraphs,
)

MAX_PLACES = 50_000
"""The most places in which the marks of one text may be found: a limit on work, not on style."""
MAX_WORK = 2_000_000
"""The most units of work for the search for the marks of one text, as `match` counts them: about
two seconds, and far more than marks that fit their text need."""


def anchor(
    slug: str,
    document: Document,
    source: SourceText,
    briefing: Briefing,
    translation: SourceText | None = None,
    names: Mapping[str, str] | None = None,
) -> tuple[AnchoredBriefing | None, list[Diagnostic]]:
    """Find every mark of a briefing in its text, or report why it cannot be found.

    `names` are those of the register, by actor: the text is marked wherever it has the name of an
    actor of a chain or event. The result has the whole chain of each claim and the whole cast.
    A text that is not frozen yet is a problem, but does not hide the others: a briefing whose
    marks all fit is returned along with it.
    """
    texts: dict[TextName, _Search] = {
        "original": _Search(document, source, "original", translation)
    }
    if translation:
        texts["translation"] = _Search(document, translation, "translation", source)
    unfrozen, problems = [], []
    for search in texts.values():
        recorded = briefing.recorded_hash(search.misfits.name)
        if recorded == NOT_FROZEN:
            unfrozen.append(search.misfits.not_frozen())
        elif recorded != search.source.sha256:
            problems.append(search.misfits.source_changed(recorded))
    article = None
    if not problems:
        try:
            article = _anchored(slug, with_defaults(briefing), texts, names or {})
            problems = [*_problems(texts), *unaligned(document, source, translation)]
        except TooManyPlaces as ended:
            problems = [ended.problem]
    rests_on = tuple(search.source.path for search in texts.values())
    problems = [replace(problem, rests_on=rests_on) for problem in problems]
    return (None if problems else article), [*unfrozen, *problems]


def notices(article: AnchoredBriefing) -> Iterator[Diagnostic]:
    """Notices: things in a briefing that are worth a look but are not problems."""
    texts = {name: Misfits(article.document, text, name) for name, text in article.texts}
    for index, anchored in enumerate(article.claims):
        claim, place = anchored.claim, ("claims", index)
        found = [act_of_saying(article.document, place, claim)]
        if not claim.attribution:
            found.append(texts[claim.quote_in].of_attribution(place, claim, 0, anchored.quote))
        yield from filter(None, found)
    if article.summary.extract and (long := texts["original"].of_extract()):
        yield long
    yield from _unmarked(article)


def _unmarked(article: AnchoredBriefing) -> Iterator[Diagnostic]:
    places = {anchored.claim.id: number for number, anchored in enumerate(article.claims)}
    in_order = [anchored.claim for anchored in article.claims_in_text_order()]
    for claim in unmarked_warnings(in_order):
        yield Diagnostic(
            "unmarked-warning",
            article.document.location(("claims", places[claim.id], "quote")),
            "the article does not mark these words for readers: "
            f"{MOST_MARKS} other claims come first",
            expected=f"at most {MOST_MARKS} claims that are refuted, misreported, key, disputed or "
            "doubtful",
            hint="use key: true for fewer claims",
            severity=Severity.NOTICE,
        )


def mark_places(
    document: Document, source: SourceText, briefing: Briefing, name: TextName = "original"
) -> dict[Path, Span]:
    """The place of each part of each mark in one text, for the parts that are found.

    For a mention it is the first place. The hash is not checked, so any version of a text can
    be searched.
    """
    search = _Search(document, source, name)
    with suppress(TooManyPlaces):
        for index, claim in enumerate(briefing.claims):
            if claim.quote_in == name:
                search.claim(index, claim, briefing)
            elif claim.counterpart is not None:
                search.quote(("claims", index, "counterpart"), claim.counterpart)
        for part in ("background", "events"):
            for index, marked in enumerate(getattr(briefing, part)):
                if marked.quote_in == name:
                    search.quote((part, index, "quote"), marked.quote)
        if name == "original":
            search.via_cues(briefing)
        search.mentions(briefing, {})
    return search.places


def _anchored(
    slug: str,
    briefing: Briefing,
    texts: dict[TextName, "_Search"],
    names: Mapping[str, str],
) -> AnchoredBriefing:
    """The briefing with its spans; marks with a problem have empty spans."""
    named = speakers_and_actors(briefing)
    marked_names = {name: names[name] for name in named if name in names}

    def quotes(part: str) -> tuple[Spans, ...]:
        return tuple(
            texts[one.quote_in].quote((part, index, "quote"), one.quote)
            for index, one in enumerate(getattr(briefing, part))
        )

    original, translation = texts["original"], texts.get("translation")
    via = original.via_cues(briefing)
    claims = tuple(
        replace(
            texts[claim.quote_in].claim(
                index, claim, briefing, via if claim.quote_in == "original" else ()
            ),
            counterpart=texts[claim.counterpart_in].quote(
                ("claims", index, "counterpart"), claim.counterpart
            )
            if claim.counterpart is not None
            else (),
        )
        for index, claim in enumerate(briefing.claims)
    )
    return AnchoredBriefing(
        slug,
        original.misfits.document,
        original.source,
        briefing.model_copy(update={"claims": tuple(claim.claim for claim in claims)}),
        names=tuple((name, marked_names.get(name, "")) for name in named),
        claims=claims,
        background=quotes("background"),
        events=quotes("events"),
        mentions=original.mentions(briefing, marked_names),
        translation=translation.source if translation else None,
        translated_mentions=translation.mentions(briefing, marked_names) if translation else (),
    )


def _problems(texts: dict[TextName, "_Search"]) -> Iterator[Diagnostic]:
    """The marks that do not fit; of the names, those that none of the texts contains."""
    for search in texts.values():
        yield from search.problems
    original, *others = texts.values()
    for place, problem in original.unmarked.items():
        if all(place in other.unmarked for other in others):
            yield problem


class TooManyPlaces(Exception):
    """Stops the work on a briefing whose marks occur everywhere; never leaves this package."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem)
        self.problem = problem


class _Search:
    """The search for the marks of a briefing in one of its texts, and their problems."""

    def __init__(
        self,
        document: Document,
        source: SourceText,
        name: TextName,
        other: SourceText | None = None,
    ) -> None:
        self.source, self.text = source, source.text
        self.starts = [paragraph.start for paragraph in paragraphs(source.text)]
        self.places_left, self.work = MAX_PLACES, Budget(MAX_WORK)
        self.found: dict[TextQuote, list[Span]] = {}  # many claims share a cue
        self.misfits = Misfits(document, source, name, other)
        self.problems: list[Diagnostic] = []
        self.places: dict[Path, Span] = {}
        """By the place of a mark's part in the file, where it is in the text."""
        self.unmarked: dict[Path, Diagnostic] = {}
        """By their places, the names that do not occur here; the other text may contain them."""

    def via_cues(self, briefing: Briefing) -> tuple[Spans, ...]:
        """The spans of the cue of each step that many claims share."""
        for number, via in enumerate(briefing.via):
            if via.last_paragraph > len(self.starts):
                place: Path = ("via", number, "paragraphs")
                self.problems.append(self.misfits.beyond(place, len(self.starts)))
        return tuple(
            self.quote(("via", number, "cue"), via.cue, "cue") if via.cue is not None else ()
            for number, via in enumerate(briefing.via)
        )

    def claim(
        self, index: int, claim: Claim, briefing: Briefing, via_cues: tuple[Spans, ...] = ()
    ) -> AnchoredClaim:
        """The spans of a claim's quote and cues; empty after a problem."""
        place: Path = ("claims", index)
        quote = self.quote((*place, "quote"), claim.quote)
        cues = tuple(
            self._cue((*place, "attribution", number, "cue"), hop.cue, quote)
            if quote and hop.cue is not None
            else ()
            for number, hop in enumerate(claim.attribution)
        )
        if not quote:
            return AnchoredClaim(claim, quote, cues)
        paragraph = bisect_right(self.starts, quote[0].start)
        whole, via = with_chain(claim, briefing, paragraph, Coverage.of(self.text, quote))
        own = len(claim.attribution)
        self.problems += verdicts_on_saying(self.misfits.document, place, whole, own)
        misfit = self.misfits.of_attribution(place, whole, own, quote)
        if misfit and misfit.severity is Severity.ERROR:
            self.problems.append(misfit)
        shared = tuple(via_cues[briefing.via.index(one)] if via_cues else () for one in via)
        return AnchoredClaim(whole, quote, (*cues, *shared))

    def quote(self, place: Path, selector: AnySelector, kind: str = "quote") -> Spans:
        """The spans of a quote's parts in document order; empty after a problem.

        `kind` is "cue" for a cue that must be unambiguous in the whole text.
        """
        spans: list[Span] = []
        for at, part in TextQuote.parts_of(place, selector):
            found = self._match(at, part)
            if spans:
                behind = [span for span in found if span.start >= spans[-1].end]
                if found and not behind:
                    self.problems.append(self.misfits.out_of_order(at, found[0], spans[-1]))
                    return ()
                found = behind
            span = self._only(kind, at, part, as_written(self.text, part.exact, found))
            if span is None:
                return ()
            spans.append(span)
        return tuple(spans)

    def _cue(self, place: Path, selector: AnySelector, quote: Spans) -> Spans:
        spans: list[Span] = []
        for at, part in TextQuote.parts_of(place, selector):
            found: Sequence[Span] = self._match(at, part)
            if len(found) > 1:
                self._spend(at, len(found))
                found = part.meant_by_cue(self.text, found, quote)
            span = self._only("cue", at, part, found)
            if span is not None:
                spans.append(span)
        return tuple(spans)

    def _only(self, kind: str, place: Path, part: TextQuote, found: Sequence[Span]) -> Span | None:
        """The place of a part; None after a problem if there is none or more than one."""
        if len(found) == 1:
            self.places[place] = found[0]
            return found[0]
        if found:
            self.problems.append(self.misfits.ambiguous(f"{kind}-ambiguous", place, found))
        else:
            self.problems.append(self.misfits.not_found(f"{kind}-not-found", place, part))
        return None

    def mentions(self, briefing: Briefing, names: Mapping[str, str]) -> tuple[Spans, ...]:
        """Every occurrence of every name, the longest first; no two overlap.

        `names`, by actor, need not be in the text, unlike those that the cast lists.
        """
        named = [
            (member, place, part)
            for member, cast in enumerate(briefing.cast)
            for number, selector in enumerate(cast.mentions)
            for place, part in TextQuote.parts_of(("cast", member, "mentions", number), selector)
        ]
        of_register: Path = ()
        named += [
            (member, of_register, TextQuote(names[cast.actor]))
            for member, cast in enumerate(briefing.cast)
            if cast.actor in names and names[cast.actor] not in cast.mentions
        ]
        covered = bytearray(len(self.text))  # by code point: whether a name covers it
        spans: list[list[Span]] = [[] for _ in briefing.cast]
        for member, place, part in sorted(named, key=lambda item: -len(item[2].exact)):
            matched = self._match(place, part)
            self._spend(place, len(matched))
            found = [span for span in matched if is_word(self.text, span)]
            free = [span for span in found if covered.find(1, span.start, span.end) < 0]
            if place:
                self._of_listed_name(place, part, found, free, sorted(spans[member]))
            end = 0
            for span in free:  # in order; they may overlap
                start, end = max(end, span.start), max(end, span.end)
                covered[start:end] = b"\1" * (end - start)
            spans[member] += free
        return tuple(tuple(sorted(group)) for group in spans)

    def _of_listed_name(
        self, place: Path, part: TextQuote, found: list[Span], free: list[Span], own: list[Span]
    ) -> None:
        """Record the place of a name of the cast, or its problem; `own` are the actor's marks."""
        if found:
            self.places[place] = found[0]
            if not free and not _in_any(own, found):
                self.unmarked[place] = self.misfits.overlapped(place, part, found[0])
        else:
            self.unmarked[place] = self.misfits.not_found("mention-not-found", place, part)

    def _match(self, place: Path, part: TextQuote) -> list[Span]:
        """The places of a part; each is counted once, however many marks share it."""
        found = self.found.get(part)
        if found is None:
            try:
                found = part.match(self.text, self.places_left + 1, self.work)
            except Budget.Spent:
                raise TooManyPlaces(self.misfits.too_much(place)) from None
            self.places_left -= len(found)
            if self.places_left < 0:
                raise TooManyPlaces(self.misfits.too_many(place, MAX_PLACES))
            self.found[part] = found
        return found

    def _spend(self, place: Path, number: int) -> None:
        """Count places that are examined again."""
        try:
            self.work.spend(number)
        except Budget.Spent:
            raise TooManyPlaces(self.misfits.too_much(place)) from None


def _in_any(spans: list[Span], found: list[Span]) -> bool:
    """Whether one of the found places begins in one of the spans, which are in order."""
    return any(
        (at := bisect_right(spans, span.start, key=lambda one: one.start)) > 0
        and span.start < spans[at - 1].end
        for span in found
    )

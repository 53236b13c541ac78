"""An imported article as a drafted briefing: marks that the checker finds, and nothing invented."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.drafting import Article, Beginning, DraftedBriefing, Given, NotEnough, begin
from generator.drafting.draft import DraftClaim, DraftStep, in_words, own_form
from generator.drafting.excerpts import shortened
from generator.drafting.ids import Ids
from generator.drafting.names import Named, find_names
from generator.drafting.selecting import cue_of, quote_of, snapped
from generator.drafting.speakers import NOBODY, Speaker
from generator.importing.model import Attribution, ImportedArticle, Mark, Remark
from generator.importing.register import Register
from generator.importing.standoff import shown
from generator.models import Span
from generator.models.scalars import MAX_LINE, MAX_TEXT, suggest_id
from generator.quotations import coverage
from generator.saved_page import SavedPage
from generator.selectors import TextQuote

MAX_CLAIMS = 1_000
"""The most claims of one article: what the format allows."""
_MAX_QUOTED = 250_000
"""The most bytes of all quotes of an article, so that its file stays within the loader's limit."""
_MAX_PARTS = 50
_LONGEST_REMARK = 400
_MAX_REMARKS = 100_000
"""The most characters of all comments of an article."""
_MAX_ATTRIBUTIONS = 3_000
"""So many are tried before the rest is left out: a bound on the work."""
_NAMELESS = "not named in the imported annotation"


@dataclass(frozen=True, slots=True)
class Imported:
    """A drafted briefing, the folder it belongs in, and what could not be carried over."""

    drafted: DraftedBriefing
    folder: str
    slug: str
    remarks: tuple[Remark, ...]


def draft_import(
    article: ImportedArticle, register: Register, today: dt.date
) -> Imported | tuple[Remark, ...]:
    """The briefing of an article, or why there is none."""
    try:
        beginning, remarks = _begin(article, register)
    except NotEnough as problem:
        return (Remark(article.origin, str(problem)),)
    claims = _Claims(article, register)
    drafted = tuple(claims.drafted())
    remarks += claims.remarks
    if not drafted:
        nothing = "no claim is left to import, and a briefing has at least one"
        return (*remarks, Remark(article.origin, nothing))
    briefing = DraftedBriefing(
        article=beginning.article,
        cast=tuple(_cast(article.text, register, drafted)),
        claims=drafted,
        events=(),
        new_actors={},
        annotator=article.metadata.annotator or _NAMELESS,
        today=today,
    )
    return Imported(briefing, beginning.folder, beginning.slug, tuple(remarks))


def _begin(article: ImportedArticle, register: Register) -> tuple[Beginning, list[Remark]]:
    about = article.metadata
    if not suggest_id(about.slug):
        named = shown(about.slug)
        raise NotEnough(f"no address can be made from {named}; give it a slug in the metadata")
    page = SavedPage(
        article.text,
        headline=about.title,
        author=about.author,
        date=about.published,
        language=about.language,
        url=about.url,
    )
    given = Given(
        slug=about.slug,
        date=about.published,
        language=about.language,
        outlet=register.outlet(about.outlet) or "",
        url=about.url,
    )
    beginning = begin(given, page, article.text, article.sha256, register.actors)
    remarks = []
    if about.outlet and not given.outlet:
        message = f"the outlet {shown(about.outlet)} is not in the register, and was left out"
        remarks.append(Remark(article.origin, message))
    known: Article = replace(beginning.article, dating=about.dating or _dating(about.published))
    return replace(beginning, article=known), remarks


def _dating(published: str) -> str:
    return f"DRAFT. The import gave {published}; write here what shows it."


def _cast(text: str, register: Register, claims: Sequence[DraftClaim]) -> tuple[Named, ...]:
    """The actors who speak, with those of their names that the text has."""
    speaking = {step.speaker.actor for claim in claims for step in claim.steps} - {""}
    names = [(actor, known) for actor, known in register.names if actor in speaking]
    found = sorted(find_names(text, names), key=lambda member: member.spans[0])
    # Once more in the order of the file, in which the checker gives each place to one name.
    in_order = find_names(text, [(member.actor, member.names) for member in found])
    silent = speaking - {member.actor for member in in_order}
    return (*in_order, *(Named(actor, (), ()) for actor in sorted(silent)))


class _Claims:
    """The claims of one article, and what is said of them."""

    def __init__(self, article: ImportedArticle, register: Register) -> None:
        self.article, self.text, self.register = article, article.text, register
        self.ids = Ids()
        self.remarks: list[Remark] = []
        self.comments_left = _MAX_REMARKS

    def drafted(self) -> Iterator[DraftClaim]:
        """A claim for each attribution that can be written."""
        count = quoted = 0
        for number, attribution in enumerate(self.article.attributions):
            content = attribution.content
            if number == _MAX_ATTRIBUTIONS:
                self._leave_rest(number)
                return
            spans = self._spans(content) if self._is_bounded(attribution) else ()
            quote = self._quote(content, spans)
            if not quote:
                continue
            words = in_words(self.text, spans)
            quoted += len(words.encode())
            if count == MAX_CLAIMS or quoted > _MAX_QUOTED:
                self._leave_rest(number)
                return
            count += 1
            yield DraftClaim(
                self.ids.of(words, "claim"),
                words,
                spans,
                quote,
                "fact",
                tuple(self._steps(attribution, spans)),
                tuple(self._comments(attribution)),
            )

    def _leave_rest(self, number: int) -> None:
        rest = self.article.attributions[number:]
        message = f"one briefing cannot hold this and what follows ({len(rest):,} contents)"
        self._leave_out(rest[0].content, message)

    def _is_bounded(self, attribution: Attribution) -> bool:
        tied = len(attribution.cues) + len(attribution.sources)
        if tied > _MAX_PARTS:
            message = f"it is tied to {tied:,} cues and sources; {_MAX_PARTS} are possible"
            self._leave_out(attribution.content, message)
        return tied <= _MAX_PARTS

    def _comments(self, attribution: Attribution) -> Iterator[str]:
        for remark in _remarks(attribution):
            if self.comments_left < len(remark):
                if self.comments_left:
                    message = "the article has more notes than its file can hold"
                    self._leave_out(attribution.content, message)
                self.comments_left = 0
                return
            self.comments_left -= len(remark)
            yield remark

    def _leave_out(self, mark: Mark, message: str) -> None:
        self.remarks.append(Remark(mark.origin, f"{mark.name}: {message}"))

    def _note(self, mark: Mark, message: str) -> None:
        self.remarks.append(Remark(mark.origin, f"{mark.name}: {message}", left_out=False))

    # --- places ---

    def _spans(self, mark: Mark) -> tuple[Span, ...]:
        """The parts of a mark without the spaces at their ends; none where it has no words."""
        if len(mark.spans) > _MAX_PARTS:
            self._leave_out(
                mark, f"it has {len(mark.spans)} parts; a mark has at most {_MAX_PARTS}"
            )
            return ()
        spans = tuple(span for part in mark.spans if (span := snapped(self.text, part)))
        if not any(c.isalnum() for span in spans for c in span.of(self.text)):
            self._leave_out(mark, "it has no letter or digit")
            return ()
        before, after = (_signs(self.text, parts) for parts in (mark.spans, spans))
        if before != after:
            self._note(mark, "it begins or ends within a letter, and was cut to whole ones")
        return spans

    def _quote(self, mark: Mark, spans: Sequence[Span]) -> tuple[TextQuote, ...]:
        found = [quote_of(self.text, span, MAX_TEXT) for span in spans]
        named = tuple(quote for quote in found if quote)
        if len(named) < len(spans):
            self._leave_out(mark, "its words are too long or too common to be told apart")
            return ()
        return named

    def _cue(self, marks: Sequence[Mark], quote: Sequence[Span]) -> tuple[TextQuote, ...]:
        """The words of all cues as one; empty where nothing is left."""
        parts: list[Span] = []
        for mark in marks:
            parts += self._spans(mark)
        if len(parts) > _MAX_PARTS:
            self._leave_out(marks[0], f"its cues have more than {_MAX_PARTS} parts")
            return ()
        found = []
        for span in sorted(set(parts)):
            named = cue_of(self.text, span, quote)
            if named is None:
                self._leave_out(marks[0], "the words of a cue are too common to be told apart")
                return ()
            found.append(named)
        return tuple(found)

    # --- steps ---

    def _steps(self, attribution: Attribution, quote: Sequence[Span]) -> Iterator[DraftStep]:
        """The step that the attribution tells of; none where the article speaks itself."""
        content, cues, sources = attribution.content, attribution.cues, attribution.sources
        if not cues and not sources:
            self._note(content, "it has neither source nor cue, and is in the article's own voice")
            return
        if not cues:
            self._note(content, "it has no cue; the words of its source stand in its place")
        cue = self._cue(cues or sources, quote)
        if not cue:
            self._note(content, "it was left in the article's own voice, for want of a cue")
            return
        speaker = self._speaker(attribution)
        yield DraftStep(speaker, cue, own_form(coverage(self.text, quote)))

    def _speaker(self, attribution: Attribution) -> Speaker:
        """The actor of the register whom the source's words name; else the words themselves."""
        sources = attribution.sources
        if not sources:
            self._note(attribution.content, "it has a cue and no source")
            return Speaker(unnamed=NOBODY)
        actors = {self._actor(source) for source in sources}
        if len(actors) == 1 and (actor := actors.pop()):
            return Speaker(actor)
        if len(sources) > 1:
            self._note(attribution.content, "it has several sources, which are one unnamed source")
        words = "; ".join(source.words(self.text) for source in sources)
        return Speaker(unnamed=shortened(words, MAX_LINE).strip() or NOBODY)

    def _actor(self, source: Mark) -> str:
        """The actor whom the words name, or words that mean the same; empty where none is sure."""
        own = self.register.named(source.words(self.text))
        if len(own) == 1:
            return own[0]
        same = {actor for words in source.also for actor in self.register.named(words)}
        if len(own) > 1 or len(same) > 1:
            self._note(source, "several actors of the register have this name; it is left unnamed")
            return ""
        return next(iter(same), "")


def _signs(text: str, spans: Sequence[Span]) -> str:
    return "".join("".join(span.of(text).split()) for span in spans)


def _remarks(attribution: Attribution) -> Iterator[str]:
    """Where the parts of a claim stand in the imported file, and what it says beside them."""
    for part, marks in (
        ("content", (attribution.content,)),
        ("cue", attribution.cues),
        ("source", attribution.sources),
    ):
        for mark in marks:
            places = ";".join(f"{span.start} {span.end}" for span in mark.spans)
            yield f"imported: {part} {mark.name} at {places} ({mark.origin})"[:_LONGEST_REMARK]
            yield from (_said(mark.name, note) for note in mark.notes)
    yield from (_said("the tie", note) for note in attribution.notes)


def _said(name: str, note: str) -> str:
    line = " ".join(note[: 2 * _LONGEST_REMARK].split())
    return f"imported: {name} says {line}"[:_LONGEST_REMARK]

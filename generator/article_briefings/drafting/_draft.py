"""Drafts a briefing from an article's text: claims, cast, events and new actors.

Everything here is a proposal in the words of the article. A person decides
which parts to keep.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from article_briefings.anchoring import Coverage, TextQuote
from article_briefings.diagnostics import NotEnough
from article_briefings.drafting._actors import Actors, DraftSpeaker, NewActor
from article_briefings.drafting._events import DraftEvent, events_of
from article_briefings.drafting._excerpts import MAX_QUOTE, Ids, Quoting, cut_within, shortened
from article_briefings.drafting._names import CastMember, cast_of, names_of_all
from article_briefings.drafting._speakers import Speakers
from article_briefings.drafting._speech import quotations, statements
from article_briefings.drafting._tokens import inner_sentences
from article_briefings.input import Value
from article_briefings.models import (
    MAX_TEXT,
    Actor,
    ClaimKind,
    EdtfDate,
    Form,
    Span,
    SpeechStep,
    Statement,
    paragraphs,
)

_MAX_CLAIMS = 300
_MAX_QUOTED = 250_000
"""The most bytes of the texts of all claims."""
_MAX_STEPS = 10
_PLACEHOLDER = 120


@dataclass(frozen=True, slots=True)
class Article:
    """An article before anybody has annotated it."""

    text: str
    sha256: str
    slug: str
    folder: str
    """The name of its folder, which begins with the first day on which it may be published."""
    language: str
    published: EdtfDate
    dating: str
    title: str
    outlet: str = ""
    """The id of an actor."""
    headline: str = ""
    author: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class DraftStep:
    """One step of a drafted attribution."""

    speaker: DraftSpeaker
    cue: tuple[TextQuote, ...]
    """Empty if only evidence shows the step."""
    form: Form | None = None
    """Only where it does not follow from the quotation marks."""
    shown_by: str = ""
    """The id of an evidence item."""
    identified_as: str = ""
    """The id of the actor who an unnamed source is."""


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A drafted claim, its place in the text, and the quote that identifies the place."""

    id: str
    text: str
    spans: tuple[Span, ...]
    quote: tuple[TextQuote, ...]
    kind: ClaimKind
    steps: tuple[DraftStep, ...]
    """Empty if no speaker was found, or if the claim is in the article's own voice."""
    remarks: tuple[str, ...] = ()
    """Notes for the person who reviews it, one line each."""
    extensions: Mapping[str, Any] = field(default_factory=dict)
    """JSON values by name."""
    own_voice: bool = False
    """Whether the article itself says it; if not, a claim without steps has an unknown speaker."""
    fields: Mapping[str, Value] = field(default_factory=dict)
    """Further fields by name, as in the file."""


@dataclass(frozen=True, slots=True)
class DraftUse:
    """A passage that calls for a background note."""

    note: str
    quote: tuple[TextQuote, ...]
    why: str
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftedBriefing:
    """A briefing before anybody has reviewed it."""

    article: Article
    cast: tuple[CastMember, ...]
    """All actors; the file lists those of whom it says more than the register and the text."""
    claims: tuple[DraftClaim, ...]
    events: tuple[DraftEvent, ...]
    new_actors: Mapping[str, NewActor]
    annotators: tuple[str, ...]
    today: dt.date
    background: tuple[DraftUse, ...] = ()
    extensions: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[Mapping[str, Value], ...] = ()
    """The fields of each item, as in the file."""

    @property
    def by_all_rules(self) -> bool:
        """Whether speakers and dates were searched for, and not only quotations."""
        return is_english(self.article.language)


def draft(
    article: Article,
    register: Mapping[str, Actor],
    annotator: str,
    today: dt.date,
    reserved: Collection[str] = (),
    read: Callable[[str, str], Iterable[Statement]] | None = None,
) -> DraftedBriefing:
    """Draft a briefing of an article with the actors of the register.

    `reserved` are ids that no new actor may have, for example those of unreadable files. `read`
    finds the claims instead of our rules.
    """
    text, quoting, ids = article.text, Quoting(article.text), Ids()
    day = article.published.latest or article.published.earliest or today
    actors = Actors(text, register, day, reserved)
    found = (read or _by_rules)(text, article.language)
    claims = tuple(_Claims(quoting, Speakers(text, actors), ids).drafted(found))
    events = events_of(quoting, article.published, ids) if is_english(article.language) else ()
    cast = _cast(text, actors, claims)
    used = {member.actor for member in cast}
    new = {name: actor for name, actor in sorted(actors.new.items()) if name in used}
    return DraftedBriefing(article, cast, claims, tuple(events), new, (annotator,), today)


def is_english(language: str) -> bool:
    """Whether the rules about words apply; in other languages only quotations are found."""
    return language.split("-")[0] == "en"


# --- claims ----------------------------------------------------------------------------------


def _by_rules(text: str, language: str) -> Iterator[Statement]:
    return statements(text) if is_english(language) else quotations(text)


class _Claims:
    """Drafts the claims of one article."""

    def __init__(self, quoting: Quoting, speakers: Speakers, ids: Ids) -> None:
        self.text, self.quoting, self.speakers, self.ids = quoting.text, quoting, speakers, ids

    def drafted(self, found: Iterable[Statement]) -> Iterator[DraftClaim]:
        """At least one claim."""
        count = quoted = 0
        for claim in filter(None, map(self._claim, found)):
            count += 1
            quoted += len(claim.text.encode())
            if count > _MAX_CLAIMS or quoted > _MAX_QUOTED:
                return
            yield claim
        if not count:
            yield self._placeholder()

    def _claim(self, statement: Statement) -> DraftClaim | None:
        parts = [part for span in statement.spans for part in self._short_enough(span)]
        spans = tuple(span for part in parts if (span := self.quoting.snapped(part)))
        quote = tuple(part for span in spans if (part := self.quoting.quote(span)))
        if not self.quoting.has_words(spans) or len(quote) < len(spans):
            return None
        steps, remarks = self._steps(statement.steps[:_MAX_STEPS], spans)
        words = " … ".join(span.of(self.text) for span in spans)
        words = shortened(" ".join(words.split()), MAX_TEXT)
        identifier = self.ids.of(words, "claim")
        return DraftClaim(identifier, words, spans, quote, statement.kind, steps, remarks)

    def _short_enough(self, span: Span) -> Iterator[Span]:
        """The span, or runs of its sentences if it is too long for one quote."""
        start = end = span.start
        for sentence in inner_sentences(self.text, span) if len(span) > MAX_QUOTE else ():
            if sentence.span.end - start > MAX_QUOTE and end > start:
                yield Span(start, end)
                start = sentence.span.start
            end = sentence.span.end
        yield Span(start, span.end)

    def _steps(
        self, chain: Sequence[SpeechStep], spans: Sequence[Span]
    ) -> tuple[tuple[DraftStep, ...], tuple[str, ...]]:
        """The steps; if a speaker or a cue is in doubt, no steps and the reasons.

        The quoted words are those of the last step unless another one has a form.
        """
        voice = next((number for number, step in enumerate(chain) if step.speech), 0)
        form = next(iter(Coverage.of(self.text, spans).forms), None)
        steps: list[DraftStep] = []
        doubts: dict[str, None] = {}
        for number, step in enumerate(chain):
            speaker = self.speakers.resolve(step)
            place = self.quoting.snapped(step.cue)
            cue = self.quoting.cue(place, spans) if place else None
            if speaker.doubt:
                doubts[speaker.doubt] = None
            elif cue is None:
                doubts[f"the cue of {speaker.actor or speaker.unnamed} cannot be quoted"] = None
            else:
                is_quoted = number == voice < len(chain) - 1
                steps.append(DraftStep(speaker, (cue,), form if is_quoted else None))
        return (() if doubts else tuple(steps)), tuple(doubts)

    def _placeholder(self) -> DraftClaim:
        """A claim made of the article's first words, because a briefing needs at least one."""
        for paragraph in paragraphs(self.text):
            length, _ = cut_within(paragraph.of(self.text), _PLACEHOLDER)
            begin = Span(paragraph.start, paragraph.start + length)
            span = self.quoting.snapped(begin) or self.quoting.snapped(paragraph)
            quote = (self.quoting.quote(span) or self.quoting.first(span)) if span else None
            if span and quote:
                words = " ".join(span.of(self.text).split())
                own = Coverage.of(self.text, [span]) == "none"
                identifier = self.ids.of(words, "claim")
                return DraftClaim(identifier, words, (span,), (quote,), "fact", (), own_voice=own)
        raise NotEnough(
            "no part of this text can be quoted: it is one very long word, or it repeats itself"
        )


# --- cast ------------------------------------------------------------------------------------


def _cast(text: str, actors: Actors, claims: Iterable[DraftClaim]) -> tuple[CastMember, ...]:
    """All actors that the text names or that speak in a claim, in the order of the text."""
    speaking = {step.speaker.actor for claim in claims for step in claim.steps}
    registered = {name: actor.name for name, actor in actors.register.items()}
    registered |= {name: actor.name for name, actor in actors.new.items()}
    names = [
        (actor, [*found, *actors.extra_names.get(actor, ())])
        for actor, found in names_of_all(actors.register)
    ]
    names += [(name, list(new.names)) for name, new in actors.new.items() if name in speaking]
    called = [(who, [one for one in own if actors.is_called(who, one)]) for who, own in names]
    return cast_of(text, called, speaking, registered, actors.roles)

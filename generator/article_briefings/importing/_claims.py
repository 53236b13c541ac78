"""Turns imported attributions into drafted claims."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from article_briefings.anchoring import Coverage, TextQuote
from article_briefings.drafting import DraftClaim, DraftSpeaker, DraftStep, kind_of, shortened
from article_briefings.importing._marking import MAX_PARTS, Marking
from article_briefings.importing._model import (
    Attribution,
    ImportedArticle,
    ImportedClaim,
    ImportedMark,
    ImportedStep,
)
from article_briefings.importing._register import ActorIndex
from article_briefings.importing._verdicts import further_fields
from article_briefings.models import MAX_TEXT, ClaimKind, Form, Span

MAX_CLAIMS = 1_000
"""The most claims that the format allows in one article."""
_LONGEST_REMARK = 400
_LONGEST_CUE = 200
"""The longest stretch from a source to its cue that may become the cue, in characters."""
_MAX_REMARKS = 100_000
"""The most characters in all comments of an article."""
_MAX_ATTRIBUTIONS = 3_000
"""How many are tried before the rest is left out, to limit the work."""


class Claims:
    """The claims of one article."""

    def __init__(
        self,
        article: ImportedArticle,
        register: ActorIndex,
        marking: Marking,
        language: str,
        evidence: Collection[str] = (),
    ) -> None:
        self.evidence = evidence
        self.names: dict[str, str] = {}
        """The ids of claims by those that the file has."""
        self.article, self.register = article, register
        self.marking, self.text = marking, marking.text
        self.comments_left = _MAX_REMARKS
        self.is_english = language.partition("-")[0].lower() == "en"
        self.all_loose = len(article.attributions) > 1 and not any(
            one.cues or one.sources or one.claim.id or one.claim.own_voice
            for one in article.attributions
        )

    def drafted(self) -> Iterator[DraftClaim]:
        """A claim for each attribution that can be written."""
        found = list(self._drafted())
        kinds = {claim.id: claim.kind for claim, _ in found}
        for claim, own in found:
            fields, questions = further_fields(claim, own, self.names, kinds)
            remarks = (*filter(self._has_room, questions), *claim.remarks)
            yield replace(claim, fields=fields, remarks=remarks)

    def _drafted(self) -> Iterator[tuple[DraftClaim, ImportedClaim]]:
        count, ids = 0, self.marking.ids
        for number, attribution in enumerate(self.article.attributions):
            content, claim = attribution.content, attribution.claim
            if number == _MAX_ATTRIBUTIONS:
                self._leave_rest(number)
                return
            tied = len(attribution.cues) + len(attribution.sources)
            if tied > MAX_PARTS:
                message = (
                    f"it is tied to {tied:,} cues and sources; at most {MAX_PARTS} are possible"
                )
                self.marking.leave_out(content, message)
                continue
            spans = self.marking.spans(content)
            quote = self.marking.quote(content, spans)
            if not quote:
                continue
            words = shortened(replace(content, spans=spans).words(self.text), MAX_TEXT)
            if count == MAX_CLAIMS or not self.marking.has_room(words):
                self._leave_rest(number)
                return
            count += 1
            kind, doubt = self._kind(attribution, claim.text or words)
            steps, missing = self._steps(attribution, spans)
            is_implied = claim.fields.get("implied") == "true"
            name = ids.reserve(claim.id) or ids.of(words, "claim")
            if claim.id:
                self.names.setdefault(claim.id, name)
            drafted = DraftClaim(
                name,
                claim.text or words,
                spans,
                quote,
                kind,
                steps,
                (*filter(None, (doubt, missing)), *self._comments(attribution)),
                self.marking.extensions(content.origin, attribution.extensions),
                own_voice=claim.own_voice
                and (is_implied or Coverage.of(self.text, spans) != "all"),
            )
            yield drafted, claim
        if self.all_loose and count:
            message = (
                f"none of its {count:,} passages has a source or a cue, so every speaker is unknown"
            )
            self.marking.remarks.note(self.article.origin, message)

    def _leave_rest(self, number: int) -> None:
        rest = self.article.attributions[number:]
        message = "one briefing cannot hold this content and the following ones"
        self.marking.leave_out(rest[0].content, f"{message} ({len(rest):,} in all)")

    def _kind(self, attribution: Attribution, words: str) -> tuple[ClaimKind, str]:
        """The kind in the annotation, else a guess, and the draft's remark about it."""
        if attribution.claim.kind:
            return attribution.claim.kind, ""
        cue = " ".join(mark.words(self.text) for mark in attribution.cues)
        guess = kind_of(cue, words) if self.is_english else None
        if guess:
            return guess[0], f"the kind is a guess, from “{guess[1]}”"
        return "fact", "nothing shows the kind; is it a fact?"

    def _has_room(self, comment: str) -> bool:
        self.comments_left -= len(comment)
        return self.comments_left >= 0

    def _comments(self, attribution: Attribution) -> Iterator[str]:
        for remark in _comments(attribution):
            if self.comments_left < len(remark):
                if self.comments_left:
                    message = "the article has more notes than its file can hold"
                    self.marking.leave_out(attribution.content, message)
                self.comments_left = 0
                return
            self.comments_left -= len(remark)
            yield remark

    # --- steps ---

    def _steps(
        self, attribution: Attribution, quote: Sequence[Span]
    ) -> tuple[tuple[DraftStep, ...], str]:
        """The steps of the attribution, and a remark if these are not enough."""
        content, claim = attribution.content, attribution.claim
        if claim.steps:  # the file uses the terms of our own format
            found = (self._own_step(content, step, quote) for step in claim.steps)
            forms = Coverage.of(self.text, quote).forms
            return _with_forms([*filter(None, found)], forms), ""
        if claim.own_voice:
            return (), ""
        if not attribution.cues and not attribution.sources:
            if not self.all_loose and not claim.id:
                self.marking.note(content, "it has neither source nor cue; its speaker is unknown")
            return (), ""
        cue = self._cue(attribution, quote)
        speaker = self._speaker(attribution)
        if cue:
            return (DraftStep(speaker, cue),), ""
        name = speaker.actor or speaker.unnamed
        message = f"no words of the article can be its cue; the import says that {name} speaks"
        self.marking.note(content, message)
        return (), f"imported: {message}"[:_LONGEST_REMARK]

    def _cue(self, attribution: Attribution, quote: Sequence[Span]) -> tuple[TextQuote, ...]:
        """The words that attribute the content: its cues, else the words of its source."""
        content, sources = attribution.content, attribution.sources
        cues = [mark for mark in attribution.cues if self.marking.quoting.has_words(mark.spans)]
        if not cues and sources:
            why = "its cue has no letter" if attribution.cues else "it has no cue"
            self.marking.note(content, f"{why}; the words of its source are used instead")
        for marks in filter(None, (cues, sources)):
            parts = [span for mark in marks for span in self.marking.spans(mark)]
            cue = self.marking.cue(marks[0], parts, quote)
            if cue:
                return cue
        return self._cue_around(attribution, quote) if sources else ()

    def _cue_around(self, attribution: Attribution, quote: Sequence[Span]) -> tuple[TextQuote, ...]:
        """The stretch from the source to its cue, for words that are too common by themselves."""
        marks = (*attribution.cues, *attribution.sources)
        spans = [span for mark in marks for span in mark.spans]
        around = Span(min(span.start for span in spans), max(span.end for span in spans))
        whole = self.marking.quoting.snapped(around) if len(around) <= _LONGEST_CUE else None
        if whole is None or any(
            part.start < whole.end and whole.start < part.end for part in quote
        ):
            return ()
        return self.marking.cue(attribution.content, [whole], quote)

    def _own_step(
        self, content: ImportedMark, step: ImportedStep, quote: Sequence[Span]
    ) -> DraftStep | None:
        cue: tuple[TextQuote, ...] = ()
        if step.cue:
            mark = replace(content, spans=step.cue)
            cue = self.marking.cue(mark, self.marking.spans(mark), quote)
        is_shown = step.shown_by in self.evidence
        if not cue and (step.cue or not is_shown):
            return None
        known = step.actor in self.register.actors
        words = step.words or step.actor
        speaker = DraftSpeaker(step.actor) if known else DraftSpeaker.of_words(words)
        identified = step.identified_as if step.identified_as in self.register.actors else ""
        if not (cue and is_shown and speaker.unnamed):
            identified = ""
        shown_by = step.shown_by if not cue or identified else ""
        return DraftStep(speaker, cue, step.form, shown_by, identified)

    # --- speakers ---

    def _speaker(self, attribution: Attribution) -> DraftSpeaker:
        """The registered actor named by the words of the source; else the words themselves."""
        sources = attribution.sources
        if not sources:
            self.marking.note(attribution.content, "it has a cue but no source")
        actors = {self._actor(source) for source in sources}
        if len(actors) == 1 and (actor := actors.pop()):
            return DraftSpeaker(actor)
        if len(sources) > 1:
            message = "its several sources become one unnamed source"
            self.marking.note(attribution.content, message)
        return DraftSpeaker.of_words("; ".join(source.words(self.text) for source in sources))

    def _actor(self, source: ImportedMark) -> str:
        """The actor named by the words of a source or by their equivalents; empty if uncertain."""
        own = self.register.named(source.words(self.text))
        if len(own) == 1:
            return own[0]
        same = {actor for words in source.also for actor in self.register.named(words)}
        if len(own) > 1 or len(same) > 1:
            message = "several actors of the register have this name; it is left unnamed"
            self.marking.note(source, message)
            return ""
        return next(iter(same), "")


def _with_forms(steps: Sequence[DraftStep], forms: Sequence[Form]) -> tuple[DraftStep, ...]:
    """Steps without forms that the quotation marks of the text forbid, or that follow from them.

    The first of the `forms` is that of the last stated step if no step has one.
    """
    stated = [step for step in steps if step.cue]
    given = [step for step in stated if step.form in forms]
    follows = given == stated[-1:] and all(step.form == forms[0] for step in given)
    kept = [] if follows else given
    return tuple(step if step in kept else replace(step, form=None) for step in steps)


def _comments(attribution: Attribution) -> Iterator[str]:
    """Comments on where the parts of a claim are in the imported file, and on its notes."""
    for part, marks in (
        ("content", (attribution.content,)),
        ("cue", attribution.cues),
        ("source", attribution.sources),
    ):
        for mark in marks:
            places = ";".join(f"{span.start} {span.end}" for span in mark.spans)
            yield f"imported: {part} {mark.name} at {places} ({mark.origin})"[:_LONGEST_REMARK]
            yield from (_note(mark.name, note) for note in mark.notes)
    yield from (_note("the tie", note) for note in attribution.notes)


def _note(name: str, note: str) -> str:
    line = " ".join(note[: 2 * _LONGEST_REMARK].split())
    return f"imported: {name} says {line}"[:_LONGEST_REMARK]

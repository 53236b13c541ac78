"""The messages of anchoring: diagnostics for marks that do not fit their text."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from article_briefings.anchoring._quotations import Coverage
from article_briefings.anchoring._selectors import TextQuote
from article_briefings.diagnostics import Diagnostic, Note, Severity
from article_briefings.input import Document, Path, SourceText
from article_briefings.models import Briefing, Claim, Span, TextName, paragraphs, word_places

NOT_FROZEN = "0" * 64
"""The placeholder for the hash of a text, for those who cannot compute it."""
_OTHER: dict[TextName, TextName] = {"original": "translation", "translation": "original"}
MAX_EXTRACT_WORDS = 150
"""The most words of an extract that is quoted without a licence."""
_SHOWN_PLACES = 4
_CONTEXT = 120
"""About how many characters of context a message proposes; beyond that it uses a number."""
_HINTED = 40
"""The number of marks in a text for which the nearest passage is looked for, and for which the
distinguishing context is: both read the whole text, 40 times in about a second."""
_PART = {"all": "the whole", "some": "part of the"}
_SPEAKERS = {
    "all": "the speaker; or, in a draft, unknown",
    "some": "the speaker, if the quoted words are somebody's",
}
_OWN_VOICE_HINTS = {
    "all": "name the speaker with the cue; if the article itself says it and quotes only a word or "
    "a title, mark the words around it as well",
    "some": "no change is needed if the marks are around a title, or around words that the "
    "article only distances itself from",
}
_FORM_HINTS = {
    "all": "make the step of the person quoted direct (or translated)",
    "some": "make the step of the person quoted mixed; or mark only the quoted words",
    "none": "make the step indirect; or mark the quoted words",
}


def hashed_text(problem: Diagnostic, document: Document) -> TextName:
    """The text that a problem with a recorded or missing hash concerns."""
    place = Briefing.HASHES["translation"]
    here = (place, place[:-1]) if place[:-1] in document.values else ()
    at = (problem.location.line, problem.location.column)
    starts = (document.location(path) for path in here)
    of_translation = any(at == (start.line, start.column) for start in starts)
    return "translation" if of_translation else "original"


def _hashes_of_same_words(text: str) -> Iterator[str]:
    """The hashes of a text as other editors would have saved it."""
    body = text.replace("\r\n", "\n").removesuffix("\n")
    for mark, last, end in product(("", "\ufeff"), ("", "\n"), ("\n", "\r\n")):
        saved = mark + (body + last).replace("\n", end)
        yield hashlib.sha256(saved.encode()).hexdigest()


@dataclass(frozen=True)
class Misfits:
    """Builds the diagnostics of one briefing's marks in one of its texts."""

    document: Document
    source: SourceText
    name: TextName = "original"
    other: SourceText | None = None
    """The other text, which may contain what this one lacks."""
    hinted: set[tuple[str, TextQuote]] = field(default_factory=set, compare=False)
    """The marks for which the nearest passage has been looked for."""
    described: set[Path] = field(default_factory=set, compare=False)
    """The marks whose places have been described one by one."""

    def source_changed(self, recorded: str) -> Diagnostic:
        """The text is not the one that was annotated."""
        hint = (
            "if the change is intended, check every mark and record the new hash; "
            "if not, restore the file"
        )
        if recorded in _hashes_of_same_words(self.source.text):
            hint = (
                "no word differs: an editor or git has changed the line endings, the last one, or "
                "the byte-order mark; restore the file, for example with git checkout, and keep "
                "git from changing it with the line “*.txt -text” in .gitattributes"
            )
        return Diagnostic(
            "source-changed",
            self.document.location(Briefing.HASHES[self.name]),
            f"{self.source.path} is not the text that was annotated",
            found=f"sha256: {recorded}",
            expected=f"sha256: {self.source.sha256}",
            hint=hint,
        )

    def not_frozen(self) -> Diagnostic:
        """The hash of the text is recorded as zeros; the marks are checked all the same."""
        return Diagnostic(
            "not-frozen",
            self.document.location(Briefing.HASHES[self.name]),
            f"{self.source.path} is not frozen yet: its recorded hash is all zeros",
            found=f"sha256: {NOT_FROZEN}",
            expected=f"sha256: {self.source.sha256}",
            hint="when the text is final, replace the zeros with the expected number",
        )

    def of_extract(self) -> Diagnostic | None:
        """A notice if an extract is longer than a quotation should be."""
        words = len(word_places(self.source.text))
        if words <= MAX_EXTRACT_WORDS:
            return None
        return Diagnostic(
            "extract-too-long",
            self.document.location(("source", "extract")),
            f"this extract has {words} words",
            expected=f"at most {MAX_EXTRACT_WORDS} words, and at most a third of the article",
            hint="quote only what the claims need; no change is needed if a licence allows more",
            severity=Severity.NOTICE,
        )

    def too_many(self, place: Path, limit: int) -> Diagnostic:
        """The marks occur in more places than anybody could read."""
        return Diagnostic(
            "too-many-places",
            self.document.location(place),
            "with this, the briefing's marks match too many places",
            expected=f"at most {limit:,} places in total",
            hint="mark longer text: a single letter or sign is almost everywhere",
        )

    def too_much(self, place: Path) -> Diagnostic:
        """The search for the marks takes more work than the marks of any article need."""
        return Diagnostic(
            "too-many-places",
            self.document.location(place),
            "with this, the briefing's marks take too long to find",
            expected="fewer marks, or marks whose words are rarer in the text",
            hint="mark longer text, and each passage once; later marks were not searched for",
        )

    def not_found(self, code: str, place: Path, part: TextQuote) -> Diagnostic:
        """The words are not in the text; the nearest passage is shown, but never used."""
        text = self.source.text
        in_text = bool(TextQuote(part.exact).match(text, limit=1))
        if not in_text:
            message = "this is not in the article"
        elif code == "mention-not-found":
            message = "this is in the article only within longer words, or not with this context"
        else:
            message = "this is in the article, but not with this context, or not so often"
        hint, notes = self._nearest(code, part, in_text)
        files = self.source.path
        if self.other and code == "mention-not-found":  # names are searched in both texts
            files += f" or {self.other.path}"
        return Diagnostic(
            code,
            self.document.location(place),
            message,
            found=f'"{part.exact}"',
            expected=f"words of {files}, exactly as they appear there",
            hint=self._in_the_other(code, place, part) or hint,
            notes=notes,
        )

    def _nearest(self, code: str, part: TextQuote, in_text: bool) -> tuple[str, tuple[Note, ...]]:
        """A hint and the nearest passage, for the first marks, each time they come up."""
        if len(self.hinted) < _HINTED:
            self.hinted.add((code, part))
        if (code, part) not in self.hinted:
            looked = f"the nearest passage is shown for {_HINTED} marks of a text"
            return f"{looked}: correct those first", ()
        passage = part.nearest_passage(self.source.text)
        if passage is None:
            return "", ()
        shown = " ".join(passage.of(self.source.text).split())
        note = Note(self.source.location(passage), f"the nearest passage: {shown}")
        if in_text and (part.prefix or part.suffix or part.nth):
            return "correct prefix, suffix or nth, or leave them out", (note,)
        return "copy the words from the article", (note,)

    def _in_the_other(self, code: str, place: Path, part: TextQuote) -> str:
        """What to do if the words are in the article's other text; empty if they are not."""
        if code == "mention-not-found" or self.other is None:
            return ""
        if not part.match(self.other.text, limit=1):
            return ""
        there = _OTHER[self.name]
        if "counterpart" in place:
            return f"these words are in the {there}, like the quote: name those of the {self.name}"
        if code == "cue-not-found":
            return f"these words are in the {there}: a quote and its cues must be in the same text"
        return f"these words are in the {there}: add quote_in: {there} below the quote"

    def ambiguous(self, code: str, place: Path, found: Sequence[Span]) -> Diagnostic:
        """The words occur in several places; each is shown with its distinguishing context."""
        text = self.source.text
        self.described.add(place)
        shown = found[:_SHOWN_PLACES] if len(self.described) <= _HINTED else ()
        return Diagnostic(
            code,
            self.document.location(place),
            f"this appears in {len(found)} places in the article",
            found=f'"{found[0].of(text)}"',
            expected="text that appears once, or context that tells the places apart",
            hint="write the intended one as below"
            if shown
            else f"the places are shown for {_HINTED} marks of a text: correct those first",
            notes=tuple(
                Note(
                    self.source.location(span),
                    _flow_mapping(TextQuote.describe(text, span, _CONTEXT)),
                )
                for span in shown
            ),
        )

    def out_of_order(self, place: Path, found: Span, last: Span) -> Diagnostic:
        """A part of a quote comes before the part listed above it."""
        return Diagnostic(
            "parts-out-of-order",
            self.document.location(place),
            "this part is before the part above it in the article, or overlaps it",
            found=f'"{found.of(self.source.text)}"',
            expected="the parts of a quote in the order of the article",
            hint="put the parts in the order in which a reader meets them",
            notes=(
                Note(self.source.location(last), "the part above"),
                Note(self.source.location(found), "this part"),
            ),
        )

    def beyond(self, place: Path, paragraphs: int) -> Diagnostic:
        """A step that claims share names a paragraph that the text does not have."""
        return Diagnostic(
            "bad-paragraphs",
            self.document.location(place),
            f"{self.source.path} has {paragraphs} paragraph{'' if paragraphs == 1 else 's'}",
            expected="numbers of paragraphs of the article, counted from 1",
            hint="headings count too; leave paragraphs: out for all of them",
        )

    def overlapped(self, place: Path, part: TextQuote, span: Span) -> Diagnostic:
        """A name occurs only where other actors' names occur."""
        return Diagnostic(
            "mention-taken",
            self.document.location(place),
            "this name marks nothing: a longer or earlier name is marked wherever it appears",
            found=f'"{part.exact}"',
            expected="a name that marks at least one place for this actor",
            hint="remove the name, or add context that selects the intended places",
            notes=(Note(self.source.location(span), "the first place"),),
        )

    def of_attribution(
        self, place: Path, claim: Claim, own: int, quote: Sequence[Span]
    ) -> Diagnostic | None:
        """A claim's attribution disagrees with the quotation marks around its quote.

        `own` is the number of the claim's own steps, which precede those of `via`.
        A notice if only some words of a claim in the article's own voice are in quotation marks.
        """
        covered = Coverage.of(self.source.text, quote)
        problem = covered.problem_of(claim)
        silent = claim.attribution or claim.speaker_unknown or claim.implied
        if problem is None and (silent or covered == "none"):
            return None
        at: Path = (*place, "attribution")
        notes = (Note(self.source.location(quote[0]), "the quote in the article"),)
        if problem is None:
            return Diagnostic(
                "quoted-own-voice",
                self.document.location(at),
                f"{_PART[covered]} quote is in quotation marks, but there is no speaker",
                found="attribution: []",
                expected=_SPEAKERS[covered],
                hint=_OWN_VOICE_HINTS[covered],
                notes=notes,
                severity=Severity.ERROR if covered == "all" else Severity.NOTICE,
            )
        found = ""
        if problem.step is not None and problem.step < own:
            at = (*at, problem.step, "form")
            found = f"form: {claim.attribution[problem.step].form}"
        return Diagnostic(
            "form-mismatch",
            self.document.location(at),
            problem.message,
            found=found,
            expected="a form that agrees with the quotation marks of the article",
            hint=_FORM_HINTS[covered],
            notes=notes,
        )


def unaligned(
    document: Document, source: SourceText, translation: SourceText | None
) -> Iterator[Diagnostic]:
    """The translation's paragraphs do not correspond to the article's, so none can be paired."""
    if translation is None:
        return
    one, other = paragraphs(source.text), paragraphs(translation.text)
    if len(one) == len(other):
        return
    number = min(len(one), len(other))
    longer, beyond = (source, one) if len(one) > len(other) else (translation, other)
    yield Diagnostic(
        "translation-misaligned",
        document.key_location(("source", "translation")),
        f"{source.path} has {len(one)} paragraph{'' if len(one) == 1 else 's'}, "
        f"and {translation.path} has {len(other)}",
        expected="a translation with a paragraph for each of the article's, in the same order",
        hint="join or split the lines of the translation where the article does; "
        "then record its new hash",
        notes=(Note(longer.location(beyond[number]), "the first paragraph without a counterpart"),),
    )


def _flow_mapping(quote: TextQuote) -> str:
    """A selector as a contributor can paste it into YAML."""
    fields = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    escaped = {
        name: " ".join(value.split()).replace("\\", "\\\\").replace('"', '\\"')
        for name, value in fields.items()
    }
    written = [f'{name}: "{value}"' for name, value in escaped.items() if value]
    if quote.nth:
        written.append(f"nth: {quote.nth}")
    return f"{{{', '.join(written)}}}"

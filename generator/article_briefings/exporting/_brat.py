"""Claims as brat's standoff annotation (https://brat.nlplab.org/standoff.html).

Each article is `SLUG.txt` and `SLUG.ann`, its translation, if claims are quoted from it,
`SLUG.translation.txt` and `.ann`. A claim's quote is a `Content`, the cue of each step a `Cue` that
is the trigger of an event, and the words for its speaker a `Source`. The verdict on whether it is
so is an attribute of the content, the one on whether a step said it an attribute of the event:
steps that the article does not state have no words, so a verdict on them is not in brat. Offsets
count code points. A span over several lines stays one, with spaces for the line ends in its words.

`briefings import brat` reads all of it and yields the same quotes and cues.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import get_args

from article_briefings.anchoring import AnchoredBriefing, AnchoredClaim, TextQuote
from article_briefings.corpus import Corpus
from article_briefings.models import (
    ClaimKind,
    Form,
    Hop,
    Said,
    So,
    Span,
    TextName,
    one_line,
    paragraphs,
)
from article_briefings.pages import sentence_of

FORMAT = 2
CONFIGURATION, TABLE = "annotation.conf", "metadata.tsv"
_COLUMNS = ("name", "slug", "title", "published", "dating", "language", "outlet", "url", "author")
_MOST_PLACES = 1_000


def files(corpus: Corpus) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Every file of the collection, and the bytes of each."""
    yield CONFIGURATION, iter((_configuration(corpus.declared.kinds).encode(),))
    yield TABLE, _table(corpus)
    for article in corpus.articles:
        for name in _texts(article):
            stem = _stem(article, name)
            yield f"{stem}.txt", iter((article.text(name).encode(),))
            yield f"{stem}.ann", iter((standoff(corpus, article, name).encode(),))


def standoff(corpus: Corpus, article: AnchoredBriefing, name: TextName = "original") -> str:
    """The `.ann` file of one of an article's texts."""
    writing = _Writing(corpus, article, name)
    for claim in article.claims_in_text_order():
        if claim.claim.quote_in == name:
            writing.claim(claim)
    return "".join(f"{line}\n" for line in writing.lines)


def _texts(article: AnchoredBriefing) -> Iterator[TextName]:
    """The article, and its translation if claims are quoted from it."""
    quoted = {claim.claim.quote_in for claim in article.claims}
    return (name for name, _ in article.texts if name == "original" or name in quoted)


def _stem(article: AnchoredBriefing, name: TextName) -> str:
    return article.slug if name == "original" else f"{article.slug}.{name}"


@dataclass
class _Writing:
    """The lines of one file, and the numbers assigned so far."""

    corpus: Corpus
    article: AnchoredBriefing
    name: TextName
    lines: list[str] = field(default_factory=list)
    names: dict[tuple[str, tuple[Span, ...]], str] = field(default_factory=dict)
    """The names of text-bound annotations by label and spans: each is written once."""
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.article.text(self.name)
        self.paragraphs = paragraphs(self.text)
        members = enumerate(self.article.briefing.cast)
        spans = self.article.mentions_in(self.name)
        self.mentions = {cast.actor: spans[number] for number, cast in members}

    def claim(self, anchored: AnchoredClaim) -> None:
        """The lines of a claim: its content, and an event for each step that the article states."""
        claim = anchored.claim
        content = self._bound("Content", anchored.quote)
        self._line("A", f"Kind {content} {claim.kind}")
        if claim.so:
            self._line("A", f"So {content} {claim.so.verdict}")
        for label, applies in (("Key", claim.key), ("Implied", claim.implied)):
            if applies:
                self._line("A", f"{label} {content}")
        described = f"{claim.id}: {sentence_of(claim, self.corpus.name_of).plain}"
        found = f" ({claim.finding})" if claim.finding else ""
        self._line("#", f"AnnotatorNotes {content}\t{one_line(described + found)}")
        voice = "unknown" if claim.speaker_unknown else "own-voice" if claim.own_voice else ""
        if voice:
            self._line("A", f"Speaker {content} {voice}")
        for step, (hop, cue) in enumerate(zip(claim.attribution, anchored.cues, strict=True)):
            if cue:
                self._step(content, hop, cue, claim.said_of(step))

    def _step(self, content: str, hop: Hop, cue: tuple[Span, ...], said: Said | None) -> None:
        trigger = self._bound("Cue", tuple(sorted(cue)))
        place = self._source(hop, cue[0])
        who = f" Source:{self._bound('Source', (place,))}" if place else ""
        event = self._line("E", f"Cue:{trigger}{who} Content:{content}")
        if hop.form:
            self._line("A", f"Form {event} {hop.form}")
        if said:
            self._line("A", f"Said {event} {said.verdict}")
        source = hop.actor or f"unnamed: {hop.unnamed}"
        self._line("#", f"AnnotatorNotes {event}\t{one_line(source)}")

    def _bound(self, label: str, spans: tuple[Span, ...]) -> str:
        name = self.names.get((label, spans))
        if name is None:
            fragments = ";".join(f"{span.start} {span.end}" for span in spans)
            # A line end or a tab would end the line or the field.
            words = " ".join(re.sub(r"[\r\n\t]", " ", span.of(self.text)) for span in spans)
            name = self.names[label, spans] = self._line("T", f"{label} {fragments}\t{words}")
        return name

    def _line(self, kind: str, rest: str) -> str:
        number = self.counts[kind] = self.counts.get(kind, 0) + 1
        self.lines.append(f"{kind}{number}\t{rest}")
        return f"{kind}{number}"

    def _source(self, hop: Hop, cue: Span) -> Span | None:
        """The mention of a step's actor in the paragraph of its cue, nearest to the cue."""
        if hop.actor:
            places: Sequence[Span] = self.mentions.get(hop.actor, ())
        else:
            quote = TextQuote(hop.unnamed or "")
            places = quote.match(self.text, limit=_MOST_PLACES)
        starts = [paragraph.start for paragraph in self.paragraphs]
        home = self.paragraphs[bisect_right(starts, cue.start) - 1]
        near = [place for place in places if home.contains(place)]
        return min(near, key=lambda place: (place.distance(cue), place), default=None)


def _table(corpus: Corpus) -> Iterator[bytes]:
    """The metadata of each text, in the columns that `briefings import` reads."""
    yield f"{chr(9).join(_COLUMNS)}\n".encode()
    for article in corpus.articles:
        source = article.briefing.source
        for name in _texts(article):
            cells = (
                _stem(article, name),
                article.slug if name == "original" else "",
                source.headline or article.briefing.title,
                source.published.text,
                source.dating,
                article.briefing.language_of(name),
                source.outlet or "",
                source.url or "",
                source.author or "",
            )
            yield f"{chr(9).join(map(one_line, cells))}\n".encode()


def _configuration(own: Iterable[str]) -> str:
    """brat's configuration of the collection (https://brat.nlplab.org/configuration.html).

    `own` are the project's own kinds of claims.
    """
    kinds, forms = "|".join((*get_args(ClaimKind), *own)), "|".join(get_args(Form))
    said = "|".join(get_args(Said.model_fields["verdict"].annotation))
    so = "|".join(get_args(So.model_fields["verdict"].annotation))
    return (
        f"# briefings export brat, format {FORMAT}\n"
        "[entities]\nContent\nSource\n\n[relations]\n\n"
        "[events]\nCue\tSource*:Source, Content*:Content\n\n"
        f"[attributes]\nKind\tArg:Content, Value:{kinds}\n"
        "Speaker\tArg:Content, Value:own-voice|unknown\n"
        f"Form\tArg:Cue, Value:{forms}\nSaid\tArg:Cue, Value:{said}\n"
        f"So\tArg:Content, Value:{so}\nKey\tArg:Content\nImplied\tArg:Content\n"
    )

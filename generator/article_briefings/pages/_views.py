"""The views from which pages are built. Plain text throughout; the renderer escapes it.

`href`s are relative to their page, and the site therefore works under any path.
Dates are words. A `markdown` field holds CommonMark that the template passes
through the `markdown` filter.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import category

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.language import Direction, Language, day_words
from article_briefings.models import UNSPACED, Source, Span, TextName
from article_briefings.pages import _labels as labels
from article_briefings.pages._claim_words import Sentence, VerdictWords
from article_briefings.pages._markup import undirected

EXCERPT = 40
"""The number of words after which lists cut a quotation."""
_MARKS = tuple('"“”„«»「」『』')
_WHITE = re.compile(r"[\t\n\r ]+")
_UNITS = re.compile(rf"(?P<letter>[{UNSPACED}])|[^\s{UNSPACED}]{{1,40}}")


class LinkView(NamedTuple):
    """A name and its link; `href` is empty for a name without a page."""

    text: str
    href: str = ""


class SourceView(NamedTuple):
    """A document that shows something."""

    title: str
    publisher: str
    date: str
    url: str
    archived_url: str
    retrieved: str
    language: str
    """The BCP 47 tag of its title; empty if unknown."""
    language_name: str
    note: str
    drawn: str = ""
    """Whose report it copies: "Fars, from IRNA"."""
    id: str = ""
    """The item's anchor; empty on pages whose sources have none."""
    used_by: tuple[LinkView, ...] = ()
    """The claims and events that rest on it."""


def source_view(
    source: Source, identifier: str = "", drawn: str = "", used_by: tuple[LinkView, ...] = ()
) -> SourceView:
    """A source or evidence item as pages show it."""
    return SourceView(
        title=source.title,
        publisher=source.publisher,
        date=source.date.display() if source.date else "",
        url=source.url or "",
        archived_url=source.archived_url or "",
        retrieved=day_words(source.retrieved) if source.retrieved else "",
        language=labels.tongue_of(source.title, source.language or ""),
        language_name=Language(source.language).name if source.language else "",
        note=source.note or "",
        drawn=drawn,
        id=identifier,
        used_by=used_by,
    )


class Quotation(NamedTuple):
    """Words of the article, or of its translation, part by part."""

    parts: tuple[str, ...]
    language: str
    direction: Direction
    bare: bool = False
    """Whether the words have quotation marks of their own at an end, and get no others."""
    cut: bool = False
    """Whether further words follow that are not shown."""

    @property
    def plain(self) -> str:
        """The words as plain text, in quotation marks."""
        parts = self.parts if self.bare else [f"“{part}”" for part in self.parts]
        return " … ".join(parts) + " …" * self.cut


def quotation(article: AnchoredBriefing, spans: Iterable[Span], name: TextName) -> Quotation:
    """Words of one of an article's texts, in its language."""
    language = article.briefing.language_of(name)
    text = article.text(name)
    parts = tuple(span.of(text) for span in spans)
    return Quotation(parts, language, Language(language).direction, _has_marks(parts))


def excerpt(parts: Iterable[str], language: str) -> Quotation:
    """A quotation for lists, cut after `EXCERPT` words.

    Five letters of a script without spaces count as two words.
    """
    whole = [undirected(_WHITE.sub(" ", part)) for part in parts]
    shown = list(_first_words(whole))
    direction = Language(language).direction
    return Quotation(tuple(shown), language, direction, _has_marks(shown), cut=shown != whole)


def _has_marks(parts: Iterable[str]) -> bool:
    """Whether words begin or end with quotation marks of their own."""
    return any(part.startswith(_MARKS) or part.endswith(_MARKS) for part in parts)


def _first_words(parts: Iterable[str]) -> Iterator[str]:
    left = 5 * EXCERPT
    for part in parts:
        end = 0
        for unit in _UNITS.finditer(part):
            left -= 2 if unit["letter"] else 5
            if left < 0:
                if end:
                    yield part[: _end_of_character(part, end)]
                return
            end = unit.end()
        yield part


def _end_of_character(text: str, end: int) -> int:
    """The same place, or the end of the marks and joined signs that belong to the letter before."""
    while end < len(text) and (
        category(text[end]) in ("Mn", "Mc", "Me", "Cf")
        or text[end] in "\u0e33\u0eb3"  # vowels of Thai and Lao that Unicode calls letters
        or "\U0001f3fb" <= text[end] <= "\U0001f3ff"  # colours of skin
        or text[end - 1] == "\u200d"
    ):
        end += 1
    return end


class ChainStep(NamedTuple):
    """One step of a claim's chain, from the origin outwards."""

    link_word: str
    """The message that joins the step to the sentence, such as "carried by %(name)s"; or empty."""
    name: LinkView
    unnamed: bool
    stated: bool
    """Whether the article states the step; if not, only evidence shows it."""
    form: str
    cue: str
    """The article's words."""
    cue_href: str
    identified_as: LinkView | None
    evidence: LinkView | None
    """The evidence for a step, or an identity, that the article does not state."""


class ChainView(NamedTuple):
    """How a claim reached the reader."""

    steps: tuple[ChainStep, ...]
    adds: bool
    """Whether the steps that the article states say more than who says it."""
    own_voice: bool
    extract: bool
    """Whether only an extract of the article is annotated."""
    published_in: LinkView | None
    hand: str
    """The distance of the origin from the article: "first-hand", "presented as second-hand", ..."""


class SentenceLink(NamedTuple):
    """A claim behind who says it, and its place."""

    sentence: Sentence
    href: str


class RelatedClaimView(NamedTuple):
    """Another claim, and its relation to this one."""

    verb: str
    """"contradicts", "is supported by", ..."""
    claim: SentenceLink
    article: LinkView | None
    """The article of the other claim, unless it is on this page."""


class ClaimRow(NamedTuple):
    """A claim wherever claims are listed. Its first fields are in the order that never changes."""

    sentence: Sentence
    quote: Quotation
    """The article's words, cut if they are many."""
    verdicts: VerdictWords
    finding: str
    href: str
    article: LinkView
    date: str
    kind: str
    form: str
    implied: bool
    """Whether the words only suggest it or take it for granted."""
    chain: ChainView
    related: tuple[RelatedClaimView, ...]
    draft: bool
    """Whether nobody has checked it yet, or its briefing is not finished."""

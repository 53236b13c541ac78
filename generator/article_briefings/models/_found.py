"""What is found in a text before anybody has annotated it; packages of others return it too."""

from collections.abc import Sequence
from dataclasses import dataclass

from article_briefings.models._declarations import ClaimKind
from article_briefings.models._text import Span


@dataclass(frozen=True, slots=True)
class SpeechStep:
    """One step: the words that name the speaker (None if nobody is named) and the cue."""

    subject: Span | None
    cue: Span
    speech: bool = False
    """Whether the words are quoted directly from this speaker."""
    passive: bool = False
    """Whether the article leaves the speaker out: "we have been assured"."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of the article that somebody says, with the steps from their origin to the article."""

    spans: tuple[Span, ...]
    steps: tuple[SpeechStep, ...]
    kind: ClaimKind = "fact"
    quotation: bool = False
    """Whether the words are a quotation in quotation marks."""
    inherited: bool = False
    """Whether the speaker is carried over from the preceding words, since these name nobody."""
    is_open: bool = False
    """Whether a quotation runs to the end of its paragraph without a closing mark."""


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article that an importer has found. Fields that it does not know are empty."""

    name: str
    """Its name in messages; its address on the site is made from it."""
    text: str
    """The article's paragraphs."""
    title: str = ""
    published: str = ""
    """A date in EDTF."""
    language: str = ""
    outlet: str = ""
    """The name of the outlet, which may be in the register."""
    url: str = ""
    author: str = ""
    statements: Sequence[Statement] | None = None
    """Its claims; None to find them by the rules of `briefings new`."""

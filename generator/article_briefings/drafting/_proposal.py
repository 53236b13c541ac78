"""Writes the file of an actor whom imported annotations name, for a person to review."""

from collections.abc import Iterable

from article_briefings.drafting._document import actor_yaml
from article_briefings.drafting._naming import type_of_name
from article_briefings.drafting._speakers import NewActor
from article_briefings.drafting._tokens import words_of
from article_briefings.models import Span


def proposed_actor(name: str, aliases: Iterable[str], why: str) -> str:
    """The text of the file of an actor of this name, its type guessed; `why` is its comment."""
    tokens = words_of(name, Span(0, len(name)))
    kind, _ = type_of_name(tokens, tokens, titled=False)
    return actor_yaml(NewActor(name, kind, guessed=True, aliases=tuple(aliases)), why)

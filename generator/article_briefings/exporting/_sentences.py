"""The names of actors, for the sentences that put a claim behind who says it."""

from collections.abc import Callable

from article_briefings.corpus import Corpus


def names(corpus: Corpus) -> Callable[[str], str]:
    """Returns an actor's name, given its id."""
    return lambda actor: corpus.actors[actor].title

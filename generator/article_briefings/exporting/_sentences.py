"""A claim behind who says it: exports show no claim without its speaker."""

from collections.abc import Callable

from article_briefings.corpus import Corpus
from article_briefings.models import Claim
from article_briefings.pages import Sentence, sentence_of


def names(corpus: Corpus) -> Callable[[str], str]:
    """Returns an actor's name, given its id."""
    return lambda actor: corpus.actors[actor].title


def sentence(corpus: Corpus, claim: Claim) -> Sentence:
    """Who says it, and what."""
    return sentence_of(claim, names(corpus))

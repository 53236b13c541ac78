"""A rule of another package."""


def short_claims(corpus):
    """Nothing is too short."""
    return corpus.articles[:0]

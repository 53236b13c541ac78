"""A rule of another package, with a bug: a corpus has no such field."""


def short_claims(corpus):
    """Nothing is too short."""
    return corpus.no_such_field

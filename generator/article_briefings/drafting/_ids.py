"""Makes ids from words of the article."""

from article_briefings.drafting._lexicon import DANGLING
from article_briefings.models import RESERVED_IDS, id_problem, suggest_id

_WORDS = 6
_LENGTH = 50


class Ids:
    """Assigns unique ids to claims and events."""

    def __init__(self) -> None:
        self.used: set[str] = set(RESERVED_IDS)

    def given(self, identifier: str) -> str:
        """Reserve a given id; returns it, or an empty string if it is invalid or in use."""
        if id_problem(identifier) or identifier in self.used:
            return ""
        self.used.add(identifier)
        return identifier

    def of(self, words: str, fallback: str) -> str:
        """An id from the first words of a text."""
        stem = id_words(words, _WORDS, _LENGTH)
        if id_problem(stem):
            stem = fallback
        identifier, number = stem, 1
        while identifier in self.used or (number == 1 and stem == fallback):
            number += 1
            identifier = f"{stem}-{number - (stem == fallback)}"
        self.used.add(identifier)
        return identifier


def id_words(words: str, count: int, limit: int) -> str:
    """An id of at most `count` words and `limit` characters that does not break off in a phrase.

    Empty if no characters remain for an id.
    """
    given = words.split()
    parts = [part for part in suggest_id(" ".join(given[:count])).split("-") if part]
    whole = len(given) <= count
    while len(parts) > 1 and len("-".join(parts)) > limit:
        parts.pop()
        whole = False
    while not whole and len(parts) > 2 and parts[-1] in DANGLING:
        parts.pop()
    return "-".join(parts)[:limit].strip("-")

"""Placeholders for text that only a person can write; no finished file may contain them.

The code that writes drafts and the rule against placeholders use the same list.
"""

import re
from enum import StrEnum

_SIGN = "DRAFT."


class Placeholder(StrEnum):
    """The first words of texts in a draft, each for a field that nobody has written yet."""

    BLUF = f"{_SIGN} In at most 60 words: who says what, through whom, and how sure we are."
    DATE_GIVEN = f"{_SIGN} The date was given when the draft was made; write here what shows it."
    DATE_IMPORTED = f"{_SIGN} The import gave {{published}}; write here what shows it."
    DATE_IN_NAME = (
        f"{_SIGN} The date stands in the name of the imported file; write here what shows it."
    )
    REASON = f"{_SIGN} Write here why: what was wrong, and what shows it."
    ANNOTATOR = f"{_SIGN} The imported annotation does not say who made it"
    YOUR_NAME = "your-name"
    """Used in the briefing that docs/about/contributing.md offers for copying."""

    @staticmethod
    def is_in(text: str) -> bool:
        """Whether a text is still a placeholder: by its sign, or by its words without the sign."""
        # Most texts are short: ids, cues, dates and choices.
        return bool(_BEGINNING.match(text) or (len(text) >= _SHORTEST and _SENTENCE.search(text)))


def _pattern(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s+")


#: The words of each placeholder without the sign; for one with a gap, those after the gap.
_WORDS = sorted({one.removeprefix(_SIGN).rpartition("}")[2].strip(" ;.") for one in Placeholder})
_SENTENCES = [one for one in _WORDS if " " in one]
_SHORTEST = min(map(len, _SENTENCES))
_SENTENCE = re.compile("|".join(map(_pattern, _SENTENCES)))
_BEGINNING = re.compile(
    rf"\s*(?:{re.escape(_SIGN)}|(?:{'|'.join(map(_pattern, _WORDS))})\s*\Z)",
)

"""Guesses the kind of a claim from English words in its cue and its content.

A guess is only a proposal in a draft, and the draft names the words on which it is based.
"""

import re

from article_briefings.drafting._lexicon import KINDS, OBJECT, PHRASES, SAYING
from article_briefings.models import ClaimKind

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_LONGEST = 2_000
"""How many characters of a content are searched."""
_CONTENT: tuple[tuple[ClaimKind, re.Pattern[str]], ...] = (
    (
        "commitment",
        re.compile(
            r"\b(?:I|[Ww]e)(?:[’']ll| will| shall| won[’']t| (?:pledge|promise|vow|undertake)|"
            r"(?: a|[’'])m going to| are going to|[’']re going to)\b"
        ),
    ),
    (
        "position",
        re.compile(
            r"\b(?:I|[Ww]e) (?:do not |don[’']t )?"
            r"(?:believe|think|hope|want|support|oppose|favou?r|prefer|welcome|reject)\b"
        ),
    ),
    (
        "demand",
        re.compile(
            r"\b(?:must|should|ought to|needs? to|has to|have to)\b"
            r"(?! have\b| be (?:noted|said)\b| (?:say|admit)\b)"
        ),
    ),
    (
        "prediction",
        re.compile(
            r"(?<!the )(?<!political )(?<!good )(?<!free )(?<!his )(?<!her )(?<!their )(?<!our )"
            r"\b(?:will|won[’']t|shall|would(?! have\b| like\b)|"
            r"(?:is|are) (?:going|likely|unlikely|expected|set|due) to)\b"
        ),
    ),
)


def kind_of(cue: str, content: str) -> tuple[ClaimKind, str] | None:
    """The kind that the words suggest, and those words; None if nothing suggests one."""
    asked = "?" in content
    words = [word.lower() for word in _WORD.findall(cue)]
    for size in (6, 5, 4, 3, 2, 1):
        for at in range(len(words) - size + 1):
            run = tuple(words[at : at + size])
            verb = PHRASES.get(run) or (_verb(run[0]) if size == 1 else "")
            if verb in KINDS and not (asked and verb == "ask"):
                return KINDS[verb], " ".join(run)
    if asked:
        return None
    for kind, pattern in _CONTENT:
        found = pattern.search(content, 0, _LONGEST)
        if found:
            return kind, found[0]
    return None


def _verb(word: str) -> str:
    return SAYING.get(word) or OBJECT.get(word, "")

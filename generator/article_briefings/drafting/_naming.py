"""Decides whether the words before a cue are a name, and of which type of actor.

A name is written with capitals within a sentence. Nouns for people and bodies
are not names, however they are written: "Neighbours", "the Ministry", "Senior
Officials". Such a source is left unnamed.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from article_briefings.drafting._lexicon import DETERMINERS, PREPOSITIONS
from article_briefings.drafting._lexicon_names import (
    BODY_NOUNS,
    FEMALE_NAMES,
    HUMAN_NOUNS,
    HUMAN_PLURALS,
    MALE_NAMES,
    NAME_WORDS,
    NO_NAMES,
    SURNAMES,
    TITLES,
)
from article_briefings.drafting._people import begins_name
from article_briefings.drafting._tokens import Token, words_of
from article_briefings.models import ActorType, Span

_ORGANISATIONS = frozenset().union(*NAME_WORDS.values())
_NEAR = 60
_BEFORE = re.compile(r"(?<![\w’'.-])(?:[^\W\d_][\w’'.-]*,? ){1,4}\Z")
_JUNIOR = re.compile(r" (?:(?:Jr|Sr)\b\.?|I{2,3}\b|IV\b)")
_AFTER = re.compile(r"(?: [^\W\d_][\w’'-]*){1,3}")
_MOST_PLACES = 20
"""How many occurrences of a surname are searched for a full name before it."""


def name_in(words: Sequence[Token]) -> Sequence[Token]:
    """The capitalised words that may name the speaker; empty if the phrase has no such head."""
    return _person_of(words) or _name_at_end(words)


def is_name(text: str, words: Sequence[Token], run: Sequence[Token]) -> bool:
    """Whether a run of capitalised words in a phrase names somebody."""
    if _is_role(words, run) or all(word.lower in BODY_NOUNS for word in run):
        return False
    if any(word.lower in TITLES for word in run) or _is_acronym(run[-1]):
        return True
    if run[-1].lower in NAME_WORDS["outlet"] and _before(words, run) == "the":
        return True  # "the Times", though the text counts times too
    return not (_opens_only(text, words, run) or _is_common(text, run))


def titles_before(words: Sequence[Token], run: Sequence[Token]) -> int:
    """How many words of a run end with a title: two of "Foreign Minister Ada Fable".

    All of them, if the run is only a title; but "Dr. King Jr." ends with a surname.
    """
    end = len(run) - (len(run) > 1 and _JUNIOR.fullmatch(f" {run[-1].text}") is not None)
    if end > 1 and run[end - 1].lower in SURNAMES and run[0] is words[0]:
        end -= 1
    return max((n for n, word in enumerate(run[:end], 1) if word.lower in TITLES), default=0)


def full_names(text: str, name: str) -> Sequence[Sequence[Token]]:
    """The names of two or more words in a text that end in `name`, without titles.

    If there are none, the names of persons that begin with it: "Kim Jong Un".
    """
    if is_human(name.lower()) or name.lower() in BODY_NOUNS:
        return []
    ending, beginning = [], []
    for place in islice(re.finditer(rf"\b{re.escape(name)}\b", text), _MOST_PLACES):
        before = _BEFORE.search(text, max(0, place.start() - _NEAR), place.start())
        after = _AFTER.match(text, place.end(), place.end() + _NEAR)
        junior = _JUNIOR.match(text, place.end())
        start, end = before.start() if before else place.start(), place.end()
        end = junior.end() if junior else end
        run: list[Token] = []
        for word in _name_at_end(words_of(text, Span(start, end))):
            run = [*run, word] if word.span.end == end or begins_name(word.text) else []
        if len(run) > 1 and not (after and after[0].split()[0].lower() in _ORGANISATIONS):
            ending.append(run)
        elif after:
            words = words_of(text, Span(place.start(), after.end()))
            stop = next((n for n, w in enumerate(words) if n and not begins_name(w.text)), None)
            if stop != 1 and type_of_name(words, words[:stop], titled=True)[0] == "person":
                beginning.append(words[:stop])
    return ending or beginning


def given_names(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The names in a sentence that consist of a known given name and at least one more word."""
    for at, token in enumerate(tokens):
        if token.capitalised and token.lower in MALE_NAMES | FEMALE_NAMES:
            end = at + 1
            while end < len(tokens) and tokens[end].capitalised and begins_name(tokens[end].text):
                end += 1
            if end > at + 1 and not (at and tokens[at - 1].lower in MALE_NAMES | FEMALE_NAMES):
                yield tokens[at:end]


def type_of_name(
    words: Sequence[Token], run: Sequence[Token], titled: bool
) -> tuple[ActorType, bool]:
    """The type of actor that the words of a name suggest, and whether it is only a guess."""
    for kind, nouns in NAME_WORDS.items():
        if any(word.lower in nouns for word in run):
            return ("outlet" if kind == "outlet" else "organisation"), False
    if _before(words, run) == "the" or _is_acronym(run[-1]):
        return "organisation", not _is_acronym(run[-1])
    has_human = any(word.lower in HUMAN_NOUNS for word in words)
    return "person", not (titled or has_human)


def is_human(word: str) -> bool:
    """Whether a word in lower case is a noun for people, in the singular or the plural."""
    return word in HUMAN_NOUNS or is_plural(word)


def is_plural(word: str) -> bool:
    """Whether a word in lower case is a noun for several people."""
    singulars = {word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ies')}y"}
    return word in HUMAN_PLURALS or bool((singulars - {word}) & HUMAN_NOUNS)


def _is_role(words: Sequence[Token], run: Sequence[Token]) -> bool:
    """Whether a run is a role, not a name: "Senior Officials", "the Opposition Leader"."""
    head = run[-1].lower
    if not is_human(head) or not all(word.capitalised for word in run):
        return False  # "Association of Teachers" is a name
    others = run[:-1]
    role = all(is_human(word.lower) or word.lower in BODY_NOUNS for word in others)
    return is_plural(head) or role or _before(words, run) in DETERMINERS


def _opens_only(text: str, words: Sequence[Token], run: Sequence[Token]) -> bool:
    """Whether the one word of a run is capitalised only because it opens a sentence."""
    if len(run) > 1 or run[0] is not words[0]:
        return False
    # A name also appears elsewhere, after some word: "Tom Whistle", "by Whistle".
    return re.search(rf"[\w,] {re.escape(run[0].text)}\b", text) is None


def _is_common(text: str, run: Sequence[Token]) -> bool:
    """Whether the text also has the words in lower case: "Local Pensioners", "local pensioners"."""
    words = text[run[0].span.start : run[-1].span.end].lower()
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _before(words: Sequence[Token], run: Sequence[Token]) -> str:
    """The word before a run, in lower case; empty if the phrase begins with the run."""
    before = [word for word in words if word.span.end <= run[0].span.start]
    return before[-1].lower if before else ""


def _is_acronym(word: Token) -> bool:
    return word.text.isupper() and len(word.text) > 1


def _person_of(words: Sequence[Token]) -> Sequence[Token]:
    """The name before the first "of" or "from": "Rita Watch of the group Open Doors"."""
    first = next((n for n, w in enumerate(words) if w.lower in ("of", "from", "at", "with")), 0)
    run = _name_at_end(words[:first])
    own = [word for word in run if word.lower not in TITLES and not _says_organisation(word)]
    named = len(own) == len(run) > 1 or 0 < len(own) < len(run)
    return run if named and run[-1].lower not in TITLES else ()


def _name_at_end(words: Sequence[Token]) -> Sequence[Token]:
    """The name at the head of a phrase: its last capitalised words, or those before "of"/"at"."""
    start = len(words)
    while start > 0 and _is_of_name(words, start - 1):
        start -= 1
    owner = max((n for n in range(start, len(words) - 2) if _is_owner(words, n)), default=None)
    start = start if owner is None else owner + 1  # "The Post’s Nora Novel"
    run = words[start:]
    before = start
    while before > 0 and words[before - 1].lower in DETERMINERS:
        before -= 1
    if not run or not before:
        return run
    joint = words[before - 1].lower
    if joint in ("of", "for", "and") and before > 1 and _says_organisation(words[before - 2]):
        whole = _name_at_end(words[: before - 1])  # "Ministry of the Interior"
        if whole and whole[-1] is words[before - 2] and _is_short_title(whole):
            return [*whole, *words[before - 1 : start], *run]
    if joint in PREPOSITIONS:
        person = next(given_names(run), ()) or _after_title(run)
        if person:
            return person  # "Secretary of State Ada Fable"
        # "... for International Cooperation Mohammad Ahadi": a name after a long office
        return run[-2:] if len(run) > 3 else _name_at_end(words[: before - 1])
    return () if joint in ("and", "’", "'") else run


def _is_of_name(words: Sequence[Token], at: int) -> bool:
    word = words[at]
    if word.text == "&" and 0 < at < len(words) - 1:
        return words[at - 1].capitalised and words[at + 1].capitalised
    return word.capitalised and word.lower not in DETERMINERS | NO_NAMES


def _after_title(run: Sequence[Token]) -> Sequence[Token]:
    last = max((n for n, word in enumerate(run, 1) if word.lower in TITLES), default=len(run))
    return run[last:] if len(run) - last > 1 else ()


def _is_owner(words: Sequence[Token], at: int) -> bool:
    owns = words[at].text.endswith(("’s", "'s"))
    return owns and not any(_says_organisation(word) for word in words[at + 1 :])


def _is_short_title(whole: Sequence[Token]) -> bool:
    return len(whole) <= 2


def _says_organisation(word: Token) -> bool:
    return word.capitalised and any(word.lower in words for words in NAME_WORDS.values())

"""Judges words as names: whether they name somebody, which type of actor, gender and office.

A name is written with capitals within a sentence. Nouns for people and bodies
are not names, however they are written: "Neighbours", "the Ministry", "Senior
Officials". Such a source is left unnamed.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal

from article_briefings.drafting._lexicon import (
    DAYS,
    DETERMINERS,
    FUNCTION_WORDS,
    POSSESSIVES,
    PREPOSITIONS,
)
from article_briefings.drafting._lexicon_names import (
    BODY_NOUNS,
    FEMALE_NAMES,
    FEMALE_WORDS,
    HONORIFICS,
    HUMAN_NOUNS,
    HUMAN_PLURALS,
    MALE_NAMES,
    MALE_WORDS,
    NAME_WORDS,
    NO_NAMES,
    OFFICE_FORMS,
    OFFICES,
    SURNAMES,
    TITLES,
)
from article_briefings.drafting._tokens import Token, words_of
from article_briefings.models import Actor, ActorType, Role, Span

Gender = Literal["male", "female", ""]
_WORD = re.compile(r"[^\W\d_]+")
_NO_GIVEN_NAME = FUNCTION_WORDS | DAYS | TITLES | HUMAN_NOUNS | HUMAN_PLURALS
_GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES
_ORGANISATIONS = frozenset().union(*NAME_WORDS.values())
_RANKS = frozenset(("vice", "deputy"))
_NEAR = 60
_BEFORE = re.compile(r"(?<![\w’'.-])(?:[^\W\d_][\w’'.-]*,? ){1,4}\Z")
_JUNIOR = re.compile(r" (?:(?:Jr|Sr)\b\.?|I{2,3}\b|IV\b)")
_AFTER = re.compile(r"(?: [^\W\d_][\w’'-]*){1,3}")
_MOST_PLACES = 20
"""How many occurrences of a surname are searched for a full name before it."""


# --- nouns -----------------------------------------------------------------------------------


def is_human(word: str) -> bool:
    """Whether a word in lower case is a noun for people, in the singular or the plural."""
    return word in HUMAN_NOUNS or is_plural(word)


def is_plural(word: str) -> bool:
    """Whether a word in lower case is a noun for several people."""
    singulars = {word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ies')}y"}
    return word in HUMAN_PLURALS or bool((singulars - {word}) & HUMAN_NOUNS)


def _says_organisation(word: Token) -> bool:
    return word.capitalised and word.lower in _ORGANISATIONS


# --- names in a phrase -----------------------------------------------------------------------


def begins_name(word: str) -> bool:
    """Whether a capitalised word before a name can be part of it: "Hillary" before "Clinton"."""
    lower = word.lower().rstrip(".")
    if not word[:1].isupper() or lower in _NO_GIVEN_NAME:
        return False
    is_opening = lower.endswith(("ing", "ed", "ly", "ern")) and not word.isupper()
    return not is_opening or lower in _GIVEN_NAMES


def name_in(words: Sequence[Token]) -> Sequence[Token]:
    """The capitalised words that may name the speaker; empty if the phrase has no such head."""
    # The name before the first "of" or "from": "Rita Watch of the group Open Doors".
    first = next((n for n, w in enumerate(words) if w.lower in ("of", "from", "at", "with")), 0)
    run = _name_at_end(words[:first])
    own = [word for word in run if word.lower not in TITLES and not _says_organisation(word)]
    is_person = len(own) == len(run) > 1 or 0 < len(own) < len(run)
    return run if is_person and run[-1].lower not in TITLES else _name_at_end(words)


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
        if 0 < len(whole) <= 2 and whole[-1] is words[before - 2]:
            return [*whole, *words[before - 1 : start], *run]
    if joint in PREPOSITIONS:
        titled = max((n for n, word in enumerate(run, 1) if word.lower in TITLES), default=len(run))
        person = next(given_names(run), ()) or (run[titled:] if len(run) - titled > 1 else ())
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


def _is_owner(words: Sequence[Token], at: int) -> bool:
    owns = words[at].text.endswith(POSSESSIVES)
    return owns and not any(map(_says_organisation, words[at + 1 :]))


def is_name(text: str, words: Sequence[Token], run: Sequence[Token]) -> bool:
    """Whether a run of capitalised words in a phrase names somebody."""
    if _is_role(words, run) or all(word.lower in BODY_NOUNS for word in run):
        return False
    if any(word.lower in TITLES for word in run) or _is_acronym(run[-1]):
        return True
    if run[-1].lower in NAME_WORDS["outlet"] and _before(words, run) == "the":
        return True  # "the Times", though the text counts times too
    name = text[run[0].span.start : run[-1].span.end]
    if len(run) == 1 and run[0] is words[0] and not re.search(rf"[\w,] {re.escape(name)}\b", text):
        return False  # a capital that opens a sentence; a name also occurs as in "by Whistle"
    # Words that the text also has in lower case are no name: "Local Pensioners".
    return re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", text) is None


def _is_role(words: Sequence[Token], run: Sequence[Token]) -> bool:
    """Whether a run is a role, not a name: "Senior Officials", "the Opposition Leader"."""
    head = run[-1].lower
    if not is_human(head) or not all(word.capitalised for word in run):
        return False  # "Association of Teachers" is a name
    role = all(is_human(word.lower) or word.lower in BODY_NOUNS for word in run[:-1])
    return is_plural(head) or role or _before(words, run) in DETERMINERS


def _before(words: Sequence[Token], run: Sequence[Token]) -> str:
    """The word before a run, in lower case; empty if the phrase begins with the run."""
    before = [word for word in words if word.span.end <= run[0].span.start]
    return before[-1].lower if before else ""


def _is_acronym(word: Token) -> bool:
    return word.text.isupper() and len(word.text) > 1


def titles_before(words: Sequence[Token], run: Sequence[Token]) -> int:
    """How many words of a run end with a title: two of "Foreign Minister Ada Fable".

    All of them, if the run is only a title; but "Dr. King Jr." ends with a surname.
    """
    end = len(run) - (len(run) > 1 and _JUNIOR.fullmatch(f" {run[-1].text}") is not None)
    if end > 1 and run[end - 1].lower in SURNAMES and run[0] is words[0]:
        end -= 1
    return max((n for n, word in enumerate(run[:end], 1) if word.lower in TITLES), default=0)


def role_before(words: Sequence[Token]) -> Sequence[Token]:
    """The office or occupation before a name: "union leader" in "the union leader Tom Whistle"."""
    offices = (HUMAN_NOUNS | TITLES) - HONORIFICS
    ends = (n for n, word in enumerate(words[:-1], 1) if word.lower in offices)
    end = max(ends, default=0)
    start = 0
    while start < end and words[start].lower in DETERMINERS:
        start += 1
    is_plain = all(word.text[0].isalpha() for word in words[start:end])
    return words[start:end] if is_plain and words[end].text[0].isupper() else ()


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


# --- full names ------------------------------------------------------------------------------


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
        if token.capitalised and token.lower in _GIVEN_NAMES:
            end = at + 1
            while end < len(tokens) and tokens[end].capitalised and begins_name(tokens[end].text):
                end += 1
            if end > at + 1 and not (at and tokens[at - 1].lower in _GIVEN_NAMES):
                yield tokens[at:end]


def name_key(name: str) -> tuple[str, ...]:
    """The words of a name for comparison, without a leading "the", full stops and capitals."""
    words = name.casefold().replace(".", " ").replace("’", "'").split()
    return tuple(words[1:] if words[:1] == ["the"] else words)


def names_agree(one: str, other: str) -> bool:
    """Whether two full names may be one person's, allowing initials and omitted middle names."""
    (*first, surname), (*second, other_surname) = name_key(one) or ("",), name_key(other) or ("",)
    if surname != other_surname or not first or not second or not _agree(first[0], second[0]):
        return False
    middle, other_middle = first[1:], second[1:]
    if not middle or not other_middle:
        return True
    return len(middle) == len(other_middle) and all(map(_agree, middle, other_middle))


def _agree(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))


# --- gender and office -----------------------------------------------------------------------


def gender_of_words(words: Iterable[str]) -> Gender:
    """The gender that titles, nouns and given names show; empty if they show none or both."""
    lower = {word.lower().rstrip(".") for word in words}
    return _gender(lower, MALE_WORDS, FEMALE_WORDS) or _gender(lower, MALE_NAMES, FEMALE_NAMES)


def gender_of(actor: Actor) -> Gender:
    """The gender in an actor's entry: from pronouns in its texts, then from the given name."""
    about = [actor.description or "", *(role.title for role in actor.roles)]
    words = {word.lower() for text in about for word in _WORD.findall(text)}
    return gender_of_pronouns(words) or gender_of_words(actor.name.split()[:1])


def gender_of_pronouns(words: Collection[str]) -> Gender:
    """The gender that pronouns in lower case show; empty if they show none or both."""
    return _gender(words, {"he", "his", "him"}, {"she", "her", "hers"})


def _gender(words: Collection[str], male: Collection[str], female: Collection[str]) -> Gender:
    is_male, is_female = (any(word in table for word in words) for table in (male, female))
    return "" if is_male == is_female else "male" if is_male else "female"


def office_in(words: Iterable[Token]) -> frozenset[str]:
    """The office that titles name, in the normalised words used to compare roles."""
    return _normalised(word.lower for word in words) & OFFICES


def _normalised(words: Iterable[str]) -> frozenset[str]:
    forms = (OFFICE_FORMS.get(word, word) for word in words)
    return frozenset(part for form in forms for part in form.split())


def holders(
    office: frozenset[str], candidates: Mapping[str, Sequence[Role]], day: dt.date
) -> list[str]:
    """The candidates whose roles allow a title; only those in office on the day, if any.

    A candidate without roles is not ruled out.
    """
    if not office:
        return list(candidates)
    periods = {
        name: [_period(role) for role in roles if _is_office(office, role)]
        for name, roles in candidates.items()
    }
    now = [
        name for name, held in periods.items() if any(begin <= day <= end for begin, end in held)
    ]
    return now or [
        name
        for name, held in periods.items()
        if not candidates[name] or any(begin <= day for begin, _ in held)
    ]


def _is_office(office: frozenset[str], role: Role) -> bool:
    words = _normalised(word.lower() for word in _WORD.findall(role.title))
    return office <= words and not (words & _RANKS) - office


def _period(role: Role) -> tuple[dt.date, dt.date]:
    begin = role.from_.earliest if role.from_ else None
    end = role.to.latest if role.to else None
    return begin or dt.date.min, end or dt.date.max

"""Decides whether a name, title or pronoun in the text can refer to a registered person."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from article_briefings.drafting._lexicon import (
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from article_briefings.drafting._lexicon_names import (
    FEMALE_NAMES,
    FEMALE_WORDS,
    HUMAN_NOUNS,
    HUMAN_PLURALS,
    MALE_NAMES,
    MALE_WORDS,
    OFFICE_FORMS,
    OFFICES,
    TITLES,
)
from article_briefings.drafting._tokens import Token
from article_briefings.models import Actor, Role

Gender = Literal["male", "female", ""]
_WORD = re.compile(r"[^\W\d_]+")
_NO_GIVEN_NAME = (
    TITLES
    | HUMAN_NOUNS
    | HUMAN_PLURALS
    | PREPOSITIONS
    | DETERMINERS
    | CONJUNCTIONS
    | SUBORDINATORS
    | OPENERS
    | DAYS
    | frozenset(PRONOUNS)
)
_RANKS = frozenset(("vice", "deputy"))


def begins_name(word: str) -> bool:
    """Whether a capitalised word before a name can be part of it: "Hillary" before "Clinton"."""
    lower = word.lower().rstrip(".")
    if not word[:1].isupper() or lower in _NO_GIVEN_NAME:
        return False
    is_opening = lower.endswith(("ing", "ed", "ly", "ern")) and not word.isupper()
    return not is_opening or lower in MALE_NAMES | FEMALE_NAMES


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


def gender_of_words(words: Iterable[str]) -> Gender:
    """The gender that titles, nouns and given names show; empty if they show none or both."""
    lower = {word.lower().rstrip(".") for word in words}
    for male, female in ((MALE_WORDS, FEMALE_WORDS), (MALE_NAMES, FEMALE_NAMES)):
        is_male, is_female = bool(lower & male), bool(lower & female)
        if is_male != is_female:
            return "male" if is_male else "female"
    return ""


def gender_of(actor: Actor) -> Gender:
    """The gender in an actor's entry: from pronouns in its texts, then from the given name."""
    about = [actor.description or "", *(role.title for role in actor.roles)]
    words = {word.lower() for text in about for word in _WORD.findall(text)}
    male, female = bool(words & {"he", "his", "him"}), bool(words & {"she", "her", "hers"})
    if male != female:
        return "male" if male else "female"
    return gender_of_words(actor.name.split()[:1])


def pronoun_gender(pronoun: str) -> Gender:
    """The gender of a pronoun in lower case; empty if it has none."""
    return "male" if pronoun == "he" else "female" if pronoun == "she" else ""


def office_in(words: Iterable[Token]) -> frozenset[str]:
    """The office that titles name, in the normalised words used to compare roles."""
    forms = (OFFICE_FORMS.get(word.lower, word.lower) for word in words)
    return frozenset(part for form in forms for part in form.split() if part in _OFFICE_WORDS)


_OFFICE_WORDS = OFFICES | {"spokes"}


def holders(
    office: Collection[str],
    candidates: Sequence[str],
    roles: Sequence[Sequence[Role]],
    day: dt.date,
) -> list[str]:
    """The candidates whose roles allow a title; only those in office on the day, if any.

    A candidate without roles is not ruled out.
    """
    if not office:
        return list(candidates)
    held = [[role for role in own if _is_office(office, role)] for own in roles]
    now = [
        name
        for name, own in zip(candidates, held, strict=True)
        if any(_begins(role, day) and not _is_over(role, day) for role in own)
    ]
    ever = [
        name
        for name, own, listed in zip(candidates, held, roles, strict=True)
        if not listed or any(_begins(role, day) for role in own)
    ]
    return now or ever


def _is_office(office: Collection[str], role: Role) -> bool:
    found = [word.lower() for word in _WORD.findall(role.title)]
    words = {OFFICE_FORMS.get(word, word) for word in found}
    words |= {part for word in words for part in word.split()}
    return set(office) <= words and not (words & _RANKS) - set(office)


def _begins(role: Role, day: dt.date) -> bool:
    begin = role.from_.earliest if role.from_ else None
    return begin is None or begin <= day


def _is_over(role: Role, day: dt.date) -> bool:
    end = role.to.latest if role.to else None
    return end is not None and end < day

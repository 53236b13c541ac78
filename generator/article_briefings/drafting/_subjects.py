"""Finds the words that name the speaker: before the verb, or after it if inverted."""

from collections.abc import Sequence

from article_briefings.drafting._lexicon import (
    AUXILIARIES,
    BETWEEN,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    OPENERS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_ENDS,
    words,
)
from article_briefings.drafting._lexicon_names import BODY_NOUNS, TITLES
from article_briefings.drafting._naming import is_human
from article_briefings.drafting._tokens import Token, token_at

_LONGEST = 30
_LONGEST_INSERTION = 60
_LONGEST_RELATIVE_CLAUSE = 12
_AFTER_NAMES = words("in at on during after adding to last this yesterday today")
_INSERTED = DETERMINERS | words("who which whose whom where")


def subject_before(tokens: Sequence[Token], verb: int) -> tuple[int, int] | None:
    """The subject of a verb as a range of tokens; None if it shares that of an earlier verb."""
    if tokens[verb].lower == "to":  # "summoned the envoy to complain"
        return first_phrase(tokens, verb)
    end = verb
    while end > 0 and is_between(tokens[end - 1]):
        end -= 1
    if token_at(tokens, end - 1).text in ",—–":
        named = _named_beside(tokens, end - 1)
        if named:
            return named
        end = _before_insertion(tokens, end - 1)
    if end <= 0 or tokens[end - 1].lower in CONJUNCTIONS:
        return None
    if tokens[end - 1].lower in RELATIVES:  # "the engineer, who warned"
        end -= 1
        end -= end > 0 and tokens[end - 1].text == ","
    else:
        end = _before_relative(tokens, end)
    return _phrase_ending_at(tokens, end)


def is_between(token: Token) -> bool:
    """Whether a word may come between a subject and its verb. A name may not: "USA TODAY"."""
    return not token.capitalised and (token.lower in BETWEEN or token.lower.endswith("ly"))


def _named_beside(tokens: Sequence[Token], comma: int) -> tuple[int, int] | None:
    """The name between commas after an office: "Its director, Hugo Cloud, warned"."""
    start = comma
    while start > 0 and tokens[start - 1].capitalised:
        start -= 1
    office = token_at(tokens, start - 1).text == "," and token_at(tokens, start - 2).word
    return (start, comma) if office and comma - start > 1 else None


def _before_insertion(tokens: Sequence[Token], comma: int) -> int:
    """The end of the phrase before an insertion such as ", who was leading the delegation,"."""
    for at in range(comma - 1, max(-1, comma - _LONGEST_INSERTION), -1):
        if tokens[at].speech:
            return comma if at == comma - 1 else -1
        after = tokens[at + 1]
        inserted = after.lower in _INSERTED or after.text.isdigit() or not after.capitalised
        if at and inserted and tokens[at].text in ",—–":
            return at
    return -1


def _before_relative(tokens: Sequence[Token], end: int) -> int:
    """The end of the phrase before a relative clause without commas: "An engineer who asked"."""
    for at in range(end - 1, max(0, end - _LONGEST_RELATIVE_CLAUSE), -1):
        if not tokens[at].word:
            break
        if tokens[at].lower in RELATIVES and tokens[at - 1].word:
            return at
    return end


def _phrase_ending_at(tokens: Sequence[Token], end: int) -> tuple[int, int] | None:
    start = end
    while start > 0 and end - start < _LONGEST:
        token, before, after = tokens[start - 1], tokens[start - 2], token_at(tokens, start)
        if not (token.word or token.text in "’'“”\"&.-") or token.lower in SUBJECT_ENDS:
            break
        if token.text == "." and not before.capitalised:
            break
        if token.lower == "and" and not (start > 1 and before.capitalised and after.capitalised):
            break  # it joins no names
        start -= 1
    start = _without_openers(tokens, start, end)
    return (start, end) if start < end else None


def subject_after(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The noun phrase that begins at a token and ends before a comma, a quotation or a verb."""
    end = at
    while end < len(tokens) and end - at < _LONGEST:
        token = tokens[end]
        if token.lower in SUBJECT_ENDS | AUXILIARIES or not (token.word or token.text in "’'-&"):
            break
        if token.lower in PREPOSITIONS and token_at(tokens, end + 1).lower in DAYS:
            break
        in_time = token.lower in DAYS or (token.lower in _AFTER_NAMES and not token.capitalised)
        if end > at and in_time:
            break
        end += 1
    return (at, end) if end > at else None


def first_phrase(tokens: Sequence[Token], before: int) -> tuple[int, int] | None:
    """The noun phrase that opens the clause: up to its verb, a comma or a relative clause."""
    start = end = _without_openers(tokens, 0, before)
    while end < before and tokens[end].word and tokens[end].lower not in AUXILIARIES:
        word = tokens[end].lower
        is_past = word.endswith("ed") and len(word) > 4
        if end > start and is_past and not tokens[end].capitalised:
            break
        end += 1
    return (start, end) if start < end else None


def _without_openers(tokens: Sequence[Token], start: int, end: int) -> int:
    """Leave out "On Sunday", "Meanwhile", "In March"."""
    while start < end:
        word = tokens[start].lower
        if word in OPENERS or word in DAYS or word.isdigit() or not tokens[start].word:
            start += 1
        elif word in PREPOSITIONS and start + 1 < end and tokens[start + 1].lower in DAYS:
            start += 2
        else:
            break
    return start


def opening_subject(tokens: Sequence[Token]) -> Sequence[Token]:
    """The noun phrase that opens a sentence without a verb of saying, up to the end of its noun.

    A lower-case word after a name, or after a noun for people or bodies, is its verb.
    """
    phrase = first_phrase(tokens, len(tokens))
    phrase_words = tokens[slice(*phrase)] if phrase else ()
    has_head = False
    for number, word in enumerate(phrase_words):
        is_head = is_human(word.lower) or word.lower in BODY_NOUNS
        named = word.capitalised and word.lower not in DETERMINERS
        joint = word.lower in ("of", "for", "and", "the") or word.lower in TITLES
        if has_head and not (named or is_head or joint):
            return phrase_words[:number]
        has_head = has_head or is_head or named
    return phrase_words if has_head else ()

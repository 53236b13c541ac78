"""Speech frames: the words of a sentence by which somebody says something.

A frame is found by its cue. The reported words follow the cue ("said that
..."), precede it ("..., she said"), or are a quotation on either side. The
rules work on words and punctuation only, without a grammar or a list of actors.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from article_briefings.drafting._lexicon import (
    ALSO_NOUNS,
    CONJUNCTIONS,
    DETERMINERS,
    OBJECT,
    PASSIVE,
    PHRASES,
    PREPOSITIONS,
    PRONOUNS,
    SAID_BY_SOMEBODY,
    SAYING,
    SOURCE_PREPOSITIONS,
)
from article_briefings.drafting._lexicon import words as words_in
from article_briefings.drafting._subjects import (
    first_phrase,
    is_between,
    subject_after,
    subject_before,
)
from article_briefings.drafting._tokens import Token

Construction = Literal["saying", "object", "source", "noun"]
_LONGEST_PHRASE = 5
_TIME_WORDS = words_in(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today late early earlier "
    "last this"
)


@dataclass(frozen=True, slots=True)
class SpeechFrame:
    """A cue with its subject. All numbers are token indexes; ranges are half-open."""

    construction: Construction
    verb: str
    cue: tuple[int, int]
    subject: tuple[int, int] | None
    """None if the frame takes its subject from another frame, or has none."""
    start: int
    """Where the clause of the cue begins: earlier tokens belong to another clause."""
    content: int
    """Where the reported words may begin: after "that", an addressee or a day."""
    has_content: bool
    """Whether the reported words follow the cue."""


def frames(tokens: Sequence[Token]) -> list[SpeechFrame]:
    """The frames of a sentence, in the order of their cues."""
    found: list[SpeechFrame] = []
    at = 0
    while at < len(tokens):
        frame = _frame_at(tokens, at)
        if frame:
            found.append(frame)
        at = frame.cue[1] if frame else at + 1
    found = [frame for number, frame in enumerate(found) if not _is_echo(tokens, found, number)]
    found = found or _introduced(tokens)
    return [_with_subject(tokens, found, number) for number in range(len(found))]


def _is_echo(tokens: Sequence[Token], found: list[SpeechFrame], number: int) -> bool:
    """Whether the speaker is only said to have spoken: "she says that she asked ..."."""
    frame = found[number]
    if frame.subject is None or frame.subject[1] - frame.subject[0] != 1:
        return False
    pronoun = tokens[frame.subject[0]].lower in PRONOUNS
    return pronoun and any(f.has_content and f.content == frame.start for f in found[:number])


def _introduced(tokens: Sequence[Token]) -> list[SpeechFrame]:
    """A quotation after a colon, introduced without a cue: "Ward disagreed: “...”"."""
    for at in range(1, len(tokens) - 1):
        if tokens[at].text == ":" and tokens[at + 1].speech:
            subject = first_phrase(tokens, at)
            if subject and not any(token.speech for token in tokens[:at]):
                cue = (subject[0], at)
                return [SpeechFrame("saying", "say", cue, subject, subject[0], at + 1, True)]
    return []


def _with_subject(tokens: Sequence[Token], found: list[SpeechFrame], number: int) -> SpeechFrame:
    """The frame with a subject: a participle or second verb shares that of a frame or sentence."""
    frame = found[number]
    if frame.subject or frame.construction == "noun":
        return frame
    others = [*reversed(found[:number]), *found[number + 1 :]]
    subjects = (f.subject for f in others if f.construction in ("saying", "object"))
    near = next((subject for subject in subjects if subject), None)
    return replace(frame, subject=near or first_phrase(tokens, frame.cue[0]))


def _frame_at(tokens: Sequence[Token], at: int) -> SpeechFrame | None:
    word = tokens[at]
    if not word.word:
        return None
    for words in SOURCE_PREPOSITIONS:
        if _matches(tokens, at, words):
            return _source(tokens, at, at + len(words))
    for length in range(_LONGEST_PHRASE, 1, -1):
        words = tuple(token.lower for token in tokens[at : at + length])
        if words in PHRASES:
            return _verb_frame(tokens, at, at + len(words), "object", PHRASES[words])
    if word.capitalised and (at or not word.lower.endswith("ing")):
        return None  # a name, unless a participle opens the sentence
    if word.lower in SAID_BY_SOMEBODY and at + 1 < len(tokens):
        noun = _noun(tokens, at)
        if noun:
            return noun
    if word.lower in OBJECT or word.lower in SAYING:
        return _verb(tokens, at)
    return None


def _matches(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    return tuple(token.lower for token in tokens[at : at + len(words)]) == words


def _source(tokens: Sequence[Token], at: int, end: int) -> SpeechFrame | None:
    subject = subject_after(tokens, end)
    if subject is None:
        return None
    content = subject[1]
    if content < len(tokens):
        content = _after_circumstance(tokens, content)  # "as reported by the Post last month, ..."
    if content < len(tokens) and tokens[content].text == ",":
        content += 1
    leads = at == 0 or not any(token.word or token.speech for token in tokens[:at])
    return SpeechFrame("source", "say", (at, subject[1]), subject, at, content, leads)


def _noun(tokens: Sequence[Token], at: int) -> SpeechFrame | None:
    """Speech that the article attributes to nobody: "reports about ...", "allegations that ..."."""
    if tokens[at + 1].lower not in ("about", "of", "that"):
        return None
    before = tokens[at - 1].lower if at else ""
    if before in PRONOUNS:
        return None  # "they report that": a verb
    start = at - 1 if before in DETERMINERS else at
    return SpeechFrame("noun", "report", (start, at + 2), (start, at + 1), start, at + 2, True)


def _verb(tokens: Sequence[Token], at: int) -> SpeechFrame | None:
    word = tokens[at].lower
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    before = _before(tokens, at)
    if before in PASSIVE or before in DETERMINERS or before in PREPOSITIONS:
        return None
    if following and following.lower == "not":  # "who asked not to be named"
        return None
    if word in ALSO_NOUNS and at:
        previous = tokens[at - 1]
        named = previous.capitalised or previous.lower in PRONOUNS or previous.text == ","
        plural = previous.word and previous.lower.endswith("s")
        clause = plural and following is not None and following.lower == "that"
        if not (named or clause or _ends_sentence(tokens, at)):
            return None
    if word.endswith("ing") and not _is_adverbial(tokens, at):
        return None
    is_object = word in OBJECT and not (
        word in SAYING
        and (_follows_speech(tokens, at) or (following and following.lower == "that"))
    )
    verb = OBJECT[word] if is_object else SAYING.get(word, word)
    return _verb_frame(tokens, at, at + 1, "object" if is_object else "saying", verb)


def _ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb follows its subject and ends the sentence: "..., a new study claims."."""
    if at + 1 < len(tokens) and tokens[at + 1].text not in ".!?":
        return False
    subject = subject_before(tokens, at)
    return subject is not None and subject[0] > 0 and tokens[subject[0] - 1].text == ","


def _is_adverbial(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle begins a clause: it comes first or after a comma or conjunction."""
    if at + 1 < len(tokens) and tokens[at + 1].lower in PREPOSITIONS:
        return False  # "Writing in a journal, ..."
    before = tokens[at - 1] if at else None
    return before is None or not before.word or before.lower in CONJUNCTIONS


def _before(tokens: Sequence[Token], at: int) -> str:
    """The word before a verb, ignoring adverbs."""
    at -= 1
    while at >= 0 and is_between(tokens[at]):
        at -= 1
    return tokens[at].lower if at >= 0 else ""


def _verb_frame(
    tokens: Sequence[Token], at: int, end: int, construction: Construction, verb: str
) -> SpeechFrame | None:
    subject = None
    start = at
    participle = tokens[at].lower.endswith("ing")
    if not participle:
        subject = subject_after(tokens, end) if _is_inverted(tokens, at, end) else None
        if subject:
            end_of_clause = subject[1]
            return SpeechFrame(
                construction, verb, (at, subject[1]), subject, at, end_of_clause, False
            )
        subject = subject_before(tokens, at)
        start = subject[0] if subject else at
    content = _content(tokens, end, verb)
    said = content < len(tokens) and _says_something(tokens, content)
    if said and not tokens[content].speech and tokens[content - 1].lower != "that":
        # After the cue of a quotation come place and time: “...,” she told a rally in town.
        said = participle or construction == "object" or not _follows_speech(tokens, start)
    return SpeechFrame(construction, verb, (at, end), subject, start, content, said)


def _follows_speech(tokens: Sequence[Token], at: int) -> bool:
    return any(token.speech for token in tokens[max(0, at - 2) : at])


def _is_inverted(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the subject follows the verb: “...”, said the minister."""
    if at == 0 or not (tokens[at - 1].speech or tokens[at - 1].text == ","):
        return False
    following = tokens[end] if end < len(tokens) else None
    if following is None or not following.word:
        return False
    return _follows_speech(tokens, at) and (following.capitalised or following.lower in DETERMINERS)


def _says_something(tokens: Sequence[Token], content: int) -> bool:
    first = tokens[content]
    return first.speech or first.word or first.text in "“\"‘'«(:"


def _content(tokens: Sequence[Token], at: int, verb: str) -> int:
    """Where the reported words begin: after the addressee, place and time, and after "that"."""
    if verb in ("tell", "inform", "assure") and at < len(tokens) and tokens[at].word:
        at = _after_addressee(tokens, at)
    while at < len(tokens):
        later = _after_circumstance(tokens, at)
        if later == at:
            break
        at = later
    if at < len(tokens) and tokens[at].lower == "that":
        return at + 1
    if at + 1 < len(tokens) and tokens[at].text in ",:" and tokens[at + 1].speech:
        return at + 1
    return at


def _after_addressee(tokens: Sequence[Token], at: int) -> int:
    begin = at
    if tokens[at].lower in DETERMINERS:
        at += 1
    if at < len(tokens) and not tokens[at].capitalised and tokens[at].word:
        if begin == at and tokens[at].lower == "that":
            return begin
        at += 1
        if begin != at - 1 and at < len(tokens) and tokens[at].lower in ("agency", "news"):
            at += 1
    while at < len(tokens) and tokens[at].capitalised:
        at += 1
        if at + 1 < len(tokens) and tokens[at].lower in ("news", "agency"):
            at += 1
    return at


def _after_circumstance(tokens: Sequence[Token], at: int) -> int:
    """The index after "on Monday", "in a statement", "late on Friday"; `at` if there is none."""
    word = tokens[at].lower
    if word in _TIME_WORDS and word not in ("last", "this"):
        return at + 1
    if word in ("last", "this") and at + 1 < len(tokens):
        unit = tokens[at + 1].lower
        return at + 2 if unit in _TIME_WORDS | {"week", "month", "year", "morning"} else at
    if word not in ("on", "in", "at", "during", "to", "after", "through", "via"):
        return at
    if at + 1 < len(tokens) and tokens[at + 1].lower in _TIME_WORDS:
        return at + 2
    # Up to "that", a quotation or a colon: the words in between give place and occasion.
    for end in range(at + 1, min(len(tokens), at + 15)):
        if tokens[end].lower == "that" or tokens[end].speech:
            return end
        if tokens[end].text in ",;:":
            follows = tokens[end + 1] if end + 1 < len(tokens) else None
            return end if follows and follows.speech else at
    return at

"""Speech frames: the words of a sentence by which somebody says something.

A frame is found by its cue. The reported words follow the cue ("said that
..."), precede it ("..., she said"), or are a quotation on either side. The
rules work on words and punctuation only, without a grammar or a list of actors.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from article_briefings.drafting import _lexicon as lexicon
from article_briefings.drafting._subjects import (
    first_phrase,
    is_between,
    subject_after,
    subject_before,
)
from article_briefings.drafting._tokens import Token, token_at
from article_briefings.models import ClaimKind

Construction = Literal["saying", "object", "source", "noun"]
_LONGEST_PHRASE = 5
_LONGEST_CIRCUMSTANCE = 15
_TIMES = lexicon.words(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today late early earlier"
)
_BEFORE_PERIODS = lexicon.words("last this")
_PERIODS = _TIMES | _BEFORE_PERIODS | lexicon.words("week month year morning")


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

    @property
    def kind(self) -> ClaimKind:
        """The kind of claim that its verb makes."""
        return lexicon.KINDS.get(self.verb, "fact")


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
    pronoun = tokens[frame.subject[0]].lower in lexicon.PRONOUNS
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


# --- the frame of a cue ----------------------------------------------------------------------


def _frame_at(tokens: Sequence[Token], at: int) -> SpeechFrame | None:
    word = tokens[at]
    if not word.word:
        return None
    for length in range(_LONGEST_PHRASE, 1, -1):
        phrase = tuple(token.lower for token in tokens[at : at + length])
        if phrase in lexicon.SOURCE_PREPOSITIONS:
            return _source(tokens, at, at + len(phrase))
        if phrase in lexicon.PHRASES:
            return _verb_frame(tokens, at, at + len(phrase), "object", lexicon.PHRASES[phrase])
    if word.capitalised and (at or not word.lower.endswith("ing")):
        return None  # a name, unless a participle opens the sentence
    if word.lower in lexicon.SAID_BY_SOMEBODY and (noun := _noun(tokens, at)):
        return noun
    return (
        _verb(tokens, at) if word.lower in lexicon.OBJECT or word.lower in lexicon.SAYING else None
    )


def _source(tokens: Sequence[Token], at: int, end: int) -> SpeechFrame | None:
    subject = subject_after(tokens, end)
    if subject is None:
        return None
    content = _after_circumstance(tokens, subject[1])  # "as reported by the Post last month, ..."
    content += token_at(tokens, content).text == ","
    leads = not any(token.word or token.speech for token in tokens[:at])
    return SpeechFrame("source", "say", (at, subject[1]), subject, at, content, leads)


def _noun(tokens: Sequence[Token], at: int) -> SpeechFrame | None:
    """Speech that the article attributes to nobody: "reports about ...", "allegations that ..."."""
    before = token_at(tokens, at - 1).lower
    if token_at(tokens, at + 1).lower not in ("about", "of", "that") or before in lexicon.PRONOUNS:
        return None  # "they report that": a verb
    start = at - 1 if before in lexicon.DETERMINERS else at
    return SpeechFrame("noun", "report", (start, at + 2), (start, at + 1), start, at + 2, True)


def _verb(tokens: Sequence[Token], at: int) -> SpeechFrame | None:
    word, previous = tokens[at].lower, token_at(tokens, at - 1)
    following = token_at(tokens, at + 1).lower
    before = _before(tokens, at)
    if before in lexicon.PASSIVE or before in lexicon.DETERMINERS or before in lexicon.PREPOSITIONS:
        return None
    if following == "not":  # "who asked not to be named"
        return None
    if word in lexicon.ALSO_NOUNS and at:
        named = previous.capitalised or previous.lower in lexicon.PRONOUNS or previous.text == ","
        clause = previous.word and previous.lower.endswith("s") and following == "that"
        if not (named or clause or _ends_sentence(tokens, at)):
            return None
    if word.endswith("ing"):  # it begins a clause: it comes first or after a comma or conjunction
        begins = not previous.word or previous.lower in lexicon.CONJUNCTIONS
        if not begins or following in lexicon.PREPOSITIONS:
            return None  # "Writing in a journal, ..."
    if word in lexicon.OBJECT and not (
        word in lexicon.SAYING and (following == "that" or _follows_speech(tokens, at))
    ):
        return _verb_frame(tokens, at, at + 1, "object", lexicon.OBJECT[word])
    return _verb_frame(tokens, at, at + 1, "saying", lexicon.SAYING[word])


def _before(tokens: Sequence[Token], at: int) -> str:
    """The word before a verb, ignoring adverbs."""
    at -= 1
    while at >= 0 and is_between(tokens[at]):
        at -= 1
    return token_at(tokens, at).lower


def _ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb follows its subject and ends the sentence: "..., a new study claims."."""
    if at + 1 < len(tokens) and tokens[at + 1].text not in ".!?":
        return False
    subject = subject_before(tokens, at)
    return subject is not None and token_at(tokens, subject[0] - 1).text == ","


def _verb_frame(
    tokens: Sequence[Token], at: int, end: int, construction: Construction, verb: str
) -> SpeechFrame:
    participle = tokens[at].lower.endswith("ing")
    if not participle and _is_inverted(tokens, at, end):
        subject = subject_after(tokens, end)
        if subject:
            cue = (at, subject[1])
            return SpeechFrame(construction, verb, cue, subject, at, subject[1], False)
    subject = None if participle else subject_before(tokens, at)
    start = subject[0] if subject else at
    content = _content(tokens, end, verb)
    first = token_at(tokens, content)
    has_content = first.speech or first.word or first.text in "“\"‘'«(:"
    if has_content and not first.speech and tokens[content - 1].lower != "that":
        # After the cue of a quotation come place and time: “...,” she told a rally in town.
        is_cue_of_clause = participle or construction == "object"
        has_content = is_cue_of_clause or not _follows_speech(tokens, start)
    return SpeechFrame(construction, verb, (at, end), subject, start, content, has_content)


def _follows_speech(tokens: Sequence[Token], at: int) -> bool:
    return any(token.speech for token in tokens[max(0, at - 2) : at])


def _is_inverted(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the subject follows the verb: “...”, said the minister."""
    before, after = token_at(tokens, at - 1), token_at(tokens, end)
    follows = (before.speech or before.text == ",") and _follows_speech(tokens, at)
    return follows and (after.capitalised or after.lower in lexicon.DETERMINERS)


# --- where the reported words begin ----------------------------------------------------------


def _content(tokens: Sequence[Token], at: int, verb: str) -> int:
    """Where the reported words begin: after the addressee, place and time, and after "that"."""
    if verb in ("tell", "inform", "assure") and token_at(tokens, at).word:
        at = _after_addressee(tokens, at)
    while (later := _after_circumstance(tokens, at)) != at:
        at = later
    first, second = token_at(tokens, at), token_at(tokens, at + 1)
    introduces = first.lower == "that" or (first.text in ",:" and second.speech)
    return at + 1 if introduces else at


def _after_addressee(tokens: Sequence[Token], at: int) -> int:
    """The index after "the agency", "reporters" or "the Gazette newspaper"."""
    has_determiner = tokens[at].lower in lexicon.DETERMINERS
    at += has_determiner
    noun = token_at(tokens, at)
    if noun.word and not noun.capitalised:
        at += 1
        at += has_determiner and token_at(tokens, at).lower in ("agency", "news")
    while token_at(tokens, at).capitalised:
        at += 1
        at += at + 1 < len(tokens) and tokens[at].lower in ("news", "agency")
    return at


def _after_circumstance(tokens: Sequence[Token], at: int) -> int:
    """The index after "on Monday", "in a statement", "late on Friday"; `at` if there is none."""
    word, following = token_at(tokens, at).lower, token_at(tokens, at + 1).lower
    if word in _TIMES:
        return at + 1
    if word in _BEFORE_PERIODS:
        return at + 2 if following in _PERIODS else at
    if word not in ("on", "in", "at", "during", "to", "after", "through", "via"):
        return at
    if following in _TIMES | _BEFORE_PERIODS:
        return at + 2
    # Up to "that", a quotation or a colon: the words in between give place and occasion.
    for end in range(at + 1, min(len(tokens), at + _LONGEST_CIRCUMSTANCE)):
        if tokens[end].lower == "that" or tokens[end].speech:
            return end
        if tokens[end].text in ",;:":
            return end if token_at(tokens, end + 1).speech else at
    return at

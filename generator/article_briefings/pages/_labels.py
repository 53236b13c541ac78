"""The words of pages: labels for values of the format, claims' chains, days, names, languages."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple, TypeVar
from unicodedata import bidirectional

from article_briefings.corpus import (
    ActorRecord,
    Count,
    Distance,
    NoteRecord,
    StoryRecord,
    TopicRecord,
)
from article_briefings.models import (
    UNKNOWN,
    Actor,
    Claim,
    EdtfDate,
    Hop,
    RelationType,
    Role,
    Said,
)

R = TypeVar("R", ActorRecord, NoteRecord, StoryRecord, TopicRecord)
Direction = Literal["ltr", "rtl"]
_DESCRIPTION = 200

SAID: Mapping[str, str] = {
    "confirmed": "Yes",
    "single-source": "One source only",
    "doubtful": "Doubtful",
    "misreported": "Not like this",
}
"""The answers to “Was it said?”."""

SO: Mapping[str, str] = {
    "corroborated": "Shown",
    "supported": "Points that way",
    "disputed": "Disputed",
    "refuted": "No",
    "unresolved": "Not settled",
    "pending": "Too early",
}
"""The answers to “Is it so?”."""

SAID_QUESTION, SO_QUESTION = "Was it said?", "Is it so?"
JUDGEMENT = "A judgement"
"""Instead of an answer to “Is it so?”, for kinds of claims that no evidence can settle."""
NOBODY_CHECKED = "Nobody has checked this."

NOT_IDENTIFIED = "Speaker not identified yet"
"""Shown instead of a speaker who is not identified yet."""

OWN_VOICE = "No source named"
"""Shown instead of a speaker where the article speaks in its own voice."""

OWN_FORM = "own-voice"
FORMS: Mapping[str, str] = {
    "direct": "in quotation marks",
    "mixed": "partly quoted",
    "indirect": "retold",
    "translated": "quoted in translation",
    OWN_FORM: OWN_VOICE.lower(),
    UNKNOWN: NOT_IDENTIFIED.lower(),
}
"""How an article gives a claim's words."""

#: How far the origin of a claim is from the article, by the steps that the article states.
DISTANCE: Mapping[str, str] = {
    "own-voice": OWN_VOICE.lower(),
    "unknown": NOT_IDENTIFIED.lower(),
    "first-hand": "first-hand",
    "second-hand": "second-hand",
    "third-hand": "third-hand or further",
}

#: The Admiralty system's words for the credibility of an item of information.
CREDIBILITY: Mapping[int, str] = {
    1: "1 – confirmed by other sources",
    2: "2 – probably true",
    3: "3 – possibly true",
    4: "4 – doubtfully true",
    5: "5 – improbable",
    6: "6 – truth cannot be judged",
}

#: The Admiralty system's words for the reliability of a source.
RELIABILITY: Mapping[str, str] = {
    "A": "A – completely reliable",
    "B": "B – usually reliable",
    "C": "C – fairly reliable",
    "D": "D – not usually reliable",
    "E": "E – unreliable",
    "F": "F – reliability cannot be judged",
}

#: The probability bands of ICD 203 (Analytic Standards, 2015).
LIKELIHOOD: Mapping[str, str] = {
    "almost-no-chance": "almost no chance (1–5 %)",
    "very-unlikely": "very unlikely (5–20 %)",
    "unlikely": "unlikely (20–45 %)",
    "roughly-even-chance": "roughly even chance (45–55 %)",
    "likely": "likely (55–80 %)",
    "very-likely": "very likely (80–95 %)",
    "almost-certain": "almost certain (95–99 %)",
}

ACTOR_TYPES: Mapping[str, str] = {
    "person": "People",
    "organisation": "Organisations",
    "state": "States",
    "outlet": "Outlets and agencies",
    "group": "Groups",
    "document": "Documents",
}

_VERBS: Mapping[str, tuple[str, str]] = {
    "contradicts": ("contradicts", "contradicts"),
    "repeats": ("repeats", "repeats"),
    "supports": ("supports", "is supported by"),
    "qualifies": ("qualifies", "is qualified by"),
}

_FORM_WEIGHT = ("direct", "translated", "mixed", "indirect")


def relation_verb(relation: str, inverse: bool) -> str:
    """The verb for a relation of the format, from the claim's side."""
    return _VERBS[relation][inverse]


def form_of(claim: Claim) -> str:
    """The form in which the article gives a claim's words: a key of `FORMS`."""
    if claim.speaker_unknown:
        return UNKNOWN
    forms = {hop.form for hop in claim.attribution if hop.stated}
    return next((form for form in _FORM_WEIGHT if form in forms), OWN_FORM)


def distance_words(far: Distance) -> str:
    """The distance of the origin, qualified by evidence: "presented as first-hand"."""
    beyond = far.beyond and far.hand != "own-voice"
    return f"presented as {DISTANCE[far.hand]}" if beyond else DISTANCE[far.hand]


# --- who says it, and both verdicts --------------------------------------------------------------

Names = Callable[[str], str]
"""Returns an actor's name, given its id."""


class Sentence(NamedTuple):
    """What is claimed, behind who says it: no page shows a claim without its speaker."""

    who: str
    """"Nasser Kanaani", or "Nasser Kanaani, for Azerbaijani officials"."""
    text: str

    @property
    def plain(self) -> str:
        """The sentence as plain text."""
        return f"{self.who}: {self.text}"


def sentence_of(claim: Claim, name: Names) -> Sentence:
    """A claim's sentence; `name` returns an actor's name."""
    if claim.speaker_unknown:
        who = NOT_IDENTIFIED
    else:
        who = ", for ".join(hop_name(hop, name) for hop in claim.who) or OWN_VOICE
    return Sentence(who[:1].upper() + who[1:], claim.text)


def hop_name(hop: Hop, name: Names) -> str:
    """Whose step it is; an unnamed source in the article's words, with its identity if known."""
    if hop.actor:
        return name(hop.actor)
    first, space, rest = (hop.unnamed or "").partition(" ")
    words = f"{first.lower() if first in ('A', 'An', 'The') else first}{space}{rest}"
    return f"{words} ({name(hop.identified_as)})" if hop.identified_as else words


def chain_adds(claim: Claim) -> bool:
    """Whether the steps that the article states say more than who says a claim."""
    stated = [hop for hop in claim.attribution if hop.stated]
    return any(hop not in claim.who for hop in stated)


Sign = Literal[
    "said-ok", "said-one", "said-doubt", "said-wrong", "said-none",
    "so-ok", "so-open", "so-disputed", "so-wrong", "",
]  # fmt: skip
"""A sign of a verdict, which style sheets draw: a bubble for `said`, a square for `so`.

It is ✓, ? or an empty bubble (open), ≠ or ✕; "" for an answer without a sign.
"""

NOT_NAMED = "Who says so? Not named."
_SAID_SIGNS: Mapping[str, Sign] = {
    "confirmed": "said-ok",
    "single-source": "said-one",
    "doubtful": "said-doubt",
    "misreported": "said-wrong",
}
SO_SIGNS: Mapping[str, Sign] = {
    "corroborated": "so-ok",
    "supported": "so-ok",
    "disputed": "so-disputed",
    "refuted": "so-wrong",
    "unresolved": "so-open",
    "pending": "so-open",
}
SIGNS: Mapping[Sign, str] = {
    "said-ok": "Said, as reported",
    "said-one": "One source only",
    "said-doubt": "Doubtful whether it was said",
    "said-wrong": "Said, but not like this",
    "said-none": "No source named",
    "so-ok": "Shown, or well supported",
    "so-open": "Not settled, or too early",
    "so-disputed": "Disputed",
    "so-wrong": "Not so",
}
"""The meaning of each sign."""
_BY_SEVERITY: Sequence[Sign] = (
    "so-wrong", "said-wrong", "so-disputed", "said-doubt",
    "so-open", "said-one", "said-none", "so-ok", "said-ok",
)  # fmt: skip


class Answer(NamedTuple):
    """A sentence about a claim that answers one of the two questions."""

    about: Literal["said", "so", "unchecked"]
    sign: Sign
    words: str
    """"Was it said? By Nasser Kanaani: yes."; of several about one question, the first has it."""


class VerdictWords(tuple[Answer, ...]):
    """Both verdicts on a claim in plain sentences, in this order: unchecked, said, so."""

    __slots__ = ()

    def about(self, question: str) -> str:
        """The sentences about "said", "so" or "unchecked"; empty if there is none."""
        return " ".join(answer.words for answer in self if answer.about == question)

    @property
    def plain(self) -> str:
        """The sentences one after the other."""
        return " ".join(answer.words for answer in self)

    @property
    def worst(self) -> Sign:
        """The sign of the answer of which a reader should be most careful; "" without a sign."""
        signs = {answer.sign for answer in self}
        return next((sign for sign in _BY_SEVERITY if sign in signs), "")


def verdict_words(
    claim: Claim, name: Names, judged_with: RelationType | None = None
) -> VerdictWords:
    """Both verdicts on a claim; `name` returns an actor's name.

    `judged_with` is its relation to a claim at which the answer to “Is it so?” is given.
    """
    said = [_said_words(claim, said, name) for said in claim.said]
    if said:
        said[0] = said[0]._replace(words=f"{SAID_QUESTION} {said[0].words}")
    elif claim.source_unnamed:
        said = [Answer("said", "said-none", NOT_NAMED)]
    sign: Sign = ""
    answer = ""
    if claim.so:
        sign, answer = SO_SIGNS[claim.so.verdict], f"{SO[claim.so.verdict]}."
    elif not claim.can_be_so:
        answer = f"{JUDGEMENT}."
    elif judged_with:
        answer = f"Judged with the claim that it {judged_with}."
    elif claim.said:
        answer = NOBODY_CHECKED
    so = [Answer("so", sign, f"{SO_QUESTION} {answer}")] if answer else []
    # In the article's own voice nobody can have said a judgement or not.
    settled = claim.judged or judged_with or (claim.own_voice and not claim.can_be_so)
    unchecked = [] if settled else [Answer("unchecked", "", NOBODY_CHECKED)]
    return VerdictWords((*unchecked, *said, *so))


def _said_words(claim: Claim, said: Said, name: Names) -> Answer:
    words, by = SAID[said.verdict], said_by(claim, said, name)
    words = f"By {by}: {words[0].lower()}{words[1:]}." if by else f"{words}."
    return Answer("said", _SAID_SIGNS[said.verdict], words)


def said_by(claim: Claim, said: Said, name: Names) -> str:
    """Whose saying a verdict is about; empty if the chain has a single step."""
    step = claim.step_of(said)
    if step is None or len(claim.attribution) == 1:
        return ""
    return hop_name(claim.attribution[step], name)


def count_words(count: Count | None, used: str, separate: str) -> str:
    """A count in words, such as "3 accounts, 2 witnesses"; empty if nothing was used."""
    if count is None or not count.used:
        return ""
    return ", ".join(
        f"{number} {word}{'' if number == 1 else 'es' if word.endswith('s') else 's'}"
        for number, word in ((count.used, used), (count.separate, separate))
    )


def path_words(path: Sequence[str]) -> str:
    """How a report reached its publisher: "TASS, from Fars"."""
    return ", from ".join(path)


# --- how a claim reached the reader --------------------------------------------------------------


class ChainWords(NamedTuple):
    """One step in the sentence of a chain."""

    name: str
    is_outlet: bool
    stated: bool
    """Whether the article states the step; if not, only evidence shows it."""
    identified_as: str = ""


def link_words(outlets: Iterable[bool]) -> Iterator[str]:
    """How a chain's sentence joins each step; `outlets` says which of them are outlets."""
    carried = False
    for position, is_outlet in enumerate(outlets):
        outlet = "carried by" if carried else "as reported by"
        yield "" if position == 0 else outlet if is_outlet else "according to"
        carried = carried or is_outlet


def chain_sentence(steps: Sequence[ChainWords] | None) -> str:
    """How a claim reached the reader, in words; pass None if the speaker is not identified."""
    if steps is None:
        return NOT_IDENTIFIED
    if not steps:
        return OWN_VOICE
    stated = any(step.stated for step in steps)
    words = link_words(step.is_outlet for step in steps)
    joined = ", ".join(
        f"{word} {_name(step, stated)}".strip() for word, step in zip(words, steps, strict=True)
    )
    return joined if stated else f"{OWN_VOICE}; evidence shows {joined}"


def _name(step: ChainWords, mark_evidence: bool) -> str:
    if step.identified_as:
        return f"{step.name} (identified as {step.identified_as})"
    return step.name + (" (shown by evidence)" if mark_evidence and not step.stated else "")


# --- days, names and languages ---------------------------------------------------------------


def day_words(day: dt.date) -> str:
    """A day in words: "11 September 2023"."""
    return EdtfDate(day.isoformat(), day, day).display()


def is_later(date: EdtfDate, than: EdtfDate) -> bool:
    """Whether all days of a date are after those of another one."""
    first, last = date.earliest, than.latest
    return first is not None and last is not None and first > last


def tenths(value: float) -> str:
    """A number to a tenth, in few letters: fine enough for a line of a figure."""
    return f"{value:.1f}".removesuffix(".0")


def percent(part: int, whole: int) -> str:
    """A share in words: "29 %", "<1 %". Shares are rounded, and may add up to 99 or 101."""
    share = round(100 * part / whole) if whole else 0
    return f"{share}\u00a0%" if share or not part else "<1\u00a0%"


def page_description(text: str) -> str:
    """A text shortened to a page's description, which search engines and links cut anyway."""
    return text if len(text) <= _DESCRIPTION else f"{text[:_DESCRIPTION]}…"


def period_words(role: Role) -> str:
    """The period in which a role was held, as far as it is known."""
    begin, end = role.from_, role.to
    parts = []
    if begin and end:
        parts.append(f"{_moment(begin)} – {_moment(end)}")
    elif begin:
        parts.append(f"from {_moment(begin)}")
    elif end:
        parts.append(f"until {_moment(end)}")
    if role.as_of:
        parts.append(f"as of {role.as_of.display()}")
    return ", ".join(parts)


def _moment(date: EdtfDate) -> str:
    """The start or end of a period, without a dash, since a dash joins the two."""
    first, last = date.earliest, date.latest
    choice = date.text.startswith("[") and ".." in date.text
    if choice and first and last and (last - first).days > 1:
        return f"some day between {day_words(first)} and {day_words(last)}"
    return date.display()


def native_name(actor: Actor) -> tuple[str, str]:
    """An actor's name in its own language, and the language; empty if it equals the main name."""
    native = actor.native_name
    if native is None or native.text == actor.name:
        return "", ""
    return native.text, native.language


sort_keys: dict[str, tuple[int, ...]] = {}
"""The keys of names sorted so far. A later process that has them need not read the table."""


def name_key(name: str) -> tuple[tuple[int, ...], str]:
    """A sort key for names in any script, in the order of the Unicode Collation Algorithm.

    Letters with marks are sorted with the base letter (ş with s, ü with u), and separate letters
    next to the one that they resemble (ə after e, ı after i, й after и). Latin comes first, then
    Cyrillic, Armenian and Arabic letters.
    """
    key = sort_keys.get(name)
    if key is None:
        key = sort_keys[name] = _collator().sort_key(name)
    return key, name


def by_title(records: Iterable[R]) -> list[R]:
    """Records in the order of their titles."""
    return sorted(records, key=lambda record: (name_key(record.title), record.id))


@cache
def _collator() -> Any:
    # Late, and one version of the table whatever the Python: reading it takes 0.15 seconds.
    from pyuca.collator import Collator_10_0_0

    return Collator_10_0_0()


# The scripts that Unicode's bidirectional algorithm runs from right to left.
_RTL_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
_RTL_LANGUAGES = frozenset(
    {"ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "nqo", "pnb", "prs"}
    | {"ps", "sd", "syr", "ug", "ur", "yi"}
)


def direction(tag: str) -> Direction:
    """The direction of a BCP 47 tag: by its script if it names one, else by its language."""
    language, *rest = tag.split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    if script:
        return "rtl" if script.title() in _RTL_SCRIPTS else "ltr"
    return "rtl" if language in _RTL_LANGUAGES else "ltr"


def tongue_of(title: str, tag: str) -> str:
    """A document's tag, if its title can be in that language: Latin letters are not Persian."""
    if direction(tag) == "rtl" and not any(bidirectional(char) in ("R", "AL") for char in title):
        return ""
    return tag


@lru_cache(maxsize=256)
def language_name(tag: str) -> str:
    """The English name of a BCP 47 tag, or the tag if it has none."""
    from babel import Locale, UnknownLocaleError  # late: only pages need names

    try:
        name = Locale.parse(tag, sep="-").get_display_name("en")
    except (UnknownLocaleError, ValueError):
        return tag
    return name or tag

"""The words of pages: labels for values of the format, days, names, languages."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeVar
from unicodedata import bidirectional

from article_briefings.corpus import (
    ActorRecord,
    Distance,
    NoteRecord,
    StoryRecord,
    TopicRecord,
)
from article_briefings.language import N_, Language, Words, _, day_words, listed
from article_briefings.models import (
    UNKNOWN,
    Actor,
    Claim,
    EdtfDate,
    Role,
)

R = TypeVar("R", ActorRecord, NoteRecord, StoryRecord, TopicRecord)
_DESCRIPTION = 200

SAID = Words(
    {
        "confirmed": N_("Yes"),
        "single-source": N_("One source only"),
        "doubtful": N_("Doubtful"),
        "misreported": N_("Not like this"),
    }
)
"""The answers to “Was it said?”."""

SO = Words(
    {
        "corroborated": N_("Shown"),
        "supported": N_("Points that way"),
        "disputed": N_("Disputed"),
        "refuted": N_("No"),
        "unresolved": N_("Not settled"),
        "pending": N_("Too early"),
    }
)
"""The answers to “Is it so?”."""

SAID_QUESTION, SO_QUESTION = N_("Was it said?"), N_("Is it so?")
JUDGEMENT = N_("A judgement")
"""Instead of an answer to “Is it so?”, for kinds of claims that no evidence can settle."""
NOBODY_CHECKED = N_("Nobody has checked this.")

NOT_IDENTIFIED = N_("Speaker not identified yet")
"""Shown instead of a speaker who is not identified yet."""

OWN_VOICE = N_("No source named")
"""Shown instead of a speaker where the article speaks in its own voice."""

KINDS: Mapping[str, str] = Words(
    {
        "fact": N_("fact"),
        "prediction": N_("prediction"),
        "position": N_("position"),
        "demand": N_("demand"),
        "commitment": N_("commitment"),
        "denial": N_("denial"),
        "characterisation": N_("characterisation"),
    }
)
"""What sort of thing is claimed."""

OWN_FORM = "own-voice"
FORMS: Mapping[str, str] = Words(
    {
        "direct": N_("in quotation marks"),
        "mixed": N_("partly quoted"),
        "indirect": N_("retold"),
        "translated": N_("quoted in translation"),
        OWN_FORM: N_("no source named"),
        UNKNOWN: N_("speaker not identified yet"),
    }
)
"""How an article gives a claim's words."""

#: How far the origin of a claim is from the article, by the steps that the article states.
DISTANCE: Mapping[str, str] = Words(
    {
        "own-voice": N_("no source named"),
        "first-hand": N_("first-hand"),
        "second-hand": N_("second-hand"),
        "third-hand": N_("third-hand or further"),
        "unknown": N_("speaker not identified yet"),
    }
)

_PRESENTED: Mapping[str, str] = Words(
    {
        "first-hand": N_("presented as first-hand"),
        "second-hand": N_("presented as second-hand"),
        "third-hand": N_("presented as third-hand or further"),
    }
)
"""The same where evidence shows further steps."""

#: The Admiralty system's words for the credibility of an item of information.
CREDIBILITY: Mapping[int, str] = Words(
    {
        1: N_("1 – confirmed by other sources"),
        2: N_("2 – probably true"),
        3: N_("3 – possibly true"),
        4: N_("4 – doubtfully true"),
        5: N_("5 – improbable"),
        6: N_("6 – truth cannot be judged"),
    }
)

#: The Admiralty system's words for the reliability of a source.
RELIABILITY: Mapping[str, str] = Words(
    {
        "A": N_("A – completely reliable"),
        "B": N_("B – usually reliable"),
        "C": N_("C – fairly reliable"),
        "D": N_("D – not usually reliable"),
        "E": N_("E – unreliable"),
        "F": N_("F – reliability cannot be judged"),
    }
)

#: The probability bands of ICD 203 (Analytic Standards, 2015).
LIKELIHOOD: Mapping[str, str] = Words(
    {
        "almost-no-chance": N_("almost no chance (1–5 %)"),
        "very-unlikely": N_("very unlikely (5–20 %)"),
        "unlikely": N_("unlikely (20–45 %)"),
        "roughly-even-chance": N_("roughly even chance (45–55 %)"),
        "likely": N_("likely (55–80 %)"),
        "very-likely": N_("very likely (80–95 %)"),
        "almost-certain": N_("almost certain (95–99 %)"),
    }
)

CONFIDENCE: Mapping[str, str] = Words(
    {"low": N_("low"), "moderate": N_("moderate"), "high": N_("high")}
)

ACTOR_TYPES: Mapping[str, str] = Words(
    {
        "person": N_("People"),
        "organisation": N_("Organisations"),
        "state": N_("States"),
        "outlet": N_("Outlets and agencies"),
        "group": N_("Groups"),
        "document": N_("Documents"),
    }
)

KINDS_OF_ACTORS: Mapping[str, str] = Words(
    {
        "person": N_("person"),
        "organisation": N_("organisation"),
        "state": N_("state"),
        "outlet": N_("outlet"),
        "group": N_("group"),
        "document": N_("document"),
    }
)
"""What one actor is."""

# Translators: each is followed by a claim.
_VERBS: Mapping[str, tuple[str, str]] = {
    "contradicts": (N_("contradicts"), N_("contradicts")),
    "repeats": (N_("repeats"), N_("repeats")),
    "supports": (N_("supports"), N_("is supported by")),
    "qualifies": (N_("qualifies"), N_("is qualified by")),
}

_FORM_WEIGHT = ("direct", "translated", "mixed", "indirect")


def relation_verb(relation: str, inverse: bool) -> str:
    """The verb for a relation of the format, from the claim's side."""
    return _(_VERBS[relation][inverse])


def form_of(claim: Claim) -> str:
    """The form in which the article gives a claim's words: a key of `FORMS`."""
    if claim.speaker_unknown:
        return UNKNOWN
    forms = {hop.form for hop in claim.attribution if hop.stated}
    return next((form for form in _FORM_WEIGHT if form in forms), OWN_FORM)


def form_beside(claim: Claim) -> str:
    """The form in words, beside a sentence that says who: “No source named” is not said twice."""
    return "" if claim.own_voice else FORMS[form_of(claim)]


def distance_words(far: Distance) -> str:
    """The distance of the origin, qualified by evidence: "presented as first-hand"."""
    return (_PRESENTED if far.beyond else DISTANCE).get(far.hand, DISTANCE[far.hand])


# --- days, names and languages ---------------------------------------------------------------


def capitalised(text: str) -> str:
    """A text with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def is_later(date: EdtfDate, than: EdtfDate) -> bool:
    """Whether all days of a date are after those of another one."""
    first, last = date.earliest, than.latest
    return first is not None and last is not None and first > last


def tenths(value: float) -> str:
    """A number to a tenth, in few letters: fine enough for a line of a figure."""
    return f"{value:.1f}".removesuffix(".0")


_PERCENT, _LESS = N_("%(number)s\u00a0%%"), N_("<%(number)s\u00a0%%")


def percent(part: int, whole: int) -> str:
    """A share in words: "29 %", "<1 %". Shares are rounded, and may add up to 99 or 101."""
    share = round(100 * part / whole) if whole else 0
    return _(_PERCENT, number=share) if share or not part else _(_LESS, number=1)


def page_description(text: str) -> str:
    """A text shortened to a page's description, which search engines and links cut anyway."""
    return text if len(text) <= _DESCRIPTION else f"{text[:_DESCRIPTION]}…"


def period_words(role: Role) -> str:
    """The period in which a role was held, as far as it is known."""
    begin, end = role.from_, role.to
    parts = []
    if begin and end:
        parts.append(_("%(first)s – %(last)s", first=_moment(begin), last=_moment(end)))
    elif begin:
        parts.append(_("from %(day)s", day=_moment(begin)))
    elif end:
        parts.append(_("until %(day)s", day=_moment(end)))
    if role.as_of:
        parts.append(_("as of %(day)s", day=role.as_of.display()))
    return listed(parts)


def _moment(date: EdtfDate) -> str:
    """The start or end of a period, without a dash, since a dash joins the two."""
    first, last = date.earliest, date.latest
    choice = date.text.startswith("[") and ".." in date.text
    if choice and first and last and (last - first).days > 1:
        between = {"first": day_words(first), "last": day_words(last)}
        return _("some day between %(first)s and %(last)s", **between)
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


def tongue_of(title: str, tag: str) -> str:
    """A document's tag, if its title can be in that language: Latin letters are not Persian."""
    if Language(tag).direction == "ltr":
        return tag
    return tag if any(bidirectional(char) in ("R", "AL") for char in title) else ""

"""The words of pages: labels for values of the format, claims' chains, days, names, languages."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, reduce
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
from article_briefings.language import N_, Language, Words, _, day_words, listed, ngettext
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


def distance_words(far: Distance) -> str:
    """The distance of the origin, qualified by evidence: "presented as first-hand"."""
    return (_PRESENTED if far.beyond else DISTANCE).get(far.hand, DISTANCE[far.hand])


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
        return _("%(who)s: %(text)s", who=self.who, text=self.text)


def sentence_of(claim: Claim, name: Names) -> Sentence:
    """A claim's sentence; `name` returns an actor's name."""
    if claim.speaker_unknown:
        who = _(NOT_IDENTIFIED)
    else:
        names = [hop_name(hop, name) for hop in claim.who] or [_(OWN_VOICE)]
        who = reduce(
            lambda who, origin: _("%(who)s, for %(origin)s", who=who, origin=origin), names
        )
    return Sentence(capitalised(who), claim.text)


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

NOT_NAMED = N_("Who says so? Not named.")
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
SIGNS: Mapping[Sign, str] = Words(
    {
        "said-ok": N_("Said, as reported"),
        "said-one": N_("One source only"),
        "said-doubt": N_("Doubtful whether it was said"),
        "said-wrong": N_("Said, but not like this"),
        "said-none": N_("No source named"),
        "so-ok": N_("Shown, or well supported"),
        "so-open": N_("Not settled, or too early"),
        "so-disputed": N_("Disputed"),
        "so-wrong": N_("Not so"),
    }
)
"""The meaning of each sign."""
_BY_SEVERITY: Sequence[Sign] = (
    "so-wrong", "said-wrong", "so-disputed", "said-doubt",
    "so-open", "said-one", "said-none", "so-ok", "said-ok",
)  # fmt: skip


_ENDED = N_("%(answer)s.")
_SAID_BY: Mapping[str, str] = {
    "confirmed": N_("By %(who)s: yes."),
    "single-source": N_("By %(who)s: one source only."),
    "doubtful": N_("By %(who)s: doubtful."),
    "misreported": N_("By %(who)s: not like this."),
}
_JUDGED_WITH: Mapping[str, str] = Words(
    {
        "contradicts": N_("Judged with the claim that it contradicts."),
        "repeats": N_("Judged with the claim that it repeats."),
        "supports": N_("Judged with the claim that it supports."),
        "qualifies": N_("Judged with the claim that it qualifies."),
    }
)


class Answer(NamedTuple):
    """A sentence about a claim that answers one of the two questions."""

    about: Literal["said", "so", ""]
    """The question; empty if nobody has checked the claim. A class of the sentence too."""
    sign: Sign
    words: str
    """"Was it said? By Nasser Kanaani: yes."; of several about one question, the first has it."""


class VerdictWords(tuple[Answer, ...]):
    """Both verdicts on a claim in plain sentences, in this order: not checked, said, so."""

    __slots__ = ()

    def about(self, question: str) -> str:
        """The sentences about "said" or "so"; empty if there is none."""
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
        said[0] = said[0]._replace(words=f"{_(SAID_QUESTION)} {said[0].words}")
    elif claim.source_unnamed:
        said = [Answer("said", "said-none", _(NOT_NAMED))]
    sign: Sign = ""
    answer = ""
    if claim.so:
        sign, answer = SO_SIGNS[claim.so.verdict], _(_ENDED, answer=SO[claim.so.verdict])
    elif not claim.can_be_so:
        answer = _(_ENDED, answer=_(JUDGEMENT))
    elif judged_with:
        answer = _JUDGED_WITH[judged_with]
    elif claim.said:
        answer = _(NOBODY_CHECKED)
    so = [Answer("so", sign, f"{_(SO_QUESTION)} {answer}")] if answer else []
    # In the article's own voice nobody can have said a judgement or not.
    settled = claim.judged or judged_with or (claim.own_voice and not claim.can_be_so)
    unchecked = [] if settled else [Answer("", "", _(NOBODY_CHECKED))]
    return VerdictWords((*unchecked, *said, *so))


def _said_words(claim: Claim, said: Said, name: Names) -> Answer:
    by = said_by(claim, said, name)
    words = _(_SAID_BY[said.verdict], who=by) if by else _(_ENDED, answer=SAID[said.verdict])
    return Answer("said", _SAID_SIGNS[said.verdict], words)


def said_by(claim: Claim, said: Said, name: Names) -> str:
    """Whose saying a verdict is about; empty if the chain has a single step."""
    step = claim.step_of(said)
    if step is None or len(claim.attribution) == 1:
        return ""
    return hop_name(claim.attribution[step], name)


def witness_words(count: Count | None) -> str:
    """A count for `said`, such as "3 accounts, 2 witnesses"; empty if nothing was used."""
    if count is None or not count.used:
        return ""
    used = ngettext("%(num)s account", "%(num)s accounts", count.used)
    return listed((used, ngettext("%(num)s witness", "%(num)s witnesses", count.separate)))


def origin_words(count: Count | None) -> str:
    """A count for `so`, such as "4 reports, 1 origin"; empty if nothing was used."""
    if count is None or not count.used:
        return ""
    used = ngettext("%(num)s report", "%(num)s reports", count.used)
    return listed((used, ngettext("%(num)s origin", "%(num)s origins", count.separate)))


def path_words(path: Sequence[str]) -> str:
    """How a report reached its publisher: "TASS, from Fars"; empty without any."""
    return reduce(lambda to, of: _("%(to)s, from %(source)s", to=to, source=of), path or [""])


# --- how a claim reached the reader --------------------------------------------------------------


class ChainWords(NamedTuple):
    """One step in the sentence of a chain."""

    name: str
    is_outlet: bool
    stated: bool
    """Whether the article states the step; if not, only evidence shows it."""
    identified_as: str = ""

    @staticmethod
    def sentence(steps: "Sequence[ChainWords] | None") -> str:
        """How a claim reached the reader, in words; pass None if the speaker is not identified."""
        if steps is None:
            return _(NOT_IDENTIFIED)
        if not steps:
            return _(OWN_VOICE)
        stated = any(step.stated for step in steps)
        words = link_words(step.is_outlet for step in steps)
        named = zip(words, (_name(step, stated) for step in steps), strict=True)
        joined = listed(_(word, name=name) if word else name for word, name in named)
        return joined if stated else _("No source named; evidence shows %(chain)s", chain=joined)


ACCORDING_TO, REPORTED_BY = N_("according to %(name)s"), N_("as reported by %(name)s")
CARRIED_BY = N_("carried by %(name)s")


def link_words(outlets: Iterable[bool]) -> Iterator[str]:
    """The message for each step of a chain but the first; `outlets` says which are outlets."""
    carried = False
    for position, is_outlet in enumerate(outlets):
        outlet = CARRIED_BY if carried else REPORTED_BY
        yield outlet if is_outlet and position else ACCORDING_TO if position else ""
        carried = carried or is_outlet


def _name(step: ChainWords, mark_evidence: bool) -> str:
    if step.identified_as:
        known = {"name": step.name, "actor": step.identified_as}
        return _("%(name)s (identified as %(actor)s)", **known)
    if mark_evidence and not step.stated:
        return _("%(name)s (shown by evidence)", name=step.name)
    return step.name


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

"""A claim in words: who says it, both verdicts, and how it reached the reader."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Literal, NamedTuple

from article_briefings.corpus import Count
from article_briefings.language import N_, Words, _, listed, ngettext
from article_briefings.models import Claim, Hop, RelationType, Said
from article_briefings.pages._labels import (
    JUDGEMENT,
    NOBODY_CHECKED,
    NOT_IDENTIFIED,
    OWN_VOICE,
    SAID,
    SAID_QUESTION,
    SO,
    SO_QUESTION,
    capitalised,
)

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
_JUDGED_WITH: Mapping[str, str] = {
    "contradicts": N_("The claim that it contradicts has the answer “%(answer)s”."),
    "repeats": N_("Judged with the claim that it repeats: %(answer)s."),
}


class Answer(NamedTuple):
    """A sentence about a claim that answers one of the two questions."""

    about: Literal["said", "so", "unnamed", ""]
    """The question: a class of the sentence too. Empty if nobody has checked the claim.

    "unnamed" if the sentence beside it already says that no source is named.
    """
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
    def beside(self) -> "VerdictWords":
        """The sentences beside one that says who: “No source named” is not said twice."""
        return VerdictWords(answer for answer in self if answer.about != "unnamed")

    @property
    def plain(self) -> str:
        """The sentences beside one that says who, one after the other."""
        return " ".join(answer.words for answer in self.beside)

    @property
    def worst(self) -> Sign:
        """The sign of the answer of which a reader should be most careful; "" without a sign."""
        signs = {answer.sign for answer in self}
        return next((sign for sign in _BY_SEVERITY if sign in signs), "")

    @property
    def worst_meaning(self) -> str:
        """What that sign means, for those who do not see it."""
        return SIGNS[self.worst] if self.worst else ""


def verdict_words(
    claim: Claim, name: Names, judged_with: tuple[RelationType, str] | None = None
) -> VerdictWords:
    """Both verdicts on a claim; `name` returns an actor's name.

    `judged_with` is its relation to a claim that has the answer to “Is it so?”, and that answer.
    """
    said = [_said_words(claim, said, name) for said in claim.said]
    if said:
        said[0] = said[0]._replace(words=f"{_(SAID_QUESTION)} {said[0].words}")
    elif claim.source_unnamed:
        about: Literal["said", "unnamed"] = "unnamed" if claim.own_voice else "said"
        said = [Answer(about, "said-none", _(NOT_NAMED))]
    sign: Sign = ""
    answer = ""
    if claim.so:
        sign, answer = SO_SIGNS[claim.so.verdict], _(_ENDED, answer=SO[claim.so.verdict])
    elif not claim.can_be_so:
        answer = _(_ENDED, answer=_(JUDGEMENT))
    elif judged_with:
        relation, verdict = judged_with
        answer = _(_JUDGED_WITH[relation], answer=SO[verdict])
    elif claim.said:
        answer = _(NOBODY_CHECKED)
    so = [Answer("so", sign, f"{_(SO_QUESTION)} {answer}")] if answer else []
    # In the article's own voice nobody can have said a judgement or not.
    settled = claim.judged or judged_with or (claim.own_voice and not claim.can_be_so)
    if settled:
        return VerdictWords((*said, *so))
    # A judgement has an answer; what nobody has checked is whether it was said.
    nobody = _(NOBODY_CHECKED) if claim.can_be_so else f"{_(SAID_QUESTION)} {_(NOBODY_CHECKED)}"
    return VerdictWords((Answer("", "", nobody), *said, *so))


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

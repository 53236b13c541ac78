"""Published verdicts that changed although no correction says so."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from article_briefings.diagnostics import Diagnostic, Location
from article_briefings.input import Path, Value
from article_briefings.models import Placeholder
from article_briefings.review._comparison import compare
from article_briefings.review._state import Record, State
from article_briefings.review._values import CORRECTION, LOST_PAGE, Change, keyed


@dataclass(frozen=True, slots=True)
class Uncorrected:
    """A published claim that changed so that a correction must name it, and none does.

    Its verdict changed, or it is no longer key, or it was removed.
    """

    claim: str
    """Its id now; if it was removed, the id that it had."""
    briefing: str
    removed: bool
    text: str
    """What changed, in sentences."""
    only_key: bool
    """Whether all that changed is that it is no longer key."""
    location: Location

    @property
    def _field(self) -> str:
        return "withdrawn" if self.removed else "claims"

    def entry(self, day: dt.date) -> Value:
        """The correction, but for the reason, which `check` demands in place of a placeholder."""
        text = f"{self.text} {Placeholder.REASON}"
        return {"date": day.isoformat(), self._field: [self.claim], "text": text}

    def problem(self, revision: str) -> Diagnostic:
        """The problem for the author of the change; `revision` names the state before."""
        what, renamed = f'a published verdict on the claim "{self.claim}" changed', ""
        if self.only_key:
            what = f'the claim "{self.claim}", which has a page, is no longer key'
        if self.removed:
            what = f'the published claim "{self.claim}" was removed'
            renamed = f"; a claim with another id names this one: formerly: [{self.claim}]"
        return Diagnostic(
            "missing-correction",
            self.location,
            f"{what}, and no correction says so",
            found="" if self.removed else self.text,
            expected=f"a new entry under corrections: with {self._field}: [{self.claim}]",
            hint=f"run briefings diff {revision} --record and write the reason{renamed}",
            rests_on=(self.location.path,),
        )

    @classmethod
    def between(cls, before: State, after: State) -> Iterator["Uncorrected"]:
        """The claims of briefings that both states have and that were no drafts before."""
        for unit in compare(before, after).units:
            asked: dict[str, list[Change]] = defaultdict(list)
            for change in unit.changes:
                if any(facet.sentence in (CORRECTION, LOST_PAGE) for facet in change.facets):
                    asked[change.name].append(change)
            for claim, changes in asked.items():
                yield _uncorrected(after.of_kind(unit.kind)[unit.id], claim, changes)

    @property
    def key(self) -> str:
        """The claim with its briefing."""
        return f"{self.briefing}#{self.claim}"


def _uncorrected(record: Record, claim: str, changes: list[Change]) -> Uncorrected:
    if changes[0].what == "removed":
        location = record.document.key_location(("claims",))
        return Uncorrected(claim, record.id, True, "This claim was withdrawn.", False, location)
    number = [*keyed(record.root.get("claims"), "id")].index(claim)
    text = " ".join(f"{change.facets[0].sentence}." for change in changes)
    # The line of the verdict: GitHub shows no box far from a line that has changed.
    base, field = ("claims", number), changes[0].facets[0].label
    places: tuple[Path, ...] = ((*base, field, "verdict"), (*base, field), (*base, "id"))
    place = next((place for place in places if place in record.document.values), base)
    only_key = all(change.facets[-1].sentence == LOST_PAGE for change in changes)
    location = record.document.location(place)
    return Uncorrected(claim, record.id, False, text, only_key, location)

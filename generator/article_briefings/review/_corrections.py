"""Published verdicts that changed although no correction says so."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from article_briefings.diagnostics import Diagnostic, Location, Severity
from article_briefings.input import Path, Value
from article_briefings.models import Placeholder
from article_briefings.review._addresses import LostPage
from article_briefings.review._comparison import compare
from article_briefings.review._state import Record, Renames, State, correction_signs, pair
from article_briefings.review._values import (
    CORRECTION,
    LOST_PAGE,
    Change,
    Facet,
    is_true,
    keyed,
    words,
)
from article_briefings.review._verdicts import corrections_of, named_by, newly_corrected

_ASKING = (CORRECTION, LOST_PAGE)


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
                if any(facet.sentence in _ASKING for facet in change.facets):
                    asked[change.name].append(change)
            for claim, changes in asked.items():
                yield _uncorrected(after.of_kind(unit.kind)[unit.id], claim, changes)

    @classmethod
    def problems(cls, before: State, after: State, revision: str) -> Iterator[Diagnostic]:
        """All problems of a change: corrections that are missing or gone, pages that are lost.

        Notices are about words that readers have seen; whether they mean the same, nobody can tell.
        """
        missing, gone = [*cls.between(before, after)], [*_gone(before, after)]
        yield from (one.problem(revision) for one in missing)
        yield from (problem for problem, _ in gone)
        named = {name for _, names in gone for name in names} | {one.key for one in missing}
        for page in LostPage.between(before, after, frozenset(named)):
            yield page.problem(revision)
        yield from _reworded(before, after, frozenset(named))

    @property
    def key(self) -> str:
        """The claim with its briefing."""
        return f"{self.briefing}#{self.claim}"


def _uncorrected(record: Record, claim: str, changes: list[Change]) -> Uncorrected:
    if changes[0].what == "removed":
        location = record.document.key_location(("claims",))
        return Uncorrected(claim, record.id, True, "This claim was withdrawn.", False, location)
    number = [*keyed(record.root.get("claims"), "id")].index(claim)
    said = (facet for change in changes for facet in change.facets)
    sentences = [facet.sentence for facet in said if facet.sentence not in ("", *_ASKING)]
    text = " ".join(f"{sentence}." for sentence in sentences)
    # The line of the verdict: GitHub shows no box far from a line that has changed.
    base: Path = ("claims", number)
    field: Path = (*base, *changes[0].facets[0].label.split(" "))
    places: tuple[Path, ...] = ((*field, "verdict"), field, (*base, "id"))
    place = next((place for place in places if place in record.document.values), base)
    only_key = all(change.facets[-1].sentence == LOST_PAGE for change in changes)
    location = record.document.location(place)
    return Uncorrected(claim, record.id, False, text, only_key, location)


def _published(before: State, after: State) -> Iterator[tuple[Record, Record]]:
    """The briefings that both states have, as they were and are; drafts have no readers."""
    for name, now in Renames.between(before, after).ids["briefing"].items():
        old = before.of_kind("briefing")[name]
        if not is_true(old.root.get("draft")):
            yield old, after.of_kind("briefing")[now]


def _gone(before: State, after: State) -> Iterator[tuple[Diagnostic, list[str]]]:
    """A problem for each correction that is gone, or names a claim no more; the claims it named.

    Their names have the form `briefing#claim`.
    """
    renamed = Renames.between(before, after).claims
    for old, new in _published(before, after):
        one, other = (keyed(side.root.get("corrections"), "text") for side in (old, new))
        edited, there = pair(one, other, correction_signs), keyed(new.root.get("claims"), "id")
        for text, item in one.items():
            ids = {name: renamed[old.id].get(name, name) for name in named_by([item])}
            lost = sorted(
                now
                for name, now in ids.items()
                if text not in edited
                or (now in there and corrections_of(new.root).isdisjoint((name, now)))
            )
            if text in edited and not lost:
                continue
            what = f'names the claim "{lost[0]}" no more' if text in edited else "is gone"
            field = "corrections" if "corrections" in new.root else "title"
            problem = Diagnostic(
                "missing-correction",
                new.document.key_location((field,)),
                f"a published correction {what}",
                found=f"before: {words(item.get('date'))}, {words(item.get('text'))}",
                expected="every published correction as it was, and a new entry for what is new",
                rests_on=(new.document.path,),
            )
            yield problem, [f"{new.id}#{name}" for name in lost]


def _reworded(before: State, after: State, named: frozenset[str]) -> Iterator[Diagnostic]:
    """A notice for each published sentence with other words, unless a problem names its claim."""
    published = {new.id: (old, new) for old, new in _published(before, after)}
    for unit in compare(before, after).units:
        if unit.kind != "briefing" or unit.id not in published:
            continue
        old, new = published[unit.id]
        done = named | {f"{unit.id}#{name}" for name in newly_corrected(old, new)}
        for change in unit.changes:
            if change.part == "claim" and f"{unit.id}#{change.name}" not in done:
                label = _SENTENCES.get(change.what, "")
                yield from (_notice(new, change, f) for f in change.facets if f.label == label)
            elif (change.part, change.what) == ("correction", "reworded"):
                yield _notice(new, change, change.facets[0])


_SENTENCES = {"reworded": "text", "re-attributed": "path", "changed": "finding"}
"""The words in which every list, card and feed shows a claim, by what happened to them."""


def _notice(record: Record, change: Change, facet: Facet) -> Diagnostic:
    key = {"claim": "id", "correction": "text"}[change.part]
    number = [*keyed(record.root.get(f"{change.part}s"), key)].index(change.name)
    field = {"path": "attribution"}.get(facet.label, facet.label)
    base = (f"{change.part}s", number)
    place = (*base, field) if (*base, field) in record.document.values else base
    claim = f'of the claim "{change.name}"' if change.part == "claim" else "of a correction"
    return Diagnostic(
        "published-words",
        record.document.location(place),
        f"the published {field} {claim} changed",
        found=f"before: {facet.before or 'nothing'}",
        hint="a fixed typo needs nothing; if the meaning changed, say so under corrections:",
        severity=Severity.NOTICE,
    )

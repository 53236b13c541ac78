"""Published addresses that lead nowhere after a change.

A briefing has a page. So has a claim if it is key or a correction names it. Renamed ones need a
redirect, and removed ones a page that says so.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from article_briefings.diagnostics import Diagnostic, Location
from article_briefings.input import Path, Value
from article_briefings.models import Placeholder
from article_briefings.review._state import Record, Renames, State
from article_briefings.review._values import UnitKind, fields, is_true, items, keyed, words
from article_briefings.review._verdicts import corrections_of


class _Page(NamedTuple):
    """The page of a claim; that of the briefing if `claim` is empty."""

    briefing: str
    claim: str = ""


@dataclass(frozen=True, slots=True)
class LostPage:
    """The page of a published briefing or claim at whose address nothing would be."""

    LIST: ClassVar = "briefings/withdrawn.yml"
    briefing: str
    claim: str
    old: Record
    new: Record | None
    """The briefing, or the entry of withdrawn ones, that the page belongs to now."""
    renamed: str = ""
    """The claim's id now, if it has another."""
    kind: UnitKind = "briefing"

    @classmethod
    def between(
        cls, before: State, after: State, named: frozenset[str] = frozenset()
    ) -> Iterator["LostPage"]:
        """The lost pages, except those of claims that are `named`, as `briefing#claim`.

        A briefing without an address is one lost page, whatever claims it has.
        """
        renames, there = Renames.between(before, after), _pages(after)
        for kind in _OTHERS:
            yield from cls._renamed(kind, before, after, renames)
        if cls.LIST in after.unread:
            return
        briefings, seen = after.of_kind("briefing"), set[str]()
        for page, old in _pages(before).items():
            if page in there or old.document.path in after.unread:
                continue
            home = there.get(_Page(page.briefing))
            if not page.claim:
                renamed = briefings.get(renames.ids["briefing"].get(old.id, ""))
                new = renamed or there.get(_Page(old.id))
                if new and new.document.path in after.unread:
                    continue
                if page.briefing == old.id or not (new is None or _is_draft(new)):
                    yield cls(page.briefing, "", old, new)
            elif home and (key := f"{home.id}#{page.claim}") not in named | seen:
                seen.add(key)
                claims = renames.claims.get(old.id, {})
                name = claims.get(page.claim, "")
                yield cls(page.briefing, page.claim, old, home, name)

    @classmethod
    def _renamed(
        cls, kind: UnitKind, before: State, after: State, renames: Renames
    ) -> Iterator["LostPage"]:
        """The lost pages of actors, notes, topics and stories that have another id now."""
        old, new = before.of_kind(kind), after.of_kind(kind)
        there = {address for record in new.values() for address in _addresses(record)}
        for name, now in renames.ids[kind].items():
            lost = (address for address in _addresses(old[name]) if address not in there)
            yield from (cls(address, "", old[name], new[now], kind=kind) for address in lost)

    @property
    def is_removed(self) -> bool:
        """Whether a briefing was removed; else it, or its claim, has another address."""
        return not self.claim and self.new is None

    def entry(self, day: dt.date) -> dict[str, Value]:
        """The entry of withdrawn.yml for a removed briefing, but for the reason."""
        root = self.old.root
        claims: list[Value] = [*dict.fromkeys(_claims(self.old))]
        former = [*items(root.get("formerly"))]
        return {
            "title": words(root.get("title")),
            "date": day.isoformat(),
            "text": f"This briefing was withdrawn. {Placeholder.REASON}",
            **({"claims": claims} if claims else {}),
            **({"formerly": former} if former else {}),
        }

    def problem(self, revision: str) -> Diagnostic:
        """The problem for the author of the change; `revision` names the state before."""
        location, message, expected, hint = self._words(revision)
        paths = (location.path, self.old.document.path)
        return Diagnostic(
            "lost-page", location, message, expected=expected, hint=hint, rests_on=paths
        )

    def _words(self, revision: str) -> tuple[Location, str, str, str]:
        """Where the problem is, what it is, what is expected, and how to fix it."""
        if self.new is None:
            return (
                Location(self.old.document.path),
                f'the published briefing "{self.briefing}" was removed, and nothing says so',
                f'an entry "{self.briefing}" in {self.LIST}',
                f"run briefings diff {revision} --record and write the reason; if the briefing "
                f"has another folder, write formerly: [{self.briefing}] in its briefing.yml",
            )
        if not self.claim and _is_draft(self.new):
            return (
                self.new.document.key_location(("draft",)),
                f'the published briefing "{self.briefing}" is a draft again, and has no page',
                "a briefing without draft: true",
                f"keep it published, or remove its folder and add it to {self.LIST}",
            )
        if not self.claim:
            title = "name" if self.kind == "actor" else "title"
            what = f"{'published ' * (self.kind == 'briefing')}{self.kind}"
            own = "folder's name without its date" if self.kind == "briefing" else "id"
            return (
                self.new.document.key_location((*self.new.base, title)),
                f'the old address of the {what} "{self.briefing}" leads nowhere',
                f"formerly: [{self.briefing}]",
                f"the {own} is the address; add the old one",
            )
        what = f'the published page of the claim "{self.claim}" leads nowhere'
        if self.renamed and self.renamed != self.claim:
            number = [*keyed(self.new.root.get("claims"), "id")].index(self.renamed)
            where = self.new.document.location(("claims", number, "id"))
            hint = f'the claim is "{self.renamed}" now; add its old id'
            return where, what, f"formerly: [{self.claim}]", hint
        base = self.new.base
        lists: tuple[Path, ...] = ((*base, "corrections"), (*base, "claims"))
        place = next((one for one in lists if one in self.new.document.values), base)
        return (
            self.new.document.key_location(place),
            what,
            f'"{self.claim}" under claims:, withdrawn: or formerly:, where it was named before',
            f"see what removed it with briefings diff {revision}",
        )


_OTHERS: tuple[UnitKind, ...] = ("actor", "background note", "topic", "story")


def _addresses(record: Record) -> tuple[str, ...]:
    """The id of a record, and the ids that it had."""
    return (record.id, *map(words, items(record.root.get("formerly"))))


def _pages(state: State) -> dict[_Page, Record]:
    """The published pages, and the briefing or the entry of the list to which each belongs."""
    records = (
        *(r for r in state.of_kind("briefing").values() if not _is_draft(r)),
        *state.of_kind("withdrawn briefing").values(),
    )
    return {
        _Page(slug, claim): record
        for record in records
        for slug in _addresses(record)
        for claim in ("", *_claims(record))
    }


def _is_draft(record: Record) -> bool:
    return is_true(record.root.get("draft"))


def _claims(record: Record) -> Iterator[str]:
    """The ids with which claims have pages, now or earlier; a withdrawn briefing lists them."""
    root = record.root
    if record.base:
        yield from map(words, items(root.get("claims")))
        return
    corrected = corrections_of(root)
    for name, claim in keyed(root.get("claims"), "id").items():
        ids = [name, *map(words, items(claim.get("formerly")))]
        if is_true(claim.get("key")) or not corrected.isdisjoint(ids):
            yield from ids
    for item in items(root.get("corrections")):
        yield from map(words, items(fields(item).get("withdrawn")))

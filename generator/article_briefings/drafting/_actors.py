"""Resolves the words for a speaker to an actor, registered or new, or to an unnamed source."""

import datetime as dt
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from article_briefings.drafting import _naming as naming
from article_briefings.drafting._excerpts import shortened
from article_briefings.drafting._lexicon import DETERMINERS, POSSESSIVES, PREPOSITIONS
from article_briefings.drafting._lexicon import words as words_in
from article_briefings.drafting._lexicon_names import SEATS, TITLES
from article_briefings.drafting._names import bearers_of_all, find_names
from article_briefings.drafting._tokens import Token, words_of
from article_briefings.models import MAX_LINE, Actor, ActorType, Span, id_problem, suggest_id

NOBODY = "somebody whom the article does not name"
LONGEST_REMARK = 160
_MOST_WORDS = 6
"""A longer phrase for a speaker is usually a misreading."""
_LONGEST_SPEAKER = 100
_LONGEST_NAME = 5
_LONGEST_NAME_OF_ROLE = 60
_TAILS: Mapping[ActorType, frozenset[str]] = {
    "outlet": words_in("news agency newspaper daily website television radio channel"),
    "state": words_in("government"),
}
"""Words that may follow the name of an actor of a type."""


@dataclass(frozen=True, slots=True)
class DraftSpeaker:
    """An actor's id, or the words for a source that the article does not name."""

    actor: str = ""
    unnamed: str = ""
    doubt: str = ""
    """Why the speaker is uncertain; empty if it is not."""

    @classmethod
    def of_words(cls, words: str) -> "DraftSpeaker":
        """An unnamed source, by its words if it has any."""
        return cls(unnamed=shortened(words, MAX_LINE).strip() or NOBODY)


@dataclass
class NewActor:
    """A probable speaker who is not in the register."""

    name: str
    type: ActorType
    guessed: bool
    """Whether the type is a guess, because nothing in the text shows it."""
    names: dict[str, None] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    """Other names for its file."""
    gender: naming.Gender = ""


class Actors:
    """The actors of one article: those of the register, and those whom only the text names."""

    def __init__(
        self,
        text: str,
        register: Mapping[str, Actor],
        published: dt.date,
        reserved: Collection[str] = (),
    ) -> None:
        self.text, self.register, self.reserved = text, register, reserved
        self.published = published
        self.new: dict[str, NewActor] = {}
        self.extra_names: defaultdict[str, dict[str, None]] = defaultdict(dict)
        """Further names that the text uses for registered actors, such as seats of government."""
        self.roles: dict[str, str] = {}
        """What the text calls persons of whom the register gives no office."""
        self._bearers = bearers_of_all(register)
        self._keys: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for name, bearers in self._bearers.items():
            self._keys[naming.name_key(name)].extend(bearers)
        named = find_names(text, ((name, [name]) for name in self._bearers))
        self._mentions = sorted((span, item.actor) for item in named for span in item.spans)
        self._full_names: dict[str, list[str]] = {}
        self._first_full: dict[str, int] = {}
        self._doubted: set[str] = set()

    def speaker(self, words: Sequence[Token]) -> DraftSpeaker:
        """The speaker that a noun phrase names."""
        found = (
            self._by_mention(words)
            or self._by_seat(words)
            or self._by_name(words)
            or self._unnamed(words)
        )
        actor = self.register.get(found.actor)
        if self.type_of(found) == "person" and not (actor and actor.roles):
            self._note_role(found.actor, naming.role_before(words))
        return found

    def type_of(self, speaker: DraftSpeaker) -> str:
        """The type of an actor, registered or new; empty for an unnamed source."""
        actor = self.register.get(speaker.actor) or self.new.get(speaker.actor)
        return actor.type if actor else ""

    def gender_of(self, speaker: DraftSpeaker, words: Sequence[Token] = ()) -> naming.Gender:
        """The gender of an actor, or the one that these words for a speaker show."""
        shown = naming.gender_of_words(word.text for word in words)
        if speaker.actor in self.register:
            return naming.gender_of(self.register[speaker.actor]) or shown
        if speaker.actor in self.new:
            new = self.new[speaker.actor]
            new.gender = new.gender or naming.gender_of_words(new.name.split()[:1]) or shown
            return new.gender
        return shown

    def mentions(self, start: int, end: int, most: int) -> Iterator[tuple[Span, DraftSpeaker]]:
        """The registered actors whom a stretch of the text names, with the places of the names."""
        first, last = (
            bisect_left(self._mentions, at, key=lambda item: item[0].start) for at in (start, end)
        )
        for span, name in self._mentions[first:last][:most]:
            yield span, self._bearer(name, words_of(self.text, span))

    def is_called(self, actor: str, name: str) -> bool:
        """Whether a name in the text refers to this actor and apparently to no other."""
        if name in self._doubted:
            return False
        is_person = self.type_of(DraftSpeaker(actor)) == "person"
        return not is_person or " " in name or self._in_full(name) in ([], [actor])

    def _note_role(self, actor: str, words: Sequence[Token]) -> None:
        role = " ".join(self._words(words).split()) if words else ""
        if role and len(role) <= _LONGEST_NAME_OF_ROLE:
            self.roles.setdefault(actor, role)

    # --- names of the register ---

    def _by_mention(self, words: Sequence[Token]) -> DraftSpeaker | None:
        """The actor whose registered name is the head of the phrase."""
        subject = Span(words[0].span.start, words[-1].span.end)
        inside = [(span, name) for span, name in self._mentions if subject.contains(span)]
        if not inside:
            return None
        span, name = inside[-1]
        if self.text.startswith(POSSESSIVES, span.end):
            return None
        tail = [word for word in words if word.span.start >= span.end]
        before = [word for word in words if word.span.end <= span.start]
        kinds = {self.register[actor].type for actor in self._bearers[name]}
        if kinds == {"person"} and tail and tail[0].lower in PREPOSITIONS:
            tail = []  # "Ada Fable of the Council"
        allowed = frozenset().union(*(_TAILS.get(kind, frozenset()) for kind in kinds))
        if any(word.lower not in allowed for word in tail):
            return None
        while before and before[-1].lower in DETERMINERS:
            before.pop()
        is_complement = bool(before) and before[-1].lower in PREPOSITIONS | {"and"}
        return None if is_complement else self._bearer(name, words)

    def _bearer(self, name: str, words: Sequence[Token]) -> DraftSpeaker:
        """The actor that a name refers to here, judged by full names and titles.

        A person's one-word name refers to one named in full, else to another that fits. If it
        comes before any full name, it may refer to any actor with that name.
        """
        bearers = self._bearers.get(name, ())
        groups = [[*bearers]]
        if " " not in name and all(self.register[one].type == "person" for one in bearers):
            in_full = self._in_full(name)
            others = [actor for actor in bearers if actor not in in_full]
            first = self.text.find(name)
            is_first = self._first_full.get(name, first) > first
            groups = [[*in_full, *others]] if is_first else [in_full, others]
        found = DraftSpeaker(doubt=f"who is “{name}”?")
        for group in filter(None, groups):
            found = self._chosen(name, group, words)
            if found.actor or self._allowed(name, group, words):
                break
        return found

    def _chosen(self, name: str, candidates: Sequence[str], words: Sequence[Token]) -> DraftSpeaker:
        """The only candidate that titles allow; otherwise a doubt naming the possible actors."""
        allowed = self._allowed(name, candidates, words)
        if len(allowed) == 1:
            if allowed[0] in self.new:
                self.new[allowed[0]].names[name] = None
            elif len(self._bearers.get(name, ())) != 1:
                self.extra_names[allowed[0]][name] = None
            return DraftSpeaker(allowed[0])
        said = " ".join(word.text for word in words)
        self._doubted.add(name)
        if allowed:
            return may_be(said, allowed)
        ruled_out = ", ".join(sorted(candidates))
        return DraftSpeaker(doubt=f"“{shortened(said, LONGEST_REMARK)}” does not fit {ruled_out}")

    def _allowed(self, name: str, candidates: Sequence[str], words: Sequence[Token]) -> list[str]:
        """The candidates whom titles do not rule out."""
        titles = [word for word in words if word.lower in TITLES or naming.is_human(word.lower)]
        gender = naming.gender_of_words(word.text for word in titles)
        genders = {actor: self.gender_of(DraftSpeaker(actor)) for actor in candidates}
        allowed = [actor for actor in candidates if not gender or genders[actor] in ("", gender)]
        if " " in name:
            return allowed
        roles = {one: self.register[one].roles if one in self.register else () for one in allowed}
        allowed = naming.holders(naming.office_in(titles), roles, self.published)
        return [one for one in allowed if gender and genders[one] == gender] or allowed

    def _in_register(self, name: str) -> DraftSpeaker | None:
        """The registered actor with this full name, in any spelling."""
        found = list(dict.fromkeys(self._keys.get(naming.name_key(name), ()))) or [
            identifier
            for identifier, actor in self.register.items()
            if actor.type == "person"
            and any(naming.names_agree(name, own) for own in (actor.name, *actor.aliases))
        ]
        if len(found) > 1:
            return may_be(name, found)
        return self._registered(found[0], name) if found else None

    def _registered(self, identifier: str, name: str) -> DraftSpeaker:
        """A registered actor, for whom the text uses a further name."""
        self.extra_names[identifier][name] = None
        return DraftSpeaker(identifier)

    # --- other names ---

    def _by_seat(self, words: Sequence[Token]) -> DraftSpeaker | None:
        """The state for which its capital is used: "Moscow summoned"."""
        seat = words[0].text
        if len(words) != 1 or seat not in SEATS:
            return None
        for identifier, actor in sorted(self.register.items()):
            if actor.type == "state" and SEATS[seat] in (actor.name, *actor.aliases):
                return self._registered(identifier, seat)
        return self._added(SEATS[seat], "state", False, seat)

    def _by_name(self, words: Sequence[Token]) -> DraftSpeaker | None:
        """The actor that the capitalised words of a phrase name."""
        run = naming.name_in(words)
        titles = naming.titles_before(words, run) if run else 0
        own = run[titles:]
        if not own or len(run) > _LONGEST_NAME:
            return None  # "the Foreign Minister": an office, not a name
        name = self._words(own)
        if len(name) > _LONGEST_SPEAKER:
            return None
        if len(own) == 1 and name in self._bearers:
            who = " or ".join(self._bearers[name])
            return DraftSpeaker(doubt=f"“{self._words(words)}” contains the name of {who}")
        registered = self._by_outlet(own) or (self._in_register(name) if len(own) > 1 else None)
        if registered:
            return registered
        if len(own) == 1 and self._in_full(name):
            return self._bearer(name, words)
        if not naming.is_name(self.text, words, run):
            return None
        kind, guessed = naming.type_of_name(words, run, bool(titles))
        is_whole = kind in ("outlet", "organisation")
        return self._added(self._words(run) if is_whole else name, kind, guessed)

    def _by_outlet(self, run: Sequence[Token]) -> DraftSpeaker | None:
        """The registered outlet with this name plus words like "News Agency"."""
        end = len(run)
        while end > 1 and run[end - 1].lower in _TAILS["outlet"]:
            end -= 1
        found = (
            self._keys.get(naming.name_key(self._words(run[:end])), ()) if end < len(run) else ()
        )
        outlets = [one for one in found if self.register[one].type == "outlet"]
        return self._registered(outlets[0], self._words(run)) if len(outlets) == 1 else None

    def _in_full(self, name: str) -> list[str]:
        """The persons, registered or new, whose full names in the text include `name`."""
        if name not in self._full_names:
            self._full_names[name] = []  # stops the recursion for a name within a name
            found: dict[str, None] = {}
            for run in naming.full_names(self.text, name):
                kind, guessed = naming.type_of_name(run, run, titled=True)
                shorter = (self._words(run[at:]) for at in range(len(run) - 1))
                registered = next(filter(None, map(self._in_register, shorter)), None)
                speaker = registered or self._added(self._words(run), kind, guessed)
                start = run[0].span.start
                self._first_full[name] = min(start, self._first_full.get(name, start))
                if speaker and speaker.actor and self.type_of(speaker) in ("person", kind):
                    found[speaker.actor] = None
            self._full_names[name] = list(found)
        return self._full_names[name]

    def _added(
        self, name: str, kind: ActorType, guessed: bool, as_written: str = ""
    ) -> DraftSpeaker | None:
        """A new actor, or the actor who has its id; `as_written` are other words for the name."""
        as_written = as_written or name
        name = re.sub("[’']s$", "", " ".join(name.split()))
        identifier = suggest_id(name)
        if id_problem(identifier):
            return None
        if identifier in self.register:
            return self._in_register(name) or may_be(name, [identifier])
        if identifier in self.reserved:
            return self._registered(identifier, as_written)
        for other, actor in self.new.items():
            if kind == actor.type == "person" and naming.names_agree(name, actor.name):
                identifier = other
        self.new.setdefault(identifier, NewActor(name, kind, guessed)).names[as_written] = None
        return DraftSpeaker(identifier)

    def _unnamed(self, words: Sequence[Token]) -> DraftSpeaker:
        said = " ".join(self._words(words).split())
        if len(said.split()) > _MOST_WORDS or len(said) > _LONGEST_SPEAKER:
            return DraftSpeaker(doubt=f"who is “{shortened(said, LONGEST_REMARK)}”?")
        return DraftSpeaker(unnamed=said)

    def _words(self, run: Sequence[Token]) -> str:
        return self.text[run[0].span.start : run[-1].span.end]


def may_be(words: str, names: Iterable[str]) -> DraftSpeaker:
    """A speaker in doubt, with the actors or sources that it may be."""
    candidates = " or ".join(sorted(set(names)))
    return DraftSpeaker(doubt=f"“{shortened(words, LONGEST_REMARK)}” may be {candidates}")

"""Resolves the words before or after a cue to an actor, registered or new, or an unnamed source."""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from article_briefings.drafting._excerpts import shortened
from article_briefings.drafting._lexicon import DETERMINERS, PREPOSITIONS, PRONOUNS
from article_briefings.drafting._lexicon import words as words_in
from article_briefings.drafting._lexicon_names import SEATS, TITLES
from article_briefings.drafting._names import bearers_of_all, find_names
from article_briefings.drafting._naming import (
    full_names,
    given_names,
    is_human,
    is_name,
    is_plural,
    name_in,
    titles_before,
    type_of_name,
)
from article_briefings.drafting._people import (
    Gender,
    gender_of,
    gender_of_words,
    holders,
    name_key,
    names_agree,
    office_in,
    pronoun_gender,
)
from article_briefings.drafting._speech import SpeechStep
from article_briefings.drafting._subjects import opening_subject
from article_briefings.drafting._tokens import Sentence, Token, sentences, words_of
from article_briefings.models import Actor, ActorType, Span, id_problem, paragraphs, suggest_id

NOBODY = "somebody whom the article does not name"
_MOST_WORDS = 6
"""A longer phrase for a speaker is usually a misreading."""
_LONGEST_SPEAKER = 100
_LONGEST_REMARK = 160
_LONGEST_NAME = 5
_FAR = 30
"""How many sentences before a pronoun are searched for its referent."""
_MOST_NAMES = 20
"""How many names in a sentence are considered."""
_TAILS: Mapping[ActorType, frozenset[str]] = {
    "outlet": words_in("news agency newspaper daily website television radio channel"),
    "state": words_in("government"),
}


@dataclass(frozen=True, slots=True)
class DraftSpeaker:
    """An actor's id, or the words for a source that the article does not name."""

    actor: str = ""
    unnamed: str = ""
    doubt: str = ""
    """Why the speaker is uncertain; empty if it is not."""


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
    gender: Gender = ""


@dataclass(frozen=True, slots=True)
class _Subject:
    """A grammatical subject to which a pronoun can refer."""

    at: int
    speaker: DraftSpeaker
    kind: str
    gender: Gender


class Speakers:
    """Resolves the speakers of one article, in the order of the text."""

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
        self.extra_names: dict[str, dict[str, None]] = {}
        """Further names that the text uses for registered actors, such as seats of government."""
        self._bearers = bearers_of_all(register)
        self._keys: dict[tuple[str, ...], list[str]] = {}
        for name, bearers in self._bearers.items():
            self._keys.setdefault(name_key(name), []).extend(bearers)
        named = find_names(text, ((name, [name]) for name in self._bearers))
        self._mentions = sorted((span, item.actor) for item in named for span in item.spans)
        self._heard: list[_Subject] = []
        self._full_names: dict[str, list[str]] = {}
        self._first_full: dict[str, int] = {}
        self._doubted: set[str] = set()
        self._sentences: list[Sentence] = []

    def resolve(self, said: SpeechStep) -> DraftSpeaker:
        """The speaker of a step."""
        if said.passive:
            return DraftSpeaker(unnamed=NOBODY)
        if said.subject is None:
            return DraftSpeaker(doubt=f"no speaker was found beside “{self._line(said.cue)}”")
        words = words_of(self.text, said.subject)
        pronoun = PRONOUNS.get(words[0].lower) if len(words) == 1 else None
        if pronoun:
            speaker = self._meant(pronoun, words[0])
            self._hear(said.subject.start, speaker, pronoun, pronoun_gender(words[0].lower))
            return speaker
        speaker = self._named(words)
        kind, gender = self._kind(speaker, words), self._gender(speaker, words)
        self._hear(said.subject.start, speaker, kind, gender)
        return speaker

    def is_called(self, actor: str, name: str) -> bool:
        """Whether a name in the text refers to this actor and apparently to no other."""
        if name in self._doubted:
            return False
        in_full = self._in_full(name) if " " not in name and self._is_person(actor) else []
        return in_full in ([], [actor])

    def _is_person(self, actor: str) -> bool:
        return self.type_of(DraftSpeaker(actor)) == "person"

    def _hear(self, at: int, speaker: DraftSpeaker, kind: str, gender: Gender) -> None:
        self._heard.append(_Subject(at, speaker, kind, gender))

    def _named(self, words: Sequence[Token]) -> DraftSpeaker:
        return (
            self._by_mention(words)
            or self._seat(words)
            or self._by_name(words)
            or self._unnamed(words)
        )

    # --- pronouns ---

    def _kind(self, speaker: DraftSpeaker, words: Sequence[Token]) -> str:
        if not speaker.actor and any(word.lower == "and" for word in words):
            return "group"
        kind = self.type_of(speaker)
        if kind:
            return "person" if kind == "person" else "group" if kind == "group" else "body"
        head = _head(words)
        if is_human(head):
            return "group" if is_plural(head) else "person"
        return "group" if head.endswith("s") else "body"

    def type_of(self, speaker: DraftSpeaker) -> str:
        """The type of an actor, registered or new; empty for an unnamed source."""
        if speaker.actor in self.register:
            return self.register[speaker.actor].type
        return self.new[speaker.actor].type if speaker.actor in self.new else ""

    def _gender(self, speaker: DraftSpeaker, words: Sequence[Token]) -> Gender:
        shown = gender_of_words(word.text for word in words)
        if speaker.actor in self.register:
            return gender_of(self.register[speaker.actor]) or shown
        if speaker.actor in self.new:
            new = self.new[speaker.actor]
            new.gender = new.gender or gender_of_words(new.name.split()[:1]) or shown
            return new.gender
        return shown

    def _meant(self, kind: str, pronoun: Token) -> DraftSpeaker:
        """The nearest fitting subject before a pronoun, else the only person named nearby."""
        gender = pronoun_gender(pronoun.lower)
        found = self._all_sentences()
        last = bisect_left(found, pronoun.span.start, key=lambda one: one.span.start)
        for sentence in reversed(found[max(0, last - _FAR) : last]):
            end = min(sentence.span.end, pronoun.span.start)
            for group in (self._subjects(sentence, end), self._persons(sentence, end)):
                fitting = {
                    one.speaker: None
                    for one in group
                    if (one.kind == kind or (kind == "group" and one.kind == "body"))
                    and not (gender and one.gender and gender != one.gender)
                }
                if len(fitting) == 1:
                    return next(iter(fitting))
                if fitting:
                    return DraftSpeaker(doubt=_may_be(pronoun.text, fitting))
        return DraftSpeaker(doubt=f"nobody was found whom “{pronoun.text}” means")

    def _all_sentences(self) -> list[Sentence]:
        if not self._sentences:
            found = (sentences(self.text, paragraph) for paragraph in paragraphs(self.text))
            self._sentences = [sentence for some in found for sentence in some]
        return self._sentences

    def _subjects(self, sentence: Sentence, end: int) -> Iterator[_Subject]:
        """The speakers in a sentence; if there are none, the noun phrase that opens it."""
        heard = [one for one in self._heard if sentence.span.start <= one.at < end]
        yield from heard
        tokens = [token for token in sentence.tokens if token.span.end <= end]
        words = opening_subject(tokens) if tokens and not heard else ()
        if words and not any(word.text.endswith(("’s", "'s")) for word in words[-1:]):
            speaker = self._named(words)
            kind, gender = self._kind(speaker, words), self._gender(speaker, words)
            yield _Subject(words[0].span.start, speaker, kind, gender)

    def _persons(self, sentence: Sentence, end: int) -> Iterator[_Subject]:
        """The persons named in a sentence: those in the register, and others by full name."""
        first, last = (
            bisect_left(self._mentions, at, key=lambda item: item[0].start)
            for at in (sentence.span.start, end)
        )
        places = [
            (span, self._borne(name, words_of(self.text, span)))
            for span, name in self._mentions[first:last][:_MOST_NAMES]
        ]
        for run in islice(given_names(sentence.tokens), _MOST_NAMES):
            span = Span(run[0].span.start, run[-1].span.end)
            if span.end <= end and not any(span.contains(place) for place, _ in places):
                places.append((span, self._named(run)))
        for span, speaker in places:
            possessive = self.text.startswith(("’s", "'s"), span.end)
            if self.type_of(speaker) == "person" and not possessive:
                yield _Subject(span.start, speaker, "person", self._gender(speaker, ()))

    # --- names ---

    def _by_mention(self, words: Sequence[Token]) -> DraftSpeaker | None:
        subject = Span(words[0].span.start, words[-1].span.end)
        inside = [(span, name) for span, name in self._mentions if subject.contains(span)]
        if not inside:
            return None
        span, name = inside[-1]
        tail = [word for word in words if word.span.start >= span.end]
        before = [word for word in words if word.span.end <= span.start]
        if self.text.startswith(("’s", "'s"), span.end):
            return None
        kinds = {self.register[actor].type for actor in self._bearers[name]}
        if kinds == {"person"} and tail and tail[0].lower in PREPOSITIONS:
            tail = []  # "Ada Fable of the Council"
        allowed = frozenset().union(*(_TAILS.get(kind, frozenset()) for kind in kinds))
        if any(word.lower not in allowed for word in tail):
            return None
        while before and before[-1].lower in DETERMINERS:
            before.pop()
        is_complement = bool(before) and before[-1].lower in PREPOSITIONS | {"and"}
        return None if is_complement else self._borne(name, words)

    def _borne(self, name: str, words: Sequence[Token]) -> DraftSpeaker:
        """The actor that a registered name refers to here, judged by full names and titles."""
        bearers = self._bearers[name]
        persons = [actor for actor in bearers if self.register[actor].type == "person"]
        if " " not in name and len(persons) == len(bearers):
            return self._short(name, words, bearers)
        return self._chosen(name, bearers, words)

    def _short(self, name: str, words: Sequence[Token], bearers: Sequence[str]) -> DraftSpeaker:
        """The actor that a one-word name refers to: one named in full, else another that fits.

        If the word comes before any full name, it may refer to any actor with that name.
        """
        in_full = self._in_full(name)
        others = [actor for actor in bearers if actor not in in_full]
        first = self.text.find(name)
        if self._first_full.get(name, first) > first:
            return self._chosen(name, [*in_full, *others], words)
        found = self._chosen(name, in_full, words) if in_full else None
        if found and (found.actor or not others or self._allowed(name, in_full, words)):
            return found
        return (
            self._chosen(name, others, words) if others else DraftSpeaker(doubt=f"who is “{name}”?")
        )

    def _allowed(self, name: str, candidates: Sequence[str], words: Sequence[Token]) -> list[str]:
        """The candidates whom titles do not rule out."""
        titles = [word for word in words if word.lower in TITLES or is_human(word.lower)]
        gender = gender_of_words(word.text for word in titles)
        genders = {actor: self._gender(DraftSpeaker(actor), ()) for actor in candidates}
        allowed = [actor for actor in candidates if not gender or genders[actor] in ("", gender)]
        if " " in name:
            return allowed
        roles = [self.register[one].roles if one in self.register else () for one in allowed]
        allowed = holders(office_in(titles), allowed, roles, self.published)
        return [one for one in allowed if gender and genders[one] == gender] or allowed

    def _chosen(self, name: str, candidates: Sequence[str], words: Sequence[Token]) -> DraftSpeaker:
        """The only candidate that titles allow; otherwise a doubt naming the possible actors."""
        allowed = self._allowed(name, candidates, words)
        if len(allowed) == 1:
            if allowed[0] in self.new:
                self.new[allowed[0]].names[name] = None
            elif name not in self._bearers or len(self._bearers[name]) > 1:
                self.extra_names.setdefault(allowed[0], {})[name] = None
            return DraftSpeaker(allowed[0])
        said = " ".join(word.text for word in words)
        self._doubted.add(name)
        if allowed:
            return DraftSpeaker(doubt=_may_be(said, map(DraftSpeaker, allowed)))
        ruled_out = ", ".join(sorted(candidates))
        return DraftSpeaker(doubt=f"“{shortened(said, _LONGEST_REMARK)}” does not fit {ruled_out}")

    def _in_full(self, name: str) -> list[str]:
        """The persons, registered or new, whose full names in the text include `name`."""
        if name not in self._full_names:
            self._full_names[name] = []  # stops the recursion for a name within a name
            found: dict[str, None] = {}
            for run in full_names(self.text, name):
                kind, guessed = type_of_name(run, run, titled=True)
                in_register = (
                    self._in_register(self._words(run[at:])) for at in range(len(run) - 1)
                )
                speaker = next(filter(None, in_register), None) or self._new(
                    self._words(run), kind, guessed, self._words(run)
                )
                start = run[0].span.start
                self._first_full[name] = min(start, self._first_full.get(name, start))
                if speaker and speaker.actor and self.type_of(speaker) in ("person", kind):
                    found[speaker.actor] = None
            self._full_names[name] = list(found)
        return self._full_names[name]

    def _in_register(self, name: str) -> DraftSpeaker | None:
        """The registered actor with this full name, in any spelling."""
        found = list(dict.fromkeys(self._keys.get(name_key(name), ())))
        if not found:
            found = [
                identifier
                for identifier, actor in self.register.items()
                if actor.type == "person"
                and any(names_agree(name, own) for own in (actor.name, *actor.aliases))
            ]
        if len(found) > 1:
            return DraftSpeaker(doubt=_may_be(name, map(DraftSpeaker, found)))
        if found and name not in self._bearers:
            self.extra_names.setdefault(found[0], {})[name] = None
        return DraftSpeaker(found[0]) if found else None

    def _seat(self, words: Sequence[Token]) -> DraftSpeaker | None:
        """The state for which its capital is used: "Moscow summoned"."""
        if len(words) != 1 or words[0].text not in SEATS:
            return None
        seat, state = words[0].text, SEATS[words[0].text]
        for identifier, actor in sorted(self.register.items()):
            if actor.type == "state" and state in (actor.name, *actor.aliases):
                self.extra_names.setdefault(identifier, {})[seat] = None
                return DraftSpeaker(identifier)
        return self._new(state, "state", False, seat)

    def _by_name(self, words: Sequence[Token]) -> DraftSpeaker | None:
        run = name_in(words)
        if not run or len(run) > _LONGEST_NAME:
            return None
        titled = titles_before(words, run)
        own = run[titled:]
        if not own:
            return None  # "the Foreign Minister": an office, not a name
        name = self._words(own)
        if len(name) > _LONGEST_SPEAKER:
            return None
        if name in self._bearers and len(own) == 1:
            return DraftSpeaker(
                doubt=f"“{self._words(words)}” has the name of {self._who(name)} in it"
            )
        registered = self._of_outlet(own) or (self._in_register(name) if len(own) > 1 else None)
        if registered:
            return registered
        if len(own) == 1 and self._in_full(name):
            return self._short(name, words, ())
        if not is_name(self.text, words, run):
            return None
        kind, guessed = type_of_name(words, run, bool(titled))
        if kind in ("outlet", "organisation"):
            name = self._words(run)
        return self._new(name, kind, guessed, name)

    def _of_outlet(self, run: Sequence[Token]) -> DraftSpeaker | None:
        """The registered outlet with this name plus words like "News Agency"."""
        end = len(run)
        while end > 1 and run[end - 1].lower in _TAILS["outlet"]:
            end -= 1
        found = self._keys.get(name_key(self._words(run[:end])), ()) if end < len(run) else ()
        outlets = [one for one in found if self.register[one].type == "outlet"]
        if len(outlets) != 1:
            return None
        self.extra_names.setdefault(outlets[0], {})[self._words(run)] = None
        return DraftSpeaker(outlets[0])

    def _who(self, name: str) -> str:
        return " or ".join(self._bearers[name])

    def _words(self, run: Sequence[Token]) -> str:
        return self.text[run[0].span.start : run[-1].span.end]

    def _new(
        self, name: str, kind: ActorType, guessed: bool, as_written: str
    ) -> DraftSpeaker | None:
        name = re.sub("[’']s$", "", " ".join(name.split()))
        identifier = suggest_id(name)
        if id_problem(identifier):
            return None
        if identifier in self.register:
            return self._in_register(name) or DraftSpeaker(
                doubt=_may_be(name, [DraftSpeaker(identifier)])
            )
        if identifier in self.reserved:
            self.extra_names.setdefault(identifier, {})[as_written] = None
            return DraftSpeaker(identifier)
        for other, actor in self.new.items():
            if kind == actor.type == "person" and names_agree(name, actor.name):
                identifier = other
        actor = self.new.setdefault(identifier, NewActor(name, kind, guessed))
        actor.names[as_written] = None
        return DraftSpeaker(identifier)

    def _unnamed(self, words: Sequence[Token]) -> DraftSpeaker:
        found = Span(words[0].span.start, words[-1].span.end)
        said = " ".join(found.of(self.text).split())
        if len(said.split()) > _MOST_WORDS or len(said) > _LONGEST_SPEAKER:
            return DraftSpeaker(doubt=f"who is “{self._line(found)}”?")
        return DraftSpeaker(unnamed=said)

    def _line(self, span: Span) -> str:
        return shortened(" ".join(span.of(self.text).split()), _LONGEST_REMARK)


def _may_be(words: str, candidates: Iterable[DraftSpeaker]) -> str:
    names = sorted({one.actor or one.unnamed or one.doubt for one in candidates})
    return f"“{shortened(words, _LONGEST_REMARK)}” may be {' or '.join(names)}"


def _head(words: Sequence[Token]) -> str:
    """The head noun of a phrase: "spokesman" in "a spokesman for the club"."""
    end = next((n for n, word in enumerate(words) if n and word.lower in PREPOSITIONS), len(words))
    return words[end - 1].lower

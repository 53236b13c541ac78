"""Who speaks: the words before or behind a cue as an actor, old or new, or an unnamed source."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from generator.drafting.lexicon.actors import SEATS, TITLES
from generator.drafting.lexicon.grammar import DETERMINERS, PREPOSITIONS, PRONOUNS
from generator.drafting.lexicon.tables import words as words_in
from generator.drafting.names import Named
from generator.drafting.naming import (
    full_names,
    is_human,
    is_name,
    is_plural,
    name_in,
    type_of_name,
)
from generator.drafting.speech import Said
from generator.drafting.tokens import Token, words_of
from generator.models import Actor, Span
from generator.models.register import ActorType
from generator.models.scalars import id_problem, suggest_id

NOBODY = "somebody whom the article does not name"
_LONGEST_UNNAMED = 200
_LONGEST_NAME = 5
_TAILS = words_in("news agency newspaper daily website television radio channel government")


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor's id, or the words for a source that the article does not name."""

    actor: str = ""
    unnamed: str = ""


@dataclass
class NewActor:
    """A probable speaker whom the register does not have."""

    name: str
    type: ActorType
    guessed: bool
    """Whether nothing in the text says what type of actor this is."""
    names: dict[str, None] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    """Other names that its file shall have."""


class Speakers:
    """Resolves the speakers of one article, in the order of the text."""

    def __init__(
        self,
        text: str,
        register: Mapping[str, Actor],
        named: Sequence[Named],
        taken: Collection[str] = (),
    ) -> None:
        self.text, self.register, self.taken = text, register, taken
        self.new: dict[str, NewActor] = {}
        self.extra_names: dict[str, dict[str, None]] = {}
        """Names that the text uses for actors of the register: seats of government."""
        self._mentions = sorted((span, item.actor) for item in named for span in item.spans)
        self._heard: list[tuple[int, Speaker, str]] = []

    def resolve(self, said: Said) -> Speaker:
        """Who takes a step; an empty unnamed source is never the answer."""
        if said.passive or said.subject is None:
            return Speaker(unnamed=NOBODY)
        words = words_of(self.text, said.subject)
        pronoun = PRONOUNS.get(words[0].lower) if len(words) == 1 else None
        if pronoun:
            return self._meant(pronoun, said.subject) or self._unnamed(said.subject)
        speaker = (
            self._known(said.subject, words)
            or self._seat(words)
            or self._by_name(words)
            or self._unnamed(said.subject)
        )
        self._heard.append((said.subject.start, speaker, self._kind(speaker, words)))
        return speaker

    # --- pronouns ---

    def _kind(self, speaker: Speaker, words: Sequence[Token]) -> str:
        kind = self.type_of(speaker)
        if kind:
            return "person" if kind == "person" else "group" if kind == "group" else "body"
        head = words[-1].lower
        if is_human(head):
            return "group" if is_plural(head) else "person"
        return "group" if head.endswith("s") else "body"

    def type_of(self, speaker: Speaker) -> str:
        """The type of an actor, old or new; empty for an unnamed source."""
        if speaker.actor in self.register:
            return self.register[speaker.actor].type
        return self.new[speaker.actor].type if speaker.actor in self.new else ""

    def _meant(self, pronoun: str, place: Span) -> Speaker | None:
        """The last one of its kind who spoke, or whom the register knows as a person."""
        heard = [
            (at, speaker)
            for at, speaker, kind in self._heard
            if at < place.start and (kind == pronoun or (pronoun == "group" and kind == "body"))
        ]
        if pronoun == "person":
            heard += [
                (span.start, Speaker(actor))
                for span, actor in self._mentions
                if span.start < place.start
                and self.register[actor].type == "person"
                and not self.text.startswith(("’s", "'s"), span.end)
            ]
        return max(heard, key=lambda item: item[0], default=(0, None))[1]

    # --- names ---

    def _known(self, subject: Span, words: Sequence[Token]) -> Speaker | None:
        inside = [(span, actor) for span, actor in self._mentions if subject.contains(span)]
        if not inside:
            return None
        span, actor = inside[-1]
        tail = [word for word in words if word.span.start >= span.end]
        before = [word for word in words if word.span.end <= span.start]
        if self.text.startswith(("’s", "'s"), span.end):
            return None
        person = self.register[actor].type == "person"
        if person and tail and tail[0].lower in PREPOSITIONS:
            tail = []  # "Ada Fable of the Council"
        if any(word.lower not in _TAILS for word in tail):
            return None
        while before and before[-1].lower in DETERMINERS:
            before.pop()
        is_complement = bool(before) and before[-1].lower in PREPOSITIONS | {"and"}
        return None if is_complement else Speaker(actor)

    def _seat(self, words: Sequence[Token]) -> Speaker | None:
        """A capital that stands for its state: "Moscow summoned"."""
        if len(words) != 1 or words[0].text not in SEATS:
            return None
        seat, state = words[0].text, SEATS[words[0].text]
        for identifier, actor in sorted(self.register.items()):
            if actor.type == "state" and state in (actor.name, *actor.aliases):
                self.extra_names.setdefault(identifier, {})[seat] = None
                return Speaker(identifier)
        return self._new(state, "state", False, seat)

    def _by_name(self, words: Sequence[Token]) -> Speaker | None:
        run = name_in(words)
        if not run or len(run) > _LONGEST_NAME:
            return None
        titled = max((n for n, word in enumerate(run, 1) if word.lower in TITLES), default=0)
        own = run[titled:]
        if not own:
            return None  # "the Foreign Minister": an office, not a name
        name = self._words(own)
        same = self._of_surname(name) if len(own) == 1 else None
        if same:
            self.new[same].names[name] = None
            return Speaker(same)
        if not is_name(self.text, words, run):
            return None
        kind, guessed = type_of_name(words, run, bool(titled))
        if kind in ("outlet", "organisation"):
            name = self._words(run)
        return self._new(name, kind, guessed, name)

    def _words(self, run: Sequence[Token]) -> str:
        return self.text[run[0].span.start : run[-1].span.end]

    def _of_surname(self, surname: str) -> str | None:
        """Whoever is new, or named in full somewhere in the text, of that surname."""
        for identifier, actor in reversed(self.new.items()):
            if actor.type == "person" and actor.name.split()[-1] == surname:
                return identifier
        for run in full_names(self.text, surname):
            kind, guessed = type_of_name(run, run, titled=True)
            speaker = self._new(self._words(run), kind, guessed, self._words(run))
            if speaker and speaker.actor in self.new:
                return speaker.actor
        return None

    def _new(self, name: str, kind: ActorType, guessed: bool, as_written: str) -> Speaker | None:
        name = " ".join(name.split())
        identifier = suggest_id(name)
        if id_problem(identifier):
            return None
        if identifier in self.register or identifier in self.taken:
            self.extra_names.setdefault(identifier, {})[as_written] = None
            return Speaker(identifier)
        actor = self.new.setdefault(identifier, NewActor(name, kind, guessed))
        actor.names[as_written] = None
        return Speaker(identifier)

    def _unnamed(self, subject: Span) -> Speaker:
        words = " ".join(subject.of(self.text).split())
        return Speaker(unnamed=words if len(words) <= _LONGEST_UNNAMED else NOBODY)

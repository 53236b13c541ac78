"""Checks references: the rules that need all documents at once."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus._counts import Parties, ids_by_name
from article_briefings.diagnostics import Diagnostic, Location
from article_briefings.input import Document, Path
from article_briefings.models import (
    FORMAT,
    Actor,
    BackgroundNote,
    Budget,
    Declarations,
    Story,
    Topic,
    WithdrawnBriefing,
    misspelt,
    question,
)

_ENTRIES = {
    "unknown-actor": ("actor", "a file in briefings/actors/"),
    "unknown-note": ("background note", "a file in briefings/background/"),
    "unknown-topic": ("topic", "an entry of briefings/topics.yml"),
    "unknown-story": ("story", "an entry of briefings/stories.yml"),
}


@dataclass(frozen=True)
class ResolverInput:
    """The input of the resolver: everything that is valid."""

    articles: tuple[AnchoredBriefing, ...]
    actors: Mapping[str, tuple[Document, Actor]]
    notes: Mapping[str, tuple[Document, BackgroundNote]]
    topics: Mapping[str, tuple[Document, Topic]] | None
    """None if topics.yml has a problem of its own."""
    broken_actors: frozenset[str] = frozenset()
    """Ids whose files have a problem of their own.

    References to these are not reported again, and inputs that depend on them are left out. The
    same applies to notes and articles.
    """
    broken_notes: frozenset[str] = frozenset()
    broken_articles: frozenset[str] = frozenset()
    """By slug."""
    stories: Mapping[str, tuple[Document, Story]] | None = field(default_factory=dict)
    """None if stories.yml has a problem of its own."""
    withdrawn: Mapping[str, tuple[Document, WithdrawnBriefing]] = field(default_factory=dict)
    declared: Declarations = Declarations.NOTHING
    """What the project declares."""
    second_review: bool = False
    """Whether a second person must confirm that somebody is misreported or a claim refuted."""
    hints: Budget = field(default_factory=Budget.for_hints, compare=False)
    """The budget for hints at the nearest known names."""

    def unknown(
        self, code: str, name: str, document: Document, *place: str | int
    ) -> Iterator[Diagnostic]:
        """A problem if the register has neither an entry nor a broken file with this id."""
        (ids, broken), (words, entry) = self._register[code], _ENTRIES[code]
        if ids is None or name in ids or name in broken:
            return
        like = question(misspelt(name, ids, self.hints))
        yield Diagnostic(
            code,
            document.location(place),
            f'no {words} has the id "{name}"',
            expected=f"the id of {entry}",
            hint=like or f"add {entry} with this id",
        )

    @cached_property
    def parties(self) -> Parties:
        """The register, for counting."""

        def actor(identifier: str) -> Actor | None:
            found = self.actors.get(identifier)
            return found[1] if found else None

        names = ids_by_name((name, actor) for name, (_, actor) in self.actors.items())
        return Parties(actor, lambda name: names.get(name, ()))

    @cached_property
    def _register(self) -> Mapping[str, tuple[Collection[str] | None, Collection[str]]]:
        return {
            "unknown-actor": (self.actors, self.broken_actors),
            "unknown-note": (self.notes, self.broken_notes),
            "unknown-topic": (self.topics, ()),
            "unknown-story": (self.stories, ()),
        }

    @cached_property
    def drafts(self) -> frozenset[str]:
        """The slugs of the articles that are not to be published."""
        return frozenset(article.slug for article in self.articles if article.summary.draft)


def article_problems(article: AnchoredBriefing, parts: ResolverInput) -> Iterator[Diagnostic]:
    """The problems of unknown ids of actors, notes, topics and stories in an article."""
    if not _names_resolve(article, parts):
        yield from _unknown_names(article, parts)
    outlet = parts.actors.get(article.summary.outlet or "")
    if outlet and outlet[1].type != "outlet":
        yield Diagnostic(
            "outlet-type",
            article.document.location(("source", "outlet")),
            f'"{article.summary.outlet}" is an actor of type {outlet[1].type}',
            expected="an actor with type: outlet",
            hint=f"see {outlet[0].path}",
        )


def _names_resolve(article: AnchoredBriefing, parts: ResolverInput) -> bool:
    """Whether everything that an article names exists, according to its outline."""
    outline, summary = article.outline, article.summary
    return (
        parts.actors.keys() >= set(outline.actors)
        and parts.notes.keys() >= set(outline.notes)
        and (parts.topics is None or parts.topics.keys() >= set(summary.topics))
        and (parts.stories is None or summary.story is None or summary.story in parts.stories)
    )


def _unknown_names(article: AnchoredBriefing, parts: ResolverInput) -> Iterator[Diagnostic]:
    briefing, document = article.briefing, article.document
    for place, name in briefing.actor_references():
        if place not in document.values:  # of the cast and chains, what the file does not list
            continue
        yield from parts.unknown("unknown-actor", name, document, *place)
    for index, topic in enumerate(briefing.topics):
        yield from parts.unknown("unknown-topic", topic, document, "topics", index)
    if briefing.story:
        yield from parts.unknown("unknown-story", briefing.story, document, "story")
    for index, use in enumerate(briefing.background):
        yield from parts.unknown("unknown-note", use.note, document, "background", index, "note")


def needs_broken(article: AnchoredBriefing, parts: ResolverInput) -> bool:
    """Whether an article names an actor or note whose own file has a problem."""
    outline = article.outline
    return not (
        parts.broken_actors.isdisjoint(outline.actors)
        and parts.broken_notes.isdisjoint(outline.notes)
    )


def claim_problems(
    article: AnchoredBriefing, parts: ResolverInput, kinds: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Problems of references to unknown claims, to the claim itself, to a draft or to a judgement.

    `kinds` are those of all claims, by their keys.
    """
    outline = article.outline
    drafts = frozenset() if article.summary.draft else parts.drafts
    own, judgements = f"{article.slug}#", parts.declared.judgements
    places: list[Path] = []
    candidates: set[str] = set()
    for which, (number, relation, name) in enumerate(outline.relations):
        claim, reference = outline.claims[number], article.full_reference(name)
        slug = reference.split("#")[0]
        to_itself, to_a_draft = reference == own + claim, slug in drafts
        unknown = reference not in kinds and slug not in parts.broken_articles
        judgement = relation == "contradicts" and outline.version == FORMAT and not unknown
        judgement = judgement and not judgements.isdisjoint(
            (outline.kinds[number], kinds.get(reference))
        )
        if not (to_itself or to_a_draft or unknown or judgement):
            continue
        places = places or _places_of_relations(article)  # a valid briefing needs none
        place = article.document.location(places[which])
        if to_itself:  # the short form of the reference is the validator's
            yield Diagnostic(
                "self-reference",
                place,
                f'the claim "{claim}" is related to itself',
                expected="the id of another claim",
            )
        if to_a_draft and reference in kinds:
            yield Diagnostic(
                "unknown-claim",
                place,
                f'"{name}" is a claim of a draft, which readers do not see',
                expected="a claim of a published briefing",
                hint=f'finish "{slug}" first, or leave the relation out until then',
            )
        if judgement:
            sides = ((claim, outline.kinds[number]), (name, kinds[reference]))
            judged = next(side for side in sides if side[1] in judgements)
            yield _contradicting_judgement(place, *judged)
        if unknown:
            if not candidates:
                candidates = {*kinds, *(key.removeprefix(own) for key in kinds)}
            like = misspelt(name, candidates, parts.hints) or ""
            yield Diagnostic(
                "unknown-claim",
                place,
                f'there is no claim "{name}"',
                expected="the id of a claim of this briefing, or article-slug#claim-id",
                hint=question(like.removeprefix(own)),
            )


def _contradicting_judgement(place: Location, claim: str, kind: str) -> Diagnostic:
    return Diagnostic(
        "bad-contradiction",
        place,
        f'nothing can contradict "{claim}": a {kind} is neither so nor not so',
        expected="two claims of which only one can be so",
        hint="leave it out; or write qualifies: if one claim only limits the other",
    )


def _places_of_relations(article: AnchoredBriefing) -> list[Path]:
    """The place of each relation of an article, numbered through all its claims."""
    return [
        ("claims", index, *place)
        for index, claim in enumerate(article.briefing.claims)
        for _, place, _ in claim.relations
    ]


def register_problems(parts: ResolverInput) -> Iterator[Diagnostic]:
    """Problems of references between register files that lead nowhere or are circular."""
    circular = _in_circles(parts)
    for name, (document, actor) in sorted(parts.actors.items()):
        if actor.part_of:
            yield from parts.unknown("unknown-actor", actor.part_of, document, "part_of")
            if name in circular:
                yield Diagnostic(
                    "circular-membership",
                    document.location(("part_of",)),
                    f'"{name}" is, through other actors, part of itself',
                    expected="an actor that is not part of this one",
                )
    for name, (document, note) in sorted(parts.notes.items()):
        for index, other in enumerate(note.related):
            yield from parts.unknown("unknown-note", other, document, "related", index)
            if other == name:
                yield Diagnostic(
                    "self-reference",
                    document.location(("related", index)),
                    "the note is related to itself",
                    expected="the id of another note",
                )
    for name, (document, story) in sorted((parts.stories or {}).items()):
        for index, topic in enumerate(story.topics):
            yield from parts.unknown("unknown-topic", topic, document, name, "topics", index)
        yield from _unknown_findings(parts, document, name, story)


def _unknown_findings(
    parts: ResolverInput, document: Document, name: str, story: Story
) -> Iterator[Diagnostic]:
    """Claims that the findings of a story name and that none of its finished articles makes."""
    articles = [
        article
        for article in (parts.articles if story.findings else ())
        if article.summary.story == name and not article.summary.draft
    ]
    claims = {f"{article.slug}#{claim}" for article in articles for claim in article.outline.claims}
    for number, finding in enumerate(story.findings):
        for index, key in enumerate(finding.claims):
            if key not in claims and key.split("#")[0] not in parts.broken_articles:
                yield Diagnostic(
                    "unknown-claim",
                    document.location((name, "findings", number, "claims", index)),
                    f'no finished briefing of this story has the claim "{key}"',
                    expected="article-slug#claim-id, from a briefing that names this story",
                    hint=question(misspelt(key, claims, parts.hints)),
                )


def _in_circles(parts: ResolverInput) -> set[str]:
    """The ids of all actors that are, through others, part of themselves."""
    circular: set[str] = set()
    seen: set[str] = set()
    for first in parts.actors:
        path: list[str] = []
        name = first
        while name in parts.actors and name not in seen:
            path.append(name)
            seen.add(name)
            name = parts.actors[name][1].part_of or ""
        if name in path:
            circular.update(path[path.index(name) :])
    return circular

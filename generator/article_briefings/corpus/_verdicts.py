"""The rules that need the register: verdicts have enough sources, and former ids are free."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from article_briefings.anchoring import (
    AnchoredBriefing,
    Tally,
)
from article_briefings.check import former_id_taken
from article_briefings.corpus._counts import Count
from article_briefings.corpus._references import ResolverInput
from article_briefings.diagnostics import Diagnostic, Location, Note
from article_briefings.input import Document, Path
from article_briefings.models import Said, So, Story, Topic, WithdrawnBriefing

_WEAKER = {
    "confirmed": "single-source",
    "misreported": "doubtful",
    "corroborated": "supported",
    "refuted": "disputed or unresolved",
}
_MOST_NOTES = 4
_FORMERLY = "formerly"
_Owner = tuple[Sequence[str], Document, Path]
"""The former ids of something, its file, and the place above the field with these."""


def verdict_problems(article: AnchoredBriefing, parts: ResolverInput) -> Iterator[Diagnostic]:
    """Verdicts with too few separate sources, and those that a second person must confirm."""
    outline, day = article.outline, article.summary.published
    against = next((tally for tally in outline.tallies if tally.against), None)
    counted = [(tally, parts.parties.count(tally, day)) for tally in outline.tallies]
    yield from (_too_few(article, *one) for one in counted if not one[1].enough)
    if against and parts.second_review and not (outline.seconded or article.summary.draft):
        place, _ = _verdict(article, against)
        yield Diagnostic(
            "not-seconded",
            article.document.key_location(("review",)),
            "this project requires a second judgement before a briefing says that somebody is "
            "misreported or a claim is refuted",
            expected="second: somebody who is not an annotator and who judged independently",
            hint="add it below annotators:",
            notes=(Note(article.document.location((*place, "verdict")), "the first of them"),),
        )


def _verdict(article: AnchoredBriefing, tally: Tally) -> tuple[Path, Said | So]:
    """A verdict and its place in the file."""
    identifier = article.outline.claims[tally.claim]
    claims = enumerate(article.briefing.claims)
    index, claim = next((n, claim) for n, claim in claims if claim.id == identifier)
    place, verdict = [*claim.verdicts][-1 if tally.said is None else tally.said]
    return ("claims", index, *place), verdict


def _too_few(article: AnchoredBriefing, tally: Tally, count: Count) -> Diagnostic:
    place, verdict = _verdict(article, tally)
    of_so = tally.said is None
    used = _number(count.used, "report" if of_so else "account")
    separate = _number(count.separate, "origin" if of_so else "witness")
    needed = "two separate origins besides the speaker" if of_so else "two separate witnesses"
    return Diagnostic(
        "too-few-sources",
        article.document.location((*place, "verdict")),
        f'the verdict "{tally.verdict}" has too few separate sources',
        found=f"{used}, {separate}",
        expected=f"{needed}, or evidence with record: true",
        hint=f"write {_WEAKER[tally.verdict]}, or add a source that draws on none of these",
        notes=tuple(_uncounted(article, place, verdict))[:_MOST_NOTES],
    )


def _number(number: int, noun: str) -> str:
    plural = f"{noun}es" if noun.endswith("s") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def _uncounted(article: AnchoredBriefing, place: Path, verdict: Said | So) -> Iterator[Note]:
    """The evidence of a verdict that counts nothing, whatever the register says."""
    lineage = article.lineage
    for number, use in enumerate(verdict.evidence):
        location = article.document.location((*place, "evidence", number))
        cited = isinstance(verdict, So) and use.from_
        if use.item in lineage.own:
            yield Note(location, "the article itself does not count")
        elif use.relation != "context" and not cited and lineage.roots[use.item] is None:
            yield Note(location, f"does not count: nobody knows what {use.item} draws on (relays:)")


def former_id_problems(parts: ResolverInput) -> Iterator[Diagnostic]:
    """Former ids of files and entries that something else has or had."""
    articles = {article.slug: article for article in parts.articles}
    renamed = [article for article in articles.values() if article.outline.formerly]
    former: list[_Owner] = [(a.outline.formerly, a.document, ()) for a in renamed]
    former += _entries(parts.withdrawn)
    yield from _taken({*articles, *parts.broken_articles, *parts.withdrawn}, former)
    yield from _not_withdrawn(parts)
    actors = [(actor.formerly, document, ()) for document, actor in parts.actors.values()]
    yield from _taken({*parts.actors, *parts.broken_actors}, actors)
    notes = [(note.formerly, document, ()) for document, note in parts.notes.values()]
    yield from _taken({*parts.notes, *parts.broken_notes}, notes)
    yield from _taken({*(parts.topics or ())}, _entries(parts.topics or {}))
    yield from _taken({*(parts.stories or ())}, _entries(parts.stories or {}))


def _entries(
    listed: Mapping[str, tuple[Document, Topic | Story | WithdrawnBriefing]],
) -> list[_Owner]:
    """The former ids of the entries of a file."""
    return [(one.formerly, document, (name,)) for name, (document, one) in listed.items()]


def _not_withdrawn(parts: ResolverInput) -> Iterator[Diagnostic]:
    """The withdrawn briefings that exist nevertheless."""
    for article in parts.articles:
        if article.slug in parts.withdrawn:
            document, _ = parts.withdrawn[article.slug]
            yield Diagnostic(
                "former-id-taken",
                document.key_location((article.slug,)),
                f'the briefing "{article.slug}" cannot be withdrawn while it exists',
                expected="the slug of a briefing that was removed",
                hint="remove this entry, or the folder of the briefing",
                notes=(Note(article.document.location(), "the briefing"),),
            )


def _taken(ids: set[str], owners: Iterable[_Owner]) -> Iterator[Diagnostic]:
    """The former ids that are among the `ids`, or come twice."""
    first: dict[str, Location] = {}
    for former, document, above in owners:
        for number, name in enumerate(former):
            place: Path = (*above, _FORMERLY, number)
            if name in ids or name in first:
                yield former_id_taken(document, place, name, first.get(name))
            else:
                first[name] = document.location(place)

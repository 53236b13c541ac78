"""Turns an imported article into a drafted briefing whose quotes the checker can find.

Nothing is invented.
"""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from article_briefings.drafting._beginning import ArticleDetails, Beginning, begin
from article_briefings.drafting._draft import (
    Article,
    DraftedBriefing,
    DraftUse,
    NotEnough,
)
from article_briefings.drafting._events import DraftEvent
from article_briefings.drafting._excerpts import Ids
from article_briefings.drafting._imported_claims import Claims
from article_briefings.drafting._imported_marks import Marking
from article_briefings.drafting._imported_model import (
    ImportedArticle,
    ImportedEvent,
    ImportedUse,
    Remark,
    in_quotes,
)
from article_briefings.drafting._imported_sources import ActorIndex
from article_briefings.drafting._names import cast_of
from article_briefings.drafting._saved_page import SavedPage
from article_briefings.models import Placeholder, suggest_id

_MAX_ITEMS = 500
"""The most events, and the most uses of notes, that the format allows in one article."""
_MAX_ANNOTATORS = 50


@dataclass(frozen=True, slots=True)
class ImportedDraft:
    """A drafted briefing, its folder, and remarks on anything that could not be carried over."""

    drafted: DraftedBriefing
    folder: str
    slug: str
    remarks: tuple[Remark, ...]


def draft_import(
    article: ImportedArticle,
    register: ActorIndex,
    today: dt.date,
    notes: Collection[str] = frozenset(),
) -> ImportedDraft | tuple[Remark, ...]:
    """Draft the briefing of an article, or return remarks that say why there is none.

    `notes` are the ids of the project's background notes.
    """
    try:
        beginning, remarks = _begin(article, register)
    except NotEnough as problem:
        return (Remark(article.origin, str(problem)),)
    marking, ids = Marking(article.text), Ids()
    language = beginning.article.language
    claims = tuple(Claims(article, register, marking, ids, language).drafted())
    events = tuple(_events(article, register, marking, ids))
    uses = tuple(_uses(article, marking, notes))
    extensions = marking.extensions(article.origin, article.extensions)
    remarks += marking.remarks
    if not claims:
        nothing = "no claim is left to import, and a briefing has at least one"
        return (*remarks, Remark(article.origin, nothing))
    speaking = {step.speaker.actor for claim in claims for step in claim.steps}
    names = [(actor, found) for actor, found in register.names if actor in speaking]
    named = (article.metadata.annotator,) if article.metadata.annotator else article.annotators
    briefing = DraftedBriefing(
        article=beginning.article,
        cast=cast_of(article.text, names, speaking),
        claims=claims,
        events=events,
        new_actors={},
        annotators=named[:_MAX_ANNOTATORS] or (Placeholder.ANNOTATOR,),
        today=today,
        background=uses,
        extensions=extensions,
    )
    return ImportedDraft(briefing, beginning.folder, beginning.slug, tuple(remarks))


def _begin(article: ImportedArticle, register: ActorIndex) -> tuple[Beginning, list[Remark]]:
    about = article.metadata
    if not suggest_id(about.slug):
        named = in_quotes(about.slug)
        raise NotEnough(f"no address can be made from {named}; give it a slug in the metadata")
    page = SavedPage(
        article.text,
        headline=about.title,
        author=about.author,
        date=about.published,
        language=about.language,
        url=about.url,
    )
    given = ArticleDetails(
        slug=about.slug,
        date=about.published,
        language=about.language,
        outlet=register.outlet(about.outlet) or "",
        title=article.title,
        url=about.url,
    )
    beginning = begin(given, page, article.text, article.sha256, register.actors)
    remarks = []
    if about.outlet and not given.outlet:
        message = f"the outlet {in_quotes(about.outlet)} is not in the register, and was left out"
        remarks.append(Remark(article.origin, message))
    dated: Article = replace(beginning.article, dating=about.dating or _dating(about.published))
    return replace(beginning, article=dated), remarks


def _dating(published: str) -> str:
    return Placeholder.DATE_IMPORTED.format(published=published)


def _events(
    article: ImportedArticle, register: ActorIndex, marking: Marking, ids: Ids
) -> Iterator[DraftEvent]:
    for number, event in enumerate(article.events):
        mark = event.mark
        if number == _MAX_ITEMS:
            marking.leave_out(mark, f"a briefing has at most {_MAX_ITEMS} events")
            return
        quote = marking.quote(mark, marking.spans(mark))
        if not quote:
            continue
        yield DraftEvent(
            ids.given(event.id) or ids.of(event.label, "event"),
            event.date.text,
            quote,
            event.label,
            event.note,
            tuple(_participants(event, register, marking)),
            marking.extensions(mark.origin, event.extensions),
        )


def _participants(event: ImportedEvent, register: ActorIndex, marking: Marking) -> Iterator[str]:
    """The participants that are in the register."""
    for actor in event.actors:
        if actor in register.actors:
            yield actor
        else:
            marking.leave_out(event.mark, f"the register has no actor {in_quotes(actor)}")


def _uses(article: ImportedArticle, marking: Marking, notes: Collection[str]) -> Iterator[DraftUse]:
    count = 0
    for use in article.background:
        if not _is_usable(use, marking, notes):
            continue
        quote = marking.quote(use.mark, marking.spans(use.mark))
        if quote:
            count += 1
            if count > _MAX_ITEMS:
                marking.leave_out(use.mark, f"a briefing has at most {_MAX_ITEMS} uses of notes")
                return
            yield DraftUse(
                use.note, quote, use.why, marking.extensions(use.mark.origin, use.extensions)
            )


def _is_usable(use: ImportedUse, marking: Marking, notes: Collection[str]) -> bool:
    if use.note not in notes:
        marking.leave_out(use.mark, f"briefings/background/ has no note {in_quotes(use.note)}")
    return use.note in notes

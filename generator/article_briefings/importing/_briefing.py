"""Turns an imported article into a drafted briefing, and that into the text of its file.

Nothing is invented, and the checker finds every quote: the file is checked before it is written,
and recognised afterwards.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from article_briefings.anchoring import anchor
from article_briefings.check import validate
from article_briefings.diagnostics import Diagnostic, NotEnough
from article_briefings.drafting import (
    ArticleDetails,
    DraftedBriefing,
    DraftEvent,
    DraftUse,
    briefing_yaml,
    cast_of,
)
from article_briefings.importing._claims import Claims
from article_briefings.importing._marking import Marking
from article_briefings.importing._model import ImportedArticle, Remarks, in_quotes
from article_briefings.importing._register import ActorIndex
from article_briefings.input import Document, SourceText, TextFile, Value, read_yaml
from article_briefings.models import MAX_LINE, Briefing, Placeholder, suggest_id

_MAX_ITEMS = 500
"""The most events, and the most uses of notes, that the format allows in one article."""
_MAX_ANNOTATORS = 50


def draft_import(
    article: ImportedArticle,
    register: ActorIndex,
    today: dt.date,
    notes: Collection[str],
    remarks: Remarks,
) -> DraftedBriefing | None:
    """Draft the briefing of an article; None if there is none. Adds remarks on what is left out.

    `notes` are the ids of the project's background notes.
    """
    about, text = article.metadata, article.source.text
    details = ArticleDetails(
        slug=about.slug,
        date=about.published,
        language=about.language,
        outlet=register.outlet(about.outlet) or "",
        title=article.title or about.title,
        url=about.url,
    )
    try:
        if not suggest_id(about.slug):
            named = in_quotes(about.slug)
            raise NotEnough(f"no address can be made from {named}; give it a slug in the metadata")
        beginning = details.article(None, text, article.source.sha256, register.actors)
    except NotEnough as problem:
        remarks.leave_out(article.origin, str(problem))
        return None
    if about.outlet and not details.outlet:
        message = f"the outlet {in_quotes(about.outlet)} is not in the register, and was left out"
        remarks.leave_out(article.origin, message)
    marking = Marking(text)
    evidence = tuple(_evidence(article, marking))
    items = {str(fields["id"]) for fields in evidence}
    claims = tuple(Claims(article, register, marking, beginning.language, items).drafted())
    events = tuple(_events(article, register, marking, items))
    uses = tuple(_uses(article, marking, notes))
    extensions = marking.extensions(article.origin, article.extensions)
    remarks += marking.remarks
    if not claims:
        message = "no claim is left to import, and a briefing needs at least one"
        remarks.leave_out(article.origin, message)
        return None
    steps = [step for claim in claims for step in claim.steps]
    speaking = {actor for step in steps for actor in (step.speaker.actor, step.identified_as)}
    speaking |= {actor for event in events for actor in event.actors}
    names = [(actor, found) for actor, found in register.names if actor in speaking]
    annotators = (about.annotator,) if about.annotator else article.annotators
    return DraftedBriefing(
        article=replace(
            beginning,
            headline=about.title[:MAX_LINE],
            author=about.author[:MAX_LINE],
            dating=about.dating or Placeholder.DATE_IMPORTED.format(published=about.published),
        ),
        cast=cast_of(text, names, speaking, register.registered),
        claims=claims,
        events=events,
        new_actors={},
        annotators=annotators[:_MAX_ANNOTATORS] or (Placeholder.ANNOTATOR,),
        today=today,
        background=uses,
        extensions=extensions,
        evidence=evidence,
    )


def _evidence(article: ImportedArticle, marking: Marking) -> Iterator[Mapping[str, Value]]:
    """The evidence items; they come first, since verdicts and steps name them by their ids."""
    for number, (origin, fields) in enumerate(article.evidence):
        if number == _MAX_ITEMS:
            marking.remarks.leave_out(origin, f"a briefing has at most {_MAX_ITEMS} items")
            return
        if marking.ids.reserve(str(fields["id"])):
            yield fields
        else:
            name = in_quotes(str(fields["id"]))
            marking.remarks.leave_out(origin, f"there are two evidence items with the id {name}")


def _events(
    article: ImportedArticle, register: ActorIndex, marking: Marking, items: Collection[str]
) -> Iterator[DraftEvent]:
    for number, (mark, event) in enumerate(article.events):
        if number == _MAX_ITEMS:
            marking.leave_out(mark, f"a briefing has at most {_MAX_ITEMS} events")
            return
        quote = marking.quote(mark, marking.spans(mark))
        if not quote:
            continue
        for actor in event.actors:
            if actor not in register.actors:
                marking.leave_out(mark, f"the register has no actor {in_quotes(actor)}")
        yield replace(
            event,
            id=marking.ids.reserve(event.id) or marking.ids.of(event.label, "event"),
            quote=quote,
            actors=tuple(actor for actor in event.actors if actor in register.actors),
            shown_by=event.shown_by if event.shown_by in items else "",
            extensions=marking.extensions(mark.origin, event.extensions),
        )


def _uses(article: ImportedArticle, marking: Marking, notes: Collection[str]) -> Iterator[DraftUse]:
    count = 0
    for mark, use in article.background:
        if use.note not in notes:
            marking.leave_out(mark, f"briefings/background/ has no note {in_quotes(use.note)}")
            continue
        quote = marking.quote(mark, marking.spans(mark))
        if quote and count == _MAX_ITEMS:
            marking.leave_out(mark, f"a briefing has at most {_MAX_ITEMS} uses of notes")
            return
        if quote:
            count += 1
            extensions = marking.extensions(mark.origin, use.extensions)
            yield replace(use, quote=quote, extensions=extensions)


# --- the file ------------------------------------------------------------------------------------

_NONE = "0" * 64
_DIGEST = re.compile(r"^# Imported as ([0-9a-f]{64})\.$", re.MULTILINE)
"""The digest of the file itself. While it matches, nobody has changed the file, and importing
again may replace it. Once it does not, somebody has edited the file, and it stays."""
_DUE = re.compile(r"^  due: (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
_WHY = f"""\
# A draft, made by `briefings import`: every claim is an annotation of others. Reword its text, set
# its kind, check its speaker, or delete it, and remove its `draft: true`. When no draft is left,
# write the bottom line, set `reviewed`, and remove the `draft: true` below: only then is it
# published. Importing again never changes this file once you have. Guide: docs/about/import.md
# Imported as {_NONE}."""


def text_of(drafted: DraftedBriefing, root: Path | None = None) -> str:
    """The text of `briefing.yml`, with its digest."""
    text = briefing_yaml(drafted, _WHY, root=root)
    return text.replace(_NONE, _digest(text), 1)


def without_extensions(drafted: DraftedBriefing) -> DraftedBriefing:
    """The briefing without extensions."""
    return replace(
        drafted,
        claims=tuple(replace(one, extensions={}) for one in drafted.claims),
        events=tuple(replace(one, extensions={}) for one in drafted.events),
        background=tuple(replace(one, extensions={}) for one in drafted.background),
        extensions={},
    )


def problems_of(
    text: str, drafted: DraftedBriefing, registered: Mapping[str, str]
) -> list[Diagnostic]:
    """The problems that the checker would report for the briefing by itself.

    `registered` are the names of actors by id.
    """
    folder = drafted.article.folder
    name = f"briefings/articles/{folder}/briefing.yml"
    large = TextFile.too_large(text.encode(), name, Document.MAX_BYTES)
    if large:
        return [large]
    document, problems = read_yaml(name, text)
    if document is None:
        return problems
    briefing, problems = validate(document, Briefing)
    if briefing is None:
        return problems
    source = SourceText(name, drafted.article.text, drafted.article.sha256)
    return anchor(folder, document, source, briefing, names=registered)[1]


def is_untouched(text: str) -> bool:
    """Whether a file is unchanged since it was imported."""
    found = _DIGEST.search(text)
    return found is not None and found[1] == _digest(text.replace(found[1], _NONE, 1))


def as_dated_in(text: str, drafted: DraftedBriefing) -> DraftedBriefing:
    """The briefing dated as in an earlier text, since a later day alone is not a change."""
    found = _DUE.search(text)
    try:
        due = dt.date.fromisoformat(found[1]) if found else None
        day = due.replace(year=due.year - 1) if due else drafted.today
    except ValueError:
        day = drafted.today
    return replace(drafted, today=day)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

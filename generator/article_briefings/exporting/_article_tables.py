"""The tables of articles and of their parts: the cast, claims, events and evidence."""

from collections.abc import Iterator
from typing import NamedTuple

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import ClaimRef, Distance, full_reference
from article_briefings.exporting._tables import (
    STRETCH,
    Column,
    Owners,
    Stretch,
    always,
    fields,
    inner,
    naming,
    number,
    stretches,
)
from article_briefings.models import Briefing, Claim, Source

_BRIEFING = naming("briefings", briefing="briefing")
_ARTICLES = Owners(
    always("briefing", "The briefing", "owner.slug"), _BRIEFING, lambda article: (article,)
)
_CLAIMS = Owners(
    always("claim", "The claim", "owner.key"), naming("claims", claim="claim"), ClaimRef.of
)
_STEP = inner(Claim, "attribution_")
_IN_LIST = number("number", "The number in the briefing’s list")


def _mentions(article: AnchoredBriefing) -> Iterator[Stretch]:
    for name, _ in article.texts:
        for member, spans in enumerate(article.mentions_in(name), 1):
            yield from stretches(article, name, spans, member)


def _event_quotes(article: AnchoredBriefing) -> Iterator[Stretch]:
    for event, spans in zip(article.briefing.events, article.events, strict=True):
        yield from stretches(article, event.quote_in, spans, event.id)


def _note_quotes(article: AnchoredBriefing) -> Iterator[Stretch]:
    for use, spans in enumerate(article.background, 1):
        name = article.briefing.background[use - 1].quote_in
        yield from stretches(article, name, spans, use)


def _cues(ref: ClaimRef) -> Iterator[Stretch]:
    for step, spans in enumerate(ref.anchored.cues, 1):
        yield from stretches(ref.article, ref.claim.quote_in, spans, step)


class _Extension(NamedTuple):
    """One extension, and the part that it belongs to."""

    of: str
    item: str
    name: str
    json: str


def _extensions(article: AnchoredBriefing) -> Iterator[_Extension]:
    briefing = article.briefing
    owners = [("briefing", article.slug, briefing.extensions)]
    owners += [("claim", claim.id, claim.extensions) for claim in briefing.claims]
    owners += [("event", event.id, event.extensions) for event in briefing.events]
    uses = enumerate(briefing.background, 1)
    owners += [("background", str(number), use.extensions) for number, use in uses]
    for of, item, extensions in owners:
        for name, value in sorted(extensions.items()):
            yield _Extension(of, item, name, value)


ARTICLE_TABLES = (
    _ARTICLES.own_table(
        "The annotated articles, the newest first.",
        "The article’s slug; its page is briefings/<slug>/",
        (
            *fields(Briefing, "title", bottom_line="bluf"),
            *fields(
                Briefing,
                *("outlet", "headline", "author", "published", "dating", "language"),
                *("url", "archived_url", "rights", "sha256", "shown_by"),
                within="source",
            ),
            *fields(Briefing, "story"),
            Column(
                "annotators",
                "Who vouches for the annotation, joined by “; ”",
                lambda row: "; ".join(row.part.review.annotators),
                required=True,
            ),
            *fields(Briefing, "reviewed", review_due="due", within="review"),
        ),
        lambda article: article.briefing,
        naming("actors", outlet="actor"),
        naming("stories", story="story"),
    ),
    _ARTICLES.table(
        "translations",
        "Translations of articles.",
        fields(
            inner(Briefing, "source.translation"),
            *("language", "translator", "url", "archived_url", "rights", "sha256"),
        ),
        lambda article: filter(None, (article.briefing.source.translation,)),
        key="",
    ),
    _ARTICLES.table(
        "annotators",
        "Who vouches for annotations.",
        (_IN_LIST, always("name", "A name or handle", "part")),
        lambda article: article.briefing.review.annotators,
    ),
    _ARTICLES.table(
        "briefing_topics",
        "The topics of briefings.",
        (always("topic", "The topic", "part"),),
        lambda article: dict.fromkeys(article.briefing.topics),
        naming("topics", topic="topic"),
        key="topic",
    ),
    _ARTICLES.table(
        "cast",
        "Who appears in an article.",
        (_IN_LIST, *fields(inner(Briefing, "actors"))),
        lambda article: article.briefing.actors,
        naming("actors", actor="actor"),
    ),
    _ARTICLES.table(
        "mentions",
        "Where texts name the members of the cast.",
        (always("number", "The number of the member of the cast", "part.of", "integer"), *STRETCH),
        _mentions,
        naming("cast", briefing="briefing", number="number"),
        key="number text part",
    ),
    _ARTICLES.table(
        "evidence",
        "What annotators consulted.",
        (
            always("item", "The item’s id within the briefing", "part.id"),
            number("number", "Its number on the briefing’s page"),
            *fields(Source),
        ),
        lambda article: article.briefing.evidence,
        key="item",
    ),
    _ARTICLES.table(
        "events",
        "What articles say happened, with dates resolved.",
        (
            always("event", "The event’s id within the briefing", "part.id"),
            *fields(inner(Briefing, "events"), "label", "date", "note", "shown_by"),
        ),
        lambda article: article.briefing.events,
        key="event",
    ),
    _ARTICLES.table(
        "event_actors",
        "Who took part in events.",
        (
            Column("event", "The event", lambda row: row.part[0], required=True),
            Column("actor", "The actor", lambda row: row.part[1], required=True),
        ),
        lambda article: (
            (event.id, actor)
            for event in article.briefing.events
            for actor in dict.fromkeys(event.actors)
        ),
        naming("events", briefing="briefing", event="event"),
        naming("actors", actor="actor"),
        key="event actor",
    ),
    _ARTICLES.table(
        "event_quotes",
        "The passages that report events: a row for each part.",
        (always("event", "The event", "part.of"), *STRETCH),
        _event_quotes,
        naming("events", briefing="briefing", event="event"),
        key="event part",
    ),
    _ARTICLES.table(
        "briefing_background",
        "The passages of articles that call for background.",
        (_IN_LIST, *fields(inner(Briefing, "background"), "note", "why")),
        lambda article: article.briefing.background,
        naming("background", note="note"),
    ),
    _ARTICLES.table(
        "background_quotes",
        "The passages that call for background: a row for each part.",
        (always("number", "The number in the briefing’s list", "part.of", "integer"), *STRETCH),
        _note_quotes,
        naming("briefing_background", briefing="briefing", number="number"),
        key="number part",
    ),
    _ARTICLES.table(
        "questions",
        "Questions that articles leave open.",
        (_IN_LIST, *fields(inner(Briefing, "questions"))),
        lambda article: article.briefing.questions,
    ),
)
"""Every table of articles and their parts, except claims."""

CLAIM_TABLES = (
    _CLAIMS.own_table(
        "What articles claim, in the order of their texts.",
        "The claim: article and id",
        (
            always("briefing", "The briefing", "owner.slug"),
            number("number", "Its number on the briefing’s page"),
            always("id", "Its id within the briefing", "part.id"),
            *fields(Claim, "text"),
            always("quote", "The article’s words, parts joined by “ … ”", "owner.quote"),
            *fields(Claim, "quote_in", "kind", "own_voice"),
            *fields(Claim, "form", within="origin", about="The origin"),
            Column(
                "hand",
                "How far the origin is from the article, by stated steps",
                lambda row: Distance.of(row.part, row.owner.article.briefing.source.outlet).hand,
                required=True,
                values=tuple(Distance.HANDS),
            ),
            *fields(
                Claim,
                within="origin",
                about="The origin",
                origin="actor",
                unnamed_origin="unnamed",
            ),
            *fields(Claim, within="assessment", about="The annotator’s assessment"),
        ),
        lambda ref: ref.claim,
        _BRIEFING,
        naming("actors", origin="actor"),
    ),
    _CLAIMS.table(
        "quotes",
        "The quotes of claims: a row for each part.",
        STRETCH,
        lambda ref: stretches(ref.article, ref.claim.quote_in, ref.anchored.quote),
        key="part",
    ),
    _CLAIMS.table(
        "attributions",
        "How claims went from their origins to the reader: a row for each step.",
        (
            number("step", "The step’s number; the origin is 1"),
            *fields(_STEP, "actor", "unnamed", "identified_as", "stated"),
            Column(
                "cue",
                "The article’s words that state it, parts joined by “ … ”",
                lambda row: row.owner.cue(row.number - 1) or None,
            ),
            *fields(_STEP, "form", "shown_by"),
        ),
        lambda ref: ref.claim.attribution,
        naming("actors", actor="actor"),
        naming("actors", identified_as="actor"),
        key="step",
    ),
    _CLAIMS.table(
        "cues",
        "The cues of the steps: a row for each part.",
        (always("step", "The step’s number", "part.of", "integer"), *STRETCH),
        _cues,
        naming("attributions", claim="claim", step="step"),
        key="step part",
    ),
    _CLAIMS.table(
        "assessment_evidence",
        "What assessments rest on: a row for each item that a claim’s assessment names.",
        (
            number("number", "Its number in the assessment"),
            always("briefing", "The briefing", "owner.slug"),
            *fields(inner(Claim, "assessment.evidence")),
        ),
        lambda ref: getattr(ref.claim.assessment, "evidence", ()),
        naming("evidence", briefing="briefing", item="item"),
        key="item number",
    ),
    _CLAIMS.table(
        "relations",
        "The relations between claims, according to their annotators.",
        (
            number("number", "Its number with the claim"),
            *fields(inner(Claim, "relations"), "type"),
            Column(
                "other",
                "The other claim",
                lambda row: full_reference(row.owner.slug, row.part.claim),
                required=True,
            ),
        ),
        lambda ref: ref.claim.relations,
        naming("claims", other="claim"),
    ),
)
"""Every table of claims and their parts."""

EXTENSIONS = _ARTICLES.table(
    "extensions",
    "What other programs keep with briefings, claims, events and uses of notes.",
    (
        always(
            *("of", "What it is kept with", "part.of"),
            values=("briefing", "claim", "event", "background"),
        ),
        always(
            "item",
            "The id of the claim or event, the number of the use of a note, the briefing’s slug",
            "part.item",
        ),
        always("name", "The program or format that it belongs to", "part.name"),
        always("value", "What it holds, as JSON", "part.json"),
    ),
    _extensions,
    key="of item name",
)

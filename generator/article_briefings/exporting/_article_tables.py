"""The tables of articles and of their parts: the cast, claims, events and evidence.

The two verdicts share no column: those on the saying are the rows of `said`, the one on the thing
itself is in the columns of `claims` that begin with `so`.
"""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple, get_args

from article_briefings.anchoring import AnchoredBriefing, TextQuote
from article_briefings.corpus import ClaimRef, Count, Distance
from article_briefings.exporting._sentences import names
from article_briefings.exporting._tables import (
    STRETCH,
    Column,
    Owners,
    Row,
    Stretch,
    always,
    fields,
    inner,
    naming,
    number,
    stretches,
)
from article_briefings.models import (
    RELATIONS,
    Briefing,
    Cast,
    Claim,
    Evidence,
    EvidenceUse,
    Said,
    Source,
    Via,
)
from article_briefings.pages import sentence_of

_BRIEFING = naming("briefings", briefing="briefing")
_ARTICLES = Owners(
    always("briefing", "The briefing", "owner.slug"), _BRIEFING, lambda article: (article,)
)
_CLAIMS = Owners(
    always("claim", "The claim", "owner.key"), naming("claims", claim="claim"), ClaimRef.of
)
_STEP = inner(Claim, "attribution_")
_IN_LIST = number("number", "The number in the briefing’s list")
_SO = "The verdict on whether it is so"
_USE = ("item", "relation", "record", "best", "shows")
"""The fields of evidence that is used for a verdict; `from` is an SQL word, and is `cites` here."""


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


def _words_of_cue(via: Via) -> str | None:
    """The words by which the article states a step of all claims."""
    if via.cue is None:
        return None
    return " … ".join(quote.exact for _, quote in TextQuote.parts_of((), via.cue))


class _Relay(NamedTuple):
    """What an evidence item copies."""

    item: str
    number: int
    relayed: str


def _relays(article: AnchoredBriefing) -> Iterator[_Relay]:
    for item in article.briefing.evidence:
        for place, relayed in enumerate(item.relays or (), 1):
            yield _Relay(item.id, place, relayed)


class _Corrected(NamedTuple):
    """A claim that a correction is about."""

    correction: int
    claim: str
    what: Literal["changed", "withdrawn"]


def _corrected(article: AnchoredBriefing) -> Iterator[_Corrected]:
    for place, one in enumerate(article.briefing.corrections, 1):
        yield from (_Corrected(place, claim, "changed") for claim in dict.fromkeys(one.claims))
        yield from (_Corrected(place, claim, "withdrawn") for claim in dict.fromkeys(one.withdrawn))


class _Former(NamedTuple):
    """An earlier id of a briefing or a claim."""

    of: str
    item: str
    former: str


def _former_ids(article: AnchoredBriefing) -> Iterator[_Former]:
    briefing = article.briefing
    for former in dict.fromkeys(briefing.formerly):
        yield _Former("briefing", article.slug, former)
    for claim in briefing.claims:
        for former in dict.fromkeys(claim.formerly):
            yield _Former("claim", claim.id, former)


class _UsedForSaid(NamedTuple):
    """Evidence for a verdict on the saying."""

    verdict: int
    number: int
    use: EvidenceUse


def _used_for_said(ref: ClaimRef) -> Iterator[_UsedForSaid]:
    for verdict, said in enumerate(ref.claim.said, 1):
        yield from (_UsedForSaid(verdict, n, use) for n, use in enumerate(said.evidence, 1))


def _of_origin(claim: Claim) -> str | None:
    """The verdict on whether the origin said it."""
    said = claim.said_of(0)
    return said.verdict if said else None


def _step(row: Row) -> int | None:
    """The number of the step that a verdict on the saying is about."""
    step = row.owner.claim.step_of(row.part)
    return None if step is None else step + 1


def _counted_said(row: Row) -> Count | None:
    return row.corpus.counts(row.owner).said[row.number - 1]


def _counted_so(row: Row) -> Count | None:
    return row.corpus.counts(row.owner).so if row.part.so else None


def _counts(
    find: Callable[[Row], Count | None], used: tuple[str, str], separate: tuple[str, str]
) -> tuple[Column, Column]:
    """The columns of a count: how many show it, and how many of those are separate."""

    def column(name: str, meaning: str, field: str) -> Column:
        return Column(name, meaning, lambda row: getattr(find(row), field, None), "integer")

    return column(*used, "used"), column(*separate, "separate")


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
                *("url", "archived_url", "rights", "sha256", "shown_by", "extract"),
                within="source",
            ),
            *fields(Briefing, "story", "judged"),
            Column(
                "annotators",
                "Who vouches for the annotation, joined by “; ”",
                lambda row: "; ".join(row.part.review.annotators),
                required=True,
            ),
            *fields(Briefing, "reviewed", second_judge="second", review_due="due", within="review"),
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
        "via",
        "Steps through which all claims of some paragraphs reached the reader; attributions has "
        "them at the end of each chain.",
        (
            _IN_LIST,
            *fields(Via, "paragraphs", "actor", "unnamed", "identified_as"),
            Column(
                "cue",
                "The article’s words that state it, parts joined by “ … ”",
                lambda row: _words_of_cue(row.part),
            ),
            *fields(Via, "form", "shown_by"),
        ),
        lambda article: article.briefing.via,
        naming("actors", actor="actor"),
        naming("actors", identified_as="actor"),
    ),
    _ARTICLES.table(
        "cast",
        "Who appears in an article.",
        (_IN_LIST, *fields(Cast)),
        lambda article: article.briefing.cast,
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
            *fields(Evidence, "article"),
            Column(
                "own_report",
                "Whether it is its publisher’s own report and copies nobody: false if it relays "
                "others (see evidence_relays), missing if nobody knows what it draws on",
                lambda row: None if row.part.relays is None else not row.part.relays,
                "boolean",
            ),
        ),
        lambda article: article.briefing.evidence,
        key="item",
    ),
    _ARTICLES.table(
        "evidence_relays",
        "Whose reports the evidence items copy.",
        (
            always("item", "The evidence item", "part.item"),
            always("number", "The number in the item’s list", "part.number", "integer"),
            always(
                "relayed",
                "What it copies: an evidence item of the briefing, an actor’s id or a plain name",
                "part.relayed",
            ),
        ),
        _relays,
        naming("evidence", briefing="briefing", item="item"),
        key="item number",
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
    _ARTICLES.table(
        "corrections",
        "What has changed in briefings since they were published.",
        (_IN_LIST, *fields(inner(Briefing, "corrections"), "date", "text")),
        lambda article: article.briefing.corrections,
    ),
    _ARTICLES.table(
        "corrected_claims",
        "The claims that corrections are about.",
        (
            always("number", "The number of the correction", "part.correction", "integer"),
            always("claim", "The claim’s id within the briefing", "part.claim"),
            always(*("what", "What happened to it", "part.what"), values=("changed", "withdrawn")),
        ),
        _corrected,
        naming("corrections", briefing="briefing", number="number"),
        key="number claim what",
    ),
    _ARTICLES.table(
        "former_ids",
        "Earlier ids of briefings and claims, whose addresses still lead to them.",
        (
            always(*("of", "What had it", "part.of"), values=("briefing", "claim")),
            always("item", "The present id", "part.item"),
            always("former", "The earlier one", "part.former"),
        ),
        _former_ids,
        key="of item former",
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
            Column(
                "who",
                "Who says it: the origin, or “B, for A” if the saying of the origin A is not "
                "confirmed and that of the step B is",
                lambda row: sentence_of(row.part, names(row.corpus)).who,
                required=True,
            ),
            *fields(Claim, "text"),
            Column(
                "sentence",
                "The claim as it may be shown: who, and what",
                lambda row: sentence_of(row.part, names(row.corpus)).plain,
                required=True,
            ),
            *fields(Claim, "key", "finding"),
            always("quote", "The article’s words, parts joined by “ … ”", "owner.quote"),
            *fields(Claim, "quote_in", "kind", "implied", "own_voice", "via"),
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
            Column(
                "said",
                "Was it said? The verdict on step 1; the table said has all steps",
                lambda row: _of_origin(row.part),
                values=get_args(Said.model_fields["verdict"].annotation),
            ),
            *fields(
                Claim,
                within="so",
                about=_SO,
                so="verdict",
                so_due="due",
                so_likelihood="likelihood",
                so_confidence="confidence",
                so_as_of="as_of",
                so_judged_by="by",
                so_rationale="rationale",
                so_note="note",
            ),
            *fields(
                Claim,
                within="so.scales",
                about=_SO,
                so_credibility="credibility",
            ),
            *_counts(
                _counted_so,
                ("so_reports", "The reports that show the verdict on whether it is so"),
                ("so_origins", "The separate origins of those reports, besides the speaker"),
            ),
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
        "counterparts",
        "The same words in the other text: a row for each part.",
        STRETCH,
        lambda ref: stretches(ref.article, ref.claim.counterpart_in, ref.anchored.counterpart),
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
        "said",
        "Was it said? The verdicts on whether steps of the chain said it: a row for each step that "
        "was judged.",
        (
            number("number", "Its number among the claim’s verdicts on the saying"),
            Column("step", "The number of the step, as in attributions", _step, "integer"),
            *fields(Said, "of", "verdict", "as_of", "rationale", "note", judged_by="by"),
            *_counts(
                _counted_said,
                ("accounts", "The accounts that show the verdict"),
                ("witnesses", "The separate witnesses of those accounts"),
            ),
        ),
        lambda ref: ref.claim.said,
    ),
    _CLAIMS.table(
        "said_evidence",
        "What the verdicts on the saying rest on.",
        (
            always("verdict_number", "Its verdict’s number in said", "part.verdict", "integer"),
            always("number", "Its number in the verdict", "part.number", "integer"),
            always("briefing", "The briefing", "owner.slug"),
            *fields(_UsedForSaid, *_USE, within="use", cites="from_"),
        ),
        _used_for_said,
        naming("said", claim="claim", verdict_number="number"),
        naming("evidence", briefing="briefing", item="item"),
        key="verdict_number number",
    ),
    _CLAIMS.table(
        "so_evidence",
        "What the verdicts on the thing itself rest on.",
        (
            number("number", "Its number in the verdict"),
            always("briefing", "The briefing", "owner.slug"),
            *fields(EvidenceUse, *_USE, cites="from_"),
        ),
        lambda ref: ref.claim.so.evidence if ref.claim.so else (),
        naming("evidence", briefing="briefing", item="item"),
    ),
    _CLAIMS.table(
        "relations",
        "The relations between claims, according to their annotators.",
        (
            number("number", "Its number with the claim"),
            Column(
                *("type", "What it does to the other one", lambda row: row.part[0]),
                required=True,
                values=RELATIONS,
            ),
            Column(
                "other",
                "The other claim",
                lambda row: row.owner.article.full_reference(row.part[2]),
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

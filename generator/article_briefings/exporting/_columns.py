"""What the tables of the dictionary are made of: records of articles, and columns they share."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

from article_briefings.anchoring import AnchoredBriefing, Spans
from article_briefings.corpus import ClaimRef, Corpus, claims_of
from article_briefings.exporting._tables import Column, Reference, Value
from article_briefings.models import EdtfDate, Source, TextName

Part = TypeVar("Part")


def naming(table: str, column: str, field: str) -> Reference:
    """A column that names a row of a table by its key of one field."""
    return Reference((column,), table, (field,))


BRIEFING = naming("briefings", "briefing", "briefing")
CLAIM = naming("claims", "claim", "claim")
ACTOR = naming("actors", "actor", "actor")
TEXTS = get_args(TextName)


# --- records -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Of(Generic[Part]):
    """A part of an article, with its number from 1."""

    article: AnchoredBriefing
    number: int
    part: Part


@dataclass(frozen=True, slots=True)
class OfClaim(Generic[Part]):
    """A part of a claim, with its number from 1."""

    ref: ClaimRef
    number: int
    part: Part


@dataclass(frozen=True, slots=True)
class OfRecord(Generic[Part]):
    """A part of what stands once for all articles, with its number from 1."""

    id: str
    """The actor, note or story."""
    number: int
    part: Part


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of one of an article's texts."""

    text: TextName
    start: int
    end: int
    words: str
    number: int
    """The part's number among those of one mark, in the order of the text, from 1."""
    of: Value = None
    """Which step, member or event it belongs to, where there are several."""


def of_articles(
    find: Callable[[AnchoredBriefing], Any],
) -> Callable[[AnchoredBriefing], Iterator[Of[Any]]]:
    """Makes the records of a table that has a row for each part that is found in an article."""

    def records(article: AnchoredBriefing) -> Iterator[Of[Any]]:
        for number, part in enumerate(find(article), 1):
            yield Of(article, number, part)

    return records


def of_claims(
    find: Callable[[ClaimRef], Any],
) -> Callable[[AnchoredBriefing], Iterator[OfClaim[Any]]]:
    """Makes the records of a table that has a row for each part that is found in a claim."""

    def records(article: AnchoredBriefing) -> Iterator[OfClaim[Any]]:
        for ref in claims_of(article):
            for number, part in enumerate(find(ref), 1):
                yield OfClaim(ref, number, part)

    return records


def of_records(
    register: Callable[[Corpus], Mapping[str, Any]], find: Callable[[Any], Any]
) -> Callable[[Corpus], Iterator[Any]]:
    """Makes the records of a table that has a row for each part of an actor, note or story."""

    def records(corpus: Corpus) -> Iterator[Any]:
        for identifier, record in register(corpus).items():
            for number, part in enumerate(find(record), 1):
                yield OfRecord(identifier, number, part)

    return records


def stretches(
    article: AnchoredBriefing, name: TextName, spans: Spans, of: Value = None
) -> Iterator[Stretch]:
    """The parts of a mark in the text of this name."""
    text = article.text(name)
    for number, span in enumerate(spans, 1):
        yield Stretch(name, span.start, span.end, span.of(text), number, of)


# --- columns that several tables have ------------------------------------------------------------


def of_briefing() -> Column[Of[Any]]:
    """The column of the briefing that a part of an article belongs to."""
    return Column("briefing", "The briefing", lambda r: r.article.slug, required=True)


def of_claim() -> Column[OfClaim[Any]]:
    """The column of the claim that a part belongs to."""
    return Column("claim", "The claim", lambda r: r.ref.key, required=True)


def field(
    name: str,
    meaning: str,
    *,
    of: str = "",
    required: bool = False,
    values: tuple[str, ...] = (),
) -> Column[Any]:
    """A field of the annotation that the record has as its part; `of` is its name there."""

    def value(record: Any) -> Value:
        found: Value = getattr(record.part, of or name)
        return found

    return Column(name, meaning, value, "string", required, values)


def day(name: str, meaning: str, of: Callable[[Any], object], *, required: bool) -> Column[Any]:
    """A column of days; `of` finds the day in a record, or None."""

    def value(record: Any) -> Value:
        found = of(record)
        return None if found is None else str(found)

    return Column(name, meaning, value, "date", required)


def date_columns(
    name: str, what: str, of: Callable[[Any], EdtfDate | None], *, required: bool = False
) -> tuple[Column[Any], ...]:
    """A date as it is written, and the first and the last day that it may stand for."""

    def written(record: Any) -> Value:
        date = of(record)
        return date.text if date else None

    def first(record: Any) -> Value:
        date = of(record)
        return str(date.earliest) if date and date.earliest else None

    def last(record: Any) -> Value:
        date = of(record)
        return str(date.latest) if date and date.latest else None

    return (
        Column(name, f"{what}, in EDTF (ISO 8601-2)", written, "string", required),
        Column(f"{name}_from", f"{what}: the first day that it can mean", first, "date"),
        Column(f"{name}_to", f"{what}: the last day that it can mean", last, "date"),
    )


def number_column(name: str, meaning: str) -> Column[Any]:
    """The column of a part’s number."""
    return Column(name, meaning, lambda r: r.number, "integer", required=True)


def of_record(name: str, meaning: str) -> Column[OfRecord[Any]]:
    """The column of the actor, note or story that a part belongs to."""
    return Column(name, meaning, lambda r: r.id, required=True)


def stretch_columns() -> tuple[Column[Any], ...]:
    """Where a part of a mark stands, and its words."""
    return (
        Column(
            "part",
            "The part’s number, in the order of the text",
            lambda r: r.part.number,
            "integer",
            required=True,
        ),
        field("text", "The text that it stands in", required=True, values=TEXTS),
        Column(
            "start",
            "Its first code point in the text as loaded, from 0",
            lambda r: r.part.start,
            "integer",
            required=True,
        ),
        Column(
            "end", "The code point behind its last", lambda r: r.part.end, "integer", required=True
        ),
        field("exact", "Its words", of="words", required=True),
    )


def source_columns(
    of: Callable[[Any], Source] = lambda r: r.part,
) -> tuple[Column[Any], ...]:
    """What is known of a document that was consulted; `of` finds it in a record."""

    def one(name: str, meaning: str, *, required: bool = False) -> Column[Any]:
        def value(record: Any) -> Value:
            found: Value = getattr(of(record), name)
            return found

        return Column(name, meaning, value, required=required)

    return (
        one("title", "The document's title", required=True),
        one("publisher", "Who published it", required=True),
        *date_columns("date", "When it was published", lambda r: of(r).date),
        one("url", "Where it can be read"),
        one("archived_url", "A copy that will last"),
        day("retrieved", "When it was read", lambda r: of(r).retrieved, required=False),
        one("language", "Its language, a tag of BCP 47"),
        one("note", "What a reader should know about it"),
    )

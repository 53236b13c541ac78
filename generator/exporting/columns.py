"""What the tables of the dictionary are made of: records of articles, and columns they share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

from generator.anchoring import AnchoredBriefing
from generator.corpus import Corpus
from generator.exporting.tables import Column, Reference, Value
from generator.models import EdtfDate
from generator.models.briefing import TextName
from generator.parts import ClaimRef

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
class Stretch:
    """A stretch of one of an article's texts."""

    text: TextName
    start: int
    end: int
    words: str


def of_articles(find: Callable[[AnchoredBriefing], Any]) -> Callable[[Corpus], Iterator[Any]]:
    """Makes the records of a table that has a row for each part that is found in an article."""

    def records(corpus: Corpus) -> Iterator[Any]:
        for article in corpus.articles:
            for number, part in enumerate(find(article), 1):
                yield Of(article, number, part)

    return records


def of_claims(find: Callable[[ClaimRef], Any]) -> Callable[[Corpus], Iterator[Any]]:
    """Makes the records of a table that has a row for each part that is found in a claim."""

    def records(corpus: Corpus) -> Iterator[Any]:
        for ref in corpus.claims():
            for number, part in enumerate(find(ref), 1):
                yield OfClaim(ref, number, part)

    return records


def stretches(ref: ClaimRef) -> Iterator[Stretch]:
    """Where the words of a claim stand, part by part."""
    name = ref.claim.claim.quote_in
    text = ref.article.text(name)
    return (Stretch(name, span.start, span.end, span.of(text)) for span in ref.claim.quote)


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


def source_columns() -> tuple[Column[Any], ...]:
    """What is known of a document that was consulted."""
    return (
        field("title", "The document's title", required=True),
        field("publisher", "Who published it", required=True),
        *date_columns("date", "When it was published", lambda r: r.part.date),
        field("url", "Where it can be read"),
        field("archived_url", "A copy that will last"),
        day("retrieved", "When it was read", lambda r: r.part.retrieved, required=False),
        field("language", "Its language, a tag of BCP 47"),
        field("note", "What a reader should know about it"),
    )

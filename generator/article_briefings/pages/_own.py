"""What a project declares for itself, as pages show it: words for readers, and values of fields."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from article_briefings.corpus import Corpus
from article_briefings.language import digits
from article_briefings.models import (
    Declarations,
    EdtfDate,
    Owner,
    OwnField,
    OwnValues,
    label_words,
    suggest_id,
)
from article_briefings.pages import _labels as labels


class OwnFieldView(NamedTuple):
    """A field of the project's own, with its value in one of the forms below."""

    label: str
    head: bool
    """Whether it is shown at the head, and not among the facts."""
    texts: tuple[str, ...]
    """The value as plain text; several of a list."""
    href: str = ""
    """The address that the value is."""
    value_markdown: str = ""


def kind_words(corpus: Corpus, kind: str) -> str:
    """A kind of claims."""
    own = corpus.declared.kinds.get(kind)
    return label_words(own.label) if own else labels.KINDS[kind]


def type_words(corpus: Corpus, kind: str) -> str:
    """A type of actors."""
    own = corpus.declared.types.get(kind)
    return label_words(own.label) if own else labels.KINDS_OF_ACTORS[kind]


def relation_words(corpus: Corpus, relation: str, inverse: bool) -> str:
    """The verb for a relation, from the claim's side."""
    own = corpus.declared.relations.get(relation)
    if own:
        return label_words(own.inverse if inverse else own.label)
    return labels.relation_verb(relation, inverse)


def own_fields(declared: Declarations, owner: Owner, values: OwnValues) -> tuple[OwnFieldView, ...]:
    """The values that pages show, in the order of their declarations."""
    return tuple(
        _view(field, values[name])
        for name, field in (declared.fields_of(owner).items() if values else ())
        if name in values and field.place != "hidden"
    )


def _view(field: OwnField, value: str | tuple[str, ...]) -> OwnFieldView:
    view = OwnFieldView(label_words(field.label), field.place == "head", ())
    if isinstance(value, tuple):
        return view._replace(texts=value)
    match field.type:
        case "choice":
            return view._replace(texts=(label_words(field.choices[value]),))
        case "date":
            return view._replace(texts=(EdtfDate.parse(value).display(),))
        case "number":
            return view._replace(texts=(digits(value),))
        case "markdown":
            return view._replace(value_markdown=value)
        case "url":
            return view._replace(texts=(value,), href=value)
    return view._replace(texts=(value,))


class OwnFilter(NamedTuple):
    """A value of a field by which readers can narrow lists."""

    key: str
    """The field's name in addresses."""
    value: str
    """The value's; "" if it has no letters."""
    words: str


def own_filters(declared: Declarations, owner: Owner, values: OwnValues) -> Iterator[OwnFilter]:
    """The filters that values set."""
    for name, field in declared.fields_of(owner).items() if values else ():
        value = values.get(name, ())
        if not field.filter:
            continue
        if isinstance(value, str):
            words = label_words(field.choices[value])
            yield OwnFilter(f"field_{name}", value, words)
            continue
        for item in value:
            yield OwnFilter(f"field_{name}", suggest_id(item), item)


def own_pairs(declared: Declarations, owner: Owner, values: OwnValues) -> Iterator[tuple[str, str]]:
    """The same for the search, which knows values by their words."""
    return ((one.key, one.words) for one in own_filters(declared, owner, values))


def all_filters(
    declared: Declarations, owners: tuple[Owner, ...] = ("actors", "claims", "briefings")
) -> Mapping[str, str]:
    """The label of every filter that the project declares; each name once."""
    return {
        f"field_{name}": label_words(field.label)
        for owner in owners
        for name, field in declared.fields_of(owner).items()
        if field.filter
    }


def all_choices(declared: Declarations, key: str) -> Mapping[str, str]:
    """The values that claims can have for a filter if it is a choice, with their words."""
    name = key.removeprefix("field_")
    return {
        value: label_words(label)
        for owner in (declared.claims, declared.briefings)
        if name in owner and owner[name].filter
        for value, label in owner[name].choices.items()
    }

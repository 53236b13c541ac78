"""What a project declares for itself, as pages show it: words for readers, and values of fields."""

from collections.abc import Iterator
from typing import NamedTuple

from article_briefings.corpus import Corpus
from article_briefings.language import Language
from article_briefings.models import Declarations, EdtfDate, Owner, OwnField, OwnValues, label_in
from article_briefings.pages import _labels as labels
from article_briefings.pages._page import Filters


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
    return label_in(own.label, Language.current().tag) if own else labels.KINDS[kind]


def type_words(corpus: Corpus, kind: str) -> str:
    """A type of actors."""
    own = corpus.declared.types.get(kind)
    return label_in(own.label, Language.current().tag) if own else labels.KINDS_OF_ACTORS[kind]


def relation_words(corpus: Corpus, relation: str, inverse: bool) -> str:
    """The verb for a relation, from the claim's side."""
    own = corpus.declared.relations.get(relation)
    if own:
        return label_in(own.inverse if inverse else own.label, Language.current().tag)
    return labels.relation_verb(relation, inverse)


def own_fields(declared: Declarations, owner: Owner, values: OwnValues) -> tuple[OwnFieldView, ...]:
    """The values that pages show, in the order of their declarations."""
    return tuple(
        _view(field, values[name])
        for name, field in (declared.fields_of(owner).items() if values else ())
        if name in values and field.place != "hidden"
    )


def _view(field: OwnField, value: str | tuple[str, ...]) -> OwnFieldView:
    view = OwnFieldView(label_in(field.label, Language.current().tag), field.place == "head", ())
    if isinstance(value, tuple):
        return view._replace(texts=value)
    match field.type:
        case "choice":
            return view._replace(texts=(label_in(field.choices[value], Language.current().tag),))
        case "date":
            return view._replace(texts=(EdtfDate.parse(value).display(),))
        case "markdown":
            return view._replace(value_markdown=value)
        case "url":
            return view._replace(texts=(value,), href=value)
    return view._replace(texts=(value,))


def own_filters(
    declared: Declarations, owner: Owner, values: OwnValues
) -> Iterator[tuple[str, str]]:
    """The filters of the search that values set."""
    for name, field in declared.fields_of(owner).items() if values else ():
        value = values.get(name)
        if field.filter and isinstance(value, str):
            yield f"field_{name}", label_in(field.choices[value], Language.current().tag)


def all_filters(declared: Declarations) -> Filters:
    """Every filter that the project declares, with its label; each name once."""
    found = {
        f"field_{name}": label_in(field.label, Language.current().tag)
        for owner in ("actors", "claims", "briefings")
        for name, field in declared.fields_of(owner).items()
        if field.filter
    }
    return tuple(found.items())

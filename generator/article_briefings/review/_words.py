"""Values in words: texts without their layout, selectors, chains."""

import re
from collections.abc import Callable, Iterator, Mapping

from article_briefings.input import Value
from article_briefings.models import UNKNOWN
from article_briefings.pages import ChainWords, chain_sentence
from article_briefings.review._model import Facet
from article_briefings.review._sides import Record, fields, items

# In Markdown a line end before these counts: list items, quotations, headings, tables, code,
# rules, and the line that makes a heading of the one above.
_MEANT = (
    r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|[>|]|#{1,6}(?:[ \t]|$)|`{3}|~{3}"
    r"|(?:=+|-+)[ \t]*$|(?:[-*_][ \t]*){3,}$"
)
_SOFT_BREAK = re.compile(rf"(?<=\S)[ \t]*\n[ \t]*(?=\S)(?!{_MEANT})", re.MULTILINE)
_SPACES = re.compile(r"(?<=\S)[ \t]+")


def words(value: Value | None) -> str:
    """A value reduced to its meaning: without line breaks, spaces or styles of YAML."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {words(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return "; ".join(words(inner) for inner in value)
    lines = _SOFT_BREAK.sub(" ", value.replace("\r\n", "\n").strip()).split("\n")
    return "\n".join(_SPACES.sub(" ", line).rstrip() for line in lines)


def selector(value: Value | None) -> str:
    """A quote or cue: its parts, with any context."""
    return " … ".join(_part(part) for part in items(value))


def _part(value: Value) -> str:
    if not isinstance(value, dict):
        return words(value)
    context = [
        f"{label} “{words(value[name])}”" if name != "nth" else f"{label} {words(value[name])}"
        for name, label in (("prefix", "after"), ("suffix", "before"), ("nth", "occurrence"))
        if name in value
    ]
    known = {"exact", "prefix", "suffix", "nth"}
    rest = [f"{name} {words(inner)}" for name, inner in value.items() if name not in known]
    more = ", ".join([*context, *rest])
    return words(value.get("exact")) + (f" ({more})" if more else "")


def chain(attribution: Value | None, actors: Mapping[str, Record]) -> str:
    """How a claim reached the reader, as its page shows it."""
    return chain_sentence(
        None
        if attribution == UNKNOWN
        else [_step(fields(item), actors) for item in items(attribution)]
    )


def _step(hop: Mapping[str, Value], actors: Mapping[str, Record]) -> ChainWords:
    actor, identified = words(hop.get("actor")), words(hop.get("identified_as"))
    record = actors.get(actor)
    return ChainWords(
        actor_name(actor, actors) if actor else words(hop.get("unnamed")) or "nobody",
        record is not None and words(record.root.get("type")) == "outlet",
        "cue" in hop,
        actor_name(identified, actors) if identified else "",
    )


def actor_name(identifier: str, actors: Mapping[str, Record]) -> str:
    """An actor's name; the id if the register does not have it."""
    record = actors.get(identifier)
    return words(record.root.get("name")) or identifier if record else identifier


def facets(
    before: Mapping[str, Value],
    after: Mapping[str, Value],
    names: tuple[str, ...] = (),
    leave: frozenset[str] = frozenset(),
    say: Callable[[Value | None], str] = words,
) -> tuple[Facet, ...]:
    """The fields that differ: those in `names`, or all except those in `leave`, in order."""
    chosen = names or tuple(dict.fromkeys([*after, *before]))
    found = ((name, say(before.get(name)), say(after.get(name))) for name in chosen)
    return tuple(
        Facet(name.replace("_", " "), old, new)
        for name, old, new in found
        if name not in leave and old != new
    )


def field_facets(name: str, before: Value | None, after: Value | None) -> tuple[Facet, ...]:
    """How a field of any shape differs: its own fields, its items, or its text."""
    if isinstance(before, dict) and isinstance(after, dict):
        return tuple(_nested_facets(before, after))
    if isinstance(before, list) or isinstance(after, list):
        return tuple(item_facets(name.replace("_", " "), items(before), items(after)))
    return facets({name: before or ""}, {name: after or ""})


def _nested_facets(before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[Facet]:
    """The fields that differ; for fields that hold fields on both sides, the inner ones."""
    for facet in facets(before, after):
        name = facet.label.replace(" ", "_")
        one, other = before.get(name), after.get(name)
        if isinstance(one, dict) and isinstance(other, dict):
            for inner in _nested_facets(one, other):
                yield Facet(f"{facet.label} {inner.label}", inner.before, inner.after)
        else:
            yield facet


def item_facets(
    label: str, before: list[Value], after: list[Value], say: Callable[[Value], str] = words
) -> Iterator[Facet]:
    """The items added, removed or changed in a list whose order has no meaning."""
    old = {say(item): _title(item) for item in before}
    new = {say(item): _title(item) for item in after}
    gone = {text: title for text, title in old.items() if text not in new}
    come = {text: title for text, title in new.items() if text not in old}
    former = _of_same_title(gone, come)
    yield from (Facet(label, former[text], text) for text in come if text in former)
    yield from (Facet(label, "", text) for text in come if text not in former)
    replaced = set(former.values())
    yield from (Facet(label, text, "") for text in gone if text not in replaced)


def _of_same_title(gone: Mapping[str, str], come: Mapping[str, str]) -> dict[str, str]:
    """The removed item by the added item of the same title: the same thing with new details."""
    removed: dict[str, list[str]] = {}
    for text, title in gone.items():
        removed.setdefault(title, []).append(text)
    return {
        text: removed[title].pop(0) for text, title in come.items() if title and removed.get(title)
    }


def _title(item: Value) -> str:
    return words(fields(item).get("title"))

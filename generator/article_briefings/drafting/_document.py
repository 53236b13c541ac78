"""Writes a drafted briefing as the text of `briefing.yml`, and new actors as theirs."""

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from article_briefings.anchoring import TextQuote
from article_briefings.drafting._actors import NOBODY, NewActor
from article_briefings.drafting._draft import DraftClaim, DraftedBriefing, DraftStep
from article_briefings.drafting._names import CastMember
from article_briefings.drafting._naming import type_of_name
from article_briefings.drafting._tokens import words_of
from article_briefings.formatting import ASKS, canonical
from article_briefings.input import Document, Value
from article_briefings.models import DIRECTION, FORMAT, Placeholder, Span

_VERSION = f"format: {FORMAT}"
_LINE_ENDS = re.compile("[\u2028\u2029]")
_JOINERS = "\u200c\u200d"
_SHORT = 80
"""The longest list or mapping in an extension that is written on one line, in characters."""
_WIDTH = 96
_WRITTEN_DEPTH = 6
"""Deeper values are written as JSON, to stay within the nesting limit of YAML files."""
_MAX_NAME = 200
_JSON = "json"
_PATH = "briefings/articles/new/briefing.yml"
_WHY_DRAFTED = """\
# A draft, made by `briefings new`: every claim is a proposal. Reword its text, set its kind, check
# its speaker, or delete it; then remove its `draft: true`. When no draft is left, write the bottom
# line, set `reviewed`, and remove the `draft: true` below: only then is the briefing published.
# Guide: “Write a briefing” in the documentation of Article Briefings"""

_WHY_AN_ACTOR = """\
# Draft: a probable speaker, found by `briefings new`. Describe who this is, with sources. If it is
# not an actor, delete this file and its entry in the `cast` of briefing.yml, if there is one, and
# write `unnamed:` with the article's words in its steps. If the register already has it, use that
# id."""


def briefing_yaml(
    drafted: DraftedBriefing, why: str = _WHY_DRAFTED, *, root: Path | None = None
) -> str:
    """The text of `briefing.yml`, in the canonical form; `why` is the comment above it.

    The first line names the schema for editors, if the project at `root` has one.
    """
    lines = [*_schema_line("../../..", "briefing", root), *_briefing(drafted, why)]
    return canonical(_PATH, "\n".join(lines) + "\n")


def asked(question: str, fields: Mapping[str, Value]) -> tuple[str, ...]:
    """A question with the fields of a claim that it is about, as remarks of a draft.

    `briefings check` reports it until somebody answers it.
    """
    lines = ["claims:", "  -", *(f"    {line}" for line in _values(fields))]
    written = canonical(_PATH, "\n".join(lines) + "\n").splitlines()
    words = textwrap.wrap(f"{ASKS.removeprefix('# ')} {question}", _WIDTH)
    return (*words, *(line[4:] for line in written[1:]))


def actor_yaml(actor: NewActor, why: str = _WHY_AN_ACTOR, *, root: Path | None = None) -> str:
    """The text of the file of an actor who is not in the register yet; `why` is its comment."""
    lines = [*_schema_line("../..", "actor", root), why]
    if actor.guessed:
        lines.append("# The type is a guess: nothing in the article shows it.")
    lines += [_VERSION, *_fields(actor, "name", "type", "aliases")]
    return canonical("briefings/actors/new.yml", "\n".join(lines) + "\n")


def proposed_actor(name: str, aliases: Iterable[str], why: str, root: Path | None) -> str:
    """The text of the file of an actor whom imported annotations name, with a guessed type."""
    words = words_of(name, Span(0, len(name)))
    kind, _ = type_of_name(words, words, titled=False)
    actor = NewActor(name, kind, guessed=True, aliases=tuple(aliases))
    return actor_yaml(actor, why, root=root)


def _schema_line(up: str, kind: str, root: Path | None) -> Iterator[str]:
    if root is None or (root / "generator" / "schema").is_dir():
        yield f"# yaml-language-server: $schema={up}/generator/schema/{kind}.schema.json"


def _briefing(drafted: DraftedBriefing, why: str) -> Iterator[str]:
    article, day = drafted.article, drafted.today
    yield why
    yield _VERSION
    yield "draft: true"
    yield f"title: {_scalar(article.title)}"
    yield "source:"
    names = "sha256", "language", "outlet", "headline", "author", "url", "dating"
    yield from (f"  {line}" for line in _fields(article, *names))
    yield f"  published: {_scalar(article.published.text)}"
    yield f"bluf: {_scalar(Placeholder.BLUF)}"
    yield from _list(
        "cast", (_member(member) for member in drafted.cast if member.names or member.role)
    )
    yield from _list("claims", _claims(drafted))
    yield from _list("evidence", map(_values, drafted.evidence))
    uses = ("note", "quote", "why", "extensions")
    yield from _list("background", (_fields(use, *uses) for use in drafted.background))
    events = ("id", "date", "quote", "label", "actors", "note", "shown_by", "extensions")
    yield from _list("events", (_fields(event, *events) for event in drafted.events))
    yield "review:"
    yield from (f"  {line}" for line in _fields(drafted, "annotators"))
    yield "  # reviewed: the day on which you compared all of it with the article"
    leap_day = (day.month, day.day) == (2, 29)
    yield f"  due: {day.replace(year=day.year + 1, day=28 if leap_day else day.day).isoformat()}"
    yield from _fields(drafted, "extensions")


def _fields(values: object, *names: str) -> Iterator[str]:
    """The fields of an object that have a value; one with extensions or parts has several lines."""
    for name in names:
        value = getattr(values, name)
        if name == "quote":
            yield from _quote(value)
        elif name == "extensions" and value:
            yield from _extension(
                "extensions:", {key: written(value[key]) for key in sorted(value)}
            )
        elif isinstance(value, tuple) and value:
            yield f"{name}: {_flow_list(map(_scalar, value))}"
        elif value:
            yield f"{name}: {_scalar(value)}"


def _values(values: Mapping[str, Value]) -> Iterator[str]:
    """Fields whose values are as in the file."""
    return (line for name, value in values.items() for line in _extension(f"{name}:", value))


def _list(name: str, items: Iterable[Iterable[str]]) -> Iterator[str]:
    """A list of mappings, given by their lines; nothing if it is empty."""
    for number, lines in enumerate(items):
        if not number:
            yield f"{name}:"
        yield "  -"
        yield from (f"    {line}" for line in lines)


def _member(member: CastMember) -> Iterator[str]:
    fields = [*_fields(member, "actor", "role")]
    fields += [f"mentions: {_flow_list(map(_words, member.names))}"] if member.names else []
    yield f"{{{', '.join(fields)}}}"


def _claims(drafted: DraftedBriefing) -> Iterator[Iterable[str]]:
    """The lines of each claim; the first one of a new actor says which file to check."""
    count, new = len(drafted.claims), set(drafted.new_actors)
    for number, claim in enumerate(drafted.claims, 1):
        actors = sorted(new.intersection(step.speaker.actor for step in claim.steps))
        new.difference_update(actors)
        remarks = (f"new: check briefings/actors/{actor}.yml" for actor in actors)
        yield _claim(f"draft {number} of {count}: {_doubt(claim)}", claim, remarks)


def _claim(head: str, claim: DraftClaim, remarks: Iterable[str]) -> Iterator[str]:
    for remark in (head, *remarks, *claim.remarks):
        indent = " " * (len(remark) - len(remark.lstrip(" ")))
        yield f"# {indent}{''.join(filter(_is_showable, ' '.join(remark.split())))}"
    yield from _fields(claim, "id", "text", "quote", "extensions")
    yield from _values(claim.fields)
    yield "draft: true"
    yield f"kind: {claim.kind}"
    if not claim.steps:
        yield f"attribution: {'[]' if claim.own_voice else 'unknown'}"
    else:
        yield "attribution:"
        yield from map(_step, claim.steps)


def _doubt(claim: DraftClaim) -> str:
    """The point that the annotator should check first."""
    if not claim.steps and claim.own_voice:
        return "does the article say this in its own voice?"
    if not claim.steps:
        return (
            "no speaker was found. Name the speaker, with the cue; write `unnamed:` for a source "
            "without a name, or `[]` if the article says it in its own voice"
        )
    if any(step.speaker.unnamed == NOBODY for step in claim.steps):
        return "who says this first?"
    if any(step.speaker.unnamed for step in claim.steps):
        return "is this source really unnamed?"
    return "check speaker, kind and words"


def _step(step: DraftStep) -> str:
    actor, unnamed = step.speaker.actor, step.speaker.unnamed
    parts = [*map(_selector, step.cue)]
    fields = {
        "actor": actor and _scalar(actor),
        "unnamed": unnamed and _scalar(unnamed),
        "identified_as": step.identified_as,
        "cue": parts[0] if len(parts) == 1 else parts and _flow_list(parts),
        "shown_by": step.shown_by,
        "form": step.form,
    }
    return f"  - {{{', '.join(f'{name}: {value}' for name, value in fields.items() if value)}}}"


# --- values ----------------------------------------------------------------------------------


def _quote(parts: Sequence[TextQuote]) -> Iterator[str]:
    if len(parts) == 1:
        yield f"quote: {_selector(parts[0])}"
    else:
        yield "quote:"
        yield from (f"  - {_selector(part)}" for part in parts)


def _selector(quote: TextQuote) -> str:
    context = [("exact", quote.exact), ("prefix", quote.prefix), ("suffix", quote.suffix)]
    fields = [f"{name}: {_words(words)}" for name, words in context if words]
    fields += [f"nth: {quote.nth}"] if quote.nth else []
    return f"{{{', '.join(fields)}}}" if len(fields) > 1 else _words(quote.exact)


def _extension(lead: str, value: Value) -> Iterator[str]:
    """A value after its lead: on the same line if it is short, else below it."""
    line = _on_one_line(value)
    if isinstance(value, str) or len(line) <= _SHORT + len("{}"):
        yield f"{lead} {line}"
        return
    yield lead
    if isinstance(value, dict):
        inner = [(f"{_words(name)}:", one) for name, one in value.items()]
    else:
        inner = [("-", one) for one in value]
    yield from (f"  {line}" for one in inner for line in _extension(*one))


def _on_one_line(value: Value) -> str:
    if isinstance(value, str):
        return _words(value)
    if isinstance(value, list):
        return _flow_list(map(_on_one_line, value))
    fields = (f"{_words(name)}: {_on_one_line(inner)}" for name, inner in value.items())
    return f"{{{', '.join(fields)}}}"


def _flow_list(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def _scalar(text: str) -> str:
    """A text as YAML, in quotation marks, without the characters that no field may hold."""
    return _words(DIRECTION.sub("", text))


def _words(text: str) -> str:
    """Words of an article, or data, as YAML that is read back unchanged."""
    # No file may hold these line separators, even escaped; quotes ignore the kind of white space.
    quoted = json.dumps(_LINE_ENDS.sub(" ", text), ensure_ascii=False)
    if quoted.isprintable():
        return quoted
    return "".join(c if _is_showable(c) else _escaped(ord(c)) for c in quoted)


def _is_showable(character: str) -> bool:
    kind = unicodedata.category(character)[0]
    return character == " " or character in _JOINERS or kind not in "CZ"


def _escaped(code: int) -> str:
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


# --- data of other programs ------------------------------------------------------------------


def written(value: Any, depth: int = 0) -> Value:
    """A JSON value as it is written in the file, which `models` reads back."""
    if isinstance(value, str) and not Document.NON_PRINTABLE.search(value):
        return value
    if isinstance(value, list) and depth < _WRITTEN_DEPTH:
        return [written(item, depth + 1) for item in value]
    if isinstance(value, dict) and depth < _WRITTEN_DEPTH and _may_be_fields(value):
        return {name: written(item, depth + 1) for name, item in value.items()}
    return {_JSON: json.dumps(value)}


def _may_be_fields(value: dict[str, Any]) -> bool:
    """Whether a mapping can be written as one without being read as JSON."""
    return value.keys() != {_JSON} and all(
        0 < len(name) <= _MAX_NAME and not Document.NON_PRINTABLE.search(name) for name in value
    )

"""Writes a drafted briefing as the text of `briefing.yml`, and new actors as theirs."""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from article_briefings.anchoring import TextQuote
from article_briefings.drafting._draft import (
    Article,
    DraftClaim,
    DraftedBriefing,
    DraftStep,
    DraftUse,
)
from article_briefings.drafting._events import DraftEvent
from article_briefings.drafting._names import NamedActor
from article_briefings.drafting._plain_data import written
from article_briefings.drafting._speakers import NOBODY, NewActor
from article_briefings.formatting import canonical
from article_briefings.input import Value
from article_briefings.models import DIRECTION, Placeholder

_MODELINE = "# yaml-language-server: $schema={}/generator/schema/{}.schema.json"
_LINE_ENDS = re.compile("[\u2028\u2029]")
_JOINERS = "\u200c\u200d"
_SHORT = 80
"""The longest list or mapping in an extension that is written on one line, in characters."""
_WHY_DRAFTED = """\
# A draft, made by `briefings new`: every claim is a proposal. Reword its text, set its kind, check
# its speaker, or delete it, and take its `draft: true` away. When no draft is left, write the
# bottom line, set `reviewed`, and take away the `draft: true` below: only then is it published.
# Guide: docs/about/contributing.md"""

_WHY_AN_ACTOR = """\
# Draft: a probable speaker, found by `briefings new`. Say who this is, with sources. If it is
# nobody, delete this file and its entry in the list `actors` of briefing.yml, and write
# `unnamed:` with the article's words in its steps; if it stands here already, the other id."""


def briefing_yaml(drafted: DraftedBriefing, why: str = _WHY_DRAFTED) -> str:
    """The text of `briefing.yml`, in the canonical form; `why` is the comment above it."""
    return _formatted("briefings/articles/new/briefing.yml", _briefing(drafted, why))


def actor_yaml(actor: NewActor, why: str = _WHY_AN_ACTOR) -> str:
    """The text of the file of an actor who is not in the register yet.

    `why` is the comment above it.
    """
    return _formatted("briefings/actors/new.yml", _actor(actor, why))


def _formatted(path: str, lines: Iterable[str]) -> str:
    return canonical(path, "\n".join(lines) + "\n")


def _actor(actor: NewActor, why: str) -> Iterator[str]:
    yield _MODELINE.format("../..", "actor")
    yield from why.splitlines()
    if actor.guessed:
        yield "# The type is a guess: nothing in the article says it."
    yield f"name: {_scalar(actor.name)}"
    yield f"type: {actor.type}"
    if actor.aliases:
        yield f"aliases: [{', '.join(map(_scalar, actor.aliases))}]"


def _scalar(text: str) -> str:
    """A text as YAML, in quotation marks, without the characters that no field may hold."""
    return _words(DIRECTION.sub("", text))


def _words(text: str) -> str:
    """Words of an article, or data, as YAML that is read back unchanged."""
    # No file may hold these line separators, even escaped; quotes ignore the kind of white space.
    quoted = json.dumps(_LINE_ENDS.sub(" ", text), ensure_ascii=False)
    if quoted.isprintable():
        return quoted
    return "".join(c if _is_showable(c) else _escaped(c) for c in quoted)


def _is_showable(character: str) -> bool:
    kind = unicodedata.category(character)[0]
    return character == " " or character in _JOINERS or kind not in "CZ"


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _briefing(drafted: DraftedBriefing, why: str) -> Iterator[str]:
    article = drafted.article
    yield _MODELINE.format("../../..", "briefing")
    yield why
    yield "format: 1"
    yield "draft: true"
    yield f"title: {_scalar(article.title)}"
    yield from _source(article)
    yield f"bluf: {_scalar(Placeholder.BLUF)}"
    if drafted.cast:
        yield "actors:"
        for member in drafted.cast:
            yield from _member(drafted, member)
    yield ""
    yield "claims:"
    for number, claim in enumerate(drafted.claims):
        if number:
            yield ""
        yield from _claim(claim, number + 1, len(drafted.claims))
    yield ""
    yield from _listed("background", map(_use, drafted.background))
    yield from _listed("events", map(_event, drafted.events))
    yield "review:"
    yield f"  annotators: [{', '.join(map(_scalar, drafted.annotators))}]"
    yield "  # reviewed: the day on which you compared all of it with the article"
    yield f"  due: {_in_a_year(drafted.today).isoformat()}"
    yield from _extensions("", drafted.extensions)


def _source(article: Article) -> Iterator[str]:
    yield "source:"
    yield f"  sha256: {_scalar(article.sha256)}"
    yield f"  language: {_scalar(article.language)}"
    for name in ("outlet", "headline", "author", "url"):
        if getattr(article, name):
            yield f"  {name}: {_scalar(getattr(article, name))}"
    yield f"  published: {_scalar(article.published.text)}"
    yield f"  dating: {_scalar(article.dating)}"


def _listed(name: str, items: Iterable[Iterable[str]]) -> Iterator[str]:
    """A list followed by an empty line; nothing if the list is empty."""
    lines = [line for item in items for line in item]
    if lines:
        yield from (f"{name}:", *lines, "")


def _in_a_year(today: dt.date) -> dt.date:
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year + 1, day=day)


def _member(drafted: DraftedBriefing, member: NamedActor) -> Iterator[str]:
    yield f"  - actor: {_scalar(member.actor)}"
    if member.actor in drafted.new_actors:
        yield f"    # new: look at briefings/actors/{member.actor}.yml"
    yield f"    role: {_scalar(Placeholder.ROLE)}"
    if member.names:
        yield f"    mentions: [{', '.join(_words(name) for name in member.names)}]"


def _claim(claim: DraftClaim, number: int, of: int) -> Iterator[str]:
    yield f"  # draft {number} of {of}: {_doubt(claim)}"
    yield from (f"  # {_comment(remark)}" for remark in claim.remarks)
    yield f"  - id: {_scalar(claim.id)}"
    yield "    draft: true"
    yield f"    text: {_scalar(claim.text)}"
    yield from _quote("    ", claim.quote)
    yield f"    kind: {claim.kind}"
    none = " []" if claim.own_voice else " unknown"
    yield f"    attribution:{'' if claim.steps else none}"
    for step in claim.steps:
        yield f"      - {{{_speaker(step)}, cue: {_cue(step.cue)}, form: {step.form}}}"
    yield from _extensions("    ", claim.extensions)


def _doubt(claim: DraftClaim) -> str:
    """The point that the annotator should check first."""
    if not claim.steps and claim.own_voice:
        return "does the article itself say this, and nobody in it?"
    if not claim.steps:
        return (
            "nobody was found who says this. Name who does, with the cue; write "
            "`unnamed:` for a source without a name, or `[]` if the article itself says it"
        )
    if any(step.speaker.unnamed == NOBODY for step in claim.steps):
        return "who says this first?"
    if any(step.speaker.unnamed for step in claim.steps):
        return "is this source really left unnamed?"
    return "check speaker, kind and words"


def _speaker(step: DraftStep) -> str:
    speaker = step.speaker
    if speaker.actor:
        return f"actor: {_scalar(speaker.actor)}"
    return f"unnamed: {_scalar(speaker.unnamed)}"


def _quote(indent: str, parts: Sequence[TextQuote]) -> Iterator[str]:
    if len(parts) == 1:
        yield f"{indent}quote: {_selector(parts[0])}"
        return
    yield f"{indent}quote:"
    yield from (f"{indent}  - {_selector(part)}" for part in parts)


def _cue(parts: Sequence[TextQuote]) -> str:
    if len(parts) == 1:
        return _selector(parts[0])
    return f"[{', '.join(map(_selector, parts))}]"


def _comment(remark: str) -> str:
    """A remark as a comment: on one line, without the characters that no file may hold."""
    return "".join(c for c in " ".join(remark.split()) if _is_showable(c))


def _selector(quote: TextQuote) -> str:
    if not (quote.prefix or quote.suffix or quote.nth):
        return _words(quote.exact)
    fields = [f"exact: {_words(quote.exact)}"]
    fields += [f"prefix: {_words(quote.prefix)}"] if quote.prefix else []
    fields += [f"suffix: {_words(quote.suffix)}"] if quote.suffix else []
    fields += [f"nth: {quote.nth}"] if quote.nth else []
    return f"{{{', '.join(fields)}}}"


def _use(use: DraftUse) -> Iterator[str]:
    yield f"  - note: {_scalar(use.note)}"
    yield from _quote("    ", use.quote)
    yield f"    why: {_scalar(use.why)}"
    yield from _extensions("    ", use.extensions)


def _event(event: DraftEvent) -> Iterator[str]:
    yield f"  - id: {_scalar(event.id)}"
    yield f"    date: {_scalar(event.date)}"
    yield from _quote("    ", event.quote)
    yield f"    label: {_scalar(event.label)}"
    if event.actors:
        yield f"    actors: [{', '.join(map(_scalar, event.actors))}]"
    if event.note:
        yield f"    note: {_scalar(event.note)}"
    yield from _extensions("    ", event.extensions)


def _extensions(indent: str, extensions: Mapping[str, Any]) -> Iterator[str]:
    if extensions:
        values = {name: written(value) for name, value in sorted(extensions.items())}
        yield from _after_lead(indent, "extensions:", values)


def _after_lead(indent: str, lead: str, value: Value) -> Iterator[str]:
    """A value after its lead: on the same line if it is short, else below it."""
    layout = _layout(value)
    if isinstance(layout, str):
        yield f"{indent}{lead} {layout}"
    else:
        yield f"{indent}{lead}"
        yield from (f"{indent}  {line}" for line in layout)


def _layout(value: Value) -> str | list[str]:
    """A value on one line if it is short, else as a list of lines."""
    if isinstance(value, str):
        return _words(value)
    if isinstance(value, dict):
        fields = [(f"{_words(name)}:", _layout(inner)) for name, inner in value.items()]
        parts = [f"{name} {inner}" for name, inner in fields if isinstance(inner, str)]
        whole = len(parts) == len(fields) and len(short := ", ".join(parts)) <= _SHORT
        return f"{{{short}}}" if whole else [line for one in fields for line in _lines(*one)]
    items = [_layout(inner) for inner in value]
    parts = [inner for inner in items if isinstance(inner, str)]
    whole = len(parts) == len(items) and len(short := ", ".join(parts)) <= _SHORT
    return f"[{short}]" if whole else [line for one in items for line in _lines("-", one)]


def _lines(lead: str, layout: str | list[str]) -> list[str]:
    if isinstance(layout, str):
        return [f"{lead} {layout}"]
    if lead == "-":  # the first line of an item follows its hyphen
        return [f"- {layout[0]}", *(f"  {line}" for line in layout[1:])]
    return [lead, *(f"  {line}" for line in layout)]

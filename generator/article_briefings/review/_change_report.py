"""Changes of meaning as Markdown for a pull request.

Text from the files is data: it can create no markup, no link, no mention of a
person and no reference to an issue, and it cannot end the list that contains it.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import get_args
from urllib.parse import quote

from article_briefings.pages import literal
from article_briefings.review._comparison import compare
from article_briefings.review._state import State
from article_briefings.review._values import (
    CORRECTION,
    Change,
    Comparison,
    Facet,
    Fate,
    Place,
    Unit,
    UnitKind,
)

_JOINER = "\u2060"
"""A zero-width character: it breaks up what GitHub would read as mention, reference or address."""
_LIVE = re.compile(r"[@#](?=\S)|:(?=//|[a-z0-9_+-]+:)|www(?=\.)|\bGH(?=-)", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_LONGEST, _SAME = 300, 40
_MOST_FACETS = 20
_SAYS_ALL = frozenset({"reworded", "requoted", "renamed"})
_ROOM_FOR_THE_END = 300
_PLURALS = {"story": "stories"}


def change_report(before: State, after: State, limit: int) -> str:
    """The changes of meaning between two states, in at most `limit` bytes."""
    return report_on(compare(before, after), limit)


def report_on(found: Comparison, limit: int) -> str:
    """The changes by unit, in at most `limit` bytes of whole lines, and how many were left out."""
    head = [f"**{_summary(found)}**", *_warnings(found)]
    out = "\n\n".join(head if len("".join(head).encode()) < limit // 2 else head[:1]) + "\n"
    room, left = limit - len(out.encode()) - _ROOM_FOR_THE_END, len(found.units)
    for unit in found.units:
        for block in _unit(unit, found.addresses):
            room -= len(block.encode())
            if room < 0:
                return out + _cut(unit, left)
            out += block
        left -= 1
    return out


def _summary(found: Comparison) -> str:
    """How many units of each kind changed: "1 briefing added, 2 actors changed".

    A file that could not be read is not counted, whether or not it changed.
    """
    parts = []
    for (kind, fate), units in groupby(sorted(found.units, key=_rank), lambda u: (u.kind, u.fate)):
        number = len(list(units))
        noun = kind if number == 1 else _PLURALS.get(kind, f"{kind}s")
        parts.append(f"{number} {noun} {fate}")
    changes = ", ".join(parts)
    unread = len({path for path, _ in found.unread})
    if not unread:
        return changes or "Nothing changes in meaning"
    files = f"{unread:,} file{'s' * (unread != 1)} cannot be read"
    if changes:
        return f"{changes}; {files}, so there may be more"
    return f"It is unknown whether the meaning changes: {files}"


def _rank(unit: Unit) -> tuple[int, int]:
    return get_args(UnitKind).index(unit.kind), get_args(Fate).index(unit.fate)


def _warnings(found: Comparison) -> Iterator[str]:
    before, after = found.problems
    counts = [
        f"{number} problem{'s' * (number != 1)} {side}"
        for number, side in ((before, "before"), (after, "after"))
        if number
    ]
    if counts:
        yield f"`briefings check` finds {' and '.join(counts)}; both sides are compared as written."
    asked = sum(
        facet.sentence == CORRECTION
        for unit in found.units
        for change in unit.changes
        for facet in change.facets
    )
    if asked:
        number = f"{asked} published verdicts" if asked > 1 else "A published verdict"
        entry = "add an entry under `corrections:`, or let `briefings diff REV --record` begin it"
        yield f"{number} changed without a correction: {entry}."
    for path, is_before in found.unread[:_MOST_FACETS]:
        side = "before" if is_before else "after"
        yield f"{code(path)} cannot be read in the state {side}, so it is not compared."
    if len(found.unread) > _MOST_FACETS:
        more = len(found.unread) - _MOST_FACETS
        yield f"Neither {'is 1 more file' if more == 1 else f'are {more} more files'}."


def _cut(unit: Unit, left: int) -> str:
    name = _named(unit)
    if len(name.encode()) > _ROOM_FOR_THE_END // 2:  # an id as written may be of any length
        name = f"one {unit.kind}"
    more = f"and {left - 1} more entries are" if left > 2 else "and 1 more entry are"
    rest = f"The rest of {name} {more}" if left > 1 else f"The rest of {name} is"
    return f"\n{rest} left out to stay within the limit: `briefings diff --limit 0` shows all.\n"


def _unit(unit: Unit, addresses: tuple[str, str]) -> Iterator[str]:
    """A heading with its place, then a line for each change and each of its facets."""
    formerly = f", formerly {code(unit.old_id)}" if unit.old_id else ""
    heading = f"\n### {_named(unit)} {unit.fate}{formerly}\n\n"
    end = "\n\n" if unit.changes else "\n"
    yield f"{heading}{_piece(unit.title)} · {_link(unit.place, addresses)}{end}"
    for change in unit.changes:
        yield from _change(change, addresses, unit.place.path)


def _named(unit: Unit) -> str:
    return f"{unit.kind[0].upper()}{unit.kind[1:]} {code(unit.id)}"


def _change(change: Change, addresses: tuple[str, str], path: str) -> Iterator[str]:
    what = f"{change.what[0].upper()}{change.what[1:]}"
    is_id = change.part not in ("question", "correction", "article's text")
    name = code(change.name) if is_id else f"“{_piece(change.name)}”"
    subject = f"{change.part} {name}".strip()
    facets = change.facets
    plain = ("", change.name.replace("_", " "))
    alone = len(facets) == 1 and (
        change.what in _SAYS_ALL or facets[0].label in plain or facets[0].sentence
    )
    said = f": {_facet(facets[0], labelled=False)}" if alone else ""
    yield f"- **{what}** {subject} ({_link(change.place, addresses, path)}){said}\n"
    if alone:
        return
    for facet in facets[:_MOST_FACETS]:
        yield f"    - {_facet(facet)}\n"
    if len(facets) > _MOST_FACETS:
        yield f"    - and {len(facets) - _MOST_FACETS} more\n"


def _link(place: Place, addresses: tuple[str, str], within: str = "") -> str:
    """A place as Markdown, a link if there is an address for it.

    Within the file of that name, the text is the line number alone.
    """
    base = addresses[0] if place.old else addresses[1]
    name = f"line {place.line}" if place.path == within else code(f"{place.path}:{place.line}")
    if not base:
        return f"{name} before" if place.old else name
    path = quote(place.path.encode("utf-8", "surrogateescape"))
    return f"[{name}]({base.rstrip('/')}/{path}#L{place.line})"


def _facet(facet: Facet, labelled: bool = True) -> str:
    if facet.sentence:
        return _piece(facet.sentence)
    label = f"{_piece(facet.label)}: " if labelled and facet.label else ""
    return f"{label}{_values(facet)}"


def _values(facet: Facet) -> str:
    before, after = _apart(facet.before, facet.after)
    if not facet.before:
        return f"“{after}”" if not facet.label else f"“{after}” added"
    if not facet.after:
        return f"“{before}”" if not facet.label else f"“{before}” removed"
    return f"“{before}” → “{after}”"


def _apart(before: str, after: str) -> tuple[str, str]:
    """Two texts without most of their common beginning and end, neither of them too long."""
    if len(before) <= _LONGEST and len(after) <= _LONGEST:
        return prose(before), prose(after)
    shorter = min(len(before), len(after))
    start = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    start = max(0, start - _SAME)
    same = next((i for i in range(shorter - start) if before[-1 - i] != after[-1 - i]), 0)
    return _piece(before, start, same - _SAME), _piece(after, start, same - _SAME)


def _piece(text: str, start: int = 0, same_end: int = 0) -> str:
    end = len(text) - max(0, same_end)
    last = min(end, start + _LONGEST)
    return ("…" if start else "") + prose(text[start:last]) + ("…" if last < len(text) else "")


def prose(text: str) -> str:
    """A text as one line of Markdown that shows exactly its characters."""
    parted = _LIVE.sub(lambda found: found[0] + _JOINER, _UNSEEN.sub(_shown, text))
    return str(literal(parted.replace("\n", " ⏎ ")))


def code(text: str) -> str:
    """A name as code, on which GitHub puts no links, whatever backticks it contains."""
    # GitHub's log reads a command after these three signs, wherever they appear.
    plain = " ".join(_UNSEEN.sub(_shown, text).split()).replace("##[", f"#{_JOINER}#[")
    if len(plain) > _LONGEST:
        plain = f"{plain[:_LONGEST]}…"
    longest = max((len(run) for run in re.findall("`+", plain)), default=0)
    fence = "`" * (longest + 1)
    pad = " " * (plain.startswith("`") or plain.endswith("`") or not plain)
    return f"{fence}{pad}{plain}{pad}{fence}"


def _shown(found: re.Match[str]) -> str:
    return f"‹U+{ord(found[0]):04X}›"

"""What other programs keep with briefings, claims, events and uses of notes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.exporting._columns import BRIEFING
from article_briefings.exporting._tables import Column, Table


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension, and with what it is kept."""

    briefing: str
    of: str
    """ "briefing", "claim", "event" or "background"."""
    item: str
    """The id of the claim or event, the number of the use of a note, or the briefing's slug."""
    name: str
    json: str


def one_json(extensions: Mapping[str, str]) -> str:
    """Extensions as one JSON object, by their names."""
    told = (f"{json.dumps(name, ensure_ascii=False)}:{extensions[name]}" for name in extensions)
    return f"{{{','.join(sorted(told))}}}"


def _records(article: AnchoredBriefing) -> Iterator[Extension]:
    briefing = article.briefing
    owners = [("briefing", article.slug, briefing.extensions)]
    owners += [("claim", claim.id, claim.extensions) for claim in briefing.claims]
    owners += [("event", event.id, event.extensions) for event in briefing.events]
    uses = enumerate(briefing.background, 1)
    owners += [("background", str(number), use.extensions) for number, use in uses]
    for of, item, extensions in owners:
        for name, told in sorted(extensions.items()):
            yield Extension(article.slug, of, item, name, told)


EXTENSIONS: Table[Extension] = Table(
    "extensions",
    "What other programs keep with briefings, claims, events and uses of notes.",
    ("briefing", "of", "item", "name"),
    (
        Column("briefing", "The briefing", lambda r: r.briefing, required=True),
        Column(
            "of",
            "What it is kept with",
            lambda r: r.of,
            required=True,
            values=("briefing", "claim", "event", "background"),
        ),
        Column(
            "item",
            "The id of the claim or event, the number of the use of a note, the briefing’s slug",
            lambda r: r.item,
            required=True,
        ),
        Column("name", "The program or format that it is of", lambda r: r.name, required=True),
        Column("value", "What it holds, as JSON", lambda r: r.json, required=True),
    ),
    _records,
    (BRIEFING,),
)

"""What other programs keep with briefings, claims, events and uses of notes."""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.exporting._article_tables import ARTICLES
from article_briefings.exporting._columns import always


class _Extension(NamedTuple):
    """One extension, and with what it is kept."""

    of: str
    item: str
    name: str
    json: str


def one_json(extensions: Mapping[str, str]) -> str:
    """Extensions as one JSON object, by their names."""
    members = (f"{json.dumps(name, ensure_ascii=False)}:{extensions[name]}" for name in extensions)
    return f"{{{','.join(sorted(members))}}}"


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


EXTENSIONS = ARTICLES.table(
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
        always("name", "The program or format that it is of", "part.name"),
        always("value", "What it holds, as JSON", "part.json"),
    ),
    _extensions,
    key="of item name",
)

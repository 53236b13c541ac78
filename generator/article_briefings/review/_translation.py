"""The state before, with the ids of the state after: pure renames then make no difference."""

from collections.abc import Mapping

from article_briefings.input import Value
from article_briefings.review._pairing import Renames
from article_briefings.review._sides import fields

Ids = Mapping[str, str]


def translated_article(
    slug: str, root: Mapping[str, Value], names: Renames, evidence: Ids
) -> dict[str, Value]:
    """A briefing with the ids of the state after, except those of its own claims and evidence."""
    claims = names.claims.get(slug, {})

    def reference(value: Value) -> Value:
        if not isinstance(value, str):
            return value
        article, mark, claim = value.strip().rpartition("#")
        if not mark:
            return claims.get(claim, value)
        other = names.claims.get(article, {}).get(claim, claim)
        return f"{names.articles.get(article, article)}#{other}"

    def walk(value: Value, name: str, inside: str) -> Value:
        if isinstance(value, dict):
            return {key: walk(inner, key, inside or key) for key, inner in value.items()}
        if isinstance(value, list):
            return [walk(item, name, inside) for item in value]
        if name == "claim":
            return reference(value)
        ids = _ids_of(name, inside, names, evidence)
        return ids.get(value.strip(), value)

    return {key: walk(value, key, key) for key, value in root.items()}


def _ids_of(name: str, inside: str, names: Renames, evidence: Ids) -> Ids:
    """The things that the ids in a field refer to; `inside` is the section that contains it."""
    if name in ("actor", "identified_as", "outlet") or (name == "actors" and inside == "events"):
        return names.actors
    if name == "note" and inside == "background":
        return names.notes
    if name == "topics":
        return names.topics
    if name == "story":
        return names.stories
    return evidence if name in ("shown_by", "item") else {}


def translated_record(root: Mapping[str, Value], names: Renames) -> dict[str, Value]:
    """An actor, a note or a story with the ids of the state after."""
    record = dict(root)
    part_of = record.get("part_of")
    if isinstance(part_of, str):
        record["part_of"] = names.actors.get(part_of.strip(), part_of)
    for name, ids in (("related", names.notes), ("topics", names.topics)):
        items = record.get(name)
        if isinstance(items, list):
            record[name] = [
                ids.get(item.strip(), item) if isinstance(item, str) else item for item in items
            ]
    roles = record.get("roles")
    if isinstance(roles, list):
        record["roles"] = [_role(role, names) for role in roles]
    return record


def _role(role: Value, names: Renames) -> Value:
    organisation = fields(role).get("organisation")
    if not isinstance(organisation, str):
        return role
    return {**fields(role), "organisation": names.actors.get(organisation.strip(), organisation)}

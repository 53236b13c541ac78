"""The meaning of the labels, roles and relations in a collection.

The built-in scheme is that of attribution corpora such as PARC 3 and PolNeAR: contents, cues and
sources. A mapping file in YAML defines other names:

    labels: {Quotation: content, Speaker: source, Verb: cue, Place: ignore}
    roles: {Who: source}
    relations: {said_by: attribution, near: ignore}
    columns: {filename: name, wire: ignore}
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import Field

from article_briefings.models import Line, Record

AttributionPart = Literal["content", "cue", "source", "ignore"]
"""The part of an annotation in an attribution; those to ignore are left out without a remark."""
Use = Literal["attribution", "ignore"]
Column = Literal[
    "name",
    "slug",
    "title",
    "published",
    "dating",
    "language",
    "outlet",
    "url",
    "author",
    "annotator",
    "ignore",
]

PARTS: Mapping[str, AttributionPart] = {
    "content": "content",
    "claim": "content",
    "cue": "cue",
    "source": "source",
    "discard": "ignore",
}
"""The built-in scheme, in lower case."""


_Parts = Annotated[dict[Line, AttributionPart], Field(max_length=1000)]


class Scheme(Record):
    """The content of a mapping file; names that it does not have keep their built-in meaning."""

    labels: _Parts = Field(default_factory=dict)
    """Parts by the label of a text-bound annotation, or by tag, class or motivation."""
    roles: _Parts = Field(default_factory=dict)
    """Parts by the role of an argument."""
    relations: Annotated[dict[Line, Use], Field(max_length=1000)] = Field(default_factory=dict)
    """Uses by the label of a relation or event: whether it ties an attribution."""
    columns: Annotated[dict[Line, Column], Field(max_length=1000)] = Field(default_factory=dict)
    """Our columns by the name of a column in the table."""

    def label(self, name: str) -> AttributionPart | None:
        """The meaning of a label; None if it is not defined."""
        return self.labels.get(name) or PARTS.get(name.lower())

    def part(self, labels: Iterable[str]) -> AttributionPart | None:
        """The part of an annotation with these labels; a mapping file takes precedence."""
        names = list(labels)
        own = (self.labels.get(name) for name in names)
        built_in = (PARTS.get(name.lower()) for name in names)
        return next((part for part in (*own, *built_in) if part), None)

    def role(self, name: str) -> AttributionPart | None:
        """The meaning of a role. A number after it distinguishes arguments of the same role."""
        bare = name.rstrip("0123456789")
        return self.roles.get(name) or self.roles.get(bare) or PARTS.get(bare.lower())

    def ties(self, name: str) -> bool:
        """Whether a relation or event ties an attribution; those that are not defined do."""
        return self.relations.get(name) != "ignore"

"""The domain types: what the YAML files say, and what a text and its marks are.

Nothing here imports another module of ours, touches a disk or knows where in
a file a value stood.
"""

from article_briefings.models._briefing import (
    Assessment,
    AssessmentEvidence,
    BackgroundUse,
    Briefing,
    Cast,
    Claim,
    Event,
    Evidence,
    Hop,
    Question,
    Relation,
    RelationType,
    Review,
    SourceInfo,
    TextName,
    Translation,
)
from article_briefings.models._dates import EdtfDate
from article_briefings.models._register import (
    Actor,
    BackgroundNote,
    Link,
    Media,
    NativeName,
    Role,
    Source,
    Stories,
    Story,
    Topic,
    Topics,
)
from article_briefings.models._scalars import RESERVED_IDS
from article_briefings.models._selector import AnySelector, PartSelector, Selector, parts_of
from article_briefings.models._text import Span, paragraphs

__all__ = [
    "RESERVED_IDS",
    "Actor",
    "AnySelector",
    "Assessment",
    "AssessmentEvidence",
    "BackgroundNote",
    "BackgroundUse",
    "Briefing",
    "Cast",
    "Claim",
    "EdtfDate",
    "Event",
    "Evidence",
    "Hop",
    "Link",
    "Media",
    "NativeName",
    "PartSelector",
    "Question",
    "Relation",
    "RelationType",
    "Review",
    "Role",
    "Selector",
    "Source",
    "SourceInfo",
    "Span",
    "Stories",
    "Story",
    "TextName",
    "Topic",
    "Topics",
    "Translation",
    "paragraphs",
    "parts_of",
]

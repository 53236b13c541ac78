"""The domain types: the contents of the YAML files, and texts and their marks.

This package imports none of the other packages, accesses no files and does not
know where in a file a value was.
"""

from article_briefings.models._briefing import Briefing, Cast, Correction, Event, Evidence, Via
from article_briefings.models._claims import NOT_IDENTIFIED, UNKNOWN, Claim, Form, Hop, TextName
from article_briefings.models._dates import EdtfDate
from article_briefings.models._declarations import (
    RELATIONS,
    ActorType,
    ClaimKind,
    Declarations,
    Owner,
    OwnField,
    RelationType,
    label_words,
)
from article_briefings.models._extensions import MAX_NAMES, as_json, compact
from article_briefings.models._found import FoundArticle, SpeechStep, Statement
from article_briefings.models._markdown import Budget
from article_briefings.models._meanings import meanings_of
from article_briefings.models._nearest import did_you_mean, misspelt, question
from article_briefings.models._own import OwnValues, Parsing
from article_briefings.models._placeholders import Placeholder
from article_briefings.models._record import FORMAT, Record
from article_briefings.models._register import (
    Actor,
    BackgroundNote,
    Role,
    Source,
    Stories,
    Story,
    Topic,
    Topics,
    Withdrawn,
    WithdrawnBriefing,
    descriptions,
)
from article_briefings.models._scalars import (
    DIRECTION,
    LIST_ID,
    MAX_LINE,
    MAX_TEXT,
    RESERVED_IDS,
    Edtf,
    Id,
    Language,
    Line,
    Text,
    id_problem,
    one_line,
    safe_url,
    suggest_id,
)
from article_briefings.models._text import (
    UNSPACED,
    AnySelector,
    PartSelector,
    Span,
    paragraphs,
    word_places,
)
from article_briefings.models._verdicts import EvidenceUse, Said, So, SoVerdict

__all__ = [
    "DIRECTION",
    "FORMAT",
    "LIST_ID",
    "MAX_LINE",
    "MAX_NAMES",
    "MAX_TEXT",
    "NOT_IDENTIFIED",
    "RELATIONS",
    "RESERVED_IDS",
    "UNKNOWN",
    "UNSPACED",
    "Actor",
    "ActorType",
    "AnySelector",
    "BackgroundNote",
    "Briefing",
    "Budget",
    "Cast",
    "Claim",
    "ClaimKind",
    "Correction",
    "Declarations",
    "Edtf",
    "EdtfDate",
    "Event",
    "Evidence",
    "EvidenceUse",
    "Form",
    "FoundArticle",
    "Hop",
    "Id",
    "Language",
    "Line",
    "OwnField",
    "OwnValues",
    "Owner",
    "Parsing",
    "PartSelector",
    "Placeholder",
    "Record",
    "RelationType",
    "Role",
    "Said",
    "So",
    "SoVerdict",
    "Source",
    "Span",
    "SpeechStep",
    "Statement",
    "Stories",
    "Story",
    "Text",
    "TextName",
    "Topic",
    "Topics",
    "Via",
    "Withdrawn",
    "WithdrawnBriefing",
    "as_json",
    "compact",
    "descriptions",
    "did_you_mean",
    "id_problem",
    "label_words",
    "meanings_of",
    "misspelt",
    "one_line",
    "paragraphs",
    "question",
    "safe_url",
    "suggest_id",
    "word_places",
]

"""JSON Schema of the annotation format, made from the models.

The files beside this module are what editors read; a test holds that they
are the models' own.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from generator.models import Actor, BackgroundNote, Briefing, Topics

KINDS: Mapping[str, type[BaseModel]] = {
    "briefing": Briefing,
    "actor": Actor,
    "background": BackgroundNote,
    "topics": Topics,
}


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of file."""
    body = KINDS[kind].model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **body}

"""The base of all models, and the version of the format that files carry."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

from article_briefings.models._scalars import WholeNumber


class Record(BaseModel):
    """The base of all models: unknown fields are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


FORMAT: Literal[2] = 2
"""The version of the annotation format."""
FormatVersion = Annotated[Literal[2], WholeNumber]

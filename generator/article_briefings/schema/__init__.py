"""JSON Schema of the annotation format, generated from the models; what its values mean."""

from article_briefings.schema._schema import schema_of

__all__ = ["schema_of"]

"""JSON Schema of the annotation format, made from the models.

The files beside this module are what editors read; a test holds that they
are the models' own.
"""

from article_briefings.schema._schema import schema_of

__all__ = ["schema_of"]

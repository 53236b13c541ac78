"""JSON Schema of the annotation format, generated from the models.

Editors read the files beside this module; a test ensures that they match
the models.
"""

from article_briefings.schema._schema import schema_of

__all__ = ["schema_of"]

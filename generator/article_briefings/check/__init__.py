"""Validation of single files: their shape, and the rules that need no other file."""

from article_briefings.check._claim_rules import former_id_taken
from article_briefings.check._validator import validate

__all__ = [
    "former_id_taken",
    "validate",
]

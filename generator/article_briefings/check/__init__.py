"""Validation of single files: their shape, and the rules that need no other file."""

from article_briefings.check._claim_rules import former_id_taken
from article_briefings.check._nearest import (
    did_you_mean,
    hints,
    misspelt,
    question,
)
from article_briefings.check._validator import validate

__all__ = [
    "did_you_mean",
    "former_id_taken",
    "hints",
    "misspelt",
    "question",
    "validate",
]

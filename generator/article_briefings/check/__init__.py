"""The shape of a file, and the rules that one file can break."""

from article_briefings.check._nearest import (
    did_you_mean,
    hints,
    misspelt_id,
    misspelt_word,
    question,
)
from article_briefings.check._validator import validate

__all__ = ["did_you_mean", "hints", "misspelt_id", "misspelt_word", "question", "validate"]

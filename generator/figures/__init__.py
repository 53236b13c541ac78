"""The numbers behind the figures: counts of words and claims, and places on a time axis.

Nothing here knows of pages or drawing. What is counted, and how, is said to
readers in docs/about/method.md, "What the figures count".
"""

from generator.figures.axis import Axis, Placed, Stretch, axis
from generator.figures.origins import (
    HANDS,
    Distance,
    Hand,
    Speaker,
    distance,
    speaker,
)
from generator.figures.pairs import Pairs, pairs
from generator.figures.shares import MANNERS, Manner, SpeakerShare, WordShares, word_shares
from generator.figures.words import word_places

__all__ = [
    "HANDS",
    "MANNERS",
    "Axis",
    "Distance",
    "Hand",
    "Manner",
    "Pairs",
    "Placed",
    "Speaker",
    "SpeakerShare",
    "Stretch",
    "WordShares",
    "axis",
    "distance",
    "pairs",
    "speaker",
    "word_places",
    "word_shares",
]

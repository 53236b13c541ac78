"""Builders for tests of drafts: a small register, drafts, and drafts checked as a project."""

import datetime as dt
import hashlib
from pathlib import Path

from article_briefings.corpus._pipeline import Compilation
from article_briefings.drafting._beginning import ArticleDetails
from article_briefings.drafting._document import actor_yaml, briefing_yaml
from article_briefings.drafting._draft import DraftedBriefing, draft
from article_briefings.models._register import Actor
from tests.building import compiled

TODAY = dt.date(2031, 12, 1)
REGISTER = {
    "ada-fable": Actor(name="Ada Fable", type="person"),
    "gazette": Actor(name="The Gazette", type="outlet", aliases=("Gazette",)),
    "oldtown": Actor(name="Oldtown", type="state"),
}


def drafted(
    text: str, language: str = "en", date: str = "2031-04-29", register: object = None
) -> DraftedBriefing:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    known = REGISTER if register is None else register
    article = ArticleDetails("drill", date, language).article(None, text, sha256, known)  # type: ignore[arg-type]
    return draft(article, known, "nora", TODAY)  # type: ignore[arg-type]


def checked(root: Path, text: str, result: DraftedBriefing) -> Compilation:
    """A project that holds the draft, compiled."""
    actors: dict[str, str | dict[str, object]] = {
        name: actor.model_dump(exclude_defaults=True, by_alias=True)
        for name, actor in REGISTER.items()
    }
    actors |= {name: actor_yaml(new) for name, new in result.new_actors.items()}
    articles = {"2031-04-29-drill": (text.encode(), briefing_yaml(result))}
    return compiled(root, articles=articles, actors=actors)


def said(result: DraftedBriefing) -> list[tuple[list[str], str]]:
    """Who says what, through whom."""
    return [
        ([step.speaker.actor or step.speaker.unnamed for step in claim.steps], claim.text)
        for claim in result.claims
    ]

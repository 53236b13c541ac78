"""Articles in many languages, and what readers type to find them, as `queries.yml` lists them."""

import re
from pathlib import Path
from typing import Any

import yaml

from tests.building import actor, briefing, own_claim, project

LISTS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("queries.yml").read_text("utf-8")
)
ARTICLES = [article for articles in LISTS.values() for article in articles]


def queries(article: dict[str, Any]) -> list[str]:
    """All that a reader types to find an article."""
    return [*article["queries"], *article.get("classes", ())]


def lay(root: Path) -> Path:
    """Write a project with a briefing for each language, named by it."""
    articles = {}
    for article in ARTICLES:
        language, text = article["language"], article["text"]
        quote = re.split(r"(?<=[.。։।])\s*|\n", text)[0].rstrip(".")
        fields = briefing(
            text,
            title=f"Made up in {language}",
            source={"language": language},
            bluf="An invented text.",
            cast=[],
            claims=[own_claim("first", quote, text="The first sentence is so.")],
        )
        articles[f"2031-04-28-{language}"] = (text, fields)
    return project(root, articles, {"ada-fable": actor()})

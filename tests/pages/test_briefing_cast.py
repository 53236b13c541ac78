"""The actors of a briefing: who speaks most comes first."""

from pathlib import Path
from typing import Any

from article_briefings.pages._briefing import BriefingBuilder
from article_briefings.pages._site import Site
from tests.building import FOLDER, briefing, claim, compiled, hop

TEXT = "The Gazette wrote of a drill. Ada Fable spoke, the Gazette says, of peace.\n"
GAZETTE = {"actor": "gazette", "role": "paper", "mentions": ["Gazette"]}
ADA = {"actor": "ada-fable", "role": "speaker", "mentions": ["Ada Fable"]}


def _names(tmp_path: Path, *claims: dict[str, Any]) -> list[tuple[str, int]]:
    value = briefing(TEXT, claims=list(claims), cast=[ADA, GAZETTE])
    made = compiled(tmp_path, articles={FOLDER: (TEXT, value)})
    assert made.diagnostics == ()
    page = BriefingBuilder(made.corpus, made.corpus.articles[0], Site("T")).page()
    return [(actor.dom_id, actor.mentions) for actor in page.actors]


def test_the_origin_of_most_claims_comes_first(tmp_path: Path) -> None:
    spoken = [
        hop("ada-fable", "Ada Fable spoke", form="indirect"),
        hop("gazette", "the Gazette says", form="indirect"),
    ]
    peace = claim("peace", "peace", attribution=spoken)
    assert _names(tmp_path, peace) == [("actor--ada-fable", 1), ("actor--gazette", 2)]


def test_of_those_who_speak_as_often_who_is_named_more_comes_first(tmp_path: Path) -> None:
    said = [hop("ada-fable", "Ada Fable spoke", form="indirect")]
    wrote = [hop("gazette", "The Gazette wrote", form="indirect")]
    names = _names(
        tmp_path,
        claim("peace", "peace", attribution=said),
        claim("drill", "drill", attribution=wrote),
    )
    assert names == [("actor--gazette", 2), ("actor--ada-fable", 1)]

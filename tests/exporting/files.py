"""Files of version 2 for tests of exports."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from article_briefings.anchoring._anchor import anchor
from article_briefings.anchoring._anchored import AnchoredBriefing
from article_briefings.check._validator import validate
from article_briefings.corpus._corpus import Corpus, Count, Counts
from article_briefings.corpus._parts import ClaimRef
from article_briefings.input._documents import SourceText
from article_briefings.models._briefing import Briefing
from tests import building
from tests.building import FOLDER, OTHER, SLUG, TEXT, Fields, document, dump, sha256


def briefing(text: str = TEXT, **fields: Any) -> Fields:
    """A minimal valid `briefing.yml`."""
    made = building.briefing(text, **fields)
    made.pop("actors", None)
    return made | {"format": "2"}


def two_articles(root: Path, **fields: Any) -> Corpus:
    """The drill, and the reply to it with these fields."""
    articles = {FOLDER: (TEXT, briefing()), OTHER: (TEXT, briefing(**fields))}
    result = building.compiled(root, articles=articles, actors=building.ACTORS)
    assert result.diagnostics == ()
    return result.corpus


def sound(text: str, **fields: Any) -> AnchoredBriefing:
    """The anchored briefing of a valid file."""
    read = document(dump(briefing(text, **fields)))
    model, problems = validate(read, Briefing)
    assert model is not None, problems
    article, problems = anchor(SLUG, read, SourceText("source.txt", text, sha256(text)), model)
    assert article is not None, problems
    return article


def outlined(article: AnchoredBriefing, model: AnchoredBriefing) -> AnchoredBriefing:
    """An article of any content, with the outline of a sound one but for its claims."""
    claims = tuple(one.claim.id for one in article.claims_in_text_order())
    vars(article)["outline"] = replace(model.outline, claims=claims)
    return article


class Anybody(dict[str, Any]):
    """A register that has every actor, none of them listed."""

    def __missing__(self, name: str) -> Any:
        return SimpleNamespace(title="Ada Fable", actor=SimpleNamespace(name="Ada Fable"))


def name_of(_: str) -> str:
    """The name of every actor of such a register."""
    return "Ada Fable"


def uncounted(ref: ClaimRef) -> Counts:
    """The counts of a claim in a test that has no corpus."""
    return Counts(tuple(Count(0, 0) for _ in ref.claim.said), Count(0, 0))

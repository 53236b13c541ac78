"""Counts of separate sources in whole projects: names, lineage, the register and the day."""

from pathlib import Path
from typing import Any

import pytest

from article_briefings.corpus import Corpus, Count, reads
from tests.building import FOLDER, TEXT, Fields, actor, briefing, compiled, outlet

REGISTER: Fields = {
    "ada-fable": actor(),
    "gazette": outlet(),
    "tass": actor(name="TASS", type="outlet", aliases=["ITAR-TASS"], part_of="russia"),
    "irna": actor(name="IRNA", type="outlet", aliases=["The Agency"]),
    "isna": actor(name="ISNA", type="outlet", aliases=["The Agency"], part_of="iran"),
    "iran": actor(name="Iran", type="state"),
    "russia": actor(name="Russia", type="state"),
    "allied-agency": outlet()
    | {
        "name": "Allied Agency",
        "roles": [{"title": "member", "organisation": "iran", "from": "1999"}],
    },
    "ministry": actor(name="The Ministry", type="organisation", part_of="russia"),
    "minister": actor(
        name="The Minister",
        roles=[
            {"title": "minister", "organisation": "the ministry", "from": "2030", "to": "2031-06"},
            {"title": "president", "organisation": "iran", "from": "2031-07"},
        ],
    ),
}


def item(identifier: str, publisher: str, relays: list[str] | None = None, **more: Any) -> Fields:
    made = {"id": identifier, "title": "t", "publisher": publisher, **more}
    return made if relays is None else made | {"relays": relays}


ITEMS = [
    item("own", "The  gazette", []),
    item("itself", "The Gazette", [], article="true"),
    item("page", "Other", [], url="https://gazette.example/drill"),
    item("copy-of-article", "Other", ["itself"]),
    item("tass", "itar-tass", []),
    item("tass-copy", "Daily", ["tass"]),
    item("irna", "IRNA", []),
    item("unclear", "the agency", []),
    item("isna", "ISNA", []),
    item("unknown", "Weekly"),
    item("both", "Monthly", ["tass", "fars"]),
    item("fars", "Fars", []),
    item("law", "The Ministry", []),
    item("ally", "Allied Agency", []),
]


def project(tmp_path: Path, claim: Fields, day: str = "2031-04-28", **fields: Any) -> Corpus:
    """The corpus of a claim of the minister's in an article of The Gazette."""
    first = {
        "id": "a",
        "text": "No attack is planned.",
        "quote": "We will not attack",
        "kind": "fact",
        "attribution": [{"actor": "minister", "cue": "told the Gazette"}],
        "finding": "Look.",
    }
    source = {"outlet": "gazette", "url": "https://gazette.example/drill", "published": day}
    value = briefing(
        cast=[],
        judged="2031-05-01",
        source=source,
        evidence=fields.pop("evidence", ITEMS),
        claims=[first | claim],
        **fields,
    )
    result = compiled(tmp_path, articles={FOLDER: (TEXT, value)}, actors=REGISTER)
    assert result.diagnostics == ()
    return result.corpus


def said(tmp_path: Path, *uses: Any, **fields: Any) -> Count | None:
    verdict = {"verdict": "single-source", "evidence": [*uses], "note": "Looked."}
    corpus = project(tmp_path, {"said": verdict}, **fields)
    return corpus.counts(next(corpus.claims())).said[0]


def so(tmp_path: Path, *uses: Any, **fields: Any) -> Count | None:
    named = [u if isinstance(u, dict) else {"item": u} for u in uses]
    shown = [use | {"shows": "it"} for use in named]
    corpus = project(tmp_path, {"so": {"verdict": "supported", "evidence": shown}}, **fields)
    return corpus.counts(next(corpus.claims())).so


@pytest.mark.parametrize(
    ("uses", "used", "witnesses"),
    [
        ((), 1, 1),  # the article itself
        (("own",), 2, 1),
        (("itself", "page", "copy-of-article"), 2, 1),
        (("tass", "tass-copy"), 3, 2),
        (("tass", "irna"), 3, 3),
        (("unclear", "irna"), 3, 2),  # the name is an alias of IRNA and of ISNA
        (("unclear", "isna"), 3, 2),
        (("both", "fars"), 3, 2),
        (("unknown",), 2, 1),
        ((({"item": "tass", "from": "minister"}),), 2, 2),  # whom it cites is not asked
    ],
)
def test_witnesses(tmp_path: Path, uses: Any, used: int, witnesses: int) -> None:
    assert said(tmp_path, *uses) == Count(used, witnesses)


@pytest.mark.parametrize(
    ("uses", "used", "origins"),
    [
        ((), 0, 0),
        (("own", "irna"), 2, 2),
        (("tass",), 1, 0),  # of the state that the minister's ministry is part of
        (("irna", {"item": "irna", "from": "Iran"}), 2, 2),
        (("isna", {"item": "unknown", "from": "iran"}), 2, 1),
        (("isna", "ally"), 2, 2),  # a member of an alliance does not act at its direction
        (({"item": "irna", "from": "The Minister"}, "both"), 2, 0),
        (("itself", "copy-of-article", "unknown"), 2, 0),
    ],
)
def test_origins(tmp_path: Path, uses: Any, used: int, origins: int) -> None:
    assert so(tmp_path, *uses) == Count(used, origins)


def test_somebody_counts_for_the_organisation_of_the_articles_day(tmp_path: Path) -> None:
    assert so(tmp_path / "in-office", "tass", "isna", day="2031-06-15") == Count(2, 1)
    assert so(tmp_path / "later", "tass", "isna", day="2032") == Count(2, 1)
    assert so(tmp_path / "earlier", "tass", "isna", day="2029") == Count(2, 2)


def test_a_record_suffices_but_not_for_the_claim_of_its_publisher(tmp_path: Path) -> None:
    record = {"item": "law", "record": "true"}
    theirs = so(tmp_path / "so", record)
    assert theirs == Count(1, 0)
    others = so(tmp_path / "earlier", record, day="2029")
    assert others == Count(1, 1, record=True)
    assert others.enough
    account = said(tmp_path / "said", record)
    assert account == Count(2, 2, record=True)
    cited = so(tmp_path / "from", {**record, "from": "iran"})
    assert cited == Count(1, 1, record=True)


def test_the_other_side_counts_without_the_article(tmp_path: Path) -> None:
    refuting = [{"item": i, "relation": "refutes", "shows": "x"} for i in ("irna", "tass-copy")]
    verdict = {"verdict": "misreported", "evidence": [*refuting, "own"]}
    corpus = project(tmp_path, {"said": verdict})
    assert corpus.counts(next(corpus.claims())).said == (Count(2, 2),)


def test_the_step_behind_the_one_judged_is_a_witness(tmp_path: Path) -> None:
    via = {"actor": "tass", "cue": "Residents doubted"}
    one = said(tmp_path / "chain", "tass-copy", "own", via=[via])
    assert one == Count(3, 2)
    unnamed = {"unnamed": "a resident", "cue": "Residents doubted"}
    nobody = said(tmp_path / "unnamed", "tass-copy", via=[unnamed])
    assert nobody == Count(2, 1)


def test_the_path_of_a_report_is_named_to_its_roots(tmp_path: Path) -> None:
    circle = [item("c", "C", ["d"]), item("d", "D", ["c"])]
    corpus = project(tmp_path, {}, evidence=[*ITEMS, *circle])
    (article,) = corpus.articles
    paths = {one: corpus.path_of(article, one) for one in ("tass-copy", "both", "own", "c")}
    assert paths == {
        "tass-copy": ("Daily", "TASS"),
        "both": ("Monthly", "TASS, Fars"),
        "own": ("The Gazette",),
        "c": ("C", "D"),
    }


def test_who_draws_on_whom(tmp_path: Path) -> None:
    corpus = project(tmp_path, {}, evidence=[*ITEMS, item("more", "daily", ["ITAR-TASS", "IRNA"])])
    assert corpus.draws_on() == (
        ("Daily", "tass", 2),
        ("Daily", "irna", 1),
        ("Monthly", "Fars", 1),
        ("Monthly", "tass", 1),
        ("Other", "gazette", 1),
    )
    facts = corpus.facts(str)
    with reads.tracked() as read:
        corpus.draws_on()
    assert read == {"draws-on"} <= facts.keys()


def test_a_count_depends_on_the_actors_whose_names_it_joins(tmp_path: Path) -> None:
    corpus = project(
        tmp_path, {"so": {"verdict": "supported", "evidence": [{"item": "tass", "shows": "x"}]}}
    )
    ref = next(corpus.claims())
    with reads.tracked() as read:
        corpus.counts(ref)
    assert {"actor:minister", "actor:russia", "named:itar-tass", f"claim:{ref.key}"} <= read
    assert "named:itar-tass" in corpus.facts(str)

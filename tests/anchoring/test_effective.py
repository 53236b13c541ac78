"""What the program adds to a briefing: whole chains, forms, days, the cast and its names."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from article_briefings.anchoring import AnchoredBriefing, notices
from article_briefings.corpus import compile_corpus
from article_briefings.models import Claim
from tests.building import (
    ACTORS,
    BRIEFING,
    FOLDER,
    TEXT,
    Fields,
    actor,
    briefing,
    claim,
    compiled,
    own_claim,
    sha256,
)

QUOTED, PARTLY, PLAIN = "We will not attack", "It is a drill,” she added", "doubted the promise"
VIA = {"actor": "gazette", "cue": "told the Gazette"}
ADA = {"actor": "ada-fable", "cue": "Ada Fable told"}


def article(tmp_path: Path, *claims: Fields, text: str = TEXT, **fields: Any) -> AnchoredBriefing:
    """A sound article with these claims."""
    value = briefing(text, **{"cast": [], "claims": [*claims], **fields})
    result = compiled(tmp_path, articles={FOLDER: (text, value)}, actors=ACTORS)
    assert [problem.message for problem in result.diagnostics] == []
    (sound,) = result.corpus.articles
    return sound


def first(found: AnchoredBriefing) -> Claim:
    return found.claims[0].claim


def forms(found: AnchoredBriefing) -> list[str | None]:
    return [hop.form for hop in first(found).attribution]


def test_via_joins_the_end_of_each_chain_of_its_paragraphs(tmp_path: Path) -> None:
    found = article(
        tmp_path,
        claim(attribution=[ADA]),
        own_claim("met", "Ministers met"),
        own_claim("doubt", PLAIN, via="false"),
        via=[
            {"paragraphs": "2", "actor": "oldtown", "cue": "Oldtown"},
            {"actor": "gazette", "cue": "told the Gazette"},
        ],
    )
    chains = [[hop.speaker for hop in one.claim.attribution] for one in found.claims]
    assert chains == [["ada-fable", "oldtown", "gazette"], ["gazette"], []]
    assert [one.claim.own_voice for one in found.claims] == [False, False, True]
    words = [[span.of(TEXT) for spans in one.cues for span in spans] for one in found.claims]
    assert words == [
        ["Ada Fable told", "Oldtown", "told the Gazette"],
        ["told the Gazette"],
        [],
    ]


def test_a_step_of_via_that_a_chain_has_already_is_not_added(tmp_path: Path) -> None:
    own = [ADA, {"actor": "gazette", "cue": "the Gazette"}]
    found = article(tmp_path, claim(attribution=own), via=[VIA])
    assert [hop.speaker for hop in first(found).attribution] == ["ada-fable", "gazette"]


def test_an_unknown_speaker_stays_unknown(tmp_path: Path) -> None:
    value = claim(attribution="unknown")
    result = compiled(
        tmp_path,
        articles={FOLDER: (TEXT, briefing(claims=[value], via=[VIA], draft="true"))},
        actors=ACTORS,
    )
    (found,) = result.anchored
    assert first(found).speaker_unknown


@pytest.mark.parametrize(
    ("quote", "attribution", "via", "expected"),
    [
        (QUOTED, [ADA], [], ["direct"]),
        (PARTLY, [ADA], [], ["mixed"]),
        (PLAIN, [ADA], [], ["indirect"]),
        (QUOTED, [{"actor": "oldtown", "shown_by": "e"}, ADA], [], [None, "direct"]),
        (QUOTED, [{"actor": "oldtown", "cue": "Oldtown"}, ADA], [], ["indirect", "direct"]),
        (QUOTED, [ADA], [VIA], ["direct", "indirect"]),
        (QUOTED, [], [VIA], ["direct"]),
        (QUOTED, [ADA | {"form": "translated"}], [VIA], ["translated", "indirect"]),
        (
            QUOTED,
            [{"actor": "oldtown", "cue": "Oldtown", "form": "direct"}, ADA],
            [],
            ["direct", "indirect"],
        ),
    ],
)
def test_forms_follow_from_the_quotation_marks(
    tmp_path: Path, quote: str, attribution: Any, via: Any, expected: list[str | None]
) -> None:
    evidence = [{"id": "e", "title": "t", "publisher": "p"}]
    value = claim(quote=quote, attribution=attribution)
    assert forms(article(tmp_path, value, via=via, evidence=evidence)) == expected


def test_quotations_of_somebody_who_speaks_another_language_are_translated(tmp_path: Path) -> None:
    cast = [{"actor": "ada-fable", "speaks": "fa"}]
    assert forms(article(tmp_path / "a", claim(attribution=[ADA]), cast=cast)) == ["translated"]
    cast[0]["speaks"] = "en-GB"
    assert forms(article(tmp_path / "b", claim(attribution=[ADA]), cast=cast)) == ["direct"]


def test_the_cast_is_listed_or_follows_from_chains_and_events(tmp_path: Path) -> None:
    event = {"id": "v", "date": "2031", "quote": "met", "label": "x", "actors": ["oldtown"]}
    found = article(
        tmp_path,
        claim(attribution=[ADA]),
        cast=[{"actor": "gazette", "role": "the newspaper", "mentions": ["the Gazette"]}],
        events=[event],
        source={"outlet": "gazette"},
    )
    cast = [(member.actor, member.role) for member in found.briefing.cast]
    assert cast == [("gazette", "the newspaper"), ("ada-fable", None), ("oldtown", None)]
    named = [[span.of(TEXT) for span in spans] for spans in found.mentions]
    assert named == [["the Gazette"], ["Ada Fable"], ["Oldtown"]]
    assert found.names == (("ada-fable", "Ada Fable"), ("oldtown", "Oldtown"))


def test_a_name_of_the_register_need_not_be_in_the_text_and_aliases_mark_nothing(
    tmp_path: Path,
) -> None:
    actors = {**ACTORS, "ada-fable": actor(name="A. Fable", aliases=["Ada Fable"])}
    value = briefing(cast=[], claims=[claim(attribution=[ADA])])
    result = compiled(tmp_path, articles={FOLDER: (TEXT, value)}, actors=actors)
    assert result.diagnostics == ()
    assert result.anchored[0].mentions == ((),)


def test_names_are_marked_in_a_translation_too(tmp_path: Path) -> None:
    other = TEXT.replace("Ministers met in", "In").replace("Ada Fable", "Die Ada Fable")
    translation = {"sha256": sha256(other), "language": "de", "translator": "x"}
    value = briefing(cast=[], claims=[claim(attribution=[ADA])], via=[VIA])
    value["source"] |= {"translation": translation}
    in_other = claim("other", quote_in="translation", attribution=[ADA])
    value["claims"].append(in_other)
    root = tmp_path / "briefings" / "articles" / FOLDER
    root.mkdir(parents=True)
    (root / "translation.txt").write_text(other, "utf-8")
    result = compiled(tmp_path, articles={FOLDER: (TEXT, value)}, actors=ACTORS)
    assert result.diagnostics == ()
    (found,) = result.anchored
    (ada, _) = found.translated_mentions
    assert [span.of(other) for span in ada] == ["Ada Fable"]
    both = [[hop.speaker for hop in one.claim.attribution] for one in found.claims]
    assert both == [["ada-fable", "gazette"]] * 2
    assert [len(one.cues[1]) for one in found.claims] == [1, 0], "the cue is in the article only"


def test_verdicts_and_evidence_have_the_day_of_the_briefing(tmp_path: Path) -> None:
    verdict = {"verdict": "single-source", "note": "x"}
    found = article(
        tmp_path,
        claim(attribution=[ADA], finding="x", said=verdict),
        claim("b", PLAIN, attribution=[ADA], finding="x", said=[verdict | {"as_of": "2031-04-30"}]),
        judged="2031-05-01",
        evidence=[
            {"id": "e", "title": "t", "publisher": "p"},
            {"id": "f", "title": "t", "publisher": "p", "retrieved": "2031-04-30"},
        ],
    )
    days = [said.as_of for one in found.claims for said in one.claim.said]
    assert days == [dt.date(2031, 5, 1), dt.date(2031, 4, 30)]
    assert [item.retrieved for item in found.briefing.evidence] == days
    places = [place for one in found.claims for place, _ in one.claim.verdicts]
    assert places == [("said",), ("said", 0)], "as in the file"


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ([], ["ada-fable"]),
        ([("ada-fable", "confirmed")], ["ada-fable"]),
        ([("gazette", "confirmed")], ["gazette", "ada-fable"]),
        ([("ada-fable", "doubtful"), ("2", "confirmed")], ["gazette", "ada-fable"]),
        ([("ada-fable", "confirmed"), ("gazette", "confirmed")], ["ada-fable"]),
    ],
)
def test_whose_sentence_it_is(tmp_path: Path, said: list[tuple[str, str]], who: list[str]) -> None:
    record = {"item": "e", "record": "true"}
    verdicts = [{"of": of, "verdict": verdict, "evidence": [record]} for of, verdict in said]
    judged = {"said": verdicts, "finding": "x"} if said else {}
    found = article(
        tmp_path,
        claim(attribution=[ADA], **judged),
        via=[VIA],
        judged="2031-05-01",
        evidence=[{"id": "e", "title": "t", "publisher": "p"}],
    )
    assert [hop.speaker for hop in first(found).who] == who


# --- notices ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("The mayor said that the bridge is safe.", True),
        ("The mayor of the town told two reporters that it is safe.", True),
        ("According to the mayor, the bridge is safe.", True),
        ("Die Bürgermeisterin sagte, dass die Brücke sicher ist.", True),
        ("La maire a déclaré que le pont est sûr.", True),
        ("Мэр сказала, что мост безопасен.", True),
        ("شهردار گفت که پل امن است.", True),
        ("The bridge is safe.", False),
        ("The promise that was added is safe.", False),
        ("The town has added a bridge.", False),
        ("The reports that troops moved are groundless.", False),
    ],
)
def test_the_text_of_a_claim_has_no_act_of_saying(tmp_path: Path, text: str, noticed: bool) -> None:
    found = article(tmp_path, claim(text=text, attribution=[ADA]))
    assert [one.code for one in notices(found)] == ["saying-in-text"] * noticed


def test_each_question_of_a_migration_is_noticed_at_its_line(tmp_path: Path) -> None:
    root = compiled_root(tmp_path)
    path = root / BRIEFING
    comment = "# To answer: was it said?\n# status: supported\n"
    path.write_text(path.read_text("utf-8") + comment, "utf-8")
    (found,) = compile_corpus(root).notices
    assert (found.code, found.location.line) == (
        "open-question",
        len(path.read_text("utf-8").splitlines()) - 1,
    )
    assert found.found == "was it said?"


def compiled_root(tmp_path: Path) -> Path:
    """A project whose files are all of the newest version."""
    compiled(tmp_path, actors={n: value | {"format": "2"} for n, value in ACTORS.items()}, notes={})
    topics = tmp_path / "briefings" / "topics.yml"
    topics.write_text(f"format: 2\n{topics.read_text('utf-8')}", "utf-8")
    return tmp_path

"""The first page: its specimen, what has changed, and what a label and a demo add."""

import json
from pathlib import Path
from typing import Any

import pytest

from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.pages._home import HomePage, home_page
from article_briefings.pages._site import Site
from article_briefings.pages._specimen import RouteStep, Specimen
from tests.building import (
    ACTORS,
    FOLDER,
    OTHER,
    TEXT,
    actor,
    briefing,
    claim,
    compiled,
    hop,
    own_claim,
)
from tests.built import build_pages, data_files
from tests.overlay import PROJECT

_SEEN = {"evidence": [{"id": "log", "title": "Log", "publisher": "Port"}]}
_SAID = {"verdict": "single-source", "note": "Nobody else was there."}
_SO = {"verdict": "unresolved", "note": "The log was searched."}


def _home(root: Path, *claims: Any, text: str = TEXT, **fields: Any) -> HomePage:
    actors = {**ACTORS, "officials": actor(name="Officials", type="group")}
    value = briefing(text, claims=list(claims), **fields)
    corpus = compiled(root, actors=actors, articles={FOLDER: (text, value)}).corpus
    return home_page(corpus, Site("Name", "What it does. For whom."))


def _shown(home: HomePage) -> Specimen:
    assert home.specimen is not None
    return home.specimen


def _words(specimen: Specimen) -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in specimen.pieces)


def test_the_specimen_of_the_seed_is_its_disputed_claim() -> None:
    shown = _shown(home_page(compile_corpus(PROJECT).corpus, Site("Name", "")))
    assert _words(shown) == (
        "but the Azerbaijani officials sent word that "
        "[they have no intention of clashing (with Armenia)]"
    )
    assert (shown.cut_before, shown.cut_after) == (True, True)
    assert [(step.name, step.role) for step in shown.steps] == [
        ("Azerbaijani officials", "nobody named"),
        ("Nasser Kanaani", "spokesman of Iran's foreign ministry"),
        ("Tasnim News Agency", "passed it on"),
        ("Iran Daily", "where you read it"),
    ]
    assert [step.cue for step in shown.steps] == ["sent word", "he added", "", ""]
    assert shown.verdicts.plain.endswith("Is it so? Disputed.")
    assert shown.href == "briefings/iran-armenia-azerbaijan/#read--baku-no-intent"


def test_a_claim_with_both_verdicts_comes_before_a_key_claim_without(tmp_path: Path) -> None:
    judged = claim("drill", "It is a drill", said=_SAID, so=_SO, finding="It is not known.")
    judged["attribution"] = [hop(cue="she added")]
    key = claim(key=True, finding="Nobody has checked it.")
    assert _shown(_home(tmp_path, key, judged)).finding == "It is not known."


def test_a_contested_claim_comes_before_others_of_its_article(tmp_path: Path) -> None:
    use = {"item": "log", "relation": "refutes", "shows": "something else"}
    contested = {"verdict": "disputed", "evidence": [use]}
    claims = [
        claim(said=_SAID, so=_SO, finding="Open.", key=True),
        claim(
            "drill", "no more than that", said=_SAID, so=contested, finding="Contested.", key=True
        ),
    ]
    claims[1]["key"] = True
    claims[1]["attribution"] = [hop(cue="she added")]
    assert _shown(_home(tmp_path, *claims, **_SEEN)).finding == "Contested."


def test_a_short_sentence_is_whole_and_words_outside_the_mark_too(tmp_path: Path) -> None:
    shown = _shown(_home(tmp_path, claim()))
    assert _words(shown) == "“[We will not attack],” Ada Fable told the Gazette."
    assert (shown.cut_before, shown.cut_after) == (False, False)
    assert shown.steps == (
        RouteStep("Ada Fable", "spokesperson", "told the Gazette"),
        RouteStep("The article", "where you read it"),
    )


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("He met U.S. forces. Then Ada Fable told the Gazette.", "met", "He [met] U.S. forces."),
        ("Who knows? nobody does. He left.", "nobody", "Who knows? [nobody] does."),
        (f"{'Before that, ' * 20}the bridge fell, nobody knows why.", "fell", "the bridge [fell]"),
        ("One. Two parts\nand three parts. Four.", ["parts", "Four"], None),
    ],
)
def test_the_sentence_around_a_quote(
    tmp_path: Path, text: str, quote: Any, expected: str | None
) -> None:
    if expected is None:
        quote = [{"exact": "parts", "nth": 1}, {"exact": "Four"}]
        expected = "Two [parts]\nand three parts. [Four]."
    shown = _shown(_home(tmp_path, own_claim("c", quote), text=text, cast=[]))
    assert _words(shown) == expected
    for piece in shown.pieces:
        assert piece.text in text
    assert shown.steps[0] == RouteStep("No source named", "", unnamed=True)


def test_the_outlet_is_the_last_step_once_and_groups_are_unnamed(tmp_path: Path) -> None:
    unnamed = {"unnamed": "Residents", "cue": "Residents doubted the promise"}
    shown = {"actor": "oldtown", "shown_by": "log"}
    steps = [hop("officials", "doubted"), unnamed, shown, hop("gazette")]
    home = _home(tmp_path, claim(attribution=steps), source={"outlet": "gazette"}, **_SEEN)
    assert _shown(home).steps == (
        RouteStep("Officials", "nobody named", "doubted", unnamed=True),
        RouteStep("Residents", "not named in the article", unnamed=True),
        RouteStep("Oldtown", "not in the article; evidence shows it"),
        RouteStep("The Gazette", "where you read it"),
    )


def test_an_outlet_at_the_origin_passes_nothing_on(tmp_path: Path) -> None:
    gazette, fable = hop("gazette", "the Gazette"), hop(cue="Ada Fable")
    one = _shown(_home(tmp_path / "1", claim(attribution=[gazette, fable])))
    assert [step.role for step in one.steps] == ["", "spokesperson", "where you read it"]
    other = _shown(_home(tmp_path / "2", claim(attribution=[fable, gazette])))
    assert [step.role for step in other.steps][1] == "passed it on"


def test_a_claim_in_english_comes_first(tmp_path: Path) -> None:
    foreign = briefing(claims=[claim(said=_SAID, so=_SO, finding="Open.", key=True)])
    foreign["source"]["language"] = "fa"
    articles = {OTHER: (TEXT, foreign), FOLDER: (TEXT, briefing())}
    shown = _shown(home_page(compiled(tmp_path, articles=articles).corpus, Site("Name", "")))
    assert (shown.language, shown.finding) == ("en", "")


def test_the_words_are_the_owners(tmp_path: Path) -> None:
    home = _home(tmp_path, claim())
    assert (home.title, home.intro) == ("What it does", "For whom.")
    corpus = compiled(tmp_path / "other").corpus
    plain = home_page(corpus, Site("Name", "What it does."))
    assert (plain.title, plain.intro) == ("Name", "What it does.")


def test_what_has_changed_has_the_newest_first(tmp_path: Path) -> None:
    dated = [{"date": f"2031-05-0{day}", "text": f"Change {day}."} for day in (2, 5, 3, 4)]
    home = _home(tmp_path, claim(), corrections=dated)
    assert [change.text for change in home.changes] == ["Change 5.", "Change 4.", "Change 3."]
    assert home.changes[0].href == "briefings/drill/#change--2"


def test_the_article_of_the_specimen_is_not_repeated_among_the_newest(tmp_path: Path) -> None:
    home = home_page(compile_corpus(PROJECT).corpus, Site("Name", "What it does."))
    shown = _shown(home).briefing_href
    assert len(home.newest) == 3
    assert shown not in {card.href for card in home.newest}
    only = _home(tmp_path, claim())
    assert [card.href for card in only.newest] == [_shown(only).briefing_href]


def test_an_empty_project_has_no_specimen_and_no_door(tmp_path: Path) -> None:
    home = home_page(compiled(tmp_path, articles={}).corpus, Site("Name", ""))
    assert (home.specimen, home.newest, home.teach_href) == (None, (), "")


def test_the_page_for_teachers_and_the_demo_are_linked_where_they_are(tmp_path: Path) -> None:
    corpus = compiled(tmp_path).corpus
    plain, told = (
        home_page(corpus, Site("", "")),
        home_page(corpus, Site("", teach="about/x.md#y", demo="demo/")),
    )
    assert (plain.teach_href, plain.demo_href) == ("teach/drill/", "")
    assert (told.teach_href, told.demo_href) == ("about/x/#y", "demo/")


def test_a_label_is_in_feeds_and_no_verdict_is_given_to_search_engines() -> None:
    corpus = compile_corpus(PROJECT / "examples").corpus
    url, exports = "https://example.org/", {"data/x": lambda _: iter([b""])}
    site = Site("Name", url=url, exports=exports, label="Invented")
    files = data_files(corpus, site)
    for name in ("feed.json", "assessments.json"):
        feed = json.loads(files[name])
        titles = [feed["title"], *(item["title"] for item in feed["items"])]
        assert all(title.startswith("Invented: ") for title in titles)
    assert b"# Invented: Name" in files["llms.txt"]
    assert b"Sitemap" not in files["robots.txt"]
    assert not [name for name in files if name.endswith(".jsonld")]
    assert not [page for page in build_pages(corpus, site) if page.linked or page.graph]
    assert site.version != Site("Name", url=url, exports=exports).version

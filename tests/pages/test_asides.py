"""The short notes beside the article: what they say, where they stand, what they light."""

from pathlib import Path
from typing import Any

from article_briefings.pages._briefing import BriefingBuilder
from article_briefings.pages._marks import AsideView, ParagraphAsides
from article_briefings.pages._site import Site
from tests.building import FOLDER, briefing, claim, compiled, hop, own_claim

TEXT = (
    "Ada Fable spoke of a drill on Monday.\n"
    "Nobody was named here.\n"
    "Ada Fable added, the Gazette wrote, that the drill was small.\n"
)


def _asides(tmp_path: Path, text: str = TEXT, **fields: Any) -> list[ParagraphAsides]:
    value = briefing(text, **fields)
    made = compiled(tmp_path, articles={FOLDER: (text, value)})
    assert made.diagnostics == ()
    article = made.corpus.articles[0]
    page = BriefingBuilder(made.corpus, article, Site("T")).page()
    return list(page.asides)


def _said(paragraph: ParagraphAsides) -> list[str]:
    return [aside.text for aside in paragraph.notes]


def _only(asides: list[ParagraphAsides]) -> AsideView:
    return asides[0].notes[0]


CLAIMS = [
    claim(
        "small",
        "the drill was small",
        attribution=[
            hop(cue="Ada Fable added", form="indirect"),
            hop("gazette", "the Gazette wrote", form="indirect"),
        ],
    ),
    own_claim("nobody", "Nobody was named here"),
    claim("drill", "a drill on Monday", attribution=[hop(cue="spoke", form="indirect")]),
]
ACTORS = [
    {"actor": "ada-fable", "role": "x", "mentions": ["Ada Fable"]},
    {"actor": "gazette", "role": "x"},
]


MARKED: dict[str, Any] = {
    "claims": CLAIMS,
    "cast": ACTORS,
    "events": [{"id": "monday", "date": "2031-04-28", "quote": "Monday", "label": "The drill"}],
    "background": [{"note": "drills", "quote": "drill was", "why": "x"}],
}


def test_each_paragraph_has_the_notes_on_the_marks_that_begin_in_it(tmp_path: Path) -> None:
    asides = _asides(tmp_path, **MARKED)
    assert [(p.paragraph, _said(p)) for p in asides] == [
        (1, ["Ada Fable", "The drill"]),
        (2, ["No source named"]),
        (3, ["Ada Fable, via The Gazette", "Drills"]),
    ]
    assert [a.number for p in asides for a in p.notes] == [1, 0, 2, 3, 0]


def test_a_paragraph_without_marks_has_no_list(tmp_path: Path) -> None:
    asides = _asides(tmp_path, claims=[CLAIMS[1]], cast=[])
    assert [paragraph.paragraph for paragraph in asides] == [2]


def test_a_note_leads_to_what_it_is_about_and_back_to_the_mark(tmp_path: Path) -> None:
    asides = _asides(tmp_path, **MARKED)
    found = {a.dom_id: (a.kind, a.href, a.mark_href, a.date) for p in asides for a in p.notes}
    assert found == {
        "aside--drill": ("claim", "#drill", "#mark--drill", ""),
        "aside--monday": ("event", "#monday", "#mark--monday", "28 April 2031"),
        "aside--nobody": ("claim", "#nobody", "#mark--nobody", ""),
        "aside--small": ("claim", "#small", "#mark--small", ""),
        "aside--note--1": ("background", "#note--drills", "#mark--note--1", ""),
    }


def test_a_step_that_only_evidence_shows_is_left_to_the_card(tmp_path: Path) -> None:
    item = {"id": "wire", "title": "x", "publisher": "y"}
    shown = {"actor": "gazette", "shown_by": "wire"}
    asides = _asides(
        tmp_path,
        claims=[claim("drill", "a drill", attribution=[shown, hop(cue="spoke", form="indirect")])],
        cast=ACTORS,
        evidence=[item],
    )
    assert _only(asides).text == "The Gazette, via Ada Fable"


def test_a_note_says_whether_its_claim_is_judged(tmp_path: Path) -> None:
    so = {"verdict": "unresolved", "note": "Nobody saw it."}
    claims = [own_claim("nobody", "Nobody", so=so, finding="Not known."), CLAIMS[2]]
    asides = _asides(tmp_path, claims=claims, cast=[])
    assert {a.dom_id: a.judged for p in asides for a in p.notes} == {
        "aside--drill": False,
        "aside--nobody": True,
    }


def test_a_claim_without_stated_steps_is_the_articles_own(tmp_path: Path) -> None:
    asides = _asides(tmp_path, claims=[CLAIMS[1]], cast=[])
    assert _only(asides).form == "own"
    assert _only(asides).text == "No source named"

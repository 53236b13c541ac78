"""What a briefing's page says of its own history, and of what came after the article."""

from pathlib import Path
from typing import Any

from article_briefings.pages._briefing import BriefingPage
from article_briefings.pages._site import Site
from article_briefings.pages._views import LinkView
from tests.building import FOLDER, TEXT, briefing, claim, dom, project
from tests.built import build_project
from tests.overlay import TEMPLATES

_CORRECTIONS = [
    {"date": "2031-05-02", "claims": ["no-attack"], "text": "The speaker was wrong."},
    {"date": "2031-05-03", "withdrawn": ["lost", "gone"], "text": "Nobody <said> them."},
]

EXTRACT: dict[str, Any] = {
    "source": {
        "extract": "true",
        "url": "https://gazette.example/drill",
        "rights": "The Gazette. Quoted for comparison.",
        "shown_by": "page",
    },
    "evidence": [{"id": "page", "title": "A drill", "publisher": "Gazette", "article": "true"}],
}


def _page(root: Path, **fields: Any) -> tuple[BriefingPage, str]:
    """The context of the drill's page, and its Markdown."""
    value = briefing(**fields)
    project(root, articles={FOLDER: (TEXT, value)})
    built = build_project(root, Site("A site"), templates=TEMPLATES)
    assert not built.diagnostics
    page, markdown = built.pages["briefings/drill.md"]
    assert isinstance(page.context, BriefingPage)
    return page.context, markdown.split("\n---\n", 1)[1]


def test_corrections_are_listed_the_latest_first(tmp_path: Path) -> None:
    page, markdown = _page(tmp_path, corrections=_CORRECTIONS)
    assert [(c.date, c.claims, c.withdrawn) for c in page.corrections] == [
        ("3 May 2031", (), ("lost", "gone")),
        ("2 May 2031", (LinkView("claim 1", "#no-attack"),), ()),
    ]
    assert "## Corrections {: #corrections }" in markdown
    assert "Corrected 3 May 2031" in markdown


def test_a_withdrawn_claim_leaves_a_place_that_says_when_and_why(tmp_path: Path) -> None:
    _, markdown = _page(tmp_path, corrections=_CORRECTIONS)
    body = dom(markdown)
    for name in ("lost", "gone"):
        [entry] = (li for li in body.iter("li") if li.find(f".//*[@id='{name}']") is not None)
        words = " ".join("".join(entry.itertext()).split())
        assert words == "3 May 2031 Nobody <said> them. Withdrawn: lost, gone."


def test_a_page_without_corrections_has_no_such_section(tmp_path: Path) -> None:
    _, markdown = _page(tmp_path)
    assert "orrect" not in markdown


def test_an_earlier_id_still_leads_to_the_claim(tmp_path: Path) -> None:
    _, markdown = _page(tmp_path, claims=[claim(formerly=["attack", "no-war"])])
    [card] = (e for e in dom(markdown).iter("details") if e.get("class", "").startswith("claim"))
    assert {"attack", "no-war", "no-attack"} <= {e.get("id") for e in card.iter()}


def test_events_after_the_day_of_the_article_are_apart(tmp_path: Path) -> None:
    days = {"before": "2031-04-27", "same": "2031-04-28", "open": "2031-04", "after": "2031-05"}
    events = [
        {"id": name, "date": day, "quote": "on Monday", "label": name} for name, day in days.items()
    ]
    page, markdown = _page(tmp_path, events=events)
    assert [event.id for event in page.events] == ["open", "before", "same"]
    assert [event.id for event in page.later_events] == ["after"]
    assert page.axis is not None
    assert "### After the article {: #timeline--later }" in markdown


def test_no_shares_are_computed_from_an_extract(tmp_path: Path) -> None:
    page, markdown = _page(tmp_path, **EXTRACT)
    assert page.glance is None
    assert "names no source" not in markdown
    assert "an extract of" in markdown


def test_of_an_extract_only_the_verdicts_are_drawn(tmp_path: Path) -> None:
    so = {"verdict": "unresolved", "note": "Nobody looked."}
    page, _ = _page(tmp_path, **EXTRACT, claims=[claim(so=so, finding="Not known.")])
    assert page.glance is not None
    assert (page.glance.distances, page.glance.speakers) == (None, None)


def test_a_step_that_evidence_shows_is_missing_in_the_extract_only(tmp_path: Path) -> None:
    steps = [{"actor": "ada-fable", "shown_by": "page"}]
    page, markdown = _page(tmp_path, **EXTRACT, claims=[claim(attribution=steps)])
    [view] = page.claims
    assert "presented as" not in view.chain.hand
    assert "not in the extract, shown by" in markdown
    assert "not in the article, shown by" not in markdown


def test_an_actor_needs_no_role(tmp_path: Path) -> None:
    page, _ = _page(tmp_path, cast=[])
    assert [(member.name.text, member.role) for member in page.actors] == [("Ada Fable", "")]

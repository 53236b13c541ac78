"""What a briefing's page says of its own history, and of what came after the article."""

from pathlib import Path
from typing import Any

from article_briefings.corpus._facts import reads
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.pages._briefing import BriefingPage
from article_briefings.pages._changes import ChangesPage, newest_changes
from article_briefings.pages._contents import SiteContents
from article_briefings.pages._page import PageGroup
from article_briefings.pages._paging import Bounds
from article_briefings.pages._routes import HOME, PageLinks
from article_briefings.pages._site import Site
from article_briefings.pages._views import LinkView
from tests.building import BRIEFING, FOLDER, OTHER, TEXT, briefing, claim, dom, project
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
    [second, first] = page.corrections
    assert (first.id, first.date, first.machine_date) == ("change--1", "2 May 2031", "2031-05-02")
    assert [(c.sentence.plain, c.href) for c in first.claims] == [
        ("Ada Fable: No attack is planned.", "#no-attack")
    ]
    assert second.claims == ()
    assert [claim.text for claim in second.withdrawn] == ["lost", "gone"]
    assert "## What has changed in this briefing {: #changed }" in markdown
    assert '<a href="#changed">Corrected 3 May 2031</a>' in markdown
    times = [time.get("datetime") for time in dom(markdown).iterfind(".//*[@id='change--2']//time")]
    assert times == ["2031-05-03"]


def test_a_withdrawn_claim_leaves_a_place_that_says_when_and_why(tmp_path: Path) -> None:
    _, markdown = _page(tmp_path, corrections=_CORRECTIONS)
    body = dom(markdown)
    for name in ("lost", "gone"):
        [entry] = (li for li in body.iter("li") if li.find(f".//*[@id='{name}']") is not None)
        words = " ".join("".join(entry.itertext()).split())
        assert words == "3 May 2031 Nobody <said> them. Withdrawn: lost, gone"


def test_claims_that_were_renamed_or_withdrawn_since_are_found(tmp_path: Path) -> None:
    first = {"date": "2031-05-01", "claims": ["attack", "lost"], "text": "Two claims."}
    page, _ = _page(
        tmp_path, claims=[claim(formerly=["attack"])], corrections=[first, *_CORRECTIONS]
    )
    assert [claim.href for claim in page.corrections[-1].claims] == ["#no-attack"]
    assert [claim.text for claim in page.corrections[-1].earlier] == ["lost"]


def test_a_page_without_corrections_has_no_such_section(tmp_path: Path) -> None:
    _, markdown = _page(tmp_path)
    assert "orrect" not in markdown
    assert "#changed" not in markdown


# --- all briefings ------------------------------------------------------------------------------


def _two(root: Path, **fields: Any) -> Path:
    """The drill and a newer reply, each with corrections, and a draft with another."""
    reply = briefing(title="A reply", corrections=[{"date": "2031-06-01", "text": "Renamed."}])
    draft = reply | {"title": "A draft", "draft": "true"}
    drill = briefing(corrections=_CORRECTIONS, **fields)
    articles = {FOLDER: (TEXT, drill), OTHER: (TEXT, reply), "2031-05-09-draft": (TEXT, draft)}
    return project(root, articles=articles)


def _changes(root: Path, **site: Any) -> dict[str, ChangesPage]:
    built = build_project(root, Site("A site", **site), templates=TEMPLATES)
    assert not built.diagnostics
    pages = {source: page.context for source, (page, _) in built.pages.items()}
    return {name: page for name, page in pages.items() if isinstance(page, ChangesPage)}


def test_all_corrections_are_listed_by_month(tmp_path: Path) -> None:
    [page] = _changes(_two(tmp_path)).values()
    assert [(month.month, [c.text for c in month.changes]) for month in page.months] == [
        ("June 2031", ["Renamed."]),
        ("May 2031", ["Nobody <said> them.", "The speaker was wrong."]),
    ]
    june, may = page.months
    assert june.changes[0].briefing == LinkView("A reply", "../briefings/reply/")
    assert june.changes[0].href == "../briefings/reply/#change--1"
    assert may.changes[1].claims[0].href == "../briefings/drill/#no-attack"
    assert may.changes[0].withdrawn[0] == LinkView("lost", "../briefings/drill/#lost")
    assert page.feed_href == ""


def test_a_long_list_goes_over_several_pages_which_lead_to_the_feed(tmp_path: Path) -> None:
    pages = _changes(_two(tmp_path), bounds=Bounds(changes=2), url="https://a.example/")
    assert list(pages) == ["changes/index.md", "changes/2.md"]
    assert [page.feed_href for page in pages.values()] == ["../changes.xml", "../../changes.xml"]
    assert all(page.total == 3 and page.pager for page in pages.values())


def test_the_page_is_the_same_words_as_the_files(tmp_path: Path) -> None:
    words = "<script>alert(1)</script> {{ x }} [a](javascript:b) *no* | &amp;"
    root = _two(tmp_path, claims=[claim(text=words, formerly=["old"])], title=words)
    path = root / BRIEFING
    path.write_text(path.read_text("utf-8").replace("The speaker was wrong.", "'" + words + "'"))
    markdown = build_project(root, Site("A site"), templates=TEMPLATES).pages["changes/index.md"][1]
    body = dom(markdown.split("\n---\n", 1)[1])
    assert "".join(body.itertext()).count(words) == 4
    assert not list(body.iter("script"))


def test_a_site_without_corrections_says_so(tmp_path: Path) -> None:
    built = build_project(project(tmp_path), Site("A site"), templates=TEMPLATES)
    assert "No published briefing has been corrected yet." in built.pages["changes/index.md"][1]


def test_the_newest_changes_for_another_page(tmp_path: Path) -> None:
    corpus = compile_corpus(_two(tmp_path)).corpus
    [newest] = newest_changes(corpus, PageLinks(HOME), 1)
    assert (newest.text, newest.href) == ("Renamed.", "briefings/reply/#change--1")


def test_the_list_depends_on_corrections_and_their_claims_alone(tmp_path: Path) -> None:
    corpus = compile_corpus(_two(tmp_path)).corpus
    group = SiteContents(corpus, Site("A site")).groups["changes"]
    assert isinstance(group, PageGroup)
    with reads.tracked() as read:
        assert list(group.pages())
    assert {"corrections", "corrections-of:drill", "claim:drill#no-attack"} <= read
    assert {fact for fact in read if fact.startswith("article:")} == set()


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
    assert '<h3 id="timeline--later">After the article</h3>' in markdown


def test_no_shares_are_computed_from_an_extract(tmp_path: Path) -> None:
    page, markdown = _page(tmp_path, **EXTRACT)
    assert page.glance is None
    assert "names no source" not in markdown
    assert "These are passages of" in markdown


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

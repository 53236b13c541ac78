"""The worksheet and its key: what each says, and what the worksheet must not say."""

from pathlib import Path
from typing import Any

from article_briefings.pages._routes import url_of
from article_briefings.pages._site import Site
from article_briefings.pages._teaching import Key, Worksheet
from tests.building import FOLDER, briefing, dom, hop, own_claim, project
from tests.built import Built, build_project
from tests.corpus.test_translation import german, in_project
from tests.overlay import PROJECT, TEMPLATES

_TEXT = "The bridge is safe, Ada Fable said. It opens in May. It is old.\n"
_WIRE = {"id": "wire", "title": "A dispatch", "publisher": "Agency", "relays": []}
_DISPUTED = {
    "verdict": "unresolved",
    "note": "The register was searched.",
    "evidence": [{"item": "wire", "relation": "refutes", "shows": "cracks"}],
}


def _site(root: Path, claims: list[Any]) -> Built:
    question = {"text": "Who measured it?", "why": "It is open."}
    value = briefing(
        _TEXT, title="Nobody has tested it", claims=claims, evidence=[_WIRE], questions=[question]
    )
    project(root, articles={FOLDER: (_TEXT, value)})
    return build_project(root, Site("A site"), templates=TEMPLATES)


def _words(markdown: str) -> str:
    return " ".join("".join(dom(markdown.split("\n---\n", 1)[1]).itertext()).split())


def _three() -> list[Any]:
    safe = own_claim("safe", "The bridge is safe", text="The bridge holds.", so=_DISPUTED)
    safe |= {"attribution": [hop(cue="Ada Fable said")], "finding": "Only she says so."}
    opens = own_claim("opens", "It opens in May", text="The opening is in May.", key=True)
    opens["finding"] = "The town says so too."
    return [safe, opens, own_claim("old", "It is old", text="The bridge has stood for long.")]


def test_a_worksheet_begins_with_the_annotators_choice(tmp_path: Path) -> None:
    page, markdown = _site(tmp_path, _three()).pages["teach/drill.md"]
    sheet = page.context
    assert isinstance(sheet, Worksheet)
    assert (page.kind, url_of(page.source)) == ("Worksheet", "teach/drill/")
    assert [(one.number, one.chosen) for one in sheet.passages] == [
        (1, True),
        (2, True),
        (3, False),
    ]
    assert "The annotator’s 2 All 3" in _words(markdown)


def test_without_a_choice_all_passages_are_on_the_sheet(tmp_path: Path) -> None:
    page, markdown = _site(tmp_path, _three()[2:]).pages["teach/drill.md"]
    assert isinstance(page.context, Worksheet)
    assert [one.chosen for one in page.context.passages] == [True]
    assert "The annotator" not in _words(markdown)


def test_a_worksheet_says_nothing_that_the_annotators_wrote(tmp_path: Path) -> None:
    built = _site(tmp_path, _three())
    _, markdown = built.pages["teach/drill.md"]
    told = ("holds", "The opening", "stood", "Only she", "too", "settled", "Ada Fable:", "tested")
    told += ("Agency", "measured", "searched", "Is it so?", "Was it said?")
    assert [words for words in told if words in markdown] == []
    assert _TEXT.strip() in _words(markdown)


def test_the_worksheet_of_the_first_briefing_says_nothing_that_the_annotators_wrote() -> None:
    built = build_project(PROJECT, Site("A site"), templates=TEMPLATES)
    context, markdown = built.pages["briefings/iran-armenia-azerbaijan.md"][0].context, ""
    markdown = _words(built.pages["teach/iran-armenia-azerbaijan.md"][1])
    claims: Any = context.claims  # type: ignore[attr-defined]
    told = [words for claim in claims for words in (claim.finding, claim.sentence.text) if words]
    told += [answer.words for claim in claims for answer in claim.verdicts]
    told += [context.title, context.bluf]  # type: ignore[attr-defined]
    assert len(told) > 40
    assert [words for words in told if words.rstrip(".") in markdown] == []


def test_a_key_answers_under_the_same_numbers(tmp_path: Path) -> None:
    page, markdown = _site(tmp_path, _three()).pages["teach/drill/key.md"]
    assert isinstance(page.context, Key)
    assert (page.kind, url_of(page.source)) == ("Key", "teach/drill/key/")
    rows = [
        [" ".join("".join(cell.itertext()).split()) for cell in row]
        for row in dom(markdown.split("\n---\n", 1)[1]).iter("tr")
    ]
    # First those on the sheet as it begins, then the others.
    assert [row[0] for row in rows] == ["No.", "1", "2", "No.", "3"]
    assert markdown.index("Other passages</h2>") < markdown.index("<b>1</b> passage")
    assert rows[1][1] == "Ada Fable: The bridge holds."
    assert rows[1][2] == "In the article: first-hand. Is it so? Not settled. Only she says so."
    assert rows[1][3] == "Best source: Agency. The register was searched."
    assert "The article does not say." in rows[2][2]
    assert rows[2][1].startswith("No source named: ")
    assert "Not named" not in rows[2][2], "it is not said twice"
    assert "Who measured it?" in markdown
    assert "It is open." not in markdown


def test_both_readings_link_to_the_worksheet(tmp_path: Path) -> None:
    _, markdown = _site(tmp_path, _three()).pages["briefings/drill.md"]
    assert markdown.count('href="../../teach/drill/"') == 2


def test_a_translated_article_is_asked_about_in_both_texts(tmp_path: Path) -> None:
    value = german() | {"counterpart": "We will not attack"}
    built = build_project(in_project(tmp_path, value), Site("A site"), templates=TEMPLATES)
    sheet = built.pages["teach/drill.md"][0].context
    assert isinstance(sheet, Worksheet)
    assert [quote.language for quote in sheet.passages[0].quotes] == ["de", "en"]
    assert [paragraph.language for paragraph in sheet.paragraphs[:3]] == ["en", "de", "en"]

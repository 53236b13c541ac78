"""A translation carries the marks of the original: the same numbers, one note, one id."""

from pathlib import Path

from article_briefings.pages._briefing import BriefingPage
from article_briefings.pages._site import Site
from tests.building import claim, dom
from tests.built import build_project
from tests.corpus.test_translation import in_project
from tests.overlay import TEMPLATES


def test_a_claim_is_marked_in_both_texts_and_has_one_note(tmp_path: Path) -> None:
    value = claim(key=True, finding="F.", counterpart="Wir werden nicht angreifen")
    name = value["id"]
    root = in_project(tmp_path, value)
    page, markdown = build_project(root, Site("A site"), templates=TEMPLATES).pages[
        "briefings/drill.md"
    ]
    assert isinstance(page.context, BriefingPage)
    elements = list(dom(markdown.split("\n---\n", 1)[1]).iter())

    by_id = {e.get("id"): e for e in elements if e.get("id")}
    for text in ("article-text", "translation-text"):
        inside = list(by_id[text].iter())
        assert [e.get("data-n") for e in inside if e.get("data-n")] == ["1"]
        assert sum(e.get("href") == f"#aside--{name}" for e in inside) == 1
    [again] = [e for e in by_id["translation-text"].iter() if e.get("data-key") == name]
    assert "Wir werden nicht angreifen" in "".join(again.itertext())
    assert len([e for e in elements if e.get("id") == f"aside--{name}"]) == 1

    marks = [e for e in by_id["article"].iter("a") if e.get("href") == f"#read--{name}"]
    assert [e.text for e in marks] == ["We will not attack", "Wir werden nicht angreifen"]
    assert [e.get("id") for e in marks] == ["words--1", None]
    assert [b.get("data-n") for e in marks for b in e.iter("b")] == ["1", "1"]
    ids = [e.get("id") for e in elements if e.get("id")]
    assert len(ids) == len(set(ids))
    order = [str(e.get("class")) for e in by_id["article"]]
    assert order[order.index("read note1 s-none") - 1] == "translated"

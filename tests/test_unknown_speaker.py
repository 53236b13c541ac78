"""Claims of which nobody has found out who says them: a case of its own everywhere."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from article_briefings import load_corpus
from article_briefings.corpus._parts import ClaimRef, Distance
from article_briefings.exporting._annotations import annotations
from article_briefings.exporting._brat import standoff
from article_briefings.exporting._targets import AnnotationAddresses
from article_briefings.formatting._canonical import canonical
from article_briefings.importing._brat import read_brat
from article_briefings.importing._options import Scheme
from article_briefings.pages import _routes as routes
from article_briefings.pages._glance import word_shares
from article_briefings.pages._linked import briefing_graph
from benchmarks.ledger_corpus import ledger_files
from tests.building import TEXT, briefing, claim, codes, compiled, dump, hop, own_claim, project
from tests.built import build_project
from tests.comparing import changes, told
from tests.overlay import PROJECT, SITE

SAID = "Speaker not identified yet"
CLAIMS = [claim(attribution="unknown"), own_claim("doubt", "Residents doubted the promise.")]


def _value(**fields: Any) -> Any:
    return briefing(claims=CLAIMS, draft="true", **fields)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(
        tmp_path_factory.mktemp("unknown"), articles={"2031-04-28-drill": (TEXT, _value())}
    )


def test_every_page_that_shows_the_claim_says_it(root: Path) -> None:
    built = build_project(root, SITE, preview=True, templates=PROJECT / "templates")
    assert built.diagnostics == ()
    pages = {source: markdown for source, (_, markdown) in built.pages.items()}
    page = pages["briefings/drill.md"]
    assert page.count(SAID) >= 3  # the summary, the note beside the article, who speaks
    assert (
        "For 1 of them the article names no source. The speaker of 1 is not identified yet." in page
    )
    assert '<u class="f-unknown" id="mark--no-attack" data-n="1">We will not attack</u>' in page
    styles = PROJECT / "templates/assets/briefings/reading.css"  # what is heard before the mark
    assert ".f-unknown { --form: var(--w-unknown); }" in styles.read_text("utf-8")
    assert "--w-unknown:'speaker not identified'" in page
    assert f'<a href="#mark--no-attack">1</a> <a href="#no-attack">{SAID}</a>' in page
    assert re.search('<details class="claim">\n<summary><h3 id="no-attack">', page)
    ledger = pages["claims/index.md"]
    assert f"<strong>{SAID}:</strong> No attack is planned." in ledger
    assert "<i>speaker not identified yet</i>" in ledger


def test_the_search_finds_it_under_no_speaker(root: Path) -> None:
    page, markdown = build_project(root, SITE, preview=True, templates=PROJECT / "templates").pages[
        "briefings/drill.md"
    ]
    assert f'<h3 id="no-attack"><b>1</b> <strong>{SAID}:</strong> ' in markdown
    assert SAID not in [value for _, value in page.filters]


def test_the_ledgers_data_names_nobody(root: Path) -> None:
    files = ledger_files(load_corpus(root, drafts=True))
    ((part, _),) = json.loads(files[routes.LEDGER_INDEX])["parts"]
    columns = json.loads(gzip.decompress(files[f"claims/{part}"]))
    assert [columns["chains"][number] for number in columns["chain"]] == [
        [SAID, [], [], []],
        ["No source named", [], [], []],
    ]


def test_figures_count_it_by_itself(root: Path) -> None:
    corpus = load_corpus(root, drafts=True)
    (article,) = corpus.articles
    unknown, own = (ref.claim for ref in ClaimRef.of(article))
    assert (unknown.own_voice, unknown.speaker_unknown, unknown.attribution) == (False, True, ())
    assert (own.own_voice, own.speaker_unknown) == (True, False)
    assert Distance.of(unknown, None).hand == "unknown"
    kinds = {share.speaker.kind for share in word_shares(article).speakers}
    assert kinds == {"unknown", "own-voice"}


def test_exports_say_it_and_imports_read_it(root: Path) -> None:
    corpus = load_corpus(root, drafts=True)
    (article,) = corpus.articles
    notes = list(annotations(corpus, article, AnnotationAddresses("https://x.example/")))
    first = next(one for one in notes if str(one.get("claim", "")).endswith("#no-attack"))
    assert first["speaker"] == "unknown"
    assert "attribution" not in first
    written = standoff(corpus, article)
    back, _ = read_brat("drill.ann", written, TEXT, Scheme())
    assert [one.claim.own_voice for one in back] == [False, True]


def test_the_description_for_machines_has_no_author(root: Path) -> None:
    corpus = load_corpus(root, drafts=True)
    (article,) = corpus.articles
    nodes = json.loads(briefing_graph(corpus, article, "https://x.example/"))["@graph"]
    one = next(node for node in nodes if node["@type"] == "Claim")
    assert "author" not in one
    assert "isBasedOn" not in one


def test_a_diff_says_when_the_speaker_became_known() -> None:
    before = briefing(claims=[claim(attribution="unknown")], draft="true")
    after = briefing(claims=[claim(attribution=[hop()])], draft="true")
    assert told(changes(before, after)) == [
        ("re-attributed", "claim", "no-attack", ("path", SAID, "Ada Fable"))
    ]
    own = briefing(claims=[claim(attribution=[])], draft="true")
    ((_, _, _, way),) = told(changes(before, own))
    assert way == ("path", SAID, "No source named")


def test_the_canonical_form_keeps_it() -> None:
    text = canonical("briefings/articles/x/briefing.yml", dump(_value()))
    assert "    attribution: unknown\n" in text


@pytest.mark.parametrize("value", ["Unknown", "unkown", "ada-fable", "nobody"])
def test_any_other_word_is_refused(value: str, tmp_path: Path) -> None:
    article = briefing(claims=[claim(attribution=value)], draft="true")
    found = compiled(tmp_path, articles={"2031-04-28-drill": (TEXT, article)})
    assert codes(found.diagnostics) == ["wrong-type"]
    assert "unknown" in found.diagnostics[0].expected

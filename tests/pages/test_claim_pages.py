"""The pages of claims: which there are, their size, and what WordPress makes of an embed."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote as percent
from xml.etree.ElementTree import Element

import html5lib
import pytest

from article_briefings.build import Driver, Store
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.models._verdicts import _FINDING_WORDS
from article_briefings.pages import ClaimCard
from article_briefings.pages._claim_document import LIMIT, ClaimDocument
from article_briefings.pages._claim_fitting import cut
from article_briefings.pages._claim_words import Answer, Sentence, VerdictWords
from article_briefings.pages._site import Site
from article_briefings.pages._views import Quotation
from tests.building import (
    ACTORS,
    BRIEFING,
    FOLDER,
    TEXT,
    Fields,
    briefing,
    claim,
    own_claim,
    project,
)
from tests.built import build_project, data_files
from tests.overlay import EXAMPLES, PROJECT, TEMPLATES, lay
from tests.wordpress import SECRET, embedded, filtered

SITE = Site("A site & more", url="https://site.example/sub/")
BASE = "https://site.example/sub/"
FINDING = "Nobody else heard it."
SAID = {"verdict": "single-source", "note": "We asked three others."}


def key_claim(
    identifier: str = "no-attack", quote: str = "We will not attack", **fields: Any
) -> Fields:
    return claim(identifier, quote, key=True, **{"finding": FINDING, "said": SAID} | fields)


def files(root: Path, site: Site = SITE, **fields: Any) -> dict[str, str]:
    """The files below `claim/` of a project with one briefing, by their place there."""
    value = briefing(**{"claims": [key_claim()]} | fields)
    project(root, {FOLDER: (TEXT, value)}, ACTORS)
    return _claims_of(data_files(compile_corpus(root).corpus, site))


def _claims_of(found: dict[str, bytes]) -> dict[str, str]:
    return {
        place.removeprefix("claim/"): data.decode()
        for place, data in found.items()
        if place.startswith("claim/")
    }


def parsed(page: str) -> Element:
    return html5lib.parse(page, namespaceHTMLElements=False)


def words(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def test_what_others_copy_begins_with_the_label_of_invented_articles(tmp_path: Path) -> None:
    site = Site("Examples", url=BASE, label="Invented")
    found = files(tmp_path, site)
    title = "Invented: Ada Fable: No attack is planned."
    response = json.loads(found["drill/no-attack/oembed.json"])
    assert response["title"] == title
    assert f">{title}</a>" in response["html"]
    [cited] = json.loads(found["drill/citations.json"])
    assert cited["title"] == title
    assert words(parsed(found["drill/no-attack/index.html"]).find(".//title")) == title


# --- which pages there are -----------------------------------------------------------------------


def test_words_with_quotation_marks_of_their_own_get_no_others(tmp_path: Path) -> None:
    page = files(tmp_path, claims=[key_claim(quote="“We will not attack,”")])
    assert "<p class=q><span>“We will not attack,”</span>\n" in page["drill/no-attack/index.html"]


def test_a_key_claim_has_a_page_and_an_oembed_response(tmp_path: Path) -> None:
    other = own_claim("doubted", "Residents doubted the promise")
    found = files(tmp_path, claims=[key_claim(), other])
    assert set(found) == {
        "drill/no-attack/index.html", "drill/no-attack/oembed.json", "drill/citations.json",
    }  # fmt: skip
    page = parsed(found["drill/no-attack/index.html"])
    assert words(page.find(".//h1")) == "Ada Fable: No attack is planned."
    assert words(page.find(".//title")) == "Ada Fable: No attack is planned."
    main = words(page.find(".//main"))
    for part in ("We will not attack", "Was it said? One source only.", FINDING, "1 May 2031"):
        assert part in main
    assert "A drill near Oldtown." in main  # its outlet is not known
    link = page.find(".//main//a")
    assert link is not None
    assert link.get("href") == "../../../briefings/drill/#read--no-attack"


def test_no_page_without_a_key_claim(tmp_path: Path) -> None:
    assert files(tmp_path, claims=[claim()]) == {}


def test_a_claim_that_a_correction_names_keeps_its_page(tmp_path: Path) -> None:
    correction = {"date": "2031-05-02", "claims": ["no-attack"], "text": "It is not key."}
    found = files(tmp_path, claims=[claim()], corrections=[correction])
    assert "drill/no-attack/index.html" in found


def test_earlier_ids_and_slugs_lead_to_the_present_page(tmp_path: Path) -> None:
    fields = {"formerly": ["exercise"], "claims": [key_claim(formerly=["attack"])]}
    found = files(tmp_path, **fields)
    for place, target in (
        ("drill/attack", "../no-attack/"),
        ("exercise/attack", "../../drill/no-attack/"),
        ("exercise/no-attack", "../../drill/no-attack/"),
    ):
        page = parsed(found[f"{place}/index.html"])
        refresh = page.find(".//meta[@http-equiv='refresh']")
        assert refresh is not None
        assert refresh.get("content") == f"0; url={target}"
        response = page.find(".//link[@type='application/json+oembed']")
        assert response is not None
        assert response.get("href") == f"{BASE}claim/drill/no-attack/oembed.json"
        assert words(page.find(".//a")) == "Ada Fable: No attack is planned."


def test_a_withdrawn_claim_leaves_a_page_that_says_so(tmp_path: Path) -> None:
    correction = {"date": "2031-05-02", "withdrawn": ["lost"], "text": "Nobody <said> it."}
    found = files(tmp_path, corrections=[correction], formerly=["exercise"])
    page = parsed(found["drill/lost/index.html"])
    heading = "Withdrawn, 2 May 2031: the claim “lost” in the briefing “A drill near Oldtown”."
    assert words(page.find(".//h1")) == heading
    assert "Nobody <said> it." in words(page.find(".//main"))
    link = page.find(".//main//a")
    assert link is not None
    assert link.get("href") == "../../../briefings/drill/#lost"
    assert json.loads(found["drill/lost/oembed.json"])["title"] == heading
    assert "exercise/lost/index.html" in found


def test_without_an_address_there_is_nothing_to_embed_or_to_cite(tmp_path: Path) -> None:
    found = files(tmp_path, Site("A site"))
    assert list(found) == ["drill/no-attack/index.html"]
    page = found["drill/no-attack/index.html"]
    assert "http" not in page
    assert "textarea" not in page.partition("</head>")[2]


def test_lists_lead_to_the_page_and_the_briefing_to_the_claim(tmp_path: Path) -> None:
    reply = briefing(claims=[claim("reply", repeats="drill#no-attack")])
    value = briefing(claims=[key_claim()])
    project(tmp_path, {FOLDER: (TEXT, value), "2031-05-01-reply": (TEXT, reply)}, ACTORS)
    built = build_project(tmp_path, SITE, templates=TEMPLATES)
    assert not built.diagnostics
    assert 'href="../claim/drill/no-attack/"' in built.pages["claims/index.md"][1]
    assert 'href="../../claim/drill/no-attack/"' in built.pages["briefings/reply.md"][1]
    own = built.pages["briefings/drill.md"][1]
    assert own.count('href="../../claim/drill/no-attack/"') == 1
    assert '<a href="../../claim/drill/no-attack/">Embed or cite</a>' in own


# --- a correction reaches the page ---------------------------------------------------------------


def test_the_next_build_has_the_correction_and_touches_no_other_claim(tmp_path: Path) -> None:
    reply = briefing(title="A reply", claims=[key_claim("reply")])
    value = briefing(claims=[key_claim()])
    project(tmp_path, {FOLDER: (TEXT, value), "2031-05-01-reply": (TEXT, reply)}, ACTORS)
    driver = Driver(tmp_path, Store(None), "build", 1)

    def build() -> dict[str, bytes]:
        result = driver.build(SITE, TEMPLATES, False, "1")
        assert result.diagnostics == ()
        driver.save()
        return {place: driver.file(place, key) for place, key in result.files.items()}

    before = build()
    path = tmp_path / BRIEFING
    path.write_text(path.read_text("utf-8").replace(FINDING, "Two others heard it."), "utf-8")
    after = build()
    assert after == data_files(compile_corpus(tmp_path).corpus, SITE)
    changed = {place for place in before if before[place] != after.get(place)}
    claims = {place for place in changed if place.startswith("claim/")}
    assert claims == {f"claim/drill/no-attack/{name}" for name in ("index.html", "oembed.json")}
    assert b"Two others heard it." in after["claim/drill/no-attack/oembed.json"]


# --- one document, small and alone ---------------------------------------------------------------


@pytest.fixture(scope="module", params=["seed", "examples", "hostile"])
def documents(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    roots = {"seed": PROJECT, "examples": PROJECT / "examples"}
    root = roots.get(request.param)
    if root is None:
        root = lay(EXAMPLES / "valid" / request.param, tmp_path_factory.mktemp("hostile"))
    return _claims_of(data_files(compile_corpus(root).corpus, SITE))


def test_no_document_has_more_than_six_kilobytes_or_needs_a_request(
    documents: dict[str, str],
) -> None:
    pages = {place: page for place, page in documents.items() if place.endswith(".html")}
    for place, page in pages.items():
        assert len(page.encode()) <= LIMIT, place
        tree = parsed(page)
        for element in tree.iter():
            assert element.get("src") is None, place
            assert not any(str(name).startswith("on") for name in element.attrib), place
        icons = [e.get("href") for e in tree.iter("link") if e.get("rel") == "icon"]
        assert icons in ([], ["data:,"])
        assert "url(" not in page.partition("<style>")[2].partition("</style>")[0]
        assert "@import" not in page
        assert len(list(tree.iter("script"))) == 1
        assert 'window.hostile="' not in "".join(e.text or "" for e in tree.iter("script"))


def test_the_seed_and_the_examples_say_how_to_embed_and_to_cite(
    documents: dict[str, str],
) -> None:
    pages = [page for page in documents.values() if "Was it said?" in page and "<main" in page]
    for page in pages:
        tree = parsed(page)
        area = tree.find(".//textarea")
        assert area is not None
        [canonical] = [e.get("href") for e in tree.iter("link") if e.get("rel") == "canonical"]
        assert f'<iframe src="{canonical}"' in (area.text or "")
        assert canonical in words(tree.find(".//footer"))


def test_citations_are_csl_json(tmp_path: Path) -> None:
    found = files(tmp_path)
    assert json.loads(found["drill/citations.json"]) == [
        {
            "id": "no-attack",
            "type": "webpage",
            "title": "Ada Fable: No attack is planned.",
            "author": [{"literal": "ed"}],
            "container-title": "A site & more",
            "issued": {"date-parts": [[2031, 5, 1]]},
            "URL": f"{BASE}claim/drill/no-attack/",
        }
    ]
    page = parsed(found["drill/no-attack/index.html"])
    cited = words(page.findall(".//details")[1])
    assert "ed: “Ada Fable: No attack is planned.” A site & more, 1 May 2031." in cited


class Pictures:
    """Draws nothing, and shows what it was to draw."""

    version = "1"

    def __init__(self) -> None:
        self.cards: list[ClaimCard] = []

    def __call__(self, card: ClaimCard) -> bytes:
        self.cards.append(card)
        return b"PNG" if "attack" in card.text else b""


def test_a_claim_has_a_picture_for_links_if_it_can_be_drawn(tmp_path: Path) -> None:
    pictures = Pictures()
    site = Site("A site & more", url=BASE, claim_picture=pictures)
    other = key_claim("doubted", "Residents doubted the promise", text="They doubt it.")
    found = files(tmp_path, site, claims=[key_claim(), other])
    assert found["drill/no-attack/card.png"] == "PNG"
    assert "drill/doubted/card.png" not in found
    property_ = f'<meta property=og:image content="{BASE}claim/drill/no-attack/card.png">'
    assert property_ in found["drill/no-attack/index.html"]
    assert "og:image" not in found["drill/doubted/index.html"]
    assert pictures.cards[0] == ClaimCard(
        "Ada Fable",
        "No attack is planned.",
        (
            ("said-one", "Was it said? One source only."),
            ("", "Is it so? Nobody has checked this."),
        ),
        FINDING,
        "A drill near Oldtown · Checked by A site & more, 1 May 2031",
    )
    assert site.version != SITE.version


# --- cutting -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("It is short.", 20, "It is short."),
        ("The first words, and others", 14, "The first words…"),
        ("x" * 50, 20, "x" * 19 + "…"),
        ("a\u202eb", 9, "a\ufffdb"),
        ("没有任何秘密条款而且双方都同意", 10, "没有任何秘…"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_between_words(text: str, most: int, short: str) -> None:
    assert cut(text, most) == short


def long_document(**fields: Any) -> ClaimDocument:
    """The longest texts that a claim can have."""
    answers = (
        Answer("said", "said-ok", "Was it said? By the spokesman of the ministry: yes."),
        Answer("said", "said-one", "By unnamed officials of the other side: one source only."),
        Answer("so", "so-disputed", "Is it so? Disputed."),
    )
    text = "the operation that began eight days later was described in other terms " * 300
    return ClaimDocument(
        **{
            "sentence": Sentence("The spokesman of the ministry, for officials " * 20, text),
            "finding": " ".join(["internationalisation"] * _FINDING_WORDS),
            "site": "A site with a name that nobody would choose, and then some",
            "href": "../../../briefings/drill/#read--no-attack",
            "link": "Why, and 120 sources",
            "answers": VerdictWords(answers),
            "quote": Quotation((text, text), "en", "ltr"),
            "place": "The Gazette of Oldtown and Newtown " * 9,
            "basis": "Best source: " + text,
            "checked": "Checked by A site with a name that nobody…, 30 September 2031.",
        }
        | fields
    )


def test_the_longest_texts_are_cut_and_no_verdict_is_lost() -> None:
    document = long_document()
    short = document.fitted()
    assert len(document.html()) <= LIMIT
    assert short.sentence.text.endswith("…")
    assert short.sentence.who.endswith("…")
    page = parsed(document.html().decode())
    assert words(page.find(".//h1")) == short.sentence.plain
    [verdicts] = [e for e in page.iter("p") if e.get("class") == "v"]
    shown = words(verdicts)
    assert shown.startswith("Was it said? ")
    assert "one source only." in shown
    assert shown.endswith("Is it so? Disputed.")


def test_a_look_replaces_colours_and_neither_verdicts_nor_fonts() -> None:
    look = {"--card": "light-dark(#101010,#202020)", "--serif": "Own", "--holds": "red"}
    usual, page = (long_document(look=one).html().decode() for one in ({}, look))
    assert "background:light-dark(#101010,#202020);" in page
    assert page.replace(look["--card"], "light-dark(#fff,#211f1c)") == usual
    assert len(page.encode()) <= LIMIT


@pytest.mark.parametrize("letter", ["漢", "خبر ", "&", '"', "é "])
def test_no_script_makes_a_document_too_large(letter: str) -> None:
    text, slug, name = letter * 3000, "漢" * 60, "字" * 60
    address = f"{BASE}claim/{percent(slug)}/{percent(name)}/"
    document = long_document(
        sentence=Sentence(text, text),
        finding=text[:200],
        href=f"../../../briefings/{slug}/#read--{name}",
        address=address,
        oembed=f"{address}oembed.json",
        quote=Quotation((text,), "fa", "rtl"),
    )
    assert len(document.html()) <= LIMIT


# --- oEmbed and WordPress ------------------------------------------------------------------------


def test_the_response_is_oembed_1_0(tmp_path: Path) -> None:
    response = json.loads(files(tmp_path)["drill/no-attack/oembed.json"])
    # 2.3.4 and 2.3.4.4 of the specification (https://oembed.com).
    assert (response["version"], response["type"]) == ("1.0", "rich")
    assert {type(response[name]) for name in ("width", "height", "cache_age")} == {int}
    assert response["provider_name"] == "A site & more"
    assert response["provider_url"] == BASE
    assert response["title"] == "Ada Fable: No attack is planned."
    page = f"{BASE}claim/drill/no-attack/"
    assert response["html"].startswith(f'<blockquote><a href="{page}">Ada Fable: No attack')
    assert f'</blockquote><iframe src="{page}"' in response["html"]


def test_wordpress_finds_the_response_and_shows_quotation_and_frame(tmp_path: Path) -> None:
    found = {f"{BASE}claim/{place}": data.encode() for place, data in files(tmp_path).items()}

    def fetch(url: str) -> bytes:
        return found[f"{url}index.html" if url.endswith("/") else url]

    shown = parsed(embedded(f"{BASE}claim/drill/no-attack/", fetch))
    quote, frame = shown.find(".//blockquote"), shown.find(".//iframe")
    assert quote is not None
    assert frame is not None
    assert words(quote) == (
        f"Ada Fable: No attack is planned. Was it said? One source only. "
        f"Is it so? Nobody has checked this. {FINDING}"
    )
    assert quote.get("data-secret") == frame.get("data-secret") == SECRET
    assert frame.get("src") == f"{BASE}claim/drill/no-attack/#?secret={SECRET}"
    assert frame.get("sandbox") == "allow-scripts"
    assert frame.get("title") == "Claim checked by A site & more"
    assert (frame.get("width"), frame.get("height")) == ("100%", "272")


def test_wordpress_keeps_the_snippet_of_every_hostile_claim(documents: dict[str, str]) -> None:
    responses = [data for place, data in documents.items() if place.endswith("oembed.json")]
    for response in map(json.loads, responses):
        shown = parsed(filtered(response["html"]))
        body = shown.find("body")
        assert {e.tag for e in (shown if body is None else body).iter()} <= {
            "body", "blockquote", "a", "iframe",
        }  # fmt: skip
        frame = shown.find(".//iframe")
        assert frame is not None
        assert re.fullmatch(rf"{BASE}claim/[^/]+/[^/]+/#\?secret={SECRET}", frame.get("src") or "")
        assert words(shown.find(".//a")) == response["title"]

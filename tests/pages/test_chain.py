from pathlib import Path
from typing import Any

import pytest

from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._parts import ClaimRef
from article_briefings.pages import _routes as routes
from article_briefings.pages._claims import ClaimView, ClaimViews, QuotePlaces
from article_briefings.pages._labels import OWN_VOICE
from article_briefings.pages._views import ChainView, ClaimRow, LinkView, Quotation, source_view
from tests.building import FOLDER, actor, briefing, claim, compiled, own_claim

TEXT = (
    "Officials sent word that no attack was planned, "
    "Ada Fable told the Gazette, the Agency added.\n"
    "“It is a drill,” she said.\n"
)
ACTORS = {
    "officials": actor(name="Officials", type="group"),
    "ada-fable": actor(),
    "gazette": actor(name="The Gazette", type="outlet"),
    "agency": actor(name="Agency", type="outlet"),
}
QUOTE = "no attack was planned"
SAID = {"actor": "officials", "cue": "sent word", "form": "indirect"}
TOLD = {"actor": "ada-fable", "cue": "Ada Fable told", "form": "indirect"}
GAZETTE = {"actor": "gazette", "cue": "told the Gazette", "form": "indirect"}
AGENCY = {"actor": "agency", "cue": "the Agency added", "form": "indirect"}
UNNAMED = {"unnamed": "a military official", "cue": "sent word", "form": "indirect"}
SHOWN = {"actor": "agency", "shown_by": "wire"}


def corpus_of(tmp_path: Path, *claims: Any, **fields: Any) -> Corpus:
    """One sound article with these claims."""
    value = briefing(
        TEXT,
        claims=list(claims),
        actors=[{"actor": name, "role": "x"} for name in ACTORS],
        evidence=[{"id": "wire", "title": "A dispatch", "publisher": "Agency", "date": "2031-04"}],
        **fields,
    )
    result = compiled(tmp_path, articles={FOLDER: (TEXT, value)}, actors=ACTORS)
    assert result.diagnostics == ()
    return result.corpus


def refs_of(corpus: Corpus) -> list[ClaimRef]:
    return list(corpus.claims())


def chain_of(tmp_path: Path, *hops: Any, **fields: Any) -> ChainView:
    corpus = corpus_of(tmp_path, claim("c", QUOTE, attribution=list(hops)), **fields)
    return ClaimViews(corpus, routes.PageLinks(routes.CLAIMS)).chain(refs_of(corpus)[0])


@pytest.mark.parametrize(
    ("hops", "sentence"),
    [
        ([], OWN_VOICE),
        ([SAID], "Officials"),
        ([SAID, TOLD], "Officials, according to Ada Fable"),
        ([SAID, TOLD, GAZETTE], "Officials, according to Ada Fable, as reported by The Gazette"),
        ([SAID, GAZETTE, AGENCY], "Officials, as reported by The Gazette, carried by Agency"),
        ([GAZETTE, AGENCY], "The Gazette, carried by Agency"),
        ([UNNAMED, TOLD], "a military official, according to Ada Fable"),
        (
            [UNNAMED | {"identified_as": "ada-fable", "shown_by": "wire"}],
            "a military official (identified as Ada Fable)",
        ),
        ([SAID, SHOWN], "Officials, as reported by Agency (shown by evidence)"),
        ([SHOWN], f"{OWN_VOICE}; evidence shows Agency"),
        (
            [SHOWN | {"actor": "officials"}, SHOWN],
            f"{OWN_VOICE}; evidence shows Officials, as reported by Agency",
        ),
    ],
)
def test_the_way_to_the_reader_reads_as_a_sentence(
    tmp_path: Path, hops: list[Any], sentence: str
) -> None:
    chain = chain_of(tmp_path, *hops)
    assert chain.sentence == sentence
    assert chain.own_voice == sentence.startswith(OWN_VOICE)
    assert [step.stated for step in chain.steps] == ["cue" in hop for hop in hops]


def test_a_stated_step_shows_the_articles_words_and_leads_to_them(tmp_path: Path) -> None:
    [step] = chain_of(tmp_path, SAID).steps
    assert (step.stated, step.form, step.cue) == (True, "indirect", "sent word")
    assert step.cue_href == "../briefings/drill/#cue--10-19"
    assert step.name == LinkView("Officials", "../actors/officials/")
    assert step.evidence is None


def test_a_cue_in_parts_shows_what_it_leaves_out(tmp_path: Path) -> None:
    [step] = chain_of(tmp_path, SAID | {"cue": ["Officials", "word"]}).steps
    assert step.cue == "Officials … word"


def test_a_step_that_only_evidence_shows_leads_to_the_evidence(tmp_path: Path) -> None:
    [step] = chain_of(tmp_path, SHOWN).steps
    assert (step.stated, step.form, step.cue, step.cue_href) == (False, "", "", "")
    assert step.evidence == LinkView("Agency [1]", "../briefings/drill/#wire")


def test_an_unnamed_source_has_no_page_and_its_identity_has(tmp_path: Path) -> None:
    hop = UNNAMED | {"identified_as": "ada-fable", "shown_by": "wire"}
    [step] = chain_of(tmp_path, hop).steps
    assert step.unnamed
    assert step.name == LinkView("a military official")
    assert step.identified_as == LinkView("Ada Fable", "../actors/ada-fable/")
    assert step.evidence is not None


def test_the_outlet_that_published_it_is_named(tmp_path: Path) -> None:
    assert chain_of(tmp_path, SAID).published_in is None
    chain = chain_of(tmp_path, SAID, source={"outlet": "gazette"})
    assert chain.published_in == LinkView("The Gazette", "../actors/gazette/")


def views(tmp_path: Path, *claims: Any) -> tuple[list[ClaimView], list[ClaimRow]]:
    """The claims as their briefing's page and as a list elsewhere show them."""
    corpus = corpus_of(tmp_path, *claims)
    own = ClaimViews(corpus, routes.PageLinks(routes.briefing("drill")))
    elsewhere = ClaimViews(corpus, routes.PageLinks(routes.CLAIMS))
    refs = refs_of(corpus)
    places = QuotePlaces(TEXT)
    full = [own.full(ref, number, places) for number, ref in enumerate(refs, 1)]
    return full, [elsewhere.row(ref) for ref in refs]


def test_a_claim_shows_the_articles_words_and_not_those_of_the_annotation(tmp_path: Path) -> None:
    text = own_claim("c", ["Officials sent", '"It is a drill,"'], text="In other words.")
    [view], [row] = views(tmp_path, text)
    assert view.quote == Quotation(("Officials sent", "“It is a drill,”"), "en", "ltr")
    assert (view.text, view.number, view.form, view.mark_href) == (
        "In other words.",
        1,
        "own voice",
        "#mark--c",
    )
    assert (row.href, row.article.href) == ("../briefings/drill/#c", "../briefings/drill/")
    assert (row.status, row.status_label) == ("", "Not assessed")


@pytest.mark.parametrize(
    ("hops", "form"),
    [([], "own voice"), ([SAID], "indirect"), ([SAID, SHOWN], "indirect"), ([SHOWN], "own voice")],
)
def test_the_form_of_a_claim_is_that_of_its_words(
    tmp_path: Path, hops: list[Any], form: str
) -> None:
    [view], _ = views(tmp_path, claim("c", QUOTE, attribution=hops))
    assert view.form == form


def test_an_assessment_is_shown_in_words_with_its_evidence(tmp_path: Path) -> None:
    assessment = {
        "status": "not-enough-evidence",
        "as_of": "2031-05-01",
        "rationale": "Nobody *else* was there.",
        "credibility": "3",
        "likelihood": "likely",
        "confidence": "low",
        "evidence": [{"item": "wire", "relation": "context", "shows": "that it was said"}],
    }
    [view], [row] = views(tmp_path, own_claim("c", QUOTE, assessment=assessment))
    shown = view.assessment
    assert shown is not None
    assert (shown.status_label, shown.as_of) == ("Not enough evidence", "1 May 2031")
    assert shown.credibility == "3 – possibly true"
    assert shown.likelihood == "likely (55–80 %)"
    assert shown.rationale_markdown == "Nobody *else* was there."
    [use] = shown.evidence
    assert (use.relation, use.shows) == ("context", "that it was said")
    assert (use.item, use.number) == (LinkView("Agency, April 2031", "#wire"), 1)
    assert row.status == "not-enough-evidence"


def test_a_relation_reads_from_either_side(tmp_path: Path) -> None:
    relations = [{"type": "supports", "claim": "b"}, {"type": "contradicts", "claim": "b"}]
    (one, other), _ = views(
        tmp_path,
        own_claim("a", QUOTE, relations=relations),
        own_claim("b", "the Agency added", text="B."),
    )
    assert [(r.verb, r.claim, r.article) for r in one.related] == [
        ("supports", LinkView("B.", "#b"), None),
        ("contradicts", LinkView("B.", "#b"), None),
    ]
    assert [r.verb for r in other.related] == ["is supported by", "contradicts"]


@pytest.mark.parametrize(
    ("source", "words"), [({}, "A reply"), ({"outlet": "gazette"}, "The Gazette, 28 April 2031")]
)
def test_a_related_claim_of_another_article_says_where_it_stands(
    source: dict[str, str], words: str, tmp_path: Path
) -> None:
    relations = [{"type": "qualifies", "claim": "reply#b"}]
    articles = {
        FOLDER: (TEXT, briefing(TEXT, claims=[own_claim("a", QUOTE, relations=relations)])),
        "2031-05-01-reply": (
            TEXT,
            briefing(
                TEXT, title="A reply", source=source, claims=[own_claim("b", "the Agency added")]
            ),
        ),
    }
    for folder, (text, value) in articles.items():
        value["actors"] = []
        articles[folder] = (text, value)
    corpus = compiled(tmp_path, articles=articles).corpus
    ref = next(ref for ref in corpus.claims() if ref.key == "drill#a")
    views = ClaimViews(corpus, routes.PageLinks(routes.briefing("drill")))
    [related] = views.full(ref, 1, QuotePlaces(TEXT)).related
    assert related.article == LinkView(words, "../reply/")
    assert related.claim.href == "../reply/#b"


def test_a_source_is_shown_with_what_is_known(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, own_claim("c", QUOTE))
    [item] = corpus.articles[0].briefing.evidence
    view = source_view(item, "wire")
    assert (view.title, view.publisher, view.date, view.url, view.id) == (
        "A dispatch",
        "Agency",
        "April 2031",
        "",
        "wire",
    )

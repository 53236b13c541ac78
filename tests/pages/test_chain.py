from pathlib import Path
from typing import Any

import pytest

from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._parts import ClaimRef
from article_briefings.pages import _routes as routes
from article_briefings.pages._claim_view import ClaimView, QuotePlaces
from article_briefings.pages._claims import ClaimViews
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
        cast=[{"actor": name, "role": "x"} for name in ACTORS],
        evidence=[
            {
                "id": "wire",
                "title": "A dispatch",
                "publisher": "Agency",
                "date": "2031-04",
                "relays": [],
            }
        ],
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
    corpus = corpus_of(tmp_path, claim("c", QUOTE, attribution=list(hops)))
    views, [ref] = ClaimViews(corpus, routes.PageLinks(routes.CLAIMS)), refs_of(corpus)
    assert views.way(ref) == sentence
    chain = views.chain(ref)
    assert chain.own_voice == sentence.startswith(OWN_VOICE)
    assert [step.stated for step in chain.steps] == ["cue" in hop for hop in hops]


def test_a_stated_step_shows_the_articles_words_and_leads_to_them(tmp_path: Path) -> None:
    [step] = chain_of(tmp_path, SAID).steps
    assert (step.stated, step.form, step.cue) == (True, "retold", "sent word")
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
    assert view.quote == Quotation(("Officials sent", "“It is a drill,”"), "en", "ltr", True)
    assert (view.sentence.plain, view.number, view.form_label, view.mark_href) == (
        "No source named: In other words.",
        1,
        "",
        "#mark--c",
    )
    assert (row.href, row.article.href) == ("../briefings/drill/#c", "../briefings/drill/")
    assert row.verdicts.plain == "Nobody has checked this."


@pytest.mark.parametrize(
    ("hops", "form"),
    [([], ""), ([SAID], "retold"), ([SAID, SHOWN], "retold"), ([SHOWN], "")],
)
def test_the_form_of_a_claim_is_that_of_its_words(
    tmp_path: Path, hops: list[Any], form: str
) -> None:
    [view], _ = views(tmp_path, claim("c", QUOTE, attribution=hops))
    assert view.form_label == form


WIRE = {"item": "wire", "shows": "that it was said"}


def test_a_verdict_is_shown_in_words_with_its_evidence(tmp_path: Path) -> None:
    so = {
        "verdict": "unresolved",
        "as_of": "2031-05-02",
        "rationale": "Nobody *else* was there.",
        "scales": {"credibility": "3"},
        "likelihood": "likely",
        "confidence": "low",
        "evidence": [WIRE | {"relation": "context", "from": "ada-fable", "best": "true"}],
    }
    [view], [row] = views(tmp_path, own_claim("c", QUOTE, so=so, finding="Not known."))
    shown = view.so
    assert shown is not None
    assert shown.basis.as_of == "2 May 2031"
    assert shown.credibility == "3 – possibly true"
    assert shown.likelihood == "likely (55–80 %)"
    assert shown.basis.rationale_markdown == "Nobody *else* was there."
    [use] = shown.basis.evidence + shown.basis.later
    assert (use.relation, use.shows) == ("context", "that it was said")
    assert (use.path, use.href, use.number) == ("Agency", "#wire", 1)
    assert use.cites == LinkView("Ada Fable", "../../actors/ada-fable/")
    assert row.verdicts.plain == "Is it so? Not settled."
    assert row.finding == "Not known."


def test_what_was_said_and_what_is_so_are_two_sentences(tmp_path: Path) -> None:
    said = [
        {"of": "ada-fable", "verdict": "single-source", "evidence": ["wire"]},
        {"of": "officials", "verdict": "doubtful", "evidence": [WIRE | {"relation": "refutes"}]},
    ]
    so = {"verdict": "unresolved", "note": "Nobody was there."}
    told = claim("c", QUOTE, attribution=[SAID, TOLD], said=said, so=so, finding="Not known.")
    [view], [row] = views(tmp_path, told)
    assert [tuple(answer) for answer in row.verdicts] == [
        ("said", "said-one", "Was it said? By Ada Fable: one source only."),
        ("said", "said-doubt", "By Officials: doubtful."),
        ("so", "so-open", "Is it so? Not settled."),
    ]
    assert [(v.by, v.basis.counts) for v in view.said] == [
        ("Ada Fable", "2 accounts, 1 witness"),
        ("Officials", ""),  # a count of the accounts that do support it would mislead
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Nobody has checked this."),
        ({"kind": "position"}, "Was it said? Nobody has checked this. Is it so? A judgement."),
        ({"kind": "demand", "attribution": []}, "Is it so? A judgement."),
        (
            {"said": {"verdict": "single-source", "note": "x"}, "finding": "x"},
            "Was it said? One source only. Is it so? Nobody has checked this.",
        ),
        (
            {"so": {"verdict": "pending", "due": "2031-06-01"}, "finding": "x"},
            "Is it so? Too early.",
        ),
    ],
)
def test_a_missing_verdict_is_told_as_missing(
    tmp_path: Path, fields: dict[str, Any], words: str
) -> None:
    _, [row] = views(tmp_path, claim("c", QUOTE, **{"attribution": [SAID], **fields}))
    assert row.verdicts.plain == words


def test_a_claim_that_says_the_same_is_judged_with_it(tmp_path: Path) -> None:
    so = {"verdict": "unresolved", "note": "Nobody was there."}
    _, [one, two, three] = views(
        tmp_path,
        own_claim("a", "Officials", so=so, finding="Not known."),
        own_claim("b", "sent word", repeats="a"),
        own_claim("c", "the Agency added", kind="denial", contradicts="a"),
    )
    assert one.verdicts.plain == "Is it so? Not settled."
    repeated = "Is it so? Judged with the claim that it repeats: Not settled."
    assert two.verdicts.about("so") == repeated
    contradicted = "Is it so? The claim that it contradicts has the answer “Not settled”."
    assert three.verdicts.about("so") == contradicted


@pytest.mark.parametrize(
    ("verdicts", "who"),
    [
        ([], "Officials"),
        (["single-source", "confirmed"], "Ada Fable, for Officials"),
        (["confirmed", "confirmed"], "Officials"),
        (["single-source", "single-source"], "Officials"),
    ],
)
def test_who_says_it_comes_first(tmp_path: Path, verdicts: list[str], who: str) -> None:
    said = [
        {"of": str(n), "verdict": verdict, "evidence": [{"item": "wire", "record": "true"}]}
        for n, verdict in enumerate(verdicts, 1)
    ]
    fields = {"said": said, "finding": "x"} if said else {}
    [view], [row] = views(tmp_path, claim("c", QUOTE, attribution=[SAID, TOLD], **fields))
    assert row.sentence == view.sentence == (who, "No attack is planned.")


def test_a_source_without_a_name_begins_the_sentence_with_a_capital(tmp_path: Path) -> None:
    hop = UNNAMED | {"identified_as": "ada-fable", "shown_by": "wire"}
    _, [row] = views(tmp_path, claim("c", QUOTE, attribution=[hop]))
    assert row.sentence.who == "A military official (Ada Fable)"
    assert not row.chain.adds


def test_evidence_from_after_the_article_is_apart(tmp_path: Path) -> None:
    corpus = corpus_of(
        tmp_path,
        own_claim("c", QUOTE, so={"verdict": "unresolved", "evidence": [WIRE]}, finding="x"),
        source={"published": "2031-03-31"},
    )
    [ref] = corpus.claims()
    own = ClaimViews(corpus, routes.PageLinks(routes.briefing("drill")))
    shown = own.full(ref, 1, QuotePlaces(TEXT)).so
    assert shown is not None
    assert (shown.basis.evidence, len(shown.basis.later)) == ((), 1)


def test_a_relation_reads_from_either_side(tmp_path: Path) -> None:
    related = {"supports": "b", "contradicts": "b"}
    (one, other), _ = views(
        tmp_path,
        own_claim("a", QUOTE, **related),
        own_claim("b", "the Agency added", text="B."),
    )
    assert [(r.verb, r.claim, r.article) for r in one.related] == [
        ("contradicts", (("No source named", "B."), "#b"), None),
        ("supports", (("No source named", "B."), "#b"), None),
    ]
    assert [r.verb for r in other.related] == ["contradicts", "is supported by"]


@pytest.mark.parametrize(
    ("source", "words"), [({}, "A reply"), ({"outlet": "gazette"}, "The Gazette, 28 April 2031")]
)
def test_a_related_claim_of_another_article_says_where_it_stands(
    source: dict[str, str], words: str, tmp_path: Path
) -> None:
    reply = briefing(
        TEXT, title="A reply", source=source, claims=[own_claim("b", "the Agency added")], cast=[]
    )
    drill = briefing(TEXT, claims=[own_claim("a", QUOTE, qualifies="reply#b")], cast=[])
    articles = {FOLDER: (TEXT, drill), "2031-05-01-reply": (TEXT, reply)}
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

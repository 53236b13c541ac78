"""An article with a translation: each mark is found in the text that it names, and only there."""

from pathlib import Path

import pytest

from article_briefings.anchoring._anchor import anchor
from article_briefings.anchoring._anchored import AnchoredBriefing
from article_briefings.check._validator import validate
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.diagnostics._diagnostics import Diagnostic
from article_briefings.input._documents import SourceText
from article_briefings.models._briefing import Briefing
from article_briefings.models._text import Span
from article_briefings.pages._glance import word_shares
from article_briefings.review._fixes import propose_fixes
from tests.building import (
    BRIEFING,
    FOLDER,
    TEXT,
    Fields,
    briefing,
    claim,
    codes,
    document,
    dump,
    hop,
    own_claim,
    project,
    sha256,
    write,
)
from tests.comparing import changes, told
from tests.repositories import commit

TRANSLATED = (
    "Minister trafen sich am Montag in Oldtown.\n"
    "\n"
    "„Wir werden nicht angreifen“, sagte Ada Fable der Gazette. Anwohner zweifelten daran.\n"
    "\n"
    "„Es ist eine Übung“, fügte sie hinzu, „und nicht mehr.“\n"
)
TRANSLATION = f"briefings/articles/{FOLDER}/translation.txt"


def translated(text: str = TRANSLATED, **fields: object) -> Fields:
    """The description of a translation."""
    return {"sha256": sha256(text), "language": "de", "translator": "Tess Tongue", **fields}


def german(
    identifier: str = "kein-angriff", quote: object = "Wir werden nicht angreifen"
) -> Fields:
    """A claim that is quoted from the translation."""
    step = hop(cue="sagte Ada Fable der Gazette")
    return claim(identifier, quote, quote_in="translation", attribution=[step])


def found(
    *claims: Fields, text: str = TRANSLATED, **fields: object
) -> tuple[AnchoredBriefing | None, list[Diagnostic]]:
    """A briefing with these claims, anchored in the article and its translation."""
    source = {"translation": translated(text)}
    read = document(dump(briefing(claims=list(claims) or [claim()], source=source, **fields)))
    model, problems = validate(read, Briefing)
    assert model is not None, problems
    texts = (("source.txt", TEXT), ("translation.txt", text))
    original, translation = (SourceText(path, words, sha256(words)) for path, words in texts)
    return anchor("drill", read, original, model, translation)


def sound(*claims: Fields, **fields: object) -> AnchoredBriefing:
    """The same, without a problem."""
    article, problems = found(*claims, **fields)  # type: ignore[arg-type]
    assert article is not None, problems
    return article


def in_project(root: Path, *claims: Fields, text: str | None = TRANSLATED) -> Path:
    """A project whose article has a translation, unless the file is to be missing."""
    value = briefing(claims=list(claims) or [claim()], source={"translation": translated()})
    project(root, articles={FOLDER: (TEXT, value)})
    if text is not None:
        write(root, TRANSLATION, text)
    return root


# --- anchoring -------------------------------------------------------------------------------


def test_a_quote_and_its_cues_are_found_in_the_text_that_it_names() -> None:
    article = sound(claim(), german())
    words = [
        [span.of(article.text(c.claim.quote_in)) for span in (*c.quote, *c.cues[0])]
        for c in article.claims
    ]
    assert words == [
        ["We will not attack", "told the Gazette"],
        ["Wir werden nicht angreifen", "sagte Ada Fable der Gazette"],
    ]


def test_background_and_events_are_found_in_the_text_that_they_name() -> None:
    use = {"note": "drills", "quote": "eine Übung", "quote_in": "translation", "why": "It matters."}
    event = {
        "id": "met",
        "date": "2031-04-28",
        "quote": "am Montag",
        "quote_in": "translation",
        "label": "They met",
    }
    article = sound(background=[use], events=[event])
    assert [span.of(TRANSLATED) for span in article.background[0]] == ["eine Übung"]
    assert [span.of(TRANSLATED) for span in article.events[0]] == ["am Montag"]


def test_a_name_is_marked_in_both_texts() -> None:
    article = sound()
    assert [span.of(TEXT) for span in article.mentions[0]] == ["Ada Fable"]
    assert [span.of(TRANSLATED) for span in article.translated_mentions[0]] == ["Ada Fable"]


def test_a_name_may_stand_in_one_of_the_texts_only() -> None:
    names = ["Ada Fable", "fügte sie hinzu", "she added"]
    cast = [{"actor": "ada-fable", "role": "spokesperson", "mentions": names}]
    article = sound(cast=cast)
    assert len(article.mentions[0]) == len(article.translated_mentions[0]) == 2
    cast = [{"actor": "ada-fable", "role": "spokesperson", "mentions": ["Frau Fable"]}]
    assert codes(found(cast=cast)[1]) == ["mention-not-found"]


@pytest.mark.parametrize(
    ("wrong", "code", "there"),
    [
        (claim(quote="Wir werden nicht angreifen"), "quote-not-found", "quote_in: translation"),
        ({**german(), "quote": "We will not attack"}, "quote-not-found", "quote_in: original"),
        (claim(attribution=[hop(cue="sagte Ada Fable")]), "cue-not-found", "in the same text"),
    ],
)
def test_words_of_the_other_text_are_not_taken_and_the_hint_says_where_they_stand(
    wrong: Fields, code: str, there: str
) -> None:
    article, problems = found(wrong)
    assert article is None
    assert codes(problems) == [code]
    assert there in problems[0].hint


BOTH = "Wir werden nicht angreifen"


def test_the_same_words_in_the_other_text_are_found_there() -> None:
    here, there = claim(counterpart=BOTH), german("zweifel", "Es ist eine Übung")
    there |= {"attribution": [hop(cue="fügte sie hinzu")], "counterpart": "It is a drill"}
    one, other = sound(here, there).claims
    assert [span.of(TRANSLATED) for span in one.counterpart] == [BOTH]
    assert [span.of(TEXT) for span in other.counterpart] == ["It is a drill"]
    assert sound(claim()).claims[0].counterpart == ()


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        ("We will not attack", "quote-not-found", "like the quote: name those of the translation"),
        ("Wir greifen nie an", "quote-not-found", ""),
        ("en", "quote-ambiguous", ""),
    ],
)
def test_a_counterpart_has_the_problems_of_a_quote(words: str, code: str, hint: str) -> None:
    article, problems = found(claim(counterpart=words))
    assert article is None
    assert codes(problems) == [code]
    assert hint in problems[0].hint


def test_a_counterpart_needs_a_translation() -> None:
    _, problems = validate(document(dump(briefing(claims=[claim(counterpart=BOTH)]))), Briefing)
    assert codes(problems) == ["no-translation"]


def test_a_counterpart_is_found_again_in_a_new_version(tmp_path: Path) -> None:
    in_project(tmp_path, claim(counterpart=BOTH))
    commit(tmp_path)
    new = TRANSLATED.replace("nicht angreifen", "niemals angreifen")
    write(tmp_path, TRANSLATION, new)
    [file] = propose_fixes(tmp_path).files
    write(tmp_path, BRIEFING, file.after)
    [article] = compile_corpus(tmp_path).corpus.articles
    [span] = article.claims[0].counterpart
    assert span.of(new) == "Wir werden niemals angreifen"


def test_claims_come_paragraph_by_paragraph_the_original_first() -> None:
    article = sound(
        german("de-2", "Anwohner zweifelten daran") | {"attribution": []},
        german("de-1"),
        own_claim("en-1", "Ministers met"),
        claim("en-2"),
    )
    order = [c.claim.id for c in article.claims_in_text_order()]
    assert order == ["en-1", "en-2", "de-1", "de-2"]


def test_every_change_of_a_frozen_text_is_a_problem() -> None:
    longer = TRANSLATED.replace("Montag", "Montag,")
    read = document(dump(briefing(source={"translation": translated()})))
    model, _ = validate(read, Briefing)
    assert model is not None
    original = SourceText("source.txt", TEXT, sha256(TEXT))
    changed = SourceText("translation.txt", longer, sha256(longer))
    article, problems = anchor("drill", read, original, model, changed)
    assert article is None
    assert codes(problems) == ["source-changed"]
    assert problems[0].expected == f"sha256: {sha256(longer)}"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (TRANSLATED + "Noch ein Satz.\n", "translation.txt:6:1"),
        (TRANSLATED.replace("\n\n„Es", " „Es"), "source.txt:5:1"),
    ],
)
def test_a_translation_has_as_many_paragraphs_as_the_article(text: str, where: str) -> None:
    article, problems = found(text=text)
    assert article is None
    assert codes(problems) == ["translation-misaligned"]
    [note] = problems[0].notes
    assert str(note.location) == where


def test_the_words_of_an_article_are_counted_in_the_texts_that_are_quoted() -> None:
    assert word_shares(sound(claim())).total == len(TEXT.split())
    assert word_shares(sound(german())).total == len(TRANSLATED.split())
    both = word_shares(sound(claim(), german()))
    assert both.total == len(TEXT.split()) + len(TRANSLATED.split())
    [share] = both.speakers
    assert share.total == 8


# --- files -----------------------------------------------------------------------------------


def test_a_translation_is_read_with_its_article(tmp_path: Path) -> None:
    corpus: Corpus = compile_corpus(in_project(tmp_path, german())).corpus
    [article] = corpus.articles
    assert article.translation is not None
    assert (article.translation.path, article.translation.text) == (TRANSLATION, TRANSLATED)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda root: in_project(root, text=None), ("missing-file", BRIEFING)),
        (lambda root: in_project(root, text=" \n"), ("empty-file", TRANSLATION)),
        (
            lambda root: write(project(root), TRANSLATION, TRANSLATED),
            ("unexpected-file", TRANSLATION),
        ),
    ],
)
def test_file_and_description_go_together(
    tmp_path: Path, make: object, expected: tuple[str, str]
) -> None:
    make(tmp_path)  # type: ignore[operator]
    result = compile_corpus(tmp_path)
    assert [(p.code, p.location.path) for p in result.diagnostics] == [expected]
    assert result.corpus.articles == ()


# --- fixes -----------------------------------------------------------------------------------


def test_a_mark_in_a_translation_is_found_again_in_its_new_version(tmp_path: Path) -> None:
    in_project(tmp_path, claim(), german())
    commit(tmp_path)
    new = TRANSLATED.replace("nicht angreifen", "niemals angreifen")
    write(tmp_path, TRANSLATION, new)
    [file] = propose_fixes(tmp_path).files
    assert sorted(p.code for p in file.proposals) == ["quote-not-found", "source-changed"]
    assert file.undecided == ()
    write(tmp_path, BRIEFING, file.after)
    result = compile_corpus(tmp_path)
    assert result.diagnostics == ()
    [article] = result.corpus.articles
    [anchored] = [c for c in article.claims if c.claim.id == "kein-angriff"]
    assert [span.of(new) for span in anchored.quote] == ["Wir werden niemals angreifen"]
    assert article.briefing.recorded_hash("original") == sha256(TEXT)


def test_a_candidate_is_named_by_the_file_that_it_stands_in(tmp_path: Path) -> None:
    in_project(tmp_path, german(quote="Wir werden nimmer angreifen"))
    [file] = propose_fixes(tmp_path).files
    [proposal] = file.proposals
    assert {candidate.location.path for candidate in proposal.candidates} == {TRANSLATION}


@pytest.mark.parametrize("recorded", ["0" * 64, "abc", None])
def test_the_hash_of_a_translation_is_recorded(tmp_path: Path, recorded: str | None) -> None:
    described = translated()
    del described["sha256"]
    if recorded:
        described = {"sha256": recorded, **described}
    project(tmp_path, articles={FOLDER: (TEXT, briefing(source={"translation": described}))})
    write(tmp_path, TRANSLATION, TRANSLATED)
    [file] = propose_fixes(tmp_path).files
    write(tmp_path, BRIEFING, file.after)
    result = compile_corpus(tmp_path)
    assert result.diagnostics == ()
    assert result.corpus.articles[0].briefing.recorded_hash("translation") == sha256(TRANSLATED)


def test_the_form_of_a_step_follows_the_quotation_marks_of_its_own_text(tmp_path: Path) -> None:
    wrong = german()
    wrong["attribution"][0]["form"] = "indirect"
    in_project(tmp_path, claim(), wrong)
    assert codes(compile_corpus(tmp_path).diagnostics) == ["form-mismatch"]
    # Both direct and translated agree with quotation marks: nothing is chosen.
    assert propose_fixes(tmp_path).files == ()
    wrong["quote"], wrong["attribution"] = (
        "Anwohner zweifelten daran",
        [hop(cue="der Gazette", form="direct")],
    )
    in_project(tmp_path, claim(), wrong)
    [file] = propose_fixes(tmp_path).files
    [proposal] = file.proposals
    assert (proposal.old, proposal.new) == ("direct", "indirect")


# --- changes ---------------------------------------------------------------------------------


def test_a_change_of_the_translation_is_told_field_by_field() -> None:
    before = briefing(source={"translation": translated()})
    after = briefing(source={"translation": translated(translator="Ted Tongue")})
    assert told(changes(before, after)) == [
        ("changed", "", "source", ("translation translator", "Tess Tongue", "Ted Tongue"))
    ]


def test_spans_of_both_texts_do_not_mix_in_the_corpus(tmp_path: Path) -> None:
    actors = [
        {"actor": "ada-fable", "role": "spokesperson", "mentions": ["Ada Fable"]},
        {"actor": "gazette", "role": "newspaper", "mentions": ["Gazette", "Anwohner"]},
    ]
    doubt = own_claim("doubt", "Anwohner zweifelten daran", quote_in="translation")
    value = briefing(claims=[doubt], cast=actors, source={"translation": translated()})
    project(tmp_path, articles={FOLDER: (TEXT, value)})
    write(tmp_path, TRANSLATION, TRANSLATED)
    corpus = compile_corpus(tmp_path).corpus
    assert {ref.key: ref.spoken_of for ref in corpus.claims() if ref.spoken_of} == {
        "drill#doubt": ("gazette",)
    }
    [article] = corpus.articles
    assert article.claims[0].quote == (
        Span(TRANSLATED.index("Anwohner"), TRANSLATED.index(" daran") + 6),
    )

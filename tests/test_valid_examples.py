"""What becomes of the valid example projects. Each folder has a test that begins with its name."""

import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest
from pydantic import BaseModel

from article_briefings.anchoring._anchored import AnchoredBriefing
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.models._markdown import Markdown
from article_briefings.models._scalars import Line, Text
from article_briefings.models._text import Span
from article_briefings.pages._briefing import BriefingPage
from article_briefings.pages._chronology import TimelinePage
from article_briefings.pages._home import SearchPage
from tests.built import Built
from tests.overlay import EXAMPLES, build, examples, lay, report_of
from tests.page_texts import article_text, as_read, by_id, marked, marked_text, plain_words, visible


class Example:
    """A valid example, compiled and built."""

    def __init__(self, name: str, root: Path) -> None:
        lay(EXAMPLES / "valid" / name if name != "base" else EXAMPLES / "base", root)
        self.corpus: Corpus = compile_corpus(root).corpus
        self.built: Built = build(root)
        assert self.built.diagnostics == (), report_of(self.built)

    def article(self, slug: str) -> AnchoredBriefing:
        return next(article for article in self.corpus.articles if article.slug == slug)

    def context(self, slug: str) -> BriefingPage:
        context = self.built.pages[f"briefings/{slug}.md"][0].context
        assert isinstance(context, BriefingPage)
        return context

    def tree(self, source: str) -> Element:
        """A page's HTML, as a browser would read it."""
        return as_read(self.built.pages[source][1])


Open = Callable[[str], Example]


@pytest.fixture
def example(tmp_path: Path) -> Open:
    return lambda name: Example(name, tmp_path / name)


def test_every_valid_example_has_a_test_of_its_own() -> None:
    tests = [name.removeprefix("test_") for name in globals() if name.startswith("test_")]
    for folder in examples("valid"):
        assert any(name.startswith(folder.name.replace("-", "_")) for name in tests), folder.name


# --- byte-order mark and line ends -----------------------------------------------------------


def test_bom_and_crlf_move_no_mark(example: Open) -> None:
    plain = example("base").article("new-bridge")
    marked = example("bom-and-crlf").article("new-bridge")
    assert marked.source.text == plain.source.text.replace("\n", "\r\n") + "\r\n"

    def moved(span: Span) -> Span:
        returns = plain.source.text.count("\n", 0, span.start)
        return Span(span.start + returns, span.end + returns)

    for ours, theirs in zip(marked.claims, plain.claims, strict=True):
        assert ours.quote == tuple(map(moved, theirs.quote))
        assert ours.cues == tuple(tuple(map(moved, cue)) for cue in theirs.cues)
    assert marked.mentions == tuple(tuple(map(moved, spans)) for spans in plain.mentions)


def test_bom_and_crlf_leave_the_page_with_the_text_of_the_file(example: Open) -> None:
    page = example("bom-and-crlf")
    assert (
        article_text(page.tree("briefings/new-bridge.md")) == page.article("new-bridge").source.text
    )


# --- an older version of the format ---------------------------------------------------------


def test_version_1_is_read_as_if_it_were_upgraded(example: Open) -> None:
    old, new = example("version-1").article("new-bridge"), example("base").article("new-bridge")
    assert [claim.quote for claim in old.claims] == [claim.quote for claim in new.claims]
    assert [claim.claim.attribution for claim in old.claims] == [
        claim.claim.attribution for claim in new.claims
    ]
    assert not any(claim.claim.judged for claim in old.claims), "somebody must say what is judged"


# --- hostile text ----------------------------------------------------------------------------

SIGNATURES = ("{{ 7*191 }}", "window.hostile", "{% endif %}", "{# c #}")


def test_hostile_text_stands_in_every_text_field_of_every_model(example: Open) -> None:
    tame = set(_text_fields(example("base").corpus)) - set(
        _hostile_fields(example("hostile").corpus)
    )
    assert tame == set(), "these text fields of the base have no hostile twin"


def test_hostile_text_is_shown_literally_and_nothing_of_it_runs(example: Open) -> None:
    page = example("hostile")
    shown = ""
    for source in page.built.pages:
        tree = page.tree(source)
        shown += plain_words("".join(tree.itertext()))
        assert not list(tree.iter("script")), source
        assert not list(tree.iter("img")), source
        for element in tree.iter("a"):
            assert not element.attrib.get("href", "").startswith("javascript"), source
    assert "1337" not in shown
    for text in _shown_texts(page.corpus):
        assert plain_words(text) in shown


def test_hostile_article_is_on_its_page_character_for_character(example: Open) -> None:
    page = example("hostile")
    article = page.article("hostile")
    assert article_text(page.tree("briefings/hostile.md")) == article.source.text
    translation = by_id(page.tree("briefings/hostile.md"), "translation-text")
    assert article.translation is not None
    assert visible(translation) == article.translation.text


def _text_fields(corpus: Corpus) -> Iterator[str]:
    for model, field, _ in _texts(corpus):
        yield f"{model}.{field}"


def _hostile_fields(corpus: Corpus) -> Iterator[str]:
    for model, field, text in _texts(corpus):
        if all(signature in text for signature in SIGNATURES):
            yield f"{model}.{field}"


def _shown_texts(corpus: Corpus) -> Iterator[str]:
    """The plain texts with hostile content that a page shows."""
    for _, field, text in _texts(corpus):
        if 'window.hostile="yaml"' in text and field != "annotators":
            yield text


def _texts(corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    """Model, field and value of every plain text and Markdown text in a corpus."""
    for article in corpus.articles:
        yield from _texts_of(article.briefing)
    for actor in corpus.actors.values():
        yield from _texts_of(actor.actor)
    for note in corpus.notes.values():
        yield from _texts_of(note.note)
    for topic in corpus.topics.values():
        yield from _texts_of(topic.topic)


def _texts_of(model: BaseModel) -> Iterator[tuple[str, str, str]]:
    hints = typing.get_type_hints(type(model), include_extras=True)
    for name in type(model).model_fields:
        value = getattr(model, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                yield from _texts_of(item)
            elif isinstance(item, str) and _is_text(hints[name]):
                yield type(model).__name__, name, item


def _is_text(hint: object) -> bool:
    if hint in (Line, Text, Markdown):
        return True
    return any(_is_text(argument) for argument in typing.get_args(hint))


# --- other scripts ---------------------------------------------------------------------------

ZWNJ = "\N{ZERO WIDTH NON-JOINER}"


def test_persian_article_keeps_its_non_joiners_and_runs_from_right_to_left(example: Open) -> None:
    page = example("persian-article")
    article = page.article("پل-تازه")
    quoted = [span.of(article.source.text) for claim in article.claims for span in claim.quote]
    assert quoted == [f"ما هیچ{ZWNJ}گاه پل را نمی{ZWNJ}بندیم", f"پل{ZWNJ}های تازه می{ZWNJ}آیند"]
    tree = page.tree("briefings/پل-تازه.md")
    element = by_id(tree, "article-text")
    assert (element.attrib["lang"], element.attrib["dir"]) == ("fa", "rtl")
    assert article_text(tree) == article.source.text


def test_translated_article_has_both_texts_with_marks_in_either(example: Open) -> None:
    page = example("translated-article")
    article = page.article("پل-تازه")
    tree = page.tree("briefings/پل-تازه.md")
    original, translation = (by_id(tree, f"{name}-text") for name in ("article", "translation"))
    assert article.translation is not None
    assert (visible(original), visible(translation)) == (
        article.source.text,
        article.translation.text,
    )
    assert (original.attrib["lang"], original.attrib["dir"]) == ("fa", "rtl")
    assert (translation.attrib["lang"], translation.attrib["dir"]) == ("en", "ltr")
    assert marked(original, "claim") == [f"ما هیچ{ZWNJ}گاه پل را نمی{ZWNJ}بندیم"]
    assert marked(translation, "claim") == [
        "New bridges",
        "are coming",
        "“",
        "the ferry",
        "” (he said) will stay",
    ]
    assert marked(translation, "mention") == ["The spokesman of Examplestead", "he added"]
    assert marked(original, "mention") == ["سخنگوی نمونه‌شهر"]
    assert marked(translation, "event") == ["on Monday"]
    assert marked(translation, "background") == ["New bridges"]


def test_translated_article_numbers_its_claims_as_they_are_read(example: Open) -> None:
    context = example("translated-article").context("پل-تازه")
    claims = [(claim.number, claim.id, claim.quote.language) for claim in context.claims]
    # The first paragraph, then in the second the original before its translation.
    assert claims == [(1, "پل-باز-است", "fa"), (2, "new-bridges", "en"), (3, "ferry-stays", "en")]
    asides = [(group.paragraph, [a.kind for a in group.notes]) for group in context.asides]
    assert asides == [(1, ["claim", "event"]), (2, ["background", "claim", "background", "claim"])]


def test_translated_article_says_where_the_translation_comes_from(example: Open) -> None:
    page = example("translated-article")
    context = page.context("پل-تازه")
    assert context.translated is not None
    assert context.translated.language == "English"
    words = plain_words("".join(page.tree("briefings/پل-تازه.md").itertext()))
    assert "Translated by Nora Novel, for this example" in words
    # The words of a claim that is quoted from the translation are looked for where that stands.
    assert context.claims[0].original_href == ""
    assert context.claims[2].original_href.startswith("https://gazette.example/en/bridges#:~:")


def test_names_in_other_scripts_are_found_and_shown(example: Open) -> None:
    page = example("names-in-other-scripts")
    article = page.article("meeting")
    named = [[span.of(article.source.text) for span in spans] for spans in article.mentions]
    assert named == [
        ["Արամ Օրինակյան"],
        ["Əli Nümunəoğlu"],
        ["Ярослав Примеров"],
        ["Նունե Ղազարյան"],
    ]
    natives = [
        (element.attrib["lang"], "".join(element.itertext()))
        for element in page.tree("briefings/meeting.md").iter("bdi")
        if "lang" in element.attrib
    ]
    assert natives == [
        ("hy", "Արամ Օրինակյան"),
        ("az-Latn", "Əli Nümunəoğlu"),
        ("ru", "Ярослав Примеров"),
    ]


def test_ids_in_other_scripts_become_addresses_and_anchors(example: Open) -> None:
    page = example("ids-in-other-scripts")
    assert {"actors/мэр-примера.md", "background/桥梁.md", "topics/մամուլ.md"} <= set(
        page.built.pages
    )
    briefing, _ = page.built.pages["briefings/мост-ü-2.md"]
    assert briefing.url.isascii()
    assert unquote(briefing.url) == "briefings/мост-ü-2/"
    assert by_id(page.tree("briefings/мост-ü-2.md"), "мост-готов") is not None
    related = page.corpus.related["new-bridge#opens-in-may"]
    assert [(other.type, other.claim.key, other.inverse) for other in related] == [
        ("supports", "мост-ü-2#мост-готов", True)
    ]


# --- marks -----------------------------------------------------------------------------------


def test_discontinuous_quotes_are_one_claim_with_several_parts(example: Open) -> None:
    page = example("discontinuous-quotes")
    article = page.article("ferry")
    claim = article.claims[0]
    text = article.source.text
    assert [span.of(text) for span in claim.quote] == [
        "I think,",
        "they will be back,",
        "next year",
    ]
    assert [span.of(text) for span in claim.cues[0]] == ["the captain said", "he added"]
    opened = [
        piece.first
        for paragraph in page.context("ferry").article.paragraphs
        for piece in paragraph.pieces
        if piece.step == "open" and piece.mark and piece.mark.dom_id == "mark--they-come-back"
    ]
    assert opened == [True, False, False]


def test_overlapping_marks_give_well_formed_pages_with_the_whole_text(example: Open) -> None:
    page = example("overlapping-marks")
    tree = page.tree("briefings/ferry.md")
    text = page.article("ferry").source.text
    assert article_text(tree) == text
    marked = {
        claim.claim.id: "".join(span.of(text) for span in claim.quote)
        for claim in page.article("ferry").claims
    }
    for key, words in marked.items():
        assert marked_text(tree, key) == words
    dom_ids = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
    assert len(dom_ids) == len(set(dom_ids))


def test_empty_attribution_is_the_voice_of_the_article(example: Open) -> None:
    page = example("empty-attribution").context("ferry")
    assert page.own_voice == 2
    assert [claim.sentence.who for claim in page.claims] == ["No source named"] * 2
    assert [claim.chain.own_voice for claim in page.claims] == [True, True]
    assert [len(claim.chain.steps) for claim in page.claims] == [1, 0], "shown by evidence only"


# --- dates -----------------------------------------------------------------------------------


def test_partial_and_uncertain_dates_are_ordered_and_said_in_words(example: Open) -> None:
    page = example("partial-and-uncertain-dates")
    timeline = page.built.pages["timeline/index.md"][0].context
    assert isinstance(timeline, TimelinePage)
    events = [event for year in timeline.years for event in year.events]
    assert [(event.id, event.certain, event.machine_date) for event in events] == [
        ("service", False, ""),
        ("raised", False, ""),
        ("sank", False, ""),
        ("twenties", False, ""),
        ("sold", False, ""),
        ("opening", True, "2031-05-03"),
    ]
    assert events[1].date == "2020–2029"
    assert events[3].date == "2029 (uncertain)"
    assert page.context("ferry").source.published == "May 2031 (approximate)"


# --- drafts (more of them in test_drafts.py) ---------------------------------------------------


def test_draft_is_in_the_corpus_of_a_check_and_not_in_the_build(example: Open) -> None:
    draft = example("draft")
    assert draft.article("second-look").briefing.draft
    assert [claim.claim.draft for claim in draft.article("second-look").claims] == [True, False]
    assert "briefings/second-look.md" not in draft.built.pages


def test_own_fields_are_shown_where_they_are_declared_and_searchable(example: Open) -> None:
    built = example("own-fields").built
    page, markdown = built.pages["briefings/new-bridge.md"]
    assert isinstance(page.context, BriefingPage)
    assert [field.label for field in page.context.own] == ["Desk", "How we worked", "First read"]
    assert "Desk: <bdi>Sports</bdi>" in markdown.partition("{: #analyst")[0]
    assert "<bdi>April 2031</bdi>" in markdown
    assert "We <strong>called</strong> the <a" in markdown
    assert "order 12" not in markdown, "a hidden field is on no page"
    assert "&#60;b&#62;town" in markdown, "a value is text"
    assert {("field_desk", "Sports"), ("field_weight", "Heavy"), ("claim", "Forecast")} <= {
        *page.filters
    }
    assert "<li>updates <a" in markdown
    assert "<li>is updated by <a" in markdown
    search = built.pages["search/index.md"][0].context
    assert isinstance(search, SearchPage)
    assert ("field_desk", "Desk") in search.filters
    actor = built.pages["actors/examplestead.md"][1]
    assert '<span class="tag">Towns</span>' in actor
    assert "Slow &#38; &#60;i&#62;steady" in actor
    assert 'rel="nofollow">https://town.example/press?a=1&#38;b=2</a>' in actor
    assert "## Towns {: #town }" in built.pages["actors/index.md"][1]

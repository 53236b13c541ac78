"""Packs: what comes out is what was packed, down to the fields that were given, or a PackError."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel, PlainValidator, PrivateAttr, RootModel

from article_briefings.anchoring._anchored import AnchoredBriefing
from article_briefings.build._packing import DocumentLater, PackError, pack_article, unpack_article
from article_briefings.corpus import _pipeline as pipeline
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._references import ResolverInput
from article_briefings.corpus._resolver import resolve
from article_briefings.diagnostics._diagnostics import Diagnostic, Location
from article_briefings.models._briefing import Briefing
from article_briefings.models._register import (
    Actor,
    BackgroundNote,
    Media,
    Record,
    Role,
    Stories,
    Topics,
)
from article_briefings.models._text import PartSelector
from benchmarks.corpus import make_corpus
from tests.built import build_pages
from tests.marked import articles
from tests.overlay import EXAMPLES, PROJECT, SITE, build, examples, lay, one_of_each
from tests.packed import again, detailed, models, parts_of, reader, repacked, unread

KINDS = (Actor, BackgroundNote, Topics, Stories)
VALID = [EXAMPLES / "base", *examples("valid")]


# --- round trips -----------------------------------------------------------------------------


def assert_survives(root: Path) -> None:
    parts = parts_of(root)
    assert parts.articles
    assert detailed(repacked(parts, reader(root))) == detailed(parts)


@pytest.mark.parametrize("example", VALID, ids=lambda path: path.name)
def test_everything_of_a_valid_example_survives(example: Path, tmp_path: Path) -> None:
    assert_survives(lay(example, tmp_path))


@pytest.mark.parametrize("root", [PROJECT, PROJECT / "examples"], ids=["own", "examples"])
def test_everything_of_real_briefings_survives(root: Path) -> None:
    assert_survives(root)


def test_everything_of_a_made_up_corpus_survives(tmp_path: Path) -> None:
    make_corpus(tmp_path, 30)
    assert_survives(tmp_path)


@given(articles())
def test_marks_of_any_kind_in_any_place_survive(article: AnchoredBriefing) -> None:
    unpacked = unpack_article(pack_article(article), lambda _: "a: b")
    assert detailed(unpacked) == detailed(article)
    assert unpacked == article
    assert all(a.claim is b for a, b in zip(unpacked.claims, unpacked.briefing.claims, strict=True))
    assert pack_article(unpacked) == pack_article(article)


@pytest.mark.parametrize("kind", [*KINDS, Briefing], ids=lambda kind: kind.__name__)
@settings(max_examples=30)
@given(data=st.data())
def test_all_fields_of_all_models_survive_and_no_rule_judges_them_again(
    kind: type[BaseModel], data: st.DataObject
) -> None:
    model = data.draw(models(kind))
    assert detailed(again(model)) == detailed(model)


# --- what later stages make of it ------------------------------------------------------------


@pytest.fixture
def by_way_of_packs(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Puts packs between the stages of the pipeline and its last one."""

    def intrude(root: Path) -> None:
        read = reader(root)

        def through_packs(
            parts: ResolverInput, drafts: bool = True
        ) -> tuple[Corpus, list[Diagnostic]]:
            return resolve(repacked(parts, read), drafts)

        monkeypatch.setattr(pipeline, "resolve", through_packs)

    return intrude


@pytest.mark.parametrize("example", VALID, ids=lambda path: path.name)
def test_pages_are_the_same(
    example: Path, tmp_path: Path, by_way_of_packs: Callable[[Path], None]
) -> None:
    root = lay(example, tmp_path)
    compiled = build(root)
    by_way_of_packs(root)
    unpacked = build(root)
    assert {name: text for name, (_, text) in compiled.pages.items()} == {
        name: text for name, (_, text) in unpacked.pages.items()
    }
    assert compiled.files == unpacked.files
    assert compiled.pages


@pytest.mark.parametrize("example", one_of_each("invalid"), ids=lambda path: path.name)
def test_problems_have_the_same_places_and_excerpts(
    example: Path, tmp_path: Path, by_way_of_packs: Callable[[Path], None]
) -> None:
    root = lay(example, tmp_path)
    compiled = pipeline.compile_corpus(root)
    by_way_of_packs(root)
    unpacked = pipeline.compile_corpus(root)
    assert unpacked.diagnostics == compiled.diagnostics
    assert unpacked.broken == compiled.broken


def test_no_yaml_is_read_for_the_pages() -> None:
    root = PROJECT / "examples"
    corpus, problems = resolve(repacked(parts_of(root), unread))
    assert problems == []
    assert build_pages(corpus, SITE)


@pytest.mark.parametrize("text", ["", "a: [", "a: &x 1\nb: *y"])
def test_a_file_that_is_no_longer_sound_has_its_path_for_a_place(text: str) -> None:
    late = DocumentLater("a.yml", lambda _: text)
    place = late.location(("claims", 3))
    assert (place.path, place.line, place.column) == ("a.yml", 1, 1)
    assert late.key_location(("claims",)) == late.location() == place
    assert (late.text, late.root) == ("", "")


def test_a_file_is_read_once_and_late() -> None:
    asked: list[str] = []

    def read(path: str) -> str:
        asked.append(path)
        return "b: c"

    late = DocumentLater("a.yml", read)
    assert (late.path, asked) == ("a.yml", [])
    assert late.location(("b",)) == Location("a.yml", 1, 4, 1, 5, ("b: c",))
    assert late.key_location(("b",)) == Location("a.yml", 1, 1, 1, 2, ("b: c",))
    assert (late.root, asked) == ({"b": "c"}, ["a.yml"])


# --- damage ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def article() -> AnchoredBriefing:
    article = parts_of(PROJECT / "examples").articles[-1]
    assert article.translation
    return article


def unpacks(data: bytes) -> bool:
    """Whether an article comes out, and nothing but an article or a PackError."""
    try:
        return isinstance(unpack_article(data, unread), AnchoredBriefing)
    except PackError:
        return False


def test_no_beginning_of_a_pack_is_one(article: AnchoredBriefing) -> None:
    data = pack_article(article)
    assert unpacks(data)
    assert not any(unpacks(data[:length]) for length in range(0, len(data), 7))


def test_flipped_bits_raise_nothing_else(article: AnchoredBriefing) -> None:
    data = pack_article(article)
    for place in range(0, len(data), 3):
        damaged = bytearray(data)
        damaged[place] ^= 1 << place % 8
        unpacks(bytes(damaged))


@settings(max_examples=300)
@given(st.binary(max_size=60))
def test_foreign_bytes_are_no_pack(data: bytes) -> None:
    assert not unpacks(data)


@pytest.mark.parametrize("data", [b"", b"null", b"{}", b"[]", b"[" * 100_000, b"[1e999]", b"\xff"])
def test_foreign_json_is_no_pack(data: bytes) -> None:
    assert not unpacks(data)


def test_marks_that_are_not_those_of_the_briefing_are_refused(article: AnchoredBriefing) -> None:
    assert article.translation
    for fewer in (
        replace(article, claims=article.claims[:-1]),
        replace(article, mentions=article.mentions[:-1]),
        replace(article, background=(*article.background, ())),
        replace(article, events=(*article.events, ())),
        replace(article, translated_mentions=()),
        replace(article, translation=None),
    ):
        assert not unpacks(pack_article(fewer))


def test_a_span_that_ends_before_it_begins_is_refused(article: AnchoredBriefing) -> None:
    span = article.claims[0].quote[0]
    written = b'{"start":%d,"end":%d}' % (span.start, span.end)
    data = pack_article(article)
    assert written in data
    assert not unpacks(data.replace(written, b'{"start":%d,"end":%d}' % (span.end, span.start)))
    assert not unpacks(data.replace(written, b'{"start":-1,"end":2}'))
    assert not unpacks(data.replace(written, b'{"start":"1","end":2}'))


# --- models as they may be one day -----------------------------------------------------------


class Plain(Record):
    """A field whose type only a function knows."""

    field: Annotated[int, PlainValidator(lambda value: value)]


class Changed(Record):
    """A field that is not of the type that it says."""

    field: Annotated[str, AfterValidator(list)]


class Private(Record):
    """A model with more than fields."""

    field: str
    _more: int = PrivateAttr(1)


class Untyped(Record):
    """A field of any type."""

    field: Any


@pytest.mark.parametrize("kind", [Plain, Changed, Private, Untyped], ids=lambda k: k.__name__)
def test_what_cannot_be_packed_is_an_error_at_once(kind: type[BaseModel]) -> None:
    with pytest.raises((TypeError, ValueError)):
        again(kind.model_validate({"field": "x"}))


def test_a_model_may_hold_what_the_others_hold() -> None:
    class Lines(RootModel[tuple[PartSelector, ...]]):
        pass

    class Later(Record):
        serialization: str = ""
        metadata: dict[str, Role]
        lines: Lines
        media: Media | None = None

    role = Role.model_validate({"title": "a", "from": "2031"})
    model = Later(metadata={"type": role}, lines=Lines((PartSelector(exact="x", nth=2),)))
    assert detailed(again(model)) == detailed(model)

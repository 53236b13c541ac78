"""Articles that are kept: the same as any other, whole only where somebody asks for more."""

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from article_briefings.anchoring import OutlinedArticle
from article_briefings.anchoring._anchored import AnchoredBriefing
from article_briefings.build._article_cache import (
    ARTICLE,
    OUTLINE,
    ArticleCache,
)
from article_briefings.build._groups import GroupBuilder
from article_briefings.build._inputs import ChangedMeanwhile, scan
from article_briefings.build._packing import PackError, pack_outline, unpack_outline
from article_briefings.build._store import Store
from article_briefings.corpus._facts import reads
from article_briefings.corpus._parts import ClaimRef, Speaker
from article_briefings.corpus._pipeline import Surroundings, compile_corpus
from article_briefings.pages import sides_of
from article_briefings.pages._paging import Bounds
from article_briefings.pages._topic import TopicPages
from tests.built import build_pages
from tests.marked import articles
from tests.overlay import PROJECT, SITE

EXAMPLES = PROJECT / "examples"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "briefings", tmp_path / "briefings")
    return tmp_path


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store(None)
    yield store
    store.close()


def kept_in(store: Store, root: Path) -> ArticleCache:
    """The articles of a project, all of them compiled and kept; none in memory."""
    kept = ArticleCache(root, store)
    kept.update(scan(root, "briefings", {}, 0), "program")
    kept.compile(Surroundings.at(root), 1, None)
    kept.clear()
    return kept


def _no_call(*_: object, **__: object) -> Any:
    raise AssertionError("not to be called")


@given(articles())
def test_an_outline_survives(article: AnchoredBriefing) -> None:
    outline, sides = unpack_outline(pack_outline(article))
    assert outline == article.outline
    assert sides == sides_of(article)


def test_what_is_no_outline_is_an_error() -> None:
    with pytest.raises(PackError):
        unpack_outline(b"[1]")


def test_an_article_is_loaded_once_and_again_after_it_was_unloaded() -> None:
    (whole, *_) = compile_corpus(EXAMPLES).corpus.articles
    calls = []

    def load() -> AnchoredBriefing:
        calls.append(whole)
        return whole

    article = OutlinedArticle(whole.outline, load, {sides_of: sides_of(whole)})
    assert (article.slug, article.summary, calls) == (whole.slug, whole.summary, [])
    assert article.claims_in_text_order() == whole.claims_in_text_order()
    parts = [field.name for field in dataclasses.fields(whole)]
    assert [getattr(article, name) for name in parts] == [getattr(whole, name) for name in parts]
    assert len(calls) == 1
    article.unload()
    assert article.briefing is whole.briefing
    assert len(calls) == 2


@pytest.mark.parametrize("whole", [1, 1000])
def test_pages_are_the_same_however_few_are_whole(
    root: Path, store: Store, monkeypatch: pytest.MonkeyPatch, whole: int
) -> None:
    monkeypatch.setattr("article_briefings.build._article_cache.UNPACKED", whole)
    kept = kept_in(store, root)
    corpus = compile_corpus(root, cache=kept).corpus
    assert all(isinstance(article, OutlinedArticle) for article in corpus.articles)
    assert build_pages(corpus, SITE) == build_pages(compile_corpus(root).corpus, SITE)
    unpacked = [article for article in corpus.articles if "_loaded" in vars(article)]
    assert len(unpacked) == min(whole, len(corpus.articles))


def test_what_connects_articles_unpacks_none(
    root: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = kept_in(store, root)
    monkeypatch.setattr("article_briefings.build._article_cache.unpack_article", _no_call)
    making = GroupBuilder(root, SITE, PROJECT / "templates", False, kept)
    assert making.compiled.diagnostics == ()
    assert len(making.groups) > 30
    facts = making.facts(scan(root, "briefings", {}, 0))
    monkeypatch.undo()
    fresh = GroupBuilder(root, SITE, PROJECT / "templates", False, {})
    assert facts == fresh.facts(scan(root, "briefings", {}, 0))


def test_a_topic_unpacks_the_articles_of_which_it_shows_something(root: Path, store: Store) -> None:
    corpus = compile_corpus(root, cache=kept_in(store, root)).corpus
    name = max(corpus.topics, key=lambda topic: len(corpus.topics[topic].articles))
    few = Bounds(excerpt=1, sample=1, entries=1, events=1)
    with reads.tracked() as read:
        page = TopicPages(corpus, name, few).page(SITE.repository)
    unpacked = {article.slug for article in corpus.articles if "_loaded" in vars(article)}
    claims = {fact.removeprefix("claim:") for fact in read if fact.startswith("claim:")}
    assert 0 < len(claims) < page.claims
    shown = {claim.partition("#")[0] for claim in claims}
    assert shown <= unpacked
    assert len(unpacked - shown) <= len(page.events)


@given(articles())
def test_what_a_claim_says_without_its_article_is_what_it_says_with_it(
    article: AnchoredBriefing,
) -> None:
    for ref, told in zip(ClaimRef.of(article), article.claims_in_text_order(), strict=True):
        claim = told.claim
        known = [hop.actor or hop.identified_as for hop in claim.attribution]
        parts = [
            actor for actor, role, n in article.outline.parts if n == ref.number and role != "about"
        ]
        assert parts == [*dict.fromkeys(actor for actor in known if actor)]
        assert ref.so == (claim.so.verdict if claim.so else "")
        assert ref.said == (claim.said[0].verdict if claim.said else "")
        assert ref.spoken_of == article.spoken_of.get(claim.id, ())
        said = Speaker.of(claim, article.briefing.source.outlet)
        origins = {"own-voice": None, "unnamed": "", "named": said.key}
        assert ref.origin == origins[said.kind]


def test_a_pack_of_something_else_is_made_again(root: Path, store: Store) -> None:
    kept = kept_in(store, root)
    for key in kept._keys.values():
        store.put(ARTICLE, key, b"something else")
    corpus = compile_corpus(root, cache=kept).corpus
    assert build_pages(corpus, SITE) == build_pages(compile_corpus(root).corpus, SITE)


def test_a_pack_of_something_else_and_another_text_end_the_build(root: Path, store: Store) -> None:
    kept = kept_in(store, root)
    for key in kept._keys.values():
        store.put(ARTICLE, key, b"something else")
    article = kept[next(iter(kept))]
    (root / article.outline.paths[1]).write_text("Another text.\n", "utf-8")
    with pytest.raises(ChangedMeanwhile):
        _ = article.briefing


@pytest.mark.parametrize("content", [Store.packed(b"[]"), b"no zlib"])
def test_an_outline_of_something_else_is_none(root: Path, store: Store, content: bytes) -> None:
    kept = kept_in(store, root)
    for key in kept._keys.values():
        store.put_packed(OUTLINE, key, content)
    assert list(kept) == []
    assert kept.compile(Surroundings.at(root), 1, None) == 3
    assert len(kept) == 3

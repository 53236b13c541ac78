"""What each stage costs alone, in seconds per 1,000 articles: `make bench-stages`.

The stages run on 100 made-up articles, one after the other and in one
process, and the clock runs ten times as fast; so the figures are those of a
thousand where a stage's cost grows with the number of articles alone.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import markdown
import pytest

from article_briefings.anchoring._anchor import anchor
from article_briefings.anchoring._anchored import AnchoredBriefing
from article_briefings.check._validator import validate
from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._pipeline import compile_inputs
from article_briefings.corpus._references import ResolverInput
from article_briefings.corpus._resolver import resolve
from article_briefings.input import Inputs, load
from article_briefings.models._briefing import Briefing
from article_briefings.models._register import Actor, BackgroundNote, Stories, Topics
from article_briefings.pages._page import Page
from article_briefings.pages._renderer import Renderer
from article_briefings.pages._site import Site
from benchmarks.corpus import make_corpus
from tests.built import build_pages

ARTICLES = 100
ROUNDS = 5
ROOT = Path(__file__).resolve().parents[2]
_EXTENSIONS = ["attr_list", "tables", "toc"]


class Benchmark(Protocol):
    """What is used of pytest-benchmark's fixture."""

    def pedantic(self, target: Callable[[], Any], *, rounds: int, warmup_rounds: int) -> Any:
        """Run the target several times and measure each."""


def _per_thousand() -> float:
    return time.perf_counter() * 1_000 / ARTICLES


pytestmark = pytest.mark.benchmark(timer=_per_thousand, group="seconds per 1,000 articles")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a made-up corpus."""
    folder = tmp_path_factory.mktemp("stages")
    make_corpus(folder, ARTICLES)
    return folder


@pytest.fixture(scope="module")
def inputs(root: Path) -> Inputs:
    """What was loaded from it."""
    loaded, problems = load(root)
    assert problems == []
    return loaded


@pytest.fixture(scope="module")
def parts(inputs: Inputs) -> ResolverInput:
    """Everything before references are resolved."""
    topics, stories = inputs.topics, inputs.stories
    assert topics
    assert stories
    return ResolverInput(
        tuple(_anchored(inputs, _validated(inputs))),
        {name: (d, _valid(d, Actor)) for name, d in inputs.actors.documents.items()},
        {name: (d, _valid(d, BackgroundNote)) for name, d in inputs.background.documents.items()},
        {name: (topics, topic) for name, topic in _valid(topics, Topics).root.items()},
        stories={name: (stories, story) for name, story in _valid(stories, Stories).root.items()},
    )


@pytest.fixture(scope="module")
def corpus(inputs: Inputs) -> Corpus:
    """The corpus."""
    return compile_inputs(inputs, []).corpus


@pytest.fixture(scope="module")
def pages(corpus: Corpus) -> list[Page]:
    """The contexts of all pages."""
    return build_pages(corpus, Site("Stages"))


def test_1_parse(benchmark: Benchmark, root: Path) -> None:
    """Files to documents."""
    _measure(benchmark, lambda: load(root))


def test_2_validate(benchmark: Benchmark, inputs: Inputs) -> None:
    """Documents to models, those of articles."""
    _measure(benchmark, lambda: _validated(inputs))


def test_3_anchor(benchmark: Benchmark, inputs: Inputs) -> None:
    """Marks to spans."""
    briefings = _validated(inputs)
    _measure(benchmark, lambda: _anchored(inputs, briefings))


def test_4_resolve(benchmark: Benchmark, parts: ResolverInput) -> None:
    """References both ways."""
    _measure(benchmark, lambda: resolve(parts))


def test_5_contexts(benchmark: Benchmark, corpus: Corpus) -> None:
    """The contexts of all pages, not of briefings alone."""
    _measure(benchmark, lambda: build_pages(corpus, Site("Stages")))


def test_6_render(benchmark: Benchmark, pages: list[Page]) -> None:
    """Contexts to Markdown, the templates compiled before."""
    renderer = Renderer(ROOT / "templates")
    _measure(benchmark, lambda: [renderer.render(page) for page in pages])


def test_7_markdown(benchmark: Benchmark, pages: list[Page]) -> None:
    """Markdown to HTML, with the extensions of mkdocs.yml and without MkDocs."""
    renderer = Renderer(ROOT / "templates")
    texts = [renderer.render(page)[0].split("---", 2)[2] for page in pages]
    _measure(benchmark, lambda: [markdown.markdown(text, extensions=_EXTENSIONS) for text in texts])


def _measure(benchmark: Benchmark, target: Callable[[], Any]) -> None:
    benchmark.pedantic(target, rounds=ROUNDS, warmup_rounds=1)


def _valid(document: Any, model: Any) -> Any:
    value, problems = validate(document, model)
    assert problems == []
    return value


def _validated(inputs: Inputs) -> list[Briefing]:
    return [_valid(files.document, Briefing) for files in inputs.articles]


def _anchored(inputs: Inputs, briefings: list[Briefing]) -> list[AnchoredBriefing]:
    anchored = []
    for files, briefing in zip(inputs.articles, briefings, strict=True):
        assert files.document
        assert files.source
        article, problems = anchor(files.slug, files.document, files.source, briefing)
        assert article
        assert problems == []
        anchored.append(article)
    return anchored

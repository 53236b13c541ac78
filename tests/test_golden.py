"""One page of each kind, as Markdown, compared with the files in `golden/`.

`--update-golden` writes the files; look at the difference before you commit it.
"""

from pathlib import Path

import pytest

from article_briefings.pages._paging import Bounds
from article_briefings.pages._site import Site
from tests.built import PAGE_TEMPLATES, build_project
from tests.overlay import EXAMPLES, PROJECT, SITE, build, lay
from tests.overlay import TEMPLATES as FOLDER

GOLDEN = Path(__file__).parent / "golden"

#: The page that stands for a kind, where the first one of its kind would show less.
TYPICAL = {"actor": "actors/ada-fable.md"}
#: Pages that need several articles on one event, or a correction, from the project's examples.
COMPARING = {
    "story": "stories/vell-barrier.md",
    "stories": "stories/index.md",
    "draws-on": "stories/vell-barrier/draws-on.md",
    "changes": "changes/index.md",
}
#: Pages of long lists: the same examples, cut after a few entries.
CUT = {
    "actor-claims": "actors/mara-tolven/claimed/2.md",
    "actors-split": "actors/index.md",
    "actors-type": "actors/by/type/person/2.md",
    "background-2": "background/page/2.md",
    "briefings-split": "briefings/index.md",
    "briefings-year": "briefings/by/year/2031/2.md",
    "claims-2": "claims/2.md",
    "claims-by": "claims/by/kind/fact/2.md",
    "timeline-split": "timeline/index.md",
    "timeline-year": "timeline/by/year/2031/2.md",
}
_SHORT = Bounds(claims=3, newest=6, briefings=2, events=2, entries=1, excerpt=1)
#: Further pages: a kind of their own in all but the template.
MORE = {"actor-outlet": "actors/examplestead-gazette.md"}


def _kinds() -> list[str]:
    templates = (template.removesuffix(".md.j2") for template in PAGE_TEMPLATES.values())
    return [*dict.fromkeys([*templates, *MORE, *CUT])]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The Markdown of one page of each kind."""
    built = build(lay(EXAMPLES / "base", tmp_path_factory.mktemp("base")))
    assert built.diagnostics == ()
    by_kind: dict[str, str] = {}
    for page, markdown in built.pages.values():
        by_kind.setdefault(PAGE_TEMPLATES[type(page.context)].removesuffix(".md.j2"), markdown)
    for kind, source in (TYPICAL | MORE).items():
        by_kind[kind] = built.pages[source][1]
    compared = build_project(PROJECT / "examples", SITE, templates=FOLDER)
    for kind, source in COMPARING.items():
        by_kind[kind] = compared.pages[source][1]
    short = Site(SITE.name, SITE.description, SITE.repository, _SHORT)
    cut = build_project(PROJECT / "examples", short, templates=FOLDER)
    for kind, source in CUT.items():
        by_kind[kind] = cut.pages[source][1]
    by_kind["broken"] = _broken_page(tmp_path_factory.mktemp("broken"))
    return by_kind


def _broken_page(root: Path) -> str:
    example = EXAMPLES / "invalid" / "quote-not-found"
    built = build_project(lay(example, root), SITE, preview=True)
    return built.pages["briefings/new-bridge.md"][1]


@pytest.mark.parametrize("kind", _kinds())
def test_a_page_is_as_expected(
    kind: str, pages: dict[str, str], request: pytest.FixtureRequest
) -> None:
    expected = GOLDEN / f"{kind}.md"
    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(exist_ok=True)
        expected.write_text(pages[kind], "utf-8", newline="\n")
    assert pages[kind] == expected.read_text("utf-8")


def test_every_golden_page_is_of_a_kind() -> None:
    assert {path.stem for path in GOLDEN.glob("*.md")} == set(_kinds())


def test_the_same_input_gives_the_same_pages(tmp_path: Path) -> None:
    first, second = (build(lay(EXAMPLES / "base", tmp_path / name)).pages for name in "ab")
    assert list(first.items()) == list(second.items())

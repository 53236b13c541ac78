"""What readers type in 23 languages finds the article, in Chromium, with the site built once."""

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from article_briefings.search._forms import folder, letters, pairs, rules_of
from tests.building import write
from tests.search.queries import ARTICLES, LISTS, lay, queries
from tests.site.conftest import ROOT, build, serve, watched
from tests.small_site import CONFIG

pytestmark = pytest.mark.browser

# The search waits 120 ms for more letters; Pagefind's own timers stay.
_AT_ONCE = "const wait = setTimeout; setTimeout = (run, ms) => wait(run, ms === 120 ? 0 : ms)"
_ANSWERED = "query => document.querySelector('[role=status]')?.textContent.includes(query)"


@pytest.fixture(scope="module")
def found(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, int]]:
    """By language and query: the place of the article among all results; 0 if it is not there."""
    folder = tmp_path_factory.mktemp("languages")
    root = lay(folder / "project")
    write(root, "mkdocs.yml", CONFIG.replace("search: false", "search: true"))
    write(root, "docs/about/method.md", "# How we work\n\nSlowly.\n")
    shutil.copytree(ROOT / "templates", root / "templates", ignore=lambda *_: ["fonts"])
    places = {}
    for address in serve(build(root, folder / "site")):
        with browser.new_page() as page, watched(page):
            page.add_init_script(_AT_ONCE)
            page.goto(f"{address}search/")
            for article in (one for articles in LISTS.values() for one in articles):
                for query in queries(article):
                    page.get_by_role("searchbox").fill(query)
                    page.wait_for_function(_ANSWERED, arg=f"“{query}”")  # sooner than `expect`
                    links = page.locator(".search-results a").evaluate_all(
                        "links => links.map((link) => link.href.replace(/#.*/, ''))"
                    )
                    own = f"{address}briefings/{article['language']}/"
                    pages = list(dict.fromkeys(links))
                    places[f"{article['language']}: {query}"] = (
                        pages.index(own) + 1 if own in pages else 0
                    )
            yield places


def test_each_of_36_queries_in_ten_languages_finds_its_article_first(
    found: dict[str, int],
) -> None:
    listed = [f"{one['language']}: {query}" for one in LISTS["listed"] for query in one["queries"]]
    assert len(listed) == 36
    assert {query: found[query] for query in listed if found[query] != 1} == {}


def test_queries_in_other_languages_find_their_article(found: dict[str, int]) -> None:
    assert {query: place for query, place in found.items() if place not in (1, 2)} == {}


def test_the_script_folds_words_as_the_index_does(browser: Browser) -> None:
    script = (ROOT / "templates" / "assets" / "briefings" / "search.js").read_text("utf-8")
    functions = re.findall(
        r"^const (?:folding|pairs|spelt) = .*?;\n(?=\n|const )", script, re.MULTILINE | re.DOTALL
    )
    texts = [[one["language"], one["text"]] for one in ARTICLES]
    texts += [[one["language"], query] for one in ARTICLES for query in queries(one)]
    rules = {language: rules_of(language) for language, _ in texts}
    with browser.new_page() as page:
        found = page.evaluate(
            f"""([table, texts]) => {{
              {"".join(functions)}
              const folded = texts.map(([language, text]) => folding(table, language)(text));
              return folded.concat(pairs("ab書"));
            }}""",
            [letters() | {"rules": rules}, texts],
        )
    assert found == [folder(language)(text) for language, text in texts] + pairs("ab書")

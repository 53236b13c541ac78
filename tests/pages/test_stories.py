"""The page of a story: which claims share a row, and who draws on the same source."""

from pathlib import Path

import pytest

from article_briefings.pages._claim_words import Sentence
from article_briefings.pages._paging import Bounds
from article_briefings.pages._stories import ClusterView, StoryPage, stories_index
from tests.building import FOLDER, claim, compiled, hop, own_claim, write
from tests.stories import (
    ACTORS,
    SECOND,
    STORIES,
    THIRD,
    articles,
    page_of,
    rows,
    story,
    told,
)

# --- rows ------------------------------------------------------------------------------------


def test_claims_that_repeat_each_other_share_a_row_worded_as_the_first(tmp_path: Path) -> None:
    page = story(
        tmp_path,
        [claim(text="First.")],
        [
            own_claim("x", "Ministers met"),
            claim(text="Again.", repeats="drill#no-attack"),
        ],
    )
    (row,) = rows(page)
    assert (row.number, row.sentence, told(row)) == (1, Sentence("Ada Fable", "First."), [[1], [2]])
    assert [[r.differs for r in cell.reports] for cell in row.cells] == [[False], [True]]
    assert (row.contradicts, row.divided) == ((), False)


@pytest.mark.parametrize("way", ["to the first", "by way of one another", "from the first"])
def test_it_does_not_matter_which_claim_says_that_it_repeats(tmp_path: Path, way: str) -> None:
    relations = {
        "to the first": ((), "drill#no-attack", "drill#no-attack"),
        "by way of one another": ((), "drill#no-attack", "reply#no-attack"),
        "from the first": ("reply#no-attack", "end#no-attack", ()),
    }[way]
    page = story(tmp_path, *([claim(repeats=found)] for found in relations))
    assert [told(row) for row in rows(page)] == [[[1], [1], [1]]]


def test_a_claim_of_an_article_outside_the_story_joins_two_inside(tmp_path: Path) -> None:
    found = articles(
        [claim(repeats="end#no-attack")],
        [claim(repeats="end#no-attack")],
        [claim()],
    )
    del found[THIRD][1]["story"]
    page = story(tmp_path, articles=found)
    assert [told(row) for row in rows(page)] == [[[1], [1]]]


@pytest.mark.parametrize("relation", ["supports", "qualifies"])
def test_other_relations_make_no_row(tmp_path: Path, relation: str) -> None:
    related = claim(**{relation: "drill#no-attack"})
    page = story(tmp_path, [claim()], [related])
    assert page.clusters == ()
    assert [len(article.claims) for article in page.alone] == [1, 1]


def test_an_article_without_a_linked_claim_has_an_empty_cell(tmp_path: Path) -> None:
    page = story(
        tmp_path,
        [claim()],
        [own_claim("x", "Ministers met")],
        [claim(repeats="drill#no-attack")],
    )
    (row,) = rows(page)
    assert told(row) == [[1], [], [1]]
    assert [(a.article.text, len(a.claims)) for a in page.alone] == [("A drill near Oldtown", 1)]


def test_rows_that_contradict_each_other_stand_together_and_name_each_other(
    tmp_path: Path,
) -> None:
    page = story(
        tmp_path,
        [
            own_claim("a", "Ministers met"),
            own_claim("b", "in Oldtown"),
            own_claim("c", "on Monday"),
        ],
        [
            own_claim("d", "Ministers met", contradicts="drill#a"),
            own_claim("e", "in Oldtown", repeats="drill#b"),
            own_claim("f", "on Monday", contradicts="d"),
        ],
    )
    assert [(len(c.rows), c.at_odds) for c in page.clusters] == [(1, False), (3, True)]
    first, second, third = page.clusters[1].rows
    assert [told(row) for row in (first, second, third)] == [[[1], []], [[], [1]], [[], [3]]]
    assert [link.text for link in first.contradicts] == ["row 3"]
    assert [link.href for link in second.contradicts] == ["#row--2", "#row--4"]
    assert [row.number for row in rows(page)] == [1, 2, 3, 4]


def test_claims_of_one_row_that_contradict_each_other_are_said_to(tmp_path: Path) -> None:
    page = story(
        tmp_path,
        [claim()],
        [claim(repeats="drill#no-attack")],
        [claim(repeats="reply#no-attack", contradicts="drill#no-attack")],
    )
    (cluster,) = page.clusters
    assert cluster == ClusterView(cluster.rows, at_odds=True)
    assert (cluster.rows[0].divided, cluster.rows[0].contradicts) == (True, ())


def test_one_article_that_contradicts_itself_has_rows_of_its_own(tmp_path: Path) -> None:
    page = story(
        tmp_path,
        [own_claim("a", "Ministers met"), own_claim("b", "in Oldtown", contradicts="a")],
    )
    assert [told(row) for row in rows(page)] == [[[1]], [[2]]]
    assert len(page.pairs) == 1


# --- shared sources --------------------------------------------------------------------------


def shared(page: StoryPage) -> dict[str, list[tuple[list[str], list[str]]]]:
    return {
        source.name.text: [
            ([link.text for link in use.named], [link.text for link in use.shown])
            for use in source.uses
        ]
        for source in page.shared
    }


EVIDENCE = [{"id": "dispatch", "title": "Dispatch", "publisher": "Wire"}]
WIRE = {"actor": "wire", "shown_by": "dispatch"}
CAST = [{"actor": "ada-fable", "role": "x"}, {"actor": "gazette", "role": "x"}]


def test_a_wire_that_two_articles_came_through_is_shared_named_or_not(tmp_path: Path) -> None:
    found = articles([claim(attribution=[hop(), WIRE])], [own_claim("x", "Ministers met")])
    found[SECOND][1]["claims"][0]["attribution"] = [WIRE]
    for _, value in found.values():
        value["evidence"] = EVIDENCE
    page = story(tmp_path, articles=found)
    assert shared(page) == {"Wire": [([], ["claim 1"]), ([], ["claim 1"])]}
    assert page.shared[0].kind == "agency or outlet"


def test_a_source_of_one_article_is_not_shared(tmp_path: Path) -> None:
    page = story(tmp_path, [claim()], [own_claim("x", "Ministers met")])
    assert page.shared == ()


def test_an_outlet_that_another_article_cites_is_shared(tmp_path: Path) -> None:
    cited = claim(attribution=[hop(), hop("gazette", "told the Gazette", form="indirect")])
    found = articles([claim()], [cited], cast=CAST)
    found[FOLDER][1]["source"]["outlet"] = "gazette"
    page = story(tmp_path, articles=found)
    assert shared(page)["The Gazette"] == [(["claim 1"], [])]
    assert page.shared[0].kind == "outlet of an article of this story"


def test_an_article_does_not_share_its_own_outlet_with_itself(tmp_path: Path) -> None:
    own = claim(attribution=[hop(), hop("gazette", "told the Gazette", form="indirect")])
    found = articles([own], [own_claim("x", "Ministers met")], cast=CAST)
    found[FOLDER][1]["source"]["outlet"] = "gazette"
    assert "The Gazette" not in shared(story(tmp_path, articles=found))


# --- the page and the index ------------------------------------------------------------------


def test_the_page_leads_to_the_file_of_the_stories(tmp_path: Path) -> None:
    page = story(tmp_path, [claim()])
    assert page.edit_url == "https://git.example/a/edit/main/briefings/stories.yml"


def test_the_story_with_the_newest_article_stands_first_and_empty_ones_last(tmp_path: Path) -> None:
    names = {"a": "Beta", "b": "Alpha", "c": "Gamma", "d": "Empty"}
    write(
        tmp_path,
        "briefings/stories.yml",
        {name: {"title": title, "summary": "x"} for name, title in names.items()},
    )
    found = articles([claim()], [claim()], [claim()])
    for name, (_, value) in zip("acb", found.values(), strict=True):
        value["story"] = name
    result = compiled(tmp_path, articles=found, actors=ACTORS)
    ((_, index),) = stories_index(result.corpus, Bounds())
    cards = index.stories
    assert [card.title.text for card in cards] == ["Alpha", "Gamma", "Beta", "Empty"]
    assert [card.briefings for card in cards] == [1, 1, 1, 0]


def test_a_finding_has_the_words_of_each_claim_it_names(tmp_path: Path) -> None:
    finding = {
        "title": "Who says so?",
        "text": "Both do.",
        "claims": ["reply#no-attack", "drill#no-attack"],
    }
    stories = {"drill-near-oldtown": {**STORIES["drill-near-oldtown"], "findings": [finding]}}
    write(tmp_path, "briefings/stories.yml", stories)
    result = compiled(tmp_path, articles=articles([claim()], [claim()]), actors=ACTORS)
    assert result.diagnostics == ()
    [view] = page_of(result).findings
    assert (view.title, view.text) == ("Who says so?", "Both do.")
    assert [words.outlet.href for words in view.words] == [
        "../../briefings/reply/#no-attack",
        "../../briefings/drill/#no-attack",
    ]
    assert {words.quote.parts for words in view.words} == {("We will not attack",)}
    assert {words.meaning for words in view.words} == {""}


def test_a_finding_names_claims_of_finished_briefings_of_its_story_only(tmp_path: Path) -> None:
    finding = {"title": "Who?", "text": "Both.", "claims": ["reply#no-attack", "no-attack"]}
    stories = {"drill-near-oldtown": {**STORIES["drill-near-oldtown"], "findings": [finding]}}
    write(tmp_path, "briefings/stories.yml", stories)
    drafted = articles([claim()], [claim()])
    drafted[SECOND][1]["draft"] = True
    found = compiled(tmp_path, articles=drafted, actors=ACTORS).diagnostics
    assert [problem.code for problem in found] == ["unknown-claim"] * 2


def test_rows_of_more_articles_come_first(tmp_path: Path) -> None:
    page = story(
        tmp_path,
        [claim(), own_claim("own", "Ministers met")],
        [claim(repeats="drill#no-attack"), own_claim("own", "Ministers met", repeats="drill#own")],
        [own_claim("own", "Ministers met", repeats="drill#own")],
    )
    assert [len([c for c in row.cells if c.reports]) for row in rows(page)] == [3, 2]

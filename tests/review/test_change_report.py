"""Changes as Markdown: nothing that a stranger writes is markup, and the size has a limit."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from article_briefings.review._change_report import code, prose, report_on
from article_briefings.review._values import Change, Comparison, Facet, Place, Unit

PATH = "briefings/actors/x.yml"
HERE, GONE = Place(PATH, 3), Place(PATH, 4, old=True)
WHOLE = 1 << 20
HOSTILE = [
    "<script>alert(1)</script>",
    "<!-- ",
    "</details>",
    "@everyone and @org/team",
    "fixes #1, GH-2 and other/repo#3",
    "[click](https://evil.example) ![x](//evil.example/x.png)",
    "https://evil.example www.evil.example me@evil.example",
    "`code` ``more``` ",
    "one\n\n# Heading\n\n- item\n```\nfence",
    "| a | b |\n| - | - |",
    "\u202ereversed\u2066",
    "&lt;b&gt; &#64;bob",
    ":tada: $x$ ~~gone~~ **bold** __it__",
    "1. list",
    "\ud800",
]


def unit(*changes: Change, title: str = "X", identifier: str = "x") -> Unit:
    return Unit("actor", identifier, title, "changed", HERE, changes=changes)


def changed(before: str, after: str, name: str = "name") -> Change:
    return Change("changed", "", name, HERE, (Facet(name, before, after),))


def report(*units: Unit, limit: int = WHOLE) -> str:
    return report_on(Comparison(units), limit)


def html(markdown: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))


def test_nothing_is_said_in_one_line() -> None:
    assert report() == "**Nothing changes in meaning**\n"


def test_a_change_is_one_line_with_its_place() -> None:
    assert report(unit(changed("A", "B"))) == (
        "**1 actor changed**\n"
        "\n### Actor `x` changed\n"
        f"\nX · `{PATH}:3`\n"
        "\n- **Changed** `name` (line 3): “A” → “B”\n"
    )


def test_several_things_that_changed_have_a_line_each() -> None:
    found = Change(
        "judged again",
        "claim",
        "c",
        HERE,
        (Facet("status", "disputed", "refuted"), Facet("confidence", "", "low"), Facet("x", "y")),
    )
    assert report(unit(found)).endswith(
        "- **Judged again** claim `c` (line 3)\n"
        "    - status: “disputed” → “refuted”\n"
        "    - confidence: “low” added\n"
        "    - x: “y” removed\n"
    )


def test_what_is_gone_is_placed_in_the_state_before() -> None:
    found = Change("removed", "claim", "c", GONE, (Facet("", "It is so.", ""),))
    assert "- **Removed** claim `c` (line 4 before): “It is so.”\n" in report(unit(found))


def test_places_are_links_where_there_is_an_address() -> None:
    addresses = "https://host.example/o/r/blob/old/", "https://host.example/o/r/blob/new"
    gone = Change("removed", "claim", "c", GONE)
    found = Comparison((unit(changed("A", "B"), gone),), addresses=addresses)
    text = report_on(found, WHOLE)
    assert f"[`{PATH}:3`](https://host.example/o/r/blob/new/{PATH}#L3)" in text
    assert f"[line 4](https://host.example/o/r/blob/old/{PATH}#L4)" in text


def test_a_path_is_quoted_in_a_link() -> None:
    place = Place("briefings/a) [b](x/é.yml", 1)
    found = Unit("actor", "a", "A", "added", place)
    text = report_on(Comparison((found,), addresses=("", "https://h.example")), WHOLE)
    assert "(https://h.example/briefings/a%29%20%5Bb%5D%28x/%C3%A9.yml#L1)\n" in text


def test_what_cannot_be_compared_is_said() -> None:
    found = Comparison((), (("a`b.yml", True), ("c.yml", False)), (1, 2))
    text = report_on(found, WHOLE)
    assert "`briefings check` finds 1 problem before and 2 problems after" in text
    assert "``a`b.yml`` cannot be read in the state before" in text
    assert "`c.yml` cannot be read in the state after" in text


# --- hostile text ------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_the_files_is_shown_and_never_read(text: str) -> None:
    changes = (
        changed(text, "x"),
        changed("x", text),
        Change("added", "claim", text, HERE, (Facet("", "", text),)),
        Change("added", "question", text, HERE),
        Change("judged again", "claim", "c", HERE, (Facet(text, "a", "b"), Facet("x", text, text))),
    )
    found = unit(*changes, title=text, identifier=text)
    rendered = html(report(found, unit(changed("A", "B"))))
    plain = html(report(unit(*(_with_x(change) for change in changes)), unit(changed("A", "B"))))
    assert _tags(rendered) == _tags(plain)
    without_code = re.sub(r"<code>.*?</code>", "", rendered, flags=re.DOTALL)
    shown = re.sub("<[^>]*>", "", without_code)
    assert not re.search(r"@\w|#\d|GH-\d|://|www\.", shown)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\ud800-\udfff]", rendered)


def _with_x(change: Change) -> Change:
    facets = tuple(
        Facet(facet.label and "y", facet.before and "x", facet.after and "x")
        if len(change.facets) > 1
        else Facet(facet.label, facet.before and "x", facet.after and "x")
        for facet in change.facets
    )
    return Change(change.what, change.part, "name", change.place, facets)


def _tags(rendered: str) -> list[str]:
    return re.findall("</?[a-z0-9]+", rendered)


@given(st.text(st.sampled_from("`~ab\n <&@#[](*_|"), max_size=20))
def test_code_holds_any_text_on_one_line(text: str) -> None:
    written = code(text)
    assert "\n" not in written
    rendered = html(f"a {written} b")
    assert rendered.count("<code>") == 1
    assert rendered.startswith("<p>a <code>")
    assert rendered.endswith("</code> b</p>\n")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_prose_is_one_line_without_markup(text: str) -> None:
    rendered = html(f"“{prose(text)}”")
    assert rendered.startswith("<p>“")
    assert _tags(rendered) == ["<p", "</p"]


# --- size --------------------------------------------------------------------------------------


def test_long_texts_are_shown_where_they_differ() -> None:
    text = report(
        unit(changed(f"{'same ' * 100}old{' end' * 100}", f"{'same ' * 100}new{' end' * 100}"))
    )
    (line,) = (line for line in text.splitlines() if line.startswith("- "))
    assert "old" in line
    assert "new" in line
    assert len(line) < 800


def test_a_long_title_or_name_is_cut() -> None:
    long = "long " * 1_000
    asked = Change("added", "question", long, HERE)
    named = Change("judged again", "claim", "c", HERE, (Facet(long, "a", "b"), Facet(long, "c")))
    lines = report(unit(asked, named, title=long)).splitlines()
    assert max(map(len, lines)) < 400
    assert [line.count("…") for line in lines if "long" in line] == [1, 1, 1, 1]


@pytest.mark.parametrize("limit", [1_000, 1_500])
@pytest.mark.parametrize("identifier", ["\U0001f600" * 400, "é" * 60, "`" * 300])
def test_an_id_of_any_length_keeps_the_limit(identifier: str, limit: int) -> None:
    units = [unit(changed("A", "B"), identifier=identifier) for _ in range(9)]
    text = report(*units, limit=limit)
    assert len(text.encode()) <= limit
    assert "are left out to stay within the limit:" in text


@pytest.mark.parametrize("limit", [1_000, 2_000, 5_000, 20_000])
def test_what_has_no_room_is_counted(limit: int) -> None:
    units = [
        unit(*(changed("é" * 50, "b") for _ in range(5)), identifier=f"u-{n}") for n in range(50)
    ]
    text = report(*units, limit=limit)
    assert len(text.encode()) <= limit
    assert text.endswith("`briefings diff --limit 0` shows all.\n")
    left = re.search(r"The rest of Actor `u-(\d+)` and (\d+) more entr", text)
    assert left
    assert int(left[1]) + 1 + int(left[2]) == 50


def test_warnings_give_way_where_there_is_no_room() -> None:
    unread = tuple((f"{'long' * 60}-{number}.yml", True) for number in range(100))
    text = report_on(Comparison((), unread), 1_000)
    assert len(text.encode()) <= 1_000
    assert "are 80 more files." in report_on(Comparison((), unread), WHOLE)
    assert "is 1 more file." in report_on(Comparison((), unread[:21]), WHOLE)

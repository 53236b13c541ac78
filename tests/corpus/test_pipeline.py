"""The whole way from files to a corpus: whatever the files hold, problems are values."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_briefings.corpus._pipeline import Compilation, compile_corpus
from article_briefings.input._documents import SourceText
from article_briefings.pages._site import Site
from tests.building import (
    FOLDER,
    TEXT,
    actor,
    briefing,
    claim,
    codes,
    compiled,
    dump,
    hop,
    note,
    outlet,
    own_claim,
    project,
    sha256,
    within,
    write,
)
from tests.built import build_pages
from tests.texts import anything, showable

FULL: dict[str, Any] = {
    "source": {"outlet": "gazette", "shown_by": "wire", "url": "https://example.org/a"},
    "claims": [
        claim(supports="drill"),
        claim(
            "drill", ["It is a drill", "and no more than that"], attribution=[hop(cue="she added")]
        ),
        own_claim("met", {"exact": "met", "nth": "1"}),
    ],
    "evidence": [{"id": "wire", "title": "A dispatch", "publisher": "Agency", "date": "2031-04~"}],
    "background": [{"note": "drills", "quote": "a drill", "why": "x"}],
    "events": [
        {"id": "e", "date": "2031-04-28", "quote": "on Monday", "label": "x", "actors": ["gazette"]}
    ],
    "questions": [{"text": "Why now?", "why": "Nobody says."}],
}
FILES = {
    f"briefings/articles/{FOLDER}/briefing.yml": dump(briefing(**FULL)).encode(),
    f"briefings/articles/{FOLDER}/source.txt": TEXT.encode(),
    "briefings/actors/ada-fable.yml": dump(actor(part_of="gazette")).encode(),
    "briefings/actors/gazette.yml": dump(outlet()).encode(),
    "briefings/background/drills.yml": dump(note()).encode(),
    "briefings/topics.yml": dump({"defence": {"title": "Defence"}}).encode(),
}


def assert_only_values(root: Path) -> Compilation:
    """Compiling never raises; every problem is placed in its file; what is sound makes pages."""
    result = compile_corpus(root)
    for problem in result.diagnostics:
        path = root / problem.location.path
        if not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert within(problem, lines)
    assert bool(result.diagnostics) or not result.broken
    assert build_pages(result.corpus, Site("Test", "x"))
    return result


def test_the_full_project_is_sound(tmp_path: Path) -> None:
    for name, data in FILES.items():
        write(tmp_path, name, data)
    assert assert_only_values(tmp_path).diagnostics == ()


# A piece of a file is replaced by what editors, people and attackers leave there.
junk = st.one_of(
    st.binary(max_size=12),
    anything.map(str.encode),
    st.sampled_from(
        [
            b"",
            b"\n",
            b"\r\n",
            b"\t",
            b"  ",
            b"- ",
            b": ",
            b"*a",
            b"&a ",
            b"!!x ",
            b"{",
            b"]",
            b"'",
            b'"',
            b"|\n",
            b"\xff",
            b"\xef\xbb\xbf",
            b"\xc3",
            b"\x00",
            b"\x1b",
            b"<b>",
            b"{{ x }}",
            b"#",
            b"---\n",
            b"%",
            b"claims",
            b"null",
            b"id: met\n",
            b"gazette",
            b"ada-fable",
            b"Ada Fable",
            b"2031-02-30",
            b"drill",
        ]
    ),
)


@settings(max_examples=250)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_any_damage_to_any_file_gives_problems_and_never_raises(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    whole = FILES[name]
    start = data.draw(st.integers(0, len(whole)))
    end = min(len(whole), start + data.draw(st.sampled_from([0, 1, 2, 5, 20, 100])))
    damaged = whole[:start] + data.draw(junk) + whole[end:]
    root = tmp_path_factory.mktemp("p")
    for path, content in FILES.items():
        write(root, path, damaged if path == name else content)
    if name.endswith("source.txt"):
        value = briefing(
            damaged, **{**FULL, "source": {**FULL["source"], "sha256": sha256(damaged)}}
        )
        write(root, f"briefings/articles/{FOLDER}/briefing.yml", value)
    assert_only_values(root)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(sorted(FILES)), st.binary(max_size=60), max_size=6))
def test_any_bytes_in_any_files_give_problems_and_never_raise(
    tmp_path_factory: pytest.TempPathFactory, contents: dict[str, bytes]
) -> None:
    root = tmp_path_factory.mktemp("p")
    for path, content in (FILES | contents).items():
        write(root, path, content)
    assert_only_values(root)


values = st.recursive(
    showable | st.sampled_from(["drill", "gazette", "met", "2031-04-28", "1", "Ada Fable"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "text",
                    "quote",
                    "exact",
                    "nth",
                    "actor",
                    "cue",
                    "form",
                    "claim",
                    "<text>",
                    "[key]",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@settings(max_examples=150)
@given(st.sampled_from(sorted(FULL)), values)
def test_any_value_in_any_field_gives_problems_and_never_raises(
    tmp_path_factory: pytest.TempPathFactory, name: str, value: Any
) -> None:
    articles: Any = {FOLDER: (TEXT, dump(briefing(**{**FULL, "source": {}}) | {name: value}))}
    assert_only_values(project(tmp_path_factory.mktemp("p"), articles=articles))


def test_a_byte_order_mark_and_line_ends_of_windows_change_no_offset(tmp_path: Path) -> None:
    text = TEXT.replace("\n", "\r\n")
    data = b"\xef\xbb\xbf" + text.encode()
    value = "\ufeff" + dump(briefing(data)).replace("\n", "\r\n")
    result = compiled(tmp_path, articles={FOLDER: (data, value)})
    assert result.diagnostics == ()
    [article] = result.corpus.articles
    assert article.source == SourceText(article.source.path, text, sha256(data))
    assert [span.of(text) for span in article.claims[0].quote] == ["We will not attack"]


def test_one_article_with_a_problem_leaves_the_others_up(tmp_path: Path) -> None:
    bad = briefing(claims=[own_claim("a", "nowhere")])
    result = compiled(
        tmp_path, articles={FOLDER: (TEXT, bad), "2031-05-01-reply": (TEXT, briefing())}
    )
    assert codes(result.diagnostics) == ["quote-not-found"]
    assert [article.slug for article in result.corpus.articles] == ["reply"]


@pytest.mark.parametrize(
    "path", [p for p in sorted(FILES) if not p.endswith(("topics.yml", "ada-fable.yml"))]
)
def test_a_file_that_is_gone_leaves_the_article_out(tmp_path: Path, path: str) -> None:
    for name, data in FILES.items():
        if name != path:
            write(tmp_path, name, data)
    result = assert_only_values(tmp_path)
    assert result.diagnostics
    assert result.corpus.articles == ()

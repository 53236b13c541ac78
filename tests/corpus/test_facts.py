"""What is read of a corpus is written down, and the state of a build survives being kept."""

import pickle
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.build._groups import GroupBuilder, PageRecord
from article_briefings.build._inputs import scan
from article_briefings.build._state import GroupRecord, State, article_facts, is_article_fact
from article_briefings.corpus._facts import (
    TrackedList,
    TrackedRegister,
    digest,
    reads,
)
from article_briefings.pages._site import Site
from tests.small_site import ROOT, lay

ACTORS = TrackedRegister("actor", {"ada": 1, "ed": 2})


def _letters(*letters: str) -> TrackedList[str]:
    return TrackedList("letters", letters, lambda letter: f"letter:{letter}")


def test_a_remembered_result_repeats_its_reads() -> None:
    made: list[str] = []
    remembered = reads.once(lambda name: made.append(name) or ACTORS[name], 2)
    for _ in range(2):
        with reads.tracked() as read:
            assert remembered("ada") == 1
        assert read == {"actor:ada"}
    assert remembered("ada") == 1  # where nobody collects
    assert made == ["ada"]


def test_a_record_is_a_fact_and_so_is_one_that_is_not_there() -> None:
    with reads.tracked() as read:
        assert ACTORS["ada"] == 1
        assert ACTORS.get("nobody") is None
        assert "ed" in ACTORS
        with pytest.raises(KeyError):
            ACTORS["who"]
    assert read == {"actor:ada", "actor:nobody", "actor:ed", "actor:who"}


@pytest.mark.parametrize(
    ("look", "facts"),
    [
        (list, {"all:actor"}),
        (len, {"all:actor"}),
        (bool, {"all:actor"}),
        (lambda actors: list(actors.values()), {"all:actor", "actor:ada", "actor:ed"}),
        (lambda actors: dict(actors.items()), {"all:actor", "actor:ada", "actor:ed"}),
        (lambda actors: next(iter(actors.items())), {"all:actor", "actor:ada"}),
    ],
)
def test_all_ids_are_a_fact(look: object, facts: set[str]) -> None:
    with reads.tracked() as read:
        look(ACTORS)  # type: ignore[operator]
    assert read == facts


@pytest.mark.parametrize(
    ("look", "taken"),
    [
        (len, ""),
        (bool, ""),
        (list, "abc"),
        (lambda letters: letters[1], "b"),
        (lambda letters: letters[-1], "c"),
        (lambda letters: letters[:2], "ab"),
        (lambda letters: next(iter(letters)), "a"),
        (lambda letters: list(reversed(letters)), "abc"),
        (lambda letters: "b" in letters, "ab"),
        (lambda letters: letters.index("b"), "ab"),
        (lambda letters: letters == ["a", "b", "c"], "abc"),
        (lambda letters: sorted(letters, reverse=True), "abc"),
    ],
)
def test_an_entry_that_is_taken_out_is_a_fact(look: object, taken: str) -> None:
    letters = _letters(*"abc")
    with reads.tracked() as read:
        look(letters)  # type: ignore[operator]
    assert read == {"letters", *(f"letter:{letter}" for letter in taken)}


def test_a_list_holds_what_is_added() -> None:
    letters = _letters("a")
    letters.append("b")
    assert list(letters) == ["a", "b"]
    assert letters == _letters("a", "b")
    assert letters != _letters("b", "a")
    assert letters[0:1] == ["a"]
    assert "letters" in repr(letters)


def test_readers_do_not_disturb_each_other() -> None:
    reads.record("nobody reads")
    with reads.tracked() as outer:
        reads.record("before")
        with reads.tracked() as inner:
            reads.record("inside")
        with reads.untracked():
            reads.record("does not count")
            with reads.tracked() as within:
                reads.record("counts")
        reads.record("after")
    assert (outer, inner, within) == ({"before", "after"}, {"inside"}, {"counts"})


@given(st.lists(st.text()), st.lists(st.text()))
def test_a_digest_tells_any_two_sequences_apart(one: list[str], other: list[str]) -> None:
    assert (digest(one) == digest(other)) == (one == other)


def test_a_digest_takes_any_text() -> None:
    assert digest(["\ud800"]) != digest(["\ud801"])
    assert digest(["ab", "c"]) != digest(["a", "bc"])


@pytest.fixture(scope="module")
def making(tmp_path_factory: pytest.TempPathFactory) -> GroupBuilder:
    root = lay(tmp_path_factory.mktemp("facts"), templates=False)
    return GroupBuilder(root, Site("A site", "About it"), ROOT / "templates", False, {})


def test_every_fact_that_is_read_has_a_digest(making: GroupBuilder) -> None:
    """But for those of what is not there, which get one when it is."""
    facts = making.facts(scan(making._root, "briefings", {}, 0))
    making.setup()
    read = {fact for name in making.groups for fact in making.run(name).record.read}
    corpus = making.compiled.corpus
    for article in corpus.articles:
        facts |= article_facts(article)
    known = {
        "actor": corpus.actors,
        "note": corpus.notes,
        "topic": corpus.topics,
        "story": corpus.stories,
        "article": corpus.by_slug,
        "named": (),
        "related": {key.partition("#")[0] for key in corpus.related},
    }
    for fact in read - facts.keys():
        kind, _, name = fact.partition(":")
        assert name not in known[kind], fact


def test_the_parts_of_an_article_change_by_themselves(making: GroupBuilder) -> None:
    article = making.compiled.corpus.articles[0]
    facts = article_facts(article)
    assert all(is_article_fact(fact, article.slug) for fact in facts)
    assert not any(is_article_fact(fact, "other") for fact in facts)
    claim, *claims = article.claims
    other = claim.claim.model_copy(update={"text": "Other words"})
    changed = article_facts(replace(article, claims=(replace(claim, claim=other), *claims)))
    assert facts.keys() == changed.keys()
    assert {fact for fact in facts if facts[fact] != changed[fact]} == {
        f"claim:{article.slug}#{claim.claim.id}"
    }


def test_facts_are_the_same_in_another_process(making: GroupBuilder) -> None:
    files = scan(making._root, "briefings", {}, 0)
    sent: GroupBuilder = pickle.loads(pickle.dumps(making))
    sent.setup()
    assert sent.facts(files) == making.facts(files)
    assert list(sent.groups) == list(making.groups)
    for name in list(making.groups)[::5]:
        assert sent.run(name) == making.run(name)


_words = st.text(max_size=8)
_pages = st.builds(
    PageRecord,
    *(_words, _words, _words, _words),
    inputs=st.lists(_words, max_size=2).map(tuple),
    updated=_words,
    card=st.lists(_words, max_size=2).map(tuple),
    markdown=_words,
)
_pairs = st.lists(st.tuples(_words, _words), max_size=2)
_groups = st.builds(
    GroupRecord,
    st.lists(_words, max_size=3, unique=True).map(tuple),
    st.lists(_pages, max_size=2).map(tuple),
    _pairs.map(tuple),
)
_states = st.builds(
    State,
    *(_words, _words),
    seen=st.dictionaries(_words, st.tuples(*[st.integers()] * 4, _words), max_size=2),
    facts=st.dictionaries(_words, _words, max_size=3),
    groups=st.dictionaries(_words, _groups, max_size=3),
    files=st.dictionaries(_words, _words, max_size=2),
    articles=st.dictionaries(_words, _words, max_size=3),
    html=st.dictionaries(_words, st.lists(_words, min_size=3, max_size=3), max_size=2),
    also=st.lists(st.lists(_words, min_size=2, max_size=2), max_size=2),
    site=st.dictionaries(_words, st.dictionaries(_words, st.lists(st.integers())), max_size=2),
)


@given(_states)
def test_a_state_is_read_as_it_was_written(state: State) -> None:
    assert State.of_json(state.to_json()) == state
    assert State.of_json(state.to_json()).to_json() == state.to_json()


@pytest.mark.parametrize(
    "data",
    [
        *(None, b"", b"{}", b"[]", b"null", b"1", b'"text"', b"\xff", b"{", b"[" * 100),
        *(b'{"unknown": 1}', b'{"groups": []}', b'{"groups": {"a": [[0], []]}}'),
        *(b'{"groups": {"a": [[], [[]]]}}', b'{"groups": {"a": 1}}', b'{"seen": {"a": 1}}'),
        *(b'{"seen": []}', b'{"names": {}, "groups": {"a": [["x"], []]}}'),
    ],
)
def test_bytes_that_hold_no_state_give_an_empty_one(data: bytes | None) -> None:
    assert State.of_json(data) == State()


def test_a_state_names_all_that_it_needs() -> None:
    page = PageRecord("a.md", "a/", "A", "Kind", (), "", "f", (), "m")
    state = State(
        articles={"a": "x"},
        html={"a.md": ["h", "bytes", "p"]},
        groups={"a": GroupRecord(("fact",), (page,), (("place", "f"),))},
        files={"place": "f"},
        also=[["segment", "s"]],
    )
    used = "outline x, article x, html h, picture p, markdown m, file f, segment s"
    assert set(state.used()) == {tuple(entry.split()) for entry in used.split(", ")}

"""A published verdict that changes needs a correction: `check --changed-since`, `diff --record`."""

import re
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest

from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.pages._site import Site
from tests.building import (
    BRIEFING,
    FOLDER,
    TEXT,
    Fields,
    briefing,
    claim,
    own_claim,
    project,
    write,
)
from tests.built import data_files
from tests.cli.test_cli import run
from tests.repositories import commit, git

ITEM = {"id": "report", "title": "R", "publisher": "P", "relays": []}
SAID = {"verdict": "single-source", "evidence": ["report"]}
USE = {"item": "report", "shows": "that no more is known"}
SO = {"verdict": "unresolved", "evidence": [USE]}
AGAIN = {"verdict": "supported", "evidence": [USE]}
MET = {"text": "Ministers met.", "finding": "One report says so.", "so": SO}
REASON = "DRAFT. Write here why: what was wrong, and what shows it."
HEAD = "# The drill.\n"


def judged(*claims: Fields, **fields: Any) -> Fields:
    return briefing(claims=list(claims), evidence=[ITEM], **fields)


def said(**fields: Any) -> Fields:
    return claim(finding="One report has it.", said=SAID, **fields)


def met(**fields: Any) -> Fields:
    return own_claim("met", "Ministers met", **MET | fields)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published briefing with a verdict of each kind, in canonical form."""
    project(tmp_path, articles={FOLDER: (TEXT, judged(said(), met()))})
    assert run("fmt", "--root", tmp_path)[0] == 0
    path = tmp_path / BRIEFING
    path.write_text(HEAD + path.read_text("utf-8"), "utf-8")
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def filled(text: str) -> str:
    """A file with reasons in place of the placeholders."""
    return re.sub(r"DRAFT\.\s+Write[^.]*shows\s+it\.", "A report was found.", text)


def notices() -> list[str]:
    """The first lines of all notices of a change that has no problem."""
    code, out, err = run("check", "--changed-since", "main")
    assert (code, err) == (0, "")
    return [line for line in out.splitlines() if "notice [published-words]" in line]


def problems(*arguments: str) -> list[str]:
    """The first lines of all problems of the change."""
    code, out, err = run("check", "--changed-since", "main", *arguments)
    assert err == ""
    found = [line for line in out.splitlines() if "error [" in line]
    assert code == bool(found)
    return found


def test_an_unchanged_verdict_needs_no_correction(root: Path) -> None:
    assert problems() == []
    write(root, BRIEFING, judged(said(), met(), bluf="Ada Fable says it."))
    assert problems() == []


def test_a_changed_verdict_is_refused_where_it_is(root: Path) -> None:
    write(root, BRIEFING, judged(said(), met(so=AGAIN)))
    lines = (root / BRIEFING).read_text("utf-8").splitlines()
    line = lines.index("    verdict: supported") + 1
    [problem] = problems()
    assert problem.startswith(f"{BRIEFING}:{line}:14: error [missing-correction] ")
    assert 'a published verdict on the claim "met" changed, and no correction says so' in problem
    code, out, _ = run("check", "--changed-since", "main", "--format", "github")
    assert code == 1
    assert "from Not settled to Points that way" in out
    assert "briefings diff main --record" in out
    assert problems("briefings/actors") == []
    assert len(problems(f"briefings/articles/{FOLDER}")) == 1
    assert run("check")[0] == 0, "without a state before there is nothing to compare"


def test_the_entry_is_recorded_and_wants_a_reason(root: Path) -> None:
    path = root / BRIEFING
    text = path.read_text("utf-8").replace("verdict: single-source", "verdict: confirmed")
    use = "{item: report, record: true}  # the record"
    text = text.replace("evidence:\n        - report\n", f"evidence:\n        - {use}\n")
    path.write_text(text.replace("verdict: unresolved", "verdict: supported"), "utf-8")
    assert len(problems()) == 2
    code, out, err = run("diff", "main", "--record", "--date", "2031-05-20")
    assert (code, err) == (0, "")
    assert out == (
        f"Added 2 corrections to {BRIEFING}: no-attack, met\n"
        f"Write the reason in place of “{REASON}”; `briefings check` demands it.\n"
    )
    assert run("fmt", "--check")[0] == 0, "the file is in canonical form"
    written = path.read_text("utf-8")
    assert written.startswith(HEAD)
    assert use in written
    assert written.count("- date: 2031-05-20") == 2
    assert written.index("corrections:") < written.index("review:")
    found = problems()
    assert len(found) == 2
    assert all("[unfinished-text]" in line for line in found)
    assert filled(written).count("A report was found.") == 2
    path.write_text(filled(written), "utf-8")
    assert problems() == []
    assert run("diff", "main", "--record")[1].startswith("No published verdict changed without")


def test_an_entry_joins_the_older_ones(root: Path) -> None:
    old = {"date": "2031-05-02", "claims": ["met"], "text": "A report was found."}
    write(root, BRIEFING, judged(said(), met(), corrections=[old]))
    commit(root)
    write(root, BRIEFING, judged(said(), met(so=AGAIN), corrections=[old]))
    assert len(problems()) == 1
    assert run("diff", "main", "--record", "--date", "2031-05-20")[0] == 0
    written = (root / BRIEFING).read_text("utf-8")
    assert written.index("A report was found.") < written.index("2031-05-20")


def test_a_claim_that_is_gone_is_withdrawn(root: Path) -> None:
    write(root, BRIEFING, judged(said()))
    [problem] = problems()
    assert 'the published claim "met" was removed, and no correction says so' in problem
    assert run("diff", "main", "--record", "--date", "2031-05-20")[0] == 0
    written = (root / BRIEFING).read_text("utf-8")
    assert "withdrawn: [met]" in written
    assert "This claim was withdrawn. DRAFT. Write here why" in written
    path = root / BRIEFING
    path.write_text(written.replace(f" {REASON}", " They did not meet."), "utf-8")
    assert problems() == []


def test_a_renamed_claim_is_not_withdrawn(root: Path) -> None:
    new = own_claim("meeting", "in Oldtown", **MET, formerly=["met"])
    write(root, BRIEFING, judged(said(), new))
    assert problems() == []
    assert "without a correction" in run("diff", "main", "--record")[1]


def test_a_renamed_article_is_compared(root: Path) -> None:
    other = "2031-04-28-exercise"
    git(root, "mv", f"briefings/articles/{FOLDER}", f"briefings/articles/{other}")
    path = f"briefings/articles/{other}/briefing.yml"
    [problem] = problems()
    assert problem.startswith(f"{path}:")
    assert '[lost-page] the old address of the published briefing "drill" leads nowhere' in problem
    write(root, path, judged(said(), met(), formerly=["drill"]))
    assert problems() == []
    write(root, path, judged(said(), met(so=AGAIN), formerly=["drill"]))
    assert len(problems()) == 1


def key(**fields: Any) -> Fields:
    return own_claim("met", "Ministers met", text="Ministers met.", **fields)


@pytest.fixture
def with_key(root: Path) -> Path:
    """The published briefing has a key claim without a verdict."""
    write(root, BRIEFING, judged(said(), key(key="true", finding="One report says so.")))
    commit(root)
    return root


def test_a_claim_that_is_no_longer_key_keeps_its_page_by_a_correction(with_key: Path) -> None:
    write(with_key, BRIEFING, judged(said(), key()))
    [problem] = problems()
    assert '[missing-correction] the claim "met", which has a page, is no longer key' in problem
    assert run("diff", "main", "--record", "--date", "2031-05-20")[0] == 0
    path = with_key / BRIEFING
    written = path.read_text("utf-8")
    assert "This claim is no longer among the key claims. DRAFT." in written
    path.write_text(filled(written), "utf-8")
    assert problems() == []
    assert data_files(compile_corpus(with_key).corpus, Site("A site"))["claim/drill/met/index.html"]
    commit(with_key)
    write(with_key, BRIEFING, judged(said(), key()))
    [problem] = problems()
    assert "[missing-correction] a published correction is gone" in problem


def test_a_key_claim_without_a_verdict_is_withdrawn_or_renamed(with_key: Path) -> None:
    write(with_key, BRIEFING, judged(said()))
    [problem] = problems()
    assert '[missing-correction] the published claim "met" was removed' in problem
    renamed = key(key="true", finding="One report says so.") | {"id": "meeting"}
    write(with_key, BRIEFING, judged(said(), renamed))
    [problem] = problems()
    assert "[lost-page]" in problem
    assert "formerly: [met]" in run("check", "--changed-since", "main")[1]
    assert "without a correction" in run("diff", "main", "--record")[1], "it is not withdrawn"
    write(with_key, BRIEFING, judged(said(), renamed | {"formerly": ["met"]}))
    assert problems() == []


def test_a_removed_briefing_is_withdrawn_with_its_claims(with_key: Path) -> None:
    rmtree(with_key / f"briefings/articles/{FOLDER}")
    [problem] = problems()
    assert problem.startswith(f"{BRIEFING}:1:1: error [lost-page] ")
    code, out, err = run("diff", "main", "--record", "--date", "2031-05-20")
    assert (code, err) == (0, "")
    assert out.startswith("Added to briefings/withdrawn.yml: drill\n")
    assert run("fmt", "--check")[0] == 0, "the file is in canonical form"
    path = with_key / "briefings/withdrawn.yml"
    written = path.read_text("utf-8")
    assert "claims: [met]" in written
    [problem] = problems()
    assert "[unfinished-text]" in problem
    path.write_text(filled(written), "utf-8")
    assert problems() == []
    commit(with_key)
    path.write_text(filled(written).replace("[met]", "[]"), "utf-8")
    [problem] = problems()
    assert problem.startswith("briefings/withdrawn.yml:")
    assert 'the published page of the claim "met" leads nowhere' in problem
    path.write_text("format: 2\n", "utf-8")
    [problem] = problems()
    assert '[lost-page] the published briefing "drill" was removed' in problem
    path.write_text("format: 2\ndrill: [\n", "utf-8")
    assert all("[lost-page]" not in line for line in problems()), "it cannot be read"


def test_a_second_withdrawn_briefing_joins_the_list(root: Path) -> None:
    listed = "format: 2\n# The first.\nold:\n  title: Old\n  date: 2031-05-01\n  text: Invented.\n"
    write(root, "briefings/withdrawn.yml", listed)
    rmtree(root / f"briefings/articles/{FOLDER}")
    assert run("diff", "main", "--record", "--date", "2031-05-20")[0] == 0
    written = (root / "briefings/withdrawn.yml").read_text("utf-8")
    assert written.startswith(listed)
    assert "drill:\n  title: A drill near Oldtown\n  date: 2031-05-20\n" in written


@pytest.mark.parametrize("claims", ["", "x", {"id": "met"}, ["x"], [met(so="x") | {"id": ""}]])
def test_claims_of_any_shape_are_compared(root: Path, claims: Any) -> None:
    write(root, BRIEFING, judged() | {"claims": claims})
    assert any("[missing-correction]" in problem for problem in problems())
    assert run("diff", "main", "--record")[0] == 0


def test_drafts_and_new_briefings_are_free(root: Path) -> None:
    draft = "2031-05-01-reply"
    write(root, f"briefings/articles/{draft}/source.txt", TEXT)
    write(root, f"briefings/articles/{draft}/briefing.yml", judged(met(), draft="true"))
    assert problems() == []
    commit(root)
    write(root, f"briefings/articles/{draft}/briefing.yml", judged(met(so=AGAIN)))
    assert problems() == []


def test_a_briefing_of_an_old_version_is_upgraded_first(root: Path) -> None:
    write(root, BRIEFING, judged(said(), met(so=AGAIN)) | {"format": "1"})
    code, _, err = run("diff", "main", "--record")
    assert code == 1
    assert "run briefings migrate first" in err


def test_a_list_that_is_shared_is_left_alone(root: Path) -> None:
    write(root, BRIEFING, judged(said(), met(so=AGAIN)))
    path = root / BRIEFING
    before = path.read_text("utf-8") + "questions: &none []\ncorrections: *none\n"
    path.write_text(before, "utf-8")
    code, _, err = run("diff", "main", "--record")
    assert (code, path.read_text("utf-8")) == (1, before)
    assert f"{BRIEFING} was not changed: corrections: is not a list of its own." in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["main", "HEAD", "--record"], "--record writes into the files as they are now"),
        (["main", "--record", "--date", "soon"], "does not match the format"),
        (["nowhere", "--record"], "git knows no revision “nowhere”"),
    ],
)
@pytest.mark.usefixtures("root")
def test_wrong_use(arguments: list[str], message: str) -> None:
    code, out, err = run("diff", *arguments)
    assert (code, out) == (2, "")
    assert message in " ".join(err.split())


def test_a_briefing_that_is_a_draft_again_is_published_or_withdrawn(with_key: Path) -> None:
    fields = judged(said(), key(key="true", finding="One report says so."), draft="true")
    write(with_key, BRIEFING, fields)
    [problem] = problems()
    assert '[lost-page] the published briefing "drill" is a draft again' in problem
    out = run("check", "--changed-since", "main")[1]
    assert "formerly" not in out, "its address is the same"
    assert "briefings/withdrawn.yml" in out


def test_a_title_with_any_character_is_withdrawn(root: Path) -> None:
    path = root / BRIEFING
    path.write_text(path.read_text("utf-8").replace("title: A drill", "title: 😀 A drill"), "utf-8")
    commit(root)
    rmtree(root / f"briefings/articles/{FOLDER}")
    assert run("diff", "main", "--record")[0] == 0
    assert "title: 😀 A drill" in (root / "briefings/withdrawn.yml").read_text("utf-8")


def test_a_withdrawn_briefing_is_one_problem_with_its_former_addresses(root: Path) -> None:
    write(root, BRIEFING, judged(said(), met(), formerly=["exercise"]))
    commit(root)
    rmtree(root / f"briefings/articles/{FOLDER}")
    [problem] = problems()
    assert 'the published briefing "drill" was removed' in problem
    assert run("diff", "main", "--record")[0] == 0
    path = root / "briefings/withdrawn.yml"
    written = filled(path.read_text("utf-8"))
    path.write_text(written, "utf-8")
    assert problems() == []
    path.write_text(written.replace("formerly: [exercise]", ""), "utf-8")
    [problem] = problems()
    assert problem.startswith("briefings/withdrawn.yml:3:")
    assert 'the old address of the published briefing "exercise" leads nowhere' in problem


OLD = {"date": "2031-05-02", "claims": ["met"], "text": "A report was found."}
ANOTHER = {"date": "2031-05-09", "claims": ["met"], "text": "A second report was found."}


@pytest.fixture
def corrected(root: Path) -> Path:
    """The same with a published correction."""
    write(root, BRIEFING, judged(said(), met(), corrections=[OLD]))
    commit(root)
    return root


@pytest.mark.parametrize("field", ["likelihood", "confidence"])
def test_a_degree_is_a_part_of_a_verdict(root: Path, field: str) -> None:
    values = {"likelihood": ("likely", "unlikely"), "confidence": ("high", "low")}[field]
    write(root, BRIEFING, judged(said(), met(so=SO | {field: values[0]})))
    [problem] = problems()
    assert "[missing-correction]" in problem
    commit(root)
    write(root, BRIEFING, judged(said(), met(so=SO | {field: values[1]})))
    [problem] = problems()
    assert "[missing-correction]" in problem
    assert run("diff", "main", "--record", "--date", "2031-05-20")[0] == 0
    written = filled((root / BRIEFING).read_text("utf-8"))
    assert f"{field} in the verdict on whether it is so changed from {values[0]}" in (
        " ".join(written.split())
    )
    (root / BRIEFING).write_text(written, "utf-8")
    assert problems() == []


def test_other_words_for_a_published_claim_are_worth_a_notice(root: Path) -> None:
    write(root, BRIEFING, judged(said(), met(finding="Two reports say so.")))
    [notice] = notices()
    assert 'the published finding of the claim "met" changed' in notice
    write(root, BRIEFING, judged(said(), met(text="The ministers met.")))
    [notice] = notices()
    assert 'the published text of the claim "met" changed' in notice
    corrections = [{"date": "2031-05-02", "claims": ["met"], "text": "One said “the”."}]
    write(root, BRIEFING, judged(said(), met(text="The ministers met."), corrections=corrections))
    assert notices() == []
    write(root, BRIEFING, judged(said(), own_claim("met", "Ministers met in", **MET)))
    assert notices() == [], "the mark is longer; nobody reads other words"


def test_other_words_for_a_draft_are_no_matter(root: Path) -> None:
    write(root, BRIEFING, judged(said(), met(), draft="true"))
    commit(root)
    write(root, BRIEFING, judged(said(), met(text="The ministers met.", so=AGAIN), draft="true"))
    assert notices() == []


def test_an_edited_correction_is_not_a_new_one(corrected: Path) -> None:
    edited = OLD | {"text": "A report was found at last."}
    write(corrected, BRIEFING, judged(said(), met(), corrections=[edited]))
    [notice] = notices()
    assert "the published text of a correction changed" in notice
    write(corrected, BRIEFING, judged(said(), met(so=AGAIN), corrections=[edited]))
    [problem] = problems()
    assert 'a published verdict on the claim "met" changed' in problem
    write(corrected, BRIEFING, judged(said(), met(so=AGAIN), corrections=[OLD, ANOTHER]))
    assert problems() == []
    write(corrected, BRIEFING, judged(said(), met(so=AGAIN), corrections=[ANOTHER, edited]))
    assert problems() == []


@pytest.mark.parametrize(
    ("corrections", "message"),
    [
        ([], "a published correction is gone"),
        ([OLD | {"claims": ["no-attack"]}], 'correction names the claim "met" no more'),
    ],
)
def test_a_published_correction_stays(
    corrected: Path, corrections: list[Fields], message: str
) -> None:
    more = {"corrections": corrections} if corrections else {}
    write(corrected, BRIEFING, judged(said(), met(), **more))
    [problem] = problems()
    assert "[missing-correction]" in problem
    assert message in problem


def test_the_correction_of_a_renamed_claim_stays(corrected: Path) -> None:
    renamed = met(id="ministers-met", formerly=["met"])
    correction = OLD | {"claims": ["ministers-met"]}
    write(corrected, BRIEFING, judged(said(), renamed, corrections=[correction]))
    assert problems() == []
    assert notices() == []


def test_a_renamed_actor_names_its_old_id(root: Path) -> None:
    actors = root / "briefings/actors"
    (actors / "ada-fable.yml").rename(actors / "ada-marvel.yml")
    path = root / BRIEFING
    path.write_text(path.read_text("utf-8").replace("ada-fable", "ada-marvel"), "utf-8")
    [problem] = problems()
    assert problem.startswith("briefings/actors/ada-marvel.yml:")
    assert '[lost-page] the old address of the actor "ada-fable" leads nowhere' in problem
    text = (actors / "ada-marvel.yml").read_text("utf-8")
    (actors / "ada-marvel.yml").write_text(f"{text}formerly: [ada-fable]\n", "utf-8")
    assert problems() == []
    commit(root)
    (actors / "ada-marvel.yml").write_text(text, "utf-8")
    [problem] = problems()
    assert '[lost-page] the old address of the actor "ada-fable" leads nowhere' in problem


def test_a_renamed_topic_names_its_old_id(root: Path) -> None:
    kept = {"defence": {"title": "Defence"}}
    write(root, "briefings/topics.yml", kept | {"works": {"title": "Works"}})
    commit(root)
    write(root, "briefings/topics.yml", kept | {"public-works": {"title": "Works"}})
    [problem] = problems()
    assert problem.startswith("briefings/topics.yml:")
    assert '[lost-page] the old address of the topic "works" leads nowhere' in problem
    former = {"public-works": {"title": "Works", "formerly": ["works"]}}
    write(root, "briefings/topics.yml", kept | former)
    assert problems() == []

"""What a pull request is shown, for each kind of change that a contributor may send."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from article_briefings.cli._ci_summary import proposed, summary
from tests.injected import plant
from tests.pull_requests.simulation import (
    ARTICLE,
    FERRY,
    PullRequest,
    Result,
    found_project,
    install,
    make,
    run_job,
)
from tests.repositories import commit, git

BRIEFING = f"{ARTICLE}/briefing.yml"
ALL = ["Check", "Build", "Size", "Preview", "Fixes", "Summary"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project with a second article, whose name and title differ from the first."""
    folder = found_project(tmp_path_factory.mktemp("project") / "project")
    second = folder / FERRY / "briefing.yml"
    text = second.read_text("utf-8").replace("Mayor says the new", "Mayor says again that the new")
    second.write_text(text, "utf-8")
    commit(folder, "Add a second article")
    install(folder)
    assert run_job(folder, base="HEAD").code == 0
    return folder


@pytest.fixture
def request_(project: Path, tmp_path: Path) -> PullRequest:
    return PullRequest(project, tmp_path)


def assert_clean(result: Result, *commands: str) -> None:
    assert (result.code, [*result.parts]) == (0, ALL), result.log
    assert result.commands == [*commands]
    assert result.fixes is None
    assert "No problems" in result.summary
    assert "could not be" not in result.summary


def assert_stopped(result: Result) -> None:
    """Problems were found: the check has failed, the rest has still been made."""
    assert (result.code, [*result.parts]) == (1, [ALL[0], *ALL[3:]]), result.log
    assert "could not be made" not in result.summary


def test_a_good_change_passes_and_is_described(request_: PullRequest) -> None:
    request_.edit(BRIEFING, "The new bridge opens on 3 May 2031.", "The bridge opens in May.")
    result = request_.result()
    [notice] = result.commands
    assert "published-words::the published text of the claim" in notice
    assert_clean(result, notice)
    assert "opens-in-may" in result.summary
    assert "The bridge opens in May." in result.summary
    assert result.preview == ["briefings/new-bridge.html", "index.html"]
    assert "The bridge opens in May." in result.page("briefings/new-bridge.html")
    assert "(https://github.com/riverton/texts/actions/runs/7#artifacts)" in result.summary
    assert (result.folder / "site" / "briefings" / "new-bridge" / "index.html").is_file()


def test_a_change_of_the_settings_alone_has_a_preview_of_samples(request_: PullRequest) -> None:
    request_.edit("mkdocs.yml", "site_name: Article Briefings", "site_name: Briefings")
    result = request_.result()
    assert_clean(result)
    folders = [name.rpartition("/")[0] for name in result.preview]
    assert folders == ["actors", "background", "briefings", ""]
    assert "Templates or settings have changed" in result.page("index.html")


def test_a_changed_verdict_needs_a_correction(request_: PullRequest) -> None:
    request_.edit(BRIEFING, "verdict: disputed", "verdict: unresolved")
    checkout = request_.merged()
    result = run_job(checkout)
    assert_stopped(result)
    [error] = result.annotations()
    assert f"::error file={BRIEFING}," in error
    assert "missing-correction" in error
    base = git(checkout, "rev-parse", "HEAD^1").strip()
    assert f"briefings diff {base} --record" in error
    entry = "{date: 2031-05-20, claims: [bridge-is-safe], text: The report was withdrawn.}"
    text = (checkout / BRIEFING).read_text("utf-8")
    text = text.replace("review: {", f"corrections:\n  - {entry}\nreview: {{")
    (checkout / BRIEFING).write_text(text, "utf-8")
    assert run_job(checkout).code == 0


def test_a_broken_change_is_marked_at_its_place(request_: PullRequest) -> None:
    quote = "quote: the bridge needs another month of tests"
    request_.edit(BRIEFING, quote, "quote: a passage that nobody has written anywhere at all")
    result = request_.result()
    assert_stopped(result)
    line = _line_of(result.folder / BRIEFING, "a passage that nobody")
    (annotation,) = result.annotations()
    assert f"file={BRIEFING},line={line},col=12," in annotation
    assert "quote-not-found" in annotation
    assert "https://riverton.github.io/texts/about/diagnostics/#quote-not-found" in annotation
    assert "quote-not-found" in result.summary
    assert f"line {line}, column 12" in result.summary
    assert result.preview == ["briefings/new-bridge.html", "index.html"]
    assert "quote-not-found" in result.page("briefings/new-bridge.html")
    assert not (result.folder / "site").exists()


def test_yaml_that_cannot_be_read_stops_nothing_else(request_: PullRequest) -> None:
    request_.edit(BRIEFING, "title: Mayor", "title: Mayor: a")
    (request_.fork / "briefings/actors/ed-engine.yml").write_text(
        "name: Ed\ntype: ghost\nformat: 2\n"
    )
    result = request_.result()
    assert_stopped(result)
    files = {re.search("file=([^,]+)", line)[1] for line in result.annotations()}  # type: ignore[index]
    assert files == {BRIEFING, "briefings/actors/ed-engine.yml"}
    assert "## What changes in meaning" in result.summary


def test_a_site_that_cannot_be_built_is_said_although_the_briefings_are_sound(
    request_: PullRequest,
) -> None:
    request_.edit("docs/about/method.md", "# How we work\n", "# How we work\n\n[x](gone.md)\n")
    result = request_.result()
    assert result.code != 0
    assert [*result.parts] == [name for name in ALL if name != "Size"]
    assert result.annotations() == []
    assert "The site could not be built" in result.summary


def test_a_rename_is_no_loss(request_: PullRequest) -> None:
    git(request_.fork, "mv", ARTICLE, f"{ARTICLE}-opens")
    path = request_.fork / f"{ARTICLE}-opens/briefing.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("\nreview:", "\nformerly: [new-bridge]\nreview:"), "utf-8")
    result = request_.result()
    assert_clean(result)
    assert result.preview == ["briefings/new-bridge-opens.html", "index.html"]
    changes = result.summary.partition("## What changes in meaning")[2]
    assert "**1 briefing renamed**" in changes
    assert "new-bridge-opens" in changes
    assert "bridge-is-safe" not in changes, "no claim was added or removed"


def test_a_page_that_would_be_lost_is_refused(request_: PullRequest) -> None:
    git(request_.fork, "rm", "--quiet", "-r", FERRY)
    git(request_.fork, "mv", ARTICLE, f"{ARTICLE}-opens")
    result = request_.result()
    assert_stopped(result)
    errors = result.annotations()
    assert len(errors) == 2
    for path in (f"{FERRY}/briefing.yml", f"{ARTICLE}-opens/briefing.yml"):
        assert any(f"file={path}," in line and "lost-page" in line for line in errors)


def test_a_deletion_is_described_and_has_no_page(request_: PullRequest) -> None:
    git(request_.fork, "rm", "--quiet", "-r", FERRY)
    gone = "format: 2\nold-ferry:\n  title: Ferry\n  date: 2031-05-20\n  text: Invented.\n"
    (request_.fork / "briefings/withdrawn.yml").write_text(gone, "utf-8")
    result = request_.result()
    assert_clean(result)
    assert result.preview == ["index.html"]
    assert "**1 briefing removed, 1 withdrawn briefing added**" in result.summary
    assert "old-ferry" in result.summary


def test_the_deletion_of_what_others_need_is_found_where_they_need_it(
    request_: PullRequest,
) -> None:
    git(request_.fork, "rm", "--quiet", "briefings/background/load-tests.yml")
    result = request_.result()
    assert_stopped(result)
    errors = result.annotations()
    assert len(errors) == 2
    for path in (BRIEFING, f"{FERRY}/briefing.yml"):
        assert any(f"file={path}," in line and "unknown-note" in line for line in errors)


def test_forty_problems_are_ten_annotations_and_a_count(request_: PullRequest) -> None:
    for number in range(40):
        path = request_.fork / f"briefings/actors/ghost-{number}.yml"
        path.write_text(f"name: Ghost {number}\ntype: ghost\nformat: 2\n", "utf-8")
    result = request_.result()
    assert_stopped(result)
    assert len(result.annotations()) == 10
    (notice,) = result.annotations("notice")
    assert "30 more problems" in notice
    assert len(result.commands) == 11
    for number in range(40):
        assert f"ghost-{number}.yml" in result.summary.replace("&#45;", "-")
    assert len(result.preview) == 41


def test_problems_of_the_change_come_before_older_ones(project: Path, tmp_path: Path) -> None:
    with_problems = tmp_path / "with-problems"
    git(tmp_path, "clone", "--quiet", str(project), str(with_problems))
    for number in range(15):
        path = with_problems / f"briefings/actors/a-ghost-{number}.yml"
        path.write_text("name: Ghost\ntype: ghost\nformat: 2\n", "utf-8")
    commit(with_problems, "Break main")
    request = PullRequest(with_problems, tmp_path)
    (request.fork / "briefings/actors/zoe.yml").write_text(
        "name: Zoe\ntype: ghost\nformat: 2\n", "utf-8"
    )
    result = request.result()
    assert_stopped(result)
    assert "file=briefings/actors/zoe.yml," in result.annotations()[0]
    assert len(result.annotations()) == 10
    assert result.preview == ["actors/zoe.html", "index.html"]


def test_a_base_that_is_gone_means_that_everything_is_shown(request_: PullRequest) -> None:
    request_.edit(BRIEFING, "The new bridge opens on 3 May 2031.", "The bridge opens in May.")
    result = request_.result("1234567890" * 4)
    assert_clean(result, "::notice::No base commit: changed verdicts were not checked.")
    assert "The state before this change is not there" in result.summary
    assert "changed verdicts were not checked" in result.summary
    assert "briefings/old-ferry.html" in result.preview
    assert "briefings/new-bridge.html" in result.preview


def test_a_branch_that_was_pushed_anew_without_its_past_is_compared_by_its_files(
    project: Path, tmp_path: Path
) -> None:
    checkout = tmp_path / "checkout"
    git(tmp_path, "clone", "--quiet", str(project), str(checkout))
    base = git(checkout, "rev-parse", "HEAD").strip()
    git(checkout, "switch", "--quiet", "--orphan", "again")
    git(checkout, "checkout", base, "--", ".")
    text = (checkout / BRIEFING).read_text("utf-8")
    (checkout / BRIEFING).write_text(text.replace("opens on 3 May 2031.", "opens in May."), "utf-8")
    commit(checkout, "Begin anew")
    install(checkout)
    result = run_job(checkout, base)
    assert_clean(result, *result.commands)
    assert all("published-words" in notice for notice in result.commands)
    assert result.preview == ["briefings/new-bridge.html", "index.html"]
    assert "opens-in-may" in result.summary


def test_proposed_fixes_can_be_taken_over(request_: PullRequest) -> None:
    quote = "quote: the bridge needs another month of tests"
    request_.edit(BRIEFING, quote, quote.replace("another month", "another year"))
    result = request_.result()
    assert_stopped(result)
    assert "## Proposed fixes" in result.summary
    assert "+    quote: the bridge needs another month of tests" in result.summary
    assert result.fixes is not None
    git(result.folder, "apply", str(result.fixes))
    assert git(result.folder, "diff", "HEAD^1", "--stat") == ""


def test_hostile_text_steers_neither_the_log_nor_the_summary(request_: PullRequest) -> None:
    attack = (
        "type: ghost\nname: |-\n"
        "  ::add-mask::a\n  ::stop-commands::x\n  ```\n  </pre><script>alert(1)</script>\n"
        "  ![x](https://evil.example/x.png) @somebody\n"
    )
    (request_.fork / "briefings/actors/eve.yml").write_text(attack, "utf-8")
    request_.edit(BRIEFING, "The new bridge opens on 3 May 2031.", "</details><img src=x> ```")
    result = request_.result()
    assert_stopped(result)
    kinds = {line.lstrip().split(" ")[0] for line in result.commands}
    assert kinds <= {"::error", "::warning", "::notice"}
    for raw in ("<script", "<img", "![x]"):
        assert raw not in _outside_fences(result.summary)
    assert "<script>alert" not in "".join(result.page(name) for name in result.preview)


def test_a_page_that_is_too_long_is_cut_at_a_line_and_says_so() -> None:
    patch = "+ a line of a patch\n" * 60_000
    shortened = summary("", True, "", proposed(patch), "")
    lines = shortened.splitlines()
    assert 890_000 < len(shortened.encode()) < 1_000_000
    assert set(lines[lines.index("```diff") + 1 : -3]) == {"+ a line of a patch"}
    assert lines[-3] == "```"
    assert "left out" in lines[-1]


@pytest.mark.parametrize(
    ("function", "failing"),
    [
        ("article_briefings.corpus._pipeline:anchor", ["Check", "Preview", "Fixes", "Summary"]),
        ("article_briefings.site._site_pages:PageConversion.run", ["Build"]),
        ("article_briefings.review._fixes:_FixRun.round", ["Fixes"]),
        ("article_briefings.review:change_report", ["Summary"]),
        ("article_briefings.review._preview:_frame", ["Preview"]),
    ],
)
def test_a_crash_reads_neither_as_problems_nor_as_none_and_stops_no_other_part(
    request_: PullRequest, function: str, failing: list[str]
) -> None:
    request_.edit(BRIEFING, "The new bridge opens on 3 May 2031.", "The bridge opens in May.")
    checkout = request_.merged()
    plant(checkout / ".venv" / "bin", function)
    result = run_job(checkout)
    assert result.code > 1
    crashed = [name for name, log in result.parts.items() if "briefings: crashed" in log]
    assert crashed == failing
    assert ("could not be built" in result.summary) == ("Build" in failing)
    unmade = {"Check", "Fixes", "Summary"}.intersection(failing)
    assert ("could not be made" in result.summary) == bool(unmade)
    assert ("No problems" in result.summary) == ("Check" not in failing)
    assert ("no fix to propose" in result.parts["Fixes"]) == ("Fixes" not in failing)


def test_a_maintainer_sees_the_same_without_github(request_: PullRequest) -> None:
    request_.edit(BRIEFING, "The new bridge opens on 3 May 2031.", "The bridge opens in May.")
    checkout = request_.merged()
    for none in ("--output=/tmp/x", "$(exit 3)"):
        assert make(checkout, "review", BASE=none).stdout.startswith("No base commit")
    programs = checkout / ".venv" / "bin"
    shutil.rmtree(programs)
    programs.symlink_to(Path(sys.executable).parent)  # the commands as they are installed
    done = make(checkout, "review", BASE="HEAD^1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "opens-in-may" in (checkout / "build/review/summary.md").read_text("utf-8")
    assert (checkout / "build/review/preview/briefings/new-bridge.html").is_file()


def _line_of(path: Path, text: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def _outside_fences(text: str) -> str:
    """A Markdown text without its blocks of code."""
    return re.sub(r"^(`{3,})[a-z]*\n.*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)

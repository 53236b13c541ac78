"""`briefings ci`: what it takes from the environment; tests/pull_requests has what it makes."""

import subprocess
from pathlib import Path

import pytest

from article_briefings.cli._ci_job import Job
from article_briefings.cli._starter import Answers, starter_files
from article_briefings.cli._writing import write_all
from tests import warm
from tests.repositories import commit
from tests.starter import environment

GITHUB = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "Town/bridges",
    "GITHUB_EVENT_NAME": "push",
    "GITHUB_REF_NAME": "trunk",
}
OFFERED = {
    "BRIEFINGS_SITE_URL": "https://town.github.io/bridges/",
    "BRIEFINGS_REPO_URL": "https://github.com/Town/bridges",
    "BRIEFINGS_BRANCH": "trunk",
}


def test_a_push_on_github_is_published() -> None:
    job = Job.of(GITHUB)
    assert job.base == ""
    assert job.variables == {**OFFERED, "BRIEFINGS_PUBLISH": "true"}


@pytest.mark.parametrize("event", ["pull_request", "pull_request_target"])
def test_a_pull_request_is_compared_with_the_branch_that_it_goes_to(event: str) -> None:
    given = {"GITHUB_EVENT_NAME": event, "GITHUB_REF_NAME": "1/merge", "GITHUB_BASE_REF": "trunk"}
    job = Job.of({**GITHUB, **given, "GITHUB_RUN_ID": "7"})
    assert (job.base, job.form) == ("HEAD^1", "github")
    assert job.variables == {**OFFERED, "BRIEFINGS_NOINDEX": "true"}
    assert job.results == "https://github.com/Town/bridges/actions/runs/7#artifacts"


@pytest.mark.parametrize(
    ("repository", "server", "address"),
    [
        ("Town/Town.github.io", "https://github.com", "https://town.github.io/"),
        ("Town/bridges", "https://git.town.example", ""),
    ],
)
def test_the_address_of_a_site_on_github(repository: str, server: str, address: str) -> None:
    job = Job.of({**GITHUB, "GITHUB_REPOSITORY": repository, "GITHUB_SERVER_URL": server})
    assert job.variables["BRIEFINGS_SITE_URL"] == address


@pytest.mark.parametrize(
    ("settings", "given", "address"),
    [
        ('!ENV [BRIEFINGS_SITE_URL, ""]', {}, "https://town.github.io/bridges/"),
        ('!ENV [BRIEFINGS_SITE_URL, ""]', {"BRIEFINGS_SITE_URL": ""}, "https://town.github.io/bridges/"),
        ('!ENV [BRIEFINGS_SITE_URL, ""]', {"BRIEFINGS_SITE_URL": "https://a.example/"}, "https://a.example/"),
        ("!ENV [BRIEFINGS_SITE_URL, 'https://b.example/']", {}, ""),
    ],
)  # fmt: skip
def test_the_owner_knows_the_address_better_than_the_host(
    tmp_path: Path, settings: str, given: dict[str, str], address: str
) -> None:
    """Nothing says in the environment of GitHub that a site has a domain of its own."""
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Bridges\nsite_url: {settings}\n", "utf-8")
    code, _ = ran(
        tmp_path, "sh -c 'printenv BRIEFINGS_SITE_URL >address; exit 3'", **GITHUB, **given
    )
    assert code == 3, "as the build ends"
    assert (tmp_path / "address").read_text("utf-8").strip() == address


def ran(root: Path, build: str, **given: str) -> tuple[int, str]:
    """Run the command; its exit code, and what it prints."""
    (root / "briefings").mkdir(exist_ok=True)
    done = subprocess.run(
        [*warm.python(), warm.BRIEFINGS, "ci", "--build", build],
        cwd=root,
        env=environment(**given),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_a_site_that_cannot_be_built_is_not_measured(tmp_path: Path) -> None:
    code, log = ran(tmp_path, "no-such-program", **GITHUB)
    assert code == 74
    assert "could not continue: No such file or directory: no-such-program" in log
    assert "Size" not in log


def test_the_programs_beside_ours_are_found(tmp_path: Path) -> None:
    """As pipx installs it, only our own commands are on the path."""
    _, log = ran(tmp_path, "mkdocs --version", **GITHUB, PATH="/usr/bin:/bin")
    assert "mkdocs, version" in log


def test_without_a_host_a_branch_is_compared_with_that_of_origin(tmp_path: Path) -> None:
    _, log = ran(tmp_path, "true")
    assert "No base commit" in log, "there is no git here"
    assert "::notice" not in log
    assert Job.of({}) == Job()
    assert Job().base == "origin/main"


def test_what_reviewers_read_is_in_english_and_the_preview_in_the_language_of_the_site(
    tmp_path: Path,
) -> None:
    """As if each part ran in a process of its own."""
    write_all(tmp_path, starter_files(Answers("Bäder", "de", "folder", "", "example"), copy=False))
    commit(tmp_path)
    [path] = tmp_path.rglob("briefing.yml")
    text = path.read_text("utf-8").replace("verdict: confirmed", "verdict: doubtful", 1)
    path.write_text(text, "utf-8")
    commit(tmp_path)
    ran(tmp_path, "true", **{**GITHUB, "GITHUB_EVENT_NAME": "pull_request"})
    results = tmp_path / "build/review"
    summary = (results / "summary.md").read_text("utf-8")
    assert summary.count("said it changed from Yes to Doubtful") == 2
    [page] = results.glob("preview/briefings/*.html")
    assert 'lang="de" dir="ltr"' in page.read_text("utf-8")

"""The files that `briefings init` writes for a host: their shape, and their steps, run here.

The hosts themselves are not asked: what only they do is written down in docs/own/hosts.md.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from article_briefings.cli import _starter
from article_briefings.cli._starter import Answers, starter_files
from tests import warm
from tests.overlay import PROJECT
from tests.published import published
from tests.repositories import commit, git
from tests.starter import environment

GITHUB, GITLAB = ".github/workflows/briefings.yml", ".gitlab-ci.yml"
BIN = Path(sys.executable).parent
ARTICLE = "briefings/articles/2031-11-04-baths-stay-open/briefing.yml"
#: What GitHub's runner puts into the environment of each job.
ON_GITHUB = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "Town/bridges",
    "GITHUB_RUN_ID": "7",
    "BUILD": "mkdocs build --strict",
}


def laid(root: Path, host: str, copy: bool = False) -> Path:
    """A new site for a host, in a repository."""
    answers = Answers("Bridges", "en", host, "", "example")
    for name, content in starter_files(answers, copy).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    about = root / "docs/about.md"
    about.write_text(re.sub("<!--.*?-->", "Words.", about.read_text("utf-8")), "utf-8")
    commit(root, "Begin")
    return root


@pytest.fixture(autouse=True)
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    """The action as it will be: in a public repository."""
    monkeypatch.setattr(_starter, "ACTION", "town/article-briefings")


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def passes(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


# --- shapes ----------------------------------------------------------------------------------


@pytest.mark.parametrize("copy", [False, True])
def test_the_workflow_has_the_shape_that_github_expects(tmp_path: Path, copy: bool) -> None:
    path = laid(tmp_path, "github", copy) / GITHUB
    passes(BIN / "actionlint", path)
    schema = ("--builtin-schema", "vendor.github-workflows")
    passes(sys.executable, "-m", "check_jsonschema", *schema, path)
    policies = {"actions/*": "hash-pin", "town/*": "ref-pin"}
    rules = {"rules": {"unpinned-uses": {"config": {"policies": policies}}}}
    (tmp_path / "zizmor.yml").write_text(yaml.safe_dump(rules), "utf-8")
    passes(BIN / "zizmor", "--offline", "--quiet", "--config", tmp_path / "zizmor.yml", path)


@pytest.mark.parametrize("copy", [False, True])
def test_the_workflow_is_short_and_uses_the_action_of_this_version(
    tmp_path: Path, copy: bool
) -> None:
    text = (laid(tmp_path, "github", copy) / GITHUB).read_text("utf-8")
    assert len(text.splitlines()) <= 20
    assert max(map(len, text.splitlines())) <= 161
    assert bool(re.search(r"uses: town/article-briefings@v\d+\.\d+\.\d+\n", text)) is not copy


@pytest.mark.parametrize("copy", [False, True])
def test_only_the_job_that_runs_nothing_of_ours_may_publish(tmp_path: Path, copy: bool) -> None:
    workflow = loaded(laid(tmp_path, "github", copy) / GITHUB)
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    assert build.get("permissions", workflow["permissions"]) == {"contents": "read"}
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step["uses"].partition("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]
    commands = [step["run"] for step in build["steps"] if "run" in step]
    assert not any("${{" in command for command in commands)


@pytest.mark.parametrize("copy", [False, True])
def test_it_publishes_from_the_default_branch_whatever_its_name(tmp_path: Path, copy: bool) -> None:
    workflow = loaded(laid(tmp_path, "github", copy) / GITHUB)
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    assert workflow[True]["push"] == {"branches": ["**"]}, "every branch, and no tag"
    assert "github.ref_name == github.event.repository.default_branch" in build["if"]
    assert deploy["needs"] == "build", "skipped where the build is"


def test_where_foreign_actions_are_forbidden_only_githubs_own_are_used(tmp_path: Path) -> None:
    text = (laid(tmp_path, "github", copy=True) / GITHUB).read_text("utf-8")
    used = re.findall(r"uses: (\S+)", text)
    assert len(used) == 5
    assert all(re.match("actions/[a-z-]+@[0-9a-f]{40}", name) for name in used)


def test_before_the_action_is_public_no_stranger_can_take_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    owners = {one.partition("/")[0] for one in _used(laid(tmp_path / "site", "github"))}
    assert owners == {"actions", *filter(None, [_starter.ACTION.partition("/")[0]])}
    assert "your-organisation" not in owners
    laid(tmp_path / "lab", "gitlab")


def _used(root: Path) -> list[str]:
    return re.findall(r"uses: (\S+)", (root / GITHUB).read_text("utf-8"))


def test_both_workflows_pin_the_actions_that_ours_pins(tmp_path: Path) -> None:
    ours = set(re.findall(r"actions/\S+@\w{40}", (PROJECT / "action.yml").read_text("utf-8")))
    for path in (PROJECT / ".github/workflows").glob("*.yml"):
        ours |= set(re.findall(r"actions/\S+@\w{40}", path.read_text("utf-8")))
    for copy in (False, True):
        text = (laid(tmp_path / str(copy), "github", copy) / GITHUB).read_text("utf-8")
        assert set(re.findall(r"actions/\S+@\w{40}", text)) <= ours


def test_the_pipeline_has_the_shape_that_gitlab_expects(tmp_path: Path) -> None:
    path = laid(tmp_path, "gitlab") / GITLAB
    # The schema is part of check-jsonschema: nothing is fetched.
    schema = ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
    passes(sys.executable, "-m", "check_jsonschema", *schema, path)


def test_a_folder_has_no_workflow(tmp_path: Path) -> None:
    root = laid(tmp_path, "folder")
    assert not (root / GITHUB).exists()
    assert not (root / GITLAB).exists()


# --- steps -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the commands; test_starter.py runs those of the wheel."""
    folder = tmp_path_factory.mktemp("programs")
    warm.install(folder, briefings=warm.BRIEFINGS, mkdocs=warm.MKDOCS)
    return folder


def shell(
    root: Path, programs: Path, command: str, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a step as a runner does; the program is installed already."""
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", command],
        cwd=root,
        env=environment(PATH=path, CI="true", **more),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def command(root: Path, copy: bool) -> str:
    """What the job that builds runs once the program is installed."""
    steps = loaded(root / GITHUB)["jobs"]["build"]["steps"]
    steps = steps if copy else loaded(PROJECT / "action.yml")["runs"]["steps"]
    [found] = [step["run"] for step in steps if "briefings ci" in step.get("run", "")]
    return str(found).removeprefix("pip install --quiet --requirement requirements.txt && ")


def broken(root: Path) -> str:
    """Commit a change with a mistake; the commit before it."""
    base = git(root, "rev-parse", "HEAD").strip()
    path = root / ARTICLE
    text = path.read_text("utf-8").replace("quote: We have the money", "quote: We lack the money")
    path.write_text(text, "utf-8")
    commit(root, "Make a mistake")
    return base


@pytest.mark.parametrize("copy", [False, True])
def test_the_steps_for_github_build_a_site_and_review_a_change(
    tmp_path: Path, programs: Path, copy: bool
) -> None:
    root = laid(tmp_path / "site", "github", copy)
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(re.sub(r"\n *label:.*", "", settings), "utf-8")
    run = command(root, copy)
    summary = tmp_path / "summary.md"
    given = {**ON_GITHUB, "GITHUB_STEP_SUMMARY": str(summary)}
    push = {"GITHUB_EVENT_NAME": "push", "GITHUB_REF_NAME": "main"}
    done = shell(root, programs, run, **given, **push)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.findall("^--- (.*) ---$", done.stdout, re.MULTILINE) == ["Build", "Size"]
    page = published(root / "site/actors/petra-lunn/index.html")
    assert 'href="https://town.github.io/bridges/' in page, "its own address"
    assert "https://github.com/Town/bridges/edit/main/briefings/actors/" in page
    assert (root / "site/sitemap.xml").is_file()
    shutil.rmtree(root / "site")

    request = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_REF_NAME": "1/merge"}
    request["GITHUB_BASE_REF"] = "main"
    text = (root / ARTICLE).read_text("utf-8")
    (root / ARTICLE).write_text(text.replace("annotator: ", "annotator: A. "), "utf-8")
    commit(root, "Change a name")
    done = shell(root, programs, run, **given, **request)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (root / "site/index.html").is_file()
    assert not (root / "site/sitemap.xml").exists(), "search engines leave a preview out"

    broken(root)
    done = shell(root, programs, run, **given, **request)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "quote-not-found" in summary.read_text("utf-8")
    assert (root / "build/review/preview/index.html").is_file()


def test_the_steps_for_gitlab_build_a_site_and_review_a_change(
    tmp_path: Path, programs: Path
) -> None:
    root = laid(tmp_path / "site", "gitlab")
    pipeline = loaded(root / GITLAB)
    given = {
        "GITLAB_CI": "true",
        "CI_PAGES_URL": "https://town.gitlab.example/bridges",
        "CI_PROJECT_URL": "https://gitlab.example/town/bridges",
        "CI_JOB_URL": "https://gitlab.example/town/bridges/-/jobs/7",
        "CI_DEFAULT_BRANCH": "main",
    }
    done = shell(root, programs, "\n".join(pipeline["pages"]["script"]), **given)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (root / "public/actors/petra-lunn/index.html").read_text("utf-8")
    assert "https://gitlab.example/town/bridges/-/edit/main/briefings/actors/" in page
    assert "on GitLab</a>" in page

    given["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = broken(root)
    check = pipeline["check"]
    done = shell(root, programs, "\n".join(check["script"]), **given)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "quote-not-found" in done.stdout
    [results] = check["artifacts"]["paths"]
    assert (root / results / "preview/index.html").is_file()
    summary = (root / results / "summary.md").read_text("utf-8")
    assert "(https://gitlab.example/town/bridges/-/jobs/7/artifacts/download)" in summary
    quality = root / check["artifacts"]["reports"]["codequality"]
    report = json.loads(quality.read_text("utf-8"))
    assert [(one["check_name"], one["severity"]) for one in report] == [
        ("quote-not-found", "major")
    ]
    assert report[0]["location"]["path"] == ARTICLE

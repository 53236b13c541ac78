"""What GitHub reads: workflows that have nothing to lose, forms and settings of the right shape."""

import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from article_briefings.cli._app import app
from article_briefings.cli._ci import RESULTS
from article_briefings.diagnostics import __version__
from tests.overlay import PROJECT

GITHUB = PROJECT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
ACTION = PROJECT / "action.yml"
#: The only actions that run here, each at one commit.
ACTIONS = {
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
    "actions/upload-artifact": ("bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "v7.0.0"),
    "actions/download-artifact": ("3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1"),
    "actions/cache": ("27d5ce7f107fe9357f9df03efb73ab90386fccae", "v5.0.5"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
    "pypa/gh-action-pypi-publish": ("ba38be9e461d3875417946c167d0b5f3d385a247", "v1.14.1"),
}
#: What each job may do; everything else is refused to it.
PERMISSIONS = {
    ("check", "briefings"): {"contents": "read"},
    ("test", "program"): {"contents": "read"},
    ("test", "systems"): {"contents": "read"},
    ("publish", "build"): {"contents": "read"},
    ("publish", "deploy"): {"pages": "write", "id-token": "write"},
    ("release", "build"): {"contents": "read"},
    ("release", "publish"): {"id-token": "write"},
}


def loaded(path: Path) -> Any:
    """A YAML file; YAML 1.1 reads the key `on` as true."""
    return yaml.safe_load(path.read_text("utf-8"))


def jobs() -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in loaded(path)["jobs"].items():
            yield (path.stem, name), job


def steps() -> Iterator[dict[str, Any]]:
    for _, job in jobs():
        yield from job["steps"]


# --- workflows -------------------------------------------------------------------------------


def test_every_job_has_the_permissions_that_it_needs_and_no_other() -> None:
    assert all(loaded(path)["permissions"] == {} for path in WORKFLOWS)
    assert {name: job["permissions"] for name, job in jobs()} == PERMISSIONS


def test_code_of_strangers_meets_neither_secrets_nor_the_rights_of_the_project() -> None:
    for path in WORKFLOWS:
        events = loaded(path)[True]
        assert set(events) <= {"pull_request", "push"}, path.name
        push = {"tags": ["v*"]} if path.stem == "release" else {"branches": ["main"]}
        assert events.get("push", push) == push
        text = path.read_text("utf-8")
        assert "secrets." not in text
        assert "github.token" not in text
    for name, job in jobs():
        writes = "write" in job["permissions"].values()
        assert not writes or not any("run" in step for step in job["steps"]), name


def test_every_job_ends_and_gives_way() -> None:
    assert all(0 < job["timeout-minutes"] <= 60 for _, job in jobs())
    for path in WORKFLOWS:
        concurrency = loaded(path)["concurrency"]
        assert concurrency["cancel-in-progress"] is (path.stem not in {"publish", "release"})


def test_actions_are_pinned_by_commit_with_their_version_beside_it() -> None:
    used = set()
    for path in [*WORKFLOWS, ACTION]:
        for line in path.read_text("utf-8").splitlines():
            found = re.search(r"\buses: *(.*)", line)
            if not found or found[1].startswith("./ "):
                continue
            pinned = re.fullmatch(r"([\w/-]+)@([0-9a-f]{40}) # (v[\d.]+)", found[1])
            assert pinned, line
            assert ACTIONS[pinned[1]] == (pinned[2], pinned[3]), line
            used.add(pinned[1])
    assert used >= {"actions/checkout", "actions/upload-artifact", "actions/deploy-pages"}


def test_checkouts_leave_no_credentials_behind() -> None:
    checkouts = [s for s in steps() if s.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) >= 3
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_whole_history_is_there_for_the_days_on_which_pages_changed() -> None:
    """A shallow clone has none of them; nothing would be said, and no build would fail."""
    checkouts = [s for s in steps() if s.get("uses", "").startswith("actions/checkout@")]
    assert [step["with"].get("fetch-depth") for step in checkouts] == [0] * len(checkouts)


def test_our_own_workflows_are_the_first_to_use_our_action() -> None:
    for name in ("check", "publish"):
        found = [step for place, job in jobs() if place[0] == name for step in job["steps"]]
        [own] = [step for step in found if step.get("uses") == "./"]
        assert own["with"] == {"requirements": "", "build": "make site"}


def test_all_work_is_done_by_make_targets_that_are_there() -> None:
    """Ours, or by `briefings ci`; the starter is made where there is no make."""
    targets = set(re.findall(r"^([a-z-]+):(?!=)", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    commands = [
        step["run"]
        for (_, name), job in jobs()
        for step in job["steps"]
        if "run" in step and name != "systems"
    ]
    commands += [step["with"]["build"] for step in steps() if step.get("uses") == "./"]
    assert len(commands) == 6
    for command in commands:
        program, target = command.split()
        assert program == "make"
        assert target in targets


def test_the_results_are_offered_whatever_the_check_has_found() -> None:
    action = loaded(ACTION)["runs"]["steps"]
    [step] = [step for step in action if "actions/upload-artifact@" in step.get("uses", "")]
    assert step["with"]["path"] == f"{RESULTS}/"
    assert step["if"] == "${{ github.event_name == 'pull_request' && !cancelled() }}"


# --- shapes ----------------------------------------------------------------------------------

FORMS = sorted(path for path in GITHUB.glob("ISSUE_TEMPLATE/*.yml") if path.stem != "config")
SHAPES = {
    "vendor.github-workflows": WORKFLOWS,
    "vendor.github-actions": [ACTION],
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
    "vendor.github-issue-forms": FORMS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
}


def _check_shape(schema: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    return subprocess.run(
        [*command, *map(str, paths)], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("schema", SHAPES)
def test_files_have_the_shape_that_github_expects(schema: str) -> None:
    assert SHAPES[schema]
    done = _check_shape(schema, *SHAPES[schema])
    assert done.returncode == 0, done.stdout


def test_a_form_of_the_wrong_shape_would_be_found(tmp_path: Path) -> None:
    form = loaded(FORMS[0])
    form["body"][0]["type"] = "question"
    wrong = tmp_path / "form.yml"
    wrong.write_text(yaml.safe_dump(form), "utf-8")
    assert _check_shape("vendor.github-issue-forms", wrong).returncode == 1


def test_forms_are_three_and_their_fields_can_be_told_apart() -> None:
    assert len(FORMS) == 3
    for path in FORMS:
        fields = [item for item in loaded(path)["body"] if item["type"] != "markdown"]
        names = [item["id"] for item in fields]
        labels = [item["attributes"]["label"] for item in fields]
        assert len(set(names)) == len(names)
        assert len(set(labels)) == len(labels)
        assert any(item.get("validations", {}).get("required") for item in fields)
        for item in fields:
            options = item["attributes"].get("options", [])
            assert all(isinstance(option, str) for option in options), "no is a word, not a value"


def test_owners_are_named_for_folders_that_exist() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert rules[0][0] == "*", "what nobody is named for has owners too"
    for pattern, *owners in rules:
        assert owners
        assert all(owner.startswith("@") for owner in owners)
        assert pattern == "*" or any(PROJECT.glob(pattern.strip("/"))), pattern
    assert {f"/{name}/" for name in ("briefings", "docs", "templates", ".github")} <= {
        rule[0] for rule in rules
    }


# --- releases --------------------------------------------------------------------------------

RELEASE = runpy.run_path(str(GITHUB / "release.py"))


def test_a_release_needs_the_tag_of_the_version_and_a_section_of_the_changelog() -> None:
    refusal, tag = RELEASE["refusal"], f"v{__version__}"
    changelog = (PROJECT / "CHANGELOG.md").read_text("utf-8")
    released = f"## [Unreleased]\n\n## [{__version__}] - 2026-12-01\n"
    assert RELEASE["VERSION"] == __version__
    assert refusal(tag, released) == refusal("", changelog) == ""
    waiting = released.replace("\n\n", "\n\n### A heading\n\n- An entry.\n\n")
    assert "entries in “Unreleased”" in refusal(tag, waiting)
    assert refusal("v99.0", changelog).startswith("the tag v99.0 is not v")
    assert "has no section" in refusal(tag, "## [Unreleased]\n")


def test_a_wrong_tag_ends_the_job() -> None:
    script = (sys.executable, GITHUB / "release.py")
    done = subprocess.run([*script, "v99.0"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert subprocess.run(script, check=False).returncode == 0


def test_the_version_is_in_one_file_and_hooks_name_a_revision_that_exists() -> None:
    assert (
        "version" in tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["dynamic"]
    )
    text = (PROJECT / ".pre-commit-hooks.yaml").read_text("utf-8")
    (revision,) = re.findall(r"rev: (\S+)", text)
    git = ("git", "-C", str(PROJECT))
    shallow = [*git, "rev-parse", "--is-shallow-repository"]
    whole = subprocess.run(shallow, capture_output=True, text=True, check=True).stdout == "false\n"
    if whole and revision != f"v{__version__}":  # whose tag follows the commit that names it
        named = [*git, "show", f"{revision}:.pre-commit-hooks.yaml"]
        hooks = subprocess.run(named, capture_output=True, text=True, check=True).stdout
        here = {hook["id"] for hook in _hooks_here()}
        assert {hook["id"] for hook in yaml.safe_load(hooks)} == here


# --- hooks -----------------------------------------------------------------------------------


def _hooks_here() -> Iterator[dict[str, Any]]:
    yield from loaded(PROJECT / ".pre-commit-hooks.yaml")


def _hooks() -> Iterator[dict[str, Any]]:
    yield from _hooks_here()
    for repository in loaded(PROJECT / ".pre-commit-config.yaml")["repos"]:
        assert repository["repo"] == "local"
        yield from repository["hooks"]


def test_hooks_have_what_pre_commit_asks_for() -> None:
    hooks = list(_hooks())
    assert {hook["id"] for hook in hooks} == {
        "briefings-check",
        "briefings-fmt",
        "ruff",
        "ruff-format",
    }
    for hook in hooks:
        assert {"id", "name", "entry", "language"} <= set(hook)
        assert hook["language"] in {"python", "system"}
        assert "files" in hook or "types_or" in hook


def test_hooks_run_commands_that_are_there() -> None:
    commands = {c.name or c.callback.__name__ for c in app.registered_commands}  # type: ignore[union-attr]
    for hook in _hooks():
        program, command, *_ = hook["entry"].split()
        if program.endswith("briefings"):
            assert command in commands
        # Another repository has no .venv of ours.
        assert (hook["language"] == "system") is program.startswith(".venv/bin/")


def test_hooks_wait_for_the_files_that_contributors_write() -> None:
    files = [path for path in (PROJECT / "briefings").rglob("*") if path.is_file()]
    for hook in _hooks():
        if hook["id"] == "briefings-check":
            assert all(
                re.search(hook["files"], path.relative_to(PROJECT).as_posix()) for path in files
            )
        if hook["id"] == "briefings-fmt":
            matched = {path.suffix for path in files if re.search(hook["files"], _name(path))}
            assert matched == {".yml"}


def _name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()

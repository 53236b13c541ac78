"""A pull request on one computer: a project, a fork of it, and GitHub's job run on their merge.

The job's steps are those of our action, which the workflow uses, in order, with their conditions.
What `uses` an action is left out, for it is GitHub's; all `run` steps run.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests import warm
from tests.one_page import copy_with_one_page
from tests.overlay import EXAMPLES, PROJECT
from tests.repositories import commit, git

BASE = EXAMPLES / "base" / "briefings"
ARTICLE = "briefings/articles/2031-04-28-new-bridge"
FERRY = "briefings/articles/2031-05-02-old-ferry"
_COPIED = ("Makefile", "action.yml", "pyproject.toml", "requirements.lock", ".gitignore")
_WORKFLOW = yaml.safe_load((PROJECT / ".github/workflows/check.yml").read_text("utf-8"))
_ACTION = yaml.safe_load((PROJECT / "action.yml").read_text("utf-8"))
_ALWAYS = "${{ github.event_name == 'pull_request' && !cancelled() }}"
_SOUND = ("", "${{ github.event_name == 'pull_request' }}")
_NEVER = ("${{ inputs.requirements }}", "${{ github.event_name != 'pull_request' }}")
_PAGES = "steps.pages.outputs.base_url"
_PREVIEW_URL = "https://github.example/artifacts/1"
_EXPRESSIONS = {
    "${{ github.repository_owner }}": "riverton",
    "${{ github.event.repository.name }}": "texts",
    "${{ github.server_url }}": "https://github.example",
    "${{ github.repository }}": "riverton/texts",
    "${{ steps.preview.outputs.artifact-url }}": _PREVIEW_URL,
    "${{ steps.fixes.outputs.artifact-url }}": "",
    "${{ github.event.repository.default_branch }}": "main",
    "${{ github.event_name == 'pull_request' }}": "true",
    "${{ github.event_name != 'pull_request' }}": "false",
    f"${{{{ {_PAGES} && format('{{0}}/', {_PAGES}) || format('https://{{0}}.github.io/{{1}}/', "
    "github.repository_owner, github.event.repository.name) }}": "https://riverton.github.io/texts/",
}


def found_project(folder: Path) -> Path:
    """A repository with this project's settings and templates, and two invented briefings."""
    copy_with_one_page(folder, BASE)
    for name in _COPIED:
        shutil.copy(PROJECT / name, folder)
    shutil.copytree(PROJECT / ".github", folder / ".github")
    # Messages lead to the page that explains them, which is beside this one.
    (folder / "docs" / "about" / "format.md").write_text("# The format\n", "utf-8")
    shutil.copytree(folder / ARTICLE, folder / FERRY)
    commit(folder, "Begin")
    return folder


@dataclass(frozen=True)
class Step:
    """A step that has run: the make target that does the same, its exit code, what it printed."""

    target: str
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Result:
    """What GitHub shows of a job."""

    folder: Path
    steps: tuple[Step, ...]
    summary: str

    @property
    def codes(self) -> dict[str, int]:
        """The exit code of each make target that has run."""
        return {step.target: step.code for step in self.steps}

    @property
    def commands(self) -> list[str]:
        """The lines of the whole log that GitHub would obey."""
        lines = [line for step in self.steps for line in (step.out + step.err).splitlines()]
        return [line for line in lines if line.lstrip().startswith("::")]

    def annotations(self, kind: str = "error") -> list[str]:
        """The log's commands of a kind: error, warning or notice."""
        return [line for line in self.commands if line.startswith(f"::{kind} ")]

    @property
    def preview(self) -> list[str]:
        """The files of the preview, by name."""
        folder = self.folder / "build" / "review" / "preview"
        return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))

    def page(self, name: str) -> str:
        """A file of the preview."""
        return (self.folder / "build" / "review" / "preview" / name).read_text("utf-8")

    @property
    def fixes(self) -> Path | None:
        """The patch that is offered, if there is one."""
        path = self.folder / "build" / "review" / "fixes.patch"
        return path if path.exists() else None


class PullRequest:
    """A branch in a fork, and its merge into the project's main."""

    def __init__(self, project: Path, folder: Path) -> None:
        self._project, self._folder = project, folder
        self.fork = folder / "fork"
        git(folder, "clone", "--quiet", str(project), str(self.fork))
        git(self.fork, "switch", "--quiet", "--create", "correction")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace what stands once in a file."""
        file = self.fork / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"{path}: {old}"
        file.write_text(text.replace(old, new), "utf-8", newline="")

    def merged(self) -> Path:
        """The merge of the branch into main, as GitHub's checkout has it, ready for make.

        If the project has been built, so is the checkout: its build makes what differs.
        """
        commit(self.fork, "Correct something")
        checkout = self._folder / "checkout"
        git(self._folder, "clone", "--quiet", str(self._project), str(checkout))
        git(checkout, "fetch", "--quiet", str(self.fork), "correction")
        git(checkout, "merge", "--quiet", "--no-ff", "--message", "Merge", "FETCH_HEAD")
        install(checkout)
        if (self._project / ".cache").exists():
            shutil.copytree(self._project / ".cache", checkout / ".cache")
        return checkout

    def result(self, **environment: str) -> Result:
        """What GitHub's job makes of it."""
        return run_job(self.merged(), **environment)


def install(checkout: Path) -> None:
    """What `make site` would install, from the environment that the tests run in."""
    programs = checkout / ".venv" / "bin"
    warm.install(programs, briefings=warm.BRIEFINGS, mkdocs=warm.MKDOCS)
    (programs.parent / ".site").touch()


def make(checkout: Path, target: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a make target as somebody on his own computer would."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    return subprocess.run(
        ["make", "--no-print-directory", target],
        cwd=checkout,
        env={**own, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def run_job(checkout: Path, **changes: str) -> Result:
    """Run the job of the workflow in a checkout."""
    (job,) = _WORKFLOW["jobs"].values()
    (used,) = [step["with"] for step in job["steps"] if step.get("uses") == "./"]
    _EXPRESSIONS["${{ inputs.build }}"] = used["build"]
    assert used["requirements"] == "", "the program is installed"
    summary = checkout.parent / "step-summary.md"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": str(summary),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "NO_MKDOCS_2_WARNING": "1",
        "GITHUB_ACTION_PATH": str(checkout),
        "PATH": f"{checkout / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }
    steps = tuple(_run(_ACTION["runs"]["steps"], checkout, environment, changes))
    text = summary.read_text("utf-8") if summary.exists() else ""
    return Result(checkout, steps, text)


def _outcome(done: list[Step], target: str) -> str:
    codes = {step.target: step.code for step in done}
    return "skipped" if target not in codes else "failure" if codes[target] else "success"


def _evaluated(environment: dict[str, str], site: str = "") -> dict[str, str]:
    """An environment with the values that GitHub would put in."""
    values = {}
    for name, value in environment.items():
        expressions = {**_EXPRESSIONS, "${{ steps.site.outcome }}": site}
        for expression, replacement in expressions.items():
            value = value.replace(expression, replacement)
        assert "${{" not in value, value
        values[name] = value
    return values


def _run(
    steps: list[dict[str, Any]],
    checkout: Path,
    environment: dict[str, str],
    changes: dict[str, str],
) -> list[Step]:
    done: list[Step] = []
    for step in steps:
        condition = step.get("if", "")
        assert condition in (*_SOUND, *_NEVER, _ALWAYS)
        if "run" not in step or condition in _NEVER:
            continue
        if condition in _SOUND and any(other.code for other in done):
            continue
        own = _evaluated(step.get("env", {}), _outcome(done, "site"))
        process = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=checkout,
            env={**environment, **own, **changes},
            capture_output=True,
            text=True,
            check=False,
        )
        name = step["run"].split()[-1]
        target = "site" if name == "$BUILD" else f"ci-{name}"
        done.append(Step(target, process.returncode, process.stdout, process.stderr))
    return done

"""A pull request on one computer: a project, a fork of it, and GitHub's job run on their merge.

The job's step is that of our action, which the workflow uses. What `uses` an action is left out,
for it is GitHub's.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

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
#: What GitHub's runner puts into the environment of a pull request's job.
_GITHUB = {
    "CI": "true",
    "GITHUB_ACTIONS": "true",
    "GITHUB_EVENT_NAME": "pull_request",
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "riverton/texts",
    "GITHUB_REF_NAME": "1/merge",
    "GITHUB_BASE_REF": "main",
    "GITHUB_RUN_ID": "7",
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
class Result:
    """What GitHub shows of a job."""

    folder: Path
    code: int
    log: str
    summary: str

    @property
    def parts(self) -> dict[str, str]:
        """What each part of the job has printed, in their order."""
        _, *found = re.split(r"^--- (.+) ---\n", self.log, flags=re.MULTILINE)
        return dict(zip(found[::2], found[1::2], strict=True))

    @property
    def commands(self) -> list[str]:
        """The lines of the whole log that GitHub would obey."""
        return [line for line in self.log.splitlines() if line.lstrip().startswith("::")]

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

    def result(self, base: str = "") -> Result:
        """What GitHub's job makes of it."""
        return run_job(self.merged(), base)


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


def run_job(checkout: Path, base: str = "") -> Result:
    """Run the job of the workflow in a checkout; `base` is another revision to compare with."""
    (job,) = _WORKFLOW["jobs"].values()
    (used,) = [step["with"] for step in job["steps"] if step.get("uses") == "./"]
    (step,) = [step for step in _ACTION["runs"]["steps"] if "briefings ci" in step.get("run", "")]
    assert used["requirements"] == "", "the program is installed"
    assert step["env"] == {"BUILD": "${{ inputs.build }}"}
    summary = checkout.parent / "step-summary.md"
    given = ("GIT_", "GITHUB_", "BRIEFINGS_", "CI_")
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"] + f" --base '{base}'" * bool(base)],
        cwd=checkout,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith(given)},
            **_GITHUB,
            "BUILD": used["build"],
            "GITHUB_STEP_SUMMARY": str(summary),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "NO_MKDOCS_2_WARNING": "1",
            "PATH": f"{checkout / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    text = summary.read_text("utf-8") if summary.exists() else ""
    return Result(checkout, done.returncode, done.stdout, text)

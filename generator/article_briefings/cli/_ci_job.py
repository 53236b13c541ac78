"""What the environment of GitHub Actions or GitLab CI says of the job that runs."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Job:
    """The job of a host, or the review of a change by somebody on a computer of their own."""

    form: str = "text"
    """The format of problems that the host reads."""
    base: str = "origin/main"
    """The revision that a change is compared with; empty if the site is to be published."""
    files: str = ""
    """The address below which the host shows the files of a commit."""
    results: str = ""
    """The address at which the host offers what the job has made."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """What `mkdocs.yml` asks the environment for."""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Job":
        """Return the job of GitHub Actions or GitLab CI, or else one without a host."""
        given = defaultdict(str, environment)
        if given["GITHUB_ACTIONS"] == "true":
            return cls._github(given)
        return cls._gitlab(given) if given["GITLAB_CI"] == "true" else cls()

    @classmethod
    def _github(cls, given: Mapping[str, str]) -> "Job":
        server, repository = given["GITHUB_SERVER_URL"], given["GITHUB_REPOSITORY"]
        owner, name = repository.lower().split("/")[0], repository.partition("/")[2]
        domain = f"{owner}.github.io"
        site = f"https://{domain}/" if name.lower() == domain else f"https://{domain}/{name}/"
        if server != "https://github.com":
            site = ""  # a company's own server publishes where it likes
        # A pull request is checked out as merged; the first parent is the branch that it goes to.
        base = "HEAD^1" if given["GITHUB_EVENT_NAME"].startswith("pull_request") else ""
        branch = given["GITHUB_BASE_REF"] or given["GITHUB_REF_NAME"]
        address = f"{server}/{repository}"
        results = f"{address}/actions/runs/{given['GITHUB_RUN_ID']}#artifacts"
        variables = _variables(base, site, address, branch)
        return cls("github", base, f"{address}/blob", results, variables)

    @classmethod
    def _gitlab(cls, given: Mapping[str, str]) -> "Job":
        address, site = given["CI_PROJECT_URL"], given["CI_PAGES_URL"]
        base = given["CI_MERGE_REQUEST_DIFF_BASE_SHA"]  # only where a merge request is checked
        results = f"{given['CI_JOB_URL']}/artifacts/download"
        variables = _variables(base, site, address, given["CI_DEFAULT_BRANCH"])
        return cls("gitlab", base, f"{address}/-/blob", results, variables)


def _variables(base: str, site: str, repository: str, branch: str) -> dict[str, str]:
    return {
        "BRIEFINGS_SITE_URL": site,
        "BRIEFINGS_REPO_URL": repository,
        "BRIEFINGS_BRANCH": branch,
        "BRIEFINGS_NOINDEX" if base else "BRIEFINGS_PUBLISH": "true",
    }

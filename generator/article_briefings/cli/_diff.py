"""`briefings diff`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import typer

from article_briefings.cli._common import RootOption, commit_of, require_project, usage

if TYPE_CHECKING:
    from article_briefings.input import History
    from article_briefings.review import State

COMMENT, LEAST = 65_000, 1_000
"""A comment on GitHub has at most 65,536 characters; below the minimum a report says nothing."""


def diff(
    before: Annotated[
        str, typer.Argument(help="A branch, tag or commit: the state before.", metavar="REV")
    ],
    after: Annotated[
        str | None,
        typer.Argument(
            help="The state after. Without it, the files as they are now.",
            metavar="[REV]",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            help="The most bytes to print; the changes left out are counted. 0 prints all.",
            metavar="BYTES",
        ),
    ] = COMMENT,
    link: Annotated[
        str,
        typer.Option(
            help="Where the files can be read, for links to lines: "
            "https://github.com/OWNER/REPOSITORY/blob. The commit is appended.",
            metavar="URL",
        ),
    ] = "",
    root: RootOption = Path(),
) -> None:
    """Print the changes of meaning as Markdown: claims, their speakers, their verdicts.

    Layout and comments do not count, nor does the version of the format, and something
    that was only renamed is reported as renamed. If a published verdict changes, it asks
    for an entry under `corrections:`. The output is made for a comment on a pull request.

    Example: `briefings diff origin/main`
    """
    require_project(root)
    from article_briefings.input import History
    from article_briefings.models import safe_url
    from article_briefings.review import change_report

    if limit and limit < LEAST:
        raise usage(f"--limit must be 0, for no limit, or at least {LEAST:,} bytes")
    history = History(root)
    commits = [commit_of(history, name) for name in (before, after) if name is not None]
    if link and not safe_url(link):
        raise usage(f"“{link}” is not an address that begins with https:// or http://")
    states = []
    for commit in commits:
        with snapshot(history, commit) as folder:
            states.append(_state(folder, _address(link, history, commit)))
    if after is None:
        # The links to the files as they are now lead to those of the last commit.
        states.append(_state(root, _address(link, history, "HEAD")))
    one, other = states
    text = change_report(one, other, limit or sys.maxsize)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


def _address(link: str, history: "History", revision: str) -> str:
    """The address of the files of a revision; empty without a link."""
    if not link:
        return ""
    return f"{link.rstrip('/')}/{history.commit(revision)}/{quote(history.prefix())}"


def _state(root: Path, address: str) -> "State":
    from article_briefings.corpus import compile_inputs
    from article_briefings.input import load
    from article_briefings.review import State

    inputs, problems = load(root)
    return State.of(inputs, len(compile_inputs(inputs, problems).diagnostics), address)


@contextmanager
def snapshot(history: "History", commit: str) -> Iterator[Path]:
    """Yield a temporary folder that contains `briefings/` as it was at a commit.

    It has only regular files: links in the commit are left out.
    """
    from tempfile import TemporaryDirectory  # imported late: slow to import

    from article_briefings.input import MAX_YAML_BYTES

    with TemporaryDirectory(prefix="briefings-") as folder:
        root = Path(folder)
        (root / "briefings").mkdir()
        for name, data in history.contents(commit, "briefings", MAX_YAML_BYTES):
            if _stays_inside(name):
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        yield root


def _stays_inside(name: str) -> bool:
    """Whether a name is a path below `briefings/`; a crafted repository may contain others."""
    parts = name.split("/")
    unusual = any(part in ("", ".", "..") or "\\" in part for part in parts)
    return parts[0] == "briefings" and not unusual

"""`briefings diff`."""

import datetime as dt
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import typer

from article_briefings.cli._common import (
    PROBLEMS,
    RootOption,
    commit_of,
    count,
    require_project,
    say,
    stop_on,
    usage,
)
from article_briefings.cli._rewriting import Outcome, rewrite

if TYPE_CHECKING:
    from article_briefings.input import History, TextFile, Value
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
            metavar="REV",
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
    record: Annotated[
        bool,
        typer.Option(
            "--record", help="Write the missing corrections into the files, without their reasons."
        ),
    ] = False,
    date: Annotated[
        dt.datetime | None,
        typer.Option(
            help="The day of these corrections.",
            formats=["%Y-%m-%d"],
            metavar="DAY",
            show_default="today",
        ),
    ] = None,
    root: RootOption = Path(),
) -> None:
    """Print the changes of meaning as Markdown: claims, their speakers, their verdicts.

    Layout and comments do not count, nor does the version of the format, and something
    that was only renamed is reported as renamed. If a published verdict changes, it asks
    for an entry under `corrections:`. The output is made for a comment on a pull request.

    With `--record`, it writes these entries instead: what changed, and a placeholder that
    `briefings check` reports until you have written why.

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
    if record:
        if after is not None:
            raise usage("--record writes into the files as they are now; leave out the second REV")
        _record(root, commits[0], date.date() if date else dt.date.today())
        return
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


def changed_briefings(root: Path, commit: str) -> "tuple[State, State]":
    """The briefings that have changed since a commit: as they were, and as they are now."""
    from article_briefings.input import History, load
    from article_briefings.review import LostPage, State

    history = History(root)
    changed = [path.rpartition("/") for path in history.changed_files(commit)]
    folders = {folder for folder, _, name in changed if name.endswith(".yml")}
    if not folders:
        return State(), State()
    lists = LostPage.LIST, "briefings/topics.yml", "briefings/stories.yml"

    def choice(path: str) -> bool:
        # Actors' names are in the words for a verdict.
        return path.startswith(("briefings/actors/", *lists)) or not folders.isdisjoint(
            (path, path.rpartition("/")[0])
        )

    with snapshot(history, commit, choice) as folder:
        before, after = (State.of(load(side, choice=choice)[0]) for side in (folder, root))
    return before, after


def _record(root: Path, commit: str, day: dt.date) -> None:
    """Write missing corrections, and entries of withdrawn briefings, without their reasons."""
    from article_briefings.formatting import append_items
    from article_briefings.models import Placeholder
    from article_briefings.review import LostPage, Uncorrected

    missing: dict[str, list[Uncorrected]] = defaultdict(list)
    states = changed_briefings(root, commit)
    for one in Uncorrected.between(*states):
        missing[one.location.path].append(one)
    removed = [one for one in LostPage.between(*states) if one.is_removed]
    if removed and not (root / LostPage.LIST).exists():
        (root / LostPage.LIST).write_text("format: 2\n", "utf-8")

    def extended(name: str, file: "TextFile") -> Outcome:
        if name == LostPage.LIST:
            return _withdrawn(file.text, {one.briefing: one.entry(day) for one in removed})
        entries = [one.entry(day) for one in missing[name]]
        result = append_items(name, file.text, "corrections", entries)
        if result.text is None:
            why = result.refusal or "it is of an old version; run briefings migrate first"
            return Outcome("refused", f"{why}.", problems=result.diagnostics)
        claims = ", ".join(one.claim for one in missing[name])
        line = f"Added {count(len(entries), 'correction')} to {name}: {claims}"
        return Outcome("changed", line, result.text)

    names = sorted([*missing, *([LostPage.LIST] if removed else [])])
    fates, problems = rewrite(root, names, False, extended)
    if fates["changed"]:
        say(f"Write the reason in place of “{Placeholder.REASON}”; `briefings check` demands it.")
    elif not names:
        say("No published verdict changed without a correction.")
    stop_on(problems)
    if fates["refused"]:
        raise typer.Exit(PROBLEMS)


def _withdrawn(text: str, entries: "Mapping[str, Value]") -> Outcome:
    """The list of withdrawn briefings with further entries."""
    from article_briefings.formatting import format_yaml
    from article_briefings.review import LostPage

    # JSON is YAML, and the canonical form is written without its quotation marks.
    lines = (json.dumps({name: one}, ensure_ascii=False)[1:-1] for name, one in entries.items())
    result = format_yaml(LostPage.LIST, "\n".join([text.rstrip(), *lines, ""]))
    if result.text is None:
        return Outcome("unread", problems=result.diagnostics)
    return Outcome("changed", f"Added to {LostPage.LIST}: {', '.join(entries)}", result.text)


@contextmanager
def snapshot(
    history: "History", commit: str, choice: Callable[[str], bool] = lambda _: True
) -> Iterator[Path]:
    """Yield a temporary folder that contains `briefings/` as it was at a commit.

    It has only regular files, those of the `choice`: links in the commit are left out.
    """
    from tempfile import TemporaryDirectory  # imported late: slow to import

    from article_briefings.input import Document

    with TemporaryDirectory(prefix="briefings-") as folder:
        root = Path(folder)
        (root / "briefings").mkdir()
        for name, data in history.contents(commit, "briefings", Document.MAX_BYTES, choice):
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

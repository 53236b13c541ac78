"""Proposals for people and programs to read: a patch, and explanations of the proposals."""

import re
from collections.abc import Iterator
from difflib import unified_diff

from article_briefings.review.fixes._mending import MendedFile
from article_briefings.review.fixes._proposals import Candidate, Proposal

_MARK = "\ufeff"


def patch(file: MendedFile) -> str:
    """The change of a file as a unified diff that `git apply` accepts; empty without a change."""
    mark = _MARK if file.before.mark else ""
    before, after = _lines(mark + file.before.text), _lines(mark + file.after)
    lines = unified_diff(before, after, f"a/{file.path}", f"b/{file.path}")
    return "".join(_ended(line) for line in lines)


def explained(proposal: Proposal) -> Iterator[str]:
    """Explain what a proposal changes and why, line by line."""
    yield f"{proposal.location}: [{proposal.code}] {_short(proposal.reason)}"
    if proposal.only_shown:
        for candidate in proposal.candidates:
            yield f"    {_place(candidate)}: {_short(candidate.text)}"
        return
    if proposal.decided:
        yield f"    was: {_short(proposal.old)}"
        yield f"    now: {_short(proposal.new)}"
        others = proposal.candidates[1:]
    else:
        yield f"    mark: {_short(proposal.old)}"
        others = proposal.candidates
    for number, candidate in enumerate(others, 2 if proposal.decided else 1):
        yield f"    {'other ' if proposal.decided else ''}candidate {number}: {_one(candidate)}"


def _one(candidate: Candidate) -> str:
    return (
        f"score {candidate.score:.2f}, {_place(candidate)}: {candidate.selector} "
        f"({', '.join(candidate.evidence)})"
    )


def _place(candidate: Candidate) -> str:
    location = candidate.location
    return f"{location.path.rpartition('/')[2]}:{location.line}:{location.column}"


def _short(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends; only LF ends a line for diff and git."""
    return re.findall(r"[^\n]*\n|[^\n]+$", text)


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"

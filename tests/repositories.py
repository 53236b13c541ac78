"""Temporary git repositories for tests."""

import subprocess
from pathlib import Path

_IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=no")


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder; its output."""
    done = subprocess.run(
        ["git", *_IDENTITY, *arguments], cwd=root, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8", "replace")


def commit(root: Path, message: str = "A change") -> str:
    """Commit everything in a folder, which becomes a repository if it is none; the commit's id."""
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD").strip()

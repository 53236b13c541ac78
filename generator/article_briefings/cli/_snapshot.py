"""Writes the input of a revision to a folder for the loader, without touching the work tree."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from article_briefings.input import MAX_YAML_BYTES, History


@contextmanager
def snapshot(history: History, commit: str) -> Iterator[Path]:
    """Yield a temporary folder that contains `briefings/` as it was at a commit.

    It has only regular files: links in the commit are left out.
    """
    with tempfile.TemporaryDirectory(prefix="briefings-") as folder:
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
    return parts[0] == "briefings" and not unusual and not PurePosixPath(name).is_absolute()
